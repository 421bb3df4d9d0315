"""A note that grows by a line with each save, so that a save that got lost can be told."""

from __future__ import annotations

from pathlib import Path

from planner.files.safety.replacing import ChangedOnDiskError
from planner.files.scenarios.reading import read_scenario
from tests.files.samples import save_scenario

__all__ = ["add_line", "lines_of"]

_KEPT = 100


def add_line(path: Path, line: str, *, kept: int = _KEPT, canonical: bool = False) -> str:
    """Reads the file, adds the line and saves; empty if saved, else why not.

    Only somebody else's change is such a reason; everything else is raised. ``canonical`` spares
    the time that keeping the layout takes.
    """
    loaded = read_scenario(path)
    note = "\n".join([*loaded.scenario.note("water").splitlines()[-kept:], line])
    source = loaded.source
    scenario = loaded.scenario.with_note("water", note)
    base = None if canonical else source
    try:
        save_scenario(path, scenario, loaded.case, seen=source.sha256, base=base)
    except ChangedOnDiskError as error:
        return str(error)
    return ""


def lines_of(path: Path) -> list[str]:
    """The lines of the note in the file."""
    return read_scenario(path).scenario.note("water").splitlines()
