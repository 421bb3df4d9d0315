"""What one answer proves stands for all others, and is never more than is true."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.engine.counts import both
from planner.analysis.engine.limits import Count, Limit, Stop, Stopped, Unfinished
from planner.analysis.questions import BY_DEFAULT, QUESTIONS, Answer, Wishes
from planner.analysis.questions.agreement import agreed
from planner.analysis.questions.analyse import Analysis, analyse
from planner.analysis.questions.coalitions import Coalition, Coalitions
from planner.analysis.questions.conflicts import NOT_YET_MINIMAL, Conflict, Conflicts
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.least import Crossing, Least
from planner.analysis.questions.nearest import Nearest
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.open_set import OpenSet
from planner.analysis.questions.options_left import OptionsLeft
from planner.analysis.questions.pivotal import LineAlone, PivotalLines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.rounds import kept
from planner.analysis.questions.tally import Tally
from planner.analysis.questions.ways_out import WayOut, WaysOut
from planner.model.reading import Reading
from planner.reports.content.analysis.result import analysis_result
from planner.reports.words.stops import why_far_apart
from tests.analysis.judge import questions
from tests.benchmarks.analysis.talks import talks

STOPPED, LATE = Stopped(Stop.SHARE_OF_TIME, (1,)), Stopped(Stop.TIME, (1,))
UNKNOWN = Unfinished(0, None, STOPPED)


def asked_until(premises: Premises, patience: Mapping[str, int | None]) -> dict[str, Answer]:
    """Each question asked by itself, stopped when it has looked at its limit so many times."""

    def ask(name: str, looks: int | None) -> Answer:
        left = iter(range(looks or 0))
        stop = None if looks is None else lambda: next(left, None) is None
        watch = Limit(seconds=None, cancelled=stop).start()
        (question,) = (each for each in QUESTIONS if each.name == name)
        return question.ask(premises, Groundwork(premises), watch, Wishes(ways_out=1000))

    return {name: ask(name, looks) for name, looks in patience.items()}


def assert_true(count: Count, true: Count) -> None:
    """An exact count is right, and bounds hold what is right."""
    if not isinstance(count, Unfinished):
        assert count == true
        return
    assert isinstance(true, int)
    assert count.at_least <= true
    assert count.at_most is None or true <= count.at_most


def assert_all_true(tally: Tally, true: Tally) -> None:
    """The same of the three counts of a tally."""
    assert_true(tally.open, true.open)
    assert_true(tally.respecting, true.respecting)
    assert_true(tally.without_added, true.without_added)


def assert_proven(found: Analysis, true: Analysis) -> None:  # noqa: C901, PLR0912 (one by one)
    """Nothing in the answers contradicts those that nothing stopped."""
    open_set, all_of_it = found.answer("open", OpenAnswer), true.answer("open", OpenAnswer)
    if open_set is not None and all_of_it is not None:
        assert_all_true(open_set.counted.tally, all_of_it.counted.tally)
        assert_least(open_set.least, all_of_it.least)
        assert_least(open_set.least_sourced, all_of_it.least_sourced)
        if open_set.complete:
            assert open_set.rests_on == all_of_it.rests_on
    options, all_options = found.answer("options", OptionsLeft), true.answer("options", OptionsLeft)
    if options is not None and all_options is not None:
        assert_true(options.open, all_options.open)
        for issue in options.issues:
            for option in issue.every:
                truly = all_options.issue(issue.issue).option(option.option)
                assert_all_true(option.tally, truly.tally)
    clashes, all_clashes = found.answer("conflicts", Conflicts), true.answer("conflicts", Conflicts)
    if clashes is not None and all_clashes is not None:
        lines, all_lines = ({each.lines for each in a.sets} for a in (clashes, all_clashes))
        assert lines == all_lines if clashes.complete else lines <= all_lines
    ways, all_ways = found.answer("ways_out", WaysOut), true.answer("ways_out", WaysOut)
    if ways is not None and all_ways is not None:
        assert_ways(ways, all_ways)
    near, all_near = found.answer("nearest", Nearest), true.answer("nearest", Nearest)
    if near is not None and all_near is not None and near.complete:
        assert [n.choices for n in near.scenarios] == [n.choices for n in all_near.scenarios]
    lines_alone = found.answer("pivotal", PivotalLines)
    all_alone = true.answer("pivotal", PivotalLines)
    if lines_alone is not None and all_alone is not None:
        for line in lines_alone.lines:
            assert_true(line.opens, all_alone.opens[line.line])
    allied, all_allied = (a.answer("coalitions", Coalitions) for a in (found, true))
    if allied is not None and all_allied is not None:
        for coalition in allied.coalitions:
            assert_true(coalition.open, all_allied.open[coalition.parties])
        if allied.incompatible_complete:
            assert sorted(allied.incompatible) == sorted(all_allied.incompatible)


def assert_least(found: Least | None, true: Least | None) -> None:
    """The fewest lines are the fewest, and all of them where that is said."""
    assert found is not None
    assert true is not None
    counts = {crossing.lines: crossing.scenarios for crossing in true.crossings}
    for crossing in found.crossings:
        assert_true(crossing.scenarios, counts[crossing.lines])
    if true.crossings:
        assert found.at_least <= true.at_least
    if found.complete:
        assert [crossing.lines for crossing in found.crossings] == list(counts)


def assert_ways(found: WaysOut, true: WaysOut) -> None:
    """Each way is one; those not listed give up no fewer lines than is said."""
    counts = {way.lines: way.opens for way in true.ways}
    for way in found.ways:
        assert_true(way.opens, counts[way.lines])
    listed = {way.lines for way in found.ways}
    missing = [len(lines) for lines in counts if lines not in listed]
    if found.all_found:
        assert not missing
    elif missing:
        assert (found.at_least or 0) <= min(missing)
    if found.ways and found.fewest_first and counts:
        assert len(found.ways[0].lines) == min(map(len, counts))


def patiences() -> st.SearchStrategy[Mapping[str, int | None]]:
    """How long each question works; ``None``: to its end."""
    looks = st.sampled_from((0, 2, 5, 10, 20, 40, 80, None))
    return st.fixed_dictionaries(dict.fromkeys(sorted(BY_DEFAULT), looks))


@settings(max_examples=25)
@given(questions(), patiences(), patiences())
def test_nothing_is_taken_over_that_is_not_true(
    premises: Premises, patience: Mapping[str, int | None], more: Mapping[str, int | None]
) -> None:
    """Wherever each question stopped, what they prove together is so; also in a second round."""
    true = analyse(premises, None, Limit(seconds=None), wishes=Wishes(ways_out=1000))
    found = agreed(premises, asked_until(premises, patience))
    assert_proven(Analysis(premises, found), true)
    again = asked_until(premises, more)
    second = {name: kept(found[name], answer) for name, answer in again.items()}
    assert_proven(Analysis(premises, agreed(premises, second)), true)


def test_counts_within_both_proofs() -> None:
    """The narrower bound of either side, and a number where they meet."""
    assert both(Unfinished(2, 9, LATE), Unfinished(3, None, STOPPED)) == Unfinished(3, 9, LATE)
    assert both(Unfinished(2, 9, LATE), Unfinished(0, 2, STOPPED)) == 2
    assert both(UNKNOWN, 7) == both(7, UNKNOWN) == 7


def test_bounds_that_are_far_apart_say_why() -> None:
    """More than a thousand times: for want of time, or of what a pass can tell apart."""
    assert not why_far_apart([10**9])
    assert not why_far_apart([Unfinished(7, 7000)])
    assert not why_far_apart([Unfinished(0, 1000)])
    assert "no time was left" in why_far_apart([Unfinished(7, 7001)])
    assert "no time was left" in why_far_apart([Unfinished(7)])
    assert "with 8,000 states" in why_far_apart([Unfinished(0, 1001, states=8_000)])


CLASHING = Premises(talks("seats", 0), Reading.STRICT)
EVERY = tuple(line.id for line in CLASHING.counted)
PARTIES = tuple(party.id for party in CLASHING.case.parties)


def unknown_of(premises: Premises) -> dict[str, Answer]:
    """All answers where the time was over at once."""
    return asked_until(premises, dict.fromkeys(BY_DEFAULT, 0))


def test_where_something_is_open_nothing_clashes_and_nothing_need_be_given_up() -> None:
    """Known from the bounds of all parties together, where each question had no time at all."""
    premises = Premises(talks("nearly closed", 2), Reading.STRICT)
    answers = unknown_of(premises)
    nobody = answers["coalitions"]
    assert isinstance(nobody, Coalitions)
    *others, everybody = nobody.coalitions
    seen = Coalition(everybody.parties, Unfinished(1, 10**9, STOPPED))
    answers["coalitions"] = Coalitions((*others, seen), (), False, STOPPED)  # noqa: FBT003
    told = analysis_result(Analysis(premises, agreed(premises, answers)), BY_DEFAULT)
    assert told["conflicts"] == []
    assert told["ways_out"] is None or told["ways_out"] == [[]]
    assert told["incompatible_parties"] == []
    assert told["unfinished"]["open"] == {
        "reason": "cancelled",
        "at_least": 1,
        "at_most": 10**9,
        "far_apart": "no time was left to bring the bounds nearer to each other",
    }
    assert told["unfinished"]["least"]["found"] == [{"lines": [], "scenarios": None}]
    bounds = told["unfinished"]["options"]["bounds"].values()
    assert all(bound["at_most"] <= 10**9 for bound in bounds)


def test_where_lines_clash_nothing_is_open_and_their_holders_cannot_agree() -> None:
    """One set that is not even minimal says so; a line that it does without opens nothing."""
    answers = unknown_of(CLASHING)
    some = Conflict(EVERY[:-1], PARTIES[:5])
    answers["conflicts"] = Conflicts((), complete=False, reason=STOPPED, shrinking=some)
    found = Analysis(CLASHING, agreed(CLASHING, answers))
    told = analysis_result(found, BY_DEFAULT)
    assert told["open"] == told["respecting"] == told["without_added"] == 0
    assert {count for counts in told["options"].values() for count in counts.values()} == {0}
    assert told["rests_on"] == {"options": [], "contested": []}
    assert told["nearest"] == []
    assert told["unfinished"]["conflicts"]["not_yet_minimal"] == list(EVERY[:-1])
    assert told["unfinished"]["least"]["crosses_at_least"] == 1
    bounds = told["unfinished"]["pivotal"]["bounds"]
    assert bounds[EVERY[-1]] == 0
    assert bounds[EVERY[0]] == {"at_least": 0, "at_most": 5**6}
    bounds = told["unfinished"]["coalitions"]["bounds"]
    assert bounds["+".join(PARTIES)] == bounds["+".join(PARTIES[:5])] == 0
    assert bounds["+".join(PARTIES[1:])] == {"at_least": 0, "at_most": 5**6}


def test_the_least_that_is_crossed_and_the_cheapest_ways_out_are_the_same() -> None:
    """Whichever is proven first, by which of the two."""
    answers = unknown_of(CLASHING)
    cheapest = WayOut(EVERY[:1], PARTIES[:1], 24)
    answers["ways_out"] = WaysOut((cheapest,), complete=False, reason=STOPPED, at_least=2)
    of_open = agreed(CLASHING, answers)["open"]
    assert isinstance(of_open, OpenAnswer)
    assert of_open.least is not None
    assert of_open.least.complete
    assert [crossing.lines for crossing in of_open.least.crossings] == [EVERY[:1]]
    answers = unknown_of(CLASHING)
    least = Least((Crossing(EVERY[:1], 24),), STOPPED, 1)
    answers["open"] = OpenAnswer(OpenSet(0, 5**6, 5**6, 0, 0), None, least)
    ways = agreed(CLASHING, answers)["ways_out"]
    assert isinstance(ways, WaysOut)
    assert [way.lines for way in ways.ways] == [EVERY[:1]]
    assert ways.fewest_first
    assert ways.at_least == 1
    pivotal = agreed(CLASHING, answers | {"ways_out": ways})["pivotal"]
    assert isinstance(pivotal, PivotalLines)
    assert list(pivotal.opens.values())[:2] == [24, Unfinished(0, 5**6, Stopped(Stop.CANCELLED))]


def test_an_answer_asked_for_again_keeps_what_it_had() -> None:
    """Counts of lines and parties that only the first round reached stand beside the second's."""
    lines = tuple(LineAlone(line, UNKNOWN, compared=False) for line in EVERY)
    before = PivotalLines((LineAlone(EVERY[0], 24), *lines[1:]), STOPPED)
    after = PivotalLines((lines[0], LineAlone(EVERY[1], 24), *lines[2:]), STOPPED)
    together = kept(before, after)
    assert isinstance(together, PivotalLines)
    assert [line.opens for line in together.lines[:3]] == [24, 24, UNKNOWN]
    sets = Conflicts((Conflict(EVERY),), complete=False, reason=NOT_YET_MINIMAL)
    shrinking = Conflicts((), complete=False, reason=STOPPED, shrinking=Conflict(EVERY[:3]))
    clash = kept(sets, shrinking)
    assert isinstance(clash, Conflicts)
    assert (clash.sets, clash.shrinking, clash.reason) == (sets.sets, None, STOPPED)
