"""A what-if on the main screen: tried by one key, judged at once, kept or dropped."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

import pytest
from attrs import evolve
from textual.widget import Widget

from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.model.statements import Strength
from tests.files.samples import CASE_TEXT, LAKE, SCENARIO_TEXT, put
from tests.small_cases import case_text
from tests.tui.driving import LARGE, SMALL, Planner, driven


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A scenario beside its case."""
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    return put(tmp_path, "share.toml", SCENARIO_TEXT)


async def fill(planner: Planner, **fields: str) -> None:
    """Type into fields of the open form, by their names."""
    for name, text in fields.items():
        planner.app.screen.query_one(f"#field-{name}").focus()
        await planner.settle()
        await planner.type(text)


def in_sight(form: Widget, label: Widget) -> bool:
    """Whether that part of the form is in sight, as a whole."""
    return form.content_region.contains_region(label.region)


async def try_by_need(planner: Planner) -> None:
    """Try one option more on the issue under the cursor."""
    await planner.press("W", "o")
    await fill(planner, title="By need", definition="Each what it needs.")
    await planner.press("escape")
    await planner.told("What-if: 1 option added")


async def to_row_of_case(planner: Planner, words: str) -> None:
    """Open the case, and move to the row of its outline that begins like this."""
    await planner.press("C")
    await planner.on("CaseScreen")
    while not planner.cursor("outline").strip("▸ ").startswith(words):
        await planner.press("down")


async def test_the_rule_of_a_line_to_be_tried_is_called_wrong_only_once_it_is_typed(
    scenario: Path,
) -> None:
    """Its issue stands there already: that no option does was told as a mistake."""
    async with driven(scenario, size=LARGE) as planner:
        await planner.press("W", "l")
        await planner.sees("Crossed when · needed")
        await fill(planner, crossed_when=" hlaf")
        await planner.sees("Crossed when · ✗")


async def test_an_option_and_a_line_are_tried_and_dropped(scenario: Path) -> None:
    """All is judged under them, and the files stay as they are."""
    before = (scenario.parent / "lake.case.toml").read_bytes()
    async with driven(scenario, size=LARGE) as planner:
        await try_by_need(planner)
        assert "what-if: 1 option added" in planner.title
        assert "By need" in planner.text
        await planner.press("W", "l")
        await fill(planner, party="north", title="No half", crossed_when="half")
        await planner.press("escape")
        await planner.told("L1 is new: crossed")
        await planner.press("W", "l")
        await fill(planner, party="north", title="Not half")
        await planner.press("escape")  # its rule is only begun: it can be pointed out
        await planner.sees("Nothing crosses it yet: Space marks an option.")
        await planner.press("space", "escape")
        await planner.told("L2 is new: crossed")
        await planner.press("W", "d")
        await planner.told("No what-if")
        assert "By need" not in planner.text
    assert (scenario.parent / "lake.case.toml").read_bytes() == before


async def test_a_line_that_is_taken_back_is_not_spoken_of_any_more(scenario: Path) -> None:
    """Neither where one went to it, nor in a list that asks which line is meant."""
    async with driven(scenario, size=LARGE) as planner:
        await planner.press("W", "l")
        await fill(planner, party="north", title="No half", crossed_when="half")
        await planner.press("escape")
        await planner.told("L1 is new: crossed")
        await planner.go_to("Half each")
        await planner.press("a")
        assert planner.focus == "lines"
        await planner.undo()
        assert planner.focus == "board"
        await planner.press("U")
        await planner.next_red_line()
        assert planner.why.startswith("✗ L1 ")
        await planner.undo()
        await planner.press("a")
        assert planner.toasts[-1] == "S-1 counts again."


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_analysis_says_that_it_counts_what_is_tried(
    scenario: Path, size: tuple[int, int]
) -> None:
    """In its title, until it is undone."""
    async with driven(scenario, size=size) as planner:
        await try_by_need(planner)
        await planner.press("w")
        await planner.on("AnalysisScreen")
        assert "what-if: 1 option added · " in planner.title
        assert planner.title.endswith(" reading") or planner.title.endswith(" · the whole case")
        await planner.press("u")
        await planner.told("Undid")
        assert "what-if" not in planner.title


async def test_at_80_columns_no_title_loses_the_reading_to_what_is_tried(scenario: Path) -> None:
    """Nor the day: what is tried gives way, and what the file says; on the deal as well."""
    async with driven(scenario) as planner:
        await try_by_need(planner)
        await planner.press("W", "l")
        await fill(planner, party="north", title="No half", crossed_when="half")
        await planner.press("escape", "W", "s", "1")
        await planner.take_back("Half each")
        await planner.look_through("moderate")
        await planner.press("enter", "D")
        await planner.replace("2024-05-01")
        await planner.press("enter")
        looked_at = "what-if · looking as of 2024-05-01 · through moderate"
        assert "unsaved changes" in planner.title
        assert planner.title.lower().endswith(f" {looked_at} ▾")
        await planner.press("w")
        await planner.on("AnalysisScreen")
        assert planner.title.startswith("Analysis · ")
        assert planner.title.lower().endswith(f" {looked_at}")


async def test_a_question_that_is_taken_away_is_answered_as_by_esc(scenario: Path) -> None:
    """By a tab, for instance, that was clicked just before: nothing is tried, nothing is asked."""
    async with driven(scenario, size=LARGE) as planner:
        await planner.press("W")
        await planner.on("Prompt")
        planner.app.screen.dismiss()
        await planner.on("Workbench")
        await planner.rested()
        assert planner.question == ""
        assert planner.session.what_if is None


async def test_what_is_kept_stands_in_the_case(scenario: Path) -> None:
    """In its file, and in the deal."""
    async with driven(scenario, size=LARGE) as planner:
        await try_by_need(planner)
        await planner.press("W", "k")
        await planner.told("Saved")
        assert "By need" in planner.text
    options = read_case(scenario.parent / "lake.case.toml").case.issues[0].options
    assert [option.title for option in options] == ["Half each", "All to North", "By need"]


@pytest.mark.parametrize("answer", ["k", "d", "escape"])
async def test_leaving_asks_what_becomes_of_a_what_if(scenario: Path, answer: str) -> None:
    """It is kept in the case, or dropped, or one stays; nothing of it is lost without a word."""
    async with driven(scenario, size=LARGE) as planner:
        await try_by_need(planner)
        await planner.press("q")
        await planner.asked("What-if: 1 option added. No file holds it.")
        await planner.press(answer)
        if answer == "escape":
            await planner.at_work()
            assert planner.session.what_if is not None
        else:
            await planner.until(lambda: planner.left, "the end")
    options = read_case(scenario.parent / "lake.case.toml").case.issues[0].options
    assert ("By need" in [option.title for option in options]) is (answer == "k")


async def test_leaving_says_what_the_case_does_not_have_once_the_what_if_is_dropped(
    scenario: Path,
) -> None:
    """Choices, and lines set aside: the next question would offer to save them in vain."""
    async with driven(scenario, size=LARGE) as planner:
        await try_by_need(planner)
        await planner.press("W", "l")
        await fill(planner, party="north", title="No half", crossed_when="half")
        await planner.press("escape", "home", "3", "q")
        without = "No file holds it. Without it this scenario names what its case does not have: "
        await planner.asked(f"{without}1 choice.")
        await planner.press("c")
        await planner.choose("Half each")
        await planner.next_red_line()
        await planner.press("a", "q")
        await planner.asked(f"{without}1 line set aside.")
        await planner.press("c")


@pytest.mark.parametrize("size", [SMALL, (60, 20)])
async def test_the_form_of_what_is_tried_shows_which_field_one_is_in(
    scenario: Path, size: tuple[int, int]
) -> None:
    """From the first one on, however one comes to it: its label stands above it."""
    async with driven(scenario, size=size) as planner:
        for key in ("o", "l"):
            await planner.press("W", key)
            form = planner.app.screen.query_one("CaseForm VerticalScroll")
            count = len(form.children) // 2
            for step in (*["tab"] * count, *["shift+tab"] * count):
                field = planner.app.focused
                assert field is not None
                label = form.children[form.children.index(field) - 1]
                for part in (label, field):
                    await planner.until(partial(in_sight, form, part), f"{part} of {field}")
                await planner.press(step)
            await planner.press("escape", "escape")
            await planner.at_work()


async def test_leaving_asks_what_becomes_of_the_form_of_what_is_tried(scenario: Path) -> None:
    """What is typed there is in no file, and is not tried yet; an empty form goes unasked."""
    async with driven(scenario, size=LARGE) as planner:
        await planner.press("W", "l")
        await fill(planner, party="north", title="No half")
        await planner.press("ctrl+q")
        await planner.asked("What is typed in the form is in no file.")
        await planner.press("c")
        await planner.on("FormPrompt")
        assert "No half" in planner.text
        await planner.press("ctrl+q")
        await planner.asked("What is typed in the form is in no file.")
        await planner.press("d")
        await planner.until(lambda: planner.left, "the end")
    async with driven(scenario, size=LARGE) as planner:
        await planner.press("W", "o", "ctrl+q")
        await planner.until(lambda: planner.left, "the end")


async def test_scenarios_side_by_side_are_said_to_be_judged_by_what_is_tried(
    scenario: Path,
) -> None:
    """In the title; those whose file knows nothing of it too."""
    put(scenario.parent, "other.toml", SCENARIO_TEXT.replace("Share it", "Other"))
    async with driven(scenario, size=LARGE) as planner:
        await try_by_need(planner)
        await planner.library()
        await planner.find("Other")
        await planner.press("space", "c")
        await planner.on("Compare")
        assert "what-if: 1 option added · all by the strict reading" in planner.title


async def test_opening_another_scenario_asks_of_the_what_if_and_then_of_the_deal(
    scenario: Path,
) -> None:
    """Each document with changes that no file holds."""
    put(scenario.parent, "other.toml", SCENARIO_TEXT.replace("Share it", "Other"))
    async with driven(scenario, size=LARGE) as planner:
        await planner.press("2")
        await try_by_need(planner)
        await planner.library()
        await planner.find("Other")
        await planner.press("enter")
        await planner.asked("What-if: 1 option added. No file holds it.")
        await planner.press("d")
        await planner.asked("Share it has unsaved changes.")
        await planner.press("s")
        await planner.until(lambda: planner.title.startswith("Other"), "the other one")
    assert read_scenario(scenario).scenario.option("water") == "all_north"


async def test_what_is_kept_of_a_bundled_case_stands_beside_the_scenario(examples: Path) -> None:
    """The scenario is of that case from then on; keeping that is undone is off the board."""
    file = examples / "nato-membership.toml"
    async with driven(file, size=LARGE) as planner:
        await planner.press("W", "o")
        await fill(planner, title="Swiss style", definition="Armed neutrality.")
        await planner.press("escape")
        await planner.told("What-if: 1 option added")
        await planner.press("W", "k")
        await planner.sees("Save the case as")
        await planner.press("escape", "u")
        await planner.told("Undid")
        assert "Swiss style" not in planner.text
        await planner.press("U")
        await planner.told("Redid")
        assert "Swiss style" in planner.text
        await planner.press("C", "s")
        await planner.sees("Save the case as")
        await planner.press("enter")
        await planner.told("Saved scenarios/ukraine-2025-08.case.toml")
        await planner.press("escape")
        await planner.go_to("Swiss style")
        await planner.press("space", "s")
        await planner.told("Saved scenarios/nato-membership.toml")
    loaded = read_scenario(file)
    assert loaded.case_file == examples / "ukraine-2025-08.case.toml"
    assert "swiss_style" in dict(loaded.scenario.chosen()).values()
    assert loaded.warnings == ()


async def test_a_choice_that_only_the_what_if_knows_is_not_saved(scenario: Path) -> None:
    """No reader of the file would know the option; kept in the case, it is."""
    async with driven(scenario, size=LARGE) as planner:
        before = planner.session.document.seen
        await try_by_need(planner)
        await planner.press("home", "3")
        assert planner.session.scenario.option("water") not in ("half", "all_north", None)
        await planner.press("s")
        await planner.until(lambda: 'has no option "by_need"' in planner.text)
        await planner.press("c")
        assert planner.session.document.look_again() is None
        assert planner.session.document.seen == before
        await planner.press("W", "k")
        await planner.told("Saved")
        await planner.press("s")
        await planner.told("Saved share.toml")
    assert read_scenario(scenario).case is not None


async def test_another_strength_of_the_line_there_is_tried_and_dropped(examples: Path) -> None:
    """Of the line that the reasons speak of; where there is none, none is offered."""
    async with driven(examples / "nato-membership.toml", size=LARGE) as planner:
        before = planner.session.case.red_lines_by_id["US-1"].strength
        await planner.press("W")
        await planner.asked("Another strength of US-1")
        await planner.press("s")
        await planner.asked("as strong as")
        await planner.press("1")
        await planner.told("What-if: 1 change")
        tried = planner.session.case.red_lines_by_id["US-1"].strength
        assert tried is not before
        await planner.press("W", "d")
        await planner.told("No what-if")
        assert planner.session.case.red_lines_by_id["US-1"].strength is before
        await planner.press("end", "W")
        await planner.asked("Add a red line")
        assert "Another strength" not in planner.question


@pytest.mark.parametrize("fits", [True, False], ids=["goes on", "ends"])
async def test_saving_the_case_below_a_what_if_keeps_the_title_true(
    scenario: Path,
    fits: bool,  # noqa: FBT001 (pytest's way)
) -> None:
    """The what-if is judged on the case as it was saved, or ends with a word."""
    async with driven(scenario, size=LARGE) as planner:
        await try_by_need(planner)
        await to_row_of_case(planner, "water")
        await planner.press("I")
        title = "A third" if fits else "By need"
        await fill(planner, title=title, definition="As it is agreed.", origin="added")
        await planner.press("escape", "s")
        await planner.told("Saved lake.case.toml" if fits else "The what-if has ended")
        await planner.press("escape")
        await planner.on("Workbench")
        assert ("what-if: 1 option added" in planner.title) is fits
        by_id = planner.session.case.issues_by_id["water"].by_id
        assert ("a_third" in by_id) is fits
        assert by_id["by_need"].definition == (
            "Each what it needs." if fits else "As it is agreed."
        )


async def test_a_what_if_that_a_new_id_ends_is_told(scenario: Path) -> None:
    """The id is written into the folder, and what is tried has it for something else."""
    async with driven(scenario, size=LARGE) as planner:
        await try_by_need(planner)
        await to_row_of_case(planner, "half")
        await planner.press("t")
        await planner.type("by_need\n")
        await planner.asked("1 scenario here")
        await planner.press("y")
        await planner.told("The what-if has ended: it does not fit the case as it was saved.")
        await planner.press("escape")
        await planner.on("Workbench")
        assert "what-if" not in planner.title


async def test_a_strength_that_is_kept_changes_nothing_else_of_the_line(scenario: Path) -> None:
    """What was stated after the day that one judges by stays in the case."""
    (said,), (line,) = LAKE.statements, LAKE.red_lines
    later = evolve(said, id="S2", quote="Never", date=dt.date(2024, 4, 28))
    old = evolve(line, evidence=("S1", "S2"), superseded_by="S-2")
    new = evolve(line, id="S-2", evidence=("S2",), date=dt.date(2024, 4, 28))
    case = put(
        scenario.parent,
        "lake.case.toml",
        case_text(evolve(LAKE, statements=(said, later), red_lines=(old, new))),
    )
    text = SCENARIO_TEXT.replace("format = 1", "format = 2").replace('set_aside = ["S-1"]\n', "")
    text = text.replace('"half"', '"all_north"')
    put(scenario.parent, scenario.name, text.replace("authors", "as_of = 2024-04-20\nauthors"))
    async with driven(scenario, size=LARGE) as planner:
        await planner.next_red_line()
        await planner.press("W")
        await planner.asked("Another strength of S-1")
        await planner.press("s", "4", "W", "k")
        await planner.told("Saved lake.case.toml")
    kept = read_case(case).case.red_lines_by_id["S-1"]
    assert kept == evolve(old, strength=Strength.PREFERENCE)


async def test_a_choice_that_only_a_dropped_what_if_knew_is_said_and_given_up(
    scenario: Path,
) -> None:
    """Nobody has changed the case: neither the title nor the question says so."""
    async with driven(scenario, size=LARGE) as planner:
        await try_by_need(planner)
        await planner.press("home", "3", "W", "d")
        await planner.told("This scenario names what its case does not have: ")
        assert not any("has changed" in told for told in planner.toasts)
        assert "news: d" in planner.title
        await planner.press("d")
        await planner.asked("the option “by_need” is gone; kept, and not judged")
        assert "for now" not in planner.question
        await planner.press("g", "s")
        await planner.told("Saved share.toml")
        await planner.until(lambda: not planner.news, "no news")
    assert read_scenario(scenario).warnings == ()
