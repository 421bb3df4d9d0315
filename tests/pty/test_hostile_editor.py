"""An editor that does anything but edit: the app comes back, and says what stands there then."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.pty.terminal import terminal
from tests.pty.test_editor import comes_back

termios = pytest.importorskip("termios", reason="there are no pseudo-terminals")

_AS_BEFORE = "the file has format 9"
_DEEDS = (
    (":", _AS_BEFORE),
    ("kill -9 $$", _AS_BEFORE),
    ("kill -TERM $$", _AS_BEFORE),
    (r"stty raw -echo; printf '\033[31;44m\033[2;3r\033(0\033[?25l'", _AS_BEFORE),
    ('rm "$1"', "there is no such file"),
    ('mkdir "$1"', "this is a folder"),
    ('rmdir "$1"; ln -s "$1" "$1"', "leads round in a circle"),
    ('ln -sf nowhere.toml "$1"', "this link leads to no file"),
    ('rm "$1"; mkfifo "$1"', "expected a regular file"),
    (r"""rm "$1"; printf '\000\377\001' >"$1" """, "UTF-8"),
    ('truncate -s 3G "$1"', "MiB"),
    ('printf "format = 9" >"$1"', _AS_BEFORE),
)
"""What the editor does, one after the other in one session, and what is true of the file then."""


def test_whatever_an_editor_does_the_app_comes_back_and_tells_the_truth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of a folder, links and a pipe in place of the file; the terminal is as it was."""
    file = tmp_path / "broken.toml"
    file.write_text("format = 9\n", encoding="utf-8")
    program, deed = tmp_path / "editor", tmp_path / "deed"
    program.write_text(f'#!/bin/sh\n. "{deed}"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", str(program))
    with terminal(tmp_path, "broken.toml", size=(120, 40)) as planner:
        planner.sees("broken.toml:1:10")
        for times, (what, words) in enumerate(_DEEDS):
            deed.write_text(what, encoding="utf-8")
            planner.press("E")
            comes_back(planner, times + 1)
            planner.until(lambda words=words: words in planner.said, f"{words} after {what}")  # type: ignore[misc]
            planner.until(lambda: "Library · " in planner.lines[1], f"the title after {what}")
        planner.press("escape")
        planner.sees("Cannot be opened", "New scenario on a case")
        planner.press("q")
        echoing = planner.child.child_fd
        assert planner.ends() == 0
        assert "Traceback" not in planner.written
        assert termios.tcgetattr(echoing)[3] & termios.ECHO, "the shell echoes again"
