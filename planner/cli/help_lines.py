"""Help as it was written, set to a terminal that is narrower than what was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

__all__ = ["fitting_text", "fitting_usage"]

_LABEL = re.compile(r" +\S+(?: \S+)* {2,}(?=\S)")
"""What stands before the words of an item, as in ``  0    fine``."""

_BEFORE_USAGE = "usage: "
_BEHIND_USAGE = " " * len(_BEFORE_USAGE)
_SET_IN = 2
"""How far lines to be typed are set in."""

_PART = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\S*|\S+")
"""An option with its value, or a word."""


def fitting_usage(usage: str, width: int) -> str:
    """The usage, where no option is parted from its value."""
    if max(len(line) for line in f"{_BEFORE_USAGE}{usage}".splitlines()) <= width:
        return usage
    forms = re.split(r"\n +(?=planner )", usage)
    return f"\n{_BEHIND_USAGE}".join(_fitting_form(form, width) for form in forms)


def _fitting_form(form: str, width: int) -> str:
    lines = [""]
    for part in _PART.findall(form):
        if lines[-1] and len(f"{_BEFORE_USAGE}{lines[-1]} {part}") > width:
            lines.append(part)
        else:
            lines[-1] = f"{lines[-1]} {part}".lstrip()
    return f"\n{_BEHIND_USAGE}".join(lines)


def fitting_text(text: str, width: int) -> str:
    """The text with each paragraph and each item that is too wide broken anew.

    A line that is set in and has no label is there to be typed: it stays whole.
    """
    lines: list[str] = []
    for block in _blocks(text.splitlines()):
        lines += block if max(map(len, block)) <= width else _broken(block, width)
    return "\n".join(lines)


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines that go on with each other: of a paragraph, or of an item."""
    block: list[str] = []
    for line in lines:
        if block and not _goes_on(block[0], line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _goes_on(first: str, line: str) -> bool:
    return bool(first and line) and not _is_typed(first) and _indent(line) == _column(first)


def _broken(block: list[str], width: int) -> list[str]:
    if _is_typed(block[0]):
        return block
    column = _column(block[0])
    words = " ".join([block[0][column:], *map(str.strip, block[1:])])
    begun, behind = block[0][:column], " " * column
    return wrap(
        words,
        width,
        initial_indent=begun,
        subsequent_indent=behind,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _is_typed(line: str) -> bool:
    """Whether it is to be typed; what goes on with another line stands further in."""
    return 0 < _indent(line) == _column(line) <= _SET_IN


def _column(line: str) -> int:
    """Where the words of an item or paragraph stand that begins with the line."""
    label = _LABEL.match(line)
    return _indent(line) if label is None else label.end()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
