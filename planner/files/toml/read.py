"""What reading a text gives, apart: what it says, and what belongs to its file."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import field, frozen

from planner.by_fields import Compared
from planner.errors import Problem
from planner.files.toml.envelope import NO_ENVELOPE, Envelope

__all__ = ["Read"]

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Read(Compared, Generic[T]):
    """What a text says, what belongs to its file, and what should be looked at."""

    content: T
    envelope: Envelope = NO_ENVELOPE
    warnings: tuple[Problem, ...] = field(default=(), eq=False)
