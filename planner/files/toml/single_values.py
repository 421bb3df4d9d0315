"""Single values as the reader takes them: what fits, and what is said of what does not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from sys import intern
from typing import TYPE_CHECKING, Any, Literal

from planner.files.toml.sight import unfit_sight
from planner.files.toml.values import (
    CommentId,
    Count,
    Date,
    Digest,
    Fingerprint,
    FormatNumber,
    Identifier,
    Label,
    Moment,
    Name,
    Number,
    OptionalCommentId,
    OptionalIdentifier,
    Positive,
    Prose,
    Title,
    Whole,
)
from planner.model.case import IssueKind, Origin
from planner.model.reading import Reading
from planner.model.statements import Attribution, Strength
from planner.visible import code_point, visible

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "IDENTIFIER",
    "MAX_DIGITS",
    "MAX_ID",
    "MAX_NAME",
    "SINGLE_VALUES",
    "Hook",
    "MisfitError",
    "MisfitsError",
    "cut_title",
    "identifier",
    "is_words",
    "judged_name",
    "number",
    "truth",
    "unfit_label",
    "unfit_name",
    "whole",
]

IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_COMMENT_ID = r"[0-9a-f]{8}"  # compiled on use: few files have comments

MAX_ID = 64
MAX_NAME = 200
"""How many characters a name or title may have."""

_SHORT_WORDS = f"at most {MAX_NAME} characters; a summary or a note takes the rest"
_DIGEST = r"(?:sha256:[0-9a-f]{64})?"
_HEXADECIMAL = frozenset("0123456789abcdef")
MAX_DIGITS = 15
"""How many digits a number may have before its point."""

_PLACES = 12
_TOO_LARGE = 10**MAX_DIGITS
_LEAST: dict[Any, int] = {Count: 0, Count | None: 0, Positive: 1, Positive | None: 1}
# In a text of one line: line breaks, and what cannot be seen (zero width, tags). The joiners and
# direction marks that scripts need stay.
_UNFIT_IN_LABEL = (
    "[\r\n\u00ad\u180e\u200b\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_COMMENT_ID_WORDS = "8 random digits from 0 to 9 and a to f, such as 7f3a91c2"
_ID_WORDS = "letters, digits, - and _ (at most 64, the first a letter or digit)"

Hook = Callable[[Any, Any], Any]


class MisfitError(ValueError):
    """A value that does not fit; ``found`` continues a sentence that begins with its name.

    ``newer`` says that a newer planner may know the name.
    """

    def __init__(  # noqa: PLR0913 (the parts of one sentence)
        self,
        found: str,
        expected: str = "",
        *,
        at: Literal["name", "value"] = "value",
        wanted: str = "",
        known: Collection[str] = (),
        newer: bool = False,
    ) -> None:
        super().__init__(found)
        self.found = found
        self.expected = expected
        self.at = at
        self.wanted = wanted
        self.known = known
        self.newer = newer


class MisfitsError(ValueError):
    """What does not fit in a table or a list, each with its name or place there."""

    def __init__(self, errors: Sequence[tuple[str | int, Exception]]) -> None:
        super().__init__(errors)
        self.errors = errors


def is_words(value: object) -> str:
    """A value described, as the end of a sentence."""
    if isinstance(value, str):
        return f'is the text "{visible(value)}"'
    if isinstance(value, bool):
        return f"is {str(value).lower()} without quotes"
    if isinstance(value, dict):
        return "is a table"
    if isinstance(value, list):
        return "is a list"
    if isinstance(value, dt.date | dt.time):
        return f"is the date or time {value}"
    # Decimals write what is no number in their own way.
    words = str(value).replace("Infinity", "inf").replace("NaN", "nan")
    return f"is the number {visible(words)}"


def _text(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise MisfitError(is_words(value), "text in quotes")
    return value


def _label(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise MisfitError(is_words(value), "text in quotes")
    reason = unfit_label(value)
    if reason:
        raise MisfitError(reason, "text of one line")
    return value


def unfit_label(text: str) -> str:
    """Why a text cannot stand in one line (as ``holds ...``); empty where it can."""
    if text.isascii():
        return "holds a line break" if "\n" in text or "\r" in text else ""
    found = None if text.isprintable() else re.search(_UNFIT_IN_LABEL, text)
    if found is None:
        return unfit_sight(text)
    if found[0] in "\r\n\u2028\u2029":
        return "holds a line break"
    return f"holds an invisible character ({code_point(found[0])})"


def unfit_name(text: str) -> str:
    """Why a text is no name, as ``is ...`` or ``holds ...``; empty where it is one."""
    if not text.strip():
        return "is empty"
    if len(text) > MAX_NAME:
        return f"is too long for a name ({len(text)} characters)"
    return unfit_label(text)


def cut_title(text: str, ending: str = "") -> str:
    """The title with that ending; one that came out too long for a file is cut before it."""
    if len(text) + len(ending) <= MAX_NAME:
        return text + ending
    return f"{text[: MAX_NAME - len(ending) - 1].rstrip()}…{ending}"


def _name(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise MisfitError(is_words(value), "text in quotes")
    if reason := unfit_name(value):
        expected = "some words" if not value.strip() else "text of one line"
        raise MisfitError(reason, _SHORT_WORDS if len(value) > MAX_NAME else expected)
    return value


def _title(value: Any, kind: Any) -> str:
    return value if value == "" else _name(value, kind)


def identifier(value: Any, kind: Any) -> str:
    """An id, which is empty only where ``kind`` lets it."""
    if type(value) is str and IDENTIFIER.fullmatch(value):
        return intern(value)  # a case names its issues and options thousands of times
    if type(value) is str and value == "" and kind is OptionalIdentifier:
        return value
    if type(value) is not str:
        raise MisfitError(is_words(value), "an id in quotes")
    raise MisfitError(_no_id(value), _ID_WORDS)


def _no_id(value: str) -> str:
    if not value:
        return "is empty"
    if len(value) > MAX_ID:
        return f"is too long for an id ({len(value)} characters)"
    return f'is "{visible(value)}", which is no id'


def judged_name(name: str, kind: Any = Identifier) -> str:
    """An id of that kind that stands as the name of a table or key."""
    if kind is CommentId:
        if not re.fullmatch(_COMMENT_ID, name):
            raise MisfitError(_no_comment_id(name), _COMMENT_ID_WORDS, at="name")
    elif not IDENTIFIER.fullmatch(name):
        raise MisfitError(_no_id(name), _ID_WORDS, at="name")
    return name


def _comment_id(value: Any, _: Any) -> str:
    """The id of a comment, or an empty text."""
    if type(value) is not str:
        raise MisfitError(is_words(value), "the id of a comment in quotes")
    if value and not re.fullmatch(_COMMENT_ID, value):
        raise MisfitError(_no_comment_id(value), _COMMENT_ID_WORDS)
    return value


def _no_comment_id(value: str) -> str:
    return f'is "{visible(value)}", which is no id of a comment'


def _moment(value: Any, _: Any) -> dt.datetime:
    if type(value) is dt.datetime and value.tzinfo is not None:
        return value
    expected = "a date and time with its time zone, without quotes, such as 2025-11-27T10:15:00Z"
    raise MisfitError(is_words(value), expected)


def _digest(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise MisfitError(is_words(value), "text in quotes")
    if not re.fullmatch(_DIGEST, value):
        raise MisfitError("is no digest", '"sha256:" and 64 hexadecimal digits')
    return value


def _date(value: Any, _: Any) -> dt.date:
    if type(value) is dt.date:
        return value
    raise MisfitError(is_words(value), "a date without quotes, such as 2025-08-19")


def _date_text(value: Any, kind: Any) -> str:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return _label(value, kind)


def truth(value: Any, _: Any) -> bool:
    """True or false."""
    if type(value) is not bool:
        raise MisfitError(is_words(value), "true or false")
    return value


def _fingerprint(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise MisfitError(is_words(value), "text in quotes")
    if len(value) not in (0, 64) or not _HEXADECIMAL.issuperset(value):
        raise MisfitError("is no SHA-256", "64 hexadecimal digits, in small letters")
    return value


def whole(value: Any, kind: Any) -> int:
    """A whole number; from 0 or from 1 where ``kind`` says so."""
    least = _LEAST.get(kind)
    from_least = "" if least is None else f", {least} or more"
    if type(value) is not int or (least is not None and value < least):
        raise MisfitError(is_words(value), f"a whole number{from_least}")
    if abs(value) >= _TOO_LARGE:
        found = f"has {len(str(abs(value)))} digits"
        expected = f"a whole number of at most {MAX_DIGITS} digits; a larger unit makes it shorter"
        raise MisfitError(found, expected)
    return value


def number(value: Any, _: Any) -> Decimal:
    """An exact decimal of a length that people write."""
    from decimal import Decimal  # noqa: PLC0415 (few files have points)

    exact = Decimal(value) if type(value) is int else value
    if type(exact) is not Decimal:
        raise MisfitError(is_words(value), "a number such as 14 or 55.5")
    expected = f"a number of at most {MAX_DIGITS} digits before the point and {_PLACES} behind it"
    if not exact.is_finite():
        raise MisfitError("is no finite number", expected)
    places = exact.as_tuple().exponent
    if (
        abs(exact) >= _TOO_LARGE
        or not isinstance(places, int)
        or not -_PLACES <= places <= MAX_DIGITS
    ):
        raise MisfitError(f"is {visible(str(exact))}, which is too long", expected)
    return exact


def _format_number(value: Any, _: Any) -> int:
    return int(value)  # judged before everything else


def _choice_of(kind: type[StrEnum]) -> Hook:
    members = {member.value: member for member in kind}

    def hook(value: Any, _: Any) -> StrEnum:
        member = members.get(value) if type(value) is str else None
        if member is None:
            wanted = value if type(value) is str else ""
            raise MisfitError(is_words(value), wanted=wanted, known=members)
        return member

    return hook


SINGLE_VALUES: dict[Any, Hook] = {
    bool: truth,
    FormatNumber: _format_number,
    Prose: _text,
    Label: _label,
    Name: _name,
    Title: _title,
    Identifier: identifier,
    OptionalIdentifier: identifier,
    Digest: _digest,
    Fingerprint: _fingerprint,
    Date: _date_text,
    Moment: _moment,
    OptionalCommentId: _comment_id,
    Count: whole,
    Positive: whole,
    Whole | None: whole,
    Count | None: whole,
    Positive | None: whole,
    Number | None: number,
    dt.date | None: _date,
    Reading | None: _choice_of(Reading),
    Strength | None: _choice_of(Strength),
    Attribution: _choice_of(Attribution),
    IssueKind: _choice_of(IssueKind),
    Origin: _choice_of(Origin),
    Reading: _choice_of(Reading),
    Strength: _choice_of(Strength),
}
"""What makes each kind of value, or raises :class:`MisfitError`."""
