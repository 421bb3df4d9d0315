"""``planner check`` when the case moved on: what changed, what flipped, and honest exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.cli.main import main
from planner.files.cases.reading import read_case
from tests.cli.running import flat
from tests.files.samples import CASE_TEXT, put, spoiled

Capture = pytest.CaptureFixture[str]

# The later case: no free fishing, a new way to share, S-1 only a preference and wider, a new line.
LATER = (
    CASE_TEXT.replace('strength = "declared"\ncrossed', 'strength = "preference"\ncrossed')
    .replace('crossed_when = [{ water = ["all_north"] }]', 'crossed_when = [{ water = ["half"] }]')
    .replace("[issues.fishing.options.free]", "[issues.fishing.options.licensed]")
    .replace('title = "Free"', 'title = "Licensed"')
    .replace('fishing = ["free"]', 'fishing = ["licensed"]')
) + (
    '[red_lines.N-1]\nparty = "north"\ntitle = "No ban"\n'
    'crossed_when = [{ fishing = ["banned"] }]\nevidence = ["S1"]\n'
)
SCENARIO = """\
format = 1
[case]
id = "lake"
digest = "DIGEST"
[choices.water]
option = "half"
[choices.fishing]
option = "free"
"""


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The case as it was, elsewhere; the scenario lies beside the later one."""
    (tmp_path / "old").mkdir()
    put(tmp_path, "lake.case.toml", LATER)
    return put(tmp_path / "old", "lake.case.toml", CASE_TEXT)


@pytest.fixture
def scenario(tmp_path: Path, earlier: Path) -> Path:
    digest = read_case(earlier).digest
    return put(tmp_path, "mine.toml", SCENARIO.replace("DIGEST", digest))


def result(capsys: Capture, *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["check", *arguments, "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["results"][0]
    return found


def test_both_cases_judge_and_what_changed_is_told(
    scenario: Path, earlier: Path, capsys: Capture
) -> None:
    """Red lines, options, flips; the case that it was saved against is the earlier one."""
    main(["check", str(scenario), "--case", str(earlier)])
    text = flat(capsys.readouterr().out)
    for said in (
        f"from {earlier} to {scenario.parent / 'lake.case.toml'}",
        "- option gone: Fishing: Free; it is chosen here",
        "- option new: Fishing: Licensed",
        "- red line new: N-1 · North, declared · No ban",
        "- red line changed: S-1: when it is crossed and strength (declared → preference)",
        "✗ S-1: respected → crossed",
        "~ N-1: not in the case → undecided",
        "✗ South: no stated line crossed → crossed",
        "from: Crosses no stated red line under the firm reading.",
        "to: Crosses 1 stated red line under the firm reading: S-1",
    ):
        assert said in text, said


def test_a_program_gets_the_same_under_case_changes(
    scenario: Path, earlier: Path, capsys: Capture
) -> None:
    """Ids and statuses, no sentences."""
    changes = result(capsys, str(scenario), "--case", str(earlier))["case_changes"]
    assert changes["before"] == {"file": str(earlier), "digest": read_case(earlier).digest}
    assert changes["issues"] == {"gone": [], "new": []}
    assert changes["options"] == {
        "gone": [["fishing", "free"]],
        "new": [["fishing", "licensed"]],
        "changed": [],
    }
    assert changes["red_lines"] == {
        "gone": [],
        "new": ["N-1"],
        "changed": {"S-1": ["crossed_when", "strength"]},
    }
    assert changes["coherence_changed"] == ["dry"]
    assert changes["flipped"] == {
        "lines": [
            {"id": "S-1", "before": "respected", "after": "crossed"},
            {"id": "N-1", "before": None, "after": "undecided"},
        ],
        "parties": [
            {"id": "north", "before": "no_position", "after": "undecided"},
            {"id": "south", "before": "clear", "after": "crossed"},
        ],
    }


def test_the_case_that_it_was_saved_against_is_the_earlier_one(
    scenario: Path, earlier: Path, capsys: Capture
) -> None:
    """Against a proposed case the direction turns round."""
    here = put(earlier.parent, "mine.toml", scenario.read_bytes())
    proposed = str(scenario.parent / "lake.case.toml")
    assert main(["check", str(here)]) == 0
    changes = result(capsys, str(here), "--case", proposed)["case_changes"]
    assert changes["after"]["file"] == proposed
    assert main(["check", str(here), "--case", proposed]) == 1  # crossed by the other
    assert main(["check", str(here), "--case", str(earlier)]) == 0
    assert "- nothing that is coded differs" in flat(capsys.readouterr().out)


def test_a_choice_that_vanished_is_not_judged_and_the_code_says_so(
    scenario: Path, capsys: Capture
) -> None:
    """The verdict on the rest is printed, as incomplete; 2 wins over 1."""
    assert main(["check", str(scenario)]) == 2
    out, err = capsys.readouterr()
    assert "Crosses 1 stated red line" in out
    assert "1 issue undecided" in out
    assert "! Fishing: the option “free” is gone; kept, and not judged" in flat(out)
    assert f'{scenario}:8:10: warning: the issue "fishing" has no option "free" any more' in err
    found = result(capsys, str(scenario))
    assert found["vanished"] == {"options": {"fishing": "free"}, "set_aside": []}
    assert found["complete"] is False
    capsys.readouterr()
    assert main(["check", str(scenario), "--quiet", "--fail-on", "never"]) == 2
    quiet = capsys.readouterr()
    assert "is gone; kept, and not judged" in flat(quiet.out)
    assert quiet.err == ""
    with scenario.open("a", encoding="utf-8") as file:
        file.write('[check]\nset_aside = ["S-9"]\n')
    assert result(capsys, str(scenario))["vanished"]["set_aside"] == ["S-9"]


def test_an_option_that_only_got_another_id_is_told_by_its_ids(
    scenario: Path, earlier: Path, capsys: Capture
) -> None:
    """Titles alone would say that the same option is gone and new."""
    renamed = CASE_TEXT.replace("options.free]", "options.open]").replace('["free"]', '["open"]')
    put(scenario.parent, "lake.case.toml", renamed)
    main(["check", str(scenario), "--case", str(earlier)])
    text = flat(capsys.readouterr().out)
    assert "- option gone: Fishing: Free (free); it is chosen here" in text
    assert "- option new: Fishing: Free (open)" in text


def test_an_earlier_state_at_hand_is_compared_unasked_and_does_not_change_the_code(
    scenario: Path, earlier: Path, capsys: Capture
) -> None:
    """It lies beside the scenario under any name; what it crossed is no verdict of today."""
    put(scenario.parent, "as it was.case.toml", earlier.read_bytes())
    main(["check", str(scenario)])
    text = flat(capsys.readouterr().out)
    assert f"from {scenario.parent / 'as it was.case.toml'} to" in text
    assert "✗ S-1: respected → crossed" in text
    assert "- option gone: Fishing: Free; it is chosen here" in text
    assert result(capsys, str(scenario))["case_changes"]["red_lines"]["new"] == ["N-1"]

    crossed = CASE_TEXT.replace('{ water = ["all_north"] }', '{ water = ["half"] }')
    put(scenario.parent, "as it was.case.toml", crossed)
    put(scenario.parent, "lake.case.toml", CASE_TEXT)
    digest = read_case(scenario.parent / "as it was.case.toml").digest
    put(scenario.parent, "mine.toml", SCENARIO.replace("DIGEST", digest))
    capsys.readouterr()
    assert main(["check", str(scenario)]) == 0
    assert "✓ S-1: crossed → respected" in flat(capsys.readouterr().out)


def test_a_mistaken_name_of_the_other_case_is_told(scenario: Path, capsys: Capture) -> None:
    """Before anything is judged."""
    assert main(["check", str(scenario), "--case", "laek"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert 'there is no case "laek"' in err


def test_the_plain_check_knows_nothing_of_it(earlier: Path, capsys: Capture) -> None:
    """A scenario of the case as it is has neither key."""
    text = spoiled(SCENARIO, 'digest = "DIGEST"\n', "")
    found = result(capsys, str(put(earlier.parent, "now.toml", text)))
    assert not {"vanished", "case_changes"} & set(found)


def test_another_case_is_no_state_of_the_case(scenario: Path, capsys: Capture) -> None:
    """Nothing is told of a history that there is not; other scenarios are judged all the same."""
    assert main(["check", str(scenario), "--case", "velda-dam"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f'{scenario}: error: --case names the case "velda-dam"')
    assert 'expected another state of the case "lake"' in err


def test_an_earlier_state_at_hand_may_have_had_another_id(
    scenario: Path, earlier: Path, capsys: Capture
) -> None:
    """The digest says that it is the case; only what ``--case`` names can be another one."""
    put(scenario.parent, "as it was.case.toml", earlier.read_bytes())
    put(scenario.parent, "lake.case.toml", spoiled(LATER, 'id = "lake"', 'id = "lakes"'))
    text = spoiled(scenario.read_text(encoding="utf-8"), 'id = "lake"', 'id = "lakes"')
    put(scenario.parent, "mine.toml", spoiled(text, 'option = "free"', 'option = "banned"'))
    assert main(["check", str(scenario)]) == 1
    assert "S-1: contested → crossed" in flat(capsys.readouterr().out)


def test_a_scenario_that_is_refused_is_not_worked_out_before(
    scenario: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What working it out would tell belongs to no other file."""
    worked_out = []
    name = "planner.cli.from_here.told_from_here"
    monkeypatch.setattr(name, lambda *asked: worked_out.append(asked))
    assert main(["check", str(scenario), "--from-here", "--case", "velda-dam"]) == 2
    assert not worked_out
    assert "--case names the case" in capsys.readouterr().err


def test_a_line_that_only_the_other_case_has_crossed_is_a_remark(
    scenario: Path, earlier: Path, capsys: Capture
) -> None:
    """It makes the exit code 1, so that every form must say why."""
    put(scenario.parent, "lake.case.toml", CASE_TEXT)
    later = put(earlier.parent, "lake.case.toml", LATER)
    assert main(["check", str(scenario), "--case", str(later), "--format", "github"]) == 1
    (crossed,) = [each for each in capsys.readouterr().out.splitlines() if "::error " in each]
    assert "title=crossed%3A S-1::" in crossed
    assert f"By the case in {later}:%0AS-1 · South" in crossed
