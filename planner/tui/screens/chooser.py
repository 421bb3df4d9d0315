"""Choose a file: a list that fills itself, what is in each, and a field for any path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static
from textual.worker import Worker, get_current_worker

from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.library import CHOOSER
from planner.reports.page import Paragraph, Tone
from planner.tui.bindings import bindings
from planner.tui.in_thread import in_disk_thread, shown
from planner.tui.paths import typed_path
from planner.tui.plain import plain
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.widgets.file_list import Entry, FileList
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.typing import TextField

__all__ = ["Chooser"]


class _PathField(TextField):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]

    def action_leave(self) -> None:
        self.screen.focus_next()


class Chooser(CommandScreen[Path | None]):
    """Gives the file that was chosen, ``None`` for none.

    ``find`` lists the files with their names, ``describe`` reads one; both are called off the
    interface's thread.
    """

    commands_here: ClassVar[tuple[Command, ...]] = (*CHOOSER, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    Chooser #chooser-title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    Chooser #files { height: 1fr; border-top: solid $foreground 30%; border-title-color: $text; }
    Chooser #about {
        height: 1fr;
        border-top: solid $foreground 30%;
        border-title-color: $text;
        padding: 0 1;
    }
    Chooser #files:focus, Chooser #about:focus { border-top: heavy $accent; }
    Chooser #path-label { height: 1; padding: 0 1; color: $text-muted; }
    Chooser #path { margin: 0 1; }
    """

    def __init__(
        self,
        title: str,
        find: Callable[[], Sequence[tuple[Path, str]]],
        describe: Callable[[Path], Entry],
    ) -> None:
        super().__init__()
        self._heading = title
        self._find = find
        self._describe = describe
        self._files = FileList(id="files")
        self._about = PassagePane(id="about")
        self._path = _PathField(placeholder="folder/file.toml", id="path")
        self._reading: Worker[None] | None = None
        self._files.border_title = "Files"
        self._about.border_title = "What is in it"

    def compose(self) -> ComposeResult:
        """The list, what is in the file under the cursor, and the path field."""
        yield Static(plain(self._heading), id="chooser-title")
        yield self._files
        yield self._about
        yield Static("Path of any other file, then Enter:", id="path-label", markup=False)
        yield self._path
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin to read."""
        self._files.focus()
        self._about.show([Paragraph("Reading the folder ...", tone=Tone.MUTED)])
        self.command_again()

    def on_row_list_moved(self) -> None:
        """Show what is in the file under the cursor."""
        self._about.show(self._files.entry.blocks)

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click shows what is in the file; Enter or a click on ``open`` opens it."""
        event.stop()
        self._about.show(self._files.entry.blocks)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the path that was typed."""
        if text := event.value.strip():
            self._done(typed_path(text))

    def command_choose(self) -> None:
        """Take the file under the cursor."""
        if self._files.path is not None:
            self._done(self._files.path)

    def command_path(self) -> None:
        """Go to the path field."""
        self._path.focus()

    def command_again(self) -> None:
        """Read the folder again."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.run_worker(in_disk_thread(self._read), exclusive=True)

    def command_back(self) -> None:
        """Give up."""
        self._done(None)

    def _done(self, path: Path | None) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self.dismiss(path)

    def _read(self) -> None:
        worker = get_current_worker()
        files = self._find()
        if not worker.is_cancelled:
            shown(self.app, self._list, files)
        for path, _ in files:
            entry = self._describe(path)
            if worker.is_cancelled:
                break
            shown(self.app, self._tell, path, entry)

    def _list(self, files: Sequence[tuple[Path, str]]) -> None:
        self._files.show_files(files)
        if not files:
            words = "There is none here. Type a path below, or press Esc."
            self._about.show([Paragraph(words)])

    def _tell(self, path: Path, entry: Entry) -> None:
        self._files.tell(path, entry)
        if path == self._files.path:
            self._about.show(entry.blocks)
