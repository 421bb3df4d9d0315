"""A module of the planner run as a program: what fails or never ends there harms nobody else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

__all__ = ["ended", "processors", "started"]

_BESIDE = Path(__file__).parents[1]


def started(
    module: str, *arguments: str, stdin: IO[str] | int, stdout: IO[str] | int
) -> subprocess.Popen[bytes]:
    """The module at work, with that input and output; what it complains of is not kept.

    Raises ``OSError`` where no process can be started.
    """
    import subprocess  # noqa: PLC0415 (few commands start a process, all would pay for it)

    return subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-m", module, *arguments],
        cwd=_BESIDE,  # which is there, and holds no other package of this name
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
    )


def ended(
    module: str, *arguments: str, seconds: float, data: bytes = b""
) -> subprocess.CompletedProcess[bytes] | None:
    """What the module came to with that ``data`` as its input; ``None`` if it took too long.

    Raises ``OSError`` where no process can be started.
    """
    import subprocess  # noqa: PLC0415 (see above)

    with started(module, *arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            said, _ = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            process.kill()  # where it has ended by itself, that does nothing
        return subprocess.CompletedProcess(process.args, process.returncode, said)


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # neither macOS nor Windows says
        return os.cpu_count() or 1
