"""What happened beside the open file, as there is to tell it."""

from __future__ import annotations

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["News"]


@frozen(eq=False, repr=False)
class News(Compared):
    """A heading without a full stop, and the details.

    ``elsewhere`` says whether somebody else changed a file, ``told`` whether a message says so
    already.
    """

    heading: str
    lines: tuple[str, ...] = ()
    elsewhere: bool = True
    told: bool = False
