"""Patterns and the values that variables may take, reduced to what is still open of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import le

from planner.check.variables import Each, Pattern, Shortfall

__all__ = ["Domains", "reduced", "remaining", "values_in", "without_needless"]

Domains = Sequence[int]
"""A mask of values for each variable: those that it may still take."""

_MOST_COMPARED = 8
"""Among more values than these it takes longer to find one that is not needed than to go on."""


def values_in(domain: int) -> Iterator[int]:
    """The values that a variable may still take, ascending."""
    return (value for value in range(domain.bit_length()) if domain >> value & 1)


def reduced(
    domains: Domains, forbidden: Iterable[Pattern]
) -> tuple[list[int], list[Pattern]] | None:
    """What is left of the domains and the patterns; ``None`` where nothing can be taken.

    A pattern that comes to a single variable takes its values away, which may settle others.
    """
    left = list(domains)
    if not all(left):
        return None
    patterns = list(forbidden)
    changed = True
    while changed:
        changed = False
        kept: list[Pattern] = []
        for pattern in patterns:
            rest = remaining(pattern, left)
            if rest == ():
                return None
            if isinstance(rest, tuple) and len(rest) == 1:
                ((variable, mask),) = rest
                left[variable] &= ~mask
                changed = True
            elif rest is not None:
                kept.append(rest)
        patterns = kept
    return left, patterns


def without_needless(
    domains: Domains, forbidden: Iterable[Pattern]
) -> tuple[list[int], list[Pattern]] | None:
    """As :func:`reduced`, but without values in whose place another makes no more patterns true.

    Whether there is any way past the patterns at all does not depend on them.
    """
    space = reduced(domains, forbidden)
    while space is not None:
        left, patterns = space
        harms: dict[int, list[list[int]]] = {}
        for pattern in patterns:
            for variable, harm in _harms(pattern, left):
                harms.setdefault(variable, []).append(harm)
        changed = False
        for variable, columns in harms.items():
            values = list(values_in(left[variable]))
            by_harm = dict(zip(zip(*columns, strict=True), values, strict=True))
            if len(by_harm) > _MOST_COMPARED:
                continue
            kept = 0
            for row, value in by_harm.items():
                if not any(all(map(le, other, row)) for other in by_harm if other != row):
                    kept |= 1 << value
            changed = changed or kept != left[variable]
            left[variable] = kept
        if not changed:
            break
        space = reduced(left, patterns)
    return space


def _harms(pattern: Pattern, domains: Domains) -> Iterator[tuple[int, list[int]]]:
    """For each variable, how much each of its values does to make the pattern true."""
    match pattern:
        case Shortfall():
            for variable, points in pattern.points:
                yield variable, [-points[value] for value in values_in(domains[variable])]
        case Each():
            for pairs in pattern.alternatives:
                yield from _harms(pairs, domains)
        case _:
            for variable, mask in pattern:
                yield variable, [mask >> value & 1 for value in values_in(domains[variable])]


def remaining(pattern: Pattern, domains: Domains) -> Pattern | None:
    """What must still be met for the pattern to be true; ``None`` where it cannot be."""
    match pattern:
        case Each():
            return _rest_of_each(pattern, domains)
        case Shortfall():
            return _rest_of_shortfall(pattern, domains)
    found = []
    for variable, mask in pattern:
        domain = domains[variable]
        if not mask & domain:
            return None
        if domain & ~mask:
            found.append((variable, mask & domain))
    return tuple(found)


def _rest_of_each(pattern: Each, domains: Domains) -> Pattern | None:
    alternatives = []
    for pairs in pattern.alternatives:
        if any(not domains[variable] & ~mask for variable, mask in pairs):
            continue
        rest = tuple((v, mask & domains[v]) for v, mask in pairs if mask & domains[v])
        if not rest:
            return None
        alternatives.append(rest)
    if any(len(pairs) > 1 for pairs in alternatives):
        return Each(tuple(alternatives))
    masks: dict[int, int] = {}
    for ((variable, mask),) in alternatives:
        masks[variable] = mask & masks.get(variable, mask)
    return tuple(sorted(masks.items())) if all(masks.values()) else None


def _rest_of_shortfall(pattern: Shortfall, domains: Domains) -> Pattern | None:
    minimum, least, most = pattern.minimum, 0, 0
    open_yet = []
    for variable, points in pattern.points:
        given = [points[value] for value in values_in(domains[variable])]
        low, high = min(given), max(given)
        if low == high:
            minimum -= low
        else:
            open_yet.append((variable, points))
            least, most = least + low, most + high
    if least >= minimum:
        return None
    return Shortfall(tuple(open_yet), minimum) if most >= minimum else ()
