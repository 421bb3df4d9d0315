"""How the library copes with 1,000 files: first rows, all of them, and the longest stall.

Run: ``python -m tests.benchmarks.bench_library [FILES]`` (half a minute; 10,000 files take three;
best on a quiet machine).

``first rows`` is from opening the library to rows on the screen, ``complete`` to the last file;
``opening`` and ``longest stall`` (after it) are how long the interface did nothing else, ``slowest
key`` what a move of the cursor took while files were being read, and ``idle`` the share of a
processor once all are there. Wanted: 1 s, 5 s (10 s of 10,000 files), never blocking, and idle at
most twice that of one file.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from textual import events

from planner.files.cases.catalogue import find_case
from planner.files.places import fix_places
from planner.model.case import IssueKind
from planner.model.scenario import Choice, Scenario
from planner.tui.app import PlannerApp
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.library import Library
from tests.benchmarks.as_the_app import begin_as_the_app
from tests.files.samples import canonical_text

ROUNDS = 5
NAMES = ("first rows", "complete", "opening", "longest stall", "slowest key")
_IDLE = 5.0


def make_files(folder: Path, files: int, *, in_one_folder: bool = False) -> None:
    """Write scenarios of the bundled case, no two alike, in folders of a hundred or all in one."""
    case = find_case("ukraine-2025-08").case
    for n in range(files):
        left, choices = n * 3, {}
        for issue in case.issues:
            left, pick = divmod(left, len(issue.options))
            note = f"A note on {issue.title}, which says why, in a sentence or two." * 2
            option = issue.options[pick].id
            several = issue.kind is IssueKind.ANY
            choices[issue.id] = (
                Choice(options=(option,), note=note) if several else Choice(option, note)
            )
        scenario = Scenario(case.id, title=f"Scenario {n}", summary="Text. " * 40, choices=choices)
        home = folder if in_one_folder else folder / f"part-{n // 100}"
        home.mkdir(exist_ok=True)
        (home / f"scenario-{n}.toml").write_text(canonical_text(scenario, case), "utf-8")


async def measure(files: int, *, with_keys: bool) -> tuple[float, ...]:
    """Open the library once; seconds to first rows and to the last, stall, slowest key, and idle.

    The last is a share of a processor.
    """
    app = PlannerApp()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        beats: list[float] = []

        async def beat() -> None:
            for _ in count():
                before = time.perf_counter()
                await asyncio.sleep(0.001)
                beats.append(time.perf_counter() - before)

        heart = asyncio.create_task(beat())
        began = time.perf_counter()
        app.screen.post_message(CommandScreen.TabAsked("library"))
        first = opening = 0.0
        keys: list[float] = []
        while True:
            await asyncio.sleep(0.02)
            if not isinstance(app.screen, Library):
                continue
            table = app.screen._table
            if table.row_count and not first:
                first = time.perf_counter() - began
                opening = max(beats)
                beats.clear()
            if len(app.screen._scenarios._kept) == files:
                break
            if first and with_keys:
                pressed, was = time.perf_counter(), table.cursor
                app.post_message(events.Key("down" if was < 500 else "home", None))
                while table.cursor == was:  # noqa: ASYNC110 (asked as often as a key could be)
                    await asyncio.sleep(0.001)
                keys.append(time.perf_counter() - pressed)
        complete = time.perf_counter() - began
        heart.cancel()
        stall, slowest = max(beats), max(keys, default=0.0)
        await asyncio.sleep(1.0)  # what was begun for the last files ends
        used = time.process_time()
        await asyncio.sleep(_IDLE)
        idle = (time.process_time() - used) / _IDLE
        return first, complete, opening, stall, slowest, idle


def main() -> None:
    """Print the medians."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLANNER_STATE_DIR"] = f"{folder}/state"
        work, single = Path(folder, "work"), Path(folder, "single")
        for home, number in ((work, files), (single, 1)):
            home.mkdir()
            make_files(home, number)
        os.chdir(single)
        fix_places()
        *_, of_one = asyncio.run(measure(1, with_keys=False))
        os.chdir(work)
        fix_places()
        for with_keys in (False, True):
            rounds = [asyncio.run(measure(files, with_keys=with_keys)) for _ in range(ROUNDS)]
            *spans, idle = zip(*rounds, strict=True)
            print("with keys pressed meanwhile" if with_keys else "left alone")  # noqa: T201
            for name, values in zip(NAMES, spans, strict=True):
                middle, worst = statistics.median(values) * 1000, max(values) * 1000
                print(f"  {name}: {middle:,.0f} ms (worst {worst:,.0f})")  # noqa: T201
            print(f"  idle: {statistics.median(idle):.2%}; one file {of_one:.2%}")  # noqa: T201


if __name__ == "__main__":
    begin_as_the_app()
    main()
