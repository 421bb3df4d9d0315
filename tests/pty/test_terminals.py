"""Terminals of every kind: few colours, another encoding, none at all; with and without a mouse."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.pty.terminal import terminal

MOUSE = "\x1b[?1000h"


@pytest.mark.parametrize("term", ["linux", "screen", "vt100", "tmux-256color"])
def test_it_works_in_that_terminal(term: str, tmp_path: Path) -> None:
    """Choosing and quitting; only the terminal's own colours where it has no more than 16."""
    with terminal(tmp_path, environment={"TERM": term, "COLORTERM": ""}) as planner:
        planner.sees("Untitled deal, not saved", "9 issues to decide")
        planner.press("n", "n", "1")
        planner.sees("Crosses 1 line: RU-1 Russia")
        planner.press("q")
        planner.sees("has unsaved changes.")
        planner.press("d")
        assert planner.ends() == 0
        many = re.search(r"\x1b\[[\d;]*[34]8;[25]", planner.written)
        assert bool(many) is (term == "tmux-256color")


def test_the_linux_console_gets_signs_that_its_fonts_have(tmp_path: Path) -> None:
    """All that is sent is in code page 437, which they cover; nothing moves for it."""
    with terminal(tmp_path, environment={"TERM": "linux", "COLORTERM": ""}) as planner:
        planner.sees("Untitled deal, not saved", "+ US-1", "2,592")
        planner.press("n", "n", "1", "]")
        planner.sees("x Crosses 1 line: RU-1 Russia")
        planner.press("?")
        planner.sees("a click runs a command")
        planner.press("escape")
        planner.sees("x Crosses 1 line: RU-1 Russia")
        planner.press("q")
        planner.sees("has unsaved changes.")
        planner.press("d")
        assert planner.ends() == 0
        known = bytes(range(128, 256)).decode("cp437") + "►◄▲▼↑↓→←•·¶"
        sent = {sign for sign in planner.written if not sign.isascii()}
        assert sent <= {*known}


def test_bytes_that_are_no_text_are_left_out_and_end_nothing(tmp_path: Path) -> None:
    """From a terminal of another encoding, or half a letter that a slow line lost; it says so."""
    with terminal(tmp_path) as planner:
        planner.sees("Untitled deal, not saved", "9 issues to decide")
        for no_text in (b"\xff", "нет".encode("cp1251"), b"\xd0\x1b[B"):
            os.write(planner.child.child_fd, no_text)
            planner.sees("The terminal sent bytes that are no UTF-8.")
            planner.press("n")
            planner.until(lambda: "no UTF-8" not in planner.text, "the message is gone")
        planner.press("q")
        assert planner.ends() == 0


def test_without_colours_none_is_sent(tmp_path: Path) -> None:
    """``NO_COLOR``: bold and underlined are all there is."""
    with terminal(tmp_path, environment={"NO_COLOR": "1"}) as planner:
        planner.sees("Untitled deal, not saved", "~ RU-1")
        planner.press("q")
        assert planner.ends() == 0
        sent = re.findall(r"\x1b\[([\d;]+)m", planner.written)
        codes = {code for each in sent for code in each.split(";")}
        assert codes <= {"0", "1", "2", "3", "4", "7", "39", "49"}, codes


@pytest.mark.parametrize("locale", [{"LC_ALL": "", "LANG": "C"}, {"LC_ALL": "C"}], ids=str)
def test_it_works_with_the_plain_locale(locale: dict[str, str], tmp_path: Path) -> None:
    """Python takes UTF-8 then, and so do the common terminals."""
    with terminal(tmp_path, environment=locale) as planner:
        planner.sees("Untitled deal, not saved", "+ US-1")
        planner.press("q")
        assert planner.ends() == 0


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"TERM": "dumb"}, ["TERM=dumb", "planner --plain"]),
        ({"PYTHONIOENCODING": "latin-1"}, ["needs UTF-8", "iso8859-1", "set LANG=C.UTF-8"]),
    ],
    ids=str,
)
def test_what_cannot_show_the_app_is_told_what_to_set(
    environment: dict[str, str], words: list[str], tmp_path: Path
) -> None:
    """Exit 2, and no escape is sent."""
    with terminal(tmp_path, environment=environment) as planner:
        assert planner.ends() == 2
        assert "\x1b" not in planner.written
        said = " ".join(planner.written.split())
        for word in words:
            assert word in said


def test_the_mouse_is_taken_unless_it_is_to_be_left(tmp_path: Path) -> None:
    """By the option, or by the configuration."""
    file = Path(os.environ["PLANNER_CONFIG_DIR"], "config.toml")
    for arguments, text, taken in (
        ([], "format = 1\n", True),
        (["--no-mouse"], "format = 1\n", False),
        ([], "format = 1\nmouse = false\n", False),
    ):
        file.write_text(text, encoding="utf-8")
        with terminal(tmp_path, *arguments) as planner:
            planner.sees("New scenario")
            planner.press("q")
            assert planner.ends() == 0
            assert (MOUSE in planner.written) is taken


def test_the_first_start_shows_the_tour_and_the_second_does_not(tmp_path: Path) -> None:
    """In the real app, with nothing configured."""
    Path(os.environ["PLANNER_STATE_DIR"], "app.toml").unlink()
    with terminal(tmp_path) as planner:
        planner.sees("Tour, 1 of 5")
        planner.press("q")
        assert planner.ends() == 0
    with terminal(tmp_path) as planner:
        planner.sees("Untitled deal, not saved", "2,592")
        assert "Tour" not in planner.text
        planner.press("q")
        assert planner.ends() == 0
