"""Undo and redo of steps: at once, but for those that other files take part in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from planner.editing.history import Step, Written
from planner.errors import PlannerError
from planner.tui.turns import Turns

if TYPE_CHECKING:
    from planner.editing.desk import Move

__all__ = ["beside_files", "move_history"]


def move_history(
    screen: Screen[Any],
    coming: Move | None,
    move: Callable[[Written | None], Step[Any] | None],
    then: Callable[[Step[Any] | None], None],
    refused: Callable[[str], None],
) -> None:
    """Undo or redo what is ``coming`` by ``move``; ``then`` is called with the step.

    Other files that take part are written beside the interface; ``refused`` is called with the
    reason where they cannot be.
    """
    if coming is None or coming.step.outside is None:
        then(move(None))
        return

    async def with_files() -> None:
        from planner.tui.users_asked import written_outside  # noqa: PLC0415 (seldom)

        try:
            written = await written_outside(screen.app, coming)
        except PlannerError as error:
            refused(str(error))
        else:
            if written is not None:
                then(move(written))

    beside_files(screen, with_files)


def beside_files(screen: Screen[Any], work: Callable[[], Awaitable[None]]) -> None:
    """Do what reads or writes files beside the interface; keys come in turn meanwhile."""
    turns = getattr(screen.app, "turns", None)

    async def in_turn() -> None:
        with turns.between_screens() if isinstance(turns, Turns) else nullcontext():
            await work()

    screen.run_worker(in_turn(), group="beside files")
