"""The shape of a private overlay: the tables of a case file that may stand in it."""

# No ``from __future__ import annotations``, as in the tables of a case file.

from attrs import Factory

from planner.files.cases.tables import RedLineTable, SourceTable, StatementTable
from planner.files.toml.fields import described, format_number, table
from planner.files.toml.values import FormatNumber, Identifier

__all__ = ["PrivateFile"]


@table
class PrivateFile:
    """A whole private overlay: what stands beside a case for those who have the file."""

    format: FormatNumber = format_number()
    sources: dict[Identifier, SourceTable] = described(
        "Sources that it adds, or puts in place of the case's, by id", Factory(dict)
    )
    statements: dict[Identifier, StatementTable] = described(
        "Statements that it adds, or puts in place of the case's, by id", Factory(dict)
    )
    red_lines: dict[Identifier, RedLineTable] = described(
        "Red lines that it adds, or puts in place of the case's, by id", Factory(dict)
    )
