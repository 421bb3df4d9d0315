"""A list of files with a word on each; what is not read yet says so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen
from rich.cells import cell_len

from planner.by_fields import Compared
from planner.reports.page import Block
from planner.tui.widgets.row_list import Cell, RowList
from planner.tui.widgets.scenario_cells import end_of

__all__ = ["Entry", "FileList"]


@frozen(eq=False, repr=False)
class Entry(Compared):
    """What is known of a file: the cells behind its name, and the text that explains it."""

    cells: tuple[Cell, ...]
    blocks: tuple[Block, ...]


_UNREAD = Entry((Cell("reading ...", "muted"),), ())


class FileList(RowList):
    """Files by name; :meth:`tell` adds what was found in one."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._files: list[tuple[Path, str]] = []
        self._entries: dict[Path, Entry] = {}
        self._name_width = 0

    @property
    def path(self) -> Path | None:
        """The file under the cursor; ``None`` in an empty list."""
        return self._files[self.cursor][0] if self._files else None

    @property
    def entry(self) -> Entry:
        """What is known of the file under the cursor."""
        path = self.path
        return self._entries.get(path, _UNREAD) if path is not None else _UNREAD

    def show_files(self, files: Sequence[tuple[Path, str]]) -> None:
        """List these files, each with the name to show for it."""
        self._files = list(files)
        self._entries = {}
        self._name_width = max((cell_len(name) for _, name in files), default=0)
        self.set_row_count(len(self._files))

    def tell(self, path: Path, entry: Entry) -> None:
        """Show what was found in a file."""
        self._entries[path] = entry
        self.refresh()

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """The file's name, then what is known of it."""
        path, name = self._files[row]
        room = min(self._name_width, max(width - 34, width // 3))
        if os.sep in name:
            name = end_of(name, room)  # the end of a path tells it from others of its folder
        yield Cell(name, "title", width=room)
        yield from self._entries.get(path, _UNREAD).cells
