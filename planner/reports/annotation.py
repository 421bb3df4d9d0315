"""A remark on a place in a file, for programs that show files with remarks beside their lines."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["Annotation", "Place", "Rule"]

Place = tuple[int, int]
"""A line and a column, counted from 1."""


class Rule(StrEnum):
    """What kind of remark it is."""

    CROSSED = "crossed"
    CONTESTED = "contested"
    CONTRADICTION = "contradiction"
    UNDECIDED = "undecided"
    ERROR = "error"
    WARNING = "warning"

    @property
    def is_error(self) -> bool:
        """Whether it is shown as an error; the others are warnings."""
        return self in (Rule.CROSSED, Rule.ERROR)


@frozen(eq=False, repr=False)
class Annotation(Compared):
    """One remark: of which kind, where, and what it says.

    ``about`` is the id of the red line or the coherence rule that it speaks of, empty where it
    speaks of none. ``place`` is ``None`` where it belongs to the file as a whole; ``others`` are
    further places in it.
    """

    rule: Rule
    file: str
    place: Place | None
    title: str
    message: str
    about: str = ""
    others: tuple[Place, ...] = ()
