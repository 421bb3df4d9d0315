"""What reading a text gives, apart: what it says, and what belongs to its file."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import field, frozen

from planner.errors import Problem

__all__ = ["NO_ENVELOPE", "Envelope", "Read"]

T = TypeVar("T")


# Nobody prints these: what attrs need not make costs nothing at the start of a check.
@frozen(repr=False)
class Envelope:
    """What belongs to a file and not to what is said in it: no history holds it, no merge asks.

    ``case_path`` is the case's file as a scenario's file names it, empty where its id is enough;
    ``case_digest`` that of the case that the file was last saved against, empty before.
    """

    case_path: str = ""
    case_digest: str = ""


NO_ENVELOPE = Envelope()


@frozen(repr=False)
class Read(Generic[T]):
    """What a text says, what belongs to its file, and what should be looked at."""

    content: T
    envelope: Envelope = NO_ENVELOPE
    warnings: tuple[Problem, ...] = field(default=(), eq=False)
