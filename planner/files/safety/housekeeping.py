"""What one does with files besides saving them: rename, throw away.

Nothing is ever overwritten, and what is thrown away can be had back from the platform's trash.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from planner.errors import PlannerError
from planner.files.places import places
from planner.files.safety.drafts import move_drafts
from planner.files.safety.versions import moving_versions
from planner.visible import shown_path, visible

__all__ = ["HousekeepingError", "rename_file", "trash_file"]

_REASONS = {
    errno.EACCES: "no permission in this folder",
    errno.EPERM: "no permission in this folder",
    errno.ENOENT: "it is not there any more",
    errno.EROFS: "this disk can only be read",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOSPC: "the disk is full",
}


class HousekeepingError(PlannerError):
    """The file could not be renamed or thrown away; it is as it was."""


def rename_file(source: Path, target: Path) -> None:
    """Gives the file another name in its folder, if that is not taken; its versions come along.

    So does unsaved work that a crash left. Raises :class:`HousekeepingError` with a reason.
    """
    name = shown_path(source)
    if not (places().may_write(source) and places().may_write(target)):
        raise HousekeepingError(f"{name} was not renamed: {_outside()}")
    if places().absolute(target).parent != places().absolute(source).parent:
        # Its case may be named relative to its folder, or lie beside it.
        raise HousekeepingError(
            f"{name} was not renamed: a file is renamed within its folder; duplicate it to have it "
            "elsewhere"
        )
    try:
        with moving_versions(source, target) as keep_versions:
            _move(source, target, keep_versions)
        move_drafts(source, target)
    except FileExistsError:
        taken = f"{name} was not renamed: there is a file called {visible(target.name)} already"
        raise HousekeepingError(taken) from None
    except OSError as error:
        raise HousekeepingError(f"{name} was not renamed: {_why(error)}") from error


def trash_file(path: Path) -> None:
    """Moves the file to the platform's trash. Raises :class:`HousekeepingError` with a reason."""
    if not places().may_write(path):
        raise HousekeepingError(f"{shown_path(path)} stays: {_outside()}")
    from send2trash import TrashPermissionError, send2trash  # noqa: PLC0415 (rarely wanted)

    try:
        send2trash(places().absolute(path))
    except TrashPermissionError:
        reason = "there is no trash for this disk, and nothing is deleted for good here"
        raise HousekeepingError(f"{shown_path(path)} stays: {reason}") from None
    except OSError as error:
        raise HousekeepingError(f"{shown_path(path)} stays: {_why(error)}") from error


def _move(source: Path, target: Path, taken: Callable[[], None]) -> None:
    """``taken`` is called once the target is there and the source still is.

    Raises ``FileExistsError`` where something stands at the target already.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # A file system without links: reserve the name, then replace what was reserved.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            taken()
            source.replace(target)
        except OSError:
            target.unlink()
            raise
    else:
        taken()
        try:
            source.unlink(missing_ok=True)  # taken away by somebody: the new name is left
        except OSError:
            target.unlink()
            raise


def _outside() -> str:
    folder = shown_path(str(places().confined))
    return f"it lies outside {folder}, which this session may not leave"


def _why(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or visible(error.strerror or str(error))
