"""Help and the palette: what can be done here, by key and by name."""

from __future__ import annotations

from planner.keys.command import Command
from planner.keys.key_names import key_words
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.deal import WORKBENCH
from planner.keys.tables.library import CHOOSER
from planner.keys.tables.moves import LIST_MOVES
from planner.reports.content.guide import topics
from planner.reports.words.glossary import GLOSSARY, READINGS
from tests.tui.driving import LARGE, Planner, driven


def rows(planner: Planner) -> str:
    """The help text, with single blanks."""
    return planner.read("help")


def row_of(command: Command) -> str:
    """How help shows a command: its keys and its name."""
    keys = ["1 ... 9"] if command.id == "digit" else map(key_words, command.keys)
    return f"{' '.join(keys)} {command.name}"


async def test_help_lists_all_keys_that_work_here_and_filters_as_one_types() -> None:
    """With the words of the product and the readings; Esc leads back to where one was."""
    async with driven(size=LARGE) as planner:
        await planner.press("down", "question_mark")
        await planner.on("HelpScreen")
        for command in (*WORKBENCH, *ANYWHERE, *LIST_MOVES):
            assert row_of(command) in rows(planner)
            assert command.description in rows(planner)
        assert "contested: the source leaves open whether" in rows(planner)
        assert "lenient: declared lines and opposition count" in rows(planner)
        await planner.type("undecided NEXT")
        assert rows(planner).startswith("Move n Next undecided issue")
        assert "Save" not in rows(planner)
        await planner.type(" nonsense")
        assert rows(planner) == "Nothing here holds these words."
        await planner.press("escape")
        await planner.at_work()
        assert planner.here == "NATO membership"
        assert not planner.option("NATO membership").chosen


async def test_help_explains_the_words_of_the_glossary() -> None:
    """Readings, contested, coverage and the others, in the words that the guide has too."""
    async with driven(size=(200, 60)) as planner:
        await planner.press("question_mark")
        await planner.on("HelpScreen")
        for word, meaning in (*GLOSSARY, *READINGS):
            await planner.replace(word)
            assert f"{word}: {meaning}" in rows(planner)


async def test_help_opens_a_topic_of_the_guide_and_leads_back() -> None:
    """By typing and Enter; the first one is the tour. Esc goes back to help, then to work."""
    async with driven() as planner:
        await planner.press("question_mark")
        await planner.on("HelpScreen")
        for topic in topics():
            assert f"{topic.name}: {topic.title}" in rows(planner)
        await planner.press("enter")
        await planner.on("GuideScreen")
        await planner.sees("Five minutes on the bundled case")
        await planner.press("escape")
        await planner.on("HelpScreen")
        await planner.type("sharing")
        await planner.press("enter")
        await planner.on("GuideScreen")
        await planner.sees("Merging in git")
        first = planner.pane("guide")[0]
        await planner.press("G")
        assert first not in planner.text
        await planner.press("g")
        assert planner.pane("guide")[0] == first
        await planner.press("escape")
        await planner.on("HelpScreen")
        await planner.replace("nonsense")
        await planner.press("enter")
        await planner.on("HelpScreen")
        await planner.press("escape")
        await planner.at_work()


async def test_a_click_opens_a_topic_and_its_title_leads_back() -> None:
    """No key is needed."""
    async with driven(size=LARGE) as planner:
        await planner.press("question_mark")
        await planner.on("HelpScreen")
        await planner.type("guide")
        await planner.click("saving: What a save promises")
        await planner.on("GuideScreen")
        await planner.sees("A save leaves either the old file or the complete new one.")
        await planner.click("Esc back")
        await planner.on("HelpScreen")


async def test_help_in_the_list_of_cases_lists_its_own_keys() -> None:
    """F1 works too, and what does not work here is not listed."""
    async with driven() as planner:
        await planner.press("ctrl+n")
        await planner.on("Chooser")
        await planner.press("f1")
        await planner.on("HelpScreen")
        for command in (*CHOOSER, *ANYWHERE):
            assert row_of(command) in rows(planner)
        assert "the next reading" not in rows(planner)
        await planner.press("pagedown", "down")
        assert "Choose" not in planner.pane("help")[0]
        await planner.press("escape")
        await planner.on("Chooser")
        await planner.press("escape")
        await planner.at_work()


async def test_the_palette_shows_each_command_with_its_key_and_runs_one() -> None:
    """Ctrl+P, a few letters, Enter."""
    async with driven(size=LARGE) as planner:
        await planner.press("ctrl+p")
        await planner.on("Palette")
        await planner.sees("Leave the issue undecided Backspace")
        still = [each for each in WORKBENCH if each.group != "Move" and each.id != "digit"]
        for command in still[:10]:
            await planner.sees(f"{command.name} {key_words(command.keys[0])}")
        await planner.type("next reading")
        await planner.until(lambda: "the next reading  r" in planner.text)
        await planner.until(lambda: "Next undecided issue" not in planner.text)
        await planner.press("enter")
        await planner.at_work()
        await planner.until(lambda: planner.focus == "readings")


async def test_help_and_palette_find_a_command_by_the_word_of_the_row_of_keys() -> None:
    """Who reads “m mend” there looks for that word, which the command's name does not hold."""
    async with driven(size=LARGE) as planner:
        await planner.press("question_mark")
        await planner.on("HelpScreen")
        await planner.type("mend")
        await planner.sees("Propose the smallest changes that end a crossing")
        await planner.press("escape", "ctrl+p")
        await planner.on("Palette")
        await planner.type("mend")
        await planner.sees("Propose the smallest changes that end a crossing")


async def test_the_palette_can_be_left() -> None:
    """Esc changes nothing."""
    async with driven() as planner:
        await planner.press("ctrl+p")
        await planner.on("Palette")
        await planner.press("escape")
        await planner.at_work()
        assert not planner.session.unsaved
        assert planner.focus == "board"


async def test_the_commands_by_name_begin_with_screens_and_files_and_end_with_movement() -> None:
    """As the lists of a group are long, so that what leads elsewhere is in sight."""
    async with driven(size=(120, 45)) as planner:
        await planner.press("ctrl+p")
        await planner.sees("Library: the scenarios of this folder")
        await planner.sees("Save as")
        assert planner.text.index("Save as") < planner.text.index("Choose the option")
        assert planner.text.index("Library: the") < planner.text.index("Choose the option")
        assert "Next undecided issue" not in planner.text
