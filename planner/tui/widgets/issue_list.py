"""The issues with their options: what is chosen, and what each option would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen
from rich.cells import cell_len

from planner.check import Consequence, LineStatus
from planner.model import Issue, Option, Origin
from planner.reports.counts import count_words
from planner.reports.words import LINE_SIGNS
from planner.session import Session
from planner.tui.live_counts import WhatIsLeft
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["IssueList", "IssueRow"]

_ROOMY = 56
"""Columns from which on there is room for words where there are signs otherwise."""


@frozen
class IssueRow:
    """What a row stands for: an issue, or one of its options."""

    issue: Issue
    option: Option | None = None


class IssueList(RowList):
    """Every issue with its options below it, in one list that scrolls."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="issues")
        self._session = session
        self._rows: list[IssueRow] = []
        self._row_of: dict[tuple[str, str | None], int] = {}
        self._title_width = 0
        self._left = WhatIsLeft()
        self.open_session(session)

    @property
    def row(self) -> IssueRow:
        """The row under the cursor."""
        return self._rows[self.cursor]

    def open_session(self, session: Session) -> None:
        """Show another scenario, from the top."""
        self._session = session
        self._rows = [
            IssueRow(issue, option)
            for issue in session.case.issues
            for option in (None, *issue.options)
        ]
        self._row_of = {
            (row.issue.id, row.option.id if row.option else None): n
            for n, row in enumerate(self._rows)
        }
        self._title_width = max(
            cell_len(option.title) for issue in session.case.issues for option in issue.options
        )
        self.cursor = 0
        self.set_row_count(len(self._rows))

    def on_resize(self) -> None:
        """Say in the title what the signs mean where there is no room for words."""
        roomy = self.scrollable_content_region.width > _ROOMY
        self.border_title = "Issues" if roomy else "Issues · + added · number: left"

    def show_left(self, left: WhatIsLeft) -> None:
        """Show beside each option how many open scenarios choosing it would leave."""
        self._left = left
        self.refresh()

    def go_to(self, issue: str, option: str | None = None) -> None:
        """Move the cursor to an issue, or to one of its options."""
        self.cursor = self._row_of[issue, option]

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """An issue with what is chosen, or an option with what it would do."""
        at = self._rows[row]
        if at.option is None:
            return self._issue_cells(at.issue, width)
        return self._option_cells(at.issue, at.option, width)

    def _issue_cells(self, issue: Issue, width: int) -> Iterator[Cell]:
        chosen = self._session.scenario.option(issue.id)
        if chosen is None:
            words, style = "[undecided]", "undecided"
        else:
            words, style = issue.option(chosen).title, "muted"
        noted = " ✎" if self._session.scenario.note(issue.id) else ""
        length = cell_len(words) + cell_len(noted)
        title = max(min(cell_len(issue.title), width // 2), width - length - 1)
        yield Cell(issue.title, "title", width=title)
        yield Cell(words + noted, style, before=1)

    def _option_cells(self, issue: Issue, option: Option, width: int) -> Iterator[Cell]:
        chosen = self._session.scenario.option(issue.id) == option.id
        consequence = self._session.consequences(issue.id)[option.id]
        roomy = width >= _ROOMY
        added = option.origin is Origin.ADDED
        title_width = min(self._title_width, max(12, width // 2)) + 2
        title = f"{option.title} +" if added and not roomy else option.title
        marks = [*_consequence_cells(consequence)]
        if added and roomy:
            marks.append(Cell("added", "muted", before=1))
        count = self._count_cell(issue, option, consequence, roomy=roomy)
        used = 4 + title_width + sum(mark.before + cell_len(mark.text) for mark in marks)
        yield Cell("(•)" if chosen else "( )", "title" if chosen else "text")
        yield Cell(title, "title" if chosen else "text", width=title_width, before=1)
        yield from marks
        yield evolve(count, before=max(1, width - used - cell_len(count.text)))

    def _count_cell(
        self, issue: Issue, option: Option, consequence: Consequence, *, roomy: bool
    ) -> Cell:
        """How many open scenarios the option leaves; what rules it out if that is none."""
        left = self._left.option(issue.id, option.id)
        if left is None:
            return Cell("...", "muted")
        if left == 0 and consequence.crossed:
            return Cell("", "muted")  # the marks say already what rules it out
        if left == 0:
            why = self._left.why.get((issue.id, option.id))
            named = {line.id for line in (*consequence.crossed, *consequence.contested)}
            others = [line for line in why.lines if line not in named] if why else []
            if roomy and others:
                return Cell(f"ruled out by {' '.join(others)}", "crossed")
            return Cell("none left" if roomy else "0", "crossed")
        return Cell(f"{count_words(left)} left" if roomy else count_words(left), "muted")


def _consequence_cells(consequence: Consequence) -> Iterator[Cell]:
    for lines, status in (
        (consequence.crossed, LineStatus.CROSSED),
        (consequence.contested, LineStatus.CONTESTED),
    ):
        if lines:
            ids = " ".join(line.id for line in lines)
            yield Cell(f"{LINE_SIGNS[status]} {ids}", status.value, before=1)
