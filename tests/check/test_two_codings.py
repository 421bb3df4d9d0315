"""Two codings of one negotiation: what pairs, where they differ, and how far they agree."""

from __future__ import annotations

import time
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given

from planner.check.coder_agreement import Agreement, cohens_kappa
from planner.check.two_codings import Coded, TwoCodings
from planner.editing.case_edits import CaseTable, Ref, put, removed, renamed
from planner.editing.codings_merge import CodingsMerge, aligned
from planner.model.case import Case, Issue, IssueKind, Origin
from planner.model.conditions import Condition, Term
from planner.model.points import Points
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.statements import Attribution, Statement, Strength
from tests.files.samples import small_case
from tests.made_cases import mixed_cases
from tests.small_cases import (
    coherence_rule,
    conditions,
    made_case,
    number,
    numbered_issues,
    numbered_parties,
    red_line,
    when,
)

CASE = small_case()


def test_a_case_agrees_with_itself() -> None:
    """In another order too, and with another review."""
    (statement,), (line,) = CASE.statements, CASE.red_lines
    other = evolve(
        CASE,
        issues=CASE.issues[::-1],
        red_lines=(evolve(line, reviewed_by=("Bo",)),),
        statements=(evolve(statement, quote="We  will not\ngo thirsty"),),
    )
    codings = TwoCodings(CASE, other)
    assert codings.same
    assert codings.statement_differences == codings.line_differences == ()


def test_what_differs_is_told_field_by_field() -> None:
    """With what each says."""
    (statement,), (line,) = CASE.statements, CASE.red_lines
    other = evolve(
        CASE,
        statements=(
            evolve(statement, strength=Strength.OPPOSITION, opposes=conditions(water="half")),
        ),
        red_lines=(evolve(line, crossed_when=(when(water="half"),), title="Another"),),
    )
    codings = TwoCodings(CASE, other)
    assert [(each.field, each.item.first) for each in codings.statement_differences] == [
        ("strength", "S1"),
        ("opposes", "S1"),
    ]
    assert {each.field for each in codings.line_differences} == {"crossed_when", "title"}
    strength = codings.statement_differences[0]
    assert (strength.first, strength.second) == (Strength.DECLARED, Strength.OPPOSITION)
    by_field = {each.field: each for each in codings.statement_agreement}
    assert by_field["strength"] == Agreement("strength", 1, 0, Fraction(0))
    assert by_field["party"] == Agreement("party", 1, 1, None)
    assert (by_field["options"].items, by_field["options"].agreed) == (4, 2)


def test_statements_pair_by_what_they_quote_where_their_ids_differ() -> None:
    """Two coders number as they like; one id for two quotes is no pair."""
    (statement,) = CASE.statements
    first = evolve(CASE, statements=(statement, evolve(statement, id="S2", quote="And no fish")))
    second = evolve(
        CASE,
        statements=(
            evolve(statement, id="S2"),
            evolve(statement, id="S9", quote="Something else"),
        ),
    )
    codings = TwoCodings(first, second)
    assert codings.statements == (Coded("S1", "S2"),)
    assert codings.statements_of_one == (("S2",), ("S9",))
    assert not codings.same


def test_what_only_one_has_is_no_disagreement_about_a_field() -> None:
    """It is listed, by side."""
    (line,) = CASE.red_lines
    other = evolve(CASE, red_lines=(line, evolve(line, id="N-1", party="north")))
    codings = TwoCodings(CASE, other)
    assert codings.lines_of_one == ((), ("N-1",))
    assert codings.line_differences == ()
    assert [each.items for each in codings.line_agreement] == [1, 1, 1, 1, 4]


@pytest.mark.parametrize("attribution", Attribution)
def test_agreement_is_counted_over_what_both_have(attribution: Attribution) -> None:
    """Two statements, of which one is attributed as in the other case."""
    (statement,) = CASE.statements
    first = evolve(
        CASE, statements=(statement, evolve(statement, id="S2", quote="x", attribution=attribution))
    )
    second = evolve(CASE, statements=(statement, evolve(statement, id="S2", quote="x")))
    found = next(
        each
        for each in TwoCodings(first, second).statement_agreement
        if each.field == "attribution"
    )
    assert (found.items, found.agreed) == (2, 1 + (attribution is Attribution.OWN_WORDS))


@given(mixed_cases())
def test_agreement_on_options_is_that_of_each_option_of_each_thing(case: Case) -> None:
    """Judged one by one: a second coder has the rules of the lines the other way round."""
    turned = zip(case.red_lines, case.red_lines[::-1], strict=True)
    other = evolve(
        case,
        red_lines=tuple(
            evolve(line, crossed_when=last.crossed_when, contested_when=last.contested_when)
            for line, last in turned
        ),
    )

    def named(line: RedLine, issue: Issue, option: str) -> list[object]:
        if line.points is not None:
            steps = line.points.steps.get(issue.id, ())
            given = line.points.of_options.get(issue.id, {}).get(option, 0) if option else steps
            return [given] if given else [[], []]
        return [
            sorted(
                {
                    "any" if kind == "all" and len(at.all) == 1 else kind
                    for t in terms
                    for at in t.conditions
                    for kind, ids in (("any", at.any), ("all", at.all), ("none", at.none))
                    if at.issue == issue.id and option in ids
                }
                if option
                else {
                    str((at.at_from, at.below))
                    for t in terms
                    for at in t.conditions
                    if at.issue == issue.id and (at.at_from, at.below) != (None, None)
                }
            )
            for terms in (line.crossed_when, line.contested_when)
        ]

    pairs = [
        (named(line, issue, option), named(other.red_lines_by_id[line.id], issue, option))
        for line in case.red_lines
        for issue in case.issues
        for option in (
            [""] if issue.kind is IssueKind.NUMBER else [each.id for each in issue.options]
        )
    ]
    found = TwoCodings(case, other).line_agreement[-1]
    assert (found.field, found.items) == ("rule", len(pairs))
    assert found.agreed == sum(one == another for one, another in pairs)
    assert found.kappa == cohens_kappa(Counter((str(a), str(b)) for a, b in pairs))


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        (Condition("i0", any=("o0",)), Condition("i0", none=("o0",)), 4),
        (Condition("i0", any=("o0", "o1")), Condition("i0", all=("o0", "o1")), 3),
        (Condition("i0", any=("o0",)), Condition("i0", all=("o0",)), 5),
        (Condition("tons", at_from=45), Condition("tons", at_from=40), 4),
        (Condition("tons", at_from=45), Condition("tons", at_from=45), 5),
    ],
)
def test_to_name_an_answer_in_another_way_is_no_agreement(
    one: Condition, other: Condition, agreed: int
) -> None:
    """Two coders name the same option, one that it crosses and one that all others do."""
    said = Statement(
        "S1", "source", "We will not", party="p0", strength=Strength.DECLARED, opposes=(one,)
    )
    case = made_case(
        parties=numbered_parties(1),
        issues=(*numbered_issues([4]), number("tons", 0, 60)),
        statements=(said,),
        red_lines=(red_line("L1", "p0", Term((one,))),),
    )
    second = evolve(
        case,
        statements=(evolve(said, opposes=(other,)),),
        red_lines=(red_line("L1", "p0", Term((other,))),),
    )
    codings = TwoCodings(case, second)
    for found in (codings.statement_agreement[-1], codings.line_agreement[-1]):
        assert (found.field, found.items, found.agreed) == (found.field, 5, agreed)


def test_other_points_are_no_agreement() -> None:
    """They are compared as numbers, however they are written; no points are 0 points."""
    points = Points(
        Decimal(5),
        of_options={"i0": {"o0": Decimal(4), "o1": Decimal(1)}},
        steps={"tons": ((10, Decimal(2)),)},
    )
    line = red_line("L1", "p0", points=points)
    case = made_case(
        parties=numbered_parties(1),
        issues=(*numbered_issues([4]), number("tons", 0, 60)),
        red_lines=(line,),
    )
    others = (
        (evolve(points, of_options={"i0": {"o0": Decimal("4.0"), "o1": Decimal(1)}}), 5),
        (evolve(points, of_options={"i0": {"o0": Decimal(3)}}), 3),
        (evolve(points, steps={"tons": ((20, Decimal(2)),)}), 4),
    )
    for other, agreed in others:
        second = evolve(case, red_lines=(evolve(line, points=other),))
        found = TwoCodings(case, second).line_agreement[-1]
        assert (found.items, found.agreed) == (5, agreed)


def test_options_that_nothing_names_take_no_time() -> None:
    """Of 2,000 lines each names two of 2,000 options: they were asked about each of the others."""
    issues = numbered_issues([5] * 400)
    lines = tuple(
        red_line(f"L{n}", "p0", when(**{f"i{n % 400}": "o1", f"i{(n + 1) % 400}": "o2"}))
        for n in range(2_000)
    )
    case = made_case(parties=numbered_parties(1), issues=issues, red_lines=lines)
    began = time.process_time()
    found = TwoCodings(case, case).line_agreement[-1]
    assert (found.items, found.agreed) == (4_000_000, 4_000_000)
    assert time.process_time() - began < 2


ISSUE, LAST = CASE.issues
HALF, ALL_NORTH = ISSUE.options


@pytest.mark.parametrize(
    ("other", "table", "field"),
    [
        (evolve(CASE, title="Another"), "case", "title"),
        (evolve(CASE, as_of=None), "case", "as_of"),
        (evolve(CASE, reading=Reading.STRICT), "case", "reading"),
        (put(CASE, evolve(ISSUE, question="Who?")), "issues", "question"),
        (put(CASE, evolve(LAST, applies_when=(when(water="half"),))), "issues", "applies_when"),
        (put(CASE, evolve(HALF, definition="By day."), issue="water"), "options", "definition"),
        (put(CASE, evolve(HALF, clause="They shall."), issue="water"), "options", "clause"),
        (put(CASE, evolve(HALF, origin=Origin.ADDED), issue="water"), "options", "origin"),
        (put(CASE, evolve(CASE.parties[0], name="Up")), "parties", "name"),
        (put(CASE, evolve(CASE.sources[0], url="https://x")), "sources", "url"),
        (put(CASE, evolve(CASE.coherence[0], title="No")), "coherence", "title"),
        (put(CASE, Issue("days", "Days", kind=IssueKind.NUMBER, maximum=9)), "issues", "days"),
        (put(CASE, coherence_rule("k", when(water="half"))), "coherence", "k"),
        (removed(CASE, Ref(CaseTable.COHERENCE, "dry")), "coherence", "dry"),
    ],
)
def test_whatever_else_a_case_says_is_a_difference_too(other: Case, table: str, field: str) -> None:
    """The screen of two codings lists the same one."""
    codings = TwoCodings(CASE, other)
    assert not codings.same
    found = {part.table: part for part in codings.others if any((part.differences, *part.of_one))}
    assert [*found] == [table]
    fields = [difference.field for difference in found[table].differences]
    assert [*fields, *found[table].of_one[0], *found[table].of_one[1]] == [field]
    (row,) = CodingsMerge(CASE, other).rows
    assert field in (row.field, row.ref.id if row.ref else "")


def test_the_id_of_a_case_and_the_ids_of_equal_statements_are_no_difference() -> None:
    """The same evidence is the same, whatever either calls it, and whatever names it."""
    (statement,) = CASE.statements
    later = evolve(statement, id="S2", quote="Still not", repeats="S1", superseded_by="S1")
    case = evolve(CASE, statements=(statement, later))
    other = renamed(evolve(case, id="other"), Ref(CaseTable.STATEMENTS, "S1"), "V7")
    assert TwoCodings(case, other).same
    assert not CodingsMerge(case, aligned(case, other)[0]).rows
    changed = put(other, evolve(later, superseded_by=None, repeats="V7"))
    (difference,) = TwoCodings(case, changed).statement_differences
    assert difference.field == "superseded_by"
