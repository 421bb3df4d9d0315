"""Why something is impossible: the planner's own choices and the lines that matter, no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from planner.analysis.engine.cores import minimal_core
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.rules import reads
from planner.analysis.questions.encoding import Fixed
from planner.analysis.questions.groundwork import Groundwork
from planner.model.conditions import Pick

__all__ = ["Explanation", "explain", "explanation"]


@frozen
class Explanation:
    """Why something is impossible.

    ``choices`` (issue to what is picked there) of the planner, ``lines`` and coherence ``rules``,
    as ids in the case's order, that together leave no scenario. Minimal: without any one of them
    some would be left. With none of them it is so whatever anyone chooses or says.
    """

    choices: Mapping[str, Pick] = field(factory=dict)
    lines: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def explain(
    groundwork: Groundwork,
    case: Iterable[int],
    picks: Fixed,
    issue: int,
    watch: Watch,
) -> Explanation | None:
    """Why the literals of ``case`` (about ``issue``) are impossible; ``None`` where they are not.

    What bears on the issue itself is tried first: its own lines, then these with the choices on
    other issues, then all lines, then everything. Raises ``LimitReachedError``.
    """
    literals, space = groundwork.literals, groundwork.space
    hard = list(case)
    group = space.groups[issue]
    owners = {
        item.owner
        for item in space.forbidden
        if item.owner is not None
        and (item.rule == () or any(variable in group for variable in reads(item.rule)))
    }
    near = [literals.guard(owner) for owner in sorted(owners)]
    chosen = literals.picks({other: o for other, o in picks.items() if other != issue})
    far = [
        guard
        for guard in (*groundwork.rule_guards, *groundwork.line_guards)
        if literals.owner(guard) not in owners
    ]
    for candidates in (near, [*chosen, *near], [*far, *near], [*chosen, *far, *near]):
        core = minimal_core(
            groundwork.guarded_solver(watch), hard, candidates, watch, literals.together(picks)
        )
        if core is not None:
            return explanation(groundwork, core, picks)
    return None


def explanation(groundwork: Groundwork, core: Iterable[int], picks: Fixed) -> Explanation:
    """A core in words."""
    literals, space = groundwork.literals, groundwork.space
    chosen = set()
    lines = []
    rules = []
    for literal in sorted(core):
        if abs(literal) <= literals.value_count:
            chosen.add(space.group_of[literals.place(abs(literal))[0]])
        elif (owner := literals.owner(literal)) in space.rules:
            rules.append(space.case.coherence[owner - space.rules.start].id)
        else:
            lines.append(space.lines[owner].id)
    choices = {space.case.issues[issue].id: picks.named[issue] for issue in sorted(chosen)}
    return Explanation(choices, tuple(lines), tuple(rules))
