"""What ``planner check`` is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from planner.cli.days import Days
    from planner.model.reading import Reading

__all__ = ["FAIL_ON", "Asked"]

FAIL_ON = ("crossed", "contested", "undecided", "never")
"""What makes the exit code 1: each as well as those before it, the last nothing."""


class Asked(NamedTuple):
    """The files and folders to judge, and the options."""

    operands: Sequence[str]
    case: str | None = None
    reading: Reading | None = None
    set_aside: Sequence[str] | None = None
    as_of: Days | None = None
    format: str = "text"
    fail_on: str = "crossed"
    quiet: bool = False
    from_here: bool = False
    without_private: bool = False
