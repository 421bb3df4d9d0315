"""New, open, save, save as: nothing is overwritten unseen, and a broken file is only shown."""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path
from threading import Event

import pytest

import planner.tui.document_app as app_module
from planner.editing.scenario_session import Session
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put
from tests.tui.driving import LARGE, Planner, driven, names_in


async def save_as(planner: Planner, name: str) -> None:
    """Answer the prompt for a name."""
    await planner.on("PathPrompt")
    await planner.name_file(name)
    await planner.press("enter")


async def test_the_first_save_asks_for_a_title_and_the_name_follows_it(folder: Path) -> None:
    """Until another is typed, which replaces the whole of it."""
    (folder / "moscow-track.toml").write_text("# mine\n", encoding="utf-8")
    async with driven() as planner:
        await planner.press("2", "s")
        await planner.on("PathPrompt")
        assert planner.focus == "save-title"
        await planner.type("Moscow track")
        await planner.sees("File moscow-track-2.toml")
        await planner.press("tab")
        await planner.type("my-deal")
        await planner.sees("File my-deal")
        await planner.press("enter")
        await planner.told("Saved my-deal.toml")
        await planner.at_work()
        await planner.press("S")
        await planner.on("PathPrompt")
        assert planner.focus == "save-path"
        await planner.sees("File my-deal-2.toml")
    assert read_scenario(folder / "my-deal.toml").scenario.title == "Moscow track"
    assert (folder / "moscow-track.toml").read_text(encoding="utf-8") == "# mine\n"


async def test_undo_takes_back_a_title_given_while_saving(folder: Path) -> None:
    """As any other change."""
    async with driven() as planner:
        await planner.press("2", "s")
        await planner.on("PathPrompt")
        await planner.type("Moscow track\n")
        await planner.told("Saved moscow-track.toml")
        await planner.undo()
        assert planner.session.scenario.title == ""
    assert names_in(folder) == ["moscow-track.toml"]


async def test_the_first_save_asks_for_a_name_and_says_where_the_file_would_be(
    folder: Path,
) -> None:
    """The title becomes a suggestion; ``.toml`` is added; the title bar shows it is saved."""
    async with driven() as planner:
        await planner.press("2", "s")
        await planner.on("PathPrompt")
        await planner.sees("A new file: ")
        await planner.name_file("")
        await planner.sees("Type the name of a file.")
        await planner.press("enter")
        assert type(planner.app.screen).__name__ == "PathPrompt"
        await save_as(planner, "mine")
        await planner.told("Saved mine.toml")
        await planner.at_work()
        assert planner.title.startswith("mine.toml ")
        assert "unsaved" not in planner.title
        await planner.press("1", "ctrl+s")
        await planner.until(lambda: planner.toasts[1:][-1:] == ["Saved mine.toml"], "saved again")
        await planner.press("s")
        await planner.told("mine.toml holds this already; nothing was to be saved.")
    assert read_scenario(folder / "mine.toml").scenario.option("security_guarantee") == (
        "nato_membership"
    )


async def test_a_save_that_is_given_up_keeps_the_work_unsaved(folder: Path) -> None:
    """Esc leads back."""
    async with driven() as planner:
        await planner.press("2", "s")
        await planner.on("PathPrompt")
        await planner.press("escape")
        await planner.at_work()
        assert planner.session.unsaved
        assert "not saved" in planner.title
    assert names_in(folder) == []


async def test_save_as_asks_before_it_replaces_another_file(examples: Path) -> None:
    """Cancelled, nothing is written; replaced, the earlier content is kept aside."""
    file = examples / "nato-membership.toml"
    other = examples / "sketch-with-open-questions.toml"
    before = other.read_bytes()
    async with driven(file) as planner:
        for answer in "cnr":
            await planner.press("S")
            await planner.on("PathPrompt")
            await planner.name_file(str(other))
            await planner.sees("There is a file already: ")
            await planner.press("enter")
            await planner.asked("a file of that name exists already")
            assert "R Replace that file" in planner.text
            assert "N Save under another name" in planner.text
            await planner.press(answer)
            if answer == "n":
                await planner.on("PathPrompt")
                await planner.press("escape")
            await planner.at_work()
            if answer == "r":
                await planner.told("Saved ")
            assert (planner.session.path == other) == (answer == "r")
            if answer != "r":
                assert other.read_bytes() == before
    assert read_scenario(other).scenario.title == read_scenario(file).scenario.title


async def test_a_file_that_somebody_else_has_changed_is_not_overwritten_unseen(
    examples: Path,
) -> None:
    """Their change stays unless the planner says so; the work can go elsewhere."""
    file = examples / "nato-membership.toml"
    async with driven(file) as planner:
        await planner.press("2")
        theirs = file.read_text(encoding="utf-8").replace("[scenario]", "# theirs\n[scenario]")
        file.write_text(theirs, encoding="utf-8")
        await planner.press("s")
        await planner.asked("Not saved: ")
        await planner.sees("was changed by somebody else")
        await planner.press("escape")
        await planner.at_work()
        assert planner.session.unsaved
        assert file.read_text(encoding="utf-8") == theirs
        await planner.press("s")
        await planner.asked("Not saved: ")
        await planner.press("n")
        await save_as(planner, "mine.toml")
        await planner.told("Saved mine.toml")
        assert file.read_text(encoding="utf-8") == theirs
        assert not planner.session.unsaved


async def test_a_failed_save_says_why_and_keeps_the_work(folder: Path) -> None:
    """A folder in the way, a folder that is gone."""
    (folder / "taken.toml").mkdir()
    async with driven() as planner:
        await planner.press("2")
        for name in ("taken.toml", "gone/away.toml"):
            await planner.press("S")
            await save_as(planner, name)
            await planner.asked("was not saved: ")
            assert "The work is still here, unsaved." in planner.question
            assert "R Replace" not in planner.text
            await planner.press("c")
            await planner.at_work()
            assert planner.session.unsaved
            assert planner.session.path is None
    assert names_in(folder) == ["taken.toml"]


async def test_a_scenario_is_not_saved_under_the_name_of_another_kind(folder: Path) -> None:
    """It could not be opened again, and would lie over a case: the prompt says so and stays."""
    async with driven() as planner:
        await planner.press("2", "s")
        await save_as(planner, "new.case.toml")
        await planner.sees(".case.toml is the ending of cases; a scenario needs another.")
        await save_as(planner, "new.private.toml")
        await planner.sees(".private.toml is the ending of overlays; a scenario needs another.")
        await save_as(planner, "new.toml")
        await planner.told("Saved new.toml")
    assert names_in(folder) == ["new.toml"]


async def test_a_scenario_whose_folder_has_vanished_can_be_saved_elsewhere(examples: Path) -> None:
    """It says why, and asks for another name."""
    async with driven(examples / "nato-membership.toml") as planner:
        await planner.press("2")
        shutil.rmtree(examples)
        await planner.press("s")
        await planner.asked("Not saved: ")
        await planner.press("n")
        await save_as(planner, "kept.toml")
        await planner.told("Saved kept.toml")
        assert not planner.session.unsaved


async def test_open_lists_the_scenarios_with_their_verdicts(examples: Path) -> None:
    """Signs and numbers beside each; all of it for the one under the cursor."""
    (examples / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    (examples.parent / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    async with driven(size=LARGE) as planner:
        await planner.library()
        row = planner.row("Ceasefire first", "scenarios")
        assert row.startswith("[ ] Ceasefire first ✓ ✓ ✗ RU-1 ✓")
        assert "✓ ✓ ? RU-1 ? EU-1 ≠strict" in planner.row("Parallel tracks", "scenarios")
        assert "✓ ~ UA-1 ~ RU-1 ? DE-1" in planner.row("A sketch with open", "scenarios")
        assert "! the file has format 9" in planner.row("broken.toml", "scenarios")
        assert "pyproject" not in planner.text
        await planner.find("No leaders' meeting")
        about = planner.read("preview")
        assert "set aside: FR-1; counted, FR-1 would be crossed." in about
        assert "Russia: ? contested: RU-1" in about
        await planner.press("enter")
        await planner.at_work()
        assert planner.session.path == examples / "no-leaders-meeting-fr-1-set-aside.toml"


async def test_a_broken_file_shows_all_its_problems_with_their_places_and_the_app_stays(
    folder: Path, scenarios: Path
) -> None:
    """Mended on disk and read again, it opens."""
    good = (scenarios / "nato-membership.toml").read_text(encoding="utf-8")
    bad = good.replace('"trilateral"', '"trilaterl"')
    bad = bad.replace("choices.territory", "choices.teritory")
    file = folder / "deal.toml"
    file.write_text(bad, encoding="utf-8")
    async with driven("deal.toml") as planner:
        await planner.on("Library")
        await planner.until(lambda: "problems; nothing was changed" in planner.read("preview"))
        about = planner.read("preview")
        line = bad[: bad.index("trilaterl")].count("\n") + 1
        assert f"deal.toml:{line}:12" in about
        assert 'did you mean "trilateral"?' in about
        assert 'did you mean "territory"?' in about
        await planner.all_read()
        assert planner.row("deal.toml", "scenarios").startswith("deal.toml ! ")
        file.write_text(good, encoding="utf-8")
        await planner.press("f5")
        await planner.until(lambda: "NATO membership" in planner.text, "the mended file")
        await planner.press("enter")
        await planner.at_work()
        assert planner.title.startswith("NATO membership ")
    assert file.read_text(encoding="utf-8") == good


async def test_a_broken_file_that_is_left_alone_leads_to_the_start_page(folder: Path) -> None:
    """Nothing is written to it."""
    file = folder / "broken.toml"
    file.write_text("<<<<<<< ours\n", encoding="utf-8")
    async with driven(file.name) as planner:
        await planner.on("Library")
        await planner.until(lambda: "nothing was changed" in planner.read("preview"))
        assert "broken.toml:1:1" in planner.read("preview")
        await planner.all_read()
        await planner.press("escape")
        await planner.on("StartPage")
        assert planner.app.session is None
    assert file.read_text(encoding="utf-8") == "<<<<<<< ours\n"


async def test_any_path_can_be_opened_and_one_that_is_not_there_is_told(examples: Path) -> None:
    """Typed; a mistake leads back to the list with the reason."""
    elsewhere = Path(shutil.move(examples, examples.parent / ".else where"))
    async with driven() as planner:
        await planner.library()
        await planner.sees("There is no scenario here.")
        await planner.press("O")
        assert planner.focus == "path"
        await planner.type("absent.toml\n")
        await planner.on("Library")
        await planner.until(lambda: "absent.toml" in planner.read("preview"))
        assert "1 problem; nothing was changed" in planner.read("preview")
        await planner.press("O", "escape", "O")
        await planner.replace(str(elsewhere / "nato-membership.toml"))
        await planner.press("enter")
        await planner.at_work()
        assert planner.title.startswith("NATO membership ")


@pytest.mark.usefixtures("examples")
async def test_a_file_that_takes_long_to_read_can_be_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says what it does and how to stop it; what was open stays open, and keys wait for it."""
    goes_on = Event()

    def slow(path: Path) -> Session:
        goes_on.wait(30)
        return session_of(path)

    session_of = app_module._session_of
    monkeypatch.setattr(app_module, "_session_of", slow)
    async with driven() as planner:
        before = planner.session
        try:
            await planner.library()
            await planner.find("NATO membership")
            await planner.press("enter")
            await planner.sees("Reading nato-membership.toml ... ")
            await planner.sees("s · Esc stops")
            await planner.press("1", "escape")
            await planner.told("Not opened: nato-membership.toml")
            await planner.at_work()
            assert planner.session is before
            assert not before.unsaved
        finally:
            goes_on.set()
        await planner.library()
        await planner.find("NATO membership")
        await planner.press("enter")
        await planner.until(lambda: planner.session is not before)
        await planner.at_work()
        assert planner.session.path is not None
        assert planner.session.path.name == "nato-membership.toml"


async def test_opening_another_scenario_asks_about_unsaved_changes(examples: Path) -> None:
    """Cancelled, the work stays open; discarded, it goes."""
    async with driven() as planner:
        await planner.press("2")
        for answer in "cd":
            await planner.library()
            await planner.press("enter")
            await planner.asked("New scenario has unsaved changes.")
            await planner.press(answer)
            await planner.at_work()
            assert planner.session.unsaved == (answer == "c")
        assert planner.session.path is not None
        assert planner.session.path.parent == examples


async def test_new_lets_the_planner_choose_a_case(small_case: Path) -> None:
    """Those of the folder first, then the bundled ones, each with its size."""
    async with driven() as planner:
        await planner.press("ctrl+n")
        await planner.on("Chooser")
        await planner.until(lambda: "Small talks" in planner.text)
        bundled = "ukraine-2025-08.case.toml (bundled)"
        await planner.sees(f"{bundled} Ukraine, August 2025", "files")
        assert "2 parties, 2 issues, 4 options" in planner.read("about")
        await planner.press("down")
        assert "4 parties, 9 issues, 25 options" in planner.read("about")
        await planner.press("up", "enter")
        await planner.at_work()
        assert planner.issue("Seat").undecided
        await planner.press("2", "s")
        await save_as(planner, "talk.toml")
        await planner.told("Saved talk.toml")
    kept = tomllib.loads((small_case.parent / "talk.toml").read_text(encoding="utf-8"))
    assert kept["case"]["id"] == "small"
    assert "path" not in kept["case"]


async def test_a_case_named_on_the_command_line_begins_a_new_scenario_of_it(
    small_case: Path,
) -> None:
    """With nothing decided."""
    async with driven(small_case) as planner:
        assert planner.title.startswith("Untitled deal, not saved ")
        assert planner.issue("Seat").undecided
        assert not planner.session.unsaved


@pytest.mark.parametrize("name", ["~", "~/", "{folder}", "{folder}/"])
async def test_a_folder_is_no_name_to_save_under(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Least of all for a file of its name beside it; the prompt waits for the rest."""
    home = folder / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    async with driven() as planner:
        await planner.press("2", "S")
        await planner.on("PathPrompt")
        await planner.name_file(name.format(folder=home))
        await planner.sees("type the name of a file in it")
        await planner.press("enter")
        await planner.on("PathPrompt")
        assert planner.session.unsaved
    assert not home.with_name("home.toml").exists()


@pytest.mark.parametrize(
    "name", ["/", ".", "..", "~nobody-at-all/x", "x" * 300, "y" * 200 + "/z", "~"]
)
async def test_no_name_that_is_typed_crashes_the_save_prompt(name: str) -> None:
    """What is no name of a file is not taken, or answered with a reason; the work stays."""
    async with driven() as planner:
        await planner.press("2", "S")
        await planner.on("PathPrompt")
        await planner.name_file(name)
        await planner.press("enter")
        assert not planner.left
        assert planner.session.unsaved


async def test_a_home_is_no_name_of_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written beside it; a name in it is one."""
    home = folder / "homes" / "me"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    async with driven() as planner:
        await planner.press("2", "S")
        await planner.on("PathPrompt")
        await planner.name_file("~")
        await planner.sees("type the name of a file in it")
        await planner.press("enter")
        await planner.on("PathPrompt")
        await save_as(planner, "~/mine")
        await planner.told("Saved ")
    assert names_in(home.parent) == ["me"]
    assert names_in(home) == ["mine.toml"]


async def test_a_save_tells_that_the_version_before_could_not_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a scenario and of a case; what was saved is saved, and a new file had nothing to keep."""
    case = put(tmp_path, "lake.case.toml", CASE_TEXT)
    file = put(tmp_path, "share.toml", SCENARIO_TEXT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANNER_STATE_DIR", os.devnull)
    lost = f". The version before could not be kept in {os.devnull}."
    async with driven(file, size=LARGE) as planner:
        planner.session.set_title("Mine")
        await planner.press("s")
        await planner.told(f"Saved share.toml{lost}")
        await planner.press("C", "end", "delete", "y", "s")
        await planner.told(f"Saved lake.case.toml{lost}")
        await planner.press("escape", "S")
        await save_as(planner, "new")
        await planner.until(lambda: planner.toasts[-1] == "Saved new.toml", "saved as new")
    assert read_scenario(file).scenario.title == "Mine"
    assert read_case(case).case.coherence == ()
