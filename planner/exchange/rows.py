"""Scenarios as JSON lines or CSV, one after another: of however many, one is held at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from planner.model.case import Case
from planner.model.conditions import Pick

__all__ = ["csv_lines", "json_lines", "rows_as_csv"]

Choices = Mapping[str, Pick]


def json_lines(case: Case, scenarios: Iterable[Choices]) -> Iterator[str]:
    """A line for each scenario: an object with a key for each issue.

    An option is a string, options that hold together an array, a number an integer; null where the
    issue does not apply.
    """
    issues = [issue.id for issue in case.issues]
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for choices in scenarios:
        yield dumps({issue: choices.get(issue) for issue in issues}) + "\n"


def csv_lines(case: Case, scenarios: Iterable[Choices]) -> Iterator[str]:
    """The same as CSV with a header line.

    Options that hold together are separated by ``|``, ``[]`` is none of them, and empty is an issue
    that does not apply.
    """
    issues = [issue.id for issue in case.issues]
    return rows_as_csv(
        issues, ([_cell(choices.get(issue)) for issue in issues] for choices in scenarios)
    )


def rows_as_csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Lines of CSV, as spreadsheets read it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        yield _taken(out)
        writer.writerow(row)
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _cell(pick: Pick | None) -> str:
    if pick is None:
        return ""
    return ("|".join(pick) or "[]") if isinstance(pick, tuple) else str(pick)
