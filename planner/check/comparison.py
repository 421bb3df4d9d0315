"""Scenarios of one case side by side: what differs, whose lines each crosses, the way between them.

All are judged by one reading and as of one day; whose file has another is marked. No scores: of two
scenarios one can only say whose crossed lines are a subset of the other's, and that only where both
are judged alike (same reading, same lines set aside).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from planner.by_fields import Compared, Printed
from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.errors import PlannerError
from planner.model.case import Case, Issue
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.scenario import Scenario, Vanished

__all__ = [
    "MOST_COLUMNS",
    "Column",
    "Comparison",
    "Effect",
    "IncomparableError",
    "Relation",
]

MOST_COLUMNS = 4

_TEXTS = ("title", "authors", "summary", "marking", "comments")


class IncomparableError(PlannerError):
    """The scenarios do not belong to one case, so that nothing can be put side by side."""


@frozen(eq=False, repr=False)
class Column(Printed):
    """A scenario with its verdict; ``name`` says which it is: a file, as it is shown.

    ``scenario`` holds what is only begun too, which decides nothing and yet tells scenarios apart.
    ``vanished`` is what it says about what the case does not have. ``of_other_version`` marks one
    that was made with another version of the case than it is judged by here.
    """

    name: str
    scenario: Scenario
    verdict: Verdict
    vanished: Vanished = field(factory=Vanished)
    of_other_version: bool = False

    def applies(self, issue: Issue) -> bool:
        """Whether the issue applies, or may yet."""
        return self.verdict.applies(issue.id) is not False

    def pick(self, issue: Issue) -> Pick | None:
        """What counts as chosen on the issue: nothing where it does not apply, or is only begun."""
        return self.decided(issue) if self.applies(issue) else None

    def decided(self, issue: Issue) -> Pick | None:
        """What is chosen on the issue, whether it applies or not; nothing where only begun."""
        pick = self.scenario.pick(issue.id)
        return pick if pick is not None and issue.answered_by(pick) else None

    def begun(self, issue: Issue) -> Pick | None:
        """What is only begun on the issue, whether it applies or not."""
        pick = self.scenario.pick(issue.id)
        return pick if pick is not None and issue.begun_by(pick) else None

    def kept(self, issue: Issue) -> Pick | None:
        """What the file keeps on the issue and does not count: begun, or it does not apply."""
        return self.scenario.pick(issue.id) if self.pick(issue) is None else None

    @property
    def unjudged(self) -> tuple[Mapping[str, object], frozenset[str]]:
        """The picks, and the lines set aside, that the case does not have."""
        picked = {issue: choice.picked for issue, choice in self.vanished.choices.items()}
        picks = {
            # The case gives what it does not have no order.
            issue: frozenset(pick) if isinstance(pick, tuple) else pick
            for issue, pick in picked.items()
            if pick is not None
        }
        return picks, frozenset(self.vanished.lines)

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


@frozen(eq=False, repr=False)
class Relation(Compared):
    """How the crossed lines of two scenarios relate that are judged alike.

    With ``same`` they cross the same lines; else ``one`` crosses a subset of ``other``'s, and
    ``more`` holds the lines that only ``other`` crosses.
    """

    one: int
    other: int
    same: bool
    more: tuple[str, ...] = ()


@frozen(eq=False, repr=False)
class Effect(Compared):
    """What the way from one scenario to another does to lines that either crosses or contests.

    ``crosses`` are crossed in addition, ``ends`` are neither crossed nor contested any more. What
    is not crossed any more without having ended stands apart: ``contested`` and ``undecided`` say
    what it is instead. Still crossed are ``set_aside``, which the second one leaves out,
    ``uncounted``, too weak for its reading, and ``counts``, which only the first one leaves out.
    Of lines that neither crosses, and both count, ``contests`` are contested in addition, and
    ``settles`` are respected instead of contested.
    """

    crosses: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()


@frozen(slots=False, eq=False, repr=False)
class Comparison(Printed):
    """Two to four scenarios of one case.

    ``as_of`` is the day as of which all are judged, ``None``: by all that is stated.
    ``reading_asked`` and ``day_asked`` say that the reading or the day was asked for: then the
    files' own do not tell them apart. Raises :class:`IncomparableError` where they are not judged
    by one version of one case.
    """

    columns: tuple[Column, ...] = field()
    as_of: dt.date | None = field(default=None, kw_only=True)
    reading_asked: bool = field(default=False, kw_only=True)
    day_asked: bool = field(default=False, kw_only=True)

    @columns.validator
    def _one_case(self, _: object, columns: tuple[Column, ...]) -> None:
        first = columns[0]
        other = first.verdict.case
        for column in columns:
            mine = column.verdict.case
            if mine.id != other.id:
                raise IncomparableError(
                    "these scenarios belong to different cases, which cannot be compared: "
                    f'{first.name} to "{other.id}", {column.name} to "{mine.id}"'
                )
        for column in columns[1:]:
            mine = column.verdict.case
            if mine != other:
                raise IncomparableError(
                    f"these scenarios belong to different versions of the case "
                    f'"{mine.id}", which cannot be compared: {first.name} and {column.name}; '
                    "the history (planner log, V in the app) judges each by its own"
                )

    @property
    def case(self) -> Case:
        """The case of all the scenarios."""
        return self.columns[0].verdict.case

    def name(self, column: Column) -> str:
        """The column's title; its file or state where it has none, or shares it with another."""
        titles = [each.scenario.title for each in self.columns]
        title = column.scenario.title
        return title if title and titles.count(title) == 1 else column.name

    def judged_otherwise(self, column: Column) -> bool:
        """Whether the column's file says another day than the one that all are judged by here."""
        return column.scenario.as_of != self.as_of

    def picks(self, issue: Issue) -> tuple[Pick | None, ...]:
        """What counts as chosen on the issue in each scenario; nothing where it does not apply."""
        return tuple(column.pick(issue) for column in self.columns)

    def differs(self, issue: Issue) -> bool:
        """Whether the scenarios choose differently on the issue, or it applies in some alone.

        What a file keeps where the issue does not apply is a difference too: it counts again with
        the choice that makes the issue apply. So is what is only begun: whatever finishes the
        scenario keeps it.
        """
        picks = {(column.applies(issue), column.scenario.pick(issue.id)) for column in self.columns}
        return len(picks) > 1

    @cached_property
    def differing(self) -> tuple[Issue, ...]:
        """The issues on which they differ, in the case's order."""
        return tuple(issue for issue in self.case.issues if self.differs(issue))

    @property
    def notes_differ(self) -> tuple[Issue, ...]:
        """The issues on which their notes differ, which decides nothing."""
        notes = (
            (issue, {c.scenario.note(issue.id) for c in self.columns}) for issue in self.case.issues
        )
        return tuple(issue for issue, found in notes if len(found) > 1)

    @property
    def texts_differ(self) -> tuple[str, ...]:
        """The other fields that decide nothing in which they differ."""
        first, *others = (column.scenario for column in self.columns)
        return tuple(t for t in _TEXTS if any(getattr(o, t) != getattr(first, t) for o in others))

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
    def unjudged_alike(self) -> bool:
        """Whether what the scenarios say about what the case does not have is the same."""
        return all(column.unjudged == self.columns[0].unjudged for column in self.columns)

    @property
    def same(self) -> bool:
        """Whether choices, readings, days and lines set aside are; titles do not matter."""
        read_alike = self.reading_asked or len({c.own_reading for c in self.columns}) == 1
        of_a_day = self.day_asked or len({c.scenario.as_of for c in self.columns}) == 1
        alike = not self.differing and self.unjudged_alike
        return alike and self.judged_alike and read_alike and of_a_day

    @property
    def ordered_pairs(self) -> list[tuple[int, int]]:
        """Every two of them, each time from the one to the other, by their places."""
        numbers = range(len(self.columns))
        return [(one, other) for one in numbers for other in numbers if one != other]

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
        """The issues to decide otherwise to get from one scenario to the other.

        Where an issue does not apply in the other there is nothing to decide.
        """
        start, end = self.columns[one], self.columns[other]
        return tuple(
            issue
            for issue in self.case.issues
            if end.applies(issue) and start.decided(issue) != end.decided(issue)
        )

    def decided_alike(self, one: int, other: int) -> bool:
        """Whether two scenarios decide the same, also on issues that do not apply."""
        a, b = self.columns[one], self.columns[other]
        return all(a.decided(issue) == b.decided(issue) for issue in self.case.issues)

    def begun_alike(self, one: int, other: int) -> bool:
        """Whether two scenarios begin the same, also on issues that do not apply."""
        a, b = self.columns[one], self.columns[other]
        return all(a.begun(issue) == b.begun(issue) for issue in self.case.issues)

    def effect(self, one: int, other: int) -> Effect:
        """What the way from one scenario to the other does to what is crossed or contested."""
        found: dict[str, list[str]] = {}
        pair = self.columns[one].verdict.lines, self.columns[other].verdict.lines
        for before, after in zip(*pair, strict=True):
            if kind := _effect_on_line(before, after):
                found.setdefault(kind, []).append(after.line.id)
        return Effect(**{kind: tuple(lines) for kind, lines in found.items()})

    def in_order(self, lines: frozenset[str]) -> tuple[str, ...]:
        """The red lines in the case's order."""
        return tuple(line.id for line in self.case.red_lines if line.id in lines)

    def _more(self, small: Column, large: Column) -> tuple[str, ...]:
        return self.in_order(large.crossed - small.crossed)


def _effect_on_line(before: LineVerdict, after: LineVerdict) -> str:
    """The field of :class:`Effect` that the line belongs to; empty for none."""
    crossed, crosses = (v.counted and v.status is LineStatus.CROSSED for v in (before, after))
    if crossed and crosses:
        return ""
    if not (crossed or crosses):
        return _effect_beside_crossings(before, after)
    if crosses:
        return "counts" if before.crossed_aside else "crosses"
    if after.status is LineStatus.CROSSED:
        return "set_aside" if after.set_aside else "uncounted"
    return "ends" if after.status is LineStatus.RESPECTED else after.status.value


def _effect_beside_crossings(before: LineVerdict, after: LineVerdict) -> str:
    """The same of a line that neither crosses."""
    if not (before.counted and after.counted) or before.status is after.status:
        return ""
    if after.status is LineStatus.CONTESTED:
        return "contests"
    settled = before.status is LineStatus.CONTESTED and after.status is LineStatus.RESPECTED
    return "settles" if settled else ""


def _ids(lines: Sequence[LineVerdict]) -> frozenset[str]:
    return frozenset(held.line.id for held in lines)
