"""That a private overlay lies beside a case and is left out, for whoever may think it is in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from planner.cli.output import complain
from planner.files.cases.private import private_file
from planner.visible import shown_path

__all__ = ["tell_left_out"]


def tell_left_out(command: str, case_files: Iterable[Path], so: str) -> None:
    """Say of each overlay beside these cases that it is left out; ``so`` goes on after that.

    On standard error alone: an answer may be handed on, and names nothing private.
    """
    overlays = dict.fromkeys(map(private_file, case_files))
    there = (shown_path(file) for file in overlays if os.path.lexists(file))
    complain([f"planner {command}: {file} is left out{so}" for file in there])
