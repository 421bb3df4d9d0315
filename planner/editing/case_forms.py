"""Forms of a case: each thing as fields of text, and what was typed back as a thing.

Pure, and without any screen. What is wrong with a field is said in the words of the mistakes of a
case's file, so that a form refuses what the file would, and nothing else.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

import attrs
from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.editing.case_edits import CaseTable, Item, Ref, found, renamed_member
from planner.editing.rule_texts import (
    RULE_HELP,
    RuleTextError,
    condition_text,
    number_data,
    points_data,
    points_text,
    rule_data,
    rule_text,
)
from planner.errors import Problem
from planner.files.cases.judging import data_of, judged
from planner.files.cases.tables import (
    CaseTable as DetailsTable,
)
from planner.files.cases.tables import (
    CoherenceTable,
    IssueTable,
    OptionTable,
    PartyTable,
    RedLineTable,
    SourceTable,
    StatementTable,
)
from planner.files.toml.values import Condition, Date, Label, Name, Number, Prose
from planner.model.case import Case
from planner.model.statements import Strength

__all__ = ["DETAILS", "Field", "Filled", "fields_of", "fill", "new_id"]

DETAILS = Ref(CaseTable.PARTIES, "")
"""Stands for the case itself: its title, its summary, its date and its reading."""

_SHAPES: Mapping[CaseTable, type] = {
    CaseTable.PARTIES: PartyTable,
    CaseTable.SOURCES: SourceTable,
    CaseTable.ISSUES: IssueTable,
    CaseTable.OPTIONS: OptionTable,
    CaseTable.STATEMENTS: StatementTable,
    CaseTable.RED_LINES: RedLineTable,
    CaseTable.COHERENCE: CoherenceTable,
}
_NO_FIELDS = {"options", "id"}
"""What stands in a table and is no field of its form: things of their own, and the id above it."""
_OPTIONS_HELP = "The titles of its options, a line each; none of a number"
_OF_MANY_LINES = {"crossed_when", "contested_when", "applies_when", "impossible_when", "points"}
_WORDS = (Prose, Name, Label, Date)
"""The kinds of texts that stay as they are typed, with their blanks."""
_LONG: tuple[Any, ...] = (Prose, tuple[Name, ...])
"""The kinds of values that have several lines: texts, and names of which each has its own."""
_NAMED = {
    "party": CaseTable.PARTIES,
    "source": CaseTable.SOURCES,
    "evidence": CaseTable.STATEMENTS,
    "repeats": CaseTable.STATEMENTS,
}


@frozen(eq=False, repr=False)
class Field(Compared):
    """A field of a form: its name in the file, what it is for, and what it holds.

    ``known`` are the words that it takes, or the ids that it names; ``long`` says that it has
    several lines.
    """

    name: str
    help: str
    text: str
    known: tuple[str, ...] = ()
    long: bool = False

    @property
    def label(self) -> str:
        """The name as one reads it."""
        words = self.name.replace("_", " ")
        return words[:1].upper() + words[1:]


@frozen(eq=False, repr=False)
class Filled(Compared):
    """What a form comes to: the case with it, the thing, and what is wrong by field.

    ``case`` and ``item`` are ``None`` where anything is; ``item`` is ``None`` of the case itself.
    """

    case: Case | None
    item: Item | None
    wrong: Mapping[str, str]


def fields_of(case: Case, ref: Ref) -> tuple[Field, ...]:
    """The fields of the thing of that name; empty ones where the case has none of it yet."""
    shape: Any = DetailsTable if ref is DETAILS else _SHAPES[ref.table]
    held = _table(data_of(_alone(case, ref)), ref) or {}
    fields = [
        Field(
            field.name,
            _help(field),
            _text(field.type, field.name, held.get(field.name)),
            _known(case, ref, field),
            field.type in _LONG or field.name in _OF_MANY_LINES,
        )
        for field in attrs.fields(shape)
        if field.name not in _NO_FIELDS
    ]
    if shape is IssueTable and not held:
        # An issue without any option is none: a new one begins with its options' titles.
        fields.insert(1, Field("options", _OPTIONS_HELP, "", long=True))
    return tuple(fields)


def _alone(case: Case, ref: Ref) -> Case:
    """The case with that thing and nothing else: to write a large one whole takes a while."""

    def kept(table: CaseTable) -> tuple[Any, ...]:
        own = CaseTable.ISSUES if ref.table is CaseTable.OPTIONS else ref.table
        items = getattr(case, table) if table is own else ()
        return tuple(item for item in items if item.id == (ref.issue or ref.id))

    return evolve(
        case,
        parties=kept(CaseTable.PARTIES),
        sources=kept(CaseTable.SOURCES),
        issues=kept(CaseTable.ISSUES),
        statements=kept(CaseTable.STATEMENTS),
        red_lines=kept(CaseTable.RED_LINES),
        coherence=kept(CaseTable.COHERENCE),
    )


def fill(case: Case, ref: Ref, texts: Mapping[str, str]) -> Filled:
    """The case with a thing of that name as it was typed, or what is wrong with the fields.

    What belongs to no field (a thing elsewhere that does not fit any more, say) is under ``""``.
    """
    shape: Any = DetailsTable if ref is DETAILS else _SHAPES[ref.table]
    wrong: dict[str, str] = {}
    table: dict[str, Any] = {}
    for field in attrs.fields(shape):
        text = texts.get(field.name, "")
        words = text if field.type in _WORDS else text.strip()
        if words or field.default is attrs.NOTHING:
            try:
                table[field.name] = _data(field.type, field.name, text)
            except RuleTextError as error:
                wrong[field.name] = str(error)
    data = data_of(case)
    kept = _table(data, ref) or {}
    if ref.table is CaseTable.PARTIES and (names := _new_name(kept, table)) is not None:
        data = data_of(renamed_member(case, ref.id, *names))
    table.update({name: kept[name] for name in _NO_FIELDS if name in kept})
    if not kept and texts.get("options", "").strip():
        table["options"] = _options(texts["options"])
    path = _put(data, ref, table)
    after, flaws = judged(data, case.id)
    for flaw in flaws:
        inside = flaw.path[: len(path)] == path and len(flaw.path) > len(path)
        name = str(flaw.path[len(path)]) if inside else ""
        field_name = name if name in texts else ""
        wrong.setdefault(field_name, _as_typed(field_name, flaw.problem))
    if wrong or after is None:
        return Filled(None, None, wrong)
    return Filled(after, None if ref is DETAILS else found(after, ref), {})


def _new_name(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str] | None:
    """The member of a party that has another name now, and that name; ``None`` for no such one.

    Its red lines follow. Where more than one name is another, nobody can say which was which.
    """
    old, new = before.get("members", []), after.get("members", [])
    changed = [names for names in zip(old, new, strict=False) if names[0] != names[1]]
    if len(old) != len(new) or len(changed) != 1:
        return None
    return None if changed[0][1] in old else changed[0]


def new_id(
    case: Case,
    table: CaseTable,
    words: str = "",
    issue: str = "",
    taken: Collection[str] = (),
) -> str:
    """An id that nothing in that table has: made of the words, or counted on from the last.

    Statements are counted on as the case counts them: after V44 comes V45. Red lines are counted
    too: their ids stand in each cell of the board. None of those ``taken`` elsewhere is given.
    """
    held = {*taken, *(item.id for item in _items(case, table, issue))}
    stem = "" if table is CaseTable.RED_LINES else _slug(words)
    if not stem:
        letter = {CaseTable.STATEMENTS: "S", CaseTable.RED_LINES: "L"}.get(table, table.noun[0])
        last = case.statements[-1].id if table is CaseTable.STATEMENTS and case.statements else ""
        counted = re.fullmatch(r"(.*?)([0-9]{1,9})", last)
        if counted is not None:
            width, first = len(counted[2]), int(counted[2]) + 1
            numbers = range(first, first + len(held) + 1)
            ids = (f"{counted[1]}{number:0{width}}" for number in numbers)
            return next(each for each in ids if each not in held)
        stem = letter
    elif stem not in held:
        return stem
    numbers = range(1, len(held) + 2)
    return next(f"{stem}{number}" for number in numbers if f"{stem}{number}" not in held)


def _slug(words: str) -> str:
    """The words in plain small letters and digits, as far as they can be written with these."""
    plain = unicodedata.normalize("NFKD", words.lower().replace("ß", "ss"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:40].strip("_")


def _as_typed(name: str, problem: Problem) -> str:
    """What is wrong, with an example of what is typed: without brackets, quotes and the name."""
    if name in _OF_MANY_LINES - {"points"} and "[{" in problem.expected:
        return evolve(problem, expected=RULE_HELP).explanation
    expected = problem.expected.replace(" without quotes", "")
    expected = re.sub(r"such as [a-z_0-9]+ = ", "such as ", expected)
    return evolve(problem, expected=expected).explanation


def _options(text: str) -> dict[str, Any]:
    """Options of these titles, a line each, with ids made of them."""
    options: dict[str, Any] = {}
    for title in filter(None, map(str.strip, text.split("\n"))):
        stem = _slug(title) or "o"
        name, number = stem, 1
        while name in options:
            number += 1
            name = f"{stem}{number}"
        options[name] = {"title": title}
    return options


def _items(case: Case, table: CaseTable, issue: str) -> tuple[Any, ...]:
    if table is CaseTable.OPTIONS:
        return case.issues_by_id[issue].options
    held: tuple[Any, ...] = getattr(case, table)
    return held


def _way(ref: Ref) -> tuple[str, ...]:
    if ref is DETAILS:
        return ("case",)
    if ref.table is CaseTable.OPTIONS:
        return ("issues", ref.issue, "options", ref.id)
    return (ref.table.value, ref.id)


def _table(data: Mapping[str, Any], ref: Ref) -> dict[str, Any] | None:
    held: Any = data
    for name in _way(ref):
        held = held.get(name)
        if held is None:
            return None
    found: dict[str, Any] = held
    return found


def _put(data: dict[str, Any], ref: Ref, table: dict[str, Any]) -> tuple[str, ...]:
    way = _way(ref)
    held = data
    for name in way[:-1]:
        held = held.setdefault(name, {})
    if ref is DETAILS:
        table = {**table, **({"id": held["case"]["id"]} if "id" in held["case"] else {})}
    held[way[-1]] = table
    return way


def _help(field: attrs.Attribute[Any]) -> str:
    words = str(field.metadata["description"])
    if field.name in _OF_MANY_LINES - {"points"} or field.type == Condition:
        words = words.partition(",")[0].partition("; the form of")[0]
        return f"{words} · {RULE_HELP}"
    if isinstance(field.default, StrEnum):
        return f"{words} · {field.default} if left empty"
    return f"{words}, a line each" if field.type == tuple[Name, ...] else words


def _known(case: Case, ref: Ref, field: attrs.Attribute[Any]) -> tuple[str, ...]:
    kind = field.type
    for each in (kind, *getattr(kind, "__args__", ())):
        if isinstance(each, type) and issubclass(each, StrEnum):
            lines_only = each is Strength and ref.table is CaseTable.RED_LINES
            return tuple(m.value for m in each if not lines_only or Strength(m).rank)
    if field.name == "superseded_by":
        return tuple(item.id for item in getattr(case, ref.table))
    table = _NAMED.get(field.name)
    if table is None and field.name != "member":
        return ()
    if field.name == "member":
        return tuple(member for party in case.parties for member in party.members)
    return tuple(item.id for item in getattr(case, _NAMED[field.name]))


def _text(kind: Any, name: str, value: Any) -> str:
    if value is None:
        return ""
    if kind == Condition:
        return condition_text(value)
    if name == "points":
        return points_text(value)
    if name in _OF_MANY_LINES:
        return rule_text(value)
    if isinstance(value, list):
        return ("\n" if kind in _LONG else ", ").join(map(str, value))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _data(kind: Any, name: str, text: str) -> Any:
    """What was typed as a parser would give it; what does not fit stays text, and is refused so."""
    if kind == Condition:
        return _one(rule_data(text.replace("\n", ";")))
    if name == "points":
        return points_data(text)
    if name in _OF_MANY_LINES:
        return rule_data(text)
    if kind in _WORDS:
        return text
    plain = text.strip()
    for reads, convert in _CONVERT:
        if reads(kind):
            return convert(plain)
    return [line for line in text.split("\n") if line.strip()] if kind in _LONG else plain


def _one(combinations: list[dict[str, Any]]) -> dict[str, Any]:
    return combinations[0] if combinations else {}


def _listed(text: str) -> list[str]:
    return [part for each in text.split(",") if (part := each.strip())]


def _day(text: str) -> dt.date | str:
    with suppress(ValueError):
        return dt.date.fromisoformat(text)
    return text


def _args(kind: Any) -> tuple[Any, ...]:
    return (kind, *getattr(kind, "__args__", ()))


def _is_list(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _is_whole(kind: Any) -> bool:
    return any(getattr(each, "__supertype__", None) is int for each in _args(kind))


_CONVERT: tuple[tuple[Callable[[Any], bool], Callable[[str], Any]], ...] = (
    (lambda kind: _is_list(kind) and kind not in _LONG, _listed),
    (lambda kind: dt.date in _args(kind), _day),
    (lambda kind: Number in _args(kind), partial(number_data, whole=False)),
    (_is_whole, partial(number_data, whole=True)),
)
"""How what is typed becomes a value of each kind."""
