"""Readings and red lines set aside: seen at once in all verdicts, and kept in the file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from planner.cli.check import run as check_command
from planner.model.reading import Reading
from tests.tui.driving import LARGE, Planner, driven


def lens(planner: Planner) -> Reading:
    """The reading that is looked through."""
    return planner.session.lens


async def test_the_next_reading_changes_all_verdicts_at_once(scenarios: Path) -> None:
    """Verdict, parties, lines and what stands beside options; the readings are compared in why."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        assert "(firm)" in planner.title
        await planner.choose("In parallel")
        assert planner.verdict.endswith("under the firm reading; leaves 2 contested: EU-1, RU-1")
        assert planner.option("In parallel").contests == ("EU-1", "RU-1")
        await planner.next_reading()
        assert "Looking through strict (the file says firm)" in planner.title
        assert planner.verdict == "Crosses 2 stated red lines under the strict reading: EU-1, RU-1"
        assert planner.party("Russia").crossed
        assert planner.party("Europe").crossed
        assert planner.line("RU-1").crossed
        assert planner.option("In parallel").crosses == ("EU-1", "RU-1")
        why = planner.why
        assert "(•) strict: preferences and stronger count; contested counts as crossed" in why
        assert "8 red lines counted; crosses 2 stated red lines under the strict reading" in why
        assert "( ) lenient: declared lines and opposition count; contested is left open" in why
        assert "leaves 1 contested: EU-1" in why


async def test_readings_go_round_both_ways_and_esc_goes_back_to_that_of_the_file() -> None:
    """From literal to strict and back, each named; none of it is a change."""
    async with driven() as planner:
        seen = []
        for key in "rrrrrR":
            await planner.press(key)
            seen.append(planner.session.lens)
            assert f"he {seen[-1]} reading" in planner.verdict
            looking = f"Looking through {seen[-1]} (the file says firm)" in planner.title
            assert looking == (seen[-1] is not Reading.FIRM)
        literal, lenient, moderate, firm, strict = Reading
        assert seen == [strict, literal, lenient, moderate, firm, moderate]
        await planner.press("escape")
        assert lens(planner) is firm
        assert "under the firm reading" in planner.verdict
        assert not planner.session.unsaved
        await planner.undo()
        assert planner.toasts == ["Nothing to undo."]


async def test_four_readings_looked_through_and_saved_leave_the_files_bytes(
    examples: Path,
) -> None:
    """On the main screen, in the analysis and beside others; a colleague sees the same crossing."""
    file = examples / "ceasefire-before-settlement.toml"
    before = file.read_bytes()
    async with driven(file) as planner:
        await planner.press("r", "r", "r", "r")
        assert lens(planner) is Reading.MODERATE
        assert "unsaved" not in planner.title
        await planner.press("w")
        await planner.on("AnalysisScreen")
        assert "Looking through moderate (the file says firm)" in planner.title
        await planner.press("r", "r", "R")
        await planner.until(lambda: not planner.app.screen._working)  # type: ignore[attr-defined]
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
        await planner.next_reading()
        await planner.set_reading_of_file()
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
        await planner.previous_reading()  # moderate
        assert planner.verdict == "Crosses no stated red line under the moderate reading"
        assert planner.party("Russia").status == "no red line counted"
        assert planner.line("RU-1").status == "not counted (crossed)"
        assert not planner.line("RU-1").counted
        assert planner.option("Ceasefire first").crosses == ()
        await planner.press("tab", *["down"] * 6)
        assert planner.here == "RU-1"
        why = planner.why
        assert (
            "✗ crossed under the moderate reading (not counted: preference is weaker than the "
            "moderate reading asks)" in why
        )


async def test_a_red_line_is_set_aside_and_counted_again(scenarios: Path) -> None:
    """Seen at once in the line, its party, the verdict and beside the options."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        await planner.next_red_line()
        await planner.set_aside_or_count()
        assert planner.verdict == (
            "Crosses no stated red line under the firm reading; set aside: RU-1; "
            "counted, RU-1 would be crossed"
        )
        assert planner.line("RU-1").status == "set aside (crossed)"
        assert planner.party("Russia").set_aside
        assert planner.party("Russia").status == "RU-1, set aside, would be crossed"
        assert planner.option("Ceasefire first").crosses == ()
        assert "(set aside by the planner; no reason given)" in planner.why
        assert "unsaved" in planner.title
        await planner.set_aside_or_count()
        assert planner.verdict == "Crosses 1 stated red line under the firm reading: RU-1"
        assert planner.option("Ceasefire first").crosses == ("RU-1",)
        assert "unsaved" not in planner.title


async def test_why_a_line_is_set_aside_is_asked_for_shown_and_written_anew(
    examples: Path,
) -> None:
    """Beside the line and among its reasons; setting aside with its why is one step."""
    file = examples / "ceasefire-before-settlement.toml"
    async with driven(file, size=LARGE) as planner:
        await planner.next_red_line()
        await planner.press("a")
        assert "Why set RU-1 aside?" in planner.text
        await planner.type("Putin may come round\n")
        assert planner.focus == "parties"
        assert "“Putin may come rou" in planner.row("RU-1 set aside (", "parties")
        assert "Putin may come round" in planner.why
        await planner.press("e")
        await planner.replace("not now")
        await planner.press("enter")
        assert planner.session.written.set_aside == {"RU-1": "not now"}
        await planner.save()
        assert tomllib.loads(file.read_text("utf-8"))["set_aside"] == {"RU-1": {"why": "not now"}}
        await planner.undo()
        assert planner.session.written.set_aside == {"RU-1": "Putin may come round"}
        await planner.undo()
        assert not planner.session.written.set_aside


async def test_esc_in_place_of_a_why_leaves_the_line_counted(scenarios: Path) -> None:
    """And leaves a why as it was."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        await planner.next_red_line()
        await planner.press("a", "x", "escape")
        assert planner.line("RU-1").crossed
        assert planner.focus == "parties"
        await planner.set_aside_or_count("first")
        await planner.press("e", "x", "escape")
        assert planner.session.written.set_aside == {"RU-1": "first"}


async def test_setting_aside_needs_a_red_line_under_the_cursor() -> None:
    """Elsewhere the key says where to go."""
    async with driven() as planner:
        await planner.press("a")
        await planner.press("tab", "a")  # a party
        assert planner.toasts == ["Move to a red line in the parties' pane first (Tab)."] * 2
        assert not planner.session.unsaved


async def test_reading_and_lines_set_aside_are_kept_in_the_file(examples: Path) -> None:
    """And are there again when it is opened."""
    file = examples / "ceasefire-before-settlement.toml"
    async with driven(file) as planner:
        await planner.next_red_line()
        await planner.set_aside_or_count()
        await planner.next_reading()
        await planner.set_reading_of_file()
        await planner.save()
    kept = tomllib.loads(file.read_text(encoding="utf-8"))
    assert kept["check"] == {"reading": "strict", "set_aside": ["RU-1"]}
    async with driven(file) as planner:
        assert planner.verdict == (
            "Crosses no stated red line under the strict reading; set aside: RU-1; "
            "counted, RU-1 would be crossed"
        )


async def test_a_line_set_aside_and_saved_keeps_its_mark_in_library_comparison_and_check(
    examples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nowhere does a tick stand for a party whose line would be crossed."""
    file = examples / "ceasefire-before-settlement.toml"
    async with driven(file, size=LARGE) as planner:
        await planner.next_red_line()
        await planner.set_aside_or_count()
        await planner.save()
        assert planner.party("Russia").set_aside
        await planner.library()
        assert planner.row("Ceasefire first", "scenarios").split()[4:10] == [
            *("✓✓/✓", "·", "·", "·", "1", "firm")
        ]
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
