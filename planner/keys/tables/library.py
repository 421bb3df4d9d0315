"""The commands that choose a file: the library, the start page and the lists of cases."""

from __future__ import annotations

from planner.keys.command import Command, panes, readings, table
from planner.keys.meanings import KEYS

__all__ = ["CHOOSER", "LIBRARY", "START"]

LIBRARY = table(
    "library",
    Command(
        "choose",
        "Open the file",
        KEYS["enter"],
        "Open",
        "open",
        "A file that could not be read is tried once more.",
    ),
    Command("new", "New scenario ...", KEYS["new"], "Open"),
    Command("path", "Type the path of any file or folder", KEYS["path"], "Open"),
    Command(
        "search",
        "Filter as you type",
        KEYS["find"],
        "Find",
        "filter",
        "Every word must be held: in title, file, case, reading, authors or summary. crossed:RU-1 "
        "and contested:Europe find verdicts, aside: lines set aside, broken what cannot be read.",
    ),
    Command("sort", "Sort by the next column", KEYS["sort_after"], "Find", "sort"),
    Command("sort_before", "Sort by the column before", KEYS["sort_before"], "Find"),
    Command("reverse", "Sort the other way round", KEYS["reverse"], "Find"),
    Command("again", "Look at the folder again, and read on", KEYS["again"], "Find"),
    Command(
        "board",
        "Group by the lines that are crossed, or list again",
        KEYS["group"],
        "Judge",
        "group",
        "The folder as a board: a scenario a row, a party a column, those together that cross the "
        "same lines.",
    ),
    Command("next_group", "Next group", KEYS["next"], "Move"),
    Command("previous_group", "Previous group", KEYS["previous"], "Move"),
    *(command for command in readings("Judge") if command.id != "set_reading"),
    Command("mark", "Mark for comparing, or take the mark away", KEYS["choose"], "Compare", "mark"),
    Command("unmark", "Take all marks away", KEYS["unmark"], "Compare"),
    Command(
        "history",
        "History of the file: unsaved work, kept versions, commits",
        KEYS["history"],
        "Compare",
        "",
        "Each state can be read, marked and compared.",
    ),
    Command(
        "codings",
        "Compare the open case with another coding, and merge the two",
        KEYS["codings"],
        "Compare",
    ),
    Command("duplicate", "Duplicate ...", KEYS["duplicate"], "File"),
    Command("rename", "Rename ...", KEYS["title"], "File"),
    Command(
        "edit",
        "Mend the file in your editor ($VISUAL, $EDITOR)",
        KEYS["editor"],
        "File",
        "",
        "Opens the file under the cursor, at its first mistake.",
    ),
    Command("delete", "Move to the trash ...", KEYS["delete"], "File"),
    *panes("Zoom the pane, or share the room again"),
    Command("copy_path", "Copy the path of the file", KEYS["copy_path"], "Copy"),
    Command("back", "Stop reading, or go back", KEYS["back"], "Move", "back"),
)

START = table(
    "start",
    Command("choose", "Open what the cursor is on", KEYS["enter"], "Open", "open"),
    Command("next_group", "Next heading", KEYS["next"], "Move", "next heading"),
    Command("previous_group", "Heading before", KEYS["previous"], "Move"),
    Command("again", "Look at the folder again", KEYS["again"], "Open"),
    Command("back", "Nothing: this is where one begins", KEYS["back"], "Move"),
)

CHOOSER = table(
    "cases",
    Command("choose", "Open what the cursor is on", KEYS["enter"], "Choose", "open"),
    Command("path", "Type a path instead", KEYS["path"], "Choose", "type a path"),
    Command("again", "Read the folder again", KEYS["again"], "Choose"),
    Command("next_pane", "Next pane", KEYS["next_pane"], "Move", "next pane"),
    Command("previous_pane", "Previous pane", KEYS["previous_pane"], "Move"),
    Command("back", "Back without a choice", KEYS["back"], "Move", "back"),
)
