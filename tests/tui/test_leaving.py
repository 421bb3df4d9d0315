"""Quitting asks about unsaved work, and work that a crash left behind is offered again."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from textual.widgets import Input, TextArea

from planner.editing.scenario_session import new_scenario
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.files.places import Places, places
from planner.files.safety.drafts import abandoned_drafts
from planner.files.safety.replacing import _leftover_prefix
from planner.files.safety.state_folder import state_folder
from planner.files.scenarios.reading import read_scenario
from planner.tui.ending import Ending
from planner.tui.files import disk_work, draft_keeping, recovery
from planner.tui.screens.prompt import Prompt
from planner.tui.screens.workbench import Workbench
from tests.files.samples import draft_scenario
from tests.tui.driving import Planner, driven, names_in


def drafts() -> list[Path]:
    """The drafts that are kept."""
    return sorted(Path(os.environ["PLANNER_STATE_DIR"], "drafts").glob("*.json"))


async def test_with_nothing_unsaved_quitting_asks_nothing() -> None:
    """``q`` and Ctrl+Q leave at once, with exit code 0."""
    for key in ("q", "ctrl+q"):
        async with driven() as planner:
            await planner.choose("NATO-style")
            await planner.undo()
            await planner.press(key)
            await planner.until(lambda: planner.left)
            assert planner.app.return_value == 0


@pytest.mark.parametrize("answer", ["s", "d", "c", "escape"])
async def test_quitting_with_unsaved_changes_asks_save_discard_or_cancel(
    examples: Path, answer: str
) -> None:
    """Saved or discarded it leaves; cancelled all is as it was."""
    file = examples / "nato-membership.toml"
    before = file.read_bytes()
    async with driven(file) as planner:
        await planner.choose("NATO-style")
        await planner.quit()
        await planner.asked("NATO membership has unsaved changes. S Save")
        assert "D Discard the changes" in planner.question
        assert "C Cancel" in planner.question
        await planner.press("x", answer)
        if answer in "sd":
            await planner.until(lambda: planner.left)
            assert planner.app.return_value == 0
        else:
            await planner.at_work()
            assert not planner.left
            assert planner.session.unsaved
            assert planner.here == "NATO-style"
            assert planner.option("NATO-style").chosen
    assert (file.read_bytes() != before) == (answer == "s")
    if answer == "s":
        assert read_scenario(file).scenario.option("security_guarantee") == "nato_style"
    if answer in "sd":
        assert drafts() == []


async def test_a_save_that_is_given_up_while_quitting_does_not_quit() -> None:
    """Nothing is lost by changing one's mind twice."""
    async with driven() as planner:
        await planner.choose("NATO-style")
        await planner.quit()
        await planner.asked("New scenario has unsaved changes.")
        await planner.press("s")
        await planner.on("PathPrompt")
        await planner.press("escape")
        await planner.at_work()
        assert planner.session.unsaved


async def test_asking_twice_to_quit_asks_once() -> None:
    """Ctrl+Q while the question is on the screen changes nothing."""
    async with driven() as planner:
        await planner.choose("NATO-style")
        await planner.quit()
        await planner.asked("New scenario has unsaved changes.")
        await planner.press("ctrl+q", "c")
        await planner.at_work()
        assert planner.session.unsaved


async def test_unsaved_work_is_kept_as_a_draft_until_it_is_saved(folder: Path) -> None:
    """Within about a second of each change."""
    async with driven() as planner:
        await planner.choose("NATO-style")
        planner.app.keep_draft()
        assert len(drafts()) == 1
        await planner.press("s")
        await planner.on("PathPrompt")
        await planner.press("enter")
        await planner.told("Saved")
        assert drafts() == []
    assert names_in(folder) == ["scenario.toml"]


async def test_where_the_state_folder_cannot_be_used_drafts_go_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the runtime folder, then beside the file; nothing need be said, since all is kept."""
    state = Path(os.environ["PLANNER_STATE_DIR"])
    drafts_place = state / "drafts"
    async with driven() as planner:
        drafts_place.parent.mkdir(parents=True, exist_ok=True)
        drafts_place.touch()  # a file where a folder is wanted
        await planner.choose("NATO-style")
        planner.app.keep_draft()
        kept = planner.session.document.draft_file
        assert kept is not None
        assert kept.parent == places().runtime
        monkeypatch.setattr("planner.files.safety.drafts.places", unusable_runtime(state))
        kept.unlink()
        kept.mkdir()
        await planner.choose("Alternative guarantees")
        planner.app.keep_draft()
        beside = planner.session.document.draft_file
        assert beside is not None
        assert beside.parent == folder
        assert not [t for t in planner.toasts if "cannot be kept" in t]
        assert "not protected" not in planner.title
        await planner.undo()
        await planner.undo()
        planner.app.keep_draft()  # nothing is unsaved any more
    assert not [name for name in names_in(folder) if name.startswith(".planner-")]


def unusable_runtime(state: Path) -> Callable[[], Places]:
    """Places whose runtime folder lies in a file."""
    (state / "file").touch()
    there = places()
    return lambda: evolve(there, named_state=state / "file" / "state")


@pytest.mark.usefixtures("folder")
async def test_that_drafts_cannot_be_kept_is_told_until_they_can(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once, with the advice to save often; the title says so as long as it is true."""
    full = "planner.files.safety.drafts.write_draft"

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with driven() as planner:
        with monkeypatch.context() as patch:
            patch.setattr(full, refused)
            await planner.choose("NATO-style")
            planner.app.keep_draft()
            await planner.told("Unsaved work cannot")
            planner.app.keep_draft()
            await planner.settle()
            assert [t for t in planner.toasts if "Unsaved work cannot be kept as a draft" in t] == [
                "Unsaved work cannot be kept as a draft (No space left on device). Save often."
            ]
            assert "not protected" in planner.title
            (lost,) = planner.app.kept_at_end()
            assert lost.endswith("without a name is lost: no draft of it could be written.")
        planner.app.keep_draft()
        await planner.told("Unsaved work is kept as a draft again")
        await planner.settle()
        assert "not protected" not in planner.title
        assert planner.app.kept_at_end() == [
            "Unsaved work on a document without a name is kept; the next start offers it."
        ]


@pytest.mark.usefixtures("folder")
async def test_the_end_waits_for_a_disk_that_does_not_answer_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Then nobody knows what is kept, and that is what is said."""
    free = threading.Event()
    async with driven() as planner:
        with monkeypatch.context() as patch:
            patch.setattr(draft_keeping, "LAST_SECONDS", 0.1)
            patch.setattr("planner.files.safety.drafts.write_draft", lambda *_, **__: free.wait(60))
            await planner.choose("NATO-style")
            (said,) = planner.app.kept_at_end()
            assert said == (
                "Whether unsaved work on a document without a name is kept is not known: "
                "the disk has not answered for 0.1 seconds."
            )
            free.set()


async def test_what_a_killed_save_left_beside_the_file_is_gone_at_the_next_start(
    examples: Path,
) -> None:
    """Temporary files never pile up, and those of other files are left alone."""
    file = examples / "nato-membership.toml"
    mine = leftover_of(file)
    other = leftover_of(examples / "another.toml")
    async with driven(file) as planner:
        await planner.until(lambda: not mine.exists(), "the leftover gone")
        assert other.exists()


def leftover_of(file: Path) -> Path:
    """A temporary file as a killed save of the file leaves it."""
    left = file.with_name(f"{_leftover_prefix(file)}0123456789abcdef.tmp")
    left.write_text("half", encoding="utf-8")
    return left


def leave_draft(path: Path | None) -> None:
    """Leave a draft behind, as a planner that was killed does: of a file, or of none."""
    case = read_case(bundled_folder() / "ukraine-2025-08.case.toml").case
    scenario = new_scenario(case) if path is None else read_scenario(path).scenario
    base = None if path is None else read_scenario(path).source
    file = state_folder("drafts") / "0123456789abcdef-999999999.draft.json"
    changed = scenario.with_pick("ceasefire_timing", "settlement_first")
    draft_scenario(file, changed, case, path=path, base=base)
    record = json.loads(file.read_text(encoding="ascii"))
    file.write_text(json.dumps(record | {"pid": 999_999_999, "started": ""}), encoding="ascii")


async def offered(planner: Planner, words: str) -> None:
    """Be told of a draft, look at it, and wait for the question on it."""
    await planner.told("F3 looks at it.")
    await planner.press("f3")
    await planner.asked(words)
    await planner.sees("R Recover")
    await planner.sees("L Later")


async def test_a_draft_is_recovered_as_an_unsaved_change(examples: Path) -> None:
    """What differs is told first; undone, the file's own content is there."""
    file = examples / "nato-membership.toml"
    leave_draft(file)
    async with driven() as planner:
        await offered(planner, "Unsaved changes to ")
        assert "Ceasefire timing: In parallel → Settlement first" in planner.question
        await planner.press("r")
        await planner.at_work()
        await planner.until(lambda: planner.session.unsaved)
        assert planner.session.path == file
        assert planner.session.scenario.option("ceasefire_timing") == "settlement_first"
        assert planner.title.startswith("NATO membership, unsaved changes")
        await planner.press("u")
        assert planner.toasts[-1] == "Undid “draft recovered”. Now: Ceasefire timing: In parallel."
        assert not planner.session.unsaved


async def test_who_does_not_wait_for_a_draft_to_be_recovered_is_offered_it_again(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc on a slow disk: nothing is opened, and the next look finds it as it was."""
    leave_draft(examples / "nato-membership.toml")
    free = threading.Event()
    monkeypatch.setattr(disk_work, "AT_ONCE", 0.02)
    recover = recovery._in_draft

    def slowly(*found: Any) -> recovery.Recovered:
        assert free.wait(60)
        return recover(*found)

    async with driven() as planner:
        await offered(planner, "Unsaved changes to ")
        with monkeypatch.context() as patch:
            patch.setattr(recovery, "_in_draft", slowly)
            await planner.press("r")
            await planner.sees("Recovering unsaved work ...")
            await planner.press("escape")
            await planner.at_work()
            free.set()
        assert not planner.session.unsaved
        await planner.until(lambda: len(abandoned_drafts()) == 1, "the draft")
        await planner.press("f3")
        await planner.asked("Unsaved changes to ")
        await planner.press("r")
        await planner.until(lambda: planner.session.unsaved)
        assert planner.session.scenario.option("ceasefire_timing") == "settlement_first"


@pytest.mark.parametrize(
    ("keys", "field"), [(("e",), "note-text"), (("C", "enter"), "field-title")]
)
async def test_an_end_from_outside_keeps_the_letter_that_was_just_typed(
    examples: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], field: str
) -> None:
    """It is seen in the field before the note or the case has it."""
    monkeypatch.setattr(Ending, "_hard_end", staticmethod(lambda *_: None))  # the process is ours
    async with driven(examples / "nato-membership.toml") as planner:
        await planner.press(*keys)
        typed = planner.app.screen.query_one(f"#{field}")
        assert isinstance(typed, (Input, TextArea))
        insert = typed.insert_text_at_cursor if isinstance(typed, Input) else typed.insert
        insert("Wharf")
        planner.app.ending.end(143)
        await planner.until(lambda: planner.left)
    (kept,) = drafts()
    assert "Wharf" in json.loads(kept.read_text(encoding="ascii"))["text"]


async def test_work_that_was_kept_stays_where_what_is_open_may_not_go(examples: Path) -> None:
    """Of the same file: neither draft is written over before the planner has agreed to it."""
    file = examples / "nato-membership.toml"
    leave_draft(file)
    async with driven(file) as planner:
        await planner.press("3")
        await offered(planner, "Unsaved changes to ")
        await planner.press("r")
        await planner.asked("has unsaved changes")
        await planner.press("c")
        await planner.until(lambda: len(abandoned_drafts()) == 1, "the draft")
        assert planner.session.scenario.option("ceasefire_timing") == "parallel"
        await planner.press("f3")
        await planner.asked("Unsaved changes to ")
        await planner.press("r")
        await planner.asked("has unsaved changes")
        await planner.press("d")
        await planner.until(
            lambda: planner.session.scenario.option("ceasefire_timing") == "settlement_first"
        )
        await planner.until(lambda: not abandoned_drafts() and len(drafts()) == 1, "its draft")
        assert "settlement_first" in drafts()[0].read_text(encoding="ascii")


async def test_a_draft_can_wait_or_be_discarded_for_good() -> None:
    """Later it is offered again; discarded it is gone."""
    leave_draft(None)
    for answer in ("escape", "l", "d"):
        async with driven() as planner:
            await offered(planner, "Unsaved changes to a new scenario")
            assert "Ceasefire timing: undecided → Settlement first" in planner.question
            await planner.press(answer)
            await planner.at_work()
            assert not planner.session.unsaved
        assert len(abandoned_drafts()) == (0 if answer == "d" else 1)


async def test_a_draft_of_a_file_that_was_changed_since_says_so(examples: Path) -> None:
    """And shows what differs from what the file holds now; theirs is told, and merged by a save."""
    file = examples / "nato-membership.toml"
    leave_draft(file)
    text = file.read_text(encoding="utf-8").replace('"increase"', '"maintain"')
    file.write_text(text, encoding="utf-8")
    async with driven() as planner:
        await offered(planner, "The file has been changed since. Against what it holds now:")
        assert "Pressure on Russia: Maintain → Increase" in planner.question
        await planner.press("r")
        await planner.until(lambda: planner.session.unsaved)
        await planner.sees("nato-membership.toml was changed by somebody else")
        await planner.told("They: Pressure on Russia: Increase → Maintain")
        await planner.press("s")
        await planner.asked("Merging takes theirs on Pressure on Russia; takes yours on Ceasefire")
        await planner.press("m")
        await planner.told("Saved ")
    merged = read_scenario(file).scenario
    assert merged.option("pressure_on_russia") == "maintain"
    assert merged.option("ceasefire_timing") == "settlement_first"


async def test_a_draft_whose_file_is_gone_is_recovered_all_the_same(examples: Path) -> None:
    """Without a file, to be saved under a name."""
    file = examples / "nato-membership.toml"
    leave_draft(file)
    file.unlink()
    async with driven() as planner:
        await offered(planner, "The file itself cannot be read")
        await planner.press("r")
        await planner.until(lambda: planner.session.unsaved)
        assert planner.session.path is None
        assert planner.session.scenario.title == "NATO membership"


@pytest.mark.parametrize("folder", [False, True])
async def test_a_damaged_draft_is_told_and_set_aside(folder: bool) -> None:  # noqa: FBT001
    """It stays for people, a folder of that name too; the app goes on, and asks nothing."""
    file = state_folder("drafts") / "damaged-1.draft.json"
    file.mkdir() if folder else file.write_text("{", encoding="ascii")
    async with driven() as planner:
        await planner.told("F3 looks at it.")
        await planner.press("f3")
        await planner.told("It was set aside: ")
        await planner.at_work()
        await planner.press("2")
        assert planner.session.unsaved
    assert not file.exists()
    (aside,) = file.parent.glob("*.damaged.json")
    assert aside.is_dir() is folder


async def test_a_draft_that_cannot_be_read_stays_when_recovering_fails() -> None:
    """Its case is gone, say: the reason is told and the draft is there again the next time."""
    leave_draft(None)
    (draft,) = drafts()
    text = draft.read_text(encoding="ascii").replace("ukraine-2025-08", "no-such-case")
    draft.write_text(text, encoding="ascii")
    async with driven() as planner:
        await planner.told("F3 looks at it.")
        await planner.press("f3")
        await planner.asked("They cannot be read")
        await planner.press("r")
        await planner.told("Not recovered: ")
        assert not planner.session.unsaved
    assert len(drafts()) == 1


async def test_keys_that_were_typed_too_fast_leave_a_question_once() -> None:
    """A second answer to a question that is gone takes no other screen away and ends nothing."""
    async with driven() as planner:
        await planner.press("1", "q")
        question = planner.app.screen
        assert isinstance(question, Prompt)
        question.dismiss("cancel")
        question.dismiss("cancel")
        await planner.press("n")
        assert isinstance(planner.app.screen, Workbench)
