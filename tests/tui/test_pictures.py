"""Plain-text pictures of every screen, compared letter by letter.

After a change that is meant, write them anew and read the difference in git:

    PLANNER_PICTURES=write python -m pytest tests/tui/test_pictures.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.keys.settings import Settings
from planner.tui.files import watch as file_watch
from tests.tui.driving import LARGE, SMALL, Planner, driven, names_in

PICTURES = Path(__file__).parent / "pictures"
CLASH = "ceasefire-before-settlement.toml"
NARROW = (60, 20)
BROKEN = "format = 1\n[scenario]\ntitel = 'x'\n"
_WHEN = 1_755_561_600  # 19 August 2025
SIZES = [pytest.param(SMALL, id="80x24"), pytest.param(LARGE, id="120x40")]
ALL_SIZES = [*SIZES, pytest.param(NARROW, id="60x20")]


@pytest.fixture
def dated(examples: Path) -> Path:
    """The example scenarios, each with the same day of change every time."""
    for n, name in enumerate(names_in(examples)):
        os.utime(examples / name, (_WHEN + n, _WHEN + n))
    return examples


def compare(planner: Planner, name: str, *, titled: bool = True) -> None:
    """The screen as it stands must be the picture of that name.

    What stands above and in a title that names a folder is left out.
    """
    tabs = any(bar.region.area for bar in planner.app.screen.query("#tabs"))
    first_line = 0 if titled else 1 + tabs
    size = planner.app.size
    file = PICTURES / f"{name}-{size.width}x{size.height}.txt"
    text = "\n".join(planner.lines[first_line:]) + "\n"
    if os.environ.get("PLANNER_PICTURES") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{file.name} differs; see this module's head"


DRAWN = [*ALL_SIZES, pytest.param((160, 45), id="160x45")]


@pytest.mark.parametrize("size", DRAWN)
async def test_the_deal_looks_as_in_its_pictures(size: tuple[int, int], dated: Path) -> None:
    """Nothing chosen, two lines crossed, complete and clear: what the drawings draw."""
    async with driven(size=size) as planner:
        await planner.rested()
        compare(planner, "deal-nothing-chosen")
        await planner.press("3", "n", "n", "1", "n", "3")
        await planner.rested()
        compare(planner, "deal-two-lines-crossed")
    async with driven(dated / "european-led-parallel-trilateral.toml", size=size) as planner:
        await planner.rested()
        await planner.press("right_square_bracket")
        await planner.rested()
        compare(planner, "deal-complete-and-clear")


@pytest.mark.parametrize("size", SIZES)
async def test_other_states_of_the_deal_look_as_in_their_pictures(
    size: tuple[int, int], dated: Path
) -> None:
    """Complete and crossing, strict, literal, a line set aside, a proposal, readings."""
    async with driven(dated / CLASH, size=size) as planner:
        await planner.rested()
        compare(planner, "deal-complete-crosses")
        await planner.press("m")
        await planner.rested()
        compare(planner, "deal-proposal")
        await planner.press("escape", "r")
        compare(planner, "deal-readings")
        await planner.press("down")
        await planner.rested()
        compare(planner, "deal-strict")
        await planner.press("home")
        await planner.rested()
        compare(planner, "deal-literal")
        await planner.press("escape", "right_square_bracket", "a")
        await planner.rested()
        compare(planner, "deal-set-aside")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("dated")
async def test_the_main_screen_looks_as_in_its_pictures(size: tuple[int, int]) -> None:
    """Note, details, larger, find, tour, themes, letters."""
    async with driven(size=size) as planner:
        await planner.rested()
        await planner.press("e", *"why not")
        compare(planner, "note")
        await planner.press("escape", "t", *"A deal")
        compare(planner, "details")
        await planner.press("escape", "z")
        compare(planner, "zoomed")
        await planner.press("z", "slash")
        await planner.until(lambda: planner.focus == "search")
        await planner.type("summit")
        await planner.rested()
        compare(planner, "filter")
        await planner.press("escape", "f8")
        compare(planner, "tour")
        await planner.press("escape", "ctrl+t")
        compare(planner, "themes")
        await planner.press("escape", "ctrl+g")
        await planner.on("Jump")
        compare(planner, "jump")
        await planner.press("escape", "q")
        await planner.asked("A deal has unsaved changes.")
        compare(planner, "question")
        await planner.press("escape", "question_mark")
        await planner.on("HelpScreen")
        compare(planner, "help")
        await planner.press("escape", "ctrl+p")
        await planner.on("Palette")
        await planner.type("reading")
        await planner.until(lambda: "Undo" not in planner.text, "only what was typed")
        compare(planner, "palette")
        await planner.press("escape", "S")
        await planner.on("PathPrompt")
        await planner.replace("..")
        await planner.sees("Type the name of a file.")
        compare(planner, "save-as")


@pytest.mark.parametrize("size", ALL_SIZES)
async def test_the_other_screens_look_as_in_their_pictures(
    size: tuple[int, int], dated: Path
) -> None:
    """Library, comparison, evidence, analysis, the cases; each as one comes to it."""
    (dated / "broken.toml").write_text(BROKEN, encoding="utf-8")
    os.utime(dated / "broken.toml", (_WHEN - 1, _WHEN - 1))
    async with driven(dated / CLASH, size=size) as planner:
        await planner.library()
        compare(planner, "library", titled=False)  # the first one names the folder
        await planner.press("end")
        compare(planner, "library-broken", titled=False)
        await planner.press("z", "slash", *"crossed:")
        compare(planner, "library-filter", titled=False)
        await planner.press("escape", "escape", "home", "space", "space", "space", "escape")
        await planner.at_work()
        await planner.press("c")
        await planner.on("Compare")
        compare(planner, "compare")
        await planner.press("right", "n")
        compare(planner, "compare-column")
        await planner.press("escape")
        await planner.at_work()
        await planner.press("v", "n", "n")
        await planner.on("Evidence")
        compare(planner, "evidence")
        await planner.press("slash", *"macron")
        compare(planner, "evidence-search")
        await planner.press(*" nothing")
        compare(planner, "evidence-not-found")
        await planner.press("escape", "w")
        await planner.on("AnalysisScreen")
        await planner.sees("Enter reads the details")
        await planner.rested()
        compare(planner, "analysis")
        await planner.press(*["n"] * 3, "down")
        compare(planner, "analysis-finding")
        await planner.press("escape", "escape", "ctrl+n")
        await planner.on("Chooser")
        await planner.sees("4 parties")
        await planner.until(lambda: "reading ..." not in planner.text, "all cases are read")
        compare(planner, "cases")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("dated")
async def test_the_start_page_looks_as_in_its_pictures(size: tuple[int, int]) -> None:
    """Scenarios of this folder with their verdicts, examples, and what is new."""
    async with driven(settings=Settings(start_page=True), size=size) as planner:
        await planner.on("StartPage")
        await planner.sees("firm: crosses EU-1")
        await planner.rested()
        compare(planner, "start")


@pytest.mark.parametrize("size", SIZES)
async def test_a_changed_file_looks_as_in_its_pictures(
    size: tuple[int, int], dated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The news, the question, the question on a clash."""
    monkeypatch.setattr(file_watch, "WATCH_SECONDS", 0.05)
    monkeypatch.chdir(dated)
    file = dated / CLASH

    text = file.read_text(encoding="utf-8")
    change = text.replace('"increase"', '"maintain"')
    async with driven(file.name, size=size) as planner:
        await planner.counted()
        planner.session.choose("pressure_on_russia", "ease")
        planner.session.choose("territory", "deferred")
        file.write_text(change, encoding="utf-8")
        await planner.sees("was changed by somebody else")
        await planner.counted()
        compare(planner, "changed-file")
        await planner.press("d")
        await planner.asked("was changed by somebody else.")
        compare(planner, "changed-file-question")
        await planner.press("m")
        await planner.asked("Clash 1 of 1")
        compare(planner, "merge-clash")


@pytest.fixture
def odd(folder: Path) -> Path:
    """A scenario with a mistake, alone in its folder."""
    file = folder / "odd.toml"
    file.write_text(BROKEN, encoding="utf-8")
    os.utime(file, (_WHEN, _WHEN))
    return file


def gone(file: Path) -> None:
    """Somebody removes it."""
    file.unlink()


@pytest.mark.parametrize("size", SIZES)
async def test_a_refused_file_and_an_empty_folder_look_as_in_their_pictures(
    size: tuple[int, int], odd: Path
) -> None:
    """Both say what can be done now."""
    async with driven(odd.name, size=size) as planner:
        await planner.on("Library")
        await planner.all_read()
        compare(planner, "refused", titled=False)
    gone(odd)
    async with driven(size=size) as planner:
        await planner.press("o")
        await planner.on("Library")
        await planner.sees("There is no scenario here.")
        compare(planner, "library-empty", titled=False)
