"""Earlier states of a case: kept versions, commits, unsaved work; each read beside the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from planner.check.two_codings import TwoCodings
from planner.editing.case_states import case_draft_states, kept_case_states
from planner.errors import FileProblemError, PlannerError
from planner.files.cases.reading import read_case
from planner.files.commits import newest
from planner.files.git_history import RecordedCase, recorded_cases
from planner.files.shelf import file_name
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.comparing import HISTORY
from planner.reports.content.case_log import case_log_items
from planner.reports.content.two_codings import codings_blocks
from planner.reports.page import GAP, Block, Heading, Paragraph, Tone
from planner.tui.bindings import bindings
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.in_thread import in_disk_thread, shown
from planner.tui.plain import plain
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.history import StateScreen
from planner.tui.widgets.bars import KeyBar
from planner.tui.widgets.item_pane import Item, ItemPane
from planner.visible import shown_path

__all__ = ["CaseHistoryScreen"]

_MOST = 200
"""How many commits are read."""


class CaseHistoryScreen(CommandScreen[None]):
    """Lists the states of the case at ``path``: Enter reads what differs from the file as it is."""

    tab: ClassVar = "history"
    commands_here: ClassVar[tuple[Command, ...]] = (
        *(command for command in HISTORY if command.id in ("read", "back")),
        *ANYWHERE,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    CaseHistoryScreen #title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    CaseHistoryScreen #states { height: 1fr; padding: 0 1; }
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._states: dict[str, RecordedCase] = {}
        self._pane = ItemPane(id="states")

    def compose(self) -> ComposeResult:
        """The title, the states, and the keys."""
        words = f"History of {file_name(self._path)} · Enter shows what differs from the file"
        yield Static(plain(words), id="title")
        yield self._pane
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Ask git and the kept versions, off the interface's thread."""
        self._pane.focus()
        self._pane.show([Paragraph("Reading the history ...", tone=Tone.MUTED)])
        self.run_worker(in_disk_thread(self._read))

    def on_item_pane_entered(self, event: ItemPane.Entered) -> None:
        """A click on the state under the cursor reads it."""
        event.stop()
        self.command_read()

    @work
    async def command_read(self) -> None:
        """Show what the file says otherwise than the state under the cursor."""
        item = self._pane.item
        state = self._states.get(item.to) if item is not None else None
        if state is None or state.loaded is None:
            self.notify("This state cannot be read.", markup=False)
            return
        name, before = state.loaded.source.name, state.loaded.case
        words = f"Reading {file_name(self._path)}"
        try:
            now = await at_once_or_waited(self.app, words, partial(read_case, self._path))
        except FileProblemError as error:
            self.notify(str(error.problems[0]), severity="error", timeout=20, markup=False)
            return
        blocks = codings_blocks(TwoCodings(before, now.case), (name, shown_path(self._path)))
        self.app.push_screen(StateScreen(state.commit.short_id, [*blocks]))

    def command_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _read(self) -> None:
        drafts, kept = tuple(case_draft_states(self._path)), tuple(kept_case_states(self._path))
        recorded: tuple[RecordedCase, ...] = ()
        trouble = ""
        try:
            recorded = tuple(newest(recorded_cases(self._path), _MOST))
        except PlannerError as error:
            trouble = str(error)
        items = self._items("Unsaved work", drafts, "") if drafts else []
        items += self._items("Kept by the planner", kept, "No earlier version is kept yet.")
        items += self._items("Commits in git", recorded, trouble)
        shown(self.app, lambda: self._show(items))

    def _items(self, title: str, states: Sequence[RecordedCase], none: str) -> list[Item]:
        self._states |= {each.commit.id: each for each in states}
        items = [Item((Heading(title),))]
        for each, blocks in case_log_items(states, _MOST):
            items.append(Item((*blocks, *_place(each), GAP), to=each.commit.id))
        if not states:
            items.append(Item((Paragraph(none, tone=Tone.MUTED), GAP)))
        return items

    def _show(self, items: Sequence[Item]) -> None:
        if self.is_attached:
            self._pane.show_items(items)


def _place(state: RecordedCase) -> Sequence[Block]:
    """Where a version is kept, to be taken from there."""
    if state.kept_in is None:
        return ()
    return (Paragraph(f"Kept as {shown_path(state.kept_in)}", tone=Tone.MUTED),)
