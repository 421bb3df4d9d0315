"""What is still open, worked out beside the interface while the planner chooses.

One worker at a time: a new choice cancels the answer to the one before. Nothing of the analysis is
imported before the first screen is drawn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

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
    """Answers for the session as it stands; ``tell`` is called on the interface's thread."""

    def __init__(self, screen: Screen[None], tell: Callable[[WhatIsLeft], None]) -> None:
        self._screen = screen
        self._tell = tell
        self._worker: Worker[None] | None = None
        self._explorer: Explorer | None = None
        self._asked = 0

    def ask(self, session: Session, in_sight: Collection[str]) -> None:
        """Begin to work out what is left; what was asked before is given up.

        What rules options out is told of the issues ``in_sight`` first: in a large case that of all
        takes a second.
        """
        self.stop()
        # The choice itself is drawn first: both threads share one interpreter.
        asked = self._asked
        self._screen.call_after_refresh(lambda: self._begin(session, in_sight, asked))

    def stop(self) -> None:
        """Give up what is being worked out: nothing of it is told any more."""
        self._asked += 1
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def _begin(self, session: Session, in_sight: Collection[str], asked: int) -> None:
        if asked == self._asked and self._screen.is_attached:
            self._worker = self._screen.run_worker(
                lambda: self._work(session, in_sight, asked),
                thread=True,
                group="counts",
                exit_on_error=True,
            )

    def _say(self, asked: int, found: WhatIsLeft) -> None:
        """Tell, unless that was given up while it was on its way here."""
        if asked == self._asked:
            self._tell(found)

    def _work(self, session: Session, in_sight: Collection[str], asked: int) -> None:
        worker = get_current_worker()
        time.sleep(_HEAD_START)  # while keys follow each other fast, nothing is begun in vain
        if worker.is_cancelled:
            return
        from planner.analysis.explorer import Explorer  # noqa: PLC0415 (see above)
        from planner.analysis.limits import Limit  # noqa: PLC0415
        from planner.analysis.question import Question  # noqa: PLC0415

        scenario = session.scenario
        question = Question.of_scenario(session.case, scenario)
        explorer = self._explorer
        if explorer is None or not explorer.serves(question):
            explorer = self._explorer = Explorer(question)
        limit = Limit(seconds=_SECONDS, cancelled=lambda: worker.is_cancelled)

        def say(found: WhatIsLeft) -> WhatIsLeft:
            if not worker.is_cancelled:
                self._screen.app.call_from_thread(self._say, asked, found)
            return found

        fixed = dict(scenario.chosen())
        found = WhatIsLeft(options=explorer.known(fixed))
        if found.options is None:
            possible = explorer.possible(fixed, limit)
            found = say(WhatIsLeft(options=possible))
            found = evolve(found, options=explorer.options_left(fixed, limit))
        found = say(evolve(found, open=explorer.options_left({}, limit).open))
        ruled_out = _ruled_out(found.options)
        near = [option for option in ruled_out if option[0] in in_sight]
        why = _reasons(explorer, near, fixed, limit)
        far = [option for option in ruled_out if option[0] not in in_sight]
        if far:
            say(evolve(found, why=why))
            why = why | _reasons(explorer, far, fixed, limit)
        say(evolve(found, why=why, working=False))


def _ruled_out(left: OptionsLeft | None) -> list[tuple[str, str]]:
    """The issue and option of each that is ruled out."""
    return [
        (issue.issue, option.option)
        for issue in (left.issues if left is not None else ())
        for option in issue.options
        if option.ruled_out
    ]


def _reasons(
    explorer: Explorer,
    ruled_out: Iterable[tuple[str, str]],
    fixed: Mapping[str, str],
    limit: Limit,
) -> dict[tuple[str, str], Explanation]:
    """Why each of the options is ruled out, as far as the limit lets it be found."""
    return {
        option: reason
        for option in ruled_out
        if not (limit.cancelled and limit.cancelled())
        and (reason := explorer.why_ruled_out(fixed, *option, limit)) is not None
    }
