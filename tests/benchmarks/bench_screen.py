"""How long a choice takes to be on the screen at size, beside the bundled case.

Run: ``python -m tests.benchmarks.bench_screen`` (half a minute). The app runs without a terminal at
120 x 40 on 150 issues with 5 options, 8 parties and 1,000 red lines. Timed is what the interface's
thread does from the key until the changed screen has been drawn; the counts that are worked out
beside it arrive later and are drawn then.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

from planner.editing.scenario_session import Session, new_scenario
from planner.files.cases.catalogue import bundled_folder, case_files
from planner.files.cases.reading import read_case
from planner.files.places import fix_places
from planner.model.case import Case
from planner.tui.app import PlannerApp
from planner.tui.letting_go import tidy_after_start
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
        small_times = asyncio.run(repaint_milliseconds(bundled))
        large_times = asyncio.run(repaint_milliseconds(large))
    for name, times in (("bundled case", small_times), ("150 issues", large_times)):
        p95 = statistics.quantiles(times, n=20)[-1]
        print(  # noqa: T201
            f"{name}: a choice is drawn after {statistics.median(times):.1f} ms "
            f"(95th percentile {p95:.1f}; wanted: under 50)"
        )


if __name__ == "__main__":
    main()
