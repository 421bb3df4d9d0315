"""What is done to the rules before anything is counted.

Values that a rule forbids by themselves are dropped, and so is every ban that another one covers;
values that no rule tells apart become one class; variables that no rule joins become independent
parts, whose counts multiply; inside a part the variables are ordered so that rules stay short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from planner.analysis.engine.closeness import seems_nearly_closed
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.ordering import quick_order
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import (
    BROKEN,
    SAFE,
    Combination,
    Prohibition,
    Rule,
    Sets,
    apart,
    bits,
    reads,
)
from planner.analysis.engine.space import Domains, Variable
from planner.by_fields import Compared

__all__ = ["Prepared", "join", "prepare"]

_AS_BANS = 16
"""A combination that so few bans say as well is better as these."""


@frozen(eq=False, repr=False)
class Prepared(Compared):
    """Rules made simple: everything that is open lies in ``domains`` and breaks no part's rule.

    ``domains`` hold nothing (all masks zero) where nothing is open. Variables in no part are free.
    """

    domains: Domains
    parts: tuple[Part, ...]


def prepare(
    rules: Iterable[Prohibition], domains: Domains, variables: Sequence[Variable], watch: Watch
) -> Prepared:
    """Make the rules simple, given the values that are left. Raises ``LimitReachedError``."""
    watch.check()
    settled = _settle(list(dict.fromkeys(rules)), domains, watch)
    if settled is None:
        return Prepared((0,) * len(domains), ())
    bans, others, narrowed = settled
    watch.check()
    left: list[Prohibition] = [*_uncovered(bans), *others]
    parts = [join(group, narrowed, variables, watch) for group in _connected(left)]
    return Prepared(narrowed, tuple(parts))


def _settle(
    rules: list[Prohibition], domains: Domains, watch: Watch
) -> tuple[list[Sets], list[Rule], Domains] | None:
    """Drop the values that a rule forbids by themselves; ``None`` if nothing is open."""
    bans = [rule for rule in rules if not isinstance(rule, Rule)]
    others = [rule for rule in rules if isinstance(rule, Rule)]
    while True:
        settled = _settle_bans(bans, domains)
        if settled is None:
            return None
        bans, domains = settled
        if not others:
            return bans, others, domains
        watch.check()
        narrowed = _settle_others(others, domains)
        if narrowed is None:
            return None
        others, more, left = narrowed
        bans += more
        if left == domains and not more:
            return bans, others, domains
        domains = left


def _settle_bans(bans: list[Sets], domains: Domains) -> tuple[list[Sets], Domains] | None:
    masks = list(domains)
    if not all(masks):
        return None
    changed = True
    while changed:
        changed = False
        left = []
        for sets in bans:
            narrowed = []
            for variable, mask in sets:
                kept = mask & masks[variable]
                if not kept:
                    break
                if kept != masks[variable]:
                    narrowed.append((variable, kept))
            else:
                if len(narrowed) > 1:
                    left.append(tuple(narrowed))
                    continue
                if not narrowed:
                    return None
                variable, mask = narrowed[0]
                masks[variable] &= ~mask
                changed = True
        bans = list(dict.fromkeys(left))
    return bans, tuple(masks)


def _settle_others(
    rules: list[Rule], domains: Domains
) -> tuple[list[Rule], list[Sets], Domains] | None:
    """The rules that are no bans within the domains, those that became bans, and what is left."""
    masks = list(domains)
    kept: list[Rule] = []
    bans: list[Sets] = []
    for rule in rules:
        narrowed = rule.within(masks)
        if narrowed == BROKEN:
            return None
        if not isinstance(narrowed, Rule):
            continue
        for variable, broken in _broken_alone(narrowed, masks):
            masks[variable] &= ~broken
        if not all(masks):
            return None
        again = narrowed.within(masks)
        if isinstance(again, Combination) and again.bans <= _AS_BANS:
            bans += again.as_bans()
        elif isinstance(again, Rule):
            kept.append(again)
        elif again != SAFE:
            return None
    return list(dict.fromkeys(kept)), bans, tuple(masks)


def _broken_alone(rule: Rule, domains: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each variable of a rule the values, as a mask, that break it whatever else is chosen."""
    rest = sum(1 << variable for variable in rule.variables)
    for variable in rule.variables:
        others = rest ^ 1 << variable
        yield (
            variable,
            sum(
                1 << value
                for value in bits(domains[variable])
                if rule.settle(rule.step(rule.start, variable, value), others) == BROKEN
            ),
        )


def _uncovered(bans: list[Sets]) -> list[Sets]:
    """The bans that no other ban covers (forbids all of, and perhaps more)."""
    by_first: dict[int, list[tuple[int, dict[int, int]]]] = {}
    kept = []
    # A ban that covers another has no more variables, and no smaller sets.
    ordered = sorted(bans, key=lambda sets: (len(sets), -sum([m.bit_count() for _, m in sets])))
    for sets in ordered:
        variables = sum(1 << variable for variable, _ in sets)
        masks = dict(sets)
        if any(
            not named & ~variables and all(not masks[v] & ~m for v, m in wider.items())
            for variable in masks
            for named, wider in by_first.get(variable, ())
        ):
            continue
        by_first.setdefault(sets[0][0], []).append((variables, masks))
        kept.append(sets)
    return kept


def _connected(rules: Sequence[Prohibition]) -> list[list[Prohibition]]:
    """The rules grouped so that no variable stands in two groups, in the order of the first."""
    leader: dict[int, int] = {}

    def find(variable: int) -> int:
        leader.setdefault(variable, variable)
        while leader[variable] != variable:
            leader[variable] = leader[leader[variable]]
            variable = leader[variable]
        return variable

    named = [reads(rule) for rule in rules]
    for variables in named:
        first = find(variables[0])
        for variable in variables[1:]:
            leader[find(variable)] = first
    groups: dict[int, list[Prohibition]] = {}
    least: dict[int, int] = {}
    for rule, variables in zip(rules, named, strict=True):
        at = find(variables[0])
        groups.setdefault(at, []).append(rule)
        least[at] = min(least.get(at, variables[0]), variables[0])
    return [groups[at] for at in sorted(groups, key=least.__getitem__)]


def join(
    rules: Sequence[Prohibition], domains: Domains, variables: Sequence[Variable], watch: Watch
) -> Part:
    """The rules as one part, connected or not, bans and others each in the order they are given.

    Each must name at least one variable. Raises ``LimitReachedError``.
    """
    read = [reads(rule) for rule in rules]
    joined = {variable for of_rule in read for variable in of_rule}
    inside = tuple([mask if n in joined else 1 for n, mask in enumerate(domains)])
    if seems_nearly_closed(inside, rules):  # a list is as good in any order
        order = tuple(sorted(joined))
    else:
        order = quick_order(read, watch)
    place = {variable: n for n, variable in enumerate(order)}
    told_apart: list[set[int]] = [set() for _ in order]
    for rule in rules:
        for variable, mask in apart(rule):
            told_apart[place[variable]].add(mask)
    classes = tuple(_classes(domains[v], told_apart[n]) for n, v in enumerate(order))
    in_classes = [
        {
            mask: sum([1 << k for k, members in enumerate(of_place) if members & mask])
            for mask in masks
        }
        for of_place, masks in zip(classes, told_apart, strict=True)
    ]
    return Part(
        order,
        tuple(variables[variable] for variable in order),
        classes,
        tuple(
            tuple(sorted([(place[v], in_classes[place[v]][mask]) for v, mask in rule]))
            for rule in rules
            if not isinstance(rule, Rule)
        ),
        tuple(rule.renamed(place, classes) for rule in rules if isinstance(rule, Rule)),
    )


def _classes(domain: int, masks: Iterable[int]) -> tuple[int, ...]:
    """The values of the domain, grouped by which of the masks they are in."""
    classes = [domain]
    for mask in masks:
        classes = [piece for c in classes for piece in (c & mask, c & ~mask) if piece]
    return tuple(sorted(classes, key=lambda c: c & -c))
