"""A case lowered once: conditions as masks over variables, true of the same scenarios."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from math import prod

from hypothesis import HealthCheck, assume, given, settings

from planner.analysis.engine.counting import Counter
from planner.analysis.engine.limits import Limit
from planner.analysis.engine.space import Forbidden, Space, Variable
from planner.analysis.questions.encoding import rule_of
from planner.check.lowering import lower
from planner.check.variables import (
    DOES_NOT_APPLY,
    Each,
    Lowered,
    Pair,
    Pattern,
    Sets,
    Shortfall,
)
from planner.check.verdict import LineStatus
from planner.model.case import Case
from planner.model.reading import Reading
from tests.made_cases import Picks, complete_scenarios, is_true, mixed_cases, naive_status, picks_of

LONG = bool(os.environ.get("PLANNER_LONG"))


def taken(lowered: Lowered, picks: Picks) -> list[int]:
    """The value that each variable takes in a complete scenario, as a mask."""
    found = [0] * len(lowered.variables)
    for issue, values in lowered.issues.items():
        if issue in picks:
            for variable, mask in lowered.choice(issue, picks[issue]):
                found[variable] = mask & ~values.away
        else:
            for variable in values.group:
                found[variable] = values.away
    return found


def met(pairs: Iterable[Pair], values: Sequence[int]) -> Iterator[bool]:
    """Of which pairs the values are."""
    return (bool(values[variable] & mask) for variable, mask in pairs)


def is_any_true(patterns: Iterable[Pattern], values: Sequence[int]) -> bool:
    """Whether any of the patterns is true where those values are taken."""
    for pattern in patterns:
        match pattern:
            case Each():
                found = all(any(met(pairs, values)) for pairs in pattern.alternatives)
            case Shortfall():
                given = (of[values[variable].bit_length() - 1] for variable, of in pattern.points)
                found = sum(given) < pattern.minimum
            case _:
                found = all(met(pattern, values))
        if found:
            return True
    return False


@settings(max_examples=1_000 if LONG else 100, suppress_health_check=list(HealthCheck))
@given(mixed_cases(most=100))
def test_a_lowered_condition_says_the_same(case: Case) -> None:
    """Every condition of a case, of any kind, is true of just the scenarios of which it was."""
    lowered = lower(case)
    rules = [rule.impossible_when for rule in case.coherence]
    rules += [rule for line in case.red_lines for rule in (line.crossed_when, line.contested_when)]
    for picks in complete_scenarios(case):
        values = taken(lowered, picks)
        assert all(value.bit_count() == 1 for value in values)
        assert not is_any_true(lowered.always, values)
        for rule in rules:
            assert is_any_true(lowered.patterns(rule), values) is is_true(rule, picks)
            assert is_any_true(lowered.terms(rule), values) is is_true(rule, picks)
        for line in case.red_lines:
            crossed = is_any_true(lowered.crossed(line), values)
            contested = not crossed and is_any_true(lowered.contested(line), values)
            status = naive_status(line, picks, Reading.FIRM)
            assert crossed is (status is LineStatus.CROSSED)
            assert contested is (status is LineStatus.CONTESTED)


@settings(max_examples=1_000 if LONG else 100, suppress_health_check=list(HealthCheck))
@given(mixed_cases(most=50))
def test_values_of_which_nothing_is_always_true_are_scenarios(case: Case) -> None:
    """They weigh as many as there are, however many values the variables could take."""
    lowered = lower(case)
    weighed = 0
    sizes = [range(len(variable.names)) for variable in lowered.variables]
    assume(prod(map(len, sizes)) <= 20_000)
    for values in itertools.product(*sizes):
        if not is_any_true(lowered.always, [1 << value for value in values]):
            weights = (v.weights[n] for v, n in zip(lowered.variables, values, strict=True))
            weighed += prod(weights)
    assert weighed == sum(1 for _ in complete_scenarios(case))


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(mixed_cases())
def test_values_turn_back_into_ids(case: Case) -> None:
    """Each answer's values are named by its options, by the stretch of its number, or by a dash."""
    lowered = lower(case)
    assert list(lowered.groups) == [issue.id for issue in case.issues]
    for issue in case.issues:
        group = lowered.groups[issue.id]
        assert all(lowered.variables[variable].issue == issue.id for variable in group)
        away = {DOES_NOT_APPLY} if issue.applies_when else set()
        for pick in picks_of(issue):
            masks = dict(lowered.choice(issue.id, pick))
            assert tuple(masks) == group
            held = {
                name
                for variable, mask in masks.items()
                for value, name in enumerate(lowered.variables[variable].names)
                if name and mask >> value & 1
            }
            match pick:
                case str():
                    assert held == {pick} | away
                case tuple():
                    assert held == {*pick} | away
                case int():
                    (name,) = held - away
                    first, last = map(int, name.split(".."))
                    assert first <= pick <= last


def counted(variables: list[Variable], always: list[Pattern]) -> int:
    """How many scenarios are left of what is forbidden whatever anyone says."""
    forbidden = tuple(Forbidden(None, rule_of(item)) for item in always)
    space = Space(tuple(variables), forbidden, 0, tuple((n,) for n in range(len(variables))))
    found = Counter(space).count_under(space.bounds, space.everything, Limit().start())
    assert isinstance(found, int)
    return found


def test_an_issue_that_need_not_apply_counts_once_where_it_does_not() -> None:
    """Guarantors of two kinds, at least one, asked only for two of four guarantees: 2 + 2 x 3."""
    guarantee = Variable.of(4)  # two of them need guarantors
    guarantor = Variable.of(3)  # no, yes, does not apply
    needs, needs_not, no, yes, out = 0b0110, 0b1001, 0b001, 0b010, 0b100
    always: list[Pattern] = [
        ((0, needs), (1, out)),
        Each((((0, needs_not),), ((1, no | yes),))),
        ((1, out), (2, no | yes)),
        ((1, no | yes), (2, out)),
        Shortfall(((1, (0, 1, 1)), (2, (0, 1, 1))), 1),
    ]
    assert counted([guarantee, guarantor, guarantor], always) == 8


def test_a_stretch_of_numbers_counts_as_often_as_it_is_long() -> None:
    """A ceiling of up to 1,500,000 in steps of 1, with a threshold; half of it is forbidden."""
    ceiling = Variable((600_000, 900_001))
    below: Sets = ((0, 0b01),)
    assert counted([ceiling, Variable.of(2)], []) == 2 * 1_500_001
    assert counted([ceiling, Variable.of(2)], [below]) == 2 * 900_001
