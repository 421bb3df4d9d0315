"""The planner, but no signal tells it that its terminal has gone."""

from __future__ import annotations

import signal
import sys

from planner.__main__ import main
from planner.tui.ending import Ending


def _deaf(_: Ending) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


setattr(Ending, "watch_signals", _deaf)  # noqa: B010 (mypy)
sys.exit(main())
