"""What stands at a path. What cannot be looked at, or has an impossible name, is nothing.

A method of :class:`~pathlib.Path` raises there: in a folder that was closed, or on a disk that does
not answer. Who must know why asks the system itself, as a reader of files does.
"""

from __future__ import annotations

import os

__all__ = ["is_file", "is_folder", "is_link", "is_there"]


def is_there(path: str | os.PathLike[str]) -> bool:
    """Whether anything stands at ``path`` that can be looked at; a link is what it leads to."""
    return os.path.exists(path)  # noqa: PTH110 (raises nothing)


def is_file(path: str | os.PathLike[str]) -> bool:
    """Whether a regular file stands at ``path``."""
    return os.path.isfile(path)  # noqa: PTH113 (raises nothing)


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether a folder stands at ``path``."""
    return os.path.isdir(path)  # noqa: PTH112 (raises nothing)


def is_link(path: str | os.PathLike[str]) -> bool:
    """Whether a link stands at ``path``, wherever it leads."""
    return os.path.islink(path)  # noqa: PTH114 (raises nothing)
