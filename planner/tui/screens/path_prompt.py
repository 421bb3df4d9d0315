"""Asks at the foot of the screen under which name a scenario is to be saved."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from planner.files.cases.reading import CASE_SUFFIX
from planner.files.places import places
from planner.tui.paths import typed_path
from planner.tui.plain import plain
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.typing import TextField

__all__ = ["PathPrompt"]


class _Way(Static):
    """A way out of the prompt, by its key or a click."""

    class Clicked(Message):
        def __init__(self, way: str) -> None:
            super().__init__()
            self.way = way

    def __init__(self, words: str, way: str) -> None:
        super().__init__(plain(words, "bold"))
        self._way = way

    def on_click(self) -> None:
        self.post_message(self.Clicked(self._way))


class PathPrompt(ModalScreen[Path | None], LeftOnce[Path | None]):
    """Gives the path that was typed, ``None`` after Esc; says at once where the file would be.

    What is typed is meant from ``folder`` on, the working folder if it is left out. A name that has
    not the ``suffix`` gets it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Cancel", show=False)]
    DEFAULT_CSS = """
    PathPrompt { align: left bottom; background: transparent; }
    PathPrompt > Vertical {
        height: auto; background: $panel; border-top: heavy $accent; padding: 0 1;
    }
    PathPrompt Static { height: auto; }
    PathPrompt Horizontal { height: 1; }
    PathPrompt Horizontal Static { width: auto; margin-right: 1; }
    """

    def __init__(
        self,
        question: str,
        suggestion: str,
        *,
        verb: str = "saves",
        folder: Path | None = None,
        suffix: str = ".toml",
    ) -> None:
        super().__init__()
        self._folder = folder
        self._suffix = suffix
        self._question = question
        self._verb = verb
        self._field = TextField(suggestion, id="save-path", select_on_focus=False)
        self._about = Static(markup=False)

    def compose(self) -> ComposeResult:
        """The question, the field, and what would happen."""
        with Vertical():
            with Horizontal():
                yield Static(plain(f"{self._question} ·"))
                yield _Way(f"Enter {self._verb}", "take")
                yield Static("·", markup=False)
                yield _Way("Esc cancels", "give_up")
            yield self._field
            yield self._about

    def on_mount(self) -> None:
        """Write on at the end."""
        self._field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say where the file would be."""
        path = self._path(event.value)
        if path is None:
            words = "Type the name of a file."
        elif not places().may_write(path):
            words = f"That is outside {places().confined}, which this session may not leave."
        elif _is_folder(path):
            words = f"A folder: {path}; type the name of a file in it."
        elif self._is_other_kind(path):
            words = f"{CASE_SUFFIX} is the ending of cases; a scenario needs another."
        elif os.path.lexists(path):  # which takes a name that is too long for what it is: none
            words = f"There is a file already: {path}"
        else:
            words = f"A new file: {path}"
        self._about.update(plain(words))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the path."""
        self._take(event.value)

    def on__way_clicked(self, event: _Way.Clicked) -> None:
        """Do what was clicked."""
        if event.way == "give_up":
            self.action_give_up()
        else:
            self._take(self._field.value)

    def _take(self, text: str) -> None:
        path = self._path(text)
        taken = path is not None and places().may_write(path)
        if path is not None and taken and not (_is_folder(path) or self._is_other_kind(path)):
            self.dismiss(path)

    def action_give_up(self) -> None:
        """Save nothing."""
        self.dismiss(None)

    def _path(self, text: str) -> Path | None:
        typed = Path(text.strip())
        if typed.name in {"", ".."}:
            return None  # the way to a folder, so far
        path = typed_path(text, self._folder)
        if path.name.endswith(self._suffix) or _is_folder(path):
            return path
        return path.with_name(f"{path.name.removesuffix('.toml')}{self._suffix}")

    def _is_other_kind(self, path: Path) -> bool:
        """Whether the name is one of a case where a scenario is meant."""
        return self._suffix != CASE_SUFFIX and _is_case(path)


def _is_folder(path: Path) -> bool:
    """Whether it is the way to a folder, so far; one that is called like a file is in the way."""
    return path.suffix != ".toml" and os.path.isdir(path)  # noqa: PTH112 (takes any name)


def _is_case(path: Path) -> bool:
    return path.name.endswith(CASE_SUFFIX)
