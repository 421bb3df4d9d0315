"""Commits that changed a file, and from which states of it each of them went on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from attrs import evolve, frozen

__all__ = ["Commit", "going_on", "newest", "with_those_before"]


@frozen
class Commit:
    """A commit that changed the file.

    ``path`` is the file's name in the repository from this commit on, ``renamed_from`` the one
    before where it was another, ``copied_from`` that of the file that it began as a copy of, which
    stayed. ``follows`` names the listed commits whose states of the file this
    one went on from: several where it merges, none where the file began. ``None`` is the next one
    in the list, whichever that is.
    """

    id: str
    short_id: str
    author: str
    at: dt.datetime
    subject: str
    path: str
    renamed_from: str = ""
    follows: tuple[str, ...] | None = None
    copied_from: str = ""

    @property
    def path_before(self) -> str:
        """Where the state that this one went on from stood."""
        return self.renamed_from or self.copied_from or self.path


class State(Protocol):
    """What the file said at a commit; ``loaded`` is ``None`` where that cannot be read."""

    @property
    def commit(self) -> Commit:
        """The commit."""

    @property
    def loaded(self) -> object | None:
        """The content."""


_State = TypeVar("_State", bound=State)
_Blobs = Callable[[Sequence[tuple[str, str]]], Sequence[str]]
"""Which content each file had at a revision, by git's number; empty where it was not there."""


def going_on(
    commits: Sequence[Commit], parents: Mapping[str, Sequence[str]], blobs: _Blobs
) -> tuple[Commit, ...]:
    """The commits, the newest first, with what each follows.

    A state is known by its content: what a parent held is what the nearest listed commit before it
    wrote. So a branch is never told as a change of what another branch had done meanwhile.
    """
    own = dict(zip((c.id for c in commits), blobs([(c.id, c.path) for c in commits]), strict=True))
    asked = [
        (parent, path)
        for commit in commits
        for parent in parents[commit.id]
        for path in {commit.path, commit.path_before}
    ]
    held = dict(zip(asked, blobs(asked), strict=True))
    at: dict[str, list[int]] = {}
    for number, commit in enumerate(commits):
        at.setdefault(own[commit.id], []).append(number)

    def followed(number: int) -> Iterator[str]:
        commit = commits[number]
        for parent in parents[commit.id]:
            paths = (commit.path_before, commit.path)
            blob = next(filter(None, (held[parent, path] for path in paths)), "")
            writers = [n for n in at.get(blob, ()) if n != number]
            older = (n for n in writers if n > number)
            nearest = next(older, writers[-1] if writers else None)
            if blob and nearest is not None:
                yield commits[nearest].id

    return tuple(
        evolve(commit, follows=tuple(dict.fromkeys(followed(number))))
        for number, commit in enumerate(commits)
    )


def newest(recorded: Iterable[_State], most: int | None) -> list[_State]:
    """The ``most`` newest states, and behind them as many as it takes to say what they changed.

    ``None``: all.
    """
    rest = iter(recorded)
    found = list(islice(rest, most))
    known = {state.commit.id for state in found}
    wanted = {id_ for state in found for id_ in state.commit.follows or ()} - known
    while wanted and (state := next(rest, None)) is not None:
        found.append(state)
        known.add(state.commit.id)
        if state.commit.id in wanted and state.loaded is None:
            wanted.update(state.commit.follows or ())
        wanted -= known
    return found


def with_those_before(recorded: Sequence[_State]) -> Iterator[tuple[_State, list[_State]]]:
    """Each state with those that it went on from: several where the commit merges what differed.

    What cannot be read stands for what came before it.
    """
    places = {state.commit.id: number for number, state in enumerate(recorded)}

    def before(number: int) -> Iterator[int]:
        follows = recorded[number].commit.follows
        if follows is not None:
            yield from (places[id_] for id_ in follows if id_ in places)
        elif number + 1 < len(recorded):
            yield number + 1

    for number, state in enumerate(recorded):
        found: list[_State] = []
        seen = {number}
        ahead = [*before(number)]
        while ahead:
            other = ahead.pop(0)
            if other in seen:
                continue
            seen.add(other)
            if recorded[other].loaded is not None:
                found.append(recorded[other])
            else:
                ahead = [*before(other), *ahead]
        yield state, found
