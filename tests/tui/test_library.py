"""The library: finding, opening, marking and tidying the scenarios of a folder."""

from __future__ import annotations

import os
import re
import shutil
import time
from itertools import count
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from textual import events
from textual.widgets import Input

from planner.files.examples import example_files
from planner.files.safety import housekeeping
from planner.files.scenarios.reading import read_scenario
from planner.files.shelf import Kept, Shelf
from planner.tui import folder_reading
from planner.tui.screens.library import Library
from planner.tui.widgets.scenario_table import ScenarioTable
from tests.files.samples import close
from tests.tui.driving import LARGE, Planner, driven, names_in
from tests.tui.small_case import write

CROSSED = "ceasefire-before-settlement.toml"
CLEAR = "european-led-parallel-trilateral.toml"


def titles(planner: Planner) -> list[str]:
    """The first words of each row, in the order of the screen."""
    rows = [line[5:22].strip() for line in planner.pane("scenarios")]
    return [row for row in rows if row]


def edit(file: Path, old: str, new: str) -> None:
    """Put one text in place of another, as an editor would."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def remove_all_but(folder: Path, name: str) -> None:
    """Remove the other scenarios."""
    for path in folder.glob("*.toml"):
        if path.name != name:
            path.unlink()


def dated(folder: Path) -> None:
    """Give the files days of change in the order of their names, the last one the newest."""
    for n, path in enumerate(sorted(folder.rglob("*.toml"))):
        os.utime(path, (1_700_000_000 + n * 86_400,) * 2)


@pytest.mark.usefixtures("examples")
async def test_each_scenario_shows_its_verdict_and_the_preview_its_parties_in_words() -> None:
    """Signs in the row never stand alone: the words are in the preview."""
    async with driven() as planner:
        await planner.library()
        row = planner.row("Ceasefire first", "scenarios")
        assert row.endswith("✓ ✓ ✗ RU-1 ✓")
        row = planner.row("No leaders' meeting", "scenarios")
        assert row.endswith("✓ ✓ ? RU-1 ? EU-1 /")
        assert planner.row("A sketch", "scenarios").endswith("✓ ~ UA-1 ~ RU-1 ? DE-1")
        assert planner.row("US-Russia talks", "scenarios").endswith("✗ UA-1 ? RU-1 ✗ 2")
        await planner.find("scenarios/ceasefire-before")
        said = planner.read("preview")
        assert "US: ✓ no stated line crossed" in said
        assert "Russia: ✗ crossed: RU-1" in said
        assert "Crosses 1 stated red line under the firm reading: RU-1." in said


async def test_titles_that_look_alike_are_told_apart_by_the_names_of_their_files(
    folder: Path,
) -> None:
    """Whatever their letters are; as long as there are two of them."""
    example = example_files()[0].read_text(encoding="utf-8")
    for name, title in {
        "one": "Geneva track",
        "two": "Gen\u0435va track",  # a Cyrillic letter
        "other": "The Vienna track",
    }.items():
        text = re.sub('title = "[^"]*"', f'title = "{title}"', example, count=1)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    async with driven() as planner:
        await planner.library()
        await planner.sees("(one.toml)", "scenarios")
        assert "Geneva track (one.toml)" in planner.row("one.toml", "scenarios")
        assert "Gen\u0435va track (two.toml)" in planner.row("two.toml", "scenarios")
        assert "other.toml" not in planner.row("The Vienna track", "scenarios")
        (folder / "two.toml").unlink()
        await planner.until(lambda: "toml)" not in "".join(planner.pane("scenarios")))
        assert "Geneva track" in planner.text


async def test_cases_of_one_title_are_told_apart_by_the_names_of_their_files(folder: Path) -> None:
    """Two people's codings of one negotiation have the same."""
    for name in ("ada", "bo"):
        write(folder / f"{name}.case.toml")
    async with driven() as planner:
        await planner.library()
        await planner.sees("Small talks (a case) (ada.case.toml)", "scenarios")
        await planner.sees("Small talks (a case) (bo.case.toml)", "scenarios")


@pytest.mark.usefixtures("examples")
async def test_one_reading_judges_all_rows_and_a_file_that_says_another_is_marked() -> None:
    """The head names the reading; looking through another changes no file."""
    async with driven() as planner:
        await planner.library()
        assert "all by the firm reading" in planner.title
        assert planner.row("Parallel tracks", "scenarios").endswith("✓ ✓ ? RU-1 ? EU-1 ≠strict")
        assert "≠" not in planner.row("Ceasefire first", "scenarios")
        await planner.press("r")
        assert "all by the strict reading" in planner.title
        row = planner.row("Parallel tracks", "scenarios")
        assert row.endswith("✓ ✓ ✗ RU-1 ✗ EU-1")
        assert planner.row("Ceasefire first", "scenarios").endswith("✗ RU-1 ✓ ≠firm")
        await planner.find("crossed:RU-1 both meetings")
        assert "strict reading (the file says firm)" in planner.read("preview")
        await planner.press("escape", "escape")
        assert "all by the firm reading" in planner.title
        await planner.on("Library")


@pytest.mark.usefixtures("examples")
async def test_the_folder_as_a_board_groups_who_crosses_the_same_lines() -> None:
    """The fewest crossings first; on the head of a group stands what its scenarios share."""
    async with driven(size=LARGE) as planner:
        await planner.library()
        await planner.press("b")
        heads = [line.strip("▸ ") for line in planner.pane("scenarios") if "·" in line]
        heads = [head for head in heads if head.startswith("Cross")]
        assert heads[:3] == [
            "Cross no counted line · 5 scenarios",
            "Crosses US-1 US (Trump) · 1 scenario",
            "Crosses EU-1 Europe (generally) · 1 scenario",
        ]
        assert heads[-1].startswith("Crosses RU-1 Russia (Putin), US-2 US (Trump) and EU-2")
        await planner.press("home", "n")
        assert planner.cursor("scenarios").startswith("Crosses US-1")
        said = planner.read("preview")
        assert "scenarios/nato-membership.toml: contested: EU-1, RU-1" in said
        assert "opposition to Ukraine joining NATO" in said
        await planner.press("j")
        assert planner.read("preview").startswith("NATO membership")
        await planner.press("r")  # strictly the groups are others
        assert "Cross no counted line" not in planner.text
        await planner.press("escape", "escape")
        await planner.on("Library")
        assert len(titles(planner)) == 10


@pytest.mark.usefixtures("examples")
async def test_a_click_on_the_name_of_a_column_sorts_by_it() -> None:
    """A second one sorts the other way round."""
    async with driven() as planner:
        await planner.library()
        await planner.click("  Title")
        assert "by title ▴" in planner.title
        await planner.click("  Title")
        assert "by title ▾" in planner.title


async def test_more_parties_than_fit_are_reached_with_the_arrows(folder: Path) -> None:
    """The edge says how many more there are."""
    parties = "".join(f'[parties.p{n:02}]\nname = "Party {n:02}"\n' for n in range(20))
    case = folder / "many.case.toml"
    case.write_text(
        f'format = 1\n[case]\ntitle = "Many"\n{parties}[issues.seat]\ntitle = "Seat"\n'
        '[issues.seat.options.here]\ntitle = "Here"\n[issues.seat.options.there]\ntitle = "There"\n'
        '[red_lines.P19-1]\nparty = "p19"\ntitle = "Not here"\nstrength = "declared"\n'
        'crossed_when = [{ seat = ["here"] }]\n',
        encoding="utf-8",
    )
    (folder / "talk.toml").write_text(
        'format = 1\n[scenario]\ntitle = "Talk"\n[case]\nid = "many"\n'
        "[choices.seat]\noption = 'here'\n",
        encoding="utf-8",
    )
    async with driven() as planner:
        await planner.library()
        head = next(line for line in planner.lines if "Title" in line)
        more = int(head.rsplit(maxsplit=1)[1].removesuffix(">"))
        assert 0 < more < 20
        assert "✗" not in planner.row("Talk", "scenarios")
        await planner.press(*["right"] * more)
        assert planner.row("Talk", "scenarios").endswith("✗ 1")
        assert "<" in next(line for line in planner.lines if "Title" in line)


async def test_folders_within_are_listed_and_other_toml_files_are_not(examples: Path) -> None:
    """A broken scenario is listed with its first error, and all of it in the preview."""
    inner = examples / "inner" / "deeper"
    inner.mkdir(parents=True)
    (examples / CROSSED).rename(inner / CROSSED)
    (examples.parent / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    (examples / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    async with driven() as planner:
        await planner.library()
        assert "11 files" in planner.title
        assert "pyproject" not in planner.text
        assert "! the file has format 9; expected 1 or 2" in planner.row("broken.toml", "scenarios")
        await planner.find("broken.toml")
        assert "1 problem; nothing was changed" in planner.read("preview")
        await planner.press("escape")
        await planner.find("inner/deeper")
        await planner.press("enter")
        await planner.at_work()
        assert planner.session.path == inner / CROSSED


async def test_the_newest_comes_first_and_a_key_goes_through_the_columns(examples: Path) -> None:
    """An arrow tells by which and which way; the cursor stays on its file."""
    dated(examples)
    async with driven() as planner:
        await planner.library()
        assert titles(planner)[:2] == ["US-Russia talks:", "A sketch with ope"]
        assert "by changed ▾" in planner.title
        await planner.press("j", ">")
        assert "by title ▴" in planner.title
        assert titles(planner)[0] == "A sketch with ope"
        assert planner.cursor("scenarios").startswith("[ ] A sketch")
        await planner.press("X")
        assert "by title ▾" in planner.title
        assert titles(planner)[0] == "US-Russia talks:"
        assert planner.cursor("scenarios").startswith("[ ] A sketch")
        await planner.press(">", ">")
        assert "by crossed ▾" in planner.title
        assert titles(planner)[:2] == ["No guarantee, rea", "US-Russia talks:"]
        await planner.press(">", ">", ">", ">", ">", ">")
        assert "by changed ▾" in planner.title
        await planner.press("<")
        assert "by own reading" in planner.title


async def test_what_cannot_be_sorted_by_comes_last(examples: Path) -> None:
    """A broken file crosses no number of lines."""
    (examples / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    async with driven() as planner:
        await planner.library()
        await planner.press(">", ">", ">")
        assert "by crossed" in planner.title
        assert titles(planner)[-1] == "scenarios/broken."
        await planner.press("X")
        assert titles(planner)[-1] == "scenarios/broken."


@pytest.mark.usefixtures("examples")
async def test_the_filter_narrows_as_one_types_and_esc_takes_it_away() -> None:
    """Titles, files, parties with their status: every word must be held."""
    async with driven() as planner:
        await planner.library()
        await planner.press(">", "/")
        await planner.type("crossed:ru")
        assert titles(planner) == ["Ceasefire first", "No guarantee, rea"]
        assert "2 of 10 files" in planner.title
        await planner.type("ssia moderately")
        assert titles(planner) == ["No guarantee, rea"]
        await planner.type(" zzz")
        assert titles(planner) == []
        assert planner.read("preview") == (
            "Nothing here holds these words. Esc takes the filter away."
        )
        await planner.press("enter")
        assert planner.focus == "scenarios"
        await planner.press("enter")  # nothing to open
        await planner.press("escape")
        assert len(titles(planner)) == 10
        await planner.on("Library")


@pytest.mark.usefixtures("examples")
async def test_the_signs_are_explained_below_the_table() -> None:
    """The columns name the parties; with more room stands there what a blank says as well."""
    async with driven(size=LARGE) as planner:
        await planner.library()
        signs = "✗ crossed ? contested ~ undecided"
        await planner.sees(f"{signs} / set aside")
        head = next(line for line in planner.lines if "Title" in line)
        assert head.split()[1:5] == ["US", "Ukraine", "Russia", "Europe"]
        await planner.press("z")
        await planner.sees("/ set aside ✓ none crossed · no line counts")
        await planner.press("escape", "tab", "z")
        assert not planner.app.screen.query_one("#table").display
        await planner.press("escape")
        assert planner.row("Ceasefire first", "scenarios")
        await planner.pilot.resize_terminal(200, 40)  # room for the folder's name before it
        assert " · Ukraine, August 2025 " in planner.title


async def test_scenarios_of_several_cases_name_their_case(
    examples: Path, folder: Path, small_case: Path
) -> None:
    """In a column of their own, where there is room for it."""
    assert small_case.parent == folder
    remove_all_but(examples, CROSSED)
    (folder / "talk.toml").write_text(
        "format = 1\n[scenario]\ntitle = 'Talk'\n[case]\nid = 'small'\n", encoding="utf-8"
    )
    async with driven(size=LARGE) as planner:
        await planner.library()
        assert "Small talks" not in planner.title
        await planner.press("z")
        assert planner.row("Talk", "scenarios").endswith("Small talks")
        assert planner.row("Ceasefire first", "scenarios").endswith("Ukraine, August 2025")


async def test_a_case_whose_scenarios_are_gone_leaves_the_library(
    examples: Path, folder: Path, small_case: Path
) -> None:
    """Its parties with them; the titles of cases stand only where there are several."""
    assert small_case.parent == folder
    remove_all_but(examples, CROSSED)
    talk = folder / "talk.toml"
    talk.write_text(
        "format = 1\n[scenario]\ntitle = 'Talk'\n[case]\nid = 'small'\n", encoding="utf-8"
    )
    async with driven(size=LARGE) as planner:
        await planner.library()
        await planner.press("z")
        assert "North" in planner.app.screen.query_one(ScenarioTable).party_names
        talk.unlink()
        await planner.until(lambda: not any("Talk" in row for row in planner.pane("scenarios")))
        assert planner.app.screen.query_one(ScenarioTable).party_names == [
            "US",
            "Ukraine",
            "Russia",
            "Europe",
        ]
        assert "Ukraine, August 2025" not in planner.row("Ceasefire first", "scenarios")


async def test_broken_files_are_counted_and_found_and_have_nothing_to_mark(examples: Path) -> None:
    """``broken`` finds them; a mark goes when its file breaks, or is no scenario any more."""
    (examples / "odd.toml").write_text("format = 9\n", encoding="utf-8")
    async with driven(size=LARGE) as planner:
        await planner.library()
        assert "11 files, 1 broken" in planner.title
        await planner.find("broken")
        assert planner.cursor("scenarios").startswith("scenarios/odd.toml !")
        said = planner.read("preview")
        assert "scenarios/odd.toml:1:10 the file has format 9" in said
        await planner.press("escape")
        await planner.find("scenarios/nato")
        await planner.press("space", "escape")
        assert "1 marked" in planner.title
        (examples / "nato-membership.toml").write_text("format = 9\n", encoding="utf-8")
        await planner.until(lambda: "2 broken" in planner.title, "that it is broken")
        assert "marked" not in planner.title
        await planner.find(f"scenarios/{CLEAR}")
        await planner.press("space", "escape")
        assert "1 marked" in planner.title
        (examples / CLEAR).write_text("[tool]\n", encoding="utf-8")
        await planner.until(lambda: "10 files" in planner.title, "that it is no scenario")
        assert "marked" not in planner.title


async def test_a_folder_that_is_closed_is_a_row_that_no_key_changes(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as a broken file is, counted apart, and looked into as soon as that can be."""
    (examples / "closed").mkdir()
    (examples / "closed" / "odd.toml").write_text("format = 9\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        close(patch, "closed")
        async with driven(size=LARGE) as planner:
            await planner.library()
            assert "10 files, 1 folder closed" in planner.title
            await planner.find("broken")
            assert planner.cursor("scenarios").startswith("scenarios/closed !")
            assert "this folder cannot be looked into" in planner.read("preview")
            for key in ("E", "V", "plus", "t", "delete"):
                await planner.press(key)
                await planner.told("This is a folder")
            patch.undo()
            await planner.press("enter")
            await planner.until(lambda: "11 files, 1 broken" in planner.title)


async def test_the_arrows_move_in_the_list_while_one_types_a_filter(examples: Path) -> None:
    """And the field says what it is for once something is typed."""
    for name in names_in(examples):  # newest first: which is newest is the checkout's affair
        os.utime(examples / name, (0, 0))
    async with driven() as planner:
        await planner.library()
        await planner.press("/")
        await planner.type("crossed:")
        assert "Filter · Enter keeps · Esc ends" in planner.text
        await planner.press(*["up"] * 9, "down")
        assert planner.focus == "search"
        second = titles(planner)[1]
        assert planner.cursor("scenarios").startswith(f"[ ] {second}")
        await planner.type("ru")
        await planner.press("enter", "enter")
        await planner.at_work()
        assert planner.title.startswith("No guarantee")


@pytest.mark.parametrize(("there", "pane"), [("", "board"), ("o", "scenarios"), ("v", "matrix")])
@pytest.mark.usefixtures("examples")
async def test_what_is_typed_in_haste_after_the_slash_is_searched_not_done(
    there: str, pane: str
) -> None:
    """Over a slow line letters come before the field does; as commands they would save."""
    async with driven() as planner:
        await planner.press(*there)
        await planner.until(lambda: planner.focus == pane)
        before = planner.app.screen
        for letter in "/susan":
            name = "slash" if letter == "/" else letter
            planner.app.post_message(events.Key(name, letter))
        await planner.until(lambda: planner.focus == "search")
        await planner.settle()
        assert planner.app.screen is before
        field = before.query_one("#search", Input)
        assert field.value == "susan"
        assert planner.toasts == []


@pytest.mark.usefixtures("examples")
async def test_a_refused_file_is_under_the_cursor_wherever_it_lies(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The preview is always about the row of the cursor, and so is every key."""
    odd = tmp_path_factory.mktemp("elsewhere") / "odd.toml"
    odd.write_text("format = 9\n", encoding="utf-8")
    async with driven(odd, size=LARGE) as planner:
        await planner.on("Library")
        await planner.all_read()
        preview = planner.app.screen.query_one("#preview")
        assert "odd.toml" in planner.cursor("scenarios")
        assert str(preview.border_title).endswith("odd.toml")
        assert "the file has format 9" in planner.read("preview")
        down = planner.cursor("scenarios") != planner.pane("scenarios")[-1].strip("▸ ")
        await planner.press("down" if down else "up")
        assert str(preview.border_title).startswith("scenarios/")
        assert "the file has format 9" not in planner.read("preview")


async def test_after_enter_on_a_broken_file_every_key_is_about_that_file(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the editor opens, what is copied and what the trash takes is the row of the cursor."""
    broken = examples / "broken.toml"
    broken.write_text("format = 9\n", encoding="utf-8")
    edited: list[Path] = []

    def edit_file(_app: object, path: Path, _line: int) -> bool:
        edited.append(path)
        path.write_bytes((examples / CLEAR).read_bytes())
        return True

    monkeypatch.setattr("planner.tui.files.editor.edit_file", edit_file)
    async with driven(examples / CROSSED) as planner:
        await planner.library()
        await planner.find("scenarios/broken")
        await planner.press("enter")
        await planner.until(lambda: planner.focus == "scenarios" and not planner.left)
        await planner.all_read()
        await planner.until(lambda: "broken.toml" in planner.cursor("scenarios"))
        assert "the file has format 9" in planner.read("preview")
        await planner.press("delete")
        await planner.asked("Move scenarios/broken.toml to the trash?")
        await planner.press("escape")
        await planner.on("Library")
        await planner.press("E")
        assert edited == [broken]
        await planner.until(lambda: "European-led" in planner.read("preview"))
        assert "European-led" in planner.cursor("scenarios")
        await planner.press("enter")
        await planner.at_work()
        assert planner.session.path == broken


async def test_files_that_come_change_and_go_are_followed(examples: Path) -> None:
    """Without a key, and the cursor stays where it is."""
    async with driven() as planner:
        await planner.library()
        await planner.find("scenarios/nato")
        await planner.press("escape")
        held = planner.cursor("scenarios")
        text = (examples / CROSSED).read_text(encoding="utf-8")
        (examples / "new.toml").write_text(
            text.replace("Ceasefire first", "Brand new"), encoding="utf-8"
        )
        await planner.sees("Brand new")
        assert planner.cursor("scenarios") == held
        (examples / "new.toml").write_text("format = 9\n", encoding="utf-8")
        await planner.sees("! the file has format 9")
        (examples / "new.toml").unlink()
        await planner.until(lambda: "10 files" in planner.title, "the file is gone")
        assert planner.cursor("scenarios") == held


async def test_a_folder_that_rests_is_looked_at_the_less_often_the_longer_that_takes(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes is seen at once all the same, and what is in sight."""
    async with driven() as planner:
        await planner.library()
        library = planner.app.screen
        assert isinstance(library, Library)
        reading = library._reading
        clock, spent = [time.monotonic()], count(step=1)
        fake = SimpleNamespace(monotonic=lambda: clock[0], thread_time=lambda: next(spent))
        monkeypatch.setattr(folder_reading, "time", fake)

        monkeypatch.setattr(ScenarioTable, "in_sight", [])  # as if the rows were elsewhere

        async def looked(*in_sight: Path) -> set[str]:
            reading.follow(in_sight)
            await planner.until(lambda: reading.done, "the look ends")
            kept = library._scenarios._kept.values()
            return {each.scenario.title.split(",")[0] for each in kept if each.scenario}

        reading.look()
        await planner.until(lambda: reading.done, "the look ends")
        changed, text = examples / CROSSED, (examples / CROSSED).read_text(encoding="utf-8")
        changed.write_text(text.replace("Ceasefire first", "Brand new"), encoding="utf-8")
        assert "Brand new" not in await looked()
        clock[0] += folder_reading.MOST_REST
        assert "Brand new" in await looked()
        changed.write_text(text.replace("Ceasefire first", "Newer still"), encoding="utf-8")
        assert "Newer still" not in await looked()
        assert "Newer still" in await looked(changed)
        changed.write_text(text, encoding="utf-8")
        assert "Newer still" in await looked()
        (examples / "other.toml").write_text(text, encoding="utf-8")
        assert "Newer still" not in await looked()


async def test_what_is_in_sight_is_read_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cursor may stand on the oldest of many thousand files."""
    text = "format = 1\n[scenario]\ntitle = 'Talk'\n[case]\nid = 'zalume-talks'\n"
    for number in range(200):
        file = folder / f"talk{number:03}.toml"
        file.write_text(text, encoding="utf-8")
        os.utime(file, (1e9 + number, 1e9 + number))
    read, reads = [], Shelf.read

    def reading(shelf: Shelf, path: Path) -> Kept | None:
        read.append(path.name)
        time.sleep(0.01)
        return reads(shelf, path)

    monkeypatch.setattr(Shelf, "read", reading)
    async with driven(folder / "talk000.toml") as planner:
        await planner.library()
        await planner.until(lambda: len(read) >= 200, "all are read")
    assert read.index("talk000.toml") < 100


async def test_a_case_that_changes_changes_what_its_scenarios_say(
    folder: Path, small_case: Path
) -> None:
    """The scenarios' own files have not changed."""
    (folder / "talk.toml").write_text(
        "format = 1\n[scenario]\ntitle = 'Talk'\n[case]\nid = 'small'\n"
        "[choices.seat]\noption = 'there'\n",
        encoding="utf-8",
    )
    async with driven() as planner:
        await planner.library()
        assert "North: ✗ crossed: N-1" in planner.read("preview")
        edit(small_case, "format = 1", "format = 9")
        await planner.sees("format 9", "scenarios")
        edit(small_case, "format = 9", "format = 1")
        edit(small_case, "N-1", "N-2")
        await planner.until(lambda: "North: ✗ crossed: N-2" in planner.read("preview"))


@pytest.mark.usefixtures("examples")
async def test_marks_are_kept_between_visits_and_end_at_four() -> None:
    """Space marks and goes on; ``M`` takes all marks away."""
    async with driven() as planner:
        await planner.library()
        await planner.press("space", "space", "space", "space", "space")
        assert "4 marked" in planner.title
        assert sum("[x]" in line for line in planner.pane("scenarios")) == 4
        await planner.told("4 scenarios are marked, which is all that fits side by side.")
        await planner.press("home", "space")
        assert "3 marked" in planner.title
        await planner.press("escape")
        await planner.at_work()
        await planner.library()
        assert "3 marked" in planner.title
        await planner.press("M")
        assert "marked" not in planner.title


async def test_a_broken_file_cannot_be_marked(folder: Path) -> None:
    """There is nothing to compare."""
    (folder / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    async with driven() as planner:
        await planner.library()
        await planner.press("space")
        await planner.told("Only a scenario that can be read can be compared.")
        assert "marked" not in planner.title


async def test_a_duplicate_has_another_name_and_title_and_keeps_comments(examples: Path) -> None:
    """The cursor goes to it."""
    file = examples / CROSSED
    file.write_text("# by hand\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    async with driven() as planner:
        await planner.library()
        await planner.find("scenarios/ceasefire-before")
        await planner.press("escape", "plus")
        await planner.on("PathPrompt")
        await planner.press("enter")
        await planner.told("Duplicated as scenarios/ceasefire-before-settlement-copy.toml")
        await planner.until(
            lambda: planner.cursor("scenarios").startswith("[ ] Ceasefire first (copy)")
        )
    copy = examples / "ceasefire-before-settlement-copy.toml"
    assert copy.read_text(encoding="utf-8").startswith("# by hand\n")
    assert read_scenario(copy).scenario.title == "Ceasefire first (copy)"
    assert read_scenario(copy).scenario.choices == read_scenario(file).scenario.choices


async def test_a_file_is_renamed_and_the_open_scenario_follows(examples: Path) -> None:
    """Saving goes to the new name, and nothing is ever overwritten."""
    async with driven(examples / CROSSED) as planner:
        await planner.library()
        assert planner.cursor("scenarios").startswith("[ ] Ceasefire first")
        await planner.press("space", "up", "t")
        await planner.replace(CLEAR)
        await planner.press("enter")
        await planner.told(f"was not renamed: there is a file called {CLEAR} already")
        assert (examples / CROSSED).exists()
        await planner.press("t")
        await planner.replace("other")
        await planner.press("enter")
        await planner.told("Renamed to scenarios/other.toml")
        await planner.until(lambda: planner.read("preview").startswith("Ceasefire first"))
        assert "1 marked" in planner.title
        await planner.press("escape")
        await planner.at_work()
        assert planner.session.path == examples / "other.toml"
        await planner.press("n", "1", "s")
        await planner.told("Saved")
    assert not (examples / CROSSED).exists()
    assert (examples / "other.toml").exists()


async def test_a_file_goes_to_the_trash_only_after_a_question(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled, it stays."""
    thrown: list[Path] = []

    def throw(path: Path) -> None:
        thrown.append(path)
        path.unlink()

    monkeypatch.setattr(housekeeping, "trash_file", throw)
    async with driven() as planner:
        await planner.library()
        await planner.find("scenarios/nato")
        await planner.press("escape", "delete")
        await planner.asked("Move scenarios/nato-membership.toml to the trash?")
        await planner.press("escape")
        await planner.on("Library")
        assert thrown == []
        await planner.press("delete")
        await planner.asked("to the trash?")
        await planner.press("t")
        await planner.told("Moved to the trash: scenarios/nato-membership.toml")
        await planner.until(lambda: "9 files" in planner.title, "the file is gone")
    assert thrown == [examples / "nato-membership.toml"]


async def test_ctrl_n_leads_to_a_new_scenario(examples: Path) -> None:
    """Of a case that is chosen, as from the main screen."""
    async with driven(examples / CROSSED) as planner:
        await planner.library()
        await planner.press("ctrl+n")
        await planner.on("Chooser")
        await planner.until(lambda: "(bundled)" in planner.text)
        await planner.press("enter")
        await planner.at_work()
        assert planner.title.startswith("Untitled deal, not saved ")
        assert planner.session.path is None


async def test_the_path_of_a_folder_shows_that_folder(examples: Path, tmp_path: Path) -> None:
    """Any, also one that is hidden."""
    other = tmp_path / ".other"
    other.mkdir()
    (examples / CROSSED).rename(other / CROSSED)
    async with driven() as planner:
        await planner.library()
        assert "9 files" in planner.title
        await planner.press("O")
        await planner.paste(str(other))
        await planner.press("enter")
        await planner.until(lambda: "1 file " in planner.title, "the other folder")
        await planner.all_read()
        await planner.press("enter")
        await planner.at_work()
        assert planner.title.startswith("Ceasefire first")


async def test_a_folder_that_was_removed_is_said_not_to_be_there(
    examples: Path, tmp_path: Path
) -> None:
    """That nothing is in it would be said of a folder that one could put something into."""
    other = tmp_path / "other"
    other.mkdir()
    (examples / CROSSED).rename(other / CROSSED)
    async with driven() as planner:
        await planner.library()
        await planner.press("O")
        await planner.paste(str(other))
        await planner.press("enter")
        await planner.until(lambda: "1 file " in planner.title, "the other folder")
        shutil.rmtree(other)
        await planner.sees("No folder here")
        await planner.sees("not there. O takes any path")
        (tmp_path / "other").mkdir()
        await planner.sees("There is no scenario here.")


async def test_words_that_nothing_holds_are_said_so_beside_a_folder_that_is_gone(
    examples: Path, tmp_path: Path
) -> None:
    """The other folder has scenarios, which the filter hides."""
    other = tmp_path / "other"
    other.mkdir()
    (examples / CROSSED).rename(other / CROSSED)
    async with driven(other / CROSSED) as planner:
        await planner.library()
        shutil.rmtree(other)
        await planner.until(lambda: "9 files" in planner.title, "the folder that stays")
        await planner.press("slash", *"zzz")
        await planner.sees("Nothing here holds these words.")


async def test_reading_can_be_stopped_and_gone_on_with(
    folder: Path, scenarios: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc stops, F5 goes on; the rows are there from the start."""
    libraries: list[Library] = []
    stopped = Event()
    read = Shelf.read

    def held(self: Shelf, path: Path) -> Kept | None:
        """Reads, and waits once the progress is shown: the test may take its time."""
        if libraries and libraries[0]._reading.progress is not None:
            stopped.wait(60)
        return read(self, path)

    monkeypatch.setattr(Shelf, "read", held)
    text = (scenarios / CROSSED).read_text(encoding="utf-8")
    for n in range(300):
        (folder / f"s{n:03}.toml").write_text(text, encoding="utf-8")
    async with driven() as planner:
        await planner.press("o")
        await planner.on("Library")
        library = planner.app.screen
        assert isinstance(library, Library)
        libraries.append(library)
        await planner.until(lambda: library._reading.progress is not None, "the progress")
        assert "of 300 read · Esc stops" in planner.title
        await planner.press("escape")
        assert "300 files · stopped · F5 goes on" in planner.title
        await planner.press("end")
        assert "reading ..." in planner.cursor("scenarios")
        stopped.set()
        await planner.press("f5")
        await planner.all_read()
        assert "300 files · by changed" in planner.title
        assert "reading ..." not in planner.text


async def test_hostile_titles_and_names_are_shown_literally(examples: Path) -> None:
    """In the list, the preview, a question and a toast."""
    edit(examples / CROSSED, "Ceasefire first", "[/b][@click=app.quit]x[/]")
    (examples / CROSSED).rename(examples / "[b]a[sic].toml")
    remove_all_but(examples, "[b]a[sic].toml")
    async with driven(size=LARGE) as planner:
        await planner.library()
        assert planner.row("[/b][@click=app.quit]x[/]", "scenarios")
        assert planner.read("preview").startswith("[/b][@click=app.quit]x[/]")
        await planner.press("delete")
        await planner.asked("Move scenarios/[b]a[sic].toml to the trash?")
        await planner.press("escape")
        await planner.press("plus")
        await planner.on("PathPrompt")
        await planner.press("enter")
        await planner.told("Duplicated as scenarios/[b]a[sic]-copy.toml")


@pytest.mark.parametrize("size", [(40, 10), (200, 50)])
async def test_any_size_will_do(examples: Path, size: tuple[int, int]) -> None:
    """From the least on: the library, the comparison and the evidence, with some steps in each."""
    async with driven(examples / CLEAR, size=size) as planner:
        await planner.library()
        await planner.press("down", "space", "end", "tab", "shift+tab")
        while isinstance(planner.app.screen, Library):
            await planner.press("escape")
        await planner.press("c")
        await planner.on("Compare")
        await planner.press("right", "j", "end")
        await planner.press("escape", "v", "right", "end", "slash", "a", "escape", "escape")
        await planner.at_work()


async def test_the_columns_are_of_the_case_under_the_cursor(
    examples: Path, scenarios: Path
) -> None:
    """In a folder with scenarios of several cases: named in full, as in a folder of one case."""
    shutil.copytree(scenarios / "velda-dam", examples / "velda-dam")
    dated(examples)

    async def heads_at(title: str) -> str:
        for _ in range(20):
            if title in planner.cursor("scenarios"):
                return next(line for line in planner.lines if " Title" in line)
            await planner.press("down")
        raise AssertionError(f"no row {title}:\n{planner.text}")

    async with driven(size=LARGE) as planner:
        await planner.library()
        await planner.until(lambda: "13 files" in planner.title)
        await planner.until(lambda: "reading ..." not in planner.text)
        await planner.press("home")
        assert re.search(r"Title +Ostrana +Maren +River F… Lissel +File", await heads_at("arb"))
        assert re.search(r"Title +US +Ukraine +Russia +Europe +File", await heads_at("US-Russia"))
        await planner.press("home")
        assert re.search(r"Title +Ostrana ", await heads_at("arb"))


async def test_on_the_head_of_a_group_the_names_stand_above_their_cells(
    examples: Path, scenarios: Path
) -> None:
    """In a folder of several cases; the columns are those that its scenarios have."""
    shutil.copytree(scenarios / "velda-dam", examples / "velda-dam")
    async with driven(size=(80, 45)) as planner:

        def rows() -> list[str]:
            return [line[1:76] for line in planner.lines if " Title" in line or " ] " in line]

        await planner.library()
        await planner.until(lambda: "13 files" in planner.title)
        await planner.until(lambda: "reading ..." not in planner.text)
        await planner.press("b", "home")
        for _ in range(4):
            await planner.press("n")
            on_head = rows()
            await planner.press("down")
            assert rows() == on_head
