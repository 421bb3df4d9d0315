"""The issues with their options: what is chosen, and what each option would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen
from rich.cells import cell_len
from textual.message import Message

from planner.check.verdict import Consequence, LineStatus
from planner.editing.scenario_session import Session
from planner.model.case import Issue, Option, Origin
from planner.reports.content.tones import LINE_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.words.counts import brief_tally, count_words
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

    class Seen(Message):
        """Other issues may have come in sight."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="issues")
        self._session = session
        self._rows: list[IssueRow] = []
        self._row_of: dict[tuple[str, str | None], int] = {}
        self._words: tuple[str, ...] = ()
        self._title_width = 0
        self._left = WhatIsLeft()
        self.open_session(session)
        self._show_title()

    @property
    def row(self) -> IssueRow:
        """The row under the cursor."""
        return self._rows[self.cursor]

    @property
    def in_sight(self) -> frozenset[str]:
        """The ids of the issues of which a row is in sight, and of that under the cursor."""
        top = self.scroll_offset.y
        rows = (self.row, *self._rows[top : top + self.size.height])
        return frozenset(row.issue.id for row in rows)

    def open_session(self, session: Session) -> None:
        """Show another scenario, from the top."""
        self._session = session
        self._words = ()
        self._list(session.case.issues)
        self._title_width = max(
            cell_len(option.title) for issue in session.case.issues for option in issue.options
        )
        self.cursor = 0
        self.set_row_count(len(self._rows))

    def filter_by(self, text: str) -> None:
        """List only the issues that hold all these words, options and red lines included.

        The list is never empty: where nothing holds the words, the issue under the cursor stays.
        """
        here = self.row
        self._words = tuple(text.casefold().split())
        found = [issue for issue in self._session.case.issues if self._holds(issue)]
        self._list(found or [here.issue])
        row = (here.issue.id, here.option.id if here.option else None)
        with self.prevent(RowList.Moved):
            self.set_row_count(len(self._rows))
        self.cursor = self._row_of.get(row, 0)
        self._show_title(len(found))
        self.post_message(self.Seen())

    def on_resize(self) -> None:
        """Say in the title what the signs mean where there is no room for words."""
        self._show_title()
        self.post_message(self.Seen())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the screen that other rows are in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Seen())

    def show_left(self, left: WhatIsLeft) -> None:
        """Show beside each option how many clear scenarios choosing it would leave."""
        self._left = left
        self.refresh_rows()

    def go_to(self, issue: str, option: str | None = None) -> None:
        """Move the cursor to an issue, or to one of its options; ends a filter that hides it."""
        if (issue, option) not in self._row_of:
            self.filter_by("")
        self.cursor = self._row_of[issue, option]

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """An issue with what is chosen, or an option with what it would do."""
        at = self._rows[row]
        if at.option is None:
            return self._issue_cells(at.issue, width)
        return self._option_cells(at.issue, at.option, width)

    def _list(self, issues: Iterable[Issue]) -> None:
        self._rows = [
            IssueRow(issue, option) for issue in issues for option in (None, *issue.options)
        ]
        self._row_of = {
            (row.issue.id, row.option.id if row.option else None): n
            for n, row in enumerate(self._rows)
        }

    def _holds(self, issue: Issue) -> bool:
        if not self._words:
            return True
        lines = (v.line for v in self._session.verdict.lines if issue.id in v.line.issues)
        texts = [
            issue.title,
            issue.question,
            *(text for option in issue.options for text in (option.title, option.definition)),
            *(text for line in lines for text in (line.id, line.title)),
        ]
        held = "\n".join(texts).casefold()
        return all(word in held for word in self._words)

    def _show_title(self, found: int | None = None) -> None:
        roomy = self.scrollable_content_region.width > _ROOMY
        title = "Issues" if roomy else "Issues · + added · number: clear"
        if self._words:
            of_all = len(self._session.case.issues)
            shown = len({row.issue.id for row in self._rows}) if found is None else found
            title = f"Issues · {shown:,} of {of_all:,} · Esc shows all"
        if title != self.border_title:  # set, it draws the whole list again
            self.border_title = title

    def _issue_cells(self, issue: Issue, width: int) -> Iterator[Cell]:
        chosen = self._session.scenario.option(issue.id)
        if chosen is None:
            gone = self._session.vanished.choices.get(issue.id)
            words = "[undecided]" if gone is None else f"[gone: {gone.option}]"
            style = "undecided" if gone is None else "contested"
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
        used = 4 + title_width + sum(mark.before + cell_len(mark.text) for mark in marks)
        said = self._said_of_count(issue, option, consequence)
        if not roomy:
            said = said[-1:]
        count = next((words for words in said if used + 1 + cell_len(words) <= width), said[-1])
        yield Cell("(•)" if chosen else "( )", "title" if chosen else "text")
        yield Cell(title, "title" if chosen else "text", width=title_width, before=1)
        yield from marks
        yield Cell(count, "muted", before=max(1, width - used - cell_len(count)))

    def _said_of_count(
        self, issue: Issue, option: Option, consequence: Consequence
    ) -> tuple[str, ...]:
        """How many clear scenarios the option leaves, or why none; from long to short."""
        if not any(line.counted for line in self._session.verdict.lines):
            return ("",)  # a reading that counts no line says nothing
        left = self._left.option(issue.id, option.id)
        if left is None:
            return ("..." if self._left.working else "",)
        if left == 0 and consequence.crossed:
            return ("",)  # the marks say already why
        if left == 0:
            why = self._left.why.get((issue.id, option.id))
            named = {line.id for line in (*consequence.crossed, *consequence.contested)}
            others = [line for line in why.lines if line not in named] if why else []
            because = (f"none clear: {' '.join(others)}",) if others else ()
            return (*because, "none clear", "0")
        number = count_words(left)
        tally = self._left.tallies.get((issue.id, option.id))
        if tally is None:
            return f"{number} clear", number
        added = option.origin is Origin.ADDED
        whole = () if added else (brief_tally(tally),)
        return *whole, brief_tally(tally, sourced=False), f"{number} clear", number


def _consequence_cells(consequence: Consequence) -> Iterator[Cell]:
    for lines, status in (
        (consequence.crossed, LineStatus.CROSSED),
        (consequence.contested, LineStatus.CONTESTED),
    ):
        if lines:
            ids = " ".join(line.id for line in lines)
            yield Cell(f"{SIGNS[LINE_TONES[status]]} {ids}", status.value, before=1)
