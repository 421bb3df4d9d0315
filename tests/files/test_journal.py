"""Files written together: all or none, wherever the planner is ended, and whoever else writes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import SaveError
from planner.files.safety import journal
from planner.files.safety.journal import Rewrite, rewrite_together, settle_journals
from planner.files.safety.versions import kept_versions

BEFORE = {"a.case.toml": b"a = 1\n", "b.toml": b"b = 1\r\n", "c.toml": b"c = 1\n"}
AFTER = {name: content.replace(b"1", b"2") for name, content in BEFORE.items()}


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with three files."""
    folder = tmp_path / "talks"
    folder.mkdir()
    for name, content in BEFORE.items():
        (folder / name).write_bytes(content)
    return folder


def rewrites(folder: Path) -> list[Rewrite]:
    return [Rewrite(folder / name, BEFORE[name], AFTER[name]) for name in BEFORE]


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def journals() -> list[Path]:
    return sorted(Path(os.environ["PLANNER_STATE_DIR"]).glob("journals/*"))


def test_all_files_are_written_and_the_versions_before_are_kept(talks: Path) -> None:
    """And no journal is left."""
    rewrite_together(rewrites(talks))
    assert held(talks) == AFTER
    assert journals() == []
    assert kept_versions(talks / "b.toml")[0].read_bytes() == BEFORE["b.toml"]
    assert settle_journals() == ()


STEPS = ("_write_journal", "_replace", "_replace", "_replace", "_remove")


def ended_at(folder: Path, number: int, *, after: bool) -> None:
    """In a process of its own: ends it at that step, before or after it is done."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    done = [0]

    def ending(step: Callable[..., object]) -> Callable[..., object]:
        def ends(*arguments: object) -> object:
            here = done[0] == number
            done[0] += 1
            if here and not after:
                os._exit(9)
            outcome = step(*arguments)
            if here:
                os._exit(9)
            return outcome

        return ends

    for name in sorted(set(STEPS)):
        setattr(journal, name, ending(getattr(journal, name)))
    rewrite_together(rewrites(folder))
    os._exit(0)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(len(STEPS)))
def test_what_was_cut_off_is_finished_at_the_next_start(
    talks: Path, number: int, *, after: bool
) -> None:
    """Whichever step it was; before the journal stands nothing is changed at all."""
    ended_at(talks, number, after=after)
    begun = (number, after) > (0, False)
    left = settle_journals()
    assert held(talks) == (AFTER if begun else BEFORE)
    assert journals() == []
    removed = (number, after) == (len(STEPS) - 1, True)
    assert [each.finished for each in left] == ([True] if begun and not removed else [])
    assert settle_journals() == ()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_somebody_changed_meanwhile_stays_and_the_rest_is_taken_back(
    talks: Path, number: int
) -> None:
    """None of the others is left half renamed, and nobody's work is lost."""
    ended_at(talks, number, after=False)
    (talks / "c.toml").write_bytes(b"theirs\n")
    (left,) = settle_journals()
    assert not left.finished
    assert [path.name for path in left.foreign] == ["c.toml"]
    assert held(talks) == {**BEFORE, "c.toml": b"theirs\n"}
    assert journals() == []


def test_a_file_that_somebody_changed_keeps_all_from_being_written(talks: Path) -> None:
    """Told before anything is."""
    (talks / "b.toml").write_bytes(b"theirs\n")
    with pytest.raises(SaveError, match="nothing was written: somebody else has changed"):
        rewrite_together(rewrites(talks))
    assert held(talks) == {**BEFORE, "b.toml": b"theirs\n"}
    assert journals() == []


def test_a_file_that_cannot_be_written_takes_all_back(talks: Path) -> None:
    """A read-only mark on the last of them, say."""
    (talks / "c.toml").chmod(0o444)
    with pytest.raises(SaveError, match=r"read-only.*nothing was changed"):
        rewrite_together(rewrites(talks))
    assert held(talks) == BEFORE
    assert journals() == []


def test_the_journal_of_a_living_planner_is_left_alone(talks: Path) -> None:
    """It may be at work; a damaged one is passed over."""
    ended_at(talks, 1, after=True)
    (kept,) = journals()
    record = json.loads(kept.read_text(encoding="ascii"))
    kept.write_text(json.dumps({**record, "pid": os.getpid(), "started": ""}), encoding="ascii")
    kept.with_name("x.journal.json").write_text("{", encoding="ascii")
    assert settle_journals() == ()
    assert held(talks)["c.toml"] == BEFORE["c.toml"]


def test_without_a_state_folder_nothing_is_written(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be finished is not begun."""
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    monkeypatch.setenv("PLANNER_STATE_DIR", str(blocked))
    with pytest.raises(SaveError, match="nothing was written: no journal"):
        rewrite_together(rewrites(talks))
    assert held(talks) == BEFORE
