"""Notes, title, authors, summary; undo and redo of every change, by name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from unittest.mock import call, patch

from textual.app import App, ComposeResult

from planner.tui.widgets.writing_area import WritingArea
from tests.tui.driving import driven


async def test_a_note_is_written_beside_the_choice_and_kept_in_the_file(examples: Path) -> None:
    """A mark shows that there is one; it is read again in the why pane."""
    file = examples / "nato-membership.toml"
    async with driven(file) as planner:
        await planner.press("e")
        await planner.sees("Note on Security guarantee · Es")
        await planner.press("f7", "delete")  # all of it
        await planner.type("Two\nlines [sic]")
        assert "unsaved changes" in planner.title
        await planner.press("escape")
        assert planner.focus == "board"
        assert planner.issue("Security guarantee").chosen == "NATO membership"
        assert planner.issue("Security guarantee").noted
        assert "Note: Two lines [sic]" in planner.why
        await planner.save()
    kept = tomllib.loads(file.read_text(encoding="utf-8"))
    assert kept["choices"]["security_guarantee"]["note"] == "Two\nlines [sic]"


async def test_a_note_is_undone_as_a_whole_and_a_later_one_apart() -> None:
    """Each visit to the field is one step, named after its issue."""
    async with driven() as planner:
        for words in ("one", " two"):
            await planner.press("e")
            await planner.type(words)
            await planner.press("escape")
        assert planner.session.scenario.note("security_guarantee") == "one two"
        await planner.undo()
        assert planner.session.scenario.note("security_guarantee") == "one"
        await planner.undo()
        assert planner.session.scenario.note("security_guarantee") == ""
        assert not planner.issue("Security guarantee").noted
        assert planner.toasts == [
            "Undid the note on Security guarantee. Now: “one”.",
            "Undid the note on Security guarantee. Now: no note.",
        ]


async def test_a_note_is_seen_as_it_is_written_below_words_that_are_found_too() -> None:
    """In the smallest window both have no room: the words give theirs, and have it again later."""
    async with driven(size=(60, 20)) as planner:
        await planner.press("slash", "m", "e", "enter")
        assert "Find in issues" in planner.text
        await planner.press("e")
        await planner.sees("Note on")
        await planner.press(*"seen")
        assert "seen" in planner.text
        await planner.press("escape")
        await planner.sees("Find in issues")
        await planner.press("r")
        await planner.sees("moderate")
        await planner.press("slash")
        await planner.sees("Find in issues")


async def test_title_authors_and_summary_are_edited_in_one_form(folder: Path) -> None:
    """The title is shown at once; all are kept in the file."""
    async with driven() as planner:
        await planner.press("t")
        await planner.type("A [/b] deal")
        assert planner.title.startswith("A [/b] deal, not saved")
        await planner.press("tab")
        await planner.type("Desk one\nDesk two\n")
        await planner.press("tab")
        await planner.type("Short.")
        await planner.press("escape")
        assert planner.focus == "board"
        await planner.press("s")
        await planner.on("PathPrompt")
        await planner.sees("A new file: ")
        await planner.press("enter")
        await planner.told("Saved a-b-deal.toml")
    kept = tomllib.loads((folder / "a-b-deal.toml").read_text(encoding="utf-8"))
    assert kept["scenario"] == {
        "title": "A [/b] deal",
        "authors": ["Desk one", "Desk two"],
        "summary": "Short.",
    }


async def test_undo_and_redo_say_which_change_it_was_and_what_holds_now() -> None:
    """The last first; the end of the history is told too."""
    async with driven() as planner:
        await planner.press(
            *("1", "backspace", "r", "down", "equals_sign", "a", "u"),
        )
        assert planner.toasts[-1] == "Undid US-1: set aside → counted. Now: counted."
        names = []
        for _ in range(4):
            await planner.undo()
            names.append(planner.toasts[-1])
        assert names == [
            "Undid the reading: strict → firm. Now: firm.",
            "Undid Security guarantee: undecided. Now: NATO membership.",
            "Undid Security guarantee: NATO membership. Now: undecided.",
            "Nothing to undo.",
        ]
        assert not planner.session.unsaved
        names = []
        for _ in range(5):
            await planner.press("U")
            names.append(planner.toasts[-1])
        assert names == [
            "Redid Security guarantee: NATO membership. Now: NATO membership.",
            "Redid Security guarantee: undecided. Now: undecided.",
            "Redid the reading: firm → strict. Now: strict.",
            "Redid US-1: counted → set aside. Now: set aside.",
            "Nothing to redo.",
        ]
        assert "strict reading" in planner.title
        assert planner.cell("Security guarantee", "US") == "~ US-2"


async def test_pasted_text_keeps_its_lines_and_loses_what_a_file_may_not_hold() -> None:
    """In a note line breaks stay; in a title they become blanks."""
    async with driven() as planner:
        await planner.press("e")
        await planner.paste("a\x1b[31mb\r\nc\u202ed\x9b\ud800e\tf")
        assert planner.session.scenario.note("security_guarantee") == "a[31mb\ncde\tf"
        await planner.press("escape", "t")
        await planner.paste("one\ntwo\x07\x1b]0;x")
        assert planner.session.scenario.title == "one two]0;x"
        assert planner.title.startswith("one two]0;x, not saved")


async def test_what_nobody_sees_does_not_stand_in_the_way_of_a_save() -> None:
    """Pasted from the web or from Word, soft hyphens and the like stay out of title and authors."""
    async with driven() as planner:
        await planner.press("t")
        await planner.paste("Peace\u00ad\u200b deal\u2028two\ufeff")
        await planner.press("tab")
        await planner.paste("Desk\u00ad one\u2029Desk\u2060 two")
        await planner.press("escape", "s")
        await planner.on("PathPrompt")
        await planner.press("enter")
        await planner.told("Saved peace-deal-two.toml")
        assert planner.session.scenario.title == "Peace deal two"
        assert planner.session.scenario.authors == ("Desk one", "Desk two")


async def test_a_title_that_no_file_could_hold_is_refused_as_it_is_typed() -> None:
    """In the words of a file's mistakes, in the form and where a save asks."""
    async with driven() as planner:
        await planner.press("t")
        await planner.paste("\N{HANGUL FILLER}")
        await planner.sees(
            "Title · ✗ holds nothing that can be seen (U+3164); expected text of one"
        )
        await planner.type("Ours")
        await planner.sees("Title \N{HANGUL FILLER}")
        await planner.paste("x" * 200)
        await planner.sees("is too long for a name (205 characters); expected at most 200")
        await planner.press("tab")
        await planner.paste("\N{BRAILLE PATTERN BLANK}")
        await planner.sees("Authors, one a line · ✗ holds nothing that can be seen (U+2800)")
        await planner.press("escape")
        await planner.told("The title stays as it was: it is too long")
        assert planner.session.written.title == "\N{HANGUL FILLER}Ours"
        assert planner.session.written.authors == ()
        planner.session.set_title("")
        await planner.press("s")
        await planner.on("PathPrompt")
        await planner.paste("\N{HANGUL FILLER}")
        await planner.sees("✗ The title holds nothing that can be seen (U+3164)")
        await planner.press("enter")
        await planner.on("PathPrompt")
        await planner.type("Ours")
        await planner.sees("A new file: ")


async def test_rows_that_are_wrapped_anew_are_drawn_anew() -> None:
    """A last word of a row stood on none, where the rows were drawn before they were wrapped."""

    class Writing(App[None]):
        def compose(self) -> ComposeResult:
            yield WritingArea("Nothing is agreed until everything is agreed, they said.")

    app = Writing()
    async with app.run_test(size=(30, 8)) as pilot:
        area = app.query_one(WritingArea)
        rows = area.wrapped_document.height
        with patch.object(area, "refresh", wraps=area.refresh) as drawn:
            await pilot.resize_terminal(28, 8)
            await pilot.pause()
        assert area.wrapped_document.height == rows
        assert call() in drawn.mock_calls
