"""Which cases there are, and how one is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import FileProblemError, UnknownNameError
from planner.files.cases import catalogue
from planner.files.cases.catalogue import case_files, case_title, find_case, known_cases
from planner.files.cases.one_look import OneLook
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.scenarios.reading import read_scenario
from tests.files.samples import CASE_TEXT, put, spoiled


def test_the_bundled_cases_are_known() -> None:
    """Without a folder the list holds what comes with the planner."""
    assert "ukraine-2025-08" in [case.id for case in known_cases()]


def test_the_cases_of_a_folder_come_first_and_hide_bundled_ones_of_their_id(folder: Path) -> None:
    """Of two cases with one id the one is listed that would be found."""
    put(folder, "own.case.toml", spoiled(CASE_TEXT, '"lake"', '"ukraine-2025-08"'))
    put(folder, "broken.case.toml", "x")
    known = known_cases(folder)
    assert [(case.id, case.path.name) for case in known[:2]] == [
        ("lake", "lake.case.toml"),
        ("ukraine-2025-08", "own.case.toml"),
    ]
    assert [case.id for case in known].count("ukraine-2025-08") == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (CASE_TEXT, "The lake"),
        ("[case]\ntitle = 'Told first'\n[parties]\nbroken", "Told first"),
        (spoiled(CASE_TEXT, '"Two towns share a lake."', '"""\n[1] Of May.\n"""'), "The lake"),
        ("[case] # said\n" + CASE_TEXT.partition("[case]\n")[2], "odd.case.toml"),
        ("[case]\ntitle = '\n[parties]\n", "odd.case.toml"),
        ("[case]\ntitle = 7\n[parties]\n", "odd.case.toml"),
        ("", "odd.case.toml"),
    ],
)
def test_a_list_has_the_title_of_each_case(text: str, title: str, folder: Path) -> None:
    """Or the name of its file, where that cannot be read; the rest may be broken."""
    assert case_title(put(folder, "odd.case.toml", text)) == title


def test_a_case_is_found_by_its_file_or_its_id(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with a folder or .toml is a file; any other is an id unless such a file is there."""
    assert find_case(folder / "lake.case.toml").case.id == "lake"
    assert find_case("lake", folder).case.id == "lake"
    assert find_case("ukraine-2025-08").case.id == "ukraine-2025-08"
    (folder / "lake.case.toml").rename(folder / "water")
    monkeypatch.chdir(folder)
    assert find_case("water").case.id == "lake"


def test_an_unknown_case_is_told_with_the_known_ones(folder: Path) -> None:
    """A misspelt id gets the nearest."""
    with pytest.raises(UnknownNameError) as caught:
        find_case("lke", folder)
    assert str(caught.value) == (
        'there is no case "lke"; expected a case file or one of lake, ukraine-2025-08, '
        "velda-dam, zalume-talks; "
        'did you mean "lake"?'
    )


def test_a_folder_is_no_unknown_case(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name is right, and it is no case."""
    (folder / "talks").mkdir()
    monkeypatch.chdir(folder)
    with pytest.raises(UnknownNameError, match='"talks" is a folder; expected a case file'):
        find_case("talks", folder)


def test_a_missing_or_broken_case_file_has_its_own_problems(folder: Path) -> None:
    """What is named as a file, or after the id, is not passed over in silence."""
    with pytest.raises(FileProblemError):
        find_case("none.toml", folder)
    put(folder, "pond.case.toml", "x")
    with pytest.raises(FileProblemError):
        find_case("pond", folder)


def test_a_folder_that_is_not_there_holds_no_case(tmp_path: Path) -> None:
    """Nothing is raised for a folder that cannot be looked into, nor for hidden files."""
    put(tmp_path, ".hidden.case.toml", CASE_TEXT)
    assert case_files(tmp_path) == ()
    assert case_files(tmp_path / "none") == ()
    assert case_files(Path("a\0b")) == ()


def test_of_several_cases_of_an_id_a_scenario_takes_the_one_that_it_was_saved_against(
    folder: Path,
) -> None:
    """Else the first, with a warning that names the others; one named after the id is clear."""
    put(folder, "lake.case.toml", CASE_TEXT).rename(folder / "talks.case.toml")
    deal = put(folder, "deal.toml", 'format = 1\n[scenario]\n[case]\nid = "lake"\n[choices]\n')
    assert read_scenario(deal).case_file.name == "talks.case.toml"
    meant = read_case(folder / "talks.case.toml").digest
    put(folder, "a-version2.case.toml", spoiled(CASE_TEXT, '"The lake"', '"The other"'))
    several = read_scenario(deal)
    assert several.case_file.name == "a-version2.case.toml"
    (warning,) = (each for each in several.warnings if "talks.case.toml" in each.message)
    assert 'the id "lake" is that of talks.case.toml too' in str(warning)
    deal.write_text(
        deal.read_text("utf-8").replace('"lake"\n', f'"lake"\ndigest = "{meant}"\n'), "utf-8"
    )
    saved = read_scenario(deal)
    assert saved.case_file.name == "talks.case.toml"
    assert not any("too" in each.message for each in saved.warnings)
    put(folder, "lake.case.toml", spoiled(CASE_TEXT, '"The lake"', '"The latest"'))
    assert read_scenario(deal).case_file.name == "lake.case.toml"


def test_one_look_reads_the_cases_of_an_id_once_for_all_digests(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of scenarios that were saved against many states costs no more than of one."""
    put(folder, "lake.case.toml", CASE_TEXT).rename(folder / "talks.case.toml")
    read: list[Path] = []

    def reading(path: Path) -> LoadedCase:
        read.append(path)
        return read_case(path)

    monkeypatch.setattr(catalogue, "read_case", reading)
    look = OneLook()
    found = [look.by_id("lake", folder, digest) for digest in ("", "a" * 64, "b" * 64)]
    assert [case.path.name for case in found if case] == ["talks.case.toml"] * 3
    assert len(read) == 1
