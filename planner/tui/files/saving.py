"""Saving as a conversation: under which name, over what, and what if that cannot be done."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from planner.editing.scenario_session import Session
from planner.errors import LayoutAtStakeError, SaveError
from planner.files.naming import free_path, name_from_title
from planner.files.places import places
from planner.files.safety.replacing import ChangedOnDiskError, TargetExistsError
from planner.files.shelf import file_name
from planner.reports.words.verdicts import sentence
from planner.tui.files.changed_file import Outcome, deal_with_change
from planner.tui.files.download import offer_download
from planner.tui.screens.path_prompt import PathPrompt
from planner.tui.screens.prompt import Answer, Prompt

__all__ = ["save"]

_ELSEWHERE = Answer("n", "Save under another name", "elsewhere")
_CANCEL = Answer("c", "Cancel, keep working", "cancel")


async def save(app: App[int], session: Session, *, elsewhere: bool = False) -> bool:
    """Save the session's scenario; whether it stands in its file now.

    Nothing is replaced that the planner has not seen, and a save that failed says why: the work
    stays as it was, unsaved.
    """
    path = session.path
    seen: str | None = None
    canonical = False
    while True:
        if elsewhere or path is None:
            named = await app.push_screen_wait(_prompt(session))
            seen = None
            if named is None:
                return False
            path = named.path
            if named.title != session.scenario.title:
                session.set_title(named.title)
                session.end_merging()
        answer = "mine"
        if path == session.path and seen is None:
            answer = await _settle_change(app, session)
        if answer in ("mine", "merged"):
            answer, seen = await _attempt(app, session, path, seen, canonical=canonical)
        if answer in ("saved", "theirs"):
            return True
        if answer in ("cancel", "later"):
            return False
        elsewhere = answer == "elsewhere"
        canonical = answer == "anew"


async def _attempt(
    app: App[int], session: Session, path: Path, seen: str | None, *, canonical: bool
) -> tuple[str, str | None]:
    """Save once: ``saved``, or what the planner wants instead, and what may then be replaced."""
    try:
        written = session.save(path, seen=seen, canonical=canonical)
    except LayoutAtStakeError as error:
        anew = Answer("w", "Write it anew, without comments", "anew")
        return await _ask(app, error, anew), seen
    except ChangedOnDiskError as error:
        if path == session.path and not isinstance(error, TargetExistsError):
            return "again", None  # it was changed just now: that is asked about first
        replace = Answer("r", "Replace that file (it is kept aside)", "replace")
        return await _ask(app, error, replace), error.digest
    except SaveError as error:
        return await _ask(app, error), seen
    name = file_name(path)
    words = f"Saved {name}" if written else f"{name} holds this already; nothing was to be saved."
    app.notify(words, markup=False)
    if app.is_web:
        offer_download(app, path)
    return "saved", None


async def _settle_change(app: App[int], session: Session) -> Outcome:
    """Ask about the changes of somebody else, until all that stands there has been seen."""
    while (theirs := session.look_again()) is not None:
        outcome = await deal_with_change(app, session, theirs, lead="Not saved: ")
        if outcome == "theirs":
            app.notify("Theirs is open now; undo brings yours back.", markup=False)
        if outcome in ("theirs", "later", "elsewhere"):
            return outcome
    return "mine"


async def _ask(app: App[int], error: SaveError, *ways: Answer) -> str:
    text = f"{sentence(str(error))}\nThe work is still here, unsaved."
    return await app.push_screen_wait(Prompt(text, (*ways, _ELSEWHERE, _CANCEL)))


def _prompt(session: Session) -> PathPrompt:
    """Asks for title and file; the file's name comes from the title and is one that is free."""
    title = session.scenario.title
    if session.path is None:
        here = free_path(places().working, name_from_title(title))
    else:
        here = free_path(session.path.parent, session.path.stem)
    return PathPrompt("Save as", str(places().near(here)), title=title)
