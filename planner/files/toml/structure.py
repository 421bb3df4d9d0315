"""From plain data to the table classes, strictly: nothing is guessed, converted or dropped.

One cattrs converter does it. Its errors carry the way to the value; here they become findings with
a place and words for people.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from copy import deepcopy
from enum import StrEnum
from functools import cache
from itertools import takewhile
from sys import intern
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import attrs
from cattrs import BaseConverter, ClassValidationError, ForbiddenExtraKeysError
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.errors import (
    AttributeValidationNote,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from planner.files.toml.findings import Findings
from planner.files.toml.values import (
    Date,
    Digest,
    FormatNumber,
    Identifier,
    Label,
    Name,
    OptionalIdentifier,
    Prose,
)
from planner.model.case import Origin
from planner.model.reading import Reading
from planner.model.statements import Attribution, Strength
from planner.visible import code_point, path_words, visible

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["IDENTIFIER", "structure", "unfit_label"]

IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

_MAX_ID = 64
_DIGEST = r"(?:sha256:[0-9a-f]{64})?"
# In a text of one line: line breaks, and what cannot be seen (zero width, tags). The joiners and
# direction marks that scripts need stay.
_UNFIT_IN_LABEL = (
    "[\r\n\u00ad\u180e\u200b\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_NEWER = "a newer planner may have written this file"
_ID_WORDS = "letters, digits, - and _ (at most 64, the first a letter or digit)"

_Table = TypeVar("_Table")
_Hook = Callable[[Any, Any], Any]


class _MisfitError(ValueError):
    """A value that does not fit; ``found`` continues a sentence that begins with its name."""

    def __init__(
        self,
        found: str,
        expected: str = "",
        *,
        at: Literal["name", "value"] = "value",
        wanted: str = "",
        known: Collection[str] = (),
    ) -> None:
        super().__init__(found)
        self.found = found
        self.expected = expected
        self.at = at
        self.wanted = wanted
        self.known = known


def structure(
    data: dict[str, Any],
    shape: type[_Table],
    findings: Findings,
    *,
    needed: Collection[str] | None = None,
) -> _Table:
    """The data as an instance of ``shape``.

    Raises :class:`~planner.errors.FileProblemError` with everything in which it does not fit. The
    format number is judged alone and first: another format may have any shape.

    Where the tables that are ``needed`` fit, what does not is left out of what is given and stands
    in ``findings`` only, so that the caller can look for more: raising is the caller's then.
    """
    _check_format(data, shape, findings)
    with suppress(_MisfitError, ForbiddenExtraKeysError, IterableValidationError, KeyError):
        return _make_converter(detailed=False).structure(data, shape)
    # The code that cattrs makes for detailed errors takes twice as long to make, so it is made only
    # for files that have any.
    try:
        return _make_converter(detailed=True).structure(data, shape)
    except (ClassValidationError, IterableValidationError, _MisfitError) as error:
        _collect(error, (), findings, _NEWER if _grows(shape) else "")
    places = findings.places_of_errors()
    if needed is None or any(not place or place[0] in needed for place in places):
        findings.fail()
    try:
        return _make_converter(detailed=False).structure(_without(data, places), shape)
    except (_MisfitError, ForbiddenExtraKeysError, IterableValidationError, KeyError):
        findings.fail()


def _without(data: dict[str, Any], places: Iterable[Path]) -> dict[str, Any]:
    """A copy without what stands at these places; a list with a mistake goes as a whole."""
    rest = deepcopy(data)
    for place in places:
        *way, last = map(str, takewhile(lambda step: isinstance(step, str), place))
        table = rest
        for name in way:
            table = table.get(name, {})
        table.pop(last, None)
    return rest


def _grows(shape: type) -> bool:
    """Whether planners write such files, and may come to write them in another format."""
    return "formats" in attrs.fields_dict(shape)["format"].metadata


def _check_format(data: dict[str, Any], shape: type, findings: Findings) -> None:
    number = data.get("format")
    formats = attrs.fields_dict(shape)["format"].metadata.get("formats", (1,))
    expected = " or ".join(map(str, formats))
    if "format" not in data:
        findings.error((), 'there is no "format"', 'the line "format = 1" at the top')
    elif type(number) is not int:
        findings.error(("format",), f'"format" {_is(number)}', expected)
    elif number not in formats:
        hint = _NEWER if number > formats[-1] else ""
        findings.error(("format",), f"the file has format {number}", expected, hint)
    else:
        _check_age(data, shape, number, findings)
    findings.raise_errors()


def _check_age(data: dict[str, Any], shape: type, number: int, findings: Findings) -> None:
    """Notes whole tables of a later format, which planners that know only this one would refuse."""
    for field in attrs.fields(shape):
        since = field.metadata.get("since", 1)
        if since > number and field.name in data:
            message = f'"{field.name}" is new in format {since}'
            expected = f'the line "format = {since}" at the top'
            findings.error((field.name,), message, expected, at="name")


def _is(value: object) -> str:
    """What a value is, as the end of a sentence."""
    if isinstance(value, str):
        return f'is the text "{visible(value)}"'
    if isinstance(value, bool):
        return f"is {str(value).lower()} without quotes"
    if isinstance(value, int | float):
        return f"is the number {visible(str(value))}"
    if isinstance(value, dict):
        return "is a table"
    if isinstance(value, list):
        return "is a list"
    return f"is the date or time {value}"


def _text(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise _MisfitError(_is(value), "text in quotes")
    return value


def _label(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise _MisfitError(_is(value), "text in quotes")
    reason = unfit_label(value)
    if reason:
        raise _MisfitError(reason, "text of one line")
    return value


def unfit_label(text: str) -> str:
    """Why a text cannot stand in one line (as ``holds ...``); empty where it can."""
    found = None if text.isprintable() else re.search(_UNFIT_IN_LABEL, text)
    if found is None:
        return ""
    if found[0] in "\r\n\u2028\u2029":
        return "holds a line break"
    return f"holds an invisible character ({code_point(found[0])})"


def _name(value: Any, kind: Any) -> str:
    label = _label(value, kind)
    if not label.strip():
        raise _MisfitError("is empty", "some words")
    return label


def _identifier(value: Any, kind: Any) -> str:
    if type(value) is str and IDENTIFIER.fullmatch(value):
        return intern(value)  # a case names its issues and options thousands of times
    if type(value) is str and value == "" and kind is OptionalIdentifier:
        return value
    if type(value) is not str:
        raise _MisfitError(_is(value), "an id in quotes")
    raise _MisfitError(_no_id(value), _ID_WORDS)


def _no_id(value: str) -> str:
    if not value:
        return "is empty"
    if len(value) > _MAX_ID:
        return f"is too long for an id ({len(value)} characters)"
    return f'is "{visible(value)}", which is no id'


def _identifier_as_name(name: str) -> str:
    if not IDENTIFIER.fullmatch(name):
        raise _MisfitError(_no_id(name), _ID_WORDS, at="name")
    return name


def _digest(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise _MisfitError(_is(value), "text in quotes")
    if not re.fullmatch(_DIGEST, value):
        raise _MisfitError("is no digest", '"sha256:" and 64 hexadecimal digits')
    return value


def _date(value: Any, _: Any) -> dt.date:
    if type(value) is dt.date:
        return value
    raise _MisfitError(_is(value), "a date without quotes, such as 2025-08-19")


def _date_text(value: Any, kind: Any) -> str:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return _label(value, kind)


def _truth(value: Any, _: Any) -> bool:
    if type(value) is not bool:
        raise _MisfitError(_is(value), "true or false")
    return value


def _format_number(value: Any, _: Any) -> int:
    return int(value)  # judged before everything else


def _choice_of(kind: type[StrEnum]) -> _Hook:
    members = {member.value: member for member in kind}

    def hook(value: Any, _: Any) -> StrEnum:
        member = members.get(value) if type(value) is str else None
        if member is None:
            wanted = value if type(value) is str else ""
            raise _MisfitError(_is(value), wanted=wanted, known=members)
        return member

    return hook


def _table_hook(shape: Any, converter: BaseConverter) -> _Hook:
    hook = make_dict_structure_fn(
        shape,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_use_linecache=False,
        _cattrs_detailed_validation=converter.detailed_validation,
    )
    return _only(dict, "a table", hook)


def _tables_hook(shape: Any, converter: BaseConverter) -> _Hook:
    """For tables by id: cattrs' own hook, but for the names, which are judged too."""
    inner_shape = shape.__args__[1]
    inner = converter.get_structure_hook(inner_shape)

    def hook(value: dict[str, Any], _: Any) -> dict[str, Any]:
        result: dict[str, Any] = {}
        errors: list[Exception] = []
        for name, table in value.items():
            try:
                result[_identifier_as_name(name)] = inner(table, inner_shape)
            except (_MisfitError, ClassValidationError, IterableValidationError) as error:
                error.add_note(IterableValidationNote("", name, inner_shape))
                errors.append(error)
        if errors:
            raise IterableValidationError("", errors, dict)
        return result

    return _only(dict, "a table", hook)


def _list_hook(shape: Any, converter: BaseConverter) -> _Hook:
    return _only(
        list, 'a list such as ["..."]', homogenous_tuple_structure_factory(shape, converter)
    )


def _only(kind: type, expected: str, hook: Callable[..., Any]) -> _Hook:
    def checked(value: Any, shape: Any) -> Any:
        if type(value) is not kind:
            raise _MisfitError(_is(value), expected)
        return hook(value, shape)

    return checked


@cache
def _make_converter(*, detailed: bool) -> BaseConverter:
    converter = BaseConverter(detailed_validation=detailed)
    for kind, hook in (
        (bool, _truth),
        (FormatNumber, _format_number),
        (Prose, _text),
        (Label, _label),
        (Name, _name),
        (Identifier, _identifier),
        (OptionalIdentifier, _identifier),
        (Digest, _digest),
        (Date, _date_text),
    ):
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook(dt.date | None, _date)
    converter.register_structure_hook(Reading | None, _choice_of(Reading))
    converter.register_structure_hook(Strength | None, _choice_of(Strength))
    # By class: cattrs would otherwise take them for the texts that they are.
    for choice in (Attribution, Origin, Reading, Strength):
        converter.register_structure_hook(choice, _choice_of(choice))
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
    elif isinstance(error, _MisfitError):
        message = f"{_subject(path)} {error.found}"
        findings.error(
            path,
            message,
            error.expected,
            at=error.at,
            wanted=error.wanted,
            known=error.known,
        )
    else:  # pragma: no cover (a defect of ours must not pass for one of the file's)
        raise error


def _note_missing(shape: type, path: Path, findings: Findings) -> None:
    table, missing = path[:-1], str(path[-1])
    where = f"[{'.'.join(map(str, table))}]" if table else "the file"
    description = getattr(attrs.fields(shape), missing).metadata["description"]
    expected = description[0].lower() + description[1:]
    findings.error(table, f'{visible(where)} has no "{missing}"', expected)


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
