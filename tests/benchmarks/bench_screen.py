"""How long a choice takes to be on the screen at size, beside the bundled case.

Run: ``python -m tests.benchmarks.bench_screen`` (half a minute). The app runs without a terminal at
120 x 40 on 150 issues with 5 options, 8 parties and 1,000 red lines. Timed is what the interface's
thread does from the key until the changed screen has been drawn; the counts that are worked out
beside it arrive later and are drawn then. Beside it stands a Textual app of one ``Static`` that
fills the same screen and changes at each key; all of it once more while another program uses a
processor.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Static

from planner.editing.scenario_session import Session, new_scenario
from planner.files.cases.catalogue import bundled_folder, case_files
from planner.files.cases.reading import read_case
from planner.files.places import fix_places
from planner.model.case import Case
from planner.tui.app import PlannerApp
from planner.tui.letting_go import tidy_after_start
from tests.benchmarks.as_the_app import begin_as_the_app
from tests.made_cases import seeded_case

CHOICES = 60
_BETWEEN = 0.03


class OnCase(PlannerApp):
    """The app on a case that is in memory."""

    def __init__(self, case: Case) -> None:
        super().__init__(at_first_paint=tidy_after_start)
        self._case = case

    def _first_session(self) -> Session:
        return Session(self._case, new_scenario(self._case))


class Bare(App[None]):
    """As little as an app can be that changes its whole screen."""

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static(id="all")

    def show(self, number: int) -> None:
        """Another screen full of text."""
        words = f"{number} of what a screen of a hundred and twenty cells holds in a row. " * 2
        self.query_one("#all", Static).update("\n".join([words[:120]] * 40))


@contextmanager
def other_work(*, on: bool) -> Iterator[None]:
    """Another program that uses a processor meanwhile."""
    if not on:
        yield
        return
    running = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        running.kill()
        running.wait()


async def bare_milliseconds() -> list[float]:
    """The time from each of many changes to the drawn screen of the bare app."""
    times = []
    app = Bare()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for n in range(CHOICES):
            await asyncio.sleep(_BETWEEN)
            drawn = asyncio.Event()
            start = time.perf_counter()
            app.show(n)
            app.call_after_refresh(drawn.set)
            await drawn.wait()
            times.append((time.perf_counter() - start) * 1000)
    return times


async def repaint_milliseconds(case: Case) -> list[float]:
    """The time from each of many choices to the drawn screen."""
    times = []
    app = OnCase(case)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for n in range(CHOICES):
            app.screen.issues.action_cursor_down()  # type: ignore[attr-defined]
            await asyncio.sleep(_BETWEEN)  # counts beside the interface would keep a pause waiting
            drawn = asyncio.Event()
            start = time.perf_counter()
            app.screen.action_command("digit", str(n % 2 + 1))  # type: ignore[attr-defined]
            app.call_after_refresh(drawn.set)
            await drawn.wait()
            times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    """Print medians and 95th percentiles."""
    bundled = read_case(case_files(bundled_folder())[0]).case
    large = seeded_case(issues=150, options=5, lines=1000, parties=8)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLANNER_STATE_DIR"] = str(Path(folder))
        fix_places()
        for busy in (False, True):
            with other_work(on=busy):
                bare = asyncio.run(bare_milliseconds())
                for name, case in (("bundled case", bundled), ("150 issues", large)):
                    tell(name, asyncio.run(repaint_milliseconds(case)), bare, busy=busy)


def tell(name: str, times: list[float], bare: list[float], *, busy: bool) -> None:
    """Print median and 95th percentile, and how many times those of the bare app they are."""
    (middle, late), (bare_middle, bare_late) = (
        (statistics.median(each), statistics.quantiles(each, n=20)[-1]) for each in (times, bare)
    )
    beside = " while another program works" if busy else ""
    print(  # noqa: T201
        f"{name}{beside}: a choice is drawn after {middle:.1f} ms, 95th percentile {late:.1f} "
        f"(wanted: under 50); the bare app {bare_middle:.1f} and {bare_late:.1f}, "
        f"ratios {middle / bare_middle:.1f} and {late / bare_late:.1f}"
    )


if __name__ == "__main__":
    begin_as_the_app()
    main()
