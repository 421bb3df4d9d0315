"""Scenarios near to the present one, by the fewest changed issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from planner.analysis.engine.limits import Count, Watch
from planner.analysis.engine.relaxation import Relaxation
from planner.analysis.engine.rules import bits
from planner.analysis.engine.satisfiability import Solver
from planner.analysis.questions.encoding import Fixed
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.tally import NOT_COUNTED, Tally
from planner.by_fields import Compared
from planner.model.case import Issue
from planner.model.conditions import Pick

__all__ = ["Change", "Near", "Nearby", "with_changes"]


@frozen(eq=False, repr=False)
class Change(Compared):
    """One issue on which the present choice is changed, whatever its kind is and however far.

    Of a number ``after`` is the nearest to the one ``before`` in the stretch that serves; of a
    choice begun it is what stays of it, ``None`` where nothing does.
    """

    issue: str
    before: Pick
    after: Pick | None


def with_changes(present: Mapping[str, Pick], changes: Iterable[Change]) -> dict[str, Pick]:
    """The present choices with these changes; what is only undecided then is left out."""
    after = {**present, **{change.issue: change.after for change in changes}}
    return {issue: pick for issue, pick in after.items() if pick is not None}


@frozen(eq=False, repr=False)
class Near(Compared):
    """A minimal set of changes to the present scenario after which it can be open.

    ``changes`` in the case's order of issues: without any one of them nothing would be open, nor
    with fewer changes to the options of an issue of which several may hold. Issues undecided at
    present, and options that join a choice begun, cost nothing and stand only in ``choices``, a
    complete scenario: the first, in the case's order, with these changes. An issue that does not
    apply there is absent, which is no change either; one that begins to apply keeps what had been
    chosen. ``open`` counts all open scenarios with just these changes, ``respecting`` and
    ``without_added`` as in a :class:`~planner.analysis.questions.tally.Tally`.
    """

    changes: tuple[Change, ...]
    choices: Mapping[str, Pick]
    open: Count = NOT_COUNTED
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def tally(self) -> Tally:
        """The three counts of the open scenarios with just these changes."""
        return Tally(self.open, self.respecting, self.without_added)


class Nearby:
    """Looks for the scenarios nearest to the present choices, as far as a solver allows any.

    ``solver`` is used up; ``hard`` are literals that it is asked under. Each by a minimal set of
    changes.
    """

    def __init__(
        self, groundwork: Groundwork, present: Fixed, solver: Solver, hard: Sequence[int] = ()
    ) -> None:
        self._groundwork = groundwork
        self._present = present
        self._solver = solver
        self._kept = {variable: mask for sets in present.values() for variable, mask in sets}
        for variable in self._kept:
            # Of each stretch one number is enough: no rule tells it from the others.
            numbers = groundwork.space.stretched.by_variable.get(variable)
            for value in bits(numbers.others) if numbers is not None else ():
                self._solver.add([-groundwork.literals.value(variable, value)])
        wishes = [groundwork.literals.wish(sets, self._solver) for sets in present.values()]
        self._relaxation = Relaxation(self._solver, hard, wishes)
        self._model: list[int] = []
        self.exhausted = False

    @classmethod
    def open_ones(cls, groundwork: Groundwork, present: Fixed, watch: Watch) -> Nearby:
        """Looks for those that are open."""
        return cls(groundwork, present, groundwork.literals.solver(watch, guarded=False))

    @classmethod
    def other_open_ones(cls, groundwork: Groundwork, present: Fixed, watch: Watch) -> Nearby:
        """Looks for those that are open and decide something otherwise."""
        literals, everything = groundwork.literals, groundwork.space.everything
        solver = literals.solver(watch, guarded=False)
        kept = [pair for sets in present.values() for pair in sets]
        solver.add(
            [
                literals.value(variable, value)
                for variable, mask in kept
                for value in bits(everything[variable] & ~mask)
            ]
        )
        return cls(groundwork, present, solver)

    @classmethod
    def ending_any_of(
        cls, groundwork: Groundwork, present: Fixed, lines: Sequence[int], watch: Watch
    ) -> Nearby:
        """Looks for those that cross no line but these, and not all of these."""
        literals = groundwork.literals
        solver = literals.solver(watch, guarded=True)
        solver.add([literals.guard(line) for line in lines])
        others = [
            guard for n, guard in enumerate(groundwork.line_guards) if n not in frozenset(lines)
        ]
        return cls(groundwork, present, solver, [*groundwork.rule_guards, *others])

    @property
    def given_up(self) -> int:
        """The proven least number of changes of those still to come."""
        return self._relaxation.given_up

    def next(self, watch: Watch) -> Near | None:
        """The next scenario, by changes and in order; ``None`` when there is none."""
        literals, space = self._groundwork.literals, self._groundwork.space
        if self.exhausted or not self._relaxation.look(watch):
            return None
        values = self._first(watch)
        changed = [v for v, mask in self._kept.items() if not mask >> values[v] & 1]
        # Other scenarios with all of these changes are not news, whatever else they change.
        self.exhausted = not changed
        if changed:
            self._solver.add([-literals.value(variable, values[variable]) for variable in changed])
        choices = space.choices(values, near=self._present.named)
        changes = []
        for n in dict.fromkeys(space.group_of[variable] for variable in changed):
            issue, before = space.case.issues[n], self._present.named[n]
            changes.append(Change(issue.id, before, _after(issue, before, choices[issue.id])))
        return Near(tuple(changes), choices)

    def _first(self, watch: Watch) -> list[int]:
        """Of the models with as few changes as the last one, the first in the case's order.

        What is decided at present comes first, so that the order is that of the changes.
        """
        literals, solver = self._groundwork.literals, self._solver
        assumed = self._relaxation.assumptions()
        self._model = literals.chosen(solver)
        left = list(self._groundwork.space.everything)
        for variable in self._kept:
            left[variable] = self._first_of(self._changes(variable), variable, assumed, watch)
        for variable, mask in enumerate(left):
            if mask.bit_count() > 1:
                self._first_of([1 << value for value in bits(mask)], variable, assumed, watch)
        return self._model

    def _first_of(
        self, masks: Iterable[int], variable: int, assumed: list[int], watch: Watch
    ) -> int:
        """The first of the masks in which the variable can be; it is assumed from then on."""
        literals = self._groundwork.literals
        for mask in masks:
            taken = literals.picks({0: ((variable, mask),)})
            if not mask >> self._model[variable] & 1:
                if not self._solver.solve([*assumed, *taken], watch):
                    continue
                self._model = literals.chosen(self._solver)
            assumed += taken
            return mask
        message = "the model takes one of them"
        raise AssertionError(message)

    def _changes(self, variable: int) -> list[int]:
        """Masks of what may become of a variable that is decided, in the case's order.

        That it is kept, or its issue does not apply, is one of them; where options may hold
        together it comes first, so that no more of them change than must.
        """
        space = self._groundwork.space
        kept = self._kept[variable]
        others = [1 << value for value in bits(space.everything[variable] & ~kept)]
        if len(space.groups[space.group_of[variable]]) > 1:
            return [kept, *others]
        return sorted([kept, *others], key=lambda mask: mask & -mask)


def _after(issue: Issue, before: Pick, chosen: Pick) -> Pick | None:
    """What stays of a choice begun, since others may join it; else what is chosen."""
    if isinstance(before, tuple) and isinstance(chosen, tuple) and issue.begun_by(before):
        return tuple(option for option in before if option in chosen) or None
    return chosen
