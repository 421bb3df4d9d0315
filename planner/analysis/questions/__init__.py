"""What is asked of a case: a question a file, each answered within a limit, never by a guess.

:data:`QUESTIONS` is the one list of them. :mod:`~planner.analysis.questions.analyse` asks several
at once, :mod:`~planner.analysis.questions.explorer` answers after each choice. A question's module
is imported when it is asked: an app that only counts would carry all the others in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from planner.by_fields import Compared

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Stopped, Watch
    from planner.analysis.questions.groundwork import Groundwork
    from planner.analysis.questions.premises import Premises

__all__ = ["BY_DEFAULT", "NAMES", "QUESTIONS", "Answer", "Cut", "Question", "Wishes"]


class Answer(Protocol):
    """What every answer says of itself."""

    @property
    def complete(self) -> bool:
        """Whether it is exact, and all of it."""

    @property
    def reason(self) -> Stopped | None:
        """What stopped the work; ``None`` where nothing did."""

    @property
    def reason_beside(self) -> Stopped | None:
        """What stopped the work on what stands beside a complete answer; ``None`` likewise."""


class Cut(Enum):
    """What a question leaves out by itself, where no limit was reached.

    That is a reason too: :class:`~planner.analysis.engine.limits.Stopped` holds it with its
    numbers.
    """

    NOT_ASKED_FOR = auto()
    NOT_YET_COUNTED = auto()
    NOT_YET_MINIMAL = auto()
    MORE_CONFLICTS = auto()
    MORE_CROSSINGS = auto()
    MORE_WAYS_OUT = auto()
    MORE_WAYS_OF_THIS_SIZE = auto()
    OTHER_WAYS_FOUND = auto()
    MANY_PARTIES = auto()


@frozen(eq=False, repr=False)
class Wishes(Compared):
    """How much is wanted: how many of the first, and with ``tallies`` what each count hides."""

    conflicts: int = 100
    ways_out: int = 50
    nearest: int = 10
    frontier: int = 50
    tallies: bool = True


@frozen(eq=False, repr=False)
class Question(Compared):
    """A question by its ``name`` on the command line, answered by the ``ask`` of its module.

    What never takes long is ``quick`` and comes first; what is not ``usual`` is asked only by name.
    One that is ``growing`` has something to show before its answer is there.
    """

    name: str
    module: str
    quick: bool = False
    usual: bool = True
    growing: bool = False

    def load(self) -> None:
        """Import its module."""
        import_module(f"{__name__}.{self.module}")

    @property
    def ask_by_parts(self) -> Callable[[Premises, Groundwork, Watch, Wishes], Iterator[Answer]]:
        """What answers a growing one: the last answer is that of ``ask``."""
        found: Callable[[Premises, Groundwork, Watch, Wishes], Iterator[Answer]]
        found = import_module(f"{__name__}.{self.module}").ask_by_parts
        return found

    @property
    def ask(self) -> Callable[[Premises, Groundwork, Watch, Wishes], Answer]:
        """What answers it."""
        found: Callable[[Premises, Groundwork, Watch, Wishes], Answer]
        found = import_module(f"{__name__}.{self.module}").ask
        return found


QUESTIONS: tuple[Question, ...] = (
    Question("open", "open_answer"),
    Question("options", "options_left"),
    Question("conflicts", "conflicts", quick=True, growing=True),
    Question("ways_out", "ways_out"),
    Question("nearest", "nearest", quick=True),
    Question("pivotal", "pivotal"),
    Question("coalitions", "coalitions"),
    Question("flips", "flips", usual=False),
    Question("frontier", "frontier", usual=False),
)
"""All questions, in the order in which they are named."""

NAMES = tuple(question.name for question in QUESTIONS)

BY_DEFAULT = frozenset(question.name for question in QUESTIONS if question.usual)
"""What is worked out unless questions are named: all but the readings side by side and the
frontier."""
