"""Every command of the app, declared once: footer, help, palette and key bindings all read it.

A screen lists the commands that work on it; a command with the id ``choose`` runs the screen's
``command_choose`` method. Each command has at least one key that every common terminal delivers.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen
from textual.binding import Binding, BindingType

__all__ = ["ANYWHERE", "CHOOSER", "LIST_MOVES", "WORKBENCH", "Command", "bindings", "key_words"]


@frozen
class Command:
    """What a planner can do, and how.

    ``keys`` are Textual's names, the most memorable first. ``hint`` is the one word that the key
    bar shows for it, empty for a command that only help and the palette list.
    """

    id: str
    name: str
    keys: tuple[str, ...]
    group: str
    hint: str = ""
    description: str = ""


LIST_MOVES = (
    Command("cursor_up", "Up", ("up", "k"), "Move"),
    Command("cursor_down", "Down", ("down", "j"), "Move"),
    Command("page_up", "A page up", ("pageup", "ctrl+b"), "Move"),
    Command("page_down", "A page down", ("pagedown", "ctrl+f"), "Move"),
    Command("first", "To the first row", ("home", "g"), "Move"),
    Command("last", "To the last row", ("end", "G"), "Move"),
)

WORKBENCH = (
    Command(
        "choose",
        "Choose the option",
        ("space", "enter"),
        "Choose",
        "choose",
        "Chooses the option under the cursor. On an issue it goes to its options.",
    ),
    Command(
        "digit",
        "Choose an option by its number",
        tuple("123456789"),
        "Choose",
        "",
        "Chooses the first, second, ... option of the issue that the cursor is on.",
    ),
    Command(
        "clear",
        "Leave the issue undecided",
        ("backspace", "delete", "0"),
        "Choose",
        "",
        "Takes the choice on this issue back. Its note stays.",
    ),
    Command("next_undecided", "Next undecided issue", ("n",), "Move", "next open"),
    Command("previous_undecided", "Previous undecided issue", ("N",), "Move"),
    Command("next_line", "Next crossed or contested line", ("right_square_bracket",), "Move"),
    Command(
        "previous_line", "Previous crossed or contested line", ("left_square_bracket",), "Move"
    ),
    Command("next_pane", "Next pane", ("tab",), "Move"),
    Command("previous_pane", "Previous pane", ("shift+tab",), "Move"),
    Command("zoom", "Zoom the pane, or share the room again", ("z",), "Move"),
    Command(
        "next_reading",
        "Next reading",
        ("r",),
        "Judge",
        "reading",
        "literal, lenient, moderate, firm, strict: which statements count as red lines, and "
        "whether contested counts as crossed.",
    ),
    Command("previous_reading", "Previous reading", ("R",), "Judge"),
    Command(
        "set_aside",
        "Set the red line aside, or count it again",
        ("a",),
        "Judge",
        "",
        "For a what-if: the red line under the cursor is left out of all verdicts, visibly, and "
        "the file keeps that.",
    ),
    Command("note", "Write a note on the issue", ("e", "f2"), "Write", "note"),
    Command("details", "Edit title, authors and summary", ("t",), "Write"),
    Command("undo", "Undo", ("u", "ctrl+z"), "Write", "undo"),
    Command("redo", "Redo", ("U", "ctrl+y"), "Write"),
    Command("save", "Save", ("s", "ctrl+s"), "File", "save"),
    Command("save_as", "Save as ...", ("S",), "File"),
    Command("open", "Open a scenario ...", ("o", "ctrl+o"), "File"),
    Command("new", "New scenario ...", ("ctrl+n",), "File"),
)

CHOOSER = (
    Command("choose", "Open what the cursor is on", ("enter", "space"), "Choose", "open"),
    Command("path", "Type a path instead", ("slash",), "Choose", "type a path"),
    Command("again", "Read the folder again", ("f5",), "Choose"),
    Command("next_pane", "Next pane", ("tab",), "Move", "next pane"),
    Command("previous_pane", "Previous pane", ("shift+tab",), "Move"),
    Command("back", "Back without a choice", ("escape",), "Move", "back"),
)

ANYWHERE = (
    Command("palette", "All commands by name", ("ctrl+p",), "App"),
    Command("help", "Help: the keys that work here", ("question_mark", "f1"), "App", "help"),
    Command("quit", "Quit", ("q", "ctrl+q"), "App", "quit"),
)

_KEY_WORDS = {
    "space": "Space",
    "enter": "Enter",
    "backspace": "Backspace",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "escape": "Esc",
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


def key_words(key: str) -> str:
    """The key as it is written for people: ``Ctrl+S``, ``?``, ``n``."""
    if key in _KEY_WORDS:
        return _KEY_WORDS[key]
    *modifiers, last = key.split("+")
    if modifiers:
        return "+".join([*(m.title() for m in modifiers), last.upper()])
    return last.upper() if len(last) > 1 else last


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The key bindings that run the commands on the screen that lists them."""
    return [
        Binding(key, f"command('{command.id}', '{key}')", command.name, show=False)
        for command in commands
        for key in command.keys
    ]
