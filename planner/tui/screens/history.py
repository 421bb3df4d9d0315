"""Earlier states of a scenario: steps, kept versions, commits; each read, compared, gone back to.

Going back is a proposal like any other: it is shown on the board, where Enter takes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import evolve
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from planner.check.comparison import MOST_COLUMNS
from planner.check.proposal import Kind
from planner.editing.earlier import earlier_states
from planner.editing.scenario_session import Session
from planner.editing.states import MarkedState, draft_states, kept_states
from planner.errors import PlannerError
from planner.files.commits import newest
from planner.files.git_history import Recorded, number_of_commits, recorded_states
from planner.files.shelf import file_name
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.comparing import HISTORY
from planner.model.scenario import Scenario, fitted
from planner.reports.content.log import earlier_blocks, log_items, state_blocks
from planner.reports.page import GAP, Block, Heading, Paragraph, Text, Tone
from planner.reports.words.history import earlier_words
from planner.reports.words.log import more_words
from planner.reports.words.verdicts import sentence
from planner.tui.bindings import bindings
from planner.tui.in_thread import in_disk_thread, shown
from planner.tui.plain import plain
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.leaving import LeftOnce
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.widgets.back_bar import BackBar
from planner.tui.widgets.bars import KeyBar
from planner.tui.widgets.item_pane import Item, ItemPane
from planner.tui.widgets.passages import PassagePane
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.check.proposal import Proposal
    from planner.editing.proposals import Proposals

__all__ = ["HistoryScreen", "StateScreen"]

_MOST = 200
"""How many commits are read at once; Enter on the last row reads as many more."""
_MORE = "more"
_MOST_STEPS = 50
_COMMITS = "Commits in git"
_MARKED, _UNMARKED = "[x]", "[ ]"


class HistoryScreen(CommandScreen[None]):
    """Lists the states of the file at ``path``: Enter goes in, Space marks, ``c`` compares.

    Where it is the open scenario's, or that has no file yet, the states since it was opened stand
    first. ``marks`` are those of the library, which states join.
    """

    tab: ClassVar = "history"
    commands_here: ClassVar[tuple[Command, ...]] = (*HISTORY, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    HistoryScreen #title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    HistoryScreen #states { height: 1fr; padding: 0 1; }
    """

    def __init__(
        self, session: Session | None, path: Path | None, marks: list[Path | MarkedState]
    ) -> None:
        super().__init__()
        self._marks = marks
        self._parts: list[tuple[str, Sequence[Recorded], str]] = []
        self._most = _MOST
        self._left = 0
        self._at = 0
        self._session = session
        self._path = path
        self._states: dict[str, Recorded] = {}
        self._steps: dict[str, Scenario] = {}
        self._pane = ItemPane(id="states")

    def compose(self) -> ComposeResult:
        """The title, the states, and the keys."""
        of = file_name(self._path) if self._path is not None else "this deal"
        words = f"History of {of} · Enter goes in · Space marks · c compares"
        yield Static(plain(words), id="title")
        yield self._pane
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Ask git and the kept versions, off the interface's thread; no file has none."""
        self._pane.focus()
        if self._path is None:
            self._show()
            return
        self._pane.show([Paragraph("Reading the history ...", tone=Tone.MUTED)])
        self.run_worker(in_disk_thread(self._read))

    def on_item_pane_entered(self, event: ItemPane.Entered) -> None:
        """A click on the state under the cursor reads it."""
        event.stop()
        self.command_read()

    def command_read(self) -> None:
        """Show the state under the cursor: one since the file was opened at once on the board."""
        if (item := self._pane.item) is not None and item.to == _MORE:
            self._most += _MOST
            self._at = self._pane.place
            self.run_worker(in_disk_thread(self._read))
        elif (step := self._step_here) is not None:
            steps = [*self._steps.values()]
            at = steps.index(step)
            self._propose(*steps[at:], *steps[:at])
        elif (state := self._here) is not None and state.loaded is not None:
            loaded = state.loaded
            session = self._session
            goes = session is not None and session.case.id == loaded.case.id
            blocks = state_blocks(loaded.source.name, loaded, state.doubt)
            shown = StateScreen(state.commit.short_id, blocks, goes_back=goes)
            self.app.push_screen(shown, lambda go: self._propose(loaded.written) if go else None)
        elif self._path is not None and not self._parts:
            self.notify("The history is still being read.", markup=False)
        else:
            self.notify("This state cannot be read.", markup=False)

    def _propose(self, *earlier: Scenario) -> None:
        """Show on the board what going back to these choices would come to, one after another."""

        def find(proposals: Proposals) -> Iterator[Proposal]:
            found = map(proposals.going_back, earlier)
            yield from (proposal for proposal in found if proposal.picks)

        self.post_message(ScenarioScreen.ProposalAsked(Kind.HISTORY, find))

    def command_compare(self) -> None:
        """Put what is marked side by side, or the state under the cursor beside the open one."""
        from planner.tui.files.comparing import comparison_screen  # noqa: PLC0415 (when asked)

        state = self._here
        if self._marks:
            self.post_message(self.TabAsked("compare"))
        elif self._step_here is not None:
            self.notify(_ONLY_SHOWN, markup=False)
        elif state is None or state.loaded is None or self._session is None:
            self.notify("This state cannot be compared.", markup=False)
        elif state.loaded.case.id != self._session.case.id:
            self.notify("This state is of another case.", markup=False)
        else:
            self._warn_of_doubt(state)
            beside = [(MarkedState(state.name, state.loaded), state.loaded)]
            self.app.push_screen(comparison_screen(self._session, beside, with_open=True))

    def command_mark(self) -> None:
        """Mark the state under the cursor, or take its mark away, and go on to the next."""
        state = self._here
        mark = self._mark_of(state) if state is not None else None
        if mark is None:
            words = "Only a state that can be read can be compared."
            self.notify(words if self._step_here is None else _ONLY_SHOWN, markup=False)
            return
        if mark in self._marks:
            self._marks.remove(mark)
        elif len(self._marks) >= MOST_COLUMNS:
            words = f"{MOST_COLUMNS} scenarios are marked, which is all that fits side by side."
            self.notify(words, markup=False)
            return
        else:
            self._marks.append(mark)
            self._warn_of_doubt(state)
        self._show(at=self._pane.place + 1)

    def command_unmark(self) -> None:
        """Take all marks away."""
        self._marks.clear()
        self._show(at=self._pane.place)

    def _warn_of_doubt(self, state: Recorded | None) -> None:
        """Beside others it goes by its title, which says nothing of the doubt."""
        if state is not None and state.doubt:
            words = f"{state.commit.short_id}: {state.doubt}."
            self.notify(words, severity="warning", markup=False)

    def _mark_of(self, state: Recorded) -> MarkedState | None:
        if state.loaded is None or self._path is None:
            return None
        return MarkedState(f"{shown_path(self._path.name)}, {state.name}", state.loaded)

    def command_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    @property
    def _here(self) -> Recorded | None:
        item = self._pane.item
        return self._states.get(item.to) if item is not None else None

    @property
    def _step_here(self) -> Scenario | None:
        item = self._pane.item
        return self._steps.get(item.to) if item is not None else None

    def _read(self) -> None:
        if self._path is None:
            return
        drafts = tuple(draft_states(self._path))
        kept = tuple(kept_states(self._path))
        trouble = ""
        recorded: tuple[Recorded, ...] = ()
        try:
            recorded = tuple(newest(recorded_states(self._path), self._most))
            self._left = max(0, number_of_commits(self._path) - self._most)
        except PlannerError as error:
            trouble = str(error)
        self._parts = [("Unsaved work", drafts, "")] if drafts else []
        self._parts.append(("Kept by the planner", kept, "No earlier version is kept yet."))
        self._parts.append((_COMMITS, recorded, trouble))
        shown(self.app, lambda: self._show(at=self._at))

    def _items(self, title: str, states: Sequence[Recorded], none: str) -> list[Item]:
        self._states |= {each.commit.id: each for each in states}
        items = [Item((Heading(title),))]
        most = self._most if title == _COMMITS else None
        for each, blocks in log_items(states, most):
            marked = f"{_MARKED if self._mark_of(each) in self._marks else _UNMARKED} "
            first = blocks[0]
            if isinstance(first, Heading) and each.loaded is not None:
                blocks[0] = evolve(first, runs=(Text(marked), *first.runs))
            items.append(Item((*blocks, GAP), to=each.commit.id))
        if states and title == _COMMITS and self._left:
            words = f"{sentence(more_words(self._left))} Enter reads the next {_MOST}."
            items.append(Item((Paragraph(words), GAP), to=_MORE))
        if not states:
            items.append(Item((Paragraph(none, tone=Tone.MUTED), GAP)))
        return items

    def _show(self, *, at: int = 0) -> None:
        if self.is_attached:
            items = [*self._step_items()]
            items += [item for part in self._parts for item in self._items(*part)]
            self._pane.show_items(items, at=at, keep_place=bool(at))
            if at:
                self._pane.go_to(at)

    def _step_items(self) -> Iterator[Item]:
        """What was chosen on the screen since the scenario was opened, the newest state first."""
        session = self._session
        if session is None or session.path != self._path:
            return
        found = [*islice(earlier_states(session.document.history), _MOST_STEPS)]
        yield Item((Heading("Since it was opened"),))
        for number, state in enumerate(found):
            name, to = earlier_words(state.step, undone=state.undone), f"step {number}"
            self._steps[to] = earlier = fitted(state.scenario, session.case, begun=True)
            told = earlier_blocks(name, session.with_begun, earlier, session.judged(earlier))
            yield Item((*told, GAP), to=to)
        none = "Nothing else was chosen since then." if not found else ""
        no_file = "It has no file yet: no version of it is kept." if self._path is None else ""
        for words in filter(None, (none, no_file)):
            yield Item((Paragraph(words, tone=Tone.MUTED), GAP))


_ONLY_SHOWN = "This state is in no file: Enter shows it on the board."


class StateScreen(LeftOnce[Literal["board"]]):
    """A state, read only; Esc leads back, Enter to the board if it can be gone back to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("enter", "go_back", "Show it on the board", show=False),
    ]
    DEFAULT_CSS = "StateScreen PassagePane { padding: 0 1; }"

    def __init__(self, name: str, blocks: Sequence[Block], *, goes_back: bool = False) -> None:
        super().__init__()
        self._name_of_state = name
        self._goes_back = goes_back
        self._blocks = blocks
        self._pane = PassagePane(id="state")

    def compose(self) -> ComposeResult:
        """The title, with how to leave; what the state says."""
        board = " · Enter shows it on the board" if self._goes_back else ""
        yield BackBar(f"{self._name_of_state}, read only{board} · ↑ ↓ scroll · Esc back")
        yield self._pane

    def on_mount(self) -> None:
        """Show it; the keys that move in lists scroll it."""
        self._pane.show(self._blocks)
        self._pane.focus()

    def on_back_bar_clicked(self) -> None:
        """Leave it."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Leave it."""
        self.dismiss(None)

    def action_go_back(self) -> None:
        """Have it shown on the board, if it is of the case that is open."""
        if self._goes_back:
            self.dismiss("board")
