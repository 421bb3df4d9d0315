"""``planner format``: scenario and case files in the one canonical form.

Its JSON has the key ``files``, an entry for each file that can be read: ``file``, ``changes``
(whether it is, or was, written otherwise) and ``written``.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from planner.by_fields import Compared
from planner.cli.arguments import Parser
from planner.cli.output import say, say_json
from planner.cli.problems import Problems
from planner.cli.schema_line import add_schema_line, schema_target
from planner.errors import FileProblemError, Problem, SaveError
from planner.files.cases.catalogue import names_case
from planner.files.cases.reading import CASE_SUFFIX
from planner.files.formatting import Formatting, formatting_of, schema_line_of
from planner.files.places import places
from planner.files.safety.saving import Saved
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


@frozen(eq=False, repr=False)
class _Outcome(Compared):
    """What became of a file: whether it changes or was written, and that in words for a person."""

    file: str
    changes: bool = False
    written: bool = False
    words: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def json(self) -> dict[str, Any]:
        """The same for a program; what is wrong stands among the errors of the answer."""
        return {"file": self.file, "changes": self.changes, "written": self.written}


def run(arguments: Sequence[str]) -> int:
    """Writes each file in the canonical form, or says with ``--check`` which would change."""
    parsed = parser().parse(arguments)
    as_json, problems, outcomes = parsed.format == "json", Problems(), []
    for file in parsed.operands:
        outcome = _outcome(file, parsed)
        problems.tell(outcome.problems)
        outcomes.append(outcome)
        if outcome.words and not as_json:
            say([outcome.words])
    if as_json:
        read = [outcome.json for outcome in outcomes if not _failed(outcome)]
        say_json(problems.json({"files": read}))
    if any(map(_failed, outcomes)):
        return 2
    return 1 if parsed.check and any(outcome.changes for outcome in outcomes) else 0


def _failed(outcome: _Outcome) -> bool:
    return any(problem.severity == "error" for problem in outcome.problems)


def _outcome(file: str, parsed: Namespace) -> _Outcome:
    """What becomes of one file; a mistake of one keeps no other from being formatted."""
    if not file.endswith(CASE_SUFFIX) and names_case(file):
        return _Outcome(file, problems=(_no_file(file),))
    try:
        if parsed.schema_line is not None:
            return _lined(file, parsed.schema_line, check=parsed.check)
        return _formatted(file, check=parsed.check, may_drop=parsed.drop_comments)
    except FileProblemError as error:
        return _Outcome(file, problems=tuple(error.problems))
    except SaveError as error:
        return _Outcome(file, problems=(Problem(shown_path(file), None, None, str(error)),))


def _no_file(case: str) -> Problem:
    message = "this is the id of a case; only files are written anew"
    expected = "the name of a file, such as talks.case.toml"
    return Problem(shown_path(case), None, None, message, expected)


def _formatted(file: str, *, check: bool, may_drop: bool) -> _Outcome:
    name = shown_path(file)
    formatting = formatting_of(file)
    if check:
        words = f"{name}: would be written anew{_with_comments(formatting)}"
        return _Outcome(file, formatting.changes, words=words if formatting.changes else "")
    if formatting.comments and not may_drop:
        raise SaveError(
            f"{_comments(formatting)} would be lost, so it was left as it is; "
            "move what matters into notes, or add --drop-comments"
        )
    saved = formatting.write()
    if not saved.written:
        return _Outcome(file)
    dropped = Problem(name, None, None, f"{_comments(formatting)} dropped", severity="warning")
    warnings = (*((dropped,) if formatting.comments else ()), *_not_kept(saved))
    words = f"{name}: written in the canonical form"
    return _Outcome(file, changes=True, written=True, words=words, problems=warnings)


def _lined(file: str, schema: str, *, check: bool) -> _Outcome:
    """Puts the line `#:schema` at the top of the file, and changes nothing else."""
    name = shown_path(file)
    target = schema_target(schema, file)
    formatting = schema_line_of(file, target)
    if check:
        words = f"{name}: its line #:schema would change"
        return _Outcome(file, formatting.changes, words=words if formatting.changes else "")
    saved = formatting.write() if formatting.changes else None
    if saved is None or not saved.written:
        return _Outcome(file)
    said = f"names the schema {target}" if target else "names no schema any more"
    words = f"{name}: {said}"
    return _Outcome(file, changes=True, written=True, words=words, problems=_not_kept(saved))


def _not_kept(saved: Saved) -> tuple[Problem, ...]:
    """That there is no way back to the version before, if so."""
    if saved.kept:
        return ()
    message = "the version before could not be kept"
    expected = f"a state folder that can be written, at {shown_path(places().state)}"
    return (Problem(shown_path(saved.path), None, None, message, expected, severity="warning"),)


def _with_comments(formatting: Formatting) -> str:
    return f", with the loss of {_comments(formatting)}" if formatting.comments else ""


def _comments(formatting: Formatting) -> str:
    return counted(formatting.comments, "comment")


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner format",
        "planner format FILE... [--check] [--drop-comments] [--schema-line SCHEMA]\n"
        "       [--format text|json]",
        "Write scenario and case files in the canonical form: diffs then show no layout.",
        _EXAMPLES,
    )
    made.add_operands(
        "FILE", least=1, completes="file", help="the scenario and case files to write anew"
    )
    made.add_argument(
        "--check", action="store_true", help="write nothing; say which files would change"
    )
    made.add_argument(
        "--drop-comments",
        action="store_true",
        help="write files with comments anew too, without these",
    )
    add_schema_line(
        made,
        "put the line `#:schema ...` at the top, for editors, and change nothing else, or with '' "
        "take it away",
    )
    made.add_format()
    return made
