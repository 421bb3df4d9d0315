"""How the answers move through the five readings, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from planner.analysis.questions.flips import Flip, Flips, UnderReading
from planner.analysis.questions.premises import Premises
from planner.model.case import Case
from planner.reports.content.analysis.finding import Finding, ReadAs, Section, text
from planner.reports.content.analysis.options import option_title
from planner.reports.page import Block, Table, Tone
from planner.reports.words.analysis import some
from planner.reports.words.counts import (
    brief_tally,
    clear_words,
    count_words,
    no_line_words,
    none_clear,
)
from planner.reports.words.numbers import counted
from planner.reports.words.private import line_words
from planner.reports.words.stops import not_finished
from planner.reports.words.verdicts import READING_WORDS, listed, sentence

__all__ = ["readings_section"]


def readings_section(premises: Premises, found: Flips) -> Section:
    """A small table of the readings, each reading, and the options that flip between them."""
    case = premises.case
    summary: list[Block] = []
    if found.reason:
        summary.append(text(sentence(not_finished(found.reason)), Tone.UNDECIDED))
    table = Table(
        map(_row, found.readings),
        head=("reading", "lines", "clear", "uncontested", "sourced", "conflicts", "ways out"),
        right=range(1, 7),
    )
    summary.append(table)
    findings = [
        _reading_finding(case, under, current=under.reading is premises.reading)
        for under in found.readings
    ]
    findings += [_flip_finding(case, flip) for flip in found.options]
    counts = [next(_counts(under)) for under in found.readings]
    return Section(
        "flips",
        " > ".join(counts) if not found.reason else "not finished",
        tuple(summary),
        tuple(findings),
    )


def _row(under: UnderReading) -> tuple[str, ...]:
    return (
        under.reading.value,
        f"{len(under.lines):,}",
        *_counts(under),
        *(_clashes(under) if under.lines else ("-", "-")),
    )


def _clashes(under: UnderReading) -> tuple[str, str]:
    return (
        _number(_conflicts(under), complete=under.conflicts.complete),
        _number(_ways(under), complete=under.ways_out.complete),
    )


def _number(number: int, *, complete: bool) -> str:
    if complete:
        return f"{number:,}"
    return f"{number:,}+" if number else "?"


def _so_far(words: str, *, complete: bool) -> str:
    return words if complete else f"{words} so far"


def _conflicts(under: UnderReading) -> int:
    return sum(bool(conflict.lines) for conflict in under.conflicts.sets)


def _ways(under: UnderReading) -> int:
    return sum(bool(way.lines) for way in under.ways_out.ways)


def _counts(under: UnderReading) -> Iterator[str]:
    """How many scenarios are clear, uncontested, sourced; no number where no line counts."""
    counts = (under.tally.open, under.tally.respecting, under.tally.without_added)
    return (count_words(count) if under.lines else "-" for count in counts)


def _reading_finding(case: Case, under: UnderReading, *, current: bool) -> Finding:
    reading = under.reading
    lines = some(line_words(case, under.lines)) or "none"
    blocks = [text(sentence(READING_WORDS[reading])), text(f"Red lines counted: {lines}.")]
    if not under.lines:
        blocks.append(text(sentence(no_line_words("these scenarios"))))
    elif under.open == 0:
        blocks.append(text(sentence(none_clear(case)), Tone.CROSSED))
    else:
        blocks.append(text(sentence(clear_words(under.tally))))
    conflicts = [line_words(case, each.lines) for each in under.conflicts.sets if each.lines]
    sets = [" + ".join(lines) for lines in conflicts]
    if sets:
        named = _so_far("Conflicts", complete=under.conflicts.complete)
        blocks.append(text(f"{named}: {'; '.join(sets)}.", Tone.CROSSED))
    ways = [" + ".join(line_words(case, way.lines)) for way in under.ways_out.ways if way.lines]
    if ways:
        named = _so_far("Ways out", complete=under.ways_out.complete)
        blocks.append(text(f"{named}: give up {listed(ways, 'or')}."))
    note = brief_tally(under.tally) if under.lines else "no line counts"
    if sets:
        number = counted(len(sets), "conflict")
        note = f"{note} · {_so_far(number, complete=under.conflicts.complete)}"
    return Finding(
        f"{'(•)' if current else '( )'} {reading}",
        note,
        Tone.CROSSED if under.open == 0 else Tone.TEXT,
        tuple(blocks),
        lines=tuple(dict.fromkeys(line for c in under.conflicts.sets for line in c.lines)),
        group="Under each reading",
        step=ReadAs(reading),
    )


def _flip_finding(case: Case, flip: Flip) -> Finding:
    issue = case.issues_by_id[flip.issue]
    title = f"{issue.title}: {option_title(issue, flip.option)}"
    out = listed(flip.ruled_out, "and")
    blocks = (
        text(f"Some clear scenarios have it under {listed(flip.possible, 'and')}."),
        text(f"None of the clear scenarios has it under {out}."),
        text("Under such a reading, “Options left” says which red lines do that.", Tone.MUTED),
    )
    flipping = "Options that flip"
    return Finding(title, f"none clear: {out}", more=blocks, group=flipping, fold=flipping)
