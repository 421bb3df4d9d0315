"""What is still open, worked out beside the interface while the planner chooses.

A new choice cancels the answer to the one before. Nothing of the analysis is imported before the
first screen is drawn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, field, frozen
from textual.screen import Screen
from textual.worker import get_current_worker

from planner.editing.scenario_session import Session
from planner.model.conditions import Pick
from planner.model.reading import Reading

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count, Limit
    from planner.analysis.questions.explanations import Explanation
    from planner.analysis.questions.explorer import Explorer
    from planner.analysis.questions.options_left import OptionsLeft
    from planner.analysis.questions.tally import Tally

__all__ = ["LiveCounts", "WhatIsLeft"]

_AskMore: TypeAlias = "Callable[[str, str, Limit], Explanation | Tally | None]"
"""Asks why an option of an issue leaves none, or what its number hides, given the choices."""

_SECONDS = 10.0
_HEAD_START = 0.02


@frozen(eq=False)
class WhatIsLeft:
    """What is known of the clear scenarios for the choices as they stand.

    ``whole`` counts them whatever was chosen, ``chosen`` those with the choices, ``options`` those
    left for each option; all are ``None`` while nothing is known yet. By issue and option, ``why``
    explains where none is left, and ``tallies`` says what the other numbers hide. ``working`` says
    whether more is to come; without it what is still ``None`` was given up.
    """

    whole: Tally | None = None
    chosen: Tally | None = None
    options: OptionsLeft | None = None
    why: Mapping[tuple[str, str], Explanation] = field(factory=dict)
    tallies: Mapping[tuple[str, str], Tally] = field(factory=dict)
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
        self._asked = 0
        self._counted: WhatIsLeft | None = None
        self._ask_more: _AskMore  # from the count on
        self._explained: set[tuple[str, str]] = set()

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

    def stop(self) -> None:
        """Give up what is being worked out: nothing of it is told any more.

        Due too when the screen goes: what is on its way then would begin new work.
        """
        self._asked += 1
        self._counted = None

    def _begin(self, session: Session, asked: int) -> None:
        if asked == self._asked and self._screen.is_attached:
            fixed = dict(session.scenario.chosen())
            lens = session.lens
            self._run(lambda: self._count(session, lens, fixed, asked))

    def _run(self, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, thread=True, group="counts", exit_on_error=True)

    def _count(
        self, session: Session, lens: Reading, fixed: Mapping[str, Pick], asked: int
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
        found = WhatIsLeft(options=explorer.known(fixed))
        if found.options is None:
            found = WhatIsLeft(options=explorer.possible(fixed, limit))
            self._call(asked, self._tell, found)
            found = evolve(found, options=explorer.options_left(fixed, limit))
        found = evolve(found, whole=explorer.tally({}, limit), chosen=explorer.tally(fixed, limit))

        def more(issue: str, option: str, limit: Limit) -> Explanation | Tally | None:
            if found.option(issue, option) == 0:
                return explorer.why_ruled_out(fixed, issue, option, limit)
            return explorer.option_tally(fixed, issue, option, limit)

        self._call(asked, self._done, found, more)

    def _done(self, found: WhatIsLeft, ask_more: _AskMore) -> None:
        """All is counted: tell it, and go on to what is to be said on each option."""
        self._counted, self._ask_more = found, ask_more
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
