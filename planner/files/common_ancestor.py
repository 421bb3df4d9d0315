"""What two files both began with: the newest state that both have had, by git or as kept here."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from attrs import frozen

from planner.by_fields import Printed
from planner.errors import PlannerError
from planner.files.git import ask_git, git_answer
from planner.files.git_history import Repository
from planner.files.safety.reading import MAX_CASE_BYTES, read_bytes
from planner.files.safety.versions import is_as_kept, kept_versions, version_moment

__all__ = ["common_ancestor"]

_RECORDED = re.compile(rb"\x01(\d+)\x01|:\d+ \d+ [0-9a-f]+ ([0-9a-f]{40,64}) ")
"""When a commit was made, and what the file held there."""


def common_ancestor(ours: Path, theirs: Path) -> bytes | None:
    """What the files held when they parted; ``None`` where no such state is known any more.

    It is looked for among what each holds now, what git recorded of it, and the versions that the
    planner kept before its saves: the newest state of ours that theirs has had as well.
    """
    had = {state.name for state in _states(theirs)}
    for state in sorted(_states(ours), key=lambda state: state.last, reverse=True):
        if state.name in had:
            with suppress(OSError, PlannerError):
                return state.content()
    return None


@frozen(eq=False, repr=False)
class _State(Printed):
    """What a file held, by the name that git gives to it, and the last moment known of it."""

    name: str
    last: float
    content: Callable[[], bytes]


def _states(file: Path) -> Iterator[_State]:
    """All that is known of the file, in no order."""
    with suppress(OSError, PlannerError):
        now = read_bytes(file, MAX_CASE_BYTES)
        yield _State(_blob(now), math.inf, lambda: now)
    with suppress(OSError, PlannerError):
        repository = Repository(file)
        for name, moment in _recorded(repository):
            asked = partial(git_answer, repository.root, "cat-file", "blob", name)
            yield _State(name, moment, asked)
    for version in kept_versions(file):
        with suppress(OSError, PlannerError):
            content = read_bytes(version, MAX_CASE_BYTES)
            # It was kept when a save replaced it: until then it stood in the file.
            if (kept := version_moment(version)) and is_as_kept(version, content):
                yield _State(_blob(content), kept.timestamp(), partial(_same, content))


def _recorded(repository: Repository) -> Iterator[tuple[str, float]]:
    """The contents by name, each with the moment of its commit."""
    ways = ("--follow", "--raw", "--no-abbrev", "--no-ext-diff", "--no-textconv", "-z")
    done = ask_git(repository.root, "log", *ways, "--format=%x01%ct%x01", "--", repository.path)
    moment = 0.0
    for found in _RECORDED.finditer(done.stdout):
        if found[1]:
            moment = float(found[1])
        elif set(found[2]) != {ord("0")}:  # the file was taken away there
            yield found[2].decode("ascii"), moment


def _blob(content: bytes) -> str:
    """The name of that content in a repository of git's usual kind."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _same(content: bytes) -> bytes:
    return content
