"""What is proposed beside a scenario: mends, ways to finish, least crossings, what is near.

All are told one by one, the first as soon as it is found, so that whoever looks need not wait for
the others. Nothing here changes a scenario: a session takes a proposal, as one step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

from attrs import evolve

from planner.analysis.engine.limits import Limit, LimitReachedError, Stopped, Watch
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.mending import find_mends
from planner.analysis.questions.nearby import Nearby
from planner.analysis.questions.premises import Premises
from planner.check.checker import Checker
from planner.check.proposal import Kind, Proposal, propose
from planner.check.verdict import Verdict
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.scenario import Scenario, fitted

__all__ = ["ProposalStream", "Proposals"]


class ProposalStream(Iterator[Proposal]):
    """Proposals one by one; once there are no more, ``reason`` says whether a limit was why.

    It is empty where all were told, or where none would help.
    """

    def __init__(self, found: Iterator[Proposal]) -> None:
        self._found = found
        self.reason: Stopped | None = None

    def __next__(self) -> Proposal:
        try:
            return next(self._found)
        except LimitReachedError as error:
            self.reason = error.reason
            raise StopIteration from None


class Proposals:
    """What can be proposed beside a scenario of a checker's case under a reading, as it stands.

    Not to be used by two threads at a time. What it has built for one question it keeps for others.
    """

    def __init__(
        self,
        checker: Checker,
        scenario: Scenario,
        reading: Reading,
        *,
        set_aside: Iterable[str] | None = None,
        groundwork: Groundwork | None = None,
    ) -> None:
        self._present = fitted(scenario, checker.case, begun=True)
        if set_aside is not None:
            self._present = evolve(self._present, set_aside=tuple(set_aside))
        self._reading = reading
        self._checker = checker
        self._premises = Premises.of_scenario(checker.case, self._present, reading=reading)
        self._known = groundwork

    def mends(self, limit: Limit | None = None) -> ProposalStream:
        """The smallest changes that end a crossing without adding one; see ``find_mends``.

        Where none does, the packages with the fewest crossings, as :meth:`least` tells them.
        """

        def found(watch: Watch) -> Iterator[Proposal]:
            some = False
            crosses = [held.line.id for held in self._verdict.crossed]
            if crosses or self._verdict.incoherent:
                for mend in find_mends(self._premises, self._groundwork, crosses, watch):
                    some = True
                    yield self._propose(Kind.MEND, mend.picks)
            if not some and crosses:
                yield from self._least(watch)

        return self._stream(found, limit)

    def finishes(self, limit: Limit | None = None) -> ProposalStream:
        """The ways to finish that keep every choice, also one begun; see ``find_finishes``."""

        def found(watch: Watch) -> Iterator[Proposal]:
            from planner.analysis.questions.finishing import find_finishes  # noqa: PLC0415 (if asked)

            for way in find_finishes(self._premises, self._groundwork, watch):
                yield self._propose(Kind.FINISH, way.choices)

        return self._stream(found, limit)

    def least(self, limit: Limit | None = None) -> ProposalStream:
        """For each set of the fewest lines that any scenario crosses the nearest that does."""
        return self._stream(self._least, limit)

    def nearest(self, limit: Limit | None = None) -> ProposalStream:
        """The clear scenarios nearest to this one, by the number of changes; none is itself."""

        def found(watch: Watch) -> Iterator[Proposal]:
            ground, present = self._groundwork, self._premises.start
            near = Nearby.other_open_ones if self._verdict.complete else Nearby.open_ones
            search = near(ground, ground.space.picks(present), watch)
            yield from self._all_of(search, Kind.NEAREST, watch)

        return self._stream(found, limit)

    def way_out(self, lines: Collection[str], limit: Limit | None = None) -> ProposalStream:
        """The scenarios nearest to this one that cross none but, perhaps, these lines."""
        return self._stream(lambda watch: self._nearest(Kind.WAY_OUT, lines, watch), limit)

    def choosing(self, kind: Kind, picks: Mapping[str, Pick | None]) -> Proposal:
        """These choices, found elsewhere: what a list of findings offers, for instance."""
        return self._propose(kind, picks)

    def taking_over(self, other: Scenario, issues: Iterable[str] | None = None) -> Proposal:
        """What another scenario of the case decides otherwise, on these issues or on all.

        What is only begun, here or there, counts as undecided.
        """
        case = self._checker.case
        theirs, mine = fitted(other, case), fitted(self._present, case)
        wanted = case.issues_by_id if issues is None else issues
        picks = {i: theirs.pick(i) for i in wanted if theirs.pick(i) != mine.pick(i)}
        return self._propose(Kind.TAKE_OVER, picks)

    def going_back(self, earlier: Scenario) -> Proposal:
        """The choices of an earlier state, those too that were only begun."""
        case = self._checker.case
        then = fitted(earlier, case, begun=True)
        return self._propose(Kind.HISTORY, {i: then.pick(i) for i in case.issues_by_id})

    @cached_property
    def _groundwork(self) -> Groundwork:
        return Groundwork.of(self._premises, self._known)

    @cached_property
    def _verdict(self) -> Verdict:
        return self._checker.check(self._present, reading=self._reading)

    def _stream(
        self, found: Callable[[Watch], Iterator[Proposal]], limit: Limit | None
    ) -> ProposalStream:
        def begun() -> Iterator[Proposal]:
            yield from found((limit or Limit()).start())  # its clock runs from the first one on

        return ProposalStream(begun())

    def _least(self, watch: Watch) -> Iterator[Proposal]:
        from planner.analysis.questions.finishing import least_sets  # noqa: PLC0415 (if asked)

        free = Premises(self._premises.case, self._reading, self._premises.set_aside)
        verdict = self._verdict
        already = tuple(held.line.id for held in verdict.crossed) if verdict.complete else None
        for lines in least_sets(free, self._groundwork, watch):
            if lines != already:
                found = self._nearest(Kind.LEAST, lines, watch)
                yield from (first for first, _ in zip(found, range(1), strict=False))

    def _nearest(self, kind: Kind, lines: Collection[str], watch: Watch) -> Iterator[Proposal]:
        premises, ground = self._premises, self._groundwork
        if lines:
            ground = Groundwork(premises.without(lines))
        search = Nearby.open_ones(ground, ground.space.picks(premises.start), watch)
        yield from self._all_of(search, kind, watch)

    def _all_of(self, search: Nearby, kind: Kind, watch: Watch) -> Iterator[Proposal]:
        while (near := search.next(watch)) is not None:
            yield self._propose(kind, near.choices)

    def _propose(self, kind: Kind, picks: Mapping[str, Pick | None]) -> Proposal:
        proposed = self._present
        for issue, pick in picks.items():
            if proposed.pick(issue) != pick:
                proposed = proposed.with_pick(issue, pick)
        return propose(self._checker, kind, self._present, proposed, reading=self._reading)
