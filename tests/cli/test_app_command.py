"""``planner`` and ``planner FILE``: the app, and telling commands from files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import planner.cli.app
import planner.tui
from planner import __version__
from planner.cli.main import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What the app was started with, on a terminal."""
    files: list[str | None] = []

    def start(path: str | None = None, *, mouse: bool = True, private: bool = True) -> int:  # noqa: ARG001
        files.append(path)
        return 7

    monkeypatch.setattr(planner.tui, "start", start)
    monkeypatch.setattr(planner.cli.app, "is_terminal", lambda _: True)
    return files


def test_without_arguments_the_app_opens(started: list[str | None]) -> None:
    """Its exit code is ours."""
    assert main([]) == 7
    assert started == [None]


@pytest.mark.parametrize("file", ["deal.toml", "./check", "folder/deal", "~/d", "a b.toml"])
def test_a_file_opens_in_the_app(file: str, started: list[str | None]) -> None:
    """Also one that cannot be read: the app shows why. A file called ``check`` needs its path."""
    assert main([file]) == 7
    assert started == [file]


def test_a_file_called_like_nothing_else_needs_no_path(
    started: list[str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that is no command is a file if there is one of that name."""
    (tmp_path / "deal").touch()
    monkeypatch.chdir(tmp_path)
    assert main(["deal"]) == 7
    assert started == ["deal"]


def test_after_two_dashes_everything_is_a_file(started: list[str | None]) -> None:
    """As everywhere."""
    assert main(["--", "check"]) == 7
    assert started == ["check"]


def test_a_word_that_is_neither_command_nor_file_names_the_nearest_command(
    started: list[str | None], capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Even with the options of the command that was meant."""
    monkeypatch.chdir(tmp_path)
    assert main(["chekc", "deal.toml", "--format", "json"]) == 2
    err = capsys.readouterr().err
    assert 'there is no file or command "chekc"' in err
    assert 'did you mean "check"?' in err
    assert started == []


def test_the_app_opens_one_file(started: list[str | None], capsys: Capture) -> None:
    """For several there is ``planner check``."""
    assert main(["a.toml", "b.toml"]) == 2
    assert "planner check FILE..." in capsys.readouterr().err
    assert started == []


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_without_a_terminal_the_app_says_so(
    stream: str, started: list[str | None], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """One line with what to use instead, and exit 2."""
    monkeypatch.setattr(
        planner.cli.app, "is_terminal", lambda asked: asked is not getattr(sys, stream)
    )
    assert main(["deal.toml"]) == 2
    err = capsys.readouterr().err
    assert "needs a terminal" in err
    assert "planner check FILE" in err
    assert err.count("\n") == 1
    assert started == []


def test_an_unknown_option_names_the_nearest(capsys: Capture) -> None:
    """Exit 2, on standard error."""
    assert main(["--versoin"]) == 2
    assert 'did you mean "--version"?' in capsys.readouterr().err


def test_the_version_is_told(capsys: Capture) -> None:
    """Name and number."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"planner {__version__}\n"


def test_help_tells_commands_from_files(capsys: Capture) -> None:
    """The rule, the commands, examples and exit codes."""
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for part in ("check ", "cases ", "./check", "examples:", "exit codes:"):
        assert part in out
    assert "0    fine, whatever the scenario crosses" in out


def test_an_interrupt_is_quiet(
    started: list[str | None], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Exit 130, as shells expect."""

    def interrupted(path: str | None = None, *, mouse: bool = True, private: bool = True) -> int:  # noqa: ARG001
        started.append(path)
        raise KeyboardInterrupt

    monkeypatch.setattr(planner.tui, "start", interrupted)
    assert main([]) == 130
    assert capsys.readouterr().err == ""
