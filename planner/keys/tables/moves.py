"""The commands that move the cursor in a list and between columns."""

from __future__ import annotations

from planner.keys.command import Command, table
from planner.keys.meanings import KEYS

__all__ = ["COLUMN_MOVES", "LIST_MOVES"]

LIST_MOVES = table(
    "lists",
    Command("cursor_up", "Up", KEYS["up"], "Move"),
    Command("cursor_down", "Down", KEYS["down"], "Move"),
    Command("page_up", "A page up", KEYS["page_up"], "Move"),
    Command("page_down", "A page down", KEYS["page_down"], "Move"),
    Command("first", "To the first row", KEYS["first"], "Move"),
    Command("last", "To the last row", KEYS["last"], "Move"),
)

COLUMN_MOVES = table(
    "columns",
    Command("cursor_left", "A column to the left", KEYS["left"], "Move"),
    Command("cursor_right", "A column to the right", KEYS["right"], "Move", "column"),
)
