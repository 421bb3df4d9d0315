"""Pivotal lines: what opens if one line alone is given up, and which lines are redundant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from planner.analysis.engine.boxes import MOST_LISTED
from planner.analysis.engine.cores import minimal_core
from planner.analysis.engine.limits import (
    Count,
    Limit,
    LimitReachedError,
    Stopped,
    Unfinished,
    Watch,
)
from planner.analysis.questions import Wishes
from planner.analysis.questions.encoding import Fixed
from planner.analysis.questions.explanations import Explanation, explanation
from planner.analysis.questions.gains import gained, opened_by_each, tallied_gains
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.same_lines import SameLines, groups_of_same_lines
from planner.analysis.questions.tally import NOT_COUNTED, Tallied, Tally
from planner.by_fields import Compared

__all__ = ["LineAlone", "PivotalLines", "ask", "find_pivotal_lines", "pivotal_lines"]

_VIEWS = 8
"""The most sets of lines without a clash in which redundancy is looked for, where lines clash."""


@frozen(eq=False, repr=False)
class LineAlone(Compared):
    """A counted line, and how many scenarios open if it alone is given up (or proves a bluff).

    Of these scenarios, which cross just this line, ``respecting`` leave no other line contested,
    and ``without_added`` use sourced options only.

    ``implied_by`` is why nothing could cross it while the other lines are respected: a minimal set
    of other lines, choices and rules, the lines free of conflict among themselves. It is ``None``
    where the line is not redundant: also where it opens nothing only because others clash. Where
    the limit came before that was ``compared``, it is not known.
    """

    line: str
    opens: Count
    implied_by: Explanation | None = None
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED
    compared: bool = True

    @property
    def tally(self) -> Tally:
        """The three counts of what opens."""
        return Tally(self.opens, self.respecting, self.without_added)

    @property
    def redundant(self) -> bool:
        """Whether other lines (or choices and rules) imply it."""
        return self.implied_by is not None


@frozen(eq=False, repr=False)
class PivotalLines(Tallied):
    """All counted lines in the case's order; ``reason`` says what stopped the work, if anything.

    ``same`` holds the groups of lines that imply each other: see
    :mod:`~planner.analysis.questions.same_lines`.
    """

    lines: tuple[LineAlone, ...]
    reason: Stopped | None = None
    same: tuple[SameLines, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every line is answered exactly."""
        return not self.reason

    @property
    def tallies(self) -> Iterator[Tally]:
        """Those of all lines, and of those that say the same."""
        yield from (line.tally for line in self.lines)
        yield from (group.tally for group in self.same)

    @property
    def opens(self) -> Mapping[str, Count]:
        """What each line opens, by its id."""
        return {line.line: line.opens for line in self.lines}


def pivotal_lines(
    premises: Premises,
    limit: Limit | None = None,
    *,
    tallies: bool = False,
    groundwork: Groundwork | None = None,
) -> PivotalLines:
    """Find what opens if each counted line alone is given up, and which are redundant.

    With ``tallies`` also how many of these leave nothing contested, and how many add nothing.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    return find_pivotal_lines(premises, ground, watch, tallies=tallies)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes) -> PivotalLines:
    """The answer for :mod:`~planner.analysis.questions.analyse`."""
    return find_pivotal_lines(premises, groundwork, watch, tallies=wishes.tallies)


def find_pivotal_lines(
    premises: Premises, groundwork: Groundwork, watch: Watch, *, tallies: bool = False
) -> PivotalLines:
    """As :func:`pivotal_lines`, under a limit that is already running."""
    picks = groundwork.picks(premises)
    lines = groundwork.space.lines
    search = None
    opening: dict[int, bool] = {}
    same: list[tuple[int, ...]] = []
    reason: Stopped | None = None
    more = tallies and not groundwork.hides_nothing
    working = watch.within(share=0.6 if more else 0.8)
    try:
        search = _Search(groundwork, picks, working)
        same = search.same_lines(working)
        search.look_around(working)
        if search.few_open:  # to list what each opens takes no longer than to ask whether any does
            opening = {n: False for group in same for n in group}
        else:
            opening.update((n, search.opens_some(n, working)) for n in range(len(lines)))
    except LimitReachedError as error:
        reason = error.reason
    gains: dict[tuple[int, ...], Count] = {}
    if search is not None:
        asked = [(n,) for n in range(len(lines)) if opening.get(n, search.few_open)]
        gains = gained(groundwork, picks, [*asked, *same], search.open, working)
        gains |= {(n,): _one_at_least(gains[n,]) for n, some in opening.items() if some}
    counted = {given_up: Tally(gain) for given_up, gain in gains.items()}
    if tallies:
        counted = tallied_gains(groundwork, picks, gains, watch.within(share=0.6))
    unknown = Tally(Unfinished(reason=reason))
    known = [
        counted.get((n,), Tally(0, 0, 0) if n in opening else unknown) for n in range(len(lines))
    ]
    counts = (tally.open for tally in known)
    reason = reason or next((c.reason for c in counts if isinstance(c, Unfinished)), None)
    implied: dict[int, Explanation | None] = {}
    try:
        for n, tally in enumerate(known):
            if search is not None and not isinstance(tally.open, Unfinished):
                implied[n] = None if tally.open else search.implied_by(n, watch)
    except LimitReachedError as error:
        reason = reason or error.reason
    answers = (
        LineAlone(
            line.id,
            tally.open,
            implied.get(n),
            tally.respecting,
            tally.without_added,
            compared=n in implied,
        )
        for n, (line, tally) in enumerate(zip(lines, known, strict=True))
    )
    groups = tuple(_named(groundwork, group, counted[group]) for group in same)
    return PivotalLines(tuple(answers), reason, groups)


def _one_at_least(gain: Count) -> Count:
    """The gain of a line of which it is known that it opens some."""
    if isinstance(gain, Unfinished):
        return evolve(gain, at_least=max(1, gain.at_least))
    return gain


def _named(groundwork: Groundwork, group: Iterable[int], tally: Tally) -> SameLines:
    names = tuple(groundwork.space.lines[line].id for line in group)
    return SameLines(names, tally.open, tally.respecting, tally.without_added)


class _Search:
    def __init__(self, groundwork: Groundwork, picks: Fixed, watch: Watch) -> None:
        self._groundwork = groundwork
        self._picks = picks
        literals = groundwork.literals
        self._solver = literals.solver(watch, guarded=True)
        self._together = literals.together(picks)
        self._given = [*literals.picks(picks), *groundwork.rule_guards]
        self._crossing: list[int] = []
        for rules in groundwork.space.by_line:
            watch.check()
            self._crossing.append(literals.crossing(rules, self._solver, watch))
        self._opened: Mapping[int, int] | None = None
        self._views: list[frozenset[int]] = []  # guards of lines that do not clash
        self.open: Count = 0

    def same_lines(self, watch: Watch) -> list[tuple[int, ...]]:
        """The groups of lines that imply each other."""
        return groups_of_same_lines(self._groundwork, self._solver, self._crossing, watch)

    def look_around(self, watch: Watch) -> None:
        """Count what is open, and find sets of lines that do not clash."""
        groundwork = self._groundwork
        guards = groundwork.line_guards
        domains = groundwork.space.domains(self._picks)
        if groundwork.any_open(self._picks, watch):
            self._views = [frozenset(guards)]
            self.open = groundwork.counter.count(domains, watch)
            return
        if not self._solver.solve(self._given, watch):
            return
        if groundwork.searched_long(self._picks):
            self._opened = opened_by_each(groundwork, self._picks, watch)
        opening = [line for line, count in (self._opened or {}).items() if count]
        if opening:
            every = frozenset(guards)
            self._views = [every - {guards[line]} for line in opening[:_VIEWS]]
            return
        for n in range(min(_VIEWS, len(guards))):
            view = self._maximal(guards[n * len(guards) // _VIEWS :] + guards, watch)
            if view not in self._views:
                self._views.append(view)

    def _maximal(self, order: list[int], watch: Watch) -> frozenset[int]:
        """A maximal set of lines that do not clash, those first in ``order`` preferred."""
        kept: dict[int, None] = {}
        for guard in order:
            if guard not in kept and self._solver.solve([*self._given, *kept, guard], watch):
                kept[guard] = None
        return frozenset(kept)

    @property
    def few_open(self) -> bool:
        """Whether some scenarios are open, and no more than can be listed."""
        return not isinstance(self.open, Unfinished) and 0 < self.open <= MOST_LISTED

    def opens_some(self, line: int, watch: Watch) -> bool:
        """Whether anything opens without the line. Raises ``LimitReachedError``."""
        if self._opened is not None:
            return self._opened[line] > 0
        guards = self._groundwork.line_guards
        others = [*guards[:line], *guards[line + 1 :]]
        return self._solver.solve([*self._given, *others, self._crossing[line]], watch)

    def implied_by(self, line: int, watch: Watch) -> Explanation | None:
        """Which lines imply one that opens nothing, if any do. Raises ``LimitReachedError``."""
        crossing = self._crossing[line]
        guards = self._groundwork.line_guards
        others = [*guards[:line], *guards[line + 1 :]]
        for view in self._views:
            lines = [guard for guard in others if guard in view]
            core = minimal_core(
                self._solver,
                [crossing],
                [*self._given, *lines],
                watch,
                self._together,
            )
            if core is not None:
                return explanation(self._groundwork, core, self._picks)
        return None
