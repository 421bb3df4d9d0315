"""``python -m planner`` and the ``planner`` command: the way in, which imports almost nothing."""

from __future__ import annotations

import gc
import sys

__all__ = ["main"]


def main() -> int:
    """Runs the command line and returns the exit code."""
    # Next to nothing of what a start makes is garbage. Looking for it at Python's usual pace, and
    # once more at the exit, took a seventh of the time of a check.
    gc.set_threshold(100_000)
    try:
        # Inside, so that Ctrl+C while things are still being imported is quiet too.
        from planner.cli import main as run  # noqa: PLC0415

        return run()
    except KeyboardInterrupt:
        return 130
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
