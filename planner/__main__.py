"""``python -m planner`` and the ``planner`` command: the way in, which imports almost nothing."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

__all__ = ["main"]


def main() -> int:
    """Runs the command line and returns the exit code."""
    # Next to nothing of what a start makes is garbage. Looking for it at Python's usual pace, and
    # once more at the exit, took a seventh of the time of a check.
    gc.set_threshold(100_000)
    try:
        # Inside, so that Ctrl+C while things are still being imported is quiet too.
        from planner.cli.main import main as run  # noqa: PLC0415

        return _leave(run())
    except KeyboardInterrupt:
        return 130
    finally:
        gc.freeze()


def _leave(code: int) -> int:
    """The code, unless a library is still at work on what nobody waits for: then leaves at once."""
    native = sys.modules.get("planner.analysis.engine.native")
    if native is not None and native.at_work():
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
