"""A scenario and its case that are changed elsewhere at once: theirs is read, merged and saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.editing.document import Theirs
from planner.editing.scenario_session import Session
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.model.scenario import Scenario
from tests.editing.test_gone_from_the_case import CASE, DEAL


@pytest.fixture
def session(tmp_path: Path) -> Session:
    (tmp_path / "lake.case.toml").write_text(CASE, encoding="utf-8")
    (tmp_path / "deal.toml").write_text(DEAL, encoding="utf-8")
    return Session.of_file(read_scenario(tmp_path / "deal.toml"))


def changed_both(session: Session, old: str, new: str) -> Theirs[Scenario]:
    """A colleague names it otherwise in the case and in the scenario; theirs, as it is seen."""
    for path in (session.case_file, session.path):
        assert path is not None
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    theirs = session.document.look_again()
    assert theirs is not None
    return theirs


def judged_by_what_stands_there(session: Session) -> None:
    """The planner takes the case as its file has it by now."""
    assert session.case_file is not None
    loaded = read_case(session.case_file)
    session.take_case(loaded.case, loaded.digest, loaded.path)


def merged(session: Session, theirs: Theirs[Scenario]) -> None:
    assert theirs.content is not None, theirs.problems
    merge = session.document.merge_with(theirs.content, session.document.last_saved)
    assert merge.clashes == ()
    session.merge(session.settled(merge.leaves), "merged", theirs)


@pytest.mark.parametrize("by_new_case", [True, False])
@pytest.mark.parametrize(("old", "new"), [("water", "lake_water"), ("half", "halves")])
def test_theirs_of_a_new_id_is_merged_and_the_file_can_be_read(
    session: Session, old: str, new: str, *, by_new_case: bool
) -> None:
    """Whether the planner judges by the new case before the save, or saves first."""
    session.choose("dam", "south")
    merged(session, changed_both(session, old, new))
    assert session.path is not None
    if by_new_case:
        judged_by_what_stands_there(session)
    session.save()
    found = read_scenario(session.path).written
    issue, option = (new, "half") if old == "water" else ("water", new)
    assert found.option(issue) == option
    assert found.option("dam") == "south"


@pytest.mark.parametrize("with_digest", [True, False])
@pytest.mark.parametrize("case_first", [True, False])
@pytest.mark.parametrize("whole", [True, False])
def test_theirs_and_then_the_case_or_the_other_way_round_is_saved_as_of_the_new_case(
    tmp_path: Path, *, with_digest: bool, case_first: bool, whole: bool
) -> None:
    """Taken over or merged: no table of the old id is written, and nothing is called stale."""
    case, deal = tmp_path / "lake.case.toml", tmp_path / "deal.toml"
    case.write_text(CASE, encoding="utf-8")
    before = read_case(case).digest
    deal.write_text(
        DEAL.replace('id = "lake"', f'id = "lake"\ndigest = "{before}"') if with_digest else DEAL,
        encoding="utf-8",
    )
    session = Session.of_file(read_scenario(deal))
    session.set_title("Ours")
    changed_both(session, "water", "lake_water")
    after = read_case(case).digest
    deal.write_text(deal.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    if case_first:
        judged_by_what_stands_there(session)
    theirs = session.document.look_again()
    assert theirs is not None
    if whole:
        session.reload(theirs)
    else:
        merged(session, theirs)
    if not case_first:
        judged_by_what_stands_there(session)
    assert not session.vanished
    session.save()
    assert read_scenario(deal).warnings == ()
    session.choose("dam", "south")
    session.save()
    found = read_scenario(deal)
    assert found.warnings == ()
    assert found.envelope.case_digest == after
    assert {issue: found.written.option(issue) for issue in found.written.choices} == {
        "lake_water": "half",
        "dam": "south",
    }


def test_an_issue_that_was_undecided_and_is_gone_from_the_case_is_not_written(
    tmp_path: Path,
) -> None:
    """Nobody said anything on it, so the scenario is saved as of the case as it is by now."""
    (tmp_path / "lake.case.toml").write_text(CASE, encoding="utf-8")
    deal = tmp_path / "deal.toml"
    deal.write_text(DEAL.replace('[choices.water]\noption = "half"\n', ""), encoding="utf-8")
    session = Session.of_file(read_scenario(deal))
    session.choose("dam", "south")
    session.undo()
    text = CASE.replace("water", "lake_water")
    (tmp_path / "lake.case.toml").write_text(text, encoding="utf-8")
    judged_by_what_stands_there(session)
    assert (bool(session.vanished), session.unsaved) == (False, False)
    session.redo()
    session.save()
    found = read_scenario(deal)
    assert found.warnings == ()
    assert found.envelope.case_digest == session.case_digest
    assert list(found.written.choices) == ["lake_water", "dam"]


def test_theirs_that_names_what_no_case_has_is_not_read(session: Session) -> None:
    """A case that stands as it was read knows all names."""
    assert session.path is not None
    session.path.write_text(DEAL.replace("half", "hlaf"), encoding="utf-8")
    theirs = session.document.look_again()
    assert theirs is not None
    assert theirs.content is None
    assert 'has no option "hlaf"' in str(theirs.problems[0])
