"""The meaning of the main screen's rows: options, issues, parties and red lines, as shown.

Only this module knows in which signs and columns the screen says it.
"""

from __future__ import annotations

import re

from attrs import frozen

__all__ = ["ShownIssue", "ShownLine", "ShownOption", "ShownParty"]

_IDS = r"((?: [A-Z]+-\d+)+)"
_CROSSES = re.compile(rf"✗{_IDS}")
_CONTESTS = re.compile(rf"\?{_IDS}")
_ADDED = re.compile(r" (?:\+|added)(?= |$)")
_WITHOUT = re.compile(r" (?:without:|else) [✗?]")
_UNDECIDED = "[undecided]"
_NOTED = " ✎"
_GONE = re.compile(r"\[gone: (.+)\]")
_LINE = re.compile(
    r"(?P<sign>\S) (?P<id>\S+) "
    r"(?P<status>set aside \(\w+\)|not counted \(\w+\)|crossed|contested|undecided|respected)"
)


def _ids(pattern: re.Pattern[str], row: str) -> tuple[str, ...]:
    found = pattern.search(row)
    return tuple(found[1].split()) if found else ()


@frozen
class ShownOption:
    """An option; ``row`` is its row with single blanks."""

    title: str
    row: str

    @property
    def chosen(self) -> bool:
        """Whether it is marked as the choice on its issue."""
        return self.row.startswith(("(•)", "[x]"))

    @property
    def crosses(self) -> tuple[str, ...]:
        """The red lines that it crosses, or would cross."""
        return () if _WITHOUT.search(self.row) else _ids(_CROSSES, self.row)

    @property
    def crosses_without(self) -> tuple[str, ...]:
        """The red lines that would be crossed if it were taken away."""
        return _ids(_CROSSES, self.row) if _WITHOUT.search(self.row) else ()

    @property
    def contests(self) -> tuple[str, ...]:
        """The red lines that it leaves contested, or would leave."""
        return _ids(_CONTESTS, self.row)

    @property
    def added(self) -> bool:
        """Whether it is marked as one that no source proposes."""
        return _ADDED.search(self.row) is not None

    @property
    def left(self) -> str:
        """What is said of the scenarios that choosing it would leave."""
        rest = self.row[4:].removeprefix(self.title)
        for pattern in (_CROSSES, _CONTESTS, _ADDED):
            rest = pattern.sub("", rest)
        return rest.strip()


@frozen
class ShownIssue:
    """An issue; ``said`` is what its row says beside its title."""

    title: str
    said: str

    @property
    def undecided(self) -> bool:
        """Whether it is shown as undecided."""
        return self.said.removesuffix(_NOTED) == _UNDECIDED

    @property
    def chosen(self) -> str:
        """The title of the option chosen; empty while it is undecided."""
        return "" if self.undecided or self.gone else self.said.removesuffix(_NOTED)

    @property
    def gone(self) -> str:
        """The id of the option chosen that the case no longer has, if it is one."""
        found = _GONE.match(self.said)
        return found[1] if found else ""

    @property
    def noted(self) -> bool:
        """Whether it is marked to have a note."""
        return self.said.endswith(_NOTED)


@frozen
class _Judged:
    sign: str
    status: str

    @property
    def crossed(self) -> bool:
        """Whether it is shown as crossed and counted."""
        return (self.sign, self.status) == ("✗", "crossed")

    @property
    def contested(self) -> bool:
        """Whether it is shown as contested and counted."""
        return (self.sign, self.status) == ("?", "contested")

    @property
    def undecided(self) -> bool:
        """Whether it is shown as undecided and counted."""
        return (self.sign, self.status) == ("~", "undecided")

    @property
    def set_aside(self) -> bool:
        """Whether it is shown as set aside by the planner."""
        return self.sign == "/" and "set aside" in self.status


@frozen
class ShownParty(_Judged):
    """A party with its status."""

    @classmethod
    def of(cls, said: str) -> ShownParty:
        """The party of which the row says this beside its name."""
        sign, _, status = said.partition(" ")
        return cls(sign, status)

    @property
    def ticked(self) -> bool:
        """Whether it has the tick of a party of which every counted line is respected."""
        return self.sign == "✓"


@frozen
class ShownLine(_Judged):
    """A red line with its status."""

    @classmethod
    def of(cls, row: str) -> ShownLine:
        """The red line in this row."""
        found = _LINE.match(row)
        assert found, f"no red line: {row!r}"
        return cls(found["sign"], found["status"])

    @property
    def counted(self) -> bool:
        """Whether the reading counts it, and the planner too."""
        return self.sign not in {"-", "/"}
