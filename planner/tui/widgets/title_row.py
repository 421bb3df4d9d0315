"""The row that says which deal is open, saved or not, on which case, by which day and reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from planner.by_fields import Compared
from planner.tui.plain import one_line, plain

__all__ = ["TitlePart", "TitleRow"]

_DOT = " · "
_LEAST = 44
"""Columns that the deal's title keeps before parts at the right give way."""


@frozen(eq=False, repr=False)
class TitlePart(Compared):
    """A part of the row, from long to short, and the command that a click on it runs.

    ``keeps`` orders the parts: those that keep least give way first.
    """

    forms: tuple[str, ...]
    command: str = ""
    keeps: int = 0


class TitleRow(Static):
    """The title at the left; at the right case, day and reading, each of which can be clicked."""

    DEFAULT_CSS = """
    TitleRow { height: 1; background: $panel; padding: 0 1; text-wrap: nowrap; }
    """

    class PartClicked(Message):
        """A part was clicked that has a command."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self) -> None:
        super().__init__(id="title", markup=False)
        self._title = TitlePart(("",))
        self._state = ""
        self._parts: tuple[TitlePart, ...] = ()
        self._places: list[tuple[int, int, str]] = []

    def show(self, title: TitlePart, state: str, parts: Iterable[TitlePart]) -> None:
        """Show these; ``state`` says whether the deal is saved."""
        shown = (title, state, tuple(parts))
        if shown != (self._title, self._state, self._parts):
            self._title, self._state, self._parts = shown
            self.refresh()

    def runs(self, command: str) -> bool:
        """Whether a click on what the row shows now can run that command."""
        return any(part.command == command for part in (self._title, *self._parts))

    def render(self) -> Content:
        """Fit the parts to the width: the deal's title gives way last, the case's title first."""
        width = self.content_size.width
        state = f", {self._state}" if self._state else ""
        title = one_line(self._title.forms[0])
        room = width - cell_len(state) - 1
        spare = room - cell_len(title)
        words, total = self._fitted(room - min(max(cell_len(title), width // 3), _LEAST), spare)
        if len(words) < sum(bool(part.forms[0]) for part in self._parts):
            words, total = self._fitted(room - min(cell_len(title), _LEAST), spare)
        room = max(0, width - total - 1 - cell_len(state))
        left = plain(title, "bold").truncate(room, ellipsis=True)
        self._places = [(0, left.cell_length, self._title.command)]
        head = Content("").join([left, plain(state)])
        gap = max(1, width - total - head.cell_length)
        at = head.cell_length + gap
        shown: list[Content] = []
        for part, form in words:
            self._places.append((at, at + cell_len(form), part.command))
            at += cell_len(form) + len(_DOT)
            shown.append(plain(form))
        return Content("").join([head, Content(" " * gap), Content(_DOT).join(shown)])

    def _fitted(self, room: int, spare: int) -> tuple[Sequence[tuple[TitlePart, str]], int]:
        """The parts in forms that fit together, and how wide they are.

        ``room`` is what they may take, ``spare`` what the whole title of the deal leaves.
        """
        forms = [[one_line(form) for form in part.forms] for part in self._parts]
        chosen = [0] * len(forms)

        def width() -> int:
            words = [forms[n][k] for n, k in enumerate(chosen) if forms[n][k]]
            return sum(map(cell_len, words)) + len(_DOT) * max(0, len(words) - 1)

        while width() > room:
            shorter = [n for n, k in enumerate(chosen) if k + 1 < len(forms[n])]
            if not shorter:
                break
            chosen[min(shorter, key=lambda n: self._parts[n].keeps)] += 1
        for n in sorted(range(len(forms)), key=lambda n: -self._parts[n].keeps):
            # What gave way in vain, as another part had to give way too, comes back.
            least, chosen[n] = chosen[n], 0
            while chosen[n] < least and width() > min(room, spare):
                chosen[n] += 1
        words = [
            (part, forms[n][chosen[n]]) for n, part in enumerate(self._parts) if forms[n][chosen[n]]
        ]
        return words, width()

    def on_click(self, event: events.Click) -> None:
        """Run the command of the part that was clicked."""
        for left, right, command in self._places:
            if command and left <= event.x - 1 < right:
                event.stop()
                self.post_message(self.PartClicked(command))
                return
