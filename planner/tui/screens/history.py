"""Earlier states of a scenario: steps, kept versions, commits; each read, compared, gone back to.

Going back is a proposal like any other: it is shown on the board, where Enter takes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual.binding import BindingType

from planner.check.comparison import MOST_COLUMNS
from planner.check.proposal import Kind
from planner.editing.earlier import earlier_states
from planner.editing.scenario_session import Session
from planner.editing.scenario_states import (
    SCENARIO_STATES,
    MarkedState,
    under_overlay,
    under_own_overlays,
)
from planner.files.commits import Recorded
from planner.files.scenarios.reading import LoadedScenario
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.comparing import HISTORY
from planner.model.scenario import Scenario, fitted
from planner.reports.content.scenario_log import SCENARIO_LOG, earlier_blocks, state_blocks
from planner.reports.page import GAP, Block, Heading, Paragraph, Text, Tone
from planner.reports.words.history import earlier_words
from planner.tui.bindings import bindings
from planner.tui.screens.file_history import FileHistory
from planner.tui.screens.one_state import StateScreen
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.widgets.item_pane import Item
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.check.proposal import Proposal
    from planner.editing.proposals import Proposals

__all__ = ["HistoryScreen"]

_MOST_STEPS = 50
_MARKED, _UNMARKED = "[x]", "[ ]"


class HistoryScreen(FileHistory[LoadedScenario]):
    """Lists the states of the file at ``path``: Enter goes in, Space marks, ``c`` compares.

    Where it is the open scenario's, or that has no file yet, the states since it was opened stand
    first. ``marks`` are those of the library, which states join. ``private``: each is judged under
    the private overlay beside its case.
    """

    tab: ClassVar = "history"
    commands_here: ClassVar[tuple[Command, ...]] = (*HISTORY, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)

    def __init__(
        self,
        session: Session | None,
        path: Path | None,
        marks: list[Path | MarkedState],
        *,
        private: bool = True,
    ) -> None:
        super().__init__(path, SCENARIO_STATES, SCENARIO_LOG)
        self._marks = marks
        self._private = private
        self._session = session
        self._steps: dict[str, Scenario] = {}

    def hints(self) -> tuple[str, ...]:
        """What its keys do with a state, in less and less room."""
        goes_in = f"{self.key_of('read')} goes in"
        marks = f"{self.key_of('mark')} marks · {self.key_of('compare')} compares"
        return f"{goes_in} · {marks}", goes_in

    def under_overlay(
        self, states: Iterable[Recorded[LoadedScenario]]
    ) -> Iterable[Recorded[LoadedScenario]]:
        """What is open lies under the overlay that was read with it."""
        session = self._session
        if session is not None and session.path == self._path:
            return (under_overlay(state, session.overlay) for state in states)
        return under_own_overlays(states) if self._private else states

    def told(
        self, states: Sequence[Recorded[LoadedScenario]], most: int | None
    ) -> Iterator[tuple[Recorded[LoadedScenario], list[Block]]]:
        """What each changed and its verdict, with whether it is marked."""
        for each, blocks in super().told(states, most):
            marked = f"{_MARKED if self._mark_of(each) in self._marks else _UNMARKED} "
            first = blocks[0]
            if isinstance(first, Heading) and each.loaded is not None:
                blocks[0] = evolve(first, runs=(Text(marked), *first.runs))
            yield each, blocks

    def went_into(self, state: Recorded[LoadedScenario]) -> bool:
        """Show it whole; another Enter there shows it on the board, if it is of the open case."""
        if (loaded := state.loaded) is None:
            return False
        session = self._session
        goes = session is not None and session.case.id == loaded.case.id
        blocks = state_blocks(loaded.source.name, loaded, state.doubt)
        shown = StateScreen(state.commit.short_id, blocks, goes_back=goes)
        self.app.push_screen(shown, lambda go: self._propose(loaded.written) if go else None)
        return True

    def command_read(self) -> None:
        """Show the state under the cursor: one since the file was opened at once on the board."""
        if (step := self._step_here) is None:
            super().command_read()
            return
        steps = [*self._steps.values()]
        at = steps.index(step)
        self._propose(*steps[at:], *steps[:at])

    def _propose(self, *earlier: Scenario) -> None:
        """Show on the board what going back to these choices would come to, one after another."""

        def find(proposals: Proposals) -> Iterator[Proposal]:
            found = map(proposals.going_back, earlier)
            yield from (proposal for proposal in found if proposal.picks)

        self.post_message(ScenarioScreen.ProposalAsked(Kind.HISTORY, find))

    def command_compare(self) -> None:
        """Put what is marked side by side, or the state under the cursor beside the open one."""
        from planner.tui.files.comparing import comparison_screen  # noqa: PLC0415 (when asked)

        state = self.state_here
        if self._marks:
            self.post_message(self.TabAsked("compare"))
        elif self._step_here is not None:
            self.notify(self._only_shown, markup=False)
        elif state is None or state.loaded is None or self._session is None:
            self.refuse("This state cannot be compared.")
        elif state.loaded.case.id != self._session.case.id:
            self.notify("This state is of another case.", markup=False)
        else:
            self._warn_of_doubt(state)
            beside = [(MarkedState(state.name, state.loaded), state.loaded)]
            self.app.push_screen(comparison_screen(self._session, beside, with_open=True))

    def command_mark(self) -> None:
        """Mark the state under the cursor, or take its mark away, and go on to the next."""
        state = self.state_here
        mark = self._mark_of(state) if state is not None else None
        if mark is None:
            if self._step_here is None:
                self.refuse("Only a state that can be read can be compared.")
            else:
                self.notify(self._only_shown, markup=False)
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
        self.show_states(at=self._pane.place + 1)

    def command_unmark(self) -> None:
        """Take all marks away."""
        self._marks.clear()
        self.show_states(at=self._pane.place)

    def _warn_of_doubt(self, state: Recorded[LoadedScenario] | None) -> None:
        """Beside others it goes by its title, which says nothing of the doubt."""
        if state is not None and state.doubt:
            words = f"{state.commit.short_id}: {state.doubt}."
            self.notify(words, severity="warning", markup=False)

    def _mark_of(self, state: Recorded[LoadedScenario]) -> MarkedState | None:
        if state.loaded is None or self._path is None:
            return None
        return MarkedState(f"{shown_path(self._path.name)}, {state.name}", state.loaded)

    @property
    def _step_here(self) -> Scenario | None:
        item = self._pane.item
        return self._steps.get(item.to) if item is not None else None

    def first_items(self) -> Iterator[Item]:
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

    @property
    def _only_shown(self) -> str:
        return f"This state is in no file: {self.key_of('read')} shows it on the board."
