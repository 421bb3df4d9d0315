"""Drafts of both kinds: found after a crash, read with care, gone when no longer needed."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from planner.errors import FileProblemError
from planner.files.safety import replacing
from planner.files.safety.drafts import (
    DamagedDraft,
    Draft,
    abandoned_drafts,
    claim_draft,
    drafts_of,
    new_draft_file,
    remove_draft,
    was_claimed,
    write_draft,
)
from planner.files.safety.housekeeping import rename_file
from planner.files.safety.processes import is_running, started_at
from planner.files.safety.saving import save_text
from tests.files.file_kinds import FileKind
from tests.files.samples import put


def gone_pid() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def orphan(file: Path) -> None:
    """Makes a draft that of a process that is gone."""
    record = json.loads(file.read_text())
    record["pid"] = gone_pid()
    file.write_text(json.dumps(record))


def drafts() -> list[Draft]:
    """The drafts that are found, of which none is damaged."""
    found = [draft for draft in abandoned_drafts() if isinstance(draft, Draft)]
    assert len(found) == len(abandoned_drafts())
    return found


def test_a_draft_of_a_file_is_found_after_a_crash(sample: FileKind, file: Path) -> None:
    """It tells which file it belongs to, what that held, and when it was written."""
    source = sample.source(file)
    content = sample.noted(sample.change(sample.read(file)), "So\nbe it.")
    kept = new_draft_file(file)
    sample.draft(kept, content, path=file, base=source)
    assert drafts() == []  # this process is alive
    orphan(kept)
    (draft,) = drafts()
    assert (draft.kind, draft.path, draft.base) == (sample.noun, file, source.sha256)
    assert abs(dt.datetime.now(dt.UTC) - draft.written) < dt.timedelta(minutes=1)
    assert sample.recovered(draft) == (content, file)


def test_a_draft_of_what_was_never_saved_is_recovered_from_any_folder(
    folder: Path, sample: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no file and does not clash; a scenario finds its case where it was begun."""
    monkeypatch.chdir(folder)
    first, second = new_draft_file(None), new_draft_file(None)
    assert first != second
    sample.draft(first, sample.new)
    orphan(first)
    monkeypatch.chdir("/")
    (draft,) = drafts()
    assert (draft.path, draft.base) == (None, "")
    assert sample.recovered(draft)[0] == sample.new


def test_a_draft_is_for_the_user_alone_and_replaced_whole(sample: FileKind, state: Path) -> None:
    """Nobody else may read unsaved work, and no half written file is left."""
    file = new_draft_file(None)
    for title in ("One", "Two"):
        sample.draft(file, evolve(sample.new, title=title))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in (state / "drafts").iterdir()] == [file.name]


def test_work_that_no_file_could_hold_is_kept_all_the_same(sample: FileKind) -> None:
    """A draft keeps what a save would refuse; the refusal comes when it is recovered."""
    file = new_draft_file(None)
    sample.draft(file, sample.noted(sample.new, "\x1b \ud800"))
    orphan(file)
    (draft,) = drafts()
    assert "\ud800" in draft.text
    with pytest.raises(FileProblemError):
        sample.recover(draft)
    assert file.exists()


def test_a_removed_draft_is_gone(sample: FileKind) -> None:
    """Removing it again is no mistake."""
    file = new_draft_file(None)
    sample.draft(file, sample.new)
    remove_draft(file)
    remove_draft(file)
    assert abandoned_drafts() == ()


def test_a_draft_is_claimed_by_one_process_only(
    folder: Path, sample: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two planners that start at once do not both recover it; a crash over it leaves a mark."""
    monkeypatch.chdir(folder)
    file = new_draft_file(None)
    sample.draft(file, sample.new)
    orphan(file)
    (draft,) = drafts()
    assert not was_claimed(draft)
    claimed = claim_draft(draft)
    assert was_claimed(claimed)
    assert sample.recovered(claimed)[0] == sample.new
    assert drafts() == []  # the process that claimed it is alive
    with pytest.raises(OSError, match="No such file"):
        claim_draft(draft)
    crashed = claimed.file.rename(
        claimed.file.with_name(claimed.file.name.replace(str(os.getpid()), str(gone_pid())))
    )
    (draft,) = drafts()
    assert was_claimed(draft)
    assert draft.file == crashed


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        "[" * 100_000,
        '{"format": 2}',
        '{"format": 1, "path": 5}',
        '{"format": 1, "path": null, "base": "", "folder": "", "text": "", "written": "then"}',
        (
            '{"format": 1, "path": null, "base": "", "folder": "", "text": "", '
            '"written": "0001-01-01T00:00:00+23:59", "pid": 1, "started": ""}'
        ),
        (
            '{"format": 1, "path": null, "base": "", "folder": "", "text": 7, '
            '"written": "2024-05-01", "pid": 1, "started": ""}'
        ),
    ],
)
def test_a_damaged_draft_is_told_and_stops_nothing(
    sample: FileKind, state: Path, content: str
) -> None:
    """Whatever is in a draft's file, the others are still found."""
    file = new_draft_file(None)
    sample.draft(file, sample.new)
    orphan(file)
    damaged = put(state / "drafts", "x-1.draft.json", content)
    found = abandoned_drafts()
    assert [type(draft) for draft in found] == [Draft, DamagedDraft]
    assert found[1] == DamagedDraft(damaged, "the draft is damaged")


def test_a_draft_that_is_no_file_is_told(state: Path, sample: FileKind) -> None:
    """A folder with a draft's name is no crash."""
    sample.draft(new_draft_file(None), sample.new)
    (state / "drafts" / "y-1.draft.json").mkdir()
    (found,) = abandoned_drafts()
    assert isinstance(found, DamagedDraft)
    assert "folder" in found.reason


def test_temporary_files_of_dead_processes_go(state: Path, sample: FileKind) -> None:
    """A crash in the middle of writing a draft leaves nothing for ever."""
    sample.draft(new_draft_file(None), sample.new)
    stray = put(state / "drafts", f"x-{gone_pid()}.draft.json.ab.tmp", "half")
    alive = put(state / "drafts", f"x-{os.getpid()}.draft.json.ab.tmp", "half")
    abandoned_drafts()
    assert (stray.exists(), alive.exists()) == (False, True)


def test_without_a_state_folder_there_are_no_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for drafts never fails; making one does, and the session can say so."""
    monkeypatch.setenv("PLANNER_STATE_DIR", "/dev/null/none")
    assert abandoned_drafts() == ()
    with pytest.raises(OSError, match="Not a directory"):
        new_draft_file(None)


def test_the_newest_draft_comes_first(sample: FileKind) -> None:
    """What was written last is most likely what is looked for."""
    for title in ("Old", "New"):
        file = new_draft_file(None)
        sample.draft(file, evolve(sample.new, title=title))
        orphan(file)
    assert ["New" in draft.text for draft in drafts()] == [True, False]


def test_a_process_is_told_from_one_with_its_number() -> None:
    """A number that is used again does not make a dead process alive."""
    assert is_running(os.getpid(), started_at(os.getpid()))
    assert is_running(os.getpid(), "")
    assert not is_running(os.getpid(), "1")
    assert not is_running(gone_pid(), "")
    assert not is_running(0, "")
    assert not is_running(1 << 80, "")
    assert is_running(1, "")


def test_a_save_that_another_planner_has_under_way_is_left_alone(
    file: Path, sample: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks for drafts meets its temporary file, before and after it is put in place."""
    steps = []

    def look(step: Callable[..., object]) -> Callable[..., object]:
        def looked(*arguments: object) -> object:
            steps.append(step.__name__)
            beside = {path.name for path in replacing.leftovers(file)}
            abandoned_drafts(file.parent)
            assert {path.name for path in replacing.leftovers(file)} == beside
            return step(*arguments)

        return looked

    for name in ("exchange", "_refuse_stranger"):
        monkeypatch.setattr(replacing, name, look(getattr(replacing, name)))
    save_text(file, sample.text + "# more\n", seen=replacing.content_digest(file))
    assert steps[0] == "exchange"
    assert file.read_text().endswith("# more\n")
    assert replacing.leftovers(file) == ()


def test_a_draft_of_a_crash_follows_the_new_name_of_its_file(tmp_path: Path) -> None:
    """One that a living planner writes is its own business."""
    old, new = put(tmp_path, "old.toml", "x"), tmp_path / "new.toml"
    left = new_draft_file(old).with_name("left.draft.json")
    write_draft(left, "scenario", "lost", path=old)
    orphan(left)
    write_draft(new_draft_file(old), "scenario", "at work", path=old)
    rename_file(old, new)
    assert [(each.text, each.folder) for each in drafts_of(new)] == [("lost", tmp_path)]
    assert [each.text for each in drafts_of(old)] == ["at work"]
