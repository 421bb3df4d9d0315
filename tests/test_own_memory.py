"""What is freed goes to the system, or waits for its next use."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from planner import own_memory

_SOME = 40
"""Arrays of a megabyte: each more than the C library keeps by itself."""

_PROGRAM = """
import sys
from pathlib import Path
from unittest.mock import patch

import planner.own_memory

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20

getattr(planner.own_memory, sys.argv[1])()
before = held()
arrays = [bytearray(2**20) for _ in range(int(sys.argv[2]))]
del arrays
print(held() - before)
"""


_FREED_BEFORE = f"""
from pathlib import Path

import planner.own_memory

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20

planner.own_memory.keep_what_is_freed()
arrays = [bytearray(2**20) for _ in range({_SOME})]
del arrays
before = held()
planner.own_memory.give_back_what_is_freed()
print(before - held())
"""


def _megabytes_kept(what_is_done: str) -> float:
    """What the process still holds after the arrays are freed."""
    command = [sys.executable, "-c", _PROGRAM, what_is_done, str(_SOME)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    return float(ended.stdout)


asks_here = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc" or not Path("/proc/self/statm").exists(),
    reason="only the C library of GNU can be asked, and only Linux says what is held",
)


@asks_here
def test_what_is_freed_goes_to_the_system() -> None:
    """The screen is open all day: memory of a count that has ended is not its own."""
    assert _megabytes_kept("give_back_what_is_freed") < _SOME / 10


@asks_here
def test_what_was_freed_before_goes_to_the_system_too() -> None:
    """It is asked once a first long count has ended, which may have been the longest."""
    ended = subprocess.run(
        [sys.executable, "-c", _FREED_BEFORE],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert float(ended.stdout) > _SOME / 2


@asks_here
def test_what_is_freed_waits_for_its_next_use() -> None:
    """A process that counts asks for the same again and again."""
    assert _megabytes_kept("keep_what_is_freed") > _SOME * 9 / 10


def test_a_library_that_refuses_the_highest_threshold_gets_the_highest_that_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the manual has it, and older ones do: else each large array would still be mapped anew."""
    held: dict[int, int] = {}

    class Library:
        @staticmethod
        def mallopt(name: int, value: int) -> int:
            if name == _MMAP_THRESHOLD and value > _MOST:
                return 0
            held[name] = value
            return 1

    monkeypatch.setattr("ctypes.CDLL", lambda _name: Library)
    own_memory.keep_what_is_freed()
    assert held[_MMAP_THRESHOLD] == _MOST


@pytest.mark.parametrize("found", [OSError, TypeError, [object()]])
def test_a_c_library_without_such_limits_keeps_what_it_likes(found: object) -> None:
    """That of Windows is not found under that name, others have no ``mallopt``."""
    with patch("ctypes.CDLL", side_effect=found) as library:
        own_memory.give_back_what_is_freed()
    library.assert_called_once_with(None)


_MMAP_THRESHOLD = -3
_MOST = 32 * 1024 * 1024 if sys.maxsize > 2**32 else 512 * 1024
"""``DEFAULT_MMAP_THRESHOLD_MAX`` in ``man mallopt``."""
