"""Published material, answered as an enumeration of its figures answers it.

The figures stand here a second time, as they were published, so that a case is not judged by
itself.
"""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from operator import add, ge
from pathlib import Path

import pytest

from planner.analysis.engine.limits import Limit
from planner.analysis.questions.analyse import Analysis, analyse
from planner.analysis.questions.coalitions import Coalitions
from planner.analysis.questions.frontier import Frontier
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.options_left import OptionsLeft
from planner.analysis.questions.premises import Premises
from planner.check.checker import check
from planner.files.cases.reading import read_case
from planner.model.case import Case
from planner.model.scenario import Choice, Scenario

HERE = Path(__file__).parent

SPORT_PARK: Mapping[str, tuple[int, tuple[tuple[int, ...], ...]]] = {
    "sportco": (55, ((14, 8, 0), (11, 7, 0), (0, 5, 10, 17), (35, 29, 20, 0), (0, 5, 10, 15, 23))),
    "tourism": (65, ((0, 11, 5), (0, 20, 25), (0, 2, 4, 9), (10, 26, 40, 0), (4, 8, 15, 12, 0))),
    "environment": (55, ((0, 22, 45), (0, 25, 55), (0,) * 4, (0,) * 4, (0,) * 5)),
    "mayor": (30, ((14, 8, 0), (12, 8, 0), (24, 18, 12, 0), (40, 30, 23, 0), (0, 2, 4, 7, 10))),
    "cities": (31, ((0, 4, 10), (0,) * 3, (12, 8, 6, 0), (0, 8, 13, 18), (60, 45, 30, 15, 0))),
    "union": (50, ((15, 20, 0), (0,) * 3, (42, 35, 25, 0), (30, 20, 10, 0), (2, 4, 6, 8, 0))),
}
"""Each party's minimum, and its scores for the options of each issue."""

ARTICLES = (
    (7, 10, 8, 8),
    (3, 10, 6, 4),
    (5, 9, 6, 6),
    (2, 10, 5, 3),
    (3, 10, 7, 5),
    (10, 2, 5, 7),
    (9, 3, 7, 8),
    (2, 10, 5, 4),
    (10, 4, 7, 9),
    (10, 4, 8, 9),
    (9, 5, 7, 8),
    (4, 10, 7, 6),
    (10, 3, 6, 7),
    (4, 9, 6, 5),
    (10, 3, 7, 7),
    (6, 8, 6, 8),
    (6, 6, 8, 8),
    (10, 2, 6, 8),
    (10, 5, 8, 9),
    (4, 8, 7, 5),
)
"""How content Ukraine, Russia, the USA and Europe are with each article."""

LEAST_AVERAGES = (5, 6.5, 3, 4)
EXCLUDING = ((2, 3), (5, 6), (8, 10), (12, 13), (14, 15))


def case_of(name: str) -> Case:
    """A published case, and that its file is short."""
    path = HERE / f"{name}.case.toml"
    assert len(path.read_text().splitlines()) < 300
    return read_case(path).case


def answered(case: Case, *names: str) -> tuple[Analysis, float]:
    """The answers to some questions, and the processor time they took."""
    started = time.process_time()
    found = analyse(Premises(case, case.reading), names, Limit(seconds=60))
    return found, time.process_time() - started


def deals() -> Iterator[tuple[tuple[int, ...], dict[str, int]]]:
    """Every deal of the game: an option for each issue, and each party's score."""
    for deal in itertools.product(*map(range, (3, 3, 4, 4, 5))):
        yield (
            deal,
            {
                party: sum(row[option] for row, option in zip(scores, deal, strict=True))
                for party, (_, scores) in SPORT_PARK.items()
            },
        )


def agreeing(score: Mapping[str, int]) -> frozenset[str]:
    """The parties that a deal gives their minimum."""
    return frozenset(party for party, points in score.items() if points >= SPORT_PARK[party][0])


def test_the_sport_park_is_answered_as_published() -> None:
    """Open deals, each option's, each coalition's and the frontier: in under two seconds."""
    case = case_of("harbour-sport-park")
    found, seconds = answered(case, "open", "options", "coalitions", "frontier")
    assert seconds < 2
    opened = [(deal, score) for deal, score in deals() if len(agreeing(score)) == len(SPORT_PARK)]

    counted = found.answer("open", OpenAnswer)
    assert counted is not None
    assert counted.counted.scenarios == 720
    assert counted.counted.open == len(opened) == 12

    left = found.answer("options", OptionsLeft)
    assert left is not None
    assert [[option.open for option in issue.options] for issue in left.issues] == [
        [sum(deal[n] == k for deal, _ in opened) for k in range(len(issue.options))]
        for n, issue in enumerate(case.issues)
    ]

    together = found.answer("coalitions", Coalitions)
    assert together is not None
    counts = Counter(agreeing(score) for _, score in deals())
    for coalition in together.coalitions:
        wanted = frozenset(coalition.parties)
        assert coalition.open == sum(n for parties, n in counts.items() if wanted <= parties)

    frontier = found.answer("frontier", Frontier)
    assert frontier is not None
    unbeaten = [
        tuple(score.values())
        for _, score in opened
        if not any(
            other != score and all(other[party] >= score[party] for party in score)
            for _, other in opened
        )
    ]
    assert [tuple(map(int, point.points.values())) for point in frontier.listed] == unbeaten


@pytest.mark.parametrize("deal", list(itertools.islice(deals(), 0, None, 97)))
def test_a_deal_of_the_sport_park_is_checked_as_published(
    deal: tuple[tuple[int, ...], dict[str, int]],
) -> None:
    """Whose minimum is not reached, and how many points each party has."""
    case = case_of("harbour-sport-park")
    options, score = deal
    choices = {
        issue.id: Choice(issue.options[n].id) for issue, n in zip(case.issues, options, strict=True)
    }
    verdict = check(case, Scenario(case.id, choices=choices))
    assert {line.line.party for line in verdict.crossed} == set(SPORT_PARK) - agreeing(score)
    assert [line.points and line.points.have for line in verdict.lines] == list(score.values())


def drafts() -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every draft with an article and without two that exclude each other, as a mask.

    With twice each party's figures less its threshold, summed up: no less than 0 where the average
    is no less than the threshold.
    """
    excluded = [(1 << a - 1) | (1 << b - 1) for a, b in EXCLUDING]
    sums: list[tuple[int, tuple[int, ...]]] = [(0, (0, 0, 0, 0))]
    for n, row in enumerate(ARTICLES):
        more = [
            int(2 * (figure - least)) for figure, least in zip(row, LEAST_AVERAGES, strict=True)
        ]
        sums += [
            (mask | 1 << n, tuple(map(add, met, more)))
            for mask, met in sums
            if not any((mask | 1 << n) & pair == pair for pair in excluded)
        ]
    return (draft for draft in sums if draft[0])


def test_the_average_of_a_draft_is_a_sum_of_margins() -> None:
    """What the simulator compares is what the case does."""
    for mask, met in itertools.islice(drafts(), 0, None, 1009):
        held = [row for n, row in enumerate(ARTICLES) if mask >> n & 1]
        for party, least in enumerate(LEAST_AVERAGES):
            average = sum(row[party] for row in held) / len(held)
            assert (average >= least) == (met[party] >= 0)


def test_the_simulator_of_twenty_articles_is_answered_as_its_figures_are() -> None:
    """Drafts by which no party is left below its average, and those with each article."""
    case = case_of("peace-simulator")
    found, seconds = answered(case, "open", "options", "frontier")
    assert seconds < 2
    opened = [(mask, met) for mask, met in drafts() if min(met) >= 0]

    counted = found.answer("open", OpenAnswer)
    assert counted is not None
    assert counted.counted.scenarios == 2**20 - 1
    assert counted.counted.open == len(opened)

    left = found.answer("options", OptionsLeft)
    assert left is not None
    assert [option.open for option in left.issues[0].options] == [
        sum(mask >> n & 1 for mask, _ in opened) for n in range(len(ARTICLES))
    ]

    frontier = found.answer("frontier", Frontier)
    assert frontier is not None
    points = Counter(met for _, met in opened)
    unbeaten: list[tuple[int, ...]] = []
    for met in sorted(points, reverse=True):  # what beats one stands before it
        if not any(all(map(ge, other, met)) for other in unbeaten):
            unbeaten.append(met)
    assert frontier.beyond == max(0, len(unbeaten) - 50)
    listed = {tuple(int(2 * p) for p in point.points.values()): point for point in frontier.listed}
    assert set(listed) <= set(unbeaten)
    assert len(listed) == min(50, len(unbeaten))
    assert all(point.scenarios == points[met] for met, point in listed.items())
