"""``planner log``: a scenario's history from git, choice by choice, with each verdict.

The keys of its JSON are told in :func:`planner.reports.content.log.log_plain`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from planner.cli.arguments import Parser
from planner.cli.output import say, say_json, width
from planner.cli.problems import Problems
from planner.errors import FileProblemError
from planner.files.git_history import recorded_states

__all__ = ["parser", "run"]

_EXAMPLES = """\
Each commit that changed the scenario, also under an earlier name: who and when, what was chosen
otherwise, notes and comments, and the verdict then, by the case as it was in that commit. Git is
only read, and nothing that a repository sets is run. `planner compare REVISION:FILE FILE` puts
states side by side.

examples:
  planner log deal.toml
  planner log deal.toml --last 5 --format json

exit codes:
  0    fine
  2    wrong usage, no git, no repository, or no commit of the file
"""


def run(arguments: Sequence[str]) -> int:
    """Says what git recorded of the scenario."""
    parsed = parser().parse(arguments)
    (file,) = parsed.operands
    problems = Problems()
    try:
        recorded = list(recorded_states(Path(file), parsed.last))
    except FileProblemError as error:
        problems.tell(error.problems)
        if parsed.format == "json":
            say_json(problems.json({}))
        return 2
    if parsed.format == "json":
        from planner.reports.content.log import log_plain  # noqa: PLC0415 (text or JSON)

        say_json(problems.json({"file": file, "commits": log_plain(recorded)}))
    else:
        from planner.reports.content.log import log_blocks  # noqa: PLC0415 (likewise)
        from planner.reports.formats.text import REPORT, text_lines  # noqa: PLC0415 (likewise)

        say(text_lines(log_blocks(file, recorded), width(), REPORT))
    return 0


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner log",
        "planner log FILE [--last N] [--format text|json]",
        "Tell a scenario's history from git: who chose what when, with the verdict at each commit.",
        _EXAMPLES,
    )
    made.add_operands("FILE", least=1, most=1, completes="file", help="the scenario")
    made.add_argument(
        "--last", type=_number, metavar="N", help="only the last N commits that changed it"
    )
    made.add_format()
    return made


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f'"{text}" is no number of commits, such as 5')
    return int(text)
