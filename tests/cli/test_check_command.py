"""``planner check``: exit codes, what goes where, and the right verdict on every example."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner import __version__
from planner.cli.main import main
from tests.cli.running import flat
from tests.small_cases import case_text, made_case, red_line, when

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "scenarios"
CLEAR = str(EXAMPLES / "european-led-parallel-trilateral.toml")
CROSSED = str(EXAMPLES / "ceasefire-before-settlement.toml")
PARTIAL = str(EXAMPLES / "sketch-with-open-questions.toml")
SEVERAL = str(EXAMPLES / "us-russia-talks-several-lines.toml")

# For each example: its reading, and the lines that it crosses, leaves contested, leaves undecided.
PROMISED = {
    "bilateral-and-trilateral": ("firm", [], ["EU-1", "RU-1"], []),
    "ceasefire-before-settlement": ("firm", ["RU-1"], [], []),
    "european-led-parallel-trilateral": ("firm", [], ["EU-1", "RU-1"], []),
    "nato-membership": ("firm", ["US-1"], ["EU-1", "RU-1"], []),
    "no-guarantee-read-moderately": ("moderate", [], [], []),
    "no-leaders-meeting-fr-1-set-aside": ("firm", [], ["EU-1", "RU-1"], []),
    "parallel-tracks-read-strictly": ("strict", ["EU-1", "RU-1"], [], []),
    "settlement-before-ceasefire": ("firm", ["EU-1"], [], []),
    "sketch-with-open-questions": ("firm", [], ["DE-1"], ["EU-1", "FR-1", "UA-1", "RU-1"]),
    "us-russia-talks-several-lines": ("firm", ["FR-1", "UA-1", "DE-1"], ["EU-1", "RU-1"], []),
}

Capture = pytest.CaptureFixture[str]


def results(capsys: Capture, *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    main(["check", *arguments, "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["planner", "json", "results", "errors", "warnings"]
    assert (answer["planner"], answer["json"]) == (__version__, 2)
    found: list[dict[str, Any]] = answer["results"]
    return found


def test_every_example_is_promised_a_verdict() -> None:
    """A new example needs its verdict here."""
    assert sorted(path.stem for path in EXAMPLES.glob("*.toml")) == sorted(PROMISED)


@pytest.mark.parametrize("name", PROMISED)
def test_every_example_has_the_verdict_that_its_title_promises(name: str, capsys: Capture) -> None:
    """The reading, the counted lines and the exit code."""
    reading, crossed, contested, undecided = PROMISED[name]
    file = str(EXAMPLES / f"{name}.toml")
    (result,) = results(capsys, file)
    assert result["file"] == file
    assert result["reading"] == reading
    assert result["crossed"] == crossed
    assert result["contested"] == contested
    assert result["undecided_lines"] == undecided
    assert main(["check", file]) == (1 if crossed else 0)


def test_the_text_opens_a_crossed_line_up_to_the_verbatim_quote(capsys: Capture) -> None:
    """Verdict sentence, choice, quote, source and caveat of RU-1."""
    assert main(["check", CROSSED]) == 1
    out, err = capsys.readouterr()
    text = flat(out)
    assert err == ""
    assert "Crosses 1 stated red line under the firm reading: RU-1." in text
    assert "because Ceasefire timing is “Ceasefire first”" in text
    quote = (
        "Putin's preference for focusing on a long-term peace settlement rather than a temporary "
        "cessation of hostilities"
    )
    assert f"“{quote}”" in text
    assert "THE MAG POST" in text
    assert "It does not say that Russia refuses a ceasefire or would walk away." in text


def test_contested_alone_is_fine(capsys: Capture) -> None:
    """Exit 1 is for a counted line that is crossed, and for nothing else."""
    assert main(["check", CLEAR]) == 0
    assert "leaves 2 contested: EU-1, RU-1." in flat(capsys.readouterr().out)


def test_a_partial_scenario_names_its_undecided_issues(capsys: Capture) -> None:
    """By their titles."""
    assert main(["check", PARTIAL]) == 0
    issues = "Undecided issues: Ceasefire timing, Meeting format, Follow-up summit and Ukraine's"
    assert issues in flat(capsys.readouterr().out)


def test_the_reading_given_wins_over_the_files(capsys: Capture) -> None:
    """Contested lines are crossed under the strict reading."""
    assert main(["check", CLEAR, "--reading", "strict"]) == 1
    (result,) = results(capsys, CLEAR, "--reading", "strict")
    assert (result["reading"], result["crossed"]) == ("strict", ["EU-1", "RU-1"])


def test_lines_set_aside_on_the_command_line_replace_those_of_the_file(capsys: Capture) -> None:
    """Repeated or separated by commas; an empty value sets none aside."""
    file = str(EXAMPLES / "no-leaders-meeting-fr-1-set-aside.toml")
    assert results(capsys, file, "--set-aside", "")[0]["crossed"] == ["FR-1"]
    assert results(capsys, file, "--set-aside", "")[0]["set_aside"] == {}
    (why,) = results(capsys, file)[0]["set_aside"].values()
    assert why == "FR-1 rests on one leader's claim about what works (E49), not on a refusal."
    assert results(capsys, file, "--set-aside", "UA-1")[0]["set_aside"] == {"UA-1": ""}
    assert results(capsys, SEVERAL, "--set-aside", "FR-1, UA-1")[0]["crossed"] == ["DE-1"]
    twice = ["--set-aside", "FR-1", "--set-aside", "DE-1"]
    assert results(capsys, SEVERAL, *twice)[0]["crossed"] == ["UA-1"]


def test_options_may_stand_between_files(capsys: Capture) -> None:
    """Their order says nothing."""
    found = results(capsys, CLEAR, "--reading", "literal", CROSSED)
    assert [result["file"] for result in found] == [CLEAR, CROSSED]


@pytest.mark.parametrize("broken", ["absent.toml", "folder", "latin.toml", "no.toml"])
def test_readable_files_are_judged_even_if_others_are_broken(
    broken: str, tmp_path: Path, capsys: Capture
) -> None:
    """The error goes to standard error, the answer to standard output; 2 wins over 1."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.toml").write_bytes(b"title = 'caf\xe9'\n")
    (tmp_path / "no.toml").write_text("format = 1\nthis is no toml\n", encoding="utf-8")
    file = str(tmp_path / broken)
    assert main(["check", file, CROSSED]) == 2
    out, err = capsys.readouterr()
    assert err.startswith(f"{file}:")
    assert ": error: " in err
    assert "RU-1" in out
    assert broken not in out
    assert [result["file"] for result in results(capsys, file, CROSSED)] == [CROSSED]


def test_with_no_readable_file_the_results_are_empty(tmp_path: Path, capsys: Capture) -> None:
    """Still an object that a program can read."""
    file = str(tmp_path / "absent.toml")
    assert results(capsys, file, "--set-aside", "FR-1") == []
    assert main(["check", file]) == 2
    assert capsys.readouterr().out == ""


def test_several_mistakes_of_a_file_are_told_at_once_with_their_places(
    tmp_path: Path, capsys: Capture
) -> None:
    """An option and an issue that the case does not have, each with the nearest known name."""
    text = Path(CROSSED).read_text(encoding="utf-8")
    text = text.replace('"nato_style"', '"nato_stile"').replace(
        "choices.territory", "choices.teritory"
    )
    file = tmp_path / "wrong.toml"
    file.write_text(text, encoding="utf-8")
    assert main(["check", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    lines = text.splitlines()
    for wrong, right in (("nato_stile", "nato_style"), ("teritory", "territory")):
        line = next(n for n, words in enumerate(lines, 1) if wrong in words)
        (said,) = [words for words in err.splitlines() if wrong in words]
        assert said.startswith(f"{file}:{line}:")
        assert ": error: " in said
        assert right in said


def test_warnings_go_to_standard_error_once(tmp_path: Path, capsys: Capture) -> None:
    """Two scenarios of one case share its warning; the answer is given all the same."""
    case = made_case("own", red_lines=[red_line("A-1", "a", when(i="x"))])
    (tmp_path / "own.case.toml").write_text(case_text(case), encoding="utf-8")
    files = []
    for name in ("one", "two"):
        file = tmp_path / f"{name}.toml"
        file.write_text("format = 1\n[case]\nid = 'own'\n[choices.i]\noption = 'x'\n", "utf-8")
        files.append(str(file))
    assert main(["check", *files]) == 1
    out, err = capsys.readouterr()
    assert err.count(": warning: ") == 1
    assert ": warning: " not in out
    assert out.count("Crosses 1 stated red line") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--set-aside", "FR-2"], 'there is no red line "FR-2"'),
        (["--reading", "frm"], 'there is no reading "frm"'),
        (["--format", "jsn"], 'there is no format "jsn"'),
        (["--raeding", "firm"], 'there is no option "--raeding"'),
        (["--read", "firm"], 'there is no option "--read"'),
    ],
)
def test_a_mistaken_name_is_answered_with_the_nearest_known_one(
    arguments: list[str], said: str, capsys: Capture
) -> None:
    """On standard error, with exit 2 and no answer to a question that was not asked."""
    assert main(["check", CLEAR, *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("planner check: error: ")
    assert said in err
    assert 'did you mean "' in err
    assert err.count("\n") == 1


def test_after_two_dashes_a_name_may_begin_with_a_dash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """As everywhere."""
    monkeypatch.chdir(tmp_path)
    Path("-deal.toml").write_bytes(Path(CROSSED).read_bytes())
    assert main(["check", "--", "-deal.toml"]) == 1
    assert "RU-1" in capsys.readouterr().out
    assert main(["check", "-deal.toml"]) == 2
    assert 'there is no option "-deal.toml"' in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        *([], ["--reading"], [CLEAR, "--reading", ""], [""], ["--set-aside", "FR-1"]),
        [CLEAR, "--from-here", "--format", "github"],
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], capsys: Capture) -> None:
    """No file or one without a name, an option without its value, or without an effect."""
    assert main(["check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_a_hostile_name_is_shown_and_not_obeyed(capsys: Capture) -> None:
    """In the name of a file, of a reading and of an option."""
    for arguments in (["\x1b[2J.toml"], [CLEAR, "--reading", "\x1b[2J"], [CLEAR, "--\x1b[2J"]):
        assert main(["check", *arguments]) == 2
        out, err = capsys.readouterr()
        assert "\x1b" not in out + err
        assert "\\x1b[2J" in err


def test_help_names_the_options_and_ends_well(capsys: Capture) -> None:
    """With examples and exit codes."""
    assert main(["check", "--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for part in ("--reading", "--set-aside", "--format", "examples:", "exit codes:"):
        assert part in out
