"""What stands in for what does not fit, so that the rest of a file can be looked at too.

Only a file that has mistakes comes here, and nothing of it is ever taken for what the file says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import attrs

from planner.files.toml.forms import A_TABLE_IN_A_LIST
from planner.files.toml.single_values import IDENTIFIER, MisfitError, judged_name
from planner.files.toml.values import Identifier, Moment, OptionalIdentifier

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["example_of", "with_example", "with_stand_ins"]

_EXAMPLES = {
    "text in quotes": '{} = "..."',
    "text of one line": '{} = "..."',
    "some words": '{} = "..."',
    "an id in quotes": '{} = "north"',
    "true or false": "{} = true",
    "a whole number": "{} = 3",
    "a whole number, 0 or more": "{} = 0",
    "a whole number, 1 or more": "{} = 1",
    "a table": "the line [{}]",
}


def with_example(expected: str, path: Path) -> str:
    """What is expected at a path, with an example where the words alone show none."""
    form = _EXAMPLES.get(expected)
    names = [str(step) for step in path if isinstance(step, str)]
    if form is None or not names or not IDENTIFIER.fullmatch(names[-1]):
        return expected
    if expected == "a table":
        if isinstance(path[-1], int):
            return f"{expected} such as {A_TABLE_IN_A_LIST}"
        return f"{expected}, which begins with {form.format('.'.join(names))}"
    example = form.format(names[-1])
    if isinstance(path[-1], int):
        example = example.replace("= ", "= [") + "]"
    return f"{expected}, such as {example}"


def example_of(kind: Any, name: str) -> str:
    """A line, or a table, that gives a value of that kind a place under its name."""
    if attrs.has(kind):
        return f"a table [{name}]"
    if getattr(kind, "__origin__", None) is dict:
        return f"a table [{name}.ID]"
    if getattr(kind, "__origin__", None) is tuple:
        return f"{name} = [{A_TABLE_IN_A_LIST}]"
    if kind is Moment:
        return f"{name} = 2025-11-27T10:15:00Z"
    is_id = kind in {Identifier, OptionalIdentifier}
    return f'{name} = "north"' if is_id else f'{name} = "..."'


def with_stand_ins(data: dict[str, Any], shape: type, unfit: Collection[Path]) -> dict[str, Any]:
    """A copy of the data in which nothing stands at the ``unfit`` places but what is needed there.

    A list with a mistake goes as a whole. A table stays with what fits in it, so that its id is
    known to the others, and so does a table of lists; what a table must have is there in some form.
    """
    places = {tuple(takewhile(lambda step: isinstance(step, str), place)) for place in unfit}
    return _table(data, shape, (), places)


def _table(data: object, shape: type, path: Path, unfit: Collection[Path]) -> dict[str, Any]:
    held = data if isinstance(data, dict) else {}
    made: dict[str, Any] = {}
    for field in attrs.fields(shape):
        here = (*path, field.name)
        kind: Any = field.type
        id_kind, by_id = _of_ids(kind)
        if field.name in held and not any(place[: len(here)] == here for place in unfit):
            made[field.name] = held[field.name]
        elif by_id is not None and attrs.has(by_id):
            tables = _tables(held.get(field.name), by_id, here, unfit)
            made[field.name] = {id_: each for id_, each in tables.items() if _fits(id_, id_kind)}
        elif getattr(by_id, "__origin__", None) is tuple:
            made[field.name] = _lists(held.get(field.name), here, unfit)
        elif attrs.has(kind):
            made[field.name] = _table(held.get(field.name), kind, here, unfit)
        elif field.default is attrs.NOTHING:
            made[field.name] = _stand_in(kind)
    return made


def _tables(data: object, shape: type, path: Path, unfit: Collection[Path]) -> dict[str, Any]:
    held = data if isinstance(data, dict) else {}
    return {name: _table(table, shape, (*path, name), unfit) for name, table in held.items()}


def _of_ids(kind: Any) -> tuple[Any, Any]:
    """The kinds of the names and of what stands under them, where it is a table of such."""
    return kind.__args__ if getattr(kind, "__origin__", None) is dict else (None, None)


def _fits(name: str, kind: Any) -> bool:
    try:
        judged_name(name, kind)
    except MisfitError:
        return False
    return True


def _lists(data: object, path: Path, unfit: Collection[Path]) -> dict[str, Any]:
    held = data if isinstance(data, dict) else {}
    return {
        name: values
        for name, values in held.items()
        if IDENTIFIER.fullmatch(name) and (*path, name) not in unfit
    }


def _stand_in(kind: Any) -> Any:
    if getattr(kind, "__origin__", None) is tuple:
        return []
    if kind is Moment:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return {Identifier: "x", OptionalIdentifier: ""}.get(kind, "...")
