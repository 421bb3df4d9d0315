"""The state of a case that a scenario was saved against: kept, and found again by its digest."""

from __future__ import annotations

import stat
from pathlib import Path

from planner.files.cases.earlier import KEPT_CASES, earlier_case, keep_case
from planner.files.cases.reading import read_case
from tests.files.samples import CASE_TEXT, put, spoiled


def changed(file: Path) -> str:
    """The case moves on; the digest that it had."""
    digest = read_case(file).digest
    file.write_text(spoiled(CASE_TEXT, '"Half each"', '"Half and half"'), encoding="utf-8")
    assert read_case(file).digest != digest
    return digest


def test_a_case_that_was_kept_is_found_after_it_moved_on(folder: Path, state: Path) -> None:
    """With the id that it took from its name, readable by nobody else."""
    file = put(folder, "pond.case.toml", spoiled(CASE_TEXT, 'id = "lake"\n', ""))
    digest = read_case(file).digest
    keep_case(file, digest)
    file.unlink()
    found = earlier_case(digest, [folder])
    assert found is not None
    assert (found.case.id, found.digest) == ("pond", digest)
    assert found.path.is_relative_to(state)
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (state, state / "cases")} == {0}


def test_one_that_lies_beside_the_scenario_or_the_case_is_found_whatever_it_is_called(
    folder: Path,
) -> None:
    """With CRLF line ends too: the digest is the same."""
    digest = changed(folder / "lake.case.toml")
    assert earlier_case(digest, [folder]) is None
    there = put(folder, "as it was.case.toml", CASE_TEXT.replace("\n", "\r\n"))
    found = earlier_case(digest, [folder.parent / "none", folder])
    assert found is not None
    assert found.path == there


def test_what_has_changed_meanwhile_is_not_kept_under_the_digest(folder: Path) -> None:
    """Nor is anything raised for a file that is gone."""
    file = folder / "lake.case.toml"
    digest = changed(file)
    keep_case(file, digest)
    keep_case(folder / "none.case.toml", digest)
    assert earlier_case(digest, [folder]) is None


def test_only_the_last_ones_are_kept(folder: Path, state: Path) -> None:
    """The state folder does not grow for ever."""
    file = folder / "lake.case.toml"
    for number in range(KEPT_CASES + 3):
        file.write_text(f"{CASE_TEXT}# {number}\n", encoding="utf-8")
        keep_case(file, read_case(file).digest)
    assert len([*(state / "cases").iterdir()]) == KEPT_CASES


def test_a_copy_that_somebody_tampered_with_is_not_taken_for_it(folder: Path, state: Path) -> None:
    """The digest is compared with what the copy holds."""
    file = folder / "lake.case.toml"
    digest = read_case(file).digest
    keep_case(file, digest)
    changed(file)
    (copy,) = (state / "cases").glob("*/*")
    copy.write_text("format = 1\n", encoding="utf-8")
    assert earlier_case(digest, [folder]) is None
