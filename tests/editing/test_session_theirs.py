"""The session when somebody else changed its file: seen by content, taken over in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.editing.document import Theirs
from planner.editing.scenario_session import Session
from planner.errors import SaveError
from planner.files.cases.reading import read_case
from planner.files.safety.replacing import ChangedOnDiskError
from planner.files.scenarios.reading import read_scenario
from planner.model.scenario import Scenario
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put

EXAMPLE = Path(__file__).resolve().parents[2] / "scenarios" / "nato-membership.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLE, tmp_path / "deal.toml"))


@pytest.fixture
def session(file: Path) -> Session:
    return Session.of_file(read_scenario(file))


def rewritten(file: Path, old: str, new: str) -> None:
    """Somebody else's change."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def seen(session: Session) -> Theirs[Scenario]:
    theirs = session.document.look_again()
    assert theirs is not None
    return theirs


def shut(patch: pytest.MonkeyPatch, file: Path) -> None:
    """Let nobody look at the file, whoever asks: root may look into any folder."""
    for name in ("stat", "lstat"):
        look: Callable[..., os.stat_result] = getattr(os, name)

        def refused(
            path: Any, *, look: Callable[..., os.stat_result] = look, **how: Any
        ) -> os.stat_result:
            if not isinstance(path, int) and os.fspath(path) == str(file):
                raise PermissionError(13, "Permission denied")
            return look(path, **how)

        patch.setattr(os, name, refused)


def test_only_content_counts_not_the_time(session: Session, file: Path) -> None:
    """A file that was only touched, or written again as it was, is no news."""
    assert session.document.look_again() is None
    os.utime(file, (1, 1))
    file.write_bytes(file.read_bytes())
    assert session.document.look_again() is None
    rewritten(file, '"increase"', '"maintain"')
    os.utime(file, (1, 1))
    theirs = seen(session)
    assert theirs.content is not None
    assert theirs.content.option("pressure_on_russia") == "maintain"


def test_theirs_is_taken_over_in_one_step_that_undo_takes_back(
    session: Session, file: Path
) -> None:
    """After it nothing is unsaved; after undo my version is there, and can be saved."""
    session.choose("territory", "deferred")
    mine = session.scenario
    rewritten(file, '"increase"', '"maintain"')
    change = session.reload(seen(session))
    assert change is not None
    assert change.name == "the changed file taken over"
    assert session.scenario.option("pressure_on_russia") == "maintain"
    assert (session.unsaved, session.document.look_again()) == (False, None)
    session.undo()
    assert (session.scenario, session.unsaved) == (mine, True)
    session.save()
    assert read_scenario(file).scenario.option("pressure_on_russia") == "increase"


def test_a_merge_keeps_both_sides_and_saves_into_their_layout(session: Session, file: Path) -> None:
    """What I chose and what they chose, their comment too; one step."""
    session.choose("territory", "deferred")
    rewritten(file, '"increase"', '"maintain" # they say')
    theirs = seen(session)
    assert theirs.content is not None
    merge = session.document.merge_with(theirs.content, session.document.last_saved)
    assert merge.clashes == ()
    assert merge.from_theirs == (("choices", "pressure_on_russia", "option"),)
    session.merge(session.settled(merge.leaves), "merged", theirs)
    assert session.unsaved
    session.save()
    now = read_scenario(file)
    assert now.scenario.option("pressure_on_russia") == "maintain"
    assert now.scenario.option("territory") == "deferred"
    assert '"maintain" # they say' in now.source.text
    session.undo()
    assert session.scenario.option("pressure_on_russia") == "increase"
    assert session.scenario.option("territory") == "deferred"


def test_keeping_mine_replaces_only_what_was_seen(session: Session, file: Path) -> None:
    """A further change after the look is not overwritten."""
    session.choose("territory", "deferred")
    rewritten(file, '"increase"', '"maintain"')
    session.keep_mine(seen(session))
    rewritten(file, '"maintain"', '"ease"')
    with pytest.raises(ChangedOnDiskError):
        session.save()
    session.keep_mine(seen(session))
    session.save()
    now = read_scenario(file).scenario
    assert now.option("pressure_on_russia") == "increase"
    assert now.option("territory") == "deferred"


def test_a_file_that_is_gone_can_be_written_again(session: Session, file: Path) -> None:
    """It is unsaved work then, and is saved in its old layout."""
    before = file.read_bytes()
    file.unlink()
    theirs = seen(session)
    assert theirs.gone
    with pytest.raises(ValueError, match="cannot be read"):
        session.reload(theirs)
    session.keep_mine(theirs)
    assert session.unsaved
    assert session.save()
    now = file.read_bytes()
    assert now.replace(f'digest = "{session.case_digest}"\n'.encode(), b"") == before


def test_who_gave_the_case_another_id_is_merged_with_before_the_case_is_taken(
    tmp_path: Path,
) -> None:
    """Their file names the case as it is called by now, and so does what comes of the merge."""
    case = put(tmp_path, "lake.case.toml", CASE_TEXT)
    file = put(tmp_path, "share.toml", SCENARIO_TEXT)
    session = Session.of_file(read_scenario(file))
    session.choose("fishing", "banned")
    for path in (case, file):
        rewritten(path, 'id = "lake"', 'id = "pond"')
    theirs = seen(session)
    assert theirs.content is not None
    merge = session.document.merge_with(theirs.content, session.document.last_saved)
    assert not merge.clashes
    session.merge(session.settled(merge.settled(())), "merged", theirs)
    session.save()
    assert read_scenario(file).written.option("fishing") == "banned"


def test_a_file_that_cannot_be_looked_at_is_not_called_gone(
    session: Session, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder was shut: that is the reason, and nothing has changed once it is open again."""
    session.choose("territory", "deferred")
    with monkeypatch.context() as patch:
        shut(patch, file)
        theirs = seen(session)
        assert not theirs.gone
        assert "no permission to read this file" in str(theirs.problems[0])
        with pytest.raises(SaveError, match="no permission"):
            session.save()
    assert session.document.look_again() is None
    assert session.save()


def test_a_file_that_was_broken_is_replaced_only_knowingly(session: Session, file: Path) -> None:
    """The reason is at hand, and my version mends it."""
    file.write_text("format = 1\n<<<<<<<\n", encoding="utf-8")
    theirs = seen(session)
    assert theirs.content is None
    assert not theirs.gone
    assert theirs.problems
    session.choose("territory", "deferred")
    with pytest.raises(ChangedOnDiskError):
        session.save()
    session.keep_mine(theirs)
    session.save()
    assert read_scenario(file).scenario.option("territory") == "deferred"


def test_a_case_that_has_other_ids_is_followed_without_a_loss(tmp_path: Path) -> None:
    """The file names the case and keeps the rest, comments and what is gone too, digest or none."""
    case = put(tmp_path, "lake.case.toml", CASE_TEXT)
    text = f"# by hand\n{SCENARIO_TEXT}"
    file = put(tmp_path, "share.toml", text)
    session = Session.of_file(read_scenario(file))
    session.choose("fishing", "banned")
    session.undo()
    put(tmp_path, "lake.case.toml", CASE_TEXT.replace('"lake"', '"pond"').replace("half", "equal"))
    loaded = read_case(case)
    session.take_case(loaded.case, loaded.digest, case)
    assert session.unsaved
    session.redo()
    assert session.written.case_id == "pond"
    session.undo()
    session.save()
    assert set(file.read_text(encoding="utf-8").splitlines()) >= {
        line.replace('"lake"', '"pond"') for line in text.splitlines()
    }
    assert read_scenario(file).written == session.written
    assert set(session.vanished.choices) == {"water"}
