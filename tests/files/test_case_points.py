"""Red lines by points: every mistake has its place, and no number is ever rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given

from planner.files.cases.kind import case_kind
from planner.files.toml.source import source_from_text
from planner.model.case import Case
from planner.model.points import Points
from planner.model.red_lines import RedLine
from tests.files.samples import TALKS_TEXT, spoiled, told
from tests.files.test_schema import errors_of
from tests.made_cases import complete_scenarios, mixed_cases, naive_points
from tests.small_cases import case_text

POINTS = {
    "both": (
        ("minimum = 55.5\n", 'minimum = 55.5\ncrossed_when = [{ guarantee = ["pact"] }]\n'),
        (
            '106:1: error: a line by points has no "crossed_when": its points say when it is '
            "crossed; expected points or rules"
        ),
    ),
    "no minimum of points": (
        ("minimum = 55.5\n", ""),
        (
            '108:16: error: the points of the red line "S-2" have no minimum; expected minimum = '
            "POINTS, below which the line is crossed"
        ),
    ),
    "minimum without points": (
        (
            (
                "[red_lines.S-2.points]\nguarantee = { pact = 14, nothing = -8.25 }\nguarantors "
                "= { east = 10, west = 20.10 }\narmy = [{ from = 600000, points = 10 }, { from = "
                "800000, points = 25 }]\n"
            ),
            "",
        ),
        (
            '105:1: error: no issue gives points to the red line "S-2"; expected a table '
            "[red_lines.ID.points]"
        ),
    ),
    "scored_by alone": (
        ('superseded_by = "S-2"', 'superseded_by = "S-2"\nscored_by = "x"'),
        '99:1: error: the red line "S-1" has no points; expected a table [red_lines.ID.points]',
    ),
    "no scored_by": (
        ('scored_by = "a consultant of the Gazette"\n', ""),
        (
            '100:12: warning: the red line "S-2" does not say whose points these are; expected '
            'scored_by = "..."'
        ),
    ),
    "contested below minimum": (
        ("contested_below = 60", "contested_below = 55.5"),
        (
            '106:19: error: "contested_below" is 55.5, but "minimum" is 55.5; expected more than '
            "55.5"
        ),
    ),
    "unreachable minimum": (
        ("minimum = 55.5\ncontested_below = 60", "minimum = 70"),
        (
            '105:1: warning: every scenario crosses the red line "S-2": none comes to more than '
            "69.10"
        ),
    ),
    "minimum always reached": (
        ("minimum = 55.5\ncontested_below = 60", "minimum = -10"),
        (
            '105:1: warning: nothing can cross the red line "S-2": all scenarios come to -8.25 '
            "or more"
        ),
    ),
    "nan": (
        ("minimum = 55.5", "minimum = nan"),
        (
            '105:11: error: "minimum" in [red_lines.S-2] is no finite number; expected a number '
            "of at most 15 digits before the point and 12 behind it"
        ),
    ),
    "inf": (
        ("contested_below = 60", "contested_below = inf"),
        (
            '106:19: error: "contested_below" in [red_lines.S-2] is no finite number; expected a '
            "number of at most 15 digits before the point and 12 behind it"
        ),
    ),
    "endless": (
        ("minimum = 55.5", "minimum = 1e99999999999999999999"),
        (
            '105:11: error: "minimum" in [red_lines.S-2] is no finite number; expected a number '
            "of at most 15 digits before the point and 12 behind it"
        ),
    ),
    "long": (
        ("minimum = 55.5", "minimum = 55.1234567890123"),
        (
            '105:11: error: "minimum" in [red_lines.S-2] is 55.1234567890123, which is too long; '
            "expected a number of at most 15 digits before the point and 12 behind it"
        ),
    ),
    "large": (
        ("minimum = 55.5", "minimum = 1e15"),
        (
            '105:11: error: "minimum" in [red_lines.S-2] is 1E+15, which is too long; '
            "expected a number of at most 15 digits before the point and 12 behind it"
        ),
    ),
    "minimum text": (
        ("minimum = 55.5", 'minimum = "55.5"'),
        (
            '105:11: error: "minimum" in [red_lines.S-2] is the text "55.5"; expected a number '
            "such as 14 or 55.5"
        ),
    ),
    "points unknown issue": (
        ("guarantors = { east = 10", "guarantor = { east = 10"),
        (
            '111:1: error: the case has no issue "guarantor"; expected one of guarantee, '
            'guarantors, army; did you mean "guarantors"?'
        ),
    ),
    "points unknown option": (
        ("guarantors = { east = 10", "guarantors = { eest = 10"),
        (
            '111:16: error: the issue "guarantors" has no option "eest"; expected one of east, '
            'west, union; did you mean "west"?'
        ),
    ),
    "points text": (
        ("guarantors = { east = 10", 'guarantors = { east = "ten"'),
        (
            '111:23: error: "east" in [red_lines.S-2.points.guarantors] is the text "ten"; '
            "expected a number such as 14 or 55.5"
        ),
    ),
    "points number": (
        ("guarantors = { east = 10, west = 20.10 }", "guarantors = 7"),
        (
            '111:14: error: "guarantors" in [red_lines.S-2.points] is the number 7; expected a '
            "table such as { option = 14 } or a list such as [{ from = 100, points = 14 }]"
        ),
    ),
    "points by option of number": (
        (
            "army = [{ from = 600000, points = 10 }, { from = 800000, points = 25 }]",
            "army = { east = 7 }",
        ),
        (
            '112:8: error: the issue "army" is a number; expected a list of steps such as [{ '
            "from = 100, points = 14 }]"
        ),
    ),
    "steps of options": (
        ("guarantors = { east = 10, west = 20.10 }", "guarantors = [{ from = 6, points = 10 }]"),
        (
            '111:14: error: the issue "guarantors" is no number; expected points by option such '
            "as { x = 14 }"
        ),
    ),
    "no points": (
        ("guarantors = { east = 10, west = 20.10 }", "guarantors = {}"),
        (
            '111:14: error: the issue "guarantors" gives no points; expected points, or nothing on '
            "this issue"
        ),
    ),
    "no steps": (
        ("army = [{ from = 600000, points = 10 }, { from = 800000, points = 25 }]", "army = []"),
        '112:8: error: the issue "army" gives no points; expected points, or nothing on this issue',
    ),
    "steps not ascending": (
        ("{ from = 800000, points", "{ from = 500000, points"),
        (
            "112:50: error: this step is from 500000, the one before it from 600000; expected "
            "steps from lower to higher numbers, each once"
        ),
    ),
    "step beyond": (
        ("points = 25 }]", "points = 25 }, { from = 1800000, points = 9 }]"),
        '112:75: warning: no value reaches this step: "maximum" is 1500000',
    ),
    "step without points": (
        ("{ from = 800000, points = 25 }", "{ from = 800000 }"),
        (
            '112:41: error: element 2 of "army" has no "points"; expected a table such as { from '
            "= 100, points = 14 }"
        ),
    ),
    "step unknown": (
        ("{ from = 800000, points = 25 }", "{ from = 800000, point = 25 }"),
        (
            '112:58: error: "point" in [red_lines.S-2.points.army] is no part of a step; '
            'expected one of from, points; did you mean "points"?; a newer planner may have '
            "written this file"
        ),
    ),
    "step no table": (
        ("{ from = 800000, points = 25 }", "25"),
        (
            '112:41: error: element 2 of "army" is the number 25; expected a table such as { '
            "from = 100, points = 14 }"
        ),
    ),
}


@pytest.mark.parametrize(("change", "expected"), POINTS.values(), ids=POINTS.keys())
def test_a_line_by_points_says_what_it_must(change: tuple[str, str], expected: str) -> None:
    """One line for each mistake; a minimum that decides nothing is a warning."""
    assert told(spoiled(TALKS_TEXT, *change)) == [f"talks.case.toml:{expected}"]


@pytest.mark.parametrize(
    ("change", "warned"),
    [
        (("minimum = 55.5\ncontested_below = 60", "minimum = 69.1"), False),
        (("minimum = 55.5\ncontested_below = 60", "minimum = 69.11"), True),
        (("minimum = 55.5\ncontested_below = 60", "minimum = -8.25"), True),
        (("minimum = 55.5\ncontested_below = 60", "minimum = -8.24"), False),
    ],
)
def test_a_minimum_that_decides_nothing_is_told_exactly(
    change: tuple[str, str], *, warned: bool
) -> None:
    """To the hundredth, over options that hold together, steps, and issues that do not apply."""
    assert bool(told(spoiled(TALKS_TEXT, *change))) is warned


@given(mixed_cases())
def test_what_points_can_come_to_is_never_overlooked(case: Case) -> None:
    """A warning that all scenarios cross a line, or none, is true of each of them."""
    picks = list(complete_scenarios(case))
    for words in told(case_text(case)):
        for line in case.red_lines:
            if line.points is None or f'"{line.id}"' not in words:
                continue
            sums = [naive_points(line.points, each) for each in picks]
            if "every scenario crosses" in words:
                assert max(sums) < line.points.minimum
            elif "nothing can cross" in words:
                assert min(sums) >= line.points.minimum


@pytest.mark.parametrize("written", ["55.5", "55.50", "1E+3", "-0.0", "14", "0.000000000001"])
def test_a_number_is_written_back_as_it_was(written: str) -> None:
    """No digit is added, none is lost, whether the file is patched or written anew."""
    old = "nothing = -8.25"
    text = spoiled(TALKS_TEXT, old, f"nothing = {written}")
    source = source_from_text("talks.case.toml", text)
    kind = case_kind("talks.case.toml")
    case = kind.read(source).content
    assert f"nothing = {written} }}" in kind.text_to_save(case)
    changed = evolve(case, title="Other talks")
    assert kind.text_to_save(changed, base=source) == text.replace("The talks", "Other talks")


def test_decimals_are_no_floats() -> None:
    """A tenth thrice is three tenths."""
    text = spoiled(TALKS_TEXT, "minimum = 55.5", "minimum = 0.3")
    case = case_kind().read(source_from_text("talks.case.toml", text)).content
    points = case.red_lines_by_id["S-2"].points
    assert points is not None
    assert points.minimum == Decimal(3) / 10


def patched(text: str, changed: RedLine) -> str:
    """The text of the case once that line took the place of the one with its id."""
    kind = case_kind("talks.case.toml")
    source = source_from_text("talks.case.toml", text)
    case = kind.read(source).content
    lines = tuple(changed if line.id == changed.id else line for line in case.red_lines)
    return kind.text_to_save(evolve(case, red_lines=lines), base=source)


def line_of(text: str, line: str) -> RedLine:
    case = case_kind("talks.case.toml").read(source_from_text("talks.case.toml", text)).content
    return case.red_lines_by_id[line]


def test_points_in_the_place_of_a_rule_leave_no_empty_rule() -> None:
    """An empty one beside points is refused by the schema; a comment beside it stays."""
    text = spoiled(TALKS_TEXT, "below = 800000 } }]\n", "below = 800000 } }]  # soon\n")
    by_points = evolve(
        line_of(text, "S-1"),
        crossed_when=(),
        contested_when=(),
        points=Points(minimum=Decimal(5), of_options={"guarantee": {"pact": Decimal(9)}}),
    )
    after = patched(text, by_points)
    section = after[after.index("[red_lines.S-1]") : after.index("[red_lines.S-2]")]
    assert "_when" not in section
    assert "# soon" in section
    assert errors_of("case", after) == []


def test_points_that_are_taken_back_leave_no_empty_table() -> None:
    """Nothing of them is left but what was written beside them."""
    text = spoiled(TALKS_TEXT, "[red_lines.S-2.points]\n", "# whose?\n[red_lines.S-2.points]\n")
    rule = line_of(text, "S-1").crossed_when
    by_rule = evolve(line_of(text, "S-2"), crossed_when=rule, points=None)
    after = patched(text, by_rule)
    assert "points" not in after[after.index("[red_lines.S-2]") :]
    assert "# whose?" in after
    assert errors_of("case", after) == []
