"""One re-check after one choice at size, beside a straightforward evaluation of the same lines.

Run: ``python -m tests.benchmarks.bench_check`` (seconds). 150 issues with 5 options, 8 parties and
1,000 red lines; each re-check gives a status for every line and party. The straightforward one
walks through every term of every line, as the definition reads, and gives the lines' statuses only;
both must agree, or the benchmark fails.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from planner.check.checker import Checker
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from tests.made_cases import naive_status, seeded_case

ROUNDS = 200


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


if __name__ == "__main__":
    main()
