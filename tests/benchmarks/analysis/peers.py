# ruff: noqa: T201 - its parent reads what it prints
"""One count by the planner or by NegMAS, in a process of its own: count, seconds, megabytes."""

from __future__ import annotations

import resource
import sys
import time
from typing import Any

from planner.analysis.questions.open_set import open_set
from planner.analysis.questions.premises import Premises
from planner.model.case import Case
from planner.model.reading import Reading
from tests.benchmarks.analysis.families import sparse


def by_planner(case: Case) -> int:
    """The open scenarios."""
    found = open_set(Premises(case, Reading.FIRM)).open
    if not isinstance(found, int):
        raise TypeError(found.reason)
    return found


def by_negmas(case: Case) -> int:
    """The outcomes of a NegMAS outcome space that cross no line, all of them enumerated."""
    from negmas import make_issue, make_os  # type: ignore[import-not-found]  # noqa: PLC0415

    space: Any = make_os(
        [make_issue([o.id for o in issue.options], name=issue.id) for issue in case.issues]
    )
    place = {issue.id: n for n, issue in enumerate(case.issues)}
    terms = [
        [(place[s.issue], frozenset(s.options)) for s in term.conditions]
        for line in case.red_lines
        for term in line.crossed_when
    ]
    return sum(
        not any(all(outcome[n] in named for n, named in term) for term in terms)
        for outcome in list(space.enumerate_or_sample())
    )


def main(who: str, issues: int, options: int, lines: int) -> None:
    """Count once and print what it took."""
    case = sparse(issues, options, lines, 1, size=(1, 2))
    work = by_negmas if who == "negmas" else by_planner
    work(sparse(3, 2, 2, 1, width=(2, 2)))  # imports
    if who == "planner":
        import oxidd.bdd  # noqa: F401, PLC0415 - the case above needs none
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    count = work(case)
    seconds = time.process_time() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(count, seconds, (after - before) / 1024)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
