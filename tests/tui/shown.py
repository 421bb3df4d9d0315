"""The meaning of the board's rows: issues and options with their cells, as shown.

Only this module knows with which signs the screen says it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen

__all__ = ["ShownIssue", "ShownOption"]

_ID = r"[A-Z]+-[0-9]+"
_CROSSES = re.compile(rf"[+✗] ({_ID})")
_CONTESTS = re.compile(rf"(?:\+\?|\?|✗→\?) ({_ID})")
_ENDS = re.compile(rf"ends ({_ID})")
_DEPENDS = re.compile(rf"(?:~|✗→~) ({_ID})")
_UNDECIDED = "· undecided"
_NOTED = " ✎"
_GONE = re.compile(r"\[gone: (.+)\]")


@frozen
class _Cells:
    cells: Mapping[str, str]

    def _ids(self, pattern: re.Pattern[str]) -> tuple[str, ...]:
        found = (pattern.fullmatch(cell) for cell in self.cells.values())
        return tuple(each[1] for each in found if each)

    @property
    def crosses(self) -> tuple[str, ...]:
        """The red lines that are crossed in its cells, or would be."""
        return self._ids(_CROSSES)

    @property
    def contests(self) -> tuple[str, ...]:
        """The red lines that are contested in its cells, or would be."""
        return self._ids(_CONTESTS)

    @property
    def ends(self) -> tuple[str, ...]:
        """The red lines that choosing it would cross no longer."""
        return self._ids(_ENDS)

    @property
    def depends(self) -> tuple[str, ...]:
        """The red lines that depend on a choice not made."""
        return self._ids(_DEPENDS)


@frozen
class ShownOption(_Cells):
    """An option; ``row`` is its row with single blanks, ``left`` what it says from here."""

    title: str = ""
    row: str = ""
    left: str = ""

    @property
    def chosen(self) -> bool:
        """Whether it is marked as the choice on its issue."""
        return self.row.startswith(("(•)", "[x]"))

    @property
    def added(self) -> bool:
        """Whether it is marked as one that no source proposes."""
        return self.row[4:].startswith(f"{self.title}*")


@frozen
class ShownIssue(_Cells):
    """An issue; ``said`` is what its row says is chosen."""

    title: str = ""
    said: str = ""
    silent: bool = False
    """Whether it says that nobody states a position."""

    @property
    def undecided(self) -> bool:
        """Whether it is shown as undecided."""
        return self.said.removesuffix(_NOTED) == _UNDECIDED

    @property
    def chosen(self) -> str:
        """The title of what is chosen; empty while it is undecided."""
        if self.undecided or self.gone:
            return ""
        return self.said.removesuffix(_NOTED).removesuffix("*")

    @property
    def gone(self) -> str:
        """The id of the option chosen that the case no longer has, if it is one."""
        found = _GONE.match(self.said)
        return found[1] if found else ""

    @property
    def noted(self) -> bool:
        """Whether it is marked to have a note."""
        return self.said.endswith(_NOTED)
