"""Names and forms that came with a later format than the one that a text says it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from planner.files.toml.values import ConditionPart

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["TABLES_IN_CONDITIONS", "new_names"]

TABLES_IN_CONDITIONS = 2
"""The format in which conditions came to be tables where they had been lists of options."""


_ToLookAt = tuple[int, type | None, bool, bool]
"""When a name came, the class of the table or tables in it, whether they stand by id, and whether
it holds conditions."""


@cache
def _to_look_at(shape: type) -> Mapping[str, _ToLookAt]:
    """The names that are new themselves, or may hold something new."""
    names = ((field.name, _seen(field)) for field in attrs.fields(shape))
    return {name: seen for name, seen in names if seen[0] > 1 or any(seen[1:])}


def _seen(field: attrs.Attribute[Any]) -> _ToLookAt:
    kind: Any = field.type
    since = field.metadata.get("since", 1)
    if attrs.has(kind):
        return since, kind, False, False
    # A dict has its values last, a tuple of them its dict first.
    values = kind.__args__[0] if getattr(kind, "__origin__", None) is tuple else kind
    if getattr(values, "__origin__", None) is not dict:
        return since, None, False, False
    inner = values.__args__[1]
    if attrs.has(inner):
        return since, inner, True, False
    return since, None, False, inner is ConditionPart


def new_names(
    data: Mapping[str, Any], shape: type, number: int
) -> Iterator[tuple[Path, int, bool]]:
    """What in the data of a file of format ``number`` is of a later one.

    Each with its path, the first format that has it, and whether its name is new: else it is a
    table where a list had stood.

    The data may still be of any form: what does not fit is passed over.
    """
    return _within((), data, shape, number)


def _within(
    path: Path, data: Mapping[str, Any], shape: type, number: int
) -> Iterator[tuple[Path, int, bool]]:
    names = _to_look_at(shape)
    for name, value in data.items():
        if name not in names:
            continue
        since, inner, by_id, conditions = names[name]
        here = (*path, name)
        if since > number:
            yield here, since, True
        elif conditions and number < TABLES_IN_CONDITIONS:
            for place in _tables_in_conditions(here, value):
                yield place, TABLES_IN_CONDITIONS, False
        elif inner is not None and isinstance(value, dict):
            for key, table in value.items() if by_id else [(None, value)]:
                if isinstance(table, dict):
                    at = here if key is None else (*here, key)
                    yield from _within(at, table, inner, number)


def _tables_in_conditions(path: Path, value: object) -> Iterator[Path]:
    """The ways to tables in conditions; in a rule these stand in a list."""
    if isinstance(value, list):
        for index, condition in enumerate(value):
            yield from _tables_in_conditions((*path, index), condition)
    elif isinstance(value, dict):
        yield from ((*path, issue) for issue, part in value.items() if isinstance(part, dict))
