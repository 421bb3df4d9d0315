"""Every way a session can end in a real terminal: nothing is lost, and the terminal is whole."""

from __future__ import annotations

import os
import signal
import tomllib
from pathlib import Path

import pytest

from tests.pty.terminal import ROOT, Terminal, terminal

DEAD_DISK = ROOT / "tests" / "pty" / "dead_disk.py"
ENTERED, LEFT = "\x1b[?1049h", "\x1b[?1049l"
"""What enters and leaves the alternate screen."""


def drafts() -> list[Path]:
    """The drafts that are kept."""
    return sorted(Path(os.environ["PLANNER_STATE_DIR"], "drafts").glob("*.json"))


def with_unsaved_work(planner: Terminal) -> None:
    """Choose something and do not save it."""
    planner.sees("Untitled deal, not saved")
    planner.press("3")
    planner.sees("(•) Alternative guarantees")


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_told_to_end_it_keeps_a_draft_and_leaves_the_terminal_whole(
    tmp_path: Path, name: str, code: int
) -> None:
    """The exit code is that of the signal; the next start offers the draft."""
    with terminal(tmp_path) as planner:
        with_unsaved_work(planner)
        planner.child.kill(getattr(signal, name))
        assert planner.ends() == code
        assert planner.written.count(LEFT) == 1
        assert "Traceback" not in planner.written
    assert len(drafts()) == 1
    with terminal(tmp_path) as planner:
        planner.sees("Unsaved work of", "F3 looks at it")
        planner.press("f3")
        planner.sees("Unsaved changes to a new scenario", "undecided → Alternative guarantees")
        planner.press("r")
        planner.sees("(•) Alternative guarantees", "not saved")
        planner.save_as("kept.toml")
        planner.press("q")
        assert planner.ends() == 0
    assert drafts() == []
    kept = tomllib.loads((tmp_path / "kept.toml").read_text(encoding="utf-8"))
    assert kept["choices"]["security_guarantee"]["option"] == "other"


def read_from_dead_disk(planner: Terminal, folder: Path) -> None:
    """Let a disk die while the library shows what is on it, and compare with a file of it."""
    planner.press("o")
    planner.sees("[ ] On the share")
    planner.press("space")
    planner.sees("[x] On the share")
    (folder / "dead").touch()
    planner.press("c")
    planner.sees("Reading what is marked ...", "Esc stops")


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """The folder of a disk that can die, with a scenario."""
    folder = tmp_path / "share"
    folder.mkdir()
    text = 'format = 1\n[scenario]\ntitle = "On the share"\n[case]\nid = "ukraine-2025-08"\n'
    (folder / "on-the-share.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_who_leaves_while_a_disk_does_not_answer_is_asked_and_leaves(share: Path) -> None:
    """The key that quits waits no longer; nothing that hangs holds the end of the app."""
    with terminal(share, script=DEAD_DISK) as planner:
        with_unsaved_work(planner)
        read_from_dead_disk(planner, share)
        planner.press("2", "ctrl+q")
        planner.sees("New scenario has unsaved changes.", "S Save")
        planner.press("d")
        assert planner.ends() == 0
        assert "Traceback" not in planner.written
        assert "never awaited" not in planner.written


def test_a_closed_terminal_loses_nothing(share: Path) -> None:
    """As when a window is closed or a connection breaks, even while a disk does not answer."""
    with terminal(share, script=DEAD_DISK) as planner:
        with_unsaved_work(planner)
        read_from_dead_disk(planner, share)
        planner.hang_up()
    assert len(drafts()) == 1
    with terminal(share) as planner:
        planner.sees("Unsaved work of", "F3 looks at it")
        planner.press("f3")
        planner.sees("Unsaved changes to a new scenario", "undecided → Alternative guarantees")


def test_a_closed_terminal_of_which_no_signal_tells_ends_it_too(tmp_path: Path) -> None:
    """As in the background of another program: it would read nothing, at full speed, for ever."""
    with terminal(tmp_path, script=ROOT / "tests" / "pty" / "no_hangup.py") as planner:
        with_unsaved_work(planner)
        planner.hang_up()
    assert len(drafts()) == 1


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted by Linux")
def test_told_to_continue_it_reads_keys_once(tmp_path: Path) -> None:
    """Also where nobody stopped it: two threads would read one key by halves."""
    with terminal(tmp_path) as planner:
        with_unsaved_work(planner)
        planner.until(drafts, "a draft")
        tasks = Path(f"/proc/{planner.child.pid}/task")
        before, times = len([*tasks.iterdir()]), 6
        for _ in range(times):
            planner.child.kill(signal.SIGCONT)
            planner.calm()
        planner.until(lambda: len([*tasks.iterdir()]) < before + times, "no thread for each time")
        planner.calm()  # what is typed while a terminal is taken is lost, as of any program
        planner.press(*["down", "up"] * 20, "2")
        planner.sees("(•) NATO-style")
        planner.press("q")
        planner.sees("has unsaved changes")
        planner.press("d")
        assert planner.ends() == 0


def test_told_to_continue_it_shows_all_of_its_screen_again(tmp_path: Path) -> None:
    """As after ``fg``, however it was stopped, and where nobody stopped it; a dialog stands too."""
    with terminal(tmp_path) as planner:
        with_unsaved_work(planner)
        planner.sees("ways to finish are clear")
        for stop in (signal.SIGTSTP, signal.SIGSTOP, None):
            planner.calm()
            continued(planner, stop)
            planner.calm()  # what is typed while a terminal is taken is lost, as of any program
            planner.press("S")
            planner.sees("A new file:")


def continued(planner: Terminal, stop: int | None) -> None:
    """Stop it by that signal, if any, continue it, and wait until what stood there does again."""
    shown, entered = planner.lines, planner.written.count(ENTERED)
    if stop is not None:
        planner.child.kill(stop)
        planner.until_stopped()
    planner.child.kill(signal.SIGCONT)
    planner.until(lambda: planner.written.count(ENTERED) > entered, "a new screen")
    planner.until(lambda: planner.lines == shown, "all that stood there")


def test_killed_it_has_kept_a_draft(tmp_path: Path) -> None:
    """Not even a second's work is lost to what cannot be caught; another start keeps it too."""
    with terminal(tmp_path) as planner:
        with_unsaved_work(planner)
        planner.until(drafts, "a draft")
        planner.child.kill(signal.SIGKILL)
        assert planner.ends() == -signal.SIGKILL
    for key in "ld":
        with terminal(tmp_path) as planner:
            planner.sees("Unsaved work of", "F3 looks at it")
            planner.press("f3")
            planner.sees("Unsaved changes to a new scenario", "undecided → Alternative guarantees")
            planner.press(key)
            planner.until(lambda: "L Later" not in planner.text, "the answer taken")
            planner.press("q")
            assert planner.ends() == 0
        assert len(drafts()) == (1 if key == "l" else 0)


def test_ctrl_c_loses_nothing(tmp_path: Path) -> None:
    """It says how to quit; the work is still there, and quitting asks."""
    with terminal(tmp_path) as planner:
        with_unsaved_work(planner)
        planner.press("ctrl+c", "ctrl+c", "ctrl+c")
        planner.sees("to quit")
        planner.press("n")
        planner.sees("▾Guarantors", "Security guarantee Alternative", "not saved")
        planner.press("q")
        planner.sees("New scenario has unsaved changes.")
        planner.press("d")
        assert planner.ends() == 0
    assert drafts() == []


def test_a_file_that_cannot_be_read_is_shown_with_the_place_and_the_app_stays_open(
    tmp_path: Path,
) -> None:
    """And quitting from there is exit 0."""
    (tmp_path / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    with terminal(tmp_path, "broken.toml") as planner:
        planner.sees("broken.toml:1:10", "1 problem; nothing was changed")
        planner.press("escape")
        planner.sees("Cannot be opened", "New scenario on a case")
        planner.press("q")
        assert planner.ends() == 0


def test_no_escape_of_a_file_reaches_the_terminal(tmp_path: Path) -> None:
    """A file with a title that sets the window title, or writes the clipboard, is refused."""
    text = (
        'format = 1\n[case]\nid = "ukraine-2025-08"\n[scenario]\ntitle = "\\u001b]0;pwn\\u0007"\n'
    )
    (tmp_path / "hostile.toml").write_text(text, encoding="utf-8")
    with terminal(tmp_path, "hostile.toml") as planner:
        planner.sees("hostile.toml:5:10", "control character")
        planner.press("escape")
        planner.sees("New scenario")
        planner.press("q")
        assert planner.ends() == 0
        assert "\x1b]0;pwn" not in planner.written
        # What Textual itself sends to set the mouse pointer's shape ends in a bell.
        assert "\x07" not in planner.written.replace("\x1b]22;default\x07", "")
