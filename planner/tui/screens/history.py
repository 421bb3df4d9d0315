"""What became of a scenario's file: kept versions and commits, each read and compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from planner.editing.scenario_session import Session
from planner.editing.states import kept_states
from planner.errors import PlannerError
from planner.files.git_history import Recorded, recorded_states
from planner.files.shelf import file_name
from planner.keys.commands import ANYWHERE, HISTORY, Command
from planner.model.scenario import fitted
from planner.reports.content.log import log_items, state_blocks
from planner.reports.page import GAP, Block, Heading, Paragraph, Tone
from planner.tui.bindings import bindings
from planner.tui.plain import plain
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.back_bar import BackBar
from planner.tui.widgets.bars import KeyBar
from planner.tui.widgets.item_pane import Item, ItemPane
from planner.tui.widgets.passages import PassagePane

__all__ = ["HistoryScreen"]

_MOST = 200


class HistoryScreen(CommandScreen[None]):
    """Lists the states of the file at ``path``: Enter reads one, ``c`` puts it beside the deal."""

    commands_here: ClassVar[tuple[Command, ...]] = (*HISTORY, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    HistoryScreen #title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    HistoryScreen #states { height: 1fr; padding: 0 1; }
    """

    def __init__(self, session: Session, path: Path) -> None:
        super().__init__()
        self._session = session
        self._path = path
        self._states: dict[str, Recorded] = {}
        self._pane = ItemPane(id="states")

    def compose(self) -> ComposeResult:
        """The title, the states, and the keys."""
        words = f"History of {file_name(self._path)} · Enter reads a state · c compares it"
        yield Static(plain(words), id="title")
        yield self._pane
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Ask git and the kept versions, off the interface's thread."""
        self._pane.focus()
        self._pane.show([Paragraph("Reading the history ...", tone=Tone.MUTED)])
        self.run_worker(self._read, thread=True)

    def on_item_pane_entered(self, event: ItemPane.Entered) -> None:
        """A click on the state under the cursor reads it."""
        event.stop()
        self.command_read()

    def command_read(self) -> None:
        """Show the state under the cursor: its choices and its verdict."""
        if (state := self._here) is not None and state.loaded is not None:
            blocks = state_blocks(state.loaded.source.name, state.loaded)
            self.app.push_screen(_StateScreen(state.commit.short_id, blocks))
        else:
            self.notify("This state cannot be read.", markup=False)

    def command_compare(self) -> None:
        """Put the state under the cursor beside the open scenario."""
        from planner.tui.files.comparing import beside_open  # noqa: PLC0415 (when asked)

        state = self._here
        if state is None or state.loaded is None:
            self.notify("This state cannot be compared.", markup=False)
        elif state.loaded.case.id != self._session.case.id:
            self.notify("This state is of another case.", markup=False)
        else:
            scenario = fitted(state.loaded.written, self._session.case)
            self.app.push_screen(beside_open(self._session, state.commit.short_id, scenario))

    def command_back(self) -> None:
        """Go back to the deal."""
        self.dismiss(None)

    @property
    def _here(self) -> Recorded | None:
        item = self._pane.item
        return self._states.get(item.to) if item is not None else None

    def _read(self) -> None:
        kept = tuple(kept_states(self._path))
        trouble = ""
        recorded: tuple[Recorded, ...] = ()
        try:
            recorded = tuple(recorded_states(self._path, _MOST))
        except PlannerError as error:
            trouble = str(error)
        items = [*self._items("Kept by the planner", kept, "No earlier version is kept yet.")]
        items += self._items("Commits in git", recorded, trouble)
        self.app.call_from_thread(self._show, items)

    def _items(self, title: str, states: Sequence[Recorded], none: str) -> list[Item]:
        self._states |= {each.commit.id: each for each in states}
        items = [Item((Heading(title),))]
        for each, blocks in log_items(states):
            items.append(Item((*blocks, GAP), to=each.commit.id))
        if not states:
            items.append(Item((Paragraph(none, tone=Tone.MUTED), GAP)))
        return items

    def _show(self, items: Sequence[Item]) -> None:
        if self.is_attached:
            self._pane.show_items(items)


class _StateScreen(LeftOnce[None]):
    """A state, read only; Esc leads back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", show=False)]
    DEFAULT_CSS = "_StateScreen PassagePane { padding: 0 1; }"

    def __init__(self, name: str, blocks: Sequence[Block]) -> None:
        super().__init__()
        self._name_of_state = name
        self._blocks = blocks
        self._pane = PassagePane(id="state")

    def compose(self) -> ComposeResult:
        """The title, with how to leave; what the state says."""
        yield BackBar(f"{self._name_of_state}, read only · ↑ ↓ scroll · Esc back")
        yield self._pane

    def on_mount(self) -> None:
        """Show it; the keys that move in lists scroll it."""
        self._pane.show(self._blocks)
        self._pane.focus()

    def on_back_bar_clicked(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
