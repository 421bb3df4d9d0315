"""The library: the scenarios of a folder and those within it, to find, open, mark and tidy."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import ClassVar

from attrs import frozen
from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

from planner.files import shown_path
from planner.reports.comparison import MOST_COLUMNS
from planner.reports.explain import Kind, Passage
from planner.reports.words import counted
from planner.tui.commands import ANYWHERE, LIBRARY, Command, bindings
from planner.tui.entries import problem_passages, scenario_passages
from planner.tui.paths import typed_path
from planner.tui.plain import plain
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.shelf import Found, Kept, Listing, Shelf
from planner.tui.widgets.bars import KeyBar, TitleBar
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.scenario_table import SORTS, ScenarioTable
from planner.tui.widgets.search_field import SearchField

__all__ = ["Library", "Opened"]

_WIDE = 110
"""Columns from which on the preview stands beside the list."""

_POLL_SECONDS = 2.0
_FIRST_BATCH = 0.05
_BATCH = 0.2
"""How long, in seconds, files are read before what was found is shown; less at first."""


@frozen
class Opened:
    """What the planner wants: the file at ``path``, or a new scenario where there is none."""

    path: Path | None


class Library(CommandScreen[Opened | None]):
    """Gives what is to be opened, ``None`` for nothing.

    ``marks`` is kept by whoever opens the library again: the files marked for comparing, in the
    order in which they were. ``passages`` is what the preview shows first: why the file that was
    ``refused`` could not be opened, for instance.
    """

    commands_here: ClassVar[tuple[Command, ...]] = (*LIBRARY, *ANYWHERE)
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
    Library.-wide #panes { layout: horizontal; }
    Library.-wide #table { width: 13fr; height: 1fr; }
    Library.-wide #preview { width: 7fr; height: 1fr; border-left: solid $foreground 30%; }
    """

    class CompareAsked(Message):
        """The planner wants the marked scenarios side by side."""

    class Renamed(Message):
        """A file has another name now."""

        def __init__(self, old: Path, new: Path) -> None:
            super().__init__()
            self.old = old
            self.new = new

    def __init__(
        self,
        folders: Iterable[Path],
        marks: list[Path],
        *,
        at: Path | None = None,
        passages: tuple[Passage, ...] = (),
        refused: Path | None = None,
    ) -> None:
        super().__init__()
        self._refused = refused
        self._folders = tuple(folders)
        self._shelf = Shelf(self._folders)
        self._at = at
        self._first = passages
        self._table = ScenarioTable(marks)
        self._preview = PassagePane(id="preview")
        self._title = TitleBar()
        self._search = SearchField("filter by words", id="search")
        self._path = SearchField("path of any file or folder", id="path")
        self._worker: Worker[None] | None = None
        self._progress: tuple[int, int] | None = None
        self._listed = False
        self._stopped = False
        self._turn = Lock()

    def compose(self) -> ComposeResult:
        """The bars, the table with its head, the preview, the fields that are hidden at first."""
        yield self._title
        with Horizontal(id="panes"):
            with Vertical(id="table"):
                yield self._table.head
                yield self._table
            yield self._preview
        yield self._search
        yield self._path
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin to read, and follow the folder from then on."""
        self._table.focus()
        self._show()
        self._look()
        self.set_interval(_POLL_SECONDS, self._look)

    def on_resize(self, event: events.Resize) -> None:
        """Put the preview beside the list where there is room."""
        self.set_class(event.size.width >= _WIDE, "-wide")

    def on_unmount(self) -> None:
        """Read no more."""
        self._cancel()

    def on_row_list_moved(self) -> None:
        """Show what is in the file under the cursor."""
        self._first = ()
        self._show()

    def on_scenario_table_rearranged(self) -> None:
        """Show what has come under the cursor."""
        self._show()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click shows what is in the file; Enter or a click on ``open`` opens it."""
        event.stop()
        self._first = ()
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
            self._go_to_path(typed_path(text))

    def on_search_field_left(self) -> None:
        """Back to the table; the filter is taken away."""
        self._end_fields()

    def command_choose(self) -> None:
        """Open the file under the cursor."""
        if self._table.path is not None:
            self.dismiss(Opened(self._table.path))

    def command_mark(self) -> None:
        """Mark the scenario for comparing, or take the mark away, and go on to the next."""
        path, marks = self._table.path, self._table.marks
        if path in marks:
            marks.remove(path)
        elif self._table.kept.scenario is None:
            self.notify("Only a scenario that can be read can be compared.", markup=False)
            return
        elif len(marks) >= MOST_COLUMNS:
            words = f"{MOST_COLUMNS} scenarios are marked, which is all that fits side by side."
            self.notify(words, markup=False)
            return
        elif path is not None:
            marks.append(path)
        self._table.cursor += 1
        self._table.refresh()
        self._show()

    def command_edit(self) -> None:
        """Open the file in the planner's editor, where its first mistake is."""
        if (path := self._shown_path) is None:
            return
        from planner.tui.mending import mend  # noqa: PLC0415 (when asked)

        passages = mend(self.app, path)
        if passages is not None:
            self._refused, self._first = path, passages
            self._show()
            self._look()

    def command_retry(self) -> None:
        """Try once more to open the file whose mistakes are shown."""
        if self._shown_path is not None:
            self.dismiss(Opened(self._shown_path))

    @property
    def _shown_path(self) -> Path | None:
        """The file that the preview speaks of."""
        return self._refused if self._first and self._refused else self._table.path

    def command_copy_path(self) -> None:
        """Copy the path of the file under the cursor."""
        from planner.tui.copying import copy_path  # noqa: PLC0415 (when asked)

        if self._table.path is not None:
            copy_path(self, self._table.path)

    def command_unmark(self) -> None:
        """Take all marks away."""
        self._table.marks.clear()
        self._table.refresh()
        self._show()

    def command_compare(self) -> None:
        """Put the marked scenarios side by side."""
        self.post_message(self.CompareAsked())

    def command_search(self) -> None:
        """Type words that the files must hold."""
        self._path.end()
        self._search.begin()

    def command_path(self) -> None:
        """Type the path of any file or folder."""
        self._path.begin()

    def command_sort(self) -> None:
        """Sort by the next column."""
        now = SORTS.index(self._table.sort)
        self._table.sort_by(SORTS[(now + 1) % len(SORTS)])
        self._show()

    def command_reverse(self) -> None:
        """Sort the other way round."""
        self._table.sort_by(self._table.sort, reverse=not self._table.reverse)
        self._show()

    def command_new(self) -> None:
        """Begin a new scenario."""
        self.dismiss(Opened(None))

    @work
    async def command_duplicate(self) -> None:
        """Save the scenario under another name, and go to it."""
        from planner.tui.tidying import duplicate  # noqa: PLC0415 (when asked)

        path = self._table.path
        if path is not None and (new := await duplicate(self, path)) is not None:
            self._at = new
            self._look()

    @work
    async def command_rename(self) -> None:
        """Give the file another name."""
        from planner.tui.tidying import rename  # noqa: PLC0415 (when asked)

        path = self._table.path
        if path is not None and (new := await rename(self, path)) is not None:
            self._table.marks[:] = [new if mark == path else mark for mark in self._table.marks]
            self._at = new
            self.post_message(self.Renamed(path, new))
            self._look()

    @work
    async def command_delete(self) -> None:
        """Move the file to the platform's trash, after a question."""
        from planner.tui.tidying import trash  # noqa: PLC0415 (when asked)

        path = self._table.path
        if path is not None and await trash(self, path):
            self._look()

    def command_again(self) -> None:
        """Look at the folder again, and go on reading."""
        self._stopped = False
        self._look()

    def command_back(self) -> None:
        """End the filter, stop reading, or leave without a choice."""
        if self._search.display or self._path.display:
            self._end_fields()
        elif self._progress is not None:
            self._cancel()
            self._stopped = True
            self._show()
        elif self._preview.has_focus:
            self._table.focus()
        else:
            self.dismiss(None)

    def _go_to_path(self, path: Path) -> None:
        if not os.path.isdir(path):  # noqa: PTH112 (a name that is too long is no folder's)
            self.dismiss(Opened(path))
            return
        self._cancel()
        self._folders = (path.absolute(),)
        self._shelf = Shelf(self._folders)
        self._table.list_files((), ())
        self._listed = False
        self._end_fields()
        self.command_again()

    def _end_fields(self) -> None:
        self._search.end()
        self._path.end()
        self._table.focus()

    def _cancel(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
        self._progress = None

    def _look(self) -> None:
        """Look for what has come, changed or gone, unless that is being done already."""
        if not self._stopped and (self._worker is None or self._worker.is_finished):
            self._worker = self.run_worker(self._follow, thread=True, group="library")

    def _follow(self) -> None:
        """In a thread: list the files, then read those that changed, a batch at a time."""
        with self._turn:  # a reading that was stopped may have a last file in hand
            self._read_changed(get_current_worker(), self._shelf)

    def _read_changed(self, worker: Worker[None], shelf: Shelf) -> None:
        listing = shelf.look(lambda: worker.is_cancelled)
        if listing is None:
            return
        self.app.call_from_thread(self._list, worker, listing)
        unread = list(listing.unread)
        total = len(unread)
        seconds = _FIRST_BATCH
        while unread and not worker.is_cancelled:
            until, seconds = time.monotonic() + seconds, _BATCH
            batch: dict[Path, Kept | None] = {}
            while unread and time.monotonic() < until and not worker.is_cancelled:
                path = unread.pop(0).path
                batch[path] = shelf.read(path)
            self.app.call_from_thread(self._tell, worker, batch, total - len(unread), total)
        shelf.unread(unread)

    def _list(self, worker: Worker[None], listing: Listing) -> None:
        if worker is not self._worker:
            return
        self._table.list_files(listing.files, listing.gone)
        self._listed = True
        self._go_where_asked()
        if listing.unread or listing.gone or not listing.files:
            self._show()

    def _tell(
        self, worker: Worker[None], batch: dict[Path, Kept | None], done: int, total: int
    ) -> None:
        if worker is not self._worker:
            return
        self._table.tell(batch)
        self._progress = (done, total) if done < total else None
        self._show_title()
        self._go_where_asked()
        if self._table.path in batch:
            self._show()

    def _go_where_asked(self) -> None:
        """Go to the file that is open, or that was just made, as soon as it is listed."""
        if self._at is None:
            return
        with self._table.prevent(RowList.Moved):  # the planner has not moved
            if self._table.go_to(self._at.absolute()):
                self._at = None
                self._show()

    def _show(self) -> None:
        self._show_title()
        found, kept = self._table.found, self._table.kept
        name = found.name if found is not None else "No scenario here"
        self._preview.border_title = plain(name)
        self._preview.show(self._first or self._about(found, kept))

    def _show_title(self) -> None:
        folder = shown_path(self._folders[0]) if self._folders else ""
        marked = f" · {len(self._table.marks)} marked" if self._table.marks else ""
        of_all = self._table.file_count
        number = counted(of_all, "file")
        if self._table.row_count < of_all:
            number = f"{self._table.row_count:,} of {number}"
        state = f"{number}{marked} · by {self._table.sort.name} {self._table.arrow}"
        if self._progress is not None:
            done, total = self._progress
            state = f"{done:,} of {total:,} read · Esc stops"
        elif self._stopped:
            state = f"{number} · stopped · F5 goes on"
        self._title.show(f"Library · {folder}", state)

    def _about(self, found: Found | None, kept: Kept) -> Iterable[Passage]:
        if found is None:
            words = "Nothing here holds these words." if self._search.value else _EMPTY
            return [Passage(Kind.TEXT, words if self._listed else "Looking for scenarios ...")]
        if kept.scenario is not None and kept.verdict is not None:
            return scenario_passages(found.name, kept.scenario, kept.verdict)
        if kept.problem is not None:
            return problem_passages(kept.problem)
        return [Passage(Kind.MUTED, "reading ...")]


_EMPTY = "There is no scenario here. n begins one, p takes any path, Esc goes back."
