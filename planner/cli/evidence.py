"""``planner evidence``: who states a position on what, and where nobody does.

The keys of its JSON are told in :func:`planner.reports.formats.json_coverage.coverage_json`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from planner.check.as_of import case_as_of
from planner.check.coverage import Coverage
from planner.cli.arguments import Parser
from planner.cli.output import say, say_json, width
from planner.cli.problems import Problems
from planner.files.cases.catalogue import find_case
from planner.files.cases.reading import CASE_SUFFIX
from planner.files.places import HERE
from planner.files.scenarios.reading import read_scenario
from planner.files.standing import is_file
from planner.model.case import Case
from planner.reports.content.coverage import coverage_blocks
from planner.reports.formats.json_coverage import coverage_json
from planner.reports.formats.text import REPORT, text_lines
from planner.reports.page import Paragraph
from planner.reports.words.days import stated_until
from planner.reports.words.verdicts import sentence

__all__ = ["parser", "run"]

_EXAMPLES = """\
CASE-OR-SCENARIO is a case's id, a case file (*.case.toml) or a scenario's file, which means its
case. In the table stands the strength of a party's strongest statement on an issue, in brackets how
many there are, and - where it states no position.

examples:
  planner evidence ukraine-2025-08
  planner evidence scenario.toml --format json
  planner evidence ukraine-2025-08 --as-of 2025-08-19

exit codes:
  0    fine
  2    wrong usage, or a file that cannot be read
"""


def run(arguments: Sequence[str]) -> int:
    """Says for each party and issue whether a position is stated, and how strongly."""
    parsed = parser().parse(arguments)
    problems = Problems()
    case, own_day = _case(parsed.operands[0], problems, private=not parsed.without_private)
    (day,) = (own_day,) if parsed.as_of is None else parsed.as_of
    coverage = Coverage(case_as_of(case, day))
    if parsed.format == "json":
        as_of = {} if day is None else {"as_of": day.isoformat()}
        say_json(problems.json(coverage_json(coverage) | as_of))
    else:
        until = [Paragraph(sentence(stated_until(case, day)))] if day is not None else []
        say(text_lines([*until, *coverage_blocks(coverage)], width(), REPORT))
    return 0


def _case(name: str, problems: Problems, *, private: bool) -> tuple[Case, dt.date | None]:
    """The case that is named, and the day that the scenario says through which it is."""
    if not name.endswith(CASE_SUFFIX) and (is_file(name) or Path(name).suffix == ".toml"):
        scenario = read_scenario(name, private=private)
        problems.tell(scenario.warnings)
        return scenario.case, scenario.written.as_of
    loaded = find_case(name, HERE, private=private)
    problems.tell(loaded.warnings)
    return loaded.shown, None


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner evidence",
        "planner evidence CASE-OR-SCENARIO [--as-of DATE] [--without-private]\n"
        "       [--format text|json]",
        "Show on which issues which party states a position, how strongly, and where nobody does.",
        _EXAMPLES,
    )
    made.add_case_or_scenario()
    made.add_as_of()
    made.add_without_private()
    made.add_format()
    return made
