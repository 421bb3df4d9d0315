"""Themes: seen before they are chosen, remembered, and the terminal's own where it has few."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from planner.keys.settings import (
    CONTRAST,
    OWN_COLOURS,
    OWN_DARK,
    OWN_LIGHT,
    THEMES,
    Settings,
    settings_at_start,
)
from planner.keys.settings import few_colours as few
from planner.tui.look.console_signs import ConsoleSigns
from planner.tui.look.contrast import HIGH_CONTRAST
from tests.tui.driving import Planner, driven
from tests.tui.own_folders import config_exists, config_text, memory, write_config, write_memory


@pytest.fixture(autouse=True)
def colourful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of many colours, unless the test has another."""
    monkeypatch.setenv("TERM", "xterm-256color")


def background(planner: Planner) -> str:
    """The colour behind the title."""
    segment = next(iter(planner.strips[1]))
    assert segment.style is not None
    assert segment.style.bgcolor is not None
    return segment.style.bgcolor.name


async def test_moving_shows_a_theme_and_escape_goes_back() -> None:
    """Everything beside the list is drawn in it; the cursor and the focus come back."""
    async with driven() as planner:
        await planner.press("n", "tab", "ctrl+t")
        before = background(planner)
        assert planner.focus == "themes"
        assert planner.cursor("themes") == "(•) planner-dark"
        await planner.press("j")
        assert planner.app.theme == "planner-light"
        assert background(planner) != before
        await planner.press("down")
        assert background(planner) == "#000000"
        await planner.press("escape")
        assert planner.app.theme == "planner-dark"
        assert background(planner) == before
        assert planner.focus == "why"
        assert not planner.app.screen.query("#themes")
        assert planner.toasts == []
    assert settings_at_start().theme == ""


async def test_a_theme_that_is_kept_is_remembered() -> None:
    """In the state folder, for the next start; nothing writes a configuration."""
    async with driven() as planner:
        await planner.press("ctrl+t", "j", "j", "enter")
        await planner.told("The theme is high-contrast, also at the next start.")
        assert planner.focus == "board"
    settings = settings_at_start()
    assert settings.theme == CONTRAST
    assert not config_exists()
    assert memory() == {"tour": True, "theme": CONTRAST}
    async with driven(settings=settings) as planner:
        assert planner.app.theme == CONTRAST
        assert background(planner) == "#000000"


async def test_the_configuration_wins_over_what_was_chosen() -> None:
    """And the planner is told so."""
    write_config('format = 1\ntheme = "nord"\n')
    settings = settings_at_start()
    async with driven(settings=settings) as planner:
        assert planner.app.theme == "nord"
        await planner.press("ctrl+t", "down", "enter")
        await planner.told("until you quit; the configuration says otherwise.")
    assert settings_at_start().theme == "nord"
    assert config_text() == 'format = 1\ntheme = "nord"\n'


async def test_a_terminal_of_few_colours_gets_its_own_and_no_others() -> None:
    """Also where another theme is remembered."""
    async with driven(settings=Settings(theme="nord", few_colours=True)) as planner:
        assert planner.app.theme == OWN_COLOURS[0]
        colours = {
            colour.name
            for strip in planner.strips
            for segment in strip
            if segment.style is not None
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
        assert not [name for name in colours if name.startswith("#")], colours
        await planner.press("ctrl+t")
        assert [line[5:] for line in planner.pane("themes") if line] == [*OWN_COLOURS]


async def test_without_colours_there_is_nothing_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    """``NO_COLOR`` stands above it."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with driven(settings=settings_at_start()) as planner:
        await planner.press("ctrl+t")
        await planner.told("NO_COLOR is set")
        assert planner.focus == "start"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "tmux-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-kitty"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "screen"}, True),
        ({"TERM": "vt100"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""}, True),
    ],
)
def test_what_a_terminal_can_is_told_by_its_environment(
    environment: dict[str, str],
    expected: bool,  # noqa: FBT001 (a parameter of the table)
) -> None:
    """256 colours and more are enough for any theme."""
    assert few(environment) is expected


def test_on_the_linux_console_a_note_has_a_sign_of_its_own() -> None:
    """It was the star, which says that no source proposes the option."""
    row = Segment("NATO membership ✎  No guarantee*  ✗ ? ~ / ✓ · +")
    (shown,) = ConsoleSigns().apply([row], Color(0, 0, 0))
    assert shown.text == "NATO membership ¶  No guarantee*  x ? ~ / √ · +"


def test_the_themes_are_those_of_the_library_and_ours() -> None:
    """Each once, so that a new version's are noticed."""
    assert sorted(THEMES) == sorted([*BUILTIN_THEMES, CONTRAST, OWN_DARK, OWN_LIGHT])


def test_high_contrast_is_high() -> None:
    """Every colour of text at least 7 : 1 on the background, as WCAG's AAA asks."""
    variables = HIGH_CONTRAST.to_color_system().generate()
    behind = Color.parse(variables["background"])
    for name in (
        *("foreground", "text-muted", "text-primary", "text-accent"),
        *("text-warning", "text-error", "accent"),
    ):
        assert contrast(Color.parse(variables[name]), behind) >= 7, name
    cursor = [
        Color.parse(variables[f"block-cursor-{part}"]) for part in ("foreground", "background")
    ]
    assert contrast(*cursor) >= 7


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours as WCAG defines it."""

    def luminance(colour: Color) -> float:
        parts = (part / 255 for part in colour.rgb)
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_what_the_app_remembers_may_be_damaged() -> None:
    """Then nothing is remembered, and nothing stops."""
    for text in ("", "[", "theme = 7", 'theme = "unknown"', "x = " + "[" * 60_000):
        write_memory(text)
        assert settings_at_start().theme == ""
