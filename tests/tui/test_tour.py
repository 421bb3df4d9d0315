"""The tour: five tasks that go on as one does them, from the start page and whenever asked for."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from planner.editing.progress import Progress
from planner.files.scenarios.reading import read_scenario
from planner.keys.settings import Settings, settings_at_start
from planner.tui.screens.workbench import Workbench
from planner.tui.tour import STEPS, go_on
from planner.tui.widgets.tour_bar import TourBar
from tests.tui.driving import Planner, driven
from tests.tui.own_folders import forget, write_config


def step(planner: Planner) -> str:
    """Which step is shown; empty for none."""
    lines = [line for line in planner.lines if "━Tour, " in line]
    return lines[0].partition("Tour, ")[2][:6] if lines else ""


def said(planner: Planner) -> str:
    """What the task says, in one line."""
    return " ".join(" ".join(planner.pane("tour")).split())


async def test_who_leaves_as_it_begins_is_not_stopped() -> None:
    """A first start begins it once the deal is drawn; Q may have taken the deal away by then."""
    async with driven() as planner:
        gone = Workbench(planner.session)
        go_on(gone, planner.session)
        assert not gone.query(TourBar)


async def test_it_goes_on_as_one_does_it_and_ends_in_a_file_of_ones_own(folder: Path) -> None:
    """On a copy of an example, from the start page on."""
    async with driven(settings=Settings(start_page=True)) as planner:
        await planner.on("StartPage")
        for _ in range(60):
            if "The tour, in five tasks" in planner.cursor("start"):
                break
            await planner.press("down")
        await planner.press("enter")
        await planner.at_work()
        await planner.until(lambda: step(planner) == "1 of 5")
        assert "n goes to the next undecided one; Space or a digit" in said(planner)
        await planner.press("n", "1")
        await planner.until(lambda: step(planner) in ("2 of 5", "3 of 5"))
        if not planner.session.verdict.crossed:
            await planner.press("2")
        await planner.until(lambda: step(planner) == "3 of 5")
        planner.session.undo()
        await planner.until(lambda: step(planner) == "4 of 5")
        await planner.press("r")
        if planner.session.lens is planner.session.reading:
            await planner.press("down")  # in the list of readings
        await planner.until(lambda: step(planner) == "5 of 5")
        await planner.press("S")
        await planner.on("PathPrompt")
        await planner.name_file("mine.toml")
        await planner.press("enter")
        await planner.told("That was the tour: mine.toml is saved and yours. ? lists all keys.")
        assert step(planner) == ""
        saved = planner.session.path
    assert saved is not None
    assert saved.name == "mine.toml"
    assert read_scenario(saved).scenario.title == "A sketch with open questions"
    assert (folder / "examples").is_dir()


def test_each_task_is_done_by_what_it_asks_and_by_nothing_else() -> None:
    """Below the screen: by the progress that the session makes."""
    began = Progress(decided=2, crossed=0, looking=False, path=Path("copy.toml"), unsaved=False)
    chose, cross, end, look, save = (step.done for step in STEPS)
    assert not chose(began, began)
    assert chose(began, evolve(began, decided=3))
    assert not cross(began, began)
    assert cross(began, evolve(began, crossed=1))
    assert end(began, began)
    assert not end(began, evolve(began, crossed=2))
    assert not look(began, began)
    assert look(began, evolve(began, looking=True))
    for path, unsaved, done in (
        (Path("copy.toml"), False, False),
        (Path("mine.toml"), True, False),
        (Path("mine.toml"), False, True),
        (None, False, False),
    ):
        assert save(began, evolve(began, path=path, unsaved=unsaved)) is done


async def test_a_task_can_be_passed_over_and_the_rest_too() -> None:
    """F8 or a click passes over a task, Esc ends the tour; the keys are the planner's own."""
    settings = Settings(keys={"workbench.next_undecided": ("X",)})
    async with driven(settings=settings) as planner:
        await planner.press("f8")
        assert step(planner) == "1 of 5"
        assert "X goes to the next undecided one" in said(planner)
        await planner.press("f8")
        assert step(planner) == "2 of 5"
        await planner.press("escape")
        assert step(planner) == ""
        await planner.press("f8")
        assert step(planner) == "1 of 5"
        await planner.click("Each row", "tour")
        assert step(planner) == "2 of 5"


async def test_it_fits_at_60_by_20() -> None:
    """All its words."""
    async with driven(size=(60, 20)) as planner:
        for each in STEPS[:2]:
            await planner.press("f8")
            shown = "".join("".join(planner.pane("tour")).split())
            assert shown.endswith("".join(each.words.split()[-2:]))
            assert planner.app.screen.query_one("#board").region.height >= 3


async def test_the_first_start_begins_it_and_the_second_does_not() -> None:
    """Seen once, it is known, even if the planner quits in the middle."""
    forget()
    settings = evolve(settings_at_start(), start_page=False)
    assert settings.tour
    async with driven(settings=settings) as planner:
        await planner.until(lambda: step(planner) == "1 of 5")
    assert not settings_at_start().tour


async def test_it_is_not_offered_beside_a_file(examples: Path) -> None:
    """Whoever has work to do is not to be taught."""
    file = examples / "nato-membership.toml"
    async with driven(file, settings=Settings(tour=True)) as planner:
        await planner.counted()
        assert step(planner) == ""


async def test_a_configuration_can_do_without_it() -> None:
    """``tour = false``."""
    forget()
    write_config("format = 1\ntour = false\n")
    assert not settings_at_start().tour
