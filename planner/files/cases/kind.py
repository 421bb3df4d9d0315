"""Cases as documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from planner.files.cases.points import fields_of_points
from planner.files.cases.reading import CASE_SUFFIX, case_from_source, case_of_tables
from planner.files.cases.reviews import reviews_kept
from planner.files.cases.tables import (
    CaseFile,
    CaseTable,
    CoherenceTable,
    IssueTable,
    OptionTable,
    PartyTable,
    RedLineTable,
    SourceTable,
    StatementTable,
)
from planner.files.safety.reading import MAX_CASE_BYTES
from planner.files.toml.envelope import Envelope
from planner.files.toml.kind import Kind
from planner.files.toml.nouns import table_of
from planner.files.toml.read import Read
from planner.files.toml.values import FormatNumber
from planner.model.case import Case, IssueKind

__all__ = ["case_kind", "tables_of_case"]

_Table = TypeVar("_Table")


def case_kind(file_name: str = "") -> Kind[Case]:
    """Cases in a file of that name, which gives a case its id where its text does not."""
    return Kind(
        noun="case",
        suffix=CASE_SUFFIX,
        limit=MAX_CASE_BYTES,
        shape=CaseFile,
        tables=tables_of_case,
        content=case_of_tables,
        reader=lambda source: Read(*_read(case_from_source(source, file_name))),
        sift=reviews_kept,
        named=case_kind,
    )


def tables_of_case(case: Case, _envelope: Envelope, least: int) -> CaseFile:
    """The tables of a case's file, in format ``least``: the lowest can hold any case."""
    return table_of(
        CaseFile,
        case,
        format=FormatNumber(least),
        case=table_of(CaseTable, case),
        parties=_by_id(PartyTable, case.parties),
        issues={
            issue.id: table_of(
                IssueTable,
                issue,
                options=_by_id(OptionTable, issue.options),
                minimum=issue.minimum if issue.kind is IssueKind.NUMBER else None,
                maximum=issue.maximum if issue.kind is IssueKind.NUMBER else None,
            )
            for issue in case.issues
        },
        sources=_by_id(SourceTable, case.sources),
        statements={
            statement.id: table_of(StatementTable, statement, place=statement.place or None)
            for statement in case.statements
        },
        red_lines={
            line.id: table_of(
                RedLineTable,
                line,
                strength=None if line.strength_left_out else line.strength,
                **fields_of_points(line.points),
            )
            for line in case.red_lines
        },
        coherence=_by_id(CoherenceTable, case.coherence),
    )


def _read(found: tuple[Case, tuple[Any, ...]]) -> tuple[Case, Envelope, tuple[Any, ...]]:
    case, warnings = found
    return case, Envelope(), warnings


def _by_id(table: type[_Table], nouns: Iterable[Any]) -> dict[Any, _Table]:
    return {noun.id: table_of(table, noun) for noun in nouns}
