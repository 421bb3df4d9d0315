"""A note that grows by a line with each save, so that a save that got lost can be told.

In a scenario it is that on an issue, in a case its summary: the proofs run over both kinds of file.
"""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from planner.files.cases.kind import case_kind
from planner.files.cases.reading import CASE_SUFFIX, read_case
from planner.files.safety.reading import MAX_CASE_BYTES, read_text
from planner.files.safety.replacing import ChangedOnDiskError
from planner.files.safety.saving import save_text
from planner.files.scenarios.reading import read_scenario
from tests.files.samples import save_scenario

__all__ = ["add_line", "lines_of"]

_KEPT = 100


def add_line(path: Path, line: str, *, kept: int = _KEPT, canonical: bool = False) -> str:
    """Reads the file, adds the line and saves; empty if saved, else why not.

    Only somebody else's change is such a reason; everything else is raised. ``canonical`` spares
    the time that keeping the layout takes.
    """
    if path.name.endswith(CASE_SUFFIX):
        return _add_to_case(path, line, kept, canonical=canonical)
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


def _add_to_case(path: Path, line: str, kept: int, *, canonical: bool) -> str:
    source = read_text(path, MAX_CASE_BYTES)
    kind = case_kind(path.name)
    case = kind.read(source).content
    summary = "\n".join([*case.summary.splitlines()[-kept:], line])
    base = None if canonical else source
    text = kind.text_to_save(evolve(case, summary=summary), base=base)
    try:
        save_text(path, text, seen=source.sha256, base=base)
    except ChangedOnDiskError as error:
        return str(error)
    return ""


def lines_of(path: Path) -> list[str]:
    """The lines of the note in the file."""
    if path.name.endswith(CASE_SUFFIX):
        return read_case(path).case.summary.splitlines()
    return read_scenario(path).scenario.note("water").splitlines()
