"""What all questions about one case under one reading share: made once, each piece when needed."""

from __future__ import annotations

from functools import cached_property

from planner.analysis.encoding import CaseSpace
from planner.analysis.engine.counting import Counter
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.possibility import Possibility
from planner.analysis.engine.rules import Sets
from planner.analysis.engine.satisfiability import Literals, Solver
from planner.analysis.question import Question

__all__ = ["Groundwork"]


class Groundwork:
    """Space, solvers and counter of a question; good for every question with the same lines.

    Not to be used by two threads at a time.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.space = CaseSpace.of(question)
        self.literals = Literals(self.space)
        self.possibility = Possibility(self.literals, self.open_solver)
        self._open_solver: Solver | None = None
        self._guarded_solver: Solver | None = None

    def serves(self, question: Question) -> bool:
        """Whether the question counts the same lines of the same case under the same reading."""
        mine = self.question
        return (
            question.case is mine.case
            and question.reading is mine.reading
            and question.set_aside == mine.set_aside
        )

    @classmethod
    def of(cls, question: Question, groundwork: Groundwork | None) -> Groundwork:
        """The groundwork given, if it serves the question; a new one otherwise."""
        if groundwork is not None and groundwork.serves(question):
            return groundwork
        return cls(question)

    def open_solver(self, watch: Watch) -> Solver:
        """A solver in which everything counted is forbidden for good.

        Raises ``LimitReachedError``, as does :meth:`guarded_solver`.
        """
        if self._open_solver is None:
            self._open_solver = self.literals.solver(watch, guarded=False)
        return self._open_solver

    def guarded_solver(self, watch: Watch) -> Solver:
        """A solver in which each line and rule holds only while its guard is assumed."""
        if self._guarded_solver is None:
            self._guarded_solver = self.literals.solver(watch, guarded=True)
        return self._guarded_solver

    @cached_property
    def counter(self) -> Counter:
        """What counts."""
        return Counter(self.space)

    @cached_property
    def respecting(self) -> Groundwork:
        """That of the scenarios which leave none of the counted lines contested either.

        It counts the same lines in the same order; this one itself where none has a contested zone
        that is not counted as crossed anyway.
        """
        if self.question.reading.contested_is_crossed:
            return self
        if not any(line.contested_when for line in self.space.lines):
            return self
        return Groundwork(self.question.read_strictly)

    @cached_property
    def sourced(self) -> Groundwork:
        """That of the scenarios of sourced options only; this one where the case has no others.

        It counts the same lines in the same order, and has one coherence rule more.
        """
        sourced = self.question.only_sourced
        return self if sourced is self.question else Groundwork(sourced)

    @cached_property
    def line_guards(self) -> list[int]:
        """The guards of all counted lines, in the case's order."""
        return [self.literals.guard(n) for n in range(len(self.space.lines))]

    @cached_property
    def rule_guards(self) -> list[int]:
        """The guards of the coherence rules."""
        return [self.literals.guard(n) for n in self.space.rules]

    def picks(self, question: Question) -> dict[int, Sets]:
        """The question's fixed choices as indices."""
        return self.space.picks(question.fixed)
