"""What became of a case, and what that does to a scenario."""

from __future__ import annotations

from collections.abc import Iterator

from planner.check.case_changes import Flip, TwoVerdicts
from planner.check.verdict import PartyStatus
from planner.model.scenario import Scenario
from planner.reports.content.tones import LINE_TONES, PARTY_TONES
from planner.reports.page import (
    Block,
    Change,
    Heading,
    Item,
    Listing,
    Marks,
    Paragraph,
    Status,
    Tone,
)
from planner.reports.words.case_changes import change_words
from planner.reports.words.verdicts import PARTY_WORDS, sentence, verdict_sentence

__all__ = ["case_changes_blocks", "flips"]


def case_changes_blocks(
    scenario: Scenario, judged: TwoVerdicts, before: str, after: str, *, shared: bool
) -> list[Block]:
    """The section on the two cases, which ``before`` and ``after`` name.

    ``shared`` says that what is private is left out here, though not elsewhere in the answer.
    """
    flipped: list[Block] = [*flips(judged)] or [Paragraph("none")]
    names = (("from", before), ("to", after))
    verdicts = (("from:", judged.before), ("to:", judged.after))
    return [
        Heading("The case moved on"),
        Listing(
            (Item([Paragraph(name)], label=label) for label, name in names),
            marks=Marks.LABELS,
        ),
        *([Paragraph("Both are judged without what is private.")] if shared else []),
        Listing(Item([Paragraph(words)]) for words in change_words(scenario, judged)),
        Heading("Verdicts that flipped"),
        Listing((Item([flip]) for flip in flipped), marks=Marks.NONE),
        Heading("The verdict by each"),
        Listing(
            (
                Item([Paragraph(sentence(verdict_sentence(verdict)))], label=label)
                for label, verdict in verdicts
            ),
            marks=Marks.LABELS,
        ),
    ]


def flips(judged: TwoVerdicts) -> Iterator[Change]:
    """The lines and parties on which the verdicts by the two cases differ."""
    tones = {status.value: tone for status, tone in LINE_TONES.items()}
    for flip in judged.lines:
        tone = tones.get(flip.after or flip.before or "", Tone.MUTED)
        yield _change(Status(flip.id, tone=tone), flip, {})
    words = {status.value: said for status, said in PARTY_WORDS.items()}
    for flip in judged.parties:
        case = judged.changes.after if flip.after else judged.changes.before
        tone = PARTY_TONES[PartyStatus(flip.after or flip.before or "")]
        yield _change(Status(case.parties_by_id[flip.id].name, tone=tone), flip, words)


def _change(what: Status, flip: Flip, words: dict[str, str]) -> Change:
    then, now = (
        words.get(status, status) if status is not None else "not in the case"
        for status in (flip.before, flip.after)
    )
    return Change(what, then, now)
