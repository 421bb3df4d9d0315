"""What is still open, worked out beside the interface while the planner chooses.

A new choice cancels the answer to the one before. Nothing of the analysis is imported before the
first screen is drawn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from planner.session import Session

if TYPE_CHECKING:
    from planner.analysis.explanations import Explanation
    from planner.analysis.explorer import Explorer
    from planner.analysis.limits import Count, Limit
    from planner.analysis.options_left import OptionsLeft

__all__ = ["LiveCounts", "WhatIsLeft"]

_SECONDS = 10.0
_HEAD_START = 0.02


@frozen(eq=False)
class WhatIsLeft:
    """What is known of the open set for the choices as they stand.

    ``open`` counts the scenarios that cross no counted line whatever was chosen, ``options`` those
    left for each option; both are ``None`` while nothing is known yet. ``why`` explains options
    that are ruled out, by issue and option. ``working`` says whether more is to come; without it
    what is still ``None`` was given up.
    """

    open: Count | None = None
    options: OptionsLeft | None = None
    why: Mapping[tuple[str, str], Explanation] = field(factory=dict)
    working: bool = True

    def option(self, issue: str, option: str) -> Count | None:
        """How many open scenarios are left if the option is chosen; ``None`` if not known yet."""
        if self.options is None:
            return None
        return self.options.issue(issue).option(option).open


class LiveCounts:
    """Answers for the session as it stands; ``tell`` is called on the interface's thread.

    What rules options out is worked out for the issues that ``in_sight`` names, when all else is
    known, and for more of them as they come in sight: in a large case, that of all takes a second.
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
        self._worker: Worker[None] | None = None
        self._explorer: Explorer | None = None
        self._asked = 0
        self._counted: WhatIsLeft | None = None
        self._fixed: Mapping[str, str] = {}
        self._explained: set[tuple[str, str]] = set()

    def ask(self, session: Session) -> None:
        """Begin to work out what is left; what was asked before is given up."""
        self.stop()
        self._app = self._screen.app  # a thread may ask for it when the screen has gone
        # The choice itself is drawn first: both threads share one interpreter.
        asked = self._asked
        self._screen.call_after_refresh(lambda: self._begin(session, asked))

    def see(self) -> None:
        """Work out what rules out the options that have come in sight, where all is counted."""
        if self._counted is not None:
            self._explain(self._counted)

    def stop(self) -> None:
        """Give up what is being worked out: nothing of it is told any more.

        Due too when the screen goes: what is on its way then would begin new work.
        """
        self._asked += 1
        self._counted = None
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def _begin(self, session: Session, asked: int) -> None:
        if asked == self._asked and self._screen.is_attached:
            fixed = self._fixed = dict(session.scenario.chosen())
            self._worker = self._run(lambda: self._count(session, fixed, asked))

    def _run(self, work: Callable[[], None]) -> Worker[None]:
        return self._screen.run_worker(work, thread=True, group="counts", exit_on_error=True)

    def _say(self, asked: int, found: WhatIsLeft) -> None:
        """Tell, unless that was given up while it was on its way here."""
        if asked == self._asked:
            self._tell(found)

    def _count(self, session: Session, fixed: Mapping[str, str], asked: int) -> None:
        """In a thread: what is possible, then how many are left."""
        worker = get_current_worker()
        time.sleep(_HEAD_START)  # while keys follow each other fast, nothing is begun in vain
        if worker.is_cancelled:
            return
        from planner.analysis.explorer import Explorer  # noqa: PLC0415 (see above)
        from planner.analysis.question import Question  # noqa: PLC0415

        question = Question.of_scenario(session.case, session.scenario)
        explorer = self._explorer
        if explorer is None or not explorer.serves(question):
            explorer = self._explorer = Explorer(question)
        limit = self._limit(worker, asked)
        found = WhatIsLeft(options=explorer.known(fixed))
        if found.options is None:
            found = WhatIsLeft(options=explorer.possible(fixed, limit))
            self._call(worker, self._say, asked, found)
            found = evolve(found, options=explorer.options_left(fixed, limit))
        found = evolve(found, open=explorer.options_left({}, limit).open)
        self._call(worker, self._done, asked, found)

    def _done(self, asked: int, found: WhatIsLeft) -> None:
        """All is counted: tell it, and go on to what rules options out."""
        if asked != self._asked:
            return
        self._counted = found
        self._explained.clear()
        if self._explain(found):
            self._tell(found)
        else:
            self._hear(asked, {})

    def _explain(self, found: WhatIsLeft) -> bool:
        """Begin on what is in sight and was not explained yet; whether there is anything."""
        in_sight = self._in_sight()
        new = [
            option
            for option in _ruled_out(found.options)
            if option[0] in in_sight and option not in self._explained
        ]
        if new:
            self._explained.update(new)
            fixed, asked = self._fixed, self._asked
            self._run(lambda: self._give_reasons(new, fixed, asked))
        return bool(new)

    def _give_reasons(
        self, ruled_out: Iterable[tuple[str, str]], fixed: Mapping[str, str], asked: int
    ) -> None:
        """In a thread: why each of the options is ruled out, as far as the limit lets it."""
        worker, explorer = get_current_worker(), self._explorer
        limit = self._limit(worker, asked)
        why = {
            option: reason
            for option in ruled_out
            if explorer is not None
            and asked == self._asked
            and (reason := explorer.why_ruled_out(fixed, *option, limit)) is not None
        }
        self._call(worker, self._hear, asked, why)

    def _hear(self, asked: int, why: Mapping[tuple[str, str], Explanation]) -> None:
        if asked == self._asked and self._counted is not None:
            known = self._counted
            self._counted = evolve(known, why={**known.why, **why}, working=False)
            self._tell(self._counted)

    def _limit(self, worker: Worker[None], asked: int) -> Limit:
        from planner.analysis.limits import Limit  # noqa: PLC0415 (see above)

        return Limit(
            seconds=_SECONDS, cancelled=lambda: worker.is_cancelled or asked != self._asked
        )

    def _call(
        self, worker: Worker[None], tell: Callable[[int, Any], None], asked: int, found: object
    ) -> None:
        """Tell it on the interface's thread, unless nobody waits for it."""
        if asked == self._asked and not worker.is_cancelled:
            self._app.call_from_thread(tell, asked, found)


def _ruled_out(left: OptionsLeft | None) -> list[tuple[str, str]]:
    """The issue and option of each that is ruled out."""
    return [
        (issue.issue, option.option)
        for issue in (left.issues if left is not None else ())
        for option in issue.options
        if option.ruled_out
    ]
