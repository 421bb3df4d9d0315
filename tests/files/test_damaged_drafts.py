"""Thirty damaged drafts: what each is answered with, and that none of them stops a start."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.files.safety.drafts import (
    DamagedDraft,
    Draft,
    abandoned_drafts,
    claim_draft,
    give_back,
    new_draft_file,
    set_aside,
    was_claimed,
)
from tests.files.samples import PIPE, SCENARIO_TEXT
from tests.tui.driving import driven

DAMAGED = "the draft is damaged"

RECORD: dict[str, Any] = {
    "format": 1,
    "kind": "scenario",
    "path": None,
    "base": "",
    "folder": "/",
    "pid": 0,
    "started": "",
    "written": "2025-11-27T10:15:00+00:00",
    "text": SCENARIO_TEXT,
}


def with_(**changed: Any) -> bytes:
    """A draft that would be whole but for these fields."""
    return json.dumps(RECORD | changed).encode("ascii")


def without(name: str) -> bytes:
    """The same without a field."""
    return json.dumps({k: v for k, v in RECORD.items() if k != name}).encode("ascii")


DRAFTS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", DAMAGED),
    "cut off": (with_()[:-40], DAMAGED),
    "zeros": (bytes(4096), DAMAGED),
    "no UTF-8": (b"\xff\xfe\x00", "not UTF-8"),
    "a list": (b"[]", DAMAGED),
    "a text": (b'"draft"', DAMAGED),
    "another format": (with_(format=2), DAMAGED),
    "no format": (without("format"), DAMAGED),
    "nested without end": (b"[" * 200_000, DAMAGED),
    "a number without end": (b'{"format": ' + b"9" * 100_000 + b"}", DAMAGED),
    "a path of no name": (with_(path=""), DAMAGED),
    "a kind that is a number": (with_(kind=7), DAMAGED),
    "no text": (without("text"), DAMAGED),
    "a text that is a table": (with_(text={}), DAMAGED),
    "a base that is a list": (with_(base=[]), DAMAGED),
    "a path that is a number": (with_(path=7), DAMAGED),
    "a path with a zero": (with_(path="/srv/a\0b"), DAMAGED),
    "a path of half a surrogate pair": (with_(path="/srv/\ud800"), DAMAGED),
    "a path that is not whole": (with_(path="deal.toml"), DAMAGED),
    "a folder that is not whole": (with_(folder=""), DAMAGED),
    "no process": (without("pid"), DAMAGED),
    "a process that is a text": (with_(pid="many"), DAMAGED),
    "a process that is no number": (with_(pid=float("nan")), DAMAGED),
    "a process without end": (with_(pid=float("inf")), DAMAGED),
    "no time": (without("written"), DAMAGED),
    "a time in words": (with_(written="yesterday"), DAMAGED),
    "a time of the year 1": (with_(written="0001-01-01T00:00:00+14:00"), DAMAGED),
    "a time of the year 9999": (with_(written="9999-12-31T23:59:59-12:00"), DAMAGED),
    "the month 13": (with_(written="2025-13-01T00:00:00+00:00"), DAMAGED),
    "a zone of a hundred hours": (with_(written="2025-01-01T00:00:00+99:59"), DAMAGED),
}
"""What lies there, and the reason that is told."""

STRANGE: dict[str, bytes] = {
    "a process of thirty digits": with_(pid=10**30),
    "a process below zero": with_(pid=-1),
    "a time without a zone": with_(written="2025-11-27T10:15:00"),
    "another kind": with_(kind="letter"),
    "a text that is no scenario": with_(text="no scenario"),
    "a text with zeros": with_(text="\0"),
    "a path that is too long": with_(path="/" + "x" * 5_000),
    "a path through a file": with_(path="/etc/passwd/deal.toml"),
    "fields that nobody knows": with_(more=[1]),
}
"""These are drafts all the same: what can be read of them is offered."""


def lay(data: bytes, name: str = "a") -> Path:
    """The draft of a process that is gone."""
    file = new_draft_file(None).with_name(f"{name}-0.draft.json")
    file.write_bytes(data)
    return file


@pytest.mark.parametrize(("data", "reason"), DRAFTS.values(), ids=DRAFTS)
def test_a_damaged_draft_is_told_with_a_reason_and_left_alone(data: bytes, reason: str) -> None:
    file = lay(data)
    (found,) = abandoned_drafts()
    assert isinstance(found, DamagedDraft)
    assert reason in found.reason
    assert file.read_bytes() == data


@pytest.mark.parametrize("data", STRANGE.values(), ids=STRANGE)
def test_a_strange_draft_is_found(data: bytes) -> None:
    lay(data)
    (found,) = abandoned_drafts()
    assert isinstance(found, Draft)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda file: file.mkdir(), id="a folder"),
        pytest.param(lambda file: file.symlink_to("gone"), id="a link to nothing"),
        pytest.param(lambda file: file.symlink_to(file), id="a link to itself"),
        PIPE,
        pytest.param(lambda file: file.symlink_to("/dev/zero"), id="a device"),
    ],
)
def test_what_is_no_file_is_a_damaged_draft(make: Callable[[Path], object]) -> None:
    make(new_draft_file(None).with_name("a-0.draft.json"))
    (found,) = abandoned_drafts()
    assert isinstance(found, DamagedDraft)


def test_a_claimed_draft_can_be_given_back_and_a_damaged_one_is_seen_no_more() -> None:
    lay(with_(), "good")
    bad = lay(b"", "bad")
    good, _ = abandoned_drafts()
    assert isinstance(good, Draft)
    claimed = claim_draft(good)
    assert was_claimed(claimed)
    give_back(claimed)
    (again,) = (draft for draft in abandoned_drafts() if isinstance(draft, Draft))
    assert not was_claimed(again)
    aside = set_aside(bad)
    assert aside.read_bytes() == b""
    assert abandoned_drafts() == (again,)


async def test_thirty_damaged_drafts_are_set_aside_and_the_one_that_is_whole_is_offered(
    folder: Path,
) -> None:
    """Each by a message; none is lost, and the next start says nothing of them."""
    for number, (data, _) in enumerate(DRAFTS.values()):
        lay(data, f"damaged{number}")
    for number, data in enumerate(STRANGE.values()):
        lay(data, f"strange{number}")
    text = 'format = 1\n[scenario]\ntitle = "Whole"\n[case]\nid = "ukraine-2025-08"\n'
    lay(with_(text=text, written="2026-01-01T00:00:00+00:00", folder=str(folder)), "whole")
    async with driven() as planner:
        await planner.told("Unsaved work of")
        await planner.press("f3")
        await planner.on("Prompt")
        await planner.press("r")
        await planner.until(
            lambda: planner.session.scenario.title == "Whole", "the draft that is whole"
        )
        await planner.settle()
    kept = new_draft_file(None).parent
    left = abandoned_drafts()
    assert sum(isinstance(draft, DamagedDraft) for draft in left) == len(DRAFTS)
    assert sum(isinstance(draft, Draft) for draft in left) == len(STRANGE)
    async with driven() as planner:
        await planner.press("f3")
        for _ in STRANGE:
            await planner.on("Prompt")
            await planner.press("l")
        await planner.until(
            lambda: sum("It was set aside" in t for t in planner.toasts) == len(DRAFTS),
            "a message for each",
        )
        assert len(list(kept.glob("*.damaged.json"))) == len(DRAFTS)
    assert all(isinstance(draft, Draft) for draft in abandoned_drafts())
