"""The case on its screen: everything in it is added, edited, renamed, undone and saved by keys."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.widgets import Input

from planner.analysis.engine.limits import Limit
from planner.analysis.questions.line_effect import LineEffect
from planner.editing import case_forms, renaming
from planner.editing.case_edits import Ref
from planner.editing.case_forms import Filled
from planner.editing.case_session import CaseSession
from planner.files.cases.catalogue import find_case
from planner.files.cases.reading import read_case
from planner.files.safety import replacing
from planner.model.case import Case
from planner.tui import large_case, users_asked
from planner.tui.said_of_case import title_of_case
from planner.tui.screens import rule_screen
from planner.tui.widgets import case_form
from planner.tui.widgets.source_text import SourceText
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, small_case
from tests.tui.driving import LARGE, SMALL, Planner, driven
from tests.tui.judged_late import judged_late


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case and a scenario of it; the planner works there."""
    folder = tmp_path / "talks"
    folder.mkdir()
    put(folder, "lake.case.toml", f"# by hand\n{CASE_TEXT}")
    put(folder, "share.toml", SCENARIO_TEXT)
    monkeypatch.chdir(folder)
    return folder


async def to_case(planner: Planner) -> None:
    """Open the case from the main screen."""
    await planner.press("C")
    await planner.on("CaseScreen")


async def to_row(planner: Planner, words: str) -> None:
    """Move the cursor of the outline to the row that begins like this."""
    await planner.press("home")
    for _ in range(60):
        if planner.cursor("outline").strip("▸ ").startswith(words):
            return
        await planner.press("down")
    raise AssertionError(f"no row {words}:\n{planner.text}")


def drafted() -> str:
    """The text in the only draft."""
    (kept,) = Path(os.environ["PLANNER_STATE_DIR"]).glob("drafts/*.draft.json")
    return str(json.loads(kept.read_text(encoding="ascii"))["text"])


async def fill(planner: Planner, **fields: str) -> None:
    """Type into fields of the open form, by their names."""
    for name, text in fields.items():
        planner.app.screen.query_one(f"#field-{name}").focus()
        await planner.settle()
        await planner.type(text)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_all_that_a_case_holds_is_listed_and_told(talks: Path, size: tuple[int, int]) -> None:
    """A thing a row; beside it what the case says of the one under the cursor."""
    async with driven(talks / "share.toml", size=size) as planner:
        await to_case(planner)
        for words in ("The case: The lake", "Parties (2)", "Issues and options (2)"):
            assert words in planner.text
        await to_row(planner, "S-1")
        assert "crossed when Water is" in planner.read("item")
        await to_row(planner, "S1")
        assert "We will not go thirsty" in planner.read("item")
        await planner.press("escape")
        await planner.on("Workbench")


async def test_what_should_be_looked_at_is_said_and_stands_beside_what_it_is_about(
    talks: Path,
) -> None:
    """As the deal opens, with the key; on that screen all at once, and each with its thing."""
    put(talks, "lake.case.toml", CASE_TEXT.replace('definition = "North takes all."\n', ""))
    no_definition = 'The added option "all_north" has no definition'
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await planner.told("There is 1 thing to look at in the case: C shows it.")
        await to_case(planner)
        await planner.until(lambda: no_definition in planner.read("item"), "the doubt is shown")
        assert "1 thing to look at" in planner.read("item")
        await to_row(planner, "half")
        assert "to look at" not in planner.read("item")
        await to_row(planner, "all_north")
        assert no_definition in planner.read("item")
        await planner.press("enter")
        await fill(planner, definition="North takes all of it.")
        await planner.press("escape")
        await planner.until(lambda: "to look at" not in planner.read("item"), "it is dealt with")


async def test_that_another_case_has_the_same_id_is_said_as_the_deal_opens(talks: Path) -> None:
    """By which of them it is judged stands nowhere else, so no key leads to it."""
    (talks / "lake.case.toml").unlink()
    for name in ("a", "b"):
        put(talks, f"{name}.case.toml", f"{CASE_TEXT}\n# {name}\n")
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await planner.told('a.case.toml: warning: the id "lake" is that of b.case.toml too')
        assert not any("to look at" in words for words in planner.toasts)


async def test_the_library_lists_it_as_a_file_of_its_own_kind(talks: Path) -> None:
    """Behind the scenarios, apart in the counts; Enter shows it over the deal that is open."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        session = planner.session
        await planner.library()
        await planner.sees("1 file, 1 case")
        await planner.press("end")
        await planner.sees("The lake (a case)")
        await planner.press("t")
        await planner.told(
            "This is a case, and the library renames, copies and deletes scenarios alone."
        )
        await planner.press("space")
        await planner.told("Only a scenario")
        await planner.press("enter")
        await planner.on("CaseScreen")
        assert planner.session is session


async def test_an_option_is_added_saved_and_chosen(talks: Path) -> None:
    """Three keys to the form; the file keeps its comment; the deal has the option at once."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "water")
        await planner.press("I")
        await fill(planner, title="By need", definition="Each what it needs.", origin="added")
        await planner.press("escape")
        assert "o1" in planner.text or "By need" in planner.text
        await planner.press("s")
        await planner.told("Saved")
        await planner.press("escape")
        await planner.on("Workbench")
        assert "By need" in planner.text
    text = (talks / "lake.case.toml").read_text(encoding="utf-8")
    assert text.startswith("# by hand\n")
    assert 'title = "By need"' in text


async def test_a_mistake_is_told_as_it_is_typed_and_nothing_is_made_of_it(talks: Path) -> None:
    """In the words of a file's mistakes; Esc twice drops what was typed, and once an empty form."""
    before = (talks / "lake.case.toml").read_bytes()
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "Sources")
        await planner.press("I", "escape")  # a source needs no field: an empty one would be one
        await to_row(planner, "Red lines")
        await planner.press("enter")
        await fill(planner, party="suoth", title="No dam", crossed_when="water: hlaf")
        shown = " ".join(planner.text.split())
        assert 'the case has no party "suoth"' in shown
        await fill(planner, title="")
        await planner.press("shift+tab", "tab")  # from the first field to the last, never out
        assert planner.focus == "field-title"
        assert "closes, all is kept" in planner.text
        await planner.press("escape")
        assert "Esc once more drops" in planner.text
        assert planner.text.count("Esc drops what was typed") == 2  # in the title, and of the keys
        await planner.type("x")
        assert "closes, all is kept" in planner.text
        await planner.press("backspace", "escape", "escape")
        assert "Red lines (1)" in planner.text
        await planner.press("s")
        await planner.told("holds this already")
    assert (talks / "lake.case.toml").read_bytes() == before


async def test_a_form_that_is_closed_before_it_was_drawn_ends_nothing(talks: Path) -> None:
    """What was to be shown of it once it is drawn is shown no more."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "Sources")
        await planner.press("I")
        fields = planner.app.screen.query_one("_Fields")
        await planner.press("escape")
        await planner.until(lambda: not fields.is_attached)
        fields.on_resize()  # type: ignore[attr-defined]
        await planner.press("down")
        fields._show_field()  # type: ignore[attr-defined]
        assert planner.focus == "outline"


async def test_a_form_of_a_large_case_takes_letters_while_it_is_judged(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last state is judged beside the keys; what is typed after Esc is for what comes then."""
    may_judge = threading.Event()
    judged: list[str] = []

    def slowly(case: Case, ref: Ref, texts: Mapping[str, str]) -> Filled:
        judged.append(texts["title"])
        may_judge.wait(10)
        return case_forms.fill(case, ref, texts)

    async with driven(talks / "share.toml") as planner:
        await to_case(planner)
        await to_row(planner, "half ")
        monkeypatch.setattr(large_case, "AT_ONCE", 0)
        monkeypatch.setattr(case_form, "fill", slowly)
        await planner.press("enter")
        await planner.until(lambda: bool(judged), "the form is being judged")
        await planner.press(*" or not")
        assert "Half each or not" in planner.text
        await planner.press("escape", "s")
        await planner.until(lambda: "Looking for mistakes" in planner.text, "it is said")
        may_judge.set()
        await planner.until(
            lambda: "Saved lake.case.toml" in planner.text, "it is closed and saved"
        )
        assert 'title = "Half each or not"' in (talks / "lake.case.toml").read_text(
            encoding="utf-8"
        )
        assert len(judged) < len(" or not")


async def test_a_form_is_in_sight_though_the_outline_had_all_the_room(talks: Path) -> None:
    """Letters went into a form that nobody saw."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "half")
        await planner.press("z", "enter")
        field = planner.app.screen.focused
        assert field is not None
        assert field.region.area
        await planner.press("escape")
        assert planner.focus == "outline"
        assert planner.app.screen.query_one("#outline").region.area


async def test_edits_are_undone_by_name(talks: Path) -> None:
    """And made again."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "fishing")
        await planner.press("less_than_sign")
        await planner.told("Issue fishing moved up")
        await planner.press("u")
        await planner.told("Undid “issue fishing moved up”")
        await planner.press("U")
        await planner.told("Redid “issue fishing moved up”")


async def test_a_new_id_goes_into_the_scenarios_after_a_yes(talks: Path) -> None:
    """They are named first; the open scenario follows."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "half")
        await planner.press("t")
        await planner.type("halves\n")
        assert "1 scenario here (share.toml) would name halves too" in " ".join(
            planner.text.split()
        )
        await planner.press("y")
        await planner.told("Option half is halves now")
        await planner.press("u")
        await planner.told("Undid “option half is halves now”, in 1 scenario too.")
        assert 'option = "half"' in (talks / "share.toml").read_text(encoding="utf-8")
        assert planner.session.picked("water") == "half"
        await planner.press("U")
        await planner.told("Redid")
        assert planner.session.picked("water") == "halves"
        assert not planner.session.unsaved
        await _looked_again(planner)
        assert not any("changed" in words for words in planner.toasts)
        await planner.press("escape")
        await planner.at_work()
        assert planner.issue("Water").chosen == "Half each"
        await planner.press("u")
        await planner.until(lambda: planner.session.picked("water") == "half", "the id before")
        await planner.at_work()
        assert planner.issue("Water").chosen == "Half each"
        await planner.press("U")
        await planner.until(lambda: planner.session.picked("water") == "halves", "the new id")
    assert 'option = "halves"' in (talks / "share.toml").read_text(encoding="utf-8")
    assert read_case(talks / "lake.case.toml").case.issues[0].options[0].id == "halves"


async def test_a_new_id_that_may_not_last_is_made_and_undone_all_the_same(talks: Path) -> None:
    """The system does not confirm it: that is said, and nobody else is said to have changed it."""
    sync = replacing._sync_folder

    def failing(folder: Path) -> None:
        if folder == talks:
            raise OSError(errno.EIO, "Input/output error")
        sync(folder)

    doubt = "may not last: it was written, but the system did not confirm it"
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "half")
        with patch.object(replacing, "_sync_folder", failing):
            await planner.press("t")
            await planner.type("halves\n")
            await planner.press("y")
            await planner.until(lambda: doubt in planner.message, doubt)
            assert planner.session.picked("water") == "halves"
            assert 'option = "halves"' in (talks / "share.toml").read_text(encoding="utf-8")
            await planner.press("u")
            await planner.until(lambda: planner.session.picked("water") == "half", "the old id")
            await planner.until(lambda: doubt in planner.message, doubt)
        await _looked_again(planner)
        assert not any("changed" in words for words in planner.toasts)
        await planner.press("U")
        await planner.told("Redid")
        assert not planner.session.unsaved
    assert 'option = "halves"' in (talks / "share.toml").read_text(encoding="utf-8")


async def _looked_again(planner: Planner) -> None:
    """Have the open files looked at, as is done every other second."""
    watch = planner.app._news.watch
    assert watch is not None
    watch.poll()
    await planner.until(lambda: not watch._looking, "the files were looked at")


async def test_unsaved_choices_follow_a_new_id_too(talks: Path) -> None:
    """And stay unsaved; a save writes them over what the planner itself wrote, unasked."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        planner.session.set_title("Another one")
        await to_case(planner)
        await to_row(planner, "half")
        await planner.press("t")
        await planner.type("halves\n")
        await planner.press("y")
        await planner.told("Option half is halves now")
        assert planner.session.unsaved
        assert planner.session.picked("water") == "halves"
        await planner.press("escape")
        await planner.at_work()
        await planner.press("s")
        await planner.told("Saved share.toml")
        await planner.press("u")
        await planner.told("Undid “option half is halves now”")
    text = (talks / "share.toml").read_text(encoding="utf-8")
    assert 'option = "half"' in text
    assert "Another one" in text


async def test_a_new_id_can_be_stopped_until_the_first_file_is_written(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc while the scenarios are read: nothing is written; later it says that it cannot be."""
    going, before = threading.Event(), folder_bytes(talks)
    name = renaming.renaming.__name__
    for module, called in ((users_asked, name), (renaming, "rewrite_together")):
        monkeypatch.setattr(module, called, _waiting(going, getattr(module, called)))
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "half")
        await planner.press("t")
        await planner.type("halves\n")
        await planner.press("y")
        await planner.sees("Getting 1 scenario ready ...")
        await planner.press("escape")
        await planner.told("Stopped: nothing was written.")
        assert folder_bytes(talks) == before
        going.set()
        await planner.on("CaseScreen")
        assert folder_bytes(talks) == before
        monkeypatch.setattr(users_asked, name, renaming.renaming)
        going.clear()
        await planner.press("t")
        await planner.type("halves\n")
        await planner.press("y")
        await planner.sees("it cannot be stopped half way")
        await planner.press("escape")
        going.set()
        await planner.told("Option half is halves now")
    assert 'option = "halves"' in (talks / "share.toml").read_text(encoding="utf-8")


def _waiting(going: threading.Event, work: Callable[..., object]) -> Callable[..., object]:
    def waits(*given: object) -> object:
        assert going.wait(20)
        return work(*given)

    return waits


def folder_bytes(folder: Path) -> dict[Path, bytes]:
    """What each file of the folder holds."""
    return {path: path.read_bytes() for path in folder.iterdir()}


async def test_a_new_id_is_asked_for_where_a_private_overlay_names_the_old_one(
    talks: Path,
) -> None:
    """With scenarios and without; the overlay stays as it is."""
    text = (
        'format = 1\n[red_lines.P]\nparty = "south"\ntitle = "No"\nstrength = "declared"\n'
        'crossed_when = [{ water = ["half"], fishing = ["banned"] }]\n'
    )
    overlay = talks / "lake.private.toml"
    overlay.write_text(text, encoding="utf-8")
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        for old, words in (("banned", "Give option banned the id"), ("half", "1 scenario here")):
            await to_row(planner, old)
            await planner.press("t")
            await planner.type("anew\n")
            await planner.asked(words)
            assert "lake.private.toml is yours alone" in planner.question
            await planner.press("y")
            await planner.told(f"Option {old} is anew now")
    assert overlay.read_text(encoding="utf-8") == text


async def test_the_case_opens_where_one_left_it(talks: Path) -> None:
    """Who looks at the deal after an edit goes on with the next thing."""
    async with driven(talks / "share.toml", size=(80, 16)) as planner:
        await to_case(planner)
        await to_row(planner, "dry")
        await planner.press("escape")
        await planner.on("Workbench")
        await to_case(planner)
        await planner.until(lambda: "dry" in planner.cursor("outline"), "the cursor is in sight")
        assert "dry" in planner.read("item")


async def test_what_others_name_is_not_removed(talks: Path) -> None:
    """It says by what it is named; the rest goes after a question."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "S1")
        await planner.press("delete")
        await planner.told(
            "S1 stays: it is named by option half and red line S-1; take it out there first."
        )
        await to_row(planner, "dry")
        await planner.press("delete")
        assert "Remove coherence rule dry?" in planner.text
        await planner.press("y")
        await planner.told("Coherence rule dry removed")


async def test_leaving_asks_for_an_unsaved_case(talks: Path) -> None:
    """And a new case is begun beside it."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "dry")
        await planner.press("delete", "y")
        await planner.press("q")
        await planner.sees("The case The lake has unsaved changes.")
        await planner.press("c")
        await planner.press("B")
        await planner.type("\n")
        await planner.sees("The case The lake has unsaved changes.")
        await planner.press("d")
        await planner.sees("Case: Talks")
    assert read_case(talks / "talks.case.toml").case.title == "Talks"


def leave_draft(file: Path) -> None:
    """What a planner leaves that is gone: another title, unsaved."""
    session = CaseSession.of_file(read_case(file))
    session.set_title("The pond")
    session.keep_draft()
    (kept,) = Path(os.environ["PLANNER_STATE_DIR"]).glob("drafts/*.draft.json")
    record = json.loads(kept.read_text(encoding="ascii"))
    kept.write_text(json.dumps({**record, "pid": 999_999_999, "started": ""}), encoding="ascii")


async def test_unsaved_work_on_a_case_is_offered_at_the_next_start(talks: Path) -> None:
    """With what it would change; the case's screen goes on where the work was."""
    leave_draft(talks / "lake.case.toml")
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await planner.press("f3")
        await planner.asked("lake.case.toml")
        assert "Unsaved changes to" in planner.text
        assert "title: The lake → The pond" in planner.text
        await planner.press("r")
        await planner.on("CaseScreen")
        assert "Case: The pond" in planner.text
        await planner.press("s")
        await planner.told("Saved")
    assert read_case(talks / "lake.case.toml").case.title == "The pond"


REPORT = """\
The talks

The mayor of South spoke first. "We will not go thirsty," he said.

North's council was silent on fish. It asked for time.
"""


async def test_a_statement_is_made_of_a_passage_of_the_source(talks: Path) -> None:
    """Select, one key, the rest in a form; then one reads on, and the passage is marked."""
    put(talks, "report.txt", REPORT)
    text = CASE_TEXT.replace("format = 1", "format = 2").replace(
        'title = "Gazette"\n', 'title = "Gazette"\ntext = "report.txt"\ndate = 2024-05-01\n'
    )
    put(talks, "lake.case.toml", text)
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "gazette")
        await planner.press("F")
        await planner.on("SourceScreen")
        assert "of the text is coded, in 1 statement" in planner.text
        assert "Space select" in planner.text
        await planner.press("n", "space", "I")
        await planner.on("CaseScreen")
        assert "North's council was silent on fish." in planner.text
        await fill(planner, party="north", strength="noncommittal", supports="fishing:")
        await planner.press("escape")
        await planner.on("SourceScreen")
        assert "in 2 statements" in planner.text
        rows = []
        for key in ("end", "k", "g", "j", "G", "ctrl+b", "ctrl+f", "home"):  # those of any list
            await planner.press(key)
            rows.append(planner.app.screen.query_one(SourceText).cursor_location[0])
        assert rows == [5, 4, 0, 1, 5, 0, 5, 0]
        await planner.press("escape", "s")
        await planner.told("Saved")
    statement = read_case(talks / "lake.case.toml").case.statements[-1]
    assert (statement.id, statement.quote) == ("S2", "North's council was silent on fish.")
    assert (statement.source, statement.party) == ("gazette", "north")
    assert statement.date == dt.date(2024, 5, 1)  # that of the source, unless one says another


async def test_the_form_of_a_new_red_line_says_that_its_rule_can_be_pointed_out(
    talks: Path,
) -> None:
    """“Needed” alone, above a way to type it, sent whoever makes a first line to type it."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "S-1")
        await planner.press("I")
        await fill(planner, title="No half")
        await planner.sees("Crossed when · needed")
        assert "Esc leads to the options" not in planner.text
        await fill(planner, party="north")
        await planner.sees("Crossed when · needed; Esc leads to the options")
        await planner.press("escape")
        await planner.on("PointingScreen")


async def test_a_red_line_is_made_by_pointing(talks: Path) -> None:
    """The rule grows in words beside the options, with what it does."""
    put(
        talks,
        "lake.case.toml",
        CASE_TEXT.replace('contested_when = [{ water = ["half"], fishing = ["banned"] }]\n', ""),
    )
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "S-1")
        await planner.press("space")
        await planner.on("PointingScreen")
        assert "crossed when Water is “All to North”" in planner.read("rule")
        await planner.press("space", "space")
        await planner.sees("closes")
        await planner.press("home", "space")
        await planner.told("Move to an option; Space marks it.")
        await planner.press("escape")
        await planner.told("Red line S-1 changed")
        assert "crossed when Water is" in planner.read("item")


async def test_what_another_rule_would_do_is_worked_out_no_further(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a mark makes another rule, or none, and once one leaves."""
    begun: list[Limit | None] = []
    ended: list[bool] = []

    def endless(*_: object, limit: Limit | None = None) -> LineEffect:
        begun.append(limit)
        give_up = time.monotonic() + 20
        given_up = (limit and limit.cancelled) or (lambda: False)
        while not given_up() and time.monotonic() < give_up:
            time.sleep(0.01)
        ended.append(given_up())
        return LineEffect(1, 1)

    def rests() -> bool:
        return len(begun) == len(ended)

    monkeypatch.setattr(rule_screen, "line_effect", endless)
    combined = 'contested_when = [{ water = ["half"], fishing = ["banned"] }]\n'
    put(talks, "lake.case.toml", CASE_TEXT.replace(combined, ""))
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "S-1")
        await planner.press("space")
        await planner.on("PointingScreen")
        await planner.until(lambda: begun, "the first rule is worked out")
        await planner.press("space")
        await planner.until(lambda: ended, "that is given up")
        await planner.until(lambda: not rests(), "the next one is worked out")
        await planner.press("space", "down", "space")
        await planner.sees("Nothing crosses it yet")
        await planner.until(rests, "none is worked out")
        await planner.press("up", "space", "space")
        await planner.until(lambda: not rests(), "the last one is worked out")
        await planner.press("escape")
        await planner.until(rests, "none is worked out")
    assert all(ended)


async def test_what_was_marked_is_not_lost_without_a_word(talks: Path) -> None:
    """Marks that make no line keep one there, once; and those that do stay where points follow."""
    put(
        talks,
        "lake.case.toml",
        CASE_TEXT.replace('contested_when = [{ water = ["half"], fishing = ["banned"] }]\n', ""),
    )
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "S-1")
        await planner.press("space")
        await planner.on("PointingScreen")
        await planner.press("down", "space", "escape")
        await planner.told("Nothing crosses it yet. Once more drops what was marked.")
        await planner.on("PointingScreen")
        assert "contested" in planner.cursor("options")
        await planner.press("up", "space", "number_sign")
        await planner.on("PointsScreen")
        await planner.press("escape")
        await planner.told("Red line S-1 changed")
        assert "contested when Water is" in planner.read("item")
        await planner.press("u")
        await planner.until(lambda: "contested when" not in planner.read("item"), "it is undone")


async def test_a_bundled_case_is_saved_with_the_texts_of_its_sources(talks: Path) -> None:
    """So they can be read from the file of one's own."""
    async with driven(find_case("zalume-talks").path, size=LARGE) as planner:
        await to_case(planner)
        await planner.press("S")
        await planner.type("\n")
        await planner.told("Saved zalume-talks.case.toml, with 7 texts of its sources beside it")
        await to_row(planner, "letter")
        await planner.press("F")
        await planner.sees("This letter takes the place of what was broadcast")
    assert (talks / "zalume-talks" / "front-letter.md").is_file()


async def test_a_case_that_is_saved_beside_one_of_its_id_is_told(talks: Path) -> None:
    """Other scenarios there may be judged by it; none is told where the name makes that clear."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await planner.press("S", "ctrl+u")
        await planner.type("talks.case.toml\n")
        await planner.told("Saved talks.case.toml")
        assert not any("too" in toast for toast in planner.toasts)
        (talks / "lake.case.toml").unlink()
        await planner.press("S", "ctrl+u")
        await planner.type("a-version2.case.toml\n")
        await planner.told('The id "lake" is that of talks.case.toml too')


async def test_a_new_red_line_goes_on_to_its_rule(talks: Path) -> None:
    """Nobody need type a rule: Esc of the form leads to the options, and they make it."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "Red lines")
        await planner.press("enter")
        await fill(planner, party="north", title="Some water", strength="insistence")
        await planner.press("escape")
        await planner.on("PointingScreen")
        await planner.press("down", "space")
        await planner.sees("closes")
        await planner.press("escape")
        await planner.told("Red line L1 added")
        assert "crossed when Water is “All to North”" in planner.read("item")


async def test_the_keys_say_that_the_form_of_a_line_left_without_a_rule_is_dropped(
    talks: Path,
) -> None:
    """Who comes back from the options without one read that all is kept, and lost the form."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "Red lines")
        await planner.press("enter")
        await fill(planner, party="north", title="Some water")
        await planner.press("escape")
        await planner.on("PointingScreen")
        await planner.press("escape")
        await planner.on("CaseScreen")
        assert planner.text.count("Esc drops what was typed") == 2  # in the title, and of the keys
        await planner.press("escape")
        await planner.told("What was typed is dropped.")


NUMBERS = """\
format = 2
[case]
title = "Ceilings"
[parties.north]
name = "North"
[issues.army]
title = "Army"
kind = "number"
minimum = 0
maximum = 100
"""


async def test_a_new_red_line_without_any_option_to_point_at_is_not_dropped_unsaid(
    talks: Path,
) -> None:
    """In a case of numbers alone its rule is typed, as the form says."""
    case = put(talks, "ceilings.case.toml", NUMBERS)
    async with driven(case, size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "Red lines")
        await planner.press("I")
        await fill(planner, title="No large army", party="north")
        await planner.press("escape")
        assert "Esc once more drops" in planner.text
        await fill(planner, crossed_when="army: from 50")
        await planner.press("escape")
        await planner.told("Red line L1 added")


async def test_a_red_line_is_given_points_in_a_column(talks: Path) -> None:
    """Digits begin a number, Enter goes on to the next; the effect follows, and a flaw is told."""
    async with driven(talks / "share.toml", size=SMALL) as planner:
        await to_case(planner)
        await to_row(planner, "S-1")
        await planner.press("number_sign")
        await planner.on("PointsScreen")
        await planner.type("5\n")
        await planner.press("escape")
        await planner.told("No option gives points yet")
        await planner.press("down", "enter")
        await planner.type("the mayor\n")
        await planner.type("40\n1\n2\n")
        await planner.sees("closes")
        assert "less than 5 points, as scored by the mayor" in planner.read("rule")
        await planner.press("w")  # another screen takes its place: what stands here is kept
        await planner.on("AnalysisScreen")
        await to_case(planner)
        await planner.press("s")
        await planner.told("Saved")
    line = read_case(talks / "lake.case.toml").case.red_lines[0]
    assert line.points is not None
    assert {name: dict(of) for name, of in line.points.of_options.items()} == {
        "water": {"half": 40, "all_north": 1},
        "fishing": {"free": 2},
    }
    assert line.crossed_when == ()


async def test_the_name_of_who_scored_is_typed_as_the_next_number_is(talks: Path) -> None:
    """Its letters are no commands: "c" led to the comparison."""
    async with driven(talks / "share.toml", size=SMALL) as planner:
        await to_case(planner)
        await to_row(planner, "S-1")
        await planner.press("number_sign")
        await planner.on("PointsScreen")
        await planner.type("5\n7\nthe council\n40\n")
        await planner.sees("closes")
        assert "as scored by the council" in planner.read("rule")
        await planner.press("escape")
        await planner.on("CaseScreen")
        assert "as scored by the council" in " ".join(planner.read("item").split())


async def test_points_begin_with_each_character_of_a_number(talks: Path) -> None:
    """A nought, a sign and a point too: without it 0.75 would be 75, and -2 be 2."""
    async with driven(talks / "share.toml", size=SMALL) as planner:
        await to_case(planner)
        await to_row(planner, "S-1")
        await planner.press("number_sign")
        await planner.on("PointsScreen")
        await planner.type("0.5\n+.75\n")
        await planner.press("escape", "down", "7")
        await planner.told("Move to an option; its number is typed there.")
        await planner.press("down")
        await planner.type("-2\n.5\n0\n")
        await planner.sees("closes")
        await planner.press("escape", "s")
        await planner.told("Saved")
    points = read_case(talks / "lake.case.toml").case.red_lines[0].points
    assert points is not None
    assert (str(points.minimum), str(points.contested_below)) == ("0.5", "0.75")
    assert {name: list(map(str, of.values())) for name, of in points.of_options.items()} == {
        "water": ["-2", "0.5"],
        "fishing": ["0"],
    }


async def test_the_text_of_a_source_is_suggested_from_the_files_beside_the_case(
    talks: Path,
) -> None:
    """Its form names them, and the row of keys says what Enter and Esc do in a field."""
    put(talks, "report.txt", REPORT)
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "gazette")
        await planner.press("enter")
        await planner.sees("Enter next field")
        planner.app.screen.query_one("#field-text").focus()
        await planner.settle()
        assert "report.txt" in planner.text
        await planner.type("rep")
        await planner.settle()
        await planner.press("right", "escape")
        await planner.told("Source gazette changed")
        assert "Text: report.txt" in planner.read("item")


async def test_a_case_that_no_draft_protects_says_so_until_one_does(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the title of its own screen; and at the end, which changes are lost."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "fishing")
        await planner.press("less_than_sign")
        planner.app.keep_draft()
        await to_row(planner, "north")
        await planner.press("greater_than_sign")
        with monkeypatch.context() as patch:
            patch.setattr("planner.files.safety.drafts.write_draft", refused)
            planner.app.keep_draft()
            await planner.told("Unsaved work cannot be kept as a draft")
            await planner.settle()
            assert "unsaved changes · not protected" in planner.lines[0]
            (lost,) = planner.app.kept_at_end()
            assert lost.startswith("The last changes to lake.case.toml are lost. What was kept")
        planner.app.keep_draft()
        await planner.told("Unsaved work is kept as a draft again")
        await planner.settle()
        assert "not protected" not in planner.lines[0]


async def test_a_case_that_was_given_up_stays_where_quitting_is_cancelled_after_all(
    talks: Path,
) -> None:
    """The question about the scenario comes second, and its Cancel keeps both."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await planner.press("2")
        await to_case(planner)
        await to_row(planner, "fishing")
        await planner.press("less_than_sign", "q")
        await planner.on("Prompt")
        await planner.press("d")
        await planner.until(lambda: "Share it has unsaved changes" in planner.text, "the question")
        await planner.press("c")
        await planner.on("CaseScreen")
        await planner.press("u")
        await planner.told("Undid “issue fishing moved up”")


async def test_what_stands_in_an_open_form_is_kept_saved_and_asked_for(talks: Path) -> None:
    """As a draft at once; a save and the way out make a step of it, or say why they cannot."""
    file = talks / "lake.case.toml"
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "fishing")
        await planner.press("enter")
        await fill(planner, title="Fishing rights")
        planner.app.keep_draft()
        assert "FishingFishing rights" in drafted()
        await planner.press("ctrl+s")
        await planner.told("Saved lake.case.toml")
        assert "Fishing rights" in file.read_text(encoding="utf-8")
        await planner.press("enter")
        await fill(planner, title="Fish")
        await planner.press("ctrl+q")
        await planner.until(lambda: "has unsaved changes" in planner.text, "the question")
        await planner.press("c")
        await planner.press("enter")
        await planner.press("end", "ctrl+u", "ctrl+q")
        await planner.told("The open form is not right yet")
        assert not planner.left


async def test_a_form_that_is_closed_as_it_was_opened_is_no_step(talks: Path) -> None:
    """And nothing is said of the step before."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "fishing")
        await planner.press("less_than_sign")
        await planner.told("Issue fishing moved up")
        await planner.press("enter")
        await planner.press("escape")
        await planner.settle()
        assert "moved up" not in planner.text
        await planner.press("u", "u")
        await planner.told("Nothing is left to undo")


async def test_a_form_leaves_a_line_break_of_another_kind_as_it_is(talks: Path) -> None:
    """A field of several lines shows it as its own; the quote and its review stay the same."""
    quote = "We will not\u2028go thirsty"
    text = CASE_TEXT.replace("We will not go thirsty", quote)
    put(talks, "lake.case.toml", text)
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "S1")
        await planner.press("enter", "escape")
        await planner.press("u")
        await planner.told("Nothing is left to undo")
        await planner.press("enter")
        await fill(planner, scope=" himself")
        await planner.press("escape", "s")
        await planner.told("Saved")
    saved = read_case(talks / "lake.case.toml").case.statements_by_id["S1"]
    assert (saved.quote, saved.scope) == (quote, "the mayor himself")


async def test_the_board_lists_the_issues_that_the_case_has_by_now(talks: Path) -> None:
    """One with another id stays in its place, a new one comes in, and the cursor finds its way."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "water")
        await planner.press("t")
        await planner.type("lake\n")
        await planner.press("y")
        await planner.told("Issue water is lake now")
        await to_row(planner, "Issues and options")
        await planner.press("I")
        await fill(planner, title="Boats", options="- Many\n- Few")
        await planner.press("escape", "s")
        await planner.told("Saved")
        await planner.press("escape")
        await planner.on("Workbench")
        assert "Boats" in planner.text
        await planner.press("pageup", "pagedown", "end")
        assert "Boats" in planner.cursor("board")


async def test_what_is_discarded_stays_until_the_next_file_could_be_read(talks: Path) -> None:
    """The case with its edits is there where the file is none; it goes with what replaces it."""
    put(talks, "other.toml", SCENARIO_TEXT)
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "fishing")
        await planner.press("less_than_sign", "escape")
        await planner.at_work()
        await open_file(planner, talks / "gone.toml")
        assert "The lake has unsaved changes" in planner.text
        await planner.press("d")
        await planner.on("Library")
        await planner.press("escape")
        await planner.at_work()
        await to_case(planner)
        assert "unsaved changes" in planner.text
        await planner.press("escape")
        await planner.at_work()
        await open_file(planner, talks / "other.toml")
        await planner.press("d")
        await planner.until(lambda: planner.session.path == talks / "other.toml", "the other one")
        await to_case(planner)
        assert "unsaved changes" not in planner.text


async def open_file(planner: Planner, path: Path) -> None:
    """Open it as from a list of recent files, which it may have left since."""
    planner.app.run_worker(planner.app._open(path))
    await planner.on("Prompt")


async def test_a_new_thing_begins_with_its_title_and_its_id_follows(talks: Path) -> None:
    """In plain small letters, free, shown while one types; what is typed as an id stays."""
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "Parties")
        await planner.press("I")
        assert planner.focus == "field-name"
        await planner.type("North")
        assert typed_id(planner) == "north1"
        await planner.type(" Österreich")
        assert typed_id(planner) == "north_osterreich"
        await planner.press("tab")
        await planner.type("austria")
        await planner.press("shift+tab")
        await planner.type("!")
        assert typed_id(planner) == "austria"
        await planner.press("escape")
        assert "austria North Österreich!" in planner.cursor("outline")
        await to_row(planner, "Statements")
        await planner.press("I")
        assert planner.focus == "field-quote"
        assert typed_id(planner) == "S2"


def typed_id(planner: Planner) -> str:
    """The id in the open form."""
    return planner.app.screen.query_one("#field-id", Input).value


def test_a_bundled_case_is_called_that_and_not_saved(tmp_path: Path) -> None:
    """Nothing of the planner's is in it; a case that lost its file says that."""
    bundled = CaseSession.of_file(find_case("velda-dam"))
    assert title_of_case(bundled, "S")[1] == "bundled: S saves a copy of your own"
    file = put(tmp_path, "lake.case.toml", CASE_TEXT)
    assert title_of_case(CaseSession.of_file(read_case(file)), "S")[1] == "lake.case.toml · saved"
    assert title_of_case(CaseSession(small_case()), "S")[1] == "without a file: S saves it"


async def test_what_is_pointed_out_in_a_large_case_is_judged_beside_the_keys(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said what goes on, Esc stops it and loses nothing; what is kept is judged once."""
    grey = 'contested_when = [{ water = ["half"], fishing = ["banned"] }]\n'
    put(talks, "lake.case.toml", CASE_TEXT.replace(grey, ""))
    go_on = judged_late(monkeypatch, "rule_screen")
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "S-1")
        await planner.press("space")
        await planner.on("PointingScreen")
        await planner.press("space", "escape")
        await planner.sees("Judging the case ... ")
        await planner.press("escape")
        await planner.told("Stopped: what you marked is still here.")
        await planner.on("PointingScreen")
        await planner.press("w")
        await planner.sees("Judging the case ... ")
        go_on.set()
        await planner.on("AnalysisScreen")
        await to_case(planner)
        assert "unsaved" in planner.title


async def test_a_new_red_line_of_a_large_case_leads_to_its_rule_beside_the_keys(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc leads back to the form, and drops nothing that stands there."""
    go_on = threading.Event()

    def late(case: Case, ref: Ref, texts: Mapping[str, str]) -> Filled:
        assert not texts["crossed_when"] or go_on.wait(60)
        return case_forms.fill(case, ref, texts)

    monkeypatch.setattr("planner.tui.large_case.AT_ONCE", 0)
    monkeypatch.setattr("planner.tui.widgets.case_form.fill", late)
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "Red lines")
        await planner.press("I")
        await fill(planner, title="Nothing for the South", party="south")
        await planner.press("escape")
        await planner.sees("Looking for mistakes ... ")
        await planner.press("escape")
        await planner.on("CaseScreen")
        assert "Nothing for the South" in planner.text
        go_on.set()
        await planner.press("escape")
        await planner.on("PointingScreen")
