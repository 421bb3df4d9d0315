"""The why pane: a reason is read without a dialog, for whatever the cursor stands on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from planner.analysis.questions.explorer import Explorer
from planner.analysis.questions.premises import Premises
from planner.model.reading import Reading
from planner.tui.live_counts import WhatIsLeft
from planner.tui.screens.workbench import Workbench
from planner.tui.widgets.issue_list import IssueList
from tests.made_cases import seeded_case
from tests.small_cases import case_text, with_evidence
from tests.tui.driving import LARGE, driven
from tests.tui.small_case import SMALL_CASE, write


async def test_an_option_shows_what_it_would_cross_and_what_is_stated_on_it() -> None:
    """Rule, quotes, speakers, attribution, strength, scope, source, what is not said, caveat."""
    async with driven() as planner:
        await planner.go_to("NATO membership")
        await planner.sees("Why · Security guarantee: NATO")
        why = planner.why
        for words in (
            "✗ would cross US-1 · US (Trump), opposition · Opposition to Ukraine joining NATO",
            "crossed when Security guarantee is “NATO membership”",
            "“Trump has voiced his opposition to Ukraine joining NATO”",
            "E06 · US (Trump), opposition; said by the article (reporting Trump), indirect speech",
            "THE MAG POST, “Trump's Stance on Ukraine Security Guarantees”",
            "It does not say: Never called a red line",
            "Caveat: Never called a red line. Nothing is said on later or conditional membership.",
            "NATO membership: Ukraine joins NATO, which would automatically extend",
            "What is stated on this option",
            "against: “Trump has voiced his opposition to Ukraine joining NATO”",
        ):
            assert words in why
        await planner.choose("NATO membership")
        assert "✗ crosses US-1" in planner.why


async def test_an_option_that_crosses_nothing_says_what_that_means() -> None:
    """Where no line hangs on the issue, that is said: silence is not respect."""
    async with driven() as planner:
        await planner.go_to("NATO-style")
        why = planner.why
        assert "It would cross no counted red line on security guarantee as things stand." in why
        await planner.go_to("Open-ended")
        why = planner.why
        assert "No counted red line depends on timeframe." in why
        assert "No statement speaks for or against this option." in why


async def test_an_issue_shows_its_question_lines_and_who_states_a_position(scenarios: Path) -> None:
    """And who does not; with what is chosen and the planner's note."""
    async with driven(scenarios / "ceasefire-before-settlement.toml") as planner:
        await planner.go_to("Ceasefire timing")
        why = planner.why
        for words in (
            "Does a ceasefire come before the settlement?",
            "Chosen: Ceasefire first",
            "Note: European leaders 'generally' oppose going without it (E46)",
            "Red lines that depend on it",
            "✗ crossed: RU-1 · Russia (Putin), preference",
            "✓ respected: EU-1 · Europe (generally), opposition",
            "Ukraine: no stated position",
        ):
            assert words in why


async def test_a_party_shows_its_lines_and_where_it_states_a_position_and_where_none() -> None:
    """With the members of a bloc."""
    async with driven(size=LARGE) as planner:
        await planner.press("tab")
        assert planner.focus == "parties"
        await planner.press(*["down"] * 7)
        assert planner.here == "Europe"
        why = planner.why
        for words in (
            "~ undecided",
            "Members: France, Germany, United Kingdom, European Commission",
            "Its red lines, as coded from statements",
            "~ undecided: EU-1 · Europe (generally), opposition · Ceasefire before lasting peace",
            "States a position on: Security guarantee",
            "No stated position on: Territory",
            "“European leaders generally oppose forgoing a ceasefire",
        ):
            assert words in why


async def test_a_red_line_shows_its_rule_in_words_its_evidence_and_its_caveat() -> None:
    """Who holds it, how strongly, where it stands, what the evidence does not say."""
    async with driven(size=LARGE) as planner:
        await planner.press("tab", *["down"] * 4)
        assert planner.here == "UA-1"
        assert planner.line("UA-1").undecided
        await planner.sees("Why · UA-1 · Ukraine (Zelenskyy), insistence")
        why = planner.why
        for words in (
            "~ undecided under the firm reading",
            "crossed when Territory is “Part of the deal” and Meeting format holds",
            "Meeting format holds neither “Bilateral” nor “Trilateral”",
            "E38 · Ukraine (Zelenskyy), insistence; said by",
            "THE MAG POST, “",
            "Caveat: Procedural: who discusses territory, not which outcome.",
        ):
            assert words in why
        await planner.press("up", "up", "up", "up", "down", "down")
        assert planner.here == "US-2"
        assert planner.line("US-2").undecided
        assert "contested when" not in planner.why


async def test_a_line_with_a_grey_zone_shows_when_it_is_contested() -> None:
    """And that it is contested, once such an option is chosen."""
    async with driven(size=LARGE) as planner:
        await planner.choose("In parallel")
        await planner.next_red_line()
        assert planner.here == "RU-1"
        assert planner.line("RU-1").contested
        why = planner.why
        assert "? contested under the firm reading" in why
        assert "contested when Ceasefire timing is “In parallel”" in why
        assert planner.party("Russia").contested
        assert planner.party("Europe").contested


async def test_the_reasons_scroll_when_their_pane_has_the_focus() -> None:
    """And start from the top again for another row."""
    async with driven() as planner:
        await planner.press("down", "shift+tab")
        assert planner.focus == "why"
        top = planner.pane("why")
        await planner.press("pagedown", "j")
        assert planner.pane("why") != top
        await planner.press("end")
        last = " ".join(planner.why.split()[-3:])
        await planner.sees(last, "why")
        await planner.press("home")
        assert planner.pane("why") == top
        await planner.press("end", "tab", "down", "up")
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


async def test_what_rules_options_out_is_worked_out_for_those_in_sight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a large case that of all takes a second; each gets its reason as it comes in sight."""
    told: list[WhatIsLeft] = []
    real = Workbench._show_left

    def telling(screen: Workbench, left: WhatIsLeft) -> None:
        told.append(left)
        real(screen, left)

    monkeypatch.setattr(Workbench, "_show_left", telling)
    case = seeded_case(issues=30, options=5, lines=300, parties=4)
    file = write(tmp_path / "large.case.toml", case_text(with_evidence(case)))
    async with driven(file) as planner:
        issues = planner.app.screen.query_one(IssueList)

        def explained() -> set[str]:
            return {issue for issue, _ in told[-1].why} if told else set()

        await planner.until(lambda: bool(told) and not told[-1].working)
        seen = set(issues.in_sight)
        assert explained() == seen
        assert len(seen) < len(case.issues)
        for move in ("G", "scroll", "filter", "resize"):
            if move == "scroll":
                issues.scroll_to(y=60, animate=False)
            elif move == "filter":
                await planner.press("slash", "1", "7")
            elif move == "resize":
                await planner.press("escape", "g")
                await planner.pilot.resize_terminal(80, 60)
            else:
                await planner.press(move)
            await planner.settle()
            assert issues.in_sight - seen or move == "filter"
            seen |= issues.in_sight
            await planner.until(lambda: explained() >= issues.in_sight, move)
        assert explained() <= seen
        assert all(left.why == {} for left in told if left.working)


async def test_the_option_under_the_cursor_is_explained_wherever_it_is(tmp_path: Path) -> None:
    """Also where a wheel has turned it out of sight."""
    case = seeded_case(issues=30, options=5, lines=300, parties=4)
    file = write(tmp_path / "large.case.toml", case_text(with_evidence(case)))
    async with driven(file) as planner:
        await planner.counted()
        issues = planner.app.screen.query_one(IssueList)
        issues.scroll_to(y=90, animate=False)
        await planner.settle()
        assert issues.row.issue == case.issues[0]
        assert issues.row.issue.id in issues.in_sight


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


async def test_reasons_are_those_of_what_was_counted(tmp_path: Path) -> None:
    """Whatever a count that was given up leaves behind, of another reading perhaps."""
    case = seeded_case(issues=30, options=5, lines=300, parties=4)
    file = write(tmp_path / "large.case.toml", case_text(with_evidence(case)))
    async with driven(file) as planner:
        await planner.counted()
        workbench = planner.app.screen
        assert isinstance(workbench, Workbench)
        other = seeded_case(issues=3, options=2, lines=3, parties=2)
        workbench._live._explorer = Explorer(Premises(other, Reading.FIRM))
        await planner.press("G")
        issues = workbench.query_one(IssueList)
        await planner.until(lambda: {i for i, _ in workbench._left.why} >= issues.in_sight)
