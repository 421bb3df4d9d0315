"""Undo and redo of steps: at once, but for those that other files take part in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from planner.editing.history import Step, Written
from planner.errors import PlannerError
from planner.reports.words.verdicts import sentence
from planner.tui.turns import Turns

if TYPE_CHECKING:
    from planner.editing.case_session import CaseSession
    from planner.editing.desk import Move
    from planner.editing.scenario_session import Session

__all__ = ["beside_files", "redo", "undo"]

Then = Callable[[Step[Any] | None], None]


def undo(screen: Screen[Any], session: Session | CaseSession, then: Then) -> None:
    """Take the last step back, whatever it was in; ``then`` is called with it, ``None`` for none.

    Other files that take part are written beside the interface; where they cannot be, a word says
    why, and nothing is undone.
    """
    _move(screen, session.desk.coming_undo(), session.undo, then)


def redo(screen: Screen[Any], session: Session | CaseSession, then: Then) -> None:
    """Make the step again that was undone last; as above."""
    _move(screen, session.desk.coming_redo(), session.redo, then)


def _move(
    screen: Screen[Any],
    coming: Move | None,
    move: Callable[[Written | None], Step[Any] | None],
    then: Then,
) -> None:
    if coming is None or coming.step.outside is None:
        then(move(None))
        return

    async def with_files() -> None:
        from planner.tui.users_asked import write_outside  # noqa: PLC0415 (seldom)

        try:
            await write_outside(screen.app, coming, lambda written: then(move(written)))
        except PlannerError as error:
            screen.notify(sentence(str(error)), severity="warning", markup=False)

    beside_files(screen, with_files)


def beside_files(screen: Screen[Any], work: Callable[[], Awaitable[None]]) -> None:
    """Do what reads or writes files beside the interface; keys come in turn meanwhile."""
    turns = getattr(screen.app, "turns", None)

    async def in_turn() -> None:
        with turns.between_screens() if isinstance(turns, Turns) else nullcontext():
            await work()

    screen.run_worker(in_turn(), group="beside files")
