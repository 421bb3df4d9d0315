"""Which case a scenario belongs to: in its file, in its draft, wherever the case is saved to."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from planner.editing.case_session import CaseSession
from planner.editing.scenario_session import Session
from planner.files.cases.reading import read_case
from planner.files.safety.drafts import Draft, abandoned_drafts
from planner.files.safety.housekeeping import rename_file
from planner.files.safety.versions import kept_content, kept_versions
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Option
from planner.model.red_lines import RedLine
from planner.model.scenario import vanished
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put
from tests.small_cases import when

NEED = Option("need", "By need", "Each what it needs.")
LINE = RedLine("N-1", "north", "No half", crossed_when=(when(water="half"),))
NO_ID = CASE_TEXT.replace('id = "lake"\n', "")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """On a scenario that names its case, which lies beside it."""
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    text = SCENARIO_TEXT.replace('id = "lake"\n', 'id = "lake"\npath = "lake.case.toml"\n')
    return Session.of_file(read_scenario(put(tmp_path, "share.toml", text)))


def save_case_as(session: Session, file: Path) -> None:
    """Add an option to its case, and save that to another file, as the app does."""
    assert session.case_file is not None
    case = CaseSession.of_file(read_case(session.case_file), session.desk)
    case.put(NEED, issue="water")
    file.parent.mkdir(exist_ok=True)
    case.save(file)
    assert case.document.source is not None
    session.take_case(case.case, case.document.source.digest, file)


def killed(session: Session, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """The draft of a planner that is killed after it was kept."""
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: 999_999_999)
        session.keep_draft()
    (draft,) = abandoned_drafts()
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize("name", ["lake-2.case.toml", "inner/lake.case.toml"])
@pytest.mark.parametrize("case_text", [CASE_TEXT, NO_ID], ids=["id", "id left out"])
def test_a_scenario_refers_to_the_file_that_its_case_was_saved_to(
    session: Session, name: str, case_text: str
) -> None:
    """Until that stands in its file it is unsaved; read again, what was added is known."""
    assert session.path is not None
    put(session.path.parent, "lake.case.toml", case_text)
    file = session.path.parent / name
    save_case_as(session, file)
    assert session.unsaved
    session.choose("water", "need")
    session.save()
    loaded = read_scenario(session.path)
    assert loaded.envelope.case_path == name
    assert (loaded.case_file.resolve(), loaded.case.id) == (file.resolve(), "lake")
    assert loaded.scenario.option("water") == "need"
    assert loaded.warnings == ()


def test_a_case_that_its_id_leads_to_is_not_named_by_a_path(session: Session) -> None:
    """A scenario of a bundled case has nothing to save when the case is kept beside it."""
    assert session.path is not None
    held = session.path.parent / "lake.case.toml"
    bare = Session.of_file(read_scenario(put(session.path.parent, "bare.toml", SCENARIO_TEXT)))
    bare.take_case(bare.shared_case, bare.case_digest, held.with_name("other.case.toml"))
    assert bare.unsaved
    bare.take_case(bare.shared_case, bare.case_digest, held)
    bare.choose("fishing", "free")
    bare.save()
    assert read_scenario(held.with_name("bare.toml")).envelope.case_path == ""


def test_what_was_saved_of_the_case_is_known_after_a_kill_before_the_scenario_is(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft names the case where it is by now, though nothing was chosen since."""
    assert session.path is not None
    session.write_note("water", "Open.")
    session.keep_draft()
    file = session.path.parent / "inner" / "own.case.toml"
    save_case_as(session, file)
    assert session.document.draft_file is None
    session.document.drop_draft()
    again = Session.of_draft(killed(session, monkeypatch))
    assert again.path == session.path
    assert again.case_file is not None
    assert again.case_file.resolve() == file.resolve()
    assert again.case.issues_by_id["water"].option("need") == NEED
    assert again.written == session.written
    assert again.unsaved
    again.save()
    assert read_scenario(session.path).envelope.case_path == "inner/own.case.toml"


def test_a_new_scenario_is_recovered_with_its_case_in_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever that file is called, and wherever the next planner is started."""
    (tmp_path / "talks").mkdir()
    file = put(tmp_path / "talks", "ours.case.toml", CASE_TEXT)
    monkeypatch.chdir(tmp_path)
    session = Session.of_case(read_case(Path("talks/ours.case.toml")))
    session.choose("water", "half")
    draft = killed(session, monkeypatch)
    again = Session.of_draft(draft)
    assert again.case_file == file
    assert again.written == session.written
    text = json.loads(draft.file.read_text(encoding="ascii"))
    del text["read_with"]  # as planners before this wrote it
    draft.file.write_text(json.dumps(text), encoding="ascii")
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    (older,) = abandoned_drafts()
    assert isinstance(older, Draft)
    assert Session.of_draft(older).written == session.written


def test_work_that_names_what_only_a_what_if_knew_is_recovered_whole(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the case does not have is told as what has vanished from it, and can be given up."""
    session.set_summary("Two hours of work.")
    session.try_out(lambda case: case.put(NEED, issue="water"))
    session.try_out(lambda case: case.put(LINE))
    session.choose("water", "need")
    session.set_aside("N-1", aside=True)
    session.comment("water", "Would they?", author="Ann")
    again = Session.of_draft(killed(session, monkeypatch))
    assert again.written == session.written
    left = vanished(again.written, again.case)
    assert ([*left.choices], left.lines) == (["water"], ("N-1",))
    again.drop_vanished()
    again.choose("fishing", "free")
    assert again.written.summary == "Two hours of work."


def test_a_renamed_scenario_keeps_its_versions_and_its_draft(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft has the new name at its next turn, and what it was made from is at hand."""
    assert session.path is not None
    session.choose("fishing", "free")
    session.save()
    session.choose("fishing", "banned")
    session.keep_draft()
    new = session.path.with_name("renamed.toml")
    versions = [version.read_bytes() for version in kept_versions(session.path)]
    rename_file(session.path, new)
    session.renamed(new)
    assert session.document.draft_file is None
    session.document.drop_draft()
    draft = killed(session, monkeypatch)
    again = Session.of_draft(draft)
    assert (again.path, again.written) == (new, session.written)
    assert kept_content(new, draft.base) == new.read_bytes()
    assert versions == [version.read_bytes() for version in kept_versions(new)[-len(versions) :]]
