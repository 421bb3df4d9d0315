"""``planner compare`` and ``planner evidence``."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.cli.main import main
from tests.cli.running import answer, flat
from tests.small_cases import any_of, case_text, issue, made_case, when

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "scenarios"
CLEAR = str(EXAMPLES / "european-led-parallel-trilateral.toml")
CROSSED = str(EXAMPLES / "ceasefire-before-settlement.toml")
SEVERAL = str(EXAMPLES / "us-russia-talks-several-lines.toml")
ASIDE = str(EXAMPLES / "no-leaders-meeting-fr-1-set-aside.toml")

Capture = pytest.CaptureFixture[str]

OTHER_CASE = case_text(made_case("other", title="Other talks"))


def test_scenarios_that_differ_end_with_one_and_say_what_differs(capsys: Capture) -> None:
    """Options, parties, whose lines, and the way from one to the other."""
    assert main(["compare", CROSSED, CLEAR]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    text = flat(out)
    assert "Issues that differ (3 of 9 issues)" in text
    assert "Ceasefire timing A Ceasefire first B In parallel" in text
    assert "B crosses no counted line: only A crosses RU-1; but B leaves EU-1" in text
    way = "A → B: 3 changes: Security guarantee, Guarantors, Ceasefire timing"
    effect = "leaves EU-1 contested in addition; leaves RU-1 contested instead of crossed"
    assert f"{way} ({effect})" in text


def test_the_same_scenario_ends_with_zero(capsys: Capture, tmp_path: Path) -> None:
    """Another title and other notes decide nothing."""
    text = Path(CROSSED).read_text(encoding="utf-8").replace("Ceasefire first", "Another title")
    other = tmp_path / "copy.toml"
    other.write_text(text, encoding="utf-8")
    assert main(["compare", CROSSED, str(other)]) == 0
    out = capsys.readouterr().out
    assert "All choose the same on every issue." in out
    assert "Other differences, which decide nothing:" in flat(out)


def test_the_same_choices_judged_otherwise_differ(tmp_path: Path) -> None:
    """Until one reading is given for both."""
    other = tmp_path / "strict.toml"
    text = Path(CLEAR).read_text(encoding="utf-8")
    other.write_text(text.replace('reading = "firm"', 'reading = "strict"'), encoding="utf-8")
    assert main(["compare", CLEAR, str(other)]) == 1
    assert main(["compare", CLEAR, str(other), "--reading", "firm"]) == 0


def test_the_first_file_says_by_which_reading_all_are_judged(
    tmp_path: Path, capsys: Capture
) -> None:
    """Whatever the case says, and the files behind it."""
    other = tmp_path / "strict.toml"
    text = Path(CLEAR).read_text(encoding="utf-8")
    other.write_text(text.replace('reading = "firm"', 'reading = "strict"'), encoding="utf-8")
    assert answer(capsys, "compare", str(other), CLEAR)["reading"] == "strict"
    assert answer(capsys, "compare", CLEAR, str(other))["reading"] == "firm"


def test_choices_that_are_only_begun_tell_scenarios_apart(tmp_path: Path, capsys: Capture) -> None:
    """As the history does; so does the paper that puts scenarios side by side."""
    case = made_case("talks", issues=(any_of("seats", "ann", "bo", "cy", at_least=2),))
    (tmp_path / "talks.case.toml").write_text(case_text(case), encoding="utf-8")
    files = [str(tmp_path / f"{option}.toml") for option in ("ann", "bo")]
    for file, option in zip(files, ("ann", "bo"), strict=True):
        text = f'format = 2\n[case]\nid = "talks"\n[choices.seats]\noptions = ["{option}"]\n'
        Path(file).write_text(text, encoding="utf-8")
    assert main(["compare", *files]) == 1
    told = "A undecided, 1 of at least 2: Ann B undecided, 1 of at least 2: Bo"
    assert told in flat(capsys.readouterr().out)
    found = answer(capsys, "compare", *files)
    assert (found["same"], found["differing"]) == (False, ["seats"])
    assert found["undecided"] == [["seats"], ["seats"]]
    assert main(["compare", files[0], files[0]]) == 0
    capsys.readouterr()
    assert main(["report", *files, "--as", "options", "--format", "csv"]) == 0
    assert "[undecided, 1 of at least 2: Bo]" in (paper := capsys.readouterr().out)
    assert "yes" in paper


def test_json_says_what_a_file_keeps_and_what_the_case_does_not_have(
    tmp_path: Path, capsys: Capture
) -> None:
    """Nothing but these may differ, as between these two."""
    seat = issue("seat", "here", "there", applies_when=(when(office="joint"),))
    case = made_case("talks", issues=(issue("office", "alone", "joint"), seat))
    (tmp_path / "talks.case.toml").write_text(case_text(case), encoding="utf-8")
    files = [str(tmp_path / f"{name}.toml") for name in ("here", "there")]
    for file, option in zip(files, ("here", "there"), strict=True):
        Path(file).write_text(
            f'format = 2\n[scenario]\ntitle = "{option}"\n[case]\nid = "talks"\n'
            f'digest = "sha256:{"1" * 64}"\n[choices.office]\noption = "alone"\n'
            f'[choices.seat]\noption = "{option}"\nnote = "{option}"\n'
            f'[choices.capital]\noption = "{option}"\n',
            encoding="utf-8",
        )
    found = answer(capsys, "compare", *files)
    assert (found["same"], found["differing"]) == (False, ["seat"])
    assert found["issues"]["seat"] == [None, None]
    assert found["kept"] == {"seat": ["here", "there"]}
    gone = [{"options": {"capital": each}, "set_aside": []} for each in ("here", "there")]
    assert found["vanished"] == gone
    assert found["titles"] == ["here", "there"]
    assert (found["notes"], found["texts"]) == (["seat"], ["title"])
    alone = answer(capsys, "compare", CLEAR, CROSSED)
    assert not {"kept", "vanished", "of_other_version"} & {*alone}


def test_reading_and_lines_set_aside_judge_all_alike(capsys: Capture) -> None:
    """As in ``check``: given for all, instead of what the files say."""
    own = answer(capsys, "compare", ASIDE, SEVERAL)
    assert own["set_aside"] == [["FR-1"], []]
    assert own["subsets"] == []
    alike = answer(capsys, "compare", ASIDE, SEVERAL, "--set-aside", "")
    assert alike["set_aside"] == [[], []]
    assert alike["crossed"] == [["FR-1"], ["FR-1", "UA-1", "DE-1"]]
    assert alike["subsets"] == [{"of": 0, "in": 1, "more": ["UA-1", "DE-1"]}]
    strict = answer(capsys, "compare", ASIDE, SEVERAL, "--reading", "strict")
    assert strict["reading"] == "strict"


def test_four_stand_side_by_side_and_no_more(capsys: Capture) -> None:
    """Nor a single one."""
    found = answer(capsys, "compare", CLEAR, CROSSED, SEVERAL, ASIDE)
    assert found["files"] == [CLEAR, CROSSED, SEVERAL, ASIDE]
    assert len(found["changes"]) == 12
    for files in ([CLEAR], [CLEAR] * 5):
        assert main(["compare", *files]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)


def test_scenarios_of_different_cases_are_told_apart(tmp_path: Path, capsys: Capture) -> None:
    """With exit 2 and both cases named."""
    (tmp_path / "other.case.toml").write_text(OTHER_CASE, encoding="utf-8")
    other = tmp_path / "deal.toml"
    other.write_text("format = 1\n[case]\nid = 'other'\n", encoding="utf-8")
    assert main(["compare", CLEAR, str(other)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("planner compare: error: these scenarios belong to different cases")
    assert f'{CLEAR} to "ukraine-2025-08"' in err
    assert f'{other} to "other"' in err


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_compared(capsys: Capture) -> None:
    """Half a comparison would be a wrong one."""
    assert main(["compare", CLEAR, "absent.toml", CROSSED]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("absent.toml: error: ")


def test_an_unknown_line_or_reading_is_answered_with_the_nearest(capsys: Capture) -> None:
    """As everywhere."""
    for arguments in (["--set-aside", "FR-2"], ["--reading", "frm"]):
        assert main(["compare", CLEAR, CROSSED, *arguments]) == 2
        assert 'did you mean "' in capsys.readouterr().err


def test_a_hostile_title_is_shown_and_not_obeyed(tmp_path: Path, capsys: Capture) -> None:
    """The name of a file, too."""
    text = Path(CROSSED).read_text(encoding="utf-8").replace("Ceasefire first", "[/b][sic]")
    other = tmp_path / "\x1b[2J.toml"
    other.write_text(text, encoding="utf-8")
    assert main(["compare", CLEAR, str(other)]) == 1
    out = capsys.readouterr().out
    assert "[/b][sic]" in out
    assert "\x1b" not in out


def test_evidence_shows_the_matrix_of_a_case_or_of_a_scenarios_case(capsys: Capture) -> None:
    """Named by its id, its file, or a scenario."""
    answers = []
    file = ROOT / "planner" / "cases" / "ukraine-2025-08.case.toml"
    for name in ("ukraine-2025-08", str(file), CLEAR):
        assert main(["evidence", name]) == 0
        answers.append(capsys.readouterr().out)
    assert len(set(answers)) == 1
    assert "16 of 36 pairs of party and issue hold a stated position." in answers[0]
    assert "Nobody states a position on: Ukraine's army." in answers[0]
    assert answer(capsys, "evidence", CLEAR)["documented"] == 16


def test_evidence_of_nothing_known_is_wrong_usage(capsys: Capture) -> None:
    """With the nearest name."""
    assert main(["evidence", "ukraine-2025-07"]) == 2
    assert 'did you mean "ukraine-2025-08"' in capsys.readouterr().err
    assert main(["evidence"]) == 2
