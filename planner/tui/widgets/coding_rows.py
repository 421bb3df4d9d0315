"""Two codings as rows: each thing in which they differ with its fields, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen
from rich.cells import cell_len

from planner.by_fields import Compared
from planner.check.two_codings import Agreement, TwoCodings
from planner.editing.case_edits import CaseTable, Ref
from planner.editing.codings_merge import WHOLE, CodingRow, CodingsMerge, Take, thing_of
from planner.reports.content.quote_marks import Mark
from planner.reports.words.numbers import counted
from planner.reports.words.two_codings import agreement_words, field_words, kappa_words
from planner.tui.widgets.doubtful_quotes import doubt_cells
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["CodingRows", "ShownRow"]

_HEADINGS = {
    CaseTable.STATEMENTS: "Statements",
    CaseTable.RED_LINES: "Red lines",
    CaseTable.ISSUES: "Issues",
    CaseTable.OPTIONS: "Options",
    CaseTable.COHERENCE: "Coherence rules",
    CaseTable.PARTIES: "Parties",
    CaseTable.SOURCES: "Sources",
    None: "The case",
}
_MARK = 9
"""Columns of what is taken."""
_KAPPA = 8
"""Columns of kappa, with the gaps."""
_TAKEN = {
    None: Cell("? open", "contested", _MARK),
    Take.OURS: Cell("A", "muted", _MARK),
    Take.THEIRS: Cell("→ B", "proposed", _MARK),
    Take.BOTH: Cell("A + B", "proposed", _MARK),
}

_Marks = Mapping[tuple[str, str], Mark]
"""What is doubtful of the quotes of one of the two, by statement and quote."""


@frozen(eq=False, repr=False)
class ShownRow(Compared):
    """A row: a heading, a thing with all that differs in it, one of its fields, or an agreement.

    ``rows`` are the differences that it stands for, ``row`` the one of a field.
    """

    words: str
    rows: tuple[CodingRow, ...] = ()
    ref: Ref | None = None
    row: CodingRow | None = None
    agreement: Agreement | None = None

    @property
    def of_thing(self) -> bool:
        """Whether it stands for a whole thing, whose versions can be taken at once."""
        return self.ref is not None and self.row is None


class CodingRows(RowList):
    """What differs between two codings, then the agreement on each field."""

    def __init__(
        self, merge: CodingsMerge, codings: TwoCodings, marks: tuple[_Marks, _Marks]
    ) -> None:
        super().__init__(id="differences")
        self._marks = marks
        self._merge = merge
        self._rows = tuple(_rows(merge, codings))
        agreed = (agreement_words(row.agreement) for row in self._rows if row.agreement)
        self._agreed = max(map(cell_len, agreed), default=0)
        self.set_row_count(len(self._rows))

    @property
    def row(self) -> ShownRow:
        """The row under the cursor."""
        return self._rows[self.cursor]

    def show(self, merge: CodingsMerge) -> None:
        """Show what is taken by now; the rows stay what they are."""
        self._merge = merge
        self.refresh()

    def go_to_open(self, step: int) -> bool:
        """Move to the next difference that is open, else to the next one; whether there is any."""
        places = [n for n, row in enumerate(self._rows) if row.row is not None]
        found = [n for n in places if self._take(self._rows[n]) is None] or places
        if not found:
            return False
        ahead = [n for n in found if (n - self.cursor) * step > 0]
        self.cursor = (ahead or found)[0 if step > 0 else -1]
        return True

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """What is taken, and what of."""
        at = self._rows[row]
        if at.agreement is not None:
            agreed, kappa = agreement_words(at.agreement), kappa_words(at.agreement.kappa)
            room, words = max(10, width - self._agreed - _KAPPA), at.words
            if cell_len(words) > room:
                words = words.removeprefix("options ")  # no other field is for and against
            return [
                Cell(words, "text", room, 1),
                Cell(agreed, "muted", self._agreed, 1),
                Cell(kappa, "text", before=1),
            ]
        if not at.rows:
            return [Cell(at.words, "title")]
        if at.row is None and at.ref is None:
            number = counted(len(at.rows), "difference")
            return [Cell(at.words, "title"), Cell(f"({number})", "muted", before=1)]
        doubt = doubt_cells(self._doubt(at), width)
        before = 1 if doubt else 0 if at.of_thing else 2
        return [_TAKEN[self._take(at)], *doubt, Cell(at.words, "text", 0, before)]

    def _doubt(self, at: ShownRow) -> Mark | None:
        """What is doubtful of the quote that the row shows, if it shows one."""
        shows_it = at.of_thing or (at.row is not None and at.row.field == WHOLE)
        if at.ref is None or at.ref.table is not CaseTable.STATEMENTS or not shows_it:
            return None
        for case, marks in zip((self._merge.ours, self._merge.theirs), self._marks, strict=True):
            statement = case.statements_by_id.get(at.ref.id)
            if statement is not None:  # the row shows ours, where there is one
                return marks.get((statement.id, statement.quote))
        return None

    def _take(self, at: ShownRow) -> Take | None:
        """What is taken of all that the row stands for; what is not the same counts as open."""
        merge = self._merge
        if at.of_thing and merge.takes.get((at.ref, WHOLE)) is Take.BOTH:
            return Take.BOTH
        takes = {merge.take_of(each) for each in at.rows}
        return takes.pop() if len(takes) == 1 else (None if None in takes else Take.BOTH)


def _rows(merge: CodingsMerge, codings: TwoCodings) -> Iterator[ShownRow]:
    in_table: dict[CaseTable | None, list[CodingRow]] = {}
    of_thing: dict[Ref | None, list[CodingRow]] = {}
    for row in merge.rows:
        in_table.setdefault(_table(row), []).append(row)
        of_thing.setdefault(row.ref, []).append(row)
    for table, all_rows in in_table.items():
        yield ShownRow(_HEADINGS[table], tuple(all_rows))
        for ref in dict.fromkeys(row.ref for row in all_rows):
            rows = tuple(of_thing[ref])
            if ref is not None:
                alone = next((row for row in rows if row.field == WHOLE), None)
                yield ShownRow(_thing_words(merge, ref), rows, ref, alone)
            for row in rows:
                if row.field != WHOLE:
                    yield ShownRow(field_words(row.field), (row,), ref, row)
    if not merge.rows:
        yield ShownRow("Both say the same of everything")
    for words, found in (
        ("Agreement on statements that both have", codings.statement_agreement),
        ("Agreement on red lines that both have", codings.line_agreement),
    ):
        yield ShownRow(words)
        yield from (ShownRow(field_words(each.field), agreement=each) for each in found)


def _table(row: CodingRow) -> CaseTable | None:
    return None if row.ref is None else row.ref.table


def _thing_words(merge: CodingsMerge, ref: Ref) -> str:
    """The id, who alone has it, and the first words of it."""
    ours, theirs = thing_of(merge.ours, ref), thing_of(merge.theirs, ref)
    only = "only A · " if theirs is None else "only B · " if ours is None else ""
    item = theirs if ours is None else ours
    words = next(
        (str(words) for name in ("name", "title", "quote") if (words := getattr(item, name, ""))),
        "",
    )
    return f"{ref.id} · {only}{words}"
