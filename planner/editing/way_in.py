"""The one way in: from the start page, a list or a file's name to a document that is open.

A machine without a screen. A file that cannot be read, or is not there any more, is refused: it
leads to the list with its mistakes, and from there back to what is open or to the start page, never
to an empty document.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from attrs import evolve, frozen

from planner.by_fields import Compared

__all__ = ["WayIn", "Where"]


class Where(Enum):
    """What is in front of the planner."""

    START = "start page"
    LIBRARY = "library"
    CASES = "list of cases"
    READING = "a file is read"
    AT_WORK = "a document is open"


@frozen(eq=False, repr=False)
class WayIn(Compared):
    """Where the planner is on the way in.

    ``is_open`` says whether a document is open to come back to. ``path`` is the file that is read,
    ``refused`` the one that could not be, until something is opened.
    """

    where: Where = Where.START
    is_open: bool = False
    path: Path | None = None
    refused: Path | None = None

    def choose(self, path: Path) -> WayIn:
        """A file was named: it is read now."""
        return evolve(self, where=Where.READING, path=path)

    def opened(self) -> WayIn:
        """A document is open: that of the file, one begun on a case, or unsaved work."""
        return WayIn(Where.AT_WORK, is_open=True)

    def refuse(self) -> WayIn:
        """The file cannot be read, or is not there any more: the list says why."""
        return evolve(self, where=Where.LIBRARY, path=None, refused=self.path)

    def to_library(self) -> WayIn:
        """The planner wants to see the scenarios of the folder."""
        return evolve(self, where=Where.LIBRARY)

    def to_cases(self) -> WayIn:
        """The planner wants to begin a scenario, and chooses its case."""
        return evolve(self, where=Where.CASES)

    def back(self) -> WayIn:
        """Nothing was chosen, or the reading given up: back to the document, or to the start."""
        if self.is_open:
            return self.opened()
        return evolve(self, where=Where.START, path=None)
