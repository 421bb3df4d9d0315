# ruff: noqa: T201 - a program that prints
"""One question each, beside the engine that answers just that: how many times as long it takes.

Run with ``python -m tests.benchmarks.analysis.alike [FAMILY ...]`` from the project's root (some
five minutes for all). The families are those of ``talks.py``. How many scenarios are open: the
planner, ganak, and listing with CaDiCaL. Where lines clash: the first minimal conflict beside
OptUx, whose one is a smallest; the fewest lines to give up, proven, beside RC2. Said are processor
seconds from the case to the answer, without the start and the imports of either side. A dash means
not within ten seconds; answers that ought to be the same and are not end the program.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from pysat.examples.optux import OptUx
from pysat.examples.rc2 import RC2
from pysat.solvers import Cadical153

from planner.analysis.engine import limits
from planner.analysis.engine.limits import Limit, Unfinished
from planner.analysis.questions.conflicts import conflicts
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import open_set
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import Search
from planner.model.reading import Reading
from tests.benchmarks.analysis.hard import clauses, weighted
from tests.benchmarks.analysis.talks import FAMILIES, talks

SECONDS = 10.0
Told = tuple[str, float]
Answering = Callable[[Premises], Told | None]


def main(arguments: Sequence[str]) -> None:
    """A row a case and question."""
    if arguments[:1] == ["only"]:
        name, of_family, of_size = arguments[1:]
        resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS) + 5, int(SECONDS) + 5))
        vars(limits)["time"] = SimpleNamespace(monotonic=time.process_time)
        print(json.dumps(ENGINES[name](Premises(talks(of_family, int(of_size)), Reading.STRICT))))
        sys.stdout.flush()
        os._exit(0)  # what was left alone need not end
    for family in arguments or FAMILIES:
        for size in range(3):
            for question, engines in ASKED.items():
                for row in compared(question, engines, family, size):
                    print(f"{f'{family} {size}':20}{question:16}{row}", flush=True)


def compared(question: str, engines: Sequence[str], family: str, size: int) -> Iterator[str]:
    """What the planner needs, and each of the others with how many times that is."""
    ours, *others = (asked(engine, family, size) for engine in engines)
    cells = [f"planner {_seconds(ours)}"]
    answers = set()
    for engine, theirs in zip(engines[1:], others, strict=True):
        if theirs is None and ours is None:
            continue
        times = f" ({ours[1] / theirs[1]:.1f} x)" if ours and theirs else ""
        cells.append(f"{engine} {_seconds(theirs)}{times}")
        answers |= {theirs[0]} if theirs else set()
    if len(cells) > 1 and any(others):
        if ours and question != "a conflict" and answers != {ours[0]}:
            sys.exit(f"{family} {size}, {question}: {ours[0]} here, {answers} there")
        yield ", ".join(cells)


def asked(engine: str, family: str, size: int) -> Told | None:
    """The answer and the seconds, from a process of its own; none within ten."""
    command = [sys.executable, "-m", __spec__.name, "only", engine, family, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout.splitlines()[-1:]
    if not said or not said[0].startswith("["):
        return None
    answer, seconds = json.loads(said[0])
    return (answer, seconds) if seconds <= SECONDS else None


def _seconds(told: Told | None) -> str:
    return f"{told[1]:.3f} s" if told else "-"


def _timed(work: Callable[[], object]) -> Told | None:
    began = time.process_time()
    answer = work()
    seconds = time.process_time() - began
    return None if answer is None else (str(answer), seconds)


def ganak(premises: Premises) -> Told | None:
    """The open scenarios."""
    if clauses(premises) is None or importlib.util.find_spec("pyganak") is None:
        return None
    pyganak: Any = importlib.import_module("pyganak")

    def count() -> object:
        counter = pyganak.Counter()
        for clause in clauses(premises) or ():
            counter.add_clause(clause)
        return counter.count()

    return _timed(count)


def listing(premises: Premises) -> Told | None:
    """The same, one after another."""
    if clauses(premises) is None:
        return None

    def count() -> int:
        number = 0
        with Cadical153(bootstrap_with=clauses(premises)) as solver:
            while solver.solve():
                number += 1
                solver.add_clause([-literal for literal in solver.get_model() if literal > 0])
        return number

    return _timed(count)


def optux(premises: Premises) -> Told | None:
    """The size of a smallest conflict."""
    if weighted(premises) is None:
        return None
    return _timed(lambda: len(OptUx(weighted(premises)).compute()))


def rc2(premises: Premises) -> Told | None:
    """The fewest lines to give up."""

    def cost() -> int:
        with RC2(weighted(premises)) as searching:
            searching.compute()
            return int(searching.cost)

    return None if weighted(premises) is None else _timed(cost)


def our_count(premises: Premises) -> Told | None:
    """The open scenarios."""

    def count() -> object:
        found = open_set(premises, Limit(seconds=SECONDS)).open
        return None if isinstance(found, Unfinished) else found

    return _timed(count)


def our_conflict(premises: Premises) -> Told | None:
    """The first minimal conflict."""

    def find() -> object:
        sets = conflicts(premises, Limit(seconds=SECONDS), most=1).sets
        return len(sets[0].lines) if sets else None

    return _timed(find)


def our_way_out(premises: Premises) -> Told | None:
    """The fewest lines to give up."""

    def find() -> object:
        ground, watch = Groundwork(premises), Limit(seconds=SECONDS).start()
        if ground.any_open({}, watch):
            return None
        return len(next(Search(ground, {}, watch).ways(watch)))

    return _timed(find)


ASKED = {
    "open scenarios": ("our count", "ganak", "listing"),
    "a conflict": ("our conflict", "OptUx"),
    "fewest given up": ("our way out", "RC2"),
}
ENGINES: dict[str, Answering] = {
    "our count": our_count,
    "our conflict": our_conflict,
    "our way out": our_way_out,
    "ganak": ganak,
    "listing": listing,
    "OptUx": optux,
    "RC2": rc2,
}

if __name__ == "__main__":
    main(sys.argv[1:])
