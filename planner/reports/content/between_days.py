"""What flipped between two days, line by line and party by party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.check.between_days import BetweenDays, LineFlip
from planner.check.verdict import PartyStatus
from planner.model.case import Case
from planner.model.statements import Statement
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
    Text,
    Tone,
)
from planner.reports.words.between_days import flip_words, flips_title, stated_words
from planner.reports.words.days import day_words
from planner.reports.words.statements import statement_voice
from planner.reports.words.verdicts import (
    PARTY_WORDS,
    line_heading,
    sentence,
    verdict_sentence,
)

__all__ = ["between_days_blocks"]

_LINE_TONES = {status.value: tone for status, tone in LINE_TONES.items()}


def between_days_blocks(case: Case, found: BetweenDays) -> list[Block]:
    """The section on the two days; ``case`` holds what was stated on any day."""
    blocks: list[Block] = [Heading(flips_title(found))]
    flipped = [*_lines(case, found.lines), *_parties(found)]
    if flipped:
        blocks.append(Listing((Item([flip]) for flip in flipped), marks=Marks.NONE))
    else:
        blocks.append(Paragraph("No red line and no party."))
    for title, statements in (
        ("Stated in between", found.stated),
        ("Superseded in between", found.superseded),
    ):
        if statements:
            blocks += [Heading(title), _statements(case, statements)]
    verdicts = ((found.since, found.judged.before), (found.until, found.judged.after))
    blocks += [
        Heading("The verdict as of each day"),
        Listing(
            (
                Item([Paragraph(sentence(verdict_sentence(verdict)))], label=f"{day_words(day)}:")
                for day, verdict in verdicts
            ),
            marks=Marks.LABELS,
        ),
    ]
    return blocks


def _lines(case: Case, flips: Iterable[LineFlip]) -> Iterator[Change]:
    for flip in flips:
        status = Status(flip.line.id, tone=_LINE_TONES.get(flip.after or "", Tone.MUTED))
        heading = line_heading(case, flip.line).removeprefix(flip.line.id)
        yield Change((status, Text(heading)), *flip_words(flip))


def _parties(found: BetweenDays) -> Iterator[Change]:
    parties = found.judged.changes.after.parties_by_id
    for flip in found.parties:
        before, after = (PartyStatus(status or "") for status in (flip.before, flip.after))
        name = Status(parties[flip.id].name, tone=PARTY_TONES[after])
        yield Change(name, PARTY_WORDS[before], PARTY_WORDS[after])


def _statements(case: Case, statements: Iterable[Statement]) -> Listing:
    items = (
        Item(
            [Paragraph(f"{statement_voice(case, each)} ({stated_words(each)})")],
            label=f"{each.id}:",
        )
        for each in statements
    )
    return Listing(items, marks=Marks.LABELS)
