"""The scenarios of a folder and the folders within it: listed, read, and followed as they change.

This is the one reader of folders: for the library, and for commands that are given a folder.

A :class:`Shelf` belongs to one thread at a time. It looks at every file's stat and reads only what
has changed since it last did. A look at an unchanged folder makes nothing but these stats: ten
thousand files take a twentieth of a second.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from attrs import field, frozen

from planner.by_fields import Compared, Printed
from planner.check.checker import Checker
from planner.check.checkers import Checkers
from planner.check.verdict import LineStatus, PartyStatus, Verdict
from planner.errors import FileProblemError
from planner.files.cases.one_look import OneLook
from planner.files.cases.private import private_file
from planner.files.cases.reading import CASE_SUFFIX, is_case_file
from planner.files.places import places
from planner.files.safety.reading import read_text
from planner.files.scenario_files import (
    MAX_DEPTH,
    LeftOut,
    changed_at,
    closed_folder,
    is_of_case,
    may_be_scenario,
    toml_entries,
)
from planner.files.scenarios.reading import scenario_with_case
from planner.files.standing import is_there
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Scenario, fitted
from planner.visible import shown_path

__all__ = ["Found", "Kept", "Listing", "Shelf", "file_name"]

Signature = tuple[int, int, int]
_ASKED = {*LineStatus, *PartyStatus, "aside"}
"""What a filter asks of a line or a party, before its name."""

_NOT_THERE: Signature = (0, 0, 0)
_HERE = os.path.join(os.curdir, "")  # noqa: PTH118 (as a folder's entries begin with it)


@frozen(eq=False, repr=False)
class Found(Compared):
    """A file that was found: its path, its name as shown, when it was changed.

    ``is_folder``: it is a folder that cannot be looked into, which may hold files.
    """

    path: Path
    name: str
    changed: float
    is_folder: bool = False


@frozen(eq=False, repr=False)
class Kept(Printed):
    """What was read of a file: a scenario with its verdict, a case, or the problems that it has.

    ``verdict`` is that by the file's own reading; :meth:`by` judges by any other.
    """

    scenario: Scenario | None = None
    verdict: Verdict | None = None
    problem: FileProblemError | None = None
    case: Case | None = None
    words: str = ""
    """What a filter looks through besides the verdict, in small letters."""
    checker: Checker | None = None
    case_file: Path | None = None
    _judged: dict[Reading, Verdict] = field(factory=dict)
    _said: dict[Reading, str] = field(factory=dict)

    def by(self, reading: Reading) -> Verdict | None:
        """The verdict by that reading; ``None`` for what is no scenario."""
        if self.checker is None or self.scenario is None or self.verdict is None:
            return None
        if reading is self.verdict.reading:
            return self.verdict
        if reading not in self._judged:
            self._judged[reading] = self.checker.check(self.scenario, reading=reading)
        return self._judged[reading]

    def holds(self, words: Iterable[str], reading: Reading) -> bool:
        """Whether every one of the words, in small letters, is said of it.

        ``crossed:ru-1``, ``contested:europe`` and ``aside:fr-1`` find what it does by the reading,
        ``broken`` what cannot be read. A line or party that is named whole is meant alone, and not
        another whose name goes on from there.
        """
        verdict = self.by(reading)
        if verdict is not None and reading not in self._said:
            self._said[reading] = f"\n{self.words}\n{_verdict_words(verdict)}\n"
        said = self._said.get(reading, self.words)
        return all(_whole_if_named(word, said) in said for word in words)


@frozen(eq=False, repr=False)
class Listing(Compared):
    """What a look at the folders gave: all files, those to read, and those that are gone.

    ``same``: all is as the look before found it. ``absent`` folders are not there.
    """

    files: tuple[Found, ...]
    unread: tuple[Found, ...]
    gone: tuple[Path, ...]
    same: bool = False
    absent: tuple[Path, ...] = ()


class Shelf:
    """The scenario files of some folders and the folders within them.

    ``named`` files belong to it wherever they lie, whatever is in them, and if there is none.
    ``private``: all is judged with the private overlays beside the cases. ``cases``: the files of
    cases are listed too, each as a file of its own kind.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        named: Iterable[Path] = (),
        *,
        private: bool = False,
        cases: bool = False,
    ) -> None:
        self._lists_cases = cases
        self._folders = tuple(folders)
        self._named = tuple(named)
        self._listed: dict[str, Found] = {}
        self._signatures: dict[str, Signature] = {}  # as the files were when they were read
        self._cases: dict[str, Signature] = {}
        self._absent: tuple[Path, ...] = ()
        self._closed: dict[str, str] = {}  # why a folder cannot be looked into
        self._looked_into: dict[str, int] = {}
        self._case_files: dict[Path, Path | None] = {}
        self._checkers = Checkers()
        self._private = private
        self._case_look = OneLook(private=private)
        self._others: set[Path] = set()  # TOML files that have nothing of a scenario in them

    def look(self, cancelled: Callable[[], bool]) -> Listing | None:
        """Looks at all files, reads none; ``None`` if it was cancelled."""
        self._looked_into.clear()
        listed: dict[str, Signature] = {}
        cases: dict[str, Signature] = {}
        left_out = LeftOut()
        for entry in self._entries(left_out):
            if cancelled():
                return None
            try:
                signature = _signature(entry.stat())
            except FileNotFoundError:
                continue
            except OSError:
                signature = _NOT_THERE  # listed all the same: reading it says what is wrong
            path = entry.path.removeprefix(_HERE)  # as Path says it
            if is_of_case(entry.name):
                cases[path] = signature
                if not self._lists(entry.name):
                    continue
            listed[path] = signature
        listed |= self._found_by_name()
        self._closed = {name.removeprefix(_HERE): reason for name, reason in left_out.closed}
        listed |= _signatures(map(Path, self._closed))
        # To be read like others, which says what each is.
        listed |= _signatures(map(Path, filter(self._lists, left_out.no_files)))
        absent = tuple(folder for folder in self._folders if not is_there(folder))
        same = listed == self._signatures and cases == self._cases and absent == self._absent
        self._absent = absent
        if self._listed and same:
            return Listing(self._files(), (), (), same=True, absent=absent)
        # What is read from now on is what this look shows.
        self._case_look = OneLook(private=self._private)
        self._forget_stale(cases)
        gone = self._forget_gone(listed)
        unread = {path for path, sign in listed.items() if self._signatures.get(path) != sign}
        known = {path: at for path, at in self._listed.items() if path not in unread}
        self._listed = {path: known.get(path) or self._found(path, listed[path]) for path in listed}
        self._signatures.update((path, listed[path]) for path in unread)
        self._others.difference_update(map(Path, unread))
        # What was worked on last is what one looks for first.
        changed = [at for path, at in self._listed.items() if path in unread]
        newest = sorted(changed, key=lambda at: at.changed, reverse=True)
        return Listing(self._files(), tuple(newest), gone, absent=absent)

    def stirred(self, in_sight: Iterable[Path] = ()) -> bool:
        """Whether a file came, went or was replaced by another, or one in sight was changed.

        It takes a look at the folders and at those files: what else was changed in place,
        :meth:`look` sees.
        """
        return any(changed_at(folder) != when for folder, when in self._looked_into.items()) or any(
            self._signatures.get(path) != signature
            for path, signature in _signatures(in_sight).items()
        )

    def read(self, path: Path) -> Kept | None:
        """Reads a file; ``None`` for one that is no scenario and none that went wrong."""
        self._others.discard(path)
        self._case_files[path] = None
        closed = self._closed.get(os.fspath(path))
        if closed is not None:
            return _refused(path, FileProblemError((closed_folder(os.fspath(path), closed),)))
        try:
            if is_case_file(path) and (self._lists_cases or path in self._named):
                case = self._case_look.at(path).case
                return Kept(case=case, words=f"{file_name(path)}\n{case.title}".casefold())
            source = read_text(path)
            if not (path in self._named or may_be_scenario(source.text)):
                self._others.add(path)
                return None
            loaded = scenario_with_case(source, path, cases=self._case_look)
        except FileProblemError as error:
            return _refused(path, error)
        self._case_files[path] = loaded.case_file
        checker = self._checkers.of(loaded.case, loaded.written.as_of)
        scenario = fitted(loaded.written, checker.case)
        words = _words(path, scenario, checker.case)
        verdict = checker.check(scenario)
        return Kept(scenario, verdict, words=words, checker=checker, case_file=loaded.case_file)

    def unread(self, files: Iterable[Found]) -> None:
        """Forgets that these were looked at: they are read the next time."""
        for at in files:
            self.forget(at.path)

    def forget(self, path: Path) -> None:
        """Forgets that this was looked at, from whichever thread: it is read the next time."""
        self._signatures.pop(os.fspath(path), None)

    def _files(self) -> tuple[Found, ...]:
        """What there is, but for what was read and is no scenario."""
        listed, others = self._listed.values(), self._others
        return tuple(at for at in listed if at.path not in others) if others else tuple(listed)

    def _lists(self, name: str) -> bool:
        """Whether what has that name is listed: a scenario, or a case where these are."""
        return not is_of_case(name) or (self._lists_cases and name.endswith(CASE_SUFFIX))

    def _found(self, path: str, signature: Signature) -> Found:
        at = Path(path)
        return Found(at, file_name(at), signature[0] / 1e9, path in self._closed)

    def _entries(self, left_out: LeftOut) -> Iterator[os.DirEntry[str]]:
        seen: set[str] = set()
        for folder in self._folders:
            name = os.fspath(folder)
            for entry in toml_entries(name, MAX_DEPTH, self._looked_into, left_out):
                if entry.path not in seen:
                    seen.add(entry.path)
                    yield entry

    def _found_by_name(self) -> dict[str, Signature]:
        """The named files; one that is not there is listed all the same, to say so."""
        return _signatures(self._named)

    def _forget_stale(self, cases: dict[str, Signature]) -> None:
        """A case that came, went or changed changes its scenarios' verdicts, or breaks them."""
        changed = {Path(path) for path, _ in cases.items() ^ self._cases.items()}
        if changed:
            for path, case_file in self._case_files.items():
                if (
                    case_file is None
                    or not changed.isdisjoint((case_file, private_file(case_file)))
                    or not is_there(case_file)
                ):
                    self.forget(path)
        self._cases = cases

    def _forget_gone(self, listed: dict[str, Signature]) -> tuple[Path, ...]:
        gone = tuple(Path(path) for path in self._signatures if path not in listed)
        for path in gone:
            self.forget(path)
            self._case_files.pop(path, None)
            self._others.discard(path)
        return gone


def _signature(stat: os.stat_result) -> Signature:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _signatures(paths: Iterable[Path]) -> dict[str, Signature]:
    found = {}
    for path in paths:
        try:
            found[os.fspath(path)] = _signature(path.stat())
        except OSError:
            found[os.fspath(path)] = _NOT_THERE
    return found


def _refused(path: Path, error: FileProblemError) -> Kept:
    words = f"broken\n{file_name(path)}\n{error.problems[0].explanation}".casefold()
    return Kept(problem=error, words=words)


def _words(path: Path, scenario: Scenario, case: Case) -> str:
    """What a filter looks through, whatever the reading."""
    parts: Sequence[str] = [
        file_name(path),
        scenario.title,
        scenario.summary,
        case.title,
        f"{scenario.reading or case.reading} reading",
        *scenario.authors,
        *(f"aside:{line}" for line in scenario.set_aside),
    ]
    return "\n".join(parts).casefold()


def _whole_if_named(word: str, said: str) -> str:
    status, _, name = word.partition(":")
    named = status in _ASKED and name and f":{name}\n" in said
    return f"\n{word}\n" if named else word


def _verdict_words(verdict: Verdict) -> str:
    parts = [
        *(f"{party.status}:{party.party.name}" for party in verdict.parties),
        # A line that is not counted is named without a status: a filter knows it by its whole name.
        *(f"{line.status if line.counted else ''}:{line.line.id}" for line in verdict.lines),
        "" if verdict.complete else "undecided",
    ]
    return "\n".join(parts).casefold()


def file_name(path: Path) -> str:
    """The path from the working folder, if it lies there."""
    # As a text: thousands of files are named so before the first of them is shown.
    here = os.path.join(places().working, "")  # noqa: PTH118 (with the sign between folders)
    return shown_path(os.fspath(path).removeprefix(here))
