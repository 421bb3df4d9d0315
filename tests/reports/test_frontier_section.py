"""The frontier in words and as plain data: no ranking, no sum over parties."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from planner.analysis.questions.analyse import analyse
from planner.analysis.questions.premises import Premises
from planner.model.case import Case
from planner.model.points import Points
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.statements import Strength
from planner.reports.content.analysis import sections
from planner.reports.content.analysis.finding import Section
from planner.reports.content.analysis.result import analysis_result
from planner.reports.formats.text import FINDINGS, text_lines
from tests.small_cases import made_case, numbered_issues, numbered_parties


def line(party: str, minimum: str, **points: dict[str, str]) -> RedLine:
    """A line by points of a party."""
    given = {i: {o: Decimal(p) for o, p in of.items()} for i, of in points.items()}
    return RedLine(
        f"P-{party}",
        party,
        "Points",
        points=Points(Decimal(minimum), scored_by="its aide", of_options=given),
        strength=Strength.DECLARED,
    )


CASE = made_case(
    "shares",
    parties=numbered_parties(2),
    issues=numbered_issues([3, 2]),
    red_lines=(
        line("p0", "0.5", i0={"o0": "2.5", "o1": "2.5", "o2": "1"}, i1={"o0": "0"}),
        line("p1", "1", i0={"o0": "1", "o1": "1", "o2": "2"}, i1={"o0": "0", "o1": "0"}),
    ),
)


def section_of(case: Case, reading: Reading = Reading.FIRM, **more: Any) -> Section:
    """The section on the frontier."""
    (found,) = sections(analyse(Premises(case, reading, **more), ["frontier"]))
    return found


def words(found: Section) -> str:
    """All that the section says, in one line."""
    blocks = [*found.summary, *(block for finding in found.findings for block in finding.blocks)]
    return " ".join(" ".join(text_lines(blocks, 1_000, FINDINGS)).split())


def test_each_set_of_points_says_whose_they_are_and_how_many_come_to_it() -> None:
    """2.5 and 1 in four scenarios, 1 and 2 in two: neither beats the other."""
    found = section_of(CASE)
    assert found.title == "Frontier"
    assert found.short == "2 sets of points"
    assert [(finding.title, finding.note) for finding in found.findings] == [
        ("P-p0 2.5, P-p1 1", "4 scenarios"),
        ("P-p0 1, P-p1 2", "2 scenarios"),
    ]
    assert "No other clear scenario gives each line by points at least as many points" in words(
        found
    )
    assert "as scored by its aide" in words(found)


def test_as_plain_data_points_are_exact_and_choices_are_complete() -> None:
    """By line, with the first scenario in the case's order."""
    found = analysis_result(
        analyse(Premises(CASE, Reading.FIRM), ["frontier"]), frozenset(["frontier"])
    )
    assert found["complete"] is True
    assert found["frontier"] == {
        "listed": [
            {
                "points": {"P-p0": 2.5, "P-p1": 1},
                "scenarios": 4,
                "choices": {"i0": "o0", "i1": "o0"},
            },
            {
                "points": {"P-p0": 1, "P-p1": 2},
                "scenarios": 2,
                "choices": {"i0": "o2", "i1": "o0"},
            },
        ],
        "beyond": 0,
        "without_points": [],
    }


def test_a_party_without_points_is_named_instead() -> None:
    """Words, and no list that could be taken for one."""
    silent = evolve(CASE, parties=numbered_parties(3))
    found = section_of(silent)
    assert found.findings == ()
    assert f"{silent.parties[2].name} has no counted line by points" in words(found)
    result = analysis_result(
        analyse(Premises(silent, Reading.FIRM), ["frontier"]), frozenset(["frontier"])
    )
    assert result["frontier"] == {"listed": None, "beyond": None, "without_points": ["p2"]}


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (evolve(CASE, red_lines=(line("p0", "9"), line("p1", "0"))), "No scenario is clear."),
        (evolve(CASE, red_lines=()), "counts no line, so it says nothing about the frontier"),
    ],
)
def test_where_there_is_nothing_to_compare_that_is_said(case: Case, said: str) -> None:
    """Nothing clear, or no line that counts."""
    assert said in words(section_of(case))
