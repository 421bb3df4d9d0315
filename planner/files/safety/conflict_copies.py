"""Copies that synced folders and git leave beside a file when two people changed it at once."""

from __future__ import annotations

import datetime as dt
import os
import re
import socket
import unicodedata
from functools import lru_cache
from pathlib import Path

from planner.files.places import places

__all__ = ["conflict_copies", "is_conflict_copy", "new_copy"]

# How the copy of STEM+SUFFIX is called, by who makes it. OneDrive's own sign is only the name of a
# computer: this one's, or one that Windows made up (upper case), so that ordinary names are none.
# A number in brackets is what Google Drive leaves, and a browser that fetches a file once more.
_PATTERNS = {
    "Dropbox, Nextcloud, ownCloud, Obsidian, Maestral": (
        r"STEM \((?:[^()]* )?conflict(?:ed|ing) copy[^()]*\)(?: ?\(\d+\))?SUFFIX"
    ),
    "older ownCloud": r"STEM_conflict-(?:[^()]+-)?\d{8}-\d{6}SUFFIX",
    "Seafile": r"STEM \(SFConflict [^()]+\)SUFFIX",
    "Syncthing": r"STEM\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?SUFFIX",
    "OneDrive": r"STEM-(?:HOST|(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{6,12})(?:-\d+)?SUFFIX",
    "Google Drive": r"STEM(?: \(\d{1,2}\)|_conf\(\d{1,2}\)| ?\[Conflict\])SUFFIX",
    "git mergetool": r"STEMSUFFIX\.orig",
}


def is_conflict_copy(name: str, of: str) -> bool:
    """Whether a file called ``name`` is by its name a conflict copy of one called ``of``."""
    return _names_of_copies(of).fullmatch(_composed(name)) is not None


@lru_cache(maxsize=4)
def _names_of_copies(of: str) -> re.Pattern[str]:
    of = _composed(of)
    parts = {
        "STEM": re.escape(Path(of).stem),
        "SUFFIX": re.escape(Path(of).suffix),
        "HOST": re.escape(socket.gethostname().partition(".")[0] or "localhost"),
    }
    patterns = "|".join(_PATTERNS.values())
    filled = re.sub("STEM|SUFFIX|HOST", lambda word: parts[word[0]], patterns)
    return re.compile(filled, re.IGNORECASE)


def _composed(name: str) -> str:
    """The name with its accents composed: a file that came from a Mac may have them apart."""
    return unicodedata.normalize("NFC", name)


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """The conflict copies of the file at ``path`` that lie beside it, in the order of their names.

    Only names are looked at; a folder that cannot be read has none.
    """
    try:
        names = os.listdir(places().absolute(path).parent)  # noqa: PTH208 (names are what is looked at)
    except (OSError, ValueError):
        return ()
    others = sorted(name for name in names if name != path.name)
    return tuple(path.with_name(name) for name in others if is_conflict_copy(name, path.name))


def new_copy(of: Path) -> Path:
    """A name beside the file for a conflict copy of it, as synced folders give them; none has it.

    For what a save found in its way and cannot give its place back.
    """
    moment = dt.datetime.now().astimezone().strftime("%Y-%m-%d %H%M%S")
    mark = f"conflicted copy {moment} {os.urandom(3).hex()}"
    return of.with_name(f"{of.stem} ({mark}){of.suffix}")
