"""Plain-text pictures of the main screens, compared letter by letter.

After a change that is meant, write them anew and read the difference in git:

    PLANNER_PICTURES=write python -m pytest tests/tui/test_pictures.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.driving import LARGE, SMALL, Planner, driven, names_in

PICTURES = Path(__file__).parent / "pictures"
_WHEN = 1_755_561_600  # 19 August 2025
SIZES = [pytest.param(SMALL, id="80x24"), pytest.param(LARGE, id="120x40")]


def compare(planner: Planner, name: str, first_line: int = 0) -> None:
    """The screen as it stands must be the picture of that name."""
    size = planner.app.size
    file = PICTURES / f"{name}-{size.width}x{size.height}.txt"
    text = "\n".join(planner.lines[first_line:]) + "\n"
    if os.environ.get("PLANNER_PICTURES") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{file.name} differs; see this module's head"


@pytest.mark.parametrize("size", SIZES)
async def test_the_main_screens_look_as_in_their_pictures(
    size: tuple[int, int], examples: Path
) -> None:
    """A new scenario, a clash with its reasons, reading, note, details, help, question, files."""
    for n, name in enumerate(names_in(examples)):
        os.utime(examples / name, (_WHEN + n, _WHEN + n))
    async with driven(size=size) as planner:
        await planner.counted()
        compare(planner, "new-scenario")
        await planner.press("n", "1")
        await planner.counted()
        compare(planner, "ceasefire-first")
        await planner.press("right_square_bracket")
        compare(planner, "red-line")
        await planner.press("r")
        await planner.counted()
        compare(planner, "strict-reading")
        await planner.press("e", *"why not")
        compare(planner, "note")
        await planner.press("escape", "t", *"A deal")
        compare(planner, "details")
        await planner.press("escape", "z")
        compare(planner, "zoomed")
        await planner.press("z", "q")
        await planner.asked("A deal has unsaved changes.")
        compare(planner, "question")
        await planner.press("escape", "question_mark")
        await planner.on("HelpScreen")
        compare(planner, "help")
        await planner.press("escape", "S")
        await planner.on("PathPrompt")
        await planner.replace("scenarios")
        await planner.sees("Save as · Enter saves · Esc cancels scenarios A new file: /")
        await planner.press("escape")
        await planner.library()
        compare(planner, "library", first_line=1)  # the first one names the folder
