"""Every screen shows what is private as private, and hands none of it out unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from textual.widgets import Input

from planner.editing.scenario_session import Session
from planner.files.scenarios.reading import read_scenario
from planner.keys.settings import Settings
from planner.reports.formats.written import written
from planner.tui.screens.workbench import Workbench
from tests.private.talks import OVERLAY, SECRETS, talks, unmarked
from tests.tui.driving import LARGE, SMALL, Planner, driven
from tests.tui.test_leaving import leave_draft
from tests.tui.test_report import choose, made, screen
from tests.tui.test_what_if import fill


@pytest.fixture(autouse=True)
def deal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scenario; the working folder holds the talks."""
    monkeypatch.chdir(tmp_path)
    return talks(tmp_path)


def left_bare(planner: Planner) -> list[str]:
    """Ids of what is private that stand on the screen without its sign."""
    lines = [line.replace("│", " ") for line in planner.text.splitlines()]
    return [bare for line in lines for bare in unmarked(line, cut=True)]


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=str)
async def test_the_board_and_what_stands_below_it_mark_it(
    deal: Path, size: tuple[int, int]
) -> None:
    async with driven(deal, size=size) as planner:
        await planner.counted()
        if size == LARGE:
            assert "⌂ private" in planner.text  # the legend
        assert "⌂private" in planner.text
        for key in (*["down"] * 14, "r", "r", "r", "down", "m", "escape", "bracketright"):
            assert left_bare(planner) == [], key
            await planner.press(key)


@pytest.mark.parametrize("key", ["v", "w", "o", "Q"])
async def test_every_other_screen_marks_it(deal: Path, key: str) -> None:
    async with driven(deal, size=LARGE) as planner:
        await planner.go_to("Ceasefire timing")
        await planner.press(key)
        for _ in range(8):
            await planner.rested()
            assert left_bare(planner) == []
            await planner.press("down")


async def test_earlier_states_are_judged_with_it_as_the_deal_is(deal: Path) -> None:
    session = Session.of_file(read_scenario(deal))
    session.set_title("Another title")
    session.save()
    async with driven(deal, size=LARGE) as planner:
        assert "RU-Z9 ⌂private" in planner.text
        await planner.press("V")
        await planner.sees("Kept by the planner")
        await planner.press("enter")
        await planner.on("StateScreen")
        assert "RU-Z9 ⌂private" in planner.text
        assert left_bare(planner) == []
        await planner.press("escape", "escape", "o")
        await planner.find("deal.toml")
        await planner.press("V")
        await planner.until(lambda: "RU-Z9 ⌂private" in planner.read("states"))


def report_text(planner: Planner) -> str:
    """The report of the preview as text, in small letters and with single blanks."""
    report = screen(planner)._report
    assert report is not None
    return " ".join(written(report, "text").decode().casefold().split())


async def test_a_line_of_the_overlay_alone_is_set_aside_on_the_screen_and_in_no_file(
    deal: Path,
) -> None:
    async with driven(deal, size=LARGE) as planner:
        session = planner.session
        before = session.written
        await planner.go_to("Ceasefire timing")
        for words, aside in (("here alone", {"RU-Z9"}), ("counts again", set())):
            await planner.press("a")
            await planner.settle()
            if aside:
                await planner.press("enter")
            await planner.told(words)
            assert session.verdict.set_aside == aside
            assert left_bare(planner) == []
        assert session.written == before
        assert not session.unsaved


async def test_the_preview_of_a_report_holds_it_only_when_that_is_chosen(deal: Path) -> None:
    async with driven(deal, size=LARGE) as planner:
        await planner.press("p")
        await planner.on("ReportScreen")
        await made(planner)
        assert [word for word in SECRETS if word.casefold() in report_text(planner)] == []
        await choose(planner, "things marked")
        await made(planner)
        assert [word for word in SECRETS if word.casefold() not in report_text(planner)] == []
        assert "this report holds private things: 2 red lines" in report_text(planner)
        await choose(planner, "things marked")
        await made(planner)
        assert "ru-z9" not in report_text(planner)


async def test_the_app_can_be_opened_without_it(deal: Path) -> None:
    async with driven(deal, size=LARGE, private=False) as planner:
        await planner.counted()
        assert "⌂" not in planner.text
        assert "RU-Z9" not in planner.session.case.red_lines_by_id


async def test_a_broken_overlay_is_left_out_and_said_with_its_place(
    deal: Path, tmp_path: Path
) -> None:
    (tmp_path / "talks.private.toml").write_text("format = 2\n[red_lines.x]\n", encoding="utf-8")
    async with driven(deal, size=LARGE) as planner:
        await planner.told("The private overlay is left out")
        await planner.told("talks.private.toml:2")
        assert "⌂" not in planner.text


@pytest.mark.parametrize("both", [False, True])
async def test_what_should_be_looked_at_in_the_overlay_is_said_with_its_place(
    deal: Path, tmp_path: Path, *, both: bool
) -> None:
    """No screen shows it by itself: that of the case shows what is shared."""
    overlay = OVERLAY.replace('strength = "declared"\ncrossed_when', "crossed_when")
    if both:
        overlay = overlay.replace('strength = "opposition"\ncrossed_when', "crossed_when")
    (tmp_path / "talks.private.toml").write_text(overlay, encoding="utf-8")
    async with driven(deal, size=LARGE) as planner:
        await planner.told("talks.private.toml:19:12: warning: the red line")
        said = [words for words in planner.toasts if "talks.private.toml" in words]
        assert ["(and 1 more: planner check)" in words for words in said] == [both]


async def test_unsaved_work_hides_no_word_on_a_broken_overlay(deal: Path, tmp_path: Path) -> None:
    (tmp_path / "talks.private.toml").write_text("format = 2\n[red_lines.x]\n", encoding="utf-8")
    leave_draft(None)
    async with driven(deal, size=LARGE) as planner:
        await planner.told("F3 looks at it.")
        shown = planner.app.message
        assert shown is not None
        assert shown.words.startswith("The private overlay is left out")


async def test_what_is_shared_of_the_case_is_what_its_screen_shows(deal: Path) -> None:
    async with driven(deal, size=LARGE) as planner:
        await planner.press("C")
        await planner.on("CaseScreen")
        await planner.settle()
        assert [word for word in SECRETS if word.casefold() in planner.text.casefold()] == []


async def test_words_that_are_private_are_reviewed_in_no_shared_file(deal: Path) -> None:
    """The shared statement of that id says something else, which nobody has read there."""
    overlay = OVERLAY.replace("[statements.ZQ1]", "[statements.E01]").replace("ZQ1", "E01")
    (deal.parent / "talks.private.toml").write_text(overlay, encoding="utf-8")
    async with driven(deal, size=LARGE, settings=Settings(author="Ann")) as planner:
        await planner.press("v")
        await planner.on("Evidence")
        await planner.press("minus", "exclamation_mark")
        await planner.told("The words of E01 here are private")
        await planner.press("escape", "escape", "C")
        await planner.on("CaseScreen")
        assert "unsaved" not in planner.text


async def test_scenarios_side_by_side_are_judged_by_the_same_lines(deal: Path) -> None:
    async with driven(deal, size=LARGE) as planner:
        await planner.library()
        await planner.find("other")
        await planner.press("space", "c")
        await planner.on("Compare")
        await planner.settle()
        assert "A and B cross the same lines: FR-1, UA-1, DE-1 and RU-Z9 ⌂private" in planner.text


def two_more(deal: Path) -> None:
    """Two other scenarios beside it, which cross another line of the overlay."""
    text = deal.read_text(encoding="utf-8").replace('"parallel"', '"settlement_first"')
    for name in ("third", "fourth"):
        titled = text.replace('title = "', f'title = "{name} ')
        (deal.parent / f"{name}.toml").write_text(titled, encoding="utf-8")


async def test_side_by_side_marks_it_where_there_is_no_room_for_the_word(deal: Path) -> None:
    two_more(deal)
    async with driven(deal, size=SMALL) as planner:
        await planner.library()
        await planner.press("home", *["space"] * 4, "c")
        await planner.on("Compare")
        await planner.settle()
        assert "✗ RU-Z9⌂" in planner.text
        assert left_bare(planner) == []


async def test_an_edit_that_the_overlay_does_not_survive_is_said(deal: Path) -> None:
    overlay = OVERLAY.replace('{ ceasefire_timing = ["parallel"]', '{ ukraine_army = ["no_limits"]')
    (deal.parent / "talks.private.toml").write_text(overlay, encoding="utf-8")
    async with driven(deal, size=LARGE) as planner:
        session, workbench = planner.session, planner.app.screen
        assert isinstance(workbench, Workbench)
        issues = tuple(
            evolve(issue, options=tuple(o for o in issue.options if o.id != "no_limits"))
            for issue in session.shared_case.issues
        )
        session.judge_under(evolve(session.shared_case, issues=issues))
        workbench.show_all()
        await planner.told("The private overlay does not fit the case as it stands")


async def test_what_is_new_gets_no_id_under_which_the_overlay_hides_it(deal: Path) -> None:
    """A line that is tried is judged, and one that is begun in the case would be seen."""
    overlay = deal.with_name("talks.private.toml")
    overlay.write_text(OVERLAY.replace("RU-Z9", "L1"), encoding="utf-8")
    async with driven(deal, size=LARGE) as planner:
        await planner.go_to("Ceasefire timing")
        await planner.press("W", "l")
        await fill(planner, party="europe", title="No", crossed_when="ceasefire_first")
        field = planner.app.screen.query_one("#field-id", Input)
        assert field.value == "L2"
        field.value = "L1"
        await planner.sees("Id · ✗ the private overlay has another red line L1")
        field.value = "L2"
        await planner.press("escape")
        await planner.told("L2 is new: ")
        await planner.press("W", "d", "C")
        await planner.on("CaseScreen")
        while not planner.cursor("outline").strip("▸ ").startswith("Red lines"):
            await planner.press("down")
        await planner.press("I")
        await planner.until(lambda: planner.app.screen.query("#field-id"), "the form")
        assert planner.app.screen.query_one("#field-id", Input).value == "L2"
