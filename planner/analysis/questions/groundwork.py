"""What all questions about one case under one reading share: made once, each piece when needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property

from planner.analysis.engine.closeness import seems_nearly_closed
from planner.analysis.engine.counting import Counter
from planner.analysis.engine.instruments import Instruments
from planner.analysis.engine.limits import Count, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.rules import Sets
from planner.analysis.engine.satisfiability import Solver
from planner.analysis.engine.space import Domains, Picks
from planner.analysis.questions.encoding import CaseSpace, Fixed
from planner.analysis.questions.premises import Premises

__all__ = ["Groundwork"]

_ALONE_KEPT = 20

_LONG = 0.03
"""The seconds of work of a solver that make it likely that it works on other questions for long."""

_SECONDS_TO_COUNT, _NODES_TO_COUNT = 1.0, 100_000
"""What is spent on counting where a solver does not soon know whether anything is open."""


class Groundwork:
    """Space, solvers and counter of a question; good for every question with the same lines.

    Of the instruments ``known`` it takes over those whose numbers are its own: they serve on where
    only words of the case changed. Not to be used by two threads at a time.
    """

    def __init__(
        self,
        premises: Premises,
        known: Sequence[Instruments] = (),
        *,
        space: CaseSpace | None = None,
    ) -> None:
        self.premises = premises
        self.space = CaseSpace.of(premises) if space is None else space
        same = next((each for each in known if each.space == self.space), None)
        self.instruments = Instruments(self.space) if same is None else same
        self._alone: dict[frozenset[tuple[int, Sets]], Mapping[int, int]] = {}
        self._needed: dict[frozenset[tuple[int, Sets]], frozenset[int]] = {}
        self._long: set[frozenset[tuple[int, Sets]]] = set()
        self._spent: dict[frozenset[tuple[int, Sets]], float] = {}
        self._known = () if same is None else tuple(known)
        self.literals = self.instruments.literals
        self.possibility = self.instruments.possibility
        self.open_solver = self.instruments.open_solver
        self.guarded_solver = self.instruments.guarded_solver

    @classmethod
    def of(cls, premises: Premises, groundwork: Groundwork | None) -> Groundwork:
        """The groundwork given, if it serves the question, else one that takes over what does."""
        if groundwork is None:
            return cls(premises)
        serves = groundwork.premises.counts_as(premises)
        return groundwork if serves else cls(premises, groundwork.held)

    @property
    def held(self) -> list[Instruments]:
        """The instruments made so far, also those of the narrower questions below."""
        narrower = (self.__dict__.get(name) for name in ("_respecting", "_sourced"))
        others = (one for each in narrower if each is not None for one in each.held)
        return [self.instruments, *others]

    @property
    def counter(self) -> Counter:
        """What counts."""
        return self.instruments.counter

    @property
    def respecting(self) -> Groundwork:
        """That of the scenarios which leave none of the counted lines contested either.

        It counts the same lines in the same order; this one itself where none has a contested zone
        that is not counted as crossed anyway.
        """
        return self if self._respecting is None else self._respecting

    @property
    def sourced(self) -> Groundwork:
        """That of the scenarios of sourced options only; this one where the case has no others.

        It counts the same lines in the same order, and has one coherence rule more.
        """
        return self if self._sourced is None else self._sourced

    @property
    def hides_nothing(self) -> bool:
        """Whether all that is open respects all lines and adds nothing: one count is all three."""
        return self.respecting is self.sourced is self

    # None stands for this one, which would otherwise hold itself and not go when nobody needs it.
    @cached_property
    def _respecting(self) -> Groundwork | None:
        if self.premises.reading.contested_is_crossed:
            return None
        if not any(line.has_contested_zone for line in self.space.lines):
            return None
        return Groundwork(self.premises.read_strictly, self._known)

    @cached_property
    def _sourced(self) -> Groundwork | None:
        sourced = self.premises.only_sourced
        return None if sourced is self.premises else Groundwork(sourced, self._known)

    @cached_property
    def line_guards(self) -> list[int]:
        """The guards of all counted lines, in the case's order."""
        return [self.literals.guard(n) for n in range(len(self.space.lines))]

    @cached_property
    def rule_guards(self) -> list[int]:
        """The guards of the coherence rules."""
        return [self.literals.guard(n) for n in self.space.rules]

    def any_open(self, picks: Picks, watch: Watch) -> bool:
        """Whether any scenario with the picks is open. Raises ``LimitReachedError``.

        What one question found out, no other has to: that stands whatever stops it.
        """
        possibility = self.possibility
        known = possibility.known(picks)
        if known is not None:
            return known
        # Whichever question asks first, all others know it then: its share is no limit at once.
        self.open_solver(watch.whole)  # to make it is no search
        with self._searching(picks):
            found = possibility.soon(picks, watch.whole)
        if found is None:
            # Where a solver searches long a small diagram may show it at once.
            little = watch.whole.within(seconds=_SECONDS_TO_COUNT, nodes=_NODES_TO_COUNT)
            count = self.counter.count(self.space.domains(picks), little)
            if not isinstance(count, Unfinished):
                possibility.learn(picks, count > 0)
                return count > 0
            watch.check()
            found = possibility.any(picks, watch)
        return found

    def any_open_by_guards(
        self, picks: Picks, watch: Watch, own: Callable[[Watch], Solver] | None = None
    ) -> bool:
        """The same, asked first of a solver with guards, for whoever needs that one anyway.

        That is the one which all share, or one's ``own``.
        """
        assumed = [*self.literals.picks(picks), *self.rule_guards, *self.line_guards]
        found = self.possibility.soon_by(own or self.guarded_solver, assumed, picks, watch)
        if found is None:
            self._long.add(frozenset(picks.items()))
            found = self.any_open(picks, watch)
        return found

    def count(self, picks: Picks, watch: Watch) -> Count:
        """The open scenarios with the picks; unfinished past a limit.

        Where a solver finds sooner that there are none, nothing is counted.
        """
        found = self.possibility.known(picks)
        domains = self.space.domains(picks)
        if found is None and not self.counter.ready:
            if seems_nearly_closed(domains, self.space.prohibitions):
                with self._searching(picks):  # the list begins with the same question
                    return self._counted(picks, domains, watch)
            found = self._open_at_once(picks, watch)
        return 0 if found is False else self._counted(picks, domains, watch)

    def _counted(self, picks: Picks, domains: Domains, watch: Watch) -> Count:
        count = self.counter.count(domains, watch)
        if not isinstance(count, Unfinished):
            self.possibility.learn(picks, count > 0)
        return count

    def _open_at_once(self, picks: Picks, watch: Watch) -> bool | None:
        """Whether any is open where that is soon found, and sooner than a count."""
        with suppress(LimitReachedError):
            self.open_solver(watch)  # to make it is no search
            with self._searching(picks):
                return self.possibility.at_once(picks, watch)
        return None

    @contextmanager
    def _searching(self, picks: Picks) -> Iterator[None]:
        """Remembers where it takes a solver long to know whether anything is open."""
        began = time.thread_time()
        yield
        if time.thread_time() - began > _LONG:
            self._long.add(frozenset(picks.items()))

    def searched_long(self, picks: Picks) -> bool:
        """Whether a solver worked long on whether anything is open with the picks."""
        return frozenset(picks.items()) in self._long

    def alone(self, picks: Picks) -> Mapping[int, int] | None:
        """Where nothing is open with the picks, what opens if each line alone gives way.

        By index; ``None`` where no question has found that out.
        """
        return self._alone.get(frozenset(picks.items()))

    def learn_alone(self, picks: Picks, opened: Mapping[int, int]) -> None:
        """Remember it for all other questions."""
        if len(self._alone) >= _ALONE_KEPT:
            self._alone.clear()
        self._alone[frozenset(picks.items())] = opened

    def needed(self, picks: Picks) -> frozenset[int] | None:
        """Where nothing is open with the picks, lines that are known to open something alone.

        ``None`` where nobody has looked for them.
        """
        return self._needed.get(frozenset(picks.items()))

    def learn_needed(self, picks: Picks, lines: frozenset[int]) -> None:
        """Remember them for all other questions."""
        if len(self._needed) >= _ALONE_KEPT:
            self._needed.clear()
        self._needed[frozenset(picks.items())] = lines

    def worth_trying_alone(self, picks: Picks, watch: Watch) -> bool:
        """Whether there is much more time to find it out than was spent in vain before."""
        spent = self._spent.get(frozenset(picks.items()), 0.0)
        return watch.remaining is None or watch.remaining > 2 * spent

    def not_alone_within(self, picks: Picks, seconds: float) -> None:
        """Remember that so much time was too little."""
        if len(self._spent) >= _ALONE_KEPT:
            self._spent.clear()
        self._spent[frozenset(picks.items())] = seconds

    def scenarios(self, picks: Picks) -> int:
        """How many complete scenarios have the picks, open or not."""
        return self.space.most(self.space.domains(picks))

    def picks(self, premises: Premises) -> Fixed:
        """The question's fixed choices as indices."""
        return self.space.picks(premises.fixed)
