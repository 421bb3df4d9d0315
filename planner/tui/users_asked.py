"""What is asked before a thing that scenarios beside the case name gets another id, or goes.

A folder may hold thousands of scenarios: they are read, and written, beside the interface. Until
the first is written, Esc stops it; from then on all are written or none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App

from planner.editing.case_edits import Ref
from planner.editing.case_session import CaseSession
from planner.editing.desk import Move
from planner.editing.history import Written
from planner.editing.renaming import Users, refuse_taken, renaming, users_of
from planner.errors import SaveError
from planner.files.safety.journal import Told
from planner.reports.words.numbers import counted
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.screens.prompt import Answer, Prompt
from planner.tui.waiting import GivenUpError

__all__ = ["removal_confirmed", "rename_asking", "write_outside"]

T = TypeVar("T")

_MOST_NAMED = 3
"""Scenarios that a question names."""


async def removal_confirmed(app: App[Any], session: CaseSession, ref: Ref) -> bool:
    """Whether the thing is to go, though scenarios may name it."""
    using = await _users(app, session, ref)
    if using is None:
        return False
    scenarios = ", ".join(each.path.name for each in using.scenarios[:_MOST_NAMED])
    number = len(using.scenarios)
    words = f"Remove {ref.words}?"
    if number:
        words += f" {counted(number, 'scenario')} here ({scenarios}) would keep it as gone."
    if using.overlay is not None:
        words += f" {using.overlay.name} names it too, and would not fit the case."
    return await _yes(app, words, "Yes, remove it")


async def rename_asking(
    app: App[Any], session: CaseSession, ref: Ref, new: str, then: Callable[[], None]
) -> None:
    """Give the thing that id; where scenarios name it, ask first. ``then`` is called when it is so.

    Raises what :func:`planner.editing.renaming.renaming` does, and what writing the files does.
    Where a file is written but may not last, that is raised too, after ``then``.
    """
    using = await _users(app, session, ref, new)
    if using is None:
        return
    refuse_taken(session, ref, new, using.scenarios)
    private = ""
    if using.overlay is not None:
        private = (
            f" {using.overlay.name} is yours alone and stays as it is: it does not fit the case "
            f"until you write {new} for {ref.id} there."
        )
    if not using.scenarios:
        words = f"Give {ref.words} the id {new}?{private}"
        if not private or await _yes(app, words, "Yes, rename it"):
            session.rename(ref, new)
            then()
        return
    names = ", ".join(each.path.name for each in using.scenarios[:_MOST_NAMED])
    number = counted(len(using.scenarios), "scenario")
    unread = counted(len(using.problems), "file") if using.problems else ""
    words = (
        f"{number} here ({names}) would name {new} too: all of them and the case are written "
        f"now, or none.{f' {unread} cannot be read.' if unread else ''}{private}"
    )
    if not await _yes(app, words, "Yes, write them all"):
        return
    everywhere = using.scenarios
    what = f"Getting {number} ready"
    prepared = await _stopped_by_esc(
        app, what, lambda told: renaming(session, ref, new, everywhere, told)
    )
    if prepared is None:
        return
    doubt = await _write(app, prepared)
    prepared.make()
    then()
    if doubt is not None:
        raise doubt


async def write_outside(app: App[Any], move: Move, then: Callable[[Written], None]) -> None:
    """Write what the step to be undone or made again changes in other files; then the step is due.

    Raises what writing the files does: then nothing was written. Where a file is written but may
    not last, that is raised too, after ``then``.
    """
    outside = move.step.outside
    if outside is None:
        raise ValueError("the step changes nothing in other files")
    prepared = await _stopped_by_esc(
        app, "Reading the scenarios beside the case", lambda _: outside.prepared(move.content)
    )
    if prepared is not None:
        doubt = await _write(app, prepared)
        then(prepared)
        if doubt is not None:
            raise doubt


async def _users(app: App[Any], session: CaseSession, ref: Ref, new: str = "") -> Users | None:
    words = f"Looking for scenarios that name {ref.words}"
    return await _stopped_by_esc(app, words, lambda told: users_of(session, ref, told, new))


async def _stopped_by_esc(app: App[Any], words: str, work: Callable[[Told], T]) -> T | None:
    """What the work gives, ``None`` after Esc; it says how far it is, and ends soon after it."""
    far = 0
    stopped = False

    def told(number: int) -> None:
        nonlocal far
        far = number
        if stopped:
            raise GivenUpError

    def said() -> str:
        return f"{words}: {far:,}" if far else words

    try:
        return await at_once_or_waited(app, said, lambda: work(told))
    except GivenUpError:
        stopped = True
        app.notify("Stopped: nothing was written.", markup=False)
        return None


async def _write(app: App[Any], prepared: Written) -> SaveError | None:
    """Write the files together, and say how many are written by now; why one may not last."""
    far = 0

    def told(number: int) -> None:
        nonlocal far
        far = number

    def said() -> str:
        return f"Writing the case and its scenarios: {counted(far, 'file')} so far"

    return await at_once_or_waited(app, said, lambda: prepared.write(told), stops=False)


async def _yes(app: App[Any], words: str, yes: str) -> bool:
    answers = (Answer("y", yes, "yes"), Answer("n", "No", "no"))
    return await app.push_screen_wait(Prompt(words, answers)) == "yes"
