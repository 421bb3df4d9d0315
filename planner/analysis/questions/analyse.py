"""All questions about one case or scenario in one go, within one limit."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import TypeVar

from attrs import field, frozen

from planner.analysis.engine.limits import Limit, Stopped, Watch
from planner.analysis.engine.satisfiability import Solver
from planner.analysis.engine.trusted import trusted
from planner.analysis.questions import BY_DEFAULT, QUESTIONS, Answer, Question, Wishes
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.helper import Helper
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.timetable import Place, Timetable
from planner.by_fields import Compared
from planner.check.size import scenario_count

__all__ = ["Analysis", "analyse", "analyse_by_parts", "load"]

_T = TypeVar("_T")

_TURN = 0.1
"""The seconds after which one looks whether to go on waiting for the other process."""
_GRACE = 0.5
"""The seconds for which its answer may come after the limit."""


@frozen(eq=False, repr=False)
class Analysis(Compared):
    """The answers by the names of their questions; what is not there was not asked or reached.

    Each answer says by itself whether it is complete and why not; ``complete`` is about all that
    are there, ``reasons`` by name.
    """

    premises: Premises
    answers: Mapping[str, Answer] = field(factory=dict)

    def answer(self, name: str, kind: type[_T]) -> _T | None:
        """The answer of that name, which is of that kind; ``None`` where it is not there."""
        found = self.answers.get(name)
        if found is None or isinstance(found, kind):
            return found
        raise TypeError(f"the answer on {name} is a {type(found).__name__}")

    @property
    def scenarios(self) -> int:
        """How many complete scenarios the case has."""
        return scenario_count(self.premises.case)

    @property
    def complete(self) -> bool:
        """Whether everything that was asked for is answered exactly."""
        return not self.reasons

    @property
    def reasons(self) -> Mapping[str, Stopped | None]:
        """Why answers are not finished, for those that are not."""
        named = ((q.name, self.answers.get(q.name)) for q in QUESTIONS)
        return {n: a.reason for n, a in named if a is not None and not a.complete}


def load(names: Iterable[str], groundwork: Groundwork) -> None:
    """Load what answers the questions of those names about this, and have the engines tested.

    For whoever gives them a limit that is to be theirs alone. What counts is loaded where it is
    wanted, since few cases need it.
    """
    # Who names an analysis need not know of all questions.
    import_module("planner.analysis.questions.agreement")
    for question in QUESTIONS:
        if question.name in names:
            question.load()
    trusted()
    Solver((), groundwork.literals.variables, Limit(seconds=None).start())


def analyse(
    premises: Premises,
    names: Iterable[str] | None = None,
    limit: Limit | None = None,
    *,
    wishes: Wishes | None = None,
    groundwork: Groundwork | None = None,
) -> Analysis:
    """Answer the questions of those names (those by default if ``None``) within one limit.

    Without tallies wished for, only the open set says how many of its scenarios leave nothing
    contested, and how many add nothing; with them all counts do. Cancelled or past the limit it
    returns at once with what was found; what was not reached is unfinished, not missing.
    """
    found = Analysis(premises)
    for found in analyse_by_parts(  # noqa: B007 (the last one holds all answers)
        premises, names, limit, wishes=wishes, groundwork=groundwork
    ):
        pass
    return found


def analyse_by_parts(  # noqa: PLR0913 (as above)
    premises: Premises,
    names: Iterable[str] | None = None,
    limit: Limit | None = None,
    *,
    wishes: Wishes | None = None,
    groundwork: Groundwork | None = None,
    helped: bool = False,
) -> Generator[Analysis]:
    """As :func:`analyse`, with what is there after each answer; the last one holds them all.

    An answer that grows comes several times. Who stops asking has what was finished before. With
    ``helped`` a second process answers some of the questions, where there is a processor for it and
    the work takes longer than a moment; each has the limit's nodes for itself.
    """
    # Who names an analysis need not know of all questions.
    from planner.analysis.questions.agreement import standing  # noqa: PLC0415

    limit, wishes = limit or Limit(), wishes or Wishes()
    watch = limit.start()
    ground = Groundwork.of(premises, groundwork)
    asked = BY_DEFAULT if names is None else frozenset(names)
    order = sorted((q for q in QUESTIONS if q.name in asked), key=lambda q: not q.quick)
    table = Timetable(order, watch, partial(standing, premises))
    helper = Helper(table, premises, limit, wishes) if helped and len(order) > 1 else None
    waited = 0.0
    try:
        while not table.over:
            if helper is not None and (watch.cancelled or waited > _GRACE):
                helper.stop()
            turn = table.take(Place.HERE)
            if turn is None:
                table.wait(_TURN)
                waited = waited + _TURN if watch.remaining == 0 else 0.0
            else:
                share = watch.within(seconds=turn.seconds)
                for found in _answers(turn.question, premises, ground, share, wishes):
                    table.keep(turn, found)
                    if table.news:
                        yield Analysis(premises, table.answers)
                table.done(turn)
            if table.news:
                yield Analysis(premises, table.answers)
    finally:
        if helper is not None:
            helper.end()


def _answers(
    question: Question, premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes
) -> Iterator[Answer]:
    """The answer, before it what of a growing one is there to show."""
    if question.growing:
        yield from question.ask_by_parts(premises, groundwork, watch, wishes)
    else:
        yield question.ask(premises, groundwork, watch, wishes)
