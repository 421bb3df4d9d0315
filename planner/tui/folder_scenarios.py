"""The scenarios of folders that could be judged, and how far their reading has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from planner.files.shelf import Found, Kept, Listing
from planner.reports.words.numbers import counted
from planner.tui.folder_reading import FolderReading

if TYPE_CHECKING:
    from planner.reports.content.forwards import Chosen

__all__ = ["FolderScenarios"]


class FolderScenarios:
    """What the scenarios of the folders choose; ``show`` is called when more of it is known."""

    def __init__(
        self,
        screen: Screen[Any],
        folders: Iterable[Path],
        show: Callable[[], None],
        *,
        private: bool,
    ) -> None:
        self._reading = FolderReading(screen, folders, (), self._list, self._tell, private=private)
        self._show = show
        self._found: dict[Path, Found] = {}
        self._kept: dict[Path, Kept] = {}

    def look(self) -> None:
        """Look for what has come, changed or gone."""
        self._reading.look()

    def end(self) -> None:
        """Read no more."""
        self._reading.end()

    @property
    def files(self) -> list[Path]:
        """The scenarios that could be read, by the names of their files."""
        judged = [path for path, kept in self._kept.items() if kept.verdict is not None]
        return sorted((path for path in judged if path in self._found), key=str)

    @property
    def chosen(self) -> Sequence[Chosen]:
        """What each of these files chooses, and its verdict."""
        from planner.reports.content.forwards import Chosen  # noqa: PLC0415 (when asked)

        found = []
        for path in self.files:
            kept = self._kept[path]
            if kept.scenario is not None and kept.verdict is not None:
                found.append(Chosen(self._found[path].name, kept.scenario, kept.verdict))
        return found

    @property
    def progress(self) -> str:
        """How far the folder is read; empty where it is read whole."""
        if self._reading.progress is not None:
            done, total = self._reading.progress
            return f"{done:,} of {counted(total, 'file')} of this folder read ..."
        return "" if self._reading.listed else "Reading this folder ..."

    def _list(self, listing: Listing) -> None:
        self._found = {found.path: found for found in listing.files}
        for path in listing.gone:
            self._kept.pop(path, None)
        self._show()

    def _tell(self, batch: dict[Path, Kept | None]) -> None:
        for path, kept in batch.items():
            if kept is not None:
                self._kept[path] = kept
            else:  # a file of something else stands there
                self._kept.pop(path, None)
        self._show()
