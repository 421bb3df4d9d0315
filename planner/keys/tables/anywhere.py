"""The commands that work on every screen."""

from __future__ import annotations

from planner.keys.command import Command, table
from planner.keys.meanings import KEYS

__all__ = ["ANYWHERE"]

ANYWHERE = table(
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
