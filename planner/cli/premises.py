"""What a question about a case takes for granted: its subject, and the choices that are fixed."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from pathlib import Path

from attrs import frozen

from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.check.as_of import case_as_of
from planner.cli.arguments import Parser, names
from planner.cli.choices import fixed_choices, fixes
from planner.cli.problems import Problems
from planner.cli.usage import unknown
from planner.errors import UnknownNameError
from planner.files.cases.catalogue import find_case
from planner.files.cases.reading import CASE_SUFFIX, LoadedCase
from planner.files.places import HERE
from planner.files.scenarios.reading import read_scenario
from planner.files.standing import is_file
from planner.model.case import Case
from planner.model.scenario import Scenario, fitted

__all__ = ["Subject", "add_choices", "premises_asked", "subject_named"]


@frozen(eq=False, repr=False)
class Subject(Compared):
    """What is analysed: a case, the choices fixed in it, and what its file says of the reading.

    ``of_case`` is the case as it was read.
    """

    case: Case
    scenario: Scenario
    of_case: LoadedCase


def subject_named(name: str, problems: Problems, *, private: bool = False) -> Subject:
    """What the name means: a file by its ending, all else the id of a case.

    ``private``: with the overlay beside the case.
    """
    if not name.endswith(CASE_SUFFIX) and (is_file(name) or Path(name).suffix == ".toml"):
        loaded = read_scenario(name, private=private)
        problems.tell(loaded.warnings)
        scenario = fitted(loaded.written, loaded.case, begun=True)
        return Subject(loaded.case, scenario, loaded.of_case)
    found = find_case(name, HERE, private=private)
    problems.tell(found.warnings)
    return Subject(found.shown, Scenario(found.case.id), found)


def premises_asked(parsed: Namespace, subject: Subject) -> tuple[Premises, dt.date | None]:
    """What the options say to take for granted, and the day as of which it is judged.

    Raises :class:`~planner.errors.UnknownNameError` for a red line that the case does not have.
    """
    for line in parsed.set_aside or []:
        if line not in subject.case.red_lines_by_id:
            raise UnknownNameError.of(unknown("red line", line, subject.case.red_lines_by_id))
    (day,) = (subject.scenario.as_of,) if parsed.as_of is None else parsed.as_of
    case = case_as_of(subject.case, day)
    own = dict(fitted(subject.scenario, case, begun=True).chosen())
    premises = Premises(
        case,
        parsed.reading or subject.scenario.reading or case.reading,
        subject.scenario.set_aside if parsed.set_aside is None else parsed.set_aside,
        fixed_choices(case, own, parsed.fix or [], parsed.free or []),
    )
    return premises, day


def add_choices(made: Parser) -> None:
    """Adds ``--fix`` and ``--free``, which change the choices that the file fixes."""
    made.add_argument(
        "--fix",
        action="extend",
        type=fixes,
        metavar="ISSUE=OPTION",
        help="a choice to keep fixed; ISSUE=A,B where several options may hold together (exactly "
        "these; ISSUE= none of them), ISSUE=800000 for a number; repeat it or separate choices by "
        "commas",
    )
    made.add_argument(
        "--free",
        action="extend",
        type=names,
        metavar="ISSUE",
        help="an issue to leave undecided, whatever the scenario chose; repeat it or separate "
        "issues by commas",
    )
