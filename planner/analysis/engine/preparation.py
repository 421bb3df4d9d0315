"""What is done to the bans before anything is counted.

Options that a ban forbids by themselves are dropped, and so is every ban that another one covers;
options that no ban tells apart become one class; issues that no ban joins become independent parts,
whose counts multiply; inside a part the issues are ordered so that bans stay short.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.ordering import quick_order
from planner.analysis.engine.parts import Part, Sets
from planner.analysis.engine.space import Domains

__all__ = ["Prepared", "join", "prepare"]


@frozen
class Prepared:
    """Bans made simple: everything that is open lies in ``domains`` and falls into no part's ban.

    ``domains`` hold nothing (all masks zero) where nothing is open. Issues in no part are free.
    """

    domains: Domains
    parts: tuple[Part, ...]


def prepare(bans: Iterable[Sets], domains: Domains, watch: Watch) -> Prepared:
    """Make the bans simple, given the options that are left. Raises ``LimitReachedError``."""
    watch.check()
    settled = _settle(list(dict.fromkeys(bans)), domains)
    if settled is None:
        return Prepared((0,) * len(domains), ())
    left, narrowed = settled
    watch.check()
    left = _uncovered(left)
    parts = [join(group, narrowed, watch) for group in _connected(left)]
    return Prepared(narrowed, tuple(parts))


def _settle(bans: list[Sets], domains: Domains) -> tuple[list[Sets], Domains] | None:
    """Drop what single-issue bans forbid until there is none; ``None`` if nothing is open."""
    masks = list(domains)
    if not all(masks):
        return None
    changed = True
    while changed:
        changed = False
        left = []
        for sets in bans:
            narrowed = []
            for issue, mask in sets:
                kept = mask & masks[issue]
                if not kept:
                    break
                if kept != masks[issue]:
                    narrowed.append((issue, kept))
            else:
                if len(narrowed) > 1:
                    left.append(tuple(narrowed))
                    continue
                if not narrowed:
                    return None
                issue, mask = narrowed[0]
                masks[issue] &= ~mask
                changed = True
        bans = list(dict.fromkeys(left))
    return bans, tuple(masks)


def _uncovered(bans: list[Sets]) -> list[Sets]:
    """The bans that no other ban covers (forbids all of, and perhaps more)."""
    by_first: dict[int, list[tuple[int, dict[int, int]]]] = {}
    kept = []
    # A ban that covers another has no more issues, and no smaller sets.
    ordered = sorted(bans, key=lambda sets: (len(sets), -sum(m.bit_count() for _, m in sets)))
    for sets in ordered:
        issues = sum(1 << issue for issue, _ in sets)
        masks = dict(sets)
        if any(
            not named & ~issues and all(not masks[i] & ~m for i, m in wider.items())
            for issue in masks
            for named, wider in by_first.get(issue, ())
        ):
            continue
        by_first.setdefault(sets[0][0], []).append((issues, masks))
        kept.append(sets)
    return kept


def _connected(bans: Sequence[Sets]) -> list[list[Sets]]:
    """The bans grouped so that no issue stands in two groups, in the order of first issues."""
    leader: dict[int, int] = {}

    def find(issue: int) -> int:
        leader.setdefault(issue, issue)
        while leader[issue] != issue:
            leader[issue] = leader[leader[issue]]
            issue = leader[issue]
        return issue

    for sets in bans:
        first = find(sets[0][0])
        for issue, _ in sets[1:]:
            leader[find(issue)] = first
    groups: dict[int, list[Sets]] = {}
    for sets in bans:
        groups.setdefault(find(sets[0][0]), []).append(sets)
    return sorted(groups.values(), key=lambda group: min(sets[0][0] for sets in group))


def join(bans: Sequence[Sets], domains: Domains, watch: Watch) -> Part:
    """The bans as one part, connected or not, in the order they are given.

    Each must name at least one issue. Raises ``LimitReachedError``.
    """
    issues = quick_order(bans, watch)
    position = {issue: n for n, issue in enumerate(issues)}
    told_apart: list[set[int]] = [set() for _ in issues]
    for sets in bans:
        for issue, mask in sets:
            told_apart[position[issue]].add(mask)
    classes = tuple(_classes(domains[issue], told_apart[n]) for n, issue in enumerate(issues))
    return Part(
        issues,
        classes,
        tuple(
            tuple(
                sorted(
                    (n, sum(1 << k for k, members in enumerate(classes[n]) if members & mask))
                    for n, mask in ((position[issue], mask) for issue, mask in sets)
                )
            )
            for sets in bans
        ),
    )


def _classes(domain: int, masks: Iterable[int]) -> tuple[int, ...]:
    """The options of the domain, grouped by which of the masks they are in."""
    classes = [domain]
    for mask in masks:
        classes = [piece for c in classes for piece in (c & mask, c & ~mask) if piece]
    return tuple(sorted(classes, key=lambda c: c & -c))
