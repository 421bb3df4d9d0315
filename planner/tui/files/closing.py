"""What is asked before something goes that is not in its file yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import App

from planner.editing.case_session import CaseSession
from planner.editing.scenario_session import Session
from planner.tui.files.disk_work import DiskWork
from planner.tui.screens.prompt import Answer, Prompt

__all__ = ["leaves_while_saving", "may_close"]


async def may_close(
    app: App[int],
    session: Session | CaseSession,
    name: str,
    disk: DiskWork,
    save: Callable[[], Awaitable[bool]],
) -> bool:
    """Whether the document of that name may go: saved, or given up by the planner's own word."""
    if not session.unsaved:
        return True
    answers = (
        Answer("s", "Save", "save"),
        Answer("d", "Discard the changes", "discard"),
        Answer("c", "Cancel", "cancel"),
    )
    answer = await app.push_screen_wait(Prompt(f"{name} has unsaved changes.", answers))
    if answer == "save":
        done = await save()
        return done and not (disk.keys_went_on or session.unsaved)
    return answer == "discard"


async def leaves_while_saving(app: App[int]) -> bool:
    """Ask whether to leave while a save goes on: nobody knows how that will end."""
    answers = (
        Answer("l", "Leave: the next start offers the work", "leave"),
        Answer("c", "Cancel, keep working", "cancel"),
    )
    question = "The disk has not finished the save. The file may hold the old or the new text."
    return await app.push_screen_wait(Prompt(question, answers)) == "leave"
