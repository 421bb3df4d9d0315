"""What a report is to be: which one, how it is written, and what is left out, in one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen
from rich.cells import cell_len

from planner.by_fields import Compared
from planner.model.case import Case
from planner.reports.content.withheld import NOTHING_WITHHELD, WHOLE, Withheld
from planner.reports.formats.written import FORMATS
from planner.reports.words.private import PRIVATE
from planner.reports.words.report_names import REPORT_NAMES
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["ChosenReport", "ReportChoices"]


@frozen(eq=False, repr=False)
class ChosenReport(Compared):
    """What was chosen: a report, a format, what is left out, and if what is private goes in."""

    kind: str = "brief"
    form: str = "html"
    withheld: Withheld = NOTHING_WITHHELD
    private: bool = False

    def with_row(self, row: _Row) -> ChosenReport:
        """The same with the row chosen; what may be left out is left out, or put back."""
        without = self.withheld
        match row.group:
            case "kind":
                return evolve(self, kind=row.name)
            case "form":
                return evolve(self, form=row.name)
            case "private":
                return evolve(self, private=not self.private)
            case "whole":
                without = evolve(without, whole=without.whole ^ {row.name})
            case "party":
                without = evolve(without, parties=without.parties ^ {row.name})
            case _:
                without = evolve(without, issues=without.issues ^ {row.name})
        return evolve(self, withheld=without)

    def holds(self, row: _Row) -> bool:
        """Whether the row is chosen."""
        groups = {
            "kind": {self.kind},
            "form": {self.form},
            "private": {"private"} if self.private else set(),
            "whole": self.withheld.whole,
            "party": self.withheld.parties,
        }
        return row.name in groups.get(row.group, self.withheld.issues)


_SIGN = 5
"""The columns that the sign takes, with the blanks about it."""
_BRIEFLY = {
    "brief": "a page for each scenario",
    "columns": "issue by issue, party by party",
    "options": "two to four side by side",
    "register": "every line with its evidence",
    "draft": "the clauses as one text",
}
"""What each report is, where there is no room for more."""


@frozen(eq=False, repr=False)
class _Row(Compared):
    """A row: a heading where it has no name."""

    group: str
    name: str = ""
    words: str = ""
    brief: str = ""

    @property
    def of_several(self) -> bool:
        """Whether others may be chosen beside it."""
        return self.group not in ("kind", "form")


def _rows(case: Case) -> Iterator[_Row]:
    yield _Row("kind", words="Report")
    for name, words in REPORT_NAMES.items():
        yield _Row("kind", name, f"{name}: {words}", f"{name}: {_BRIEFLY[name]}")
    yield _Row("form", words="Written as")
    for name, known in FORMATS.items():
        extra = f", needs the extra {missing}" if (missing := known.missing) else ""
        yield _Row("form", name, f"{name} ({known.endings[0]}{extra})")
    if case.has_private:
        yield _Row("private", words="Private, not handed out unless chosen")
        words = f"things marked {PRIVATE} go into the report"
        yield _Row("private", "private", words)
    yield _Row("whole", words="Left out")
    yield from (_Row("whole", name, name) for name in WHOLE)
    yield from (_Row("party", party.id, f"party: {party.name}") for party in case.parties)
    yield from (_Row("issue", issue.id, f"issue: {issue.title}") for issue in case.issues)


class ReportChoices(RowList):
    """The rows, each with a sign that says whether it is chosen."""

    def __init__(self, case: Case, chosen: ChosenReport, *, id: str) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._rows = tuple(_rows(case))
        self.chosen = chosen
        self.set_row_count(len(self._rows))
        self.set_reactive(RowList.cursor, 1)

    def choose(self) -> bool:
        """Choose what the cursor is on; whether that changes anything."""
        row = self._rows[self.cursor]
        if not row.name:
            return False
        before, self.chosen = self.chosen, self.chosen.with_row(row)
        self.refresh_rows()
        return before != self.chosen

    def go_to_group(self, step: int) -> None:
        """Move the cursor to the next heading below or above."""
        headings = [n for n, row in enumerate(self._rows) if not row.name]
        ahead = [n for n in headings if (n - self.cursor) * step > 0]
        if ahead:
            self.cursor = ahead[0 if step > 0 else -1]

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """A heading, or a choice with its sign."""
        at = self._rows[row]
        if not at.name:
            return [Cell(at.words, "title")]
        held = self.chosen.holds(at)
        signs = ("[x]", "[ ]") if at.of_several else ("(•)", "( )")
        words = at.words if cell_len(at.words) <= width - _SIGN else at.brief or at.words
        return [
            Cell(signs[0 if held else 1], before=1),
            Cell(words, "title" if held else "text", before=1),
        ]
