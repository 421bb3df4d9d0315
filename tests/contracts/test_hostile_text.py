"""No text of a file, a keyboard or a clipboard is ever read as markup or sent to the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import FileProblemError
from planner.files.cases.catalogue import bundled_folder, case_files
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.keys.tables.anywhere import ANYWHERE
from planner.tui.plain import one_line
from planner.tui.screens.chooser import Chooser
from planner.tui.screens.library import Library
from planner.tui.screens.workbench import Workbench
from tests.contracts.hostile import (
    ACCEPTED,
    REFUSED,
    UNSEEN,
    case_text,
    scenario_text,
    squeezed,
    toml,
    unclean,
)
from tests.tui.driving import Planner, driven

WIDE = (140, 18)


def write(file: Path, text: str) -> Path:
    """A file with that text."""
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def case(folder: Path) -> Path:
    """A case with every text in every field."""
    return write(folder / "hostile.case.toml", case_text(ACCEPTED))


def begins_with(row: str, text: str) -> bool:
    """Whether a row shows the text, or its beginning where there is no room for all of it."""
    return row.startswith(one_line(text)) or (
        "…" in row and one_line(text).startswith(row[: row.index("…")].rstrip())
    )


def clean(planner: Planner) -> bool:
    """Whether nothing on the screen moves the terminal, links or acts."""
    assert not unclean(planner.strips), unclean(planner.strips)
    width = planner.app.size.width
    assert all(strip.cell_length == width for strip in planner.strips)
    return True


def test_there_are_enough_texts() -> None:
    """Each one once."""
    assert len({*ACCEPTED, *REFUSED}) == len(ACCEPTED) + len(REFUSED)
    assert len(ACCEPTED) >= 60


async def test_every_row_and_every_reason_shows_hostile_text_literally(case: Path) -> None:
    """Issues, options, parties, red lines, quotes, sources, caveats: nothing vanishes."""
    async with driven(case, size=WIDE) as planner:
        screen = planner.app.screen
        assert isinstance(screen, Workbench)
        board = screen.issues
        for n, text in enumerate(ACCEPTED):
            board.go_to(f"i{n}", "a")
            await planner.settle()
            issue, option = (planner.pane("board")[board.cursor - board._top + k] for k in (0, 1))
            assert begins_with(issue[2:], text), issue
            assert begins_with(option[10:], text), option
            why = squeezed(planner.read("why"))
            for words in (f"“{text}”", f"Caveat of the coding: {text}"):
                assert squeezed(words) in why
            assert squeezed(f"crossed when {text} is “{text}”") in why.replace("Crossed", "crossed")
            assert clean(planner)


async def test_the_title_bar_shows_hostile_text_literally(case: Path) -> None:
    """Every title, cut where it is too long."""
    async with driven(case, size=WIDE) as planner:
        screen = planner.app.screen
        assert isinstance(screen, Workbench)
        for text in ACCEPTED:
            planner.session.set_title(text)
            screen.show_title()
            await planner.settle()
            assert begins_with(planner.title, text), planner.title
            assert clean(planner)


async def test_messages_questions_and_forms_show_hostile_text_literally(case: Path) -> None:
    """What undo tells, the question at quitting, and the fields of the forms."""
    async with driven(case, size=WIDE) as planner:
        for n, text in list(enumerate(ACCEPTED))[::4]:
            planner.session.set_title(text)
            planner.session.end_merging()
            planner.session.choose(f"i{n}", "a")
            await planner.press("u")
            words = f"Undid {text}: {text}. Now: undecided."
            assert planner.message == words
            assert any(line.strip().startswith("Undid ") for line in planner.lines[-2:])
            assert clean(planner)
            if n % 12 == 0:
                await planner.press("q")
                await planner.asked("has unsaved changes.")
                assert squeezed(f"{text} has unsaved") in squeezed(planner.question)
                assert clean(planner)
                await planner.press("escape", "t")
                assert clean(planner)
                await planner.press("escape")
                await planner.at_work()


async def test_the_library_shows_hostile_text_literally(folder: Path) -> None:
    """Title, authors and summary of each file, and the names of the files."""
    write(folder / "hostile.case.toml", case_text(ACCEPTED[:1]))
    for n, text in enumerate(ACCEPTED):
        write(folder / f"{n:02}.toml", scenario_text(text))
    names = ("[b]x", "[@click=app.quit]x", "a\x1b[31mb", "和\u202eb", "[", "x\ny", "z\x9b2J")
    for name in names:
        write(folder / f"{name}.toml", "format = 9\n")
    async with driven(size=WIDE) as planner:
        await planner.library()
        screen = planner.app.screen
        assert isinstance(screen, Library)
        for n, text in enumerate(ACCEPTED):
            screen._table.go_to(folder / f"{n:02}.toml")
            await planner.settle()
            row = next(line for line in planner.pane("scenarios") if line.startswith("▸"))
            assert begins_with(row[5:], text), row
            about = squeezed(planner.read("preview"))
            assert about.startswith(squeezed(text))
            assert squeezed(f"Authors: {text}") in about
            assert clean(planner)
        shown = []
        for name in names:
            screen._table.go_to(folder / f"{name}.toml")
            await planner.settle()
            shown.append(planner.cursor("scenarios"))
            assert "1 problem; nothing was changed" in planner.read("preview")
            assert clean(planner)
        for words in ("[b]x.toml", "[@click=app.quit]x.toml", r"a\x1b[31mb.toml", "[.toml"):
            assert any(row.startswith(words) for row in shown), shown
        for keys in (["t"], ["plus"], ["delete"]):
            screen._table.go_to(folder / "[b]x.toml")
            await planner.press(*keys)
            await planner.until(lambda: planner.app.screen is not screen)
            assert "[b]x" in planner.text
            assert clean(planner)
            await planner.press("escape")
            await planner.on("Library")


async def test_the_list_of_cases_shows_hostile_text_literally(folder: Path) -> None:
    """Title and summary of each case."""
    short = [text for text in ACCEPTED if len(text) < 60]
    for n, text in enumerate(short):
        write(folder / f"{n:02}.case.toml", case_text((text,)))
    async with driven(size=WIDE) as planner:
        await planner.press("ctrl+n")
        await planner.on("Chooser")
        screen = planner.app.screen
        assert isinstance(screen, Chooser)
        bundled = len(case_files(bundled_folder()))
        await planner.until(lambda: len(screen._files._entries) == len(short) + bundled)
        for n, text in enumerate(short):
            screen._files.cursor = n
            await planner.settle()
            row = next(line for line in planner.pane("files") if line.startswith("▸"))
            assert one_line(text).strip() in row
            assert squeezed(planner.read("about")).startswith(squeezed(text))
            assert clean(planner)


async def test_the_problems_of_a_broken_file_show_hostile_text_literally(folder: Path) -> None:
    """Values that are no option, names that are no issue, and where they stand."""
    choices = "".join(
        f"[choices.{toml(text)}]\noption = {toml(text)}\n" for text in ACCEPTED[:24]
    )  # fewer than the problems that are shown
    text = f'format = 1\n[case]\nid = "ukraine-2025-08"\n{choices}'
    file = write(folder / "[b]roken.toml", text)
    async with driven(file, size=WIDE) as planner:
        await planner.on("Library")
        await planner.until(lambda: "nothing was changed" in planner.read("preview"))
        assert "[b]roken.toml:5:10" in planner.read("preview").replace(" ", "")
        assert '"[@click=app.quit]x[/]", which is no id' in planner.read("preview")
        assert clean(planner)
        await planner.press("tab")
        for _ in range(6):
            await planner.press("pagedown")
            assert clean(planner)


async def test_evidence_and_analysis_show_hostile_text_literally(case: Path) -> None:
    """Row by row."""
    async with driven(case, size=WIDE) as planner:
        for key in "vw":
            await planner.press(key)
            await planner.until(lambda: type(planner.app.screen).__name__ != "Workbench")
            for keys in (
                ["enter"],
                *(["down"] for _ in range(8)),
                ["right"],
                ["tab"],
                ["pagedown"],
            ):
                await planner.press(*keys)
                assert clean(planner)
            assert "[/b]" in planner.text
            await planner.press("escape", "escape", "escape")
            await planner.at_work()


async def test_a_draft_with_hostile_text_is_offered_literally(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Differences name issues and options of the case."""
    import os  # noqa: PLC0415

    from planner.editing.scenario_session import new_scenario  # noqa: PLC0415
    from planner.files.safety.drafts import new_draft_file  # noqa: PLC0415
    from tests.files.samples import draft_scenario  # noqa: PLC0415

    loaded = read_case(case).case
    scenario = new_scenario(loaded)
    for n in (0, 3, 17, 19):
        scenario = scenario.with_pick(f"i{n}", "a")
    path = write(case.parent / "[@click=app.quit]x.toml", scenario_text("x"))
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: 999_999_999)
        draft_scenario(new_draft_file(path), scenario, loaded, path=path)
    async with driven(size=WIDE) as planner:
        await planner.press("f3")
        await planner.asked("Unsaved changes to ")
        asked = squeezed(planner.question)
        assert "[@click=app.quit]x.toml" in asked
        for n in (0, 3, 17, 19):
            assert squeezed(f"{ACCEPTED[n]}: undecided → {ACCEPTED[n]}") in asked
        assert clean(planner)


async def test_typed_and_pasted_hostile_text_is_cleaned_and_shown_literally() -> None:
    """In every field: note, title, authors, summary, path, filter, palette."""
    everything = "".join(REFUSED) + "".join(UNSEEN) + "[/b][@click=app.quit]x[/] ["
    async with driven(size=(140, 40)) as planner:
        for keys, leave in (
            (["e"], 1),
            (["t"], 1),
            (["t", "tab"], 1),
            (["t", "tab", "tab"], 1),
            (["question_mark"], 1),
            (["o", "slash"], 2),
            (["o", "O"], 2),
            (["S"], 1),
            (["ctrl+p"], 1),
        ):
            await planner.press(*keys[:1])
            await planner.until(lambda: planner.focus != "board", str(keys))
            if keys[0] == "o":
                await planner.all_read()
            await planner.press(*keys[1:])
            await planner.paste(everything)
            await planner.type("[/b]")
            assert clean(planner)
            if keys != ["ctrl+p"]:  # too narrow to hold all of it
                assert "[@click=app.quit]x[/][[/b]" in squeezed(planner.text), keys
            await planner.press(*["escape"] * leave)
            await planner.at_work()
        scenario = planner.session.scenario
        texts = [scenario.title, *scenario.authors, scenario.summary]
        for text in (*texts, scenario.note("security_guarantee")):
            assert text
            assert all(letter.isprintable() or letter in "\n\t" for letter in text)
        assert not planner.left


async def test_clicking_everywhere_on_hostile_text_runs_nothing(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not one action of the app; what a click does is told by where it is."""
    ran: list[object] = []

    async def record(_: object, action: object, *__: object, **___: object) -> bool:
        ran.append(action)
        return True

    async with driven(case) as planner:
        planner.session.set_title("[@click=app.quit]x[/] [/b]")
        await planner.press("pagedown", "pagedown", "pageup")
        with monkeypatch.context() as patch:
            patch.setattr(type(planner.app), "run_action", record)
            for y in range(0, 23, 5):
                for x in range(1, 80, 17):
                    await planner.click_at(x, y)
    own = {f"command('{tab.id}', '{tab.keys[0]}')" for tab in ANYWHERE}  # in the row of tabs
    assert {*map(str, ran)} <= {"scroll_up", "scroll_down", *own}  # the scrollbars' own


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_would_move_the_terminal_is_refused_with_its_place(text: str, folder: Path) -> None:
    """In a case and in a scenario, raw or as an escape."""
    write(folder / "hostile.case.toml", case_text(("x",)))
    place = r"\.toml:\d+:\d+"
    file = write(folder / "deal.toml", scenario_text(text))
    with pytest.raises(FileProblemError, match=place):
        read_scenario(file)
    case = write(folder / "other.case.toml", case_text((text,)))
    with pytest.raises(FileProblemError, match=place):
        read_case(case)
    if text != "a\rb":  # raw, that is a line break, which ends the text
        with pytest.raises(FileProblemError, match=place):
            read_scenario(write(file, scenario_text("RAW").replace("RAW", text)))


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_a_title_that_cannot_be_told_from_another_is_refused(text: str, folder: Path) -> None:
    """With its place; the running text of a case may hold what no title may."""
    write(folder / "hostile.case.toml", case_text(("x",)))
    with pytest.raises(FileProblemError, match=r"deal\.toml:3:9"):
        read_scenario(write(folder / "deal.toml", scenario_text(text)))
