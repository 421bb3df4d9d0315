"""What became of a case, and what that does to a scenario: two states of one case compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

import attrs
from attrs import frozen

from planner.by_fields import Compared, Printed
from planner.check.as_of import case_as_of
from planner.check.checker import check
from planner.check.verdict import Verdict
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Scenario, fitted

__all__ = ["CaseChanges", "Flip", "TwoVerdicts", "judged_by_both"]

_Noun = TypeVar("_Noun")


@frozen(slots=False, eq=False, repr=False)
class CaseChanges(Printed):
    """What ``after`` has that ``before`` has not, and the other way round, by ids.

    Options are named as pairs of issue and option. Titles and texts that only read differently are
    changes too: they may mean something else now.
    """

    before: Case
    after: Case

    @cached_property
    def issues_gone(self) -> tuple[str, ...]:
        """The issues that only the earlier case asks."""
        return _missing(self.before.issues_by_id, self.after.issues_by_id)

    @cached_property
    def issues_new(self) -> tuple[str, ...]:
        """The issues that only the later case asks."""
        return _missing(self.after.issues_by_id, self.before.issues_by_id)

    @cached_property
    def issues_changed(self) -> Mapping[str, tuple[str, ...]]:
        """The issues that ask otherwise, with the names of what differs; options stand apart."""
        return _changed(self.before.issues_by_id, self.after.issues_by_id, but={"options"})

    @cached_property
    def options_gone(self) -> tuple[tuple[str, str], ...]:
        """The options that are gone from issues that are still asked."""
        return _options_missing(self.before, self.after)

    @cached_property
    def options_new(self) -> tuple[tuple[str, str], ...]:
        """The new options of issues that were asked before."""
        return _options_missing(self.after, self.before)

    @cached_property
    def options_changed(self) -> tuple[tuple[str, str], ...]:
        """The options that read otherwise; what is evidence of them does not matter."""
        return tuple(
            (issue.id, option)
            for issue in self.before.issues
            if (now := self.after.issues_by_id.get(issue.id)) is not None
            for option in _changed(issue.by_id, now.by_id, but={"evidence"})
        )

    @cached_property
    def lines_gone(self) -> tuple[str, ...]:
        """The red lines that are no longer coded."""
        return _missing(self.before.red_lines_by_id, self.after.red_lines_by_id)

    @cached_property
    def lines_new(self) -> tuple[str, ...]:
        """The red lines that were not coded before."""
        return _missing(self.after.red_lines_by_id, self.before.red_lines_by_id)

    @cached_property
    def lines_changed(self) -> Mapping[str, tuple[str, ...]]:
        """The red lines that are coded differently, with the names of what differs."""
        return _changed(self.before.red_lines_by_id, self.after.red_lines_by_id)

    @cached_property
    def parties_gone(self) -> tuple[str, ...]:
        """The parties that are gone."""
        return _missing(self.before.parties_by_id, self.after.parties_by_id)

    @cached_property
    def parties_new(self) -> tuple[str, ...]:
        """The parties that are new."""
        return _missing(self.after.parties_by_id, self.before.parties_by_id)

    @cached_property
    def parties_changed(self) -> Mapping[str, tuple[str, ...]]:
        """The parties that have another name or other members, with the names of what differs."""
        return _changed(self.before.parties_by_id, self.after.parties_by_id)

    @cached_property
    def statements_changed(self) -> tuple[str, ...]:
        """The statements that are gone, new or read differently."""
        return _unlike(self.before.statements_by_id, self.after.statements_by_id)

    @cached_property
    def statements_reread(self) -> Mapping[str, tuple[str, ...]]:
        """Of these, those that both have, with the names of what differs."""
        return _changed(self.before.statements_by_id, self.after.statements_by_id)

    @cached_property
    def rules_changed(self) -> tuple[str, ...]:
        """The coherence rules that are gone, new or read differently."""
        return _unlike(
            *({rule.id: rule for rule in c.coherence} for c in (self.before, self.after))
        )

    @property
    def reading_changed(self) -> bool:
        """Whether the case's own reading is another."""
        return self.before.reading is not self.after.reading

    @property
    def day_changed(self) -> bool:
        """Whether the sources of the case were read until another day."""
        return self.before.as_of != self.after.as_of


@frozen(eq=False, repr=False)
class Flip(Compared):
    """A red line or a party on which the two verdicts differ.

    ``before`` and ``after`` are statuses, ``None`` where the case does not have the line or the
    party. A line that is not counted has the status ``not counted``.
    """

    id: str
    before: str | None
    after: str | None


@frozen(eq=False, repr=False)
class TwoVerdicts(Printed):
    """One scenario judged by two states of its case."""

    changes: CaseChanges
    before: Verdict
    after: Verdict
    lines: tuple[Flip, ...]
    parties: tuple[Flip, ...]

    @property
    def crossed(self) -> bool:
        """Whether a counted line is crossed under either."""
        return bool(self.before.crossed or self.after.crossed)


def judged_by_both(
    scenario: Scenario,
    before: Case,
    after: Case,
    *,
    reading: Reading | None = None,
    set_aside: Iterable[str] | None = None,
) -> TwoVerdicts:
    """The scenario under both cases, as of its day; what one does not have is undecided there."""
    aside = None if set_aside is None else tuple(set_aside)
    as_judged = (case_as_of(case, scenario.as_of) for case in (before, after))
    then, now = (
        check(case, fitted(scenario, case), reading=reading, set_aside=aside) for case in as_judged
    )
    return TwoVerdicts(
        CaseChanges(before, after),
        then,
        now,
        _flips(then, now, _line_statuses),
        _flips(then, now, _party_statuses),
    )


def _missing(held: Iterable[str], other: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in held if name not in other)


def _options_missing(held: Case, other: Case) -> tuple[tuple[str, str], ...]:
    return tuple(
        (issue.id, option.id)
        for issue in held.issues
        if issue.id in other.issues_by_id
        for option in issue.options
        if option.id not in other.issues_by_id[issue.id].by_id
    )


def _unlike(before: Mapping[str, _Noun], after: Mapping[str, _Noun]) -> tuple[str, ...]:
    return tuple(name for name in {**before, **after} if before.get(name) != after.get(name))


def _changed(
    before: Mapping[str, Any], after: Mapping[str, Any], but: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """What both have and is not the same, with the names of the attributes that differ."""
    return {
        name: what
        for name, then in before.items()
        if (now := after.get(name)) is not None
        and (what := tuple(n for n in _differing(then, now) if n not in but))
    }


def _differing(before: Any, after: Any) -> Iterator[str]:
    for field in attrs.fields(type(before)):
        if getattr(before, field.name) != getattr(after, field.name):
            yield field.name


def _flips(
    before: Verdict, after: Verdict, statuses: Callable[[Verdict], dict[str, str]]
) -> tuple[Flip, ...]:
    then, now = statuses(before), statuses(after)
    return tuple(
        Flip(name, then.get(name), now.get(name))
        for name in {**then, **now}
        if then.get(name) != now.get(name)
    )


def _line_statuses(verdict: Verdict) -> dict[str, str]:
    return {
        held.line.id: held.status.value if held.counted else "not counted" for held in verdict.lines
    }


def _party_statuses(verdict: Verdict) -> dict[str, str]:
    return {held.party.id: held.status.value for held in verdict.parties}
