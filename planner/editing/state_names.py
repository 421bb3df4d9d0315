"""Which state of a file a name means, a scenario's or a case's."""

from __future__ import annotations

import os
import re
from pathlib import Path

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["DRAFT", "StateName", "state_named"]

DRAFT = "draft"
"""How unsaved work on a file is called behind its name."""


@frozen(eq=False, repr=False)
class StateName(Compared):
    """Which state a name means: the file's own, or an earlier one of it."""

    file: Path
    revision: str = ""
    version: int | None = None
    draft: bool = False

    @property
    def is_file(self) -> bool:
        """Whether the file as it stands is meant."""
        return not (self.revision or self.draft) and self.version is None


_VERSION = re.compile(r"[0-9]{1,9}")
"""Python makes no number of thousands of digits, and of no file are as many versions kept."""


def state_named(name: str) -> StateName:
    """What the name means.

    ``FILE`` is a file, ``REVISION:FILE`` what git recorded of it, ``FILE@N`` the Nth of its kept
    versions (1 is the newest that is not what the file holds now), ``FILE@draft`` unsaved work on
    it. A file that is there is meant, whatever its name.
    """
    if not os.path.lexists(name):
        file, at, state = name.rpartition("@")
        if at and file and state == DRAFT:
            return StateName(Path(file), draft=True)
        if at and file and _VERSION.fullmatch(state):
            return StateName(Path(file), version=int(state))
        revision, colon, file = name.partition(":")
        if colon and revision and file and not Path(name).drive:
            return StateName(Path(file), revision)
    return StateName(Path(name))
