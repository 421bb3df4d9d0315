"""``planner export``: the open scenarios of a case, or the case itself, for other tools."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

from planner.analysis.engine.limits import Limit, LimitReachedError
from planner.analysis.questions.open_set import list_open
from planner.cli.arguments import Parser, one_of
from planner.cli.engines import use_known_engines
from planner.cli.left_out import tell_left_out
from planner.cli.output import complain, say_pieces
from planner.cli.premises import add_choices, premises_asked, subject_named
from planner.cli.problems import Problems
from planner.cli.usage import UsageError, refuse_given, refuse_source
from planner.errors import PlannerError
from planner.exchange.matrix import COLUMNS, case_rows
from planner.exchange.no_place import without_place
from planner.exchange.rows import csv_lines, json_lines, rows_as_csv
from planner.files.places import HERE
from planner.files.safety.flushing import flush
from planner.files.standing import is_folder
from planner.reports.words.stops import reason_words
from planner.visible import shown_path, visible

__all__ = ["parser", "run"]

_WHAT = ("open", "case")
_WHOLE_CASE = "is for clear scenarios; a case is exported as it is written"
_FORMS = ("jsonl", "csv")
_EXAMPLES = """\
The clear scenarios are those that cross no counted red line, under the choices that a scenario
fixes or --fix does. They are written one after another: ten million take no more memory than one.
With --what case the case is written as a matrix in CSV, which `planner import` reads; what such a
matrix has no place for is listed.

examples:
  planner export ukraine-2025-08 --out open.jsonl
  planner export scenarios/sketch-with-open-questions.toml --as csv --out open.csv
  planner export ukraine-2025-08 --what case --out matrix.csv
  duckdb -c "COPY (FROM 'open.jsonl') TO 'open.parquet'"

exit codes:
  0    written, also where no scenario is clear
  2    wrong usage, or a file that cannot be read or made (one of that name exists already, say)
"""


def run(arguments: Sequence[str]) -> int:
    """Writes the open scenarios, or the case."""
    parsed = parser().parse(arguments)
    (name,) = parsed.operands
    form = parsed.form or ("csv" if parsed.what == "case" else "jsonl")
    if parsed.what == "case" and form != "csv":
        raise UsageError("a case is written as csv", "--as csv, or nothing")
    if parsed.what == "case":
        refuse_given(parsed, ("reading", "set_aside", "fix", "free", "as_of"), _WHOLE_CASE)
    _refuse_folder(parsed.out)
    refuse_source(parsed.out, "a matrix" if parsed.what == "case" else "a list of clear scenarios")
    subject = subject_named(name, Problems())
    tell_left_out("export", [subject.of_case.path], ": an export is of the shared case alone")
    try:
        if parsed.what == "case":
            _put(parsed.out, rows_as_csv(COLUMNS, case_rows(subject.case)), form)
            if lost := without_place(subject.case):
                complain(["Not carried over:", *(f"- {each}" for each in lost)])
        else:
            premises, _ = premises_asked(parsed, subject)
            lines = json_lines if form == "jsonl" else csv_lines
            use_known_engines()
            found = iter(list_open(premises, Limit(seconds=None)))
            first = [*islice(found, 1)]
            _put(parsed.out, lines(premises.case, chain(first, found)), form)
            if not first:
                complain(["planner export: no scenario is clear, so none is listed"])
    except LimitReachedError as error:
        raise PlannerError(f"it was not finished: {reason_words(error.reason)}") from None
    return 0


def _refuse_folder(out: str | None) -> None:
    """Before the clear scenarios are looked for, which may take long."""
    if out is None:
        return
    # A name that no file can have is told where the file is made.
    if not out or out.endswith(("/", os.sep)) or is_folder(out):
        raise UsageError(f'"{visible(out)}" names no file', "--out PATH, a new file")


def _put(out: str | None, pieces: Iterable[str], form: str) -> None:
    """Writes the pieces to standard output, or to a new file that is whole or not there at all."""
    if out is None:
        say_pieces(pieces)
        return
    path = HERE / out
    made = path.parent / f".planner-{os.urandom(4).hex()}.tmp"
    # Spreadsheets take a CSV for UTF-8 where it begins with a byte order mark.
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    try:
        with made.open("x", encoding=encoding, newline="") as file:
            file.writelines(pieces)
            file.flush()
            flush(file.fileno())
        _link(made, path)
    except FileExistsError:
        raise PlannerError(f"{shown_path(path)} exists already, and stays as it is") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlannerError(f"{shown_path(path)} cannot be written ({reason})") from None
    finally:
        with suppress(OSError):
            made.unlink()


def _link(made: Path, path: Path) -> None:
    """Gives the file its name, unless that is taken."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError from None
        made.rename(path)


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner export",
        "planner export CASE-OR-SCENARIO [--what open|case] [--as jsonl|csv] [--out PATH]\n"
        "       [--reading NAME] [--set-aside ID] [--fix ISSUE=OPTION] [--free ISSUE]\n"
        "       [--as-of DATE]",
        "Write the clear scenarios, or a case, for other tools.",
        _EXAMPLES,
    )
    made.add_case_or_scenario()
    made.add_argument(
        "--what",
        type=one_of("thing to export", _WHAT),
        default="open",
        metavar="open|case",
        help="the clear scenarios (default), or the case",
    )
    made.add_argument(
        "--as",
        dest="form",
        type=one_of("form", _FORMS),
        metavar="jsonl|csv",
        help="JSON lines (default), or CSV",
    )
    made.add_argument("--out", metavar="PATH", help="a new file; standard output if left out")
    made.completes["--out"] = "file"
    made.add_reading()
    made.add_as_of()
    add_choices(made)
    return made
