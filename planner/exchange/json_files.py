"""JSON from strangers: exact numbers, plain shapes, within bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from planner.exchange.imported import refused, unfit_text
from planner.visible import visible

__all__ = ["listed", "read_json", "table", "text"]

_DEEPEST = 32


def read_json(file: str, data: bytes) -> Any:
    """The value in the file. Raises :class:`~planner.errors.FileProblemError` with its place."""

    def no_number(name: str) -> NoReturn:
        raise refused(file, f"{name} is no number")

    def number(digits: str) -> Decimal:
        try:
            return Decimal(digits)
        except InvalidOperation:  # an exponent beyond all bounds
            found = f"{visible(digits)} is no number that can be held"
            raise refused(file, found, "an exponent of at most three digits") from None

    try:
        written = data.decode("utf-8-sig")
        value = json.loads(written, parse_float=number, parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise refused(file, f"no JSON: {error.msg}", "", error.lineno, error.colno) from None
    except UnicodeDecodeError:
        raise refused(file, "not UTF-8", "text in UTF-8") from None
    except (RecursionError, ValueError):
        raise refused(file, "no JSON that can be read") from None
    if _is_deep(value):
        expected = f"at most {_DEEPEST} arrays and objects in each other, as the tools write it"
        raise refused(file, "its arrays and objects lie too deep in each other", expected)
    for held in _texts(value):
        if reason := unfit_text(held):
            raise refused(file, f'the text "{visible(held)}" {reason}', "text without it")
    return value


def _texts(value: Any) -> Iterator[str]:
    """Every text in it, names of keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        value = [*value.values()]
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _is_deep(value: Any) -> bool:
    """Whether it is deeper than any walk through it should go."""
    level = [value]
    for _ in range(_DEEPEST + 1):
        level = [each for each in level if isinstance(each, dict | list)]
        if not level:
            return False
        level = [
            inner for each in level for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return True


def table(file: str, value: Any, what: str) -> dict[str, Any]:
    """The value as an object."""
    if not isinstance(value, dict):
        raise refused(file, f"{what} is no object", "{...}")
    return value


def listed(file: str, value: Any, what: str) -> list[Any]:
    """The value as an array."""
    if not isinstance(value, list):
        raise refused(file, f"{what} is no array", "[...]")
    return value


def text(file: str, value: Any, what: str) -> str:
    """The value as a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise refused(file, f"{what} is no text", '"..."')
    return value
