"""A foreign environment: what the libraries would heed is dropped, what the app honours stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.cli.environment import drop_foreign_variables
from planner.cli.main import main
from tests.pty.terminal import terminal

FOREIGN = {
    "TEXTUAL_DRIVER": "evil:Driver",
    "TEXTUAL_FILTERS": "nonsense",
    "TEXTUAL_PRESS": "q,d",
    "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL_COLOR_SYSTEM": "mauve",
    "TEXTUAL_LOG": "/dev/full",
    "TEXTUAL_DEVTOOLS_PORT": "-1",
    "TEXTUAL_THEME": "no-such-theme",
    "TEXTUAL_ALLOW_SIGNALS": "1",
    "TEXTUAL": "devtools",
    "COLUMNS": "100000000",
    "LINES": "-3",
}


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("TEXTUAL_COLOR_SYSTEM", "TrueColor ", "truecolor"),
        ("TEXTUAL_COLOR_SYSTEM", "mauve", None),
        ("TEXTUAL_ANIMATIONS", "none", "none"),
        ("TEXTUAL_ANIMATIONS", "wild", None),
        ("TEXTUAL_DRIVER", "planner.web.driver:BrowserDriver", "planner.web.driver:BrowserDriver"),
        ("TEXTUAL_DRIVER", "evil:Driver", None),
        ("TEXTUAL_PRESS", "q", None),
        ("TEXTUAL_OF_TOMORROW", "1", None),
        ("COLUMNS", "132", "132"),
        ("COLUMNS", "0", None),
        ("COLUMNS", "-80", None),
        ("COLUMNS", "100000000", None),
        ("COLUMNS", "9" * 5000, None),
        ("COLUMNS", "²", None),
        ("COLUMNS", "", None),
        ("LINES", "500", "500"),
        ("LINES", "501", None),
        ("ROWS", "x", None),
        ("EDITOR", "vi", "vi"),
        ("TEXTUALLY", "fine", "fine"),
    ],
)
def test_only_what_the_app_honours_stays(name: str, value: str, kept: str | None) -> None:
    """And of that only values that it knows."""
    environment = {name: value}
    drop_foreign_variables(environment)
    assert environment.get(name) == kept


def test_each_command_starts_with_them_dropped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is imported that would read them."""
    for name, value in FOREIGN.items():
        monkeypatch.setenv(name, value)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out
    assert not [name for name in os.environ if name.startswith("TEXTUAL_")]
    assert not {"COLUMNS", "LINES"} & set(os.environ)


def test_the_screen_library_is_not_there_before_they_are_dropped() -> None:
    """It reads them once, as it is imported."""
    program = "import sys, planner.cli.main; sys.exit('textual' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal there")
def test_the_app_runs_under_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No module is imported, no key pressed, no traceback shown."""
    for name, value in FOREIGN.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "evil.py").write_text("open('imported', 'w').close()\n", encoding="utf-8")
    with terminal(tmp_path) as planner:
        planner.sees("Untitled deal, not saved")
        planner.press("3")
        planner.sees("(•) Alternative guarantees")
        planner.press("q")
        planner.sees("has unsaved changes")
        planner.press("d")
        assert planner.ends() == 0
        assert "Traceback" not in planner.written
    assert not (tmp_path / "imported").exists()
