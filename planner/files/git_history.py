"""What git recorded of a scenario's or a case's file: each commit, and what the file said there.

The case is taken from the same commit where it lies in the repository, so that the verdict is the
one that held then; else it is looked up as ever. Nothing is checked out.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from planner.errors import FileProblemError, Problem
from planner.files.cases.reading import CASE_SUFFIX, LoadedCase, loaded_case
from planner.files.commits import Commit, Recorded, going_on, recorded_at
from planner.files.git import GitError, ask_git, git_answer
from planner.files.places import places
from planner.files.safety.reading import MAX_CASE_BYTES, MAX_SCENARIO_BYTES, is_gone, too_large
from planner.files.scenarios.reading import LoadedScenario, scenario_with_case
from planner.files.standing import is_folder
from planner.files.toml.source import source_from_bytes
from planner.visible import shown_path, visible

__all__ = [
    "Repository",
    "case_at",
    "number_of_commits",
    "recorded_cases",
    "recorded_scenarios",
    "scenario_at",
]

T = TypeVar("T")

_FIELDS = "%x01%H%x00%h%x00%P%x00%an%x00%aI%x00%s%x00"
_COMMIT = re.compile(rb"(?:\A|\0)\x01(?=[0-9a-f]{40,64}\0[0-9a-f]+\0)")
"""Where an entry begins. The words of a commit may hold the mark, but nothing that looks so."""
_NO_TIME = dt.datetime.fromtimestamp(0, dt.UTC)
"""What git says of a time that is none."""
_PARTS = 6
_MOST_CASES = 50
"""Case files of one folder that are looked into; one that is named after the id comes first."""


class Repository:
    """The repository around a file: its commits, and what files held there."""

    def __init__(self, file: Path) -> None:
        whole = places().absolute(file)
        if is_folder(whole):
            message, expected = "this is a folder", "a scenario or a case"
            raise FileProblemError((Problem(shown_path(file), None, None, message, expected),))
        folder = whole.parent
        while is_gone(places().real(folder)) and folder != folder.parent:
            folder = folder.parent  # the file may lie in a folder that is gone by now
        done = ask_git(folder, "rev-parse", "--show-toplevel")
        if done.returncode:
            words = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            why = "it lies in no git repository"
            if "not a git repository" not in words:
                why = words.removeprefix("fatal: ") or why
            raise FileProblemError((Problem(shown_path(file), None, None, visible(why, 200)),))
        self.root = Path(done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n"))
        if not places().may_read(self.root):
            message = "its repository lies outside the folder that this session may not leave"
            raise _problem(shown_path(file), message)
        self.path = self._inside(file, places().real(whole.parent) / whole.name)

    def _inside(self, file: Path, whole: Path) -> str:
        try:
            return whole.relative_to(places().real(self.root)).as_posix()
        except ValueError:
            message = "it lies outside the repository that its folder belongs to"
            raise FileProblemError((Problem(shown_path(file), None, None, message),)) from None

    def commits(self) -> tuple[Commit, ...]:
        """The commits that changed the file, the newest first, also under earlier names."""
        ways = ("--follow", "--name-status", "--no-ext-diff", "--no-textconv", "-z")
        done = ask_git(
            self.root,
            *("log", *ways, "--diff-merges=first-parent", f"--format={_FIELDS}"),
            *("--", self.path),
        )
        if done.returncode:
            if b"does not have any commits yet" in done.stderr:
                return ()
            words = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise GitError(f"git: {visible(words.removeprefix('fatal: '), 200)}")
        found, parents = [], {}
        path = self.path
        for entry in _COMMIT.split(done.stdout)[1:]:
            commit, parents_there = _commit(entry, path)
            found.append(commit)
            parents[commit.id] = parents_there
            path = commit.path_before
        return going_on(found, parents, self._blobs)

    def _blobs(self, asked: Sequence[tuple[str, str]]) -> list[str]:
        """Git's number of what each file held at a revision; empty where it was not there."""
        names = [f"{revision}:{path}" for revision, path in asked if "\n" not in path]
        stdin = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        told = git_answer(self.root, "cat-file", "--batch-check=%(objectname)", stdin=stdin)
        answers = iter(told.split(b"\n"))
        found = (b" missing" if "\n" in path else next(answers) for _, path in asked)
        return ["" if b" " in answer else answer.decode() for answer in found]

    def content(self, revision: str, path: str, limit: int) -> bytes:
        """What the file held there. Raises :class:`~planner.errors.FileProblemError`."""
        name = visible(f"{revision}:{path}", 200)
        asked = f"{revision}:{path}\n".encode("utf-8", "surrogateescape")
        if "\n" in path or revision.startswith("-"):
            raise _problem(name, "this names no file of a commit")
        told = git_answer(self.root, "cat-file", "--batch-check", stdin=asked).split()
        if told[-1:] in ([b"missing"], [b"ambiguous"]):
            known = ask_git(self.root, "cat-file", "-e", f"{revision}^{{commit}}").returncode == 0
            what = "that commit has no such file" if known else "git knows no such commit"
            raise _problem(name, what)
        if told[-2:-1] != [b"blob"]:
            raise _problem(name, "this is no file")
        if int(told[-1]) > limit:
            raise FileProblemError((too_large(name, int(told[-1]), limit),))
        return git_answer(self.root, "cat-file", "blob", told[0].decode())

    def case_files(self, revision: str, folder: str, first: str) -> list[str]:
        """The case files in a folder there; the one called ``first`` comes first."""
        where = f"{revision}:{folder}" if folder else revision
        done = ask_git(self.root, "ls-tree", "-z", "--name-only", where)
        names = [name.decode("utf-8", "surrogateescape") for name in done.stdout.split(b"\0")]
        cases = sorted((n for n in names if n.endswith(CASE_SUFFIX)), key=lambda n: (n != first, n))
        return [posixpath.join(folder, name) for name in cases[:_MOST_CASES]]


def recorded_scenarios(file: Path) -> Iterator[Recorded[LoadedScenario]]:
    """What git recorded of the scenario in ``file``, the newest first.

    Raises :class:`~planner.errors.PlannerError` where there is no git, no repository or no commit
    of the file. A commit that cannot be read is told by its problems.
    """
    return _recorded(file, _scenario)


def recorded_cases(file: Path) -> Iterator[Recorded[LoadedCase]]:
    """What git recorded of the case in ``file``; see :func:`recorded_scenarios`."""
    return _recorded(file, _case)


def _recorded(file: Path, read: Callable[[Repository, str, str, str], T]) -> Iterator[Recorded[T]]:
    repository = Repository(file)
    commits = _commits_of(repository, file)
    return (
        recorded_at(each, partial(read, repository, each.id, each.path, each.short_id))
        for each in commits
    )


def number_of_commits(file: Path) -> int:
    """How many commits changed the file. Raises as :func:`recorded_scenarios` does."""
    return len(_commits_of(Repository(file), file))


def _commits_of(repository: Repository, file: Path) -> tuple[Commit, ...]:
    commits = repository.commits()
    if not commits:
        if is_gone(places().absolute(file)):
            raise _problem(shown_path(file), "there is no such file, and git has recorded none")
        raise _problem(shown_path(file), "git has recorded nothing of this file yet")
    return commits


def scenario_at(revision: str, file: Path) -> LoadedScenario:
    """The scenario that stood in ``file`` at that revision: a commit, a branch, ``HEAD~2``.

    Raises :class:`~planner.errors.PlannerError` as :func:`recorded_scenarios` does.
    """
    repository = Repository(file)
    return _scenario(repository, revision, repository.path, revision)


def case_at(revision: str, file: Path) -> LoadedCase:
    """The case that stood in ``file`` at that revision; see :func:`scenario_at`."""
    repository = Repository(file)
    return _case(repository, revision, repository.path, revision)


def _case(repository: Repository, revision: str, path: str, shown: str) -> LoadedCase:
    data = repository.content(revision, path, MAX_CASE_BYTES)
    name = visible(f"{shown}:{path}", 200)
    return loaded_case(repository.root / path, source_from_bytes(name, data))


def _scenario(repository: Repository, revision: str, path: str, shown: str) -> LoadedScenario:
    data = repository.content(revision, path, MAX_SCENARIO_BYTES)
    source = source_from_bytes(visible(f"{shown}:{path}", 200), data)

    def case_there(case_id: str, case_path: str) -> LoadedCase | None:
        for file in _places_of_case(repository, revision, path, case_id, case_path):
            data = repository.content(revision, file, MAX_CASE_BYTES)
            found = loaded_case(Path(file), source_from_bytes(f"{shown}:{shown_path(file)}", data))
            if found.case.id == case_id:
                return found
        return None

    return scenario_with_case(source, repository.root / path, case_there)


def _places_of_case(
    repository: Repository, revision: str, path: str, case_id: str, case_path: str
) -> Iterable[str]:
    folder = posixpath.dirname(path)
    if not case_path:
        return repository.case_files(revision, folder, f"{case_id}{CASE_SUFFIX}")
    file = posixpath.normpath(posixpath.join(folder, case_path))
    outside = file.startswith(("../", "/")) or "\\" in file
    there = not outside and ask_git(repository.root, "cat-file", "-e", f"{revision}:{file}")
    return [file] if there and there.returncode == 0 else []


def _commit(entry: bytes, path: str) -> tuple[Commit, tuple[str, ...]]:
    """One entry of the log and its parents; ``path`` is the file's name from the next commit on."""
    parts = [part.decode("utf-8", "replace") for part in entry.split(b"\0")]
    names = [part.decode("utf-8", "surrogateescape") for part in entry.split(b"\0")]
    id_, short_id, parents, author, at, subject = parts[:_PARTS]
    status, *files = [n.strip("\n") for n in names[_PARTS:] if n.strip("\n")] or ("",)
    before = {status[:1]: files[0]} if len(files) == 2 else {}
    commit = Commit(
        *(id_, short_id, author, _time(at), subject, files[-1] if files else path),
        renamed_from=before.get("R", ""),
        copied_from=before.get("C", ""),
    )
    return commit, tuple(parents.split())


def _time(written: str) -> dt.datetime:
    """The time of a commit. Other programs than git write some that no calendar or zone has."""
    try:
        return dt.datetime.fromisoformat(written)
    except ValueError:
        return _NO_TIME


def _problem(name: str, message: str) -> FileProblemError:
    return FileProblemError((Problem(name, None, None, message),))
