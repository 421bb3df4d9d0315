"""Pivotal lines: what opens if one line alone is given up, and which lines are redundant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from attrs import frozen

from planner.analysis.engine.cores import minimal_core
from planner.analysis.engine.counting import minus
from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.space import Ban
from planner.analysis.engine.variants import Variants
from planner.analysis.explanations import Explanation, explanation
from planner.analysis.groundwork import Groundwork
from planner.analysis.question import Question

__all__ = ["LineAlone", "PivotalLines", "find_pivotal_lines", "pivotal_lines"]

MANY = 20
"""So many counts or more are worth a diagram of their own."""

_VIEWS = 8
"""Where the lines clash, redundancy is looked for in so many maximal sets that do not."""


@frozen
class LineAlone:
    """A counted line, and how many scenarios open if it alone is given up (or proves a bluff).

    ``implied_by`` is why nothing could cross it while the other lines are respected: a minimal set
    of other lines, choices and rules, the lines free of conflict among themselves. It is ``None``
    where the line is not redundant: also where it opens nothing only because others clash.
    """

    line: str
    opens: Count
    implied_by: Explanation | None = None

    @property
    def redundant(self) -> bool:
        """Whether other lines (or choices and rules) imply it."""
        return self.implied_by is not None


@frozen
class PivotalLines:
    """All counted lines in the case's order; ``reason`` says what stopped the work, if anything."""

    lines: tuple[LineAlone, ...]
    reason: str = ""

    @property
    def complete(self) -> bool:
        """Whether every line is answered exactly."""
        return not self.reason

    @property
    def opens(self) -> Mapping[str, Count]:
        """What each line opens, by its id."""
        return {line.line: line.opens for line in self.lines}


def pivotal_lines(
    question: Question, limit: Limit | None = None, *, groundwork: Groundwork | None = None
) -> PivotalLines:
    """Find what opens if each counted line alone is given up, and which are redundant."""
    watch = (limit or Limit()).start()
    return find_pivotal_lines(question, Groundwork.of(question, groundwork), watch)


def find_pivotal_lines(question: Question, groundwork: Groundwork, watch: Watch) -> PivotalLines:
    """As :func:`pivotal_lines`, under a limit that is already running."""
    search = None
    answers: list[_Answer] = []
    reason = ""
    try:
        search = _Search(groundwork, groundwork.picks(question), watch)
        search.look_around(watch)
        answers.extend(search.answer(line, watch) for line in range(len(groundwork.space.lines)))
    except LimitReachedError as error:
        reason = str(error)
    if search is not None:
        search.count_together([n for n, answer in enumerate(answers) if answer.opens_some], watch)
    lines = []
    for n, line in enumerate(groundwork.space.lines):
        opens: Count = Unfinished(reason=reason)
        implied_by = None
        if search is not None and n < len(answers):
            implied_by = answers[n].implied_by
            opens = search.opens(n, watch) if answers[n].opens_some else 0
        if isinstance(opens, Unfinished):
            reason = reason or opens.reason
        lines.append(LineAlone(line.id, opens, implied_by))
    return PivotalLines(tuple(lines), reason)


@frozen
class _Answer:
    opens_some: bool = False
    implied_by: Explanation | None = None


class _Search:
    def __init__(self, groundwork: Groundwork, picks: Mapping[int, int], watch: Watch) -> None:
        self._groundwork = groundwork
        self._picks = picks
        literals = groundwork.literals
        self._solver = literals.solver(watch, guarded=True)
        self._given = [*literals.picks(picks), *groundwork.rule_guards]
        self._crossing = [self._define(bans, watch) for bans in self._bans_of_lines()]
        self._views: list[frozenset[int]] = []  # guards of lines that do not clash
        self._open: Count = 0
        self._without: dict[int, int] = {}

    def _bans_of_lines(self) -> list[list[Ban]]:
        space = self._groundwork.space
        found: list[list[Ban]] = [[] for _ in space.lines]
        for ban in space.bans:
            if ban.owner not in space.rules:
                found[ban.owner].append(ban)
        return found

    def _define(self, bans: list[Ban], watch: Watch) -> int:
        """A variable under which at least one of the bans is fallen into."""
        watch.check()
        solver = self._solver
        literals = self._groundwork.literals
        fallen = []
        for ban in bans:
            variable = solver.new_variable()
            for clause in literals.term(ban.sets):
                solver.add([-variable, *clause])
            fallen.append(variable)
        crossed = solver.new_variable()
        solver.add([-crossed, *fallen])
        return crossed

    def look_around(self, watch: Watch) -> None:
        """Count what is open, and find sets of lines that do not clash."""
        groundwork = self._groundwork
        guards = groundwork.line_guards
        domains = groundwork.space.domains(self._picks)
        if self._solver.solve([*self._given, *guards], watch):
            self._views = [frozenset(guards)]
            self._open = groundwork.counter.count(domains, watch)
            return
        if not self._solver.solve(self._given, watch):
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

    def answer(self, line: int, watch: Watch) -> _Answer:
        """Whether anything opens without the line; if not, which lines imply it."""
        crossing = self._crossing[line]
        guards = self._groundwork.line_guards
        own = guards[line]
        others = [guard for guard in guards if guard != own]
        if self._solver.solve([*self._given, *others, crossing], watch):
            return _Answer(opens_some=True)
        for view in self._views:
            lines = [guard for guard in others if guard in view]
            core = minimal_core(self._solver, [crossing], [*self._given, *lines], watch)
            if core is not None:
                return _Answer(implied_by=explanation(self._groundwork, core))
        return _Answer()

    def count_together(self, lines: Sequence[int], watch: Watch) -> None:
        """Count what is open without each of the lines, all at once where they are many."""
        if len(lines) < MANY:
            return
        space = self._groundwork.space
        groups = [[ban.sets for ban in bans] for bans in self._bans_of_lines()]
        rules = [ban.sets for ban in space.bans if ban.owner in space.rules]
        with suppress(LimitReachedError):
            together = watch.within(share=0.7)
            variants = Variants(groups, rules, space.domains(self._picks), together)
            variants.without_each(lines, self._without, together)

    def opens(self, line: int, watch: Watch) -> Count:
        """How many scenarios cross the line and respect all others; at least one does."""
        groundwork = self._groundwork
        space = groundwork.space
        without: Count
        if line in self._without:
            without = self._without[line]
        else:
            without = groundwork.counter.count_under(
                (ban.sets for ban in space.bans_without((line,))),
                space.domains(self._picks),
                watch,
            )
        if isinstance(self._open, Unfinished):
            at_most = without.at_most if isinstance(without, Unfinished) else without
            reason = self._open.reason
            return Unfinished(1, at_most, reason)
        opens = minus(without, self._open)
        if isinstance(opens, Unfinished):
            return Unfinished(max(1, opens.at_least), opens.at_most, opens.reason)
        return opens
