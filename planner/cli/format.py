"""``planner format``: scenario and case files in the one canonical form."""

from __future__ import annotations

from collections.abc import Sequence

from planner.cli.arguments import Parser
from planner.cli.output import complain, say
from planner.cli.schema_line import add_schema_line, schema_target
from planner.errors import FileProblemError, SaveError
from planner.files.formatting import Formatting, formatting_of, schema_line_of
from planner.reports.words.numbers import counted
from planner.visible import shown_path

__all__ = ["parser", "run"]

_EXAMPLES = """\
The canonical form: tables in the order of the format, in a scenario one [choices.ISSUE] for each
issue in the order of the case, nothing empty. It says exactly what the file said, and keeps the
line ends, the digest of the case and a line `#:schema ...` at the top. It holds no other comments:
a file with comments is left as it is unless --drop-comments says that they may go. The version
before is kept in the planner's state folder.

examples:
  planner format scenarios/*.toml
  planner format scenarios/*.toml --check
  planner format own.case.toml --drop-comments
  planner format scenarios/*.toml --schema-line talks.schema.json

exit codes:
  0    every file is in the canonical form now; with --check: already
  1    with --check: a file would change
  2    wrong usage, or a file that cannot be read, written or formatted; it stays as it is
"""


def run(arguments: Sequence[str]) -> int:
    """Writes each file in the canonical form, or says with ``--check`` which would change."""
    parsed = parser().parse(arguments)
    code = 0
    for file in parsed.operands:
        try:
            if parsed.schema_line is not None:
                found = _lined(file, parsed.schema_line, check=parsed.check)
            else:
                found = _formatted(file, check=parsed.check, may_drop=parsed.drop_comments)
        except FileProblemError as error:
            complain(map(str, error.problems))
            found = 2
        except SaveError as error:
            complain([f"{shown_path(file)}: error: {error}"])
            found = 2
        code = max(code, found)
    return code


def _formatted(file: str, *, check: bool, may_drop: bool) -> int:
    name = shown_path(file)
    formatting = formatting_of(file)
    if check:
        if formatting.changes:
            say([f"{name}: would be written anew{_with_comments(formatting)}"])
        return 1 if formatting.changes else 0
    if formatting.comments and not may_drop:
        raise SaveError(
            f"{_comments(formatting)} would be lost, so it was left as it is; "
            "move what matters into notes, or add --drop-comments"
        )
    if formatting.write().written:
        say([f"{name}: written in the canonical form"])
        if formatting.comments:
            complain([f"{name}: warning: {_comments(formatting)} dropped"])
    return 0


def _lined(file: str, schema: str, *, check: bool) -> int:
    """Puts the line `#:schema` at the top of the file, and changes nothing else."""
    name = shown_path(file)
    target = schema_target(schema, file)
    formatting = schema_line_of(file, target)
    if check:
        if formatting.changes:
            say([f"{name}: its line #:schema would change"])
        return 1 if formatting.changes else 0
    if formatting.changes and formatting.write().written:
        said = f"names the schema {target}" if target else "names no schema any more"
        say([f"{name}: {said}"])
    return 0


def _with_comments(formatting: Formatting) -> str:
    return f", with the loss of {_comments(formatting)}" if formatting.comments else ""


def _comments(formatting: Formatting) -> str:
    return counted(formatting.comments, "comment")


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner format",
        "planner format FILE... [--check] [--drop-comments] [--schema-line SCHEMA]",
        "Write scenario and case files in the canonical form: diffs then show no layout.",
        _EXAMPLES,
    )
    made.add_operands("FILE", least=1, completes="file", help="the scenario files to write anew")
    made.add_argument(
        "--check", action="store_true", help="write nothing; say which files would change"
    )
    made.add_argument(
        "--drop-comments", action="store_true", help="write files anew that hold comments, too"
    )
    add_schema_line(
        made,
        "put the line `#:schema ...` at the top, for editors, and change nothing else, or with '' "
        "take it away",
    )
    return made
