"""Why a line is what it is, in words: because of which choices, or on which issues it depends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from planner.check.conditions import deciding
from planner.check.reasons import Reason, because_of, decided, reasons, terms_that_hold
from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.model.case import Case
from planner.model.conditions import Condition
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Scenario
from planner.reports.words.choices import chosen_sentence
from planner.reports.words.verdicts import CONTRADICTS, listed

if TYPE_CHECKING:
    from planner.check.reach import PointsReach

__all__ = ["depends_on", "incoherence_sentence", "why_lines"]


def why_lines(scenario: Scenario, verdict: Verdict, line: LineVerdict) -> list[str]:
    """What makes the line what it is, a clause for each combination of choices that does.

    ``because Meeting format is “Bilateral”`` for a crossed or contested line, ``depends on Meeting
    format`` for an undecided one; nothing for one that is respected. Of a line by points it is what
    the points come to.
    """
    points = [_points(line.points)] if line.points is not None else []
    if line.status is LineStatus.UNDECIDED:
        return [*points, depends_on(verdict, line.line)]
    if points or line.status is LineStatus.RESPECTED:
        return points
    return [_reason_words(scenario, verdict, reason) for reason in reasons(scenario, verdict, line)]


def _points(reach: PointsReach) -> str:
    from planner.reports.words.points import points_words  # noqa: PLC0415 (few cases have any)

    return points_words(reach)


def depends_on(verdict: Verdict, line: RedLine) -> str:
    """Which undecided issues the line still depends on."""
    terms = (*line.crossed_when, *line.contested_when)
    asks = [condition for term in terms for condition in term.conditions]
    asks += map(Condition, line.points.issues if line.points is not None else ())
    named = deciding(verdict.case, asks, verdict.applies)
    issues = [issue for issue in verdict.undecided if issue in named]
    return f"depends on {_issue_titles(verdict.case, issues)}"


def incoherence_sentence(verdict: Verdict, scenario: Scenario, rule: CoherenceRule) -> str:
    """What contradicts itself and why, without a full stop; it is nobody's red line."""
    clauses = [
        f"because {_chosen(scenario, verdict, known)}"
        for term in terms_that_hold(scenario, verdict, rule.impossible_when)
        if (known := because_of(scenario, verdict, term))
    ]
    because = f" {'; '.join(dict.fromkeys(clauses))}" if clauses else ""
    return f"the scenario {CONTRADICTS}{because}: {rule.title} ({rule.id})"


def _reason_words(scenario: Scenario, verdict: Verdict, reason: Reason) -> str:
    counted = f"contested, which the {verdict.reading} reading counts as crossed: "
    chosen = _chosen(scenario, verdict, reason.decided)
    parts = [f"because {chosen}"] if chosen else []
    if reason.whatever:
        parts.append(f"whatever is chosen on {_issue_titles(verdict.case, reason.whatever)}")
    return f"{counted if reason.contested else ''}{', '.join(parts)}"


def _chosen(scenario: Scenario, verdict: Verdict, issues: Iterable[str]) -> str:
    """What is chosen on those of the issues that are decided; empty where none is."""
    known = decided(scenario, verdict, issues)
    return listed([chosen_sentence(verdict, scenario, issue) for issue in known], "and")


def _issue_titles(case: Case, issues: Iterable[str]) -> str:
    return listed([case.issues_by_id[issue].title for issue in issues], "and")
