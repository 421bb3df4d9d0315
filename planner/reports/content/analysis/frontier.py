"""The frontier: the clear scenarios that no other one beats on every line by points."""

from __future__ import annotations

from planner.analysis.questions.frontier import Frontier, FrontierPoint
from planner.analysis.questions.premises import Premises
from planner.check.proposal import Kind
from planner.model.case import Case
from planner.reports.content.analysis.finding import Choose, Finding, Section, text
from planner.reports.content.analysis.open_set import full_choices
from planner.reports.page import Block, Table, Tone
from planner.reports.words.analysis import scenarios_words
from planner.reports.words.counts import no_line_words
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.points import given_points, scored_by
from planner.reports.words.stops import not_finished
from planner.reports.words.verdicts import listed, sentence

__all__ = ["frontier_section"]


def frontier_section(premises: Premises, found: Frontier) -> Section:
    """What no other clear scenario gives at least as many points to each line, and more to one."""
    case = premises.case
    if not premises.counted:
        return Section("frontier", "", (text(sentence(no_line_words("the frontier"))),))
    if found.without:
        names = [case.parties_by_id[party].name for party in found.without]
        have = agreeing(len(names), "has", "have")
        words = (
            f"{listed(names, 'and')} {have} no counted line by points: the frontier needs one of "
            "each party."
        )
        return Section("frontier", "not every party has points", (text(words, Tone.UNDECIDED),))
    if found.reason:
        words = sentence(not_finished(found.reason))
        return Section("frontier", "not finished", (text(words, Tone.UNDECIDED),))
    number = len(found.listed) + found.beyond
    if not number:
        return Section("frontier", "none", (text("No scenario is clear.", Tone.CROSSED),))
    summary: list[Block] = [
        text(
            "No other clear scenario gives each line by points at least as many points as one of "
            "these, and one of them more. They stand in the case's order."
        )
    ]
    if found.beyond:
        others = agreeing(found.beyond, "is another that is", "are others that are")
        words = f"There {others} not listed: {found.beyond:,}."
        summary.append(text(words, Tone.MUTED))
    findings = tuple(_point_finding(case, point) for point in found.listed)
    return Section("frontier", f"{counted(number, 'set')} of points", tuple(summary), findings)


def _point_finding(case: Case, point: FrontierPoint) -> Finding:
    rows = []
    for line_id, points in point.points.items():
        line = case.red_lines_by_id[line_id]
        by = "" if line.points is None else scored_by(line.points.scored_by).removeprefix(", ")
        party = case.parties_by_id[line.party].name
        rows.append((party, line_id, given_points(points), by))
    one = "One of them" if point.scenarios > 1 else "It"
    whole = f"{one}: {full_choices(case, point.choices)}."
    blocks: list[Block] = [Table(rows, right=[2]), text(whole)]
    title = ", ".join(f"{line} {given_points(points)}" for line, points in point.points.items())
    return Finding(
        title,
        scenarios_words(point.scenarios),
        blocks=tuple(blocks),
        lines=tuple(point.points),
        step=Choose(Kind.FRONTIER, point.choices),
    )
