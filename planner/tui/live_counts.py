"""What is still open, worked out beside the interface while the planner chooses.

A new choice cancels the answer to the one before. Nothing of the analysis is imported before the
first screen is drawn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, field, frozen
from textual.screen import Screen
from textual.worker import get_current_worker

from planner.check.checker import Checker
from planner.check.from_here import unavoidable
from planner.editing.scenario_session import Session
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.scenario import Scenario

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count, Limit
    from planner.analysis.questions.explanations import Explanation
    from planner.analysis.questions.explorer import Explorer
    from planner.analysis.questions.options_left import OptionsLeft
    from planner.analysis.questions.outlook import Outlook
    from planner.analysis.questions.tally import Tally
    from planner.check.proposal import Proposal

__all__ = ["LiveCounts", "WhatIsLeft"]

_AskMore: TypeAlias = "Callable[[str, str, Limit], Explanation | Tally | None]"
"""Asks why an option of an issue leaves none, or what its number hides, given the choices."""

_Wanted = tuple[tuple[str, str], dict[str, Pick], tuple[str, ...]]
"""An answer by issue and name, what is chosen with it, and the lines that are crossed then."""

_SECONDS = 10.0
_MENDS = 4
_HEAD_START = 0.02


@frozen(eq=False)
class WhatIsLeft:
    """What is known of the clear scenarios for the choices as they stand.

    ``whole`` counts them whatever was chosen, ``chosen`` those with the choices, ``options`` those
    left for each option; all are ``None`` while nothing is known yet. By issue and option, ``why``
    explains where none is left, and ``tallies`` says what the other numbers hide. ``ways`` counts
    the ways to finish that cross nothing beyond what would then be crossed for certain, for the
    answers in sight that add no crossing; ``outlook`` says what is left of the deal as it stands,
    and ``mends`` are the first that end a crossing. Where no scenario is clear, ``unavoidable`` is
    an issue, if any, of which every choice crosses one of the lines that it names. ``working`` says
    whether more is to come; without it what is still ``None`` was given up.
    """

    whole: Tally | None = None
    chosen: Tally | None = None
    options: OptionsLeft | None = None
    why: Mapping[tuple[str, str], Explanation] = field(factory=dict)
    tallies: Mapping[tuple[str, str], Tally] = field(factory=dict)
    ways: Mapping[tuple[str, str], Count] = field(factory=dict)
    outlook: Outlook | None = None
    mends: tuple[Proposal, ...] = ()
    unavoidable: tuple[str, tuple[str, ...]] | None = None
    working: bool = True

    def option(self, issue: str, option: str) -> Count | None:
        """How many clear scenarios are left if the option is chosen; ``None`` if not known yet."""
        if self.options is None:
            return None
        return self.options.issue(issue).option(option).open

    def tally(self, issue: str, option: str) -> Tally | None:
        """The same with what the number hides, as far as that is known."""
        if self.options is None:
            return None
        known = self.tallies.get((issue, option))
        return known or self.options.issue(issue).option(option).tally


class LiveCounts:
    """Answers for the session as it stands; ``tell`` is called on the interface's thread.

    Why an option leaves none, and what another's number hides, is worked out for the issues that
    ``in_sight`` names, when all else is known, and for more of them as they come in sight: in a
    large case, that of all takes a second.
    """

    def __init__(
        self,
        screen: Screen[None],
        tell: Callable[[WhatIsLeft], None],
        in_sight: Callable[[], Collection[str]],
    ) -> None:
        self._screen = screen
        self._tell = tell
        self._in_sight = in_sight
        self._explorer: Explorer | None = None
        self._serving: Explorer | None = None  # what answers for the session as it stands
        self._asked = 0
        self._counted: WhatIsLeft | None = None
        self._ask_more: _AskMore  # from the count on
        self._explained: set[tuple[str, str]] = set()
        self._known = WhatIsLeft()
        self._session: Session
        self._ways_of: set[str] = set()

    def ask(self, session: Session) -> None:
        """Begin to work out what is left; what was asked before is given up."""
        self.stop()
        self._app = self._screen.app  # a thread may ask for it when the screen has gone
        # The choice itself is drawn first: both threads share one interpreter.
        asked = self._asked
        self._screen.call_after_refresh(lambda: self._begin(session, asked))

    def see(self) -> None:
        """Work out what there is to say on the options that have come in sight, once counted."""
        if self._counted is not None:
            self._explain(self._counted)
        explorer = self._serving
        if explorer is not None and (wanted := self._wanted()):
            asked = self._asked
            self._run(lambda: self._count_ways(explorer, wanted, asked))

    def stop(self) -> None:
        """Give up what is being worked out: nothing of it is told any more.

        Due too when the screen goes: what is on its way then would begin new work.
        """
        self._asked += 1
        self._counted = None
        self._known = WhatIsLeft()
        self._serving = None
        self._ways_of.clear()

    def _begin(self, session: Session, asked: int) -> None:
        if asked == self._asked and self._screen.is_attached:
            fixed = dict(session.scenario.chosen())
            lens = session.lens
            self._session = session
            crosses = tuple(held.line.id for held in session.verdict.crossed)
            wanted = self._wanted()
            self._run(lambda: self._count(session, lens, fixed, crosses, wanted, asked))

    def _wanted(self) -> list[_Wanted]:
        """The answers in sight that are not counted yet, and add no crossing."""
        session, found = self._session, []
        for issue in set(self._in_sight()) - self._ways_of:
            self._ways_of.add(issue)
            others = {name: pick for name, pick in session.scenario.chosen() if name != issue}
            asked = session.case.issues_by_id[issue]
            for effect in session.from_here(issue):
                pick = effect.pick
                if effect.possible and not effect.added:
                    decides = pick is not None and asked.answered_by(pick)
                    then = {**others, issue: pick} if decides and pick is not None else others
                    crosses = tuple(line.id for line in effect.all_crossed)
                    found.append(((issue, effect.name), then, crosses))
        return found

    def _run(self, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, thread=True, group="counts", exit_on_error=True)

    def _count(  # noqa: PLR0913, PLR0917 (the deal as it stands)
        self,
        session: Session,
        lens: Reading,
        fixed: Mapping[str, Pick],
        crosses: tuple[str, ...],
        wanted: Iterable[_Wanted],
        asked: int,
    ) -> None:
        """In a thread: what is possible, then how many are left."""
        time.sleep(_HEAD_START)  # while keys follow each other fast, nothing is begun in vain
        if self._given_up(asked):
            return
        from planner.analysis.questions.explorer import Explorer  # noqa: PLC0415 (see above)
        from planner.analysis.questions.premises import Premises  # noqa: PLC0415

        premises = Premises.of_scenario(session.case, session.scenario, reading=lens)
        before = self._explorer
        explorer = Explorer(premises) if before is None else before.serving(premises)
        self._explorer = explorer
        limit = self._limit(asked)
        self._count_ways(explorer, wanted, asked)
        self._call(asked, self._serve, explorer)
        for outlook in explorer.outlook(fixed, crosses, limit):
            self._call(asked, self._learn, {"outlook": outlook})
        options = explorer.known(fixed)
        if options is None:
            self._call(asked, self._learn, {"options": explorer.possible(fixed, limit)})
            options = explorer.options_left(fixed, limit)
        whole = explorer.tally({}, limit)
        if whole.open == 0:
            checker, aside = Checker(session.case), session.scenario.set_aside
            reason = unavoidable(checker, lens, aside)
            self._call(asked, self._learn, {"unavoidable": reason})
        found = WhatIsLeft(
            options=options,
            whole=whole,
            chosen=explorer.tally(fixed, limit),
        )

        def more(issue: str, option: str, limit: Limit) -> Explanation | Tally | None:
            if found.option(issue, option) == 0:
                return explorer.why_ruled_out(fixed, issue, option, limit)
            return explorer.option_tally(fixed, issue, option, limit)

        self._call(asked, self._done, found, more)
        self._find_mends(session.case, session.scenario, lens, asked)

    def _serve(self, explorer: Explorer) -> None:
        """Let what is in sight by now be answered too."""
        self._serving = explorer
        self.see()

    def _count_ways(self, explorer: Explorer, wanted: Iterable[_Wanted], asked: int) -> None:
        """In a thread: how many ways to finish each of the answers leaves."""
        limit = self._limit(asked)
        for answer, fixed, crosses in wanted:
            if self._given_up(asked):
                return
            count = explorer.ways_on(fixed, crosses, limit)
            self._call(asked, self._learn_ways, answer, count)

    def _learn_ways(self, answer: tuple[str, str], count: Count) -> None:
        self._learn({"ways": {**self._known.ways, answer: count}})

    def _find_mends(self, case: Case, scenario: Scenario, lens: Reading, asked: int) -> None:
        """In a thread: the first of what ends a crossing."""
        from planner.editing.proposals import Proposals  # noqa: PLC0415 (see above)

        found: tuple[Proposal, ...] = ()
        for mend in islice(Proposals(case, scenario, lens).mends(self._limit(asked)), _MENDS):
            found = (*found, mend)
            self._call(asked, self._learn, {"mends": found})

    def _learn(self, more: Mapping[str, Any]) -> None:
        """Tell what is known with what is known more."""
        self._known = evolve(self._known, **more)
        if self._counted is not None:
            self._counted = evolve(self._counted, **more)
        self._tell(self._known)

    def _done(self, found: WhatIsLeft, ask_more: _AskMore) -> None:
        """All is counted: tell it, and go on to what is to be said on each option."""
        known = self._known
        found = evolve(
            found,
            ways=known.ways,
            outlook=known.outlook,
            mends=known.mends,
            unavoidable=known.unavoidable,
        )
        self._counted, self._ask_more = found, ask_more
        self._known = found
        self._explained.clear()
        if self._explain(found):
            self._tell(found)
        else:
            self._hear({})

    def _explain(self, found: WhatIsLeft) -> bool:
        """Begin on what is in sight and was not explained yet; whether there is anything."""
        new = _in_sight(found.options, self._in_sight()) - self._explained
        if new:
            self._explained |= new
            ask_more, asked = self._ask_more, self._asked
            self._run(lambda: self._say_more(new, ask_more, asked))
        return bool(new)

    def _say_more(self, options: Iterable[tuple[str, str]], ask_more: _AskMore, asked: int) -> None:
        """In a thread: what there is to say on each of the options, within the limit."""
        limit = self._limit(asked)
        said = {
            option: more
            for option in options
            if not self._given_up(asked) and (more := ask_more(*option, limit)) is not None
        }
        self._call(asked, self._hear, said)

    def _hear(self, said: Mapping[tuple[str, str], Explanation | Tally]) -> None:
        from planner.analysis.questions.tally import Tally  # noqa: PLC0415 (loaded where it was counted)

        if self._counted is not None:
            known = self._counted
            tallies = {o: more for o, more in said.items() if isinstance(more, Tally)}
            why = {o: more for o, more in said.items() if not isinstance(more, Tally)}
            self._counted = evolve(
                known,
                why={**known.why, **why},
                tallies={**known.tallies, **tallies},
                working=False,
            )
            self._known = self._counted
            self._tell(self._counted)

    def _given_up(self, asked: int) -> bool:
        """In a thread: whether nobody waits for its answer any more."""
        return asked != self._asked or get_current_worker().is_cancelled

    def _limit(self, asked: int) -> Limit:
        from planner.analysis.engine.limits import Limit  # noqa: PLC0415 (see above)

        return Limit(seconds=_SECONDS, cancelled=lambda: self._given_up(asked))

    def _call(self, asked: int, tell: Callable[..., None], *found: object) -> None:
        """Tell it on the interface's thread, unless nobody waits for it there by then."""

        def tell_unless_given_up() -> None:
            if asked == self._asked:
                tell(*found)

        if not self._given_up(asked):
            self._app.call_from_thread(tell_unless_given_up)


def _in_sight(left: OptionsLeft | None, issues: Collection[str]) -> set[tuple[str, str]]:
    """The issue and option of each that there is more to say on, of these issues."""
    return {
        (issue.issue, option.option)
        for issue in (left.issues if left is not None else ())
        if issue.issue in issues
        for option in issue.options
    }
