"""What is left from here, mends and ways to finish: judged by brute force over all scenarios."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.analysis.engine.limits import Limit, Unfinished
from planner.analysis.questions.finishing import finishes
from planner.analysis.questions.mending import Mend, mends
from planner.analysis.questions.nearby import Change, with_changes
from planner.analysis.questions.outlook import outlook, ways_on
from planner.analysis.questions.premises import Premises
from planner.model.conditions import Pick
from planner.model.reading import Reading
from tests.analysis.judge import Judge, questions, stretches
from tests.made_cases import Picks, mixed_cases, picks_of, seeded_case
from tests.small_cases import issue, made_case, red_line, when

made = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def crossed_for_certain(judge: Judge) -> frozenset[str]:
    """The counted lines that every scenario with the choices crosses, coherent or not."""
    held = [judge.crossed(chosen) for chosen in judge.all_choices if judge.keeps(chosen)]
    return frozenset.intersection(*held) if held else frozenset()


@made
@given(questions())
def test_ways_to_finish_cross_nothing_more_than_is_crossed_for_certain(premises: Premises) -> None:
    """Counted with what they hide; the rest is what the other questions say."""
    judge = Judge(premises)
    crosses = crossed_for_certain(judge)
    found = outlook(premises, crosses)
    assert set(found.crosses) == crosses
    assert found.ways == judge.tally_without(crosses)
    assert ways_on(premises, crosses).open == judge.open(premises.fixed, crosses)
    if crosses:
        assert found.rests_on is None
    else:
        assert found.rests_on is not None
        options, contested = judge.rests_on()
        assert {(o.issue, o.option) for o in found.rests_on.options} == options
        assert set(found.rests_on.contested) == contested
    for sourced, least in ((False, found.least), (True, found.least_sourced)):
        assert least is not None
        assert {frozenset(c.lines): c.scenarios for c in least.crossings} == judge.least(
            sourced=sourced
        )


@made
@given(questions(), st.data())
def test_each_option_leaves_the_ways_that_cross_nothing_more(
    premises: Premises, data: st.DataObject
) -> None:
    """The number beside an option, with whatever lines it would then cross for certain."""
    judge = Judge(premises)
    lines = data.draw(st.sets(st.sampled_from([x.id for x in judge.lines] or ["none"])))
    assert ways_on(premises, lines).open == judge.open(premises.fixed, lines)


@st.composite
def crossing(draw: st.DrawFn) -> Premises:
    """A case in which much is possible, and a scenario of it, complete or nearly so."""
    case = seeded_case(5, 3, draw(st.integers(2, 6)), 3, seed=draw(st.integers(0, 10_000)))
    if draw(st.booleans()):
        case = draw(mixed_cases(most=200, max_lines=3))
    reading = draw(st.sampled_from([Reading.STRICT, Reading.FIRM]))
    fixed = {
        i.id: draw(st.sampled_from(picks_of(i))) for i in case.issues if draw(st.integers(0, 5))
    }
    return Premises(case, reading, fixed=fixed)


@made
@given(questions() | crossing())
def test_mends_are_the_minimal_changes_that_end_a_crossing(premises: Premises) -> None:
    """Fewest first, none left out, none holds another one."""
    judge = Judge(premises)
    crosses = crossed_for_certain(judge)
    found = list(mends(premises, crosses))
    ending = {judge.changes(c) for c, crossed in judge.scenarios if crossed < crosses}
    if not crosses:
        ending = {judge.changes(c) for c, crossed in judge.scenarios if not crossed}
    smallest = {c for c in ending if not any(other < c for other in ending)} - {frozenset()}
    if frozenset() in ending:
        smallest = set()
    clear = judge.minimal_changes() - {frozenset()}
    listed = [judge.changes(mend.choices) for mend in found]
    if not any(frozenset() in each for each in (ending, judge.minimal_changes())):
        assert set(listed) == smallest | clear
    assert len(set(listed)) == len(listed)
    ending_all = set()
    for mend in found:
        start = with_changes(premises.start, mend.changes)
        ways = [crossed for c, crossed in judge.scenarios if judge.keeps(c, start)]
        assert any(crossed < crosses or not crossed for crossed in ways)
        if not all(ways):
            ending_all.add(mend.changes)
    check_order(found, ending_all)


def check_order(found: list[Mend], ending: set[tuple[Change, ...]]) -> None:
    """First those of the fewest changes, then the fewest that end all, then by their number."""
    if not found:
        return
    sizes = [len(mend.changes) for mend in found]
    fewest = min(sizes)
    first = sizes.count(fewest)
    assert sizes[:first] == [fewest] * first
    rest = found[first:]
    ending_all = [n for n in sizes[first:] if n == len(rest[0].changes)] if rest else []
    if rest and rest[0].changes in ending:
        later = [
            len(m.changes)
            for m in rest
            if m.changes not in ending or len(m.changes) not in ending_all
        ]
        assert later == sorted(later)


def test_a_large_case_keeps_to_its_limit() -> None:
    """What is not counted in time has bounds, and says why."""
    case = seeded_case(60, 4, 400, 4)
    premises = Premises(case, Reading.STRICT, fixed={})
    found = ways_on(premises, [case.red_lines[0].id], Limit(seconds=0.05))
    assert isinstance(found.open, int) or found.open.reason
    if isinstance(found.open, Unfinished):
        assert found.open.at_most is None or found.open.at_least <= found.open.at_most


def test_what_another_line_forbids_is_no_mend() -> None:
    """A change that ends one crossing and makes another is not offered."""
    case = made_case(
        "c",
        issues=(issue("timing", "first", "parallel", "last"),),
        red_lines=(
            red_line("R", "a", when(timing="first")),
            red_line("E", "b", when(timing="last")),
        ),
    )
    premises = Premises(case, Reading.FIRM, fixed={"timing": "first"})
    assert [mend.picks for mend in mends(premises, ["R"])] == [{"timing": "parallel"}]


@made
@given(questions() | crossing())
def test_finishes_are_all_ways_that_cross_the_fewest_lines(premises: Premises) -> None:
    """Each once, what is sourced first, sets of lines by the names of their parties."""
    judge = Judge(premises)
    found = list(finishes(premises))
    kept = [(c, crossed) for c, crossed in judge.scenarios if judge.keeps(c)]
    fewest = min((len(crossed) for _, crossed in kept), default=0)
    expected = {(alike(judge, c), crossed) for c, crossed in kept if len(crossed) == fewest}
    listed = [(alike(judge, way.choices), frozenset(way.lines)) for way in found]
    assert set(listed) == expected
    assert len(listed) == len(expected)
    for way in found:
        added = judge.adds(beside(premises.fixed, way.choices))
        assert way.sourced is not added
        assert judge.scenarios_by_choices[tuple(way.choices.items())] == frozenset(way.lines)
    order = [(names_of(premises, way.lines), not way.sourced) for way in found]
    for lines in dict.fromkeys(way.lines for way in found):
        sourced = [way.sourced for way in found if way.lines == lines]
        assert sourced == sorted(sourced, reverse=True)
    assert [names for names, _ in order] == sorted(names for names, _ in order)


def beside(fixed: Picks, choices: Picks) -> dict[str, Pick]:
    """What is chosen beside what is fixed: also the options that join a choice begun."""
    found: dict[str, Pick] = {}
    for name, pick in choices.items():
        before = fixed.get(name)
        if isinstance(before, tuple) and isinstance(pick, tuple):
            found[name] = tuple(option for option in pick if option not in before)
        elif before is None:
            found[name] = pick
    return found


def names_of(premises: Premises, lines: tuple[str, ...]) -> list[str]:
    """The names of the parties that hold the lines, sorted."""
    held = (premises.case.red_lines_by_id[line].party for line in lines)
    return sorted(premises.case.parties_by_id[party].name.casefold() for party in held)


def alike(judge: Judge, chosen: Picks) -> tuple[tuple[str, object], ...]:
    """A scenario in which numbers that no rule tells apart are the same; what is fixed stays."""
    found: list[tuple[str, object]] = []
    for name, pick in chosen.items():
        if isinstance(pick, int) and name not in judge.premises.fixed:
            ranges = stretches(judge.case, judge.case.issues_by_id[name])
            found.append((name, next(each for each in ranges if each[0] <= pick <= each[1])))
        else:
            found.append((name, pick))
    return tuple(found)
