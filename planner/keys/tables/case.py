"""The commands on a case: its evidence, its tables, and the sources that are coded from."""

from __future__ import annotations

from planner.keys.command import Command, panes, table, undoing
from planner.keys.meanings import KEYS

__all__ = ["CASE", "EVIDENCE", "POINTING", "POINTS", "SOURCE"]

EVIDENCE = table(
    "evidence",
    Command(
        "read",
        "Go to the statements, and in",
        KEYS["enter"],
        "Read",
        "go in",
        "From a statement to the lines coded from it, the options and the scenarios that choose "
        "them; on its quote to the passage of the source; on a scenario it opens that.",
    ),
    Command("search", "Search all statements", KEYS["find"], "Read", "search"),
    Command(
        "review",
        "Say that you have reviewed the statement, or take that back",
        KEYS["review"],
        "Read",
        "reviewed",
        "A change of the case, which undo takes back there. A change of the meaning empties it.",
    ),
    Command(
        "unreviewed",
        "Only what nobody has reviewed, or all again",
        KEYS["unreviewed"],
        "Read",
    ),
    Command("next_cell", "Next stated position", KEYS["next"], "Move", "next stated"),
    Command("previous_cell", "Previous stated position", KEYS["previous"], "Move"),
    *panes("Zoom the pane, or share the room again", "zoom"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)

CASE = table(
    "case",
    Command(
        "open_form",
        "Edit what the cursor is on",
        KEYS["enter"],
        "Edit",
        "edit",
        "As a form; Esc closes it and keeps what was typed, as one step. On a heading: a new one.",
    ),
    Command(
        "add",
        "Add another one of its kind; on an issue an option",
        KEYS["add"],
        "Edit",
        "add",
    ),
    Command(
        "rename",
        "Give it another id",
        KEYS["title"],
        "Edit",
        "id",
        "Wherever the case names it, and after a question in the scenarios of this folder too.",
    ),
    Command(
        "point",
        "Mark on the options what crosses the red line",
        KEYS["choose"],
        "Edit",
        "mark",
        "The rule grows in words, with how many scenarios it closes and what it clashes with.",
    ),
    Command(
        "points",
        "Say of the red line how many points each option gives",
        KEYS["points"],
        "Edit",
        "",
        "A column of numbers beside the options, with a minimum: an alternative to marking.",
    ),
    Command(
        "source",
        "Read the text of a source",
        KEYS["source"],
        "Edit",
        "source",
        "That under the cursor, or of the statement there; a passage of it becomes a statement.",
    ),
    Command(
        "edit",
        "Edit the file in your editor ($VISUAL, $EDITOR)",
        KEYS["editor"],
        "File",
        "",
        "At the line of what the cursor is on; what was changed here is merged with it after.",
    ),
    Command(
        "news",
        "Deal with what happened to the case's file elsewhere",
        KEYS["news"],
        "File",
        "",
        "Somebody else changed it: shows what differs; take theirs, keep yours or merge.",
    ),
    Command("move_up", "Put it before the one above", KEYS["sort_before"], "Edit"),
    Command("move_down", "Put it behind the one below", KEYS["sort_after"], "Edit"),
    Command(
        "remove",
        "Remove it, after a question",
        KEYS["delete"],
        "Edit",
        "",
        "What other things name stays, and they are told.",
    ),
    *undoing("Edit"),
    Command("save", "Save the case", KEYS["save"], "File", "save"),
    Command("save_as", "Save the case under another name", KEYS["save_as"], "File"),
    Command("new", "New case ...", KEYS["new"], "File"),
    Command(
        "review",
        "Say that you have reviewed it, or take that back",
        KEYS["review"],
        "Look",
        "reviewed",
        "Statements and red lines. A change of the meaning empties the reviews.",
    ),
    Command(
        "unreviewed",
        "Only what nobody has reviewed, or all again",
        KEYS["unreviewed"],
        "Move",
    ),
    Command(
        "codings",
        "Compare with another coding, and merge the two",
        KEYS["codings"],
        "Look",
        "two codings",
        "Another case file: statement by statement and line by line where the two differ, with "
        "the agreement on each field.",
    ),
    Command(
        "history",
        "History: unsaved work, kept versions and commits of this file",
        KEYS["history"],
        "Look",
        "",
        "What the file says otherwise by now than each of them.",
    ),
    Command(
        "search",
        "Filter what the case holds as you type",
        KEYS["find"],
        "Move",
        "filter",
        "Every word must be held: in the id, or in the name, title or quote.",
    ),
    Command("next_table", "Next kind of things", KEYS["next"], "Move", "next kind"),
    Command("previous_table", "Previous kind of things", KEYS["previous"], "Move"),
    *panes("Zoom the pane, or share the room again"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)

POINTING = table(
    "pointing",
    Command(
        "point",
        "Crossed, then contested, then neither",
        KEYS["choose"],
        "Point",
        "mark",
        "What choosing the option under the cursor does to the red line.",
    ),
    *panes("Zoom the pane, or share the room again"),
    Command(
        "points",
        "By points instead",
        KEYS["points"],
        "Point",
        "points",
        "A column of numbers beside the options, with a minimum.",
    ),
    Command("back", "Back, what was marked is kept", KEYS["back"], "Move", "back"),
)

POINTS = table(
    "points",
    Command(
        "type",
        "Type the number under the cursor",
        KEYS["enter"],
        "Type",
        "type",
        "Enter takes it and goes on to the next; an empty one gives no points.",
    ),
    Command(
        "digit",
        "Begin to type with this digit",
        KEYS["digit"],
        "Type",
        "",
        "A 0, a sign and a point begin a number too.",
    ),
    *panes("Zoom the pane, or share the room again"),
    Command("back", "Back, the points are kept", KEYS["back"], "Move", "back"),
)

SOURCE = table(
    "source",
    Command(
        "select",
        "Select the sentence under the cursor, then the next too",
        KEYS["choose"],
        "Code",
        "select",
        "With the mouse, or Shift and the arrows, any passage can be selected.",
    ),
    Command(
        "code",
        "Make a statement of what is selected",
        KEYS["add"],
        "Code",
        "statement",
        "Its quote, source, section and place are filled in; the rest is asked for.",
    ),
    Command(
        "read",
        "Go to the statement that quotes what stands here",
        KEYS["enter"],
        "Move",
        "",
        "The title names it; of several the one with the shortest quote.",
    ),
    Command(
        "search",
        "Find words in the text",
        KEYS["find"],
        "Move",
        "find",
        "The arrows go to the next place and the one before, Enter reads on there.",
    ),
    Command(
        "next_uncoded",
        "Next paragraph of which nothing is coded",
        KEYS["next"],
        "Move",
        "next uncoded",
    ),
    Command(
        "previous_uncoded",
        "Paragraph before of which nothing is coded",
        KEYS["previous"],
        "Move",
    ),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)
