"""Rules as one types them into a form, without any brackets, and back.

A combination is a line: ``water: all_north; fishing: free`` asks for both. Of one issue one may ask
``half, by_need`` (any of them), ``all a, b``, ``not a, b``, ``from 100``, ``below 200``,
``applies`` and ``does not apply``, several joined by ``and``. An issue without more is only spoken
of. Points are typed as ``venue: stadium 14, park 8`` and ``army: from 600000 10, from 800000 25``.
An option that is called as one of these words has a comma that says so: ``applies,`` behind it,
``, from 14`` before its points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from planner.editing.typed_numbers import COMMAS, typed_decimal, typed_whole

__all__ = [
    "RULE_HELP",
    "RuleTextError",
    "condition_text",
    "number_data",
    "points_data",
    "points_text",
    "rule_data",
    "rule_text",
]

RULE_HELP = "ISSUE: OPTION, OPTION; ISSUE: not OPTION; NUMBER: from 10 and below 20"
_AND = re.compile(r"\s+and\s+")
_BOUND = re.compile(r"(from|below)\s+(\S+)")
_STEP = re.compile(r"from\s+(\S+)\s+(\S+)")
_BETWEEN_STEPS = re.compile(r",[\s,]*(?=from\s|$)")
_BETWEEN_POINTS = re.compile(r"(?<![0-9]),|,(?![0-9][0-9.]*\s*(?:,|$))")
"""A comma in the number that ends a part separates none: ``park 1,500`` is one, ``10 5,20 3`` two.
"""


class RuleTextError(ValueError):
    """What was typed is no rule; the message says what would be one."""


def rule_text(terms: tuple[Mapping[str, Any], ...]) -> str:
    """The combinations as lines; in each the conditions as a file has them."""
    return "\n".join(map(condition_text, terms))


def condition_text(conditions: Mapping[str, Any]) -> str:
    """The conditions of one combination on a line."""
    asked = (f"{issue}: {_part_text(part)}".strip() for issue, part in conditions.items())
    return "; ".join(asked)


def rule_data(text: str) -> list[dict[str, Any]]:
    """The combinations that were typed, as a file has them. Raises :class:`RuleTextError`."""
    lines = [line.strip() for line in text.split("\n")]
    return [_condition(line) for line in lines if line]


def points_text(points: Mapping[str, Any]) -> str:
    """What each issue gives, an issue a line."""
    return "\n".join(f"{issue}: {_given_text(given)}" for issue, given in points.items())


def points_data(text: str) -> dict[str, Any]:
    """What was typed of points, as a file has it. Raises :class:`RuleTextError`."""
    found: dict[str, Any] = {}
    for line in filter(None, map(str.strip, text.split("\n"))):
        issue, given = _named(line, "venue: stadium 14, park 8")
        if not given or given.startswith("from "):
            found[issue] = [_step(part) for part in _parts(_BETWEEN_STEPS, given)]
        else:
            found[issue] = dict(map(_of_option, _parts(_BETWEEN_POINTS, given)))
    return found


def _parts(between: re.Pattern[str], given: str) -> list[str]:
    return [part for each in between.split(given) if (part := each.strip())]


def _condition(line: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for asked in filter(None, map(str.strip, line.split(";"))):
        issue, words = _named(asked, RULE_HELP)
        if issue in found:
            raise RuleTextError(f'"{issue}" stands twice in one line; join what is asked by "and"')
        found[issue] = _part(words)
    return found


def _named(text: str, example: str) -> tuple[str, str]:
    issue, colon, words = text.partition(":")
    if not colon:
        raise RuleTextError(f'"{text}" has no ":" behind an issue; expected {example}')
    return issue.strip(), words.strip()


def _part(words: str) -> Any:
    if not words:
        return []
    part: dict[str, Any] = {}
    for piece in _AND.split(words):
        name, value = _piece(piece.strip())
        if name in part:
            raise RuleTextError(f'"{piece}" is asked a second time; expected {RULE_HELP}')
        part[name] = value
    return part["any"] if part.keys() == {"any"} else part


def _piece(piece: str) -> tuple[str, Any]:
    if piece in ("applies", "does not apply"):
        return "applies", piece == "applies"
    if bound := _BOUND.fullmatch(piece):
        return bound[1], _whole(bound[2])
    for word, name in (("not ", "none"), ("all ", "all")):
        if piece.startswith(word):
            return name, _names(piece.removeprefix(word))
    return "any", _names(piece)


def _names(text: str) -> list[str]:
    return [name for part in text.split(",") if (name := part.strip())]


def number_data(text: str, *, whole: bool) -> Any:
    """The number as a file has it; what is none stays text, and is refused as in a file.

    Raises :class:`RuleTextError` for a comma that separates no thousands.
    """
    value = typed_whole(text) if whole else typed_decimal(text)
    if value is None and "," in text:
        kind, example = ("whole number", "1,500") if whole else ("number", "55.5 or 1,500")
        raise RuleTextError(f'"{text}" is no {kind}; expected one such as {example}: {COMMAS}')
    return text if value is None else value


def _whole(text: str) -> Any:
    return number_data(text, whole=True)


def _number(text: str) -> Any:
    return number_data(text, whole=False)


def _of_option(text: str) -> tuple[str, Any]:
    option, _, points = text.rpartition(" ")
    if not option:
        raise RuleTextError(f'"{text}" has no points; expected {text} 14')
    return option.strip(), _number(points)


def _step(text: str) -> dict[str, Any]:
    step = _STEP.fullmatch(text)
    if step is None:
        raise RuleTextError(f'"{text}" is no step; expected from 600000 10')
    return {"from": _whole(step[1]), "points": _number(step[2])}


def _part_text(part: Any) -> str:
    if isinstance(part, Mapping):
        return " and ".join(_piece_text(name, value) for name, value in part.items())
    return _listed(part)


def _piece_text(name: str, value: Any) -> str:
    if name == "applies":
        return "applies" if value else "does not apply"
    if name in ("from", "below"):
        return f"{name} {value}"
    word = {"none": "not ", "all": "all "}.get(name, "")
    return word + _listed(value)


def _listed(names: Any) -> str:
    """The options; a last one that would be read as a word of rules has a comma behind it."""
    text = ", ".join(names)
    return f"{text}," if names and names[-1] in ("applies", "and") else text


def _given_text(given: Any) -> str:
    if isinstance(given, Mapping):
        text = ", ".join(f"{option} {points:f}" for option, points in given.items())
        return f", {text}" if text.startswith("from ") else text
    return ", ".join(f"from {step['from']} {step['points']:f}" for step in given)
