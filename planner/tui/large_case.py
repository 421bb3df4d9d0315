"""To judge a case: between two keys, or a large one beside them, which then wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

from planner.model.case import Case
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.undoing import beside_files
from planner.tui.waiting import GivenUpError

__all__ = ["JUDGING", "LOOKING", "is_large", "judged"]

T = TypeVar("T")

AT_ONCE = 300
"""Issues, statements and red lines of a case that is judged between two keys."""
JUDGING = "Judging the case"
LOOKING = "Looking for mistakes"


def is_large(case: Case) -> bool:
    """Whether to judge all of it would make a key wait."""
    return len(case.issues) + len(case.statements) + len(case.red_lines) > AT_ONCE


def judged(  # noqa: PLR0913 (what is judged, and what comes of each end)
    screen: Screen[Any],
    judge: Callable[[], T],
    then: Callable[[T], None],
    stopped: Callable[[], None],
    *,
    large: bool,
    words: str = JUDGING,
) -> None:
    """Have ``then`` called with what the judging comes to: at once, or beside the keys if large.

    Keys wait for what comes of it meanwhile; Esc ends the waiting, and ``stopped`` is called.
    """
    if not large:
        then(judge())
        return

    async def wait() -> None:
        try:
            found = await at_once_or_waited(screen.app, words, judge)
        except GivenUpError:
            stopped()
        else:
            then(found)

    beside_files(screen, wait)
