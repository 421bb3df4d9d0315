"""Two codings put together row by row: nothing is lost, and what both added is asked."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.check.two_codings import TwoCodings
from planner.editing.case_edits import CaseTable, Ref, put
from planner.editing.codings_merge import WHOLE, CodingRow, CodingsMerge, Take, aligned
from planner.files.cases.judging import flaws_of
from planner.files.cases.kind import case_kind
from planner.files.common_ancestor import common_ancestor
from planner.files.safety.versions import keep_version
from planner.files.three_way import merged_file
from planner.files.toml.source import source_from_bytes
from planner.model.case import Case, Option
from planner.model.statements import Statement, Strength
from tests.files.samples import small_case
from tests.small_cases import conditions, red_line, when

BASE = small_case()
S1 = BASE.statements[0]
LINE = BASE.red_lines[0]
NEW = Statement("S2", "North wants fish", party="north", strength=Strength.PREFERENCE)
OTHER = evolve(NEW, quote="South wants fish", party="south")
STATEMENT_2 = Ref(CaseTable.STATEMENTS, "S2")


def row(merge: CodingsMerge, name: str, field: str = WHOLE) -> CodingRow:
    """The row of that thing and field."""
    (found,) = [
        each for each in merge.rows if each.ref and each.ref.id == name and each.field == field
    ]
    return found


def test_what_only_one_changed_is_proposed() -> None:
    """And comes out so without a word; nothing is open."""
    ours = put(BASE, evolve(S1, strength=Strength.OPPOSITION))
    theirs = put(put(BASE, NEW), evolve(LINE, caveat="Heard twice."))
    merge = CodingsMerge(ours, theirs, BASE)
    assert not merge.open_rows
    assert {(each.field, merge.take_of(each)) for each in merge.rows} == {
        ("strength", Take.OURS),
        (WHOLE, Take.THEIRS),
        ("caveat", Take.THEIRS),
    }
    outcome = merge.outcome()
    assert outcome.statements == (evolve(S1, strength=Strength.OPPOSITION), NEW)
    assert outcome.red_lines[0].caveat == "Heard twice."


def test_the_id_of_one_file_is_merged_and_that_of_another_stays_ours() -> None:
    """By the id scenarios find the case: where both sides changed it, it is asked."""
    ours, theirs = evolve(BASE, title="Ours"), evolve(BASE, id="theirs")
    merge = CodingsMerge(ours, theirs, BASE, one_file=True)
    assert not merge.open_rows
    assert merge.outcome() == evolve(ours, id="theirs")
    assert CodingsMerge(ours, theirs, BASE).outcome() == ours
    both = CodingsMerge(evolve(BASE, id="ours"), theirs, BASE, one_file=True)
    assert [each.field for each in both.open_rows] == ["id"]


def test_an_order_that_only_theirs_changed_is_taken_of_one_file() -> None:
    """Beside another file the things stay where ours has them; of two new orders ours stays."""
    ours = put(BASE, evolve(S1, strength=Strength.OPPOSITION))
    theirs = evolve(put(BASE, NEW), issues=BASE.issues[::-1], parties=BASE.parties[::-1])
    merge = CodingsMerge(ours, theirs, BASE, one_file=True)
    assert not merge.open_rows
    assert merge.reordered == ((CaseTable.PARTIES, ""), (CaseTable.ISSUES, ""))
    assert merge.outcome() == evolve(theirs, statements=(ours.statements[0], NEW))
    held = merge.with_thing(STATEMENT_2, Take.OURS).outcome()
    assert held == evolve(ours, issues=theirs.issues, parties=theirs.parties)
    assert CodingsMerge(ours, theirs, BASE).outcome().issues == BASE.issues
    own = evolve(ours, issues=(put(BASE, Option("third", "C"), issue="water").issues[::-1]))
    assert CodingsMerge(own, theirs, BASE, one_file=True).outcome().issues == own.issues


def test_without_a_common_ancestor_all_that_differs_is_asked() -> None:
    """And stays ours until it is answered."""
    theirs = put(put(BASE, NEW), evolve(S1, strength=Strength.OPPOSITION))
    merge = CodingsMerge(BASE, theirs)
    assert [merge.take_of(each) for each in merge.rows] == [None, None]
    assert merge.outcome() == BASE
    taken = merge.with_take(merge.rows, Take.THEIRS)
    assert not taken.open_rows
    assert taken.outcome() == theirs


def test_a_new_id_of_both_is_asked_and_both_can_be_kept() -> None:
    """One id, two quotes: theirs goes beside ours under a free id, and so do those that name it."""
    ours = put(BASE, NEW)
    theirs = put(put(BASE, OTHER), red_line("F", "south", when(fishing="free"), evidence=("S2",)))
    merge = CodingsMerge(ours, theirs, BASE)
    assert {each.field for each in merge.open_rows} == {"quote", "party"}
    assert merge.outcome().statements == ours.statements
    both = merge.with_thing(STATEMENT_2, Take.BOTH)
    assert not both.open_rows
    outcome = both.outcome()
    assert outcome.statements == (S1, NEW, evolve(OTHER, id="S2-2"))
    assert outcome.red_lines_by_id["F"].evidence == ("S2-2",)
    assert flaws_of(outcome) == ()
    theirs_alone = merge.with_thing(STATEMENT_2, Take.THEIRS).outcome()
    assert theirs_alone.statements == (S1, OTHER)


def test_a_line_that_rests_on_an_id_of_both_rests_on_both() -> None:
    """It is the same line in both cases, and each meant another quote."""
    cited = evolve(LINE, evidence=("S1", "S2"))
    ours, theirs = put(put(BASE, NEW), cited), put(put(BASE, OTHER), cited)
    both = CodingsMerge(ours, theirs, BASE).with_thing(STATEMENT_2, Take.BOTH)
    assert both.outcome().red_lines[0].evidence == ("S1", "S2", "S2-2")


def test_evidence_is_put_together() -> None:
    """Elements that either added, without those that either took out."""
    ours = put(put(BASE, NEW), evolve(LINE, evidence=("S1", "S2")))
    third = evolve(OTHER, id="S3")
    theirs = put(put(BASE, third), evolve(LINE, evidence=("S3",)))
    merge = CodingsMerge(ours, theirs, BASE)
    assert merge.take_of(row(merge, "S-1", "evidence")) is Take.BOTH
    assert merge.outcome().red_lines[0].evidence == ("S2", "S3")
    without = CodingsMerge(ours, theirs)
    taken = without.with_take([row(without, "S-1", "evidence")], Take.BOTH)
    assert taken.outcome().red_lines[0].evidence == ("S1", "S2", "S3")


def test_options_are_taken_one_by_one() -> None:
    """In the order of the file."""
    by_need = Option("by_need", "By need", "Each what it needs.")
    theirs = put(put(BASE, by_need, issue="water", before="half"), NEW)
    merge = CodingsMerge(BASE, theirs)
    taken = merge.with_take([row(merge, "by_need")], Take.THEIRS).outcome()
    assert [option.id for option in taken.issues[0].options] == ["by_need", "half", "all_north"]
    assert taken.statements == BASE.statements


def test_statements_pair_by_their_quotes() -> None:
    """Two coders number as they like; who has our number already gets a free one."""
    ours = put(BASE, NEW)
    theirs = put(
        put(BASE, evolve(OTHER, id="S2")), evolve(NEW, id="S7", strength=Strength.INSISTENCE)
    )
    renumbered, own = aligned(ours, theirs)
    assert [(each.id, each.quote) for each in renumbered.statements] == [
        ("S1", S1.quote),
        ("S2-2", OTHER.quote),
        ("S2", NEW.quote),
    ]
    assert own == {"S2": "S7", "S2-2": "S2"}
    merge = CodingsMerge(ours, renumbered)
    assert {(each.ref.id, each.field) for each in merge.rows if each.ref} == {
        ("S2", "strength"),
        ("S2-2", WHOLE),
    }


def test_a_review_holds_for_what_was_reviewed() -> None:
    """Who reviewed a meaning that the merged case does not have has not reviewed it."""
    ours = put(BASE, evolve(S1, reviewed_by=("Ada",)))
    theirs = put(BASE, evolve(S1, strength=Strength.OPPOSITION))
    theirs = put(theirs, evolve(theirs.statements[0], reviewed_by=("Bo",)))
    merge = CodingsMerge(ours, theirs)
    assert [each.field for each in merge.rows] == ["strength"]
    assert merge.outcome().statements[0].reviewed_by == ("Ada",)
    taken = merge.with_take(merge.rows, Take.THEIRS)
    assert taken.outcome().statements[0].reviewed_by == ("Bo",)
    same = CodingsMerge(ours, put(BASE, evolve(S1, reviewed_by=("Bo",))))
    assert same.outcome().statements[0].reviewed_by == ("Ada", "Bo")


def edited(case: Case, number: int) -> Case:
    """One of some edits, each of another place but for two that clash."""
    line = case.red_lines_by_id["S-1"]
    edits = [
        lambda: put(case, evolve(case.statements_by_id["S1"], strength=Strength.OPPOSITION)),
        lambda: put(case, evolve(case.statements_by_id["S1"], opposes=conditions(water="half"))),
        lambda: put(case, NEW),
        lambda: put(case, OTHER),
        lambda: put(case, evolve(line, title="No thirst")),
        lambda: put(case, evolve(line, crossed_when=(when(water="half"),), contested_when=())),
        lambda: put(case, Option("by_need", "By need"), issue="water"),
    ]
    return edits[number]()


EDITS = st.lists(st.integers(0, 6), max_size=4)


@given(EDITS, EDITS, st.sampled_from([BASE, None]))
def test_taking_all_of_one_side_gives_that_side(
    mine: list[int], others: list[int], base: Case | None
) -> None:
    """Whatever was edited: theirs up to the order of things, ours exactly."""
    ours = theirs = BASE
    for number in mine:
        ours = edited(ours, number)
    for number in others:
        theirs = edited(theirs, number)
    merge = CodingsMerge(ours, theirs, base)
    assert merge.with_take(merge.rows, Take.OURS).outcome() == ours
    taken = merge.with_take(merge.rows, Take.THEIRS).outcome()
    assert set(taken.statements) == set(theirs.statements)
    assert taken.red_lines == theirs.red_lines
    assert {option for issue in taken.issues for option in issue.options} == {
        option for issue in theirs.issues for option in issue.options
    }


@given(EDITS, EDITS)
def test_what_is_proposed_is_what_a_merge_of_three_ways_settles(
    mine: list[int], others: list[int]
) -> None:
    """And what is open there is a clash here."""
    ours = theirs = BASE
    for number in mine:
        ours = edited(ours, number)
    for number in others:
        theirs = edited(theirs, number)
    kind = case_kind()
    three = kind.merged(BASE, ours, theirs)
    merge = CodingsMerge(ours, theirs, BASE)
    assert bool(merge.open_rows) == bool(three.clashes)
    assert merge.outcome() == kind.content_of(three.leaves)


def git(folder: Path, *words: str) -> None:
    """Run git there, as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    command = ["git", *who, *words]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_the_common_ancestor_is_found_in_git(tmp_path: Path) -> None:
    """The newest state that both files have had, wherever each stands now."""
    ours, theirs = tmp_path / "a.case.toml", tmp_path / "b.case.toml"
    git(tmp_path, "init", "-q")
    ours.write_bytes(b"one")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "begun")
    ours.write_bytes(b"two")
    theirs.write_bytes(b"two")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "a copy for Bo")
    ours.write_bytes(b"ours")
    theirs.write_bytes(b"theirs")
    git(tmp_path, "commit", "-qam", "both went on")
    assert common_ancestor(ours, theirs) == b"two"


def test_the_common_ancestor_is_found_among_kept_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or in what one of them holds still; without any, or with one that was changed, none."""
    monkeypatch.setenv("PLANNER_STATE_DIR", str(tmp_path / "state"))
    ours, theirs = tmp_path / "a.case.toml", tmp_path / "b.case.toml"
    ours.write_bytes(b"ours")
    theirs.write_bytes(b"theirs")
    assert common_ancestor(ours, theirs) is None
    changed = keep_version(ours, b"another")
    assert changed is not None
    changed.write_bytes(b"theirs")
    assert common_ancestor(ours, theirs) is None
    keep_version(ours, b"before")
    keep_version(theirs, b"before")
    assert common_ancestor(ours, theirs) == b"before"
    keep_version(theirs, b"ours")
    assert common_ancestor(ours, theirs) == b"ours"


def test_the_common_ancestor_is_the_newest_of_git_and_kept_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kept version stood in the file until it was kept; a commit may be older, or newer."""
    monkeypatch.setenv("PLANNER_STATE_DIR", str(tmp_path / "state"))
    ours, theirs = both = tmp_path / "a.case.toml", tmp_path / "b.case.toml"
    git(tmp_path, "init", "-q")
    for file in both:
        file.write_bytes(b"one")
    git(tmp_path, "add", ".")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z")
    git(tmp_path, "commit", "-qm", "begun")
    for file in both:
        keep_version(file, b"one")
        keep_version(file, b"two")
        file.write_bytes(file.name.encode())
    assert common_ancestor(ours, theirs) == b"two"
    theirs.write_bytes(b"one")  # they went back on it, which is a change of theirs
    assert common_ancestor(ours, theirs) == b"two"
    for file in both:
        file.write_bytes(b"three")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2090-01-01T00:00:00Z")
    git(tmp_path, "commit", "-qam", "three")
    for file in both:
        file.write_bytes(file.name.encode())
    assert common_ancestor(ours, theirs) == b"three"


def test_git_merges_no_review_of_another_meaning(tmp_path: Path) -> None:
    """One side changed the meaning, the other reviewed the old one: nobody has reviewed the new."""
    kind = case_kind()
    reviewed = put(BASE, evolve(S1, reviewed_by=("Ada",)))
    base, ours, theirs = (
        kind.text(case).encode()
        for case in (
            reviewed,
            put(reviewed, evolve(S1, strength=Strength.OPPOSITION)),
            put(reviewed, evolve(S1, reviewed_by=("Ada", "Bo"))),
        )
    )
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merged_file(base, one, other, tmp_path / "lake.case.toml")
        assert merged.clean
        (statement,) = kind.read(source_from_bytes("merged", merged.data)).content.statements
        assert (statement.strength, statement.reviewed_by) == (Strength.OPPOSITION, ())


def test_a_strength_that_is_left_out_is_no_difference_from_the_same_one_written() -> None:
    left_out = put(BASE, evolve(LINE, strength_left_out=True))
    assert not CodingsMerge(BASE, left_out).rows
    assert TwoCodings(BASE, left_out).same
