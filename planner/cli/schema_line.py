"""``--schema-line``: the schema that a file names at its top, for who edits it."""

from __future__ import annotations

from planner.cli.arguments import Parser
from planner.cli.usage import UsageError
from planner.files.places import places

__all__ = ["add_schema_line", "schema_target"]


def add_schema_line(parser: Parser, what: str) -> None:
    """Adds the option; ``what`` says what it does here."""
    parser.add_argument(
        "--schema-line",
        metavar="SCHEMA",
        help=f"{what}; SCHEMA is a file, such as one that `planner schema` printed, or an address",
    )
    parser.completes["--schema-line"] = "file"


def schema_target(schema: str, file: str) -> str:
    """The schema as the file is to name it: a path from where it lies, an address as it is.

    Raises :class:`UsageError` for what fits in no line.
    """
    if not schema.isprintable():
        raise UsageError("--schema-line: a path with control characters fits in no line")
    if not schema or "://" in schema:
        return schema
    return places().relative(schema, places().absolute(file).parent)
