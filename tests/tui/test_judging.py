"""Readings and red lines set aside: seen at once in all verdicts, and kept in the file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from planner.cli.check import run as check_command
from planner.model.conditions import Condition, Term
from planner.model.reading import Reading
from tests.large_cases import hard_case
from tests.small_cases import (
    any_of,
    case_text,
    issue,
    made_case,
    number,
    red_line,
    when,
    with_evidence,
)
from tests.tui.driving import LARGE, Planner, driven
from tests.tui.small_case import write


def lens(planner: Planner) -> Reading:
    """The reading that is looked through."""
    return planner.session.lens


async def test_the_next_reading_changes_all_verdicts_at_once(scenarios: Path) -> None:
    """Verdict, parties, lines and what stands beside options; the readings are compared in why."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        assert "firm reading" in planner.title
        await planner.choose("In parallel")
        assert planner.option("In parallel").contests == ("RU-1", "EU-1")
        await planner.look_through("strict")
        assert "ooking through strict" in planner.title
        assert "EU-1" in planner.verdict
        assert "RU-1" in planner.verdict
        assert planner.issue("Ceasefire timing").crosses == ("RU-1", "EU-1")
        assert [" ".join(row[1:].split()) for row in planner.pane("readings") if row.strip()] == [
            "literal counts no line",
            "lenient clear, EU-1 contested",
            "moderate clear, EU-1 contested",
            "• firm clear, EU-1, RU-1 contested",
            "strict crosses EU-1, RU-1",
        ]


async def test_r_lists_the_readings_moving_looks_and_esc_goes_back_to_that_of_the_file() -> None:
    """Another r goes on, R goes back, both round again; none of it is a change."""
    async with driven() as planner:
        await planner.press("r")
        assert planner.focus == "readings"
        assert lens(planner) is Reading.FIRM
        seen = []
        for key in ("down", "r", "down", "j", "k", "R", "R"):
            await planner.press(key)
            seen.append(planner.session.lens)
            assert f"ooking through {seen[-1]}" in planner.title
        literal, lenient, moderate, firm, strict = Reading
        assert seen == [strict, literal, lenient, moderate, lenient, literal, strict]
        await planner.press("escape")
        assert planner.focus == "board"
        assert lens(planner) is firm
        await planner.press("r", "up", "enter")
        assert planner.focus == "board"
        assert lens(planner) is moderate
        await planner.press("escape")
        assert lens(planner) is firm
        assert not planner.session.unsaved
        await planner.undo()
        assert planner.toasts[-1] == "Nothing to undo."


async def test_four_readings_looked_through_and_saved_leave_the_files_bytes(
    examples: Path,
) -> None:
    """On the main screen, in the analysis and beside others; a colleague sees the same crossing."""
    file = examples / "ceasefire-before-settlement.toml"
    before = file.read_bytes()
    async with driven(file) as planner:
        await planner.press("r", "r", "r", "r", "r")
        assert lens(planner) is Reading.MODERATE
        assert "unsaved" not in planner.title
        await planner.press("w")
        await planner.on("AnalysisScreen")
        assert "Looking through moderate (the file says firm)" in planner.title
        await planner.press("r", "r", "R")
        await planner.until(lambda: not planner.app.screen._beside.working)  # type: ignore[attr-defined]
        while type(planner.app.screen).__name__ != "Workbench":
            await planner.press("escape")
        await planner.at_work()
        assert lens(planner) is Reading.FIRM
        await planner.press("r", "s")
        await planner.settle()
    assert file.read_bytes() == before
    assert check_command([str(file)]) == 1


async def test_one_key_sets_the_reading_of_the_file_as_a_step_of_undo(examples: Path) -> None:
    """It says what it was and what holds now; where there is nothing to set it says that."""
    file = examples / "ceasefire-before-settlement.toml"
    async with driven(file) as planner:
        await planner.set_reading_of_file()
        assert planner.toasts == ["The reading of this file is firm already."]
        await planner.look_through("strict")
        await planner.set_reading_of_file()
        assert planner.focus == "board"
        assert planner.toasts[-1] == "Set the reading of this file: firm → strict. Now: strict."
        assert "unsaved" in planner.title
        assert "Looking through" not in planner.title
        await planner.save()
        assert tomllib.loads(file.read_text("utf-8"))["check"]["reading"] == "strict"
        await planner.undo()
        assert planner.toasts[-1] == "Undid the reading: strict → firm. Now: firm."
        assert lens(planner) is Reading.FIRM


async def test_a_weaker_line_is_shown_but_not_counted(scenarios: Path) -> None:
    """With the reason."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        assert planner.cell("Ceasefire timing", "Russia") == "✗ RU-1"
        await planner.look_through("moderate")
        assert planner.cell("Ceasefire timing", "Russia") == "·"
        assert "RU-1" not in planner.verdict
        await planner.unfold("Ceasefire timing")
        assert planner.option("Ceasefire first").crosses == ()
        assert planner.option("Ceasefire first").cells["Russia"] == ""


async def test_a_red_line_is_set_aside_and_counted_again(scenarios: Path) -> None:
    """Seen at once on the board, in the verdict and in why: never a tick."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        await planner.next_red_line()
        await planner.set_aside_or_count()
        assert "RU-1" in planner.verdict
        assert not planner.verdict.startswith("✗")
        assert planner.cell("Ceasefire timing", "Russia") == "/ RU-1"
        assert planner.option("Ceasefire first").crosses == ()
        assert planner.why.startswith("/ RU-1 Russia (Putin), preference: set aside")
        assert planner.toasts[-1] == "RU-1 is set aside. e says why."
        assert "unsaved" in planner.title
        await planner.set_aside_or_count()
        assert planner.toasts[-1] == "RU-1 counts again."
        assert planner.verdict.startswith("✗ Complete. Crosses 1 ")
        assert planner.option("Ceasefire first").crosses == ("RU-1",)
        assert "unsaved" not in planner.title
        await planner.set_aside_or_count()
        await planner.look_through("lenient")
        assert "RU-1" not in planner.verdict
        await planner.set_aside_or_count()
        too_weak = "not counted: preference is weaker than the lenient reading asks"
        assert planner.toasts[-1] == f"RU-1 is not set aside any more; {too_weak}."


async def test_a_contested_line_set_aside_is_named(scenarios: Path) -> None:
    """In the verdict and in why: it was said nowhere on the deal."""
    async with driven(scenarios / "bilateral-and-trilateral.toml", size=LARGE) as planner:
        await planner.next_red_line()
        await planner.set_aside_or_count()
        assert tuple(planner.session.scenario.set_aside) == ("EU-1",)
        assert "EU-1, set aside, would be" in planner.verdict
        assert (
            "/ EU-1 Europe (generally), opposition: set aside; counted, it would be contested"
            in (planner.why)
        )


async def test_why_a_line_is_set_aside_is_written_with_e_after_it(examples: Path) -> None:
    """In the place of the reasons; each why is a step of its own."""
    file = examples / "ceasefire-before-settlement.toml"
    async with driven(file, size=LARGE) as planner:
        await planner.next_red_line()
        await planner.press("a", "e")
        assert "Why set RU-1 aside?" in planner.text
        await planner.type("Putin may come round\n")
        assert planner.focus == "board"
        assert planner.session.written.set_aside == {"RU-1": "Putin may come round"}
        assert "Why it is set aside: “Putin may come round”" in planner.why
        await planner.press("e")
        await planner.replace("not now")
        await planner.press("enter")
        assert planner.session.written.set_aside == {"RU-1": "not now"}
        await planner.save()
        assert tomllib.loads(file.read_text("utf-8"))["set_aside"] == {"RU-1": {"why": "not now"}}
        await planner.undo()
        assert planner.session.written.set_aside == {"RU-1": "Putin may come round"}
        await planner.undo()
        await planner.undo()
        assert not planner.session.written.set_aside
        assert "come round" not in planner.why


async def test_esc_leaves_a_why_as_it_was(scenarios: Path) -> None:
    """The line stays set aside."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        await planner.next_red_line()
        await planner.set_aside_or_count("first")
        assert planner.focus == "board"
        await planner.press("e", "x", "escape")
        assert planner.session.written.set_aside == {"RU-1": "first"}


async def test_which_line_is_set_aside_is_asked_only_where_there_are_several() -> None:
    """Of an option those that it would cross; where no line is about the issue that is said."""
    async with driven() as planner:
        await planner.go_to("NATO membership")
        await planner.press("a")
        assert tuple(planner.session.scenario.set_aside) == ("US-1",)
        await planner.undo()
        await planner.go_to("No guarantee")
        await planner.press("a")
        assert planner.focus == "lines"
        assert "Which line? Enter sets it aside or counts it again · Esc leaves" in planner.text
        assert [row[1:].split()[0] for row in planner.pane("lines") if row.strip()] == [
            "US-2",
            "EU-2",
        ]
        await planner.press("down", "W")
        await planner.asked("Another strength of EU-2")
        await planner.press("c", "escape", "a")
        assert planner.focus == "lines"
        assert not planner.session.scenario.set_aside
        await planner.press("down", "enter")
        assert tuple(planner.session.scenario.set_aside) == ("EU-2",)
        await planner.go_to("Timeframe")
        await planner.press("a")
        assert planner.toasts[-1] == "No counted line is about this issue."


async def test_a_crossed_line_on_an_issue_that_the_row_makes_apply_is_explained_and_set_aside(
    folder: Path,
) -> None:
    """As the board shows it there; the other line on that row is not crossed."""
    high = when(height=Condition("", at_from=50))
    case = made_case(
        issues=(
            issue("works", "canal", "dam"),
            number("height", 10, 60, 10, applies_when=(when(works="dam"),)),
            issue("payer", "north", "south"),
        ),
        red_lines=(
            red_line("A-high", "a", high, contested=(when(height=Condition("", below=20)),)),
            red_line("A-pays", "a", when(works="dam", payer="north")),
        ),
    )
    write(folder / "small.case.toml", case_text(case))
    async with driven(folder / "small.case.toml", size=LARGE) as planner:
        await planner.choose("50 to 60")
        await planner.choose("Dam")
        assert planner.cell("Works", "A") == "✗ A-high"
        assert planner.why.startswith("✗ A-high A, preference: crossed when Height")
        await planner.press("W")
        await planner.asked("Another strength of A-high")
        await planner.press("c", "a")
        assert tuple(planner.session.scenario.set_aside) == ("A-high",)
        await planner.press("a")
        assert not planner.session.scenario.set_aside
        await planner.choose("10")
        await planner.go_to("Dam")
        await planner.press("a")
        assert [row[1:].split()[0] for row in planner.pane("lines") if row.strip()] == [
            "A-high",
            "A-pays",
        ]


async def test_a_line_set_aside_is_counted_again_from_each_row_that_makes_its_issue_apply(
    folder: Path,
) -> None:
    """The row of what is chosen, and that of an option that shows it: no other line is taken."""
    case = made_case(
        issues=(
            any_of("works", "canal", "dam"),
            number("height", 10, 60, 10, applies_when=(when(works="dam"),)),
            issue("payer", "north", "south"),
        ),
        parties=("a", "b"),
        red_lines=(
            red_line("A-high", "a", when(height=Condition("", at_from=50))),
            red_line("B-pays", "b", when(works="dam", payer="north")),
        ),
    )
    write(folder / "small.case.toml", case_text(case))
    async with driven(folder / "small.case.toml", size=LARGE) as planner:
        await planner.choose("50 to 60")
        await planner.choose("Dam")
        await planner.press("a")
        assert tuple(planner.session.scenario.set_aside) == ("A-high",)
        await planner.press("up", "down")
        assert planner.why.startswith("/ A-high A, preference: set aside; counted, it would be")
        await planner.press("a")
        assert not planner.session.scenario.set_aside
        await planner.press("a", "up")
        assert planner.option("Canal").cells["A"] == "/ A-high"
        assert "/ A-high A, preference: set aside; counted, it would be crossed then" in planner.why
        await planner.press("a")
        assert not planner.session.scenario.set_aside


async def test_reading_and_lines_set_aside_are_kept_in_the_file(examples: Path) -> None:
    """And are there again when it is opened."""
    file = examples / "ceasefire-before-settlement.toml"
    async with driven(file) as planner:
        await planner.next_red_line()
        await planner.set_aside_or_count()
        await planner.look_through("strict")
        await planner.set_reading_of_file()
        await planner.save()
    kept = tomllib.loads(file.read_text(encoding="utf-8"))
    assert kept["check"] == {"reading": "strict", "set_aside": ["RU-1"]}
    async with driven(file) as planner:
        assert planner.cell("Ceasefire timing", "Russia") == "/ RU-1"
        assert "strict" in planner.title


async def test_a_line_set_aside_and_saved_keeps_its_mark_in_library_comparison_and_check(
    examples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nowhere does a tick stand for a party whose line would be crossed."""
    file = examples / "ceasefire-before-settlement.toml"
    async with driven(file, size=LARGE) as planner:
        await planner.next_red_line()
        await planner.set_aside_or_count()
        await planner.save()
        assert planner.cell("Ceasefire timing", "Russia") == "/ RU-1"
        await planner.library()
        assert planner.row("Ceasefire first", "scenarios").endswith("✓ ✓ / RU-1 ✓")
        words = "no counted line crossed; RU-1, set aside, would be"
        assert f"Russia: / {words}" in planner.read("preview")
        await planner.find("aside:RU-1")
        await planner.press("space", "escape")
        await planner.find("nato-membership")
        await planner.press("space", "c")
        await planner.on("Compare")
        assert "/ RU-1" in planner.row("Russia /", "columns")
        assert "firm, without RU-1" in planner.text
    capsys.readouterr()
    assert check_command([str(file)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"/ Russia {words}" in said
    assert "✓ Russia" not in said
    check_command([str(file), "--format", "json"])
    (answer,) = json.loads(capsys.readouterr().out)["results"]
    assert {p["id"]: p["status"] for p in answer["parties"]}["russia"] == "set_aside"
    (line,) = (each for each in answer["lines"] if each["id"] == "RU-1")
    assert (line["status"], line["counted"]) == ("crossed", False)


NO_WAY_ROUND = made_case(
    "round",
    parties=["a"],
    issues=[issue("i", *(f"o{n}" for n in range(40)))],
    red_lines=[
        red_line("one", "a", when(i="o0")),
        red_line("all", "a", Term((Condition("i", tuple(f"o{n}" for n in range(40))),))),
    ],
)
"""Each of many options crosses a line, and the first one two."""


async def test_how_many_ways_there_are_is_a_bound_where_not_all_were_looked_for(
    folder: Path,
) -> None:
    """On the board, which looks for the first few, and where one looks through them."""
    (folder / "round.case.toml").write_text(case_text(with_evidence(NO_WAY_ROUND)), "utf-8")
    async with driven(folder / "round.case.toml") as planner:
        await planner.press("1")
        await planner.sees("m: at least 4 ways to cross only one of them.")
        await planner.press("m")
        await planner.until(lambda: planner.title.startswith("Proposal 1 of at least 30 "), "many")
        await planner.rested()
        await planner.press("N")
        assert planner.title.startswith("Proposal 30 of at least 30 ")


async def test_no_mend_is_denied_where_the_search_was_stopped(folder: Path) -> None:
    """It was not worked out."""
    (folder / "hard.case.toml").write_text(hard_case(evidence=True), encoding="utf-8")
    choices = "".join(f'[choices.i{n}]\noption = "o0"\n' for n in range(20))
    text = f'format = 1\n[scenario]\n[case]\nid = "hard"\n{choices}'
    (folder / "all.toml").write_text(text, encoding="utf-8")
    async with driven(folder / "all.toml") as planner:
        await planner.sees("Looking for a change that mends it …")
        await planner.press("escape")
        await planner.sees("Whether a change mends it was not worked out; m looks.")
