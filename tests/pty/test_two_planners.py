"""Two planners on one file, each in a real terminal of its own: told, merged, nothing lost."""

from __future__ import annotations

import shutil
from pathlib import Path

from planner.files.scenarios.reading import read_scenario
from planner.model.scenario import Scenario
from tests.pty.terminal import ROOT, Terminal, terminal


def test_who_saves_second_is_told_merges_and_the_first_is_told_of_it(tmp_path: Path) -> None:
    """Anna decides the first issue otherwise, Boris the last; both stand in the file at the end."""
    file = Path(shutil.copy(ROOT / "scenarios" / "nato-membership.toml", tmp_path / "deal.toml"))
    before = read_scenario(file).scenario
    size = (120, 40)
    with (
        terminal(tmp_path, "deal.toml", size=size) as anna,
        terminal(tmp_path, "deal.toml", size=size) as boris,
    ):
        _chooses(anna, "home", "2")
        _chooses(boris, "end", "2")
        anna.press("s")
        anna.sees("Saved deal.toml")
        first = read_scenario(file).scenario
        (hers,) = _changed(before, first)

        boris.sees("deal.toml was changed by somebody else")
        assert read_scenario(file).scenario == first, "a message changes nothing"
        boris.press("s")
        boris.sees("Not saved: ", "Merge")
        assert read_scenario(file).scenario == first, "it says that nothing is saved"
        boris.press("m")
        boris.sees("Saved deal.toml")
        both = read_scenario(file).scenario
        assert len(_changed(before, both)) == 2
        assert both.choices[hers] == first.choices[hers]

        anna.sees("deal.toml was changed by somebody else")
        anna.press("d")
        anna.sees("was changed by somebody else", "Take theirs")
        anna.press("t")
        anna.until(lambda: "changed elsewhere" not in anna.lines[1], "no news")
        for planner in (anna, boris):
            planner.press("q")
            assert planner.ends() == 0, "nothing unsaved is left to ask about"
            assert "Traceback" not in planner.written
    assert read_scenario(file).scenario == both


def _chooses(planner: Terminal, *keys: str) -> None:
    planner.sees("NATO membership")
    planner.press(*keys)
    planner.until(lambda: "unsaved" in planner.lines[1], "an unsaved change")


def _changed(before: Scenario, after: Scenario) -> list[str]:
    """The issues that are decided otherwise."""
    issues = before.choices.keys() | after.choices.keys()
    return sorted(i for i in issues if before.option(i) != after.option(i))
