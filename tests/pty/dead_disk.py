"""The planner over a disk that never answers: what asks for anything in ``share`` waits for ever.

From when on is said by a file ``dead`` beside that folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Event
from typing import Any

from planner.__main__ import main

_DEAD = Path.cwd() / "dead"
_SHARE = str(Path.cwd() / "share")
_CALLS = ("stat", "lstat", "open", "scandir", "listdir")
_there = os.path.lexists


def _waiting_for_ever(real: Any) -> Any:
    def asked(path: Any, *arguments: Any, **options: Any) -> Any:
        of_disk = isinstance(path, str | os.PathLike) and os.fspath(path).startswith(_SHARE)
        if of_disk and _there(_DEAD):
            Event().wait()
        return real(path, *arguments, **options)

    return asked


for call in _CALLS:
    setattr(os, call, _waiting_for_ever(getattr(os, call)))
sys.exit(main())
