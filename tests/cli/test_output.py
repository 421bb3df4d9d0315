"""What reaches the terminal, and what does not."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import planner.cli.output
from planner.cli.output import OutputError, complain, is_terminal, say, say_json, width

HOSTILE = "a\x1b[31mb\x9bc\x07d\u202ee\u2028f\x00g"


def shown(write: Callable[[], None], encoding: str = "utf-8") -> str:
    """What ``write`` puts on a standard output of that encoding."""
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding, newline="")
    with contextlib.redirect_stdout(stream):
        write()
    return written.getvalue().decode(encoding)


def test_control_sequences_are_shown_and_not_obeyed() -> None:
    """Escapes, bells, C1 controls, bidi overrides and line separators become visible text."""
    text = shown(lambda: say([HOSTILE, "plain"]))
    assert text == "a\\x1b[31mb\\x9bc\\x07d\\u202ee\\u2028f\\x00g\nplain\n"


def test_complaints_are_made_safe_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard error is a terminal as well."""
    complain([HOSTILE])
    assert "\x1b" not in capsys.readouterr().err


def test_json_escapes_control_characters_without_changing_the_value() -> None:
    """A program reads back exactly what stood there, a terminal obeys nothing."""
    answer = {"file": HOSTILE, "title": "Мир · 和平 🕊"}
    text = shown(lambda: say_json(answer))
    assert json.loads(text) == answer
    assert text.replace("\n", "").isprintable()
    assert "Мир · 和平 🕊" in text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-16"])
def test_json_stays_json_in_any_encoding(encoding: str) -> None:
    """Every escape is one that JSON has."""
    answer = {"title": "Мир ✗ é 🕊"}
    assert json.loads(shown(lambda: say_json(answer), encoding)) == answer


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("ascii", 'x crossed: "caf\\xe9" - v \\u0416\n'),
        ("cp1252", "x crossed: “café” · v \\u0416\n"),
    ],
)
def test_signs_have_stand_ins_where_the_encoding_lacks_them(encoding: str, text: str) -> None:
    """An old terminal gets a readable answer instead of a traceback."""
    assert shown(lambda: say(["✗ crossed: “café” · ✓ Ж"]), encoding) == text


def test_a_file_name_that_is_no_unicode_can_be_told() -> None:
    """On POSIX a name may hold any bytes; Python passes them on as half surrogates."""
    assert shown(lambda: say(["caf\udce9.toml"])) == "caf\\udce9.toml\n"


def test_a_stream_that_was_closed_before_we_started_is_no_mistake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """``planner check FILE >&-`` still has its exit code."""
    monkeypatch.setattr(sys, "stdout", None)
    say(["anything"])
    assert not is_terminal(None)
    assert width() == 100


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_told_and_not_hidden() -> None:
    """An answer that got lost must not look like one that was given."""
    with (
        Path("/dev/full").open("w") as full,
        contextlib.redirect_stdout(full),
        pytest.raises(OutputError, match="No space left"),
    ):
        say(["anything"])


def test_the_terminal_says_how_wide_the_text_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """100 columns where it says nothing, or where there is no terminal."""
    sizes = iter([66, 0])
    monkeypatch.setattr(planner.cli.output, "is_terminal", lambda _: True)
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((next(sizes), 24)))
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        assert (width(), width()) == (66, 100)
