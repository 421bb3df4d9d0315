"""The product's words and what they mean, as help and the guide say them."""

from __future__ import annotations

from planner.model.reading import Reading
from planner.reports.words.verdicts import READING_WORDS

__all__ = ["GLOSSARY", "READINGS"]

GLOSSARY = (
    ("case", "one negotiation as modelled: sources, parties, issues, statements, red lines"),
    (
        "issue, option",
        (
            "a question the deal must answer, with one of its options, with several that hold "
            "together, or with a number; one of the answers that a case lists"
        ),
    ),
    (
        "does not apply",
        (
            "of an issue: it is only asked where something else is chosen; nothing is to be chosen "
            "there, and what had been is kept and counts for nothing"
        ),
    ),
    ("added", "an option that no source proposes, listed for completeness"),
    ("scenario", "an answer to each issue that applies; partial while issues are undecided"),
    (
        "statement",
        "a verbatim quote with holder, speaker, attribution, strength and source: the evidence",
    ),
    (
        "red line",
        (
            "a limit of a party, coded from statements: when it is crossed, on what evidence, how "
            "strongly"
        ),
    ),
    (
        "line by points",
        (
            "a red line that names a minimum of points in place of a rule: crossed where the "
            "choices come to less, as scored by whom the case names"
        ),
    ),
    (
        "member's line",
        "a red line of one member of a party, which gives that member a verdict of its own",
    ),
    ("crossed", "the choices do what the line's rule names"),
    ("contested", "the source leaves open whether they do: the line's grey zone"),
    (
        "undecided",
        (
            "it depends on an issue that is not decided yet; a partial scenario has a status other "
            "than this as soon as every way to complete it has that status"
        ),
    ),
    (
        "no stated line crossed",
        "none of the party's counted lines is crossed, contested or undecided",
    ),
    (
        "no red line counted",
        "the party states positions, but no red line of its own counts under this reading",
    ),
    ("no stated position", "nothing is stated by that party at all"),
    (
        "reading",
        (
            "how firmly statements are read: the least strength that counts, and whether contested "
            "counts as crossed"
        ),
    ),
    ("set aside", "a line that is left out of the count, for a what-if"),
    ("coherence rule", "a combination that contradicts itself: nobody's red line, kept apart"),
    (
        "clear",
        (
            "a complete scenario that crosses no counted line and breaks no coherence rule; it may "
            "still leave lines contested"
        ),
    ),
    (
        "contradicts itself",
        "a scenario that breaks a coherence rule, whatever lines it crosses: it is never clear",
    ),
    ("uncontested", "a clear scenario that leaves no counted line contested either"),
    (
        "sourced",
        "a clear scenario of sourced options only: none of them is added for completeness",
    ),
    ("conflict", "a minimal set of red lines of which every scenario crosses at least one"),
    ("way out", "a minimal set of red lines to give up so that some scenario is clear"),
    (
        "pivotal",
        (
            "how many more scenarios are clear if that line alone is given up, or proves a bluff; "
            "for a redundant line none, since others cover all that would cross it"
        ),
    ),
    (
        "coverage",
        (
            "party by issue: is any position stated? Where none is, nothing is known, and no tick "
            "stands there"
        ),
    ),
)
"""Each word with its meaning, in the order in which they build on each other."""

READINGS = tuple((str(reading), READING_WORDS[reading]) for reading in Reading)
"""The readings from the loosest to the firmest, with what each counts."""
