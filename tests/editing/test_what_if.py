"""A what-if: the case tried out, judged at once, kept or dropped, and in no file."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from planner.editing.case_edits import CaseTable, Ref
from planner.editing.case_session import CaseSession, EditRefusedError
from planner.editing.renaming import renaming, users_of
from planner.editing.scenario_session import Session
from planner.editing.what_if import TriedOnlyError, WhatIf
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Option, Origin
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.statements import Strength
from planner.reports.words.what_if import effect_of_what_if, what_if_title
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put
from tests.small_cases import when

NEED = Option("need", "By need", "Each what it needs.", Origin.ADDED)
LINE = RedLine("N-1", "north", "No half", crossed_when=(when(water="half"),))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """On a scenario of a case, both in files."""
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    return Session.of_file(read_scenario(put(tmp_path, "s.toml", SCENARIO_TEXT)))


def case_of(session: Session) -> CaseSession:
    """The case under it, as a document on the same desk."""
    assert session.case_file is not None
    return CaseSession.of_file(read_case(session.case_file), session.desk)


def tried(session: Session) -> WhatIf | None:
    """What is tried out there now."""
    return session.what_if


def test_what_is_tried_is_judged_at_once_and_no_file_knows_of_it(session: Session) -> None:
    """An option can be chosen, a line is crossed; dropping leaves everything as it was."""
    assert session.case_file is not None
    before, file = session.whole_case, session.case_file.read_bytes()
    verdict = session.verdict
    session.try_out(lambda case: case.put(NEED, issue="water"))
    session.try_out(lambda case: case.put(LINE))
    assert session.case.issues_by_id["water"].option("need") == NEED
    assert effect_of_what_if(verdict, session.verdict) == ["N-1 is new: crossed"]
    assert session.what_if is not None
    added = {table.noun: number for table, number in session.what_if.added.items()}
    title = what_if_title(added, len(session.what_if.changes))
    assert title == "what-if: 1 option added, 1 red line added"
    session.drop_what_if()
    assert tried(session) is None
    assert session.whole_case == before
    assert effect_of_what_if(verdict, session.verdict) == []
    assert session.case_file.read_bytes() == file


def test_no_comment_is_about_a_line_that_is_only_tried(session: Session) -> None:
    """The file would name it; once it is kept, and on all else, one writes as ever."""
    session.try_out(lambda case: case.put(LINE))
    with pytest.raises(TriedOnlyError, match="N-1 is only tried"):
        session.comment("N-1", "What of this?", author="Ada")
    session.comment("S-1", "And of this?", author="Ada")
    session.keep_what_if(case_of(session))
    session.comment("N-1", "What of this?", author="Ada")
    assert [each.on for each in session.written.comments].count("N-1") == 1


def test_a_strength_is_tried(session: Session) -> None:
    """It may take a line out of the count."""
    (line,) = session.whole_case.red_lines
    session.try_out(lambda case: case.put(evolve(line, strength=Strength.PREFERENCE)))
    assert session.what_if is not None
    assert what_if_title({}, len(session.what_if.changes)) == "what-if: 1 change"
    assert session.whole_case.red_lines[0].strength is Strength.PREFERENCE


def test_what_is_changed_is_told_beside_what_is_added() -> None:
    """The title hides nothing that is tried."""
    assert what_if_title({"red line": 1}, 2) == "what-if: 1 red line added, 1 other change"
    assert what_if_title({"option": 2}, 4) == "what-if: 2 options added, 2 other changes"


def test_a_line_that_is_not_counted_is_said_to_be_so_before_and_after(session: Session) -> None:
    """Its verdict alone may be the same both times."""
    (line,) = session.whole_case.red_lines
    session.set_aside(line.id, aside=False)
    session.look_through(Reading.MODERATE)
    before = session.verdict
    session.try_out(lambda case: case.put(evolve(line, strength=Strength.PREFERENCE)))
    tried = session.verdict
    assert [held.counted for held in (before.lines[0], tried.lines[0])] == [True, False]
    assert effect_of_what_if(before, tried) == ["S-1: undecided → undecided, not counted"]
    assert effect_of_what_if(tried, before) == ["S-1: undecided, not counted → undecided"]


def test_undo_takes_the_last_change_back_whichever_document_it_was_in(session: Session) -> None:
    """With the choice of the option that was tried; then nothing is tried any more."""
    session.try_out(lambda case: case.put(NEED, issue="water"))
    session.choose("water", "need")
    undone = session.undo()
    assert undone is not None
    assert session.what_if is not None
    undone = session.undo()
    assert undone is not None
    assert undone.name == "option need added"
    assert tried(session) is None
    assert "need" not in session.case.issues_by_id["water"].by_id
    session.redo()
    assert "need" in session.case.issues_by_id["water"].by_id


def test_keeping_writes_it_into_the_case_as_one_step(session: Session) -> None:
    """Also where something else was changed there; undo takes it back, a save writes it."""
    case = case_of(session)
    case.set_title("The pond")
    session.try_out(lambda tried: tried.put(NEED, issue="water"))
    session.try_out(lambda tried: tried.put(LINE))
    session.keep_what_if(case)
    assert session.what_if is None
    assert case.case.title == "The pond"
    assert session.whole_case == case.case
    assert case.case.red_lines[-1] == LINE
    step = case.document.history.last_done
    assert step is not None
    assert step.name == "what-if kept: option need added, red line N-1 added"
    assert case.save()
    assert case.path is not None
    assert read_case(case.path).case == case.case


@pytest.mark.parametrize("on_case", [False, True], ids=["on the deal", "on the case's screen"])
def test_the_deal_follows_where_keeping_is_undone_and_made_again(
    session: Session,
    on_case: bool,  # noqa: FBT001 (pytest's way)
) -> None:
    """With what-ifs that came after it, and what is tried next."""
    case = case_of(session)
    move = case if on_case else session
    session.try_out(lambda tried: tried.put(NEED, issue="water"))
    session.keep_what_if(case)
    kept = session.whole_case
    session.try_out(lambda tried: tried.put(LINE))
    later = session.whole_case
    move.undo()
    assert session.whole_case == kept
    move.undo()
    assert "need" not in case.case.issues_by_id["water"].by_id
    assert session.whole_case == case.case
    move.redo()
    assert session.whole_case == kept == case.case
    move.redo()
    assert session.whole_case == later
    move.undo()
    move.undo()
    session.try_out(lambda tried: tried.put(LINE))
    assert session.whole_case == evolve(case.case, red_lines=later.red_lines)


def test_what_does_not_go_together_is_refused(session: Session) -> None:
    """The same option with another meaning: neither is lost."""
    case = case_of(session)
    case.put(evolve(NEED, title="According to need"), issue="water")
    session.try_out(lambda tried: tried.put(NEED, issue="water"))
    with pytest.raises(EditRefusedError, match="same places"):
        session.keep_what_if(case)
    assert session.what_if is not None


def test_an_edit_that_leaves_no_case_is_refused(session: Session) -> None:
    """As on the case itself."""
    with pytest.raises(EditRefusedError):
        session.try_out(lambda case: case.put(evolve(LINE, party="nobody")))
    assert session.what_if is None


def test_an_unsaved_case_is_told_and_a_what_if_is_none(session: Session) -> None:
    """The title names each document with unsaved changes."""
    session.try_out(lambda tried: tried.put(NEED, issue="water"))
    told = [session.case_unsaved]
    case_of(session).set_title("The pond")
    told.append(session.case_unsaved)
    session.undo()
    told.append(session.case_unsaved)
    assert told == [False, True, False]


def saved(session: Session, case: CaseSession) -> None:
    """Save the case as its screen does: the deal belongs to what stands in the file from then."""
    case.save()
    assert case.path is not None
    assert case.document.source is not None
    session.take_case(case.case, case.document.source.digest, case.path)


def test_a_what_if_goes_on_where_the_case_is_saved_with_other_changes(session: Session) -> None:
    """All is judged by both; each step is undone and made again, and dropping leaves the case."""
    case = case_of(session)
    session.try_out(lambda tried: tried.put(NEED, issue="water"))
    session.try_out(lambda tried: tried.put(LINE))
    case.set_title("The pond")
    saved(session, case)
    both = session.whole_case
    assert both.title == "The pond"
    assert [line.line.id for line in session.verdict.crossed] == ["N-1"]
    assert session.what_if is not None
    assert session.what_if.changes == ("option need added", "red line N-1 added")
    assert {table.noun: n for table, n in session.what_if.added.items()} == {
        "option": 1,
        "red line": 1,
    }
    session.drop_what_if()
    assert session.whole_case == case.case


def test_what_was_undone_before_the_case_is_saved_is_made_again_on_it(session: Session) -> None:
    """With what was done before, and the case as it is saved stays below."""
    case = case_of(session)
    case.set_title("The pond")
    session.try_out(lambda tried: tried.put(NEED, issue="water"))
    session.try_out(lambda tried: tried.put(LINE))
    session.undo()
    saved(session, case)
    session.redo()
    assert (session.whole_case.title, session.whole_case.red_lines[-1]) == ("The pond", LINE)
    session.undo()
    session.undo()
    assert session.whole_case == case.case
    assert session.what_if is None


@pytest.mark.parametrize("renamed", [False, True], ids=["another meaning", "another id"])
def test_a_what_if_ends_where_the_saved_case_leaves_no_place_for_it(
    session: Session,
    renamed: bool,  # noqa: FBT001 (pytest's way)
) -> None:
    """The title names none any more, and all is judged by the case as it was saved."""
    case = case_of(session)
    session.try_out(lambda tried: tried.put(NEED, issue="water"))
    if renamed:
        case.rename(Ref(CaseTable.ISSUES, "water"), "lake")
    else:
        case.put(evolve(NEED, title="According to need"), issue="water")
    saved(session, case)
    assert session.what_if is None
    assert session.whole_case == case.case


@pytest.mark.parametrize(("new", "goes_on"), [("halves", True), ("need", False)])
def test_a_what_if_follows_a_new_id_that_is_written_in_the_folder(
    session: Session,
    new: str,
    goes_on: bool,  # noqa: FBT001 (pytest's way)
) -> None:
    """Its undo and redo too; where it has that id for something else it ends, and that is known."""
    case, half = case_of(session), Ref(CaseTable.OPTIONS, "half", "water")
    session.try_out(lambda tried: tried.put(NEED, issue="water"))
    session.try_out(lambda tried: tried.put(LINE))  # it names the option that gets another id
    prepared = renaming(case, half, new, users_of(case, half).scenarios)
    prepared.write()
    prepared.make()
    assert (tried(session) is not None) is goes_on
    assert session.what_if_ended is not goes_on
    if goes_on:
        for used in (new, "half", new):
            assert session.case.red_lines_by_id["N-1"].crossed_when == (when(water=used),)
            assert [line.line.id for line in session.verdict.crossed] == ["N-1"]
            assert (session.undo() if used == new else session.redo()) is not None
