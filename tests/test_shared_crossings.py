"""Scenarios in groups that cross the same lines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.check.checker import Checker, check
from planner.check.shared_crossings import groups, line_shares
from planner.check.verdict import Verdict
from planner.files.scenarios.reading import read_scenario
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from planner.reports.content.folder_board import folder_blocks
from planner.reports.formats.text import PANE, text_lines

_EXAMPLES = sorted((Path(__file__).parents[1] / "scenarios").glob("*.toml"))
_CASE = read_scenario(_EXAMPLES[0]).case
_CHECKER = Checker(_CASE)


def crossed(verdict: Verdict) -> frozenset[str]:
    return frozenset(held.line.id for held in verdict.crossed)


@st.composite
def verdicts(draw: st.DrawFn) -> list[Verdict]:
    """Verdicts on scenarios of the bundled case, each by any reading."""
    found = []
    for _ in range(draw(st.integers(0, 8))):
        choices = {}
        for issue in _CASE.issues:
            option = draw(st.sampled_from([None, *issue.options]))
            if option is not None and issue.kind == "one":
                choices[issue.id] = Choice(option.id)
        reading = draw(st.sampled_from(Reading))
        found.append(_CHECKER.check(Scenario(_CASE.id, choices=choices), reading=reading))
    return found


@settings(max_examples=60)
@given(verdicts())
def test_each_scenario_is_in_the_group_of_exactly_its_crossed_lines(found: list[Verdict]) -> None:
    """No two groups cross the same lines, and the fewest crossings come first."""
    made = groups(found)
    assert sorted(n for group in made for n in group.members) == list(range(len(found)))
    for group in made:
        lines = frozenset(line.id for line in group.crossed)
        assert {crossed(found[n]) for n in group.members} == {lines}
    assert len({group.crossed for group in made}) == len(made)
    assert [len(group.crossed) for group in made] == sorted(len(g.crossed) for g in made)


@settings(max_examples=60)
@given(verdicts())
def test_the_share_of_a_line_is_how_many_cross_it(found: list[Verdict]) -> None:
    """Of those for which it counts; what nobody crosses is not listed."""
    counts = Counter(line for verdict in found for line in crossed(verdict))
    shares = {share.line.id: share for share in line_shares(found)}
    assert {line: share.crossed for line, share in shares.items()} == dict(counts)
    for share in shares.values():
        counting = sum(
            held.counted for v in found for held in v.lines if held.line.id == share.line.id
        )
        assert share.counted == counting


def test_the_examples_as_a_page() -> None:
    """Each group with its files and what they leave besides, then line by line."""
    loaded = [read_scenario(path) for path in _EXAMPLES]
    named = [
        (held.path.name, check(held.case, held.scenario, reading=Reading.FIRM)) for held in loaded
    ]
    lines = text_lines(folder_blocks(named), 100, PANE)
    text = "\n".join(lines)
    assert "Cross no counted line: 5" in text
    assert "Crosses US-1 US (Trump): 1" in text
    assert "nato-membership.toml: contested: EU-1, RU-1" in text
    assert "RU-1: 2 of 10 scenarios cross it" in text
    assert folder_blocks(named[:1]) == []
