"""What all questions about one case under one reading share: made once, each piece when needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from planner.analysis.engine.counting import Counter
from planner.analysis.engine.instruments import Instruments
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.space import Picks
from planner.analysis.questions.encoding import CaseSpace, Fixed
from planner.analysis.questions.premises import Premises

__all__ = ["Groundwork"]


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
        self._known = () if same is None else tuple(known)
        self.literals = self.instruments.literals
        self.possibility = self.instruments.possibility
        self.open_solver = self.instruments.open_solver
        self.guarded_solver = self.instruments.guarded_solver

    def serves(self, premises: Premises) -> bool:
        """Whether the question counts the same lines of the same case under the same reading."""
        mine = self.premises
        return (
            premises.case is mine.case
            and premises.reading is mine.reading
            and premises.set_aside == mine.set_aside
        )

    def apart(self) -> Groundwork:
        """One for the same question that another thread may use: only the space is shared."""
        return Groundwork(self.premises, space=self.space)

    @classmethod
    def of(cls, premises: Premises, groundwork: Groundwork | None) -> Groundwork:
        """The groundwork given, if it serves the question, else one that takes over what does."""
        if groundwork is None:
            return cls(premises)
        return groundwork if groundwork.serves(premises) else cls(premises, groundwork.held)

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
        return self.possibility.any(picks, watch)

    def scenarios(self, picks: Picks) -> int:
        """How many complete scenarios have the picks, open or not."""
        return self.space.most(self.space.domains(picks))

    def picks(self, premises: Premises) -> Fixed:
        """The question's fixed choices as indices."""
        return self.space.picks(premises.fixed)
