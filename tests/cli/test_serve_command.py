"""``planner serve``: what it refuses before it serves anything."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from planner.cli import serve
from planner.cli.main import main

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "x"], '"x" is no port; expected 0 to 65535'),
        (["--port", "70000"], '"70000" is no port'),
        (["--port", "000000000199999"], '"000000000199999" is no port; expected 0 to 65535'),
        (["--port", "9" * 5000], "is no port; expected 0 to 65535"),
        (["--sessions", "0"], '"0" is no number of sessions; expected 1 to 64'),
        (["nowhere"], "is no folder; expected the folder to serve"),
        (["--host", "0.0.0.0"], 'there is no option "--host"'),  # noqa: S104 (that is the point)
    ],
)
def test_wrong_usage_is_told_in_words(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    """No other computer can be let in, not even by an option."""
    monkeypatch.chdir(tmp_path)
    assert main(["serve", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: Capture) -> None:
    """With what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["serve", str(tmp_path), "--port", port]) == 2
    assert f"port {port} cannot be had" in capsys.readouterr().err


def test_without_the_extra_it_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """No traceback."""
    monkeypatch.setattr(serve, "find_spec", lambda _: None)
    assert main(["serve", str(tmp_path)]) == 2
    assert "pip install 'redline-planner[serve]'" in capsys.readouterr().err
