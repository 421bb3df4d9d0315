"""Whatever stands at a path: only regular files of a sane size in UTF-8 become text."""

from __future__ import annotations

import hashlib
import os
import socket
import time
from pathlib import Path

import pytest

from planner.errors import FileProblemError
from planner.files.safety.reading import read_text
from planner.files.scenarios.reading import read_scenario
from planner.visible import shown_path, visible
from tests.files.samples import SCENARIO_TEXT, put


def problem_of(path: Path | str) -> str:
    """The one problem of what stands at a path, without the path."""
    with pytest.raises(FileProblemError) as caught:
        read_text(path)
    (problem,) = caught.value.problems
    assert problem.line is None
    return problem.explanation


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """No file of that name is said plainly."""
    assert problem_of(tmp_path / "none.toml").startswith("there is no such file")


def test_a_path_through_a_file_is_told(tmp_path: Path) -> None:
    """A path that treats a file as a folder is said to be no file."""
    put(tmp_path, "a.toml", "x")
    assert problem_of(tmp_path / "a.toml" / "b.toml").startswith("there is no such file")


def test_a_folder_is_told(tmp_path: Path) -> None:
    """A folder is named as one."""
    assert problem_of(tmp_path) == "this is a folder; expected a regular file"


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """A pipe that nobody writes to is refused at once."""
    os.mkfifo(tmp_path / "pipe.toml")
    start = time.monotonic()
    assert problem_of(tmp_path / "pipe.toml") == "this is a pipe; expected a regular file"
    assert time.monotonic() - start < 1


def test_a_device_is_not_read() -> None:
    """A device that never ends is not even opened."""
    assert problem_of("/dev/zero") == "this is a device; expected a regular file"


def test_a_socket_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket is named as one."""
    monkeypatch.chdir(tmp_path)  # the system limits the length of a socket's path
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.toml")
        assert problem_of("s.toml") == "this is a socket; expected a regular file"


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    """Two links that point to each other are no file."""
    (tmp_path / "a.toml").symlink_to("b.toml")
    (tmp_path / "b.toml").symlink_to("a.toml")
    assert problem_of(tmp_path / "a.toml").startswith("this link leads round in a circle")


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    """A link is as good as the file that it leads to."""
    put(tmp_path, "a.toml", "x = 1\n")
    (tmp_path / "b.toml").symlink_to("a.toml")
    assert read_text(tmp_path / "b.toml").text == "x = 1\n"


@pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 0)() == 0, reason="the superuser may read everything"
)
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    """A file that the user may not read is said to be so."""
    put(tmp_path, "a.toml", "x = 1\n").chmod(0)
    assert problem_of(tmp_path / "a.toml").startswith("no permission to read this file")


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    """A name that no file can have is said to be so."""
    assert problem_of(tmp_path / ("x" * 300)).startswith("this name is too long for a file")


def test_a_name_with_a_zero_byte_is_told(tmp_path: Path) -> None:
    """A zero byte in a name is no crash."""
    assert problem_of(f"{tmp_path}/a\0b") == "this is no name of a file"


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    """Of 50 MB no more than the limit is read."""
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.process_time()
    assert problem_of(path).startswith("the file has 50,000,000 bytes")
    assert time.process_time() - start < 0.5


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    """Exactly one MiB is allowed, a byte more is not."""
    assert len(read_text(put(tmp_path, "a", b"x" * (1 << 20))).text) == 1 << 20
    assert problem_of(put(tmp_path, "b", b"x" * ((1 << 20) + 1)))


def test_an_error_of_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that has no words of its own is told in the system's."""

    def broken(*_: object) -> int:
        raise OSError(5, "Input/output error")

    path = put(tmp_path, "a.toml", "x = 1\n")
    monkeypatch.setattr(os, "open", broken)
    assert problem_of(path) == "the file cannot be read (Input/output error)"


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("bom", [False, True], ids=["plain", "bom"])
def test_a_bom_and_windows_line_ends_are_accepted(
    folder: Path,
    end: str,
    bom: bool,  # noqa: FBT001
) -> None:
    """What Windows editors make of a file is read like any other, and remembered for saving."""
    data = SCENARIO_TEXT.replace("\n", end).encode("utf-8-sig" if bom else "utf-8")
    loaded = read_scenario(put(folder, "s.toml", data))
    assert loaded.scenario.note("water") == "Fair."
    assert (loaded.source.newline, loaded.source.bom) == (end, bom)
    assert loaded.source.sha256 == hashlib.sha256(data).hexdigest()
    assert not loaded.source.text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain é 日本.toml", "plain é 日本.toml"),
        ("\x1b]0;title\x07.toml", "\\x1b]0;title\\x07.toml"),
        ("two\nlines.toml", "two\\nlines.toml"),
        ("\u202etxt.toml", "\\u202etxt.toml"),
        ("bad\udcff.toml", "bad\\udcff.toml"),
    ],
)
def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path, name: str, shown: str) -> None:
    """Control characters of a file's own name are shown, not sent."""
    path = tmp_path / name
    try:
        path.write_text("titel = 1\n")
    except (OSError, UnicodeError):
        pytest.skip("no file can have this name here")
    with pytest.raises(FileProblemError) as caught:
        read_scenario(path)
    assert shown in str(caught.value)
    assert name == shown or name not in str(caught.value)
    assert shown_path(path).endswith(shown)


def test_long_texts_are_cut_when_shown() -> None:
    """A megabyte in a wrong place does not fill the screen."""
    assert visible("x" * 1000) == "x" * 57 + "..."
