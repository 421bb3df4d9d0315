"""What the pane of reasons says on a row of the main screen, on the readings and on days."""

from __future__ import annotations

from planner.editing.scenario_session import Session
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.scenario import fitted
from planner.reports.content.explain import (
    explain_answer,
    explain_issue,
    explain_left,
    explain_line,
    explain_option,
    explain_party,
    explain_readings,
)
from planner.reports.page import Page
from planner.reports.words.choices import stretch_title
from planner.tui.live_counts import WhatIsLeft
from planner.tui.widgets.issue_rows import IssueRow, Part

__all__ = [
    "reasons_for_day",
    "reasons_for_issue_row",
    "reasons_for_party_row",
    "reasons_for_readings",
]


def reasons_for_readings(session: Session) -> Page:
    """The readings beside each other, on the choices as they stand."""
    return explain_readings(session.verdict, map(session.verdict_under, Reading))


def reasons_for_day(session: Session) -> Page:
    """As of which day one looks, and what flipped from it until all that is stated."""
    from planner.check.between_days import between_days  # noqa: PLC0415 (when asked)
    from planner.reports.content.between_days import day_page  # noqa: PLC0415

    case, day = session.whole_case, session.day
    since = day or session.own_day
    flipped = None
    if since is not None:
        scenario = fitted(session.written, case)
        flipped = between_days(scenario, case, (since, None), reading=session.lens)
    return day_page(case, day, flipped)


def reasons_for_party_row(session: Session, party: str, line: RedLine | None) -> Page:
    """Why a party, with its members, or one of its red lines is what it is."""
    if line is None:
        return explain_party(session.verdict, party, session.scenario)
    return explain_line(session.verdict, line, session.scenario)


def reasons_for_issue_row(session: Session, row: IssueRow, left: WhatIsLeft) -> Page:
    """What an issue is about, or what choosing the row does and what is left then."""
    verdict, issue, name = session.verdict, row.issue, row.name
    picked = session.picked(issue.id)
    if name is None or not row.chooses or issue.id in verdict.not_applying:
        return explain_issue(verdict, issue, picked, session.scenario)
    chosen = row.chosen(picked)
    if row.part is Part.NONE:
        consequence = session.effect_of(issue.id, ())
        return explain_answer(verdict, issue, row.title, (), consequence, chosen=chosen)
    consequence = session.consequences(issue.id)[name]
    if row.option is not None:
        page = explain_option(verdict, issue, row.option, consequence, chosen=chosen)
    else:
        first = int(name.split("..")[0])
        title = stretch_title(issue, name)
        page = explain_answer(verdict, issue, title, first, consequence, chosen=chosen)
    tally = left.tally(issue.id, name)
    why = left.why.get((issue.id, name))
    said_already = consequence.crossed and tally is not None and tally.open == 0
    if said_already or not any(line.counted for line in verdict.lines):
        tally = None  # a reading that counts no line says nothing of how many are left
    return Page(page.heading, (*explain_left(verdict.case, tally, why), *page.body))
