"""What the start page offers, in order: unsaved work, recent work, this folder, examples, new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path

from attrs import field, frozen

from planner.by_fields import Compared
from planner.files.cases.catalogue import bundled_folder, case_files, case_title
from planner.files.cases.reading import CASE_SUFFIX
from planner.files.examples import example_case, example_files, example_title
from planner.files.places import places
from planner.files.safety.drafts import DamagedDraft, Draft
from planner.files.shelf import Shelf, file_name
from planner.files.standing import is_file
from planner.reports.words.verdicts import reading_verdict
from planner.visible import shown_path

__all__ = [
    "UNREAD",
    "StartKind",
    "StartRow",
    "kept_words",
    "rows_of_folder",
    "rows_to_begin",
]

_TOUR_EXAMPLE = "sketch-with-open-questions"
"""The example that the tour works on: nothing is crossed in it, and much is undecided."""
_MOST_RECENT = 5
_MOST_HERE = 12
_MOST_LOOKED_AT = 60
_FOLDER_IN_IT = 2
"""The parts of a path from the working folder to a file in one of its folders."""


class StartKind(Enum):
    """What choosing a row of the start page does; the value is the heading that it stands under."""

    REFUSED = "Cannot be opened"
    KEPT = "Unsaved work that was kept"
    RECENT = "Recent work"
    HERE = "In this folder"
    LIBRARY = "In this folder "
    EXAMPLE = "Examples, copied to a folder of your own"
    TOUR = "Examples, copied to a folder of your own "
    CASE = "New scenario on a case"
    NEW_CASE = "New case"


@frozen(eq=False, repr=False)
class StartRow(Compared):
    """A row: what it is called, what is to be said of it, and the file that it stands for.

    Two are the same where they do the same: what is said of a file may be another by now.
    """

    kind: StartKind
    title: str = field(eq=False)
    about: str = field(default="", eq=False)
    path: Path | None = None


_LIBRARY = StartRow(StartKind.LIBRARY, "All scenarios of this folder", "the library")
_NEW_CASE = StartRow(StartKind.NEW_CASE, "A negotiation of your own ...", "asks for a name")
UNREAD = (_LIBRARY, _NEW_CASE)
"""The rows for which no disk is asked."""


def kept_words(drafts: Sequence[Draft | DamagedDraft]) -> str:
    """What was kept, in one sentence; empty where nothing was."""
    if not drafts:
        return ""
    first = drafts[0]
    if isinstance(first, DamagedDraft):
        said = "Unsaved work was kept that cannot be read"
    else:
        name = f"“{shown_path(first.path.name)}”" if first.path else "a new document"
        said = f"Unsaved work of {_when(first.written)} on {name} was kept"
    return f"{said}, and {len(drafts) - 1} more" if len(drafts) > 1 else said


def rows_to_begin(
    drafts: Sequence[Draft | DamagedDraft], refused: Path | None, recent: Iterable[Path]
) -> list[StartRow]:
    """All rows but those of this folder, which takes a while to read."""
    rows = []
    if refused is not None:
        rows.append(StartRow(StartKind.REFUSED, file_name(refused), "shows its mistakes", refused))
    if drafts:
        rows.append(StartRow(StartKind.KEPT, kept_words(drafts), "look at it first"))
    recent_files = [path for path in recent if is_file(path)][:_MOST_RECENT]
    rows += [StartRow(StartKind.RECENT, file_name(path), "", path) for path in recent_files]
    rows.append(_LIBRARY)
    bundled = {path: case_title(path) for path in case_files(bundled_folder())}
    own = {path: case_title(path) for path in case_files(places().working)}
    new = [
        StartRow(StartKind.CASE, title, path.name, path)
        for path, title in (*own.items(), *bundled.items())
    ]
    new.append(_NEW_CASE)
    examples = [
        StartRow(StartKind.TOUR, "The tour, in five tasks", "ends in a file of your own", path)
        for path in example_files()
        if path.stem == _TOUR_EXAMPLE
    ]
    titles = {row.path: row.title for row in new}
    examples += [
        StartRow(StartKind.EXAMPLE, example_title(path), titles[_case_of(path)], path)
        for path in example_files()
    ]
    # Who was here before begins something new rather than looking at an example.
    known = recent_files or drafts or refused is not None
    return [*rows, *new, *examples] if known else [*rows, *examples, *new]


def rows_of_folder(cancelled: Callable[[], bool], *, private: bool) -> Iterator[StartRow]:
    """The scenarios of the working folder, then those of the folders in it, the newest first.

    Each is judged. What lies deeper is for the library, unless all of it does. ``private``: with
    the private overlays beside their cases.
    """
    here = places().working
    shelf = Shelf((here,), private=private)
    listing = shelf.look(cancelled)
    if listing is None or not listing.files:
        return
    files = [found for found in listing.files if not found.is_folder]
    deep = {found.path: len(found.path.relative_to(here).parts) for found in files}
    deepest = max(_FOLDER_IN_IT, min(deep.values(), default=0))
    near = [found for found in files if deep[found.path] <= deepest]
    near.sort(key=lambda found: (-deep[found.path], found.changed), reverse=True)
    shown = 0
    for found in near[:_MOST_LOOKED_AT]:
        kept = shelf.read(found.path)
        if cancelled() or shown == _MOST_HERE:
            return
        if kept is None:
            continue
        shown += 1
        if kept.problem is not None:
            about = f"! {kept.problem.problems[0].explanation}"
        elif kept.verdict is not None:
            about = f"{kept.verdict.reading}: {reading_verdict(kept.verdict)}"
        else:
            about = "a case"
        title = kept.scenario.title if kept.scenario is not None else ""
        yield StartRow(StartKind.HERE, title or found.name, about, found.path)


def _case_of(example: Path) -> Path:
    return bundled_folder() / (example_case(example) + CASE_SUFFIX)


def _when(written: dt.datetime) -> str:
    local = written.astimezone()
    today = local.date() == dt.datetime.now().astimezone().date()
    return local.strftime("%H:%M" if today else "%Y-%m-%d %H:%M")
