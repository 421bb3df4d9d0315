"""A defect of ours: the terminal is whole, the work is safe, and the report betrays nothing."""

from __future__ import annotations

import os
import re
import threading
import tomllib
from pathlib import Path

import pytest

from planner import __version__
from planner.tui import crash
from planner.tui.crash import crash_lines, crash_words
from tests.pty.terminal import ROOT, terminal

LEFT = "\x1b[?1049l"
SCENARIO = 'format = 1\n[scenario]\ntitle = "Very secret deal"\n[case]\nid = "ukraine-2025-08"\n'


@pytest.mark.parametrize(("key", "name"), [("\x05", "KeyError"), ("\x0c", "KeyError")])
def test_a_crash_restores_the_terminal_keeps_the_work_and_names_a_clean_report(
    key: str, name: str, tmp_path: Path
) -> None:
    """In the interface and in a thread beside it; the next start offers the work."""
    (tmp_path / "deal.toml").write_text(SCENARIO, encoding="utf-8")
    script = ROOT / "tests" / "pty" / "crashing.py"
    with terminal(tmp_path, "deal.toml", script=script) as planner:
        planner.sees("Very secret deal")
        planner.press("3")
        planner.sees("unsaved changes", "(•) Alternative guarantees")
        planner.press(key)
        assert planner.ends() == 1
        after = planner.written.rpartition(LEFT)[2]
        assert planner.written.count(LEFT) == 1
    assert f"a defect of the planner's own ended it ({name})" in after
    kept = "Unsaved work on deal.toml is kept; the next start offers it."
    assert kept in after.replace("\r\n", "")
    assert "SECRET" not in after
    assert "secret" not in after
    assert "Traceback" not in after
    (report,) = Path(os.environ["PLANNER_STATE_DIR"], "reports").iterdir()
    assert str(report) in after.replace("\r\n", "")
    text = report.read_text(encoding="utf-8")
    assert f"planner {__version__}" in text
    assert re.search(r"textual \d", text)
    assert re.search(r"Python 3\.\d+", text)
    assert f"builtins.{name} (what it says is left out)" in text
    assert "crashing.py:" in text
    for word in ("SECRET WORDS", "SECRET KEY\n", "Very", "European", "deal.toml", str(tmp_path)):
        assert word not in text
    with terminal(tmp_path, "deal.toml") as planner:
        planner.sees("Unsaved work of", "F3 looks at it")
        planner.press("f3")
        planner.sees("Unsaved changes to", "undecided → Alternative guarantees")


def fail(text: str) -> None:
    """Fail with the text in the error's words and at hand."""
    raise ValueError(text)


def error_with_text() -> BaseException:
    """An error whose words, cause and locals hold a text of the scenario."""
    caught = RuntimeError("about SECRET")
    try:
        fail("SECRET")
    except ValueError as error:
        caught.__cause__ = error
    return caught


def test_a_report_holds_the_places_of_all_errors_and_none_of_their_words() -> None:
    """The cause too."""
    lines = crash_lines(error_with_text())
    assert "builtins.RuntimeError (what it says is left out)" in lines
    assert "caused by" in lines
    assert "builtins.ValueError (what it says is left out)" in lines
    assert any("test_crash.py:" in line and "in fail" in line for line in lines)
    words = [line for line in lines if not line.startswith("      ")]  # those are our own code
    assert not any("SECRET" in line for line in words)


def test_where_no_report_can_be_written_it_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder that is a file, for instance."""
    file = Path(os.environ["PLANNER_STATE_DIR"], "file")
    file.touch()
    monkeypatch.setenv("PLANNER_STATE_DIR", str(file))
    lines = crash_words(error_with_text(), [])
    assert lines[1] == "there was no unsaved work"
    assert "no report could be written" in lines[2]
    assert f"planner {__version__}" in lines


def test_a_report_that_the_disk_does_not_take_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that does not answer holds no end of the app."""
    free = threading.Event()
    monkeypatch.setattr("planner.files.safety.state_folder.state_folder", lambda _: free.wait(60))
    monkeypatch.setattr(crash, "_PATIENCE", 0.1)
    words = crash_words(ValueError("SECRET"), ["kept"])
    free.set()
    assert "no report could be written (the disk does not answer):" in words
    assert "builtins.ValueError (what it says is left out)" in words


def test_a_broken_configuration_is_told_in_a_real_terminal(tmp_path: Path) -> None:
    """And the app is there all the same."""
    file = Path(os.environ["PLANNER_CONFIG_DIR"], "config.toml")
    file.write_text("format = 1\nthme = 1\n", encoding="utf-8")
    assert tomllib.loads(file.read_text(encoding="utf-8"))
    with terminal(tmp_path) as planner:
        planner.sees("The configuration is not used.")
        planner.press("q")
        assert planner.ends() == 0
