"""The issues with their options: what is chosen, and what each option would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from textual.message import Message

from planner.check.from_here import OptionEffect
from planner.check.verdict import LineStatus
from planner.editing.scenario_session import Session
from planner.model.case import Issue, IssueKind
from planner.reports.content.tones import LINE_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.words.choices import begun_words, not_applying_words, pick_title, raw_pick
from planner.reports.words.counts import brief_tally, count_words
from planner.tui.live_counts import WhatIsLeft
from planner.tui.widgets.issue_rows import BUTTONS, IssueRow, Part, button_at, rows_of
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["IssueList"]

_INDENT = 1
_ROOMY = 56
"""Columns from which on there is room for words where there are signs otherwise."""


class IssueList(RowList):
    """Every issue with its options below it, in one list that scrolls."""

    class Seen(Message):
        """Other issues may have come in sight."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="issues")
        self._session = session
        self._case = session.case
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
        self._title_width = 0
        self._list(session.case.issues)
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
        row = (here.issue.id, here.name)
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
        if self._session.case is not self._case:  # as of another day numbers have other stretches
            self.filter_by(" ".join(self._words))
        self.refresh_rows()

    def go_to(self, issue: str, name: str | None = None) -> None:
        """Move the cursor to an issue, or to its row of that name; ends a filter that hides it."""
        if (issue, name) not in self._row_of:
            self.filter_by("")
        self.cursor = self._row_of[issue, name]

    def go_to_choice(self, issue: str) -> None:
        """Move the cursor to what is chosen on an issue, else to the first that can be."""
        picked = self._session.picked(issue)
        rows = [row for row in self._rows if row.issue.id == issue and row.chooses]
        self.go_to(issue, next((row for row in rows if row.chosen(picked)), rows[0]).name)

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """An issue with what is chosen, or an option with what it would do."""
        at = self._rows[row]
        if at.part is Part.HEAD:
            return self._issue_cells(at.issue, width)
        if at.part is Part.VALUE:
            return self._value_cells(at)
        return self._option_cells(at, width)

    def button_at(self, column: int) -> str | None:
        """The command of the button in that column of the row under the cursor, if there is one."""
        return button_at(column - 1, _INDENT) if self.row.part is Part.VALUE else None

    def _list(self, issues: Iterable[Issue]) -> None:
        self._case = self._session.case
        stretches = self._session.stretches
        self._rows = [row for issue in issues for row in rows_of(issue, stretches(issue.id))]
        self._row_of = {(row.issue.id, row.name): n for n, row in enumerate(self._rows)}
        widths = (cell_len(row.title) for row in self._rows if row.chooses)
        self._title_width = max((self._title_width, *widths))

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
        noted = " ✎" if self._session.scenario.note(issue.id) else ""
        forms, style = self._said_of_choice(issue)
        room = max(width - cell_len(issue.title), width // 2) - cell_len(noted) - 1
        words = next((form for form in forms if cell_len(form) <= room), forms[-1])
        length = cell_len(words) + cell_len(noted)
        title = max(min(cell_len(issue.title), width // 2), width - length - 1)
        yield Cell(issue.title, "muted" if self._away(issue) else "title", width=title)
        yield Cell(words + noted, style, before=1)

    def _said_of_choice(self, issue: Issue) -> tuple[tuple[str, ...], str]:
        """What is chosen on the issue in words, from long to short, and how it looks."""
        picked = self._session.picked(issue.id)
        if self._away(issue):
            now = " now" if picked is not None else ""
            why = not_applying_words(self._session.case, issue)
            return (why, f"does not apply{now}"), "muted"
        gone = self._session.vanished.choices.get(issue.id)
        if gone is not None and gone.picked is not None:
            return (f"[gone: {raw_pick(gone.picked)}]",), "contested"
        if begun := begun_words(issue, picked):
            return (begun,), "undecided"
        if picked is None:
            return ("[undecided]",), "undecided"
        words = pick_title(self._session.case, issue.id, picked)
        if isinstance(picked, tuple) and len(picked) > 1:
            first = issue.option(picked[0]).title
            return (words, f"{first} and {len(picked) - 1} more", f"{len(picked)} hold"), "muted"
        return (words,), "muted"

    def _away(self, issue: Issue) -> bool:
        return issue.id in self._session.verdict.not_applying

    def _value_cells(self, row: IssueRow) -> Iterator[Cell]:
        """The buttons of a number, and by how much they move it."""
        style = "muted" if self._away(row.issue) else "text"
        for text, _ in BUTTONS:
            yield Cell(text, style, before=_INDENT)
        yield Cell(row.title, "muted", before=2)

    def _option_cells(self, row: IssueRow, width: int) -> Iterator[Cell]:
        picked = self._session.picked(row.issue.id)
        chosen, sign = row.chosen(picked), row.sign(picked)
        if self._away(row.issue):
            yield Cell(f"{sign} {row.title}", "muted")
            return
        consequence = self._consequence(row)
        roomy = width >= _ROOMY
        title_width = min(self._title_width, max(12, width // 2)) + 2
        title = f"{row.title} +" if row.added and not roomy else row.title
        marks = [*_consequence_cells(consequence)]
        if marks and chosen and row.issue.kind is IssueKind.ANY and row.option is not None:
            taken_away = "without:" if roomy else "else"
            marks.insert(0, Cell(taken_away, "muted", before=1))
        if row.added and roomy:
            marks.append(Cell("added", "muted", before=1))
        used = 4 + title_width + sum(mark.before + cell_len(mark.text) for mark in marks)
        said = self._said_of_count(row, consequence)
        if not roomy:
            said = said[-1:]
        count = next((words for words in said if used + 1 + cell_len(words) <= width), said[-1])
        yield Cell(sign, "title" if chosen else "text")
        yield Cell(title, "title" if chosen else "text", width=title_width, before=1)
        yield from marks
        yield Cell(count, "muted", before=max(1, width - used - cell_len(count)))

    def _consequence(self, row: IssueRow) -> OptionEffect:
        if row.part is Part.NONE:
            return self._session.effect_of(row.issue.id, ())
        return self._session.consequences(row.issue.id)[row.name or ""]

    def _said_of_count(self, row: IssueRow, consequence: OptionEffect) -> tuple[str, ...]:
        """How many clear scenarios it leaves, or why none; from long to short."""
        if row.part is Part.NONE or not any(line.counted for line in self._session.verdict.lines):
            return ("",)  # a reading that counts no line says nothing
        issue, name = row.issue.id, row.name or ""
        left = self._left.option(issue, name)
        if left is None:
            return ("..." if self._left.working else "",)
        if left == 0 and consequence.crossed:
            return ("",)  # the marks say already why
        if left == 0:
            why = self._left.why.get((issue, name))
            named = {line.id for line in (*consequence.crossed, *consequence.contested)}
            others = [line for line in why.lines if line not in named] if why else []
            because = (f"none clear: {' '.join(others)}",) if others else ()
            return (*because, "none clear", "0")
        number = count_words(left)
        tally = self._left.tallies.get((issue, name))
        if tally is None:
            return f"{number} clear", number
        whole = () if row.added else (brief_tally(tally),)
        return *whole, brief_tally(tally, sourced=False), f"{number} clear", number


def _consequence_cells(consequence: OptionEffect) -> Iterator[Cell]:
    for lines, status in (
        (consequence.crossed, LineStatus.CROSSED),
        (consequence.contested, LineStatus.CONTESTED),
    ):
        if lines:
            ids = " ".join(line.id for line in lines)
            yield Cell(f"{SIGNS[LINE_TONES[status]]} {ids}", status.value, before=1)
