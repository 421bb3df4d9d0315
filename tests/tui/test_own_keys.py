"""The planner's own keys: what is configured holds in footer, help, palette, lists and texts."""

from __future__ import annotations

from attrs import evolve

from planner.errors import Problem
from planner.keys.settings import Settings, read_settings, settings_at_start
from tests.tui.driving import LARGE, driven
from tests.tui.own_folders import config_file, write_config

KEYS = """\
format = 1
start_page = false
[keys.workbench]
save = ["f4"]
next_undecided = ["X"]
digit = ["!", "@", "#", "$", "%", "^", "&", "*", "{"]
[keys.anywhere]
help = ["f2"]
[keys.lists]
cursor_down = ["f12", "ctrl+d"]
"""


def configured(text: str) -> Settings:
    """The settings of a configuration with that text."""
    return read_settings(write_config(text))


async def test_own_keys_run_the_commands_and_the_declared_ones_no_more() -> None:
    """On the screen, in its lists and texts, and for the digits one by one."""
    async with driven(settings=configured(KEYS)) as planner:
        await planner.press("n")
        assert planner.here == "Security guarantee"
        await planner.press("X")
        assert planner.here == "Guarantors"
        await planner.press("X")
        assert planner.here == "Ceasefire timing"
        await planner.press("@")
        assert planner.session.scenario.option("ceasefire_timing") == "parallel"
        await planner.press("1")
        assert planner.session.scenario.option("ceasefire_timing") == "parallel"
        await planner.press("f12")
        assert planner.here == "Settlement first"
        assert not planner.option("Settlement first").chosen
        await planner.press("j", "down")
        assert planner.here == "Settlement first"
        assert not planner.option("Settlement first").chosen
        await planner.press("ctrl+d")
        assert planner.here == "Meeting format"
        await planner.press("shift+tab", "f12")
        why = planner.app.screen.query_one("#why")
        assert planner.focus == "why"
        assert why.scroll_offset.y == 1


async def test_the_verdict_and_what_is_left_name_own_keys() -> None:
    """They named the declared ones, which did nothing any more."""
    own = 'format = 1\nstart_page = false\n[keys.workbench]\nmend = ["X"]\n'
    async with driven(size=LARGE, settings=configured(own)) as planner:
        await planner.press("1")
        await planner.sees("X: 1 change ends US-1.")
        await planner.sees("X Mend, 1 change")


async def test_the_panes_of_the_deal_name_own_keys() -> None:
    """Their headings, a proposal and what is said after it named the declared ones."""
    own = (
        "format = 1\nstart_page = false\n[keys.workbench]\n"
        'zoom = ["F"]\nnext_line = ["X"]\nundo = ["f5"]\nset_reading = ["E"]\n'
        'next_undecided = ["H"]\ngo_in = ["f4"]\nback = ["O"]\n'
        '[keys.anywhere]\nevidence = ["f2"]\n'
    )
    async with driven(size=(160, 45), settings=configured(own)) as planner:
        await planner.sees("F larger")
        await planner.sees("F2 all")
        await planner.press("1")
        await planner.sees("crossed 1 of 1 · X next")
        await planner.press("F")
        await planner.sees("F smaller")
        await planner.press("F", "r")
        await planner.sees("E sets · O leaves")
        await planner.press("O", "m")
        await planner.sees("H next · N previous · F4 take · O leave")
        await planner.sees("F4 take · O leave ─")
        await planner.press("e")
        await planner.told("F4 takes the proposal, O leaves it.")
        await planner.press("f4")
        await planner.sees("F5 takes it back.")


async def test_other_screens_name_own_keys_in_what_they_say() -> None:
    """Titles, offers and messages named the declared ones."""
    own = (
        "format = 1\nstart_page = false\n"
        '[keys.analysis]\ntake = ["f2"]\nnext_section = ["D"]\n'
        '[keys.comments]\nwrite = ["f2"]\n'
        '[keys.library]\nnew = ["f2"]\nmark = ["H"]\n[keys.case]\nsave_as = ["f2"]\n'
        '[keys.history]\nmark = ["f2"]\n[keys.anywhere]\ncompare = ["f4"]\n'
    )
    async with driven(size=LARGE, settings=configured(own)) as planner:
        await planner.press("w")
        await planner.on("AnalysisScreen")
        await planner.sees("F2 reads the details · D and N go from question to question")
        await planner.press("o")
        await planner.on("Library")
        await planner.sees("There is no scenario here. F2 begins")
        await planner.press("C")
        await planner.on("CaseScreen")
        await planner.sees("bundled: F2 saves a copy of your own")
        await planner.press("escape", "escape")
        await planner.at_work()
        await planner.press("Q")
        await planner.on("CommentsScreen")
        await planner.sees("No comments yet: F2 writes one.")
        await planner.press("escape", "V")
        await planner.on("HistoryScreen")
        await planner.sees("Enter goes in · F2 marks · F4 compares")
        await planner.press("escape", "f4")
        await planner.told("Mark scenarios with H; F4 compares them.")
        await planner.on("Library")
        await planner.press("f4")
        await planner.told("Mark another scenario first (H), then compare.")


async def test_footer_help_and_palette_show_own_keys() -> None:
    """Each reads the same declaration; a click on a hint runs the command still."""
    async with driven(size=LARGE, settings=configured(KEYS)) as planner:
        footer = planner.lines[-1]
        assert "F4 save" in footer
        assert "X next" in footer
        assert "F2 help" in footer
        await planner.press("f2")
        await planner.on("HelpScreen")
        shown = planner.read("help")
        assert "! ... { Choose an option by its number" in shown
        assert "F4 Save" in shown
        assert "F12 Ctrl+D Down" in shown
        await planner.press("escape", "ctrl+p")
        await planner.on("Palette")
        await planner.type("next und")
        await planner.sees("Next undecided issue X")
        await planner.press("escape")
        await planner.at_work()
        await planner.click("X next")
        assert planner.here == "Guarantors"


async def test_a_key_may_differ_from_screen_to_screen() -> None:
    """The table's name says where it holds."""
    text = 'format = 1\nstart_page = false\n[keys.evidence]\nback = ["X"]\n'
    async with driven(settings=configured(text)) as planner:
        await planner.press("v")
        await planner.on("Evidence")
        assert "X back" in planner.lines[-1]
        await planner.press("escape")
        await planner.on("Evidence")
        await planner.press("X")
        await planner.at_work()


async def test_a_broken_configuration_stops_nothing_and_is_told_with_its_place() -> None:
    """The usual keys hold, the first mistake is told, and how to see the others."""
    file = write_config('format = 1\nthme = 1\n[keys.workbench]\nsave = ["F77"]\n')
    settings = evolve(settings_at_start(), start_page=False)
    assert len(settings.problems) == 2
    async with driven(settings=settings) as planner:
        await planner.told(f"The configuration is not used. {file}:2:1: error:")
        await planner.press("n")
        assert planner.here == "Guarantors"


async def test_several_mistakes_point_to_the_command_that_lists_them() -> None:
    """Only the first fits a message."""
    problems = (Problem("c.toml", 2, 1, "one"), Problem("c.toml", 3, 1, "two"))
    async with driven(settings=Settings(problems=problems)) as planner:
        await planner.told("c.toml:2:1: error: one (and 1 more: planner config check)")


def test_what_stands_at_the_place_of_the_configuration_never_stops_the_start() -> None:
    """A folder, a link to nowhere, another encoding."""
    file = config_file()
    assert settings_at_start().problems == ()
    file.mkdir()
    assert "this is a folder" in str(settings_at_start().problems[0])
    file.rmdir()
    file.symlink_to(file.with_name("nowhere.toml"))
    assert "this link leads to no file" in str(settings_at_start().problems[0])
    file.unlink()
    file.write_bytes(b"format = 1\n# \xff\n")
    assert "not UTF-8" in str(settings_at_start().problems[0])
