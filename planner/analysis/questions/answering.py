"""The program of the second process: see :mod:`~planner.analysis.questions.beside`."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import IO

from planner.analysis.engine.trusted import decide_by
from planner.analysis.questions import QUESTIONS
from planner.analysis.questions.beside import Asked, Work, put
from planner.analysis.questions.groundwork import Groundwork
from planner.own_memory import keep_what_is_freed

__all__ = ["main"]


def main() -> None:
    """Answer what is asked on the input, until that is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_what_is_freed()
    work: Work = pickle.load(sys.stdin.buffer)  # noqa: S301 (who started this process wrote it)
    come: SimpleQueue[Asked] = SimpleQueue()
    Thread(target=_read, args=(sys.stdin.buffer, come.put), daemon=True).start()
    decide_by(lambda: work.trusted)
    ground = Groundwork(work.premises)
    questions = {question.name: question for question in QUESTIONS}
    while True:
        asked = come.get()
        watch = work.limit.with_left(asked.left).start().within(seconds=asked.seconds)
        found = questions[asked.name].ask(work.premises, ground, watch, work.wishes)
        put(found, sys.stdout.buffer)


def _read(pipe: IO[bytes], take: Callable[[Asked], object]) -> None:
    """Takes what comes; once no more can, nobody is there to answer."""
    try:
        while True:
            take(pickle.load(pipe))  # noqa: S301 (likewise)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
