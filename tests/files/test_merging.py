"""Merging: what one side changed is taken, what both changed is asked, nothing is lost."""

from __future__ import annotations

from collections.abc import Collection

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.leaves import Path
from planner.files.toml.merging import Clash, Merge
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from tests.files.samples import small_case

CASE = small_case()
KIND = scenario_kind(CASE)
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
