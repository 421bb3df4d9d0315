"""One re-check after one choice at size, beside a straightforward evaluation of the same lines.

Run: ``python -m tests.benchmarks.bench_check`` (seconds). 150 issues with 5 options, 8 parties and
1,000 red lines; each re-check gives a status for every line and party. The straightforward one
walks through every term of every line, as the definition reads, and gives the lines' statuses only;
both must agree, or the benchmark fails.

Then a case of all kinds: 12 issues of one option, 8 of which any of 20 may hold, 6 numbers of
1,500,001 values with ten thresholds, 8 issues of all kinds that need not apply, 200 lines and 10
lines by points. A keystroke changes one issue, and asks for what each answer to it would do.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from decimal import Decimal

from attrs import evolve

from planner.check.checker import Checker
from planner.check.from_here import from_here
from planner.model.case import Case, Issue, IssueKind, Option
from planner.model.conditions import Condition, Pick, Term
from planner.model.points import Points
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from tests.made_cases import naive_status, seeded_case
from tests.small_cases import made_case, numbered_parties, red_line

ROUNDS = 200
THRESHOLDS = range(100_000, 1_100_000, 100_000)


def cpu_milliseconds(work: Callable[[], object]) -> float:
    """The median CPU time of one call."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time_ns()
        work()
        times.append(time.process_time_ns() - start)
    return statistics.median(times) / 1e6


def complete_scenario(case: Case) -> Scenario:
    """A scenario with every issue decided at random, from a seed."""
    rng = random.Random(2)
    return Scenario(case.id, choices={i.id: Choice(rng.choice(i.options).id) for i in case.issues})


def main() -> None:
    """Print the times and their ratio."""
    case = seeded_case(issues=150, options=5, lines=1000, parties=8)
    complete = complete_scenario(case)
    options = {i: choice.option or "" for i, choice in complete.choices.items()}
    half = Scenario(
        case.id, choices={i: Choice(o) for n, (i, o) in enumerate(options.items()) if n % 2}
    )
    checker = Checker(case)
    naive = [naive_status(line, options, Reading.FIRM) for line in case.red_lines]
    if list(checker.check(complete).statuses) != naive:
        raise SystemExit("the two evaluations differ")
    fast = cpu_milliseconds(lambda: checker.check(complete))
    partial = cpu_milliseconds(lambda: checker.check(half))
    slow = cpu_milliseconds(
        lambda: [naive_status(line, options, Reading.FIRM) for line in case.red_lines]
    )
    print(  # noqa: T201
        f"re-check: {fast:.3f} ms complete, {partial:.3f} ms half decided (wanted: under 1); "
        f"straightforward, complete: {slow:.3f} ms, {slow / fast:.1f} x (wanted: at least 5)"
    )
    for share in (1.0, 0.5, 0.0):
        check, consequences = keystrokes(mixed_case(), share)
        print(  # noqa: T201
            f"all kinds, {share:.0%} decided: re-check {check[0]:.2f} ms, slowest tenth from "
            f"{check[1]:.2f} ms; consequences {consequences[0]:.2f} and {consequences[1]:.2f} ms"
        )


def mixed_case() -> Case:
    """The case of all kinds, from a seed."""
    rng = random.Random(4)
    issues = [issue_of(IssueKind.ONE, f"one{n}") for n in range(12)]
    issues += [
        evolve(issue_of(IssueKind.ANY, f"any{n}"), at_least=n % 3, at_most=(None, 5, 12)[n % 3])
        for n in range(8)
    ]
    issues += [issue_of(IssueKind.NUMBER, f"number{n}") for n in range(6)]
    for n in range(8):
        parent = Term((condition_on(rng.choice(issues), rng),))
        kind = (IssueKind.ONE, IssueKind.ANY, IssueKind.NUMBER)[n % 3]
        issues.append(evolve(issue_of(kind, f"optional{n}"), applies_when=(parent,)))

    def term() -> Term:
        first = rng.randrange(len(issues))
        near = [issues[(first + step) % len(issues)] for step in range(rng.choice([1, 2, 2, 3]))]
        return Term(tuple(condition_on(issue, rng) for issue in near))

    def points() -> Points:
        scored = rng.sample(issues, 10)
        return Points(
            Decimal(60),
            Decimal(80),
            "the planner",
            {
                issue.id: {o: Decimal(rng.randrange(-10, 40)) / 2 for o in issue.by_id}
                for issue in scored
                if issue.options
            },
            {
                issue.id: tuple((start, Decimal(start // 50_000)) for start in THRESHOLDS)
                for issue in scored
                if not issue.options
            },
        )

    lines = [
        red_line(
            f"L-{n}",
            f"p{n % 8}",
            *(term() for _ in range(rng.choice([1, 1, 2]))),
            contested=[term() for _ in range(rng.choice([0, 0, 1]))],
        )
        for n in range(200)
    ]
    lines += [red_line(f"P-{n}", f"p{n % 8}", points=points()) for n in range(10)]
    return made_case("mixed", parties=numbered_parties(8), issues=issues, red_lines=lines)


def issue_of(kind: IssueKind, name: str) -> Issue:
    """An issue of five options, of which any of twenty hold, or a number."""
    if kind is IssueKind.NUMBER:
        return Issue(name, name, kind=kind, maximum=1_500_000)
    options = 20 if kind is IssueKind.ANY else 5
    return Issue(name, name, tuple(Option(f"o{k}", f"O{k}") for k in range(options)), kind=kind)


def condition_on(issue: Issue, rng: random.Random) -> Condition:
    """A condition as authors write them: a few options, or a threshold."""
    if issue.kind is IssueKind.NUMBER:
        return Condition(issue.id, at_from=rng.choice(THRESHOLDS))
    some = tuple(rng.sample(list(issue.by_id), rng.choice([1, 2, 3])))
    return Condition(issue.id, none=some) if rng.random() < 0.2 else Condition(issue.id, any=some)


def keystrokes(case: Case, share: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Milliseconds of re-checks and of consequences: median, and where the slowest tenth begins.

    Each issue is decided with the chance of ``share``.
    """
    rng = random.Random(5)

    def pick(issue: Issue) -> Pick | None:
        if rng.random() >= share:
            return None
        if issue.kind is IssueKind.NUMBER:
            return rng.randrange(issue.maximum)
        if issue.kind is IssueKind.ONE:
            return rng.choice(list(issue.by_id))
        return issue.in_order(rng.sample(list(issue.by_id), 3))

    checker = Checker(case)
    scenario = Scenario(case.id, choices={i.id: Choice.of(pick(i)) for i in case.issues})
    checker.check(scenario)
    checks, consequences = [], []
    for _ in range(ROUNDS):
        issue = rng.choice(case.issues)
        scenario = scenario.with_pick(issue.id, pick(issue))
        start = time.process_time_ns()
        checker.check(scenario)
        checked = time.process_time_ns()
        from_here(checker, scenario, issue.id)
        checks.append((checked - start) / 1e6)
        consequences.append((time.process_time_ns() - checked) / 1e6)
    return _spread(checks), _spread(consequences)


def _spread(times: list[float]) -> tuple[float, float]:
    tenths = statistics.quantiles(times, n=10)
    return statistics.median(times), tenths[-1]


if __name__ == "__main__":
    main()
