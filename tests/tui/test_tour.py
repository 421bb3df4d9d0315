"""The tour: five steps on the bundled case, at the first start and whenever asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.files.safety.drafts import new_draft_file
from planner.files.scenarios.reading import read_scenario
from planner.keys.settings import Settings, settings_at_start
from planner.tui.tour import STEPS
from tests.files.samples import draft_scenario
from tests.tui.driving import Planner, driven
from tests.tui.own_folders import forget, write_config


def step(planner: Planner) -> str:
    """Which step is shown; empty for none."""
    lines = [line for line in planner.lines if "━Tour, " in line]
    return lines[0].partition("Tour, ")[2][:6] if lines else ""


def pointed(planner: Planner) -> list[str]:
    """What is pointed at."""
    return [str(widget.id) for widget in planner.app.screen.query(".-pointed")]


async def test_five_steps_point_at_what_they_are_about() -> None:
    """F8 goes on, from the last it ends; each says the keys as they are."""
    async with driven(settings=Settings(keys={"workbench.zoom": ("x",)})) as planner:
        assert step(planner) == ""
        for number, each in enumerate(STEPS, 1):
            await planner.press("f8")
            assert step(planner) == f"{number} of 5"
            assert pointed(planner) == [each.target]
            assert planner.focus == "issues"
            words = " ".join(" ".join(planner.pane("tour")).split())
            assert words.startswith(f"▲ {each.words.partition('{')[0].split('.')[0][:20]}")
            assert "{" not in words
            if each.target == "why":
                assert "x gives a pane the whole room" in words
        assert "F8 ends" in planner.text
        await planner.press("f8")
        assert step(planner) == ""
        assert pointed(planner) == []
    assert len(STEPS) == 5


async def test_one_can_work_while_it_is_there_and_skip_it() -> None:
    """It takes no key but its own; Esc ends it, a click goes on."""
    async with driven() as planner:
        await planner.press("f8", "n", "n", "2")
        assert planner.session.scenario.option("ceasefire_timing") == "parallel"
        assert step(planner) == "1 of 5"
        await planner.click("▲ ", "tour")
        assert step(planner) == "2 of 5"
        await planner.press("escape")
        assert step(planner) == ""
        await planner.press("f8")
        assert step(planner) == "1 of 5"


async def test_it_fits_at_60_by_20() -> None:
    """All its words, and still some issues."""
    async with driven(size=(60, 20)) as planner:
        for each in STEPS:
            await planner.press("f8")
            shown = "".join("".join(planner.pane("tour")).split())
            assert shown.endswith("".join(each.words.split()[-2:]))
            assert planner.app.screen.query_one("#issues").region.height >= 3


async def test_the_first_start_begins_it_and_the_second_does_not() -> None:
    """Seen once, it is known, even if the planner quits in the middle."""
    forget()
    settings = settings_at_start()
    assert settings.tour
    async with driven(settings=settings) as planner:
        await planner.until(lambda: step(planner) == "1 of 5")
    assert not settings_at_start().tour


async def test_it_is_offered_neither_beside_a_file_nor_beside_a_draft(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has work to do is not to be taught."""
    file = examples / "nato-membership.toml"
    async with driven(file, settings=Settings(tour=True)) as planner:
        await planner.counted()
        assert step(planner) == ""
    loaded = read_scenario(file)
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: 999_999_999)
        draft_scenario(new_draft_file(None), loaded.scenario, loaded.case)
    async with driven(settings=Settings(tour=True)) as planner:
        await planner.until(lambda: planner.question, "the draft's question")
        await planner.press("l")
        await planner.at_work()
        await planner.counted()
        assert step(planner) == ""


async def test_a_configuration_can_do_without_it() -> None:
    """``tour = false``."""
    forget()
    write_config("format = 1\ntour = false\n")
    assert not settings_at_start().tour
