"""Every command of the app, declared once: footer, help, palette and key bindings all read it.

A screen lists the commands that work on it; a command with the id ``choose`` runs the screen's
``command_choose`` method. Each command has a key without Ctrl, Alt or F: none of those reaches the
app everywhere (editors' and browsers' terminals, tmux and desktops each keep some for themselves).
"""

from __future__ import annotations

from attrs import evolve, frozen

__all__ = [
    "ANALYSIS",
    "ANYWHERE",
    "CHOOSER",
    "COLUMN_MOVES",
    "COMPARE",
    "EVIDENCE",
    "LIBRARY",
    "LIST_MOVES",
    "TOGETHER",
    "WITHIN_ANALYSIS",
    "WORKBENCH",
    "Command",
]


@frozen
class Command:
    """What a planner can do, and how.

    ``keys`` are Textual's names, the most memorable first. ``hint`` is the one word that the key
    bar shows for it, empty for a command that only help and the palette list. ``table`` is the
    name of the table that declares it, under which the planner's own keys for it are configured.
    """

    id: str
    name: str
    keys: tuple[str, ...]
    group: str
    hint: str = ""
    description: str = ""
    table: str = ""

    @property
    def full_id(self) -> str:
        """``workbench.undo``: the table and the id, which are unique together."""
        return f"{self.table}.{self.id}"

    @property
    def stays(self) -> bool:
        """Whether the key bar shows it however narrow it is: the ways out and to all the rest."""
        return self.id in ("back", "help", "quit")


def _table(name: str, *commands: Command) -> tuple[Command, ...]:
    return tuple(evolve(command, table=name) for command in commands)


def _readings(group: str) -> tuple[Command, ...]:
    """The same keys on each screen that judges."""
    return (
        Command(
            "next_reading",
            "Look through the next reading",
            ("r",),
            group,
            "reading",
            "literal, lenient, moderate, firm, strict: which statements count as red lines, and "
            "whether contested counts as crossed. Looking changes nothing; Esc goes back.",
        ),
        Command("previous_reading", "Look through the previous reading", ("R",), group),
        Command(
            "set_reading",
            "Make the reading looked through that of the file",
            ("equals_sign",),
            group,
            "",
            "A change of the open scenario, which undo takes back; the day looked at becomes that "
            "of the file too. Nothing else changes the reading or the day that its file says.",
        ),
    )


LIST_MOVES = _table(
    "lists",
    Command("cursor_up", "Up", ("up", "k"), "Move"),
    Command("cursor_down", "Down", ("down", "j"), "Move"),
    Command("page_up", "A page up", ("pageup", "ctrl+b"), "Move"),
    Command("page_down", "A page down", ("pagedown", "ctrl+f"), "Move"),
    Command("first", "To the first row", ("home", "g"), "Move"),
    Command("last", "To the last row", ("end", "G"), "Move"),
)

COLUMN_MOVES = _table(
    "columns",
    Command("cursor_left", "A column to the left", ("left", "h"), "Move"),
    Command("cursor_right", "A column to the right", ("right", "l"), "Move", "column"),
)

WORKBENCH = _table(
    "workbench",
    Command(
        "choose",
        "Choose the option",
        ("space", "enter"),
        "Choose",
        "choose",
        "Chooses the option under the cursor. Where several hold together, marked [x], it adds the "
        "option or takes it away; “without” and “else” stand before what taking it away would do. "
        "On an issue it goes to its options, on a number to a field.",
    ),
    Command(
        "digit",
        "Choose an option by its number",
        tuple("123456789"),
        "Choose",
        "",
        "Chooses the first, second, ... option of the issue that the cursor is on, or begins to "
        "type the value of a number.",
    ),
    Command(
        "clear",
        "Leave the issue undecided",
        ("backspace", "delete", "0"),
        "Choose",
        "",
        "Takes the choice on this issue back. Its note stays.",
    ),
    Command(
        "step_up",
        "Move a number a step up",
        ("plus",),
        "Choose",
        "",
        "An undecided number begins at its first value. Moves that follow each other are one step "
        "of undo.",
    ),
    Command("step_down", "Move a number a step down", ("minus",), "Choose"),
    Command(
        "next_threshold",
        "Move a number up to the next threshold",
        ("greater_than_sign",),
        "Choose",
        "",
        "A threshold is a value from which on a red line or another rule says something else.",
    ),
    Command(
        "previous_threshold",
        "Move a number down to the threshold before",
        ("less_than_sign",),
        "Choose",
    ),
    Command("search", "Filter the issues as you type", ("slash",), "Move"),
    Command("next_undecided", "Next undecided issue", ("n",), "Move", "next open"),
    Command("previous_undecided", "Previous undecided issue", ("N",), "Move"),
    Command("next_line", "Next crossed or contested line", ("right_square_bracket",), "Move"),
    Command(
        "previous_line", "Previous crossed or contested line", ("left_square_bracket",), "Move"
    ),
    Command("next_pane", "Next pane", ("tab",), "Move"),
    Command("previous_pane", "Previous pane", ("shift+tab",), "Move"),
    Command("zoom", "Zoom the pane, or share the room again", ("z",), "Move"),
    *_readings("Judge"),
    Command(
        "set_aside",
        "Set the red line aside, or count it again",
        ("a",),
        "Judge",
        "",
        "For a what-if: the red line under the cursor is left out of all verdicts, visibly, and "
        "the file keeps that. It asks why, which may stay empty.",
    ),
    Command(
        "as_of",
        "Look as of a day ...",
        ("D",),
        "Judge",
        "",
        "Only what was stated until that day counts; without one all does. Looking changes "
        "nothing, and Esc goes back. What flipped since that day is listed line by line.",
    ),
    Command(
        "note",
        "Write a note on the issue, or why the line is set aside",
        ("e", "f2"),
        "Write",
        "note",
    ),
    Command("details", "Edit title, authors and summary", ("t",), "Write"),
    Command("undo", "Undo", ("u", "ctrl+z"), "Write", "undo"),
    Command("redo", "Redo", ("U", "ctrl+y"), "Write"),
    Command(
        "evidence",
        "Evidence: who states what",
        ("v",),
        "Look",
        "evidence",
        "The statements by party and issue, their red lines, and where nobody states a position.",
    ),
    Command("compare", "Compare with scenarios marked in the library", ("c",), "Look", "compare"),
    Command("copy_verdict", "Copy the verdict", ("Y",), "Copy"),
    Command("copy_path", "Copy the path of the file", ("P",), "Copy"),
    Command(
        "tour",
        "The tour in five steps: begin, or go on",
        ("f8", "i"),
        "App",
    ),
    Command(
        "back", "End the filter, the tour, the zoom, the lens or the counting", ("escape",), "Move"
    ),
    Command("save", "Save", ("s", "ctrl+s"), "File", "save"),
    Command(
        "news",
        "Deal with what happened to the file elsewhere",
        ("d",),
        "File",
        "",
        "Somebody else changed the file, or a synced folder left a conflict copy beside it: shows "
        "what differs choice by choice; take theirs, keep yours or merge.",
    ),
    Command("save_as", "Save as ...", ("S",), "File"),
    Command("open", "Open a scenario ...", ("o", "ctrl+o"), "File", "open"),
    Command("new", "New scenario ...", ("b", "ctrl+n"), "File"),
)

ANALYSIS = _table(
    "analysis",
    Command(
        "take",
        "Do what the row offers",
        ("enter", "space"),
        "Do",
        "take",
        "Applies a nearest scenario, sets the lines of a way out aside, which undo takes back as "
        "one step, or looks through a reading.",
    ),
    Command(
        "keep",
        "Keep the choices made fixed, or free them",
        ("f",),
        "Ask",
        "fix",
        "Free, the whole case is analysed; fixed, only what the choices leave of it.",
    ),
    *_readings("Ask"),
    Command("again", "Work it out again, with more time", ("f5", "a"), "Ask", "again"),
    Command(
        "draw",
        "Draw a clear scenario at random",
        ("x",),
        "Do",
        description="Each clear scenario is as likely as any other. It is applied in one step, "
        "which undo takes back; with the choices fixed it keeps them.",
    ),
    Command("undo", "Undo", ("u", "ctrl+z"), "Do", "undo"),
    Command("redo", "Redo", ("U", "ctrl+y"), "Do"),
    Command("search", "Filter the findings as you type", ("slash",), "Move"),
    Command("next_section", "Next question", ("right_square_bracket",), "Move"),
    Command("previous_section", "Previous question", ("left_square_bracket",), "Move"),
    Command("next_pane", "Next pane", ("tab",), "Move"),
    Command("previous_pane", "Previous pane", ("shift+tab",), "Move"),
    Command("zoom", "Zoom the pane, or share the room again", ("z",), "Move"),
    Command("back", "Stop working, or go back", ("escape",), "Move", "back"),
)

EVIDENCE = _table(
    "evidence",
    Command("read", "Read the statements", ("enter", "space"), "Read", "read"),
    Command("search", "Search all statements", ("slash",), "Read", "search"),
    Command("next_cell", "Next stated position", ("n",), "Move", "next stated"),
    Command("previous_cell", "Previous stated position", ("N",), "Move"),
    Command("next_pane", "Next pane", ("tab",), "Move"),
    Command("previous_pane", "Previous pane", ("shift+tab",), "Move"),
    Command("zoom", "Zoom the pane, or share the room again", ("z",), "Move", "zoom"),
    Command("back", "Back", ("escape",), "Move", "back"),
)

COMPARE = _table(
    "compare",
    Command(
        "take_over",
        "Take this choice over into the open scenario",
        ("t",),
        "Choose",
        "take over",
        "The choice under the cursor, from its column; undo takes it back.",
    ),
    Command("undo", "Undo", ("u", "ctrl+z"), "Choose", "undo"),
    Command("redo", "Redo", ("U", "ctrl+y"), "Choose"),
    *_readings("Judge"),
    Command("next_difference", "Next issue that differs", ("n",), "Move", "next"),
    Command("previous_difference", "Previous issue that differs", ("N",), "Move"),
    Command("read", "Read the text", ("enter", "space"), "Move"),
    Command("next_pane", "Next pane", ("tab",), "Move"),
    Command("previous_pane", "Previous pane", ("shift+tab",), "Move"),
    Command("zoom", "Zoom the text, or share the room again", ("z",), "Move"),
    Command("back", "Back", ("escape",), "Move", "back"),
)

LIBRARY = _table(
    "library",
    Command(
        "choose",
        "Open the file",
        ("enter",),
        "Open",
        "open",
        "A file that could not be read is tried once more.",
    ),
    Command("new", "New scenario ...", ("ctrl+n", "B"), "Open"),
    Command("path", "Type the path of any file or folder", ("O",), "Open"),
    Command(
        "search",
        "Filter as you type",
        ("slash",),
        "Find",
        "filter",
        "Every word must be held: in title, file, case, reading, authors or summary. crossed:RU-1 "
        "and contested:Europe find verdicts, aside: lines set aside, broken what cannot be read.",
    ),
    Command("sort", "Sort by the next column", ("greater_than_sign",), "Find", "sort"),
    Command("sort_before", "Sort by the column before", ("less_than_sign",), "Find"),
    Command("reverse", "Sort the other way round", ("X",), "Find"),
    Command("again", "Look at the folder again, and read on", ("f5", "A"), "Find"),
    Command(
        "board",
        "Group by the lines that are crossed, or list again",
        ("b",),
        "Judge",
        "group",
        "The folder as a board: a scenario a row, a party a column, those together that cross the "
        "same lines.",
    ),
    Command("next_group", "Next group", ("n",), "Move"),
    Command("previous_group", "Previous group", ("N",), "Move"),
    *(command for command in _readings("Judge") if command.id != "set_reading"),
    Command("mark", "Mark for comparing, or take the mark away", ("space", "m"), "Compare", "mark"),
    Command("unmark", "Take all marks away", ("M",), "Compare"),
    Command("compare", "Compare the marked scenarios", ("c",), "Compare", "compare"),
    Command("duplicate", "Duplicate ...", ("plus",), "File"),
    Command("rename", "Rename ...", ("t", "f2"), "File"),
    Command(
        "edit",
        "Mend the file in your editor ($VISUAL, $EDITOR)",
        ("e",),
        "File",
        "",
        "Opens the file under the cursor, at its first mistake.",
    ),
    Command("delete", "Move to the trash ...", ("delete", "D"), "File"),
    Command("next_pane", "Next pane", ("tab",), "Move"),
    Command("previous_pane", "Previous pane", ("shift+tab",), "Move"),
    Command("zoom", "Zoom the pane, or share the room again", ("z",), "Move"),
    Command("copy_path", "Copy the path of the file", ("P",), "Copy"),
    Command("back", "Stop reading, or go back", ("escape",), "Move", "back"),
)

CHOOSER = _table(
    "cases",
    Command("choose", "Open what the cursor is on", ("enter", "space"), "Choose", "open"),
    Command("path", "Type a path instead", ("slash",), "Choose", "type a path"),
    Command("again", "Read the folder again", ("f5", "a"), "Choose"),
    Command("next_pane", "Next pane", ("tab",), "Move", "next pane"),
    Command("previous_pane", "Previous pane", ("shift+tab",), "Move"),
    Command("back", "Back without a choice", ("escape",), "Move", "back"),
)

ANYWHERE = _table(
    "anywhere",
    Command(
        "analysis",
        "Analysis of the open scenario: what is possible, what clashes, what would open it",
        ("w",),
        "Look",
        "analysis",
        "Conflicts, ways out, the nearest scenarios, pivotal lines, coalitions and all readings.",
    ),
    Command("palette", "All commands by name", ("ctrl+p", "colon"), "App"),
    Command(
        "jump",
        "Jump to a pane",
        ("ctrl+g", "f6", "J"),
        "Move",
        "",
        "Shows a letter on each pane; pressing it goes there.",
    ),
    Command("copy", "Copy the text of the pane", ("y",), "Copy"),
    Command(
        "theme",
        "Choose a theme",
        ("ctrl+t", "f9", "T"),
        "App",
        "",
        "Shows each theme as one moves; Enter keeps it for the next starts, Esc goes back.",
    ),
    Command("help", "Help: the keys that work here", ("question_mark", "f1"), "App", "help"),
    Command("quit", "Quit", ("q", "ctrl+q"), "App", "quit"),
)

WITHIN_ANALYSIS = tuple(command for command in ANYWHERE if command.id != "analysis")
"""What works anywhere, on the screen that one of these commands leads to."""

TOGETHER = {
    "workbench": (*WORKBENCH, *ANYWHERE, *LIST_MOVES),
    "analysis": (*ANALYSIS, *WITHIN_ANALYSIS, *LIST_MOVES),
    "evidence": (*EVIDENCE, *COLUMN_MOVES, *ANYWHERE, *LIST_MOVES),
    "compare": (*COMPARE, *COLUMN_MOVES, *ANYWHERE, *LIST_MOVES),
    "library": (*LIBRARY, *COLUMN_MOVES, *ANYWHERE, *LIST_MOVES),
    "cases": (*CHOOSER, *ANYWHERE, *LIST_MOVES),
}
"""The commands that meet on each screen: on none of them may a key mean two things."""
