"""Domains and profiles of Genius, in the forms in which its versions and other tools write them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from planner.exchange.imported import Imported
from planner.exchange.reading import imported
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
