"""The proofs of what is promised about files, shortened: see ``python -m tests.reliability``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.__main__ import PROOFS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", PROOFS)
def test_the_short_form_holds(name: str) -> None:
    """What needs root or a tool that is missing here is skipped with its reason, never passed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability", name, "--short"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    line = done.stdout.splitlines()[-1]
    if line.startswith(f"{name}: not run: "):
        pytest.skip(line)
    assert line.startswith(f"{name}: ")
