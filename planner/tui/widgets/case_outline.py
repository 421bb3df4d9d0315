"""All that a case holds, a thing a row: what one goes through to edit it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import frozen

from planner.by_fields import Compared
from planner.editing.case_edits import CaseTable, Ref
from planner.editing.case_forms import DETAILS
from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.model.statements import Statement
from planner.tui.quote_marking import quote_mark
from planner.tui.widgets.doubtful_quotes import doubt_cells
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["CaseOutline", "OutlineRow"]

_HEADINGS = {
    CaseTable.PARTIES: "Parties",
    CaseTable.SOURCES: "Sources",
    CaseTable.ISSUES: "Issues and options",
    CaseTable.STATEMENTS: "Statements",
    CaseTable.RED_LINES: "Red lines",
    CaseTable.COHERENCE: "Coherence rules",
}
_ID_WIDTH = 16


@frozen(eq=False, repr=False)
class OutlineRow(Compared):
    """A row: a thing of the case, or the heading of a table, whose things can be added to."""

    ref: Ref | None
    table: CaseTable
    words: str
    issue: str = ""
    reviewed: bool = False


class CaseOutline(RowList):
    """The tables of a case with their things; options stand below their issue."""

    def __init__(self) -> None:
        super().__init__(id="outline")
        self._rows: tuple[OutlineRow, ...] = ()
        self._words: tuple[str, ...] = ()
        self.unreviewed = False
        """Whether only statements and red lines are shown that nobody has reviewed."""

    @property
    def row(self) -> OutlineRow:
        """The row under the cursor."""
        return self._rows[self.cursor]

    @property
    def here(self) -> Ref | None:
        """The thing under the cursor; ``None`` on a heading, and before anything is shown."""
        return self.row.ref if self._rows else None

    @property
    def below(self) -> Ref | None:
        """The thing below the cursor; above it where there is none."""
        near = self._rows[self.cursor + 1 : self.cursor + 2] or self._rows[: self.cursor][-1:]
        return near[0].ref if near else None

    def show(self, case: Case, at: Ref | None = None) -> None:
        """Show the case, with the cursor on that thing, or else on the one that it was on.

        That thing is shown whatever the list is filtered by.
        """
        before = self.row if self._rows else None
        rows = _unreviewed_rows if self.unreviewed else _rows
        self._rows = tuple(rows(case, lambda row: row.ref == at or self._holds(row)))
        self.set_row_count(len(self._rows))
        if at is None and before is not None:
            self._go_to(before.ref, before.table)
        elif at is not None:
            self._go_to(at, at.table)
        self.refresh()
        self.post_message(self.Moved(self))

    def filter_by(self, text: str, case: Case) -> None:
        """List only the things that hold all these words, below their headings; go to the first.

        An issue comes with its options, and an option that holds the words with its issue.
        """
        self._words = tuple(text.casefold().split())
        self.show(case)
        if self._words and self.here in (None, DETAILS):
            things = (n for n, row in enumerate(self._rows) if row.ref not in (None, DETAILS))
            self.cursor = next(things, 0)

    def _holds(self, row: OutlineRow) -> bool:
        own = row.ref.id if row.ref is not None else ""
        held = f"{own}\n{row.words}".casefold()
        return all(word in held for word in self._words)

    def _go_to(self, ref: Ref | None, table: CaseTable) -> None:
        """Move the cursor to that thing, or heading, where it is there."""
        for number, row in enumerate(self._rows):
            if row.ref == ref and (ref is not None or row.table is table):
                self.cursor = number

    def go_to_table(self, step: int) -> None:
        """Move the cursor to the next heading, or to the one before."""
        heads = [number for number, row in enumerate(self._rows) if row.ref is None] or [0]
        later = [number for number in heads if number > self.cursor]
        earlier = [number for number in heads if number < self.cursor]
        if step > 0:
            self.cursor = later[0] if later else 0
        else:
            self.cursor = earlier[-1] if earlier else heads[-1]

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """A heading, or the id and the words of a thing."""
        held = self._rows[row]
        if held.ref is None or held.ref is DETAILS:
            return [Cell(held.words, "title")]
        indent = 4 if held.ref.table is CaseTable.OPTIONS else 2
        room = min(_ID_WIDTH, max(4, width // 3))
        reviewed = [Cell("reviewed", "muted", before=1)] if held.reviewed else []
        doubt = doubt_cells(quote_mark(self.app, held.ref.id, held.words), width)
        own = Cell(held.ref.id, "muted", room, indent)
        return [own, *doubt, *reviewed, Cell(held.words, before=1)]


def _rows(case: Case, keeps: Callable[[OutlineRow], bool]) -> Iterable[OutlineRow]:
    yield OutlineRow(DETAILS, CaseTable.PARTIES, f"The case: {case.title}")
    for table, heading in _HEADINGS.items():
        items = getattr(case, table)
        below = [row for item in items for row in _thing(table, item, keeps)]
        shown, number = sum(row.table is table for row in below), f"{len(items):,}"
        of_all = number if shown == len(items) else f"{shown:,} of {number}"
        if below or not items:
            yield OutlineRow(None, table, f"{heading} ({of_all})")
            yield from below


def _thing(
    table: CaseTable, item: Any, keeps: Callable[[OutlineRow], bool]
) -> Iterable[OutlineRow]:
    """The row of a thing that is kept; an issue with its options, or for the sake of one."""
    reviewed = bool(getattr(item, "reviewed_by", ()))
    own = OutlineRow(Ref(table, item.id), table, _words(item), reviewed=reviewed)
    options = [
        OutlineRow(Ref(CaseTable.OPTIONS, each.id, item.id), CaseTable.OPTIONS, each.title, item.id)
        for each in (item.options if table is CaseTable.ISSUES else ())
    ]
    if keeps(own):
        return [own, *options]
    found = [*filter(keeps, options)]
    return [own, *found] if found else []


def _unreviewed_rows(case: Case, keeps: Callable[[OutlineRow], bool]) -> Iterable[OutlineRow]:
    """The statements and red lines that nobody has reviewed, and how many of all these are."""
    for table in (CaseTable.STATEMENTS, CaseTable.RED_LINES):
        items: Sequence[Statement | RedLine] = getattr(case, table)
        left = [item for item in items if not item.reviewed_by]
        words = f"{_HEADINGS[table]} that nobody has reviewed ({len(left):,} of {len(items):,})"
        yield OutlineRow(None, table, words)
        rows = (OutlineRow(Ref(table, item.id), table, _words(item)) for item in left)
        yield from filter(keeps, rows)


def _words(item: object) -> str:
    for name in ("name", "title", "quote"):
        words = getattr(item, name, "")
        if words:
            return str(words)
    return ""
