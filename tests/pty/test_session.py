"""A planner's whole session in a real pseudo-terminal, up to the checked file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty.terminal import ROOT, terminal

LEFT = "\x1b[?1049l"
VERDICT = "rosses 2 stated red lines under the strict reading: EU-1, RU-1"
QUOTE = (
    "“Putin's preference for focusing on a long-term peace settlement rather than a temporary "
    "cessation of hostilities”"
)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_a_planner_decides_all_sees_why_saves_and_a_colleague_checks(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Nine issues, RU-1 crossed with its quote, in parallel, strict, save, quit, check."""
    with terminal(tmp_path, size=size) as planner:
        planner.sees("Untitled deal, not saved", "Nothing chosen yet", "9 issues to decide")

        planner.press("2", "n", "n", "1")
        planner.sees("Crosses 1 line: RU-1 Russia")
        planner.press("z")  # the why pane larger
        planner.until(lambda: QUOTE in planner.said, QUOTE)
        planner.sees("THE MAG POST's own words, nobody quoted")
        planner.press("z")

        for digit in "2111111":
            planner.press("n", digit)
        planner.sees("Complete. Crosses 1 line: RU-1 Russia")
        planner.press("]", "2")  # to the crossed line; in parallel
        planner.sees("Complete and clear: crosses no stated")
        planner.press("r")
        planner.sees("moderate")
        planner.press("j")
        planner.sees("Looking through strict")
        planner.press("=")
        planner.sees("Crosses 2 lines")

        planner.save_as("deal.toml")
        planner.press("q")
        assert planner.ends() == 0
        assert LEFT in planner.written
    done = subprocess.run(
        [sys.executable, "-m", "planner", "check", "deal.toml"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert f"C{VERDICT}.\n" in done.stdout
    assert QUOTE[:60] in done.stdout
