"""What the open scenarios rest on: options that all hold, lines that all leave contested."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from planner.analysis.engine.limits import Limit, LimitReachedError, Stopped, Watch
from planner.analysis.engine.satisfiability import Literals
from planner.analysis.engine.space import Picks
from planner.analysis.questions.encoding import CaseSpace, OptionValues, with_its_zone
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.model.case import Origin
from planner.model.reading import Reading

__all__ = ["RestsOn", "SharedOption", "find_rests_on", "rests_on"]


@frozen(eq=False, repr=False)
class SharedOption(Compared):
    """An option that every open scenario holds: ids of its issue and its own, and its origin."""

    issue: str
    option: str
    origin: Origin


@frozen(eq=False, repr=False)
class RestsOn(Compared):
    """What all open scenarios share; nothing where nothing is open.

    ``options`` stand in the case's order of issues, those fixed by the choices among them; of an
    issue of which several may hold these are those that always do. A number is no option.
    ``contested`` are ids of counted lines that each open scenario leaves contested; none where
    contested counts as crossed. Where a limit stopped the work, ``reason`` says so and both are
    empty.
    """

    options: tuple[SharedOption, ...] = ()
    contested: tuple[str, ...] = ()
    reason: Stopped | None = None

    @property
    def complete(self) -> bool:
        """Whether this is known to be all that they share."""
        return not self.reason

    @property
    def added(self) -> tuple[SharedOption, ...]:
        """Those of the options that no source proposes."""
        return tuple(shared for shared in self.options if shared.origin is Origin.ADDED)


def rests_on(
    premises: Premises, limit: Limit | None = None, *, groundwork: Groundwork | None = None
) -> RestsOn:
    """Find what all open scenarios share. It needs no counts."""
    watch = (limit or Limit()).start()
    return find_rests_on(premises, Groundwork.of(premises, groundwork), watch)


def find_rests_on(premises: Premises, groundwork: Groundwork, watch: Watch) -> RestsOn:
    """As :func:`rests_on`, under a limit that is already running."""
    picks = groundwork.picks(premises)
    try:
        if not groundwork.any_open(picks, watch):
            return RestsOn()
        return RestsOn(
            _shared_options(groundwork, picks, watch), _shared_contested(groundwork, picks, watch)
        )
    except LimitReachedError as error:
        return RestsOn(reason=error.reason)


def _shared_options(groundwork: Groundwork, picks: Picks, watch: Watch) -> tuple[SharedOption, ...]:
    literals, solver = groundwork.literals, groundwork.open_solver(watch)
    chosen = literals.picks(picks)
    if not solver.solve(chosen, watch):
        return ()
    shared = _held(groundwork.space, literals.chosen(solver))
    for option in sorted(shared, key=lambda option: (option.variable, option.mask)):
        # An earlier model may have shown already that others do without it.
        value = literals.value(option.variable, option.mask.bit_length() - 1)
        if option in shared and solver.solve([*chosen, -value], watch):
            shared &= _held(groundwork.space, literals.chosen(solver))
    return tuple(
        SharedOption(issue.id, option.name, issue.option(option.name).origin)
        for issue, options in zip(
            groundwork.space.case.issues, groundwork.space.options, strict=True
        )
        for option in options
        if option in shared
    )


def _held(space: CaseSpace, values: Sequence[int]) -> set[OptionValues]:
    """The options that hold where each variable takes such a value."""
    return {
        option
        for issue, options in zip(space.case.issues, space.options, strict=True)
        for option in options
        if option.name in issue.by_id and option.mask >> values[option.variable] & 1
    }


def _shared_contested(groundwork: Groundwork, picks: Picks, watch: Watch) -> tuple[str, ...]:
    lines = groundwork.space.lines
    if groundwork.respecting is groundwork:
        return ()
    # Each line stands there twice: as it is, never to be crossed, and with its contested zone.
    zoned = [n for n, line in enumerate(lines) if line.has_contested_zone]
    both = CaseSpace.with_lines(
        groundwork.space.case,
        (*lines, *(with_its_zone(lines[n]) for n in zoned)),
        Reading.FIRM,
    )
    literals = Literals(both)
    solver = literals.solver(watch, guarded=True)
    for owner in (*range(len(lines)), *both.rules):
        solver.add([literals.guard(owner)])
    chosen = literals.picks(picks)
    if not solver.solve(chosen, watch):
        return ()
    left = both.broken(literals.chosen(solver))
    for owner in range(len(lines), both.rules.start):
        if owner in left and solver.solve([*chosen, literals.guard(owner)], watch):
            left &= both.broken(literals.chosen(solver))
    return tuple(lines[n].id for place, n in enumerate(zoned, len(lines)) if place in left)
