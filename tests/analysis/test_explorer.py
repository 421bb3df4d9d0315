"""The live session: the same answers as asking anew, from any thread, stale ones dropped."""

from __future__ import annotations

import gc
import random
import time
import weakref
from threading import Event, Thread

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.analysis.engine.limits import Limit, Stop, Stopped, Unfinished
from planner.analysis.questions.explorer import Explorer
from planner.analysis.questions.open_set import list_open
from planner.analysis.questions.options_left import OptionsLeft, options_left
from planner.analysis.questions.premises import Premises
from planner.model.case import Case
from planner.model.conditions import Pick, Term
from planner.model.reading import Reading
from tests.analysis.judge import Judge, questions
from tests.benchmarks.analysis.families import neighbouring, sparse, zoned
from tests.made_cases import picks_of


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions(), st.data())
def test_each_step_equals_asking_anew(premises: Premises, data: st.DataObject) -> None:
    """Counts, possible options and reasons after each choice are those of a fresh question."""
    explorer = Explorer(premises)
    fixed: dict[str, Pick] = {}
    for _ in range(3):
        asked = Premises(premises.case, premises.reading, premises.set_aside, fixed)
        expected = options_left(asked)
        for issue, quick in zip(expected.issues, explorer.possible(fixed).issues, strict=True):
            for option, answer in zip(issue.every, quick.every, strict=True):
                assert answer.ruled_out == (option.open == 0)
                assert answer.possible == (option.open != 0)
                assert answer.forced == option.forced
        assert explorer.options_left(fixed) == options_left(asked, explain_all=False)
        assert explorer.known(fixed) == explorer.options_left(fixed)
        for issue in expected.issues:
            for option in issue.every:
                why = explorer.why_ruled_out(fixed, issue.issue, option.option)
                assert (why is None) == (option.open != 0)
        chosen = data.draw(st.sampled_from(premises.case.issues))
        fixed[chosen.id] = data.draw(st.sampled_from(picks_of(chosen)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions(), st.data())
def test_a_count_can_be_asked_what_it_hides(premises: Premises, data: st.DataObject) -> None:
    """After each choice the three counts are those of all scenarios looked at."""
    explorer = Explorer(premises)
    fixed: dict[str, Pick] = {}
    for _ in range(3):
        asked = Premises(premises.case, premises.reading, premises.set_aside, fixed)
        judge = Judge(asked)
        assert explorer.tally(fixed) == judge.open_tally()
        for (issue, option), tally in judge.options_tallied().items():
            assert explorer.option_tally(fixed, issue, option) == tally
        chosen = data.draw(st.sampled_from(premises.case.issues))
        fixed[chosen.id] = data.draw(st.sampled_from(picks_of(chosen)))


@pytest.mark.parametrize(
    ("case", "different"),
    [(neighbouring(8, 3, 20, seed=1), 1), (zoned(neighbouring(8, 3, 20, seed=1)), 3)],
    ids=["one serves for all", "three"],
)
def test_what_was_built_goes_with_the_explorer(case: Case, different: int) -> None:
    """At once: hundreds of megabytes at worst do not wait for the garbage collector."""
    explorer = Explorer(Premises(case, Reading.FIRM))
    explorer.possible({})
    explorer.options_left({})
    explorer.tally({})
    groundwork = explorer._groundwork
    assert groundwork is not None
    grounds = {groundwork, groundwork.respecting, groundwork.sourced}
    assert len(grounds) == different
    built = [weakref.ref(each.instruments) for each in grounds]
    gc.disable()
    try:
        del explorer, groundwork, grounds
        assert [gone() for gone in built] == [None] * len(built)
    finally:
        gc.enable()


def test_threads_wait_for_each_other_and_agree() -> None:
    """Asked by four threads at a time, each gets the right answer."""
    case = neighbouring(20, 4, 80, seed=1)
    explorer = Explorer(Premises(case, Reading.FIRM))
    wrong: list[dict[str, str]] = []

    def ask(seed: int) -> None:
        rng = random.Random(seed)
        for _ in range(10):
            issue = rng.choice(case.issues)
            fixed = {issue.id: rng.choice(issue.options).id}
            found = explorer.options_left(fixed, Limit(seconds=60))
            asked = Premises(case, Reading.FIRM, fixed=fixed)
            if found != options_left(asked, explain_all=False):
                wrong.append(fixed)

    threads = [Thread(target=ask, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_stale_question_gives_way_to_the_next() -> None:
    """A cancelled count lets go at once, and what waits its turn can be cancelled as well."""
    explorer = Explorer(Premises(sparse(30, 5, 200, seed=1), Reading.FIRM))
    stale, second = Event(), Event()
    answers: dict[str, tuple[OptionsLeft, float]] = {}

    def ask(name: str, cancelled: Event) -> None:
        found = explorer.options_left({}, Limit(seconds=60, cancelled=cancelled))
        answers[name] = (found, time.process_time())

    threads = [Thread(target=ask, args=pair) for pair in (("first", stale), ("second", second))]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    at = time.process_time()
    second.set()
    threads[1].join()
    stale.set()
    threads[0].join()
    for found, ended in answers.values():
        assert isinstance(found.open, Unfinished)
        assert found.reason == Stopped(Stop.CANCELLED)
        assert ended - at < 1.0
    explorer.options_left({}, Limit(seconds=0.5, nodes=100))
    assert all(
        option.possible or option.ruled_out
        for issue in explorer.possible({}).issues
        for option in issue.options
    )


def test_counts_come_back_where_time_was_short_for_the_whole() -> None:
    """What took too long is not tried again with about as much time: that is left for the rest."""
    case = sparse(30, 5, 200, seed=1)
    explorer = Explorer(Premises(case, Reading.FIRM))
    assert isinstance(explorer.options_left({}, Limit(seconds=3)).open, Unfinished)
    fixed: dict[str, str] = {}
    for issue in case.issues[:27]:
        left = explorer.possible(fixed).issue(issue.id)
        fixed[issue.id] = next(option.option for option in left.options if option.possible)
    found = explorer.options_left(fixed, Limit(seconds=5))
    asked = Premises(case, Reading.FIRM, fixed=fixed)
    assert found.open == sum(1 for _ in list_open(asked, Limit(seconds=60)))


def test_counts_come_back_as_choices_are_made() -> None:
    """Where the whole cannot be counted, what enough choices leave can."""
    case = sparse(30, 5, 200, seed=1)
    explorer = Explorer(Premises(case, Reading.FIRM))
    rng = random.Random(1)
    fixed: dict[str, str] = {}
    limit = Limit(seconds=30, nodes=2000)
    assert isinstance(explorer.options_left({}, limit).open, Unfinished)
    while len(fixed) < len(case.issues):
        possible = explorer.possible(fixed)
        issue = rng.choice([issue for issue in possible.issues if issue.issue not in fixed])
        fixed[issue.issue] = rng.choice([o.option for o in issue.options if o.possible])
        if len(fixed) > 12 and isinstance(explorer.options_left(fixed, limit).open, int):
            break
    assert len(fixed) < len(case.issues) - 5


def renamed(case: Case) -> Case:
    """The same case with a letter more in every title."""
    return evolve(
        case,
        title=f"{case.title}!",
        issues=tuple(
            evolve(
                issue,
                title=f"{issue.title}!",
                options=tuple(evolve(o, title=f"{o.title}!") for o in issue.options),
            )
            for issue in case.issues
        ),
        red_lines=tuple(evolve(line, title=f"{line.title}!") for line in case.red_lines),
    )


def test_a_letter_typed_in_a_title_keeps_what_was_built() -> None:
    """Nothing is compiled or counted anew, also not below, and the answers are the same."""
    case = neighbouring(20, 4, 80, seed=1)
    explorer = Explorer(Premises(case, Reading.FIRM))
    counts = explorer.options_left({})
    tally = explorer.tally({})
    after = explorer.serving(Premises(renamed(case), Reading.FIRM))
    assert after.premises.case.title.endswith("!")
    assert after.known({}) is counts
    built = {id(one) for one in explorer._groundwork.held}  # type: ignore[union-attr]
    assert after.tally({}) == tally
    assert {id(one) for one in after._groundwork.held} == built  # type: ignore[union-attr]


def test_other_names_keep_what_was_built_and_no_answer() -> None:
    """Where an option has another id the counts are told anew, from what was built."""
    case = neighbouring(20, 4, 80, seed=1)
    explorer = Explorer(Premises(case, Reading.FIRM))
    counts = explorer.options_left({})
    first, *rest = case.issues
    named = evolve(first, id="first")
    lines = tuple(
        evolve(line, crossed_when=tuple(_moved(term, "i0", "first") for term in line.crossed_when))
        for line in case.red_lines
    )
    other = evolve(case, issues=(named, *rest), red_lines=lines)
    after = explorer.serving(Premises(other, Reading.FIRM))
    assert after.known({}) is None
    assert after.options_left({}).open == counts.open
    assert after.options_left({}).issues[0].issue == "first"
    assert after._groundwork.instruments is explorer._groundwork.instruments  # type: ignore[union-attr]


def _moved(term: Term, before: str, after: str) -> Term:
    return Term(
        tuple(
            evolve(condition, issue=after) if condition.issue == before else condition
            for condition in term.conditions
        )
    )


def test_another_rule_keeps_nothing() -> None:
    """One line less: what was built for the others does not serve."""
    case = neighbouring(10, 4, 40, seed=1)
    explorer = Explorer(Premises(case, Reading.FIRM))
    explorer.options_left({})
    fewer = evolve(case, red_lines=case.red_lines[1:])
    after = explorer.serving(Premises(fewer, Reading.FIRM))
    assert after.known({}) is None
    assert after.options_left({}) == Explorer(Premises(fewer, Reading.FIRM)).options_left({})
