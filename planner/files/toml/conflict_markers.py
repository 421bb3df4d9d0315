"""Conflict markers that git left in a file, told as such, with what each side says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tomli

from planner.errors import Problem
from planner.files.toml.source import SourceText
from planner.visible import path_words, visible

__all__ = ["conflict_problems", "looks_like_markers"]

_OURS = "<<<<<<<"
_BASE = "|||||||"
_MIDDLE = "======="
_THEIRS = ">>>>>>>"
_ANY_MARKER = r"^(?:<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?: |\r?$)"
_SHOWN = 3
_CHOSEN = (("option",), ("options",), ("value",))


def _holds_conflict_marker(text: str) -> bool:
    """Whether a line of the text looks like the first line of a conflict."""
    return _OURS in text and re.search(r"^<<<<<<<(?: |\r?$)", text, re.MULTILINE) is not None


def looks_like_markers(text: str) -> bool:
    """Whether a line of the text looks like any marker: in a conflict it would pass for one."""
    return re.search(_ANY_MARKER, text, re.MULTILINE) is not None


def conflict_problems(source: SourceText) -> tuple[Problem, ...]:
    """One problem for each conflict in the text, none where there is no conflict.

    The message names both sides with their lines. Where both sides are readable on their own, the
    hint of the first problem says what differs.
    """
    if not _holds_conflict_marker(source.text):
        return ()
    # A value may hold what others, but not TOML, take for the end of a line.
    lines = [line.removesuffix("\r") for line in source.text.split("\n")]
    hint = _differing(lines)
    problems = []
    for start, middle, end in _conflicts(lines):
        ours = (
            f'"{_label(lines[start])}" {_line_range(start + 1, _end_of_ours(lines, start, middle))}'
        )
        theirs = f'"{_label(lines[end])}" {_line_range(middle + 1, end)}'
        problems.append(
            Problem(
                source.name,
                start + 1,
                1,
                f"git left a conflict here: {ours} against {theirs}",
                "one of the two, without the marker lines",
                hint,
            )
        )
        hint = ""
    return tuple(problems)


def _conflicts(lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """The indices of the first, the middle and the last marker line of each whole conflict."""
    start = middle = None
    for index, line in enumerate(lines):
        if _is_marker(line, _OURS):
            start, middle = index, None
        elif line == _MIDDLE and start is not None and middle is None:
            middle = index
        elif _is_marker(line, _THEIRS) and start is not None and middle is not None:
            yield start, middle, index
            start = middle = None


def _is_marker(line: str, marker: str) -> bool:
    return line == marker or line.startswith(marker + " ")


def _end_of_ours(lines: list[str], start: int, middle: int) -> int:
    """Where our side ends: at the middle, or at the common ancestor if git wrote it (diff3)."""
    between = range(start, middle)
    return next((index for index in between if _is_marker(lines[index], _BASE)), middle)


def _label(marker: str) -> str:
    return visible(marker[len(_OURS) :].strip()) or "one side"


def _line_range(first: int, end: int) -> str:
    """The lines from index ``first`` up to but without index ``end``, counted from 1."""
    if first >= end:
        return "(no line)"
    if first + 1 == end:
        return f"(line {end})"
    return f"(lines {first + 1} to {end})"


def _side(lines: list[str], side: int) -> str:
    kept: list[str] = []
    done = 0
    for start, middle, end in _conflicts(lines):
        kept.extend(lines[done:start])
        ours_end = _end_of_ours(lines, start, middle)
        kept.extend(lines[start + 1 : ours_end] if side == 0 else lines[middle + 1 : end])
        done = end + 1
    kept.extend(lines[done:])
    return "\n".join(kept)


def _differing(lines: list[str]) -> str:
    """What the two sides say differently, the options chosen first."""
    try:
        ours, theirs = (dict(_values(tomli.loads(_side(lines, side)))) for side in (0, 1))
    except (ValueError, RecursionError):
        return ""
    paths = sorted(ours.keys() | theirs.keys(), key=lambda path: (not _is_option(path), path))
    differing = [
        f"{_words(path)} is {_shown(ours.get(path))} in the first, {_shown(theirs.get(path))} in "
        "the second"
        for path in paths
        if ours.get(path, "") != theirs.get(path, "")
    ]
    left = len(differing) - _SHOWN
    more = [f"and {left} more differ"] if left > 0 else []
    return "; ".join(differing[:_SHOWN] + more)


def _values(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _values(value, (*path, name))
        else:
            yield (*path, name), value


def _words(path: tuple[str, ...]) -> str:
    return visible(path[1]) if _is_option(path) else path_words(path)


def _is_option(path: tuple[str, ...]) -> bool:
    return path[:1] == ("choices",) and path[2:] in _CHOSEN


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"[{visible(', '.join(map(str, value)))}]"
    return f'"{visible("" if value is None else str(value))}"'
