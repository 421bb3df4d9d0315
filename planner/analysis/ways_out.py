"""Ways out: minimal sets of red lines to give up so that the open set is not empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from planner.analysis.conflicts import granted_lines
from planner.analysis.encoding import CaseSpace
from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.relaxation import Relaxation
from planner.analysis.groundwork import Groundwork
from planner.analysis.question import Question
from planner.model import Reading

__all__ = ["WayOut", "WaysOut", "find_ways_out", "ways_out"]


@frozen
class WayOut:
    """A minimal set of lines to give up, and how many scenarios are then open.

    ``lines`` and the ``parties`` that hold them are ids in the case's order. ``opens`` is the
    verification: an exact count above zero, or unfinished with a bound of at least one.
    """

    lines: tuple[str, ...]
    parties: tuple[str, ...]
    opens: Count


@frozen
class WaysOut:
    """The ways out, fewest lines first, then those first whose lines are weakest.

    One way without lines: nothing need be given up. None: nothing can help, the choices and
    coherence rules alone leave nothing (if ``complete``). ``at_least`` is the proven least number
    of lines that any way *not* listed gives up, ``None`` where all are listed.
    ``contested_left_open`` is how many scenarios would be open if the contested zones were read as
    open; ``None`` where the reading does so anyway. If not ``complete``, ``reason`` says why;
    ``fewest_first`` is then false where even the shortest of the ways could not be proven.
    """

    ways: tuple[WayOut, ...]
    complete: bool = True
    reason: str = ""
    at_least: int | None = None
    contested_left_open: Count | None = None
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
    def by_parties(self) -> Mapping[tuple[str, ...], tuple[WayOut, ...]]:
        """The ways grouped by who gives up lines, in the order of the first of each group."""
        groups: dict[tuple[str, ...], list[WayOut]] = {}
        for way in self.ways:
            groups.setdefault(way.parties, []).append(way)
        return {parties: tuple(ways) for parties, ways in groups.items()}


def ways_out(
    question: Question,
    limit: Limit | None = None,
    *,
    most: int = 50,
    groundwork: Groundwork | None = None,
) -> WaysOut:
    """Find all ways out, or the first ``most`` of them, and count what each opens."""
    watch = (limit or Limit()).start()
    return find_ways_out(question, Groundwork.of(question, groundwork), watch, most=most)


def find_ways_out(
    question: Question, groundwork: Groundwork, watch: Watch, *, most: int
) -> WaysOut:
    """As :func:`ways_out`, under a limit that is already running."""
    picks = groundwork.picks(question)
    found: list[tuple[int, ...]] = []
    reason = ""
    fewest_first = True
    at_least: int | None = 0
    searching = watch.within(share=0.6)
    search = None
    try:
        search = Search(groundwork, picks, searching)
        for lines in search.ways(searching):
            # Those of one size come in no order of strength, so that size is finished first.
            if len(found) >= most and len(lines) > len(found[-1]):
                reason = f"the first {most} ways out; there are more"
                break
            found.append(lines)
            if len(found) >= 20 * most:
                reason = f"some ways out of {len(lines)} lines; there are more"
                break
        at_least = search.given_up if reason else None
    except LimitReachedError as error:
        reason, at_least = str(error), 0 if search is None else search.given_up
        if not found:
            fewest_first = False
            found = _some_way(groundwork, picks, watch)
    found.sort(key=lambda lines: _weakest_first(groundwork, lines))
    if len(found) > most:
        reason = reason or f"the first {most} of {len(found)} ways out"
        at_least = len(found[most])
        found = found[:most]
    ways = tuple(_verified(groundwork, picks, lines, watch) for lines in found)
    unfinished = [way.opens for way in ways if isinstance(way.opens, Unfinished)]
    contested = _contested_left_open(question, groundwork, picks, watch)
    if isinstance(contested, Unfinished):
        unfinished.append(contested)
    return WaysOut(
        ways=ways,
        complete=not reason and not unfinished,
        reason=reason or (unfinished[0].reason if unfinished else ""),
        at_least=at_least,
        contested_left_open=contested,
        fewest_first=fewest_first,
    )


class Search:
    """Looks for ways out by size; with ``sourced`` for those of sourced options only."""

    def __init__(
        self,
        groundwork: Groundwork,
        picks: Mapping[int, int],
        watch: Watch,
        *,
        sourced: bool = False,
    ) -> None:
        literals = groundwork.literals
        self._groundwork = groundwork
        self._relaxation = Relaxation(
            literals.solver(watch, guarded=True),
            [
                *literals.picks(picks),
                *groundwork.rule_guards,
                *(groundwork.no_added if sourced else ()),
            ],
            groundwork.line_guards,
        )

    @property
    def given_up(self) -> int:
        """The proven least number of lines of the ways still to come."""
        return self._relaxation.given_up

    def ways(self, watch: Watch) -> Iterator[tuple[int, ...]]:
        """The ways out as indices of lines, by size. Raises ``LimitReachedError``."""
        literals, relaxation = self._groundwork.literals, self._relaxation
        rules = self._groundwork.space.rules
        while relaxation.look(watch):
            crossed = self._groundwork.space.crossed(literals.chosen(relaxation.solver))
            lines = tuple(sorted(owner for owner in crossed if owner not in rules))
            yield lines
            if not lines:
                return
            # Nothing above it is minimal.
            relaxation.solver.add([literals.guard(line) for line in lines])


def _some_way(
    groundwork: Groundwork, picks: Mapping[int, int], watch: Watch
) -> list[tuple[int, ...]]:
    """One minimal way out, perhaps not among the shortest, where the search came to nothing."""
    literals = groundwork.literals
    hard = [*literals.picks(picks), *groundwork.rule_guards]
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


def _verified(
    groundwork: Groundwork, picks: Mapping[int, int], lines: tuple[int, ...], watch: Watch
) -> WayOut:
    space = groundwork.space
    opens = groundwork.counter.count_under(
        (ban.sets for ban in space.bans_without(lines)), space.domains(picks), watch
    )
    if isinstance(opens, Unfinished):
        # The search met a scenario that respects all the other lines.
        opens = evolve(opens, at_least=max(1, opens.at_least))
    held = {space.lines[line].party for line in lines}
    return WayOut(
        tuple(space.lines[line].id for line in lines),
        tuple(party.id for party in space.case.parties if party.id in held),
        opens,
    )


def _contested_left_open(
    question: Question, groundwork: Groundwork, picks: Mapping[int, int], watch: Watch
) -> Count | None:
    if not question.reading.contested_is_crossed:
        return None
    softer = CaseSpace.with_lines(question.case, groundwork.space.lines, Reading.FIRM)
    domains = softer.domains(picks)
    return groundwork.counter.count_under((ban.sets for ban in softer.bans), domains, watch)
