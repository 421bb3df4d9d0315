"""Earlier states of a file, a scenario's or a case's: unsaved work, kept versions, commits.

Reading them is work for the disk and for git, so that it is done off the interface's thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult

from planner.editing.states import States
from planner.errors import FileProblemError, PlannerError
from planner.files.cases.reading import LoadedCase
from planner.files.commits import Recorded, newest
from planner.files.git_history import number_of_commits
from planner.files.scenarios.reading import LoadedScenario
from planner.files.shelf import file_name
from planner.reports.content.log import Telling, log_items
from planner.reports.page import GAP, Block, Heading, Paragraph, Tone
from planner.reports.words.log import more_words
from planner.reports.words.verdicts import sentence
from planner.tui.in_thread import in_disk_thread, shown
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.widgets.item_pane import Item, ItemPane
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.title_bar import TitleBar
from planner.visible import shown_path

__all__ = ["FileHistory"]

_MOST = 200
"""How many commits are read at once; Enter on the last row reads as many more."""
_MORE = "more"
_COMMITS = "Commits in git"

T = TypeVar("T", bound=LoadedScenario | LoadedCase)
_Part = tuple[str, Sequence[Recorded[T]], str]
"""A heading, the states below it, and what is said where there are none."""


class FileHistory(CommandScreen[None], Generic[T]):
    """Lists the states of the file at ``path``; Enter goes into the one under the cursor.

    A kind of file says how its ``states`` are read, what is told of each, and what going in does.
    """

    tab: ClassVar = "history"
    DEFAULT_CSS = "FileHistory #states { height: 1fr; padding: 0 1; }"

    def __init__(self, path: Path | None, states: States[T], telling: Telling[T]) -> None:
        super().__init__()
        self._path = path
        self._readers = states
        self._telling = telling
        self._parts: list[_Part[T]] = []
        self._states: dict[str, Recorded[T]] = {}
        self._most = 0
        self._left = 0
        self._reading = False
        self._title = TitleBar()
        self._pane = ItemPane(id="states")

    def hints(self) -> tuple[str, ...]:
        """What its keys do with a state, in less and less room."""
        raise NotImplementedError

    def under_overlay(self, states: Iterable[Recorded[T]]) -> Iterable[Recorded[T]]:
        """The states as they are judged here."""
        return states

    def told(
        self, states: Sequence[Recorded[T]], most: int | None
    ) -> Iterator[tuple[Recorded[T], list[Block]]]:
        """Each of the ``most`` newest states with what is told of it."""
        return log_items(self._telling, states, most)

    def went_into(self, state: Recorded[T]) -> bool:
        """Show this state; whether it can be read."""
        raise NotImplementedError

    def first_items(self) -> Iterable[Item]:
        """What stands before the states of the file."""
        return ()

    def compose(self) -> ComposeResult:
        """The title, the states, and the keys."""
        of = file_name(self._path) if self._path is not None else "this deal"
        self._title.show(f"History of {of}", *self.hints(), "")
        yield self._title
        yield self._pane
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Ask git and the kept versions, off the interface's thread; no file has none."""
        self._pane.focus()
        self._read_on()
        self.show_states()

    def on_item_pane_entered(self, event: ItemPane.Entered) -> None:
        """A click on the state under the cursor reads it."""
        event.stop()
        self.command_read()

    def command_read(self) -> None:
        """Go into the state under the cursor, or read more of the commits."""
        if (item := self._pane.item) is not None and item.to == _MORE and not self._reading:
            self._read_on()
            self.show_states(at=self._pane.place)
        elif (state := self.state_here) is None or not self.went_into(state):
            self.refuse("This state cannot be read.")

    def refuse(self, words: str) -> None:
        """Say why nothing is done: these words, or that what is meant is still being read."""
        still = self._reading and self.state_here is None
        self.notify("The history is still being read." if still else words, markup=False)

    def command_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    @property
    def state_here(self) -> Recorded[T] | None:
        """The state under the cursor."""
        item = self._pane.item
        return self._states.get(item.to) if item is not None else None

    def show_states(self, *, at: int = 0) -> None:
        """Show what is read, the cursor on the ``at``-th state."""
        items = [*self.first_items()]
        items += [item for part in self._parts for item in self._items(*part)]
        if self._reading and not self._parts:
            items.append(Item((Paragraph("Reading the history ...", tone=Tone.MUTED),)))
        self._pane.show_items(items, at=at, keep_place=bool(at))
        if at:
            self._pane.go_to(at)

    def _read_on(self) -> None:
        if (path := self._path) is not None:
            self._reading = True
            most = self._most + _MOST
            self.run_worker(in_disk_thread(lambda: self._read(path, most)))

    def _read(self, path: Path, most: int) -> None:
        drafts = tuple(self.under_overlay(self._readers.drafts(path)))
        kept = tuple(self.under_overlay(self._readers.kept(path)))
        trouble, left = "", 0
        recorded: tuple[Recorded[T], ...] = ()
        try:
            recorded = tuple(newest(self.under_overlay(self._readers.recorded(path)), most))
            left = max(0, number_of_commits(path) - most)
        except PlannerError as error:
            trouble = _without_name(error, path)
        parts: list[_Part[T]] = [("Unsaved work", drafts, "")] if drafts else []
        parts.append(("Kept by the planner", kept, "No earlier version is kept yet."))
        parts.append((_COMMITS, recorded, trouble))
        shown(self.app, self._take, parts, most, left)

    def _take(self, parts: list[_Part[T]], most: int, left: int) -> None:
        self._parts, self._most, self._left = parts, most, left
        self._reading = False
        if self.is_attached:
            self.show_states(at=self._pane.place)

    def _items(self, title: str, states: Sequence[Recorded[T]], none: str) -> Iterator[Item]:
        self._states |= {each.commit.id: each for each in states}
        yield Item((Heading(title),))
        for each, blocks in self.told(states, self._most if title == _COMMITS else None):
            yield Item((*blocks, GAP), to=each.commit.id)
        if states and title == _COMMITS and self._left:
            reads = self.key_of("read")
            words = f"{sentence(more_words(self._left))} {reads} reads the next {_MOST}."
            told = f"Reading the next {_MOST} ..." if self._reading else words
            yield Item((Paragraph(told), GAP), to=_MORE)
        if not states:
            yield Item((Paragraph(none, tone=Tone.MUTED), GAP))


def _without_name(error: PlannerError, path: Path) -> str:
    """What went wrong; the title names the file already."""
    if isinstance(error, FileProblemError) and error.problems[0].file == shown_path(path):
        return sentence(error.problems[0].explanation)
    return str(error)
