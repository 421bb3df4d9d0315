"""Saving as a conversation: under which name, over what, and what if that cannot be done."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from planner.editing.saving import Saving
from planner.editing.scenario_session import Session
from planner.errors import SaveError
from planner.files.naming import free_path, name_from_title
from planner.files.places import places
from planner.files.shelf import file_name
from planner.model.scenario import Scenario
from planner.tui.files.changed_file import Outcome, deal_with_change
from planner.tui.files.disk_work import DiskWork, Refused, at_once_or_waited
from planner.tui.files.download import offer_download
from planner.tui.files.refused_save import way_out, way_out_of_put_off
from planner.tui.screens.path_prompt import PathPrompt
from planner.tui.screens.working import GivenUpError

__all__ = ["save"]

_ENDS = {"saved": True, "theirs": True, "cancel": False, "later": False}
"""The answers that end a save, and whether the work is in its file then."""


async def save(
    app: App[int], session: Session, disk: DiskWork, *, elsewhere: bool = False, waits: bool = False
) -> bool:
    """Save the session's scenario; whether it stands in its file now.

    Nothing is replaced that the planner has not seen, and a save that failed says why: the work
    stays as it was, unsaved. On a slow disk the planner goes on meanwhile, unless the next step
    ``waits`` for it.
    """
    if disk.busy:
        disk.tell_busy()
        return False
    answer, seen, path = "", None, session.path
    if not elsewhere:
        answer, seen, put_off = await way_out_of_put_off(app, disk, session.document)
        path = put_off or path
    while answer not in _ENDS:
        canonical = answer == "anew"
        if elsewhere or answer == "elsewhere" or path is None:
            elsewhere, seen = False, None
            path = await _named(app, session)
            if path is None:
                return False
        answer = "mine"
        if path == session.path and seen is None:
            answer = await _settle_change(app, session)
        if answer in ("mine", "merged"):
            saving = session.begin_save(path, seen=seen, canonical=canonical)
            answer, seen = await _attempt(app, session, disk, saving, waits=waits)
    return _ENDS[answer]


async def _named(app: App[int], session: Session) -> Path | None:
    """The file that the planner names, with the title; ``None`` where that was given up."""
    named = await app.push_screen_wait(_prompt(session))
    if named is None:
        return None
    if named.title != session.scenario.title:
        session.set_title(named.title)
        session.end_merging()
    return named.path


async def _attempt(
    app: App[int], session: Session, disk: DiskWork, saving: Saving[Scenario], *, waits: bool
) -> tuple[str, str | None]:
    """Save once: ``saved``, or what the planner wants instead, and what may then be replaced."""
    path = saving.path
    name = file_name(path)
    at_home = path == session.path
    outcome = await disk.done(f"Saving {name}", saving.outcome, waits=waits)
    try:
        written = session.end_save(saving, outcome)
    except SaveError as error:
        refused = Refused(session.document, error, path, saving.seen, at_home)
        return await way_out(app, disk, refused)
    words = f"Saved {name}" if written else f"{name} holds this already; nothing was to be saved."
    if session.unsaved:
        words += ". What you changed meanwhile is unsaved."
    app.notify(words, markup=False)
    if app.is_web:
        offer_download(app, path)
    return "saved", None


async def _settle_change(app: App[int], session: Session) -> Outcome:
    """Ask about the changes of somebody else, until all that stands there has been seen."""
    while True:
        name = file_name(session.path) if session.path is not None else ""
        try:
            theirs = await at_once_or_waited(app, f"Reading {name}", session.look_again)
        except GivenUpError:
            app.notify(f"Not saved: {name} was not read to its end.", markup=False)
            return "later"
        if theirs is None:
            return "mine"
        outcome = await deal_with_change(app, session, theirs, lead="Not saved: ")
        if outcome == "theirs":
            app.notify("Theirs is open now; undo brings yours back.", markup=False)
        if outcome in ("theirs", "later", "elsewhere"):
            return outcome


def _prompt(session: Session) -> PathPrompt:
    """Asks for title and file; the file's name comes from the title and is one that is free."""
    title = session.scenario.title
    if session.path is None:
        here = free_path(places().working, name_from_title(title))
    else:
        here = free_path(session.path.parent, session.path.stem)
    return PathPrompt("Save as", str(places().near(here)), title=title)
