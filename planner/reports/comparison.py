"""Scenarios of one case side by side: what differs, whose lines each crosses, the way between them.

All are judged by one reading; whose file has another is marked. No scores: of two scenarios one can
only say whose crossed lines are a subset of the other's, and that only where both are judged alike
(same reading, same lines set aside).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from attrs import asdict, field, frozen

from planner.check import LineStatus, LineVerdict, Verdict
from planner.errors import PlannerError
from planner.model import Case, Issue, Reading, Scenario
from planner.reports.counts import no_line_words
from planner.reports.numbers import counted
from planner.reports.words import listed

__all__ = [
    "LETTERS",
    "MOST_COLUMNS",
    "Column",
    "Comparison",
    "Effect",
    "IncomparableError",
    "Relation",
    "comparison_json",
]

LETTERS = "ABCD"
MOST_COLUMNS = len(LETTERS)


class IncomparableError(PlannerError):
    """The scenarios do not belong to one case, so that nothing can be put side by side."""


@frozen(eq=False)
class Column:
    """A scenario with its verdict; ``name`` says which it is: a file, as it is shown."""

    name: str
    scenario: Scenario
    verdict: Verdict

    @property
    def crossed(self) -> frozenset[str]:
        """The ids of the counted lines that it crosses."""
        return _ids(self.verdict.crossed)

    @property
    def contested(self) -> frozenset[str]:
        """The ids of the counted lines that it leaves contested."""
        return _ids(self.verdict.contested)

    @property
    def own_reading(self) -> Reading:
        """The reading that its file says, which need not be the one that it is judged by here."""
        return self.scenario.reading or self.verdict.case.reading

    @property
    def read_otherwise(self) -> bool:
        """Whether its file says another reading than the one that it is judged by here."""
        return self.own_reading is not self.verdict.reading

    @property
    def judged_as(self) -> tuple[str, frozenset[str]]:
        """What its verdict depends on besides its choices: the reading, and the lines set aside."""
        return self.verdict.reading, self.verdict.set_aside


@frozen
class Relation:
    """How the crossed lines of two scenarios relate that are judged alike.

    With ``same`` they cross the same lines; else ``one`` crosses a subset of ``other``'s, and
    ``more`` holds the lines that only ``other`` crosses.
    """

    one: int
    other: int
    same: bool
    more: tuple[str, ...] = ()


@frozen
class Effect:
    """What the way from one scenario to another does to lines that either of them crosses.

    ``crosses`` are crossed in addition, ``ends`` are neither crossed nor contested any more. What
    is not crossed any more without having ended stands apart: ``contested`` and ``undecided`` say
    what it is instead. Still crossed are ``set_aside``, which the second one leaves out,
    ``uncounted``, too weak for its reading, and ``counts``, which only the first one leaves out.
    """

    crosses: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()


@frozen(slots=False, eq=False)
class Comparison:
    """Two to four scenarios of one case.

    ``reading_asked`` says that the reading by which all are judged was asked for: then the files'
    own do not tell them apart. Raises :class:`IncomparableError` where they are not of one case.
    """

    columns: tuple[Column, ...] = field()
    reading_asked: bool = field(default=False, kw_only=True)

    @columns.validator
    def _one_case(self, _: object, columns: tuple[Column, ...]) -> None:
        first = columns[0]
        for n, column in enumerate(columns):
            mine, other = column.verdict.case, first.verdict.case
            if mine.id != other.id:
                raise IncomparableError(
                    "these scenarios belong to different cases, which cannot be compared: "
                    f'{first.name} to "{other.id}", {column.name} to "{mine.id}"'
                )
            if n and mine != other:
                raise IncomparableError(
                    f"these scenarios belong to different versions of the case "
                    f'"{mine.id}", which cannot be compared: {first.name} and {column.name}'
                )

    @property
    def case(self) -> Case:
        """The case of all the scenarios."""
        return self.columns[0].verdict.case

    def options(self, issue: Issue) -> tuple[str | None, ...]:
        """What each scenario chooses on the issue."""
        return tuple(column.scenario.option(issue.id) for column in self.columns)

    def differs(self, issue: Issue) -> bool:
        """Whether the scenarios choose differently on the issue."""
        return len(set(self.options(issue))) > 1

    @cached_property
    def differing(self) -> tuple[Issue, ...]:
        """The issues on which they differ, in the case's order."""
        return tuple(issue for issue in self.case.issues if self.differs(issue))

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, those that differ first."""
        same = (issue for issue in self.case.issues if issue not in self.differing)
        return (*self.differing, *same)

    @property
    def read_alike(self) -> bool:
        """Whether all are judged by one reading."""
        return len({column.verdict.reading for column in self.columns}) == 1

    @property
    def judged_alike(self) -> bool:
        """Whether all are judged under one reading with the same lines set aside."""
        return len({column.judged_as for column in self.columns}) == 1

    @property
    def same(self) -> bool:
        """Whether choices, readings and lines set aside are the same; titles do not matter."""
        alike = self.reading_asked or len({column.own_reading for column in self.columns}) == 1
        return not self.differing and self.judged_alike and alike

    def relations(self) -> Iterator[Relation]:
        """For each pair whose crossed lines are the same, or a subset one of the other's."""
        for one, a in enumerate(self.columns):
            for other in range(one + 1, len(self.columns)):
                b = self.columns[other]
                if a.judged_as != b.judged_as:
                    continue
                if a.crossed == b.crossed:
                    yield Relation(one, other, same=True)
                elif a.crossed < b.crossed:
                    yield Relation(one, other, same=False, more=self._more(a, b))
                elif b.crossed < a.crossed:
                    yield Relation(other, one, same=False, more=self._more(b, a))

    def changes(self, one: int, other: int) -> tuple[Issue, ...]:
        """The issues to decide otherwise to get from one scenario to the other."""
        return tuple(
            issue
            for issue in self.case.issues
            if self.options(issue)[one] != self.options(issue)[other]
        )

    def effect(self, one: int, other: int) -> Effect:
        """What the way from one scenario to the other does to the lines that either crosses."""
        found: dict[str, list[str]] = {}
        pair = self.columns[one].verdict.lines, self.columns[other].verdict.lines
        for before, after in zip(*pair, strict=True):
            if kind := _effect_on_line(before, after):
                found.setdefault(kind, []).append(after.line.id)
        return Effect(**{kind: tuple(lines) for kind, lines in found.items()})

    def effect_words(self, one: int, other: int) -> str:
        """What the way from one to the other does to the crossed lines; empty if nothing.

        ``crosses EU-1 in addition; no longer crosses RU-1``
        """
        effect = self.effect(one, other)
        parts = (
            ("crosses {} in addition", effect.crosses),
            (f"counts {{}} as crossed, set aside in {LETTERS[one]}", effect.counts),
            ("no longer crosses {}", effect.ends),
            ("leaves {} contested instead of crossed", effect.contested),
            ("leaves {} undecided instead of crossed", effect.undecided),
            ("sets {} aside, still crossed", effect.set_aside),
            ("does not count {}, still crossed", effect.uncounted),
        )
        return "; ".join(words.format(listed(lines, "and")) for words, lines in parts if lines)

    def relation_words(self, relation: Relation) -> str:
        """The relation as a sentence without a full stop."""
        one, other = LETTERS[relation.one], LETTERS[relation.other]
        columns = self.columns[relation.one], self.columns[relation.other]
        partial = not all(column.verdict.complete for column in columns)
        so_far = "So far " if partial else ""
        if not relation.same:
            only = f"only {other} crosses {listed(relation.more, 'and')}"
            apart = columns[0].contested - columns[1].contested - columns[1].crossed
            contested = listed(self._ordered(apart), "and")
            but = f"; but {one} leaves {contested} contested, {other} does not" if apart else ""
            return f"{so_far}{one} crosses a subset of {other}'s lines: {only}{but}"
        crossed = self._ordered(columns[0].crossed)
        if not any(line.counted for line in columns[0].verdict.lines):
            return no_line_words(f"{one} and {other}")
        if not crossed:
            return f"{so_far}neither {one} nor {other} crosses a counted line"
        return f"{so_far}{one} and {other} cross the same lines: {listed(crossed, 'and')}"

    def dominance_words(self) -> list[str]:
        """Who crosses a subset of whose lines, a sentence each; and why some cannot be compared."""
        words = [self.relation_words(relation) for relation in self.relations()]
        if not self.judged_alike:
            same = "the same reading with the same lines set aside"
            if self.read_alike:
                same = "the same lines set aside"
            words.append(
                f"Not all are judged with {same}: whose crossed lines are a subset is said only "
                "of those that are"
            )
        elif not words:
            words.append("No scenario crosses a subset of another's lines")
        return [f"{sentence[0].upper()}{sentence[1:]}" for sentence in words]

    def way_words(self, one: int, other: int) -> str:
        """The way from one scenario to another in short: ``A → B: 2 changes: ...``."""
        arrow = f"{LETTERS[one]} → {LETTERS[other]}"
        titles = [issue.title for issue in self.changes(one, other)]
        if not titles:
            return f"{arrow}: the same choices"
        return f"{arrow}: {counted(len(titles), 'change')}: {', '.join(titles)}"

    def text_differences(self) -> list[str]:
        """What differs besides choices and verdicts: notes and titles, which decide nothing."""
        first, *others = (column.scenario for column in self.columns)
        found = [
            f"notes on {issue.title}"
            for issue in self.case.issues
            if any(other.note(issue.id) != first.note(issue.id) for other in others)
        ]
        texts = ("title", "authors", "summary")
        found += [t for t in texts if any(getattr(o, t) != getattr(first, t) for o in others)]
        return found

    def _more(self, small: Column, large: Column) -> tuple[str, ...]:
        return self._ordered(large.crossed - small.crossed)

    def _ordered(self, lines: frozenset[str]) -> tuple[str, ...]:
        return tuple(line.id for line in self.case.red_lines if line.id in lines)


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison for a program: ids and statuses, no sentences.

    ``files`` names the scenarios; every other list with an entry for each stands in that order, and
    numbers (``of``, ``in``, ``from``, ``to``) count files from 0. ``case``. ``reading`` is the
    reading by which all are judged, ``readings`` holds what each file says itself. ``set_aside``
    has an entry for each file. ``same`` is what the exit code says. ``differing`` lists issues.
    ``issues`` maps each issue to the options (null where undecided), ``parties`` each party to the
    statuses; ``crossed`` and ``contested`` list counted lines for each file, ``undecided`` issues.
    Each of ``subsets`` says that the lines crossed by ``of`` are some of those crossed by ``in``,
    which crosses ``more`` besides; ``equal`` lists pairs that cross the same lines. ``changes`` has
    an entry for each ordered pair of files: ``from``, ``to``, ``choices``, the options to choose,
    and ``effect``, the lines by what becomes of them (see :class:`Effect`).
    """
    columns = comparison.columns
    relations = list(comparison.relations())
    judged_by = {column.verdict.reading.value for column in columns}
    numbers = range(len(columns))
    return {
        "files": [column.name for column in columns],
        "case": comparison.case.id,
        "reading": judged_by.pop() if len(judged_by) == 1 else None,
        "readings": [column.own_reading.value for column in columns],
        "set_aside": [sorted(column.verdict.set_aside) for column in columns],
        "same": comparison.same,
        "differing": [issue.id for issue in comparison.differing],
        "issues": {issue.id: list(comparison.options(issue)) for issue in comparison.case.issues},
        "parties": {
            party.id: [column.verdict.party_statuses[n].value for column in columns]
            for n, party in enumerate(comparison.case.parties)
        },
        "crossed": [_in_order(column.verdict.crossed) for column in columns],
        "contested": [_in_order(column.verdict.contested) for column in columns],
        "undecided": [list(column.verdict.undecided) for column in columns],
        "subsets": [
            {"of": relation.one, "in": relation.other, "more": list(relation.more)}
            for relation in relations
            if not relation.same
        ],
        "equal": [[relation.one, relation.other] for relation in relations if relation.same],
        "changes": [
            {
                "from": one,
                "to": other,
                "choices": {
                    issue.id: comparison.options(issue)[other]
                    for issue in comparison.changes(one, other)
                },
                "effect": {
                    kind: list(lines)
                    for kind, lines in asdict(comparison.effect(one, other)).items()
                },
            }
            for one in numbers
            for other in numbers
            if one != other
        ],
    }


def _effect_on_line(before: LineVerdict, after: LineVerdict) -> str:
    """The field of :class:`Effect` that the line belongs to; empty for none."""
    crossed, crosses = (v.counted and v.status is LineStatus.CROSSED for v in (before, after))
    if crossed == crosses:
        return ""
    if crosses:
        return "counts" if before.crossed_aside else "crosses"
    if after.status is LineStatus.CROSSED:
        return "set_aside" if after.set_aside else "uncounted"
    return "ends" if after.status is LineStatus.RESPECTED else after.status.value


def _ids(lines: Sequence[LineVerdict]) -> frozenset[str]:
    return frozenset(_in_order(lines))


def _in_order(lines: Sequence[LineVerdict]) -> list[str]:
    return [line.line.id for line in lines]
