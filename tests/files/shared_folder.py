"""A folder that people share by the real git, with the merge driver set up as the guide says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.files.samples import put

__all__ = ["NEEDS_GIT", "branch", "git", "merged_in_order", "shared_folder"]

ROOT = Path(__file__).resolve().parents[2]
_GIT = shutil.which("git")
NEEDS_GIT = pytest.mark.skipif(_GIT is None, reason="git is not installed: not run")
_GUIDE = (ROOT / "planner" / "guide" / "sharing.md").read_text(encoding="utf-8")


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    """Runs git as nobody in particular, with this planner on its path; gives both outputs."""
    names = {
        f"GIT_{who}_{what}": word
        for who in ("AUTHOR", "COMMITTER")
        for what, word in (("NAME", "test"), ("EMAIL", "test@example.org"))
    }
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    path = f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [str(_GIT), "-c", "core.autocrlf=false", *arguments],
        cwd=folder,
        env={**os.environ, **names, **nowhere, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def shared_folder(beside: Path, **files: str) -> Path:
    """A repository with the files, named as the keywords are but for dots, on its branch main."""
    program = beside / "bin" / "planner"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m planner "$@"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    folder = beside / "talks of march"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    set_up = _lines_of_set_up()
    assert len(set_up) == 3
    for line in set_up:
        subprocess.run(line, shell=True, cwd=folder, check=True)  # noqa: S602 (the guide's own)
    for name, text in files.items():
        put(folder, name, text)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "begin")
    return folder


def branch(folder: Path, name: str, **files: str) -> None:
    """Commits these texts on a branch of their own, which begins at main."""
    git(folder, "checkout", "--quiet", "-B", name, "main")
    for file, text in files.items():
        put(folder, file, text)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", name)


def merged_in_order(folder: Path, names: tuple[str, ...]) -> None:
    """Merges the branches one after the other into a new one, which is left checked out."""
    git(folder, "checkout", "--quiet", "-B", "whole", names[0])
    for name in names[1:]:
        git(folder, "merge", "--quiet", "--no-edit", name)


def _lines_of_set_up() -> list[str]:
    """The three lines of the guide."""
    (block,) = (b for b in _GUIDE.split("```")[1::2] if "merge.planner.driver" in b)
    return [line for line in block.splitlines() if line.strip() and not line.startswith("sh")]
