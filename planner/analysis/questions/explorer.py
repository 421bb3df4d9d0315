"""The live session of a screen: built once, asked after every choice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from attrs import evolve

from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Watch
from planner.analysis.questions.encoding import CaseSpace
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import tally_open
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import Tally
from planner.model.conditions import Pick

if TYPE_CHECKING:
    from planner.analysis.questions.explanations import Explanation
    from planner.analysis.questions.options_left import OptionsLeft
    from planner.analysis.questions.outlook import Outlook

__all__ = ["Explorer"]

_KEPT = 2_400
"""How many options, of all answers together, are kept: some hundred bytes each."""
_POLL = 0.01


class Explorer:
    """Answers what is left after each choice, for one case, reading and set of lines set aside.

    May be asked from several threads: one works at a time, the others wait, and give up as soon as
    their own limit says so. ``possible`` takes milliseconds always; ``options_left`` as well once
    the first answer has built what it counts on, where that can be built at all. Where it cannot,
    it tries again with what each choice leaves. Complete answers are kept.
    """

    def __init__(self, premises: Premises) -> None:
        """The question's own choices do not matter: each call names its own."""
        self.premises = evolve(premises, fixed={}, present=None)
        self._groundwork: Groundwork | None = None
        self._lock = Lock()
        self._answers: dict[frozenset[tuple[str, Pick]], OptionsLeft] = {}

    def serving(self, premises: Premises) -> Explorer:
        """What answers for the question: this one, or one that takes over what still holds.

        Where only words of the case changed, that is all that was built to count.
        """
        if self.premises.counts_as(premises):
            return self
        other, ground = Explorer(premises), self._groundwork
        if ground is None:
            return other
        groundwork = Groundwork(other.premises, ground.held)
        if groundwork.instruments is ground.instruments:
            other._groundwork, other._lock = groundwork, self._lock
            if groundwork.space.names == ground.space.names:
                other._answers = self._answers
        return other

    def apart(self) -> Groundwork:
        """What questions of another thread can be asked of; it shares what does not change."""
        return Groundwork(self.premises, space=self._space)

    def known(self, fixed: Mapping[str, Pick]) -> OptionsLeft | None:
        """The answer if it was given before, at once; ``None`` if it has to be worked out."""
        return self._answers.get(frozenset(fixed.items()))

    def possible(self, fixed: Mapping[str, Pick], limit: Limit | None = None) -> OptionsLeft:
        """Which options are possible: zero where ruled out, else unfinished with what is proven.

        Where counting takes no longer, the counts.
        """
        known = self.known(fixed)
        if known is not None:
            return known
        from planner.analysis.questions.options_left import only_possible  # noqa: PLC0415 (when asked)

        watch = (limit or Limit()).start()
        with self._turn(watch) as groundwork:
            if groundwork is None:
                return self._nothing(fixed, watch)
            if groundwork.counter.quick:
                return self._counted(groundwork, fixed, watch)
            return only_possible(groundwork, groundwork.space.picks(fixed), watch)

    def options_left(self, fixed: Mapping[str, Pick], limit: Limit | None = None) -> OptionsLeft:
        """For every option of every issue, how many open scenarios remain if it is chosen."""
        known = self.known(fixed)
        if known is not None:
            return known
        watch = (limit or Limit()).start()
        with self._turn(watch) as groundwork:
            if groundwork is None:
                return self._nothing(fixed, watch)
            return self._counted(groundwork, fixed, watch)

    def tally(self, fixed: Mapping[str, Pick], limit: Limit | None = None) -> Tally:
        """The open scenarios with these choices, and how many respect all lines or add nothing."""
        watch = (limit or Limit()).start()
        with self._turn(watch) as groundwork:
            if groundwork is None:
                return Tally(self._nothing(fixed, watch).open)
            return tally_open(groundwork, groundwork.space.picks(fixed), watch)

    def option_tally(
        self, fixed: Mapping[str, Pick], issue: str, option: str, limit: Limit | None = None
    ) -> Tally:
        """The same of what holds the option, with the choices on other issues.

        The option is an id, a stretch of numbers as ``FROM..TO``, or ``-`` for that the issue does
        not apply.
        """
        watch = (limit or Limit()).start()
        others = {other: pick for other, pick in fixed.items() if other != issue}
        with self._turn(watch) as groundwork:
            if groundwork is None:
                return Tally(self._nothing(others, watch).open)
            space = groundwork.space
            n = space.issue_index[issue]
            held = space.option(n, option)
            picks = {**space.picks(others), n: ((held.variable, held.mask),)}
            return tally_open(groundwork, picks, watch)

    def ways_on(
        self, fixed: Mapping[str, Pick], crosses: Collection[str], limit: Limit | None = None
    ) -> Count:
        """How many ways to finish these choices cross no counted line but, perhaps, these."""
        from planner.analysis.questions.outlook import find_ways_on  # noqa: PLC0415 (when asked)

        watch = (limit or Limit()).start()
        with self._turn(watch) as groundwork:
            if groundwork is None:
                return self._nothing(fixed, watch).open
            return find_ways_on(groundwork, groundwork.space.picks(fixed), crosses, watch).open

    def outlook(
        self, fixed: Mapping[str, Pick], crosses: Collection[str], limit: Limit | None = None
    ) -> Iterator[Outlook]:
        """What is left from here, with what is known after each part; the last one holds all."""
        from planner.analysis.questions.outlook import find_outlook  # noqa: PLC0415 (when asked)

        watch = (limit or Limit()).start()
        premises = evolve(self.premises, fixed=fixed)
        with self._turn(watch) as groundwork:
            if groundwork is not None:
                yield from find_outlook(premises, groundwork, crosses, watch)

    def _counted(
        self, groundwork: Groundwork, fixed: Mapping[str, Pick], watch: Watch
    ) -> OptionsLeft:
        from planner.analysis.questions.options_left import answered  # noqa: PLC0415 (when asked)

        found = answered(groundwork, groundwork.space.picks(fixed), watch)
        if found.complete:
            options = sum(groundwork.space.sizes)
            while self._answers and (len(self._answers) + 1) * options > _KEPT:
                self._answers.pop(next(iter(self._answers)))
            self._answers[frozenset(fixed.items())] = found
        return found

    def why_ruled_out(
        self, fixed: Mapping[str, Pick], issue: str, option: str, limit: Limit | None = None
    ) -> Explanation | None:
        """Why the option is ruled out given the choices on other issues; named as above.

        ``None`` where it is not, or where the limit came first.
        """
        from planner.analysis.questions.options_left import why_ruled_out  # noqa: PLC0415 (when asked)

        watch = (limit or Limit()).start()
        with self._turn(watch) as groundwork:
            if groundwork is None:
                return None
            space = groundwork.space
            n = space.issue_index[issue]
            held = space.option(n, option)
            picks = space.picks(fixed)
            try:
                return why_ruled_out(groundwork, picks, n, held, watch)
            except LimitReachedError:
                return None

    @cached_property
    def _space(self) -> CaseSpace:
        return CaseSpace.of(self.premises) if self._groundwork is None else self._groundwork.space

    @contextmanager
    def _turn(self, watch: Watch) -> Iterator[Groundwork | None]:
        """The groundwork once no other thread has it; ``None`` where the limit comes first."""
        while not self._lock.acquire(timeout=_POLL):
            try:
                watch.check()
            except LimitReachedError:
                yield None
                return
        try:
            if self._groundwork is None:
                self._groundwork = Groundwork(self.premises, space=self._space)
            yield self._groundwork
        finally:
            self._lock.release()

    def _nothing(self, fixed: Mapping[str, Pick], watch: Watch) -> OptionsLeft:
        """The answer of a call whose limit came before its turn: the watch says no at once."""
        from planner.analysis.questions.options_left import counted  # noqa: PLC0415 (when asked)

        groundwork = self.apart()
        return counted(groundwork, groundwork.space.picks(fixed), watch)
