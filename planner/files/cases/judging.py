"""Whether a file can hold a case that is in memory, in the words of a file's mistakes.

A form asks this of what was typed into it: it gets each mistake with the way to its field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from planner.by_fields import Compared
from planner.errors import FileProblemError, Problem
from planner.files.cases.checks import check_case
from planner.files.cases.kind import tables_of_case
from planner.files.cases.reading import case_of_tables
from planner.files.cases.tables import CaseFile
from planner.files.toml.characters import unfit_character
from planner.files.toml.envelope import NO_ENVELOPE
from planner.files.toml.fields import FORMATS
from planner.files.toml.findings import Findings
from planner.files.toml.leaves import filled, leaves, nested
from planner.files.toml.source import source_from_text
from planner.files.toml.structure import structure
from planner.model.case import Case
from planner.visible import path_words

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["CaseFlaw", "data_of", "doubts_of", "flaws_of", "judged"]


@frozen(eq=False, repr=False)
class CaseFlaw(Compared):
    """One thing that is wrong, or doubtful, in a case in memory, and the way to it in its file."""

    path: Path
    problem: Problem


def flaws_of(case: Case) -> tuple[CaseFlaw, ...]:
    """What keeps a file from holding the case, all at once; nothing of a case that is sound."""
    return judged(data_of(case), case.id)[1]


def doubts_of(case: Case) -> tuple[tuple[CaseFlaw, ...], int]:
    """What a file that holds the case would be warned of, and how many things these are.

    Of very many only the first thousand are named.
    """
    findings, _ = _found_in(data_of(case))
    return _flaws(findings, "warning"), findings.number("warning")


def data_of(case: Case) -> dict[str, Any]:
    """The case as a parser of its file would give it, in tables within tables."""
    said = filled(leaves(tables_of_case(case, NO_ENVELOPE, FORMATS[-1])), CaseFile)
    whole: dict[str, Any] = _plain(nested(said))
    return whole


def judged(data: dict[str, Any], case_id: str) -> tuple[Case | None, tuple[CaseFlaw, ...]]:
    """The case that such data say, ``None`` where there are flaws, and these."""
    findings, tables = _found_in(data)
    flaws = _flaws(findings, "error")
    return (None if flaws or tables is None else case_of_tables(tables, case_id)), flaws


def _found_in(data: dict[str, Any]) -> tuple[Findings, CaseFile | None]:
    findings = Findings(source_from_text("the case", ""))
    _refuse_characters(data, (), findings)
    tables = None
    try:
        tables = structure(data, CaseFile, findings, needed=())
        findings.end_of_shapes()
        check_case(tables, findings)
    except FileProblemError:
        pass  # what keeps the rest from being looked at is among the findings
    return findings, tables


def _flaws(findings: Findings, severity: Literal["error", "warning"]) -> tuple[CaseFlaw, ...]:
    return tuple(CaseFlaw(path, problem) for path, problem in findings.by_path(severity))


def _refuse_characters(value: Any, path: Path, findings: Findings) -> None:
    if isinstance(value, str) and (reason := unfit_character(value)):
        findings.error(path, f"{path_words(path)} {reason}", "text without it")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _refuse_characters(inner, (*path, name), findings)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _refuse_characters(inner, (*path, index), findings)


def _plain(value: Any) -> Any:
    """The value as a parser of TOML would give it."""
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
