"""Values that are a list or a table: what a condition asks of an issue, and what an issue gives.

Their tables have few names and none of them is always there, so they are taken apart here: a class
for each would be felt at every start of a command.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.files.toml.single_values import (
    Hook,
    MisfitError,
    MisfitsError,
    identifier,
    is_words,
    judged_name,
    number,
    truth,
    whole,
)
from planner.files.toml.values import Identifier, Whole

__all__ = [
    "A_LIST",
    "A_LIST_OF_TABLES",
    "A_TABLE_IN_A_LIST",
    "condition_part",
    "listed",
    "options_listed",
    "points_given",
]

A_LIST = 'a list such as ["..."]'
A_TABLE_IN_A_LIST = '{ ISSUE = ["OPTION"] }'
"""The tables that stand in lists are parts of rules."""
A_LIST_OF_TABLES = f"a list such as [{A_TABLE_IN_A_LIST}]"


def condition_part(value: Any, _: Any) -> object:
    """A list of options, or a table of what a condition can ask."""
    if type(value) is list:
        return options_listed(value, None)
    if type(value) is not dict:
        raise MisfitError(is_words(value), f'{A_LIST} or a table such as {{ none = ["..."] }}')
    return _table(value, _CONDITION_PARTS, "part of a condition")


def points_given(value: Any, _: Any) -> object:
    """Points by option, or a list of steps."""
    if type(value) is dict:
        return _gathered(((name, points, _of_option) for name, points in value.items()))
    if type(value) is not list:
        expected = "a table such as { option = 14 } or a list such as [{ from = 100, points = 14 }]"
        raise MisfitError(is_words(value), expected)
    return listed(value, _step, None)


def options_listed(value: Any, _: Any) -> tuple[str, ...]:
    """A list of options."""
    if type(value) is not list:
        raise MisfitError(is_words(value), A_LIST)
    return listed(value, identifier, Identifier)


def _of_option(value: Any, name: str) -> Any:
    judged_name(name)
    return number(value, None)


def _whole(value: Any, _: Any) -> int:
    return whole(value, Whole)


def _step(value: Any, _: Any) -> dict[Any, Any]:
    if type(value) is not dict:
        raise MisfitError(is_words(value), "a table such as { from = 100, points = 14 }")
    step = _table(value, _STEP_PARTS, "part of a step")
    for name in _STEP_PARTS:
        if name not in step:
            raise MisfitError(f'has no "{name}"', "a table such as { from = 100, points = 14 }")
    return step


def _table(value: Mapping[str, Any], parts: Mapping[str, Hook], kind: str) -> dict[Any, Any]:
    def unknown(_: Any, name: str) -> Any:
        raise MisfitError(f"is no {kind}", at="name", wanted=name, known=parts, newer=True)

    return _gathered(((name, held, parts.get(name, unknown)) for name, held in value.items()))


def listed(values: Iterable[Any], make: Hook, kind: Any) -> tuple[Any, ...]:
    """The values as ``make`` makes them of their kind, with all mistakes at once."""
    found: list[Any] = []
    errors: list[tuple[str | int, Exception]] = []
    for place, value in enumerate(values):
        try:
            found.append(make(value, kind))
        except (MisfitError, MisfitsError) as error:
            errors.append((place, error))
    if errors:
        raise MisfitsError(errors)
    return tuple(found)


def _gathered(values: Iterable[tuple[str, Any, Hook]]) -> dict[Any, Any]:
    """The values as their hooks make them, by name, with all mistakes at once."""
    found: dict[Any, Any] = {}
    errors: list[tuple[str | int, Exception]] = []
    for step, value, hook in values:
        try:
            found[step] = hook(value, step)
        except (MisfitError, MisfitsError) as error:
            errors.append((step, error))
    if errors:
        raise MisfitsError(errors)
    return found


_CONDITION_PARTS: dict[str, Hook] = {
    "any": options_listed,
    "all": options_listed,
    "none": options_listed,
    "from": _whole,
    "below": _whole,
    "applies": truth,
}
"""What a condition can ask of an issue, with what makes it."""
_STEP_PARTS: dict[str, Hook] = {"from": _whole, "points": number}
