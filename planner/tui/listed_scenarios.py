"""The files that the library lists: what is known of them, and in which order they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.check.shared_crossings import Group, groups
from planner.check.verdict import Verdict
from planner.files.cases.reading import is_case_file
from planner.files.shelf import Found, Kept
from planner.model.case import Case
from planner.model.reading import Reading
from planner.tui.widgets.scenario_sorts import SORTS, Sort, own_reading

if TYPE_CHECKING:
    from planner.editing.scenario_states import MarkedState

__all__ = ["ListedScenarios", "Row"]

_UNREAD = Kept()

Row = Path | Group
"""A file, or the head of a group: its scenarios follow it."""


class ListedScenarios:
    """What was found of the files so far. Cases among them stand behind all scenarios.

    All are judged by one ``reading``, sorted by ``sort``, its other way round if ``reverse``; only
    those with all ``words`` are shown. ``grouped`` they stand below the lines that they cross.
    ``marks`` are the files marked for comparing: what is gone or broken is not marked any more.
    """

    def __init__(self, marks: list[Path | MarkedState], reading: Reading) -> None:
        self.marks = marks
        self.reading = reading
        self.sort: Sort = SORTS[0]
        self.reverse = False
        self.grouped = False
        self.words: tuple[str, ...] = ()
        self._files: dict[Path, Found] = {}
        self._case_files: set[Path] = set()
        self._folders: set[Path] = set()
        self._kept: dict[Path, Kept] = {}
        self._twins: frozenset[Path] = frozenset()
        self._twin_names: Counter[str] = Counter()
        self._parties: list[str] | None = None
        self._cases: list[str] | None = None
        self._read_otherwise: bool | None = None

    def list_files(self, files: Iterable[Found], gone: Iterable[Path]) -> None:
        """These are the files; what was read of them stays."""
        self._files = {at.path: at for at in files}
        self._case_files = {*filter(is_case_file, self._files)}
        self._folders = {at.path for at in self._files.values() if at.is_folder}
        if not self._files:
            self._kept.clear()
        for path in gone:
            self._forget(path)
        self._forget_sums()

    def tell(self, read: Mapping[Path, Kept | None]) -> bool:
        """What was found in some files; ``None`` for one that is no scenario after all.

        Whether the order of the rows may be another by now.
        """
        reordered = self.sort.needs_reading or bool(self.words) or self.grouped
        for path, kept in read.items():
            if kept is None:
                reordered = self._files.pop(path, None) is not None or reordered
                self._case_files.discard(path)
                self._forget(path)
            elif path in self._files:
                self._keep(path, kept)
        self._forget_sums()
        return reordered

    def _keep(self, path: Path, kept: Kept) -> None:
        self._kept[path] = kept
        if kept.problem is not None and path in self.marks:
            self.marks.remove(path)

    def _forget(self, path: Path) -> None:
        self._kept.pop(path, None)
        if path in self.marks:
            self.marks.remove(path)

    def _forget_sums(self) -> None:
        """What was added up of all files is added up anew when it is asked for."""
        self._cases = self._parties = self._read_otherwise = None

    def tell_twins(self, twins: frozenset[Path]) -> bool:
        """These have titles that look alike; whether that is news."""
        if twins == self._twins:
            return False
        self._twins = twins
        self._twin_names = Counter(path.name for path in twins)
        return True

    def name_apart(self, path: Path) -> str:
        """What tells it from another whose title looks like its own; empty where there is none."""
        if path not in self._twins:
            return ""
        return path.name if self._twin_names[path.name] == 1 else self._files[path].name

    def mark(self, path: Path | None) -> str:
        """Mark the scenario for comparing, or take the mark away; why not, where it cannot be."""
        from planner.check.comparison import MOST_COLUMNS  # noqa: PLC0415 (when asked)

        if path is not None and path in self.marks:
            self.marks.remove(path)
        elif path is None or is_case_file(path) or self.kept(path).problem is not None:
            return "Only a scenario that can be read can be compared."
        elif len(self.marks) >= MOST_COLUMNS:
            return f"{MOST_COLUMNS} scenarios are marked, which is all that fits side by side."
        else:
            self.marks.append(path)
        return ""

    def rename_mark(self, old: Path, new: Path) -> None:
        """Let the mark go on standing for the file under its new name."""
        self.marks[:] = [new if mark == old else mark for mark in self.marks]

    def judge_by(self, reading: Reading) -> None:
        """Judge all by that reading from now on."""
        self.reading = reading
        self._read_otherwise = None

    def holds(self, path: Path) -> bool:
        """Whether the file is there, filtered out or not."""
        return path in self._files

    def found(self, path: Path) -> Found:
        """The file as it was found."""
        return self._files[path]

    def kept(self, path: Path) -> Kept:
        """What is known of what is in the file."""
        return self._kept.get(path, _UNREAD)

    def verdict(self, path: Path) -> Verdict | None:
        """The verdict on the scenario in the file, by the reading; ``None`` where there is none."""
        return self.kept(path).by(self.reading)

    def is_case(self, path: Path) -> bool:
        """Whether it is a case by its name."""
        return path in self._case_files

    def is_folder(self, path: Path) -> bool:
        """Whether it is a folder that cannot be looked into."""
        return path in self._folders

    @property
    def holds_any(self) -> bool:
        """Whether there is any file, filtered out or not, a case or a folder among them."""
        return bool(self._files)

    @property
    def file_count(self) -> int:
        """How many files there are, filtered out or not, cases apart."""
        return len(self._files) - self.case_count - self.folder_count

    @property
    def folder_count(self) -> int:
        """How many folders cannot be looked into."""
        return len(self._folders)

    @property
    def case_count(self) -> int:
        """How many files are cases by their names."""
        return len(self._case_files)

    @property
    def broken_count(self) -> int:
        """How many files are known to be broken."""
        return sum(
            kept.problem is not None
            for path, kept in self._kept.items()
            if path not in self._folders
        )

    @property
    def case_titles(self) -> list[str]:
        """The titles of the cases that the scenarios are known to belong to."""
        if self._cases is None:  # asked for each row that is drawn
            self._cases = [*dict.fromkeys(case.title for case in self._judged_by())]
        return self._cases

    @property
    def several_cases(self) -> bool:
        """Whether the scenarios are known to belong to more than one case."""
        return len(self.case_titles) > 1

    def parties(self, at: Path | None) -> list[str]:
        """The parties of all the scenarios; those of the case of that file come first."""
        own = self.own_parties(at)
        return [*own, *(name for name in self._all_parties if name not in own)]

    def own_parties(self, at: Path | None) -> list[str]:
        """The parties of the case of that file; all where there is but one case."""
        verdict = self.verdict(at) if at is not None else None
        if verdict is None or not self.several_cases:
            return self._all_parties
        return [party.name for party in verdict.case.parties]

    @property
    def _all_parties(self) -> list[str]:
        if self._parties is None:
            parties = (party.name for case in self._judged_by() for party in case.parties)
            self._parties = [*dict.fromkeys(parties)]
        return self._parties

    def _judged_by(self) -> Iterable[Case]:
        """The cases of the files that are there, each once, the first that was read first."""
        verdicts = (kept.verdict for kept in self._kept.values())
        return {id(at.case): at.case for at in verdicts if at is not None}.values()

    @property
    def some_read_otherwise(self) -> bool:
        """Whether a file says another reading than the one that all are judged by."""
        if self._read_otherwise is None:  # asked for each row that is drawn
            owns = map(own_reading, self._kept.values())
            self._read_otherwise = any(own not in (None, self.reading) for own in owns)
        return self._read_otherwise

    def rows(self) -> list[Row]:
        """The files that hold the words, sorted; or in groups, each below its head."""
        known: list[tuple[Any, str, Path]] = []
        unknown: list[tuple[Any, str, Path]] = []
        cases: list[tuple[Any, str, Path]] = []
        for path, found in self._files.items():
            if self._has_words(path):
                value = self.sort.key(found, self.kept(path), self.reading)
                rows = unknown if value is None else known
                (cases if self.is_case(path) else rows).append((value, found.name, path))
        known.sort(key=lambda held: held[1])
        known.sort(key=lambda held: held[0], reverse=self.sort.largest_first != self.reverse)
        for unsorted in (unknown, cases):
            unsorted.sort(key=lambda held: held[1])
        order = [path for _, _, path in (*known, *unknown, *cases)]
        return list(self._in_groups(order)) if self.grouped else [*order]

    def _in_groups(self, order: Iterable[Path]) -> Iterator[Row]:
        """Group by group, then what cannot be judged."""
        judged: list[Path] = []
        verdicts: list[Verdict] = []
        others: list[Path] = []
        for path in order:
            if (verdict := self.verdict(path)) is not None:
                judged.append(path)
                verdicts.append(verdict)
            else:
                others.append(path)
        for group in groups(verdicts):
            yield group
            yield from (judged[member] for member in group.members)
        yield from others

    def _has_words(self, path: Path) -> bool:
        if not self.words:
            return True
        kept = self._kept.get(path)
        if kept is not None:
            return kept.holds(self.words, self.reading)
        name = self._files[path].name.casefold()
        return all(word in name for word in self.words)
