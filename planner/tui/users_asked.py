"""What is asked before a thing that scenarios beside the case name gets another id, or goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from planner.editing.case_edits import Ref
from planner.editing.case_session import CaseSession
from planner.editing.renaming import rename_everywhere, users_of
from planner.reports.words.numbers import counted
from planner.tui.screens.prompt import Answer, Prompt

__all__ = ["ask_to_remove", "rename_asking"]

_MOST_NAMED = 3
"""Scenarios that a question names."""

Edit = Callable[[Callable[[], object]], None]


def ask_to_remove(app: App[Any], session: CaseSession, ref: Ref, edit: Edit) -> None:
    """Ask whether the thing is to go; ``edit`` is called with what removes it."""
    using = users_of(session, ref)
    scenarios = ", ".join(each.path.name for each in using.scenarios[:_MOST_NAMED])
    number = len(using.scenarios)
    words = f"Remove {ref.words}?"
    if number:
        words += f" {counted(number, 'scenario')} here ({scenarios}) would keep it as gone."
    _ask(app, words, "Yes, remove it", lambda: edit(lambda: session.remove(ref)))


def rename_asking(app: App[Any], session: CaseSession, ref: Ref, new: str, edit: Edit) -> None:
    """Call ``edit`` with what gives the thing that id; where scenarios name it, ask first."""
    using = users_of(session, ref)
    if not using.scenarios:
        edit(lambda: session.rename(ref, new))
        return
    names = ", ".join(each.path.name for each in using.scenarios[:_MOST_NAMED])
    number = counted(len(using.scenarios), "scenario")
    unread = counted(len(using.problems), "file") if using.problems else ""
    words = (
        f"{number} here ({names}) would name {new} too: all of them and the case are written "
        f"now, or none.{f' {unread} cannot be read.' if unread else ''}"
    )
    everywhere = using.scenarios
    _ask(
        app,
        words,
        "Yes, write them all",
        lambda: edit(lambda: rename_everywhere(session, ref, new, everywhere)),
    )


def _ask(app: App[Any], words: str, yes: str, do: Callable[[], None]) -> None:
    def take(answer: str | None) -> None:
        if answer == "yes":
            do()

    app.push_screen(Prompt(words, (Answer("y", yes, "yes"), Answer("n", "No", "no"))), take)
