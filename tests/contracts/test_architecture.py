"""Arrows point downward, and the screen library stays behind one door."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with these arguments, in the project."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_import_contracts_hold() -> None:
    """Those of pyproject.toml: the rooms in their order, Textual and Rich only in the screen."""
    done = run("-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache")
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_naming_the_screen_does_not_load_it() -> None:
    """Textual costs a quarter of a second, so it is imported when the app starts and not before."""
    done = run("-c", "import planner.tui, planner.cli, sys; print('textual' in sys.modules)")
    assert done.stdout == "False\n"
