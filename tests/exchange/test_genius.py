"""Domains and profiles of Genius, in the forms in which its versions and other tools write them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from planner.errors import FileProblemError
from planner.exchange.imported import Imported
from planner.exchange.reading import imported
from planner.model.case import IssueKind
from tests.files.samples import put

EVALUATOR = '<evaluator ftype="linear" slope="0.1" offset="0"/>'
BOUNDS = 'vtype="integer" lowerbound="10" upperbound="20"'


def domain(folder: Path, price: str, more: str = "") -> Imported:
    """What comes of a file whose one issue is this one, with more behind the objective."""
    objective = f'<objective name="Market">{price}<weight index="1" value="1"/></objective>'
    return imported(
        [put(folder, "market.xml", f"<utility_space>{objective}{more}</utility_space>")]
    )


def price(attributes: str, inside: str = "") -> str:
    return f'<issue index="1" name="Price" {attributes}>{inside}</issue>'


def test_what_a_template_wraps_is_read_as_if_it_stood_alone(tmp_path: Path) -> None:
    """The reservation value is the minimum, and a discount is told."""
    text = f"""<negotiation_template><utility_space><objective name="Market">
    {price(BOUNDS, EVALUATOR)}<weight index="1" value="1"/></objective>
    <reservation value="0.75"/><discount_factor value="0.5"/></utility_space></negotiation_template>
    """
    made = imported([put(tmp_path, "market.xml", text)])
    (line,) = made.case.red_lines
    assert line.points is not None
    assert Fraction(line.points.minimum) == Fraction(3, 4)
    (lost,) = made.left_out
    assert lost.endswith("the discount factor 0.5: a case knows no rounds")


@pytest.mark.parametrize(
    ("evaluator", "why"),
    [
        ('ftype="triangular" parameter0="0" parameter1="9" parameter2="5"', "are triangular"),
        ('ftype="linear" parameter0="0" parameter1="0.1"', "have no slope and offset"),
        ('ftype="linear" slope="0.1"', "have no slope and offset"),
    ],
)
def test_utilities_of_numbers_in_another_form_are_listed_and_make_no_line(
    evaluator: str, why: str, tmp_path: Path
) -> None:
    """They would be worth 0 each: the line would be that of another party."""
    made = domain(tmp_path, price(BOUNDS, f"<evaluator {evaluator}/>"))
    assert f'the profile "market", whose utilities of "Price" {why}' in made.left_out[0]
    assert made.case.red_lines == ()


def test_bounds_of_numbers_stand_at_the_issue_or_in_it(tmp_path: Path) -> None:
    """Older files have them in an element of their own."""
    older = f'<range lowerbound="10" upperbound="20"/>{EVALUATOR}'
    cases = [
        domain(tmp_path, each, '<reservation value="0.6"/>').case
        for each in (price(BOUNDS, EVALUATOR), price('vtype="integer"', older))
    ]
    assert cases[0] == cases[1]
    assert cases[1].issues[0].values == range(10, 21)
    points = cases[1].red_lines[0].points
    assert points is not None
    assert points.given("price", 16) == points.minimum


def test_an_issue_with_items_has_options_whatever_its_values_are(tmp_path: Path) -> None:
    """Numbers with gaps are written so, as is what is no whole number."""
    items = '<item value="10" evaluation="1"/><item value="25" evaluation="2"/>'
    for attributes in ('type="discrete" vtype="integer"', 'type="discrete" vtype="real"'):
        case = domain(tmp_path, price(attributes, items), '<reservation value="0.6"/>').case
        (asked,) = case.issues
        assert asked.kind is IssueKind.ONE
        assert [option.title for option in asked.options] == ["10", "25"]
        points = case.red_lines[0].points
        assert points is not None
        assert [points.given("price", option.id) for option in asked.options] == [
            Fraction(1, 2),
            1,
        ]


@pytest.mark.parametrize(
    ("issue", "reason"),
    [
        (
            price('vtype="integer" lowerbound="1"'),
            'the issue "Price" has no "upperbound"; expected',
        ),
        (price('type="discrete"'), 'the issue "Price" has no values'),
        (price(BOUNDS, EVALUATOR) + '<weight index="1"/>', '<weight> has no "value"'),
    ],
)
def test_a_number_that_is_missing_is_no_zero(issue: str, reason: str, tmp_path: Path) -> None:
    """It is refused with what should stand there."""
    with pytest.raises(FileProblemError) as caught:
        domain(tmp_path, issue)
    assert reason in str(caught.value.problems[0])
