"""Two people's codings of one negotiation: where they differ.

Facts without words. Statements are paired by their id where both quote the same, else by what they
quote; all else by its id. What only one of them has is no disagreement about a field: it is listed
apart.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from attrs import fields_dict, frozen

from planner.by_fields import Compared, Printed
from planner.check.coder_agreement import (
    Agreement,
    agreement_on_lines,
    agreement_on_statements,
)
from planner.model.case import Case, Issue, IssueKind, Option, Party, Source
from planner.model.conditions import Condition, Term
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.statements import Statement

__all__ = ["Agreement", "Coded", "Difference", "Part", "TwoCodings"]

_Noun = TypeVar("_Noun", Statement, RedLine)
_Other = Case | CoherenceRule | Issue | Option | Party | Source


@frozen(eq=False, repr=False)
class Coded(Compared):
    """Something that both have coded, by the ids that it has in each: these may differ.

    An option has the id of its ``issue`` too.
    """

    first: str
    second: str
    issue: str = ""


@frozen(eq=False, repr=False)
class Difference(Compared):
    """A field in which two codings of one thing differ, with what each says."""

    item: Coded
    field: str
    first: Any
    second: Any


@frozen(eq=False, repr=False)
class Part(Compared):
    """A table besides those of statements and red lines, by its name, and what differs in it.

    ``of_one`` are the ids of what only the first has, and of what only the second has.
    """

    table: str
    differences: tuple[Difference, ...] = ()
    of_one: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@frozen(slots=False, eq=False, repr=False)
class TwoCodings(Printed):
    """Two cases as two coders made them."""

    first: Case
    second: Case

    @cached_property
    def statements(self) -> tuple[Coded, ...]:
        """The statements that both have, in the order of the first."""
        return tuple(self._paired_statements())

    @cached_property
    def lines(self) -> tuple[Coded, ...]:
        """The red lines that both have, by their ids."""
        known = self.second.red_lines_by_id
        return tuple(Coded(line, line) for line in self.first.red_lines_by_id if line in known)

    @cached_property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The options of issues that both have, as pairs of issue and option."""
        other = set(_options(self.second))
        return tuple(each for each in _options(self.first) if each in other)

    @cached_property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """What both can be asked about: the options of both, and each issue that a number answers.

        Such an issue stands with an empty option.
        """
        numbers, others = (
            [each.id for each in case.issues if each.kind is IssueKind.NUMBER]
            for case in (self.first, self.second)
        )
        return (*self.options, *((issue, "") for issue in numbers if issue in others))

    @cached_property
    def statements_of_one(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The statements that only the first has, and those that only the second has."""
        return _rest(self.first.statements_by_id, self.second.statements_by_id, self.statements)

    @cached_property
    def lines_of_one(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The red lines that only one of them has."""
        return _rest(self.first.red_lines_by_id, self.second.red_lines_by_id, self.lines)

    @cached_property
    def options_of_one(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """The options that only one of them has."""
        both = set(self.options)
        first, second = (
            tuple(each for each in _options(case) if each not in both)
            for case in (self.first, self.second)
        )
        return first, second

    @cached_property
    def statement_differences(self) -> tuple[Difference, ...]:
        """Statement by statement where the codings differ."""
        held = self.first.statements_by_id, self.second.statements_by_id
        return tuple(_differences(self.statements, *held, self._same_ids))

    @cached_property
    def line_differences(self) -> tuple[Difference, ...]:
        """Red line by red line where the codings differ."""
        held = self.first.red_lines_by_id, self.second.red_lines_by_id
        return tuple(_differences(self.lines, *held, self._same_ids))

    @cached_property
    def others(self) -> tuple[Part, ...]:
        """What differs in all other tables, each in its turn, and in the case's own.

        The id of a case belongs to its file. Options that only one has stand in
        :attr:`options_of_one`.
        """
        cases = self.first, self.second
        issues = self._part("issues", *(case.issues_by_id for case in cases))
        first, second = (
            {(issue.id, option.id): option for issue in case.issues for option in issue.options}
            for case in cases
        )
        options = [
            difference
            for issue, option in self.options
            for difference in self._differ(
                Coded(option, option, issue), first[issue, option], second[issue, option]
            )
        ]
        rules = ({rule.id: rule for rule in case.coherence} for case in cases)
        return (
            issues,
            Part("options", tuple(options)),
            self._part("coherence", *rules),
            self._part("parties", *(case.parties_by_id for case in cases)),
            self._part("sources", *(case.sources_by_id for case in cases)),
            Part("case", tuple(self._differ(Coded("the case", "the case"), *cases))),
        )

    @cached_property
    def statement_agreement(self) -> tuple[Agreement, ...]:
        """How far both agree on the statements that both have."""
        first, second = self.first.statements_by_id, self.second.statements_by_id
        pairs = [(first[each.first], second[each.second]) for each in self.statements]
        return agreement_on_statements(pairs, self.answers)

    @cached_property
    def line_agreement(self) -> tuple[Agreement, ...]:
        """How far both agree on the red lines that both have."""
        first, second = self.first.red_lines_by_id, self.second.red_lines_by_id
        pairs = [(first[each.first], second[each.second]) for each in self.lines]
        return agreement_on_lines(pairs, self.answers)

    @property
    def same(self) -> bool:
        """Whether both code all the same."""
        ones = [*self.statements_of_one, *self.lines_of_one, *self.options_of_one]
        ones += [names for part in self.others for names in part.of_one]
        fields = [self.statement_differences, self.line_differences]
        fields += [part.differences for part in self.others]
        return not any((*ones, *fields))

    @cached_property
    def _same_ids(self) -> Mapping[str, str]:
        """The ids of the first for statements of the second that it has under another one."""
        pairs = self.statements
        return {pair.second: pair.first for pair in pairs if pair.first != pair.second}

    def _part(self, table: str, first: Mapping[str, _Other], second: Mapping[str, _Other]) -> Part:
        both = [Coded(name, name) for name in first if name in second]
        differences = [
            difference
            for pair in both
            for difference in self._differ(pair, first[pair.first], second[pair.second])
        ]
        return Part(table, tuple(differences), _rest(first, second, both))

    def _differ(self, pair: Coded, one: _Other, other: _Other) -> Iterator[Difference]:
        return _between(pair, one, other, self._same_ids, _OWN | _HELD)

    def _paired_statements(self) -> Iterator[Coded]:
        first, second = self.first.statements_by_id, self.second.statements_by_id
        by_id = {
            name
            for name, each in first.items()
            if name in second and _same_quote(each, second[name])
        }
        left: dict[tuple[str, str, str, int], list[str]] = {}
        for name, statement in second.items():
            if name not in by_id:
                left.setdefault(_quoted(statement), []).append(name)
        for name, statement in first.items():
            if name in by_id:
                yield Coded(name, name)
            elif found := left.get(_quoted(statement)):
                yield Coded(name, found.pop(0))


_OWN = {"id", "reviewed_by", "strength_left_out"}
"""What says nothing of how a thing is coded."""


_NAMED_BY_STATEMENTS = {"repeats", "superseded_by"}
"""What names another statement; by the last a red line names another red line."""

_HELD = {
    "beneath",
    "coherence",
    "issues",
    "options",
    "parties",
    "red_lines",
    "sources",
    "statements",
}
"""What a thing holds that has an id of its own, and is compared by itself."""


def _differences(
    pairs: Iterable[Coded],
    first: Mapping[str, _Noun],
    second: Mapping[str, _Noun],
    same_ids: Mapping[str, str],
) -> Iterator[Difference]:
    for pair in pairs:
        yield from _between(pair, first[pair.first], second[pair.second], same_ids, _OWN)


def _between(
    pair: Coded, one: Any, other: Any, same_ids: Mapping[str, str], apart: Container[str]
) -> Iterator[Difference]:
    for name in fields_dict(type(one)):
        if name in apart:
            continue
        mine, theirs = getattr(one, name), getattr(other, name)
        meant = theirs
        if name == "evidence":
            meant = tuple(same_ids.get(e, e) for e in theirs)
        elif name in _NAMED_BY_STATEMENTS and isinstance(other, Statement):
            meant = same_ids.get(theirs, theirs)
        if _plain(mine) != _plain(meant):
            yield Difference(pair, name, mine, theirs)


def _plain(value: Any) -> Any:
    """The value without an order that means nothing: of conditions, options and evidence."""
    if isinstance(value, tuple):
        return frozenset(map(_plain, value))
    if isinstance(value, Term):
        return frozenset(map(_plain, value.conditions))
    if isinstance(value, Condition):
        parts = (value.any, value.all, value.none)
        bounds = (value.at_from, value.below, value.applies)
        return (value.issue, *map(frozenset, parts), *bounds)
    return " ".join(value.split()) if isinstance(value, str) else value


def _options(case: Case) -> Iterator[tuple[str, str]]:
    return ((issue.id, option.id) for issue in case.issues for option in issue.options)


def _same_quote(one: Statement, other: Statement) -> bool:
    return one.quote.split() == other.quote.split()


def _quoted(statement: Statement) -> tuple[str, str, str, int]:
    words = " ".join(statement.quote.split())
    return statement.source, statement.section, words, statement.place


def _rest(
    first: Iterable[str], second: Iterable[str], pairs: Iterable[Coded]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pairs = tuple(pairs)
    mine, theirs = {pair.first for pair in pairs}, {pair.second for pair in pairs}
    return (
        tuple(name for name in first if name not in mine),
        tuple(name for name in second if name not in theirs),
    )
