"""Earlier versions of saved files, kept in the user's state folder.

The name of each says when it was kept and what it held then: ``MOMENT-DIGEST.toml``. So a version
that was changed since is never taken for what the planner kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from planner.files.safety.flushing import flush
from planner.files.safety.state_folder import state_folder, state_name
from planner.files.standing import is_link, is_there

__all__ = [
    "KEPT_VERSIONS",
    "is_as_kept",
    "keep_version",
    "kept_content",
    "kept_versions",
    "moving_versions",
    "version_moment",
]

KEPT_VERSIONS = 20
_MOMENT = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"(\d{8}T\d{6})(\d{6}Z)-[0-9a-f]{32}", re.ASCII)
_DIGITS = 32
"""How much of the SHA-256 a name holds: 128 bits, which nobody hits by chance."""
_CUT_OFF_SECONDS = 60.0  # no writer takes that long
_keeping = Lock()
"""A draft and a save may keep the same at once: it is one version."""


def keep_version(target: Path, content: bytes) -> Path | None:
    """Keeps ``content`` as an earlier version of ``target`` and drops all but the last 20.

    ``None`` where it cannot be kept (no state folder, a full disk): a save does not fail for it.
    """
    try:
        with _keeping:
            return _kept(target, content)
    except OSError:
        return None


def _kept(target: Path, content: bytes) -> Path:
    folder = state_folder("versions", state_name(target))
    newest = kept_versions(target)[:1]
    if newest and is_as_kept(newest[0], content) and newest[0].read_bytes() == content:
        return newest[0]  # kept by a save that failed after it, or by a draft
    path = folder / f"{_next_moment(newest):{_MOMENT}}-{_digest(content)}.toml"
    _write_whole(path, content)
    for old in kept_versions(target)[KEPT_VERSIONS:]:
        old.unlink(missing_ok=True)
    return path


@contextmanager
def moving_versions(source: Path, target: Path) -> Iterator[Callable[[], None]]:
    """While a file gets another name: what is to be called when both names are its own.

    Its versions are kept under both names first, and under the old one only until the file has the
    new one alone: no end in between loses any. Where they cannot be kept twice they stay. They are
    under the old name alone again where the file keeps it.
    """
    # Those of a link are of the file that it leads to, which keeps its name.
    versions = () if is_link(source) else kept_versions(source)
    copies: list[Path] = []
    kept: tuple[Path, ...] = ()

    def keep_twice() -> None:
        nonlocal kept
        if versions:
            with suppress(OSError):
                folder = state_folder("versions", state_name(target))
                for version in versions:
                    copy = folder / version.name
                    if not is_there(copy):
                        copies.append(copy)
                    _write_whole(copy, version.read_bytes())
                kept = versions

    try:
        yield keep_twice
    except OSError:
        _drop(copies)
        raise
    _drop(kept)


def _drop(versions: Iterable[Path]) -> None:
    for version in versions:
        with suppress(OSError):
            version.unlink(missing_ok=True)


def _write_whole(path: Path, content: bytes) -> None:
    """Under another name first: a version that is there is whole, whatever ended its writer."""
    for cut_off in path.parent.glob("*.tmp"):
        if time.time() - cut_off.stat().st_mtime > _CUT_OFF_SECONDS:
            cut_off.unlink(missing_ok=True)
    temporary = path.with_name(f".{path.stem}-{os.urandom(4).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        flush(descriptor)
    temporary.rename(path)


def kept_versions(target: str | os.PathLike[str]) -> tuple[Path, ...]:
    """The earlier versions of the file at ``target``, the newest first.

    Whatever else somebody has put there is left out: it was not kept here.
    """
    try:
        folder = state_folder("versions", state_name(target))
        with os.scandir(folder) as entries:
            found = [
                folder / entry.name
                for entry in entries
                if entry.is_file(follow_symlinks=False)
                and entry.name.endswith(".toml")
                and version_moment(folder / entry.name) is not None
            ]
    except OSError:
        return ()
    return tuple(sorted(found, reverse=True))


def version_moment(version: Path) -> dt.datetime | None:
    """When that version was kept; ``None`` where the name is no version's."""
    named = _NAME.fullmatch(version.stem)
    if named is None:
        return None
    # Python's reading by a format loads a calendar and patterns: 0.2 MB for each who saves.
    with suppress(ValueError):
        return dt.datetime.fromisoformat(f"{named[1]}.{named[2]}")
    return None


def is_as_kept(version: Path, content: bytes) -> bool:
    """Whether that version held this content when it was kept."""
    return version.stem.endswith(f"-{_digest(content)}")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def _next_moment(newest: Sequence[Path]) -> dt.datetime:
    """Now; after the newest version where the clock ran backwards: the order must stay."""
    now = dt.datetime.now(dt.UTC)
    last = version_moment(newest[0]) if newest else None
    if last is None or now > last:
        return now
    try:
        return last + dt.timedelta(microseconds=1)
    except OverflowError:  # somebody wrote the end of time
        return now


def kept_content(target: str | os.PathLike[str], digest: str) -> bytes | None:
    """What the file at ``target`` held when its SHA-256 was ``digest``; ``None`` if it is lost."""
    for version in kept_versions(target):
        with suppress(OSError):
            content = version.read_bytes()
            if hashlib.sha256(content).hexdigest() == digest:
                return content
    return None
