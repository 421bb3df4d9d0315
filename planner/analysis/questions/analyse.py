"""All questions about one case or scenario in one go, within one limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import field, frozen

from planner.analysis.engine.limits import Limit, Watch, used_up_its_share
from planner.analysis.questions import BY_DEFAULT, QUESTIONS, Answer, Question, Wishes
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import Tallied, reason_of
from planner.check.size import scenario_count

__all__ = ["Analysis", "analyse", "analyse_by_parts"]

_T = TypeVar("_T")

_AT_FIRST = 0.5
"""The share of the time in which every question is asked once: the rest is for what takes long."""
_AGAIN = 0.6
"""The share of what is left that a question gets when it is asked again, before others are."""
_WORTH_IT = 0.2
"""The seconds for which it is worth to ask once more."""
_NO_TIME = 0.01
"""In fewer seconds all questions together do not work at anything."""


@frozen
class Analysis:
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
    def reasons(self) -> Mapping[str, str]:
        """Why answers are not finished, for those that are not."""
        named = ((q.name, self.answers.get(q.name)) for q in QUESTIONS)
        return {n: a.reason for n, a in named if a is not None and not a.complete}


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


def analyse_by_parts(
    premises: Premises,
    names: Iterable[str] | None = None,
    limit: Limit | None = None,
    *,
    wishes: Wishes | None = None,
    groundwork: Groundwork | None = None,
) -> Iterator[Analysis]:
    """As :func:`analyse`, with what is there after each answer; the last one holds them all.

    An answer that grows comes several times. Who stops asking has what was finished before.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    asked = BY_DEFAULT if names is None else frozenset(names)
    order = sorted((q for q in QUESTIONS if q.name in asked), key=lambda q: not q.quick)
    answers: dict[str, Answer] = {}
    left = watch.remaining
    at_first: Watch | None = watch.within(share=_AT_FIRST)
    while order:
        # What one does not use of its share goes to those after it, and then to those that wanted
        # more: what is not finished before the limit was not for want of asking. Asked again, a
        # question gets much more than before; less would end where it ended then.
        for n, question in enumerate(order):
            later = order[n + 1 :]
            if at_first is not None:
                part = question.share / sum(each.share for each in order[n:])
                share = at_first.within(share=part)
            else:
                share = watch.within(share=_AGAIN if later else 1)
            again = question.name in answers
            for found in _answers(question, premises, ground, share, wishes or Wishes()):
                if found.complete or not again or not _might_go_on(found):
                    answers[question.name] = found
                    yield Analysis(premises, dict(answers))
        before, left = left, watch.remaining
        if left is None or before is None or left < _WORTH_IT:
            return
        if at_first is None and before - left < _NO_TIME:
            return  # known to be hopeless, all of it
        at_first = None
        order = [q for q in QUESTIONS if q in order and _might_go_on(answers[q.name])]


def _answers(
    question: Question, premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes
) -> Iterator[Answer]:
    """The answer, before it what of a growing one is there to show."""
    if question.growing:
        yield from question.ask_by_parts(premises, groundwork, watch, wishes)
    else:
        yield question.ask(premises, groundwork, watch, wishes)


def _might_go_on(answer: Answer) -> bool:
    """Whether an answer, or a count beside it, stopped at its share of the time."""
    beside = reason_of(answer.tallies) if isinstance(answer, Tallied) else ""
    return used_up_its_share(answer.reason) or used_up_its_share(beside)
