"""The process behind one tab: the app, kept in a folder. Started by the server, by nobody else."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from planner.files.places import fix_places

__all__ = ["main"]


def main(folder: str) -> int:
    """Runs the app in the folder, which it may not leave; returns the exit code."""
    os.chdir(folder)
    fix_places(confined=folder)
    from planner.tui import start  # noqa: PLC0415 (after the places are fixed)

    return start()


if __name__ == "__main__":
    code = main(sys.argv[1])
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    # A library may still be at work on what nobody waits for.
    os._exit(code)
