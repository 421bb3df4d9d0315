"""Merging: what one side changed is taken, what both changed is asked, nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.files.cases.kind import case_kind
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.leaves import Path
from planner.files.toml.merging import Clash, Merge
from planner.files.toml.source import source_from_text
from planner.model.case import Case
from planner.model.comments import Comment
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.scenario import Choice, Scenario
from tests.files.samples import small_case, talks_case
from tests.files.strategies import scenarios

CASE = small_case()
KIND = scenario_kind(CASE)
TALKS_CASE = talks_case()
TALKS = scenario_kind(TALKS_CASE)
BASE = Scenario("lake", title="Share it").with_all_issues(CASE)
WATER: Path = ("choices", "water", "option")
SET_ASIDE: Path = ("check", "set_aside")
# Few values, so that two sides often change the same part.
FEW = st.sampled_from(["", "one", "two"])


@st.composite
def versions(draw: st.DrawFn) -> Scenario:
    """A scenario of which two drawn ones are often alike in part."""
    choices = {
        "water": Choice(draw(st.sampled_from([None, "half", "all_north"])), draw(FEW)),
        "fishing": Choice(draw(st.sampled_from([None, "free"])), draw(FEW)),
    }
    if draw(st.booleans()):  # an issue that the case no longer has
        choices["harbour"] = Choice(draw(st.sampled_from([None, "open"])), "kept")
    gone = draw(st.sampled_from([(), ("S-7",), ("S-8", "S-7")]))
    return Scenario(
        case_id="lake",
        title=draw(FEW),
        authors=draw(st.sampled_from([(), ("A",), ("A", "B")])),
        summary=draw(FEW),
        reading=draw(st.sampled_from([None, Reading.FIRM, Reading.STRICT])),
        set_aside=(*draw(st.sampled_from([(), ("S-1",)])), *gone),
        choices=choices,
    )


def said(scenario: Scenario) -> dict[str, object]:
    """All that a scenario says; the order of lines that are set aside says nothing."""
    return {
        "title": scenario.title,
        "authors": scenario.authors,
        "summary": scenario.summary,
        "reading": scenario.reading,
        "set_aside": {*scenario.set_aside},
        **{
            f"{issue} {part}": getattr(choice, part)
            for issue, choice in scenario.choices.items()
            for part in ("option", "note")
        },
    }


def outcome(merge: Merge, theirs: Collection[Path] = ()) -> Scenario:
    """The merged scenario, with their version of these clashes."""
    return KIND.content_of(merge.settled(theirs))


def clashing(merge: Merge) -> set[str]:
    return {" ".join(clash.path[1:]) for clash in merge.clashes}


def test_different_issues_are_merged_without_a_question() -> None:
    """Each planner's choice and note is there, and who changed what is known."""
    mine = BASE.with_pick("water", "half").with_note("water", "Fair.")
    theirs = evolve(BASE.with_pick("fishing", "free"), reading=Reading.STRICT)
    merge = KIND.merged(BASE, mine, theirs)
    assert merge.clashes == ()
    assert outcome(merge) == evolve(mine.with_pick("fishing", "free"), reading=Reading.STRICT)
    assert set(merge.from_mine) == {WATER, ("choices", "water", "note")}
    assert set(merge.from_theirs) == {("check", "reading"), ("choices", "fishing", "option")}


def test_the_same_issue_changed_to_different_options_is_asked() -> None:
    """The option clashes, the note that only one wrote does not; either answer can be given."""
    mine = BASE.with_pick("water", "half")
    theirs = BASE.with_pick("water", "all_north").with_note("water", "All of it.")
    merge = KIND.merged(BASE, mine, theirs)
    assert merge.clashes == (Clash(WATER, "", "half", "all_north"),)
    assert outcome(merge) == mine.with_note("water", "All of it.")
    assert outcome(merge, [WATER]) == theirs


def test_red_lines_set_aside_are_merged_as_a_set() -> None:
    """One side's addition and the other's removal both count."""
    base = evolve(BASE, set_aside=("S-7",))
    mine = evolve(base, set_aside=("S-1", "S-7"))
    theirs = evolve(BASE, set_aside=("S-8",))
    merge = KIND.merged(base, mine, theirs)
    assert merge.clashes == ()
    assert tuple(outcome(merge).set_aside) == ("S-1", "S-8")


def talks(**picks: Pick | None) -> Scenario:
    """A scenario of the talks, whose issues are of all kinds."""
    choices = {issue: Choice.of(pick) for issue, pick in picks.items()}
    return Scenario("talks", choices=choices).with_all_issues(TALKS_CASE)


GUARANTORS: Path = ("choices", "guarantors", "options")


def test_it_is_told_who_wrote_a_comment_and_neither_is_lost() -> None:
    """Each is a change of who has it, and none of the other side."""
    ours, other = (
        Comment(each * 8, "A", dt.datetime(2025, 5, 1, tzinfo=dt.UTC), "Why?") for each in "ab"
    )
    merge = KIND.merged(BASE, evolve(BASE, comments=(ours,)), evolve(BASE, comments=(other,)))
    assert merge.from_mine == (("comments", ours.id),)
    assert merge.from_theirs == (("comments", other.id),)
    assert set(outcome(merge).comments) == {ours, other}


def test_options_that_hold_together_are_one_choice() -> None:
    """Who changed them to different ones is asked: both together nobody has chosen.

    They might not even be allowed together, where only some may hold.
    """
    base = talks(guarantors=("union",))
    mine, theirs = talks(guarantors=("east", "union")), talks(guarantors=("west", "union"))
    merge = TALKS.merged(base, mine, theirs)
    assert merge.clashes == (Clash(GUARANTORS, ("union",), ("east", "union"), ("west", "union")),)
    assert TALKS.content_of(merge.leaves) == mine
    assert TALKS.content_of(merge.settled([GUARANTORS])) == theirs


def test_none_of_the_options_is_another_choice_than_undecided() -> None:
    """To decide that none holds is a change, and so is to take a decision back."""
    base, none, undecided = talks(guarantors=("east",)), talks(guarantors=()), talks()
    assert TALKS.content_of(TALKS.merged(base, base, none).leaves) == none
    assert TALKS.content_of(TALKS.merged(base, undecided, base).leaves) == undecided
    merge = TALKS.merged(base, none, undecided)
    assert merge.clashes == (Clash(GUARANTORS, ("east",), (), None),)
    assert TALKS.content_of(merge.settled([GUARANTORS])) == undecided


def test_choices_of_different_kinds_are_merged_without_a_question() -> None:
    """One sets a number, the other options and a day."""
    base = talks(guarantee="pact")
    mine = base.with_pick("army", 800000).with_note("guarantors", "Ask first.")
    theirs = evolve(base.with_pick("guarantors", ("east",)), as_of=dt.date(2024, 5, 1))
    merge = TALKS.merged(base, mine, theirs)
    assert merge.clashes == ()
    assert TALKS.content_of(merge.leaves) == evolve(
        mine.with_pick("guarantors", ("east",)), as_of=dt.date(2024, 5, 1)
    )


def test_the_order_of_options_in_a_file_is_no_change() -> None:
    """Each planner ticks them in another order; the case has one."""
    text = TALKS.text(talks(guarantors=("east", "union")))
    turned = text.replace('["east", "union"]', '["union", "east"]')
    assert turned != text
    base = source_from_text("s.toml", turned)
    read = TALKS.read(base).content
    assert read.pick("guarantors") == ("east", "union")
    assert TALKS.text_to_save(read, base=base) == turned
    merge = TALKS.merged(talks(), read, talks(guarantors=("east", "union")))
    assert merge.clashes == ()


@given(scenarios(TALKS_CASE), scenarios(TALKS_CASE), scenarios(TALKS_CASE))
def test_any_merge_of_all_kinds_takes_each_choice_from_a_side(
    base: Scenario, mine: Scenario, theirs: Scenario
) -> None:
    """With my answers to what is asked no pick is made up."""
    now = TALKS.content_of(TALKS.merged(base, mine, theirs).leaves)
    for issue in TALKS_CASE.issues_by_id:
        before, own, other = (side.pick(issue) for side in (base, mine, theirs))
        assert now.pick(issue) == (other if own == before else own)


def test_each_issue_of_a_line_by_points_is_merged_by_itself() -> None:
    """One rescores the guarantors, the other the army."""
    kind = case_kind()
    line = TALKS_CASE.red_lines_by_id["S-2"]
    assert line.points is not None
    of_options = {**line.points.of_options, "guarantors": {"east": Decimal(11)}}
    steps = {"army": ((0, Decimal(1)),)}
    mine = evolve(line, points=evolve(line.points, of_options=of_options))
    theirs = evolve(line, points=evolve(line.points, steps=steps))
    both = evolve(line, points=evolve(line.points, of_options=of_options, steps=steps))

    def with_line(changed: RedLine) -> Case:
        return evolve(TALKS_CASE, red_lines=(TALKS_CASE.red_lines[0], changed))

    merge = kind.merged(TALKS_CASE, with_line(mine), with_line(theirs))
    assert merge.clashes == ()
    assert kind.content_of(merge.leaves) == with_line(both)


def test_without_a_base_every_difference_is_asked() -> None:
    """Nobody knows who changed it; what is equal is not asked."""
    theirs = evolve(BASE.with_pick("water", "half"), set_aside=("S-1",))
    merge = KIND.merged(None, BASE, theirs)
    assert outcome(merge) == BASE
    assert clashing(merge) == {"water option", "set_aside"}
    assert outcome(merge, [clash.path for clash in merge.clashes]) == theirs


@given(versions(), versions())
def test_a_merge_with_itself_or_with_no_change_is_the_same(one: Scenario, two: Scenario) -> None:
    """Equal sides stay; a side that changed nothing gives way to the other."""
    assert outcome(KIND.merged(one, two, two)) == two
    assert outcome(KIND.merged(None, two, two)) == two
    assert outcome(KIND.merged(one, two, one)) == two
    taken = KIND.merged(one, one, two)
    assert said(outcome(taken)) == said(two)
    assert not taken.clashes


@given(versions(), versions(), versions())
def test_both_sides_see_the_same_merge(base: Scenario, mine: Scenario, theirs: Scenario) -> None:
    """Whoever merges: the same clashes, and the same outcome wherever there is none."""
    one, other = KIND.merged(base, mine, theirs), KIND.merged(base, theirs, mine)
    assert {(c.path, c.mine, c.theirs) for c in one.clashes} == {
        (c.path, c.theirs, c.mine) for c in other.clashes
    }
    assert set(one.from_mine) == set(other.from_theirs)
    all_theirs = outcome(one, [clash.path for clash in one.clashes])
    assert said(all_theirs) == said(outcome(other))


@given(versions(), versions(), versions())
def test_nothing_is_lost(base: Scenario, mine: Scenario, theirs: Scenario) -> None:
    """Each part is somebody's change, or both sides are in a clash."""
    merge = KIND.merged(base, mine, theirs)
    before, own, other, now = (said(s) for s in (base, mine, theirs, outcome(merge)))
    nothing = {part: "" if part.endswith("note") else None for part in own | other | before}
    before, own, other, now = ({**nothing, **values} for values in (before, own, other, now))
    for part in set(nothing) - {"set_aside"}:
        if part in clashing(merge):
            assert len({before[part], own[part], other[part]}) == 3
            assert now[part] == own[part]
        elif own[part] != before[part]:
            assert now[part] == own[part]
        else:
            assert now[part] == other[part]
    for line in ("S-1", "S-7", "S-8"):
        there = [line in values["set_aside"] for values in (before, own, other, now)]  # type: ignore[operator]
        assert there[3] == (there[1] if there[1] != there[0] else there[2])
