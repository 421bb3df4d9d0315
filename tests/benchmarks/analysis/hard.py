# ruff: noqa: T201 - a program that prints
"""The hardest families beside other engines: what each finishes in ten seconds.

Run with ``python -m tests.benchmarks.analysis.hard [FAMILY ...]`` from the project's root; all of
them take some fifteen minutes. Each case is analysed whole in a process of its own, with another to
help, then each question alone: is any finished in a fifth of the time, and not beside all others?
Its open scenarios are counted by ganak (where the package pyganak is installed) and by listing them
with CaDiCaL, and where lines clash OptUx looks for the smallest conflict and RC2 for the fewest
lines to give up. All are processor seconds, also the ten: what else the machine does makes no
difference. A dash means not finished.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from planner.analysis.engine.limits import Limit, Stop, Unfinished
from planner.analysis.engine.rules import Rule, bits
from planner.analysis.questions import BY_DEFAULT
from planner.analysis.questions.analyse import Analysis, analyse, analyse_by_parts
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.premises import Premises
from planner.model.reading import Reading
from tests.benchmarks.analysis.by_processor import count_processor_seconds
from tests.benchmarks.analysis.talks import FAMILIES, talks

SECONDS = 10.0
KILLED_AFTER = 40
"""The processor seconds after which a process is ended that does not end by itself."""
OURS = frozenset({"planner", "alone"})
Clauses = list[list[int]]


def main(arguments: Sequence[str]) -> None:
    """A row a case: who answers what, and in which time."""
    if arguments[:1] == ["only"]:
        name, family, size = arguments[1:]
        longest = KILLED_AFTER if name in OURS else int(SECONDS) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (longest, longest))
        count_processor_seconds()
        print(json.dumps(ENGINES[name](Premises(talks(family, int(size)), Reading.STRICT))))
        sys.stdout.flush()
        os._exit(0)  # what was left alone need not end
    print(f"{'case':20}" + "".join(f"{name:>28}" for name in ENGINES))
    for family in arguments or FAMILIES:
        for n in range(3):
            told = (asked(engine, family, n) for engine in ENGINES)
            print(f"{f'{family} {n}':20}" + "".join(f"{cell:>28}" for cell in told), flush=True)


def asked(name: str, family: str, size: int) -> str:
    """The engine's answer and its seconds, from a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.analysis.hard", "only", name, family]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*command, str(size)], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = done.stdout.splitlines()[-1:]
    if (
        not said
        or not said[0].startswith(('"', "null"))
        or (name not in OURS and seconds > SECONDS)
    ):
        return "-"  # it ended by itself, with its own words or without any
    answer = json.loads(said[0])
    return "" if answer is None else f"{answer} {seconds:.1f} s"


def by_planner(premises: Premises) -> str:
    """The open scenarios, and which questions of all were not finished."""
    found = _whole(premises)
    answer = found.answer("open", OpenAnswer)
    opened = "?" if answer is None else answer.counted.open
    if isinstance(opened, Unfinished):
        opened = "?"
    # A list that ends at the most that was asked for is an answer.
    times = (Stop.TIME, Stop.SHARE_OF_TIME)
    late = [name for name, reason in found.reasons.items() if reason and reason.by in times]
    return f"{_short(opened)} {'whole' if not late else f'but {len(late)}'}"


def by_one_question(premises: Premises) -> str:
    """What a question finishes alone in a fifth of the time, and not beside all others."""
    fifth = Limit(seconds=SECONDS / 5)
    alone = {name for name in BY_DEFAULT if not analyse(premises, {name}, fifth).reasons}
    late = alone.intersection(_whole(premises).reasons)
    return f"{len(alone)} alone, {f'without {sorted(late)}' if late else 'all of them'}"


def _whole(premises: Premises) -> Analysis:
    """All questions, by two processes where there are two processors."""
    *_, found = analyse_by_parts(premises, limit=Limit(seconds=SECONDS), helped=True)
    return found


def by_ganak(premises: Premises) -> str | None:
    """The same count by a model counter."""
    found = clauses(premises)
    if found is None or importlib.util.find_spec("pyganak") is None:
        return None
    counter: Any = importlib.import_module("pyganak").Counter()
    for clause in found:
        counter.add_clause(clause)
    return _short(counter.count())


def by_listing(premises: Premises) -> str | None:
    """The same count by a solver that is told each model it found."""
    from pysat.solvers import Cadical153  # noqa: PLC0415

    found = clauses(premises)
    if found is None:
        return None
    count = 0
    with Cadical153(bootstrap_with=found) as solver:
        while solver.solve():
            count += 1
            solver.add_clause([-literal for literal in solver.get_model() if literal > 0])
    return _short(count)


def by_optux(premises: Premises) -> str | None:
    """The size of the smallest set of lines that clash."""
    from pysat.examples.optux import OptUx  # noqa: PLC0415

    formula = weighted(premises)
    if formula is None:
        return None
    with OptUx(formula) as searching:
        smallest = searching.compute()
    return None if smallest is None else f"conflict of {len(smallest)}"


def by_rc2(premises: Premises) -> str | None:
    """The fewest lines that must be given up."""
    from pysat.examples.rc2 import RC2  # noqa: PLC0415

    formula = weighted(premises)
    if formula is None:
        return None
    with RC2(formula) as searching:
        searching.compute()
        return f"gives up {searching.cost}"


def weighted(premises: Premises) -> Any:
    """Each line as a wish, beside what holds anyway; ``None`` where no lines clash.

    So also for lines by points, which are no clauses.
    """
    from pysat.formula import WCNF  # noqa: PLC0415
    from pysat.solvers import Cadical153  # noqa: PLC0415

    found = clauses(premises)
    if found is None:
        return None
    with Cadical153(bootstrap_with=found) as solver:
        if solver.solve():
            return None
    space = Groundwork(premises).space
    formula = WCNF()
    for clause in _one_each(space.sizes):
        formula.append(clause)
    beyond = sum(space.sizes) + 1
    for n in range(space.owners):
        rules = [item.rule for item in space.forbidden if item.owner == n]
        for rule in rules:
            assert not isinstance(rule, Rule)
            formula.append([*_past(rule, space.sizes), -(beyond + n)])
        formula.append([beyond + n], weight=1)
    return formula


def clauses(premises: Premises) -> Clauses | None:
    """What is open, as clauses over a literal for each option; ``None`` for lines by points."""
    space = Groundwork(premises).space
    found: Clauses = list(_one_each(space.sizes))
    for rule in space.prohibitions:
        if isinstance(rule, Rule):
            return None
        found.append(_past(rule, space.sizes))
    return found


def _literal(sizes: Sequence[int], variable: int, value: int) -> int:
    return 1 + sum(sizes[:variable]) + value


def _one_each(sizes: Sequence[int]) -> Iterator[list[int]]:
    for variable, size in enumerate(sizes):
        literals = [_literal(sizes, variable, value) for value in range(size)]
        yield literals
        yield from ([-a, -b] for n, a in enumerate(literals) for b in literals[n + 1 :])


def _past(ban: Sequence[tuple[int, int]], sizes: Sequence[int]) -> list[int]:
    return [
        _literal(sizes, variable, value)
        for variable, mask in ban
        for value in bits(((1 << sizes[variable]) - 1) & ~mask)
    ]


def _short(count: int | str) -> str:
    return f"{count:.4e}" if isinstance(count, int) and count > 10**9 else str(count)


ENGINES: dict[str, Callable[[Premises], str | None]] = {
    "planner": by_planner,
    "alone": by_one_question,
    "ganak": by_ganak,
    "listing": by_listing,
    "OptUx": by_optux,
    "RC2": by_rc2,
}

if __name__ == "__main__":
    main(sys.argv[1:])
