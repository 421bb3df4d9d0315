"""Reads the scenarios of folders in a worker thread, and looks again for what has changed.

The screen learns of it in its own thread: first which files there are, then what is in them, a
batch at a time, so that it can be used long before all are read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any

from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from planner.files.shelf import Kept, Listing, Shelf
from planner.files.toml.look_alikes import alike
from planner.tui.in_thread import beside, shown
from planner.tui.letting_go import keeping_all
from planner.tui.widgets.scenario_sorts import title_in

__all__ = ["MOST_REST", "FolderReading"]

MOST_REST = 60.0
"""Seconds that a change in a file out of sight may go unnoticed, at most."""

_SHARE = 0.001
"""The share of a processor that looking at all files may take."""

_FIRST_BATCH = 0.05
_BATCH = 0.2
"""Seconds that files are read before what was found is shown; fewer at first."""


class FolderReading:
    """What is known of the folders' files, kept up by :meth:`look`.

    ``show_listing`` is called with all files that there are, ``show_read`` with what was read of
    some of them. ``named`` files are followed wherever they lie.
    """

    def __init__(  # noqa: PLR0913 (where it reads, and whom it tells)
        self,
        screen: Screen[Any],
        folders: Iterable[Path],
        named: Iterable[Path],
        show_listing: Callable[[Listing], None],
        show_read: Callable[[dict[Path, Kept | None]], None],
        *,
        private: bool = False,
    ) -> None:
        self._screen = screen
        self._private = private
        self._show_listing = show_listing
        self._show_read = show_read
        self._worker: Worker[None] | None = None
        self._begin(folders, named)

    def _begin(self, folders: Iterable[Path], named: Iterable[Path] = ()) -> None:
        self.folders = tuple(folders)
        self._shelf = Shelf(self.folders, named, private=self._private, cases=True)
        self._turn = Lock()
        self.progress: tuple[int, int] | None = None
        self.twins: frozenset[Path] = frozenset()
        """The files whose titles look like another's, once all files are read."""
        self._titles: dict[Path, str] = {}
        self.listed = False
        self.absent: tuple[Path, ...] = ()
        """The folders that were not there at the last look."""
        self.stopped = False
        self._asked = True
        self._in_sight: tuple[Path, ...] = ()
        self._next_look = 0.0
        self._owed = True

    @property
    def done(self) -> bool:
        """Whether everything has been read that was there at the last look."""
        worker = self._worker
        return worker is not None and worker.is_finished and self.progress is None

    def look(self) -> None:
        """Look for what has come, changed or gone; once more after a look that is under way."""
        self._asked = True
        self.follow(self._in_sight)

    def follow(self, in_sight: Iterable[Path] = ()) -> None:
        """Look, if it is time: at the folders and what is in sight each time, at every file seldom.

        The more they are, the more seldom: a folder that rests costs next to nothing, however many
        files it holds.
        """
        self.see(in_sight)
        if not self.stopped and (self._worker is None or self._worker.is_finished):
            follow = partial(self._follow, partial(self._in_turn, self._shelf, self._turn))
            self._worker = self._screen.run_worker(follow, group="library")

    def see(self, in_sight: Iterable[Path]) -> None:
        """Know which files are in sight: these are read first."""
        self._in_sight = tuple(in_sight)

    def go_to(self, folder: Path) -> None:
        """Read another folder from now on."""
        self.end()
        self._begin((folder,))
        self.look()

    def read_again(self, path: Path) -> None:
        """Read that file once more, whether or not it looks changed: its case may be."""
        self._shelf.forget(path)
        self.look()

    def stop(self) -> None:
        """Read no more until :meth:`go_on`."""
        self.end()
        self.stopped = True

    def go_on(self) -> None:
        """Look again, also after a stop."""
        self.stopped = False
        self.look()

    def end(self) -> None:
        """Give up what is being read."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
        self.progress = None

    async def _follow(self, look: Callable[[], None]) -> None:
        """Look, and once more while that was asked for meanwhile.

        The interface sees to it, which asks: a thread that ends would miss what is asked then.
        """
        await beside(look)
        while self._asked:
            await beside(look)

    def _in_turn(self, shelf: Shelf, turn: Lock) -> None:
        """In a thread: look, once a reading that was stopped has let go of its last file."""
        with turn, keeping_all():
            self._read_changed(get_current_worker(), shelf)

    def _read_changed(self, worker: Worker[None], shelf: Shelf) -> None:
        """List the files, then read those that changed, a batch at a time."""
        early = not self._asked and time.monotonic() < self._next_look
        if early and not shelf.stirred(self._in_sight):
            return
        self._asked = False
        tell = partial(shown, self._screen.app)
        began = time.thread_time()
        listing = shelf.look(lambda: worker.is_cancelled)
        if listing is None:
            return
        rest = min(MOST_REST, (time.thread_time() - began) / _SHARE)
        self._next_look = time.monotonic() + rest
        if listing.same and not self._owed:
            return
        self._owed = not tell(self._list, worker, listing)
        unread = {found.path: found for found in listing.unread}
        in_turn, total = iter([*unread]), len(unread)
        seconds = _FIRST_BATCH
        titles = self._titles
        for path in listing.gone:
            titles.pop(path, None)
        while unread and not worker.is_cancelled:
            until, seconds = time.monotonic() + seconds, _BATCH
            batch: dict[Path, Kept | None] = {}
            while unread and time.monotonic() < until and not worker.is_cancelled:
                path = next(path for path in chain(self._in_sight, in_turn) if path in unread)
                del unread[path]
                batch[path] = kept = shelf.read(path)
                titles[path] = "" if kept is None else title_in(kept)
            tell(self._tell, worker, batch, total - len(unread), total)
        shelf.unread(unread.values())
        if not unread:
            titled = {path: title for path, title in titles.items() if title}
            tell(self._tell_twins, worker, alike(titled))

    def _awaited(self, worker: Worker[None]) -> bool:
        """Whether what it found is still wanted, and the app not taking its screens apart."""
        return worker is self._worker and self._screen.app.is_running

    def _list(self, worker: Worker[None], listing: Listing) -> bool:
        """Whether it was shown: what was not is owed at the next look."""
        if not self._awaited(worker):
            return False
        self.listed = True
        self.absent = listing.absent
        self._show_listing(listing)
        return True

    def _tell(
        self, worker: Worker[None], batch: dict[Path, Kept | None], done: int, total: int
    ) -> None:
        if self._awaited(worker):
            self.progress = (done, total) if done < total else None
            self._show_read(batch)

    def _tell_twins(self, worker: Worker[None], twins: frozenset[Path]) -> None:
        if self._awaited(worker) and twins != self.twins:
            self.twins = twins
            self._show_read({})
