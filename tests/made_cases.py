"""Cases and scenarios made by Hypothesis or from a seed, and brute force to judge answers.

The judge knows the definitions and nothing of how the planner works any answer out: it lists all
complete scenarios, each as what is picked by issue, without the issues that do not apply.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from planner.check.verdict import LineStatus
from planner.model.case import Case, Issue, IssueKind, Option, Origin, Party
from planner.model.conditions import Condition, Pick, Term
from planner.model.points import Points
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Statement, Strength
from tests.small_cases import made_case, numbered_issues, numbered_parties

Picks = Mapping[str, Pick]
"""A complete scenario: what is picked on each issue that applies."""

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
def mixed_cases(draw: st.DrawFn, most: int = 300, max_issues: int = 5, max_lines: int = 6) -> Case:
    """A case of at most ``most`` complete scenarios with all that a case can hold.

    Its issues are of all kinds, some apply only where others are answered so; its lines go by
    conditions of every part or by points, and some are those of a member alone.
    """
    issues = draw(_mixed_issues(most, max_issues))
    blocs = draw(st.lists(st.sampled_from([(), (), ("France", "Germany")]), min_size=1, max_size=3))
    parties = [Party(f"p{n}", f"Party {n}", members) for n, members in enumerate(blocs)]
    conditions = st.lists(_mixed_terms(issues), min_size=1, max_size=3).map(tuple)
    lines = []
    for n in range(draw(st.integers(0, max_lines))):
        party = draw(st.sampled_from(parties))
        by_points = draw(st.integers(0, 3)) == 0
        lines.append(
            RedLine(
                id=f"L-{n}",
                party=party.id,
                title=f"Line {n}",
                crossed_when=() if by_points else draw(conditions),
                contested_when=() if by_points else draw(st.just(()) | conditions),
                points=draw(points_over(issues)) if by_points else None,
                strength=draw(st.sampled_from(LINE_STRENGTHS)),
                member=draw(st.sampled_from(["", *party.members])),
            )
        )
    rules = [
        CoherenceRule(f"rule-{n}", f"Rule {n}", draw(conditions))
        for n in range(draw(st.integers(0, 2)))
    ]
    return made_case("mixed", parties=parties, issues=issues, red_lines=lines, coherence=rules)


@st.composite
def _mixed_issues(draw: st.DrawFn, most: int, max_issues: int) -> tuple[Issue, ...]:
    """Issues that together have no more scenarios; those that name others stand in any order."""
    made: list[Issue] = []
    room = most
    for n in range(draw(st.integers(1, max_issues))):
        issue = draw(_bare_issue(f"i{n}"))
        if made and draw(st.integers(0, 1)) == 0:
            named = st.lists(_mixed_terms(tuple(made)), min_size=1, max_size=2)
            issue = evolve(issue, applies_when=tuple(draw(named)))
        room //= len(picks_of(issue)) + bool(issue.applies_when)
        if not room and made:
            break
        made.append(issue)
    return tuple(draw(st.permutations(made)))


@st.composite
def _bare_issue(draw: st.DrawFn, name: str) -> Issue:
    kind = draw(st.sampled_from([*IssueKind, IssueKind.ANY]))
    if kind is IssueKind.NUMBER:
        lowest, step = draw(st.integers(-3, 3)), draw(st.integers(1, 3))
        highest = lowest + draw(st.integers(0, 7)) * step + draw(st.integers(0, step - 1))
        return Issue(
            name, name, kind=kind, minimum=lowest, maximum=highest, step=step, unit="soldiers"
        )
    origins = st.sampled_from([Origin.SOURCE, Origin.SOURCE, Origin.ADDED])
    sizes = [1, 2, 3, 4] if kind is IssueKind.ONE else [1, 2, 3, 3, 4, 4]
    size = draw(st.sampled_from(sizes))
    options = tuple(Option(f"o{k}", f"Option {k}", origin=draw(origins)) for k in range(size))
    if kind is IssueKind.ONE:
        return Issue(name, name, options)
    at_least = draw(st.integers(0, size))
    at_most = draw(st.sampled_from([None, *range(max(1, at_least), size + 1)]))
    return Issue(name, name, options, kind=kind, at_least=at_least, at_most=at_most)


@st.composite
def _mixed_terms(draw: st.DrawFn, issues: tuple[Issue, ...]) -> Term:
    named = draw(st.lists(st.sampled_from(issues), min_size=1, max_size=3, unique_by=id))
    return Term(tuple(draw(conditions_on(issue)) for issue in named))


@st.composite
def conditions_on(draw: st.DrawFn, issue: Issue) -> Condition:
    """A condition on the issue with one or more of the parts that its kind can have."""
    applies = draw(st.sampled_from([None] * 8 + [True, False]))
    if issue.kind is IssueKind.NUMBER:
        bounds = st.integers(issue.minimum - 1, issue.maximum + 1)
        parts = draw(st.sampled_from(["from", "below", "from below"]))
        at_from = draw(bounds) if "from" in parts else None
        below = draw(bounds) if "below" in parts else None
        return Condition(issue.id, at_from=at_from, below=below, applies=applies)
    parts = draw(st.sampled_from(["any", "any", "any", "none", "all", "any none", "any all none"]))
    if applies is not None and draw(st.booleans()):
        parts = ""
    some = st.lists(st.sampled_from(list(issue.by_id)), min_size=1, max_size=3, unique=True)
    return Condition(
        issue.id,
        applies=applies,
        **{part: tuple(draw(some)) for part in parts.split()},  # type: ignore[arg-type]
    )


@st.composite
def points_over(draw: st.DrawFn, issues: tuple[Issue, ...]) -> Points:
    """Points of a line for options and numbers of some of the issues, negative ones too."""
    scale = Decimal(draw(st.sampled_from(["1", "0.5", "0.1", "0.01"])))
    given = st.integers(-30, 60).map(lambda whole: whole * scale)
    of_options, steps = {}, {}
    for issue in draw(st.lists(st.sampled_from(issues), min_size=1, unique_by=id)):
        if issue.kind is IssueKind.NUMBER:
            starts = draw(st.sets(st.integers(issue.minimum - 1, issue.maximum), min_size=1))
            steps[issue.id] = tuple((start, draw(given)) for start in sorted(starts))
        else:
            some = st.lists(st.sampled_from(list(issue.by_id)), min_size=1, unique=True)
            of_options[issue.id] = {option: draw(given) for option in draw(some)}
    minimum = draw(given)
    zone = draw(st.none() | st.integers(1, 30).map(lambda whole: minimum + whole * scale))
    return Points(minimum, zone, "the planner", of_options, steps)


@st.composite
def scenarios(draw: st.DrawFn, case: Case) -> Scenario:
    """A complete or partial scenario of the case, with a reading and lines set aside.

    Choices stand also on issues that turn out not to apply; "any" choices may have been begun, or
    hold as many options as may hold together.
    """
    return Scenario(
        case_id=case.id,
        reading=draw(st.sampled_from(list(Reading))),
        set_aside=tuple(line.id for line in case.red_lines if draw(st.integers(0, 4)) == 0),
        choices={issue.id: Choice.of(draw(st.none() | _picks_on(issue))) for issue in case.issues},
    )


def _picks_on(issue: Issue) -> st.SearchStrategy[Pick]:
    """Any pick; those begun, and those that take no further option, as often as the others."""
    every = picks_of(issue, begun=True)
    begun = [pick for pick in every if issue.begun_by(pick)]
    full = [pick for pick in every if is_full(issue, pick)]
    return st.one_of(*(st.sampled_from(kind) for kind in (every, begun, full) if kind))


def is_full(issue: Issue, pick: Pick | None) -> bool:
    """Whether the issue has further options, and none of them may join those of the pick."""
    return isinstance(pick, tuple) and len(pick) == issue.most < len(issue.options)


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


def picks_of(issue: Issue, *, begun: bool = False) -> list[Pick]:
    """All that can be picked on the issue; ``begun``: with fewer options than must hold too."""
    match issue.kind:
        case IssueKind.NUMBER:
            return list(issue.values)
        case IssueKind.ONE:
            return list(issue.by_id)
    held = itertools.product([False, True], repeat=len(issue.options))
    every = (tuple(itertools.compress(issue.by_id, options)) for options in held)
    fewest = 0 if begun else issue.at_least
    return [options for options in every if fewest <= len(options) <= issue.most]


def completions(case: Case, scenario: Scenario) -> Iterator[dict[str, Pick]]:
    """Every complete scenario that keeps what the scenario has decided where that applies."""
    by_id = case.issues_by_id
    return complete_scenarios(
        case, {i: pick for i, pick in scenario.chosen() if by_id[i].answered_by(pick)}
    )


def complete_scenarios(case: Case, kept: Picks | None = None) -> Iterator[dict[str, Pick]]:
    """Every complete scenario, in the case's order; those with what is kept where it applies.

    Others may join the options of a choice that is begun. An issue that does not apply is absent,
    and comes after all that can be picked on it.
    """
    open_to = {
        i.id: [pick for pick in picks_of(i) if not kept or keeps_pick(i, kept.get(i.id), pick)]
        for i in case.issues
    }
    found: list[dict[str, Pick]] = [{}]
    for issue in _those_named_first(case.issues):
        found = [
            {**picks, **answer}
            for picks in found
            for answer in (
                [{issue.id: pick} for pick in open_to[issue.id]]
                if not issue.applies_when or is_true(issue.applies_when, picks)
                else [{}]
            )
        ]
    order = {i.id: {pick: n for n, pick in enumerate(open_to[i.id])} for i in case.issues}

    def places(picks: Picks) -> list[int]:
        return [of[picks[i]] if i in picks else len(of) for i, of in order.items()]

    return ({i: picks[i] for i in order if i in picks} for picks in sorted(found, key=places))


def keeps_pick(issue: Issue, kept: Pick | None, pick: Pick) -> bool:
    """Whether an answer is what was chosen, or has all options of what was only begun."""
    if isinstance(kept, tuple) and isinstance(pick, tuple) and len(kept) < issue.at_least:
        return set(kept) <= set(pick)
    return kept is None or pick == kept


def _those_named_first(issues: Iterable[Issue]) -> list[Issue]:
    """The issues, each after those on which it depends whether it applies."""
    ordered: dict[str, Issue] = {}
    waiting = list(issues)
    while waiting:
        issue = waiting.pop(0)
        named = {i for term in issue.applies_when for i in term.issues}
        if named <= ordered.keys():
            ordered[issue.id] = issue
        else:
            waiting.append(issue)
    return list(ordered.values())


def is_true(condition: Iterable[Term], picks: Picks) -> bool:
    """Whether a complete scenario makes one of the terms true; by the definition."""
    return any(all(holds(part, picks) for part in term.conditions) for term in condition)


def holds(condition: Condition, picks: Picks) -> bool:
    """Whether each part of a condition is true of a complete scenario; by the definition."""
    pick = picks.get(condition.issue)
    held = () if pick is None else pick if isinstance(pick, tuple) else (pick,)
    parts = []
    if condition.any:
        parts.append(any(option in held for option in condition.any))
    if condition.all:
        parts.append(all(option in held for option in condition.all))
    if condition.none:
        parts.append(not any(option in held for option in condition.none))
    if condition.at_from is not None:
        parts.append(isinstance(pick, int) and pick >= condition.at_from)
    if condition.below is not None:
        parts.append(isinstance(pick, int) and pick < condition.below)
    if condition.applies is not None:
        parts.append((pick is not None) is condition.applies)
    return all(parts)


def naive_points(points: Points, picks: Picks) -> Decimal:
    """What a complete scenario, or the part of it that is given, comes to; by the definition."""
    total = Decimal(0)
    for issue, pick in picks.items():
        if isinstance(pick, int):
            reached = [given for start, given in points.steps.get(issue, ()) if start <= pick]
            total += reached[-1] if reached else 0
        else:
            of_options = points.of_options.get(issue, {})
            held = pick if isinstance(pick, tuple) else (pick,)
            total += sum(of_options.get(option, 0) for option in held)
    return total


def naive_status(line: RedLine, picks: Picks, reading: Reading) -> LineStatus:
    """What a complete scenario does to the line; by the definition."""
    if line.points is not None:
        come_to, zone = naive_points(line.points, picks), line.points.contested_below
        crossed = come_to < line.points.minimum
        contested = zone is not None and come_to < zone
    else:
        crossed = is_true(line.crossed_when, picks)
        contested = is_true(line.contested_when, picks)
    if crossed or (contested and reading.contested_is_crossed):
        return LineStatus.CROSSED
    return LineStatus.CONTESTED if contested else LineStatus.RESPECTED
