"""``planner --info``: what a report of a problem should say of this installation."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from planner import __version__
from planner.analysis.self_test import LIBRARIES, passes
from planner.cli.output import is_terminal
from planner.files.cases.catalogue import bundled_folder
from planner.files.places import NOT_THERE, places
from planner.files.schema import shipped_schema
from planner.files.settings.folder import config_file
from planner.visible import shown_path

__all__ = ["info_lines"]

_LIBRARIES = ("textual", "attrs", "oxidd", "python-sat", "numpy")
_EXTRAS = {"docx": "docx", "pdf": "typst", "serve": "textual_serve", "sources": "pypdfium2"}
"""The extras, each with a module that only it brings along."""


def info_lines() -> Iterator[str]:
    """One fact a line, the name first."""
    yield f"planner      {__version__}"
    yield f"Python       {platform.python_version()} ({shown_path(sys.executable)})"
    yield f"system       {platform.system()} {platform.release()} {platform.machine()}"
    for name in _LIBRARIES:
        yield f"{name:<12} {_version(name)}"
    for test in LIBRARIES:
        yield f"{test:<12} {'passes' if passes(test) else 'fails'} its self-test"
    for extra, module in _EXTRAS.items():
        there = "installed" if find_spec(module) else "not installed"
        yield f"{f'[{extra}]':<12} {there}"
    for what, path in _places():
        yield f"{what:<12} {shown_path(path)}{_doubt(path)}"
    yield f"encoding     {sys.stdout.encoding if sys.stdout else 'none'}"
    yield f"terminal     {'yes' if is_terminal(sys.stdout) else 'no'}"


def _places() -> Iterator[tuple[str, Path]]:
    yield "cases", bundled_folder()
    yield "schemas", shipped_schema("scenario").parent
    yield "settings", config_file()
    yield "state", places().state
    yield "completion", Path(sys.prefix, "share", "bash-completion", "completions", "planner")
    yield "man page", Path(sys.prefix, "share", "man", "man1", "planner.1")


def _doubt(path: Path) -> str:
    try:
        path.stat()
    except NOT_THERE:
        return " (not there)"
    except OSError as error:
        return f" (cannot be looked at: {error.strerror})"
    return ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
