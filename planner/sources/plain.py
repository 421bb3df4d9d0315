"""Reads text files: they are taken as they are."""

from __future__ import annotations

from planner.sources.plain_text import PlainText
from planner.sources.reading import decoded

__all__ = ["read"]


def read(data: bytes) -> PlainText:
    """The text of the file, character by character."""
    return PlainText(decoded(data))
