"""From tables to their one canonical form: the order of the classes, what is empty left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from planner.files.toml.conflict_markers import looks_like_markers
from planner.files.toml.leaves import Leaves, Path, Shape, filled, leaves, nested, shape_at

__all__ = [
    "canonical_text",
    "inline",
    "key",
    "pair",
    "schema_line",
    "table_text",
    "with_schema_line",
]

_SCHEMA = "#:schema "
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def canonical_text(tables: Any) -> str:
    """The tables as a file of their own, in the one canonical form. Nothing is judged here."""
    shape = type(tables)
    said = filled(leaves(tables), shape)
    whole = nested(said)
    top = [path for path in said if len(path) == 1]
    text = "".join(f"{pair(path[0], said[path])}\n" for path in top)
    parts = [
        _table_text(said, (name,), inside, shape)
        for name, inside in whole.items()
        if (name,) not in top
    ]
    return "\n".join([text, *filter(None, parts)])


def schema_line(text: str) -> str:
    """The line ``#:schema ...`` at the top of a text, with its line feed; empty without one.

    Editors follow it, the planner never does.
    """
    first, _, _ = text.partition("\n")
    return f"{first.rstrip()}\n" if first.startswith(_SCHEMA) else ""


def with_schema_line(text: str, target: str, newline: str = "\n") -> str:
    """The text with that line at its top, in place of one that stands there.

    An empty ``target`` takes the line away; nothing else changes.
    """
    first, feed, rest = text.partition("\n")
    body = rest if first.startswith(_SCHEMA) else first + feed + rest
    return f"{_SCHEMA}{target}{newline}{body}" if target else body


def table_text(said: Leaves, path: Path, shape: type) -> str:
    """The table at ``path`` with the tables in it, each under its header."""
    inside: Any = nested({each: said[each] for each in said if each[: len(path)] == path})
    for name in path:
        inside = inside.get(name, {})
    return _table_text(said, path, inside, shape)


def _table_text(said: Leaves, path: Path, inside: Mapping[str, Any], shape: type) -> str:
    """The same of what stands ``inside`` it, as tables within tables: a file is gone over once."""
    own: list[str] = []
    parts: list[str] = []
    for name, value in inside.items():
        here = (*path, name)
        at = shape_at(shape, here)
        if at.form == "value" or (at.form == "map" and at.layout != "apart"):
            own.append(pair(name, value, at))
        else:
            parts.append(_table_text(said, here, value, shape))
    if own or path in said:
        header = ".".join(map(key, path))
        parts.insert(0, "\n".join([f"[{header}]", *own]) + "\n")
    return "\n".join(parts)


def pair(name: str, value: Any, at: Shape | None = None) -> str:
    """``name = value``, without a line end, in the layout of what stands there.

    A text of several lines is written over several where possible.
    """
    in_one_line = at is not None and at.layout == "one line"
    return f"{key(name)} = {inline(value) if in_one_line else _value(value)}"


def inline(value: Any) -> str:
    """The value in one line, but for line ends in its texts."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key(name)} = {inline(each)}" for name, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(inline, value))}]"
    return _value(value)


def _value(value: Any) -> str:
    from decimal import Decimal  # noqa: PLC0415 (only who saves needs these)

    import tomli_w  # noqa: PLC0415 (only who saves needs it)

    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")  # tomli-w writes a blank for the T
    if isinstance(value, Decimal):
        # Its own text has exponents for small numbers, where people write zeros.
        exponent = value.as_tuple().exponent
        return str(value) if isinstance(exponent, int) and exponent > 0 else f"{value:f}"
    if isinstance(value, Mapping):
        return inline(value)
    if isinstance(value, tuple | list):
        if any(isinstance(each, Mapping) for each in value):
            rows = [f"    {inline(each)},\n" for each in value]
            return f"[\n{''.join(rows)}]" if rows[1:] else inline(value)
        value = list(value)
    plain = {"v": value}
    # tomli-w turns CR LF into LF in a text of several lines, and a line of it may look like git's
    # conflict marker: such texts are written with escapes on one line.
    text = tomli_w.dumps(plain, multiline_strings=not (isinstance(value, str) and "\r" in value))
    if looks_like_markers(text):
        text = tomli_w.dumps(plain, multiline_strings=False)
    return text.removeprefix("v = ").removesuffix("\n")


def key(name: str) -> str:
    """The name of a table or value as it is written."""
    if _BARE.fullmatch(name):
        return name
    import tomli_w  # noqa: PLC0415 (only who saves needs it)

    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")
