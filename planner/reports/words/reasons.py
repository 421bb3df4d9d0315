"""Why a line is what it is, in words: because of which choices, or on which issues it depends."""

from __future__ import annotations

from collections.abc import Iterable

from planner.check.reasons import Reason, decided, reasons, terms_that_hold
from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.model.case import Case
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Scenario
from planner.reports.words.choices import chosen_sentence
from planner.reports.words.verdicts import listed

__all__ = ["depends_on", "incoherence_sentence", "why_lines"]


def why_lines(scenario: Scenario, verdict: Verdict, line: LineVerdict) -> list[str]:
    """What makes the line what it is, a clause for each combination of choices that does.

    ``because Meeting format is “Bilateral”`` for a crossed or contested line, ``depends on Meeting
    format`` for an undecided one; nothing for one that is respected.
    """
    if line.status is LineStatus.RESPECTED:
        return []
    if line.status is LineStatus.UNDECIDED:
        return [depends_on(verdict, line.line)]
    return [_reason_words(scenario, verdict, reason) for reason in reasons(scenario, verdict, line)]


def depends_on(verdict: Verdict, line: RedLine) -> str:
    """Which undecided issues the line still depends on."""
    issues = [issue for issue in _reaching(verdict.case, line) if issue in verdict.undecided]
    return f"depends on {_issue_titles(verdict.case, issues)}"


def incoherence_sentence(verdict: Verdict, scenario: Scenario, rule: CoherenceRule) -> str:
    """What contradicts itself and why, without a full stop; it is nobody's red line."""
    clauses = [
        f"because {_chosen(scenario, verdict, term.issues)}"
        for term in terms_that_hold(scenario, verdict, rule.impossible_when)
        if decided(scenario, verdict, term.issues)
    ]
    because = f" {'; '.join(dict.fromkeys(clauses))}" if clauses else ""
    return f"the scenario contradicts itself{because}: {rule.title} ({rule.id})"


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
    picks = {issue: scenario.pick(issue) for issue in known}
    return listed(
        [chosen_sentence(verdict.case, i, p) for i, p in picks.items() if p is not None], "and"
    )


def _reaching(case: Case, line: RedLine) -> Iterable[str]:
    """The issues that the line depends on, and those that decide whether these apply."""
    found: dict[str, None] = {}
    todo = [*reversed(line.issues)]
    while todo:
        issue = todo.pop()
        if issue not in found:
            found[issue] = None
            applies_when = case.issues_by_id[issue].applies_when
            todo += [named for term in reversed(applies_when) for named in reversed(term.issues)]
    return found


def _issue_titles(case: Case, issues: Iterable[str]) -> str:
    return listed([case.issues_by_id[issue].title for issue in issues], "and")
