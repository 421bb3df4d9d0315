"""``planner format``: the canonical form, what it costs, and what it never touches."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.files.cases.reading import read_case
from planner.files.safety.versions import kept_versions
from planner.files.scenarios.reading import read_scenario
from tests.files.samples import CASE_TEXT, WITHOUT_STRENGTH, small_case

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "scenarios").glob("*.toml"))

UNUSUAL = """\
format = 1
choices.territory = { note = "Later.", option = "deferred" }
check.reading = "strict"
[case]
id = "ukraine-2025-08"
[scenario]
title = 'Odd but right'
"""

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "odd.toml"
    path.write_bytes(UNUSUAL.encode())
    return path


def test_an_unusual_layout_becomes_canonical_and_says_the_same(file: Path, capsys: Capture) -> None:
    """The tables stand in the order of the format, one for each issue; the meaning is equal."""
    before = read_scenario(file).scenario
    assert main(["format", str(file)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{file}: written in the canonical form\n"
    assert err == ""
    text = file.read_text(encoding="utf-8")
    assert text.index("[scenario]") < text.index("[case]") < text.index("[check]")
    assert text.count("[choices.") == 9
    assert read_scenario(file).scenario == before
    assert kept_versions(file)[0].read_bytes() == UNUSUAL.encode()


def test_formatting_twice_changes_nothing_the_second_time(file: Path, capsys: Capture) -> None:
    """What is canonical is not written again."""
    main(["format", str(file)])
    stamp = file.stat().st_mtime_ns
    capsys.readouterr()
    assert main(["format", str(file)]) == 0
    assert main(["format", str(file), "--check"]) == 0
    assert capsys.readouterr() == ("", "")
    assert file.stat().st_mtime_ns == stamp


def test_check_writes_nothing_and_exits_1_where_it_would(file: Path, capsys: Capture) -> None:
    """The file and the folder stay as they were."""
    assert main(["format", str(file), "--check"]) == 1
    assert capsys.readouterr() == (f"{file}: would be written anew\n", "")
    assert file.read_bytes() == UNUSUAL.encode()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_comments_are_not_dropped_without_being_told_to(file: Path, capsys: Capture) -> None:
    """Their number is said, with what to do; a text that looks like a comment is none."""
    commented = "# one\n" + UNUSUAL.replace("Later.", "# no comment") + "# two\n# three\n"
    file.write_bytes(commented.encode())
    assert main(["format", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{file}: error: 3 comments would be lost, so it was left as it is")
    assert "--drop-comments" in err
    assert file.read_bytes() == commented.encode()
    assert main(["format", str(file), "--check"]) == 1
    assert "with the loss of 3 comments" in capsys.readouterr().out
    assert main(["format", str(file), "--drop-comments"]) == 0
    assert capsys.readouterr().err == f"{file}: warning: 3 comments dropped\n"
    assert file.read_text(encoding="utf-8").count("#") == 1
    assert kept_versions(file)[0].read_bytes() == commented.encode()


def test_the_schema_line_is_no_comment_that_would_be_lost(file: Path) -> None:
    """It stays at the top; what it names is never opened."""
    line = "#:schema file:///nowhere/at/all.json\n"
    file.write_bytes((line + UNUSUAL).encode())
    assert main(["format", str(file)]) == 0
    assert file.read_text(encoding="utf-8").startswith(f"{line}format = 1\n")
    assert main(["format", str(file), "--check"]) == 0


def test_line_ends_and_the_digest_of_the_case_stay(file: Path) -> None:
    """Formatting is no new look at the case, and a Windows checkout stays one."""
    digest = "sha256:" + "0" * 64
    text = UNUSUAL.replace('8"\n', f'8"\ndigest = "{digest}"\n').replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert main(["format", str(file)]) == 0
    written = file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbfformat = 1\r\n")
    assert written.count(b"\n") == written.count(b"\r\n")
    assert read_scenario(file).envelope.case_digest == digest


def test_what_cannot_be_read_stays_untouched_and_the_others_are_written(
    file: Path, tmp_path: Path, capsys: Capture
) -> None:
    """A typo, a case, a missing file: each is told, and 2 wins."""
    broken = tmp_path / "broken.toml"
    broken.write_text(UNUSUAL.replace("deferred", "defered"), encoding="utf-8")
    case = tmp_path / "own.case.toml"
    case.write_text("format = 1\n", encoding="utf-8")
    absent = tmp_path / "absent.toml"
    before = broken.read_bytes(), case.read_bytes()
    assert main(["format", str(broken), str(case), str(absent), str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == f"{file}: written in the canonical form\n"
    assert 'did you mean "deferred"?' in err
    assert f'{case}:1:1: error: the file has no "case"' in err
    assert f"{absent}: error: there is no such file" in err
    assert (broken.read_bytes(), case.read_bytes()) == before


def test_a_file_that_may_not_be_written_stays_as_it_is(file: Path, capsys: Capture) -> None:
    """The reason is said, with exit 2."""
    file.chmod(0o444)
    assert main(["format", str(file)]) == 2
    assert "it is marked read-only" in capsys.readouterr().err
    assert file.read_bytes() == UNUSUAL.encode()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_canonical(path: Path) -> None:
    """What the planner ships is what it would write."""
    assert main(["format", "--check", str(path)]) == 0


def test_a_case_is_written_in_the_canonical_form_too(tmp_path: Path) -> None:
    """And one with comments is left as it is until they may go."""
    case = tmp_path / "lake.case.toml"
    case.write_text(CASE_TEXT.replace("format = 1\n", "format = 1\n\n\n"), encoding="utf-8")
    assert main(["format", str(case), "--check"]) == 1
    assert main(["format", str(case)]) == 0
    canonical = case.read_text(encoding="utf-8")
    assert read_case(case).case == small_case()
    assert main(["format", str(case), "--check"]) == 0
    case.write_text(f"# mine\n{CASE_TEXT}", encoding="utf-8")
    assert main(["format", str(case)]) == 2
    assert case.read_text(encoding="utf-8") == f"# mine\n{CASE_TEXT}"
    assert main(["format", str(case), "--drop-comments"]) == 0
    assert case.read_text(encoding="utf-8") == canonical


def test_a_strength_that_a_case_leaves_out_stays_left_out(tmp_path: Path) -> None:
    """The line goes on following its evidence, and the warning about it stays."""
    case = tmp_path / "lake.case.toml"
    case.write_text(WITHOUT_STRENGTH, encoding="utf-8")
    before = read_case(case)
    assert main(["format", str(case)]) == 0
    assert "strength" not in case.read_text(encoding="utf-8").split("[red_lines.S-1]")[1]
    after = read_case(case)
    assert after.case == before.case
    assert "has no strength" in "".join(map(str, after.warnings))


def test_the_id_of_a_case_is_no_file_to_write(capsys: Capture) -> None:
    """Which is said plainly."""
    assert main(["format", "velda-dam"]) == 2
    assert "this is the id of a case; only files are written anew" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--schema-line", "scenario.schema.json"]])
def test_a_version_that_could_not_be_kept_is_told(
    options: list[str], file: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is written all the same, as by a save."""
    monkeypatch.setenv("PLANNER_STATE_DIR", os.devnull)
    assert main(["format", str(file), *options]) == 0
    warning = f"{file}: warning: the version before could not be kept; expected a state folder"
    assert capsys.readouterr().err.startswith(warning)
    assert file.read_text(encoding="utf-8") != UNUSUAL
