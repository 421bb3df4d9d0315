"""Ways out: minimal sets of red lines to give up so that the open set is not empty."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from attrs import evolve, frozen

from planner.analysis.engine.limits import (
    Count,
    Limit,
    LimitReachedError,
    Stopped,
    Unfinished,
    Watch,
)
from planner.analysis.engine.relaxation import Relaxation
from planner.analysis.engine.space import Picks
from planner.analysis.questions import Cut, Wishes
from planner.analysis.questions.gains import count_together
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import count_without, tally_without
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tallied, Tally
from planner.by_fields import Compared
from planner.model.reading import Reading

__all__ = ["WayOut", "WaysOut", "ask", "find_ways_out", "ways_out"]

_MANY = 20
"""A clash of so many lines is expensive to search: perhaps one of them is a way out alone."""


@frozen(eq=False, repr=False)
class WayOut(Compared):
    """A minimal set of lines to give up, and how many scenarios are then open.

    ``lines`` and the ``parties`` that hold them are ids in the case's order. ``opens`` is the
    verification: an exact count above zero, or unfinished with a bound of at least one. Of these,
    ``respecting`` leave none of the lines still kept contested, ``without_added`` add no option.
    """

    lines: tuple[str, ...]
    parties: tuple[str, ...]
    opens: Count
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def tally(self) -> Tally:
        """The three counts of what is then open."""
        return Tally(self.opens, self.respecting, self.without_added)


@frozen(eq=False, repr=False)
class WaysOut(Tallied):
    """The ways out, fewest lines first, then those first whose lines are weakest.

    One way without lines: nothing need be given up. None: nothing can help, the choices and
    coherence rules alone leave nothing (if ``complete``). ``at_least`` is the proven least number
    of lines that any way *not* listed gives up, ``None`` where all are listed.
    ``contested_left_open`` counts the scenarios that would be open if the contested zones were read
    as open; ``None`` where the reading does so anyway, or no counted line has one. If not
    ``complete``, ``reason`` says why; ``fewest_first`` is then false where even the shortest of the
    ways could not be proven.
    """

    ways: tuple[WayOut, ...]
    complete: bool = True
    reason: Stopped | None = None
    at_least: int | None = None
    contested_left_open: Tally | None = None
    fewest_first: bool = True

    @property
    def all_found(self) -> bool:
        """Whether these are all ways, whatever is known of what each opens."""
        return self.at_least is None

    @property
    def needed(self) -> bool:
        """Whether anything must be given up (or nothing helps)."""
        return not any(not way.lines for way in self.ways)

    @property
    def tallies(self) -> Iterator[Tally]:
        """Those of all ways."""
        return (way.tally for way in self.ways)

    @property
    def by_parties(self) -> Mapping[tuple[str, ...], tuple[WayOut, ...]]:
        """The ways grouped by who gives up lines, in the order of the first of each group."""
        groups: dict[tuple[str, ...], list[WayOut]] = {}
        for way in self.ways:
            groups.setdefault(way.parties, []).append(way)
        return {parties: tuple(ways) for parties, ways in groups.items()}


def ways_out(
    premises: Premises,
    limit: Limit | None = None,
    *,
    most: int = 50,
    tallies: bool = False,
    groundwork: Groundwork | None = None,
) -> WaysOut:
    """Find all ways out, or the first ``most`` of them, and count what each opens.

    With ``tallies`` also how many of these leave nothing contested, and how many add nothing.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    return find_ways_out(premises, ground, watch, most=most, tallies=tallies)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes) -> WaysOut:
    """The answer for :mod:`~planner.analysis.questions.analyse`."""
    return find_ways_out(premises, groundwork, watch, most=wishes.ways_out, tallies=wishes.tallies)


def find_ways_out(
    premises: Premises,
    groundwork: Groundwork,
    watch: Watch,
    *,
    most: int,
    tallies: bool = False,
) -> WaysOut:
    """As :func:`ways_out`, under a limit that is already running."""
    picks = groundwork.picks(premises)
    found = _searched(groundwork, picks, watch, most=most)
    softer = _read_softer(premises, groundwork)
    counting = watch.within(share=0.6) if tallies else watch
    count_together(groundwork, picks, found.ways, counting)
    opens = [_opens(groundwork, picks, lines, counting) for lines in found.ways]
    contested = None if softer is None else Tally(count_without(softer, picks, (), counting))
    every_count = [*opens, *(() if contested is None else (contested.open,))]
    unfinished = [count for count in every_count if isinstance(count, Unfinished)]
    counted = [Tally(count) for count in opens]
    if tallies:
        counted = [
            tally_without(groundwork, picks, lines, count, watch)
            for lines, count in zip(found.ways, opens, strict=True)
        ]
        if softer is not None and contested is not None:
            contested = tally_without(softer, picks, (), contested.open, watch)
    return WaysOut(
        ways=tuple(map(partial(_named, groundwork), found.ways, counted)),
        complete=not found.reason and not unfinished,
        reason=found.reason or (unfinished[0].reason if unfinished else None),
        at_least=found.at_least,
        contested_left_open=contested,
        fewest_first=found.fewest_first,
    )


@frozen(eq=False, repr=False)
class _Found(Compared):
    """The ways as indices of lines, in their order; the rest as in :class:`WaysOut`."""

    ways: tuple[tuple[int, ...], ...]
    reason: Stopped | None
    at_least: int | None
    fewest_first: bool


def _searched(groundwork: Groundwork, picks: Picks, watch: Watch, *, most: int) -> _Found:
    found: list[tuple[int, ...]] = []
    reason: Stopped | None = None
    fewest_first = True
    at_least: int | None = 0
    searching = watch.within(share=0.6)
    search = None
    try:
        if groundwork.any_open(picks, searching):
            return _Found(((),), None, None, fewest_first=True)
        search = Search(groundwork, picks, searching)
        for lines in search.ways(searching):
            # Those of one size come in no order of strength, so that size is finished first.
            if len(found) >= most and len(lines) > len(found[-1]):
                reason = Stopped(Cut.MORE_WAYS_OUT, (most,))
                break
            found.append(lines)
            if len(found) >= 20 * most:
                reason = Stopped(Cut.MORE_WAYS_OF_THIS_SIZE, (len(lines),))
                break
        at_least = search.given_up if reason else None
    except LimitReachedError as error:
        reason, at_least = error.reason, 0 if search is None else search.given_up
        if not found:
            fewest_first = False
            found = _some_way(groundwork, picks, watch)
    found.sort(key=lambda lines: _weakest_first(groundwork, lines))
    if len(found) > most:
        reason = reason or Stopped(Cut.OTHER_WAYS_FOUND, (most, len(found)))
        at_least = len(found[most])
        found = found[:most]
    return _Found(tuple(found), reason, at_least, fewest_first)


class Search:
    """Looks for ways out by size."""

    def __init__(self, groundwork: Groundwork, picks: Picks, watch: Watch) -> None:
        literals = groundwork.literals
        self._groundwork = groundwork
        self._picks = picks
        self._at_least = 0
        self._guards = frozenset(groundwork.line_guards)
        self._relaxation = Relaxation(
            literals.solver(watch, guarded=True),
            [*literals.picks(picks), *groundwork.rule_guards],
            groundwork.line_guards,
        )

    @property
    def given_up(self) -> int:
        """The proven least number of lines of the ways still to come."""
        return max(self._at_least, self._relaxation.given_up)

    def ways(self, watch: Watch) -> Iterator[tuple[int, ...]]:
        """The ways out as indices of lines, by size. Raises ``LimitReachedError``."""
        literals, relaxation = self._groundwork.literals, self._relaxation
        of_one = self._of_one_line(watch)
        for line in sorted(of_one):
            yield (line,)
            relaxation.solver.add([literals.guard(line)])
        if of_one and len(of_one) == len(self._groundwork.space.lines):
            self._at_least = 2
            return
        rules = self._groundwork.space.rules
        while relaxation.look(watch):
            crossed = self._groundwork.space.broken(literals.chosen(relaxation.solver))
            lines = tuple(sorted(owner for owner in crossed if owner not in rules))
            yield lines
            if not lines:
                return
            # Nothing above it is minimal.
            relaxation.solver.add([literals.guard(line) for line in lines])

    def _of_one_line(self, watch: Watch) -> Collection[int]:
        """Ways of one line that are found sooner than the search would find them."""
        groundwork, picks, solver = self._groundwork, self._picks, self._relaxation.solver
        if groundwork.any_open_by_guards(picks, watch, lambda _: solver):
            return ()
        self._at_least = 1
        opened = groundwork.alone(picks)
        if opened is not None:
            self._at_least = 2
            return [line for line, count in opened.items() if count]
        from planner.analysis.questions.needed import needed_lines  # noqa: PLC0415 (of many lines)

        if groundwork.searched_long(picks):
            return needed_lines(groundwork, picks, watch)
        if solver.solve(self._relaxation.assumptions(), watch):
            return ()
        core = [guard for guard in solver.core() if guard in self._guards]
        if len(core) < _MANY:
            return ()
        return needed_lines(groundwork, picks, watch, [groundwork.literals.owner(core[0])])


def _some_way(groundwork: Groundwork, picks: Picks, watch: Watch) -> list[tuple[int, ...]]:
    """One minimal way out, perhaps not among the shortest, where the search came to nothing."""
    literals = groundwork.literals
    hard = [*literals.picks(picks), *groundwork.rule_guards]
    from planner.analysis.questions.conflicts import granted_lines  # noqa: PLC0415 (seldom needed)

    try:
        solver = groundwork.guarded_solver(watch)
        if not solver.solve(hard, watch):
            return []
        kept = granted_lines(groundwork, solver)
        for guard in groundwork.line_guards:
            if guard not in kept and solver.solve([*hard, *kept, guard], watch):
                kept |= {guard, *granted_lines(groundwork, solver)}
    except LimitReachedError:
        return []
    return [tuple(literals.owner(g) for g in groundwork.line_guards if g not in kept)]


def _weakest_first(groundwork: Groundwork, lines: tuple[int, ...]) -> tuple[object, ...]:
    ranks = sorted((groundwork.space.lines[line].strength.rank for line in lines), reverse=True)
    return len(lines), ranks, lines


def _opens(groundwork: Groundwork, picks: Picks, lines: tuple[int, ...], watch: Watch) -> Count:
    count = count_without(groundwork, picks, lines, watch)
    if isinstance(count, Unfinished):
        # The search met a scenario that respects all the other lines.
        return evolve(count, at_least=max(1, count.at_least))
    return count


def _named(groundwork: Groundwork, lines: tuple[int, ...], tally: Tally) -> WayOut:
    space = groundwork.space
    given_up = [space.lines[line] for line in lines]
    return WayOut(
        tuple(line.id for line in given_up),
        space.case.holders(given_up),
        tally.open,
        tally.respecting,
        tally.without_added,
    )


def _read_softer(premises: Premises, groundwork: Groundwork) -> Groundwork | None:
    """The groundwork in which contested zones are left open, where they are not anyway."""
    if not premises.reading.contested_is_crossed:
        return None
    if not any(line.has_contested_zone for line in premises.counted):
        return None
    return Groundwork.of(premises.read_as(Reading.FIRM), groundwork)
