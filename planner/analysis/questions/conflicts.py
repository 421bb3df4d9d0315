"""Conflict sets: minimal sets of counted red lines that no scenario can respect together."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from planner.analysis.engine.cores import minimal_core, shrinking_core
from planner.analysis.engine.limits import Limit, LimitReachedError, Stopped, Watch
from planner.analysis.engine.rules import narrowed, reads
from planner.analysis.engine.satisfiability import Solver
from planner.analysis.engine.space import Picks
from planner.analysis.engine.subsets import minimal_impossible_subsets
from planner.analysis.questions import Cut, Wishes
from planner.analysis.questions.encoding import Fixed
from planner.analysis.questions.explanations import explanation
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.needed import clash_alone, needed_lines
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.model.red_lines import RedLine

__all__ = [
    "Conflict",
    "Conflicts",
    "ask",
    "ask_by_parts",
    "conflicts",
    "find_conflicts",
    "granted_lines",
]

_EVERY = 0.1
"""The seconds between two looks at a set of lines that shrinks."""
NOT_YET_MINIMAL = Stopped(Cut.NOT_YET_MINIMAL)
"""The reason of an answer that has nothing but a set of lines which still shrinks."""


@frozen(eq=False, repr=False)
class Conflict(Compared):
    """A minimal set of counted lines that cannot be respected together, given the choices.

    ``lines`` and ``parties`` are ids in the case's order; ``issues`` those on which at least two of
    the lines depend (all of a single line's), as far as choices leave them open. ``choices`` and
    ``rules`` are those of the planner and of coherence without which the lines would not clash.
    The *empty* conflict has no lines: the choices and rules alone leave nothing.
    """

    lines: tuple[str, ...]
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    choices: Mapping[str, Pick] = field(factory=dict)
    rules: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case, lines: Sequence[RedLine]) -> Conflict:
        """These lines and who holds them, with nothing said of what makes them clash."""
        return cls(tuple(line.id for line in lines), case.holders(lines))


@frozen(eq=False, repr=False)
class Conflicts(Compared):
    """The minimal conflict sets, smallest first, then by the case's order of lines.

    None at all means that no lines clash; ``(Conflict(()),)`` that no lines are needed to leave
    nothing. ``groups`` keeps conflicts apart that share no line. If ``complete`` these are all;
    otherwise those found first, and ``reason`` says why no more are.

    ``shrinking`` is a set that clashes and is not yet minimal, with no more than its lines and
    parties, as long as no minimal one is known.

    ``kept_apart_by_contested`` are the minimal sets of the same lines that do not clash only as
    long as a contested line is not counted as crossed, in the same order; none where it counts so
    anyway, or where they were not asked for. ``kept_apart_reason`` says why there may be more.
    """

    sets: tuple[Conflict, ...]
    complete: bool = True
    reason: Stopped | None = None
    kept_apart_by_contested: tuple[Conflict, ...] = ()
    kept_apart_reason: Stopped | None = None
    shrinking: Conflict | None = None

    @property
    def reason_beside(self) -> Stopped | None:
        """Why more sets may be kept apart."""
        return self.kept_apart_reason

    @property
    def empty_conflict(self) -> bool:
        """Whether the choices and coherence rules alone leave nothing."""
        return len(self.sets) == 1 and not self.sets[0].lines

    @property
    def groups(self) -> tuple[tuple[Conflict, ...], ...]:
        """The conflicts, those together that share lines, directly or through others."""
        groups: list[tuple[set[str], list[Conflict]]] = []
        for conflict in self.sets:
            lines, members = set(conflict.lines), [conflict]
            apart = []
            for group in groups:
                if group[0] & lines:
                    lines |= group[0]
                    members = group[1] + members
                else:
                    apart.append(group)
            groups = [*apart, (lines, members)]
        order = {id(conflict): n for n, conflict in enumerate(self.sets)}
        sorted_groups = [sorted(members, key=lambda c: order[id(c)]) for _, members in groups]
        return tuple(map(tuple, sorted(sorted_groups, key=lambda group: order[id(group[0])])))


def conflicts(
    premises: Premises,
    limit: Limit | None = None,
    *,
    most: int = 100,
    kept_apart: bool = False,
    groundwork: Groundwork | None = None,
) -> Conflicts:
    """Find all minimal conflict sets, or the first ``most`` of them.

    With ``kept_apart`` also those that only the contested zones of lines keep apart.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    return find_conflicts(premises, ground, watch, most=most, kept_apart=kept_apart)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes) -> Conflicts:
    """The answer for :mod:`~planner.analysis.questions.analyse`."""
    return find_conflicts(
        premises, groundwork, watch, most=wishes.conflicts, kept_apart=wishes.tallies
    )


def ask_by_parts(
    premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes
) -> Iterator[Conflicts]:
    """As :func:`ask`, before it the first set of lines that clash as it shrinks."""
    picks = groundwork.picks(premises)
    lines: list[int] = []
    known = None
    shown = -_EVERY
    try:
        for lines in _shrinking(groundwork, picks, watch.within(share=0.5)):
            if time.monotonic() - shown >= _EVERY:
                shown = time.monotonic()
                so_far = _of_lines(groundwork, lines)
                yield Conflicts((), complete=False, reason=NOT_YET_MINIMAL, shrinking=so_far)
        known = lines or None
    except LimitReachedError:
        pass
    found = find_conflicts(
        premises,
        groundwork,
        watch,
        most=wishes.conflicts,
        kept_apart=wishes.tallies,
        known=known,
    )
    if lines and not found.sets:
        found = evolve(found, shrinking=_of_lines(groundwork, lines))
    yield found


def _shrinking(groundwork: Groundwork, picks: Picks, watch: Watch) -> Iterator[list[int]]:
    """Ever fewer lines that clash; none where nothing does, or where no line is needed."""
    if groundwork.any_open(picks, watch):
        return
    literals, solver = groundwork.literals, groundwork.guarded_solver(watch)
    hard = [*literals.picks(picks), *groundwork.rule_guards]
    if not solver.solve(hard, watch):
        return
    if groundwork.searched_long(picks):
        yield list(range(len(groundwork.space.lines)))
        only = _only_conflict(groundwork, picks, watch)
        if only is not None:
            yield only
            return
    for guards in shrinking_core(solver, hard, groundwork.line_guards, watch):
        yield sorted(map(literals.owner, guards))


def _only_conflict(groundwork: Groundwork, picks: Picks, watch: Watch) -> list[int] | None:
    """The lines that every conflict needs, where these clash without any other."""
    needed = needed_lines(groundwork, picks, watch)
    if len(needed) == len(groundwork.space.lines) or (
        needed and clash_alone(groundwork, picks, needed, watch)
    ):
        return sorted(needed)
    return None


def _of_lines(groundwork: Groundwork, lines: Sequence[int]) -> Conflict:
    space = groundwork.space
    return Conflict.of(space.case, [space.lines[line] for line in lines])


def find_conflicts(  # noqa: PLR0913 (as asked, and under what limit)
    premises: Premises,
    groundwork: Groundwork,
    watch: Watch,
    *,
    most: int,
    kept_apart: bool = False,
    known: Sequence[int] | None = None,
) -> Conflicts:
    """As :func:`conflicts`, under a limit that is already running; one set may be ``known``."""
    picks = groundwork.picks(premises)
    searching = watch.within(share=0.7) if kept_apart else watch
    each = _sets(groundwork, picks, searching, known)
    sets, reason = _first(groundwork, picks, each, searching, most)
    if not kept_apart or groundwork.respecting is groundwork:
        return Conflicts(sets, complete=not reason, reason=reason)
    strict = groundwork.respecting
    apart, reason_apart = _first(
        strict,
        picks,
        _not_clashing(groundwork, picks, _sets(strict, picks, watch), watch),
        watch,
        most,
    )
    return Conflicts(sets, not reason, reason, apart, reason_apart)


def _first(
    groundwork: Groundwork,
    picks: Fixed,
    sets: Iterable[list[int]],
    watch: Watch,
    most: int,
) -> tuple[tuple[Conflict, ...], Stopped | None]:
    """The first of the sets with their names, in order; and why these are not all, if so."""
    found: list[Conflict] = []
    reason: Stopped | None = None
    try:
        for lines in sets:
            found.append(_named(groundwork, picks, lines, watch))
            if len(found) >= most:
                reason = Stopped(Cut.MORE_CONFLICTS, (most,))
                break
    except LimitReachedError as error:
        reason = error.reason
    place = {line.id: n for n, line in enumerate(groundwork.space.lines)}
    found.sort(key=lambda c: (len(c.lines), [place[line] for line in c.lines]))
    return tuple(found), reason


def _not_clashing(
    groundwork: Groundwork, picks: Picks, sets: Iterable[list[int]], watch: Watch
) -> Iterator[list[int]]:
    """Those of the sets of lines that can be respected together here."""
    literals, solver = groundwork.literals, groundwork.guarded_solver(watch)
    hard = [*literals.picks(picks), *groundwork.rule_guards]
    for lines in sets:
        if solver.solve([*hard, *(literals.guard(line) for line in lines)], watch):
            yield lines


def granted_lines(groundwork: Groundwork, solver: Solver) -> set[int]:
    """The guards of the lines that the solver's last model respects."""
    literals = groundwork.literals
    crossed = groundwork.space.broken(literals.chosen(solver))
    return {guard for guard in groundwork.line_guards if literals.owner(guard) not in crossed}


def _sets(
    groundwork: Groundwork, picks: Picks, watch: Watch, known: Sequence[int] | None = None
) -> Iterator[list[int]]:
    """The conflict sets as indices of lines, part by part of what the choices leave."""
    if groundwork.any_open_by_guards(picks, watch):
        return
    literals, solver = groundwork.literals, groundwork.guarded_solver(watch)
    hard = [*literals.picks(picks), *groundwork.rule_guards]
    if not solver.solve(hard, watch):
        yield []
        return
    always: frozenset[int] = frozenset()
    if groundwork.searched_long(picks):
        always = needed_lines(groundwork, picks, watch)
        only = known if known is not None and always.issuperset(known) else None
        only = only or _only_conflict(groundwork, picks, watch)
        if only is not None:
            yield list(only)
            return
    for lines in _parts(groundwork, picks):
        guards = [literals.guard(line) for line in lines]
        first = None
        if known is not None and set(known) <= set(lines):
            first = [literals.guard(line) for line in known]
        needed = [literals.guard(line) for line in lines if line in always]
        for subset in minimal_impossible_subsets(
            solver, hard, guards, lambda: granted_lines(groundwork, solver), watch, first, needed
        ):
            yield sorted(literals.owner(guard) for guard in subset)


def _parts(groundwork: Groundwork, picks: Picks) -> list[list[int]]:
    """The lines grouped so that those of different groups never bear on each other.

    Otherwise the maximal sets without conflict multiply from group to group.
    """
    space = groundwork.space
    domains = space.domains(picks)
    reading = dict.fromkeys(range(space.owners), 0)
    for n, item in enumerate(space.forbidden):
        # Where nothing is chosen a ban cannot be narrowed.
        rule = narrowed(item.rule, domains) if picks else item.rule
        variables = 0
        for variable in reads(rule):
            variables |= 1 << variable
        owner = -1 - n if item.owner is None else item.owner
        reading[owner] = reading.get(owner, 0) | variables
    joined: list[int] = []
    for variables in dict.fromkeys(reading.values()):
        apart = []
        for others in joined:
            if others & variables:
                variables |= others  # noqa: PLW2901 (it grows)
            else:
                apart.append(others)
        joined = [*apart, variables]
    groups: dict[int, list[int]] = {}
    for line in range(len(space.lines)):
        place = next((n for n, others in enumerate(joined) if others & reading[line]), -1 - line)
        groups.setdefault(place, []).append(line)
    return list(groups.values())


def _named(groundwork: Groundwork, picks: Fixed, lines: Sequence[int], watch: Watch) -> Conflict:
    """A conflict set with its parties, its issues, and the choices and rules behind it."""
    space, literals = groundwork.space, groundwork.literals
    others = [*literals.picks(picks), *groundwork.rule_guards]
    core = None
    if others:
        guards = [literals.guard(line) for line in lines]
        solver = groundwork.guarded_solver(watch)
        core = minimal_core(solver, guards, others, watch, literals.together(picks))
    behind = explanation(groundwork, core or (), picks)
    chosen = {
        issue: sets
        for issue, sets in picks.items()
        if space.case.issues[issue].id in behind.choices
    }
    domains = space.domains(chosen)
    hanging: dict[int, set[int]] = {}
    for item in space.forbidden:
        if item.owner is not None and item.owner in lines:
            for variable in reads(narrowed(item.rule, domains)):
                hanging.setdefault(space.group_of[variable], set()).add(item.owner)
    several = min(2, len(lines))
    issues = sorted(issue for issue, owners in hanging.items() if len(owners) >= several)
    return evolve(
        _of_lines(groundwork, lines),
        issues=tuple(space.case.issues[issue].id for issue in issues),
        choices=behind.choices,
        rules=behind.rules,
    )
