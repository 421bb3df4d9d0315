"""Which version of a library is installed, by the folder that its installation left."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress

__all__ = ["installed_version"]

_SUFFIX = ".dist-info"


def installed_version(library: str) -> str | None:
    """The version; ``None`` where the library is not installed.

    The standard library's own answer takes over a megabyte for good, since it reads mails and
    archives. It is asked where no folder says it, or several do.
    """
    for folder in sys.path:
        found = [*_versions_in(folder or os.curdir, _plain(library))]
        if len(found) == 1:
            return found[0]
        if found:
            break
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 (see above)

    try:
        return version(library)
    except PackageNotFoundError:
        return None


def _versions_in(folder: str, library: str) -> Iterator[str]:
    """What folders called ``NAME-VERSION.dist-info`` say."""
    with suppress(OSError):
        for entry in os.listdir(folder):  # noqa: PTH208 (names alone)
            if entry.endswith(_SUFFIX):
                name, _, version = entry.removesuffix(_SUFFIX).partition("-")
                if version and _plain(name) == library:
                    yield version


def _plain(name: str) -> str:
    """A name as those are compared that mean the same library."""
    return re.sub(r"[-_.]+", "-", name).lower()
