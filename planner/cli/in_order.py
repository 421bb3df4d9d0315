"""What is told of many files, in their order: by this process, or by several beside each other.

Files without end cost no memory: a few dozen of them are on their way at any moment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from planner.cli.asked import Asked
from planner.cli.check_forms import form_of
from planner.cli.judging import Entry, Judge, Outcome, lies_too_deep, whole
from planner.cli.shown_quotes import line_evidence, quote_warnings
from planner.visible import shown_path

if TYPE_CHECKING:
    from concurrent.futures import Future

    from planner.errors import Problem
    from planner.reports.content.folder_board import Member

__all__ = ["Told", "told_in_order"]

_ENOUGH = 200
"""How many files are worth the start of further processes."""

_CHUNK = 25
_MOST_PROCESSES = 4
_WAITING = 2
"""How many chunks for each process wait for their turn or to be written."""


class Told(NamedTuple):
    """What is told of one file, by its name as it is shown.

    ``text`` is what the form makes of it, empty where that is nothing. ``fails`` says whether the
    exit code is to say so, ``whole`` whether all of the file could be judged, ``is_case`` that
    it is a case, checked as such. ``member`` is a scenario of a folder as its board has it.
    """

    file: str
    text: str
    problems: Sequence[Problem]
    fails: bool
    whole: bool
    is_case: bool = False
    member: Member | None = None


class _Teller:
    """Judges files, and tells of each what a form makes of it."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._judge = Judge(asked)
        self._form = form_of(asked)

    def told(self, entry: Entry) -> Told | None:
        """What is told of the file; ``None`` for one of a folder that is no scenario."""
        if entry.too_deep:
            problems = () if self._asked.quiet else (lies_too_deep(entry.name),)
            return Told(shown_path(entry.name), "", problems, fails=False, whole=True)
        outcome = self._judge.outcome(entry)
        if outcome is None:
            return None
        told = self._of(outcome)
        if entry.in_folder and outcome.judged is not None and _is_grouped(self._asked):
            from planner.reports.content.folder_board import member_of  # noqa: PLC0415 (folders)

            return told._replace(member=member_of(told.file, outcome.judged.verdict))
        return told

    def _of(self, outcome: Outcome) -> Told:
        name, judged = shown_path(outcome.name), outcome.judged
        if outcome.case is not None:
            text = "" if self._asked.quiet else self._form.of_case(outcome.case)
            problems = () if self._asked.quiet else self._problems(outcome)
            return Told(name, text, problems, fails=False, whole=True, is_case=True)
        if judged is None:
            return Told(name, "", outcome.problems, fails=False, whole=False)
        fails, complete = self._judge.fails(judged), whole(judged)
        if self._asked.quiet and not fails and complete:
            return Told(name, "", (), fails=False, whole=True)
        problems = () if self._asked.quiet else self._problems(outcome)
        return Told(name, self._form.of(outcome), problems, fails, complete)

    def _problems(self, outcome: Outcome) -> Sequence[Problem]:
        """What is wrong, the quotes that the answer shows among it."""
        judged = outcome.judged
        if judged is None:
            return outcome.problems
        case, verdict = judged.loaded.of_case, judged.verdict
        every = self._asked.format == "json"  # which gives the evidence of all lines
        shown = verdict.lines if every else (*verdict.crossed, *verdict.contested)
        evidence = line_evidence(case, (held.line.id for held in shown))
        return (*outcome.problems, *quote_warnings(case, evidence))


def _is_grouped(asked: Asked) -> bool:
    """Whether the answer groups the scenarios of folders by the lines that they cross."""
    return asked.format in ("text", "json") and not asked.quiet


def told_in_order(asked: Asked, files: Sequence[Entry]) -> Iterator[Told | None]:
    """What is told of each file, in their order; ``None`` for one that is no scenario.

    Raises :class:`~planner.errors.PlannerError` before the first where the question makes no sense,
    ``MemoryError`` where one of the processes needs more than there is.
    """
    processes = 1 if len(files) < _ENOUGH else _processes()
    if processes == 1:
        return map(_Teller(asked).told, files)
    return _beside_each_other(asked, files, processes)


def _processes() -> int:
    from planner.own_process import processors  # noqa: PLC0415 (many files alone)

    return min(_MOST_PROCESSES, processors())


def _beside_each_other(
    asked: Asked, files: Sequence[Entry], processes: int
) -> Iterator[Told | None]:
    from collections import deque  # noqa: PLC0415 (many files alone)
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 (likewise)

    chunks = iter([files[at : at + _CHUNK] for at in range(0, len(files), _CHUNK)])
    pool = ProcessPoolExecutor(processes, initializer=_begin, initargs=(asked,))
    try:
        waiting: deque[Future[list[Told | None]]] = deque()
        ahead = islice(chunks, processes * _WAITING)
        waiting.extend(pool.submit(_chunk, chunk) for chunk in ahead)
        while waiting:
            yield from waiting.popleft().result()
            waiting.extend(pool.submit(_chunk, chunk) for chunk in islice(chunks, 1))
    except BrokenExecutor:  # the system has ended a process, which it does for want of memory
        raise MemoryError from None
    finally:
        pool.shutdown(cancel_futures=True)


_tellers: list[_Teller] = []
"""The one of a process beside this one."""


def _begin(asked: Asked) -> None:
    import signal  # noqa: PLC0415 (there alone)
    from threading import Thread  # noqa: PLC0415 (likewise)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that was started
    Thread(target=_end_with_the_first, daemon=True).start()
    _tellers.append(_Teller(asked))


def _end_with_the_first() -> None:
    """However the process that was started ends: a queue tells of that to none beside it."""
    from multiprocessing import parent_process  # noqa: PLC0415 (likewise)

    if (first := parent_process()) is not None:
        first.join()
        os._exit(1)  # what waits for the next files is told by nothing else


def _chunk(files: Sequence[Entry]) -> list[Told | None]:
    (teller,) = _tellers
    return [teller.told(entry) for entry in files]
