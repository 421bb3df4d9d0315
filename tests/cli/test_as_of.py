"""``--as-of``: every command judges by what was stated until a day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from planner.cli.main import main
from tests.cli.running import answer, flat
from tests.small_cases import case_text
from tests.timed_cases import AUGUST, three_days

Capture = pytest.CaptureFixture[str]

CASE = three_days(name="talks", title="Talks", as_of=AUGUST)


@pytest.fixture
def scenario_file(tmp_path: Path) -> Callable[..., str]:
    """What writes a scenario that chooses x, beside its case; more lines go into [scenario]."""
    (tmp_path / "talks.case.toml").write_text(case_text(CASE), encoding="utf-8")

    def write(name: str = "s.toml", more: str = "", option: str = "x") -> str:
        path = tmp_path / name
        path.write_text(
            f'format = 2\n[scenario]\ntitle = "A try"\n{more}\n[case]\nid = "talks"\n'
            f'[choices.i]\noption = "{option}"\n',
            encoding="utf-8",
        )
        return str(path)

    return write


def test_a_day_judges_by_what_was_stated_until_then(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """Without one all counts that is not superseded."""
    file = scenario_file()
    crossed = {}
    for day in ("2025-02-28", "2025-03-01", "2025-05-09", "2025-08-19", "all"):
        (result,) = answer(capsys, "check", file, "--as-of", day)["results"]
        crossed[day] = result["crossed"]
        assert result.get("as_of", "all") == day
    assert crossed == {
        "2025-02-28": [],
        "2025-03-01": ["A-1"],
        "2025-05-09": [],
        "2025-08-19": ["B-1"],
        "all": ["B-1"],
    }
    assert answer(capsys, "check", file)["results"][0]["crossed"] == ["B-1"]
    assert main(["check", file, "--as-of", "2025-05-09"]) == 0
    assert main(["check", file, "--as-of", "2025-03-01"]) == 1


def test_the_text_names_the_day_and_how_far_the_sources_were_read(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """Of what was stated after that nothing is known."""
    file = scenario_file()
    main(["check", file, "--as-of", "2025-05-09"])
    assert "Judged by what was stated until 2025-05-09." in flat(capsys.readouterr().out)
    main(["check", file, "--as-of", "2026-01-01"])
    words = "until 2026-01-01; the sources of the case were read until 2025-08-19 only."
    assert words in flat(capsys.readouterr().out)


def test_the_day_of_the_file_holds_unless_another_is_asked_for(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """``all`` asks for none."""
    file = scenario_file(more="as_of = 2025-03-01")
    for arguments, crossed in (
        ((), ["A-1"]),
        (("--as-of", "2025-05-09"), []),
        (("--as-of", "all"), ["B-1"]),
    ):
        (result,) = answer(capsys, "check", file, *arguments)["results"]
        assert result["crossed"] == crossed
    assert answer(capsys, "check", file)["results"][0]["as_of"] == "2025-03-01"


def test_two_days_tell_what_flipped_line_by_line(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """The verdict and the exit code are those of the second."""
    file = scenario_file()
    assert main(["check", file, "--as-of", "2025-03-01..2025-05-09"]) == 0
    text = flat(capsys.readouterr().out)
    assert "What flipped from 2025-03-01 to 2025-05-09" in text
    assert "A-1 · A, preference · A-1: crossed → superseded by A-2" in text
    assert "A: crossed: A-1 → no stated line crossed" in text
    (result,) = answer(capsys, "check", file, "--as-of", "2025-05-09..all")["results"]
    assert "as_of" not in result
    flipped = result["flipped"]
    assert (flipped["from"], flipped["to"]) == ("2025-05-09", None)
    assert [(line["id"], line["change"]) for line in flipped["lines"]] == [("B-1", "new")]
    days = ("--as-of", "2025-05-09..all", "--reading", "literal")
    (result,) = answer(capsys, "check", file, *days)["results"]
    (line,) = result["flipped"]["lines"]
    assert (line["before"], line["after"]) == (None, "not counted")


def test_a_line_set_aside_that_does_not_stand_on_the_day_is_not_gone(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """It is set aside again on a day on which it stands."""
    file = scenario_file()
    Path(file).write_text(
        Path(file).read_text(encoding="utf-8") + "[set_aside.B-1]\n", encoding="utf-8"
    )
    assert main(["check", file, "--as-of", "2025-05-09"]) == 0
    assert "B-1" not in capsys.readouterr().out
    assert main(["check", file]) == 0
    assert "set aside: B-1" in flat(capsys.readouterr().out)
    assert main(["check", file, "--as-of", "2025-05-09", "--set-aside", "B-1"]) == 0


def test_compare_judges_all_as_of_the_day_of_the_first_and_marks_others(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """Files that say different days differ, unless a day was asked for."""
    one = scenario_file("one.toml", "as_of = 2025-03-01")
    other = scenario_file("other.toml")
    found = answer(capsys, "compare", one, other)
    assert found["as_of"] == "2025-03-01"
    assert found["days"] == ["2025-03-01", None]
    assert found["crossed"] == [["A-1"], ["A-1"]]
    assert main(["compare", one, other]) == 1
    text = flat(capsys.readouterr().out)
    assert "All judged by the firm reading and by what was stated until 2025-03-01" in text
    assert "(its file says no day)" in text
    assert main(["compare", one, other, "--as-of", "2025-05-09"]) == 0
    assert "as_of" not in answer(capsys, "compare", other, other)


def test_analyse_and_evidence_know_no_more_than_the_day(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """The day of a scenario's file holds here too."""
    file = scenario_file(more="as_of = 2025-05-09")
    for subject, arguments, still_open in (
        ("talks.case.toml", (), 0),
        ("talks.case.toml", ("--as-of", "2025-02-28"), 2),
        ("talks.case.toml", ("--as-of", "2025-05-09"), 1),
        ("s.toml", ("--free", "i"), 1),
    ):
        name = str(Path(file).parent / subject)
        found = answer(capsys, "analyse", name, "--only", "open", *arguments)
        assert found["open"] == still_open
    assert found["as_of"] == "2025-05-09"
    main(["analyse", file, "--only", "open"])
    assert "Judged by what was stated until 2025-05-09." in flat(capsys.readouterr().out)
    assert answer(capsys, "evidence", file)["cells"] == {
        "i": {"a": {"strongest": "opposition", "statements": ["E2"]}}
    }
    assert answer(capsys, "evidence", file, "--as-of", "all")["documented"] == 2


def test_plain_screens_are_those_of_the_day(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """Of one file, and of files side by side."""
    file = scenario_file()
    assert main(["--plain", file, "--only", "scenario", "--as-of", "2025-03-01"]) == 0
    text = flat(capsys.readouterr().out)
    assert "Judged by what was stated until 2025-03-01." in text
    assert "Crosses 1 stated red line under the firm reading: A-1." in text
    assert main(["--plain", file, file, "--as-of", "2025-03-01"]) == 0
    assert "stated until 2025-03-01" in flat(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("yesterday", '"yesterday" is no day; expected a day such as 2025-08-19, or "all"'),
        ("2025-02-30", '"2025-02-30" is no day: the days of 2025-02 go from 01 to 28; expected a'),
        ("2025-13-01", '"2025-13-01" is no day: months go from 01 to 12; expected a day such as'),
        ("0000-01-01", '"0000-01-01" is no day: years go from 0001 to 9999; expected a day'),
        ("20250819", '"20250819" is no day'),
        ("", '"" is no day'),
        ("2025-08-19..2025-03-01", "ends before it begins; expected the earlier day first"),
        ("all..2025-03-01", "ends before it begins"),
        ("2025-03-01..", '"" is no day'),
    ],
)
def test_what_is_no_day_is_refused_with_what_was_expected(
    text: str, words: str, scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """Nothing is judged."""
    assert main(["check", scenario_file(), "--as-of", text]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert words in err
    assert "Traceback" not in err


def test_two_days_are_for_check_alone(scenario_file: Callable[..., str], capsys: Capture) -> None:
    """The others say so."""
    file = scenario_file()
    for command in ("analyse", "evidence"):
        assert main([command, file, "--as-of", "2025-03-01..2025-08-19"]) == 2
        assert "names two days, which `planner check` alone compares" in capsys.readouterr().err
    assert main([file, "--as-of", "2025-03-01"]) == 2
    assert "--as-of goes with --plain" in capsys.readouterr().err


def test_two_states_of_a_case_are_both_judged_as_of_the_day(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """The earlier case had no line that the scenario crosses on that day."""
    file = scenario_file()
    other = Path(file).parent / "earlier.case.toml"
    before = evolve(CASE, red_lines=CASE.red_lines[1:])
    other.write_text(case_text(before), encoding="utf-8")
    asked = ("check", file, "--case", str(other), "--as-of", "2025-03-01")
    (result,) = answer(capsys, *asked)["results"]
    assert result["crossed"] == ["A-1"]
    changes = result["case_changes"]
    assert changes["red_lines"]["new"] == ["A-1"]
    assert changes["flipped"]["lines"] == [{"id": "A-1", "before": None, "after": "crossed"}]


def test_the_library_judges_each_file_as_of_its_own_day(
    scenario_file: Callable[..., str], capsys: Capture
) -> None:
    """Though they share a case."""
    folder = str(Path(scenario_file("all.toml")).parent)
    scenario_file("march.toml", "as_of = 2025-03-01")
    scenario_file("may.toml", "as_of = 2025-05-09")
    assert main(["--plain", folder]) == 0
    text = flat(capsys.readouterr().out)
    for name, verdict in (
        ("all.toml", "Crosses 1 stated red line under the firm reading: B-1."),
        ("march.toml", "Crosses 1 stated red line under the firm reading: A-1."),
        ("may.toml", "Crosses no stated red line under the firm reading."),
    ):
        assert f"{name}: A try {verdict}" in text
    assert main(["--plain", folder, "--as-of", "2025-03-01"]) == 2
    assert "--as-of is for a scenario or a case, not for a folder" in capsys.readouterr().err
