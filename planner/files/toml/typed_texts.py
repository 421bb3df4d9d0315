"""What is wrong with a line that is typed, in the words of a file's mistakes."""

from __future__ import annotations

from planner.files.toml.characters import unfit_character
from planner.files.toml.single_values import MAX_NAME, unfit_label, unfit_name

__all__ = ["unfit_line", "unfit_title"]


def unfit_title(text: str) -> str:
    """Why no file takes it as a title or a name, and what it takes; empty where one does.

    No title at all is one.
    """
    reason = unfit_character(text) or (unfit_name(text) if text.strip() else "")
    expected = f"at most {MAX_NAME} characters" if len(text) > MAX_NAME else "text of one line"
    return f"{reason}; expected {expected}" if reason else ""


def unfit_line(text: str) -> str:
    """The same of any text of one line."""
    reason = unfit_character(text) or unfit_label(text)
    return f"{reason}; expected text of one line" if reason else ""
