"""From a statement forwards: its passage, its lines, the options, who chooses them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from planner.tui.in_thread import beside
from tests.tui.driving import Planner, driven
from tests.tui.harbour_case import FORGED, GENUINE, TEXT, write_harbour

T = TypeVar("T")
NOT_THERE = "This quote does not stand in the text of its source."


@pytest.fixture
def files(folder: Path) -> dict[str, Path]:
    """A scenario for each option of the harbour."""
    return write_harbour(folder)


async def to_statement(planner: Planner, *moves: str) -> None:
    """To the statements of a cell, and into the first of them."""
    await planner.press("v")
    await planner.on("Evidence")
    await planner.until(lambda: "stand" in planner.read("statements") or "Verbatim" in planner.text)
    await planner.press(*moves, "enter", "enter")
    await planner.until(lambda: "of 3 scenarios here" in planner.read("statements"))


async def test_a_statement_leads_to_its_lines_its_options_and_who_chooses_them(
    files: dict[str, Path],
) -> None:
    """Key by key; Enter on a scenario opens it."""
    async with driven(files["open"]) as planner:
        await to_statement(planner)
        said = planner.read("statements")
        assert said.startswith(f"“{GENUINE}” E1 · North, opposition")
        assert "Red lines coded from it N-1 · North, opposition · No closed harbour" in said
        assert "Harbour: Closed The statement speaks against it; crosses N-1." in said
        assert "Chosen by 1 of 3 scenarios here. → Harbour closed · closed.toml" in said
        assert "Open to all" not in said
        await planner.press("down", "down", "down", "enter")
        await planner.at_work()
        assert planner.session.path == files["closed"]


async def test_a_scenario_that_another_file_replaces_chooses_nothing_any_more(
    files: dict[str, Path],
) -> None:
    """It is listed no longer once what stands in its place was read."""
    async with driven(files["open"]) as planner:
        await to_statement(planner)
        assert "Chosen by 1 of 3 scenarios here." in planner.read("statements")
        files["closed"].write_text("[tool.other]\nkey = 1\n", encoding="utf-8")
        await planner.press("escape", "enter")
        await planner.until(
            lambda: "None of 2 scenarios here chooses it." in planner.read("statements")
        )


async def test_a_look_that_is_asked_for_as_the_last_one_ends_is_not_lost(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read has been told by then, and nothing else would look again."""
    ends: list[Callable[[], None]] = []

    async def ending(work: Callable[[], T]) -> T:
        found = await beside(work)
        if ends:
            ends.pop()()
        return found

    async with driven(files["open"]) as planner:
        await to_statement(planner)
        scenarios = planner.app.screen._scenarios  # type: ignore[attr-defined]
        await planner.until(lambda: scenarios._reading.done)

        def replaced() -> None:
            files["closed"].write_text("[tool.other]\nkey = 1\n", encoding="utf-8")
            scenarios.look()

        ends.append(replaced)
        monkeypatch.setattr("planner.tui.folder_reading.beside", ending)
        scenarios.look()
        await planner.until(
            lambda: "None of 2 scenarios here chooses it." in planner.read("statements")
        )


async def test_the_mouse_goes_the_same_way(files: dict[str, Path]) -> None:
    """A click goes to an item, a second one into it."""
    async with driven(files["open"]) as planner:
        await planner.press("v")
        await planner.on("Evidence")
        await planner.until(lambda: "Verbatim" in planner.text)
        await planner.click(GENUINE)
        await planner.until(lambda: "→ Harbour closed" in planner.text)
        await planner.click("→ Harbour closed")
        await planner.click("→ Harbour closed")
        await planner.at_work()
        assert planner.session.path == files["closed"]


async def test_enter_on_the_quote_shows_the_passage_with_its_surroundings(
    files: dict[str, Path],
) -> None:
    """Esc goes back a step each time, to where one was."""
    async with driven(files["open"]) as planner:
        await to_statement(planner)
        await planner.press("enter")
        said = planner.read("statements")
        assert "Verbatim, line 3." in said
        assert f"The northern delegate said that «{GENUINE}», which the crowd applauded." in said
        assert "not the text that was coded" not in said
        await planner.press("escape")
        assert "Red lines coded from it" in planner.text
        await planner.press("escape")
        assert "North on Harbour: 1 statement" in planner.text
        await planner.press("escape", "escape")
        await planner.at_work()


async def test_a_text_that_is_not_the_one_that_was_coded_is_said_to_be_another(
    files: dict[str, Path], folder: Path
) -> None:
    """At each statement and above its passage, by the hash."""
    (folder / "gazette.txt").write_text(f"{TEXT}\nA line more.\n", encoding="utf-8")
    async with driven(files["open"]) as planner:
        await planner.press("v")
        await planner.on("Evidence")
        await planner.until(lambda: "Verbatim" in planner.text)
        assert "The text at hand is not the one that was coded." in planner.read("statements")
        await planner.press("enter", "enter", "enter")
        assert "This is not the text that was coded: its sha256 is" in planner.read("statements")


async def test_a_forged_quote_is_marked_on_every_screen_that_shows_it(
    files: dict[str, Path],
) -> None:
    """On the deal, in the evidence, the library's board, the analysis; the genuine one nowhere."""
    async with driven(files["open"], size=(120, 40)) as planner:
        await planner.press("v")
        await planner.on("Evidence")
        await planner.press("l")
        await planner.until(lambda: NOT_THERE in planner.read("statements"))
        await planner.press("enter", "enter")
        assert NOT_THERE in planner.read("statements")
        await planner.press("enter")
        said = planner.read("statements")
        assert "Does not stand in the text." in said
        assert f"The quote as it was coded: “{FORGED}”" in said
        assert "The nearest passage" in said
        await planner.press(*["escape"] * 4)
        await planner.at_work()
        said = planner.why
        assert f"“{FORGED}”" in said
        assert said.count(NOT_THERE) == said.count(FORGED)
        await planner.library()
        await planner.press("b", "home", "n")
        await planner.until(lambda: NOT_THERE in planner.read("preview"))
        await planner.press("escape", "escape")
        await planner.at_work()
        await planner.press("w")
        await planner.on("AnalysisScreen")
        await planner.rested()  # what clashes comes while one looks
        rows = len(planner.pane("findings"))
        for _ in range(rows):
            said = planner.read("details")
            assert said.count(NOT_THERE) == said.count(FORGED)
            if FORGED in said:
                break
            await planner.press("down")
        else:
            pytest.fail("the analysis quotes it nowhere")


async def test_hits_in_quotes_come_first_and_stand_out(files: dict[str, Path]) -> None:
    """The words are reversed, which is seen without colours too."""
    async with driven(files["open"]) as planner:
        await planner.press("v", "slash")
        await planner.type("boats")
        said = planner.read("statements")
        assert said.index(GENUINE) < said.index(FORGED)
        assert "Not a word on boats." in said
        region = planner.app.screen.query_one("#statements").region
        found = [
            segment
            for strip in planner.strips[region.y : region.bottom]
            for segment in strip
            if segment.text == "boats"
        ]
        assert len(found) == 2
        assert all(segment.style is not None and segment.style.reverse for segment in found)


async def test_where_no_text_is_at_hand_it_says_so_and_how_to_name_one() -> None:
    """Of the bundled case only the hash is known."""
    async with driven() as planner:
        await planner.press("v")
        await planner.on("Evidence")
        await planner.press("n")
        assert "No text at hand." in planner.read("statements")
        await planner.press("enter", "enter", "enter")
        said = planner.read("statements")
        assert "The text of this source is not at hand, so the quote is not checked." in said
        assert "The text that was coded: sha256 7a264d74" in said
