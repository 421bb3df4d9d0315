"""The case as of a day: what had been stated by then, and had not been superseded yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from attrs import evolve

from planner.model.case import Case, Issue, following_evidence
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario
from planner.model.statements import Statement

__all__ = ["case_as_of", "written_as_of"]


def case_as_of(case: Case, day: dt.date | None) -> Case:
    """The case with what stands at the end of that day; ``None``: with all that was ever stated.

    A statement stands from its date on, and without one always, until the date of the statement
    that supersedes it. A red line stands from its own date on, or without one from the first day on
    which any of its evidence stands; without evidence always. It stands until the line that
    supersedes it does, whatever becomes of its evidence.

    Nothing names what does not stand: it is no evidence, what repeats it repeats what that one
    repeated, and what supersedes something only later is not known yet. A line whose strength is
    left out is as strong as what stands of its evidence. Where all of it stands this is the case
    itself.
    """
    if day is None and not _any_superseded(case):
        return case
    timed = _Timed(case, day)
    statements = tuple(s for s in case.statements if timed.statement_stands(s))
    lines = tuple(line for line in case.red_lines if timed.line_stands(line))
    if len(statements) == len(case.statements) and len(lines) == len(case.red_lines):
        return case
    standing = {statement.id for statement in statements}
    stated = evolve(
        case,
        issues=tuple(_issue(issue, standing) for issue in case.issues),
        statements=tuple(_statement(case, statement, standing) for statement in statements),
        red_lines=tuple(_line(line, standing) for line in lines),
    )
    return following_evidence(stated)


def written_as_of(written: Scenario, case: Case, day: dt.date | None) -> Scenario:
    """The scenario as it is to be judged by the case as of that day, whatever day it says itself.

    It no longer sets aside lines of the case that do not stand on that day; what the case does not
    have on any day stays in it.
    """
    stands = case_as_of(case, day).red_lines_by_id
    known = case.red_lines_by_id
    aside = {
        line: w for line, w in written.set_aside.items() if line in stands or line not in known
    }
    same = day == written.as_of and len(aside) == len(written.set_aside)
    return written if same else evolve(written, as_of=day, set_aside=aside)


def _any_superseded(case: Case) -> bool:
    return any(s.superseded_by for s in case.statements) or any(
        line.superseded_by for line in case.red_lines
    )


class _Timed:
    """What of a case stands at the end of a day."""

    def __init__(self, case: Case, day: dt.date | None) -> None:
        self._case = case
        self._day = dt.date.max if day is None else day

    def statement_stands(self, statement: Statement) -> bool:
        if not self._begun(statement.date):
            return False
        by = self._case.statements_by_id.get(statement.superseded_by or "")
        return by is None or not self._begun(by.date)

    def line_stands(self, line: RedLine) -> bool:
        if not self._begun(self._beginning(line)):
            return False
        by = self._case.red_lines_by_id.get(line.superseded_by or "")
        return by is None or not self._begun(self._beginning(by))

    def _begun(self, date: dt.date | None) -> bool:
        return date is None or date <= self._day

    def _beginning(self, line: RedLine) -> dt.date | None:
        """The day from which on the line is one; ``None`` if it always was."""
        if line.date is not None:
            return line.date
        said = [self._case.statements_by_id[each].date for each in line.evidence]
        dates = [date for date in said if date is not None]
        return min(dates) if dates and len(dates) == len(said) else None


def _statement(case: Case, statement: Statement, standing: set[str]) -> Statement:
    repeats = _repeated(case, statement, standing)
    if statement.superseded_by is None and statement.repeats == repeats:
        return statement
    return evolve(statement, repeats=repeats, superseded_by=None)


def _line(line: RedLine, standing: set[str]) -> RedLine:
    if line.superseded_by is None and standing.issuperset(line.evidence):
        return line
    return evolve(line, evidence=_among(standing, line.evidence), superseded_by=None)


def _issue(issue: Issue, standing: set[str]) -> Issue:
    if all(standing.issuperset(option.evidence) for option in issue.options):
        return issue
    options = (evolve(o, evidence=_among(standing, o.evidence)) for o in issue.options)
    return evolve(issue, options=tuple(options))


def _among(standing: set[str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in standing)


def _repeated(case: Case, statement: Statement, standing: set[str]) -> str | None:
    """The first of what the statement repeats, and that repeats in turn, that stands."""
    passed = {statement.id}
    name = statement.repeats
    while name is not None and name not in standing and name not in passed:
        passed.add(name)
        name = case.statements_by_id[name].repeats
    return name
