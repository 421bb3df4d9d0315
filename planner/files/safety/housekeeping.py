"""What one does with scenario files besides saving them: duplicate, rename, throw away.

Nothing is ever overwritten, and what is thrown away can be had back from the platform's trash.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from attrs import evolve

from planner.errors import LayoutAtStakeError, PlannerError
from planner.files.places import places
from planner.files.safety.saving import Saved, save_text
from planner.files.scenarios.kind import kind_of
from planner.files.scenarios.reading import read_scenario
from planner.visible import shown_path, visible

__all__ = ["HousekeepingError", "duplicate_scenario", "rename_scenario", "trash_scenario"]

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


def duplicate_scenario(source: Path, target: Path) -> Saved:
    """Saves the scenario of ``source`` under a name that is not taken; its comments stay.

    Its title says that it is a copy, so that the two can be distinguished. Raises
    :class:`~planner.errors.FileProblemError` if the source cannot be read and
    :class:`~planner.errors.SaveError` if the copy cannot be saved.
    """
    loaded = read_scenario(source)
    envelope, written = loaded.envelope, loaded.written
    if envelope.case_path:
        home = places().absolute(target).parent
        envelope = evolve(envelope, case_path=places().relative(loaded.case_file, home))
    titled = evolve(written, title=f"{written.title} (copy)") if written.title else written
    kind = kind_of(loaded)
    try:
        text = kind.text_to_save(titled, envelope, loaded.source)
    except LayoutAtStakeError:
        # The title cannot be changed as the file is laid out. That is no reason to lose comments.
        text = kind.text_to_save(written, envelope, loaded.source)
    return save_text(target, text, seen=None, base=loaded.source)


def rename_scenario(source: Path, target: Path) -> None:
    """Gives the file another name in its folder, if that is not taken.

    Raises :class:`HousekeepingError` with a reason.
    """
    name = shown_path(source)
    if places().absolute(target).parent != places().absolute(source).parent:
        # Its case may be named relative to its folder, or lie beside it.
        raise HousekeepingError(
            f"{name} was not renamed: a file is renamed within its folder; duplicate it to have it "
            "elsewhere"
        )
    try:
        _move(source, target)
    except FileExistsError:
        taken = f"{name} was not renamed: there is a file called {visible(target.name)} already"
        raise HousekeepingError(taken) from None
    except OSError as error:
        raise HousekeepingError(f"{name} was not renamed: {_why(error)}") from error


def trash_scenario(path: Path) -> None:
    """Moves the file to the platform's trash. Raises :class:`HousekeepingError` with a reason."""
    from send2trash import TrashPermissionError, send2trash  # noqa: PLC0415 (rarely wanted)

    try:
        send2trash(places().absolute(path))
    except TrashPermissionError:
        reason = "there is no trash for this disk, and nothing is deleted for good here"
        raise HousekeepingError(f"{shown_path(path)} stays: {reason}") from None
    except OSError as error:
        raise HousekeepingError(f"{shown_path(path)} stays: {_why(error)}") from error


def _move(source: Path, target: Path) -> None:
    """Raises ``FileExistsError`` where something stands at the target already."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # A file system without links: reserve the name, then replace what was reserved.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            source.replace(target)
        except OSError:
            target.unlink()
            raise
    else:
        source.unlink()


def _why(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or visible(error.strerror or str(error))
