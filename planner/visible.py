"""How a text from outside is shown in one line, safe for every terminal."""

from __future__ import annotations

import os

__all__ = ["bytes_words", "code_point", "path_words", "shown_path", "visible"]

# The joiners and direction marks that Persian, Arabic and many emoji need are shown as they are.
_KEPT = "\u200c\u200d\u200e\u200f\u061c"


def code_point(char: str) -> str:
    """The character's name in Unicode's notation, such as ``U+202E``."""
    return f"U+{ord(char):04X}"


def visible(text: str, limit: int = 60) -> str:
    """The text in one line, safe to print, cut after ``limit`` characters.

    What a terminal would act upon, or show nothing for, is written as an escape.
    """
    if len(text) > limit:
        text = text[: limit - 3] + "..."
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in _KEPT else ascii(char)[1:-1] for char in text
    )


def bytes_words(size: int) -> str:
    """A size in words, to the byte: what is one too large must not look as large as it may be."""
    return f"{size:,} bytes ({size / (1 << 20):,.1f} MiB)" if size >= 1 << 20 else f"{size:,} bytes"


def shown_path(path: str | os.PathLike[str]) -> str:
    """The path as it can be shown: whole, with its control characters made visible."""
    name = os.fspath(path)
    return visible(name, len(name))


def path_words(path: tuple[str | int, ...]) -> str:
    """The path as the file writes it: ``"option" in [choices.territory]``, ``[case]``."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return "the file"
    *tables, last = names
    shown = f'"{visible(last)}"'
    if not tables:
        return shown
    return f"{shown} in [{'.'.join(visible(table) for table in tables)}]"
