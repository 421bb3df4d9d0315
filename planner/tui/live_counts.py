"""What is left from here, worked out beside the interface while the planner chooses.

A new choice cancels the answer to the one before. Nothing of the analysis is imported before the
first screen is drawn.
"""

from __future__ import annotations

import time
from asyncio import TimerHandle
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen
from textual.screen import Screen
from textual.worker import get_current_worker

from planner.by_fields import Printed
from planner.check.checker import Checker
from planner.check.from_here import unavoidable
from planner.editing.scenario_session import Session
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.tui.in_a_moment import in_a_moment
from planner.tui.in_thread import in_thread

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count, Limit
    from planner.analysis.questions.explorer import Explorer
    from planner.analysis.questions.outlook import Outlook
    from planner.analysis.questions.tally import Tally
    from planner.check.proposal import Proposal
    from planner.model.case import Case

__all__ = ["LiveCounts", "WhatIsLeft"]

_Wanted = tuple[tuple[str, str], dict[str, Pick], tuple[str, ...]]
"""An answer by issue and name, what is chosen with it, and the lines that are crossed then."""

_Premises = tuple[Checker, Reading, frozenset[str]]

_SECONDS = 10.0
_MENDS = 4
_HEAD_START = 0.05
_BETWEEN_NEWS = 0.1
"""Seconds between two redrawings for ways to finish: a redrawing costs more than most counts."""


@frozen(eq=False, repr=False)
class WhatIsLeft(Printed):
    """What is known of what is left for the choices as they stand.

    ``whole`` counts the clear scenarios whatever was chosen. ``ways`` counts the ways to finish
    that cross nothing beyond what would then be crossed for certain, by issue and answer, for the
    answers in sight that add no crossing; ``outlook`` says what is left of the deal as it stands,
    and ``mends`` are the first that end a crossing, or all there are with ``mends_all``. Where no
    scenario is clear, ``unavoidable`` is an issue, if any, of which every choice crosses one of the
    lines that it names. ``working`` says whether more is to come; without it what is still ``None``
    was given up.
    """

    whole: Tally | None = None
    ways: Mapping[tuple[str, str], Count] = field(factory=dict)
    outlook: Outlook | None = None
    mends: tuple[Proposal, ...] = ()
    mends_all: bool = False
    unavoidable: tuple[str, tuple[str, ...]] | None = None
    working: bool = True


@frozen(eq=False, repr=False)
class _Deal(Printed):
    """What is asked about: as it stood when it was asked."""

    checker: Checker
    scenario: Scenario
    lens: Reading
    crosses: tuple[str, ...]

    @property
    def fixed(self) -> dict[str, Pick]:
        return dict(self.scenario.chosen())


class LiveCounts:
    """Answers for the session as it stands; ``tell`` is called when there is more of them.

    That is done on the interface's thread. The ways to finish from each answer are counted for the
    issues that ``in_sight`` names, and for more of them as they come in sight.
    """

    def __init__(
        self,
        screen: Screen[None],
        tell: Callable[[], None],
        in_sight: Callable[[], Collection[str]],
    ) -> None:
        self._screen = screen
        self._tell = tell
        self._in_sight = in_sight
        self._explorer: Explorer | None = None
        self._serving: Explorer | None = None  # what answers for the session as it stands
        self._asked = 0
        self._under_way = 0
        self._waiting: TimerHandle | None = None
        self._known = WhatIsLeft()
        self._left = WhatIsLeft()
        self._followed: tuple[object, ...] = ()  # what the answers are for
        self._made_way = False
        self._session: Session
        self._case: Case
        self._ways_of: set[str] = set()
        self._no_way_past: tuple[_Premises, tuple[str, tuple[str, ...]] | None] | None = None

    @property
    def left(self) -> WhatIsLeft:
        """What is known of what is left by now."""
        return self._left

    def follow(self, session: Session) -> None:
        """Begin to work out what is left; until it is known, nothing stands in its place.

        Nothing is done where it is known, or being worked out.
        """
        case, scenario = session.case, session.with_begun
        whole = (case, session.lens, scenario.set_aside)
        followed = (*whole, *scenario.chosen())
        if followed == self._followed:
            return
        # How many are clear in all does not depend on what is chosen: that number may stay.
        same = whole == self._followed[: len(whole)]
        self._left = WhatIsLeft(whole=self._left.whole if same else None)
        self._followed = followed
        self._ask(session)

    def make_way(self) -> None:
        """Work out nothing until :meth:`go_on`, where something was being worked out."""
        if self._left.working:
            self.stop()
            self._made_way = True

    def go_on(self, session: Session) -> None:
        """Begin again, after something else had the way."""
        if self._made_way:
            self._made_way = False
            self._ask(session)

    def give_up(self) -> None:
        """Work out nothing more before the deal is another one."""
        self.stop()
        self._show(evolve(self._left, working=False))

    def _ask(self, session: Session) -> None:
        """Begin to work out what is left; what was asked before is given up."""
        self.stop()
        self._app = self._screen.app  # a thread may ask for it when the screen has gone
        # The choice itself is drawn first: both threads share one interpreter.
        asked = self._asked
        self._screen.call_after_refresh(lambda: self._wait(session, asked))

    def see(self) -> None:
        """Count the ways to finish from the answers that have come in sight."""
        explorer = self._serving
        if explorer is not None and (wanted := self._wanted()):
            asked = self._asked
            self._learn({"working": True})
            self._run(lambda: self._count_ways(explorer, wanted, asked))

    def stop(self) -> None:
        """Give up what is being worked out: nothing of it is told any more.

        Due too when the screen goes: what is on its way then would begin new work.
        """
        self._asked += 1
        self._under_way = 0
        self._known = WhatIsLeft()
        self._serving = None
        self._ways_of.clear()
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _wait(self, session: Session, asked: int) -> None:
        """Begin in a moment: while keys follow each other fast, nothing is begun in vain."""
        if asked == self._asked and self._screen.is_attached:
            begin = partial(self._begin, session, asked)
            self._waiting = in_a_moment(_HEAD_START, self._screen, begin)

    def _begin(self, session: Session, asked: int) -> None:
        if asked == self._asked and self._screen.is_attached:
            self._session, self._case = session, session.whole_case
            crosses = tuple(held.line.id for held in session.verdict.crossed)
            deal = _Deal(session.checker, session.with_begun, session.lens, crosses)
            wanted = self._wanted()
            self._run(lambda: self._count(deal, wanted, asked))

    def _wanted(self) -> list[_Wanted]:
        """The answers in sight that are not counted yet, and add no crossing."""
        session, found = self._session, []
        known = session.case.issues_by_id  # the board may still show one of the case as it was
        for issue in (set(self._in_sight()) & set(known)) - self._ways_of:
            self._ways_of.add(issue)
            others = {name: pick for name, pick in session.with_begun.chosen() if name != issue}
            for effect in session.from_here(issue):
                pick = effect.pick
                if effect.possible and not effect.added:
                    then = others if pick is None else {**others, issue: pick}
                    crosses = tuple(line.id for line in effect.all_crossed)
                    found.append(((issue, effect.name), then, crosses))
        return found

    def _run(self, work: Callable[[], None]) -> None:
        self._under_way += 1
        self._screen.run_worker(in_thread(work), group="counts", exit_on_error=True)

    def _count(self, deal: _Deal, wanted: Sequence[_Wanted], asked: int) -> None:
        """In a thread: the ways from what is in sight, what is left of the deal, then mends."""
        from planner.analysis.questions.explorer import Explorer  # noqa: PLC0415 (see above)
        from planner.analysis.questions.premises import Premises  # noqa: PLC0415 (likewise)

        premises = Premises.of_scenario(deal.checker.case, deal.scenario, reading=deal.lens)
        before = self._explorer
        explorer = Explorer(premises) if before is None else before.serving(premises)
        self._explorer = explorer
        limit = self._limit(asked)
        self._count_each(explorer, wanted, asked)
        self._call(asked, self._serve, explorer)
        for outlook in explorer.outlook(deal.fixed, deal.crosses, limit):
            self._call(asked, self._learn, {"outlook": outlook})
        whole = explorer.tally({}, limit)
        self._call(asked, self._learn, {"whole": whole})
        if whole.open == 0:
            self._call(asked, self._learn, {"unavoidable": self._unavoidable(deal)})
        self._find_mends(deal, explorer, asked)
        self._call(asked, self._finish)

    def _serve(self, explorer: Explorer) -> None:
        """Let what is in sight by now be answered too."""
        self._serving = explorer
        self.see()

    def _count_ways(self, explorer: Explorer, wanted: Sequence[_Wanted], asked: int) -> None:
        """In a thread: how many ways to finish each of the answers leaves, and no more."""
        self._count_each(explorer, wanted, asked)
        self._call(asked, self._finish)

    def _count_each(self, explorer: Explorer, wanted: Sequence[_Wanted], asked: int) -> None:
        limit, told = self._limit(asked), time.monotonic()
        found: dict[tuple[str, str], Count] = {}
        for answer, fixed, crosses in wanted:
            if self._given_up(asked):
                return
            found[answer] = explorer.ways_on(fixed, crosses, limit)
            if time.monotonic() - told > _BETWEEN_NEWS:
                self._call(asked, self._learn_ways, found)
                told, found = time.monotonic(), {}
        if found:
            self._call(asked, self._learn_ways, found)

    def _learn_ways(self, found: Mapping[tuple[str, str], Count]) -> None:
        self._learn({"ways": {**self._known.ways, **found}})

    def _unavoidable(self, deal: _Deal) -> tuple[str, tuple[str, ...]] | None:
        """In a thread: asked once for each reading of a case and its lines set aside."""
        asked = (deal.checker, deal.lens, frozenset(deal.scenario.set_aside))
        if self._no_way_past is None or self._no_way_past[0] != asked:
            self._no_way_past = asked, unavoidable(*asked)
        return self._no_way_past[1]

    def _find_mends(self, deal: _Deal, explorer: Explorer, asked: int) -> None:
        """In a thread: the first of what ends a crossing."""
        from planner.editing.proposals import Proposals  # noqa: PLC0415 (see above)

        found: tuple[Proposal, ...] = ()
        offered = Proposals(deal.checker, deal.scenario, deal.lens, groundwork=explorer.apart())
        stream = offered.mends(self._limit(asked))
        for mend in islice(stream, _MENDS):
            found = (*found, mend)
            self._call(asked, self._learn, {"mends": found})
        if len(found) < _MENDS and not stream.reason:
            self._call(asked, self._learn, {"mends_all": True})

    def _learn(self, more: Mapping[str, Any]) -> None:
        """Add to what is known, and tell it."""
        self._known = evolve(self._known, **more)
        self._show(self._known)

    def _show(self, left: WhatIsLeft) -> None:
        self._left = left
        self._tell()

    def _finish(self) -> None:
        """One piece of work is done; after the last one nothing more is to come."""
        self._under_way -= 1
        if not self._under_way:
            self._learn({"working": False})

    def _given_up(self, asked: int) -> bool:
        """In a thread: whether nobody waits for its answer any more."""
        return not self._is_wanted(asked) or get_current_worker().is_cancelled

    def _is_wanted(self, asked: int) -> bool:
        """Whether that is still asked, of a case that is still the one."""
        return asked == self._asked and self._session.whole_case is self._case

    def _limit(self, asked: int) -> Limit:
        from planner.analysis.engine.limits import Limit  # noqa: PLC0415 (see above)

        return Limit(seconds=_SECONDS, cancelled=lambda: self._given_up(asked))

    def _call(self, asked: int, tell: Callable[..., None], *found: object) -> None:
        """Tell it on the interface's thread, unless nobody waits for it there by then."""

        def tell_unless_given_up() -> None:
            if self._is_wanted(asked):
                tell(*found)

        if not self._given_up(asked):
            self._app.call_from_thread(tell_unless_given_up)
