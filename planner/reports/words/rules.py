"""Rules in words: when a red line is crossed, when an issue applies, in as few words as say it.

A long list of options folds into the few that it leaves out, or into ranges in the case's order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Condition, Term
from planner.model.red_lines import RedLine
from planner.reports.words.verdicts import listed

__all__ = ["applies_words", "condition_words", "rule_lines", "term_words"]

_MANY = 3
"""From how many options on a list folds into those that it leaves out, if these are fewer."""
_RUN = 4
"""From how many neighbours on a list names only the first and the last of them."""


def rule_lines(case: Case, line: RedLine) -> list[str]:
    """The red line's rule in words, a line for each combination.

    ``crossed when Ceasefire timing is “Ceasefire first”``, then ``contested when ...``; of a line
    by points when it is crossed, when contested, and whose points these are.
    """
    if line.points is not None:
        from planner.reports.words.points import points_lines  # noqa: PLC0415 (few cases have any)

        return points_lines(line.points)
    words = [("crossed when", line.crossed_when), ("contested when", line.contested_when)]
    return [
        f"{'or ' if nth else ''}{opening} {term_words(case, term)}"
        for opening, terms in words
        for nth, term in enumerate(terms)
    ]


def applies_words(case: Case, issue: Issue) -> str:
    """``only asked where Guarantee is “NATO-style”``; empty if the issue always applies."""
    if not issue.applies_when:
        return ""
    terms = [term_words(case, term) for term in issue.applies_when]
    return f"only asked where {'; or where '.join(terms)}"


def term_words(case: Case, term: Term) -> str:
    """The combination in words; from three conditions on they stand apart."""
    clauses = [condition_words(case, condition) for condition in term.conditions]
    if len(clauses) < _MANY:
        return " and ".join(clauses)
    return f"{'; '.join(clauses[:-1])}; and {clauses[-1]}"


def condition_words(case: Case, condition: Condition) -> str:
    """``Meeting format holds neither “Bilateral” nor “Trilateral”``, without a full stop.

    Without any part, as only statements have it: ``speaks on Territory, but names none of ...``.
    """
    issue = case.issues_by_id[condition.issue]
    if condition.is_silent:
        answers = "no number" if issue.kind is IssueKind.NUMBER else "none of its options"
        return f"speaks on {issue.title}, but names {answers}"
    return f"{issue.title} {' and '.join(_parts(issue, condition))}"


def _parts(issue: Issue, condition: Condition) -> Iterator[str]:
    """What the condition asks of the issue, a predicate each."""
    if condition.applies is not None:
        yield "applies" if condition.applies else "does not apply"
    if condition.at_from is not None or condition.below is not None:
        yield f"is {_bounds(issue, condition)}"
    held = [words for words in (_all(issue, condition.all), _any(issue, condition.any)) if words]
    verb = "holds" if issue.kind is IssueKind.ANY else "is"
    if held:
        yield f"{verb} {', and '.join(held)}{_without(issue, condition.none)}"
    elif condition.none:
        yield _none(issue, condition.none, verb)


def _bounds(issue: Issue, condition: Condition) -> str:
    at_from, below, unit = condition.at_from, condition.below, f" {issue.unit}".rstrip()
    if at_from is None:
        return f"below {below:,}{unit}"
    if below is None:
        return f"{at_from:,}{unit} or more"
    first = max(at_from, issue.minimum)
    values = [value for value in issue.values[_place(issue, first) :][:2] if value < below]
    if len(values) == 1:
        return f"{values[0]:,}{unit}"
    return f"from {at_from:,} to below {below:,}{unit}"


def _place(issue: Issue, value: int) -> int:
    """Of the issue's values, which is the first that is no less."""
    return -((issue.minimum - value) // issue.step)


def _any(issue: Issue, options: Sequence[str]) -> str:
    if not options:
        return ""
    left_out = _left_out(issue, options)
    if left_out is None:
        return listed(_titles(issue, options), "or")
    return f"any option but {listed(left_out, 'and')}" if left_out else "any of its options"


def _all(issue: Issue, options: Sequence[str]) -> str:
    if not options:
        return ""
    left_out = _left_out(issue, options)
    if left_out is None:
        return listed(_titles(issue, options), "and")
    return f"all but {listed(left_out, 'and')}" if left_out else "all of its options"


def _none(issue: Issue, options: Sequence[str], verb: str) -> str:
    titles = _titles(issue, options)
    if len(titles) == 1 and len(options) == 1:
        return f"does not hold {titles[0]}" if verb == "holds" else f"is not {titles[0]}"
    return f"{verb} {_none_words(issue, options)}"


def _without(issue: Issue, options: Sequence[str]) -> str:
    """``but not “A”``, what else is asked of an issue that holds something."""
    if not options:
        return ""
    joint = "but" if _left_out(issue, options) is None else "and"
    one = len(options) == 1
    words = f"not {_titles(issue, options)[0]}" if one else _none_words(issue, options)
    return f" {joint} {words}"


def _none_words(issue: Issue, options: Sequence[str]) -> str:
    """``neither “A” nor “B”``, ``none of “A”, “B” and “C”``, ``no option but “D”``."""
    left_out = _left_out(issue, options)
    if left_out is not None:
        return f"no option but {listed(left_out, 'and')}" if left_out else "none of its options"
    titles = _titles(issue, options)
    if len(options) < _MANY:
        return f"neither {' nor '.join(titles)}"
    return f"none of {listed(titles, 'and')}"


def _left_out(issue: Issue, options: Collection[str]) -> list[str] | None:
    """The titles of the options that the list leaves out, where naming these is shorter."""
    left_out = [option for option in issue.by_id if option not in options]
    if len(options) < _MANY or len(left_out) >= len(options):
        return None
    return _titles(issue, left_out)


def _titles(issue: Issue, options: Collection[str]) -> list[str]:
    """The titles in quotation marks, neighbours in the case's order as a range if they are many."""
    runs: list[list[str]] = []
    open_run = False
    for option in issue.by_id.values():
        if option.id not in options:
            open_run = False
            continue
        if open_run:
            runs[-1].append(f"“{option.title}”")
        else:
            runs.append([f"“{option.title}”"])
        open_run = True
    return [
        words for run in runs for words in ([f"{run[0]} to {run[-1]}"] if len(run) >= _RUN else run)
    ]
