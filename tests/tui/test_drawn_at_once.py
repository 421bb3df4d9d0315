"""A changed screen is drawn with the next beat, and beats are near each other."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import sys
from types import SimpleNamespace

import planner.tui

sys.modules["planner.tui.app"] = SimpleNamespace(run=lambda *_, **__: 0)
planner.tui.start()
from textual.constants import MAX_FPS

print(MAX_FPS)
"""


def test_the_app_is_drawn_twice_as_often_as_textual_would() -> None:
    """After a long drawing Textual leaves out a beat, and a key waits for the one after it."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["120"]
