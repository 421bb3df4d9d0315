"""Whether a file can hold a case that is in memory, in the words of a file's mistakes.

A form asks this of what was typed into it: it gets each mistake with the way to its field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from planner.errors import FileProblemError, Problem
from planner.files.cases.checks import check_case
from planner.files.cases.kind import tables_of_case
from planner.files.cases.tables import CaseFile
from planner.files.toml.characters import unfit_character
from planner.files.toml.fields import FORMATS
from planner.files.toml.findings import Findings
from planner.files.toml.leaves import filled, leaves, nested
from planner.files.toml.read import NO_ENVELOPE
from planner.files.toml.source import source_from_text
from planner.files.toml.structure import structure
from planner.model.case import Case
from planner.visible import path_words

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["CaseFlaw", "flaws_of"]


@frozen
class CaseFlaw:
    """One thing that is wrong with a case in memory, and the way to it in the case's file."""

    path: Path
    problem: Problem


def flaws_of(case: Case) -> tuple[CaseFlaw, ...]:
    """What keeps a file from holding the case, all at once; nothing of a case that is sound."""
    findings = Findings(source_from_text("the case", ""))
    said = filled(leaves(tables_of_case(case, NO_ENVELOPE, FORMATS[-1])), CaseFile)
    for path, value in said.items():
        for text in _texts(value):
            if reason := unfit_character(text):
                findings.error(path, f"{path_words(path)} {reason}", "text without it")
    try:
        tables = structure(_plain(nested(said)), CaseFile, findings, needed=())
        findings.end_of_shapes()
        check_case(tables, findings)
    except FileProblemError:
        pass  # what keeps the rest from being looked at is among the findings
    return tuple(CaseFlaw(path, problem) for path, problem in findings.errors_by_path())


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in _texts(each)]
    return []


def _plain(value: Any) -> Any:
    """The value as a parser of TOML would give it."""
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
