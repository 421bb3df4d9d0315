"""The git executable, asked so that no setting of a stranger's repository can run anything.

Only its plumbing is used, and only to read. No pager, no external diff or text conversion, no hook,
no file system monitor, no signature program, no way to another computer.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from planner.errors import PlannerError

__all__ = ["GitError", "NoGitError", "ask_git", "git_answer"]

_SAFE = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "core.quotePath=false"),
    *("-c", "merge.conflictStyle=merge"),
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch, by what its settings name
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SECONDS = 120


class NoGitError(PlannerError):
    """There is no git on this computer."""

    def __init__(self) -> None:
        super().__init__("git is not installed, or not on the PATH; install it to use this")


class GitError(PlannerError):
    """Git could not answer; the message is its own first line."""


def ask_git(
    folder: Path, *arguments: str, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """What git says when it is asked in that folder, whatever it says.

    Raises :class:`NoGitError` and, where it takes minutes, :class:`GitError`.
    """
    program = shutil.which("git")
    if program is None:
        raise NoGitError
    try:
        return subprocess.run(  # noqa: S603 (no shell; the options above let git run nothing else)
            [program, *_SAFE, *arguments],
            cwd=folder,
            env=os.environ | _ENVIRONMENT,
            input=stdin,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {_SECONDS} seconds") from None
    except OSError as error:
        raise GitError(f"git cannot be run here ({error.strerror or error})") from None


def git_answer(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """The same where git must succeed; else raises :class:`GitError` with its own words."""
    done = ask_git(folder, *arguments, stdin=stdin)
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip() or "it gave no reason"
        raise GitError(f"git: {words.splitlines()[0].removeprefix('fatal: ')}")
    return done.stdout
