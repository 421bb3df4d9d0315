"""Two files that change places in one step, so that nothing is replaced before it was looked at."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

__all__ = ["exchange"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


def exchange(one: Path, other: Path) -> bool:
    """Lets the two files change names; whether the system and the file system can do that.

    Raises ``OSError`` for any other failure; then both are as they were.
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # noqa: PLC0415 (slow to import, and only who saves over a file needs it)

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:  # an old C library
        return False
    names = (ctypes.c_char_p(os.fsencode(one)), ctypes.c_char_p(os.fsencode(other)))
    if call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), os.fspath(other))
