"""Two files that change places in one step, so that nothing is replaced before it was looked at."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["exchange"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


def exchange(one: Path, other: Path) -> bool:
    """Lets the two files change names; whether the system and the file system can do that.

    By ``renameat2`` on Linux and ``renamex_np`` on macOS. Raises ``OSError`` for any other failure;
    then both are as they were.
    """
    call = _call()
    if call is None:
        return False
    import ctypes  # noqa: PLC0415 (slow to import, and only who saves over a file needs it)

    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), os.fspath(other))


def _call() -> Callable[[bytes, bytes], int] | None:
    """The system's own way; ``None`` where there is none."""
    if sys.platform not in {"linux", "darwin"}:
        return None
    import ctypes  # noqa: PLC0415 (slow to import, and only who saves over a file needs it)

    library = ctypes.CDLL(None, use_errno=True)
    name = "renameat2" if sys.platform == "linux" else "renamex_np"
    function: Any = getattr(library, name, None)
    if function is None:  # an old C library
        return None
    if sys.platform == "darwin":
        function.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: function(one, other, _RENAME_SWAP)
    path, folder = ctypes.c_char_p, ctypes.c_int
    function.argtypes = (folder, path, folder, path, ctypes.c_uint)
    return lambda one, other: function(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
