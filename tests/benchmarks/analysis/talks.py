"""Eight families of cases that look like talks do where these are hardest, made from a seed.

Each comes in three sizes. None is made so that it suits a way to count: what joins issues is what
joins them in chapters of a treaty, around a hub, in a timetable, on a map.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from planner.model.case import Case
from planner.model.conditions import Condition, Term
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.statements import Strength
from tests.benchmarks.analysis.points import scored
from tests.small_cases import made_case, numbered_issues, numbered_parties

__all__ = ["FAMILIES", "talks"]

Sets = Mapping[int, Iterable[int]]

_STRENGTHS = [strength for strength in Strength if strength.rank]


def talks(family: str, size: int, seed: int = 1) -> Case:
    """A case of one of the ``FAMILIES``, of size 0, 1 or 2."""
    return FAMILIES[family](size, random.Random(seed))


def _term(sets: Sets) -> Term:
    return Term(
        tuple(
            Condition(f"i{issue}", tuple(f"o{option}" for option in sorted(set(options))))
            for issue, options in sorted(sets.items())
        )
    )


def _case(  # noqa: PLR0913
    rng: random.Random,
    options: Iterable[int],
    crossed: Iterable[Sets],
    *,
    parties: int = 5,
    of_party: Callable[[int], int] | None = None,
    impossible: Iterable[Sets] = (),
) -> Case:
    """A line for each of the combinations, a coherence rule for each of the impossible ones."""
    return made_case(
        "talks",
        parties=numbered_parties(parties),
        issues=numbered_issues(list(options)),
        red_lines=tuple(
            RedLine(
                f"L-{n}",
                f"p{of_party(n) if of_party else rng.randrange(parties)}",
                f"Line {n}",
                (_term(sets),),
                strength=rng.choice(_STRENGTHS),
            )
            for n, sets in enumerate(crossed)
        ),
        coherence=tuple(
            CoherenceRule(f"C-{n}", f"Rule {n}", (_term(sets),))
            for n, sets in enumerate(impossible)
        ),
    )


def _chapters(size: int, rng: random.Random) -> Case:
    """Chapters of eight issues, tightly knit inside, each bridged to two earlier ones."""
    chapters, inside, options = (4, 8, 12)[size], 8, 4

    def some(issues: Iterable[int]) -> Sets:
        return {issue: rng.sample(range(options), rng.choice((1, 2))) for issue in issues}

    crossed: list[Sets] = []
    impossible: list[Sets] = []
    for chapter in range(chapters):
        own = range(chapter * inside, (chapter + 1) * inside)
        crossed += [some(rng.sample(own, rng.choice((2, 3)))) for _ in range(14)]
        impossible += [some(rng.sample(own, 2)) for _ in range(2)]
        for _ in range(2 if chapter else 0):
            other = rng.randrange(chapter)
            bridge = (rng.choice(own), other * inside + rng.randrange(inside))
            crossed.append(some(bridge))
    return _case(rng, [options] * (chapters * inside), crossed, impossible=impossible)


def _hubs(size: int, rng: random.Random) -> Case:
    """Three parties; the lines of each tie a hub issue of its own to any others."""
    issues, options, lines = (20, 35, 50)[size], 4, (60, 100, 150)[size]
    crossed: list[Sets] = []
    for n in range(lines):
        hub = n % 3
        others = rng.sample(range(3, issues), 2)
        crossed.append(
            {
                hub: rng.sample(range(options), rng.choice((1, 2))),
                others[0]: rng.sample(range(options), 1),
                others[1]: rng.sample(range(options), rng.choice((1, 2))),
            }
        )
    return _case(rng, [options] * issues, crossed, parties=3, of_party=lambda n: n % 3)


def _thresholds(size: int, _rng: random.Random) -> Case:
    """Three minimums by points over issues of twelve options."""
    return scored((8, 12, 16)[size], 12, 3, most=20, share=0.65)


def _timetable(size: int, rng: random.Random) -> Case:
    """Steps in some month each; some must come before others, some not in the same month."""
    steps, months = (12, 20, 30)[size], 8
    crossed: list[Sets] = []
    for later in range(1, steps):
        for earlier in rng.sample(range(max(0, later - 5), later), min(2, later)):
            if rng.random() < 0.6:
                crossed += [
                    {earlier: [month], later: range(month + 1)} for month in range(1, months - 1)
                ]
            else:
                crossed += [{earlier: [month], later: [month]} for month in range(months)]
    return _case(rng, [months] * steps, crossed)


def _grid(size: int, rng: random.Random) -> Case:
    """Districts on a map, each under one of four rules; neighbours clash in some of them."""
    side, options = (5, 7, 9)[size], 4
    crossed: list[Sets] = []
    for row in range(side):
        for column in range(side):
            here = row * side + column
            for there in (here + 1,) * (column + 1 < side) + (here + side,) * (row + 1 < side):
                crossed += [
                    {here: [rng.randrange(options)], there: [rng.randrange(options)]}
                    for _ in range(3)
                ]
    return _case(rng, [options] * (side * side), crossed)


def _nearly_closed(size: int, rng: random.Random) -> Case:
    """So many lines on any three issues that few scenarios are left, one of them for certain."""
    issues, options = (20, 35, 50)[size], 4
    kept = [rng.randrange(options) for _ in range(issues)]
    crossed: list[Sets] = []
    while len(crossed) < issues * 10:
        sets = {issue: rng.sample(range(options), 2) for issue in rng.sample(range(issues), 3)}
        if not all(kept[issue] in chosen for issue, chosen in sets.items()):
            crossed.append(sets)
    return _case(rng, [options] * issues, crossed)


def _over_constrained(size: int, rng: random.Random) -> Case:
    """More lines than any scenario can stay clear of."""
    issues, options = (20, 40, 80)[size], 4
    crossed: list[Sets] = [
        {
            issue: rng.sample(range(options), 2)
            for issue in rng.sample(range(first, min(issues, first + 6)), 2)
        }
        for first in (rng.randrange(issues - 3) for _ in range(issues * 6))
    ]
    return _case(rng, [options] * issues, crossed)


def _seats(size: int, rng: random.Random) -> Case:
    """Parties on one seat fewer; each insists on sitting alone."""
    parties = (6, 8, 10)[size]
    crossed: list[Sets] = []
    holders: list[int] = []
    for one, other in combinations(range(parties), 2):
        for seat in range(parties - 1):
            crossed.append({one: [seat], other: [seat]})
            holders.append(one)
    return _case(
        rng,
        [parties - 1] * parties,
        crossed,
        parties=parties,
        of_party=holders.__getitem__,
    )


FAMILIES: Mapping[str, Callable[[int, random.Random], Case]] = {
    "chapters": _chapters,
    "hubs": _hubs,
    "thresholds": _thresholds,
    "timetable": _timetable,
    "grid": _grid,
    "nearly closed": _nearly_closed,
    "over-constrained": _over_constrained,
    "seats": _seats,
}
