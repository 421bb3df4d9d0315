"""Which of the libraries that work outside Python are trusted to be right.

What is not trusted is not used: counts then come from branching alone, and what is possible from
plain backtracking, slower and right. Who starts a program says how that is decided; it is asked
when the first library is wanted, once.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["Trusted", "decide_by", "trusted"]


@frozen(eq=False, repr=False)
class Trusted(Compared):
    """What may be used: ``counting`` (oxidd and numpy) and ``solving`` (python-sat)."""

    counting: bool = True
    solving: bool = True


class _Decision:
    """The decision, once it was made; who comes meanwhile waits for it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.decide: Callable[[], Trusted] = Trusted
        self.made: Trusted | None = None


_decision = _Decision()


def decide_by(decide: Callable[[], Trusted]) -> None:
    """Have it decided by that function, when the first library is wanted."""
    _decision.decide, _decision.made = decide, None


def trusted() -> Trusted:
    """What may be used; everything, where nobody said how to decide."""
    with _decision.lock:
        if _decision.made is None:
            _decision.made = _decision.decide()
        return _decision.made
