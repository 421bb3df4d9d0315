"""Every text that is drawn can be read: 4.5 to 1 in our themes, and in the terminal's own colours.

What a terminal's sixteen colours look like is its own affair. So text may have its ink on its
ground, which whoever reads it has chosen, or a pair that can be read in all palettes below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from planner.keys.settings import CONTRAST, OWN_COLOURS, OWN_DARK, OWN_LIGHT, Settings
from tests.tui.driving import Planner, driven
from tests.tui.test_themes import contrast

PALETTES = {
    "vga": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "gnome": "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc "
    "5e5c64 f66151 33da7a e9ad0c 2a7bde c061cb 33c7de ffffff",
    "solarized": "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 "
    "002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3",
}
"""The sixteen colours of common terminals, in the order of their numbers."""
_NO_TEXT = re.compile(r"[\s─-▟]*")
"""Frames, rules and scrollbars, which say nothing."""
WALK = (
    *(["right_square_bracket"], ["tab"], ["m"], ["escape"], ["r"], ["escape"], ["e"], ["escape"]),
    *(["slash"], ["escape"], ["o"], ["escape"], ["v"], ["escape"], ["w"], ["escape"], ["C"]),
    *(["escape"], ["p"], ["escape"], ["question_mark"], ["escape"], ["ctrl+p"], ["escape"]),
    *(["S"], ["escape"], ["ctrl+t"]),
)


def texts(planner: Planner) -> Iterator[tuple[str, Style]]:
    """What is drawn, without frames; behind a question it is dimmed, and not to be read."""
    screen = planner.app.screen
    asks = screen.is_modal
    parts = [part.region for part in screen.children if part.display] if asks else [screen.region]
    for part in parts:
        for strip in planner.strips[part.y : part.bottom]:
            yield from _texts_of(strip.crop(part.x, part.right))


def _texts_of(strip: Strip) -> Iterator[tuple[str, Style]]:
    for segment in strip:
        if segment.style is not None and not _NO_TEXT.fullmatch(segment.text):
            yield segment.text, segment.style


async def looks(planner: Planner) -> dict[tuple[str, str, bool], str]:
    """The inks, grounds and dimmed texts of all screens, each with an example."""
    found: dict[tuple[str, str, bool], str] = {}
    for keys in ([], *WALK):
        await planner.press(*keys)
        await planner.rested()
        for text, style in texts(planner):
            ink = style.color.name if style.color is not None else "default"
            ground = style.bgcolor.name if style.bgcolor is not None else "default"
            found[ink, ground, bool(style.dim)] = text
    return found


@pytest.mark.parametrize("theme", [OWN_DARK, OWN_LIGHT, CONTRAST])
async def test_every_text_that_is_drawn_has_a_contrast_of_4_5(
    theme: str, scenarios: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On all screens, with lists, fields, cursors and crossed cells."""
    monkeypatch.setenv("TERM", "xterm-256color")
    path = scenarios / "us-russia-talks-several-lines.toml"
    async with driven(path, size=(160, 45), settings=Settings(theme=theme)) as planner:
        found = await looks(planner)
    assert len(found) > 8
    for (ink, ground, _), text in found.items():
        assert contrast(Color.parse(ink), Color.parse(ground)) >= 4.5, (text, ink, ground)


@pytest.mark.parametrize("theme", OWN_COLOURS)
async def test_in_the_terminals_own_colours_every_text_can_be_read_in_any_palette(
    theme: str, scenarios: Path
) -> None:
    """Its ink on its ground, or two colours that are far apart in each palette; nothing is dim."""
    path = scenarios / "us-russia-talks-several-lines.toml"
    settings = Settings(theme=theme, few_colours=True)
    async with driven(path, size=(160, 45), settings=settings) as planner:
        found = await looks(planner)
    assert len(found) > 1
    for (ink, ground, dim), text in found.items():
        assert not dim, text
        if (ink, ground) == ("default", "default"):
            continue
        for name, colours in PALETTES.items():
            pair = [_in_palette(each, colours.split()) for each in (ink, ground)]
            assert contrast(*pair) >= 4.5, (text, ink, ground, name)


def _in_palette(name: str, colours: list[str]) -> Color:
    """A colour by its number; the terminal's ink or ground beside another one is not known."""
    found = re.fullmatch(r"color\((\d+)\)", name)
    assert found is not None, f"{name} beside a colour of the terminal"
    return Color.parse(f"#{colours[int(found[1])]}")
