"""Names and forms that came with a later format than the one that a text says it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from planner.files.toml.values import ConditionPart

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["TABLES_IN_CONDITIONS", "new_names"]

TABLES_IN_CONDITIONS = 2
"""The format in which conditions came to be tables where they had been lists of options."""


class _Name(NamedTuple):
    """A name that needs a look: new itself, or with what may be new in it."""

    since: int
    table: type | None
    by_id: bool
    conditions: bool


@cache
def _to_look_at(shape: type) -> Mapping[str, _Name]:
    names = ((field.name, _name(field)) for field in attrs.fields(shape))
    return {name: held for name, held in names if held.since > 1 or held.table or held.conditions}


def _name(field: attrs.Attribute[Any]) -> _Name:
    kind: Any = field.type
    since = field.metadata.get("since", 1)
    if attrs.has(kind):
        return _Name(since, kind, by_id=False, conditions=False)
    # A dict has its values last, a tuple of them its dict first.
    values = kind.__args__[0] if getattr(kind, "__origin__", None) is tuple else kind
    if getattr(values, "__origin__", None) is not dict:
        return _Name(since, None, by_id=False, conditions=False)
    inner = values.__args__[1]
    if attrs.has(inner):
        return _Name(since, inner, by_id=True, conditions=False)
    return _Name(since, None, by_id=False, conditions=inner is ConditionPart)


def new_names(data: Mapping[str, Any], shape: type, number: int) -> Iterator[tuple[Path, int]]:
    """Where the data of a file of format ``number`` is of a later format, and of which.

    The data may still be of any form: what does not fit is passed over.
    """
    names = _to_look_at(shape)
    for name, value in data.items():
        held = names.get(name)
        if held is None:
            continue
        if held.since > number:
            yield (name,), held.since
        elif held.conditions and number < TABLES_IN_CONDITIONS:
            for path in _tables_in_conditions(value):
                yield (name, *path), TABLES_IN_CONDITIONS
        elif held.table is not None and isinstance(value, dict):
            for path, since in _in_tables(value, held, number):
                yield (name, *path), since


def _in_tables(value: Mapping[str, Any], held: _Name, number: int) -> Iterator[tuple[Path, int]]:
    if held.table is None:
        return
    if not held.by_id:
        yield from new_names(value, held.table, number)
        return
    for key, inner in value.items():
        if isinstance(inner, dict):
            for path, since in new_names(inner, held.table, number):
                yield (key, *path), since


def _tables_in_conditions(value: object) -> Iterator[Path]:
    """The ways to tables in conditions; in a rule these stand in a list."""
    if isinstance(value, list):
        for index, condition in enumerate(value):
            for path in _tables_in_conditions(condition):
                yield (index, *path)
    elif isinstance(value, dict):
        for issue, part in value.items():
            if isinstance(part, dict):
                yield (issue,)
