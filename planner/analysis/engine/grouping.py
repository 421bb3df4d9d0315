"""Groups of rules of which some may give way, as one part in which each rule keeps its group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.preparation import join
from planner.analysis.engine.rules import Prohibition, Rule, narrowed
from planner.analysis.engine.space import Domains, Variable
from planner.by_fields import Compared

__all__ = ["Grouped"]


@frozen(eq=False, repr=False)
class Grouped(Compared):
    """All rules of the groups in one part.

    ``groups`` holds the part's rules of each group, ``always`` those that never give way; ``()``
    stands for one that everything breaks. ``free`` is how many scenarios the variables have that no
    rule reads.
    """

    part: Part
    groups: Sequence[Sequence[Prohibition]]
    always: Sequence[Prohibition]
    free: int

    @classmethod
    def of(
        cls,
        groups: Sequence[Iterable[Prohibition]],
        always: Iterable[Prohibition],
        variables: Sequence[Variable],
        domains: Domains,
        watch: Watch,
    ) -> Grouped:
        """The groups in the domains. Raises ``LimitReachedError``."""
        inside = [
            [left for rule in group if (left := narrowed(rule, domains)) is not None]
            for group in (*groups, always)
        ]
        flat = list(dict.fromkeys(rule for group in inside for rule in group if rule != ()))
        part = join(flat, domains, variables, watch)
        bans, others = iter(part.bans), iter(part.rules)
        in_part: dict[Prohibition, Prohibition] = {
            rule: next(others) if isinstance(rule, Rule) else next(bans) for rule in flat
        }
        *kept, unconditional = ([in_part.get(rule, ()) for rule in group] for group in inside)
        free = 1
        for variable, mask in enumerate(domains):
            if variable not in part.variables:
                free *= variables[variable].weigh(mask)
        return cls(part, kept, unconditional, free)
