"""Which way a text runs: formats that do not find out by themselves have to be told."""

from __future__ import annotations

from unicodedata import bidirectional

from planner.reports.page import Runs

__all__ = ["right_to_left", "runs_right_to_left"]


def right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs to the left, as in Arabic and Hebrew."""
    for char in text:
        match bidirectional(char):
            case "L":
                return False
            case "R" | "AL":
                return True
    return False


def runs_right_to_left(runs: Runs) -> bool:
    """The same of all the words together."""
    return right_to_left("".join(run.text for run in runs))
