"""The commands that look at one state beside another."""

from __future__ import annotations

from attrs import evolve

from planner.keys.command import Command, panes, readings, table, undoing
from planner.keys.meanings import KEYS

__all__ = ["CASE_HISTORY", "CODINGS", "COMPARE", "HISTORY"]

CODINGS = table(
    "codings",
    Command(
        "take_version",
        "Ours, then theirs, then both where both can stand",
        KEYS["choose"],
        "Take",
        "take",
        "On a thing all that differs in it, on a heading all below it. Both keeps theirs beside "
        "ours under a free id; of evidence it puts the two lists together.",
    ),
    Command(
        "digit",
        "1 takes ours, 2 theirs, 3 both",
        KEYS["digit"],
        "Take",
    ),
    Command(
        "merge",
        "Put what is taken into our case",
        KEYS["enter"],
        "Take",
        "merge",
        "One step, which undo takes back. What is open is asked for first; B stays as it is.",
    ),
    Command("next_open", "Next difference that is open", KEYS["next"], "Move", "next open"),
    Command("previous_open", "Difference before that is open", KEYS["previous"], "Move"),
    *panes("Zoom the pane, or share the room again"),
    Command("back", "Back, nothing is merged", KEYS["back"], "Move", "back"),
)

COMPARE = table(
    "compare",
    Command(
        "take_over",
        "Take this choice over into the open scenario",
        KEYS["choose"],
        "Choose",
        "take over",
        "The choice under the cursor, from its column, or all of them from a row that is about "
        "the whole. It is shown on the board, where Enter takes it as one step.",
    ),
    *undoing("Choose"),
    *readings("Judge"),
    Command("next_difference", "Next issue that differs", KEYS["next"], "Move", "next"),
    Command("previous_difference", "Previous issue that differs", KEYS["previous"], "Move"),
    Command("read", "Read the text", KEYS["enter"], "Move"),
    *panes("Zoom the text, or share the room again"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)

HISTORY = table(
    "history",
    Command(
        "read",
        "Go into this state",
        KEYS["enter"],
        "Look",
        "go in",
        "A state since the file was opened is shown on the board, where Enter goes back to it as "
        "one step; a version or a commit is read first, and shown there by another Enter.",
    ),
    Command(
        "mark",
        "Mark for comparing, or take the mark away",
        KEYS["choose"],
        "Compare",
        "mark",
        "Marks of the library and of all histories count together: any two to four states stand "
        "side by side. Without a second mark a state is compared with the open scenario.",
    ),
    Command("unmark", "Take all marks away", KEYS["unmark"], "Compare"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)

CASE_HISTORY = tuple(
    evolve(
        command,
        description="Shows what the file says otherwise than this state; it changes nothing.",
    )
    if command.id == "read"
    else command
    for command in HISTORY
    if command.id in ("read", "back")
)
"""Of a case's states none goes to the board and none is marked; the keys are the same."""
