"""What becomes of a statement, in words: answers, and what each does to the lines coded from it."""

from __future__ import annotations

from collections.abc import Iterable

from planner.check.forwards import Answer, Doing
from planner.model.case import Case
from planner.reports.words.private import id_words
from planner.reports.words.rules import condition_words
from planner.reports.words.verdicts import listed

__all__ = ["answer_title", "does_words"]


def answer_title(case: Case, answer: Answer) -> str:
    """``Security guarantee: NATO membership``, or the condition in words."""
    if answer.condition.any:
        return f"{answer.issue.title}: {answer.issue.option(answer.condition.any[0]).title}"
    return condition_words(case, answer.condition)


def does_words(answer: Answer) -> str:
    """What the statement says on it, and what choosing it does, as clauses without a full stop."""
    said = [
        *(["the statement speaks for it"] if answer.supported else []),
        *(["the statement speaks against it"] if answer.opposed else []),
        *_lines("crosses", answer.crosses),
        *_lines("leaves contested:", answer.contests),
    ]
    return "; ".join(said)


def _lines(verb: str, doings: Iterable[Doing]) -> list[str]:
    doings = tuple(doings)
    alone = [id_words(doing.line) for doing in doings if doing.alone]
    joined = [id_words(doing.line) for doing in doings if not doing.alone]
    words = [f"{verb} {listed(alone, 'and')}"] if alone else []
    if joined:
        words.append(f"{verb} {listed(joined, 'and')} together with another choice")
    return words
