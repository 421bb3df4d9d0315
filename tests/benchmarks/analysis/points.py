"""Cases by points made from a seed, and ways to count them that anyone would write down."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal

from planner.model.case import Case
from planner.model.points import Points
from planner.model.red_lines import RedLine
from planner.model.statements import Strength
from tests.small_cases import made_case, numbered_issues, numbered_parties

__all__ = ["count_by_listing", "count_by_sums", "scored"]


def scored(issues: int, options: int, parties: int, *, most: int, share: float) -> Case:
    """Each party gives whole points from 0 to ``most`` to every option.

    Its minimum is that share of the most it can get.
    """
    rng = random.Random(1)
    made = numbered_issues([options] * issues)
    of = numbered_parties(parties)
    lines = []
    for party in of:
        given = {
            issue.id: {option: Decimal(rng.randint(0, most)) for option in issue.by_id}
            for issue in made
        }
        best = sum(max(points.values()) for points in given.values())
        minimum = Decimal(int(float(best) * share))
        lines.append(
            RedLine(
                f"P-{party.id}",
                party.id,
                "Points",
                points=Points(minimum, scored_by="a made planner", of_options=given),
                strength=Strength.DECLARED,
            )
        )
    return made_case("scored", parties=of, issues=made, red_lines=tuple(lines))


def _given(case: Case) -> tuple[list[list[tuple[int, ...]]], list[int]]:
    """For each issue what each option gives to each line, and the minimums."""
    scores = [line.points for line in case.red_lines if line.points is not None]
    points = [
        [tuple(int(of.of_options[issue.id][option]) for of in scores) for option in issue.by_id]
        for issue in case.issues
    ]
    return points, [int(of.minimum) for of in scores]


def count_by_listing(case: Case) -> int:
    """Go through every scenario."""
    points, minimums = _given(case)
    return sum(
        all(
            sum(each) >= least
            for each, least in zip(zip(*chosen, strict=True), minimums, strict=True)
        )
        for chosen in itertools.product(*points)
    )


def count_by_sums(case: Case) -> int:
    """Issue by issue: how many scenarios come to which points, in a table of all that occur."""
    points, minimums = _given(case)
    best = [
        [max(option[n] for option in options) for n in range(len(minimums))] for options in points
    ]
    rest = [sum(each) for each in zip(*best, strict=True)]
    table = {(0,) * len(minimums): 1}
    for options, most in zip(points, best, strict=True):
        rest = [left - each for left, each in zip(rest, most, strict=True)]
        needed = [least - left for least, left in zip(minimums, rest, strict=True)]
        after: dict[tuple[int, ...], int] = {}
        for met, count in table.items():
            for option in options:
                to = tuple([a + b for a, b in zip(met, option, strict=True)])
                if all(a >= b for a, b in zip(to, needed, strict=True)):
                    after[to] = after.get(to, 0) + count
        table = after
    return sum(table.values())
