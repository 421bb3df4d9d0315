"""Why a line is crossed or contested: the combinations of choices that make it so, as ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.model.case import Issue, IssueKind
from planner.model.conditions import Condition, Pick, Term
from planner.model.scenario import Scenario

__all__ = ["Reason", "because_of", "decided", "reasons", "terms_that_hold"]


class Reason(NamedTuple):
    """What makes a line what it is, whatever is chosen on all other issues.

    ``decided`` are the issues that are decided so, or do not apply, and before one that makes the
    line so by applying or not those that decide this; ``whatever`` those on which any choice would
    do. Where ``contested`` is true the source leaves it open, which the reading counts as crossed.
    """

    decided: tuple[str, ...] = ()
    whatever: tuple[str, ...] = ()
    contested: bool = False


def reasons(scenario: Scenario, verdict: Verdict, line: LineVerdict) -> tuple[Reason, ...]:
    """What makes the line crossed or contested, a reason for each combination that does.

    Nothing for a line that is neither. Of a line by points it is all that gives points.
    """
    held = line.line
    if line.status not in (LineStatus.CROSSED, LineStatus.CONTESTED):
        return ()
    if held.points is not None:
        return (_together(scenario, verdict, held.issues),)
    found: list[Reason] = []
    if line.status is LineStatus.CROSSED:
        found = _reasons(scenario, verdict, held.crossed_when)
    if not found:
        counted_so = line.status is LineStatus.CROSSED
        found = _reasons(scenario, verdict, held.contested_when, contested=counted_so)
    # No single combination may hold yet, while every way to decide the rest makes one hold.
    return tuple(found) or (_together(scenario, verdict, held.issues),)


def terms_that_hold(
    scenario: Scenario, verdict: Verdict, terms: Iterable[Term]
) -> tuple[Term, ...]:
    """The combinations that are true however the undecided issues are decided."""
    return tuple(
        term
        for term in terms
        if all(_holds(scenario, verdict, condition) for condition in term.conditions)
    )


def decided(scenario: Scenario, verdict: Verdict, issues: Iterable[str]) -> tuple[str, ...]:
    """Those of the issues that are decided or certainly do not apply, each once."""
    return tuple(
        issue
        for issue in dict.fromkeys(issues)
        if verdict.applies(issue) is False or scenario.pick(issue) is not None
    )


def because_of(scenario: Scenario, verdict: Verdict, term: Term) -> tuple[str, ...]:
    """The issues that make a combination true that holds: decided so, or not applying.

    Before one that does it by applying or not stand those that decide whether it applies.
    """
    applying = [each.issue for each in term.conditions if _by_applying(scenario, verdict, each)]
    behind = [other for issue in applying for other in _behind(scenario, verdict, issue)]
    chosen = [each.issue for each in term.conditions if not _holds_whatever(verdict, each)]
    return tuple(dict.fromkeys((*behind, *decided(scenario, verdict, chosen))))


def _reasons(
    scenario: Scenario, verdict: Verdict, terms: Iterable[Term], *, contested: bool = False
) -> list[Reason]:
    found: dict[Reason, None] = {}
    for term in terms_that_hold(scenario, verdict, terms):
        known = because_of(scenario, verdict, term)
        chosen = any(issue in known for issue in term.issues)
        whatever = () if chosen else tuple(dict.fromkeys(term.issues))
        found[Reason(known, whatever, contested)] = None
    return [*found]


def _holds_whatever(verdict: Verdict, condition: Condition) -> bool:
    """Whether the condition is true because its issue applies, and no choice there matters."""
    return condition.is_applies_alone and verdict.applies(condition.issue) is True


def _by_applying(scenario: Scenario, verdict: Verdict, condition: Condition) -> bool:
    """Whether what is chosen on its issue is not what makes the condition true."""
    return (
        condition.is_applies_alone
        or scenario.pick(condition.issue) is None
        or verdict.applies(condition.issue) is False
    )


def _behind(scenario: Scenario, verdict: Verdict, issue: str) -> Iterator[str]:
    """The decided issues because of which the issue applies or does not, the first cause first."""
    asked = verdict.case.issues_by_id[issue].applies_when
    applies = verdict.applies(issue)
    if applies is None:
        return
    if applies:
        terms = terms_that_hold(scenario, verdict, asked) or asked
        named = [each.issue for term in terms for each in term.conditions]
    else:
        conditions = [each for term in asked for each in term.conditions]
        named = [each.issue for each in conditions if not _holds(scenario, verdict, each)]
    for other in dict.fromkeys(named):
        yield from _behind(scenario, verdict, other)
        yield from decided(scenario, verdict, (other,))


def _together(scenario: Scenario, verdict: Verdict, issues: Iterable[str]) -> Reason:
    known = decided(scenario, verdict, issues)
    return Reason(known, tuple(issue for issue in issues if issue not in known))


def _holds(scenario: Scenario, verdict: Verdict, condition: Condition) -> bool:
    """Whether the condition is true however the undecided issues are decided."""
    issue = verdict.case.issues_by_id[condition.issue]
    applies = verdict.applies(issue.id)
    pick = scenario.pick(issue.id)
    here = _always(issue, condition) if pick is None else true_of(condition, pick)
    if applies is None:
        return here and not condition.is_false_away
    return here if applies else not condition.is_false_away


def true_of(condition: Condition, pick: Pick) -> bool:
    """Whether the condition is true of an issue that applies and is decided."""
    if condition.applies is False:
        return False
    if isinstance(pick, int):
        return (condition.at_from is None or condition.at_from <= pick) and (
            condition.below is None or pick < condition.below
        )
    held = {pick} if isinstance(pick, str) else {*pick}
    return (
        (not condition.any or bool(held & {*condition.any}))
        and held >= {*condition.all}
        and not held & {*condition.none}
    )


def _always(issue: Issue, condition: Condition) -> bool:
    """Whether the condition is true of the issue where it applies, whatever is chosen."""
    if condition.applies is False:
        return False
    if issue.kind is IssueKind.NUMBER:
        at_from, below = condition.at_from, condition.below
        return (at_from is None or at_from <= issue.minimum) and (
            below is None or issue.values[-1] < below
        )
    fewest = issue.at_least if issue.kind is IssueKind.ANY else 1
    others = len(issue.options) - len({*condition.any})
    return (
        (not condition.any or others < fewest)
        and (not condition.all or fewest == len(issue.options))
        and (not condition.none or issue.most == 0)
    )
