"""The start page: recent work, this folder, examples, and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static
from textual.worker import get_current_worker

from planner.files.toml.look_alikes import alike
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.library import START
from planner.tui.bindings import bindings
from planner.tui.in_thread import in_disk_thread, shown
from planner.tui.plain import plain
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.start_rows import StartKind, StartRow, rows_of_folder
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.row_list import Cell, RowList
from planner.tui.widgets.scenario_cells import end_of, with_file_name
from planner.visible import shown_path

__all__ = ["StartPage"]

_OF_WHAT_IS_OPEN = frozenset({"evidence", "compare", "analysis", "case", "report"})
"""The screens on a scenario that is open: none is, where one begins."""
_PATHS = (StartKind.RECENT, StartKind.REFUSED)
"""The rows that are called by the path of their file."""
_INDENT = 2


class _Rows(RowList):
    """The rows under their headings; the cursor passes over the headings."""

    def __init__(self, rows: Sequence[StartRow], at: StartRow | None) -> None:
        super().__init__(id="start")
        self._lines: list[StartRow | str] = []
        self._twins: frozenset[StartRow] = frozenset()
        self._wanted = at
        self.show_rows(rows)

    @property
    def row(self) -> StartRow | None:
        """What the cursor stands on."""
        line = self._lines[self.cursor] if self._lines else None
        return line if isinstance(line, StartRow) else None

    def show_rows(self, rows: Sequence[StartRow], twins: frozenset[StartRow] = frozenset()) -> None:
        """Show these; the cursor stays on the row that it is on, but for the first.

        From there it goes to the row that is wanted, however late that one comes.
        The titles of the ``twins`` look alike: the names of their files tell them apart.
        """
        self._twins = twins
        held = self.row if self.cursor > 1 else self._wanted
        self._lines = []
        heading = ""
        for row in rows:
            if row.kind.value.strip() != heading:
                heading = row.kind.value.strip()
                self._lines.append(heading)
            self._lines.append(row)
        self.set_row_count(len(self._lines))
        self.cursor = self._lines.index(held) if held in self._lines else 1
        if self.cursor > 1:
            self._wanted = None

    def go_to_heading(self, step: int) -> None:
        """Go to the first row below the next heading."""
        starts = [n + 1 for n, line in enumerate(self._lines) if isinstance(line, str)]
        ahead = [n for n in starts if (n - self.cursor) * step > 0]
        self.cursor = (ahead or starts)[0 if step > 0 else -1]

    def validate_cursor(self, row: int) -> int:
        """A row that can be chosen: headings are passed over."""
        row = super().validate_cursor(row)
        if self._lines and isinstance(self._lines[row], str):
            row += 1 if row >= self.cursor or row == 0 else -1
        return super().validate_cursor(row)

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """A heading, or the title with what is to be said of it."""
        line = self._lines[row]
        if isinstance(line, str):
            yield Cell(line, "heading")
            return
        room = min(46, max(24, width * 3 // 5)) if line.about else width - _INDENT
        title = line.title
        if line.kind in _PATHS:
            title = end_of(title, room)  # the end of a path tells it from others of its folder
        elif line in self._twins and line.path is not None:
            title = with_file_name(title, shown_path(line.path.name), room)
        yield Cell(title, "text", width=room, before=_INDENT)
        yield Cell(line.about, "muted", before=1)


class StartPage(CommandScreen[StartRow | None]):
    """Gives the row that was chosen; ``None`` only where it is left for good."""

    commands_here: ClassVar[tuple[Command, ...]] = (*START, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    StartPage #start-title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    StartPage #start { height: 1fr; }
    """

    def __init__(
        self, rows: Sequence[StartRow], at: StartRow | None = None, *, private: bool = False
    ) -> None:
        """Offer the rows, with the cursor on the row ``at`` once it is among them."""
        super().__init__()
        self._private = private
        self._offered = list(rows)
        self._here: list[StartRow] = []
        self._rows = _Rows(rows, at)

    @property
    def row(self) -> StartRow | None:
        """What the cursor stands on, or stood on when the page was left."""
        return self._rows.row

    def compose(self) -> ComposeResult:
        """The title, the rows, the keys."""
        words = f"Peace-deal planner · {self.key_of('choose')} opens what the cursor is on"
        yield Static(plain(words), id="start-title")
        yield self._rows
        keys = KeyBar(self.commands_here)
        keys.leave_out(_OF_WHAT_IS_OPEN)
        yield keys

    def on_mount(self) -> None:
        """Read the folder beside the interface."""
        self._rows.focus()
        self.command_again()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click on a row chooses it."""
        event.stop()
        self.command_choose()

    def command_choose(self) -> None:
        """Take what the cursor is on."""
        if (row := self._rows.row) is not None:
            self.dismiss(row)

    def command_next_group(self) -> None:
        """Go to the next heading."""
        self._rows.go_to_heading(1)

    def command_previous_group(self) -> None:
        """Go to the heading before."""
        self._rows.go_to_heading(-1)

    def command_again(self) -> None:
        """Look at the folder again."""
        self._here = []
        self.run_worker(in_disk_thread(self._look), exclusive=True, group="start")

    def command_library(self) -> None:
        """Go to all scenarios of this folder."""
        self.dismiss(StartRow(StartKind.LIBRARY, ""))

    def command_back(self) -> None:
        """There is nothing to go back to."""
        opens, quits = self.key_of("choose"), self.key_of("quit")
        self.notify(f"This is the start. {opens} opens a row, {quits} quits.", markup=False)

    def _look(self) -> None:
        worker = get_current_worker()
        titles: dict[StartRow, str] = {}
        for row in rows_of_folder(lambda: worker.is_cancelled, private=self._private):
            titles[row] = row.title
            shown(self.app, self._add, row, alike(titles))

    def _add(self, row: StartRow, twins: frozenset[StartRow]) -> None:
        self._here.append(row)
        at = next(n for n, each in enumerate(self._offered) if each.kind is StartKind.LIBRARY)
        self._rows.show_rows([*self._offered[:at], *self._here, *self._offered[at:]], twins)
