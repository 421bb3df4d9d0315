# ruff: noqa: T201, B023 - a program that prints, and times what it calls at once
"""The engine measured against the promises of its issue.

Run with ``python -m tests.benchmarks.analysis.measure [GROUP ...]`` from the project's root, groups
being ``neighbouring``, ``sparse``, ``beyond``, ``clashes``, ``honest``, ``points`` and ``peers``;
all of them take some fifteen minutes. Each group runs in a process of its own, so that memory is
its own peak. NegMAS is measured where its package is installed, ``not run`` otherwise.

Each time is shown twice: as processor time, which is what an idle machine would take, and behind it
as wall time on this one, which other work may stretch. Where a group runs several seeds the median
and the worst are shown. A plain loop is timed beside each group: 3 to 4 ms on a usual machine.
"""

from __future__ import annotations

import importlib.util
import itertools
import platform
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

from attrs import frozen

from planner.analysis.engine.limits import Limit, LimitReachedError, Unfinished
from planner.analysis.engine.native import at_work
from planner.analysis.questions import Wishes
from planner.analysis.questions.analyse import analyse
from planner.analysis.questions.coalitions import coalitions, find_incompatible
from planner.analysis.questions.conflicts import conflicts
from planner.analysis.questions.explorer import Explorer
from planner.analysis.questions.frontier import frontier
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import count_open, open_set
from planner.analysis.questions.options_left import only_possible, options_left
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import Search
from planner.check.size import scenario_count
from planner.model.case import Case
from planner.model.reading import Reading
from tests.benchmarks.analysis.families import dense, neighbouring, sparse, zoned
from tests.benchmarks.analysis.points import count_by_listing, count_by_sums, scored

_T = TypeVar("_T")


def main(arguments: Sequence[str]) -> None:
    """Run the groups named, each in a process of its own."""
    names = arguments or list(GROUPS)
    if len(names) == 1 and names[0].startswith("only-"):
        show("a loop in Python, sum(i * i for i in range(100_000))", "a yardstick", yardstick())
        GROUPS[names[0].removeprefix("only-")]()
        return
    print(f"{platform.machine()}, CPython {platform.python_version()}", end="")
    print("".join(f", {name} {installed(name)}" for name in ("oxidd", "python-sat", "negmas")))
    for name in names:
        print(f"\n{name}", flush=True)
        module = "tests.benchmarks.analysis.measure"
        subprocess.run([sys.executable, "-m", module, f"only-{name}"], check=True)


def installed(package: str) -> str:
    """The version of a package, or that it was not run."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not run"


def timed(work: Callable[[], _T]) -> tuple[_T, Spent]:
    """What the work gives, and what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, Spent(time.process_time() - cpu, time.perf_counter() - wall)


def yardstick() -> str:
    """What a plain loop takes on this machine now, to measure all else by."""
    loops = [timed(lambda: sum(i * i for i in range(100_000)))[1].cpu for _ in range(9)]
    return f"{min(loops) * 1e3:.1f} to {max(loops) * 1e3:.1f} ms"


def show(what: str, promise: str, measured: str) -> None:
    """One line of the table."""
    print(f"  {what:<58} {promise:<18} {measured}", flush=True)


@frozen
class Spent:
    """Seconds of some work: of the processor, and on the clock."""

    cpu: float
    wall: float


def ms(times: Iterable[Spent]) -> str:
    """Median and worst of some times, in milliseconds."""
    known = list(times)
    cpu = sorted(spent.cpu * 1e3 for spent in known)
    wall = sorted(spent.wall * 1e3 for spent in known)
    return (
        f"median {statistics.median(cpu):.1f} ms, worst {cpu[-1]:.1f} ms "
        f"(wall {statistics.median(wall):.1f}, {wall[-1]:.1f})"
    )


def percentile(times: Iterable[float], share: float) -> float:
    """The time below which that share of the times lies."""
    known = sorted(times)
    return known[min(len(known) - 1, int(share * len(known)))]


def peak() -> str:
    """The most memory that this process has held."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


@frozen
class Walk:
    """Seconds of the first answers, and of those after each choice, counted from the choice on."""

    possible: Spent
    counts: Spent
    possible_after: tuple[Spent, ...]
    counts_after: tuple[Spent, ...]


def walk(case: Case, steps: int, seed: int) -> Walk:
    """Make choices at random among what is possible."""
    explorer = Explorer(Premises(case, Reading.FIRM))
    limit = Limit(seconds=60)
    _, possible = timed(lambda: explorer.possible({}, limit))
    left, counts = timed(lambda: explorer.options_left({}, limit))
    rng = random.Random(seed)
    fixed: dict[str, str] = {}
    quick: list[Spent] = []
    exact: list[Spent] = []
    for _ in range(steps):
        issue = rng.choice([issue for issue in left.issues if issue.issue not in fixed])
        fixed = fixed | {issue.issue: rng.choice([o.option for o in issue.options if o.possible])}
        _, spent = timed(lambda: explorer.possible(fixed, limit))
        quick.append(spent)
        left, more = timed(lambda: explorer.options_left(fixed, limit))
        exact.append(Spent(spent.cpu + more.cpu, spent.wall + more.wall))
        if not left.complete:
            print("  not finished:", left.reason)
    return Walk(possible, counts, tuple(quick), tuple(exact))


def neighbouring_group() -> None:
    """Neighbouring lines: first answers and answers after each choice."""
    walk(neighbouring(8, 3, 20, 1), 2, 1)  # what is imported when first used
    for issues, options, lines, far, slack in ((50, 4, 300, 0.05, 1), (100, 5, 600, 0.0, 2)):
        runs = [walk(neighbouring(issues, options, lines, s, far=far), 25, s) for s in range(8)]
        name = f"{issues} x {options}, {lines} lines, {far:.0%} far"
        show(f"{name}: possible", f"< {50 * slack} ms", ms(run.possible for run in runs))
        show(f"{name}: all counts", f"< {300 * slack} ms", ms(run.counts for run in runs))
        for what, steps in (
            ("possible", [spent for run in runs for spent in run.possible_after]),
            ("counts", [spent for run in runs for spent in run.counts_after]),
        ):
            cpu = percentile((spent.cpu for spent in steps), 0.95) * 1e3
            wall = percentile((spent.wall for spent in steps), 0.95) * 1e3
            measured = f"{cpu:.1f} ms (wall {wall:.1f})"
            show(f"{name}: {what} after a choice, 95 %", f"< {16 * slack} ms", measured)
    show("memory", "", peak())


def sparse_group() -> None:
    """Random combinations: exact counts of the whole and of every option."""
    for issues, options, lines, promise in (
        (15, 4, 40, 10),
        (20, 4, 50, 10),
        (20, 4, 100, 10),
        (30, 5, 60, 40),
    ):
        for size in ((1, 1), (1, 2)):
            for seed in range(2):
                case = sparse(issues, options, lines, seed, size=size)
                premises = Premises(case, Reading.FIRM)
                limit = Limit(seconds=1200)  # of wall time: a busy machine needs a multiple
                found, first = timed(lambda: open_set(premises, limit))
                left, more = timed(lambda: options_left(premises, limit, explain_all=False))
                agree = found.open == left.open and left.complete
                name = (
                    f"{options}^{issues}, {lines} lines of {size[0]}-{size[1]} options, seed {seed}"
                )
                show(
                    name,
                    f"< {promise} s, 2 GB",
                    f"open {first.cpu:.2f} s, all options {more.cpu:.2f} s "
                    f"(wall {first.wall:.2f}, {more.wall:.2f}), "
                    f"{'same' if agree else 'NOT EXACT'}",
                )
    show("memory, all in one process", "< 2 GB", peak())


def beyond_group() -> None:
    """Where counting stops: what still answers, and when counts come back."""
    for name, case in (
        ("sparse 30 x 5, 200 lines", sparse(30, 5, 200, 1)),
        ("sparse 30 x 5, 200 lines of 1-2", sparse(30, 5, 200, 2, size=(1, 2))),
        ("dense 20 x 5, 200 lines", dense(20, 5, 200, 1)),
    ):
        premises = Premises(case, Reading.FIRM)
        found, spent = timed(lambda: open_set(premises, Limit(seconds=10)))
        if isinstance(found.open, Unfinished):
            low, high = found.open.at_least, found.open.at_most or 0
            show(f"{name}: open", "bounds, 10 s", f"{low:.1e} to {high:.1e} in {spent.wall:.1f} s")
        else:
            show(
                f"{name}: open",
                "bounds, 10 s",
                f"exact after all: {found.open}, {spent.wall:.1f} s",
            )
        explorer = Explorer(premises)
        rng = random.Random(1)
        fixed: dict[str, str] = {}
        quick = []
        tries = []
        # Ends by nodes, not by time: so the same choices bring the count back on every machine.
        limit = Limit(seconds=60, nodes=100_000)
        while True:
            left, spent = timed(lambda: explorer.possible(fixed))
            quick.append(spent)
            counts, spent = timed(lambda: explorer.options_left(fixed, limit))
            tries.append(spent)
            if not isinstance(counts.open, Unfinished):
                break
            issue = rng.choice([issue for issue in left.issues if issue.issue not in fixed])
            options = [option.option for option in issue.options if option.possible]
            fixed = fixed | {issue.issue: rng.choice(options)}
        show(f"{name}: possible after a choice", "< 30 ms", ms(quick))
        show(f"{name}: the open count is back", "", f"after {len(fixed)} choices; {ms(tries)} each")
    show("memory, all in one process", "< 1 GB", peak())


def clashes_group() -> None:
    """Many lines that clash: conflicts, ways out, coalitions."""
    conflicts(Premises(neighbouring(5, 3, 30, 1, clash=True), Reading.FIRM))  # imports
    for issues, options, lines in ((50, 4, 300), (50, 4, 700), (100, 5, 1500)):
        cases = [neighbouring(issues, options, lines, seed, clash=True) for seed in range(5)]
        questions = [Premises(case, Reading.FIRM) for case in cases]
        name = f"{issues} x {options}, {lines} lines"
        for promise, most in (("< 100 ms", 1), ("< 1 s", 10)):
            times = [timed(lambda: conflicts(q, most=most))[1] for q in questions]
            show(f"{name}: {most} conflict sets", promise, ms(times))
        ways = [timed(lambda: cheapest_way_out(q)) for q in questions]
        sizes = ", ".join(str(found) for found, _ in ways)
        show(
            f"{name}: cheapest way out", "< 1 s", f"{ms(spent for _, spent in ways)}; {sizes} lines"
        )
        times = [timed(lambda: which_coalitions(q))[1] for q in questions]
        show(f"{name}: which of 2^10 coalitions can agree", "< 1 s", ms(times))
        counted, left = [], []
        for q in questions:
            counted.append(timed(lambda: coalitions(q, Limit(seconds=10))))
            left.append(timed(wait_until_left_work_ends)[1])
        done = sum(found.complete for found, _ in counted)
        show(
            f"{name}: their exact counts",
            "limit 10 s",
            f"{ms(spent for _, spent in counted)}; {done} of {len(counted)} finished",
        )
        show(f"{name}: until all of it is given up", "", ms(left))
    show("memory, all in one process", "", peak())


def cheapest_way_out(premises: Premises) -> str:
    """How many lines the shortest way out gives up, without counting what it opens."""
    watch = Limit(seconds=120).start()
    search = Search(Groundwork(premises), {}, watch)
    try:
        return str(len(next(search.ways(watch))))
    except LimitReachedError:
        return f"more than {search.given_up - 1} (not finished)"


def wait_until_left_work_ends() -> None:
    """What a limit stopped may be in a call that cannot be interrupted."""
    while at_work():
        time.sleep(0.01)


def which_coalitions(premises: Premises) -> int:
    """How many coalitions can agree, without counting in how many scenarios."""
    clashes = [
        set(parties)
        for parties in find_incompatible(premises, Groundwork(premises), Limit(seconds=120).start())
    ]
    parties = [party.id for party in premises.case.parties]
    return sum(
        not any(clash.issubset(subset) for clash in clashes)
        for size in range(len(parties) + 1)
        for subset in itertools.combinations(parties, size)
    )


def honest_group() -> None:
    """What each count hides, beside what the count alone takes, on cases with contested zones."""
    honest_costs(zoned(neighbouring(8, 3, 20, 1)))  # what is imported when first used
    for issues, options, lines in ((8, 4, 20), (50, 4, 300)):
        runs = [honest_costs(zoned(neighbouring(issues, options, lines, s))) for s in range(5)]
        name = f"{issues} x {options}, {lines} lines"
        for what in runs[0]:
            alone, honest = zip(*(run[what] for run in runs), strict=True)
            show(f"{name}: {what} alone", "", ms(alone))
            show(f"{name}: {what} with what it hides", "", ms(honest))
    show("memory", "", peak())


def honest_costs(case: Case) -> dict[str, tuple[Spent, Spent]]:
    """For some questions, what they take alone, and with all that their counts hide."""
    premises = Premises(case, Reading.FIRM)
    limit = Limit(seconds=60)

    def spent(work: Callable[[], object]) -> Spent:
        return timed(work)[1]

    explorer = Explorer(premises)
    explorer.options_left({}, limit)
    explorer.tally({}, limit)
    fixed = {issue.id: issue.options[0].id for issue in case.issues[:3]}
    only_open = ["open"]
    return {
        "open": (
            spent(lambda: count_open(Groundwork(premises), {}, limit.start())),
            spent(lambda: open_set(premises, limit)),
        ),
        "all about the open set": (
            spent(lambda: open_set(premises, limit)),
            spent(lambda: analyse(premises, only_open, limit)),
        ),
        "all options": (
            spent(lambda: options_left(premises, limit, explain_all=False)),
            spent(lambda: options_left(premises, limit, explain_all=False, tallies=True)),
        ),
        "after a choice": (
            spent(lambda: explorer.options_left(fixed, limit)),
            spent(lambda: explorer.tally(fixed, limit)),
        ),
        "everything": (
            spent(lambda: analyse(premises, None, limit, wishes=Wishes(tallies=False))),
            spent(lambda: analyse(premises, None, limit)),
        ),
    }


def points_group() -> None:
    """Minimums in points: counted, each option counted, and the frontier; beside plain ways."""
    for issues, most, share, plainly in (
        (8, 100, 0.6, count_by_listing),
        (9, 100, 0.6, count_by_sums),
        (20, 5, 0.6, count_by_sums),
    ):
        case = scored(issues, 5, 3, most=most, share=share)
        open_set(Premises(case, Reading.FIRM))  # imports
        found, spent = timed(lambda: open_set(Premises(case, Reading.FIRM), Limit(seconds=600)))
        same, plain = timed(lambda: plainly(case))
        show(
            f"{issues} x 5, 3 parties, points to {most}: open",
            "",
            f"{spent.cpu:.2f} s; {plainly.__name__} {plain.cpu:.2f} s, "
            f"{plain.cpu / spent.cpu:,.0f} x, {'same' if same == found.open else 'NOT THE SAME'}",
        )
    for issues, share, promise in ((20, 0.6, 10), (20, 0.75, 10), (30, 0.6, 60), (30, 0.5, 60)):
        case = scored(issues, 5, 3, most=100, share=share)
        premises = Premises(case, Reading.FIRM)
        ground = Groundwork(premises)
        limit = Limit(seconds=1200)  # of wall time: a busy machine needs a multiple
        first = timed(lambda: only_possible(ground, {}, limit.start()))[1]
        found, spent = timed(lambda: open_set(premises, limit, groundwork=ground))
        left, more = timed(
            lambda: options_left(premises, limit, explain_all=False, groundwork=ground)
        )
        exact = found.complete and left.complete and left.open == found.open
        show(
            f"{issues} x 5, 3 parties, points to 100, {share:.0%} of the most",
            f"< {promise} s",
            f"possible {first.cpu:.2f} s, open {spent.cpu:.1f} s, all options {more.cpu:.1f} s "
            f"(wall {spent.wall:.1f}, {more.wall:.1f}), {'exact' if exact else 'NOT EXACT'}",
        )
    for issues, parties in ((30, 2), (14, 3), (7, 4), (5, 6)):
        case = scored(issues, 5, parties, most=100, share=0.4)
        beaten, spent = timed(lambda: frontier(Premises(case, Reading.FIRM), Limit(seconds=600)))
        number = len(beaten.listed) + beaten.beyond
        show(f"{issues} x 5, {parties} parties: frontier", "", f"{spent.cpu:.2f} s, {number:,}")
    show("memory, all in one process", "< 1.5 GB", peak())


def peers_group() -> None:
    """Spaces that can be listed: beside plain enumeration in Python, and beside NegMAS."""
    for issues, options, lines in ((5, 10, 20), (10, 4, 30), (6, 11, 30)):
        case = sparse(issues, options, lines, 1, size=(1, 2))
        premises = Premises(case, Reading.FIRM)
        open_set(premises)  # imports
        runs = [timed(lambda: open_set(premises)) for _ in range(5)]
        count = runs[0][0].open
        ours = statistics.median(spent.cpu for _, spent in runs)
        name = f"{scenario_count(case):,} scenarios, {lines} lines"
        show(f"{name}: planner", "", f"{ours * 1e3:.1f} ms")
        same, plain = timed(lambda: enumerate_plainly(case))
        agrees = "same" if same == count else "NOT THE SAME"
        show(
            f"{name}: plain enumeration",
            ">= 400 x at 10^6",
            f"{plain.cpu:.2f} s, {plain.cpu / ours:,.0f} x, {agrees}",
        )
        if importlib.util.find_spec("negmas") is None:
            show(f"{name}: NegMAS", ">= 100 x", "not run (not installed)")
            continue
        own = child("planner", issues, options, lines)
        other = child("negmas", issues, options, lines)
        show(
            f"{name}: NegMAS",
            ">= 100 x, 10 x less",
            f"{other[1]:.2f} s against {own[1] * 1e3:.1f} ms in a fresh process, "
            f"{other[1] / own[1]:,.0f} x; memory above imports "
            f"{other[2]:.0f} against {own[2]:.1f} MB; "
            f"{'same' if other[0] == own[0] == count else 'NOT THE SAME'}",
        )


def enumerate_plainly(case: Case) -> int:
    """Count by going through every scenario, as one writes it down in Python."""
    lines = [
        [[(s.issue, frozenset(s.options)) for s in term.conditions] for term in line.crossed_when]
        for line in case.red_lines
    ]
    count = 0
    ids = [issue.id for issue in case.issues]
    for options in itertools.product(*(issue.by_id for issue in case.issues)):
        chosen = dict(zip(ids, options, strict=True))
        if not any(
            all(chosen[issue] in named for issue, named in term)
            for terms in lines
            for term in terms
        ):
            count += 1
    return count


def child(who: str, issues: int, options: int, lines: int) -> tuple[int, float, float]:
    """The count, seconds and megabytes (above those of the imports) of a fresh process."""
    module = "tests.benchmarks.analysis.peers"
    asked = [sys.executable, "-m", module, who, *map(str, (issues, options, lines))]
    run = subprocess.run(asked, capture_output=True, text=True, check=True)
    count, seconds, memory = run.stdout.split()[-3:]
    return int(count), float(seconds), float(memory)


GROUPS: dict[str, Callable[[], None]] = {
    "neighbouring": neighbouring_group,
    "sparse": sparse_group,
    "beyond": beyond_group,
    "clashes": clashes_group,
    "honest": honest_group,
    "points": points_group,
    "peers": peers_group,
}

if __name__ == "__main__":
    main(sys.argv[1:])
