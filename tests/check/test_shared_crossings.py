"""Scenarios in groups that cross the same lines."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.check.checker import Checker, check
from planner.check.shared_crossings import groups, in_groups
from planner.check.verdict import Verdict
from planner.cli.gathered import Gathered, board_lines
from planner.cli.main import main
from planner.files.scenarios.reading import read_scenario
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from planner.reports.content.folder_board import Member, member_of
from planner.reports.formats.text import PANE, REPORT

_EXAMPLES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.toml"))
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


def test_the_examples_as_a_page() -> None:
    """Each group with its files and what they leave besides, then line by line."""
    gathered = Gathered()
    for path in _EXAMPLES:
        held = read_scenario(path)
        gathered.add(member_of(path.name, check(held.case, held.scenario, reading=Reading.FIRM)))
    with closing(gathered):
        text = "\n".join(line for lines in board_lines(gathered.groups(), PANE) for line in lines)
    assert "Cross no counted line: 5" in text
    assert "Crosses US-1 US (Trump): 1" in text
    assert "nato-membership.toml: contested: EU-1, RU-1" in text
    assert "RU-1: crossed by 2 of 10 scenarios" in text
    other = read_scenario(_EXAMPLES[0].parent / "velda-dam" / "ostranas-first-plan.toml")
    gathered = Gathered()
    for each in (held, other):
        gathered.add(member_of(each.path.name, check(each.case, each.scenario)))
    with closing(gathered):
        several = [line for lines in board_lines(gathered.groups(), PANE) for line in lines]
    assert any(
        line.endswith(" of 1 scenario (The dam on the Velda (fictional))") for line in several
    )
    with closing(Gathered()) as alone:
        alone.add(member_of("one.toml", check(held.case, held.scenario)))
        assert [*board_lines(alone.groups(), PANE)] == []


@settings(max_examples=30)
@given(verdicts(), st.integers(1, 4))
def test_a_board_that_is_written_in_pieces_is_the_board(found: list[Verdict], size: int) -> None:
    """Gathered in a file it has the groups of a list, and each scenario stands where it did."""
    gathered = Gathered()
    members = [member_of(f"ü{n}.toml", verdict) for n, verdict in enumerate(found)]
    for member in members:
        gathered.add(member)
    made = gathered.groups()
    held = in_groups(member.crossed for member in members)
    assert [[*group.members] for group in made] == [
        [of(members[places[0]], members[n]) for n in places] for _, places in held
    ]
    assert [group.size for group in made] == [len(places) for _, places in held]
    with patch("planner.reports.content.folder_board._AT_A_TIME", size):
        pieces = [line for lines in board_lines(made, REPORT) for line in lines]
    assert pieces == [line for lines in board_lines(made, REPORT) for line in lines]
    gathered.close()


def of(first: Member, member: Member) -> Member:
    """The member of a group that begins with another: by another reading its lines are equal."""
    return evolve(first, name=member.name, state=member.state, reading=member.reading)


def test_check_of_a_folder_says_the_same_in_words_and_for_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By one reading, as the library judges them; of single files there are no groups."""
    folder = tmp_path / "talks"
    folder.mkdir()
    for example in _EXAMPLES:
        shutil.copy(example, folder)
    assert main(["check", str(folder), "--reading", "firm"]) == 1
    text = capsys.readouterr().out
    assert "Grouped by the lines that they cross" in text
    assert "Cross no counted line: 5" in text
    assert main(["check", str(folder), "--reading", "firm", "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    files = {
        tuple(group["crossed"]): [Path(file).name for file in group["files"]]
        for group in answer["groups"]
    }
    assert files["US-1",] == ["nato-membership.toml"]
    assert len(files[()]) == 5
    assert sum(map(len, files.values())) == len(_EXAMPLES)
    by_file = {Path(each["file"]).name: tuple(each["crossed"]) for each in answer["results"]}
    assert all(by_file[name] == key for key, names in files.items() for name in names)
    assert main(["check", *map(str, _EXAMPLES), "--format", "json"]) == 1
    assert "groups" not in json.loads(capsys.readouterr().out)
    assert main(["check", str(folder), "--format", "github"]) == 1
    assert "Grouped" not in capsys.readouterr().out
