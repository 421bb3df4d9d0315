"""The commands of the analysis."""

from __future__ import annotations

from planner.keys.command import Command, panes, readings, table, undoing
from planner.keys.meanings import KEYS

__all__ = ["ANALYSIS"]

ANALYSIS = table(
    "analysis",
    Command(
        "take",
        "Do what the row offers",
        KEYS["enter"],
        "Do",
        "",
        "Shows a scenario on the board, where Enter takes it as one step; looks through a reading; "
        "unfolds a group; else goes to the details.",
    ),
    Command(
        "set_aside",
        "Set the lines of the row aside",
        KEYS["set_aside"],
        "Do",
        "",
        "For a what-if; undo takes it back as one step.",
    ),
    Command(
        "keep",
        "Keep the choices made fixed, or free them",
        KEYS["here"],
        "Ask",
        "fix/free",
        "Free, the whole case is analysed; fixed, only what the choices leave of it.",
    ),
    *readings("Ask"),
    Command("again", "Work it out again, with more time", KEYS["again"], "Ask", "again"),
    Command(
        "draw",
        "Draw a clear scenario at random",
        KEYS["draw"],
        "Do",
        description="Each clear scenario is as likely as any other. It is shown on the board, "
        "where Enter takes it; with the choices fixed it keeps them.",
    ),
    *undoing("Do"),
    Command("search", "Filter the findings as you type", KEYS["find"], "Move"),
    Command("next_section", "Next question", KEYS["next"], "Move"),
    Command("previous_section", "Previous question", KEYS["previous"], "Move"),
    *panes("Zoom the pane, or share the room again"),
    Command("back", "Stop working, or go back", KEYS["back"], "Move", "back"),
)
