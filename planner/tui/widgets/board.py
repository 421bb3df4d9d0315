"""The deal board: one row an issue, a column a party, only the issue under the cursor unfolded.

One widget draws all of it, line by line: a widget a cell would not keep up with the keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from planner.check.board import Board as Facts
from planner.editing.scenario_session import Session
from planner.keys.tables.moves import COLUMN_MOVES, LIST_MOVES
from planner.reports.words.from_here import line_ids
from planner.tui.bindings import bindings
from planner.tui.look.text_styles import StyledLines
from planner.tui.widgets.board_columns import BoardColumns, board_columns
from planner.tui.widgets.board_drawing import (
    SIGN_AT,
    Piece,
    Shown,
    cut,
    head_pieces,
)
from planner.tui.widgets.board_pieces import BoardPieces
from planner.tui.widgets.board_rows import BoardRows
from planner.tui.widgets.issue_rows import IssueRow, Part, button_at

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count
    from planner.tui.previewing import Candidate

    Ways = Mapping[tuple[str, str], Count]
    _Line = tuple[tuple[Piece, ...], tuple[str, ...]]

__all__ = ["Board"]

_WHEEL = 3
_MARK = Piece(0, "▌", "mark")


class Board(StyledLines):
    """Every issue with what is chosen and what that does to each party's lines about it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(LIST_MOVES, of_widget=True),
        *bindings(COLUMN_MOVES, of_widget=True),
    ]
    DEFAULT_CSS = "Board { overflow: hidden hidden; min-width: 8; }"

    cursor = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another row."""

    class Clicked(Message):
        """A row was clicked, in that column of it; the cursor stands on it."""

        def __init__(self, column: int) -> None:
            super().__init__()
            self.column = column

    class Seen(Message):
        """Other issues have come in sight, or another one is unfolded."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="board")
        self._candidate: Candidate | None = None
        self._ways: Ways = {}
        self._working = True
        self._pieces = BoardPieces()
        self._drawn: dict[int, _Line] = {}  # by the line of the window
        self.open_session(session)

    def open_session(self, session: Session) -> None:
        """Show another scenario, from the top."""
        self._session = session
        self._rows = BoardRows(session)
        self._top = 0
        self._first_party = 0
        self._candidate = None
        self._ways = {}
        self._pieces.forget()
        self.set_reactive(Board.cursor, 0)
        self._look_again()

    # What stands where.

    @property
    def row(self) -> IssueRow:
        """The row under the cursor."""
        return self._rows[self.cursor]

    @property
    def row_count(self) -> int:
        """How many rows there are, folded ones not counted."""
        return len(self._rows)

    @property
    def in_sight(self) -> frozenset[str]:
        """The issues whose options are in sight: the unfolded one."""
        return frozenset((self._rows.unfolded,))

    @property
    def most_rows(self) -> int:
        """How many rows there can be at once, whichever issue is unfolded, with the head."""
        return 1 + len(self._session.case.issues) + self._rows.most_options

    def show_ways(self, ways: Ways, *, working: bool) -> None:
        """Show, by issue and answer, how many ways to finish cross nothing more."""
        if self._session.case is not self._rows.case:  # and with it other parties and cells
            self.show_all(ways, working=working)
        elif ways is not self._ways or working is not self._working:
            self._ways, self._working = ways, working
            self.show_changes()

    def show_all(self, ways: Ways, *, working: bool) -> None:
        """Show the scenario as it stands now; as of another day there may be other stretches."""
        self._ways, self._working = ways, working
        name = self.row.name
        if self._rows.follow():
            self.cursor = self._rows.place(self._rows.unfolded, name)
        self._look_again()

    def propose(self, candidate: Candidate | None) -> None:
        """Show a candidate in place of the deal, or the deal again."""
        self._candidate = candidate
        self._look_again()

    def go_to(self, issue: str, name: str | None = None) -> None:
        """Unfold an issue and move the cursor to its row of that name; ends a filter hiding it."""
        self._show_issue(issue)
        self.cursor = self._rows.place(issue, name)

    def go_to_choice(self, issue: str) -> None:
        """Move the cursor to what is chosen on an issue, else to the first that can be."""
        picked = self._session.picked(issue)
        self._show_issue(issue)
        rows = [row for row in self._rows.of(issue) if row.chooses]
        if rows:
            self.go_to(issue, next((row for row in rows if row.chosen(picked)), rows[0]).name)

    def filter_by(self, text: str) -> None:
        """List only the issues that hold all these words, options and red lines included.

        The list is never empty: where nothing holds the words, the issue under the cursor stays.
        """
        here = self.row
        self._rows.filter_by(text, here.issue)
        self._top = 0
        self.set_reactive(Board.cursor, self._rows.place(here.issue.id, here.name))
        self._moved()

    @property
    def found_words(self) -> str:
        """How many issues a filter shows; empty without one."""
        return self._rows.found_words

    def button_at(self, column: int) -> str | None:
        """The command of the button in that column of the row under the cursor, if there is one."""
        return button_at(column - SIGN_AT + 1, 1) if self.row.part is Part.VALUE else None

    # Moving.

    def validate_cursor(self, row: int) -> int:
        """A row that exists."""
        return max(0, min(row, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Unfold the issue that the cursor has come to, and tell the screen."""
        if old != new:
            row = self._rows[new]
            if row.issue.id != self._rows.unfolded:
                self._unfold(row.issue.id)
                self.set_reactive(Board.cursor, self._rows.place(row.issue.id, row.name))
            self._moved()

    def action_cursor_up(self) -> None:
        """Move the cursor up a row."""
        self.cursor -= 1

    def action_cursor_down(self) -> None:
        """Move the cursor down a row."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """Move the cursor up a page of issues."""
        self._step_issues(-self._page)

    def action_page_down(self) -> None:
        """Move the cursor down a page of issues."""
        self._step_issues(self._page)

    def action_first(self) -> None:
        """Move the cursor to the first issue."""
        self._step_issues(-len(self._rows))

    def action_last(self) -> None:
        """Move the cursor to the last issue."""
        self._step_issues(len(self._rows))

    def action_cursor_left(self) -> None:
        """Show the parties further left."""
        self._scroll_parties(-1)

    def action_cursor_right(self) -> None:
        """Show the parties further right."""
        self._scroll_parties(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show the rows below."""
        event.stop()
        self._scroll_rows(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show the rows above."""
        event.stop()
        self._scroll_rows(-_WHEEL)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Unfold the issue that was clicked, or go to its option; the head scrolls the parties."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y == 0:
            self._click_head(offset.x)
            return
        place = self._top + offset.y - 1
        if place < len(self._rows):
            self.cursor = place
            self.post_message(self.Clicked(offset.x))

    def _click_head(self, x: int) -> None:
        columns = self._columns()
        end = columns.party_at(len(columns.parties))
        if columns.after and end - 4 <= x:
            self._scroll_parties(1)
        elif columns.before and x < columns.parties_at + 2:
            self._scroll_parties(-1)

    @property
    def _page(self) -> int:
        return max(1, self.size.height - 1 - self._rows.most_options)

    def _step_issues(self, step: int) -> None:
        there = self._rows.issue_beside(step)
        if there is not None:
            self._unfold(there)
            self.cursor = self._rows.place(there, None)

    def _scroll_parties(self, step: int) -> None:
        columns = self._columns()
        if columns.before or columns.after:
            self._first_party = max(0, min(columns.before + step, columns.before + columns.after))
            self._draw_changes()

    def _scroll_rows(self, step: int) -> None:
        most = max(0, len(self._rows) - (self.size.height - 1))
        top = max(0, min(self._top + step, most))
        if top != self._top:
            self._top = top
            self._draw_changes()

    def _show_issue(self, issue: str) -> None:
        """Unfold an issue; a filter that hides it ends."""
        if not self._rows.lists(issue):
            self.filter_by("")
        self._unfold(issue)

    def _unfold(self, issue: str) -> None:
        """Unfold an issue in place of another; the cursor stays on what it was on, if it can."""
        if issue == self._rows.unfolded:
            return
        here = self._rows[self.cursor]
        self._rows.unfold(issue)
        self.set_reactive(Board.cursor, self._rows.place(here.issue.id, here.name))
        self._draw_changes()

    def _moved(self) -> None:
        self._show_cursor()
        self._draw_changes()
        self.post_message(self.Moved())
        self.post_message(self.Seen())

    def _show_cursor(self) -> None:
        """Bring the cursor in sight, and as much as fits of the issue that it is on."""
        height = self.size.height - 1
        if height <= 0:
            return
        rows = len(self._rows)
        first = self._rows.place(self._rows.unfolded, None)
        last = first + len(self._rows.of(self._rows.unfolded)) - 1
        top = min(self._top, max(0, rows - height))
        top = max(top, last - height + 1)
        top = min(top, first)
        top = max(top, self.cursor - height + 1)
        top = min(top, self.cursor)
        if top != self._top:
            self._top = top
            self._draw_changes()

    # Drawing.

    def _look_again(self) -> None:
        self._order: list[int] | None = None
        verdict = self._session.verdict
        self._crossed = line_ids(verdict.crossed)
        self._any_counts = verdict.counts_any
        self.show_changes()

    def show_changes(self) -> None:
        """Draw anew what says something else by what is known now."""
        candidate = self._candidate
        self._shown = Shown(
            self._session,
            self._rows.case,
            candidate,
            self._session.board if candidate is None else candidate.facts,
            self._crossed,
            self._any_counts,
            self._ways,
            self._working,
        )
        self._pieces.look_again()
        self._draw_changes()

    def _draw_changes(self) -> None:
        """Draw the lines anew that say something else by now: most choices change few."""
        if self._drawn:
            columns = self._columns()
            width, height = self.size
            changed = [
                Region(0, y, width, 1)
                for y, drawn in self._drawn.items()
                if y < height and self._line(y, columns) != drawn
            ]
            if changed:  # without a region all would be drawn
                self.refresh(*changed)

    @property
    def facts(self) -> Facts:
        """The cells as they stand, or as they would with the candidate."""
        return self._shown.facts

    def _columns(self) -> BoardColumns:
        return board_columns(
            self.size.width, self._rows.longest_title, self._in_order, self._first_party
        )

    @property
    def _in_order(self) -> list[int]:
        """The parties by their places, those whose lines are crossed first."""
        if self._order is None:
            crossed, parties = self.facts.crossed_parties, self._rows.case.parties
            places = range(len(parties))
            self._order = sorted(places, key=lambda place: parties[place].id not in crossed)
        return self._order

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        pieces, under = self._drawn[y] = self._line(y, self._columns())
        return self._strip(pieces, self.size.width, under)

    def _line(self, y: int, columns: BoardColumns) -> _Line:
        """What stands in a line of the window, and the looks that lie under all of it."""
        place = self._top + y - 1
        if y == 0:
            return tuple(head_pieces(self._rows.case, columns, self._head)), ()
        if not 0 <= place < len(self._rows):
            return (), ()
        row = self._rows[place]
        unfolded = row.issue.id == self._rows.unfolded
        under: tuple[str, ...] = ("unfolded",) if unfolded else ()
        if place == self.cursor:
            under = (*under, "under-cursor")
        pieces = self._pieces.of(row, self._shown, columns, unfolded=unfolded)
        return ((_MARK, *pieces) if place == self.cursor else pieces), under

    @property
    def _head(self) -> str:
        """What stands above the issues: how many are out of sight, or found."""
        above = self._top
        below = max(0, len(self._rows) - self._top - (self.size.height - 1))
        words = "Issue"
        if found := self.found_words:
            words = f"Issue {found}"
        if above:
            words += f" ▲ {above}"
        if below:
            words += f" ▼ {below}"
        return words

    def _strip(self, pieces: Iterable[Piece], width: int, under: tuple[str, ...]) -> Strip:
        few = self.app.no_color or self.app.native_ansi_color  # asked once: it looks up the theme
        ground = self._style(under, few_colours=few)
        segments: list[Segment] = []
        at = 0
        for piece in pieces:
            room = width - piece.at
            if room <= 0 or piece.at < at:
                continue
            if piece.at > at:
                segments.append(Segment(" " * (piece.at - at), ground))
            text = cut(piece.text, min(room, piece.width or room))
            segments.append(Segment(text, self._style(under, piece.look, few_colours=few)))
            at = piece.at + cell_len(text)
        return Strip(segments).adjust_cell_length(width, ground)

    def _style(self, under: tuple[str, ...], look: str = "text", *, few_colours: bool) -> Style:
        if few_colours and "under-cursor" in under and self.has_focus:
            return self.look(*under, look, "underlined")
        return self.look(*under, look)
