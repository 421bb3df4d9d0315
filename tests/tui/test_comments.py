"""Comments in the app: written beside a note, answered, filtered, settled, signed, kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from textual.widgets import Input

from planner.editing.scenario_session import Session
from planner.files.scenarios.reading import read_scenario
from planner.keys.memory import remembered
from planner.keys.settings import Settings
from tests.tui.driving import LARGE, Planner, driven

ANN = Settings(author="Ann")


def discussed(examples: Path) -> Path:
    """An example with three matters: open on Territory, settled on the whole, open on a line."""
    path = examples / "nato-membership.toml"
    session = Session.of_file(read_scenario(path))
    session.comment("territory", "Who decides [b]this[/b]?", author="Bob")
    session.comment("", "A fine title.", author="Cem")
    session.resolve_comment(session.written.comments[-1].id)
    settled = next(c for c in session.written.comments if c.author == "Cem")
    session.resolve_comment(settled.id)
    bob = next(c for c in session.written.comments if c.author == "Bob")
    session.resolve_comment(bob.id, done=False)
    session.comment("FR-1", "Too strict?", author="Dana")
    session.save()
    return path


def told(planner: Planner) -> str:
    return planner.read("threads")


def drafted(planner: Planner) -> str:
    """What a crash would leave now."""
    planner.app.keep_draft()
    file = planner.session.document.draft_file
    return file.read_text(encoding="utf-8") if file is not None else ""


async def test_a_comment_is_written_beside_the_note_and_kept_in_the_file(examples: Path) -> None:
    """Tab leads from the note to it; Esc keeps both; the name is that of the configuration."""
    file = examples / "nato-membership.toml"
    async with driven(file, settings=ANN) as planner:
        await planner.press("e")
        await planner.type(" As agreed.")
        await planner.press("tab")
        await planner.type("Is this [sic] wise?")
        await planner.press("escape")
        (comment,) = planner.session.written.comments
        assert (comment.author, comment.text) == ("Ann", "Is this [sic] wise?")
        assert comment.on == "security_guarantee"
        assert planner.session.scenario.note("security_guarantee").endswith("As agreed.")
        await planner.save()
    assert read_scenario(file).written.comments == (comment,)


async def test_a_comment_that_is_still_typed_is_saved_and_never_left_behind(examples: Path) -> None:
    """A save in the middle of it keeps it, and who quits in the middle of it is asked."""
    file = examples / "nato-membership.toml"
    async with driven(file, settings=ANN) as planner:
        await planner.press("e", "tab")
        await planner.type("Is this wise?")
        await planner.press("ctrl+s")
        await planner.sees("Saved ")
        assert [c.text for c in read_scenario(file).written.comments] == ["Is this wise?"]
        await planner.type("More of it")
        await planner.until(lambda: "More of it" in drafted(planner), "the comment in the draft")
        await planner.press("ctrl+q")
        await planner.on("Prompt")
        assert {c.text for c in planner.session.written.comments} == {"Is this wise?", "More of it"}


async def test_who_leaves_the_note_for_the_board_keeps_the_comment_too(examples: Path) -> None:
    """By a click on a row, or by Tab; the editor is closed, so that undo leaves no text in it."""
    file = examples / "nato-membership.toml"
    async with driven(file, settings=ANN) as planner:
        await planner.press("e", "tab")
        await planner.type("Fifth one")
        await planner.click("Territory")
        await planner.press("e", "tab")
        await planner.type("Sixth one")
        await planner.press("tab")
        assert planner.focus == "board"
        assert not planner.app.screen.query("NoteEditor")
        comments = {(c.on, c.text) for c in planner.session.written.comments}
        assert comments == {("security_guarantee", "Fifth one"), ("territory", "Sixth one")}


async def test_esc_and_undo_close_an_editor_that_has_lost_the_focus(examples: Path) -> None:
    """A note may be written while one reads in another pane; there each key still has its say."""
    file = examples / "nato-membership.toml"
    async with driven(file, settings=ANN, size=LARGE) as planner:
        for key, editor in (("e", "NoteEditor"), ("t", "DetailsForm")):
            for leave in ("escape", "u"):
                await planner.press(key)
                await planner.type("Odd ")
                planner.app.screen.query_one("#from-here").focus()
                await planner.settle()
                assert planner.app.screen.query(editor)
                await planner.press(leave)
                assert not planner.app.screen.query(editor)
                assert planner.focus == "board"
            await planner.press("u")
            assert not planner.session.unsaved
        await planner.press("t", "tab", "tab", "tab", "escape")
        assert not planner.app.screen.query("DetailsForm")


@pytest.mark.parametrize("settings", [ANN, None])
async def test_undo_takes_back_the_comment_that_was_half_typed(
    examples: Path, settings: Settings | None
) -> None:
    """It is the last step, also where a name is asked for first; redo brings it back."""
    async with driven(examples / "nato-membership.toml", settings=settings, size=LARGE) as planner:
        await planner.press("2")
        chosen = planner.session.written
        await planner.press("e", "tab")
        await planner.type("Is this wise?")
        planner.app.screen.query_one("#from-here").focus()
        await planner.settle()
        await planner.press("u")
        if settings is None:
            await planner.sees("Your name, under comments")
            await planner.press("escape")
        await planner.told("Undid the comment by ")
        assert planner.session.written == chosen
        await planner.press("U")
        assert [c.text for c in planner.session.written.comments] == ["Is this wise?"]


async def test_comments_are_read_answered_and_settled(examples: Path) -> None:
    """The cursor begins on what the deal's cursor is on; undo takes each step back."""
    async with driven(discussed(examples), settings=ANN) as planner:
        await planner.go_to("Territory")
        await planner.press("Q")
        await planner.on("CommentsScreen")
        assert "Comments: 2 open, 1 resolved" in planner.title
        assert "Who decides [b]this[/b]?" in told(planner)
        await planner.press("enter")
        await planner.type("We do.")
        await planner.press("escape")
        assert "Ann, " in told(planner)
        assert "We do." in told(planner)
        answer = next(c for c in planner.session.written.comments if c.author == "Ann")
        asked = next(c for c in planner.session.written.comments if c.author == "Bob")
        assert (answer.reply_to, answer.on) == (asked.id, "territory")
        await planner.press("space")
        assert "Comments: 1 open, 2 resolved" in planner.title
        await planner.press("u", "u")
        assert "Comments: 2 open, 1 resolved" in planner.title
        assert "We do." not in told(planner)
        await planner.press("escape")
        assert not planner.session.unsaved


@pytest.mark.parametrize("about_too", [False, True])
async def test_an_answer_to_what_is_gone_meanwhile_is_kept_as_a_comment(
    examples: Path, *, about_too: bool
) -> None:
    """An undo took away what it answers while it was typed, and others what that is about."""
    async with driven(examples / "nato-membership.toml", settings=ANN) as planner:
        session = planner.session
        session.comment("territory", "Who decides this?", author="Bob")
        await planner.press("Q", "enter")
        await planner.type("We do.")
        session.undo()
        if about_too:
            issues = tuple(each for each in session.case.issues if each.id != "territory")
            session.judge_under(evolve(session.case, issues=issues, red_lines=(), coherence=()))
        await planner.press("escape")
        await planner.told(
            "What this is about is gone" if about_too else "What this answers is gone"
        )
        (comment,) = session.written.comments
        assert (comment.text, comment.reply_to) == ("We do.", None)
        assert comment.on == ("" if about_too else "territory")


async def test_open_comments_stand_in_the_why_pane_of_what_they_are_about(examples: Path) -> None:
    """Of the issue under the cursor, and of the lines that are told there; settled ones do not."""
    async with driven(discussed(examples), settings=ANN, size=LARGE) as planner:
        await planner.go_to("Territory")
        assert "Who decides [b]this[/b]?" in planner.why
        await planner.press("Q", "space", "escape")
        assert "Who decides" not in planner.why
        await planner.go_to("Pressure on Russia")
        assert "Comments" not in planner.why


async def test_comments_are_filtered_as_one_types(examples: Path) -> None:
    """By author, words, subject and state; next goes from open matter to open matter."""
    async with driven(discussed(examples), settings=ANN) as planner:
        await planner.press("Q", "slash")
        await planner.type("open FR-1")
        assert "1 of 3 shown" in planner.title
        assert "Too strict?" in told(planner)
        assert "A fine title." not in told(planner)
        await planner.type(" nobody said this")
        assert "No comment holds these words." in told(planner)
        await planner.press("escape")
        assert "A fine title." in told(planner)
        seen = set()
        for _ in range(2):
            await planner.press("n")
            screen = planner.app.screen
            seen.add(screen._here.begun_by.author)  # type: ignore[attr-defined]
        assert seen == {"Bob", "Dana"}


async def test_comments_are_written_on_the_subject_and_on_the_whole(examples: Path) -> None:
    """A blank one is none."""
    async with driven(examples / "nato-membership.toml", settings=ANN) as planner:
        await planner.go_to("Territory")
        await planner.press("Q")
        assert "No comments yet: e writes one." in told(planner)
        await planner.press("e")
        await planner.sees("Comment on Territory · Esc closes, all is kept")
        await planner.type("On it.")
        await planner.press("escape", "t")
        await planner.type("On all.")
        await planner.press("escape", "e")
        await planner.type("  ")
        await planner.press("escape")
        assert {c.on: c.text for c in planner.session.written.comments} == {
            "territory": "On it.",
            "": "On all.",
        }


async def test_a_name_that_no_file_can_hold_is_asked_for_again(examples: Path) -> None:
    """It was taken, and no save took the comment that it signed."""
    async with driven(examples / "nato-membership.toml") as planner:
        await planner.press("Q", "e")
        await planner.type("One.")
        await planner.press("escape")
        await planner.sees("Your name, under comments")
        planner.app.screen.query_one("#author", Input).value = "x" * 201
        await planner.press("enter")
        await planner.told("The name is too long for a name (201 characters). Type another one")
        await planner.press("backspace", "enter")
        (comment,) = planner.session.written.comments
        assert comment.author == "x" * 200


async def test_a_name_is_asked_for_once_and_remembered(examples: Path) -> None:
    """Without a configured one; nothing written is lost where none is given."""
    async with driven(examples / "nato-membership.toml") as planner:
        await planner.press("Q", "e")
        await planner.type("One.")
        await planner.press("escape")
        await planner.sees("Your name, under comments and reviews from now on")
        await planner.press("escape")
        (comment,) = planner.session.written.comments
        assert comment.author == "no name given"
        await planner.press("e")
        await planner.type("Two.")
        await planner.press("escape")
        await planner.type("Eve\n")
        await planner.press("e")
        await planner.type("Three.")
        await planner.press("escape")
        assert {c.text: c.author for c in planner.session.written.comments} == {
            "One.": "no name given",
            "Two.": "Eve",
            "Three.": "Eve",
        }
    assert remembered()["author"] == "Eve"
