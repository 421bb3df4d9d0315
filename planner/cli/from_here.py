"""What ``planner check --from-here`` tells of a scenario: board, answers, mends, ways to finish."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from planner.analysis.engine.limits import Count, Limit
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.outlook import find_ways_on
from planner.analysis.questions.premises import Premises
from planner.check.board import Board
from planner.check.checker import Checker
from planner.check.from_here import OptionEffect, from_here
from planner.check.verdict import Verdict
from planner.cli.engines import use_known_engines
from planner.editing.proposals import Proposals
from planner.errors import Problem
from planner.model.scenario import Scenario
from planner.reports.content.from_here import FromHere

__all__ = ["told_from_here"]

_SECONDS = 10.0
_MENDS = 10
_FINISHES = 5


def told_from_here(
    checker: Checker,
    scenario: Scenario,
    verdict: Verdict,
    tell: Callable[[Iterable[Problem]], object],
) -> FromHere:
    """All of it within a limit.

    The scenario holds only what the checker's case has, also choices that are only begun.
    ``tell`` is given the engines that are not used, once.
    """
    case, reading, aside = checker.case, verdict.reading, verdict.set_aside
    use_known_engines(tell)
    limit = Limit(seconds=_SECONDS).from_now()
    effects = {
        issue.id: from_here(checker, scenario, issue.id, reading=reading, set_aside=aside)
        for issue in case.issues
    }
    premises = Premises.of_scenario(case, scenario, reading=reading, set_aside=aside)
    ground = Groundwork(premises)
    crosses = [held.line.id for held in verdict.crossed]
    watch = limit.start()
    offered = Proposals(checker, scenario, reading, set_aside=aside, groundwork=ground)
    mends, finishes = offered.mends(limit), offered.finishes(limit)
    first_mends = tuple(islice(mends, _MENDS))
    first_finishes = () if verdict.complete else tuple(islice(finishes, _FINISHES))
    return FromHere(
        scenario=scenario,
        verdict=verdict,
        board=Board(checker, verdict),
        effects=effects,
        ways=find_ways_on(ground, ground.picks(premises), crosses, watch, tallies=True),
        ways_of={
            (issue, effect.name): _ways(ground, scenario, effect, limit)
            for issue, answers in effects.items()
            for effect in answers
            if effect.possible and not effect.added and verdict.applies(issue) is not False
        },
        mends=first_mends,
        finishes=first_finishes,
        reason=mends.reason or finishes.reason,
    )


def _ways(ground: Groundwork, scenario: Scenario, effect: OptionEffect, limit: Limit) -> Count:
    premises = Premises.of_scenario(
        ground.premises.case,
        scenario.with_pick(effect.issue, effect.pick),
        reading=ground.premises.reading,
        set_aside=ground.premises.set_aside,
    )
    crosses = [line.id for line in effect.all_crossed]
    return find_ways_on(ground, ground.picks(premises), crosses, limit.start()).open
