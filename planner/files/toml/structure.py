"""From plain data to the table classes, strictly: nothing is guessed, converted or dropped.

One cattrs converter does it. Its errors carry the way to the value; here they become findings with
a place and words for people.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from cattrs import BaseConverter, ClassValidationError, ForbiddenExtraKeysError
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.errors import (
    AttributeValidationNote,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from planner.files.toml.fields import FORMATS
from planner.files.toml.findings import Findings
from planner.files.toml.forms import condition_part, options_listed, points_given
from planner.files.toml.new_names import new_names
from planner.files.toml.single_values import (
    SINGLE_VALUES,
    Hook,
    MisfitError,
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

    Where the tables that are ``needed`` fit, what does not is left out of what is given, or another
    value stands in for it, and ``findings`` alone say so: the caller can look for more, and raising
    is the caller's then.
    """
    number = _check_format(data, shape, findings)
    if needed is None:
        findings.raise_errors()
    data = data if data.get("format") == number else {**data, "format": number}
    with suppress(MisfitError, ForbiddenExtraKeysError, IterableValidationError, KeyError):
        return _make_converter(detailed=False).structure(data, shape)
    # The code that cattrs makes for detailed errors takes twice as long to make, so it is made only
    # for files that have any.
    try:
        return _make_converter(detailed=True).structure(data, shape)
    except (ClassValidationError, IterableValidationError, MisfitError) as error:
        _collect(error, (), findings, _NEWER if _grows(shape) else "")
    places = findings.places_of_errors()
    if needed is None or any(not place or place[0] in needed for place in places):
        findings.fail()
    from planner.files.toml.stand_ins import with_stand_ins  # noqa: PLC0415 (only after a mistake)

    try:
        rest = {**with_stand_ins(data, shape, places), "format": number}
        return _make_converter(detailed=False).structure(rest, shape)
    except (MisfitError, ForbiddenExtraKeysError, IterableValidationError, KeyError):
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
    for path, since, is_name in new_names(data, shape, number):
        what = "is new" if is_name else "is a table, which is new"
        message = f"{_subject(path)} {what} in format {since}"
        expected = f'the line "format = {since}" at the top'
        findings.error(path, message, expected, at="name")
        return


def _table_hook(shape: Any, converter: BaseConverter) -> Hook:
    hook = make_dict_structure_fn(
        shape,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_use_linecache=False,
        _cattrs_detailed_validation=converter.detailed_validation,
    )
    return _only(dict, "a table", hook)


def _tables_hook(shape: Any, converter: BaseConverter) -> Hook:
    """For tables by id: cattrs' own hook, but for the names, which are judged too."""
    kind, inner_shape = shape.__args__

    def hook(value: dict[str, Any], _: Any) -> dict[str, Any]:
        result: dict[str, Any] = {}
        errors: list[Exception] = []
        if not value:
            return result
        # Asked for late: many files have no such tables, and making their hook is felt at a start.
        inner = converter.get_structure_hook(inner_shape)
        for name, table in value.items():
            try:
                result[judged_name(name, kind)] = inner(table, inner_shape)
            except (MisfitError, ClassValidationError, IterableValidationError) as error:
                error.add_note(IterableValidationNote("", name, inner_shape))
                errors.append(error)
        if errors:
            raise IterableValidationError("", errors, dict)
        return result

    return _only(dict, "a table", hook)


def _list_hook(shape: Any, converter: BaseConverter) -> Hook:
    return _only(
        list, 'a list such as ["..."]', homogenous_tuple_structure_factory(shape, converter)
    )


def _only(kind: type, expected: str, hook: Callable[..., Any]) -> Hook:
    def checked(value: Any, shape: Any) -> Any:
        if type(value) is not kind:
            raise MisfitError(is_words(value), expected)
        return hook(value, shape)

    return checked


@cache
def _make_converter(*, detailed: bool) -> BaseConverter:
    converter = BaseConverter(detailed_validation=detailed)
    for kind, hook in SINGLE_VALUES.items():
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook(ConditionPart, condition_part)
    converter.register_structure_hook(PointsGiven, points_given)
    # A list that may be left out, which says something else than an empty one.
    converter.register_structure_hook(tuple[Identifier, ...] | None, options_listed)
    converter.register_structure_hook_factory(attrs.has, _table_hook)
    converter.register_structure_hook_factory(_is_tables, _tables_hook)
    converter.register_structure_hook_factory(_is_list, _list_hook)
    return converter


def _is_tables(shape: Any) -> bool:
    return getattr(shape, "__origin__", None) is dict


def _is_list(shape: Any) -> bool:
    return getattr(shape, "__origin__", None) is tuple


def _collect(error: BaseException, path: Path, findings: Findings, newer: str) -> None:
    """Turns a tree of cattrs errors into findings; ``newer`` is the hint for unknown names."""
    from planner.files.toml.stand_ins import with_example  # noqa: PLC0415 (only after a mistake)

    if findings.full:
        return
    if isinstance(error, ClassValidationError | IterableValidationError):
        for inner in error.exceptions:
            inner_path = (*path, *_step(inner))
            if isinstance(inner, KeyError):
                _note_missing(error.cl, inner_path, findings)
            else:
                _collect(inner, inner_path, findings, newer)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        for name in sorted(error.extra_fields):
            where = f"[{'.'.join(map(str, path))}]" if path else "the file"
            message = f'{visible(where)} has no place for "{visible(name)}"'
            place = (*path, name)
            findings.error(place, message, hint=newer, at="name", wanted=name, known=known)
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


def _step(error: BaseException) -> Path:
    for note in getattr(error, "__notes__", ()):
        if type(note) is AttributeValidationNote:
            return (note.name,)
        if type(note) is IterableValidationNote:
            return (note.index,)
    return ()


def _subject(path: Path) -> str:
    if path and isinstance(path[-1], int):
        names = [part for part in path if isinstance(part, str)]
        return f'element {path[-1] + 1} of "{visible(names[-1])}"'
    return path_words(path)
