"""``planner cases``: which cases there are, in the current folder and bundled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.cli.arguments import Parser
from planner.cli.output import complain, say, say_json, width
from planner.cli.problems import Problems
from planner.errors import FileProblemError
from planner.files.cases.catalogue import bundled_folder, case_files
from planner.files.cases.reading import read_case
from planner.files.places import HERE
from planner.model.case import Case

__all__ = ["parser", "run", "say_cases"]

_EXAMPLES = """\
The *.case.toml of the current folder come first, then the bundled cases. A file that cannot be read
is named on standard error with its first mistake; the others are listed all the same.

exit codes:
  0    fine
  2    wrong usage, or a case file that cannot be read
"""


def run(arguments: Sequence[str]) -> int:
    """Lists the cases with their size and their file."""
    parsed = parser().parse(arguments)
    if parsed.format == "json":
        from planner.reports.formats.json_cases import case_entry  # noqa: PLC0415 (text or JSON, not both)

        problems = Problems()
        cases, broken = _read(problems)
        say_json(problems.json({"cases": [case_entry(path, case) for path, case in cases]}))
    else:
        broken = say_cases()
    return 2 if broken else 0


def say_cases() -> bool:
    """Print the cases at hand as text; whether any file was broken."""
    from planner.reports.content.cases import case_list  # noqa: PLC0415 (likewise)
    from planner.reports.formats.text import REPORT, text_lines  # noqa: PLC0415 (likewise)

    cases, broken = _read(Problems())
    say(text_lines([case_list(cases)], width(), REPORT))
    return broken


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner cases",
        "planner cases [--format text|json]",
        "List the cases that scenarios can be made for.",
        _EXAMPLES,
    )
    made.add_format()
    return made


def _read(problems: Problems) -> tuple[list[tuple[str, Case]], bool]:
    """The cases with the paths of their files, and whether any file was broken."""
    own = () if _is_bundled_folder(HERE) else case_files(HERE)
    files = (*own, *case_files(bundled_folder()))
    cases = []
    broken = False
    for path in files:
        try:
            cases.append((str(path), read_case(path).case))
        except FileProblemError as error:
            broken = True
            problems.keep(error.problems)
            complain([str(error.problems[0])])
    return cases, broken


def _is_bundled_folder(folder: Path) -> bool:
    try:
        return bundled_folder().samefile(folder)
    except OSError:  # the current folder may have been removed
        return False
