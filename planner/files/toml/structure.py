"""From plain data to the table classes, strictly: nothing is guessed, converted or dropped.

A hook for each kind of value makes it or says why it does not fit. What does not becomes a finding
with a place and words for people. It is done here and not by a library for such, since loading one
took a fifth of the time of a check, and every kind of value is judged by our own words anyway.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from planner.files.toml.fields import FORMATS
from planner.files.toml.findings import Findings
from planner.files.toml.forms import (
    A_LIST,
    A_LIST_OF_TABLES,
    condition_part,
    listed,
    options_listed,
    points_given,
)
from planner.files.toml.single_values import (
    SINGLE_VALUES,
    Hook,
    MisfitError,
    MisfitsError,
    is_words,
    judged_name,
)
from planner.files.toml.values import ConditionPart, Identifier, PointsGiven
from planner.visible import path_words, visible

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["structure"]

_NEWER = "a newer planner may have written this file"

_Table = TypeVar("_Table")


def structure(
    data: dict[str, Any],
    shape: type[_Table],
    findings: Findings,
    *,
    needed: Collection[str] | None = None,
) -> _Table:
    """The data as an instance of ``shape``.

    Raises :class:`~planner.errors.FileProblemError` with everything in which it does not fit. A
    format that is not known is judged alone: it may have any shape.

    Where the tables that are ``needed`` fit, nothing is raised: what does not fit is left out, or
    another value stands in for it, and ``findings`` alone say so. Then the caller can look for
    more, and raises.
    """
    number = _check_format(data, shape, findings)
    if needed is None:
        findings.raise_errors()
    data = data if data.get("format") == number else {**data, "format": number}
    hook = _hook_of(cast("Any", shape))
    try:
        return cast("_Table", hook(data, shape))
    except (MisfitError, MisfitsError) as error:
        _collect(error, (), findings, _NEWER if _grows(shape) else "")
    places = findings.places_of_errors()
    if needed is None or any(not place or place[0] in needed for place in places):
        findings.fail()
    from planner.files.toml.stand_ins import with_stand_ins  # noqa: PLC0415 (only after a mistake)

    try:
        rest = {**with_stand_ins(data, shape, places), "format": number}
        return cast("_Table", hook(rest, shape))
    except (MisfitError, MisfitsError):
        findings.fail()


def _grows(shape: type) -> bool:
    """Whether planners write such files, and may come to write them in another format."""
    return "formats" in attrs.fields_dict(shape)["format"].metadata


def _check_format(data: dict[str, Any], shape: type, findings: Findings) -> int:
    """The format by which to read the data; notes what is wrong with its number, or too new."""
    number = data.get("format")
    formats = attrs.fields_dict(shape)["format"].metadata.get("formats", (1,))
    expected = " or ".join(map(str, formats))
    if "format" not in data:
        expected_line = 'the line "format = 1" at the top'
        findings.error((), 'there is no "format"', expected_line, about=("format",))
    elif type(number) is not int:
        findings.error(("format",), f'"format" {is_words(number)}', expected)
    elif number not in formats:
        hint = _NEWER if number > formats[-1] else ""
        findings.error(("format",), f"the file has format {number}", expected, hint)
        findings.fail()  # another format may have any shape
    else:
        _check_age(data, shape, number, findings)
        return number
    return int(formats[-1])


def _check_age(data: dict[str, Any], shape: type, number: int, findings: Findings) -> None:
    """Notes what is of a later format, which planners that know only this one would refuse.

    The first is enough: one line at the top mends them all.
    """
    if number == FORMATS[-1]:
        return
    from planner.files.toml.new_names import new_names  # noqa: PLC0415 (most files are of the last)

    for path, since, is_name in new_names(data, shape, number):
        what = "is new" if is_name else "is a table, which is new"
        message = f"{_subject(path)} {what} in format {since}"
        expected = f'the line "format = {since}" at the top'
        findings.error(path, message, expected, at="name")
        return


class _MissingError(Exception):
    """A table of that shape lacks what it must have."""

    def __init__(self, shape: type) -> None:
        super().__init__(shape)
        self.shape = shape


class _UnknownError(Exception):
    """A table has no place for a name; it knows others."""

    def __init__(self, known: Collection[str]) -> None:
        super().__init__(known)
        self.known = known


@cache
def _hook_of(kind: Any) -> Hook:
    """What makes values of that kind, or raises :class:`MisfitError` or :class:`MisfitsError`."""
    if (single := SINGLE_VALUES.get(kind)) is not None:
        return single
    if (form := _FORMS.get(kind)) is not None:
        return form
    if attrs.has(kind):
        return _table_hook(kind)
    return _tables_hook(kind) if kind.__origin__ is dict else _list_hook(kind)


def _table_hook(shape: type[attrs.AttrsInstance]) -> Hook:
    if any(isinstance(field.type, str) for field in attrs.fields(shape)):
        attrs.resolve_types(shape)  # a class whose module postpones its annotations
    parts = [
        (field.name, field.type, _hook_of(field.type), field.default is attrs.NOTHING)
        for field in attrs.fields(shape)
    ]
    known = [name for name, *_ in parts]

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise MisfitError(is_words(value), "a table")
        made: dict[str, Any] = {}
        errors: list[tuple[str | int, Exception]] = []
        for name, kind, make, needed in parts:
            if name in value:
                try:
                    made[name] = make(value[name], kind)
                except (MisfitError, MisfitsError) as error:
                    errors.append((name, error))
            elif needed:
                errors.append((name, _MissingError(shape)))
        unknown = value.keys() - set(known) if len(value) > len(made) else ()
        errors += [(name, _UnknownError(known)) for name in sorted(unknown)]
        if errors:
            raise MisfitsError(errors)
        return shape(**made)

    return hook


def _tables_hook(shape: Any) -> Hook:
    """For tables or values by id; the names are judged too."""
    kind, inner = shape.__args__
    make = _hook_of(inner)

    def hook(value: Any, _: Any) -> dict[Any, Any]:
        if type(value) is not dict:
            raise MisfitError(is_words(value), "a table")
        errors: list[tuple[str | int, Exception]] = []
        found: dict[Any, Any] = {}
        for name in value:
            try:
                judged_name(name, kind)
            except MisfitError as error:
                errors.append((name, error))
        # What stands below a wrong name is judged all the same.
        for name, held in value.items():
            try:
                found[name] = make(held, inner)
            except (MisfitError, MisfitsError) as error:
                errors.append((name, error))
        if errors:
            raise MisfitsError(errors)
        return found

    return hook


def _list_hook(shape: Any) -> Hook:
    inner = shape.__args__[0]
    make = _hook_of(inner)

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            of_tables = getattr(inner, "__origin__", None) is dict
            raise MisfitError(is_words(value), A_LIST_OF_TABLES if of_tables else A_LIST)
        return listed(value, make, inner)

    return hook


_FORMS: dict[Any, Hook] = {
    ConditionPart: condition_part,
    PointsGiven: points_given,
    # A list that may be left out, which says something else than an empty one.
    tuple[Identifier, ...] | None: options_listed,
}


def _collect(error: BaseException, path: Path, findings: Findings, newer: str) -> None:
    """Turns a tree of errors into findings; ``newer`` is the hint for unknown names."""
    from planner.files.toml.stand_ins import with_example  # noqa: PLC0415 (only after a mistake)

    if findings.full:
        return
    if isinstance(error, MisfitsError):
        for step, inner in error.errors:
            _collect(inner, (*path, step), findings, newer)
    elif isinstance(error, _MissingError):
        _note_missing(error.shape, path, findings)
    elif isinstance(error, _UnknownError):
        name = str(path[-1])
        where = f"[{'.'.join(map(str, path[:-1]))}]" if path[1:] else "the file"
        message = f'{visible(where)} has no place for "{visible(name)}"'
        findings.error(path, message, hint=newer, at="name", wanted=name, known=error.known)
    elif isinstance(error, MisfitError):
        message = f"{_subject(path)} {error.found}"
        findings.error(
            path,
            message,
            with_example(error.expected, path),
            newer if error.newer else "",
            at=error.at,
            wanted=error.wanted,
            known=error.known,
        )
    else:  # pragma: no cover (a defect of ours must not pass for one of the file's)
        raise error


def _note_missing(shape: type, path: Path, findings: Findings) -> None:
    from planner.files.toml.stand_ins import example_of  # noqa: PLC0415 (only after a mistake)

    table, missing = path[:-1], str(path[-1])
    where = f"[{'.'.join(map(str, table))}]" if table else "the file"
    field = getattr(attrs.fields(shape), missing)
    description = field.metadata["description"]
    expected = description[0].lower() + description[1:]
    example = example_of(field.type, missing)
    message = f'{visible(where)} has no "{missing}"'
    findings.error(table, message, f"{expected}, such as {example}", about=path)


def _subject(path: Path) -> str:
    if path and isinstance(path[-1], int):
        names = [part for part in path if isinstance(part, str)]
        return f'element {path[-1] + 1} of "{visible(names[-1])}"'
    return path_words(path)
