"""Spaces that are hard to count: nearly closed ones, chapters with bridges, and time well used."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from threading import Event

import pytest
from attrs import field, frozen

from planner.analysis.engine.branching import branch
from planner.analysis.engine.limits import (
    Count,
    Limit,
    LimitReachedError,
    Stop,
    Stopped,
    Unfinished,
    Watch,
)
from planner.analysis.engine.listing import listed
from planner.analysis.engine.preparation import Prepared, prepare
from planner.analysis.engine.trials import Way, first_of
from planner.analysis.questions import Cut, Wishes, analyse, open_answer
from planner.analysis.questions import conflicts as conflicts_module
from planner.analysis.questions.coalitions import Coalition, Coalitions, coalitions
from planner.analysis.questions.conflicts import ask_by_parts, conflicts
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.nearest import nearest
from planner.analysis.questions.open_set import list_open, open_set, sample_open
from planner.analysis.questions.options_left import options_left
from planner.analysis.questions.pivotal import pivotal_lines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.rests_on import RestsOn, find_rests_on
from planner.analysis.questions.ways_out import ways_out
from planner.model.reading import Reading
from tests.benchmarks.analysis.talks import talks
from tests.small_cases import made_case, numbered_issues

MINUTE = Limit(seconds=60)


def simple(premises: Premises) -> Prepared:
    """What is forbidden, made simple."""
    space = Groundwork(premises).space
    return prepare(space.prohibitions, space.everything, space.variables, MINUTE.start())


def test_nearly_closed_spaces_are_counted_from_their_list() -> None:
    """All answers are those of the open scenarios one by one, of 4^35 scenarios."""
    premises = Premises(talks("nearly closed", 1), Reading.STRICT)
    each = [tuple(choices.values()) for choices in list_open(premises, MINUTE)]
    assert open_set(premises, MINUTE).open == len(each) > 1
    left = options_left(premises, MINUTE, explain_all=False)
    for n, issue in enumerate(left.issues):
        for option in issue.options:
            assert option.open == sum(scenario[n] == option.option for scenario in each)
    drawn = sample_open(premises, 1, MINUTE)
    assert {tuple(next(drawn).values()) for _ in range(20)} <= set(each)
    assert nearest(premises, MINUTE).complete


def test_a_part_with_more_open_scenarios_than_are_listed_is_left_to_others() -> None:
    """One box more than the most is too many, and exactly the most are listed."""
    (part,) = simple(Premises(talks("nearly closed", 0), Reading.STRICT)).parts
    whole = listed(part, MINUTE.start())
    boxes = len(whole) // len(part.variables)
    assert boxes < whole.count(tuple(-1 for _ in range(20)), MINUTE.start())
    assert len(listed(part, MINUTE.start(), most=boxes)) == len(whole)
    with pytest.raises(LimitReachedError, match="SCENARIOS"):
        listed(part, MINUTE.start(), most=boxes - 1)


def test_of_coalitions_that_are_not_counted_bounds_and_what_is_possible_stand() -> None:
    """What some parties want leaves much more than what all want, and is harder to count."""
    premises = Premises(talks("nearly closed", 0), Reading.STRICT)
    found = coalitions(premises, Limit(seconds=0.5))
    assert found.incompatible_complete
    assert all(each.compatible for each in found.coalitions)
    assert len(found.coalitions) == 31
    for each in found.coalitions:
        for other in found.coalitions:
            if set(each.parties) < set(other.parties):
                assert _bounds(other.open)[0] <= _bounds(each.open)[1]
        least, most = _bounds(each.open)
        assert 1 <= least <= most <= 4**20


def _bounds(count: Count) -> tuple[int, int]:
    """Between which numbers it is."""
    if isinstance(count, Unfinished):
        assert count.at_most is not None
        return count.at_least, count.at_most
    return count, count


def test_no_way_that_took_all_the_nodes_is_gone_again_with_as_many() -> None:
    """Under a small limit the largest diagrams are one, which is drawn in vain only once."""
    (part,) = simple(Premises(talks("nearly closed", 0), Reading.STRICT)).parts
    tried: list[tuple[Way, int]] = []

    def failing(way: Way) -> Callable[[Watch], None]:
        def fail(trial: Watch) -> None:
            tried.append((way, trial.nodes))
            trial.check_nodes(trial.nodes + 1)

        return fail

    with pytest.raises(LimitReachedError, match=r"NODES.*\(20000,\)"):
        first_of(part, Limit(seconds=60, nodes=20_000).start(), {way: failing(way) for way in Way})
    assert tried.count((Way.DIAGRAM, 20_000)) == 1
    # The first list had half of the time.
    assert tried.count((Way.LISTING, 20_000)) == 2
    # All the branching is for where no diagram can be drawn.
    assert (Way.BRANCHING, 20_000) not in tried


def test_chapters_with_bridges_fall_apart_along_a_tree() -> None:
    """So few nodes do not suffice in the order of what most rules read."""
    prepared = simple(Premises(talks("chapters", 2), Reading.STRICT))
    watch = Limit(seconds=60, nodes=20_000).start()
    for part in prepared.parts:
        assert branch(part, watch, along_tree=True).count(prepared.domains, watch)
    *_, largest = sorted(prepared.parts, key=lambda part: len(part.variables))
    with pytest.raises(LimitReachedError):
        branch(largest, watch)


@frozen
class _Answer:
    """An answer that is complete where it had enough time."""

    reason: Stopped | None
    reason_beside: Stopped | None = None

    @property
    def complete(self) -> bool:
        """Whether it had."""
        return not self.reason


@frozen
class _Question:
    """A question that needs so many seconds, and writes down how many it was given."""

    name: str
    needs: float
    quick: bool = False
    growing: bool = False
    given: list[float] = field(factory=list)

    def ask(self, _premises: Premises, _ground: Groundwork, watch: Watch, _w: Wishes) -> _Answer:
        """Stops at once where there is too little time."""
        left = watch.remaining or 0.0
        self.given.append(left)
        if left >= self.needs:
            return _Answer(None)
        return _Answer(Stopped(Stop.SHARE_OF_TIME, (8,)))


def test_what_some_questions_leave_of_the_time_goes_to_those_that_want_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first has what is not kept for others, and then all that these have left."""
    asked = (_Question("a", 7), _Question("b", 0), _Question("c", 0), _Question("d", 0))
    monkeypatch.setattr(analyse, "QUESTIONS", asked)
    premises = Premises(made_case(issues=numbered_issues([2])), Reading.FIRM)
    found = analyse.analyse(premises, {"a", "b", "c", "d"}, Limit(seconds=8))
    assert found.complete
    assert [round(seconds) for seconds in asked[0].given] == [3, 8]
    assert [len(question.given) for question in asked] == [2, 1, 1, 1]


def test_a_question_that_is_hopeless_is_not_asked_on_and_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says so at once; asking it until the time is over would keep the machine busy."""
    asked = (_Question("a", 100), _Question("b", 100))
    monkeypatch.setattr(analyse, "QUESTIONS", asked)
    premises = Premises(made_case(issues=numbered_issues([2])), Reading.FIRM)
    assert not analyse.analyse(premises, {"a", "b"}, Limit(seconds=8)).complete
    assert [len(question.given) for question in asked] == [2, 2]


def test_a_count_beside_a_complete_answer_is_gone_on_with_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The open count of a coalition is there at first, the uncontested one with more time."""
    late = Unfinished(0, 4, Stopped(Stop.SHARE_OF_TIME, (8,)))
    given: list[float] = []

    @frozen
    class Question:
        name: str = "coalitions"
        quick: bool = False
        growing: bool = False

        def ask(self, _p: Premises, _g: Groundwork, watch: Watch, _w: Wishes) -> Coalitions:
            given.append(watch.remaining or 0.0)
            respecting = 3 if len(given) > 1 else late
            return Coalitions((Coalition(("p0",), 4, respecting, 4),), ())

    monkeypatch.setattr(analyse, "QUESTIONS", (Question(),))
    premises = Premises(made_case(issues=numbered_issues([2])), Reading.FIRM)
    found = analyse.analyse(premises, {"coalitions"}, Limit(seconds=8))
    answer = found.answer("coalitions", Coalitions)
    assert answer is not None
    assert answer.coalitions[0].respecting == 3
    assert [round(seconds) for seconds in given] == [8, 8]


def test_lines_that_clash_are_there_at_once_and_become_fewer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each set is impossible and holds the next one; the last is minimal and found only once."""
    monkeypatch.setattr(conflicts_module, "_EVERY", 0.0)
    premises = Premises(talks("over-constrained", 1), Reading.STRICT)
    *shrinking, last = ask_by_parts(premises, Groundwork(premises), MINUTE.start(), Wishes())
    sets = [set(answer.shrinking.lines) for answer in shrinking if answer.shrinking is not None]
    assert len(sets) == len(shrinking) > 1
    assert all(more >= fewer for more, fewer in pairwise(sets))
    assert not any(answer.complete or answer.sets for answer in shrinking)
    assert last.shrinking is None
    found = [set(each.lines) for each in last.sets]
    assert found.count(sets[-1]) == 1
    for lines in (sets[0], sets[-1]):
        others = [line.id for line in premises.counted if line.id not in lines]
        assert not open_set(premises.without(others), MINUTE).open


def test_a_set_that_could_not_be_made_minimal_stands() -> None:
    """It clashes, whatever came before it was minimal."""
    premises = Premises(talks("seats", 1), Reading.STRICT)
    ground = Groundwork(premises)
    solver = ground.guarded_solver(MINUTE.start())
    guards = ground.line_guards
    assert not solver.solve(guards, MINUTE.start())
    ground.possibility.learn({}, found=False)
    stop = Event()
    limit = Limit(seconds=60, cancelled=stop).start()
    for last in ask_by_parts(premises, ground, limit, Wishes()):
        if last.shrinking is not None:
            stop.set()
    assert stop.is_set()
    assert not last.complete
    assert last.sets or last.shrinking is not None


def test_what_pigeons_cannot_do_is_seen_in_a_diagram(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six parties on five seats: any line given up is a way out, and each is in the conflict."""
    monkeypatch.setattr(Groundwork, "searched_long", lambda *_: True)
    premises = Premises(talks("seats", 0), Reading.STRICT)
    ground = Groundwork(premises)
    every = [line.id for line in premises.counted]
    (clash,) = conflicts(premises, MINUTE, groundwork=ground).sets
    assert list(clash.lines) == every
    found = pivotal_lines(premises, MINUTE, groundwork=ground)
    assert found.complete
    # Two sit together, and the four others on the four seats left.
    assert {line.opens for line in found.lines} == {math.factorial(4)}
    out = ways_out(premises, MINUTE, most=len(every), groundwork=ground)
    assert sorted(way.lines for way in out.ways) == sorted((line,) for line in every)


@pytest.mark.parametrize("long", [False, True])
def test_no_solver_is_asked_line_by_line_where_each_answer_takes_long(
    monkeypatch: pytest.MonkeyPatch,
    long: bool,  # noqa: FBT001 (a parameter)
) -> None:
    """Each option of six parties on five seats is ruled out by the same lines either way."""
    monkeypatch.setattr(Groundwork, "searched_long", lambda *_: long)
    premises = Premises(talks("seats", 0), Reading.STRICT)
    ground = Groundwork(premises)
    solver = ground.guarded_solver(MINUTE.start())
    asked = []
    solve = solver.solve

    def counted(assumptions: Sequence[int], watch: Watch) -> bool:
        asked.append(assumptions)
        return solve(assumptions, watch)

    monkeypatch.setattr(solver, "solve", counted)
    left = options_left(premises, MINUTE, groundwork=ground)
    assert left.complete
    assert all(option.ruled_out for issue in left.issues for option in issue.every)
    lines = {line.id: n for n, line in enumerate(ground.space.lines)}
    pairs = [*combinations(range(6), 2)]
    for party, issue in enumerate(left.issues):
        for seat, option in enumerate(issue.options):
            # Nobody else sits there, and the others do not sit together anywhere else.
            expected = {
                5 * n + k
                for n, pair in enumerate(pairs)
                for k in range(5)
                if (party in pair) is (k == seat)
            }
            assert option.why is not None
            assert {lines[line] for line in option.why.lines} == expected
    assert (len(asked) < 15 * 30) is long


def test_lines_are_counted_before_it_is_asked_what_implies_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All counts are there where no time is left for the reasons; of these none is made up."""

    def never(*_: object) -> None:
        raise LimitReachedError(Stopped(Stop.TIME, (60,)))

    monkeypatch.setattr("planner.analysis.questions.pivotal._Search.implied_by", never)
    found = pivotal_lines(Premises(talks("grid", 0), Reading.STRICT), MINUTE)
    assert not found.complete
    assert all(isinstance(line.opens, int) for line in found.lines)
    assert 0 < sum(not line.compared for line in found.lines) < len(found.lines)


def test_an_answer_that_stopped_for_good_takes_the_place_of_one_that_wanted_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Asked again, a list that ends at the most that was wanted is the better answer."""
    said = iter([Stopped(Stop.SHARE_OF_TIME, (8,)), Stopped(Cut.MORE_WAYS_OUT, (100,))])

    @frozen
    class Question:
        name: str = "ways_out"
        quick: bool = False
        growing: bool = False

        def ask(self, _p: Premises, _g: Groundwork, _watch: Watch, _w: Wishes) -> _Answer:
            return _Answer(next(said))

    monkeypatch.setattr(analyse, "QUESTIONS", (Question(),))
    premises = Premises(made_case(issues=numbered_issues([2])), Reading.FIRM)
    found = analyse.analyse(premises, {"ways_out"}, Limit(seconds=8))
    assert found.reasons == {"ways_out": Stopped(Cut.MORE_WAYS_OUT, (100,))}


def test_what_all_share_is_looked_for_again_once_all_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A solver that was stopped before the count goes on after it."""
    stopped = [RestsOn(reason=Stopped(Stop.SHARE_OF_TIME, (8,)))]

    def at_second(premises: Premises, ground: Groundwork, watch: Watch) -> RestsOn:
        return stopped.pop() if stopped else find_rests_on(premises, ground, watch)

    monkeypatch.setattr(open_answer, "find_rests_on", at_second)
    premises = Premises(talks("nearly closed", 0), Reading.STRICT)
    found = open_answer.ask(premises, Groundwork(premises), MINUTE.start(), Wishes())
    assert found.complete
    assert not stopped
