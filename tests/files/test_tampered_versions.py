"""Kept versions that somebody tampered with, and clocks that run backwards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.editing.states import kept_states, read_state
from planner.files.safety.state_folder import state_folder, state_name
from planner.files.safety.versions import (
    KEPT_VERSIONS,
    keep_version,
    kept_versions,
    version_moment,
)
from planner.files.scenarios.reading import read_scenario


def place_of(file: Path) -> Path:
    """Where the versions of that file are kept."""
    return state_folder("versions", state_name(file))


def test_where_the_clock_runs_backwards_the_order_stays_and_the_newest_is_kept(
    scenario_file: Path,
) -> None:
    """Twenty versions of a year to come do not push out what is saved today."""
    for number in range(KEPT_VERSIONS):
        tomorrow = place_of(scenario_file) / f"29990101T00000000{number:04}Z.toml"
        tomorrow.write_text(f"# {number}\n", encoding="utf-8")
    contents = [b"# today\n", b"# later\n"]
    for content in contents:
        assert keep_version(scenario_file, content)
    found = kept_versions(scenario_file)
    assert [version.read_bytes() for version in found[:2]] == contents[::-1]
    assert len(found) == KEPT_VERSIONS


def test_a_version_of_the_end_of_time_stops_no_save(scenario_file: Path) -> None:
    """There is no later moment; what is saved is kept under its own."""
    place_of(scenario_file).joinpath("99991231T235959999999Z.toml").write_text("x", "utf-8")
    kept = keep_version(scenario_file, b"# mine\n")
    assert kept in kept_versions(scenario_file)


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes with names there")
def test_what_was_not_kept_there_is_no_version(scenario_file: Path) -> None:
    """No pipe is waited for, no link followed, no folder removed; saving and history go on."""
    place = place_of(scenario_file)
    place.joinpath("20250101T000000000000Z.toml").mkdir()
    os.mkfifo(place / "20250102T000000000000Z.toml")
    place.joinpath("20250103T000000000000Z.toml").symlink_to("/dev/zero")
    for name in ("notes.toml", "20251345T000000000000Z.toml", "00000101T000000000000Z.toml"):
        place.joinpath(name).write_text("x", encoding="utf-8")
    assert kept_versions(scenario_file) == ()
    kept = keep_version(scenario_file, scenario_file.read_bytes() + b"# before\n")
    assert kept is not None
    assert version_moment(kept) is not None
    assert kept_versions(scenario_file) == (kept,)
    assert len(list(kept_states(scenario_file))) == 1


def test_a_version_with_other_bytes_is_told_as_unreadable_and_one_too_large_is_left_out(
    scenario_file: Path,
) -> None:
    """The others can still be read under their numbers."""
    before = scenario_file.read_bytes() + b"# before\n"
    assert keep_version(scenario_file, before)
    place = place_of(scenario_file)
    place.joinpath("29990101T000000000000Z.toml").write_bytes(bytes(9 << 20))
    place.joinpath("20000101T000000000000Z.toml").write_bytes(b"\xff\x1b]0;x\x07")
    first, second = kept_states(scenario_file)
    assert not first.problems
    assert second.problems
    assert read_state(f"{scenario_file}@1").scenario == read_scenario(scenario_file).scenario
