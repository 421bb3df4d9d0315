"""Texts in many layouts and every single change to them, for those who try patching."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.tables import CaseFile
from planner.files.toml.guards import comments_of
from planner.files.toml.leaves import TABLE, Leaves, Path, filled, leaves, nested, shape_at
from planner.files.toml.leaves import tables_of as tables_from_leaves
from planner.files.toml.patching import edited_text
from planner.files.toml.writing import inline, pair
from tests.files.samples import TALKS_TEXT

__all__ = ["SHAPE", "TEXTS", "Text", "changes", "edited", "said"]

SHAPE = CaseFile
_BUNDLED = (bundled_folder() / "ukraine-2025-08.case.toml").read_text(encoding="utf-8")


class Text:
    """A text with its leaves and comments."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def comments(self) -> list[str]:
        """In the order of the text."""
        return comments_of(self.text)

    @cached_property
    def leaves(self) -> Leaves:
        """What it says; of a whole case also what is left out."""
        found = said(self.text)
        whole = ("case", "title") in found
        return leaves(tables_from_leaves(found, SHAPE)) if whole else found


def said(text: str) -> Leaves:
    """What the standard parser reads, by path; without what is as if it were left out."""
    found: Leaves = {}
    _gather(tomllib.loads(text, parse_float=Decimal), (), found)
    return filled(found, SHAPE)


def _gather(value: Any, path: Path, found: Leaves) -> None:
    if isinstance(value, dict) and shape_at(SHAPE, path).form != "value":
        if path and shape_at(SHAPE, path[:-1]).form == "tables":
            found[path] = TABLE
        for name, inner in value.items():
            _gather(inner, (*path, name), found)
    elif path[-1] == "published" and isinstance(value, dt.date):
        found[path] = value.isoformat()
    else:
        found[path] = _frozen(value)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {name: _frozen(inner) for name, inner in value.items()}
    return value


def _commented(text: str) -> str:
    """With a comment behind each line that can have one."""
    lines = text.split("\n")
    return "\n".join(
        f"{line}  # c{number}"
        if '"""' not in line and not line.endswith("[") and (line[:1] == "[" or " = " in line)
        else line
        for number, line in enumerate(lines)
    )


def _in_braces(data: dict[str, Any]) -> str:
    """Each table by its id in one line, with a comment behind it."""
    lines = [pair("format", data.pop("format"))]
    for name, table in data.items():
        lines += ["", f"[{name}] # {name}"]
        lines += [f"{key} = {inline(inner)} # {key}" for key, inner in table.items()]
    return "\n".join(lines) + "\n"


def _dotted(data: dict[str, Any]) -> str:
    """Each value on a line of its own under the name of its outermost table."""
    lines = [pair("format", data.pop("format"))]
    for name, table in data.items():
        lines += ["", f"[{name}]", *_dotted_lines("", table)]
    return "\n".join(lines) + "\n"


def _dotted_lines(prefix: str, table: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from _dotted_lines(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key} = {inline(value)} # {key}"


_DATA = said(_BUNDLED)
_TALKS = said(TALKS_TEXT)
TEXTS = {
    "as it is": Text(_BUNDLED),
    "commented": Text(_commented(_BUNDLED)),
    "crlf": Text(_commented(_BUNDLED).replace("\n", "\r\n")),
    "in braces": Text(_in_braces(nested(_DATA))),
    "dotted": Text(_dotted(nested(_DATA))),
    "no last line end": Text(_BUNDLED.rstrip("\n")),
    "format 2": Text(_commented(TALKS_TEXT)),
    "format 2 in braces": Text(_in_braces(nested(_TALKS))),
    "format 2 dotted": Text(_dotted(nested(_TALKS))),
}


def edited(text: Text, after: Leaves) -> str:
    """The text edited to say ``after``."""
    return edited_text(text.text, text.leaves, after, SHAPE)


def changes(text: Text) -> Iterator[tuple[str, Leaves]]:
    """Every single change: its name and what the text shall say after it."""
    held = text.leaves
    written = filled(held, SHAPE)
    for path, value in held.items():
        name = ".".join(path)
        if path == ("format",):
            continue
        if value is TABLE:
            yield f"without {name}", {p: v for p, v in held.items() if p[: len(path)] != path}
            yield f"one more {name}", _doubled(held, path)
            continue
        yield f"another {name}", {**held, path: _another(path, value)}
        shape = shape_at(SHAPE, path)
        if shape_at(SHAPE, path[:-1]).form == "map":
            yield f"without {name}", {p: v for p, v in held.items() if p != path}
            yield f"beside {name}", {**held, (*path[:-1], "one-more"): ("a", "b")}
        elif path in written and not shape.required:
            yield f"cleared {name}", {**held, path: shape.default}


def _another(path: Path, value: Any) -> Any:
    if path[-1] in {"crossed_when", "contested_when", "impossible_when", "applies_when"}:
        return (*value, {"one": ("a", "b"), "two": ("c",)})
    if isinstance(value, tuple):
        return (*value, "one-more")
    if isinstance(value, dt.date) or path[-1] == "as_of":
        return dt.date(2020, 1, 1)
    if isinstance(value, int | Decimal):
        return value + 1
    if isinstance(value, dict):
        return {**value, "one-more": 7}
    return f'{value or ""} "new"\nwords'


def _doubled(held: Leaves, path: Path) -> Leaves:
    """With a copy of the table behind it."""
    copy = {
        (*path[:-1], "one-more", *p[len(path) :]): v
        for p, v in held.items()
        if p[: len(path)] == path
    }
    last = [p for p in held if p[: len(path)] == path][-1]
    after: Leaves = {}
    for each, value in held.items():
        after[each] = value
        if each == last:
            after |= copy
    return after
