"""A case lowered once: conditions as masks over variables, true of the same scenarios."""

from __future__ import annotations

import itertools

from hypothesis import HealthCheck, given, settings

from planner.analysis.engine.counting import Counter
from planner.analysis.engine.limits import Limit
from planner.analysis.engine.space import Forbidden, Space, Variable
from planner.analysis.questions.encoding import rule_of
from planner.check.lowering import lower
from planner.check.variables import Each, Pattern, Sets, Shortfall
from planner.model.case import Case
from planner.model.conditions import Term
from tests.made_cases import cases, is_true


def lowered_is_true(case: Case, condition: tuple[Term, ...], chosen: dict[str, str]) -> bool:
    """Whether the lowered condition is true of a complete choice of options."""
    lowered = lower(case)
    taken = dict(pair for issue, option in chosen.items() for pair in lowered.choice(issue, option))
    terms = lowered.terms(condition)
    return any(all(taken[variable] & mask for variable, mask in sets) for sets in terms)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(max_issues=4))
def test_a_lowered_condition_says_the_same(case: Case) -> None:
    """Every condition of a case is true of just the scenarios of which its terms are."""
    ids = [issue.id for issue in case.issues]
    for options in itertools.product(*(issue.by_id for issue in case.issues)):
        chosen = dict(zip(ids, options, strict=True))
        for line in case.red_lines:
            for condition in (line.crossed_when, line.contested_when):
                assert lowered_is_true(case, condition, chosen) == is_true(condition, chosen)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_values_turn_back_into_ids(case: Case) -> None:
    """Each option is one value of its issue's variable, named by its id, and counts once."""
    lowered = lower(case)
    assert list(lowered.groups) == [issue.id for issue in case.issues]
    for issue in case.issues:
        for option in issue.by_id:
            ((variable, mask),) = lowered.choice(issue.id, option)
            assert lowered.groups[issue.id] == (variable,)
            assert lowered.variables[variable].issue == issue.id
            assert lowered.variables[variable].names[mask.bit_length() - 1] == option
            assert lowered.variables[variable].weights[mask.bit_length() - 1] == 1


def counted(variables: list[Variable], always: list[Pattern]) -> int:
    """How many scenarios are left of what is forbidden whatever anyone says."""
    forbidden = tuple(Forbidden(None, rule_of(item)) for item in always)
    space = Space(tuple(variables), forbidden, 0, tuple((n,) for n in range(len(variables))))
    found = Counter(space).scenarios(space.everything, Limit().start())
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
