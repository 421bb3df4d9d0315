"""Commands as they are run: in a process of their own, or here with what they answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from planner.cli.main import main

__all__ = ["answer", "flat", "planner", "python"]

ROOT = Path(__file__).resolve().parents[2]


def python(
    *arguments: str | Path, timeout: int = 60, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Python with these arguments, which finds this planner; without a terminal."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=timeout,
        check=False,
    )


def planner(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a user would run it, without a terminal."""
    return python("-m", "planner", *arguments, timeout=60, **environment)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """What the command answers in JSON."""
    capsys.readouterr()
    main([*arguments, "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def flat(text: str) -> str:
    """The text without its line breaks, to look for sentences that were wrapped."""
    return " ".join(text.split())
