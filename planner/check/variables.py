"""A case lowered once: issues to variables whose values have weights, conditions to masks of these.

An issue of which one option holds is a variable with a value for each option. One of which several
may hold is a variable for each option, with a value for "no" and one for "yes"; a number is a
variable with a value for each stretch that no rule tells apart, which weighs as many scenarios as
the stretch holds; an issue that need not apply has one value more, :data:`DOES_NOT_APPLY`. Whoever
works on the numbers, the checker and the analysis, starts here and turns back into ids here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from attrs import field, frozen

from planner.model.case import Case, Issue
from planner.model.conditions import OptionSet, Term

__all__ = ["DOES_NOT_APPLY", "Always", "Each", "Lowered", "Points", "Sets", "Variable", "lower"]

DOES_NOT_APPLY = "-"
"""The name of the value that an issue takes where it does not apply."""

Sets = tuple[tuple[int, int], ...]
"""(variable, mask of values) pairs by ascending variable: true where all of them hold.

No mask is empty and none holds all values of its variable.
"""


# Nobody prints these: what attrs need not make costs nothing at the start of a check.
@frozen(repr=False)
class Variable:
    """What takes one of some values: an issue, or one of its options that may hold or not.

    ``names`` says what each value stands for: the id of an option, a stretch as ``FROM..TO``,
    :data:`DOES_NOT_APPLY`, or nothing where an option does not hold. ``weights`` says for how many
    scenarios it counts.
    """

    issue: str
    names: tuple[str, ...]
    weights: tuple[int, ...]

    @property
    def everything(self) -> int:
        """The mask of all values."""
        return (1 << len(self.names)) - 1


@frozen(repr=False)
class Each:
    """What is forbidden where each alternative is met, by any of its (variable, mask) pairs."""

    alternatives: tuple[Sets, ...]


@frozen(repr=False)
class Points:
    """What is forbidden where the points of the values taken come to less than ``minimum``.

    ``points`` holds whole numbers for each value of each variable that gives any.
    """

    points: tuple[tuple[int, tuple[int, ...]], ...]
    minimum: int


Always = Sets | Each | Points
"""What no completion of a scenario may come to: which issues apply, how many options hold."""


@frozen(repr=False)
class Lowered:
    """A case in numbers.

    ``groups`` holds the variables of each issue by its id, in the case's order; a variable in none
    follows from the others. ``always`` is forbidden whatever anyone says: completions of a partial
    scenario obey it, but no coherence rule, since a rule only says of a scenario that it
    contradicts itself.
    """

    variables: tuple[Variable, ...]
    groups: Mapping[str, tuple[int, ...]]
    always: tuple[Always, ...] = ()
    _named: Mapping[str, Mapping[str, tuple[int, int]]] = field(factory=dict, repr=False, eq=False)
    """By issue and option the variable, and the value as a mask, in which the option holds."""
    _everything: tuple[int, ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        everything = tuple(variable.everything for variable in self.variables)
        object.__setattr__(self, "_everything", everything)

    def choice(self, issue: str, option: str) -> Sets:
        """What choosing the option leaves of the issue's variables. Raises ``KeyError``."""
        return (self._named[issue][option],)

    def terms(self, condition: Iterable[Term]) -> tuple[Sets, ...]:
        """A condition as the sets of which any makes it true, each once.

        What restricts nothing is left out, and so is what can never be true: no sets at all are
        never true, sets without a pair always.
        """
        found: dict[Sets, None] = {}
        for term in condition:
            for chosen in product(*[self._alternatives(s) for s in term.option_sets]):
                sets = self._together(chosen)
                if sets is not None:
                    found[sets] = None
        return tuple(found)

    def _alternatives(self, option_set: OptionSet) -> Iterable[tuple[int, int]]:
        """The pairs of which any makes one of the options hold: one for each variable."""
        named = self._named[option_set.issue]
        if len(option_set.options) == 1:
            return (named[option_set.options[0]],)
        masks: dict[int, int] = {}
        for option in option_set.options:
            variable, mask = named[option]
            masks[variable] = masks.get(variable, 0) | mask
        return masks.items()

    def _together(self, pairs: Iterable[tuple[int, int]]) -> Sets | None:
        """The pairs where all of them hold; ``None`` if that can never be."""
        everything = self._everything
        masks: dict[int, int] = {}
        for variable, mask in pairs:
            left = mask & masks.get(variable, mask)
            if not left:
                return None
            masks[variable] = left
        return tuple(sorted([(v, mask) for v, mask in masks.items() if mask != everything[v]]))


def lower(case: Case) -> Lowered:
    """The case in numbers."""
    variables: list[Variable] = []
    groups: dict[str, tuple[int, ...]] = {}
    named: dict[str, dict[str, tuple[int, int]]] = {}
    for issue in case.issues:
        groups[issue.id], named[issue.id] = _one_of(issue, variables)
    return Lowered(tuple(variables), groups, named=named)


def _one_of(
    issue: Issue, variables: list[Variable]
) -> tuple[tuple[int, ...], dict[str, tuple[int, int]]]:
    """An issue of which exactly one option holds: its variable, and what names each value."""
    place = len(variables)
    names = tuple(issue.by_id)
    variables.append(Variable(issue.id, names, (1,) * len(names)))
    return (place,), {name: (place, 1 << n) for n, name in enumerate(names)}
