"""A second process that answers questions about the same case, one after another.

It holds nothing that the first one holds, so that neither waits for the other. It ends with
the first one however that ends: its input is closed then. Ctrl+C is for the first one alone.
"""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from types import MappingProxyType
from typing import IO, Any, TypeVar

from attrs import evolve, frozen

from planner.analysis.engine.limits import Limit
from planner.analysis.engine.trusted import Trusted, trusted
from planner.analysis.questions import Answer, Wishes
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.own_process import started

__all__ = ["STOP", "Asked", "Beside", "Work", "given_back", "put", "taken"]

_PROGRAM = "planner.analysis.questions.answering"

STOP = "stop"
"""Asks a process to stop, and to hand over what it has."""

_K = TypeVar("_K")
_V = TypeVar("_V")


@frozen(eq=False, repr=False)
class Work(Compared):
    """All questions are about these premises; ``trusted`` says what libraries may be used."""

    premises: Premises
    limit: Limit
    wishes: Wishes
    trusted: Trusted


@frozen(eq=False, repr=False)
class Asked(Compared):
    """One question, with the seconds that it gets of those that are ``left`` of the limit."""

    name: str
    seconds: float | None
    left: float | None


class Beside:
    """The process, to be asked from one thread; ``end`` may be called from any, at any moment."""

    def __init__(self, premises: Premises, limit: Limit, wishes: Wishes) -> None:
        """Raises ``OSError`` where no process can be started."""
        self._process = started(_PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._first: Work | None = Work(premises, evolve(limit, cancelled=None), wishes, trusted())

    def answer(self, name: str, seconds: float | None, left: float | None) -> Answer | None:
        """The answer to one question; ``None`` where the process has ended before it."""
        put_in, said = self._process.stdin, self._process.stdout
        if put_in is None or said is None:
            return None
        try:
            if self._first is not None:
                put(self._first, put_in)
                self._first = None
            put(Asked(name, seconds, left), put_in)
        except (OSError, ValueError):
            return None
        found: Answer | None = taken(said)
        return found

    def end(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Give its pipes back, once it has ended and nobody asks any more."""
        given_back(self._process)


class _Pickler(pickle.Pickler):
    """Knows frozen mappings as well."""

    def reducer_override(self, what: object) -> Any:
        if isinstance(what, MappingProxyType):
            return _frozen, (dict(what),)
        return NotImplemented


def _frozen(mapping: Mapping[_K, _V]) -> Mapping[_K, _V]:
    return MappingProxyType(dict(mapping))


def put(what: object, pipe: IO[bytes]) -> None:
    """Write it for the other process, which loads it as a pickle."""
    made = BytesIO()  # whole or not at all
    _Pickler(made, pickle.HIGHEST_PROTOCOL).dump(what)
    pipe.write(made.getvalue())
    pipe.flush()


def taken(pipe: IO[bytes]) -> Any:
    """What the other process wrote next; ``None`` where it has ended."""
    try:
        return pickle.load(pipe)  # noqa: S301 (our own process wrote it)
    except (OSError, ValueError, EOFError, pickle.UnpicklingError):
        return None


def given_back(process: subprocess.Popen[bytes]) -> None:
    """Close the pipes of a process that has ended."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
