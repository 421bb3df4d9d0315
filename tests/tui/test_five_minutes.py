"""The five minutes that README and guide walk through, key by key: what they say comes true."""

from __future__ import annotations

from planner.files.scenarios.reading import read_scenario
from planner.model.reading import Reading
from tests.tui.driving import LARGE, driven


async def test_the_tour_of_the_guide_comes_true() -> None:
    """What stands beside options, the clash, contested ground, a what-if, undo and the file."""
    async with driven(size=LARGE) as planner:
        await planner.counted()
        await planner.press("n", "n")
        await planner.counted()
        assert planner.option("Ceasefire first").crosses == ("RU-1",)
        assert planner.option("In parallel").contests == ("RU-1", "EU-1")
        assert planner.option("In parallel").added
        await planner.until(lambda: planner.option("In parallel").left == "2,592 clear")
        await planner.press("1")
        assert planner.verdict.startswith("✗ Crosses 1 ")
        why = planner.why
        assert "crossed when Ceasefire timing is “Ceasefire first”" in why
        assert "Putin's preference for focusing on a long-term peace settlement" in why
        assert "Caveat of the coding: " in why
        await planner.press("2")
        assert planner.issue("Ceasefire timing").contests == ("RU-1", "EU-1")
        before = planner.session.scenario
        await planner.look_through("strict")
        assert planner.issue("Ceasefire timing").crosses == ("RU-1", "EU-1")
        await planner.press("escape")
        assert planner.issue("Ceasefire timing").contests == ("RU-1", "EU-1")
        assert planner.session.scenario == before
        await planner.look_through("strict")
        await planner.set_reading_of_file()
        assert planner.session.scenario.reading is Reading.STRICT
        await planner.undo()
        assert planner.session.scenario == before
        await planner.go_to("NATO membership")
        await planner.press("a")
        assert tuple(planner.session.scenario.set_aside) == ("US-1",)
        await planner.press("s")
        await planner.on("PathPrompt")
        await planner.press("enter")
        await planner.told("Saved ")
        assert planner.session.path is not None
        assert tuple(read_scenario(planner.session.path).scenario.set_aside) == ("US-1",)
