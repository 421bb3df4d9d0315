"""The commands for colleagues: comments, and reports that are handed out."""

from __future__ import annotations

from planner.keys.command import Command, panes, readings, table, undoing
from planner.keys.meanings import KEYS

__all__ = ["COMMENTS", "REPORT"]

COMMENTS = table(
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
    *undoing("Write"),
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

REPORT = table(
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
    *readings("Judge"),
    *undoing("Judge"),
    Command("read", "Read the preview", KEYS["enter"], "Move", "read"),
    Command("next_group", "Next group of choices", KEYS["next"], "Move"),
    Command("previous_group", "Previous group of choices", KEYS["previous"], "Move"),
    *panes("Zoom the pane, or share the room again"),
    Command("back", "Back", KEYS["back"], "Move", "back"),
)
