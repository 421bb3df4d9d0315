"""The field in which the value of a number is typed, stepped through, and taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from planner.editing.deciding import (
    Stretch,
    nearest_value,
    stepped,
    to_threshold,
    typed_value,
)
from planner.model.case import Issue
from planner.reports.words.deciding import no_number_words, value_refused_words
from planner.tui.plain import plain
from planner.tui.widgets.line_field import LineField

__all__ = ["NumberField"]


class NumberField(LineField):
    """Enter takes a value that fits; for one that does not it says why and offers the nearest."""

    longest: ClassVar = 40
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(1)", "A step up", show=False),
        Binding("down", "step(-1)", "A step down", show=False),
        Binding("pageup", "threshold(1)", "The next threshold", show=False),
        Binding("pagedown", "threshold(-1)", "The threshold before", show=False),
    ]

    class Taken(Message):
        """The planner has typed a value that the issue has."""

        def __init__(self, issue: Issue, value: int) -> None:
            super().__init__()
            self.issue = issue
            self.value = value

    def __init__(
        self, issue: Issue, stretches: Sequence[Stretch], value: int | None, typed: str
    ) -> None:
        """A field that holds the value, or what of another is ``typed`` already."""
        values = f"{issue.values[0]:,} to {issue.values[-1]:,}"
        keys = "Enter takes it · ↑ ↓ step · Esc leaves it"
        super().__init__(f"{issue.title}, {values}", id="value", keys=keys)
        self._issue = issue
        self._stretches = stretches
        self._here = value
        self.value = typed or ("" if value is None else f"{value:,}")
        self.select_on_focus = not typed

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the value if the issue has it."""
        event.stop()
        value = typed_value(self.value, self._issue.unit)
        if value is None:
            self._refuse(no_number_words(self._issue, self.value), None)
        elif value not in self._issue.values:
            nearest = nearest_value(self._issue, value)
            self._refuse(value_refused_words(self._issue, value, nearest), nearest)
        else:
            self.post_message(self.Taken(self._issue, value))

    def action_step(self, steps: int) -> None:
        """Move what stands in the field by a step."""
        self._put(stepped(self._issue, self._typed_or_here, steps))

    def action_threshold(self, direction: int) -> None:
        """Move what stands in the field to where a rule says something else."""
        self._put(to_threshold(self._stretches, self._typed_or_here, direction))

    @property
    def _typed_or_here(self) -> int | None:
        typed = typed_value(self.value, self._issue.unit)
        return self._here if typed is None else typed

    def _put(self, value: int) -> None:
        self.value = f"{value:,}"
        self.cursor_position = len(self.value)

    def _refuse(self, words: str, nearest: int | None) -> None:
        """Say in place of the title what is wrong, with the nearest value ready to be taken."""
        self.border_title = plain(words)
        if nearest is not None:
            self._put(nearest)
            self.select_all()
