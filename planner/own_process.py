"""A module of the planner run as a program: what fails or never ends there harms nobody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

__all__ = ["ended"]

_BESIDE = Path(__file__).parents[1]


def ended(
    module: str, *arguments: str, seconds: float, data: bytes = b""
) -> subprocess.CompletedProcess[bytes] | None:
    """What the module came to with that ``data`` as its input; ``None`` if it took too long.

    Raises ``OSError`` where no process can be started.
    """
    try:
        return subprocess.run(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-m", module, *arguments],
            cwd=_BESIDE,  # which is there, and holds no other package of this name
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
