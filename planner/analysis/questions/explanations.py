"""Why something is impossible: the planner's own choices and the lines that matter, no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import field, frozen

from planner.analysis.engine.cores import minimal_core
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.rotation import Rotation
from planner.analysis.engine.rules import Rule, narrowed, reads
from planner.analysis.engine.space import Domains, Space
from planner.analysis.questions.encoding import Fixed
from planner.analysis.questions.groundwork import Groundwork
from planner.by_fields import Compared
from planner.model.conditions import Pick

__all__ = ["Explanation", "explain", "explanation"]


@frozen(eq=False, repr=False)
class Explanation(Compared):
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
    others = {other: sets for other, sets in picks.items() if other != issue}
    chosen = literals.picks(others)
    far = [
        guard
        for guard in (*groundwork.rule_guards, *groundwork.line_guards)
        if literals.owner(guard) not in owners
    ]
    around = None
    if groundwork.searched_long(picks):
        around = _Around(groundwork, _narrowed(groundwork, space.domains(others), hard), watch)
        matter = _that_matter(groundwork, _narrowed(groundwork, space.everything, hard), owners)
        near, far = ([n for n in each if literals.owner(n) in matter] for each in (near, far))
    for candidates in (near, [*chosen, *near], [*far, *near], [*chosen, *far, *near]):
        solver = groundwork.guarded_solver(watch)
        together = literals.together(picks)
        core = minimal_core(solver, hard, candidates, watch, together, around)
        if core is not None:
            return explanation(groundwork, core, picks)
    return None


def _narrowed(groundwork: Groundwork, domains: Domains, hard: Iterable[int]) -> Domains:
    """The domains in which these literals of values hold as well."""
    found = list(domains)
    for literal in hard:
        variable, value = groundwork.literals.place(abs(literal))
        found[variable] &= 1 << value if literal > 0 else ~(1 << value)
    return tuple(found)


def _that_matter(groundwork: Groundwork, domains: Domains, near: Collection[int]) -> set[int]:
    """The owners of what can be broken there, and is not forbidden by those ``near`` anyway."""
    owned = [item for item in groundwork.space.forbidden if item.owner is not None]
    found: set[int | None] = set()
    if not all(domains):
        return set()
    left = list(domains)
    for item in owned:
        rule = narrowed(item.rule, domains) if item.owner in near else None
        if rule is not None:
            found.add(item.owner)
            if not isinstance(rule, Rule) and len(rule) == 1:
                ((variable, mask),) = rule
                left[variable] &= ~mask
    if all(left):
        found.update(item.owner for item in owned if narrowed(item.rule, left) is not None)
    return {owner for owner in found if owner is not None}


class _Around:
    """From the solver's model without one guard of a core: other guards without which all holds.

    Where a solver works long on each, most need not be asked about at all.
    """

    def __init__(self, groundwork: Groundwork, domains: Domains, watch: Watch) -> None:
        self._groundwork = groundwork
        self._domains = domains
        self._watch = watch
        self._rotation: Rotation | None = None

    def __call__(self, core: Sequence[int]) -> set[int]:
        """Raises ``LimitReachedError``."""
        literals = self._groundwork.literals
        if self._rotation is None:  # cores become smaller: what holds for the first holds for all
            owners = {literals.owner(n) for n in core if abs(n) > literals.value_count}
            space = self._groundwork.space
            kept = tuple(i for i in space.forbidden if i.owner is None or i.owner in owners)
            inside = Space(space.variables, kept, space.owners, space.groups)
            self._rotation = Rotation(inside, self._domains, owners)
        found: set[int] = set()
        model = literals.chosen(self._groundwork.guarded_solver(self._watch))
        self._rotation.around(model, found, self._watch)
        return {literals.guard(owner) for owner in found}


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
