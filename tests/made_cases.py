"""Cases and scenarios made by Hypothesis or from a seed, and brute force to judge answers."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from hypothesis import strategies as st

from planner.check.verdict import LineStatus
from planner.model.case import Case, Issue, Origin
from planner.model.conditions import Condition, Term
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Statement, Strength
from tests.small_cases import made_case, numbered_issues, numbered_parties

LINE_STRENGTHS = [s for s in Strength if s.rank]


@st.composite
def terms(draw: st.DrawFn, issues: tuple[Issue, ...]) -> Term:
    """A combination over one to three of the issues, any non-empty option sets."""
    named = draw(st.lists(st.sampled_from(issues), min_size=1, max_size=3, unique_by=id))
    return Term(
        tuple(
            Condition(
                issue.id,
                tuple(draw(st.lists(st.sampled_from(list(issue.by_id)), min_size=1, unique=True))),
            )
            for issue in named
        )
    )


@st.composite
def cases(draw: st.DrawFn, max_issues: int = 5, max_lines: int = 6) -> Case:
    """A small case: overlapping, redundant, exhausting and never-true conditions all occur."""
    origins = st.sampled_from([Origin.SOURCE, Origin.SOURCE, Origin.ADDED])
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=max_issues))
    issues = numbered_issues(sizes, [draw(origins) for _ in range(sum(sizes))])
    parties = numbered_parties(draw(st.integers(1, 4)))
    conditions = st.lists(terms(issues), min_size=1, max_size=4).map(tuple)
    lines = tuple(
        RedLine(
            id=f"L-{n}",
            party=draw(st.sampled_from(parties)).id,
            title=f"Line {n}",
            crossed_when=draw(conditions),
            contested_when=draw(st.one_of(st.just(()), conditions)),
            strength=draw(st.sampled_from(LINE_STRENGTHS)),
        )
        for n in range(draw(st.integers(0, max_lines)))
    )
    rules = tuple(
        CoherenceRule(f"rule-{n}", f"Rule {n}", draw(conditions))
        for n in range(draw(st.integers(0, 2)))
    )
    statements = tuple(
        Statement(
            id=f"E{n}",
            quote="words",
            party=draw(st.sampled_from(parties)).id,
            strength=draw(st.sampled_from(list(Strength))),
            supports=(Condition(draw(st.sampled_from(issues)).id, ()),),
        )
        for n in range(draw(st.integers(0, 2)))
    )
    return made_case(
        "made",
        parties=parties,
        issues=issues,
        red_lines=lines,
        coherence=rules,
        statements=statements,
    )


@st.composite
def scenarios(draw: st.DrawFn, case: Case) -> Scenario:
    """A complete or partial scenario of the case, with a reading and lines set aside."""
    return Scenario(
        case_id=case.id,
        reading=draw(st.sampled_from(list(Reading))),
        set_aside=tuple(line.id for line in case.red_lines if draw(st.integers(0, 4)) == 0),
        choices={
            issue.id: Choice(draw(st.sampled_from([None, *issue.by_id]))) for issue in case.issues
        },
    )


def seeded_case(issues: int, options: int, lines: int, parties: int, seed: int = 1) -> Case:
    """A large case from a seed; the issues of a combination are neighbours, as authors write."""
    rng = random.Random(seed)
    made = numbered_issues([options] * issues)

    def some_terms(number: int) -> tuple[Term, ...]:
        return tuple(some_term() for _ in range(number))

    def some_term() -> Term:
        first = rng.randrange(issues)
        near = [made[(first + step) % issues] for step in range(rng.choice([1, 2, 2, 3]))]
        return Term(
            tuple(
                Condition(issue.id, tuple(rng.sample(list(issue.by_id), rng.choice([1, 1, 2]))))
                for issue in near
            )
        )

    return made_case(
        "seeded",
        parties=numbered_parties(parties),
        issues=made,
        red_lines=tuple(
            RedLine(
                id=f"L-{n}",
                party=f"p{n % parties}",
                title=f"Line {n}",
                crossed_when=some_terms(rng.choice([1, 1, 2])),
                contested_when=some_terms(rng.choice([0, 0, 1])),
                strength=rng.choice(LINE_STRENGTHS),
            )
            for n in range(lines)
        ),
    )


def completions(case: Case, scenario: Scenario) -> Iterator[dict[str, str]]:
    """Every complete choice of options that keeps what the scenario has decided."""
    open_to = [
        [chosen] if (chosen := scenario.option(issue.id)) else list(issue.by_id)
        for issue in case.issues
    ]
    ids = [issue.id for issue in case.issues]
    for options in itertools.product(*open_to):
        yield dict(zip(ids, options, strict=True))


def is_true(condition: tuple[Term, ...], options: dict[str, str]) -> bool:
    """Whether a complete choice of options makes one of the terms true; by the definition."""
    return any(all(options[s.issue] in s.options for s in term.conditions) for term in condition)


def naive_status(line: RedLine, options: dict[str, str], reading: Reading) -> LineStatus:
    """What a complete choice of options does to the line; by the definition."""
    if is_true(line.crossed_when, options):
        return LineStatus.CROSSED
    if is_true(line.contested_when, options):
        return LineStatus.CROSSED if reading.contested_is_crossed else LineStatus.CONTESTED
    return LineStatus.RESPECTED
