"""Seeing to it that what was written is on the disk, not only on its way there."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

__all__ = ["flush"]


def flush(descriptor: int) -> None:
    """Waits until what was written to the open file is on the disk.

    On macOS ``fsync`` leaves it in the drive's own memory; F_FULLFSYNC does not, where the file
    system knows it (Apple, "fsync(2)"). Raises ``OSError`` where it cannot be written.
    """
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 (not on Windows)

        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)
