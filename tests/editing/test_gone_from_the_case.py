"""What is gone from the case while a scenario of it is open: whatever is done, it can be saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.editing.case_edits import CaseTable, Ref
from planner.editing.case_session import CaseSession
from planner.editing.document import Theirs
from planner.editing.renaming import renaming, users_of
from planner.editing.scenario_session import Session
from planner.errors import SaveError
from planner.files.cases.reading import read_case
from planner.files.safety.drafts import Draft, abandoned_drafts
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Issue, Option
from planner.model.scenario import Scenario

CASE = """\
format = 1
[case]
title = "The lake"
[parties.south]
name = "South"
[issues.water]
title = "Water"
[issues.water.options.half]
title = "Half each"
[issues.water.options.all]
title = "All"
[issues.dam]
title = "The dam"
[issues.dam.options.shared]
title = "Shared"
[issues.dam.options.south]
title = "South's"
"""
LINE = """\
[red_lines.S-1]
party = "south"
title = "No dam of the South's"
strength = "declared"
crossed_when = [{ dam = ["south"] }]
"""
DEAL = """\
format = 1
[scenario]
title = "A deal"
[case]
id = "lake"
[choices.water]
option = "half"
[choices.dam]
option = "shared"
"""
COMMENT = """
[comments.aaaaaaaa]
on = "S-1"
author = "Ana"
at = 2026-01-01T10:00:00Z
text = "Is this still their line?"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lake.case.toml").write_text(CASE + LINE, encoding="utf-8")
    (tmp_path / "deal.toml").write_text(DEAL, encoding="utf-8")
    return tmp_path


def opened(folder: Path) -> Session:
    return Session.of_file(read_scenario(folder / "deal.toml"))


def case_is_now(session: Session, text: str) -> None:
    """The case's file says that, and the planner judges by it."""
    assert session.case_file is not None
    session.case_file.write_text(text, encoding="utf-8")
    loaded = read_case(session.case_file)
    session.take_case(loaded.case, loaded.digest, loaded.path)


def saved(session: Session) -> None:
    """It is saved, and read again as the session holds it."""
    session.save()
    assert session.path is not None
    held = session.written.with_all_issues(session.shared_case)
    assert read_scenario(session.path).written == held
    assert not session.unsaved


@pytest.mark.parametrize("against", ["this case", "no case"])
@pytest.mark.parametrize("while_open", [True, False])
def test_a_comment_on_a_red_line_that_is_gone_from_the_case_keeps_nobody_from_saving(
    folder: Path, against: str, *, while_open: bool
) -> None:
    """Nothing else is gone, so the file names the case of today; the comment is told, not lost."""
    text = DEAL.replace("format = 1", "format = 2") + COMMENT
    (folder / "deal.toml").write_text(text, encoding="utf-8")
    session = opened(folder)
    if against == "this case":
        session.choose("dam", "south")
        saved(session)
    if while_open:
        case_is_now(session, CASE)
    else:
        (folder / "lake.case.toml").write_text(CASE, encoding="utf-8")
        session = opened(folder)
    session.choose("water", "all")
    saved(session)
    found = read_scenario(folder / "deal.toml")
    assert found.envelope.case_digest == session.case_digest
    assert [each.on for each in found.written.comments] == ["S-1"]
    (warning,) = found.warnings
    assert warning.message == (
        'the case "lake" has no issue and no red line "S-1": it is kept as it is, and not judged'
    )


LOST = CASE.replace('[issues.water.options.half]\ntitle = "Half each"\n', "") + LINE


def seen(session: Session) -> Theirs[Scenario]:
    theirs = session.document.look_again()
    assert theirs is not None
    return theirs


@pytest.mark.parametrize("first", ["chosen", "given up"])
@pytest.mark.parametrize("with_digest", [True, False])
def test_undo_leads_back_to_what_is_gone_after_a_save_and_it_is_saved(
    folder: Path, first: str, *, with_digest: bool
) -> None:
    """The file names the state of the case that had it, and is read whatever the case becomes."""
    session = opened(folder)
    if with_digest:
        session.choose("dam", "south")
        saved(session)
    before = session.case_digest
    case_is_now(session, LOST)
    if first == "chosen":
        session.choose("water", "all")
    else:
        session.drop_vanished()
    saved(session)
    assert session.envelope.case_digest == session.case_digest
    session.undo()
    assert session.written.option("water") == "half"
    saved(session)
    assert session.envelope.case_digest == before
    case_is_now(session, LOST.replace("Half", "One half"))
    session.write_note("water", "Was it wise?")
    saved(session)
    case_is_now(session, LOST)
    assert read_scenario(folder / "deal.toml").written == session.written


def test_what_is_gone_is_saved_under_another_name(folder: Path) -> None:
    """As under its own."""
    session = opened(folder)
    case_is_now(session, LOST)
    session.choose("water", "all")
    saved(session)
    session.undo()
    session.save(folder / "other.toml")
    assert read_scenario(folder / "other.toml").written.option("water") == "half"


@pytest.mark.parametrize("how", ["taken over", "kept", "merged"])
def test_what_is_gone_comes_back_after_a_colleagues_file_of_the_new_case(
    folder: Path, how: str
) -> None:
    """Who removed the option has saved without it: mine is saved all the same."""
    session = opened(folder)
    session.choose("dam", "south")
    colleague = opened(folder)
    case_is_now(colleague, LOST)
    colleague.choose("water", "all")
    colleague.save()
    theirs = seen(session)
    assert theirs.content is not None
    if how == "taken over":
        session.reload(theirs)
    elif how == "kept":
        session.keep_mine(theirs)
    else:
        merge = session.document.merge_with(theirs.content, session.document.last_saved)
        session.merge(session.settled(merge.leaves), "merged", theirs)
    case_is_now(session, LOST)
    while session.written.option("water") != "half":
        assert session.undo()
    saved(session)


def test_a_copy_from_before_is_merged_with_what_is_gone(folder: Path) -> None:
    """Only the copy's file knows which case had it."""
    session = opened(folder)
    session.save(folder / "copy.toml")
    (folder / "lake.case.toml").write_text(LOST, encoding="utf-8")
    (folder / "deal.toml").write_text(DEAL.replace("half", "all"), encoding="utf-8")
    session = opened(folder)
    session.choose("dam", "south")
    saved(session)
    copy = session.document.theirs_at(folder / "copy.toml")
    assert copy.content is not None
    session.know_case(copy.envelope.case_digest)
    session.merge(copy.content, "merged with copy.toml")
    assert session.vanished
    saved(session)


@pytest.mark.parametrize("in_file", [True, False])
def test_recovered_work_on_what_is_gone_by_then_is_saved(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, in_file: bool
) -> None:
    """The draft names the case that the work was done on, though the file, or none, does not."""
    (folder / "deal.toml").write_text(DEAL.replace("half", "all"), encoding="utf-8")
    session = opened(folder) if in_file else Session.of_case(read_case(folder / "lake.case.toml"))
    session.choose("water", "half")
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: 999_999_999)
        session.keep_draft()
    (folder / "lake.case.toml").write_text(LOST, encoding="utf-8")
    (draft,) = abandoned_drafts()
    assert isinstance(draft, Draft)
    again = Session.of_draft(draft)
    assert again.written == session.written
    assert again.vanished
    if not in_file:
        again.save(folder / "new.toml")
    saved(again)


def test_what_is_gone_is_saved_while_a_what_if_has_it_back(folder: Path) -> None:
    """The file is read by the case that the files have, whatever is tried."""
    session = opened(folder)
    session.choose("dam", "south")
    saved(session)
    before = session.case_digest
    case_is_now(session, LOST)
    session.try_out(lambda case: case.put(Option("half", "Half again"), issue="water"))
    assert not session.vanished
    session.set_title("Another title")
    saved(session)
    assert session.envelope.case_digest == before


@pytest.mark.parametrize("dropped", [True, False])
def test_what_only_a_what_if_had_is_in_no_file_though_other_things_are_gone(
    folder: Path, *, dropped: bool
) -> None:
    """No state of the case had it; what is gone is saved as before once it is given up."""
    session = opened(folder)
    session.choose("dam", "south")
    saved(session)
    case_is_now(session, LOST)
    session.try_out(lambda case: case.put(Option("none", "None"), issue="dam"))
    session.choose("dam", "none")
    if dropped:
        session.drop_what_if()
    with pytest.raises(SaveError, match='the issue "The dam" has no option "none"'):
        session.save()
    session.choose("dam", "shared")
    saved(session)
    assert session.written.option("water") == "half"


def test_what_only_a_what_if_had_is_in_no_file_of_a_case_that_nobody_has_any_more(
    folder: Path,
) -> None:
    """Of the earlier case only this file tells what it had: "half" and no "none"."""
    (folder / "lake.case.toml").write_text(LOST, encoding="utf-8")
    digest = f'id = "lake"\ndigest = "sha256:{"a" * 64}"'
    (folder / "deal.toml").write_text(DEAL.replace('id = "lake"', digest), encoding="utf-8")
    session = opened(folder)
    session.try_out(lambda case: case.put(Option("none", "None"), issue="dam"))
    session.choose("dam", "none")
    with pytest.raises(SaveError, match='the issue "The dam" has no option "none"'):
        session.save()
    assert not session.never_had
    session.drop_what_if()
    assert session.never_had.choices.keys() == {"dam"}
    session.drop_never_had()
    saved(session)
    assert (session.written.option("water"), session.written.option("dam")) == ("half", None)


def test_what_only_a_what_if_had_is_in_no_file_though_an_id_was_renamed(folder: Path) -> None:
    """What a file tells of the case that nobody has any more, it tells under the new id."""
    (folder / "lake.case.toml").write_text(LOST, encoding="utf-8")
    digest = f'id = "lake"\ndigest = "sha256:{"a" * 64}"'
    (folder / "deal.toml").write_text(DEAL.replace('id = "lake"', digest), encoding="utf-8")
    session = opened(folder)
    case = CaseSession.of_file(read_case(folder / "lake.case.toml"), desk=session.desk)
    shared = Ref(CaseTable.OPTIONS, "shared", "dam")
    new = renaming(case, shared, "both", users_of(case, shared).scenarios)
    new.write()
    new.make()
    assert session.vanished
    assert not session.never_had
    session.try_out(lambda tried: tried.put(Option("none", "None"), issue="dam"))
    session.choose("dam", "none")
    with pytest.raises(SaveError, match='the issue "The dam" has no option "none"'):
        session.save()
    session.choose("dam", "both")
    session.set_title("Another title")
    saved(session)


def test_who_gives_up_what_is_gone_keeps_what_is_begun(folder: Path) -> None:
    """One of two options that must hold together is chosen, on an issue that has them both."""
    boats = (
        '[issues.boats]\ntitle = "Boats"\nkind = "any"\nat_least = 2\n'
        '[issues.boats.options.sail]\ntitle = "Sail"\n[issues.boats.options.oars]\ntitle = "Oars"\n'
    )
    case = (CASE + LINE + boats).replace("format = 1", "format = 2")
    (folder / "lake.case.toml").write_text(case, encoding="utf-8")
    session = opened(folder)
    session.tick("boats", "sail")
    saved(session)
    case_is_now(session, case.replace('[issues.water.options.half]\ntitle = "Half each"\n', ""))
    session.drop_vanished()
    assert session.written.option("water") is None
    assert session.written.pick("boats") == ("sail",)


@pytest.mark.parametrize("how", ["kept", "merged"])
def test_what_a_colleagues_file_says_of_a_case_that_nobody_has_any_more_is_saved(
    folder: Path, how: str
) -> None:
    """Only their file tells that there was such a choice."""
    session = opened(folder)
    session.choose("dam", "south")
    theirs_says = DEAL.replace('"half"', '"third"').replace(
        'id = "lake"', f'id = "lake"\ndigest = "sha256:{"b" * 64}"'
    )
    (folder / "deal.toml").write_text(theirs_says, encoding="utf-8")
    theirs = seen(session)
    assert theirs.content is not None
    if how == "kept":
        session.keep_mine(theirs)
        session.merge(theirs.content, "theirs after all")
    else:
        merge = session.document.merge_with(theirs.content, session.document.last_saved)
        session.merge(session.settled(merge.leaves), "merged", theirs)
    session.set_title("Both")
    saved(session)
    assert session.written.option("water") == "third"


def test_a_merge_under_a_what_if_says_nothing_on_an_issue_that_is_only_tried(folder: Path) -> None:
    """What they changed is merged and saved, though the what-if has an issue more."""
    session = opened(folder)
    colleague = opened(folder)
    colleague.choose("water", "all")
    colleague.save()
    boats = Issue("boats", "Boats", options=(Option("sail", "Sail"), Option("oars", "Oars")))
    session.try_out(lambda case: case.put(boats))
    theirs = seen(session)
    assert theirs.content is not None
    merge = session.document.merge_with(theirs.content, session.document.last_saved)
    session.merge(session.settled(merge.leaves), "merged", theirs)
    session.set_title("Merged")
    session.save()
    assert read_scenario(folder / "deal.toml").written.option("water") == "all"
