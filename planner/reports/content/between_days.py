"""What flipped between two days, line by line and party by party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from planner.check.between_days import BetweenDays, LineFlip
from planner.model.case import Case
from planner.model.statements import Statement
from planner.reports.content.tones import LINE_TONES, PARTY_TONES
from planner.reports.page import (
    GAP,
    Block,
    Change,
    Heading,
    Item,
    Listing,
    Marks,
    Page,
    Paragraph,
    Status,
    Text,
    Tone,
)
from planner.reports.words.between_days import flip_words, flips_title, stated_words
from planner.reports.words.days import day_words, judged_until
from planner.reports.words.private import id_words
from planner.reports.words.statements import statement_voice
from planner.reports.words.verdicts import (
    line_heading,
    party_words,
    sentence,
    verdict_sentence,
)

__all__ = ["between_days_blocks", "day_page"]

_LINE_TONES = {status.value: tone for status, tone in LINE_TONES.items()}


def day_page(case: Case, day: dt.date | None, found: BetweenDays | None) -> Page:
    """As of which day one looks, and what flipped since; ``case`` holds what was ever stated.

    ``found`` is ``None`` where all that is stated counts and the file names no day.
    """
    until = judged_until(case, day) or "all that is stated counts, whatever its day"
    body: list[Block] = [Paragraph(sentence(until))]
    if found is not None:
        body += [GAP, *between_days_blocks(case, found)]
    heading = "all days" if day is None else str(day)
    return Page(Heading(f"As of {heading}", level=1), body)


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
        yield Change((status, Text(heading)), *flip_words(case, flip))


def _parties(found: BetweenDays) -> Iterator[Change]:
    """With the lines that make the status, and whose they are where they are members' alone."""
    before, after = (
        {held.party.id: held for held in verdict.parties}
        for verdict in (found.judged.before, found.judged.after)
    )
    for flip in found.parties:
        then, now = before[flip.id], after[flip.id]
        name = Status(now.party.name, tone=PARTY_TONES[now.status])
        yield Change(name, party_words(then), party_words(now))


def _statements(case: Case, statements: Iterable[Statement]) -> Listing:
    items = (
        Item(
            [Paragraph(f"{statement_voice(case, each)} ({stated_words(case, each)})")],
            label=f"{id_words(each)}:",
        )
        for each in statements
    )
    return Listing(items, marks=Marks.LABELS)
