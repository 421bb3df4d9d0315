"""Whether keys wait while the hardest cases are being worked on.

Run: ``python -m tests.benchmarks.bench_hard_keys [FAMILY ...]`` (some three minutes for all). Of
each family of ``talks.py`` the largest case: first choices on the board while its counts are worked
out, then the cursor up and down on the analysis while all questions are. A key counts from the
moment in which it is due, so one that comes while the interface is held waits in the figure too,
until the changed screen is drawn. Beside it a Textual app of one ``Static``, before and after. Said
are the median, the 95th percentile and the slowest key: by the clock, and as far as the app itself
is the cause. That is the processor time of all its threads from the moment in which the key is due,
which holds whatever held the interface, and not what other programs took on a busy machine.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen
from textual.app import App

from planner.files.places import fix_places
from planner.tui.screens.analysis import AnalysisScreen
from tests.benchmarks.analysis.talks import FAMILIES, talks
from tests.benchmarks.as_the_app import begin_as_the_app
from tests.benchmarks.bench_screen import Bare, OnCase

_BETWEEN = 0.05
_CHOICES, _MOVES = 60, 180
_WORKING = 9.0
"""The seconds for which the cursor moves: the analysis has ten."""


@frozen
class Waits:
    """How long keys waited, and how much of that the app's process was at work."""

    clock: Sequence[float]
    processor: Sequence[float]

    def __str__(self) -> str:
        return f"{_three(self.clock)} by the clock, {_three(self.processor)} the app's own"


def _three(times: Sequence[float]) -> str:
    late = statistics.quantiles(times, n=20)[-1]
    return f"{statistics.median(times):4.0f} {late:4.0f} {max(times):4.0f} ms"


async def waits(app: App[Any], press: Callable[[int], object], keys: int) -> Waits:
    """How long each of so many keys waits, one every twentieth of a second."""
    clock, processor = [], []
    due = time.perf_counter()
    ends = due + _WORKING
    for n in range(keys):
        due = max(due + _BETWEEN, time.perf_counter())
        before = time.process_time()
        await asyncio.sleep(due - time.perf_counter())
        used, drawn = time.process_time(), asyncio.Event()
        late = min(time.perf_counter() - due, used - before)
        press(n)
        app.call_after_refresh(drawn.set)
        await drawn.wait()
        clock.append((time.perf_counter() - due) * 1000)
        processor.append((late + time.process_time() - used) * 1000)
        if time.perf_counter() > ends:
            break
    return Waits(clock, processor)


async def bare() -> Waits:
    """The waits in the app of one widget."""
    app = Bare()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        return await waits(app, app.show, _CHOICES)


async def board_and_analysis(family: str) -> tuple[Waits, Waits]:
    """The waits on the board and on the analysis of the family's largest case."""
    app = OnCase(talks(family, 2))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()

        def choose(n: int) -> None:
            app.screen.issues.action_cursor_down()  # type: ignore[attr-defined]
            app.screen.action_command("digit", str(n % 2 + 1))  # type: ignore[attr-defined]

        on_board = await waits(app, choose, _CHOICES)
        app.screen.action_command("analysis")  # type: ignore[attr-defined]
        await pilot.pause(_BETWEEN)
        assert isinstance(app.screen, AnalysisScreen)
        findings = app.screen._findings

        def move(n: int) -> None:
            if n // 8 % 2:
                findings.action_cursor_up()
            else:
                findings.action_cursor_down()

        return on_board, await waits(app, move, _MOVES)


def main(families: Sequence[str]) -> None:
    """A line for the bare app and for each family."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLANNER_STATE_DIR"] = str(Path(folder))
        fix_places()
        print("median, 95th percentile, slowest")  # noqa: T201
        print(f"{'bare app':17} {asyncio.run(bare())}")  # noqa: T201
        for family in families or FAMILIES:
            board, analysis = asyncio.run(board_and_analysis(family))
            print(f"{family:17} {board} on the board", flush=True)  # noqa: T201
            print(f"{'':17} {analysis} on the analysis", flush=True)  # noqa: T201
        print(f"{'bare app':17} {asyncio.run(bare())}")  # noqa: T201


if __name__ == "__main__":
    begin_as_the_app()
    main(sys.argv[1:])
