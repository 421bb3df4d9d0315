"""Earlier states of cases: kept in the state folder, and found again by their digest.

A scenario names the state of its case that it was saved against. With that state at hand it can be
told what changed since; without it, only that something did.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from planner.errors import FileProblemError
from planner.files.cases.catalogue import bundled_folder, searched_case_files
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.safety.reading import MAX_CASE_BYTES, read_bytes, read_text
from planner.files.safety.state_folder import state_folder
from planner.files.standing import is_there

__all__ = ["KEPT_CASES", "earlier_case", "keep_case"]

KEPT_CASES = 20
_NAME_LENGTH = 32


def keep_case(file: Path, digest: str) -> None:
    """Keeps a copy of the case file of that digest, and drops all but the last 20 of such copies.

    Nothing is raised: nobody's work depends on it.
    """
    with suppress(OSError, FileProblemError):
        folder = state_folder("cases")
        kept = folder / _name(digest)
        if is_there(kept):
            os.utime(kept)  # in use: others go first
            return
        if read_text(file, MAX_CASE_BYTES).digest != digest:
            return
        made = folder / f"{os.urandom(8).hex()}.tmp"
        made.mkdir(mode=0o700)
        try:
            # Under its own name: a case may take its id from it.
            made.joinpath(file.name).write_bytes(read_bytes(file, MAX_CASE_BYTES))
            made.rename(kept)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        by_age = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in by_age[KEPT_CASES:]:
            shutil.rmtree(old, ignore_errors=True)


def earlier_case(digest: str, folders: Iterable[Path]) -> LoadedCase | None:
    """The case of that digest: among the case files of the folders, the bundled, the kept ones.

    ``None`` where it is not at hand, or cannot be read.
    """
    for file in (*searched_case_files((*folders, bundled_folder())), *_kept(digest)):
        with suppress(FileProblemError):
            # Reading a case is expensive; most have another digest.
            if read_text(file, MAX_CASE_BYTES).digest == digest:
                return read_case(file)
    return None


def _kept(digest: str) -> Iterator[Path]:
    with suppress(OSError), os.scandir(state_folder("cases") / _name(digest)) as entries:
        yield from (Path(entry.path) for entry in entries)


def _name(digest: str) -> str:
    """The name of the folder of a kept case; the digest was judged when it was read."""
    return digest.removeprefix("sha256:")[:_NAME_LENGTH]
