"""What other systems do in their own way, as far as it can be tried on this one."""

from __future__ import annotations

import ctypes
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import psutil
import pytest

from planner.errors import SaveError
from planner.files.safety import exchanging, flushing, locking, processes
from planner.tui.files.editor import editor_command

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what Linux does")


# Locks


@pytest.fixture(params=["fcntl", "filelock"])
def locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock of this system, and the one of Windows."""
    if request.param == "filelock":
        monkeypatch.setattr(locking, "_locked", locking._locked_on_windows)


@pytest.mark.usefixtures("locks")
def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_PATIENCE", 0.1)
    target = tmp_path / "deal.toml"
    inside, leave = Event(), Event()

    def hold() -> None:
        with locking.save_lock(target) as held:
            assert held
            inside.set()
            leave.wait(10)

    other = Thread(target=hold)
    other.start()
    assert inside.wait(10)
    with pytest.raises(SaveError, match="another planner is saving"), locking.save_lock(target):
        pass
    leave.set()
    other.join()
    with locking.save_lock(target) as held:
        assert held


@pytest.mark.usefixtures("locks")
def test_without_a_state_folder_there_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: str) -> Path:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(locking, "state_folder", refused)
    with locking.save_lock(tmp_path / "deal.toml") as held:
        assert not held


@pytest.mark.usefixtures("locks")
def test_a_lock_ends_with_the_process_that_holds_it(tmp_path: Path) -> None:
    kind = "_locked_on_windows" if locking._locked is locking._locked_on_windows else "_locked"
    script = (
        "import os, sys; from pathlib import Path; from planner.files.safety import locking\n"
        f"with locking.{kind}(Path(sys.argv[1])) as held: print(held, flush=True); os.abort()"
    )
    lock = tmp_path / "lock"
    done = subprocess.run(
        [sys.executable, "-c", script, str(lock)], capture_output=True, check=False, text=True
    )
    assert done.stdout == "True\n"
    with getattr(locking, kind)(lock) as held:
        assert held


# The end of a write


def test_on_macos_the_drive_is_asked_to_write_it_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where its file system does not know that, the usual way is gone."""
    asked: list[int] = []
    refuses = False

    def told(_: int, command: int) -> int:
        asked.append(command)
        if refuses:
            raise OSError(errno.ENOTSUP, "not here")
        return 0

    synced: list[int] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "fcntl", SimpleNamespace(fcntl=told, F_FULLFSYNC=51))
    monkeypatch.setattr(os, "fsync", synced.append)
    with tmp_path.joinpath("file").open("wb") as file:
        flushing.flush(file.fileno())
        assert (asked, synced) == ([51], [])
        refuses = True
        flushing.flush(file.fileno())
        assert (asked, synced) == ([51, 51], [file.fileno()])


# Two files that change places


def swapped(one: bytes, other: bytes) -> None:
    """What ``renamex_np`` with RENAME_SWAP does, by three renamings."""
    first, second, between = (Path(os.fsdecode(name)) for name in (one, other, one + b".between"))
    first.rename(between)
    second.rename(first)
    between.rename(second)


def test_on_macos_files_change_places_by_its_own_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Call:
        argtypes: object = None

        def __call__(self, one: bytes, other: bytes, flags: int) -> int:
            assert flags == 2
            assert self.argtypes == (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
            swapped(one, other)
            return 0

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renamex_np=Call()))
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    assert exchanging.exchange(one, other)
    assert (one.read_bytes(), other.read_bytes()) == (b"2", b"1")


@pytest.mark.parametrize("platform", ["win32", "freebsd14"])
def test_where_there_is_no_such_call_it_is_said(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert not exchanging.exchange(tmp_path / "one", tmp_path / "other")


def test_an_old_system_without_the_call_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())
    for platform in ("linux", "darwin"):
        monkeypatch.setattr(sys, "platform", platform)
        assert not exchanging.exchange(tmp_path / "one", tmp_path / "other")


# Whose process it is


WAYS = [
    pytest.param(processes._started_since_boot, marks=LINUX, id="since boot"),
    pytest.param(processes._started_by_the_clock, id="by the clock"),
]


@pytest.mark.parametrize("way", WAYS)
def test_a_process_has_one_beginning_and_another_has_another(way: Callable[[int], str]) -> None:
    own = way(os.getpid())
    assert own
    assert own == way(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        assert way(other.pid) not in {"", own}
        other.communicate(b"\n")
    assert not way(other.pid)
    assert not way(2**31 - 1)


@pytest.mark.parametrize("way", WAYS)
def test_a_number_that_is_used_again_is_another_process(
    way: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "started_at", way)
    assert processes.is_running(os.getpid(), way(os.getpid()))
    assert not processes.is_running(os.getpid(), "1")
    assert processes.is_running(os.getpid(), "")  # of old, when nobody wrote it down


def test_on_windows_a_process_is_looked_for_without_a_signal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """``os.kill`` would end it there; psutil asks in the way of each system."""

    def ended(*_: int) -> None:
        raise AssertionError("os.kill ends processes on Windows")

    monkeypatch.setattr(psutil, "pid_exists", {os.getpid()}.__contains__)
    monkeypatch.setattr(os, "kill", ended)
    monkeypatch.setattr(sys, "platform", "win32")
    assert processes.is_running(os.getpid(), "")
    assert not processes.is_running(2**31 - 1, "")


# Editors


@pytest.mark.parametrize(
    ("platform", "editor", "words"),
    [
        ("linux", "'/opt/my editor/vim' -u NONE", ["/opt/my editor/vim", "-u", "NONE"]),
        ("linux", r"/opt/my\ editor/vim", ["/opt/my editor/vim"]),
        ("darwin", '"/Applications/My Editor" -n', ["/Applications/My Editor", "-n"]),
        ("win32", r'"C:\Program Files\Edit\vim.exe" -n', [r"C:\Program Files\Edit\vim.exe", "-n"]),
        ("win32", r"C:\Tools\vim.exe", [r"C:\Tools\vim.exe"]),
    ],
)
def test_the_editor_is_taken_apart_by_the_systems_rules(
    platform: str, editor: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    command = editor_command(Path("deal.toml"), 3, {"EDITOR": editor})
    assert command[: len(words)] == words


def test_an_editor_whose_quote_is_not_closed_is_passed_over() -> None:
    environment = {"VISUAL": '"vim', "EDITOR": "nano"}
    assert "nano" in editor_command(Path("deal.toml"), 3, environment)
