"""Asks at the foot of the screen where a file is to be, and for a scenario's title with it."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import ClassVar

from attrs import frozen
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from planner.by_fields import Compared
from planner.files.cases.private import PRIVATE_SUFFIX, is_private_file
from planner.files.cases.reading import CASE_SUFFIX, is_case_file
from planner.files.naming import free_path, name_from_title
from planner.files.places import places
from planner.files.standing import is_folder
from planner.files.toml.typed_texts import unfit_title
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.in_thread import beside
from planner.tui.paths import typed_path
from planner.tui.plain import plain
from planner.tui.screens.leaving import LeftOnce
from planner.tui.undoing import beside_files
from planner.tui.widgets.typing import TextField

__all__ = ["Named", "PathPrompt"]


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


@frozen(eq=False, repr=False)
class Named(Compared):
    """What was typed: where the file is to be, and the title where one was asked for."""

    path: Path
    title: str = ""


class PathPrompt(ModalScreen[Named | None], LeftOnce[Named | None]):
    """Gives the path that was typed, ``None`` after Esc; says at once where the file would be.

    What is typed is meant from ``folder`` on, the working folder if it is left out. A name that has
    not the ``suffix`` gets it. What is suggested is selected: typing replaces it. With a ``title``
    that is asked for too, and the suggested name follows it until another is typed.
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
    PathPrompt .label { width: 6; margin: 0; }
    PathPrompt Input { width: 1fr; }
    """

    def __init__(  # noqa: PLR0913 (one prompt for all that has a path)
        self,
        question: str,
        suggestion: str,
        *,
        verb: str = "saves",
        folder: Path | None = None,
        suffix: str = ".toml",
        title: str | None = None,
    ) -> None:
        super().__init__()
        self._folder = folder
        self._suffix = suffix
        self._question = question
        self._verb = verb
        self._suggested = suggestion
        self._field = TextField(suggestion, id="save-path")
        self._title = TextField(title, id="save-title") if title is not None else None
        self._titled = title
        self._wanted: str | None = None
        """The title that a name is looked for."""
        self._about = Static(markup=False)

    def compose(self) -> ComposeResult:
        """The question, the fields, and what would happen."""
        with Vertical():
            with Horizontal():
                yield Static(plain(f"{self._question} ·"))
                yield _Way(f"Enter {self._verb}", "take")
                yield Static("·", markup=False)
                yield _Way("Esc cancels", "give_up")
                if self._title is not None:
                    yield Static("· Tab goes from title to file", markup=False)
            if self._title is not None:
                with Horizontal():
                    yield Static("Title", classes="label", markup=False)
                    yield self._title
                with Horizontal():
                    yield Static("File", classes="label", markup=False)
                    yield self._field
            else:
                yield self._field
            yield self._about

    def on_mount(self) -> None:
        """Begin with the title, unless there is one already."""
        first = self._title if self._title is not None and not self._title.value else self._field
        first.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say where the file would be; a title that changes changes the name suggested."""
        if event.input is self._title and (unfit := unfit_title(event.value)):
            self._about.update(plain(f"✗ The title {unfit}."))
            return
        if event.input is self._title:
            self._tell_path()
            if event.value != self._titled and self._field.value == self._suggested:
                self._titled = event.value
                self._suggest(event.value)
            return
        self._tell_path()

    @work(group="suggesting", exclusive=True)
    async def _suggest(self, title: str) -> None:
        """Suggest a name that follows the title, unless another was typed meanwhile."""
        self._wanted = title
        suggestion = await beside(partial(self._suggestion, title))
        if self._field.value == self._suggested:
            self._suggested = self._field.value = suggestion
        self._wanted = None

    def _suggestion(self, title: str) -> str:
        """In any thread: a name from the title that is free."""
        folder = typed_path(self._suggested, self._folder).parent
        return str(places().near(free_path(folder, name_from_title(title))))

    def _tell_path(self) -> None:
        """Say where the file would be, as soon as the disk has said what is there."""
        self._say(self._field.value)

    @work(group="looking", exclusive=True)
    async def _say(self, text: str) -> None:
        words = await beside(partial(self._words, text))
        if not (self._title is not None and unfit_title(self._title.value)):
            self._about.update(plain(words))

    def _words(self, text: str) -> str:
        """In any thread: what is to be said of what was typed."""
        path = self._path(text)
        if path is None:
            return "Type the name of a file."
        if not places().may_write(path):
            return f"That is outside {places().confined}, which this session may not leave."
        if _is_folder(path):
            return f"A folder: {path}; type the name of a file in it."
        if ending := self._of_other_kind(path):
            return f"{ending}; a scenario needs another."
        if os.path.lexists(path):  # no error for a name that is too long: there is none
            return f"There is a file already: {path}"
        return f"A new file: {path}"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what the fields hold."""
        event.stop()
        self._take(self._field.value)

    def on__way_clicked(self, event: _Way.Clicked) -> None:
        """Do what was clicked."""
        if event.way == "give_up":
            self.action_give_up()
        else:
            self._take(self._field.value)

    def _take(self, text: str) -> None:
        title = self._title.value.strip() if self._title is not None else ""
        if self._title is not None and unfit_title(title):
            return  # which is said below

        # Whoever is faster than the disk means the name that the title will lead to.
        wanted = self._wanted if text == self._suggested else None

        async def take() -> None:
            looking = partial(self._file_meant, text, wanted)
            path = await at_once_or_waited(self.app, f"Looking at {text}", looking)
            if path is not None and self.is_current:
                self.dismiss(Named(path, title))

        beside_files(self, take)

    def _file_meant(self, text: str, title: str | None) -> Path | None:
        """In any thread: the file that was typed or is suggested, if one may be put there."""
        path = self._path(text if title is None else self._suggestion(title))
        if path is None or not places().may_write(path):
            return None
        return None if _is_folder(path) or self._of_other_kind(path) else path

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

    def _of_other_kind(self, path: Path) -> str:
        """What other kind of file the name's ending is of; empty where a scenario may have it."""
        if self._suffix == CASE_SUFFIX:
            return ""
        if is_private_file(path):
            return f"{PRIVATE_SUFFIX} is the ending of overlays"
        return f"{CASE_SUFFIX} is the ending of cases" if is_case_file(path) else ""


def _is_folder(path: Path) -> bool:
    """Whether a folder lies there, so that a name is still to follow; not one named like a file."""
    return path.suffix != ".toml" and is_folder(path)
