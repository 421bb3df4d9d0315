"""Every question of the analysis is answered in words and in JSON: the tables name the same."""

from __future__ import annotations

from planner.analysis.questions import NAMES, QUESTIONS
from planner.reports.content.analysis import SECTIONS, TITLES
from planner.reports.formats.json_analysis import KEYS


def test_all_tables_name_the_same_questions() -> None:
    """A question without a title, a section or its keys in JSON would be asked and not told."""
    assert set(NAMES) == set(TITLES) == set(SECTIONS) == set(KEYS)
    assert len(NAMES) == len(set(NAMES))


def test_every_question_can_be_asked() -> None:
    """Its module is there and says how."""
    assert all(callable(question.ask) for question in QUESTIONS)
