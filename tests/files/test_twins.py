"""Names that look alike: warned of at both places, and shown with their ids."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from planner.editing.scenario_session import Session
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.cases.twins import told_apart
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Case, Party
from tests.files.samples import CASE_TEXT, LAKE, SCENARIO_TEXT, spoiled
from tests.small_cases import case_text, issue, made_case, red_line, when

# The second of each pair has a Cyrillic letter, or only another case.
ONE, OTHER = "Geneva", "G\u0435neva"


def twins() -> Case:
    """Two parties, two issues and two options whose names look alike."""
    return made_case(
        "twins",
        parties=(Party("a", ONE), Party("b", OTHER)),
        issues=(
            evolve(issue("place", "one", "two"), title="Place"),
            evolve(issue("spot", "x", "y"), title="PLACE"),
        ),
        red_lines=(
            red_line("A-1", "a", when(place="one"), title="Never there"),
            red_line("A-2", "a", when(place="two"), title="Never  there"),
            red_line("B-1", "b", when(place="one"), title="Never there"),
        ),
    )


def loaded(path: Path, case: Case) -> LoadedCase:
    """The case after it went through a file."""
    path.write_text(case_text(case), encoding="utf-8")
    return read_case(path)


def test_each_twin_is_warned_of_at_its_own_place(tmp_path: Path) -> None:
    """Red lines of two parties may have the same title: they are always shown with their ids."""
    read = loaded(tmp_path / "twins.case.toml", twins())
    lines = read.source.text.splitlines()
    told = {
        (lines[(warning.line or 0) - 2], warning.message)
        for warning in read.warnings
        if "looks like" in warning.message
    }
    assert told == {
        ("[parties.a]", 'the name of "a" looks like the name of "b"'),
        ("[parties.b]", 'the name of "b" looks like the name of "a"'),
        ("[issues.place]", 'the title of "place" looks like the title of "spot"'),
        ("[issues.spot]", 'the title of "spot" looks like the title of "place"'),
        *(
            (lines[_line_of(lines, one)], message)
            for one, message in (
                ("Never there", 'the title of "A-1" looks like the title of "A-2"'),
                ("Never  there", 'the title of "A-2" looks like the title of "A-1"'),
            )
        ),
    }


def _line_of(lines: list[str], title: str) -> int:
    """The line before the first one with that title."""
    return lines.index(f'title = "{title}"') - 1


def test_ids_and_members_that_look_alike_are_warned_of(tmp_path: Path) -> None:
    case = evolve(
        LAKE,
        parties=(*LAKE.parties, Party("North", "The other shore", ("Lido", "L\u0456do"))),
    )
    read = loaded(tmp_path / "lake.case.toml", case)
    assert {warning.message for warning in read.warnings if "like" in warning.message} == {
        "member 1 looks like member 2 of the party",
        "member 2 looks like member 1 of the party",
        'the id "north" looks like the id "North"',
        'the id "North" looks like the id "north"',
    }


def test_twins_are_shown_with_their_ids_and_nobody_else_is(tmp_path: Path) -> None:
    case = loaded(tmp_path / "twins.case.toml", twins()).shown
    assert [party.name for party in case.parties] == [f"{ONE} (a)", f"{OTHER} (b)"]
    assert [each.title for each in case.issues] == ["Place (place)", "PLACE (spot)"]
    assert told_apart(LAKE) is LAKE


def test_what_is_shown_with_an_id_is_saved_without_it(tmp_path: Path) -> None:
    read = loaded(tmp_path / "twins.case.toml", twins())
    kind = case_kind("twins.case.toml")
    assert kind.text(read.case) == kind.text(twins())
    session = Session.of_case(read)
    assert session.case.parties[0].name == f"{ONE} (a)"
    assert session.whole_case is read.case


def test_a_scenario_is_judged_in_names_that_are_told_apart(tmp_path: Path) -> None:
    text = spoiled(CASE_TEXT, 'name = "South"', 'name = "NORTH"')
    (tmp_path / "lake.case.toml").write_text(text, encoding="utf-8")
    (tmp_path / "share.toml").write_text(SCENARIO_TEXT, encoding="utf-8")
    names = [party.name for party in read_scenario(tmp_path / "share.toml").case.parties]
    assert names == ["North (north)", "NORTH (south)"]
