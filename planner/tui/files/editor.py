"""The planner's own editor, opened on a file at a line while the app steps aside."""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from textual.app import App, SuspendNotSupported

from planner.errors import FileProblemError
from planner.files.places import places
from planner.files.safety.reading import MAX_CASE_BYTES, read_bytes
from planner.tui.base_app import BaseApp
from planner.tui.files.disk_work import left_to_disk

__all__ = ["edit_file", "editor_command", "is_left_in_editor"]

_PLUS_LINE = frozenset(
    {"vi", "vim", "nvim", "view", "gvim", "mvim", "nano", "pico", "emacs", "emacsclient", "kak"}
    | {"micro", "joe", "jed", "mg", "ne", "gedit"}
)
_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
_COLON = frozenset({"hx", "helix", "subl", "zed", "zeditor", "lapce"})
_PLAIN_TERMINAL = "\x1b7\x1b[r\x1b8\x1b(B\x0f\x1b[m"
"""The whole screen scrolls, letters are letters, without colours; the cursor stays."""
_FALLBACKS = ("sensible-editor", "nano", "vi", "notepad")


def editor_command(path: Path, line: int, environment: Mapping[str, str]) -> list[str]:
    """The command that opens ``path`` at ``line``: by $VISUAL, then $EDITOR, then what is there.

    vi-likes get ``+LINE``, Visual Studio Code and its kin ``--goto FILE:LINE``, some others
    ``FILE:LINE``; an editor that is not known is only given the file. Empty if there is none.
    """
    words: list[str] = []
    for name in ("VISUAL", "EDITOR"):
        try:
            words = words or _words(environment.get(name, ""))
        except ValueError:  # a quote that is not closed
            continue
    if not words:
        words = next(([found] for name in _FALLBACKS if (found := shutil.which(name))), [])
    if not words:
        return []
    file = str(places().absolute(path))  # so that no name is taken for an option
    program = Path(words[0]).stem.lower()
    if program in _GOTO:
        waits = [] if {"--wait", "-w"} & set(words) else ["--wait"]
        return [*words, *waits, "--goto", f"{file}:{line}"]
    if program in _COLON:
        return [*words, f"{file}:{line}"]
    if program in _PLUS_LINE:
        return [*words, f"+{line}", file]
    return [*words, file]


def _words(command: str) -> list[str]:
    """The command and its arguments, by the rules of the system's own shell."""
    if sys.platform == "win32":
        import mslex  # noqa: PLC0415 (installed there alone)

        return list(mslex.split(command))
    return shlex.split(command)


@contextmanager
def _terminal_for_others() -> Iterator[None]:
    """Leave what is typed meanwhile to the editor; what it does not read is for nobody.

    That holds for Ctrl+C too, which the terminal sends to the app as well.
    """
    # A function, since a program that is started inherits signals that are ignored.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with _terminal_given_back():
            yield
    finally:
        signal.signal(signal.SIGINT, before)
        _forget_input()


@contextmanager
def _terminal_given_back() -> Iterator[None]:
    """The terminal is afterwards as it was, however the editor left it.

    One that is killed leaves it without echo, or lets a part of the screen alone scroll.
    """
    if sys.platform == "win32":
        yield
        return
    import termios  # noqa: PLC0415 (not on Windows)

    terminal = sys.__stdin__
    modes = None
    with suppress(termios.error, OSError, ValueError):
        modes = termios.tcgetattr(terminal or 0)
    try:
        yield
    finally:
        if modes is not None:
            with suppress(termios.error, OSError, ValueError):
                termios.tcsetattr(terminal or 0, termios.TCSADRAIN, modes)
        if sys.__stdout__ is not None:
            with suppress(OSError, ValueError):
                sys.__stdout__.write(_PLAIN_TERMINAL)
                sys.__stdout__.flush()


def _forget_input() -> None:
    """A line editor of the terminal may have taken the end of a paste, of which the rest stays.

    The app would wait for that end, deaf to all keys.
    """
    with suppress(ImportError, OSError, ValueError):  # no such thing on Windows; no terminal
        import termios  # noqa: PLC0415 (not on Windows)

        with suppress(termios.error):
            termios.tcflush(sys.__stdin__ or 0, termios.TCIFLUSH)


def _sha256(path: Path) -> str:
    with suppress(FileProblemError):
        return hashlib.sha256(read_bytes(path, MAX_CASE_BYTES)).hexdigest()
    return ""


def _note_what_is_left(app: App[int], path: Path, before: str) -> None:
    """Note what the editor left, if it is another text: else the file may be somebody else's."""
    if isinstance(app, BaseApp) and (left := _sha256(path)) not in {"", before}:
        app.left_in_editor.add(left)


def is_left_in_editor(app: App[int], digest: str | None) -> bool:
    """Whether the planner's own editor left that in a file, by its SHA-256."""
    return isinstance(app, BaseApp) and digest in app.left_in_editor


def edit_file(app: App[int], path: Path, line: int) -> bool:
    """Open the file in the planner's editor and wait until it is left; whether that was done."""
    if app.is_web:
        words = "No editor opens in a browser. Mend the file where it lies, or upload another."
        app.notify(words, severity="warning", markup=False)
        return False
    command = editor_command(path, line, os.environ)
    if not command:
        app.notify("Say which editor to open in $EDITOR.", severity="warning", markup=False)
        return False
    try:
        with app.suspend(), _terminal_for_others():
            before = _sha256(path)  # on a slow disk the editor would wait too
            subprocess.run(command, check=False)  # noqa: S603 (the planner's own choice)
        left_to_disk(partial(_note_what_is_left, app, path, before))
    except SuspendNotSupported:
        words = "No editor can be opened from here; mend the file elsewhere, then try again."
        app.notify(words, severity="warning", markup=False)
        return False
    except OSError as error:
        words = f"The editor {command[0]} cannot be started ({error.strerror}); see $EDITOR."
        app.notify(words, severity="error", timeout=12, markup=False)
        return False
    return True
