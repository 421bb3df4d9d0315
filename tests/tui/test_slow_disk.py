"""A disk that takes its time: keys are answered meanwhile, and nothing is said too early."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, get_ident
from types import FrameType
from typing import Any

import pytest
from attrs import evolve
from textual.events import Key

from planner.editing.case_edits import CaseTable, Ref, found
from planner.editing.scenario_session import Session
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.files.safety import replacing
from planner.files.scenarios.reading import read_scenario
from planner.keys.settings import Settings
from planner.model.case import Party
from planner.tui import document_app
from planner.tui.files import disk_work, saving, watch
from tests.tui.driving import LARGE, Planner, driven


class SlowDisk:
    """Every flush waits until the disk is let go; then it works, or fails."""

    def __init__(self) -> None:
        self.free = Event()
        self.fails = False
        self._flush = os.fsync

    def fsync(self, descriptor: int) -> None:
        """In place of the system's."""
        assert self.free.wait(60)
        if self.fails:
            raise OSError(errno.EIO, "Input/output error")
        self._flush(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    """The disk, which is free at the end whatever became of the test."""
    slow = SlowDisk()
    monkeypatch.setattr(os, "fsync", slow.fsync)
    monkeypatch.setattr(disk_work, "AT_ONCE", 0.02)
    yield slow
    slow.free.set()


@pytest.fixture
def file(scenarios: Path, folder: Path) -> Path:
    return Path(shutil.copy(scenarios / "nato-membership.toml", folder / "deal.toml"))


def content(file: Path) -> bytes:
    return file.read_bytes()


def change_elsewhere(file: Path) -> None:
    file.write_bytes(content(file) + b"# theirs\n")


def broken(file: Path) -> None:
    file.write_text("format = ", encoding="utf-8")


def option(file: Path, issue: str) -> str | None:
    return read_scenario(file).scenario.option(issue)


async def saves_slowly(planner: Planner) -> None:
    """Save, and see that it is under way and not called done."""
    await planner.press("s")
    await planner.sees("saving, ")
    assert not any(told.startswith("Saved") for told in planner.toasts)


async def test_what_is_changed_while_a_save_runs_is_shown_and_stays_unsaved(
    file: Path, disk: SlowDisk
) -> None:
    """Only what stood there when the key was pressed is in the file, and only that is counted."""
    before = content(file)
    async with driven(file, size=LARGE) as planner:
        planner.session.choose("territory", "deferred")
        await saves_slowly(planner)
        assert "the disk is slow" in planner.toasts[-1]
        await planner.take_back("Deferred")
        assert planner.session.scenario.option("territory") is None
        await planner.press("s")
        await planner.told("goes on: the disk is slow")
        assert content(file) == before
        disk.free.set()
        await planner.told("Saved deal.toml. What you changed meanwhile is unsaved.")
        assert option(file, "territory") == "deferred"
        assert planner.session.unsaved
        assert not planner.news, "nobody else wrote it"
        await planner.press("s")
        await planner.until(lambda: planner.toasts[-1] == "Saved deal.toml")
        assert option(file, "territory") is None
        assert not planner.session.unsaved


@pytest.mark.parametrize("kind", ["scenario", "case"])
async def test_what_a_save_has_put_there_but_not_confirmed_is_nobody_elses(
    kind: str, file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look at the file between its new content and the disk's word for it finds one's own."""
    shutil.copy(bundled_folder() / "ukraine-2025-08.case.toml", folder)
    free = Event()
    monkeypatch.setattr(disk_work, "AT_ONCE", 0.02)
    monkeypatch.setattr(replacing, "_sync_folder", lambda _: free.wait(60))
    async with driven(file, size=LARGE) as planner:
        if kind == "case":
            await planner.press("C")
            await planner.on("CaseScreen")
            case = planner.app._open_case().session
            assert case is not None
            case.set_title("Another one")
            saved, wanted = case.path, b"Another one"
        else:
            planner.session.choose("territory", "deferred")
            saved, wanted = file, b"deferred"
        await planner.press("s")
        await planner.until(lambda: saved is not None and wanted in content(saved), "the content")
        watch = planner.app._news.watch
        assert watch is not None
        for _ in range(2):
            watch.poll()
            await planner.until(lambda: not watch._looking, "the files were looked at")
        assert not planner.news
        free.set()
        await planner.told("Saved ")
        assert not any("changed" in words for words in planner.toasts)


@pytest.mark.parametrize("kind", ["scenario", "case"])
async def test_what_a_save_has_put_there_is_not_asked_about_as_somebody_elses(
    kind: str, file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By ``d``, for a change of the file that the save has dealt with."""
    case_file = Path(shutil.copy(bundled_folder() / "ukraine-2025-08.case.toml", folder))
    free = Event()
    monkeypatch.setattr(disk_work, "AT_ONCE", 0.02)
    async with driven(file, size=LARGE) as planner:
        if kind == "case":
            await planner.press("C")
            await planner.on("CaseScreen")
            case = planner.app._open_case().session
            assert case is not None
            case.set_title("Another one")
            saved, wanted = case_file, b"Another one"
        else:
            planner.session.choose("territory", "deferred")
            saved, wanted = file, b"deferred"
        change_elsewhere(saved)
        await planner.until(lambda: planner.news, "news of the change")
        monkeypatch.setattr(replacing, "_sync_folder", lambda _: free.wait(60))
        await planner.press("s")
        await planner.asked("was changed by somebody else")
        await planner.press("k")
        await planner.until(lambda: wanted in content(saved), "the content")
        if kind == "case":
            await planner.press("escape")
            await planner.at_work()
        await planner.press("d")
        await planner.told("is being saved")
        assert not planner.question
        free.set()
        await planner.told("Saved ")
        await planner.until(lambda: not planner.news, "no news")


async def test_a_save_that_fails_late_takes_no_key_and_is_asked_about_by_the_next(
    file: Path, disk: SlowDisk
) -> None:
    before = content(file)
    async with driven(file, size=LARGE) as planner:
        planner.session.choose("territory", "deferred")
        await saves_slowly(planner)
        disk.fails = True
        disk.free.set()
        await planner.told("was not saved: the disk reports an error")
        assert not planner.question
        assert planner.session.unsaved
        assert content(file) == before
        disk.fails = False
        await planner.press("s")
        await planner.asked("The work is still here, unsaved.")
        await planner.press("s")
        await planner.told("Saved deal.toml")
    assert option(file, "territory") == "deferred"


async def test_who_leaves_waits_for_the_save_or_goes_on_or_leaves_without_it(
    file: Path, disk: SlowDisk
) -> None:
    async with driven(file, size=LARGE) as planner:
        planner.session.choose("territory", "deferred")
        await saves_slowly(planner)
        await planner.quit()
        await planner.sees("Saving deal.toml ... ")
        await planner.press("escape")
        await planner.asked("The disk has not finished the save.")
        await planner.press("c")
        await planner.at_work()
        await planner.quit()
        await planner.on("Working")
        disk.free.set()
        await planner.until(lambda: planner.left, "the end")
    assert option(file, "territory") == "deferred"


async def test_the_case_is_saved_likewise_and_the_deal_is_judged_by_what_its_file_holds(
    file: Path, disk: SlowDisk
) -> None:
    case = Path(shutil.copy(bundled_folder() / "ukraine-2025-08.case.toml", file.parent))

    def renamed(planner: Planner, name: str) -> None:
        session = planner.app._open_case().session
        assert session is not None
        party = found(session.case, Ref(CaseTable.PARTIES, session.case.parties[0].id))
        assert isinstance(party, Party)
        session.put(evolve(party, name=name))

    async with driven(file, size=LARGE) as planner:
        await planner.press("C")
        await planner.on("CaseScreen")
        renamed(planner, "First")
        await saves_slowly(planner)
        renamed(planner, "Second")
        disk.free.set()
        await planner.told("What you changed meanwhile is unsaved.")
        assert read_case(case).case.parties[0].name == "First"
        assert planner.session.shared_case.parties[0].name == "First"
        assert planner.session.case_digest == read_case(case).digest
        assert planner.app._open_case().session is not None
        assert planner.session.case_unsaved
        await planner.press("s")
        await planner.until(lambda: not planner.session.case_unsaved, "all saved")
    assert read_case(case).case.parties[0].name == "Second"


async def test_a_draft_on_a_slow_disk_holds_no_key_and_is_called_unprotected_in_time(
    file: Path, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.editing.kept_draft._OVERDUE", 0.1)
    async with driven(file, size=LARGE) as planner:
        planner.session.choose("territory", "deferred")
        await planner.sees("not protected")
        await planner.take_back("Deferred")
        assert planner.session.document.draft_file is None
        disk.free.set()
        await planner.until(lambda: planner.session.document.draft_file is not None, "a draft")
        await planner.until(lambda: "not protected" not in planner.title, "protection")


_CALLS = ("stat", "lstat", "open", "scandir", "listdir", "mkdir", "rename", "replace", "unlink")


class Touched:
    """What the planner's own code asks of the disk in the interface's thread, and from where."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = tuple(map(str, folders))
        self._thread = get_ident()
        self.watched = False
        self.found: list[str] = []

    def note(self, call: str, path: object) -> None:
        """A call that this thread makes for a file of the planner's."""
        if self.watched and get_ident() == self._thread and isinstance(path, str | os.PathLike):
            name = os.fspath(path)
            place = _place_in_product(sys._getframe(2))
            if place and isinstance(name, str) and name.startswith(self._folders):
                self.found.append(f"{place} asks {call} of {name}")


def _place_in_product(frame: FrameType | None) -> str:
    """Where in the product the call was made; empty where a test made it."""
    while frame is not None:
        file = frame.f_code.co_filename
        if "/tests/" in file:
            return ""
        if "/planner/" in file and "site-packages" not in file:
            return f"{file.rpartition('/planner/')[2]}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


@pytest.fixture
def touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Touched:
    """The calls that are made for the working folder and for the state folder."""
    noted = Touched((tmp_path, Path(os.environ["PLANNER_STATE_DIR"])))

    def watched(call: str, real: Any) -> Any:
        def asked(path: Any, *arguments: Any, **options: Any) -> Any:
            noted.note(call, path)
            return real(path, *arguments, **options)

        return asked

    monkeypatch.setattr(document_app, "_DRAFT_SECONDS", 0.1)
    monkeypatch.setattr(watch, "WATCH_SECONDS", 0.1)
    for call in _CALLS:
        monkeypatch.setattr(os, call, watched(call, getattr(os, call)))
    return noted


async def test_no_step_of_a_session_asks_the_disk_in_the_interfaces_thread(
    examples: Path, touched: Touched
) -> None:
    """A disk that does not answer would stop all keys."""
    file = examples / "nato-membership.toml"
    async with driven(file, size=LARGE) as planner:
        await planner.rested()
        touched.watched = True
        await planner.press("2")
        await planner.until(lambda: planner.session.document.draft_file is not None, "a draft")
        await planner.press("u", "3", "s")
        await planner.told("Saved ")
        await planner.press("S")
        await planner.on("PathPrompt")
        await planner.name_file("other.toml")
        await planner.sees("A new file: ")
        await planner.press("enter")
        await planner.told("Saved other.toml")
        await planner.library()
        await planner.find("scenarios/settlement")
        await planner.press("space", "c")
        await planner.on("Compare")
        await planner.press("escape", "V")
        await planner.on("HistoryScreen")
        await planner.press("escape", "v")
        await planner.on("Evidence")
        await planner.press("escape", "C")
        await planner.on("CaseScreen")
        await planner.press("escape", "f3")
        await planner.told("No unsaved work was kept.")
        touched.watched = False
        change_elsewhere(Path("other.toml"))
        touched.watched = True
        await planner.until(lambda: planner.news, "news of the change")
        await planner.press("d")
        await planner.asked("was changed by somebody else")
        await planner.press("t")
        await planner.at_work()
        touched.watched = False
    assert touched.found == []


async def test_an_example_is_copied_and_opened_without_the_disk_in_the_interfaces_thread(
    touched: Touched,
) -> None:
    async with driven(settings=Settings(start_page=True), size=LARGE) as planner:
        await planner.on("StartPage")
        touched.watched = True
        await planner.press("down", "down", "enter")
        await planner.told("Copied to examples/")
        await planner.at_work()
        touched.watched = False
    assert touched.found == []


async def test_keys_wait_for_the_question_that_a_slow_disk_holds_up_and_escape_drops_them(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were done to the deal: ``S`` and the first letters of a name chose and undid."""
    free = Event()
    monkeypatch.setattr(disk_work, "AT_ONCE", 0.02)
    look = saving._free_file

    def slowly(session: Session) -> Path:
        assert free.wait(60)
        return look(session)

    monkeypatch.setattr(saving, "_free_file", slowly)
    async with driven(file, size=LARGE) as planner:
        await planner.press("S", "2", "u", "3")
        await planner.sees("Looking for a name that is free ... ")
        await planner.press("escape")
        await planner.at_work()
        assert not planner.session.unsaved
        await planner.press("S", "ctrl+u", "2")
        await planner.sees("Esc stops")
        free.set()
        await planner.on("PathPrompt")
        await planner.sees("A new file: ")
        assert not planner.session.unsaved
        await planner.press("escape")


@pytest.mark.parametrize("gives_up", [False, True])
async def test_a_start_on_a_large_case_says_at_once_that_it_reads(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    gives_up: bool,
) -> None:
    """Nothing was to be seen before; keys typed meanwhile are for the board, Esc leads away."""
    go_on = Event()

    def late(app: document_app.DocumentApp, path: Path) -> Session:
        assert go_on.wait(60)
        return read_at_once(app, path)

    read_at_once = document_app.DocumentApp.session_of
    monkeypatch.setattr(document_app, "_SOON", 0.01)
    monkeypatch.setattr(document_app.DocumentApp, "session_of", late)
    async with driven(file) as planner:
        await planner.sees("Reading deal.toml ... ")
        await planner.sees("Esc stops")
        if gives_up:
            await planner.press("escape")
            await planner.on("StartPage")
            await planner.told("Not opened: deal.toml")
            go_on.set()
            assert planner.app.session is None
        else:
            planner.app.post_message(Key("r", "r"))
            go_on.set()
            await planner.at_work()
            await planner.until(lambda: planner.focus == "readings", "the key typed meanwhile")
            assert planner.session.path == file


async def test_a_named_file_that_is_refused_late_leads_to_the_list(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that is refused at once."""
    monkeypatch.setattr(document_app, "_SOON", 0)
    broken(file)
    async with driven(file) as planner:
        await planner.on("Library")
        await planner.sees("deal.toml")
        assert planner.app.session is None
