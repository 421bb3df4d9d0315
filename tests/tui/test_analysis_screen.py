"""The analysis screen: what is found, where it comes from, and what one can do about it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from planner.analysis.questions.analyse import Analysis
from planner.model.case import Option, Party
from planner.model.reading import Reading
from planner.reports.content.analysis import Worded, worded
from planner.tui import analysis_beside
from planner.tui.screens.analysis import AnalysisScreen
from tests.large_cases import hard_case
from tests.small_cases import case_text, issue, made_case, red_line, when
from tests.tui.driving import LARGE, SMALL, Planner, driven

SIZES = [(80, 24), (120, 40), (60, 20)]
CROSSED = "ceasefire-before-settlement.toml"
E46 = (
    "“European leaders generally oppose forgoing a ceasefire as a prerequisite for seeking lasting "
    "peace”"
)
E30 = (
    "“Putin's preference for focusing on a long-term peace settlement rather than a temporary "
    "cessation of hostilities”"
)
STRICT = "parallel-tracks-read-strictly.toml"


def screen(planner: Planner) -> AnalysisScreen:
    found = planner.app.screen
    assert isinstance(found, AnalysisScreen)
    return found


def reading(planner: Planner) -> Reading:
    return planner.session.lens


async def finished(planner: Planner) -> None:
    """Wait until everything is worked out."""
    await planner.until(lambda: not screen(planner)._beside.working, "the end of the work")


@asynccontextmanager
async def analysing(
    path: Path | None = None, *, size: tuple[int, int] = SMALL
) -> AsyncIterator[Planner]:
    async with driven(path, size=size) as planner:
        await planner.press("w")
        await planner.on("AnalysisScreen")
        await finished(planner)
        yield planner


async def go_to(planner: Planner, words: str) -> None:
    """Move the cursor down to the row that holds the words."""
    await planner.press("home")
    rows = screen(planner)._findings
    for _ in range(rows.row_count):
        if words in " ".join(planner.cursor("findings").split()):
            return
        await planner.press("down")
    raise AssertionError(f"no row holds {words!r}:\n{planner.text}")


def details(planner: Planner) -> str:
    return planner.read("details").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("size", SIZES)
async def test_a_conflict_is_read_with_the_quotes_of_both_sides(
    size: tuple[int, int], scenarios: Path
) -> None:
    """Verbatim, with who says so, at every size; the answer stands above."""
    async with analysing(scenarios / STRICT, size=size) as planner:
        answer = " ".join(" ".join(planner.pane("answer")).split())
        assert answer == (
            "Under the strict reading no scenario is clear: each crosses a counted line."
        )
        await go_to(planner, "EU-1 + RU-1")
        assert "Russia and Europe on Ceasefire timing" in details(planner)
        assert E46 in details(planner)
        assert E30 in details(planner)
        assert "E46 · Europe (generally), opposition" in details(planner)


async def test_every_question_has_its_heading_with_the_answer_in_short(scenarios: Path) -> None:
    """In the order of what matters; n goes from one to the next."""
    async with analysing(scenarios / STRICT) as planner:
        seen = []
        for _ in range(9):
            seen.append(planner.cursor("findings"))
            await planner.press("n")
        assert [" ".join(row.split()) for row in seen] == [
            "Clear scenarios none clear",
            "Conflicts 1 conflict",
            "Ways out 2 ways",
            "Nearest none",
            "Options left 25 of 25 options leave none clear",
            "Pivotal lines EU-1, RU-1",
            "Coalitions 1 clash",
            "Readings side by side - > 12,096 > 9,072 > 2,592 > 0",
            "Frontier not every party has points",
        ]
        await planner.press("N")
        assert "strict 8 0 0 0 1 2" in " ".join(details(planner).split())
        await planner.press("N")
        assert planner.cursor("findings").startswith("Coalitions")


async def test_the_numbers_of_the_case_are_on_the_screen() -> None:
    """Pivotal lines with what they open, coalitions, redundant lines, options left."""
    async with analysing(size=LARGE) as planner:
        row = planner.row("FR-1 then", "findings")
        assert row.startswith("FR-1 then 432 more clear, all contested")
        assert "redundant: implied by FR-1" in planner.row("UA-1", "findings")
        await go_to(planner, "US + Ukraine + Russia + Europe")
        assert "2,592 clear" in planner.cursor("findings")
        await go_to(planner, "Security guarantee")
        assert "✗ NATO membership none clear: US-1" in " ".join(details(planner).split())
        assert "“Trump has voiced his opposition to Ukraine joining NATO”" in details(planner)


async def test_coalitions_are_folded_until_one_asks_for_them() -> None:
    """By how many parties they have; Enter and a click unfold them, a filter finds them anyway."""
    async with analysing() as planner:
        await go_to(planner, "+ 2 parties together 6")
        assert planner.pane("offer")[0].strip() == "Enter unfolds these 6"
        assert "US + Ukraine: 13,608 clear, none contested" in details(planner)
        await planner.press("enter")
        assert planner.cursor("findings") == "- 2 parties together 6"
        await planner.press("down")
        assert planner.cursor("findings").startswith("US + Ukraine 13,608 clear")
        assert details(planner).startswith(
            "13,608 scenarios cross no counted line of US or Ukraine"
        )
        await planner.press("up", "enter")
        assert planner.cursor("findings") == "+ 2 parties together 6"
        await planner.click("3 parties together", "findings")
        assert planner.cursor("findings") == "- 3 parties together 4"
        await planner.press("slash")
        await planner.type("each alone")
        await planner.press("enter")
        assert "Ukraine" in " ".join(planner.pane("findings"))


async def test_each_sentence_of_the_answer_is_said_once() -> None:
    """It stands above the findings, and the first of them does not say it again."""
    async with analysing(size=LARGE) as planner:
        answer = " ".join(" ".join(planner.pane("answer")).split())
        assert answer.startswith("All 2,592 clear scenarios rest on “In parallel”, which no source")
        text = " ".join(planner.text.split())
        for said in ("no source proposes, and leave", "scenarios cross no counted line"):
            assert text.count(said) == 1
            assert said in answer


async def test_enter_is_promised_only_where_it_does_something() -> None:
    """What it does stands below the findings, and the key bar promises nothing else."""
    async with analysing() as planner:
        promised = set()
        for _ in range(screen(planner)._findings.row_count):
            offer = planner.pane("offer")[0].strip()
            assert offer.startswith("Enter ")
            promised.add(offer.split("·")[0].strip())
            await planner.press("down")
        assert "Enter" not in planner.lines[-1]
        assert "Enter reads the details" in promised
        assert "Enter unfolds these 6" in promised


async def proposed(planner: Planner) -> None:
    """Wait until the board shows a proposal."""
    await planner.at_work()
    await planner.sees("Proposal 1 of")


async def test_a_nearest_scenario_is_shown_on_the_board_and_taken_there(scenarios: Path) -> None:
    """Looking changes nothing; Enter there is one step, which undo takes back."""
    async with analysing(scenarios / CROSSED) as planner:
        await go_to(planner, "1 change Ceasefire timing: Ceasefire first → In parallel")
        assert "Enter shows this scenario on the board" in planner.pane("offer")[0]
        assert "leaves EU-1 and RU-1 contested." in details(planner)
        before = planner.session.scenario
        await planner.press("enter")
        await proposed(planner)
        assert planner.session.scenario == before
        await planner.press("enter")
        assert planner.session.scenario.option("ceasefire_timing") == "parallel"
        assert planner.session.unsaved
        await planner.press("u")
        await planner.told("Undid ")
        assert planner.session.scenario == before
        assert planner.session.undo() is None


async def test_all_undecided_issues_are_decided_by_taking_the_nearest() -> None:
    """One step for nine issues, and one undo takes all back."""
    async with analysing() as planner:
        await go_to(planner, "Nearest")
        await planner.press("down")
        assert planner.cursor("findings") == "no change"
        await planner.press("enter")
        await proposed(planner)
        await planner.press("enter")
        assert planner.session.verdict.complete
        assert not planner.session.verdict.crossed
        await planner.press("u")
        assert len(planner.session.verdict.undecided) == 9


async def test_a_clear_scenario_is_drawn_at_random_and_proposed(scenarios: Path) -> None:
    """It crosses nothing and holds to the choices where they are fixed; undo takes it back."""
    async with analysing(scenarios / "sketch-with-open-questions.toml") as planner:
        before = planner.session.scenario
        await planner.press("H")
        await finished(planner)
        await planner.press("x")
        await proposed(planner)
        assert "Drawn at random" in planner.text
        assert planner.session.scenario == before
        await planner.press("enter")
        drawn = planner.session.scenario
        assert planner.session.verdict.complete
        assert not planner.session.verdict.crossed
        assert set(before.chosen()) < set(drawn.chosen())
        await planner.press("u")
        assert planner.session.scenario == before


async def test_where_nothing_is_open_nothing_is_drawn(scenarios: Path) -> None:
    """It is said, and nothing changes."""
    async with analysing(scenarios / STRICT) as planner:
        await planner.press("x")
        await planner.told("No scenario is clear.")
        assert not planner.session.unsaved


async def test_a_way_out_shows_who_crosses_no_other_line(scenarios: Path) -> None:
    """On the board, the nearest first; Esc leaves everything as it was."""
    async with analysing(scenarios / STRICT) as planner:
        await go_to(planner, "give up RU-1")
        offer = planner.pane("offer")[0].strip()
        assert offer == "Enter shows the nearest that crosses none but RU-1 · a sets it aside"
        before = planner.session.scenario
        await planner.press("enter")
        await proposed(planner)
        assert "Way out" in planner.text
        assert planner.verdict.startswith("✗ Complete. Crosses 1 line: RU-1")
        await planner.press("escape")
        assert planner.session.scenario == before


async def test_a_sets_the_lines_of_the_row_aside_as_one_step(scenarios: Path) -> None:
    """What is then clear stands above; undo counts the line again."""
    async with analysing(scenarios / STRICT) as planner:
        await go_to(planner, "give up RU-1")
        await planner.press("a")
        await planner.told("Done: RU-1 set aside")
        await finished(planner)
        assert tuple(planner.session.scenario.set_aside) == ("RU-1",)
        answer = " ".join(" ".join(planner.pane("answer")).split())
        assert (
            "Under the strict reading with RU-1 set aside 864 of 20,736 scenarios cross no"
            in answer
        )
        assert answer.endswith("864 of them leave nothing contested; 12 use sourced options only.")
        await planner.press("u")
        await planner.told("Undid RU-1: set aside → counted. Now: counted.")
        assert not planner.session.scenario.set_aside


async def test_a_reading_is_looked_through_from_its_row_and_by_its_key(scenarios: Path) -> None:
    """Reading the contested zone as open is a way out, too; the scenario stays as it is."""
    async with analysing(scenarios / STRICT) as planner:
        await go_to(planner, "count contested ground as not crossed")
        await planner.press("enter")
        await finished(planner)
        assert reading(planner) is Reading.FIRM
        await go_to(planner, "( ) moderate")
        await planner.press("enter")
        await finished(planner)
        assert reading(planner) is Reading.MODERATE
        assert planner.cursor("findings").startswith("Readings side by side")
        await planner.press("r")
        await finished(planner)
        assert reading(planner) is Reading.FIRM
        assert "Looking through firm (the file says strict)" in planner.title
        assert not planner.session.unsaved
        assert planner.session.undo() is None
        await planner.press("escape")
        await finished(planner)
        assert reading(planner) is Reading.STRICT
        await planner.press("R", "equals_sign")
        await planner.told("Set the reading of this file: strict → firm. Now: firm.")
        await finished(planner)
        assert planner.session.reading is Reading.FIRM
        await planner.press("u")
        await planner.told("Undid the reading: firm → strict. Now: strict.")


async def test_choices_are_free_at_first_and_fixed_on_demand(scenarios: Path) -> None:
    """The title says which; fixed, the conflict is with the choices made."""
    async with analysing(scenarios / CROSSED) as planner:
        assert planner.title.endswith("firm reading · the whole case")
        await planner.press("H")
        await finished(planner)
        assert planner.title.endswith("firm reading · choices fixed")
        answer = " ".join(" ".join(planner.pane("answer")).split())
        assert answer == (
            "Under the firm reading this scenario is not clear: it crosses a counted line."
        )
        await go_to(planner, "✗ RU-1")
        assert "given Ceasefire timing “Ceasefire first”" in details(planner)
        await planner.press("H")
        await finished(planner)
        assert planner.title.endswith("the whole case")


async def test_none_drawn_with_fixed_choices_is_said_of_these_alone(scenarios: Path) -> None:
    """Others are clear."""
    async with analysing(scenarios / CROSSED) as planner:
        await planner.press("H")
        await finished(planner)
        await planner.press("x")
        await planner.told("No scenario with these choices is clear.")


async def test_without_choices_there_is_nothing_to_fix() -> None:
    """It is said, and nothing changes."""
    async with analysing() as planner:
        await planner.press("H")
        await planner.told("Nothing is decided yet")
        assert planner.title.endswith("the whole case")


async def test_it_says_that_it_stops_until_what_was_found_has_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second Esc would leave the screen: who pressed it once sees that it was heard."""
    let_go = threading.Event()

    def slowly_stopped(premises: Any, *_: Any) -> Any:
        let_go.wait(30)
        yield Analysis(premises)

    monkeypatch.setattr(analysis_beside, "analyse_apart", slowly_stopped)
    async with driven() as planner:
        await planner.press("w")
        await planner.on("AnalysisScreen")
        await planner.until(lambda: "working" in planner.pane("offer")[0], "the work")
        await planner.press("escape")
        assert planner.pane("offer")[0].strip().startswith("stopping")
        let_go.set()
        await finished(planner)
        assert "stopping" not in planner.pane("offer")[0]


async def test_escape_goes_back_to_where_one_was(scenarios: Path) -> None:
    """The same row of the workbench, nothing changed."""
    async with driven(scenarios / CROSSED) as planner:
        await planner.press("down", "down", "down")
        await planner.rested()
        here = planner.cursor()
        await planner.press("w")
        await planner.on("AnalysisScreen")
        await finished(planner)
        await planner.press("tab")
        assert planner.focus == "details"
        await planner.press("escape")
        assert planner.focus == "findings"
        await planner.press("escape")
        await planner.at_work()
        await planner.rested()
        assert planner.cursor() == here
        assert not planner.session.unsaved


async def test_the_details_can_have_the_whole_room(scenarios: Path) -> None:
    """And give it back, by the same key or Esc."""
    async with analysing(scenarios / STRICT) as planner:
        await go_to(planner, "EU-1 + RU-1")
        await planner.press("enter", "z")
        assert len(planner.pane("details")) > 15
        await planner.press("escape")
        assert planner.pane("findings")


async def test_hard_work_shows_what_is_there_can_be_stopped_and_gone_on_with(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sign while it works; Esc stops it; what is not finished says so; F5 gives it more time."""
    monkeypatch.setattr(analysis_beside, "_SECONDS", 1000.0)  # that it ends is Esc's doing
    file = folder / "hard.case.toml"
    file.write_text(hard_case(), encoding="utf-8")
    async with driven(file) as planner:
        await planner.press("w")
        await planner.on("AnalysisScreen")
        await planner.sees("Conflicts none")
        counting = [work for work in planner.app.workers if work.group == "counts"]
        assert all(work.is_finished for work in counting)  # the board has made way
        assert "working" in planner.pane("offer")[0]
        assert "Esc stops" in planner.pane("offer")[0]
        await planner.press("down", "down")  # the keys work meanwhile
        assert planner.cursor("findings").startswith("Ways out")
        await planner.press("escape")
        await finished(planner)
        await go_to(planner, "Pivotal lines")
        assert "Not finished: cancelled." in details(planner)
        assert "F5" in planner.pane("offer")[0]
        await planner.press("f5")
        assert screen(planner)._beside.allowed == 3000
        assert screen(planner)._beside.working
        await planner.press("escape")
        await finished(planner)
        await planner.press("escape")
        await planner.at_work()


async def test_hostile_titles_are_shown_as_they_are(folder: Path) -> None:
    """In the list, in the details and in the toast of a change."""
    file = folder / "own.case.toml"
    file.write_text(
        case_text(
            made_case(
                "own",
                title="[/b]Own",
                parties=[Party("a", "[red]A[/]")],
                issues=[
                    issue(
                        "i",
                        Option("x", "[sic]"),
                        Option("y", "[/b]"),
                        title="[@click=app.quit]I[/]",
                    )
                ],
                red_lines=[red_line("A-1", "a", when(i="x"), title="[bold]No[/bold]")],
            )
        ),
        encoding="utf-8",
    )
    scenario = folder / "own.toml"
    scenario.write_text(
        "format = 1\n[scenario]\ntitle = '[/b]'\n[case]\nid = 'own'\n[choices.i]\noption = 'x'\n",
        encoding="utf-8",
    )
    async with analysing(scenario, size=LARGE) as planner:
        await go_to(planner, "[@click=app.quit]I[/]: [sic] → [/b]")
        assert "[@click=app.quit]I[/]: [sic] → [/b]" in details(planner)
        assert "[bold]No[/bold]" in details(planner)
        await planner.press("enter")
        await proposed(planner)
        assert "→ [/b]" in planner.text
        await planner.press("enter")
        assert planner.session.scenario.option("i") == "y"


async def test_a_tiny_screen_is_no_reason_to_fail() -> None:
    """Nothing can be read there, but nothing breaks either."""
    async with analysing() as planner:
        for size in ((1, 1), (8, 4), (12, 12), (3, 30)):
            await planner.pilot.resize_terminal(*size)
            await planner.press("down", "]", "z", "tab")


async def test_the_help_lists_the_keys_of_the_analysis() -> None:
    """From the one declaration of each command."""
    async with analysing(size=LARGE) as planner:
        await planner.press("?")
        await planner.on("HelpScreen")
        assert "Do what the row offers" in planner.text
        assert "Work it out again, with more time" in planner.text


async def test_one_letter_leads_to_each_screen_from_each_and_esc_to_the_deal(
    scenarios: Path, folder: Path
) -> None:
    """Library, evidence, comparison and analysis; what is done on one is seen on the deal."""
    for name in (CROSSED, STRICT):
        shutil.copy(scenarios / name, folder)
    tabs = {"o": "Library", "v": "Evidence", "c": "Compare", "w": "AnalysisScreen"}
    async with driven(CROSSED) as planner:
        await planner.library()
        await planner.press("home", "space")
        await planner.press("escape")
        await planner.at_work()
        for first in tabs.values():
            for key, screen in tabs.items():
                await planner.press(next(k for k, name in tabs.items() if name == first))
                await planner.on(first)
                await planner.press(key)
                if screen == first:
                    await planner.told("already")
                await planner.on(screen)
                assert len(planner.app.screen_stack) == 2
                await planner.rested()
                await planner.press("escape")
                await planner.at_work()


async def test_where_nothing_is_open_there_is_nothing_to_analyse(folder: Path) -> None:
    """The file that was named cannot be read."""
    (folder / "odd.toml").write_text("format = 9\n", encoding="utf-8")
    async with driven("odd.toml") as planner:
        await planner.on("Library")
        await planner.press("w")
        await planner.told("No scenario is open: open one first.")
        await planner.on("Library")


async def test_typing_filters_the_findings_and_is_never_taken_for_commands(
    scenarios: Path,
) -> None:
    """Words with an r, an = and a u in them change neither the scenario nor the reading."""
    async with analysing(scenarios / STRICT) as planner:
        before = planner.session.scenario
        all_rows = screen(planner)._findings.row_count
        await planner.press("slash", *"give up ru-1")
        assert planner.focus == "search"
        assert screen(planner)._findings.row_count < all_rows
        assert "give up RU-1" in planner.text
        assert "give up EU-1" not in planner.text
        await planner.press("enter")
        assert planner.focus == "findings"
        await planner.press("slash", *"=rRfxu")
        assert planner.session.scenario is before
        assert reading(planner) is Reading.STRICT
        await planner.press("escape")
        assert screen(planner)._findings.row_count == all_rows
        assert planner.focus == "findings"


async def test_answers_that_come_together_are_drawn_once(
    scenarios: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last of them holds them all."""
    async with analysing(scenarios / STRICT) as planner:
        here, drawn = screen(planner), []
        known, run = here._beside.worded, here._beside._run
        monkeypatch.setattr(here, "_show", lambda: drawn.append(here._beside.worded))
        for done in (False, False, True):
            here.post_message(here._beside.Found(run, known, done=done))
        await planner.press("down")  # which comes after them
        assert len(drawn) == 1


async def test_no_key_waits_for_the_words_of_the_answers(
    scenarios: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand coalitions take many: they are found beside the interface."""
    worded_in: list[threading.Thread] = []

    def noted(*answers: Any) -> Worded:
        worded_in.append(threading.current_thread())
        return worded(*answers)

    monkeypatch.setattr("planner.tui.analysis_beside.worded", noted)
    async with analysing(scenarios / STRICT):
        assert worded_in
        assert threading.main_thread() not in worded_in
