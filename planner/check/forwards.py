"""From a statement forwards: the lines coded from it, the answers they concern, who chooses those.

Evidence is mostly read backwards, from a verdict to its quotes. This is the other way: what becomes
of a quote in the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.check.reasons import true_of
from planner.check.verdict import Verdict
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Condition, Term
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario
from planner.model.statements import Statement

__all__ = ["Answer", "Doing", "answers_from", "chooses", "lines_from"]


@frozen(eq=False, repr=False)
class Doing(Compared):
    """What an answer does to a line; ``alone`` is false where other choices must join it."""

    line: RedLine
    alone: bool


@frozen(eq=False, repr=False)
class Answer(Compared):
    """An answer to an issue that a statement, or a line coded from it, is about.

    A scenario has chosen it where the ``condition`` is true of its choice. ``supported`` and
    ``opposed`` say what the statement itself says on it.
    """

    issue: Issue
    condition: Condition
    supported: bool = False
    opposed: bool = False
    crosses: tuple[Doing, ...] = ()
    contests: tuple[Doing, ...] = ()


def lines_from(case: Case, statement: Statement) -> tuple[RedLine, ...]:
    """The red lines that name the statement as evidence, in the case's order."""
    return tuple(line for line in case.red_lines if statement.id in line.evidence)


def answers_from(case: Case, statement: Statement) -> tuple[Answer, ...]:
    """The answers in the case's order of issues and options.

    Of options each stands alone; of a number each range that is named, and of options that hold
    together also what asks for none of them.
    """
    lines = lines_from(case, statement)
    return tuple(
        answer
        for issue in case.issues
        for condition in _candidates(issue, statement, lines)
        if (answer := _answer(issue, condition, statement, lines)) is not None
    )


def chooses(scenario: Scenario, verdict: Verdict, answer: Answer) -> bool:
    """Whether the scenario has chosen the answer, on an issue that applies or may yet."""
    pick = scenario.pick(answer.issue.id)
    if pick is None or verdict.applies(answer.issue.id) is False:
        return False
    return true_of(answer.condition, pick)


def _candidates(
    issue: Issue, statement: Statement, lines: Iterable[RedLine]
) -> Iterator[Condition]:
    if issue.kind is not IssueKind.NUMBER:
        yield from (Condition(issue.id, any=(option.id,)) for option in issue.options)
    if issue.kind is IssueKind.ONE:
        return
    terms = (*_terms(lines, "crossed_when"), *_terms(lines, "contested_when"))
    named = [c for _, term in terms for c in term.conditions]
    seen = set()
    for condition in (*statement.supports, *statement.opposes, *named):
        if condition.issue != issue.id or condition in seen:
            continue
        seen.add(condition)
        asks_bounds = condition.at_from is not None or condition.below is not None
        if asks_bounds or (condition.none and not (condition.any or condition.all)):
            yield condition


def _terms(lines: Iterable[RedLine], which: str) -> Iterator[tuple[RedLine, Term]]:
    for line in lines:
        terms: tuple[Term, ...] = getattr(line, which)
        yield from ((line, term) for term in terms)


def _answer(
    issue: Issue, condition: Condition, statement: Statement, lines: tuple[RedLine, ...]
) -> Answer | None:
    answer = Answer(
        issue,
        condition,
        supported=any(_speaks(issue, condition, said) for said in statement.supports),
        opposed=any(_speaks(issue, condition, said) for said in statement.opposes),
        crosses=_doings(issue, condition, _terms(lines, "crossed_when")),
        contests=_doings(issue, condition, _terms(lines, "contested_when")),
    )
    crossed = {doing.line.id for doing in answer.crosses if doing.alone}
    contests = tuple(doing for doing in answer.contests if doing.line.id not in crossed)
    answer = evolve(answer, contests=contests)
    said = answer.supported or answer.opposed or answer.crosses or answer.contests
    return answer if said else None


def _speaks(issue: Issue, condition: Condition, said: Condition) -> bool:
    """Whether what is said on the issue asks for the answer."""
    if said.issue != issue.id:
        return False
    return said == condition or any(option in (*said.any, *said.all) for option in condition.any)


def _doings(
    issue: Issue, condition: Condition, terms: Iterable[tuple[RedLine, Term]]
) -> tuple[Doing, ...]:
    found: dict[str, Doing] = {}
    for line, term in terms:
        asked = [c for c in term.conditions if c.issue == issue.id]
        if not asked or not all(_meets(issue, condition, c) for c in asked):
            continue
        needs_more = any(len(c.all) > 1 or (c.any and c.none) for c in asked)
        alone = len(term.conditions) == len(asked) and not (
            needs_more and issue.kind is IssueKind.ANY
        )
        known = found.get(line.id)
        found[line.id] = Doing(line, alone or (known is not None and known.alone))
    return tuple(found.values())


def _meets(issue: Issue, condition: Condition, asked: Condition) -> bool:
    """Whether the answer is what the condition of a rule asks for, or a part of that."""
    if asked == condition:
        return True
    if not condition.any:
        return False
    if issue.kind is IssueKind.ONE:
        return true_of(asked, condition.any[0])
    return any(option in (*asked.any, *asked.all) for option in condition.any)
