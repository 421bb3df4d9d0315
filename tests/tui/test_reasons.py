"""The why pane: a reason is read without a dialog, for whatever the cursor stands on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from planner.tui.screens.workbench import Workbench
from tests.made_cases import seeded_case
from tests.small_cases import case_text, with_evidence
from tests.tui.driving import LARGE, driven
from tests.tui.small_case import SMALL_CASE, write


async def test_an_option_shows_what_it_would_cross_with_rule_quote_voice_and_caveat() -> None:
    """What the line's caveat and its evidence both say stands there once."""
    async with driven() as planner:
        await planner.go_to("NATO membership")
        why = planner.why
        for words in (
            "+ US-1 US (Trump), opposition: ",
            "Crossed when Security guarantee is “NATO membership”",
            "“Trump has voiced his opposition to Ukraine joining NATO”",
            "THE MAG POST",
            "E06",
            (
                "Caveat of the coding: Never called a red line. Nothing is said on later or "
                "conditional membership."
            ),
            "Caveat of E06: Never called a red line or a deal-breaker",
            "NATO membership: Ukraine joins NATO, which would automatically extend",
        ):
            assert words in why
        await planner.choose("NATO membership")
        assert planner.why.startswith("✗ US-1 US (Trump), opposition: crossed when")


async def test_an_option_that_crosses_nothing_says_so() -> None:
    """And what it means, and whether a source proposes it."""
    async with driven() as planner:
        await planner.go_to("Open-ended")
        assert "crosses no counted line" in planner.why
        assert "No source proposes this option." in planner.why


async def test_an_issue_shows_its_question_and_what_each_party_says(scenarios: Path) -> None:
    """With the lines that are crossed before, the planner's note, and who says nothing."""
    async with driven(scenarios / "ceasefire-before-settlement.toml") as planner:
        await planner.go_to("Ceasefire timing")
        why = planner.why
        for words in (
            "Does a ceasefire come before the settlement?",
            "Note: European leaders 'generally' oppose going without it (E46)",
            "Russia: Preference for settlement before ceasefire (RU-1, preference).",
            "Ukraine: no stated position.",
        ):
            assert words in why


async def test_what_each_party_says_on_the_issue_stands_at_the_right_of_a_wide_screen() -> None:
    """Verbatim, with the lines that are coded from it, and the options' definitions."""
    async with driven(size=(160, 45)) as planner:
        await planner.go_to("Ceasefire timing")
        evidence = planner.read("evidence")
        assert "“European leaders generally oppose forgoing a ceasefire" in evidence
        assert "E46 → EU-1" in evidence
        assert "In parallel*: " in evidence


async def test_a_line_with_a_grey_zone_shows_when_it_is_contested() -> None:
    """And that it is contested, once such an option is chosen."""
    async with driven(size=LARGE) as planner:
        await planner.choose("In parallel")
        why = planner.why
        assert why.startswith("? EU-1 Europe (generally), opposition: ")
        assert "contested when Ceasefire timing is “In parallel”" in why
        assert planner.issue("Ceasefire timing").contests == ("RU-1", "EU-1")
        await planner.next_red_line()
        assert planner.why.startswith("? RU-1 Russia (Putin), preference: ")


async def test_the_reasons_scroll_when_their_pane_has_the_focus() -> None:
    """And start from the top again for another row."""
    async with driven() as planner:
        await planner.press("down", "tab")
        assert planner.focus == "why"
        top = planner.pane("why")
        await planner.press("pagedown", "j")
        assert planner.pane("why") != top
        await planner.press("end")
        last = " ".join(planner.why.split()[-3:])
        await planner.sees(last, "why")
        await planner.press("home")
        assert planner.pane("why") == top
        await planner.press("end", "shift+tab", "down", "up")
        assert planner.pane("why") == top


async def test_the_source_is_quoted_verbatim_with_its_brackets(small_case: Path) -> None:
    """What an analyst inserted into a quote stays in it."""
    quote = "not [sic] over [/b] there [UA], [@click=app.quit]x[/] \\\\[ ["
    write(small_case, SMALL_CASE.replace("not over there", quote))
    async with driven(small_case) as planner:
        await planner.press("2")
        assert "“not [sic] over [/b] there [UA], [@click=app.quit]x[/] \\[ [”" in planner.read(
            "why"
        )
        await planner.sees("“not [sic] over [/b] there [UA],", "why")


async def test_no_work_is_begun_for_a_screen_that_has_gone(tmp_path: Path) -> None:
    """News of its lists and counts may still be on their way while the app ends."""
    case = seeded_case(issues=30, options=5, lines=300, parties=4)
    file = write(tmp_path / "large.case.toml", case_text(with_evidence(case)))
    on_their_way: list[Callable[[], None]] = []
    async with driven(file) as planner:
        await planner.counted()
        workbench = planner.app.screen
        assert isinstance(workbench, Workbench)
        with patch.object(planner.app, "call_from_thread", on_their_way.append):
            await planner.press("2")
            await planner.until(lambda: len(on_their_way) >= 2, "what is possible, and the counts")
    with patch.object(Workbench, "run_worker") as begun:
        workbench._live.see()
        for tell in on_their_way:
            tell()
    begun.assert_not_called()
