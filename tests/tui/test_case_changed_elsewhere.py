"""A case file that another program, a colleague or one's own editor changes while it is open."""

from __future__ import annotations

import sys
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest
from attrs import evolve

from planner.editing.case_edits import CaseTable, Ref
from planner.editing.case_session import CaseSession
from planner.files.cases.judging import CaseFlaw, flaws_of
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.keys.settings import Settings
from planner.model.case import Case
from planner.model.statements import Strength
from planner.tui.app import PlannerApp
from planner.tui.files.editor import edit_file
from tests.files.samples import put
from tests.tui.driving import LARGE, Planner, driven
from tests.tui.test_case_screen import talks, to_case, to_row  # noqa: F401 (a fixture)
from tests.tui.test_outsiders import commit_of, format_file, git

HEARD = "The case lake.case.toml was changed by somebody else"


def changed_elsewhere(file: Path, strength: Strength = Strength.OPPOSITION) -> None:
    """A colleague's planner saves another strength of S1."""
    session = CaseSession.of_file(read_case(file))
    session.put(evolve(session.case.statements[0], strength=strength))
    session.save()


async def retitled(planner: Planner) -> None:
    """Type another title of the case."""
    await planner.press("home", "enter")
    planner.app.screen.query_one("#field-title").focus()
    await planner.settle()
    await planner.type(" of ours")
    await planner.press("escape")
    await planner.told("Details of the case")


def case_in(folder: Path) -> Case:
    """The case as its file has it."""
    return read_case(folder / "lake.case.toml").case


def move(folder: Path, to: Path) -> None:
    """The folder goes under an open file."""
    folder.rename(to)


async def test_a_change_is_noticed_and_merged_with_what_is_unsaved(talks: Path) -> None:  # noqa: F811
    """Different places are put together; saving then asks nothing."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await retitled(planner)
        changed_elsewhere(talks / "lake.case.toml")
        await planner.told(HEARD)
        await planner.press("down", "up")  # the message goes with a key, the sign stays
        await planner.sees("changed elsewhere: d · lake.case.toml · unsaved changes")
        await planner.press("escape", "C")
        await planner.sees("changed elsewhere: d · lake.case.toml")
        await planner.press("d")
        await planner.asked("lake.case.toml was changed by somebody else.")
        assert "They: strength of statement S1" in planner.text
        await planner.press("m")
        await planner.told("Both sides' changes are put together")
        await planner.until(lambda: "elsewhere" not in planner.text, "nothing is new any more")
        await planner.press("s")
        await planner.told("Saved")
    case = case_in(talks)
    assert case.title == "The lake of ours"
    assert case.statements[0].strength is Strength.OPPOSITION


async def test_a_change_of_a_large_case_is_merged_beside_the_keys(
    talks: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is said what goes on; Esc stops it, and both sides stay as they are."""
    go_on = threading.Event()

    def late(case: Case) -> tuple[CaseFlaw, ...]:
        assert go_on.wait(20)
        return flaws_of(case)

    monkeypatch.setattr("planner.tui.files.changed_case.flaws_of", late)
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await retitled(planner)
        changed_elsewhere(talks / "lake.case.toml")
        await planner.told(HEARD)
        await planner.press("d")
        await planner.asked("lake.case.toml was changed by somebody else.")
        await planner.press("m")
        await planner.sees("Putting both sides together ... ")
        await planner.press("escape")
        await planner.told("Stopped: both sides stay as they are.")
        await planner.sees("changed elsewhere: d")
        go_on.set()
        await planner.press("d")
        await planner.asked("lake.case.toml was changed by somebody else.")
        await planner.press("m")
        await planner.told("Both sides' changes are put together")


async def test_the_cursor_stays_at_its_thing_where_theirs_is_taken_over(talks: Path) -> None:  # noqa: F811
    """Rows that come above it move it down: the next key is about what it was about before."""
    file = talks / "lake.case.toml"
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "S-1")
        text = file.read_text(encoding="utf-8")
        put(talks, file.name, f'{text}[parties.valley]\nname = "Valley"\n')
        await planner.told(HEARD)
        await planner.press("d")
        await planner.asked("They: party valley added")
        await planner.press("t")
        await planner.told("Taken over")
        assert "crossed when" in planner.read("item")
        assert "S-1" in planner.read("item")


async def test_another_order_is_told_and_merged_with_what_is_unsaved(talks: Path) -> None:  # noqa: F811
    """It decides the keys of the options; comments of the file stay."""
    file = talks / "lake.case.toml"
    put(talks, file.name, file.read_text(encoding="utf-8").replace("[issues", "# kept\n[issues"))
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await retitled(planner)
        session = CaseSession.of_file(read_case(file))
        session.move(Ref(CaseTable.OPTIONS, "all_north", "water"), -1)
        session.move(Ref(CaseTable.ISSUES, "fishing"), -1)
        session.save()
        await planner.sees("changed elsewhere: d")
        await planner.press("d")
        await planner.asked("They: the order of the issues")
        assert "They: the order of the options of issue water" in planner.text
        await planner.press("m")
        await planner.told("Both sides' changes are put together")
        await planner.press("s")
        await planner.told("Saved")
    case = case_in(talks)
    assert case.title == "The lake of ours"
    assert [issue.id for issue in case.issues] == ["fishing", "water"]
    assert [option.id for option in case.issues[1].options] == ["all_north", "half"]
    text = file.read_text(encoding="utf-8")
    assert text.count("# kept\n[issues") == text.count("[issues")


async def test_a_review_that_goes_in_a_merge_is_told(talks: Path) -> None:  # noqa: F811
    """Their words are other ones, and with the review all that was unsaved is gone."""
    async with driven(talks / "share.toml", size=LARGE, settings=Settings(author="Ann")) as planner:
        await to_case(planner)
        await to_row(planner, "S1")
        await planner.press("exclamation_mark")
        await planner.told("Review of S1 by Ann")
        changed_elsewhere(talks / "lake.case.toml")
        await planner.told(HEARD)
        await planner.press("escape", "d")
        await planner.asked("lake.case.toml was changed by somebody else.")
        await planner.press("m")
        await planner.told(
            "Both sides' changes are put together; the file says all of it. Nobody has reviewed "
            "the new meaning of S1."
        )


async def test_another_id_of_the_case_is_merged_like_all_else(talks: Path) -> None:  # noqa: F811
    """The file keeps the colleague's, by which scenarios name the case from then on."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await retitled(planner)
        for name in ("lake.case.toml", "share.toml"):
            text = (talks / name).read_text(encoding="utf-8")
            put(talks, name, text.replace('id = "lake"', 'id = "lake-2024"'))
        await planner.sees("changed elsewhere: d")
        await planner.press("s")
        await planner.asked("They: id of the case")
        await planner.press("m")
        await planner.told("Saved")
        await planner.press("escape")
        await planner.choose("Banned")
        await planner.press("s")
        await planner.asked("They: another id of the case You: Fishing: undecided → Banned")
        await planner.press("k")
        await planner.told("Saved share.toml")
    case = case_in(talks)
    assert (case.id, case.title) == ("lake-2024", "The lake of ours")
    assert read_scenario(talks / "share.toml").scenario.option("fishing") == "banned"


async def test_what_both_changed_is_asked_row_by_row_at_a_save(talks: Path) -> None:  # noqa: F811
    """On the screen of two codings, with what both began with."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "S1")
        await planner.press("enter")
        field = planner.app.screen.query_one("#field-strength")
        field.focus()
        await planner.settle()
        await planner.press("ctrl+u")
        await planner.type("insistence")
        await planner.press("escape")
        changed_elsewhere(talks / "lake.case.toml")
        await planner.press("s")
        await planner.asked("lake.case.toml was changed by somebody else.")
        await planner.press("m")
        await planner.on("CodingsScreen")
        assert "1 open" in planner.title
        assert "Before: declared" in planner.read("both")
        await planner.press("2", "enter")
        await planner.told("holds this already")
    assert case_in(talks).statements[0].strength is Strength.OPPOSITION


async def test_theirs_is_taken_and_the_deal_follows(talks: Path) -> None:  # noqa: F811
    """Where the case is not open, unsaved choices stay; an undo brings the open one back."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await planner.press("2")
        written = planner.session.written
        changed_elsewhere(talks / "lake.case.toml")
        await planner.told(HEARD)
        await planner.press("d")
        await planner.asked("was changed by somebody else.")
        await planner.press("o")
        await planner.told("Judged by the case as it is now")
        assert planner.session.case == case_in(talks)
        assert planner.session.written is written
        assert planner.session.unsaved
        await to_case(planner)
        changed_elsewhere(talks / "lake.case.toml", Strength.INSISTENCE)
        await planner.until(lambda: HEARD in planner.toasts[-1], "the second change")
        await planner.press("d")
        await planner.asked("was changed by somebody else.")
        await planner.press("t")
        await planner.told("Taken over")
        assert planner.session.case.statements[0].strength is Strength.INSISTENCE
        await planner.press("u")
        await planner.told("Undid “the changed file taken over”")


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, int]]:
    """An editor that changes what a review said of S1, and where it was opened."""
    opened: list[tuple[Path, int]] = []

    def edit_file(_app: object, path: Path, line: int) -> bool:
        opened.append((path, line))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("We will not go thirsty", "We shall not thirst"))
        return True

    monkeypatch.setattr("planner.tui.files.editor.edit_file", edit_file)
    return opened


async def test_ones_own_editor_opens_at_the_thing(
    talks: Path,  # noqa: F811
    editor: list[tuple[Path, int]],
) -> None:
    """What it saved is merged with what is unsaved here; a review of the old meaning goes."""
    file = talks / "lake.case.toml"
    text = file.read_text(encoding="utf-8").replace("format = 1", "format = 2")
    file.write_text(text.replace("[statements.S1]\n", '[statements.S1]\nreviewed_by = ["Bo"]\n'))
    lines = file.read_text(encoding="utf-8").split("\n")
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await retitled(planner)
        await to_row(planner, "S1")
        await planner.press("E")
        await planner.told("Nobody has reviewed the new meaning of S1")
        assert "We shall not thirst" in planner.text
        await planner.press("s")
        await planner.told("Saved")
    assert editor == [(file, lines.index("[statements.S1]") + 1)]
    case = case_in(talks)
    assert (case.title, case.statements[0].reviewed_by) == ("The lake of ours", ())
    assert case.statements[0].quote == "We shall not thirst"


async def test_what_ones_own_editor_broke_is_not_called_somebody_elses(
    talks: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its mistake stays to be read; a sign and the question say who changed the file."""
    program = talks.parent / "editor"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nopen(sys.argv[-1], 'a').write('oops = [\\n')\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))
    monkeypatch.setattr(PlannerApp, "suspend", lambda _: nullcontext())
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await planner.press("E")
        await planner.told("a list that is not closed")
        await planner.sees("news: d · lake.case.toml")
        assert "was changed" not in planner.text
        await planner.press("d")
        await planner.asked("lake.case.toml was changed in your editor.")
        assert "a list that is not closed" in planner.question
        await planner.press("c")
        await planner.press("C")
        changed = (talks / "lake.case.toml").read_text(encoding="utf-8")
        (talks / "lake.case.toml").write_text(f"{changed}more\n", encoding="utf-8")
        await planner.told(HEARD)


async def test_a_case_that_is_changed_in_ones_own_editor_from_the_library_is_told(
    talks: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it is not open itself, nothing else says that the deal is judged by what it was."""
    program = talks.parent / "editor"
    words = "import sys\nopen(sys.argv[-1], 'a').write('# more\\n')\n"
    program.write_text(f"#!{sys.executable}\n{words}", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))
    monkeypatch.setattr(PlannerApp, "suspend", lambda _: nullcontext())
    async with driven(talks / "share.toml", size=LARGE) as planner:
        edit_file(planner.app, talks / "lake.case.toml", 1)
        await planner.told("The case lake.case.toml was changed in your editor")


async def test_what_ones_own_editor_only_showed_stays_somebody_elses(
    talks: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was left as it was opened, on what a colleague had written meanwhile."""
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr(PlannerApp, "suspend", lambda _: nullcontext())
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        case = talks / "lake.case.toml"
        case.write_text(f"{case.read_text(encoding='utf-8')}oops = [\n", encoding="utf-8")
        await planner.told(HEARD)
        await planner.press("E")
        await planner.told("a list that is not closed")
        await planner.press("d")
        await planner.asked("lake.case.toml was changed by somebody else.")


async def test_a_rebase_and_the_formatter_under_an_open_case_are_told_and_put_together(
    talks: Path,  # noqa: F811
) -> None:
    """What is unsaved goes on top of what the rebase brought, in the layout of the formatter."""
    file = talks / "lake.case.toml"
    git(file, "init", "-qb", "main")
    git(file, "add", ".")
    git(file, "commit", "-qm", "one")
    git(file, "checkout", "-qb", "other")
    changed_elsewhere(file)
    git(file, "commit", "-qam", "two")
    git(file, "checkout", "-q", "main")
    commit_of(file, 'name = "North"', 'name = "The North"')
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await retitled(planner)
        git(file, "checkout", "-q", "other")
        git(file, "rebase", "-q", "main")
        await planner.told(HEARD)
        format_file(file, "--drop-comments")
        await planner.press("s")
        await planner.asked("They: strength of statement S1")
        await planner.press("m")
        await planner.told("Saved lake.case.toml")
    case = case_in(talks)
    assert case.title == "The lake of ours"
    assert case.statements[0].strength is Strength.OPPOSITION
    assert "The North" in {party.name for party in case.parties}


async def test_a_folder_that_is_gone_under_an_open_case_loses_nothing(talks: Path) -> None:  # noqa: F811
    """The save says so and offers another name, under which the case is saved."""
    gone = talks.with_name("gone")
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await retitled(planner)
        move(talks, gone)
        await planner.press("s")
        await planner.asked("lake.case.toml is not there any more.")
        assert not any(told.startswith("Saved") for told in planner.toasts)
        await planner.press("n")
        await planner.on("PathPrompt")
        await planner.replace(str(gone / "ours.case.toml"))
        await planner.press("enter")
        await planner.told("Saved")
    assert read_case(gone / "ours.case.toml").case.title == "The lake of ours"
