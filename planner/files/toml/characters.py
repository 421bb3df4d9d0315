"""What a text that was typed or pasted may not hold if it is to stand in a file."""

from __future__ import annotations

import re

from planner.files.toml.guards import forbidden_character
from planner.visible import code_point

__all__ = ["unfit_character"]


def unfit_character(text: str) -> str:
    """Why no file can hold the text (as ``holds ...``); empty where one can."""
    offset = forbidden_character(text)
    if offset is None and "\r" in text:
        lone = re.search(r"\r(?!\n)", text)
        offset = lone.start() if lone else None
    if offset is None:
        return ""
    return f"holds a character that is not allowed ({code_point(text[offset])})"
