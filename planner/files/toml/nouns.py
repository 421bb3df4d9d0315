"""From a table to its noun and back, field by field of the same name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

import attrs

from planner.files.toml.values import Condition as ConditionTable
from planner.files.toml.values import ConditionPart, OptionalIdentifier
from planner.model.conditions import Condition, Term

__all__ = ["noun_of", "table_of"]

_Noun = TypeVar("_Noun")
_Table = TypeVar("_Table")
_Convert = Callable[[Any], Any] | None

_PARTS = ("any", "all", "none", "from", "below", "applies")
_ATTRIBUTES = {"from": "at_from"}
"""The attributes of conditions that are not named as the file does."""


def noun_of(noun: type[_Noun], table: Any, **others: Any) -> _Noun:
    """The noun with the values of the table's fields; ``others`` are what the table does not say.

    Conditions become the model's; an empty id is none where the noun may have none.
    """
    classes: tuple[Any, Any] = noun, type(table)
    for name, convert in _ways_in(*classes):
        if name not in others:
            value = getattr(table, name)
            others[name] = value if convert is None else convert(value)
    return noun(**others)


def table_of(table: type[_Table], noun: Any, **others: Any) -> _Table:
    """The table with the values of the noun's attributes: the way back from :func:`noun_of`.

    Without a noun (``None``) it has the ``others`` alone.
    """
    classes: tuple[Any, Any] = type(noun), table
    for name, convert in _ways_out(*classes):
        if name not in others:
            value = getattr(noun, name)
            others[name] = value if convert is None else convert(value)
    return table(**others)


@cache
def _ways_in(noun: Any, table: Any) -> tuple[tuple[str, _Convert], ...]:
    theirs = attrs.fields_dict(noun)
    return tuple(
        (field.name, _way_in(field.type, theirs[field.name].default))
        for field in attrs.fields(table)
        if field.name in theirs
    )


def _way_in(kind: Any, default: Any) -> _Convert:
    if kind == ConditionTable:
        return _table_conditions
    if kind == tuple[ConditionTable, ...]:
        return _terms
    if kind is OptionalIdentifier and default is None:
        return _or_none
    return None


@cache
def _ways_out(noun: Any, table: Any) -> tuple[tuple[str, _Convert], ...]:
    theirs = attrs.fields_dict(noun) if attrs.has(noun) else {}
    return tuple(
        (field.name, _way_out(field.type)) for field in attrs.fields(table) if field.name in theirs
    )


def _way_out(kind: Any) -> _Convert:
    if kind == ConditionTable:
        return _condition
    if kind == tuple[ConditionTable, ...]:
        return _conditions
    return _or_empty if kind is OptionalIdentifier else None


def _condition_of(issue: str, part: ConditionPart) -> Condition:
    """What is asked of one issue, as the model has it: a list means any of its options."""
    if isinstance(part, dict):
        asked = {_ATTRIBUTES.get(str(name), str(name)): value for name, value in part.items()}
        return Condition(issue, **asked)
    return Condition(issue, tuple(part) if isinstance(part, tuple) else ())


def _part_of(condition: Condition) -> ConditionPart:
    """What is asked as it is written: a list where that will do."""
    asked = {
        name: value
        for name in _PARTS
        if (value := getattr(condition, _ATTRIBUTES.get(name, name))) not in ((), None)
    }
    return ConditionPart(condition.any if asked.keys() <= {"any"} else asked)


def _table_conditions(condition: Mapping[str, ConditionPart]) -> tuple[Condition, ...]:
    return tuple([_condition_of(issue, part) for issue, part in condition.items()])


def _terms(conditions: tuple[Mapping[str, ConditionPart], ...]) -> tuple[Term, ...]:
    return tuple([Term(_table_conditions(condition)) for condition in conditions])


def _condition(conditions: tuple[Condition, ...]) -> dict[str, ConditionPart]:
    return {each.issue: _part_of(each) for each in conditions}


def _conditions(terms: tuple[Term, ...]) -> tuple[dict[str, ConditionPart], ...]:
    return tuple(_condition(term.conditions) for term in terms)


def _or_none(value: str) -> str | None:
    return value or None


def _or_empty(value: str | None) -> str:
    return value or ""
