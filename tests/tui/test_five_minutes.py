"""The five minutes that README and guide walk through, key by key: what they say comes true."""

from __future__ import annotations

from planner.files.scenarios.reading import read_scenario
from planner.model.reading import Reading
from tests.tui.driving import LARGE, driven


async def test_the_tour_of_the_guide_comes_true() -> None:
    """What stands beside options, the clash, contested ground, a what-if, undo and the file."""
    async with driven(size=LARGE) as planner:
        await planner.counted()
        assert planner.option("Ceasefire first").crosses == ("RU-1",)
        assert planner.option("In parallel").contests == ("EU-1", "RU-1")
        assert planner.option("In parallel").added
        assert planner.option("In parallel").left.startswith("2,592 clear")
        await planner.press("n", "n", "1")
        assert planner.verdict.startswith("Crosses 1 stated red line under the firm reading: RU-1")
        why = planner.why
        assert "crossed when Ceasefire timing is “Ceasefire first”" in why
        assert "Putin's preference for focusing on a long-term peace settlement" in why
        assert "It does not say" in why
        await planner.press("2")
        assert planner.verdict.startswith("So far crosses no stated red line")
        before = planner.session.scenario
        await planner.next_reading()
        await planner.until(lambda: "under the strict reading: EU-1, RU-1" in planner.verdict)
        await planner.press("escape")
        await planner.until(lambda: "under the firm reading" in planner.verdict)
        assert planner.session.scenario == before
        await planner.next_reading()
        await planner.set_reading_of_file()
        assert planner.session.scenario.reading is Reading.STRICT
        await planner.undo()
        assert planner.session.scenario == before
        await planner.press("tab", "down", "a", "enter")
        assert tuple(planner.session.scenario.set_aside) == ("US-1",)
        await planner.press("s")
        await planner.on("PathPrompt")
        await planner.press("enter")
        await planner.told("Saved ")
        assert planner.session.path is not None
        assert tuple(read_scenario(planner.session.path).scenario.set_aside) == ("US-1",)
