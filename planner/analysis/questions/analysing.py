"""The program that answers all questions: see :mod:`~planner.analysis.questions.apart`."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from threading import Event, Thread
from typing import IO

from attrs import evolve

from planner.analysis.engine.trusted import decide_by
from planner.analysis.questions import Answer
from planner.analysis.questions.analyse import analyse_by_parts
from planner.analysis.questions.beside import STOP, Work, put
from planner.own_memory import keep_what_is_freed

__all__ = ["main"]

_AFTER_THE_INTERFACE = 10
"""How much the system prefers others: a key comes first where processors are few."""


def main() -> None:
    """Answer what is asked on the input, and end; before that where the input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_AFTER_THE_INTERFACE)
    keep_what_is_freed()
    work: Work
    work, names, left = pickle.load(sys.stdin.buffer)  # noqa: S301 (who started us wrote it)
    stop = Event()
    Thread(target=_wait_for_the_end, args=(sys.stdin.buffer, stop), daemon=True).start()
    decide_by(lambda: work.trusted)
    limit = evolve(work.limit, cancelled=stop).with_left(left)
    told: dict[str, Answer] = {}
    for found in analyse_by_parts(work.premises, names, limit, wishes=work.wishes, helped=True):
        put({n: a for n, a in found.answers.items() if told.get(n) is not a}, sys.stdout.buffer)
        told = dict(found.answers)
    # A build that was left alone need not end.
    os._exit(0)


def _wait_for_the_end(pipe: IO[bytes], stop: Event) -> None:
    """Stops where that is asked for; once nobody can ask any more, nobody waits for an answer."""
    try:
        while pickle.load(pipe) == STOP:  # noqa: S301 (as above)
            stop.set()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
