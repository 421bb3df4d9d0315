"""Which red lines clash, and what would open it: conflict sets and ways out."""

from __future__ import annotations

from planner.analysis.analyse import AnalysisPart
from planner.analysis.conflicts import Conflict, Conflicts
from planner.analysis.question import Question
from planner.analysis.ways_out import WayOut, WaysOut
from planner.model import Case, Reading
from planner.reports.analysis_passages.finding import Finding, ReadAs, Section, SetAside, text
from planner.reports.analysis_words import (
    choices_words,
    giving_up,
    heads,
    line_names,
    not_finished,
    opens_words,
    party_names,
    scenarios_words,
)
from planner.reports.counts import count_words
from planner.reports.explain import Kind
from planner.reports.words import counted, listed, sentence

__all__ = ["conflicts_section", "ways_out_section"]


def conflicts_section(question: Question, found: Conflicts) -> Section:
    """The minimal conflict sets with parties and issues; independent ones apart."""
    summary = []
    if found.reason:
        words = sentence(not_finished(found.reason))
        if found.sets:
            words += f" At least {_sets(len(found.sets))} found so far:"
        summary.append(text(words, Kind.UNDECIDED))
    elif found.empty_conflict:
        words = "The choices and coherence rules alone leave no scenario; no red line is needed."
        summary.append(text(words, Kind.CROSSED))
    elif not found.sets:
        summary.append(text("No red lines clash: some scenario respects all counted lines."))
    else:
        words = f"{_sets(len(found.sets))}: red lines that no scenario respects together."
        summary.append(text(words))
    groups = found.groups
    if len(groups) > 1:
        words = f"They fall into {len(groups):,} groups that share no line: each needs a way out."
        summary.append(text(words))
    findings = [
        _conflict_finding(
            question.case,
            conflict,
            f"Independent conflict {n} of {len(groups)}" if len(groups) > 1 else "",
        )
        for n, group in enumerate(groups, 1)
        for conflict in group
        if conflict.lines
    ]
    short = heads(len(findings), "conflict", found.reason)
    if found.empty_conflict:
        short = "the choices alone"
    tone = Kind.CROSSED if found.sets else Kind.MUTED
    return Section(
        AnalysisPart.CONFLICTS, short, tuple(summary), tuple(findings), quotes=True, tone=tone
    )


def ways_out_section(question: Question, found: WaysOut) -> Section:
    """What could be given up, by whom, and what that opens."""
    case = question.case
    summary = []
    findings: list[Finding] = []
    short = ""
    if found.reason:
        words = sentence(not_finished(found.reason))
        if found.ways and not found.fewest_first:
            words += " The way found may not be the shortest."
        summary.append(text(words, Kind.UNDECIDED))
    if not found.needed:
        (way,) = (way for way in found.ways if not way.lines)
        words = f"Nothing need be given up: {scenarios_words(way.opens)} respect all counted lines."
        summary.append(text(words))
        short = "none needed"
    elif found.ways:
        words = (
            "Lines to give up so that some scenario respects all others, by who would give them "
            "up; fewest lines first, then the weakest."
        )
        summary.append(text(words))
        groups = found.by_parties
        for parties, ways in groups.items():
            who = giving_up(case, parties)
            findings += [_way_finding(case, way, who if len(groups) > 1 else "") for way in ways]
    elif not found.reason:
        words = "Giving up red lines does not help: the choices and coherence rules leave nothing."
        summary.append(text(words, Kind.CROSSED))
    if found.at_least is not None and found.needed and found.at_least:
        words = f"Any other way gives up at least {counted(found.at_least, 'line')}."
        summary.append(text(words, Kind.MUTED))
    short = short or heads(len(findings), "way", found.reason)
    if found.contested_left_open is not None and found.needed:
        findings.append(_contested_finding(question, found, others=bool(findings)))
    return Section(AnalysisPart.WAYS_OUT, short, tuple(summary), tuple(findings))


def _sets(number: int) -> str:
    return counted(number, "minimal conflict set")


def _conflict_finding(case: Case, conflict: Conflict, group: str) -> Finding:
    lines, issues = conflict.lines, [case.issues_by_id[i].title for i in conflict.issues]
    if len(lines) == 1:
        head = f"{line_names(case, lines)} cannot be respected"
    else:
        head = f"{line_names(case, lines)} cannot be respected together"
    on = f" on {listed(issues, 'and')}" if issues else ""
    passages = [text(f"{head}.")]
    if issues:
        verb = "They clash" if len(lines) > 1 else "It is at stake"
        passages.append(text(f"{verb} on {listed(issues, 'and')}."))
    if conflict.choices:
        words = f"That is so given {choices_words(case, conflict.choices)}."
        passages.append(text(words))
    if conflict.rules:
        rules = listed([f"{rule}" for rule in conflict.rules], "and")
        passages.append(text(f"The coherence rules have a part in it: {rules}."))
    return Finding(
        " + ".join(lines),
        f"{party_names(case, conflict.parties)}{on}",
        Kind.CROSSED,
        tuple(passages),
        lines=lines,
        group=group,
    )


def _way_finding(case: Case, way: WayOut, group: str) -> Finding:
    names = line_names(case, way.lines)
    given_up = "is given up" if len(way.lines) == 1 else "are given up"
    opens = f"{scenarios_words(way.opens)} respect all other counted lines"
    words = f"If {names} {given_up}, {opens}."
    return Finding(
        f"give up {' + '.join(way.lines)}",
        f"opens {count_words(way.opens)}",
        passages=(text(words),),
        lines=way.lines,
        group=group,
        step=SetAside(way.lines),
    )


def _contested_finding(question: Question, found: WaysOut, *, others: bool) -> Finding:
    contested_left_open = found.contested_left_open
    assert contested_left_open is not None  # noqa: S101 (asked for only where it is there)
    opens = contested_left_open.open
    opening = "Or read" if others else "Read"
    words = (
        f"{opening} the contested zone as open, which is the {Reading.FIRM} reading: that "
        f"{opens_words(opens)}."
    )
    contested = tuple(line.id for line in question.counted if line.contested_when)
    return Finding(
        "read the contested zone as open",
        f"{Reading.FIRM} reading opens {count_words(opens)}",
        passages=(text(words),),
        lines=contested,
        group="Or without giving up a line" if others else "",
        step=ReadAs(Reading.FIRM),
    )
