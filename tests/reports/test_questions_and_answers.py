"""Every question of the analysis is answered in words and in JSON: the tables name the same."""

from __future__ import annotations

from planner.analysis.questions import NAMES, QUESTIONS
from planner.reports.content.analysis import SHOWN


def test_both_tables_name_the_same_questions() -> None:
    """A question without a title, a section or its keys in JSON would be asked and not told."""
    assert set(NAMES) == set(SHOWN)
    assert len(NAMES) == len(set(NAMES))


def test_every_question_can_be_asked() -> None:
    """Its module is there and says how."""
    assert all(callable(question.ask) for question in QUESTIONS)
