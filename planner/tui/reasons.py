"""What the pane of reasons says on a row of the main screen, on the readings and on days."""

from __future__ import annotations

from planner.check.stretches import stretch_name
from planner.check.verdict import LineVerdict, PartyVerdict
from planner.editing.scenario_session import Session
from planner.model.reading import Reading
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
from planner.tui.widgets.issue_rows import IssueRow

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


def reasons_for_party_row(session: Session, row: PartyVerdict | LineVerdict) -> Page:
    """Why a party or a red line is what it is."""
    if isinstance(row, PartyVerdict):
        return explain_party(session.verdict, row.party.id, session.scenario)
    return explain_line(session.verdict, row.line, session.scenario)


def reasons_for_issue_row(session: Session, row: IssueRow, left: WhatIsLeft) -> Page:
    """What an issue is about, or what choosing the row does and what is left then."""
    verdict, scenario, issue = session.verdict, session.scenario, row.issue
    picked = session.picked(issue.id)
    if row.stretch is not None:
        name = stretch_name(row.stretch)
        title, done = stretch_title(issue, name), session.consequences(issue.id)[name]
        chosen = row.chosen(picked)
        return explain_answer(verdict, issue, title, row.stretch[0], done, chosen=chosen)
    if row.option is None:
        return explain_issue(verdict, issue, picked, scenario.note(issue.id))
    consequence = session.consequences(issue.id)[row.option.id]
    chosen = row.chosen(picked)
    page = explain_option(verdict, issue, row.option, consequence, chosen=chosen)
    tally = left.tally(issue.id, row.option.id)
    why = left.why.get((issue.id, row.option.id))
    said_already = consequence.crossed and tally is not None and tally.open == 0
    if said_already or not any(line.counted for line in verdict.lines):
        tally = None  # a reading that counts no line says nothing of how many are left
    return Page(page.heading, (*explain_left(verdict.case, tally, why), *page.body))
