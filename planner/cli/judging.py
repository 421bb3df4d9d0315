"""Files judged one by one for ``planner check``: what each is, with what is wrong in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.check.as_of import written_as_of
from planner.check.checkers import Checkers
from planner.check.verdict import LineStatus, Verdict
from planner.cli.asked import FAIL_ON, Asked
from planner.cli.scenarios import setting_aside
from planner.cli.shown_quotes import with_quote_warnings
from planner.errors import FileProblemError, Problem
from planner.files.cases.catalogue import find_case, names_case
from planner.files.cases.one_look import OneLook
from planner.files.cases.reading import LoadedCase
from planner.files.places import HERE
from planner.files.safety.reading import MAX_SCENARIO_BYTES, read_text, too_large
from planner.files.scenarios.reading import LoadedScenario, scenario_with_case
from planner.files.standing import is_folder
from planner.files.toml.source import SourceText, source_from_bytes
from planner.model.scenario import Scenario, fitted, vanished
from planner.visible import bytes_words, shown_path

if TYPE_CHECKING:
    import datetime as dt

    from planner.check.between_days import BetweenDays
    from planner.cli.days import Days
    from planner.cli.moved_case import MovedCase, OtherCases
    from planner.reports.content.from_here import FromHere

__all__ = [
    "STDIN",
    "Entry",
    "Judge",
    "Judged",
    "Outcome",
    "entries",
    "lies_too_deep",
    "no_scenario_in",
    "whole",
]

STDIN = "-"
"""The name of a file that is read from standard input."""


class Entry(NamedTuple):
    """A file to judge: named itself, or found in a folder that was named.

    ``name`` is its path as errors name it, without what leads nowhere (``./``).
    ``empty`` marks a folder in which there is none, ``case`` the file or the id of a case. ``data``
    is what standard input holds, as far as a scenario's file may go. ``too_deep`` marks a folder
    that is not looked into, ``closed`` says why one cannot be.
    """

    name: str
    in_folder: bool = False
    empty: bool = False
    case: bool = False
    data: bytes | None = None
    too_deep: bool = False
    closed: str = ""


class Judged(NamedTuple):
    """A file with its verdict: what is judged is the scenario and its case as of a day.

    ``flipped`` says what did since an earlier day, where one was asked for, ``moved`` what became
    of the case, where another state of it is at hand, ``from_here`` what each answer would change,
    where that was asked for.
    """

    file: str
    loaded: LoadedScenario
    scenario: Scenario
    verdict: Verdict
    flipped: BetweenDays | None
    moved: MovedCase | None
    from_here: FromHere | None = None


class Outcome(NamedTuple):
    """A scenario that was judged, a case that was checked, or neither: what cannot be read.

    With its errors and warnings.
    """

    name: str
    judged: Judged | None
    problems: Sequence[Problem]
    case: LoadedCase | None = None


def entries(operands: Sequence[str]) -> Iterator[Entry]:
    """The files that the operands name; of a folder the scenarios in it and in those within it."""
    for name in operands:
        if name == STDIN:
            yield Entry(name, data=_from_stdin())
        elif is_folder(name):
            yield from _in_folder(name)
        else:
            yield _named(name, case=names_case(name))


def _in_folder(name: str) -> Iterator[Entry]:
    from planner.files.scenario_files import (  # noqa: PLC0415 (folders alone)
        LeftOut,
        is_of_case,
        scenario_names,
    )

    empty = True
    left_out = LeftOut()
    for found in scenario_names(name, left_out):
        empty = False
        yield _named(found, in_folder=True)
    yield from (_named(folder, too_deep=True) for folder in left_out.too_deep)
    yield from (_named(folder, closed=reason) for folder, reason in left_out.closed)
    # To be read like others, which says what each is.
    yield from (_named(found) for found in left_out.no_files if not is_of_case(found))
    if empty and not left_out.closed:
        yield _named(name, empty=True)


def _named(name: str, **facts: Any) -> Entry:
    return Entry(str(Path(name)), **facts)


class Judge:
    """Judges files of one run; each folder is looked at once for the cases in it."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._private = not asked.without_private
        self._cases = OneLook(private=self._private)
        self._checkers = Checkers()
        self._doubts: list[Problem] = []
        self._others: OtherCases | None = None
        if asked.case is not None:
            from planner.cli.moved_case import OtherCases  # noqa: PLC0415 (when asked)

            self._others = OtherCases(asked)  # before anything is judged: there may be none

    def loaded(self, entry: Entry) -> LoadedScenario | None:
        """The scenario in a file; ``None`` for a file of a folder that is meant as none.

        Raises :class:`~planner.errors.FileProblemError`.
        """
        name = entry.name
        if entry.too_deep:
            return None
        if entry.closed:
            from planner.files.scenario_files import closed_folder  # noqa: PLC0415 (folders alone)

            raise FileProblemError((closed_folder(name, entry.closed),))
        if entry.empty:
            raise FileProblemError((no_scenario_in(name),))
        if entry.data is not None:
            return scenario_with_case(_source(entry.data), HERE / name, cases=self._cases)
        path = Path(name)
        source = read_text(path, MAX_SCENARIO_BYTES)
        if entry.in_folder:
            from planner.files.scenario_files import may_be_scenario  # noqa: PLC0415 (folders alone)

            if not may_be_scenario(source.text):
                return None
        return scenario_with_case(source, path, cases=self._cases)

    def outcome(self, entry: Entry) -> Outcome | None:
        """What becomes of the file; ``None`` for one of a folder that is no scenario."""
        try:
            if entry.case:
                case = find_case(entry.name, HERE, private=self._private)
                case = with_quote_warnings(case)
                return Outcome(entry.name, None, case.warnings, case)
            loaded = self.loaded(entry)
            judged = None if loaded is None else self._judged(entry.name, loaded)
        except FileProblemError as error:
            return Outcome(entry.name, None, error.problems)
        if loaded is None:
            return None
        doubts, self._doubts = self._doubts, []
        return Outcome(entry.name, judged, (*loaded.warnings, *doubts))

    def fails(self, judged: Judged) -> bool:
        """Whether the exit code is to say so."""
        asked, verdict = self._asked, judged.verdict
        if asked.fail_on == FAIL_ON[-1]:
            return False
        by_other = asked.case is not None and judged.moved is not None and judged.moved.crossed
        level = FAIL_ON.index(asked.fail_on)
        return bool(
            verdict.crossed
            or by_other
            or (level > 0 and verdict.contested)
            or (level > 1 and (verdict.undecided or verdict.counted(LineStatus.UNDECIDED)))
        )

    def _judged(self, file: str, loaded: LoadedScenario) -> Judged:
        asked, written = self._asked, loaded.written
        *earlier, day = (written.as_of,) if asked.as_of is None else asked.as_of
        checker = self._checkers.of(loaded.case, day)
        scenario = written_as_of(written, loaded.case, day)
        scenario = setting_aside(scenario, checker.case, asked.set_aside)
        verdict = checker.check(fitted(scenario, checker.case), reading=asked.reading)
        flipped = self._flipped(loaded, earlier, day)
        moved = self._moved(loaded)  # this may refuse it, before anything is counted
        here = None
        if asked.from_here:
            from planner.cli.from_here import told_from_here  # noqa: PLC0415 (when asked)

            fitting = fitted(scenario, checker.case, begun=True)
            here = told_from_here(checker, fitting, verdict, self._doubts.extend)
        return Judged(file, loaded, scenario, verdict, flipped, moved, here)

    def _flipped(
        self, loaded: LoadedScenario, earlier: Days, day: dt.date | None
    ) -> BetweenDays | None:
        if not earlier or earlier[0] is None:
            return None
        from planner.check.between_days import between_days  # noqa: PLC0415 (when asked)

        return between_days(
            loaded.written,
            loaded.case,
            (earlier[0], day),
            reading=self._asked.reading,
            set_aside=self._asked.set_aside,
        )

    def _moved(self, loaded: LoadedScenario) -> MovedCase | None:
        if self._asked.case is None and not loaded.case_moved_on:
            return None
        if self._others is None:
            from planner.cli.moved_case import OtherCases  # noqa: PLC0415 (rarely)

            self._others = OtherCases(self._asked)
        return self._others.judged(loaded)


def no_scenario_in(folder: str) -> Problem:
    """What is wrong with a folder that was named, and has nothing to judge."""
    expected = "scenario files (*.toml) in it, or in the folders within it"
    return Problem(shown_path(folder), None, None, "this folder holds no scenario", expected)


def lies_too_deep(folder: str) -> Problem:
    """That a folder in the one that was named is not looked into."""
    from planner.files.scenario_files import MAX_DEPTH  # noqa: PLC0415 (folders alone)

    message = f"this folder lies {MAX_DEPTH + 1} deep and is not looked into"
    expected = f"folders of at most {MAX_DEPTH} in each other"
    hint = "name it to have it judged"
    return Problem(shown_path(folder), None, None, message, expected, hint, "warning")


def whole(judged: Judged) -> bool:
    """Whether all that the file says could be judged, as far as the case still has it."""
    return not vanished(judged.loaded.written, judged.loaded.case)


def _from_stdin() -> bytes:
    """What standard input holds, and one byte more than a scenario may have if it is larger."""
    stream = sys.stdin
    if stream is None or stream.closed:
        return b""
    return stream.buffer.read(MAX_SCENARIO_BYTES + 1)


def _source(data: bytes) -> SourceText:
    if len(data) > MAX_SCENARIO_BYTES:
        found = f"standard input holds more than {bytes_words(MAX_SCENARIO_BYTES)}"
        raise FileProblemError((too_large(STDIN, len(data), MAX_SCENARIO_BYTES, found=found),))
    return source_from_bytes(STDIN, data)
