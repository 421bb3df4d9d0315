"""The rows in which an issue of each kind is shown: its head, and what can be chosen on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from attrs import frozen

from planner.by_fields import Compared
from planner.check.stretches import stretch_name
from planner.editing.deciding import Stretch
from planner.model.case import Issue, IssueKind, Option, Origin
from planner.model.conditions import Pick

__all__ = ["BUTTONS", "IssueRow", "Part", "button_at", "rows_of"]

BUTTONS = (
    ("[,]", "step_down"),
    ("[.]", "step_up"),
    ("[(]", "previous_threshold"),
    ("[)]", "next_threshold"),
    ("[type]", "choose"),
)
"""What moves a number, side by side in one row, each with the command that a click on it runs."""


class Part(Enum):
    """What of an issue a row shows."""

    HEAD = "head"
    OPTION = "option"
    NONE = "none"
    """That none of several options holds."""
    VALUE = "value"
    """The buttons that move a number."""
    STRETCH = "stretch"
    """Values of a number that no rule tells apart."""


@frozen(eq=False, repr=False)
class IssueRow(Compared):
    """A row, and what it stands for."""

    issue: Issue
    part: Part = Part.HEAD
    option: Option | None = None
    stretch: Stretch | None = None

    @property
    def name(self) -> str | None:
        """What tells the row from the others of its issue; ``None`` for the head.

        The id of an option, or a stretch as ``FROM..TO``, as consequences and counts are named.
        """
        match self:
            case IssueRow(option=Option(id=name)):
                return name
            case IssueRow(stretch=(first, last)):
                return stretch_name((first, last))
        return None if self.part is Part.HEAD else f" {self.part.value}"

    @property
    def title(self) -> str:
        """What is chosen by the row, or what stands in it, in words."""
        match self:
            case IssueRow(option=Option(title=title)):
                return title
            case IssueRow(stretch=(first, last)):
                return f"{first:,}" if first == last else f"{first:,} to {last:,}"
        match self.part:
            case Part.NONE:
                return "none of them"
            case Part.VALUE:
                return f"steps of {self.issue.step:,}"
        return self.issue.title

    @property
    def added(self) -> bool:
        """Whether no source proposes it."""
        return self.option is not None and self.option.origin is Origin.ADDED

    @property
    def chooses(self) -> bool:
        """Whether the row stands for something that can be chosen."""
        return self.part in (Part.OPTION, Part.NONE, Part.STRETCH)

    def chosen(self, picked: Pick | None) -> bool:
        """Whether it is chosen, where that is picked on the issue."""
        match self.part, picked:
            case Part.OPTION, str() | tuple():
                name = self.name
                return name in picked if isinstance(picked, tuple) else name == picked
            case Part.NONE, ():
                return True
            case Part.STRETCH, int() if self.stretch is not None:
                return self.stretch[0] <= picked <= self.stretch[1]
        return False

    def sign(self, picked: Pick | None) -> str:
        """A box where several hold together, else a round mark; filled where it is chosen."""
        chosen = self.chosen(picked)
        if self.issue.kind is IssueKind.ANY:
            return "[x]" if chosen else "[ ]"
        return "(•)" if chosen else "( )"


def rows_of(issue: Issue, stretches: Sequence[Stretch] = ()) -> Iterator[IssueRow]:
    """The rows of an issue from top to bottom; ``stretches`` are those of a number."""
    yield IssueRow(issue)
    for option in issue.options:
        yield IssueRow(issue, Part.OPTION, option)
    if issue.kind is IssueKind.ANY and issue.at_least == 0:
        yield IssueRow(issue, Part.NONE)
    if issue.kind is IssueKind.NUMBER:
        yield IssueRow(issue, Part.VALUE)
        for stretch in stretches:
            yield IssueRow(issue, Part.STRETCH, stretch=stretch)


def button_at(column: int, before: int) -> str | None:
    """The command of the button in that column, where each stands ``before`` cells after the last.

    ``None`` between them.
    """
    left = 0
    for text, command in BUTTONS:
        left += before
        if left <= column < left + len(text):
            return command
        left += len(text)
    return None
