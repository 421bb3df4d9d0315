"""Kept versions that somebody tampered with, and clocks that run backwards."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.editing.scenario_states import SCENARIO_STATES, read_state
from planner.files.safety.state_folder import state_folder, state_name
from planner.files.safety.versions import (
    KEPT_VERSIONS,
    keep_version,
    kept_content,
    kept_versions,
    version_moment,
)

NO_DIGEST = "0" * 32


def place_of(file: Path) -> Path:
    """Where the versions of that file are kept."""
    return state_folder("versions", state_name(file))


def test_where_the_clock_runs_backwards_the_order_stays_and_the_newest_is_kept(
    scenario_file: Path,
) -> None:
    """Twenty versions of a year to come do not push out what is saved today."""
    for number in range(KEPT_VERSIONS):
        tomorrow = place_of(scenario_file) / f"29990101T00000000{number:04}Z-{NO_DIGEST}.toml"
        tomorrow.write_text(f"# {number}\n", encoding="utf-8")
    contents = [b"# today\n", b"# later\n"]
    for content in contents:
        assert keep_version(scenario_file, content)
    found = kept_versions(scenario_file)
    assert [version.read_bytes() for version in found[:2]] == contents[::-1]
    assert len(found) == KEPT_VERSIONS


def test_what_a_file_held_is_found_by_its_digest_and_nothing_else_is(scenario_file: Path) -> None:
    """What a draft was made of is the base of a merge: another version would undo changes."""
    for content in (b"# one\n", b"# two\n", b"# three\n"):
        assert keep_version(scenario_file, content)
    for content in (b"# one\n", b"# three\n"):
        assert kept_content(scenario_file, hashlib.sha256(content).hexdigest()) == content
    assert kept_content(scenario_file, hashlib.sha256(b"# four\n").hexdigest()) is None


def test_what_somebody_changed_in_the_newest_version_is_kept_anew(scenario_file: Path) -> None:
    """Its name says that it was kept, and what it holds now is something else."""
    first = keep_version(scenario_file, b"# mine\n")
    assert first is not None
    first.write_bytes(b"# theirs\n")
    second = keep_version(scenario_file, b"# mine\n")
    assert second is not None
    assert second.read_bytes() == b"# mine\n"


def test_what_a_draft_and_a_save_keep_at_once_is_one_version(scenario_file: Path) -> None:
    """A second one would say nothing, and push another out."""
    begun = threading.Barrier(4)

    def keep(content: bytes) -> Path | None:
        begun.wait()
        return keep_version(scenario_file, content)

    with ThreadPoolExecutor(4) as pool:
        for content in (b"# %d\n" % number for number in range(10)):
            kept = set(pool.map(keep, [content] * 4))
            assert kept == set(kept_versions(scenario_file)[:1])
    assert len(kept_versions(scenario_file)) == 10


def test_a_version_of_the_end_of_time_stops_no_save(scenario_file: Path) -> None:
    """There is no later moment; what is saved is kept under its own."""
    last = place_of(scenario_file) / f"99991231T235959999999Z-{NO_DIGEST}.toml"
    last.write_text("x", "utf-8")
    kept = keep_version(scenario_file, b"# mine\n")
    assert kept in kept_versions(scenario_file)


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes with names there")
def test_what_was_not_kept_there_is_no_version(scenario_file: Path) -> None:
    """No pipe is waited for, no link followed, no folder removed; saving and history go on."""
    place = place_of(scenario_file)
    place.joinpath(f"20250101T000000000000Z-{NO_DIGEST}.toml").mkdir()
    os.mkfifo(place / f"20250102T000000000000Z-{NO_DIGEST}.toml")
    place.joinpath(f"20250103T000000000000Z-{NO_DIGEST}.toml").symlink_to("/dev/zero")
    no_moments = (f"{moment}T000000000000Z-{NO_DIGEST}" for moment in ("20251345", "00000101"))
    for name in ("notes", "20250104T000000000000Z", *no_moments):
        place.joinpath(f"{name}.toml").write_text("x", encoding="utf-8")
    assert kept_versions(scenario_file) == ()
    kept = keep_version(scenario_file, scenario_file.read_bytes() + b"# before\n")
    assert kept is not None
    assert version_moment(kept) is not None
    assert kept_versions(scenario_file) == (kept,)
    assert len(list(SCENARIO_STATES.kept(scenario_file))) == 1


def test_a_version_that_was_changed_is_never_taken_for_what_was_kept(
    scenario_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another valid scenario, or one that cannot be read, says so; all keep their numbers."""
    before = scenario_file.read_bytes()
    kept = [keep_version(scenario_file, before + b"# %d\n" % number) for number in range(3)]
    oldest, middle, newest = (version for version in kept if version is not None)
    oldest.write_bytes(before.replace(b"Share it", b"Take it"))
    middle.write_bytes(b"\xff\x1b]0;x\x07")
    assert [
        (state.doubt, bool(state.problems)) for state in SCENARIO_STATES.kept(scenario_file)
    ] == [
        ("", False),
        ("changed since it was kept", True),
        ("changed since it was kept", False),
    ]
    assert not read_state(f"{scenario_file}@1").warnings
    assert main(["compare", str(scenario_file), f"{scenario_file}@3", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(told["file"], told["message"]) for told in answer["warnings"]] == [
        (f"{scenario_file}@3", "changed since it was kept")
    ]
    newest.write_bytes(before)
    doubts = [state.doubt for state in SCENARIO_STATES.kept(scenario_file)]
    assert all(doubts), "what the file holds now was not kept then"
    assert keep_version(scenario_file, before) != newest


def test_a_version_too_large_to_be_one_is_told_as_unreadable(scenario_file: Path) -> None:
    """And stops no save."""
    huge = place_of(scenario_file) / f"29990101T000000000000Z-{NO_DIGEST}.toml"
    huge.write_bytes(bytes(9 << 20))
    assert keep_version(scenario_file, scenario_file.read_bytes() + b"# before\n")
    first, second = SCENARIO_STATES.kept(scenario_file)
    assert first.loaded is not None
    assert "the file has 9,437,184 bytes" in str(second.problems[0])
