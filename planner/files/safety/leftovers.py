"""What saves that were killed left beside a file, removed when it is opened."""

from __future__ import annotations

import os
from contextlib import suppress

from planner.errors import SaveError
from planner.files.safety.locking import save_lock
from planner.files.safety.replacing import leftovers, remove_leftovers, resolved_target

__all__ = ["clean_up_after_kill"]


def clean_up_after_kill(path: str | os.PathLike[str]) -> None:
    """Removes the temporary files that killed saves of ``path`` left beside it.

    Each save does so too; call it when a file is opened. Nothing is raised.
    """
    with suppress(SaveError):
        target = resolved_target(path)
        if leftovers(target):
            with save_lock(target) as locked:
                if locked:  # then nobody is writing them
                    remove_leftovers(target)
