"""The one preview: proposals found beside the interface, and which of them the board shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen
from textual.screen import Screen
from textual.worker import get_current_worker

from planner.by_fields import Printed
from planner.tui.in_thread import in_thread

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Stopped
    from planner.check.board import Board as Facts
    from planner.check.proposal import Kind, Proposal
    from planner.model.conditions import Pick
    from planner.model.scenario import Scenario

__all__ = ["Candidate", "Preview", "Previews"]

_MOST = 30
"""How many proposals are gathered: nobody looks through more of them one by one."""


@frozen(eq=False, repr=False)
class Preview(Printed):
    """The proposals found so far, and the place of the one that is shown.

    ``done`` says that no more are looked for, ``reason`` what stopped the search, if anything did.
    """

    what: Kind
    proposals: tuple[Proposal, ...] = ()
    at: int = 0
    done: bool = False
    reason: Stopped | None = None

    @property
    def shown(self) -> Proposal | None:
        """The proposal that the board shows."""
        return self.proposals[self.at] if self.proposals else None

    @property
    def more(self) -> bool:
        """Whether there may be more than were found."""
        return not self.done or bool(self.reason) or len(self.proposals) == _MOST


@frozen(eq=False, repr=False)
class Candidate(Printed):
    """What a proposal would make of the deal, to be seen on the board before it is taken."""

    scenario: Scenario
    facts: Facts
    changed: Mapping[str, Pick | None]


class Previews:
    """Looks for proposals in a thread; ``tell`` hears of each on the interface's thread."""

    def __init__(self, screen: Screen[Any], tell: Callable[[Preview], None]) -> None:
        self._screen = screen
        self._tell = tell
        self._asked = 0
        self.now: Preview | None = None

    def begin(self, what: Kind, find: Callable[[], Iterable[Proposal]]) -> None:
        """Look for proposals of that kind."""
        self._asked += 1
        self.now = Preview(what)
        asked, app = self._asked, self._screen.app

        def look() -> None:
            stream = find()
            for found, proposal in enumerate(stream, 1):
                if asked != self._asked or get_current_worker().is_cancelled:
                    return
                app.call_from_thread(self._found, asked, proposal)
                if found == _MOST:
                    break
            reason = getattr(stream, "reason", None)
            if asked == self._asked and not get_current_worker().is_cancelled:
                app.call_from_thread(self._ended, asked, reason)

        self._screen.run_worker(in_thread(look), group="proposals", exit_on_error=True)

    def step(self, step: int) -> None:
        """Show the next one, or one before; after the last comes the first."""
        if self.now is not None and self.now.proposals:
            at = (self.now.at + step) % len(self.now.proposals)
            self._become(evolve(self.now, at=at))

    def end(self) -> None:
        """Show none any more, and look for none."""
        self._asked += 1
        self.now = None

    def _found(self, asked: int, proposal: Proposal) -> None:
        if asked == self._asked and self.now is not None:
            self._become(evolve(self.now, proposals=(*self.now.proposals, proposal)))

    def _ended(self, asked: int, reason: Stopped | None) -> None:
        if asked == self._asked and self.now is not None:
            self._become(evolve(self.now, done=True, reason=reason))

    def _become(self, preview: Preview) -> None:
        self.now = preview
        self._tell(preview)
