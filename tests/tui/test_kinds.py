"""Issues of which several options hold, numbers, and issues that need not apply, on the screen."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from planner.editing.scenario_session import Session
from planner.files.scenarios.reading import read_scenario
from planner.reports.content.scenario_log import state_blocks
from planner.reports.formats.text import PANE, text_lines
from planner.tui.files.comparing import beside_open, comparison_screen, read_marked
from tests.tui.driving import LARGE, SMALL, Planner, driven
from tests.tui.kinds_case import KINDS_CASE
from tests.tui.small_case import write


@pytest.fixture
def talks(folder: Path) -> Path:
    """The case, in the working folder."""
    return write(folder / "talks.case.toml", KINDS_CASE)


def pick(planner: Planner, issue: str) -> object:
    """What is chosen so far."""
    return planner.session.picked(issue)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_several_options_are_ticked_by_keys_and_digits_and_the_head_says_which_hold(
    talks: Path, size: tuple[int, int]
) -> None:
    """A box with a cross in it, whatever the colours."""
    async with driven(talks, size=size) as planner:
        assert planner.issue("Meeting format").undecided
        await planner.choose("Trilateral")
        assert planner.option("Trilateral").chosen
        assert planner.issue("Meeting format").chosen == "Trilateral"
        await planner.press("1")
        assert planner.option("Bilateral").row.startswith("[x] Bilateral")
        assert planner.option("Shuttle").row.startswith("[ ] Shuttle")
        assert planner.issue("Meeting format").chosen == "Bilateral, Trilateral"
        await planner.press("1")
        assert planner.issue("Meeting format").chosen == "Trilateral"
        await planner.undo()
        assert planner.toasts[-1] == (
            "Undid Meeting format: Bilateral taken away. Now: Bilateral and Trilateral."
        )


async def test_that_none_of_them_holds_is_chosen_in_its_own_row_and_given_up_there(
    talks: Path,
) -> None:
    """By the space bar, the digit after the last option, or a click; Backspace frees as ever."""
    async with driven(talks, size=LARGE) as planner:
        await planner.choose("none of them")
        assert pick(planner, "meeting") == ()
        assert planner.issue("Meeting format").chosen == "none of them"
        assert planner.option("none of them").chosen
        await planner.press("4")
        assert planner.issue("Meeting format").undecided
        await planner.click("[ ] none of them", "board")
        assert pick(planner, "meeting") == ()
        await planner.click("[ ] Bilateral", "board")
        assert pick(planner, "meeting") == ("bilateral",)
        await planner.click("[x] Bilateral", "board")
        assert planner.issue("Meeting format").undecided
        await planner.choose("Shuttle")
        await planner.press("backspace")
        assert planner.issue("Meeting format").undecided
        assert planner.option("none of them").crosses == ("FR-1",)
        assert planner.option("none of them").row.startswith("[ ] none of them")


async def test_one_option_too_many_is_refused_with_the_reason(talks: Path) -> None:
    """And nothing is changed."""
    async with driven(talks, size=LARGE) as planner:
        await planner.choose("Bilateral")
        await planner.choose("Shuttle")
        before = planner.session.written
        await planner.choose("Trilateral")
        assert planner.toasts[1:] == [  # the first is about the case
            "Meeting format: at most 2 of them hold together. Take one away first."
        ]
        assert planner.session.written is before


async def test_a_row_that_holds_says_what_holds_and_the_others_what_they_would_change(
    talks: Path,
) -> None:
    """As many as may hold leave no room for another one, which says so."""
    async with driven(talks, size=LARGE) as planner:
        await planner.choose("Bilateral")
        assert planner.option("Bilateral").crosses == ("FR-1",)
        assert planner.option("Trilateral").ends == ("FR-1",)
        await planner.choose("Shuttle")
        await planner.press("up")
        assert "at most 2 hold together" in planner.option("Trilateral").row
        assert planner.why.startswith("Meeting format: at most 2 of them hold together.")


async def test_too_few_options_are_a_choice_begun(talks: Path) -> None:
    """The issue stays undecided, and its head says how far the choice is."""
    async with driven(talks, size=LARGE) as planner:
        await planner.choose("European")
        await planner.choose("Turkey")
        assert planner.issue("Guarantors").said == "· 1 of at least 2"
        await planner.press("n", "n", "n")
        assert planner.here == "Guarantors"
        await planner.press("3")
        assert planner.issue("Guarantors").chosen == "Turkey, China"


async def test_earlier_states_say_what_was_only_begun(talks: Path) -> None:
    """And Enter brings it back."""
    async with driven(talks, size=LARGE) as planner:
        for option in ("European", "Turkey", "Turkey", "China"):
            await planner.choose(option)
        await planner.press("V")
        await planner.on("HistoryScreen")
        assert "Guarantors: undecided, 1 of at least 2: Turkey" in planner.read("states")
        await planner.press("down", "enter")
        await planner.on("Workbench")
        await planner.until(lambda: "Proposal" in planner.title, "a proposal")
        await planner.press("enter")
        assert pick(planner, "guarantors") == ("turkey",)


def test_what_is_only_begun_tells_scenarios_side_by_side_apart(talks: Path) -> None:
    """Files, what is open, and what is open beside another; a state that is read tells it too."""
    files = []
    for option in ("turkey", "china"):
        chosen = f'guarantee = {{ option = "european" }}\nguarantors = {{ options = ["{option}"] }}'
        files.append(talks.with_name(f"{option}.toml"))
        files[-1].write_text(
            f'format = 2\n[case]\nid = "talks"\n[choices]\n{chosen}\n', encoding="utf-8"
        )
    one, other = map(read_scenario, files)
    session = Session.of_file(one)
    for screen in (
        comparison_screen(None, read_marked(None, files), with_open=False),
        comparison_screen(session, read_marked(session, files), with_open=True),
        beside_open(session, "then", other.written),
    ):
        compared = screen._comparison
        assert [issue.id for issue in compared.differing] == ["guarantors"]
        assert not compared.changes(0, 1)
    told = "\n".join(text_lines(state_blocks("then", other), 100, PANE))
    assert "Guarantors: undecided, 1 of at least 2: China" in told.partition("Choices")[2]


async def test_what_is_begun_is_kept_by_all_that_finishes_the_deal(talks: Path) -> None:
    """The ways to finish are counted with it, and f proposes what others may join it."""
    async with driven(talks, size=LARGE) as planner:
        for option in ("European", "Bilateral", "Trilateral"):
            await planner.choose(option)
        await planner.counted()
        assert "800 ways to finish are clear." in planner.verdict
        await planner.choose("Turkey")
        await planner.counted()
        assert "600 ways to finish are clear." in planner.verdict
        assert "200 clear" in planner.option("China").row
        await planner.press("f")
        await planner.sees("Proposal 1 of 3")
        for joined in ("Turkey and China", "France and Turkey", "France, Turkey and C…"):
            await planner.sees(f"→ {joined}", "board")
            await planner.press("n")
        await planner.sees("→ Turkey and China", "board")
        await planner.press("enter")
        assert pick(planner, "guarantors") == ("turkey", "china")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_an_issue_that_does_not_apply_offers_nothing_and_keeps_what_was_chosen(
    talks: Path, size: tuple[int, int]
) -> None:
    """It says why not, is passed over by n, and applies again with the choice it had."""
    async with driven(talks, size=size) as planner:
        await planner.choose("European")
        await planner.choose("Turkey")
        await planner.choose("China")
        await planner.choose("Nato")
        kept = "Guarantors does not apply now; the choices made there are kept."
        assert planner.toasts[1:] == [kept]  # the first is about the case
        assert planner.issue("Guarantors").said == "does not apply"
        assert pick(planner, "guarantors") == ("turkey", "china")
        assert "guarantors" not in planner.session.verdict.undecided
        await planner.go_to("France")
        await planner.press("space")
        assert planner.toasts[-1].startswith("Guarantors does not apply: only asked where")
        assert "Turkey and China; only asked where Guarantee is “European”" in planner.why
        assert "crosses no counted line" not in planner.why
        assert pick(planner, "guarantors") == ("turkey", "china")
        await planner.go_to("Guarantors")
        assert "does not apply" in planner.why
        assert "Turkey and China" in planner.why
        await planner.press("n")
        assert planner.here == "Army ceiling"
        await planner.press("n")
        assert planner.here == "Meeting format"
        await planner.choose("European")
        assert planner.issue("Guarantors").chosen == "Turkey, China"


async def test_a_value_is_typed_from_its_first_digit_on(talks: Path) -> None:
    """With or without separators; Enter takes it, Esc leaves it as it was."""
    async with driven(talks) as planner:
        await planner.go_to("Army ceiling")
        await planner.type("600,000\n")
        assert pick(planner, "army") == 600_000
        assert planner.issue("Army ceiling").chosen == "600,000 soldiers"
        assert planner.focus == "board"
        await planner.press("enter")
        assert planner.focus == "value"
        await planner.type("90")
        await planner.press("escape")
        assert pick(planner, "army") == 600_000
        await planner.undo()
        assert planner.issue("Army ceiling").undecided


async def test_a_value_begins_with_its_sign(folder: Path) -> None:
    """Without it -5 would be 5; on options a sign does nothing."""
    case = KINDS_CASE.replace("minimum = 0\n", "minimum = -1500000\n")
    async with driven(write(folder / "talks.case.toml", case)) as planner:
        await planner.go_to("Army ceiling")
        await planner.type("-600,000\n")
        assert pick(planner, "army") == -600_000
        await planner.go_to("Meeting format")
        await planner.press("minus")
        assert "does nothing here" in planner.text


@pytest.mark.parametrize(
    ("typed", "told", "nearest"),
    [
        ("800500", "800,500 is not on the steps of 1,000 from 0", 800_000),
        ("1600000", "1,600,000 is not between 0 and 1,500,000", 1_500_000),
    ],
)
async def test_a_value_that_does_not_fit_is_told_with_the_nearest_that_does(
    talks: Path, typed: str, told: str, nearest: int
) -> None:
    """Which stands in the field then: another Enter takes it."""
    async with driven(talks) as planner:
        await planner.go_to("Army ceiling")
        await planner.type(f"{typed}\n")
        assert told in planner.text
        assert f"Nearest that fits: {nearest:,}" in planner.text
        assert pick(planner, "army") is None
        await planner.press("enter")
        assert pick(planner, "army") == nearest


async def test_what_is_no_number_is_told(talks: Path) -> None:
    """And can be mended in the field."""
    async with driven(talks, size=LARGE) as planner:
        await planner.go_to("Army ceiling")
        await planner.press("enter")
        await planner.type("many\n")
        assert "“many” is no whole number" in planner.text
        await planner.replace("5000 soldiers")
        await planner.press("enter")
        assert pick(planner, "army") == 5_000


async def test_a_number_is_moved_by_steps_and_to_thresholds(talks: Path) -> None:
    """Quick moves are one step of undo; on other issues the keys say that there is no number."""
    async with driven(talks) as planner:
        await planner.go_to("Army ceiling")
        await planner.press(".", ".", ".", ",")
        assert pick(planner, "army") == 1_000
        await planner.press(")")
        assert pick(planner, "army") == 600_000
        await planner.press(*")))")
        assert pick(planner, "army") == 1_500_000
        await planner.press("(")
        assert pick(planner, "army") == 800_000
        await planner.undo()
        assert pick(planner, "army") is None
        await planner.go_to("Guarantee")
        await planner.press(".")
        assert planner.toasts[-1] == "Guarantee is no number: choose one of its options."


async def test_moves_of_a_number_after_the_cursor_was_elsewhere_are_another_step(
    talks: Path,
) -> None:
    """As a note that one comes back to is."""
    async with driven(talks, size=LARGE) as planner:
        await planner.go_to("Army ceiling")
        await planner.press(".", ".")
        await planner.go_to("Guarantee")
        await planner.go_to("Army ceiling")
        await planner.press(".", ".")
        assert pick(planner, "army") == 3_000
        await planner.undo()
        assert pick(planner, "army") == 1_000


async def test_each_stretch_of_a_number_says_what_it_does_and_can_be_chosen(talks: Path) -> None:
    """The nearest value of it is taken, the first while the number is undecided."""
    async with driven(talks, size=LARGE) as planner:
        await planner.unfold("Army ceiling")
        assert planner.option("800,000 to 1,500,000").crosses == ("RU-2",)
        assert planner.option("0 to 599,000").crosses == ()
        await planner.choose("600,000 to 799,000")
        assert pick(planner, "army") == 600_000
        await planner.choose("0 to 599,000")
        assert pick(planner, "army") == 599_000
        assert planner.option("0 to 599,000").chosen
        assert "Army ceiling: 0 to 599,000 soldiers" in planner.text


async def test_each_row_of_a_number_has_words_below(folder: Path) -> None:
    """As the head and the options of other issues."""
    case = KINDS_CASE[: KINDS_CASE.index("[red_lines.MA-1]")]
    async with driven(write(folder / "talks.case.toml", case), size=LARGE) as planner:
        await planner.choose("0 to 799,000")
        assert planner.why == "It crosses no counted line on Army ceiling from here."
        await planner.go_to("Army ceiling")
        of_issue = planner.why
        await planner.press("down")
        assert "[.]" in planner.cursor("board")
        assert planner.why == of_issue


async def test_the_mouse_does_all_of_a_number(talks: Path) -> None:
    """Steps, thresholds, stretches, and a field to type in."""
    async with driven(talks, size=LARGE) as planner:
        await planner.click("Army ceiling", "board")
        await planner.click("[)]", "board")
        assert pick(planner, "army") == 0
        for button, value in (("[)]", 600_000), ("[.]", 601_000), ("[,]", 600_000), ("[(]", 0)):
            await planner.click(button, "board")
            assert pick(planner, "army") == value
        await planner.click("( ) 800,000 to 1,500,000", "board")
        assert pick(planner, "army") == 800_000
        await planner.click("[type]", "board")
        assert planner.focus == "value"
        await planner.replace("7000")
        await planner.press("enter")
        assert pick(planner, "army") == 7_000


async def test_a_members_line_stands_in_its_partys_column_and_why_names_the_member(
    talks: Path,
) -> None:
    """No column is France's own."""
    async with driven(talks, size=LARGE) as planner:
        await planner.choose("Bilateral")
        assert planner.cell("Meeting format", "Europe") == "✗ FR-1"
        assert planner.why.startswith("✗ FR-1 Europe (France)")


async def test_a_line_by_points_says_how_many_there_are_and_what_each_choice_gives(
    talks: Path,
) -> None:
    """As a table of issues, choices and points, with whose points these are."""
    async with driven(talks, size=LARGE) as planner:
        await planner.choose("European")
        await planner.choose("Bilateral")
        assert planner.cell("Guarantee", "Mayor") == "~ MA-1"
        assert "37.5 of at least 55.5 points, as scored by the town's office" in planner.why
        assert "Guarantee European 30" in planner.why
        assert "Army ceiling undecided Together 37.5" in planner.why
        await planner.take_back("European")
        await planner.take_back("Bilateral")
        assert "Guarantee European 30" in planner.why  # what each answer would give
        assert "Together" not in planner.why


async def test_the_choices_of_all_kinds_are_saved_and_read_again(talks: Path) -> None:
    """Each under the key of its kind."""
    async with driven(talks, size=LARGE) as planner:
        await planner.choose("European")
        await planner.choose("none of them")
        await planner.choose("Turkey")
        await planner.go_to("Army ceiling")
        await planner.type("600000\n")
        planner.session.save(talks.parent / "deal.toml")
    kept = tomllib.loads((talks.parent / "deal.toml").read_text("utf-8"))
    assert kept["format"] == 2
    assert kept["choices"]["meeting"] == {"options": []}
    assert kept["choices"]["guarantors"] == {"options": ["turkey"]}
    assert kept["choices"]["army"] == {"value": 600_000}
    async with driven(talks.parent / "deal.toml", size=LARGE) as planner:
        assert planner.issue("Meeting format").chosen == "none of them"
        assert planner.issue("Guarantors").said == "· 1 of at least 2"
        assert planner.issue("Army ceiling").chosen == "600,000 soldiers"
