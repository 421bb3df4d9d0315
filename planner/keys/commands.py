"""Every command of the app, declared once: footer, help, palette and key bindings all read it.

A screen lists the commands that work on it; a command with the id ``choose`` runs the screen's
``command_choose`` method. The keys are those of the one table in :mod:`planner.keys.meanings`.
"""

from __future__ import annotations

from attrs import evolve, frozen

from planner.keys.meanings import KEYS

__all__ = [
    "ANALYSIS",
    "ANYWHERE",
    "CASE",
    "CHOOSER",
    "COLUMN_MOVES",
    "COMMENTS",
    "COMPARE",
    "EVIDENCE",
    "GONE",
    "HISTORY",
    "LIBRARY",
    "LIST_MOVES",
    "POINTING",
    "REPORT",
    "SOURCE",
    "START",
    "TOGETHER",
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
            KEYS["readings"],
            group,
            "reading",
            "literal, lenient, moderate, firm, strict: which statements count as red lines, and "
            "whether contested counts as crossed. Looking changes nothing; Esc goes back.",
        ),
        Command(
            "previous_reading", "Look through the previous reading", KEYS["readings_back"], group
        ),
        Command(
            "set_reading",
            "Make the reading looked through that of the file",
            KEYS["set_reading"],
            group,
            "",
            "A change of the open scenario, which undo takes back; the day looked at becomes that "
            "of the file too. Nothing else changes the reading or the day that its file says.",
        ),
    )


def _panes(zoom: str, hint: str = "") -> tuple[Command, ...]:
    """The same keys on each screen with panes."""
    return (
        Command("next_pane", "Next pane", KEYS["next_pane"], "Move"),
        Command("previous_pane", "Previous pane", KEYS["previous_pane"], "Move"),
        Command("zoom", zoom, KEYS["zoom"], "Move", hint),
    )


def _undoing(group: str) -> tuple[Command, ...]:
    """The same keys on each screen that changes the scenario."""
    return (
        Command("undo", "Undo", KEYS["undo"], group, "undo"),
        Command("redo", "Redo", KEYS["redo"], group),
    )


LIST_MOVES = _table(
    "lists",
    Command("cursor_up", "Up", KEYS["up"], "Move"),
    Command("cursor_down", "Down", KEYS["down"], "Move"),
    Command("page_up", "A page up", KEYS["page_up"], "Move"),
    Command("page_down", "A page down", KEYS["page_down"], "Move"),
    Command("first", "To the first row", KEYS["first"], "Move"),
    Command("last", "To the last row", KEYS["last"], "Move"),
)

COLUMN_MOVES = _table(
    "columns",
    Command("cursor_left", "A column to the left", KEYS["left"], "Move"),
    Command("cursor_right", "A column to the right", KEYS["right"], "Move", "column"),
)

WORKBENCH = _table(
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
        "Each keeps every choice made and is seen on the board before it is taken.",
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
    *_panes("Zoom the pane, or share the room again"),
    *_readings("Judge"),
    Command(
        "set_aside",
        "Set the red line aside, or count it again",
        KEYS["set_aside"],
        "Judge",
        "",
        "For a what-if: the red line under the cursor is left out of all verdicts, visibly, and "
        "the file keeps that. It asks why, which may stay empty.",
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
    *_undoing("Write"),
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
        "End the filter, the tour, the zoom, the lens or the counting",
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

ANALYSIS = _table(
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
        "fix",
        "Free, the whole case is analysed; fixed, only what the choices leave of it.",
    ),
    *_readings("Ask"),
    Command("again", "Work it out again, with more time", KEYS["again"], "Ask", "again"),
    Command(
        "draw",
        "Draw a clear scenario at random",
        KEYS["draw"],
        "Do",
        description="Each clear scenario is as likely as any other. It is shown on the board, "
        "where Enter takes it; with the choices fixed it keeps them.",
    ),
    *_undoing("Do"),
    Command("search", "Filter the findings as you type", KEYS["find"], "Move"),
    Command("next_section", "Next question", KEYS["next"], "Move"),
    Command("previous_section", "Previous question", KEYS["previous"], "Move"),
    *_panes("Zoom the pane, or share the room again"),
    Command("back", "Stop working, or go back", KEYS["back"], "Move", "back"),
)

EVIDENCE = _table(
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
    Command("next_cell", "Next stated position", KEYS["next"], "Move", "next stated"),
    Command("previous_cell", "Previous stated position", KEYS["previous"], "Move"),
    *_panes("Zoom the pane, or share the room again", "zoom"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)

CASE = _table(
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
        "source",
        "Read the text of a source",
        KEYS["source"],
        "Edit",
        "source",
        "That under the cursor, or of the statement there; a passage of it becomes a statement.",
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
    *_undoing("Edit"),
    Command("save", "Save the case", KEYS["save"], "File", "save"),
    Command("save_as", "Save the case under another name", KEYS["save_as"], "File"),
    Command("new", "New case ...", KEYS["new"], "File"),
    Command("next_table", "Next kind of things", KEYS["next"], "Move", "next kind"),
    Command("previous_table", "Previous kind of things", KEYS["previous"], "Move"),
    *_panes("Zoom the pane, or share the room again"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)

POINTING = _table(
    "pointing",
    Command(
        "point",
        "Crossed, then contested, then neither",
        KEYS["choose"],
        "Point",
        "mark",
        "What choosing the option under the cursor does to the red line.",
    ),
    *_panes("Zoom the pane, or share the room again"),
    Command("back", "Back, what was marked is kept", KEYS["back"], "Move", "back"),
)

SOURCE = _table(
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

COMPARE = _table(
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
    *_undoing("Choose"),
    *_readings("Judge"),
    Command("next_difference", "Next issue that differs", KEYS["next"], "Move", "next"),
    Command("previous_difference", "Previous issue that differs", KEYS["previous"], "Move"),
    Command("read", "Read the text", KEYS["enter"], "Move"),
    *_panes("Zoom the text, or share the room again"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)

COMMENTS = _table(
    "comments",
    Command("answer", "Answer", KEYS["enter"], "Write", "answer", "The matter under the cursor."),
    Command(
        "resolve",
        "Settle the matter, or open it again",
        KEYS["choose"],
        "Write",
        "settle",
    ),
    Command(
        "write",
        "Write a new comment",
        KEYS["note"],
        "Write",
        "comment",
        "On the issue or the red line that the cursor of the deal is on.",
    ),
    Command("write_whole", "Write a comment on the whole", KEYS["title"], "Write"),
    *_undoing("Write"),
    Command(
        "search",
        "Filter as you type",
        KEYS["find"],
        "Find",
        "filter",
        "Every word must be held: in author, text or what it is about; open and resolved find too.",
    ),
    Command("next_open", "Next open matter", KEYS["next"], "Move", "next"),
    Command("previous_open", "Previous open matter", KEYS["previous"], "Move"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)

HISTORY = _table(
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

REPORT = _table(
    "report",
    Command(
        "choose",
        "Choose the report, how it is written, or what stays out",
        KEYS["choose"],
        "Choose",
        "choose",
        "What stays out is gone before anything is judged; the preview shows what the file "
        "will hold.",
    ),
    Command(
        "marking",
        "Say how far it may be handed on: the marking on every page",
        KEYS["title"],
        "Write",
        "marking",
        "A change of the open scenario, which undo takes back.",
    ),
    Command("save", "Write the report to a file ...", KEYS["save"], "File", "write"),
    *_readings("Judge"),
    *_undoing("Judge"),
    Command("read", "Read the preview", KEYS["enter"], "Move", "read"),
    Command("next_group", "Next group of choices", KEYS["next"], "Move"),
    Command("previous_group", "Previous group of choices", KEYS["previous"], "Move"),
    *_panes("Zoom the pane, or share the room again"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)

LIBRARY = _table(
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
    *(command for command in _readings("Judge") if command.id != "set_reading"),
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
    *_panes("Zoom the pane, or share the room again"),
    Command("copy_path", "Copy the path of the file", KEYS["copy_path"], "Copy"),
    Command("back", "Stop reading, or go back", KEYS["back"], "Move", "back"),
)

START = _table(
    "start",
    Command("choose", "Open what the cursor is on", KEYS["enter"], "Open", "open"),
    Command("next_group", "Next heading", KEYS["next"], "Move", "next heading"),
    Command("previous_group", "Heading before", KEYS["previous"], "Move"),
    Command("again", "Look at the folder again", KEYS["again"], "Open"),
    Command("back", "Nothing: this is where one begins", KEYS["back"], "Move"),
)

CHOOSER = _table(
    "cases",
    Command("choose", "Open what the cursor is on", KEYS["enter"], "Choose", "open"),
    Command("path", "Type a path instead", KEYS["path"], "Choose", "type a path"),
    Command("again", "Read the folder again", KEYS["again"], "Choose"),
    Command("next_pane", "Next pane", KEYS["next_pane"], "Move", "next pane"),
    Command("previous_pane", "Previous pane", KEYS["previous_pane"], "Move"),
    Command("back", "Back without a choice", KEYS["back"], "Move", "back"),
)

ANYWHERE = _table(
    "anywhere",
    Command(
        "library",
        "Library: the scenarios of this folder",
        KEYS["library"],
        "Look",
        "library",
    ),
    Command(
        "evidence",
        "Evidence: who states what",
        KEYS["evidence"],
        "Look",
        "evidence",
        "The statements by party and issue, their red lines, and where nobody states a position.",
    ),
    Command(
        "compare",
        "Compare with the scenarios marked in the library",
        KEYS["compare"],
        "Look",
        "compare",
    ),
    Command(
        "analysis",
        "Analysis of the scenario: what is possible, what clashes, what would end that",
        KEYS["analysis"],
        "Look",
        "analysis",
        "Conflicts, ways out, the nearest scenarios, pivotal lines, coalitions and all readings.",
    ),
    Command(
        "case",
        "Case: its issues, parties, statements and red lines, to be edited",
        KEYS["case"],
        "Look",
        "case",
    ),
    Command(
        "report",
        "Report: a brief, tables or a draft text of the open scenario, to be handed out",
        KEYS["report"],
        "Look",
        "report",
        "With a preview; as text, for print, for spreadsheets and for word processors.",
    ),
    Command("recent", "Recent files and folders ...", KEYS["recent"], "Look"),
    Command(
        "kept",
        "Look at unsaved work that was kept",
        KEYS["kept"],
        "File",
        "",
        "Work of a planner that crashed or lost its terminal: what it would change is listed, and "
        "it can be opened, discarded or left for later.",
    ),
    Command("palette", "All commands by name", KEYS["palette"], "App"),
    Command(
        "jump",
        "Jump to a pane",
        KEYS["jump"],
        "Move",
        "",
        "Shows a letter on each pane; pressing it goes there.",
    ),
    Command("copy", "Copy the text of the pane", KEYS["copy"], "Copy"),
    Command(
        "theme",
        "Choose a theme",
        KEYS["theme"],
        "App",
        "",
        "Shows each theme as one moves; Enter keeps it for the next starts, Esc goes back.",
    ),
    Command("messages", "The messages so far", KEYS["messages"], "App"),
    Command("help", "Help: the keys that work here", KEYS["help"], "App", "help"),
    Command("quit", "Quit", KEYS["quit"], "App", "quit"),
)

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
    "source": (*SOURCE, *ANYWHERE),
    "pointing": (*POINTING, *ANYWHERE, *LIST_MOVES),
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
