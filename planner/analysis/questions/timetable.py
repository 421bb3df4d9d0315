"""Which question is answered next, where, and in which time.

What a question costs is not known before it was asked; once it was, and was not finished, it is
known to cost more than that. The time is split by that, and what one does not use goes on to all
that still wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from threading import Condition

from attrs import frozen

from planner.analysis.engine.limits import Stop, Stopped, Watch
from planner.analysis.questions import Answer, Question
from planner.by_fields import Compared

__all__ = ["Place", "Timetable", "Turn", "stops"]

_ENOUGH = 0.2
"""The share of the whole time that each question gets, however many there are, where two processes
work; one alone may come to the least below."""
_LEAST = 0.05
"""The share that is kept for each question that was not asked at all."""
_AGAIN = 2.5
"""How many times the time before a question gets when it is asked again; a little more of it
would end where it ended then."""
_WORTH_IT = 0.2
"""The seconds for which it is worth to ask once more."""
_NO_TIME = 0.01
"""Who needs fewer seconds than this to give up again is not asked a third time."""


Standing = Callable[[Mapping[str, Answer], str, Answer], dict[str, Answer]]
"""What stands of all answers with one more, by the name of its question."""


def _in_its_place(answers: Mapping[str, Answer], name: str, found: Answer) -> dict[str, Answer]:
    return {**answers, name: found}


class Place(Enum):
    """Where a question is answered."""

    HERE = "here"
    BESIDE = "beside"


@frozen(eq=False, repr=False)
class Turn(Compared):
    """A question that is being answered in so many seconds; ``None`` where time is not limited."""

    question: Question
    place: Place
    seconds: float | None
    left: float | None


class Timetable:
    """Questions in the order in which they are wanted; may be used from several threads."""

    def __init__(
        self, order: Sequence[Question], watch: Watch, standing: Standing = _in_its_place
    ) -> None:
        self._watch = watch
        self._standing = standing
        self._whole = watch.remaining or 0.0
        self._waiting = list(order)
        self._at_work: dict[Place, Turn] = {}
        self._had: dict[str, tuple[float, Place]] = {}
        self._answers: dict[str, Answer] = {}
        self._places = {Place.HERE}
        self._news = False
        self._changed = Condition()

    @property
    def over(self) -> bool:
        """Whether nothing waits, and nothing is at work."""
        with self._changed:
            return not self._waiting and not self._at_work

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Those that are there by now."""
        with self._changed:
            self._news = False
            return dict(self._answers)

    @property
    def news(self) -> bool:
        """Whether there are answers that nobody has looked at."""
        return self._news

    def take(self, place: Place) -> Turn | None:
        """The next question to be answered at that place; ``None`` where none waits now."""
        with self._changed:
            question = self._next(place)
            if question is None:
                self._changed.notify_all()
                return None
            self._places.add(place)
            self._waiting.remove(question)
            left = self._watch.remaining
            turn = Turn(question, place, self._seconds(question, place, left), left)
            self._at_work[place] = turn
            return turn

    def wait(self, seconds: float | None = None) -> None:
        """Wait until something has changed, no longer than that."""
        with self._changed:
            self._changed.wait(seconds)

    def keep(self, turn: Turn, answer: Answer) -> None:
        """Take in what a question came to; what another no longer has to find out is not asked."""
        with self._changed:
            self._answers = self._standing(self._answers, turn.question.name, answer)
            self._waiting = [
                question
                for question in self._waiting
                if question.name not in self._had or _might_go_on(self._answers[question.name])
            ]
            self._news = True

    def done(self, turn: Turn) -> None:
        """That was its last answer in this turn; it waits again where more time may help."""
        question, seconds = turn.question, turn.seconds
        with self._changed:
            self._at_work.pop(turn.place, None)
            if seconds is not None and _might_go_on(self._answers[question.name]):
                left = self._watch.remaining or 0.0
                took = (turn.left or 0.0) - left
                if question.name not in self._had or took >= _NO_TIME:
                    self._waiting.append(question)
                self._had[question.name] = (seconds, turn.place)
            self._changed.notify_all()

    def give_back(self, turn: Turn) -> None:
        """Nobody answers it at that place any more: it waits as before."""
        with self._changed:
            self._places.discard(turn.place)
            self._at_work.pop(turn.place, None)
            self._waiting.insert(0, turn.question)
            self._changed.notify_all()

    def _next(self, place: Place) -> Question | None:
        """Here first what is wanted first, beside what is wanted last.

        So both rarely need the same. What was asked before comes after what was not, and at first
        where it was asked: there some of its work is done.
        """
        new = [question for question in self._waiting if question.name not in self._had]
        if new:
            return new[0] if place is Place.HERE else new[-1]
        left = self._watch.remaining
        if left is not None and left < _WORTH_IT:
            self._waiting.clear()

        def far(question: Question) -> tuple[bool, float]:
            seconds, where = self._had[question.name]
            return where is not place, seconds

        return min(self._waiting, key=far, default=None)

    def _seconds(self, question: Question, place: Place, left: float | None) -> float | None:
        """What is enough for most; or more, where enough is left for all that were not asked.

        Of those that were, each gets a share by what is known of its cost.
        """
        if left is None or not self._whole:
            return left
        cost = self._cost(question)
        again = [other for other in self._waiting if other.name in self._had]
        fair = left * len(self._places) * cost / (cost + sum(map(self._cost, again)))
        others = self._places - {place}
        others_have = max((self._free_from(other, left) for other in others), default=0)
        new = len(self._waiting) - len(again)

        def promised(share: float) -> float:
            """The seconds that are kept here so that every new one gets such a share somewhere."""
            seconds = share * self._whole
            return seconds * max(0, new - int(others_have / seconds))

        sure = min(cost, left - promised(_LEAST))
        return min(left, max(sure, min(fair, left - promised(_ENOUGH))))

    def _free_from(self, place: Place, left: float) -> float:
        """How many seconds there will be when that place is free at the latest."""
        turn = self._at_work.get(place)
        if turn is None or turn.left is None or turn.seconds is None:
            return left
        return min(left, turn.left - turn.seconds)

    def _cost(self, question: Question) -> float:
        """What it is believed to cost at least, in seconds."""
        seconds, _ = self._had.get(question.name, (0.0, None))
        return max(_ENOUGH * self._whole, _AGAIN * seconds)


def stops(answer: Answer) -> Iterator[Stopped]:
    """Why the answer is not finished, and why what stands beside it is not; nothing if all is."""
    return filter(None, (answer.reason, answer.reason_beside))


def _might_go_on(answer: Answer) -> bool:
    """Whether it, or what stands beside it, stopped at its share of the time."""
    return any(stopped.by is Stop.SHARE_OF_TIME for stopped in stops(answer))
