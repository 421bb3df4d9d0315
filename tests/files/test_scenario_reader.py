"""From a scenario file to a scenario, with its case found where it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import FileProblemError
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, scenario_from_text, spoiled


def test_everything_in_a_scenario_file_is_read(scenario_file: Path) -> None:
    """Each name ends up where the model has it, and the case beside the file is found."""
    loaded = read_scenario(str(scenario_file))
    assert loaded.case.title == "The lake"
    assert loaded.case_file == scenario_file.parent / "lake.case.toml"
    assert loaded.path == scenario_file
    assert loaded.warnings == ()
    assert loaded.scenario == Scenario(
        case_id="lake",
        title="Share it",
        authors=("A. Planner",),
        reading=Reading.STRICT,
        set_aside=("S-1",),
        choices={"water": Choice("half", "Fair."), "fishing": Choice()},
    )


def test_lines_set_aside_in_either_way_are_read_together(folder: Path) -> None:
    """A colleague's newer planner wrote the reason of one beside the list of an older one."""
    text = spoiled(SCENARIO_TEXT, "format = 1", "format = 2")
    text += '[set_aside.S-2]\nwhy = "They may come round."\n'
    line = CASE_TEXT[CASE_TEXT.index("[red_lines.S-1]") : CASE_TEXT.index("[coherence")]
    put(folder, "lake.case.toml", CASE_TEXT + "\n" + line.replace("S-1]", "S-2]"))
    aside = read_scenario(put(folder, "s.toml", text)).scenario.set_aside
    assert aside == {"S-1": "", "S-2": "They may come round."}


def test_a_file_with_choices_is_a_scenario_whatever_its_name_says(folder: Path) -> None:
    """As is a case that is named by its path."""
    put(folder, "lake.case.toml", CASE_TEXT)
    assert read_scenario(put(folder, "deal.private.toml", SCENARIO_TEXT)).case.id == "lake"
    put(folder, "other.toml", CASE_TEXT)
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', 'id = "lake"\npath = "other.toml"')
    assert read_scenario(put(folder, "s.toml", text)).case_file == folder / "other.toml"


def test_every_issue_is_there_in_the_order_of_the_case(folder: Path) -> None:
    """A missing table, an empty one and an empty option all read as undecided."""
    text = 'format = 1\ncase.id = "lake"\nchoices.fishing.option = ""\n'
    loaded = read_scenario(put(folder, "s.toml", text))
    assert list(loaded.scenario.choices.items()) == [("water", Choice()), ("fishing", Choice())]
    assert loaded.scenario.reading is None


def test_a_case_is_found_by_its_path_first(folder: Path) -> None:
    """The path is relative to the scenario's file and goes before the id."""
    inner = folder / "drafts"
    inner.mkdir()
    put(inner, "lake.case.toml", spoiled(CASE_TEXT, "The lake", "Another lake"))
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', 'id = "lake"\npath = "../lake.case.toml"')
    assert read_scenario(put(inner, "s.toml", text)).case.title == "The lake"
    assert read_scenario(put(inner, "t.toml", SCENARIO_TEXT)).case.title == "Another lake"


def test_a_case_beside_the_scenario_is_found_by_its_id_whatever_its_name(folder: Path) -> None:
    """The file need not be named after the case, and broken files beside it do not matter."""
    (folder / "lake.case.toml").rename(folder / "talks.case.toml")
    put(folder, "broken.case.toml", 'lake = "')
    assert read_scenario(put(folder, "s.toml", SCENARIO_TEXT)).case.title == "The lake"


def test_a_case_beside_the_scenario_goes_before_a_bundled_one(folder: Path) -> None:
    """A team's own version of a bundled case is the one that counts."""
    put(folder, "own.case.toml", spoiled(CASE_TEXT, '"lake"', '"ukraine-2025-08"'))
    text = 'format = 1\ncase.id = "ukraine-2025-08"\n'
    assert read_scenario(put(folder, "s.toml", text)).case.title == "The lake"


def test_a_bundled_case_is_found_by_its_id(tmp_path: Path) -> None:
    """A scenario for a bundled case can stand anywhere."""
    text = 'format = 1\ncase.id = "ukraine-2025-08"\n'
    assert len(read_scenario(put(tmp_path, "s.toml", text)).scenario.choices) == 9


def problem_of(path: Path) -> str:
    """The one problem of a scenario file, without the folder."""
    with pytest.raises(FileProblemError) as caught:
        read_scenario(path)
    (problem,) = caught.value.problems
    return str(problem).replace(f"{path.parent}/", "")


def test_a_broken_case_is_told_with_the_places_of_its_own_file(folder: Path) -> None:
    """The mistake is in the case's file, so that is where the line points."""
    put(folder, "lake.case.toml", spoiled(CASE_TEXT, '"firm"', '"film"'))
    assert problem_of(put(folder, "s.toml", SCENARIO_TEXT)).startswith(
        'lake.case.toml:8:11: error: "reading" in [case] is the text "film"'
    )
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', 'id = "lake"\npath = "lake.case.toml"')
    assert problem_of(put(folder, "s.toml", text)).startswith("lake.case.toml:8:11:")


def test_a_missing_case_file_is_told_where_the_scenario_names_it(folder: Path) -> None:
    """A path that leads nowhere is a mistake of the scenario."""
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', 'id = "lake"\npath = "none.case.toml"')
    assert problem_of(put(folder, "s.toml", text)) == (
        "s.toml:9:8: error: the case none.case.toml cannot be used: there is no such file; "
        'expected the way from this file to the case\'s file, such as "../talks/own.case.toml"'
    )


def test_what_is_no_overlay_is_not_called_the_case(folder: Path) -> None:
    """The way to the case is right; what stands at the name of its overlay is not."""
    (folder / "lake.private.toml").mkdir()
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', 'id = "lake"\npath = "lake.case.toml"')
    with pytest.raises(FileProblemError) as caught:
        read_scenario(put(folder, "s.toml", text), private=True)
    assert "the private overlay" in str(caught.value)
    (folder / "lake.private.toml").rmdir()
    put(folder, "lake.private.toml", "# later\n")
    with pytest.raises(FileProblemError, match="expected a private overlay"):
        read_scenario(folder / "s.toml", private=True)


@pytest.mark.parametrize("leads_to", ["/dev/zero", ".", "/"])
def test_a_case_path_is_only_ever_read_as_a_regular_file(folder: Path, leads_to: str) -> None:
    """A stranger's file cannot make the planner read a device."""
    (folder / "odd.case.toml").symlink_to(leads_to)
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', 'id = "lake"\npath = "odd.case.toml"')
    assert "expected a regular file" in problem_of(put(folder, "s.toml", text))


@pytest.mark.parametrize("path", ["secret.txt", "/etc/passwd", "/dev/zero", ".", "../.ssh/id_rsa"])
def test_a_case_path_that_names_no_case_file_is_not_even_opened(folder: Path, path: str) -> None:
    """A stranger's file cannot make the planner show what stands in other files."""
    put(folder, "secret.txt", "password = hunter2\n")
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', f'id = "lake"\npath = "{path}"')
    assert problem_of(put(folder, "s.toml", text)) == (
        f's.toml:9:8: error: "path" in [case] names no case file: "{path}"; expected the way from '
        'this file to the case\'s file, such as "../talks/own.case.toml"'
    )


@pytest.mark.parametrize(
    "path", ["https://example.org/x.case.toml", "//host/x.case.toml", "\\\\\\\\host\\\\x.case.toml"]
)
def test_a_case_path_never_leads_to_another_computer(folder: Path, path: str) -> None:
    """No network: neither an address nor a shared folder of Windows."""
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', f'id = "lake"\npath = "{path}"')
    assert "names another computer" in problem_of(put(folder, "s.toml", text))


def test_a_case_is_found_in_a_folder_of_huge_cases_or_its_path_asked_for(folder: Path) -> None:
    """No more than 4 MiB are searched; what is named after the id is found in any case."""
    for number in range(5):
        text = spoiled(CASE_TEXT, '"lake"', f'"pond{number}"') + "#" * 1_000_000 + "\n"
        put(folder, f"a{number}.case.toml", text)
    assert read_scenario(put(folder, "s.toml", SCENARIO_TEXT)).case.id == "lake"
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', 'id = "pond3"')
    scenario = put(folder, "p.toml", text.replace("S-1", "S-1"))
    assert read_scenario(scenario).case.id == "pond3"
    put(folder, "p.toml", spoiled(SCENARIO_TEXT, 'id = "lake"', 'id = "pond4"'))
    found = problem_of(scenario)
    assert "case files here were looked into, as many as have 4,194,304 bytes (4.0 MiB)" in found
    assert found.endswith('write its file as "path" in [case]')


def test_a_case_at_the_path_must_have_the_id(folder: Path) -> None:
    """Two names for the case that do not agree are told, not guessed between."""
    put(folder, "other.case.toml", spoiled(CASE_TEXT, '"lake"', '"pond"'))
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', 'id = "lake"\npath = "other.case.toml"')
    assert problem_of(put(folder, "s.toml", text)) == (
        's.toml:8:6: error: the case at "other.case.toml" has the id "pond"; expected "lake" '
        "there, as in this file"
    )


def test_a_case_that_has_changed_is_a_warning(folder: Path) -> None:
    """The scenario says which version of the case it was saved against."""
    digest = "sha256:" + "0" * 64
    text = spoiled(SCENARIO_TEXT, 'id = "lake"', f'id = "lake"\ndigest = "{digest}"')
    (warning,) = read_scenario(put(folder, "s.toml", text)).warnings
    assert str(warning).endswith(
        's.toml:9:1: warning: the case "lake" has changed since this scenario was saved; '
        "look at its verdict again; `planner check FILE --case EARLIER` reports what changed"
    )


def test_warnings_of_the_case_come_with_the_scenario(folder: Path) -> None:
    """Who judges a scenario hears what is weak in its case."""
    put(
        folder,
        "lake.case.toml",
        spoiled(CASE_TEXT, '"banned"] }]\nevidence = ["S1"]\n', '"banned"] }]\n'),
    )
    (warning,) = read_scenario(put(folder, "s.toml", SCENARIO_TEXT)).warnings
    assert "has no evidence" in str(warning)


def test_a_text_in_memory_is_read_against_a_case_at_hand(case: Case) -> None:
    """A text that is no file is read by the same rules."""
    assert scenario_from_text(SCENARIO_TEXT, case).option("water") == "half"
    other = spoiled(SCENARIO_TEXT, '"lake"', '"pond"')
    with pytest.raises(FileProblemError) as caught:
        scenario_from_text(other, case, "draft")
    assert str(caught.value) == (
        'draft:8:6: error: the scenario belongs to the case "pond"; expected the case "lake"'
    )


def test_half_a_surrogate_pair_in_memory_is_a_problem_not_a_crash(case: Case) -> None:
    """Texts that no file could hold are refused as a file's would be."""
    with pytest.raises(FileProblemError):
        scenario_from_text('format = 1\ncase.id = "\ud800"\n', case)
