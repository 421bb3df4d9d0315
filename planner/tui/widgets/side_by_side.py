"""Scenarios as columns: the issues that differ, the verdicts, the ways between them, the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from attrs import evolve, frozen
from rich.cells import cell_len

from planner.by_fields import Compared
from planner.check.comparison import Column, Comparison
from planner.check.verdict import LineStatus, PartyStatus, PartyVerdict
from planner.model.case import Issue
from planner.reports.content.tones import LINE_TONES, PARTY_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.formats.wrapping import wrapped
from planner.reports.words.case_changes import words_of_vanished
from planner.reports.words.choices import chosen_words
from planner.reports.words.comparison import (
    LETTERS,
    dominance_words,
    own_words,
    same_words,
    way_words,
)
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words, line_words, short_id
from planner.reports.words.verdicts import party_words
from planner.tui.widgets.column_list import ColumnCell, ColumnList
from planner.tui.widgets.row_list import Cell

__all__ = ["Row", "SideBySide"]

_ALL, _WORDS, _SHORT = 40, 24, 10
"""Columns of the terminal from which on a cell shows all its words, those that fit, signs."""

_SHORT_WORDS = {
    PartyStatus.CLEAR: "none",
    PartyStatus.NONE_COUNTED: "none counted",
    PartyStatus.NO_POSITION: "no position",
}
"""What a narrow cell says in the place of the crossed lines where there are none."""

_STYLES = {
    PartyStatus.CROSSED: "crossed",
    PartyStatus.CONTESTED: "contested",
    PartyStatus.UNDECIDED: "undecided",
    PartyStatus.CLEAR: "clear",
    PartyStatus.SET_ASIDE: "contested",
    PartyStatus.NONE_COUNTED: "muted",
    PartyStatus.NO_POSITION: "muted",
}
_LINES = {
    "Crossed": (LineStatus.CROSSED, "crossed"),
    "Contested": (LineStatus.CONTESTED, "contested"),
}


@frozen(eq=False, repr=False)
class Row(Compared):
    """What a row stands for: at most one of its fields is set, but for ``part``.

    ``heading``, ``sentence`` and ``gone`` (what the case does not have any more) are texts without
    columns, ``part`` is as much of them as goes into this row; ``way`` leads from one column to
    another; ``lines`` is ``Crossed`` or ``Contested``, ``fact`` any other fact of the scenarios.
    """

    heading: str = ""
    sentence: str = ""
    gone: str = ""
    part: str = ""
    issue: Issue | None = None
    party: int | None = None
    lines: str = ""
    fact: str = ""
    way: tuple[int, int] | None = None

    def same_as(self, other: Row) -> bool:
        """Whether both stand for the same, however a sentence is wrapped."""
        return evolve(self, part="") == evolve(other, part="")


class SideBySide(ColumnList):
    """A comparison; the order of the issues stays while choices are taken over."""

    least_width: ClassVar = 14

    def __init__(self, comparison: Comparison) -> None:
        super().__init__(id="columns")
        self._comparison = comparison
        self._rows: list[Row] = []
        self._open: int | None = None

    @property
    def row(self) -> Row:
        """The row under the cursor."""
        return self._rows[self.cursor]

    def begin(self, comparison: Comparison, open_column: int | None) -> None:
        """Show a comparison, from the first issue that differs; one column may be the open one."""
        self._open = open_column
        self._comparison = comparison
        self._rows = list(_rows(comparison, self._text_width))
        self._name_columns()
        self.set_row_count(len(self._rows))
        self.cursor = next((n for n, row in enumerate(self._rows) if row.issue is not None), 0)

    def show(self, comparison: Comparison) -> None:
        """Show the same columns after a change, in the order they stand in."""
        self._comparison = comparison
        issues = iter([row for row in self._rows if row.issue is not None])
        # The sentences and the ways may be others now; the issues stay where they are.
        self._rows = [
            next(issues) if row.issue is not None else row
            for row in _rows(comparison, self._text_width, self._kept)
        ]
        self._name_columns()
        self.set_row_count(len(self._rows))
        self.refresh()
        self.head.refresh()

    def on_resize(self) -> None:
        """Wrap the sentences anew; the cursor stays on what it stands on."""
        if self._rows:
            here = self.row
            self.show(self._comparison)
            kept = (n for n, row in enumerate(self._rows) if row.same_as(here))
            self.cursor = next(kept, self.cursor)
        super().on_resize()

    @property
    def _text_width(self) -> int:
        """How wide a text without columns may be; any, before the first layout."""
        return max(1, self.scrollable_content_region.width - 1) if self.size.width else _ANY_WIDTH

    @property
    def _kept(self) -> int:
        """How many issues stand above the verdicts."""
        above = 0
        for row in self._rows:
            if row.issue is not None:
                above += 1
            elif row.party is not None:
                break
        return above

    def go_to_difference(self, step: int) -> bool:
        """Move to the next issue that differs; whether there is any."""
        found = [
            n
            for n, row in enumerate(self._rows)
            if row.issue is not None and self._comparison.differs(row.issue)
        ]
        if not found:
            return False
        ahead = [n for n in found if (n - self.cursor) * step > 0]
        self.cursor = (ahead or found)[0 if step > 0 else -1]
        return True

    def has_columns(self, row: int) -> bool:
        """Headings, sentences and ways take the whole row."""
        at = self._rows[row]
        return not (at.heading or at.sentence or at.gone or at.way is not None)

    def label(self, row: int) -> Cell:
        """The issue (marked where it differs), the party, or a text of its own."""
        at = self._rows[row]
        if at.issue is not None:
            mark = "≠" if self._comparison.differs(at.issue) else "="
            return Cell(f"{mark} {at.issue.title}", "title")
        if at.party is not None:
            return Cell(self._comparison.case.parties[at.party].name, "title")
        if at.way is not None:
            return Cell(way_words(self._comparison, *at.way))
        if at.heading:
            return Cell(at.heading, "muted")
        return Cell(at.part or at.lines or at.fact)

    def column_cell(self, row: int, column: int) -> ColumnCell:
        """What the scenario chooses or is, in the words that the room allows."""
        at, held = self._rows[row], self._comparison.columns[column]
        if at.issue is not None:
            title = chosen_words(held.verdict, at.issue, held.scenario.pick(at.issue.id))
            style = "undecided" if held.pick(at.issue) is None else "text"
            return ColumnCell((title,), style if held.applies(at.issue) else "muted")
        if at.party is not None:
            return _party_cell(held.verdict.parties[at.party])
        if at.lines:
            status, style = _LINES[at.lines]
            ids = ", ".join(id_words(line.line) for line in held.verdict.counted(status))
            return ColumnCell((f"{SIGNS[LINE_TONES[status]]} {ids}",), style) if ids else _NONE
        return ColumnCell((_fact(self._comparison, held, at.fact),), "text")

    def _name_columns(self) -> None:
        labels = [issue.title for issue in self._comparison.case.issues]
        labels += [party.name for party in self._comparison.case.parties]
        width = max(map(cell_len, labels), default=0) + 2
        columns = self._comparison.columns
        names = map(self._column_name, range(len(columns)))
        self.set_columns([*names], width, _WIDTHS, [*map(_letter, LETTERS, columns)])

    def _column_name(self, column: int) -> str:
        mark = " (opened)" if column == self._open else ""
        return f"{self._comparison.name(self._comparison.columns[column])}{mark}"


_WIDTHS = (_ALL, _WORDS, _SHORT)
_NONE = ColumnCell(("none",), "muted")
_ANY_WIDTH = 1_000


def _rows(comparison: Comparison, width: int, above: int | None = None) -> Iterable[Row]:
    number = len(comparison.differing)
    first = number if above is None else above
    issues = comparison.issues
    of_all = (
        f"{number:,} of {counted(len(issues), 'issue')} {agreeing(number, 'differs', 'differ')}"
    )
    yield Row(heading=of_all if number else same_words(comparison))
    yield from (Row(issue=issue) for issue in issues[:first])
    yield from _vanished_rows(comparison, width)
    yield Row(heading="Verdicts")
    yield from (Row(party=n) for n in range(len(comparison.case.parties)))
    yield from (Row(lines=name) for name in _LINES)
    yield from (Row(fact=name) for name in ("Undecided", "Judged as"))
    yield Row(heading="Whose crossed lines are a subset of whose")
    for words in dominance_words(comparison):
        yield from _sentence_rows(words, width)
    yield Row(heading="From one to another")
    yield from (Row(way=pair) for pair in comparison.ordered_pairs)
    if issues[first:]:
        yield Row(heading="The other issues")
        yield from (Row(issue=issue) for issue in issues[first:])


def _vanished_rows(comparison: Comparison, width: int) -> Iterator[Row]:
    """What is left out of everything else, since the case does not have it."""
    columns = zip(LETTERS, comparison.columns, strict=False)
    found = [(letter, words_of_vanished(c.vanished, comparison.case)) for letter, c in columns]
    if any(words for _, words in found):
        yield Row(heading="Gone from this version of the case")
    for letter, words in found:
        for each in words:
            gone = f"{letter}: {each}"
            yield from (Row(gone=gone, part=part) for part in wrapped(gone, width, "", "  "))


def _letter(letter: str, column: Column) -> str:
    own = f" (file: {column.own_reading})" if column.read_otherwise else ""
    return f"{letter}{own}: "


def _sentence_rows(words: str, width: int) -> Iterator[Row]:
    for part in wrapped(words, width, "", "  "):
        yield Row(sentence=words, part=part)


def _party_cell(verdict: PartyVerdict) -> ColumnCell:
    sign = SIGNS[PARTY_TONES[verdict.status]]
    words = f"{sign} {party_words(verdict)}"
    ids = [
        f"{SIGNS[LINE_TONES[status]]} {' '.join(found)}"
        for status in (LineStatus.CROSSED, LineStatus.CONTESTED, LineStatus.UNDECIDED)
        if (found := [short_id(v.line) for v in verdict.lines if v.counted and v.status is status])
    ]
    if aside := [short_id(v.line) for v in verdict.lines if v.crossed_aside]:
        ids.append(f"{SIGNS[PARTY_TONES[PartyStatus.SET_ASIDE]]} {' '.join(aside)}")
    short = f"{sign} {_SHORT_WORDS.get(verdict.status, '')}"
    signs = " ".join(ids)
    some = words if cell_len(words) <= _WORDS else signs or words
    return ColumnCell((words, some, signs or short), _STYLES[verdict.status])


def _fact(comparison: Comparison, column: Column, name: str) -> str:
    verdict = column.verdict
    if name == "Undecided":
        return counted(len(verdict.undecided), "issue") if verdict.undecided else "nothing"
    aside = ", ".join(line_words(comparison.case, comparison.in_order(verdict.set_aside)))
    judged = f"{verdict.reading}, without {aside}" if aside else str(verdict.reading)
    own = own_words(comparison, column)
    return f"{judged}; its file says {own}" if own else judged
