"""What ``planner report`` is to report on: the scenarios that are named, or cases alone."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.left_out import tell_left_out
from planner.cli.problems import Problems
from planner.cli.scenarios import read_all, refuse_unknown_lines, setting_aside
from planner.cli.usage import UsageError
from planner.editing.quote_checks import check_quotes
from planner.files.cases.catalogue import find_case, names_case
from planner.files.places import HERE
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Case
from planner.reports.content.quotes import doubts_of
from planner.reports.content.report import REPORTS, Given

if TYPE_CHECKING:
    from planner.reports.content.quote_marks import Mark

__all__ = ["reported"]


def reported(parsed: Namespace, told: Problems) -> list[Given]:
    """The operands in their order; of files that cannot be read the problems are told instead.

    Raises :class:`~planner.errors.PlannerError` for a case that cannot be found or read, and for
    one that the report does not take.
    """
    cases = {name: None for name in parsed.operands if names_case(name)}
    _refuse_cases(parsed.kind, [*cases])
    files = [name for name in parsed.operands if name not in cases]
    read = partial(read_scenario, private=parsed.private)
    scenarios = read_all(files, told, read)
    refuse_unknown_lines(parsed.set_aside or [], [scenario for _, scenario in scenarios])
    marks = {each.case_file: _marks(each.case, each.case_file) for _, each in scenarios}
    found = {
        name: Given(
            name,
            setting_aside(each.written, each.case, parsed.set_aside),
            each.case,
            doubts=marks[each.case_file],
        )
        for name, each in scenarios
    }
    beside = [each.case_file for _, each in scenarios]
    for name in cases:
        loaded = find_case(name, HERE, private=parsed.private)
        told.tell(loaded.warnings)
        beside.append(loaded.path)
        found[name] = Given.of_case(name, loaded.shown, _marks(loaded.shown, loaded.path))
    if not parsed.private:
        tell_left_out("report", beside, "; --private hands it out too")
    return [found[name] for name in parsed.operands if name in found]


def _marks(case: Case, file: Path) -> Mapping[tuple[str, str], Mark]:
    return doubts_of(check_quotes(case, file).quotes.values())


def _refuse_cases(kind: str, cases: list[str]) -> None:
    if cases and not REPORTS[kind].of_cases:
        taking = " or ".join(f"--as {name}" for name, known in REPORTS.items() if known.of_cases)
        message = f'"{cases[0]}" is a case, and {kind} is on scenarios'
        raise UsageError(message, f"a scenario, or {taking}")
