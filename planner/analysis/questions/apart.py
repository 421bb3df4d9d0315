"""All questions answered in a process of its own, so that an interface here never waits.

A thread would do for the answers. But the interpreter runs one thread at a time, and looks for
garbage through all that any of them made: keys waited for seconds behind the largest cases.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from attrs import evolve

from planner.analysis.engine.limits import Limit
from planner.analysis.engine.trusted import trusted
from planner.analysis.questions import Answer, Wishes
from planner.analysis.questions.analyse import Analysis, analyse_by_parts
from planner.analysis.questions.beside import STOP, Work, given_back, put, taken
from planner.analysis.questions.conflicts import Conflicts
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.timetable import stops
from planner.own_process import started

__all__ = ["analyse_apart"]

_PROGRAM = "planner.analysis.questions.analysing"

_MOMENT = 0.3
"""The seconds of work here: most cases are done by then, and need no other process."""
_LOOK = 0.05
"""The seconds between two looks whether anybody still waits."""
_PATIENCE = 1.0
"""The seconds in which the other process hands over what it has when it is to stop."""

_Answers = dict[str, Answer]


def analyse_apart(premises: Premises, names: Iterable[str], limit: Limit) -> Iterator[Analysis]:
    """As :func:`~planner.analysis.questions.analyse.analyse_by_parts`, on two processors.

    What takes longer than a moment is worked on in other processes. Cancelled they hand over what
    they have, or are ended. Where none can be started, or it dies, the work is done here. What one
    of them has proven stands, whatever the others did not finish.
    """
    limit, wishes = limit.from_now(), Wishes()
    watch = limit.start()
    answers: _Answers = {}
    soon = watch.within(seconds=_MOMENT)
    first = limit.with_left(soon.remaining)
    with closing(analyse_by_parts(premises, names, first, wishes=wishes)) as here:
        for found in here:
            stopped = watch.cancelled
            answers = {
                name: answer
                for name, answer in found.answers.items()
                if answer.complete or stopped or _shrinks(answer)
            }
            yield Analysis(premises, answers)
            if soon.remaining == 0 and not stopped:  # to say that there is no time takes some
                break
    whole = {name for name, answer in answers.items() if watch.cancelled or not any(stops(answer))}
    left = [name for name in names if name not in whole]
    if not left:
        return
    answers = {name: a for name, a in answers.items() if name in whole or not _shrinks(a)}
    rest = limit.with_left(watch.remaining)
    for said in _from_other(premises, left, rest, wishes):
        answers = _joined(premises, answers, said)
        whole |= said.keys()
        yield Analysis(premises, answers)
    left = [name for name in left if name not in whole]
    if left:
        rest = limit.with_left(watch.remaining)
        for found in analyse_by_parts(premises, left, rest, wishes=wishes, helped=True):
            yield Analysis(premises, _joined(premises, answers, found.answers))


def _joined(premises: Premises, before: _Answers, news: Mapping[str, Answer]) -> _Answers:
    """All answers, where one comes anew with what was proven of it before."""
    # Loaded by then: the work of the first moment needs it too.
    from planner.analysis.questions.agreement import agreed  # noqa: PLC0415
    from planner.analysis.questions.rounds import kept  # noqa: PLC0415

    now = {name: kept(before[name], a) if name in before else a for name, a in news.items()}
    return agreed(premises, {**before, **now})


def _shrinks(answer: Answer) -> bool:
    """Whether it has something to show before it is there."""
    return isinstance(answer, Conflicts) and answer.shrinking is not None


def _from_other(
    premises: Premises, names: Iterable[str], limit: Limit, wishes: Wishes
) -> Iterator[_Answers]:
    """What the other process says, those of its answers that are new; ends where it does."""
    about = Work(premises, evolve(limit, cancelled=None, deadline=None), wishes, trusted())
    watch = limit.start()
    try:
        process = started(_PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    except OSError:
        return
    put_in, said = process.stdin, process.stdout
    assert put_in is not None  # noqa: S101 (asked for)
    assert said is not None  # noqa: S101 (likewise)
    come: SimpleQueue[_Answers | None] = SimpleQueue()
    reader = Thread(target=_read, args=(said, come), daemon=True)
    try:
        with suppress(OSError):
            put((about, tuple(names), watch.remaining), put_in)
        reader.start()
        patience = _PATIENCE
        while patience > 0:
            if watch.cancelled and patience == _PATIENCE:
                with suppress(OSError):
                    put(STOP, put_in)
            try:
                news = come.get(timeout=_LOOK)
            except Empty:
                patience -= _LOOK if watch.cancelled else 0.0
                continue
            if news is None:
                return
            yield news
    finally:
        process.kill()
        process.wait()
        if reader.ident is not None:
            reader.join()
        given_back(process)


def _read(pipe: IO[bytes], come: SimpleQueue[_Answers | None]) -> None:
    """Passes on what the other process says; ``None`` where it has ended."""
    while (news := taken(pipe)) is not None:
        come.put(news)
    come.put(None)
