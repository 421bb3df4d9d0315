"""What two files both began with: the newest state that both have had, by git or as kept here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from planner.errors import PlannerError
from planner.files.git import ask_git, git_answer
from planner.files.git_history import Repository
from planner.files.safety.reading import MAX_CASE_BYTES, read_bytes
from planner.files.safety.versions import is_as_kept, kept_versions

__all__ = ["common_ancestor"]

_BLOB = re.compile(rb":\d+ \d+ [0-9a-f]+ ([0-9a-f]{40,64}) ")


def common_ancestor(ours: Path, theirs: Path) -> bytes | None:
    """What the files held when they parted; ``None`` where no such state is known any more.

    It is looked for among what each holds now, what git recorded of it, and the versions that the
    planner kept before its saves.
    """
    had = {name for name, _ in _states(theirs)}
    for name, content in _states(ours):
        if name in had:
            with suppress(OSError, PlannerError):
                return content()
    return None


def _states(file: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Each state by the name that git gives to such a content, the newest first."""
    with suppress(OSError, PlannerError):
        now = read_bytes(file, MAX_CASE_BYTES)
        yield _blob(now), lambda: now
    with suppress(OSError, PlannerError):
        repository = Repository(file)
        for name in _recorded(repository):
            yield name, partial(git_answer, repository.root, "cat-file", "blob", name)
    for version in kept_versions(file):
        with suppress(OSError, PlannerError):
            content = read_bytes(version, MAX_CASE_BYTES)
            if is_as_kept(version, content):
                yield _blob(content), partial(_same, content)


def _recorded(repository: Repository) -> Iterator[str]:
    ways = ("--follow", "--raw", "--no-abbrev", "--no-ext-diff", "--no-textconv", "-z", "--format=")
    done = ask_git(repository.root, "log", *ways, "--", repository.path)
    for found in _BLOB.finditer(done.stdout):
        if set(found[1]) != {ord("0")}:  # the file was taken away there
            yield found[1].decode("ascii")


def _blob(content: bytes) -> str:
    """The name of that content in a repository of git's usual kind."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _same(content: bytes) -> bytes:
    return content
