"""How the planner's own configuration is read: strictly, with the place of every mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planner.files.safety.reading import read_text
from planner.files.settings.tables import ConfigFile
from planner.files.toml.findings import Findings
from planner.files.toml.structure import structure
from planner.files.toml.syntax import parse

__all__ = ["read_config"]

_FILE = "a configuration with format = 1 at its top"


def read_config(path: Path, judge: Callable[[ConfigFile, Findings], None]) -> ConfigFile:
    """The configuration in the file at ``path``.

    ``judge`` notes what else is wrong in it: which commands, keys and themes there are is not known
    here. Raises :class:`~planner.errors.FileProblemError` with all mistakes at once.
    """
    source = read_text(path)
    findings = Findings(source)
    # What is wrong in one table keeps nobody from looking at the others.
    tables = structure(parse(source, _FILE), ConfigFile, findings, needed=())
    findings.end_of_shapes()
    judge(tables, findings)
    findings.raise_errors()
    return tables
