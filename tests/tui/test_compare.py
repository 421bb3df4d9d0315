"""Scenarios side by side, and choices taken over from one to the open one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planner.model.reading import Reading
from tests.tui.driving import LARGE, SMALL, Planner, driven

CLEAR = "european-led-parallel-trilateral.toml"
CROSSED = "ceasefire-before-settlement.toml"
ASIDE = "no-leaders-meeting-fr-1-set-aside.toml"


async def mark(planner: Planner, *words: str) -> None:
    """In the library, mark the scenarios whose titles hold the words."""
    await planner.library()
    await planner.press("M")
    for title in words:
        await planner.find(title)
        await planner.press("space", "escape")
    assert f"{len(words)} marked" in planner.title


async def compared(planner: Planner, *words: str) -> None:
    """Compare the open scenario with others, by their titles."""
    await mark(planner, *words)
    await planner.press("escape", "c")
    await planner.on("Compare")


def heading(planner: Planner, words: str) -> int:
    """The row of a heading."""
    return next(n for n, line in enumerate(planner.pane("columns")) if words in line)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_differs_comes_first_then_the_verdicts(
    examples: Path, size: tuple[int, int]
) -> None:
    """The open scenario is the first column."""
    async with driven(examples / CLEAR, size=size) as planner:
        await compared(planner, "scenarios/ceasefire-before")
        assert "3 of 9 issues differ" in planner.text
        assert planner.row("≠ Ceasefire timing", "columns").endswith("In parallel Ceasefire first")
        assert planner.cursor("columns").startswith("≠ Security guarantee")
        assert heading(planner, "3 of 9") < heading(planner, "Verdicts")
        assert "A: European-led" in planner.text
        assert "(opened)" in planner.read("meaning")
        russia = planner.row("Russia ?", "columns")
        assert russia.index("?") < russia.index("✗")
        assert "RU-1" in russia


@pytest.mark.parametrize("width", [80, 120])
async def test_heads_that_are_cut_are_told_apart_by_their_ends(examples: Path, width: int) -> None:
    """Their letters name no scenario; where files share a title the pane names them too."""
    text = (examples / CLEAR).read_text(encoding="utf-8")
    for day in ("Monday", "Friday"):
        made = re.sub('title = ".*"', f'title = "The deal as tabled in Istanbul on {day}"', text)
        (examples / f"{day}.toml").write_text(made, encoding="utf-8")
    (examples / "Monday-again.toml").write_bytes((examples / "Monday.toml").read_bytes())
    async with driven(examples / "Monday.toml", size=(width, 40)) as planner:
        await compared(planner, "Friday.toml", "Monday-again.toml")
        heads = re.findall(r"[ABC]: (.*?)(?= {2}|$)", planner.head)
        assert len(heads) == len({*heads}) == 3, planner.head
        said = planner.read("meaning")
        assert "· scenarios/Monday.toml (opened)" in said
        assert "· The deal as tabled in Istanbul on Friday" in said
        assert "· scenarios/Monday-again.toml" in said


async def test_whose_lines_are_a_subset_is_told_in_a_sentence(examples: Path) -> None:
    """In the list, and in full with the lines when the cursor is on it."""
    async with driven(examples / CLEAR, size=LARGE) as planner:
        await compared(planner, "scenarios/ceasefire-before")
        at = heading(planner, "subset of whose")
        for _ in range(at):
            await planner.press("j")
        said = planner.read("meaning")
        assert "A crosses no counted line: only B crosses RU-1; but A leaves" in said
        assert "✗ crossed: RU-1 · Russia (Putin)" in said


async def test_sentences_stand_whole_in_the_list_however_narrow_it_is(examples: Path) -> None:
    """Wrapped into as many rows as they need; each row of one explains all of it."""
    async with driven(examples / ASIDE, size=(60, 40)) as planner:
        await compared(planner, "scenarios/parallel-tracks")
        at = heading(planner, "subset of whose")
        rows = planner.pane("columns")[at + 1 : heading(planner, "From one to another")]
        assert len(rows) > 1
        said = " ".join(" ".join(rows).split())
        assert "it is not said whether one crosses only a part of the other's lines" in said
        assert "…" not in said
        before = planner.read("meaning")
        for _ in range(at):
            await planner.press("j")
        first = planner.read("meaning")
        await planner.press("j")
        assert planner.read("meaning") == first != before


async def test_four_columns_keep_their_words_where_there_is_little_room(examples: Path) -> None:
    """Those that do not fit are reached by moving; verdicts are a sign and a word or a line."""
    async with driven(examples / CLEAR, size=(60, 20)) as planner:
        await compared(planner, "scenarios/ceasefire-before", "scenarios/us-russia", "A sketch")
        assert planner.head.split("  ")[-1] == ">"
        assert planner.row("US ", "columns") == "US ✓ none ✓ none"
        assert "B: Ceasefire fi" in planner.head
        await planner.press("l", "l", "l")
        assert "D: A sketch" in planner.head
        assert "D “Alternative guarantees” · A sketch" in planner.read("meaning")


async def test_a_choice_is_taken_over_by_way_of_the_board(examples: Path) -> None:
    """It is proposed there first, then all that the other chooses; taken, it is one step."""
    async with driven(examples / CLEAR) as planner:
        await compared(planner, "scenarios/ceasefire-before")
        await planner.press("j", "j", "space")
        assert planner.toasts[-1].startswith("This is the open scenario")
        await planner.press("l")
        assert "Taken over into A, the open scenario: ✗ crosses RU-1" in planner.read("meaning")
        before = planner.session.scenario
        await planner.press("space")
        await planner.at_work()
        await planner.sees("Proposal 1 of 2")
        assert "→ Ceasefire first" in planner.text
        assert "RU-1" in planner.verdict
        assert planner.session.scenario == before
        await planner.press("n", "N", "enter")
        assert planner.session.scenario.option("ceasefire_timing") == "ceasefire_first"
        assert planner.session.unsaved
        await planner.press("u")
        assert planner.session.scenario == before
        await planner.press("c")
        await planner.on("Compare")
        await planner.press("l", "space")
        await planner.sees("Proposal 1 of 2")
        await planner.press("escape")
        assert planner.session.scenario == before


@pytest.mark.usefixtures("examples")
async def test_nothing_is_taken_over_where_no_column_is_open() -> None:
    """Two files of the library, none of which is open."""
    async with driven() as planner:
        await mark(planner, "scenarios/ceasefire-before", "scenarios/us-russia")
        await planner.press("c")
        await planner.on("Compare")
        before = planner.session.scenario
        await planner.press("space", "u")
        assert planner.toasts[-2].startswith("None of these is the open scenario")
        assert planner.session.scenario is before
        await planner.press("escape")
        await planner.at_work()


async def test_unsaved_changes_of_the_open_scenario_are_compared(examples: Path) -> None:
    """What stands on the screen, not what stands in its file."""
    async with driven(examples / CROSSED) as planner:
        await planner.choose("In parallel")
        await compared(planner, "scenarios/ceasefire-before", "scenarios/us-russia")
        assert "(opened)" in planner.read("meaning")
        assert "C " not in planner.head
        columns = planner.app.screen.query_one("#columns")
        assert columns._comparison.columns[0].scenario is planner.session.with_begun  # type: ignore[attr-defined]


async def test_all_are_judged_by_one_reading_which_can_be_another(examples: Path) -> None:
    """That of the open scenario at first; whoever's file says another is marked."""
    async with driven(examples / ASIDE) as planner:
        await compared(planner, "scenarios/parallel-tracks")
        assert "all by the firm reading" in planner.title
        assert "B (file: strict): Para" in planner.head
        assert "firm; its file says strict" in planner.text
        assert planner.row("Europe ", "columns") == "Europe ? EU-1 / FR-1 ? contested: EU-1"
        await planner.press("r")
        assert "Looking through strict (the file says firm)" in planner.title
        assert "(file: firm): " in planner.head
        assert "(file: strict)" not in planner.head
        await planner.press("escape")
        await planner.on("Compare")
        assert "all by the firm reading" in planner.title
        assert not planner.session.unsaved
        await planner.press("r", "equals_sign")
        assert planner.session.reading is Reading.STRICT
        assert "all by the strict reading" in planner.title


@pytest.mark.usefixtures("examples")
async def test_without_an_open_scenario_all_are_judged_as_the_first_one_says() -> None:
    """Looking through another reading works there too; there is no file to set it in."""
    async with driven() as planner:
        await mark(planner, "scenarios/ceasefire-before", "scenarios/parallel-tracks")
        await planner.press("c")
        await planner.on("Compare")
        assert "all by the firm reading" in planner.title
        await planner.press("r")
        assert "all by the strict reading" in planner.title
        await planner.press("equals_sign")
        assert planner.toasts[-1].startswith("None of these is the open scenario")
        await planner.press("escape")
        assert "all by the firm reading" in planner.title
        await planner.press("escape")
        await planner.at_work()


async def test_four_stand_side_by_side_and_are_reached_column_by_column(examples: Path) -> None:
    """At 60 columns too."""
    async with driven(examples / CLEAR, size=(60, 20)) as planner:
        await compared(
            planner, "scenarios/ceasefire-before", "scenarios/us-russia", "scenarios/settlement"
        )
        seen = set()
        for _ in range(4):
            head = planner.head
            seen |= {letter for letter in "ABCD" if f" {letter}: " in head}
            await planner.press("right")
        assert seen == set("ABCD")


async def test_scenarios_of_different_cases_are_not_compared_and_that_is_said(
    examples: Path, small_case: Path
) -> None:
    """In words, with both cases named."""
    (examples / "talk.toml").write_text(
        f"format = 1\n[scenario]\ntitle = 'Talk'\n[case]\nid = 'small'\npath = '{small_case}'\n",
        encoding="utf-8",
    )
    async with driven(examples / CLEAR) as planner:
        await mark(planner, "talk.toml")
        await planner.press("c")
        await planner.told("these scenarios belong to different cases")
        assert '"small"' in planner.toasts[-1]
        await planner.on("Library")


async def test_without_marks_the_library_opens_to_mark_some(examples: Path) -> None:
    """And says how."""
    async with driven(examples / CLEAR) as planner:
        await planner.press("c")
        await planner.on("Library")
        await planner.told("Mark scenarios with Space")
        await planner.press("c")
        await planner.told("Mark another scenario first")


async def test_hostile_titles_are_shown_literally(examples: Path) -> None:
    """In the head, and in the text."""
    file = examples / CROSSED
    text = file.read_text(encoding="utf-8").replace('title = "Ceasefire', 'title = "[/b][sic] C')
    file.write_text(text, encoding="utf-8")
    async with driven(examples / CLEAR) as planner:
        await compared(planner, "[/b][sic]")
        assert "B: [/b][sic] C" in planner.head
