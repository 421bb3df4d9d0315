"""What a proof is given and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

__all__ = ["Effort", "NotRunError", "Result", "counted"]


class NotRunError(Exception):
    """The proof cannot be had here: no root, a tool or a kernel feature is missing."""


@frozen
class Effort:
    """How much is to be done: the whole number, a short form's, or one that was asked for.

    ``suite`` is the folder of a test suite that is not ours to ship.
    """

    short: bool = False
    number: int | None = None
    suite: Path | None = None

    def of(self, whole: int, short: int) -> int:
        """The number to do of what a whole proof does ``whole`` of."""
        if self.number is not None:
            return min(self.number, whole)
        return short if self.short else whole


@frozen
class Result:
    """The figures in one line, and whatever was not as promised."""

    figures: str
    wrong: tuple[str, ...] = ()


def counted(items: Iterable[object], one: str, many: str = "") -> str:
    """How many there are, with the word: ``2,000 kills``, ``1 kill``."""
    number = sum(1 for _ in items)
    return f"{number:,} {one if number == 1 else many or one + 's'}"
