"""Earlier states of a case: kept versions, commits, unsaved work; each read beside the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from planner.check.two_codings import TwoCodings
from planner.editing.case_states import CASE_STATES
from planner.errors import FileProblemError
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.commits import Recorded
from planner.files.shelf import file_name
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.comparing import CASE_HISTORY
from planner.reports.content.case_log import CASE_LOG
from planner.reports.content.log import doubt_blocks
from planner.reports.content.two_codings import codings_blocks
from planner.tui.bindings import bindings
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.screens.file_history import FileHistory
from planner.tui.screens.one_state import StateScreen
from planner.visible import shown_path

__all__ = ["CaseHistoryScreen"]


class CaseHistoryScreen(FileHistory[LoadedCase]):
    """Lists the states of the case at ``path``: Enter reads what differs from the file as it is."""

    commands_here: ClassVar[tuple[Command, ...]] = (*CASE_HISTORY, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)

    def __init__(self, path: Path) -> None:
        super().__init__(path, CASE_STATES, CASE_LOG)
        self._file = path

    def hints(self) -> tuple[str, ...]:
        """What its key does with a state."""
        return (f"{self.key_of('read')} shows what differs from the file",)

    def went_into(self, state: Recorded[LoadedCase]) -> bool:
        """Show what the file says otherwise than this state."""
        if state.loaded is not None:
            self._compare(state.loaded, state.commit.short_id, state.doubt)
        return state.loaded is not None

    @work
    async def _compare(self, before: LoadedCase, name: str, doubt: str) -> None:
        words = f"Reading {file_name(self._file)}"
        try:
            now = await at_once_or_waited(self.app, words, partial(read_case, self._file))
        except FileProblemError as error:
            self.notify(str(error.problems[0]), severity="error", timeout=20, markup=False)
            return
        files = (before.source.name, shown_path(self._file))
        codings = codings_blocks(TwoCodings(before.case, now.case), files)
        self.app.push_screen(StateScreen(name, [*doubt_blocks(doubt), *codings]))
