"""The way out: answers to standard output, complaints to standard error, never a surprise.

Nothing that a stranger wrote (a file, its name, an argument) reaches the terminal as a control
sequence, a character that the encoding lacks is no reason to fail, and a reader that has seen
enough (``planner check FILE | head``) is none either.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable
from itertools import islice
from typing import Any, TextIO

__all__ = [
    "OutputError",
    "complain",
    "is_terminal",
    "json_text",
    "lines_text",
    "pasted",
    "say",
    "say_bytes",
    "say_json",
    "say_passing",
    "say_pieces",
    "say_text",
    "width",
]

WIDTH_WITHOUT_TERMINAL = 100
_AT_A_TIME = 1_000

# How the signs of the reports are written where the encoding has none of them.
_STAND_INS = {"✗": "x", "✓": "v", "“": '"', "”": '"', "·": "-", "─": "-", "…": "..."}


class OutputError(Exception):
    """The answer could not be written: the disk is full, say."""


def say(lines: Iterable[str]) -> None:
    """Writes the lines to standard output. Raises :class:`OutputError` where that fails."""
    say_text(lines_text(lines))


def say_bytes(data: bytes) -> None:
    """Writes the bytes to standard output as they are. Raises :class:`OutputError`."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise OutputError(error.strerror or str(error)) from error


def say_json(answer: dict[str, Any]) -> None:
    """Writes the object to standard output as JSON that stays JSON in any encoding."""
    say_text(f"{json_text(answer)}\n")


def say_text(text: str) -> None:
    """Writes text that is safe already, by one of the two functions below, as it is."""
    _write(sys.stdout, text)


def lines_text(lines: Iterable[str]) -> str:
    """The lines as :func:`say` writes them."""
    return "".join(f"{_visible(line)}\n" for line in lines)


def json_text(answer: Any, indent: int = 0) -> str:
    """The answer as JSON that stays JSON in the encoding of standard output.

    ``indent`` is how far its lines but the first are set in, for a part of a larger answer.
    """
    import json  # noqa: PLC0415 (a person's answer does without)

    sys.set_int_max_str_digits(0)  # a count is written however long it is
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    if not _is_utf8(_encoding(sys.stdout)) or not _carries("utf-8", text):
        text = json.dumps(answer, indent=2)  # in letters that all encodings have in common
    elif not text.replace("\n", "").isprintable():
        text = "\n".join(map(_escaped, text.split("\n")))
    return text.replace("\n", f"\n{' ' * indent}")


def say_pieces(pieces: Iterable[str]) -> None:
    """Writes pieces of text as they are, some at a time, however many there are.

    They are what a file of ours may hold, and so free of control characters. Raises
    :class:`OutputError` where that fails.
    """
    rest = iter(pieces)
    while some := list(islice(rest, _AT_A_TIME)):
        _write(sys.stdout, "".join(some))


def complain(lines: Iterable[str]) -> None:
    """Writes the lines to standard error; that this may fail is nothing one could still say."""
    try:
        _write(sys.stderr, lines_text(lines))
    except OutputError:
        return


def say_passing(words: str) -> None:
    """Writes to a terminal's standard error what the next words take away; it may fail."""
    try:
        sys.stderr.write(words)
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def pasted(path: str) -> str:
    """The path as a shell takes it for a file in a command that one is advised to type."""
    from shlex import quote  # noqa: PLC0415 (few answers advise)

    return quote(f"./{path}" if path.startswith("-") else path)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether the stream is there, open and a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def width() -> int:
    """How wide to set text: the terminal's width, or 100 columns where there is none."""
    if not is_terminal(sys.stdout):
        return WIDTH_WITHOUT_TERMINAL
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH_WITHOUT_TERMINAL
    except OSError:
        return WIDTH_WITHOUT_TERMINAL


def _visible(line: str) -> str:
    """The line with its control characters shown instead of obeyed."""
    if line.isprintable():
        return line
    from planner.visible import visible  # noqa: PLC0415 (rarely needed, and not for --help)

    return visible(line, len(line))


def _escaped(line: str) -> str:
    """The line of JSON with control characters written as JSON's escapes: the same value."""
    return "".join(
        character
        if _visible(character) == character or ord(character) > 0xFFFF
        else f"\\u{ord(character):04x}"
        for character in line
    )


def _encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def _is_utf8(encoding: str) -> bool:
    return codecs.lookup(encoding).name == "utf-8"


def _carries(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _carried(encoding: str, text: str) -> str:
    """The text as the encoding can carry it: stand-ins for our signs, escapes for the rest."""
    if _carries(encoding, text):
        return text
    for sign, plain in _STAND_INS.items():
        if not _carries(encoding, sign):
            text = text.replace(sign, plain)
    return codecs.decode(text.encode(encoding, "backslashreplace"), encoding)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # closed before we started: `planner check FILE >&-`
        return
    try:
        stream.write(_carried(_encoding(stream), text))
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        raise OutputError(error.strerror or str(error)) from error


def _silence(stream: TextIO) -> None:
    """Sends what is still buffered nowhere, so that Python does not fail on it at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
