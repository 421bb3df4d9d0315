"""The commands of the deal: the board with the panes below it."""

from __future__ import annotations

from planner.keys.command import Command, panes, readings, table, undoing
from planner.keys.meanings import KEYS

__all__ = ["WORKBENCH"]

WORKBENCH = table(
    "workbench",
    Command(
        "choose",
        "Choose the option",
        KEYS["choose"],
        "Choose",
        "choose",
        "Chooses the option under the cursor. Where several hold together, marked [x], it adds the "
        "option or takes it away; “without” and “else” stand before what taking it away would do. "
        "On an issue it goes to its options, on a number to a field.",
    ),
    Command(
        "digit",
        "Choose an option by its number",
        KEYS["digit"],
        "Choose",
        "",
        "Chooses the first, second, ... option of the issue that the cursor is on, or begins to "
        "type the value of a number.",
    ),
    Command(
        "go_in",
        "Go in: from an issue to its options, from an option to the reasons",
        KEYS["enter"],
        "Move",
        "",
        "Changes nothing. On a number it goes to a field.",
    ),
    Command(
        "clear",
        "Leave the issue undecided",
        KEYS["clear"],
        "Choose",
        "",
        "Takes the choice on this issue back. Its note stays.",
    ),
    Command(
        "step_up",
        "Move a number a step up",
        KEYS["step_up"],
        "Choose",
        "",
        "An undecided number begins at its first value. Moves that follow each other are one step "
        "of undo.",
    ),
    Command("step_down", "Move a number a step down", KEYS["step_down"], "Choose"),
    Command(
        "next_threshold",
        "Move a number up to the next threshold",
        KEYS["next_threshold"],
        "Choose",
        "",
        "A threshold is a value from which on a red line or another rule says something else.",
    ),
    Command(
        "previous_threshold",
        "Move a number down to the threshold before",
        KEYS["previous_threshold"],
        "Choose",
    ),
    Command("search", "Filter the issues as you type", KEYS["find"], "Move"),
    Command("next_undecided", "Next undecided issue", KEYS["next"], "Move", "next"),
    Command("previous_undecided", "Previous undecided issue", KEYS["previous"], "Move"),
    Command(
        "finish",
        "Propose ways to finish",
        KEYS["finish"],
        "Choose",
        "finish",
        "Each keeps every choice made and is seen on the board before it is taken. Once every "
        "issue is decided: the clear scenarios nearest to this one.",
    ),
    Command(
        "mend",
        "Propose the smallest changes that end a crossing",
        KEYS["mend"],
        "Choose",
        "mend",
        "Where none does, the packages with the fewest crossings. Enter takes what is shown.",
    ),
    Command("next_line", "Next crossed or contested line", KEYS["next_line"], "Move"),
    Command("previous_line", "Previous crossed or contested line", KEYS["previous_line"], "Move"),
    *panes("Zoom the pane, or share the room again"),
    *readings("Judge"),
    Command(
        "set_aside",
        "Set the red line aside, or count it again",
        KEYS["set_aside"],
        "Judge",
        "",
        "For a what-if: the red line under the cursor is left out of all verdicts, visibly, and "
        "the file keeps that. e right after it asks why, which may stay empty.",
    ),
    Command(
        "as_of",
        "Look as of a day ...",
        KEYS["as_of"],
        "Judge",
        "",
        "Only what was stated until that day counts; without one all does. Looking changes "
        "nothing, and Esc goes back. What flipped since that day is listed line by line.",
    ),
    Command(
        "note",
        "Write a note on the issue, or why the line is set aside",
        KEYS["note"],
        "Write",
        "note",
        "Tab leads from the note to a comment for colleagues.",
    ),
    Command(
        "comments",
        "Comments: what colleagues write",
        KEYS["comments"],
        "Write",
        "",
        "On issues, red lines and the whole: read, answered, filtered, settled.",
    ),
    Command("details", "Edit title, authors and summary", KEYS["title"], "Write"),
    *undoing("Write"),
    Command("copy_verdict", "Copy the verdict", KEYS["copy_verdict"], "Copy"),
    Command("copy_path", "Copy the path of the file", KEYS["copy_path"], "Copy"),
    Command(
        "history",
        "History: versions and commits of this file",
        KEYS["history"],
        "Look",
        "",
        "Who changed what when, with each verdict; any state is read, compared, and gone back to.",
    ),
    Command(
        "what_if",
        "What if: an option, a red line or another strength, tried out",
        KEYS["what_if"],
        "Choose",
        "",
        "On the issue or the line under the cursor; all verdicts follow, no file does. The same "
        "key keeps it in the case, or drops it.",
    ),
    Command("tour", "The tour in five tasks: begin, or pass over one", KEYS["tour"], "App"),
    Command(
        "back",
        "End the filter, tour, zoom, lens or counting, or go to the board",
        KEYS["back"],
        "Move",
    ),
    Command("save", "Save", KEYS["save"], "File", "save"),
    Command(
        "news",
        "Deal with what happened to the file elsewhere",
        KEYS["news"],
        "File",
        "",
        "Somebody else changed the file, or a synced folder left a conflict copy beside it: shows "
        "what differs choice by choice; take theirs, keep yours or merge.",
    ),
    Command("save_as", "Save as ...", KEYS["save_as"], "File"),
    Command("new", "New scenario ...", KEYS["new"], "File"),
)
