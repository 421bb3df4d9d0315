"""The commands that meet on each screen, and those that are no more."""

from __future__ import annotations

from planner.keys.command import Command
from planner.keys.tables.analysis import ANALYSIS
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import CASE, EVIDENCE, POINTING, POINTS, SOURCE
from planner.keys.tables.comparing import CODINGS, COMPARE, HISTORY
from planner.keys.tables.deal import WORKBENCH
from planner.keys.tables.library import CHOOSER, LIBRARY, START
from planner.keys.tables.moves import COLUMN_MOVES, LIST_MOVES
from planner.keys.tables.sharing import COMMENTS, REPORT

__all__ = ["GONE", "TOGETHER", "declared"]

TOGETHER = {
    "workbench": (*WORKBENCH, *ANYWHERE, *LIST_MOVES),
    "analysis": (*ANALYSIS, *ANYWHERE, *LIST_MOVES),
    "evidence": (*EVIDENCE, *COLUMN_MOVES, *ANYWHERE, *LIST_MOVES),
    "compare": (*COMPARE, *COLUMN_MOVES, *ANYWHERE, *LIST_MOVES),
    "report": (*REPORT, *ANYWHERE, *LIST_MOVES),
    "library": (*LIBRARY, *COLUMN_MOVES, *ANYWHERE, *LIST_MOVES),
    "comments": (*COMMENTS, *ANYWHERE, *LIST_MOVES),
    "history": (*HISTORY, *ANYWHERE, *LIST_MOVES),
    "start": (*START, *ANYWHERE, *LIST_MOVES),
    "case": (*CASE, *ANYWHERE, *LIST_MOVES),
    "source": (*SOURCE, *ANYWHERE, *LIST_MOVES),
    "pointing": (*POINTING, *ANYWHERE, *LIST_MOVES),
    "points": (*POINTS, *ANYWHERE, *LIST_MOVES),
    "codings": (*CODINGS, *ANYWHERE, *LIST_MOVES),
    "cases": (*CHOOSER, *ANYWHERE, *LIST_MOVES),
}
"""The commands that meet on each screen: on none of them may a key mean two things."""

GONE = {
    "workbench.open": 'the command "library" of [keys.anywhere]',
    "workbench.evidence": 'the command "evidence" of [keys.anywhere]',
    "workbench.compare": 'the command "compare" of [keys.anywhere]',
    "library.compare": 'the command "compare" of [keys.anywhere]',
    "library.retry": 'the command "choose" of [keys.library]',
}
"""Commands that earlier versions had, with what does the same now."""


def declared() -> dict[str, Command]:
    """All commands by their full ids, in the order of the tables."""
    return {c.full_id: c for commands in TOGETHER.values() for c in commands}
