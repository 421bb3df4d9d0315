"""A temporary folder to work in, with a state folder and a home of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.files.places import fix_places
from tests.files.file_kinds import CASE_FILE, SCENARIO_FILE

__all__ = ["changed_environment", "put_both", "strays", "workplace"]


@contextmanager
def workplace() -> Iterator[Path]:
    """An empty folder; drafts, locks, versions and home are beside it. All goes at the end."""
    with TemporaryDirectory(prefix="planner-proof-", ignore_cleanup_errors=True) as name:
        base = Path(name)
        home = base / "home"
        folder = base / "talks"
        home.mkdir()
        folder.mkdir()
        with changed_environment(
            PLANNER_STATE_DIR=str(base / "state"),
            HOME=str(home),
            XDG_DATA_HOME=str(home / "data"),
            XDG_CONFIG_HOME=str(home / "config"),
            EDITOR="true",
            VISUAL="true",
            BROWSER="true",
        ):
            yield folder


@contextmanager
def changed_environment(**values: str) -> Iterator[None]:
    """The environment with these variables, for a while."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    fix_places()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        fix_places()


def put_both(folder: Path) -> tuple[Path, Path]:
    """Puts the small case and a scenario of it into the folder; the scenario's file, the case's."""
    return SCENARIO_FILE.put(folder), CASE_FILE.put(folder)


def strays(folder: Path) -> list[Path]:
    """Temporary files that stand in the folder."""
    return [path for path in folder.iterdir() if path.name.startswith(".planner")]
