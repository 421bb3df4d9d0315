"""The library: the scenarios of a folder and those within it, to find, open, mark and tidy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from planner.by_fields import Compared
from planner.files.places import places
from planner.files.shelf import Kept, Listing
from planner.files.standing import is_folder
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.library import LIBRARY
from planner.keys.tables.moves import COLUMN_MOVES
from planner.model.case import Case
from planner.model.reading import Reading
from planner.tui.bindings import bindings
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.folder_reading import FolderReading
from planner.tui.listed_scenarios import ListedScenarios
from planner.tui.look.sizes import LIBRARY_LOW, LIBRARY_WIDE
from planner.tui.paths import typed_path
from planner.tui.said_of_library import nothing_of, title_of
from planner.tui.screens.tidying_screen import TidyingScreen
from planner.tui.undoing import beside_files
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.preview import Preview
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.scenario_sorts import SORTS
from planner.tui.widgets.scenario_table import ScenarioTable
from planner.tui.widgets.search_field import SearchField
from planner.tui.widgets.tab_bar import TabBar
from planner.tui.widgets.table_legend import TableLegend
from planner.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from planner.editing.scenario_states import MarkedState

__all__ = ["Library", "Opened"]

_FRAME = 2
"""Lines of the table besides its rows: the head and the legend."""

_POLL_SECONDS = 2.0


@frozen(eq=False, repr=False)
class Opened(Compared):
    """What the planner wants: the file at ``path``, or a new scenario where there is none."""

    path: Path | None


class Library(TidyingScreen[Opened | None]):
    """Gives what is to be opened, ``None`` for nothing.

    ``marks`` is kept by whoever opens the library again: the files marked for comparing, in the
    order in which they were. The cursor begins on the file ``at``; one that was ``refused`` is
    listed wherever it lies, and the cursor begins on it. ``reading`` is the one that judges all
    rows at first.
    """

    tab = "library"
    commands_here: ClassVar[tuple[Command, ...]] = (*LIBRARY, *COLUMN_MOVES, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    Library #panes { height: 1fr; layout: vertical; }
    Library #table { height: 3fr; }
    Library #scenarios { height: 1fr; }
    Library #preview {
        height: 2fr; padding: 0 1;
        border-top: solid $foreground 30%; border-title-color: $text;
    }
    Library #preview:focus { border-top: heavy $accent; border-title-style: bold; }
    Library.-low #legend { display: none; }
    Library.-wide #panes { layout: horizontal; }
    Library.-wide #table { width: 13fr; height: 1fr; }
    Library.-wide #preview { width: 7fr; height: 1fr; border-left: solid $foreground 30%; }
    """

    class Quoted(Message):
        """The lines of that case are shown with what is quoted for them."""

        def __init__(self, case: Case, file: Path) -> None:
            super().__init__()
            self.case = case
            self.file = file

    def __init__(  # noqa: PLR0913 (what is listed, and how)
        self,
        folders: Iterable[Path],
        marks: list[Path | MarkedState],
        *,
        at: Path | None = None,
        refused: Path | None = None,
        reading: Reading = Reading.FIRM,
        private: bool = False,
    ) -> None:
        super().__init__()
        named = () if refused is None else (refused,)
        self._reading = FolderReading(self, folders, named, self._list, self._tell, private=private)
        self._at = refused or at
        self._own_lens = reading
        self._scenarios = ListedScenarios(marks, reading)
        self._table = ScenarioTable(self._scenarios)
        # Kept, because a last size may come when the screen's parts are taken away already.
        self._list_pane = Vertical(id="table")
        self._legend = TableLegend()
        self._preview = Preview()
        self._title = TitleBar()
        example = "words, crossed:RU-1, contested:Europe, undecided, broken"
        self._search = SearchField("filter", id="search", example=example, hidden=True)
        self._path = SearchField(
            "path of any file or folder", id="path", enter="goes there", hidden=True
        )

    @property
    def path_here(self) -> Path | None:
        """The file under the cursor, or the folder that is closed; ``None`` for nothing."""
        return self._table.path

    def is_folder(self, path: Path) -> bool:
        """Whether that is a folder of the list, which is closed."""
        return self._scenarios.is_folder(path)

    def look_again(self, *, at: Path | None = None) -> None:
        """List the files as they are by now; the cursor goes to the one ``at``, if it is named."""
        self._at = self._at if at is None else at
        self._reading.look()

    def read_again(self, path: Path) -> None:
        """Read the file anew, which may have changed."""
        self._reading.read_again(path)

    def note_new_name(self, old: Path, new: Path) -> None:
        """Keep the mark of the file under its new name."""
        self._scenarios.rename_mark(old, new)

    def compose(self) -> ComposeResult:
        """The bars, the table with its head, the preview, the fields that are hidden at first."""
        self._fit(self.app.size)
        yield TabBar(self.tab, self.commands_here)
        yield self._title
        with Horizontal(id="panes"):
            with self._list_pane:
                yield self._table.head
                yield self._table
                yield self._legend
            yield self._preview
        yield self._search
        yield self._path
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin to read, and follow the folder from then on."""
        self._table.focus()
        self._show()
        self._reading.look()
        self.set_interval(_POLL_SECONDS, self._follow)

    def _follow(self) -> None:
        self._reading.follow(self._table.in_sight)

    def on_resize(self, event: events.Resize) -> None:
        """Share the room anew."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Put the preview beside the list where there is room."""
        self.set_class(size.width >= LIBRARY_WIDE, "-wide")
        self.set_class(size.height < LIBRARY_LOW, "-low")
        self._share_room()
        self.call_after_refresh(self._show_legend)

    def on_unmount(self) -> None:
        """Read no more."""
        self._reading.end()

    def on_row_list_moved(self) -> None:
        """Show what is in the file under the cursor."""
        self._show()

    def on_scenario_table_rearranged(self) -> None:
        """Show what has come under the cursor."""
        self._show()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click shows what is in the file; Enter or a click on ``open`` opens it."""
        event.stop()
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        event.stop()
        if event.input is self._search:
            self._table.filter_by(event.value)
            self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter, or take the path that was typed."""
        event.stop()
        text = event.value.strip()
        if event.input is self._search:
            self._table.focus()
        elif text:
            beside_files(self, lambda: self._go_to_path(typed_path(text)))

    def on_search_field_stepped(self, event: SearchField.Stepped) -> None:
        """Move in what the filter has left, while typing on."""
        self._table.cursor += event.step

    def on_line_field_left(self) -> None:
        """Back to the table; the filter is taken away."""
        self._end_fields()

    def command_choose(self) -> None:
        """Open the file under the cursor."""
        path = self.path_here
        if path is not None and self.is_folder(path):
            self.command_again()
        elif path is not None:
            self.dismiss(Opened(path))

    def command_mark(self) -> None:
        """Mark the scenario for comparing, or take the mark away, and go on to the next."""
        if refusal := self._scenarios.mark(self._table.path):
            self.notify(refusal, markup=False)
            return
        self._table.cursor += 1
        self._table.refresh()
        self._show()

    def command_board(self) -> None:
        """Group the scenarios by the lines that they cross, or list them again."""
        self._table.group_by_crossings(grouped=not self._scenarios.grouped)
        self._share_room()
        self._show()

    def command_next_group(self) -> None:
        """Go to the next group of the board."""
        self._go_to_group(1)

    def command_previous_group(self) -> None:
        """Go to the group before."""
        self._go_to_group(-1)

    def command_next_reading(self) -> None:
        """Judge all by the next firmer reading; after strict comes literal."""
        self._look_further(1)

    def command_previous_reading(self) -> None:
        """Judge all by the next looser reading."""
        self._look_further(-1)

    def command_unmark(self) -> None:
        """Take all marks away."""
        self._scenarios.marks.clear()
        self._table.refresh()
        self._show()

    def command_search(self) -> None:
        """Type words that the files must hold."""
        self._path.end()
        self._search.begin()

    def command_path(self) -> None:
        """Type the path of any file or folder."""
        self._path.begin()

    def command_sort(self) -> None:
        """Sort by the next column."""
        self._sort_further(1)

    def command_sort_before(self) -> None:
        """Sort by the column before."""
        self._sort_further(-1)

    def _sort_further(self, step: int) -> None:
        now = SORTS.index(self._scenarios.sort)
        self._table.sort_by(SORTS[(now + step) % len(SORTS)])
        self._show()

    def command_reverse(self) -> None:
        """Sort the other way round."""
        self._table.sort_by(self._scenarios.sort, reverse=not self._scenarios.reverse)
        self._show()

    def command_new(self) -> None:
        """Begin a new scenario."""
        self.dismiss(Opened(None))

    def command_again(self) -> None:
        """Look at the folder again, and go on reading."""
        self._reading.go_on()

    def command_cursor_left(self) -> None:
        """Show the column to the left."""
        self._table.action_cursor_left()

    def command_cursor_right(self) -> None:
        """Show the column to the right."""
        self._table.action_cursor_right()

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The list with its head, and the preview."""
        return self._list_pane, self._preview

    def command_zoom(self) -> None:
        """Give the list or the preview the whole room, or share it again."""
        super().command_zoom()
        self._share_room()
        self.call_after_refresh(self._show_legend)

    def command_back(self) -> None:
        """End the filter, stop reading, end the zoom, or leave without a choice."""
        if self._search.display or self._path.display:
            self._end_fields()
        elif self._reading.progress is not None:
            self._reading.stop()
            self._show()
        elif self.zoomed:
            self.command_zoom()
        elif self._preview.has_focus:
            self._table.focus()
        elif self._scenarios.reading is not self._own_lens:
            self._judge_by(self._own_lens)
        elif self._scenarios.grouped:
            self.command_board()
        else:
            self.dismiss(None)

    def _go_to_group(self, step: int) -> None:
        if not self._scenarios.grouped:
            self.notify("The list has no groups: b groups it by crossed lines.", markup=False)
        else:
            self._table.go_to_group(step)

    def _look_further(self, step: int) -> None:
        self._judge_by(self._scenarios.reading.further(step))

    def _judge_by(self, reading: Reading) -> None:
        self._table.judge_by(reading)
        self._show()

    async def _go_to_path(self, path: Path) -> None:
        def look() -> tuple[bool, bool]:
            return is_folder(path), places().may_read(path)

        leads_to_folder, may_read = await at_once_or_waited(self.app, f"Looking at {path}", look)
        if not leads_to_folder:
            self.dismiss(Opened(path))
            return
        if not may_read:
            words = f"That is outside {places().confined}, which this session may not leave."
            self.notify(words, severity="warning", markup=False)
            return
        self._table.list_files((), ())
        self._end_fields()
        self._reading.go_to(path)
        self._show()

    def _end_fields(self) -> None:
        self._search.end()
        self._path.end()
        self._table.focus()

    def _list(self, listing: Listing) -> None:
        self._table.list_files(listing.files, listing.gone)
        self._share_room()
        self._go_where_asked()
        self._reading.see(self._table.in_sight)
        if listing.unread or listing.gone or not listing.files:
            self._show()

    def _tell(self, batch: dict[Path, Kept | None]) -> None:
        self._table.tell(batch)
        self._reading.see(self._table.in_sight)
        self._table.tell_twins(self._reading.twins)
        self._show_title()
        self._go_where_asked()
        if self._table.path in batch:
            self._show()

    def _share_room(self) -> None:
        """Leave the preview what a short list below the title does not need."""
        below = not (self.has_class("-wide") or self.zoomed)
        table = self._table
        rows = max(1, self._scenarios.file_count + self._scenarios.case_count, table.row_count)
        most = rows + _FRAME if below else None
        self._list_pane.styles.max_height = most

    def _go_where_asked(self) -> None:
        """Go to the file that is open, or that was just made, as soon as it is listed."""
        if self._at is None:
            return
        with self._table.prevent(RowList.Moved):  # the planner has not moved
            if self._table.go_to(self._at):
                self._at = None
                self._show()

    def _show(self) -> None:
        self._show_title()
        self._show_legend()
        table = self._table
        if table.found is not None:
            self._preview.show_file(table.found, table.kept, self._scenarios.reading)
        elif (group := table.group) is not None:
            self._preview.show_group(*group)
            if (about := table.case_of_group) is not None:
                self.post_message(self.Quoted(*about))
        else:
            self._preview.show_nothing(*nothing_of(table, self._reading, self.key_of))

    def _show_legend(self) -> None:
        """Name the parties where the columns have no room for their names."""
        self._legend.show_parties([] if self._table.names_parties else self._table.party_names)

    def _show_title(self) -> None:
        self._title.show(*title_of(self._table, self._reading, self.key_of))
