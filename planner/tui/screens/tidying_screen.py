"""What is done to the file under the cursor of a list: edited, copied, renamed, thrown away."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from pathlib import Path

from textual import work
from textual.message import Message
from textual.screen import ScreenResultType

from planner.files.cases.reading import is_case_file
from planner.files.shelf import file_name
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.undoing import beside_files

__all__ = ["TidyingScreen"]


class TidyingScreen(CommandScreen[ScreenResultType]):
    """A screen that lists files and folders, and tidies the scenarios among them."""

    class HistoryAsked(Message):
        """The planner wants the states of the file."""

        def __init__(self, file: Path) -> None:
            super().__init__()
            self.file = file

    class Renamed(Message):
        """A file has another name now."""

        def __init__(self, old: Path, new: Path) -> None:
            super().__init__()
            self.old = old
            self.new = new

    @property
    @abstractmethod
    def path_here(self) -> Path | None:
        """What the cursor is on, a file or a folder; ``None`` for nothing."""

    @abstractmethod
    def is_folder(self, path: Path) -> bool:
        """Whether that is a folder of the list."""

    @abstractmethod
    def look_again(self, *, at: Path | None = None) -> None:
        """List the files as they are by now, and go to the one ``at``, if it is named."""

    @abstractmethod
    def read_again(self, path: Path) -> None:
        """Read the file anew, which may have changed."""

    @abstractmethod
    def note_new_name(self, old: Path, new: Path) -> None:
        """Know the file by its new name."""

    def command_edit(self) -> None:
        """Open the file under the cursor in the planner's editor, where its first mistake is."""
        if (path := self._file_here()) is None:
            return
        from planner.tui.files.editor import edit_file  # noqa: PLC0415 (when asked)
        from planner.tui.files.mending import place_to_mend  # noqa: PLC0415 (likewise)

        async def edit() -> None:
            words, looking = f"Reading {file_name(path)}", partial(place_to_mend, path)
            if edit_file(self.app, *await at_once_or_waited(self.app, words, looking)):
                self.read_again(path)

        beside_files(self, edit)

    def command_history(self) -> None:
        """Show the states of the file under the cursor: unsaved work, kept versions, commits."""
        if (path := self._file_here()) is not None:
            self.post_message(self.HistoryAsked(path))

    def command_copy_path(self) -> None:
        """Copy the path of the file under the cursor."""
        from planner.tui.copying import copy_path  # noqa: PLC0415 (when asked)

        if self.path_here is not None:
            copy_path(self, self.path_here)

    @work
    async def command_duplicate(self) -> None:
        """Save the scenario under another name, and go to it."""
        from planner.tui.files.tidying import duplicate  # noqa: PLC0415 (when asked)

        path = self._scenario_here()
        if path is not None and (new := await duplicate(self, path)) is not None:
            self.look_again(at=new)

    @work
    async def command_rename(self) -> None:
        """Give the file another name."""
        from planner.tui.files.tidying import rename  # noqa: PLC0415 (when asked)

        path = self._scenario_here()
        if path is not None and (new := await rename(self, path)) is not None:
            self.note_new_name(path, new)
            self.post_message(self.Renamed(path, new))
            self.look_again(at=new)

    @work
    async def command_delete(self) -> None:
        """Move the file to the platform's trash, after a question."""
        from planner.tui.files.tidying import trash  # noqa: PLC0415 (when asked)

        path = self._scenario_here()
        if path is not None and await trash(self, path):
            self.look_again()

    def _scenario_here(self) -> Path | None:
        """The file under the cursor to be tidied; of a case it says why it is not."""
        path = self._file_here()
        if path is None or not is_case_file(path):
            return path
        words = "This is a case, and the library renames, copies and deletes scenarios alone."
        self.notify(words, markup=False)
        return None

    def _file_here(self) -> Path | None:
        """The file under the cursor; of a folder that is closed it says that it is none."""
        path = self.path_here
        if path is None or not self.is_folder(path):
            return path
        self.notify("This is a folder, and the library changes files alone.", markup=False)
        return None
