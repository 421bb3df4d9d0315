"""A document's content as plain data by path, read off the classes of its tables.

The classes are the only list of a file's fields: canonical text, patch, merge and differences go
over these leaves, whatever the kind of file. A new field there needs no line here.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, cast

import attrs
from attrs import frozen

from planner.by_fields import Compared
from planner.files.toml.new_names import TABLES_IN_CONDITIONS

__all__ = [
    "TABLE",
    "Leaves",
    "NewId",
    "Path",
    "Shape",
    "children",
    "filled",
    "in_order",
    "leaves",
    "lowest_format",
    "nested",
    "shape_at",
    "tables_of",
]

Path = tuple[str, ...]
"""The names that lead from the whole file to a value."""
NewId = tuple[Path, Path]
"""The way to a table by the id that it had, and by the one that it has got."""
Leaves = dict[Path, Any]
"""Each value by its path, in the order of the file; :data:`TABLE` where a table by id begins."""


class _Table(Enum):
    TABLE = "table"


TABLE = _Table.TABLE
"""Stands for a table by id, which is there even if all in it is empty."""

_Tables = TypeVar("_Tables")


@frozen(eq=False, repr=False)
class Shape(Compared):
    """What may stand at a path.

    A ``value`` is a leaf, a ``table`` has the fields of ``inner``, ``tables`` are such tables by
    id, and a ``map`` has values by id, written in one line. ``since`` is the first format that has
    it.

    ``merge`` says how two sides' changes come together:

    * ``whole``: it clashes where both change it.
    * ``set``: a list whose elements are added and taken away one by one.
    * ``parts``: tables that say the same empty or missing.
    * ``kept``: tables that no merge takes out, whichever side has them.
    * ``never``: it belongs to the file, and stays.

    ``layout`` sets a map ``apart``, under a header of its own, or a list in ``one line``: what git
    merges line by line would otherwise be put together of two sides' elements. What is ``never
    empty`` leaves the text once it is cleared.
    """

    form: Literal["value", "table", "tables", "map"]
    inner: Any = None
    default: Any = None
    required: bool = False
    merge: Literal["whole", "set", "parts", "kept", "never"] = "whole"
    since: int = 1
    layout: Literal["usual", "apart", "one line", "never empty"] = "usual"


@cache
def _fields(table: Hashable) -> Mapping[str, Shape]:
    shape = cast("type", table)
    if any(isinstance(field.type, str) for field in attrs.fields(shape)):
        attrs.resolve_types(shape)  # a class whose module postpones its annotations
    return {field.name: _shape(field) for field in attrs.fields(shape)}


def _shape(field: attrs.Attribute[Any]) -> Shape:
    kind: Any = field.type
    names = ("merge", "since", "layout")
    special = {name: field.metadata[name] for name in names if name in field.metadata}
    if attrs.has(kind):
        return Shape("table", kind, **special)
    if getattr(kind, "__origin__", None) is dict:
        inner = kind.__args__[1]
        return Shape("tables" if attrs.has(inner) else "map", inner, **special)
    required = field.default is attrs.NOTHING
    default = None if required else _plain(field.default)
    return Shape("value", default=default, required=required, **special)


def shape_at(table: type, path: Path) -> Shape:
    """What may stand at ``path`` in a file of that class."""
    shape = _one_table(table, 1)
    for name in path:
        if shape.form == "table":
            shape = _fields(shape.inner)[name]
        elif shape.form == "tables":
            shape = _one_table(shape.inner, shape.since)
        else:
            shape = _one_value(shape.merge, shape.since)
    return shape


# Asked for each value of a file, and few in all.
@cache
def _one_table(inner: Hashable, since: int) -> Shape:
    return Shape("table", inner, since=since)


@cache
def _one_value(merge: Literal["whole", "set", "parts", "kept", "never"], since: int) -> Shape:
    return Shape("value", merge=merge, since=since)


def lowest_format(said: Leaves, shape: type) -> int:
    """The lowest format that has a place for all that is said."""
    return max(
        (max(shape_at(shape, path).since, _since_of_form(value)) for path, value in said.items()),
        default=1,
    )


def _since_of_form(value: object) -> int:
    """The first format that has values of that form: a table within a condition is newer."""
    if isinstance(value, tuple):
        rules = (each for each in value if isinstance(each, Mapping))
        parts = (part for rule in rules for part in rule.values())
        return TABLES_IN_CONDITIONS if any(isinstance(p, Mapping) for p in parts) else 1
    return TABLES_IN_CONDITIONS if isinstance(value, Mapping) else 1


def leaves(tables: Any) -> Leaves:
    """The content by path, with what is empty or left out as its default."""
    found: Leaves = {}
    _gather(tables, (), found)
    return found


def _gather(table: Any, path: Path, found: Leaves) -> None:
    kind: Any = type(table)
    for name, shape in _fields(kind).items():
        value, here = getattr(table, name), (*path, name)
        if shape.form == "table":
            _gather(value, here, found)
        elif shape.form == "tables":
            for key, inner in value.items():
                found[*here, key] = TABLE
                _gather(inner, (*here, key), found)
        elif shape.form == "map":
            found.update(((*here, key), _plain(inner)) for key, inner in value.items())
        else:
            found[here] = _plain(value)


def _plain(value: Any) -> Any:
    """The value as TOML knows it: no member of an enumeration."""
    return value.value if isinstance(value, Enum) else value


def nested(found: Mapping[Path, Any]) -> dict[str, Any]:
    """The same as tables within tables; what is ``None`` is left out."""
    whole: dict[str, Any] = {}
    for path, value in found.items():
        if value is None:
            continue
        table = whole
        for name in path[:-1]:
            table = table.setdefault(name, {})
        if value is TABLE:
            table.setdefault(path[-1], {})
        else:
            table[path[-1]] = value
    return whole


def tables_of(found: Mapping[Path, Any], shape: type[_Tables]) -> _Tables:
    """The tables that have these leaves: the way back from :func:`leaves`.

    Nothing is judged here. Raises ``TypeError`` if a required leaf is missing.
    """
    tables: _Tables = _built(shape, nested(found))
    return tables


def _built(table: type, data: Mapping[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for name, shape in _fields(table).items():
        if name not in data:
            continue
        value = data[name]
        if shape.form == "table":
            value = _built(shape.inner, value)
        elif shape.form == "tables":
            value = {key: _built(shape.inner, inner) for key, inner in value.items()}
        elif value is not None:
            kind = getattr(attrs.fields(table), name).type
            value = _typed(kind, value)
        values[name] = value
    return table(**values)


def _typed(kind: Any, value: Any) -> Any:
    """The member of an enumeration that a plain text stands for, where one is wanted."""
    for each in (kind, *getattr(kind, "__args__", ())):
        if isinstance(each, type) and issubclass(each, Enum):
            return each(value)
    return value


def filled(found: Mapping[Path, Any], shape: type) -> Leaves:
    """The leaves that a file has to say: without those that are as if they were left out."""
    return {
        path: value
        for path, value in found.items()
        if (at := shape_at(shape, path)).required
        or value is TABLE
        or value != at.default
        or path == ("format",)
    }


def children(found: Mapping[Path, Any], path: Path) -> Iterator[str]:
    """The names directly below ``path``, each once, in the order of the file."""
    depth = len(path)
    return iter(dict.fromkeys(p[depth] for p in found if len(p) > depth and p[:depth] == path))


def in_order(first: Iterable[Path], *others: Iterable[Path]) -> list[Path]:
    """All paths, each once: what only another side has stands behind its neighbour there."""
    order = list(first)
    known = set(order)
    for other in others:
        behind: dict[Path | None, list[Path]] = {}
        neighbour: Path | None = None
        for path in other:
            if path in known:
                neighbour = path
            else:
                behind.setdefault(neighbour, []).append(path)
                known.add(path)
        if behind:
            order = [
                *behind.get(None, ()),
                *(each for path in order for each in (path, *behind.get(path, ()))),
            ]
    return order
