"""How the time is split among questions: simulated, by a clock that jumps from event to event."""

from __future__ import annotations

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.engine.limits import Limit, Stop, Stopped, Unfinished, Watch
from planner.analysis.questions import BY_DEFAULT, NAMES, Question
from planner.analysis.questions.analyse import analyse
from planner.analysis.questions.least import Crossing, Least
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.open_set import OpenSet
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.rounds import kept
from planner.analysis.questions.timetable import Place, Timetable, Turn, stops
from planner.model.reading import Reading
from tests.benchmarks.analysis.talks import talks

WHOLE, ALONE = 10.0, 2.0
TURNED = 0.01
"""What it takes to turn from one question to the next."""
NEVER = 1e9


@frozen
class Done:
    """An answer that is complete where it had enough time."""

    reason: Stopped | None = None
    reason_beside: Stopped | None = None

    @property
    def complete(self) -> bool:
        """Whether it had."""
        return not self.reason


class Clock(Watch):
    """A limit of ten seconds that pass when they are told to."""

    def __init__(self) -> None:
        super().__init__(None, 1, None)
        self.now = 0.0

    @property
    def remaining(self) -> float:
        """What is left of them."""
        return max(0.0, WHOLE - self.now)


def finished(costs: list[float], places: dict[Place, float]) -> list[bool]:
    """Which questions of those costs are finished, where each place begins at such a second.

    A question asked again begins anew, and stops at the end of its time.
    """
    watch = Clock()
    names = [f"q{n}" for n in range(len(costs))]
    table = Timetable([Question(name, "open_answer") for name in names], watch)
    cost = dict(zip(names, costs, strict=True))
    when = dict(places)
    turns: dict[Place, Turn] = {}
    while not table.over:
        place = min(when, key=lambda each: (when[each], each is not Place.HERE))
        watch.now = max(watch.now, when[place])
        turn = turns.pop(place, None)
        if turn is not None:
            needed = cost[turn.question.name]
            assert turn.seconds is not None
            late = needed > turn.seconds
            table.keep(turn, Done(Stopped(Stop.SHARE_OF_TIME, (10,)) if late else None))
            table.done(turn)
        turn = table.take(place)
        if turn is None:
            ends = [end for other, end in when.items() if other in turns]
            when[place] = max(watch.now, min(ends, default=watch.now)) + TURNED
        else:
            assert turn.seconds is not None
            assert turn.left is not None
            assert 0 <= turn.seconds <= turn.left
            turns[place] = turn
            when[place] = watch.now + min(turn.seconds, cost[turn.question.name]) + TURNED
    return [table.answers[name].complete for name in names]


costs = st.one_of(st.floats(0, ALONE * 0.95), st.floats(0, 2 * WHOLE), st.just(NEVER))


@settings(max_examples=150, deadline=None)
@given(st.lists(costs, min_size=1, max_size=len(NAMES)))
def test_what_one_does_alone_in_two_seconds_is_done_beside_all_others(each: list[float]) -> None:
    """By two processes, the second a moment later, however long all others would take."""
    done = finished(each, {Place.HERE: 0.0, Place.BESIDE: 0.3})
    assert all(is_done for is_done, cost in zip(done, each, strict=True) if cost <= ALONE * 0.95)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, ALONE), max_size=3), st.integers(0, 3))
def test_one_process_does_so_as_far_as_the_time_goes(each: list[float], hopeless: int) -> None:
    """Where at most three others take all that they get."""
    every = [NEVER] * hopeless + [cost * 0.5 for cost in each]
    done = finished(every, {Place.HERE: 0.0})
    assert done[hopeless:] == [True] * len(each)


def test_counts_of_the_least_that_is_crossed_are_asked_again() -> None:
    """They stand beside an answer that is complete without them."""
    reason = Stopped(Stop.SHARE_OF_TIME, (60,))
    crossing = Crossing(("L1",), 18, respecting=Unfinished(0, 18, reason))
    answer = OpenAnswer(OpenSet(0, 36, 36, 0, 0), least=Least((crossing,), at_least=1))
    assert answer.complete
    assert list(stops(answer)) == [reason]
    better = Least((Crossing(("L1",), 18, respecting=12),), at_least=1)
    known = OpenAnswer(answer.counted, least=better)
    for before, after in ((answer, known), (known, answer)):
        found = kept(before, after)
        assert isinstance(found, OpenAnswer)
        assert found.least == better


def test_what_is_left_over_goes_to_those_that_want_more() -> None:
    """One of seven needs half of it, even begun anew; or all of them what a map needs."""
    for n in range(7):
        assert all(finished([5.0 if k == n else 0.1 for k in range(7)], {Place.HERE: 0.0}))
    both = {Place.HERE: 0.0, Place.BESIDE: 0.3}
    assert all(finished([0, 0.6, 1.0, 3.2, 0.6, 3.4, 7.0], both))


def test_talks_are_answered_whole_where_each_question_is() -> None:
    """The same with real questions: chapters with bridges."""
    premises = Premises(talks("chapters", 0), Reading.STRICT)
    alone = {n for n in BY_DEFAULT if analyse(premises, {n}, Limit(seconds=2)).complete}
    assert alone - set(analyse(premises, None, Limit(seconds=10)).reasons) == alone
