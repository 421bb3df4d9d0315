"""Comments on a scenario: what colleagues write beside a choice, a red line or the whole."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["Comment"]


@frozen(eq=False, repr=False)
class Comment(Compared):
    """What ``author`` wrote, and when, with its time zone.

    ``on`` is the id of an issue or a red line, empty for the scenario as a whole. An answer names
    the comment that it answers, and is about the same thing; whether a matter is settled is said by
    the comment that began it.
    """

    id: str
    author: str
    at: dt.datetime
    text: str
    on: str = ""
    reply_to: str | None = None
    resolved: bool = False
