"""What a report says of what was taken out of it: that it was, and never what."""

from __future__ import annotations

from collections.abc import Collection

from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.verdicts import listed

__all__ = ["BLOTTED", "EVIDENCE_WITHHELD", "withheld_words"]

BLOTTED = "[withheld]"
"""Stands where other words named what is withheld."""

EVIDENCE_WITHHELD = "The quotes behind it are withheld from this report."

_WHOLE_WORDS = {
    "notes": "the notes",
    "authors": "the names of authors and reviewers",
    "comments": "the comments",
    "evidence": "the quotes and their sources",
}


def withheld_words(whole: Collection[str], parties: int, issues: int, lines: int) -> str:
    """What is withheld, and that the verdict speaks of the rest alone; empty where nothing is.

    ``withheld from this report: the notes, 1 party with 2 red lines``, without a full stop.
    """
    words = [said for name, said in _WHOLE_WORDS.items() if name in whole]
    if parties:
        words.append(counted(parties, "party", "parties"))
    if issues:
        words.append(counted(issues, "issue"))
    if not words:
        return ""
    said = f"withheld from this report: {listed(words, 'and')}"
    if not (parties or issues):
        return said
    if lines:
        them = agreeing(parties + issues, "it", "them")
        said += f", with {counted(lines, 'red line')} that cannot be shown without {them}"
    return f"{said}; every verdict and number here is about the rest alone"
