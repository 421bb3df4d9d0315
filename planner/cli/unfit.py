"""The value of an option that is none it takes, with what it takes told apart."""

from __future__ import annotations

import argparse

from planner.errors import Problem
from planner.visible import visible

__all__ = ["UnfitValueError", "unfit"]


class UnfitValueError(argparse.ArgumentTypeError):
    """What a parser's ``type`` raises: ``problem`` says what was found, expected and nearest."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.explanation)
        self.problem = problem


def unfit(value: str, wrong: str, expected: str) -> UnfitValueError:
    """The error for a value of which no name is the nearest; ``wrong`` goes on after the value."""
    return UnfitValueError(Problem("", None, None, f'"{visible(value)}" {wrong}', expected))
