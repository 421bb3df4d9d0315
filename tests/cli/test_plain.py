"""``planner --plain``: all that the screens show, as lines, without a terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import planner.cli.plain
from planner.cli.main import main
from planner.cli.usage import PARTS
from planner.editing.scenario_session import Session
from planner.files.scenarios.reading import read_scenario
from tests.files.samples import CASE_TEXT, close, put
from tests.large_cases import hard_case

ROOT = Path(__file__).resolve().parents[2]
CLASH = ROOT / "scenarios" / "ceasefire-before-settlement.toml"
Capture = pytest.CaptureFixture[str]
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX only")


def said(capsys: Capture, *arguments: str | Path, code: int = 0) -> str:
    """What the command prints."""
    assert main(["--plain", *map(str, arguments)]) == code
    return capsys.readouterr().out


def part(text: str, name: str) -> str:
    """One part, in one line."""
    return " ".join(text.partition(f"== {name} ==")[2].partition("\n== ")[0].split())


def test_every_part_of_every_screen_is_there(capsys: Capture) -> None:
    """In the order of the screens, each under its heading."""
    text = said(capsys, CLASH)
    headings = [line.strip("= ") for line in text.splitlines() if line.startswith("== ")]
    assert headings == [name.capitalize() for name in PARTS]
    assert "Verdict: Crosses 1 stated red line under the firm reading: RU-1." in part(
        text, "Scenario"
    )
    title = "2,592 of 20,736 scenarios clear, all contested, none sourced (firm)"
    assert f"{title}; with these choices none clear" in text
    issues = part(text, "Issues")
    assert "Ceasefire timing: Ceasefire first" in issues
    assert "1. Ceasefire first, chosen, crosses RU-1; then none clear" in issues
    left = "then 1 clear, contested, not sourced"
    assert (
        f"2. In parallel, added, would leave EU-1 RU-1 contested, RU-1 no longer crossed; {left}"
        in issues
    )
    assert "3. Settlement first, would cross EU-1, would end the crossing of RU-1; then" in issues
    parties = part(text, "Parties")
    assert "Russia: crossed: RU-1" in parties
    assert "Europe: no stated line crossed" in parties
    assert "Nearest" in part(text, "Analysis")
    assert "ceasefire-before-settlement.toml" in part(text, "Library")
    assert "nato-membership.toml" in part(text, "Library")


def test_what_an_answer_ends_softens_and_puts_at_stake_is_told_as_on_the_board(
    tmp_path: Path, capsys: Capture
) -> None:
    """Only what it would cross or leave contested was told; of “none of them” nothing was."""
    file = tmp_path / "deal.toml"
    file.write_text(
        'format = 2\n[case]\nid = "ukraine-2025-08"\n[choices]\n'
        'meeting_format = { options = ["us_russia"] }\nterritory = { option = "part_of_deal" }\n',
        encoding="utf-8",
    )
    issues = part(said(capsys, str(file)), "Issues")
    assert "1. Bilateral, would leave FR-1 contested, FR-1 no longer crossed, would end" in issues
    assert "2. Trilateral, would end the crossing of FR-1 UA-1; alone or with" in issues
    assert "taken away would make FR-1 UA-1 depend on a choice; alone" in issues
    assert "4. none of them, would cross FR-1 UA-1; from here 216 cross only the 2 that" in issues
    why = part(said(capsys, str(file), "--only", "why"), "Why")
    assert "would end the crossing of FR-1 · Europe (France, Macron), insistence" in why
    assert "would leave contested, no longer crossed: FR-1 · Europe" in why
    assert "Meeting format: none of them ✗ would cross FR-1" in why


def test_what_is_left_beyond_what_is_crossed_anyway_is_told_as_on_the_board(
    tmp_path: Path, capsys: Capture
) -> None:
    """Once one line was crossed each option had “none clear” alone, true and useless."""
    file = tmp_path / "deal.toml"
    file.write_text(
        'format = 2\n[case]\nid = "ukraine-2025-08"\n[choices]\n'
        'meeting_format = { options = ["us_russia"] }\n'
        'ceasefire_timing = { option = "ceasefire_first" }\n',
        encoding="utf-8",
    )
    issues = part(said(capsys, str(file)), "Issues")
    assert (
        "2. NATO-style; then none clear; from here 108 cross only the 2 that are crossed now"
        in issues
    )
    assert "1. NATO membership, would cross US-1; then none clear 2. NATO" in issues
    assert (
        "would end the crossing of FR-1; alone or with others none clear; from here 432 cross only"
        in issues
    )
    assert "alone or with others none clear 4. none of them" in issues


def test_a_name_that_no_file_can_have_is_told(capsys: Capture) -> None:
    """In one line, as by every command."""
    assert main(["--plain", "x" * 300]) == 2
    assert "this name is too long for a file" in capsys.readouterr().err


def test_a_case_is_named_by_its_id_too(capsys: Capture) -> None:
    """As to every command."""
    assert "DE-1" in said(capsys, "velda-dam", "--only", "parties")


def test_a_case_of_ones_own_in_the_working_folder_is_named_by_its_id(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its file is called."""
    put(tmp_path, "mine.case.toml", CASE_TEXT)
    monkeypatch.chdir(tmp_path)
    assert "S-1" in said(capsys, "lake", "--only", "parties")


def test_what_a_folder_or_several_files_have_no_part_of_is_refused(capsys: Capture) -> None:
    """Each with what there is instead."""
    assert main(["--plain", str(CLASH), str(CLASH), "--only", "why"]) == 2
    assert main(["--plain", str(CLASH.parent), "--only", "issues"]) == 2
    folder = "--only issues is for a scenario or a case, not for a folder; expected --only library"
    several = "--only prints a part of one file, not of 2; without it the files are compared"
    err = capsys.readouterr().err
    assert folder in err
    assert several in err


def test_every_reason_and_every_statement_is_there(capsys: Capture) -> None:
    """For each red line its rule, quotes and caveat; each statement of a party on an issue."""
    text = said(capsys, CLASH)
    case = read_scenario(CLASH).case
    why, evidence = part(text, "Why"), part(text, "Evidence")
    for line in case.red_lines:
        assert line.title in why
        assert " ".join(line.caveat.split()) in why
        for evidence_id in line.evidence:
            assert f"“{case.statements_by_id[evidence_id].quote}”" in why
    for (party, issue), statements in case.positions.items():
        assert case.parties_by_id[party].name in evidence
        assert case.issues_by_id[issue].title in evidence
        for statement in statements:
            assert f"“{statement.quote}”" in evidence
    for issue_ in case.issues:
        for option in issue_.options:
            assert f"{issue_.title}: {option.title}" in why


def test_one_part_can_be_had_alone(capsys: Capture) -> None:
    """Several may be asked for; an unknown one names the nearest."""
    text = said(capsys, CLASH, "--only", "parties", "--only", "issues")
    assert text.index("== Issues ==") < text.index("== Parties ==")
    assert "== Why ==" not in text
    assert main(["--only", "partys"]) == 2
    assert 'did you mean "parties"?' in capsys.readouterr().err


@posix
def test_what_of_a_folder_cannot_be_looked_at_is_told(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by ``check``: a closed folder, a pipe and a link to nothing may be scenarios."""
    (tmp_path / "link.toml").symlink_to("nowhere")
    (tmp_path / "closed").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    close(monkeypatch, "closed")
    text = said(capsys, tmp_path, code=2)
    assert "closed: cannot be read: " in text
    assert "this folder cannot be looked into (Permission denied)" in text
    assert "link.toml: cannot be read: " in text
    assert "this is a pipe" in text


def test_a_folder_is_a_library(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken files are listed with their first error, and exit 2 says that there are some."""
    monkeypatch.chdir(tmp_path)
    text = said(capsys, ROOT / "scenarios")
    assert text.count("\n  US: ") == len(list((ROOT / "scenarios").glob("*.toml")))
    assert "  Russia: crossed: RU-1\n" in text
    (tmp_path / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    text = said(capsys, tmp_path, code=2)
    assert "broken.toml: cannot be read: " in text
    assert "broken.toml:1:10" in text
    assert "pyproject" not in text
    (tmp_path / "broken.toml").unlink()
    assert said(capsys, ".") == "There is no scenario here.\n"


def test_without_a_name_it_is_a_new_scenario_of_the_bundled_case(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the app would open; a case's file begins one too."""
    monkeypatch.chdir(tmp_path)
    text = said(capsys, "--only", "scenario")
    assert "Scenario: New scenario" in text
    assert "9 issues undecided" in text
    case = ROOT / "planner" / "cases" / "ukraine-2025-08.case.toml"
    assert said(capsys, case, "--only", "scenario") == text


def test_a_file_that_cannot_be_read_is_told_as_ever(capsys: Capture, tmp_path: Path) -> None:
    """Exit 2, and nothing on standard output."""
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 9\n", encoding="utf-8")
    assert main(["--plain", str(broken)]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert "broken.toml:1:10: error:" in found.err


def test_the_warnings_of_a_case_come_too(capsys: Capture, tmp_path: Path) -> None:
    """On standard error, as of every command that is given the case."""
    text = (ROOT / "planner" / "cases" / "ukraine-2025-08.case.toml").read_text(encoding="utf-8")
    case = tmp_path / "own.case.toml"
    case.write_text(text.replace('strength = "insistence"\ncrossed', "crossed"), encoding="utf-8")
    assert main(["--plain", str(case), "--only", "issues"]) == 0
    err = capsys.readouterr().err
    assert err.count(": warning: ") == 2
    assert 'the red line "FR-1" has no strength, so by this file it counts as "insistence"' in err


def test_it_works_piped_and_without_the_screen_library() -> None:
    """In the plainest of environments, with stand-ins for the signs that ASCII lacks."""
    code = (
        "import sys; from planner.cli.main import main; code = main(['--plain', sys.argv[1]]); "
        "assert 'textual' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(CLASH)],
        env={
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "ascii",
            **{name: os.environ[name] for name in ("PATH", "PLANNER_STATE_DIR")},
        },
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        encoding="ascii",
    )
    assert done.returncode == 0, done.stderr
    assert 'crossed when Ceasefire timing is "Ceasefire first"' in done.stdout


def test_the_words_are_those_of_the_verdict(capsys: Capture) -> None:
    """Party by party, whatever the reading that the file asks for."""
    file = ROOT / "scenarios" / "parallel-tracks-read-strictly.toml"
    verdict = Session.of_file(read_scenario(file)).verdict
    text = part(said(capsys, file, "--only", "parties"), "Parties")
    for held in verdict.lines:
        assert f"{held.status.value}: {held.line.id} · " in text


def test_each_note_of_a_large_scenario_is_printed_once(tmp_path: Path, capsys: Capture) -> None:
    """Notes that fill a scenario of 1 MiB; alone, each pane still has them."""
    text = CLASH.read_text(encoding="utf-8")
    bare = re.sub(r'^note = ".*"\n', "", text, flags=re.MULTILINE)
    issues = re.findall(r"^\[choices\.(\w+)\]$", bare, re.MULTILINE)
    filler = " ".join(["word"] * 20_000)
    for issue in issues:
        bare = bare.replace(
            f"[choices.{issue}]\n", f'[choices.{issue}]\nnote = "{issue}-note {filler}"\n'
        )
    file = tmp_path / "large.toml"
    file.write_text(bare, encoding="utf-8")
    assert 0.8 * 2**20 < file.stat().st_size <= 2**20
    assert main(["--plain", str(file)]) == 0
    printed = capsys.readouterr().out
    assert len(issues) == 9
    assert {issue: printed.count(f"{issue}-note") for issue in issues} == dict.fromkeys(issues, 1)
    for part in ("issues", "why"):
        assert main(["--plain", "--only", part, str(file)]) == 0
        assert capsys.readouterr().out.count("-note ") == len(issues)


def test_all_counting_of_one_call_is_under_one_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """However many options there are to count for, and the analysis after them."""
    (tmp_path / "hard.case.toml").write_text(hard_case(), encoding="utf-8")
    monkeypatch.setattr(planner.cli.plain, "_SECONDS", 1.0)
    started = time.monotonic()
    assert (
        main(["--plain", "--only", "issues", "--only", "analysis", f"{tmp_path}/hard.case.toml"])
        == 0
    )
    assert time.monotonic() - started < 8
    assert "not finished" in capsys.readouterr().out
