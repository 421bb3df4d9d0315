"""A broken file and the planner's editor in a real terminal: the app steps aside and comes back."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.pty.terminal import ROOT, Terminal, terminal

ENTERED = "\x1b[?1049h"
"""What enters the alternate screen: the app has the terminal."""


def comes_back(planner: Terminal, times: int) -> None:
    """Wait until the app has the terminal again, after so many editors."""
    planner.until(lambda: planner.written.count(ENTERED) > times, "the app")


@contextmanager
def _at_a_broken_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, editor: str
) -> Iterator[Terminal]:
    """The app on a file that cannot be read; the editor is a line of shell."""
    (folder / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    program = folder / "editor"
    program.write_text(f"#!/bin/sh\necho EDITING\n{editor}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", str(program))
    with terminal(folder, "broken.toml") as planner:
        planner.sees("broken.toml:1:10")
        yield planner


def test_the_editor_gets_the_terminal_and_the_line_and_the_mended_file_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads a key of its own, which the app does not see; then t opens what it wrote."""
    file = Path(shutil.copy(ROOT / "scenarios" / "nato-membership.toml", tmp_path / "deal.toml"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"trilateral"', '"trilaterl"'), encoding="utf-8")
    line = text[: text.index('"trilateral"')].count("\n") + 1
    program = tmp_path / "bin" / "vim"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "print('EDITING', sys.argv[1], flush=True)\n"
        "sys.stdin.readline()\n"
        "file = pathlib.Path(sys.argv[2])\n"
        "file.write_text(file.read_text().replace('trilaterl', 'trilateral'))\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", str(program))
    with terminal(tmp_path, "deal.toml", size=(120, 40)) as planner:
        planner.sees("nothing was changed", 'options = ["trilaterl"]')
        planner.press("E")
        planner.until(lambda: f"EDITING +{line}" in planner.written, "the editor")
        planner.press("q", "enter")  # for the editor: the app is not left by it
        planner.sees("NATO membership")
        planner.press("enter")
        planner.sees("Complete. Crosses 1 line: US-1", "[Deal]")  # and no longer the library
        planner.press("q")
        assert planner.ends() == 0
        assert "Traceback" not in planner.written


def test_ctrl_c_ends_an_editor_that_does_not_take_it_and_not_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it has the terminal, the terminal sends the interrupt to both."""
    with _at_a_broken_file(tmp_path, monkeypatch, "read line") as planner:
        for times in (1, 2):
            planner.press("E")
            planner.until(
                lambda times=times: planner.written.count("EDITING") == times,  # type: ignore[misc]
                "the editor",
            )
            planner.press("ctrl+c")
            comes_back(planner, times)
        planner.press("escape")
        planner.sees("Cannot be opened", "New scenario on a case")
        planner.press("q")
        assert planner.ends() == 0


def test_what_an_editor_leaves_unread_is_no_input_of_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither keys nor half a paste, of which the terminal's own line editing took the end."""
    with _at_a_broken_file(tmp_path, monkeypatch, "sleep 0.7") as planner:
        planner.press("E")
        planner.until(lambda: "EDITING" in planner.written, "the editor")
        planner.child.send("q\x1b[200~one\ntwo\x1b[201~\x15")
        comes_back(planner, 1)
        planner.press("escape")
        planner.sees("Cannot be opened", "New scenario on a case")
        planner.press("q")
        assert planner.ends() == 0
