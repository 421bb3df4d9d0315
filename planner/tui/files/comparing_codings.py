"""Two codings as a conversation: which other case, then row by row, then one step of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from attrs import frozen
from textual.app import App

from planner.by_fields import Printed
from planner.editing.case_session import CaseSession
from planner.editing.codings_merge import CodingsMerge, aligned
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.cases.catalogue import case_files
from planner.files.cases.reading import read_case
from planner.files.common_ancestor import common_ancestor
from planner.files.places import places
from planner.files.shelf import file_name
from planner.files.toml.source import source_from_bytes
from planner.keys.rebinding import own_key
from planner.keys.tables.case import CASE
from planner.model.case import Case, following_evidence
from planner.tui.entries import case_entry
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.quote_marking import marks_of_case
from planner.tui.screens.chooser import Chooser
from planner.tui.screens.two_codings import CodedSide, CodingsScreen

__all__ = ["compare_codings"]


@frozen(eq=False, repr=False)
class _Read(Printed):
    """What was read of the two files; ``own_ids`` are theirs by the ids that ours are shown by.

    ``ours`` and ``theirs`` name them, with what is doubtful of their quotes.
    """

    merge: CodingsMerge
    own_ids: Mapping[str, str]
    ours: CodedSide
    theirs: CodedSide


async def compare_codings(
    app: App[int], session: CaseSession, scenario: Session, first: str
) -> bool:
    """Show another coding beside the open one; whether some of it was merged into the open one."""
    chooser = Chooser(
        "Compare with another coding: choose its case file", lambda: _others(session), case_entry
    )
    path = await app.push_screen_wait(chooser)
    if path is None:
        return False
    try:
        reading = f"Reading {file_name(path)} and its texts"
        read = await at_once_or_waited(app, reading, partial(_read, session, path))
    except FileProblemError as error:
        words = str(error.problems[0])
        app.notify(words, severity="error", timeout=20, markup=False)
        return False
    name = read.theirs.name
    screen = CodingsScreen(read.merge, (read.ours, read.theirs), read.own_ids, scenario.written)
    case = await app.push_screen_wait(screen)
    if case is None:
        return False
    step = session.change(f"merged with {name}", case, sound=following_evidence(case))
    saves, undoes = own_key(app, CASE, "save"), own_key(app, CASE, "undo")
    words = f"Merged with {name}, as one step. {first}{saves} saves it, {undoes} takes it back."
    if step is None:
        words = f"Nothing of {name} was taken: the open case stays as it is."
    app.notify(words, markup=False)
    return step is not None


def _others(session: CaseSession) -> Sequence[tuple[Path, str]]:
    """The other case files beside the open one, and in the working folder."""
    home = places().real(session.path) if session.path is not None else None
    folders = [each for each in (session.folder, places().working) if each is not None]
    files = dict.fromkeys(path for folder in folders for path in case_files(folder))
    real = {places().real(path): path for path in files}
    return [(path, str(places().near(path))) for place, path in real.items() if place != home]


def _read(session: CaseSession, path: Path) -> _Read:
    ours = session.case
    theirs, own_ids = aligned(ours, read_case(path).case)
    name = file_name(session.path) if session.path is not None else ours.title
    merge = CodingsMerge(ours, theirs, _base(session, path))
    _ = merge.rows  # of a large case it takes seconds: here, beside the interface
    return _Read(
        merge,
        own_ids,
        CodedSide(name, marks_of_case(ours, session.beside)),
        CodedSide(file_name(path), marks_of_case(theirs, path)),
    )


def _base(session: CaseSession, path: Path) -> Case | None:
    """What both began with, as far as git or the kept versions know that."""
    content = common_ancestor(session.path, path) if session.path is not None else None
    if content is None:
        return None
    try:
        return session.document.kind.read(source_from_bytes("the common ancestor", content)).content
    except FileProblemError:
        return None
