"""Commits that changed a file, and from which states of it each of them went on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from attrs import evolve, frozen

from planner.by_fields import Compared, Printed
from planner.errors import FileProblemError, PlannerError, Problem
from planner.visible import shown_path

__all__ = ["Commit", "Recorded", "going_on", "newest", "recorded_at", "with_those_before"]

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Commit(Compared):
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


@frozen(eq=False, repr=False)
class Recorded(Printed, Generic[T]):
    """What a file said at a commit; ``loaded`` is ``None`` where ``problems`` say why.

    ``doubt`` says in a few words why it may not be what was recorded; empty where nothing is.
    ``kept_in`` is the file of a version that the planner kept.
    """

    commit: Commit
    loaded: T | None = None
    problems: tuple[Problem, ...] = ()
    doubt: str = ""
    kept_in: Path | None = None

    @property
    def name(self) -> str:
        """The commit's short name, with the doubt."""
        return f"{self.commit.short_id}{self.doubt and f' ({self.doubt})'}"


def recorded_at(commit: Commit, read: Callable[[], T]) -> Recorded[T]:
    """What ``read`` gives of a file at that commit, or why it cannot be read."""
    try:
        return Recorded(commit, read())
    except FileProblemError as error:
        return Recorded(commit, problems=error.problems)
    except PlannerError as error:
        name = f"{commit.short_id}:{shown_path(commit.path)}"
        return Recorded(commit, problems=(Problem(name, None, None, str(error)),))


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


def newest(recorded: Iterable[Recorded[T]], most: int | None) -> list[Recorded[T]]:
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


def with_those_before(
    recorded: Sequence[Recorded[T]],
) -> Iterator[tuple[Recorded[T], list[Recorded[T]]]]:
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
        found: list[Recorded[T]] = []
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
