"""The list of cases."""

from __future__ import annotations

from attrs import evolve

from planner.reports.content.cases import case_list
from planner.reports.formats.json_cases import case_entry
from planner.reports.formats.text import REPORT, text_lines
from tests.reports.small_case import CASE


def test_each_case_says_what_it_is_and_where() -> None:
    """Id, title, day, sizes, path."""
    assert text_lines([case_list([("/cases/small.case.toml", CASE)])], 100, REPORT) == [
        "small · Small talks, as of 2025-08-19",
        "    4 parties, 3 issues, 7 options, 12 scenarios, 3 red lines",
        "    /cases/small.case.toml",
    ]


def test_cases_stand_apart() -> None:
    """An empty line between two, none at the ends."""
    lines = text_lines([case_list([("a", CASE), ("b", CASE)])], 100, REPORT)
    assert [n for n, line in enumerate(lines) if not line] == [3]


def test_the_entry_for_a_program_holds_exact_numbers() -> None:
    """The number of scenarios may be larger than any machine integer."""
    assert case_entry("p", CASE) == {
        "id": "small",
        "title": "Small talks",
        "as_of": "2025-08-19",
        "parties": 4,
        "issues": 3,
        "options": 7,
        "scenarios": 12,
        "red_lines": 3,
        "path": "p",
    }
    assert case_entry("p", evolve(CASE, as_of=None))["as_of"] is None
