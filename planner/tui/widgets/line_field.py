"""A field at the foot of a screen in which one types a line; hidden until asked for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from planner.tui.plain import plain
from planner.tui.widgets.typing import TextField

__all__ = ["LineField"]


class LineField(TextField):
    """Shown by :meth:`begin`, hidden and emptied by :meth:`end`; Esc asks the screen to end it.

    The line above it says what is typed here, also once something is. What is typed before it has
    the focus, in haste or over a slow line, reaches it by :meth:`take`: on the screen these letters
    would be commands.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]
    DEFAULT_CSS = """
    LineField {
        display: none; height: 2; padding: 0 1; border-title-color: $text;
        border-top: solid $foreground 30%;
        &:focus { height: 2; border-top: heavy $accent; border-title-style: bold; }
    }
    """

    class Left(Message):
        """The planner wants no more of it."""

        def __init__(self, field: LineField) -> None:
            super().__init__()
            self.field = field

    def __init__(
        self,
        what: str,
        *,
        id: str,  # noqa: A002 (Textual's name)
        keys: str,
        example: str = "",
        hidden: bool = False,
    ) -> None:
        """A field whose ``keys`` do that; one that is not ``hidden`` is about to begin.

        Letters wait for it already then.
        """
        super().__init__(placeholder=example, id=id)
        self._awaited = not hidden
        self._early = ""
        self._keys = keys
        told = (part.partition(" ") for part in keys.split(" · "))
        self.typing_keys = (*((key, word) for key, _, word in told), ("Tab", "next pane"))
        self.entitle(what)

    def entitle(self, what: str) -> None:
        """Say what is typed here, and what its keys do."""
        self.border_title = plain(f"{what[:1].upper()}{what[1:]} · {self._keys}")

    @property
    def wants_letters(self) -> bool:
        """Whether letters that it did not get are meant for it."""
        return self._awaited or self.screen.focused is self

    def take(self, letters: str) -> None:
        """Put letters that were typed too early where they belong."""
        if self._awaited:
            self._early += letters
        else:
            self.insert_text_at_cursor(letters)

    def begin(self) -> None:
        """Show the field and type in it, unless it has been left by now."""
        if not self.is_attached:
            return
        self.display = True
        self.screen.set_focus(self)  # at once: the next letter may be on its way
        self._awaited = False
        early, self._early = self._early, ""
        if early:
            self.insert_text_at_cursor(early)

    def end(self) -> None:
        """Hide the field and forget what was typed."""
        self.display = False
        self.value = ""

    def action_leave(self) -> None:
        """Tell the screen."""
        self.post_message(self.Left(self))
