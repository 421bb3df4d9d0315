"""Fields that ask for one thing in a line: why a red line is set aside, and as of which day."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual.message import Message
from textual.widgets import Input

from planner.tui.plain import plain
from planner.tui.widgets.line_field import LineField

__all__ = ["DayField", "WhyField"]

_ALL = "empty: all that is stated"


class WhyField(LineField):
    """Asks why a red line is set aside; the answer may stay empty."""

    class Taken(Message):
        """The planner has said why, or that there is nothing to say."""

        def __init__(self, line: str, why: str) -> None:
            super().__init__()
            self.line = line
            self.why = why

    def __init__(self, line: str, why: str = "", *, aside: bool) -> None:
        """With the reason so far, if the line is set ``aside`` already."""
        esc = "Esc leaves it" if aside else "Esc counts it"
        what = f"Why set {line} aside? It may stay empty"
        super().__init__(what, id="why-aside", keys=f"Enter takes it · {esc}")
        self._line = line
        self.value = why

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Taken(self._line, " ".join(self.value.split())))


class DayField(LineField):
    """Asks until which day statements count; without one all do."""

    longest: ClassVar = 40

    class Taken(Message):
        """The planner has named a day, or all with ``None``."""

        def __init__(self, day: dt.date | None) -> None:
            super().__init__()
            self.day = day

    def __init__(self, day: dt.date | None, last: dt.date | None = None) -> None:
        """``last`` is the last day of the case, which an empty field shows as an example."""
        keys = "Enter looks · Esc leaves it"
        self._example = str(last or "2025-08-19")
        super().__init__(f"As of which day? {_ALL}", id="day", keys=keys, example=self._example)
        self.value = str(day or "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell the screen, or say what a day looks like."""
        event.stop()
        text = self.value.strip()
        try:
            day = dt.date.fromisoformat(text) if text else None
        except ValueError:
            self.border_title = plain(f"“{text}” is no day. Type it like {self._example}; {_ALL}")
        else:
            self.post_message(self.Taken(day))
