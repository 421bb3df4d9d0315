"""What one does to a case, as pure functions: each gives the case as it is after one edit.

Nothing is judged here. A session makes steps of what comes out, once it is a case that a file can
hold; see :mod:`planner.editing.case_session`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from attrs import evolve, fields_dict, frozen

from planner.by_fields import Compared
from planner.files.cases.reviews import NO_MEANING
from planner.files.toml.leaves import NewId
from planner.model.case import Case, Issue, Option, Party, Source
from planner.model.conditions import Condition, Term
from planner.model.points import Points
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.statements import Statement

__all__ = [
    "CaseTable",
    "Item",
    "Ref",
    "found",
    "moved",
    "put",
    "removed",
    "renamed",
    "renamed_member",
    "reviewed",
    "users",
    "with_reviews_of",
    "without_stale_reviews",
]


class CaseTable(StrEnum):
    """The tables of a case in which things stand by id; options stand in their issue's."""

    PARTIES = "parties"
    SOURCES = "sources"
    ISSUES = "issues"
    OPTIONS = "options"
    STATEMENTS = "statements"
    RED_LINES = "red_lines"
    COHERENCE = "coherence"

    @property
    def noun(self) -> str:
        """What one thing in the table is called."""
        return _NOUNS[self]


_NOUNS = {
    CaseTable.PARTIES: "party",
    CaseTable.SOURCES: "source",
    CaseTable.ISSUES: "issue",
    CaseTable.OPTIONS: "option",
    CaseTable.STATEMENTS: "statement",
    CaseTable.RED_LINES: "red line",
    CaseTable.COHERENCE: "coherence rule",
}

Item = Party | Source | Issue | Option | Statement | RedLine | CoherenceRule
"""What stands in one of the tables."""

_TABLES: Mapping[type, CaseTable] = {
    Party: CaseTable.PARTIES,
    Source: CaseTable.SOURCES,
    Issue: CaseTable.ISSUES,
    Option: CaseTable.OPTIONS,
    Statement: CaseTable.STATEMENTS,
    RedLine: CaseTable.RED_LINES,
    CoherenceRule: CaseTable.COHERENCE,
}
_Noun = TypeVar("_Noun", bound=Any)


@frozen(eq=False, repr=False)
class Ref(Compared):
    """What names a thing of a case: its table, its id, and for an option the id of its issue."""

    table: CaseTable
    id: str
    issue: str = ""

    @classmethod
    def of(cls, item: Item, issue: str = "") -> Ref:
        """The name of that thing."""
        return cls(_TABLES[type(item)], item.id, issue)

    @property
    def words(self) -> str:
        """The thing as the name of a step has it."""
        return f"{self.table.noun} {self.id}"

    @property
    def way(self) -> tuple[str, ...]:
        """The names that lead to it in the case's file."""
        if self.table is CaseTable.OPTIONS:
            return (CaseTable.ISSUES, self.issue, self.table, self.id)
        return (self.table, self.id)

    def with_new_id(self, new: str) -> NewId:
        """The way by the id that it has, and by a new one."""
        return self.way, evolve(self, id=new).way


def found(case: Case, ref: Ref) -> Item | None:
    """The thing of that name; ``None`` where the case has none."""
    # By its id: of two codings of a large case thousands of things are looked for.
    if ref.table is CaseTable.OPTIONS:
        return case.issues_by_id[ref.issue].by_id.get(ref.id)
    if ref.table is CaseTable.COHERENCE:
        return next((rule for rule in case.coherence if rule.id == ref.id), None)
    by_id: Mapping[str, Item] = getattr(case, f"{ref.table}_by_id")
    return by_id.get(ref.id)


def put(case: Case, item: Item, *, issue: str = "", before: str = "") -> Case:
    """The case with the thing in it: in place of the one of its id, else a new one.

    A new one stands last, or ``before`` another. An option needs the id of its ``issue``. Where the
    meaning of a statement or red line changed, nobody has reviewed it any more. Raises ``KeyError``
    for an issue that the case does not have.
    """
    ref = Ref.of(item, issue)
    held = _table(case, ref)
    at = next((n for n, each in enumerate(held) if each.id == item.id), None)
    if at is not None:
        return _with_table(case, ref, (*held[:at], _unreviewed(held[at], item), *held[at + 1 :]))
    at = next((n for n, each in enumerate(held) if each.id == before), len(held))
    return _with_table(case, ref, (*held[:at], item, *held[at:]))


def removed(case: Case, ref: Ref) -> Case:
    """The case without that thing. Raises ``KeyError`` where it is not there."""
    _required(case, ref)
    return _with_table(case, ref, tuple(each for each in _table(case, ref) if each.id != ref.id))


def moved(case: Case, ref: Ref, steps: int) -> Case:
    """The case with that thing further down (or up) in its table, as far as there is room."""
    held = list(_table(case, ref))
    item = _required(case, ref)
    at = held.index(item)
    held.pop(at)
    held.insert(min(max(at + steps, 0), len(held)), item)
    return _with_table(case, ref, tuple(held))


def reviewed(case: Case, ref: Ref, name: str) -> Case:
    """The case in which that person has reviewed the statement or red line; again: has not."""
    item = _required(case, ref)
    if not isinstance(item, Statement | RedLine):
        raise TypeError(ref)
    names = tuple(each for each in item.reviewed_by if each != name)
    if names == item.reviewed_by:
        names = (*names, name)
    return put(case, evolve(item, reviewed_by=names))


def with_reviews_of(case: Case, other: Case) -> Case:
    """The case with the reviews that the other one has of statements that mean the same there."""
    known = other.statements_by_id
    statements = tuple(
        evolve(each, reviewed_by=known[each.id].reviewed_by)
        if each.id in known and _means_the_same(each, known[each.id])
        else each
        for each in case.statements
    )
    return evolve(case, statements=statements)


def without_stale_reviews(before: Case, after: Case) -> tuple[Case, tuple[str, ...]]:
    """The later case without reviews that are of a meaning before, and the ids of what lost some.

    A name that stands there only since the meaning changed is a review of the new one.
    """
    emptied: list[str] = []

    def held(old: Mapping[str, _Noun], item: _Noun) -> _Noun:
        known = old.get(item.id)
        if known is None or _means_the_same(known, item):
            return item
        names = tuple(name for name in item.reviewed_by if name not in known.reviewed_by)
        if names != item.reviewed_by:
            emptied.append(item.id)
        return evolve(item, reviewed_by=names)

    statements = tuple(held(before.statements_by_id, each) for each in after.statements)
    lines = tuple(held(before.red_lines_by_id, each) for each in after.red_lines)
    return evolve(after, statements=statements, red_lines=lines), tuple(emptied)


def renamed(case: Case, ref: Ref, new: str) -> Case:
    """The case in which that thing has another id, wherever it is named.

    Raises ``KeyError`` where it is not there, ``ValueError`` if another thing has that id.
    """
    item = _required(case, ref)
    if new != ref.id and found(case, evolve(ref, id=new)) is not None:
        raise ValueError(new)
    held = _table(case, ref)
    with_id = tuple(evolve(each, id=new) if each is item else each for each in held)
    return _Renaming(ref, new).case(_with_table(case, ref, with_id))


def renamed_member(case: Case, party: str, old: str, new: str) -> Case:
    """The case in which a member of a party has another name, in its red lines too."""
    parties = tuple(
        evolve(each, members=tuple(new if name == old else name for name in each.members))
        if each.id == party
        else each
        for each in case.parties
    )
    lines = tuple(
        evolve(line, member=new) if (line.party, line.member) == (party, old) else line
        for line in case.red_lines
    )
    return evolve(case, parties=parties, red_lines=lines)


def users(case: Case, ref: Ref) -> tuple[Ref, ...]:
    """What names that thing, in the order of the file; the thing itself is none of them."""
    case = _may_name(case, ref)
    # No id has a blank, so this one is nobody's.
    after = _Renaming(ref, " ").case(case)
    using = []
    for table in CaseTable:
        if table is CaseTable.OPTIONS:
            continue
        pairs = zip(getattr(case, table), getattr(after, table), strict=True)
        using += [Ref(table, old.id) for old, new in pairs if not _names_the_same(old, new)]
        if table is CaseTable.ISSUES:
            for issue, other in zip(case.issues, after.issues, strict=True):
                options = zip(issue.options, other.options, strict=True)
                using += [
                    Ref(CaseTable.OPTIONS, one.id, issue.id) for one, two in options if one != two
                ]
    itself = evolve(ref, issue=ref.issue if ref.table is CaseTable.OPTIONS else "")
    return tuple(each for each in using if each != itself)


def _may_name(case: Case, ref: Ref) -> Case:
    """The case without most things that do not name it: of a large one each takes its time."""
    name, statements, lines = ref.id, case.statements, case.red_lines
    if ref.table in (CaseTable.ISSUES, CaseTable.OPTIONS):
        return case
    if ref.table is CaseTable.STATEMENTS:
        statements = tuple(s for s in statements if name in (s.repeats, s.superseded_by))
        lines = tuple(line for line in lines if name in line.evidence)
    else:
        statements = tuple(s for s in statements if name in (s.source, s.party))
        lines = tuple(line for line in lines if name in (line.party, line.superseded_by))
    return evolve(case, statements=statements, red_lines=lines, coherence=())


def _names_the_same(old: Any, new: Any) -> bool:
    """Whether nothing in it was renamed; what only its options name is theirs."""
    if isinstance(old, Issue):
        return bool(evolve(old, options=()) == evolve(new, options=()))
    return bool(old == new)


def _table(case: Case, ref: Ref) -> tuple[Any, ...]:
    if ref.table is CaseTable.OPTIONS:
        return case.issues_by_id[ref.issue].options
    held: tuple[Any, ...] = getattr(case, ref.table)
    return held


def _with_table(case: Case, ref: Ref, items: tuple[Any, ...]) -> Case:
    if ref.table is CaseTable.OPTIONS:
        issue = evolve(case.issues_by_id[ref.issue], options=items)
        items = tuple(issue if each.id == ref.issue else each for each in case.issues)
        return evolve(case, issues=items)
    changed: dict[str, Any] = {ref.table.value: items}
    return evolve(case, **changed)


def _required(case: Case, ref: Ref) -> Item:
    item = found(case, ref)
    if item is None:
        raise KeyError(ref.id)
    return item


def _means_the_same(one: Statement | RedLine, other: Statement | RedLine) -> bool:
    """Whether a review of one is one of the other."""
    names = fields_dict(type(one)).keys() - NO_MEANING
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _unreviewed(old: Any, new: _Noun) -> _Noun:
    """The new one, reviewed by nobody where it means something else than the old one."""
    if not isinstance(new, Statement | RedLine) or not new.reviewed_by:
        return new
    return new if _means_the_same(old, new) else evolve(new, reviewed_by=())


class _Renaming:
    """An id that becomes another one, wherever things name it."""

    def __init__(self, ref: Ref, new: str) -> None:
        self._ref = ref
        self._new = new

    def case(self, case: Case) -> Case:
        """The case in which nothing names the old id; the thing itself stays as it is."""
        return evolve(
            case,
            issues=tuple(map(self._issue, case.issues)),
            statements=tuple(map(self._statement, case.statements)),
            red_lines=tuple(map(self._line, case.red_lines)),
            coherence=tuple(
                evolve(rule, impossible_when=self._terms(rule.impossible_when))
                for rule in case.coherence
            ),
        )

    def _is(self, table: CaseTable, name: str | None, issue: str = "") -> bool:
        return (self._ref.table, self._ref.id, self._ref.issue) == (table, name, issue)

    def _id(self, table: CaseTable) -> Callable[[Any], Any]:
        return lambda name: self._new if self._is(table, name) else name

    def _issue(self, issue: Issue) -> Issue:
        statement = self._id(CaseTable.STATEMENTS)
        options = tuple(
            evolve(option, evidence=tuple(map(statement, option.evidence)))
            for option in issue.options
        )
        return evolve(issue, options=options, applies_when=self._terms(issue.applies_when))

    def _statement(self, statement: Statement) -> Statement:
        said = self._id(CaseTable.STATEMENTS)
        return evolve(
            statement,
            source=self._id(CaseTable.SOURCES)(statement.source),
            party=self._id(CaseTable.PARTIES)(statement.party),
            opposes=self._conditions(statement.opposes),
            supports=self._conditions(statement.supports),
            repeats=said(statement.repeats),
            superseded_by=said(statement.superseded_by),
        )

    def _line(self, line: RedLine) -> RedLine:
        return evolve(
            line,
            party=self._id(CaseTable.PARTIES)(line.party),
            crossed_when=self._terms(line.crossed_when),
            contested_when=self._terms(line.contested_when),
            evidence=tuple(map(self._id(CaseTable.STATEMENTS), line.evidence)),
            superseded_by=self._id(CaseTable.RED_LINES)(line.superseded_by),
            points=None if line.points is None else self._points(line.points),
        )

    def _points(self, points: Points) -> Points:
        issue = self._id(CaseTable.ISSUES)
        of_options = {
            issue(name): {self._option(option, name): given for option, given in of.items()}
            for name, of in points.of_options.items()
        }
        steps = {issue(name): of for name, of in points.steps.items()}
        return evolve(points, of_options=of_options, steps=steps)

    def _option(self, option: str, issue: str) -> str:
        return self._new if self._is(CaseTable.OPTIONS, option, issue) else option

    def _terms(self, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(Term(self._conditions(term.conditions)) for term in terms)

    def _conditions(self, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(map(self._condition, conditions))

    def _condition(self, asked: Condition) -> Condition:
        def options(names: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(self._option(name, asked.issue) for name in names)

        return evolve(
            asked,
            issue=self._id(CaseTable.ISSUES)(asked.issue),
            any=options(asked.any),
            all=options(asked.all),
            none=options(asked.none),
        )
