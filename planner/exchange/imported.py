"""What came of another tool's files: a case, and what could not be carried over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from planner.by_fields import Printed
from planner.errors import FileProblemError, Problem
from planner.files.toml.characters import unfit_character
from planner.files.toml.single_values import MAX_DIGITS, unfit_label
from planner.model.case import Case, Issue, Option
from planner.visible import visible

__all__ = [
    "Imported",
    "exact",
    "id_of",
    "ids_of",
    "one_line",
    "options_named",
    "refuse_large",
    "refused",
    "same_issues",
    "unfit_text",
]

_NO_ID = re.compile(r"[^A-Za-z0-9_-]+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_MOST_DIGITS = 40
_LONGEST_NUMBER = 100
_LONGEST = 56


@frozen(eq=False, repr=False)
class Imported(Printed):
    """The case, and in words what the files held that a case has no place for."""

    case: Case
    left_out: tuple[str, ...] = ()


def id_of(title: str, taken: Container[str], kind: str) -> str:
    """An id that is like the title and not taken; ``kind`` stands where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    stem = _NO_ID.sub("-", plain).strip("-_").lower()[:_LONGEST] or kind
    made, number = stem, 1
    while made in taken:
        number += 1
        made = f"{stem}-{number}"
    return made


def ids_of(titles: Iterable[str], kind: str) -> dict[str, str]:
    """An id for each title, in their order; equal titles share one."""
    made: dict[str, str] = {}
    for title in titles:
        if title not in made:
            made[title] = id_of(title, {*made.values()}, kind)
    return made


def options_named(titles: Iterable[str]) -> tuple[Option, ...]:
    """An option for each title."""
    return tuple(Option(made, one_line(title)) for title, made in ids_of(titles, "option").items())


def one_line(text: str) -> str:
    """The text as a title: white space of any kind is one blank; never empty."""
    return " ".join(text.split()) or "(no name)"


def unfit_text(text: str) -> str:
    """Why a case cannot hold the text as a title (as ``holds ...``); empty where one can."""
    return unfit_character(text) or unfit_label(one_line(text))


def refused(
    file: str, message: str, expected: str = "", line: int | None = None, column: int | None = None
) -> FileProblemError:
    """That a foreign file cannot be used, with the place as far as there is one."""
    problem = Problem(file, line, column, visible(message, 300), expected)
    return FileProblemError((problem,))


def exact(file: str, value: object, what: str) -> Fraction:
    """The number as it is written, also in quotes, exactly."""
    written = str(value).strip()
    if len(written) <= _LONGEST_NUMBER and type(value) is not bool and _NUMBER.fullmatch(written):
        number = Decimal(written)
        if number == 0 or abs(number.adjusted()) <= _MOST_DIGITS:
            return Fraction(number)
    raise refused(file, f"{what} is {written[:60]}", f"a number of at most {_MOST_DIGITS} digits")


def refuse_large(file: str, name: str, *bounds: Fraction | int) -> None:
    """Raises where an issue goes from or to a number that no case can hold."""
    for bound in bounds:
        if abs(bound) >= 10**MAX_DIGITS:
            found = f'the issue "{name}" has a bound of {len(str(abs(int(bound))))} digits'
            raise refused(file, found, f"at most {MAX_DIGITS}; a larger unit makes it shorter")


def same_issues(one: Iterable[Issue], other: Iterable[Issue]) -> bool:
    """Whether both ask the same with the same answers, in whatever order."""
    return _asked(one) == _asked(other)


def _asked(issues: Iterable[Issue]) -> set[tuple[str, frozenset[str], int | None, int | None]]:
    return {
        (issue.title, frozenset(o.title for o in issue.options), issue.minimum, issue.maximum)
        for issue in issues
    }
