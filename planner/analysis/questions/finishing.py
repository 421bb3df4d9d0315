"""Ways to finish, one after another: complete scenarios that keep every choice made.

Those that cross the fewest counted lines, where some are clear those. Of each set of lines first
what uses sourced options only where something is left to be chosen, then the others, in the case's
order. Numbers that no rule tells apart are one way to finish.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from planner.analysis.engine.limits import Limit, LimitReachedError, Watch
from planner.analysis.engine.rules import Sets
from planner.analysis.engine.space import Picks
from planner.analysis.questions.encoding import CaseSpace, Fixed
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import Search
from planner.by_fields import Compared
from planner.model.case import Origin
from planner.model.conditions import Pick

__all__ = ["Finish", "find_finishes", "finishes", "least_sets"]

_MOST_SETS = 50


@frozen(eq=False, repr=False)
class Finish(Compared):
    """A complete scenario: ``choices`` by issue, and the ``lines`` that it crosses, as ids.

    ``sourced`` says that nothing is added to the choices made that no source proposes.
    """

    choices: Mapping[str, Pick]
    lines: tuple[str, ...]
    sourced: bool


def finishes(
    premises: Premises, limit: Limit | None = None, *, groundwork: Groundwork | None = None
) -> Iterator[Finish]:
    """The ways to finish what is fixed that cross the fewest counted lines, lazily.

    Sets of as many lines come by the names of the parties that hold them. Nothing where no scenario
    has the choices, or each breaks a coherence rule. The limit runs from the first one asked for;
    raises ``LimitReachedError`` past it: what came before is right.
    """
    watch = (limit or Limit()).start()
    yield from find_finishes(premises, Groundwork.of(premises, groundwork), watch)


def find_finishes(premises: Premises, groundwork: Groundwork, watch: Watch) -> Iterator[Finish]:
    """As :func:`finishes`, under a limit that is already running."""
    for lines in least_sets(premises, groundwork, watch):
        ground = Groundwork(premises.without(lines)) if lines else groundwork
        ways = _Ways(ground.space, ground.picks(premises))
        for sourced in (True, False) if ways.any_added else (True,):
            picks = ways.sourced if sourced else ways.all
            for values, _ in ground.possibility.in_order(picks, watch, alike=False):
                if sourced or ways.adds(values):
                    yield Finish(ground.space.choices(values, near=ways.near), lines, sourced)


def least_sets(premises: Premises, groundwork: Groundwork, watch: Watch) -> list[tuple[str, ...]]:
    """The sets of the fewest counted lines that any scenario with the choices crosses, as ids.

    By the names of the parties that hold them, then in the case's order; no more than the first
    50 that were found. Raises ``LimitReachedError`` where not one was.
    """
    case = premises.case
    found: list[tuple[int, ...]] = []
    try:
        for lines in Search(groundwork, groundwork.picks(premises), watch).ways(watch):
            if (found and len(lines) > len(found[0])) or len(found) == _MOST_SETS:
                break
            found.append(lines)
    except LimitReachedError:
        if not found:
            raise
    space = groundwork.space

    def by_name(lines: tuple[int, ...]) -> tuple[list[str], tuple[int, ...]]:
        names = (case.parties_by_id[space.lines[line].party].name for line in lines)
        return sorted(names, key=str.casefold), lines

    return [tuple(space.lines[n].id for n in lines) for lines in sorted(found, key=by_name)]


class _Ways:
    """What may be chosen where nothing is chosen yet: all of it, or what is sourced.

    Of numbers that no rule tells apart one is enough. Options may join a choice that is begun.
    """

    def __init__(self, space: CaseSpace, picks: Fixed) -> None:
        self.near = picks.named
        self._added: list[tuple[int, int]] = []
        every: dict[int, Sets] = dict(picks)
        sourced: dict[int, Sets] = dict(picks)
        for n, issue in enumerate(space.case.issues):
            chosen = dict(picks.get(n, ()))
            free = [variable for variable in space.groups[n] if variable not in chosen]
            if not free:
                continue
            masks = chosen | {variable: space.everything[variable] for variable in free}
            for variable in free:
                numbers = space.stretched.by_variable.get(variable)
                masks[variable] &= ~numbers.others if numbers is not None else -1
            every[n] = tuple(sorted(masks.items()))
            for option in space.options[n]:
                known = issue.by_id.get(option.name)
                if option.variable in chosen or known is None:
                    continue
                if known.origin is Origin.ADDED:
                    masks[option.variable] &= ~option.mask
                    self._added.append((option.variable, option.mask))
            sourced[n] = tuple(sorted(masks.items()))
        self.all: Picks = every
        self.sourced: Picks = sourced

    @property
    def any_added(self) -> bool:
        """Whether any of the options is added."""
        return bool(self._added)

    def adds(self, values: tuple[int, ...]) -> bool:
        """Whether a scenario has one that is."""
        return any(mask >> values[variable] & 1 for variable, mask in self._added)
