"""``planner compare``: put two to four scenarios of one case side by side.

The keys of its JSON are told in :func:`planner.reports.formats.json_comparison.comparison_json`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from planner.check.as_of import case_as_of
from planner.check.checker import check
from planner.check.comparison import MOST_COLUMNS, Column, Comparison
from planner.cli.arguments import Parser
from planner.cli.output import say, say_json, width
from planner.cli.problems import Problems
from planner.cli.scenarios import read_all, refuse_unknown_lines, setting_aside
from planner.cli.two_codings import are_cases, compare_codings
from planner.cli.usage import UsageError, refuse_given
from planner.editing.scenario_states import read_state
from planner.errors import Problem
from planner.files.cases.private import private_file
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.model.reading import Reading
from planner.model.scenario import fitted, vanished
from planner.visible import shown_path

__all__ = ["parser", "run"]

_EXAMPLES = """\
All are judged by one reading and as of one day: those that the first file says, or --reading and
--as-of; a file that says others is marked. Each keeps the lines that it sets aside, unless
--set-aside names those of all. That one crosses only a part of another's lines is said where both
set the same lines aside.

A state is a file, or one of its earlier ones: REVISION:FILE is what git recorded (a commit, a
branch, HEAD~2), FILE@1 the newest of the versions that the planner kept, FILE@draft unsaved work.

States of several versions of the case are judged by one: that of the state named last whose case is
a file, else of the last one. What it does not have of another's choices is kept, told, and differs.

Two cases are compared as two people's codings of one negotiation: where they differ, statement by
statement, line by line and in all else that a case says, and how far they agree on each field, with
Cohen's kappa. States of a case are compared likewise.

examples:
  planner compare mine.toml theirs.toml
  planner compare HEAD~3:deal.toml deal.toml
  planner compare deal.toml@1 deal.toml deal.toml@draft
  planner compare mine.toml theirs.toml --reading strict --format json
  planner compare ada.case.toml bo.case.toml
  planner compare HEAD~3:talks.case.toml talks.case.toml

exit codes:
  0    the same choices, with the same reading, day and lines set aside; the same coding
  1    they differ
  2    wrong usage, a file that cannot be read, or scenarios of different cases
"""

_AS_WRITTEN = "is for scenarios; cases are compared as they are written"


def run(arguments: Sequence[str]) -> int:
    """Compares the files and says what differs, for whom, and what leads from one to another."""
    parsed = parser().parse(arguments)
    if are_cases(parsed.operands):
        # Two codings are compared as they are written: nothing is judged.
        refuse_given(parsed, ("reading", "set_aside", "as_of"), _AS_WRITTEN)
        return compare_codings(parsed.operands, as_json=parsed.format == "json")
    if len(parsed.operands) > MOST_COLUMNS:
        number = len(parsed.operands)
        raise UsageError(f"at most {MOST_COLUMNS} scenarios stand side by side, not {number}")
    problems = Problems()
    read = _read(parsed.operands, problems, private=not parsed.without_private)
    loaded = _under_one_version(read, problems)
    refuse_unknown_lines(parsed.set_aside or [], [scenario for _, scenario in loaded])
    if len(loaded) < len(parsed.operands):
        if parsed.format == "json":
            say_json(problems.json({}))
        return 2
    _, first = loaded[0]
    reading = parsed.reading or first.scenario.reading or first.case.reading
    (day,) = (first.written.as_of,) if parsed.as_of is None else parsed.as_of
    column = partial(_column, day=day, reading=reading, set_aside=parsed.set_aside)
    comparison = Comparison(
        tuple(
            column(file, each, of_other_version=each is not own)
            for (file, each), (_, own) in zip(loaded, read, strict=True)
        ),
        as_of=day,
        reading_asked=parsed.reading is not None,
        day_asked=parsed.as_of is not None,
    )
    if parsed.format == "json":
        from planner.reports.formats.json_comparison import comparison_json  # noqa: PLC0415 (text or JSON)

        say_json(problems.json(comparison_json(comparison)))
    else:
        from planner.reports.content.compare import comparison_blocks  # noqa: PLC0415 (likewise)
        from planner.reports.formats.text import REPORT, text_lines  # noqa: PLC0415 (likewise)

        say(text_lines(comparison_blocks(comparison), width(), REPORT))
    return 0 if comparison.same else 1


def _read(
    names: Sequence[str], problems: Problems, *, private: bool
) -> list[tuple[str, LoadedScenario]]:
    """The states that can be read; ``private``: with the overlay beside the case of each.

    What git recorded has no overlay: beside such a state all are compared without.
    """
    if private and all(map(os.path.lexists, names)):
        return read_all(names, problems, partial(read_scenario, private=True))
    read = read_all(names, problems, read_state)
    if private:
        beside = dict.fromkeys(private_file(state.case_file) for _, state in read)
        problems.tell(_left_out(file) for file in beside if os.path.lexists(file))
    return read


def _left_out(overlay: Path) -> Problem:
    message = "this overlay is left out here: not all that is compared are files"
    hint = "compare files, such as a copy of an earlier state, to judge with it"
    return Problem(shown_path(overlay), None, None, message, hint=hint, severity="warning")


def _under_one_version(
    read: Sequence[tuple[str, LoadedScenario]], problems: Problems
) -> Sequence[tuple[str, LoadedScenario]]:
    """The states as they read under one version of their case; the answer says whose that is."""
    first, *others = (state.case for _, state in read) if read else (None,)
    if all(case == first for case in others):
        return read
    from planner.editing.one_version import (  # noqa: PLC0415 (rarely)
        judging_version,
        under_version,
    )

    case = judging_version([state for _, state in read])
    found = [(file, under_version(file, state, case)) for file, state in read]
    for (_, each), (_, own) in zip(found, read, strict=True):
        if each is not own:
            problems.keep(each.warnings[:1])  # that there are two versions: the answer says so
            problems.tell(each.warnings)
    return found


def _column(  # noqa: PLR0913 (what the answer was asked for, and of which state)
    file: str,
    loaded: LoadedScenario,
    *,
    day: dt.date | None,
    reading: Reading,
    set_aside: Sequence[str] | None,
    of_other_version: bool,
) -> Column:
    case = case_as_of(loaded.case, day)
    scenario = setting_aside(fitted(loaded.written, case, begun=True), case, set_aside)
    gone = vanished(setting_aside(loaded.written, loaded.case, set_aside), loaded.case)
    return Column(file, scenario, check(case, scenario, reading=reading), gone, of_other_version)


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner compare",
        "planner compare A B [C D] [--reading NAME] [--set-aside ID] [--as-of DATE]\n"
        "       [--without-private] [--format text|json]",
        "Put scenarios of one case side by side: what differs, whose lines each crosses, what "
        "leads from one to another.",
        _EXAMPLES,
    )
    made.add_operands("FILE", least=2, completes="file", help="the scenarios to compare")
    made.add_reading()
    made.add_as_of()
    made.add_without_private()
    made.add_format()
    return made
