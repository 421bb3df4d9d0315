"""The way in as a conversation: which screens follow each other until a document is open."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from planner.editing.scenario_session import Session
from planner.editing.way_in import WayIn, Where
from planner.errors import FileProblemError, SaveError
from planner.files.examples import copy_example
from planner.files.places import places
from planner.files.shelf import file_name
from planner.keys.recent import recent_paths
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.waiting import GivenUpError
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.tui.start_rows import StartRow

__all__ = ["Doors", "go_in"]

_OWN_EXAMPLES = "examples"


class Doors(Protocol):
    """What the app opens and shows on the way in; ``private``: with private overlays."""

    private: bool

    async def ask_library(self, refused: Path | None) -> tuple[bool, Path | None]:
        """Whether something was chosen in the library; no path means a new scenario."""

    async def ask_case(self) -> Path | None:
        """The case that was chosen for a new scenario."""

    async def make_case(self) -> Path | None:
        """The file of a new case."""

    async def look_at_kept(self) -> bool:
        """Whether unsaved work that was kept is open now."""

    async def may_close(self) -> bool:
        """Whether what is open may go."""

    def session_of(self, path: Path) -> Session:
        """The file as a session. Raises :class:`~planner.errors.FileProblemError`."""

    def show(self, session: Session) -> None:
        """Open it on the main screen."""

    def begin_tour(self) -> None:
        """Begin the tour on what is open."""


async def go_in(app: App[int], doors: Doors, way: WayIn) -> WayIn:
    """Follow the way in until a document is open, or what was open is in front again."""
    left: StartRow | None = None
    while way.where is not Where.AT_WORK:
        if way.where is Where.START:
            way, left = await _from_start(app, doors, way, left)
        elif way.where is Where.LIBRARY:
            chosen, path = await doors.ask_library(way.refused)
            way = _chosen(way, path) if chosen else way.back()
        elif way.where is Where.CASES:
            case = await doors.ask_case()
            way = way.choose(case) if case is not None else way.back()
        else:
            way = await _read(app, doors, way)
    return way


def _chosen(way: WayIn, path: Path | None) -> WayIn:
    return way.to_cases() if path is None else way.choose(path)


async def _from_start(
    app: App[int], doors: Doors, way: WayIn, left: StartRow | None
) -> tuple[WayIn, StartRow | None]:
    """Where a row of the start page leads, and on which one the page was left."""
    from planner.files.safety.drafts import abandoned_drafts  # noqa: PLC0415 (after the first paint)
    from planner.tui.screens.start import StartPage  # noqa: PLC0415 (when asked)
    from planner.tui.start_rows import UNREAD, rows_to_begin  # noqa: PLC0415 (likewise)

    def offered() -> list[StartRow]:
        return rows_to_begin(abandoned_drafts(), way.refused, recent_paths())

    after = way
    while after is way:
        try:
            rows = await at_once_or_waited(app, "Looking for recent work", offered)
        except GivenUpError:
            rows = [*UNREAD]
        page = StartPage(rows, left, private=doors.private)
        row = await app.push_screen_wait(page)
        if row is None:
            break
        left = page.row
        with suppress(GivenUpError):  # to the start page again
            after = await _followed(app, doors, way, row)
    return after, left


async def _followed(app: App[int], doors: Doors, way: WayIn, row: StartRow) -> WayIn:
    """Where the row leads."""
    from planner.tui.start_rows import StartKind  # noqa: PLC0415 (when asked)

    match row.kind:
        case StartKind.LIBRARY:
            way = way.to_library()
        case StartKind.KEPT if await doors.look_at_kept():
            way = way.opened()
        case StartKind.NEW_CASE:
            made = await doors.make_case()
            way = way.choose(made) if made is not None else way
        case StartKind.EXAMPLE if row.path is not None:
            way = await _copied(app, way, row.path)
        case StartKind.TOUR if row.path is not None:
            way = await _toured(app, doors, await _copied(app, way, row.path))
        case _ if row.path is not None:
            way = way.choose(row.path)
    return way


async def _toured(app: App[int], doors: Doors, way: WayIn) -> WayIn:
    """Read the copy of the tour's example, and begin the tour on it."""
    if way.where is Where.READING:
        way = await _read(app, doors, way)
    if way.where is Where.AT_WORK:
        doors.begin_tour()
    return way


async def _copied(app: App[int], way: WayIn, example: Path) -> WayIn:
    """Read the copy of an example; one's own, where it was copied before."""
    copying = partial(copy_example, example, places().working / _OWN_EXAMPLES)
    try:
        copy, new = await at_once_or_waited(app, "Copying the example", copying)
    except GivenUpError:
        words = "Copying the example goes on: the disk is slow. It is offered again here."
        app.notify(words, severity="warning", markup=False)
        return way
    except (OSError, SaveError) as error:
        app.notify(f"The example cannot be copied: {error}", severity="warning", markup=False)
        return way
    if new:
        app.notify(f"Copied to {file_name(copy)}: it is yours to change.", markup=False)
    return way.choose(copy)


async def _read(app: App[int], doors: Doors, way: WayIn) -> WayIn:
    path = way.path
    if path is None or not await doors.may_close():
        return way.back()
    name = shown_path(path.name)
    try:
        session = await at_once_or_waited(app, f"Reading {name}", partial(doors.session_of, path))
    except GivenUpError:
        app.notify(f"Not opened: {name}", markup=False)
        return way.back()
    except FileProblemError:
        return way.refuse()
    doors.show(session)
    return way.opened()
