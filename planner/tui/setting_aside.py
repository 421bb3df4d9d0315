"""Setting red lines aside: which of them a row of the deal offers, and what is said of it."""

from __future__ import annotations

from planner.check.verdict import LineVerdict
from planner.editing.scenario_session import Session
from planner.model.private import added_privately
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import LINE_WORDS, why_not_counted
from planner.tui.said_of_deal import lines_under
from planner.tui.widgets.ask_list import AskRow
from planner.tui.widgets.issue_rows import IssueRow

__all__ = ["lines_to_set_aside", "row_of_line", "set_aside_or_count"]

_CROSSING = ("✗", "+", "/")


def lines_to_set_aside(session: Session, row: IssueRow) -> list[str]:
    """The lines that the row crosses, or are set aside there; else all that it speaks of."""
    issue = row.issue
    said = lines_under(session, row)
    crossing = [each.line.id for each in said if each.sign in _CROSSING]
    aside = [
        line.id
        for line in session.case.red_lines
        if issue.id in line.issues and line.id in session.scenario.set_aside
    ]
    found = list(dict.fromkeys([*crossing, *aside]))
    if found:
        return found
    spoken_of = {each.line.id for each in said}
    return [
        held.line.id
        for held in session.verdict.lines
        if held.counted and (issue.id in held.line.issues or held.line.id in spoken_of)
    ]


def row_of_line(session: Session, line: str) -> AskRow:
    """The line as a row to choose from, marked where it is set aside."""
    held = _verdict_on(session, line)
    words = f"{LINE_WORDS[held.status]} · {held.line.title}"
    return AskRow(line, id_words(held.line), words, marked=held.set_aside)


def set_aside_or_count(session: Session, line: str, *, aside: bool) -> str:
    """Leave the line out of the count or count it again; what came of it, empty for nothing.

    A private one is left out here alone, since no file may name it.
    """
    private = added_privately(session.whole_case, line)
    if private:
        session.look_without(line, without=aside)
    elif session.set_aside(line, aside=aside) is None:
        return ""
    named = id_words(session.whole_case.red_lines_by_id[line])
    if not aside:
        why = why_not_counted(_verdict_on(session, line), session.verdict.reading)
        return f"{named} is not set aside any more; {why}." if why else f"{named} counts again."
    if private:
        return f"{named} is set aside here alone: no file names it."
    return f"{named} is set aside. e says why."


def _verdict_on(session: Session, line: str) -> LineVerdict:
    return next(each for each in session.verdict.lines if each.line.id == line)
