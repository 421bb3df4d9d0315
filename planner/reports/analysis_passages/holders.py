"""Lines and parties: what each line alone opens, and which parties' lines go together."""

from __future__ import annotations

from planner.analysis.analyse import AnalysisPart
from planner.analysis.coalitions import Coalition, Coalitions
from planner.analysis.conflicts import Conflicts
from planner.analysis.pivotal import LineAlone, PivotalLines
from planner.analysis.question import Question
from planner.model import Case
from planner.reports.analysis_passages.finding import Finding, Section, SetAside, text
from planner.reports.analysis_words import (
    explanation_words,
    not_finished,
    opens_words,
    party_names,
    scenarios_words,
    some,
)
from planner.reports.counts import count_words
from planner.reports.explain import Kind, Passage
from planner.reports.words import line_heading, listed, sentence

__all__ = ["coalitions_section", "pivotal_section"]


def pivotal_section(question: Question, found: PivotalLines) -> Section:
    """What each line alone holds closed, most first; redundant ones with what implies them."""
    case = question.case
    summary = []
    if found.reason:
        summary.append(text(sentence(not_finished(found.reason)), Kind.UNDECIDED))
    if not found.lines:
        summary.append(text("No red line is counted."))
    else:
        words = "How many more scenarios open if one line alone is given up, or proves a bluff."
        summary.append(text(words))
    ranked = sorted(enumerate(found.lines), key=lambda pair: _rank(*pair))
    pivotal = [line.line for _, line in ranked if _at_least(line)]
    known = [line for _, line in ranked if line.opens == 0 or _at_least(line)]
    if len(known) < len(ranked):
        unknown = [line.line for _, line in ranked if line not in known]
        summary.append(text(f"Not counted: {some(unknown)}.", Kind.UNDECIDED))
    findings = tuple(_line_finding(case, line) for line in known)
    short = ", ".join(pivotal[:4]) + (", ..." if len(pivotal) > 4 else "")
    if found.reason:
        short = "not finished"
    return Section(AnalysisPart.PIVOTAL, short or "none", tuple(summary), findings)


def coalitions_section(
    question: Question, found: Coalitions, conflicts: Conflicts | None
) -> Section:
    """Which parties' lines no scenario respects together, then every coalition."""
    case = question.case
    summary = []
    if found.reason:
        summary.append(text(sentence(not_finished(found.reason)), Kind.UNDECIDED))
    if () in found.incompatible:
        words = "The choices and coherence rules alone leave no scenario, whoever's lines count."
        summary.append(text(words, Kind.CROSSED))
    elif not found.incompatible and found.incompatible_complete:
        words = "Some scenario respects the stated lines of all parties together."
        summary.append(text(words))
    elif not found.incompatible_complete:
        summary.append(text("There may be more incompatible parties than those found."))
    findings = [
        _incompatible_finding(question, parties, conflicts)
        for parties in found.incompatible
        if parties
    ]
    findings += [_coalition_finding(case, coalition) for coalition in found.coalitions]
    number = sum(bool(parties) for parties in found.incompatible)
    if number:
        short = f"{number:,} incompatible"
    elif found.reason:
        short = "not finished"
    else:
        short = "none incompatible" if () not in found.incompatible else "the choices alone"
    return Section(AnalysisPart.COALITIONS, short, tuple(summary), tuple(findings))


def _at_least(line: LineAlone) -> int:
    return line.opens if isinstance(line.opens, int) else line.opens.at_least


def _rank(place: int, line: LineAlone) -> tuple[bool, int, bool, int]:
    known_zero = line.opens == 0
    return known_zero, -_at_least(line), line.redundant, place


def _line_finding(case: Case, alone: LineAlone) -> Finding:
    line = case.red_lines_by_id[alone.line]
    passages = [text(f"Given up alone, it {opens_words(alone.opens)}.")]
    note = f"opens {count_words(alone.opens)}"
    lines = [alone.line]
    tone = Kind.TEXT
    if alone.implied_by is not None:
        why = explanation_words(case, alone.implied_by)
        note, tone = f"redundant: implied by {why}", Kind.MUTED
        passages.append(
            text(f"It is redundant: {why} already rule out all that would cross it.")
            if len(alone.implied_by.lines) > 1
            else text(f"It is redundant: {why} already rules out all that would cross it.")
        )
        lines += alone.implied_by.lines
    elif alone.opens == 0:
        tone = Kind.MUTED
        note = "opens nothing: others clash"
        passages.append(text("It is not redundant: other lines leave nothing without it as well."))
    return Finding(
        alone.line,
        note,
        tone,
        (text(line_heading(case, line), Kind.MUTED), *passages),
        lines=tuple(lines),
        step=SetAside((alone.line,)),
    )


def _incompatible_finding(
    question: Question, parties: tuple[str, ...], conflicts: Conflicts | None
) -> Finding:
    case = question.case
    if len(parties) == 1:
        words = f"No scenario respects the stated lines of {party_names(case, parties)} alone."
    else:
        words = f"No scenario respects the stated lines of {party_names(case, parties)} together."
    passages: list[Passage] = [text(words)]
    if len(parties) > 2:
        passages.append(text("Without any one of them some scenario does."))
    lines = _clashing(question, parties, conflicts)
    if conflicts is not None and lines:
        passages.append(text(f"Their lines that clash: {listed(lines, 'and')}."))
    title = " + ".join(case.parties_by_id[party].name for party in parties)
    return Finding(title, "incompatible", Kind.CROSSED, tuple(passages), lines=lines)


def _clashing(
    question: Question, parties: tuple[str, ...], conflicts: Conflicts | None
) -> tuple[str, ...]:
    """The lines of the conflicts among these parties; all their lines where those are not known."""
    held = {line.id for line in question.counted if line.party in parties}
    if conflicts is not None:
        clashing = {line for c in conflicts.sets if {*c.lines} <= held for line in c.lines}
        held = clashing or held
    return tuple(line.id for line in question.counted if line.id in held)


def _coalition_finding(case: Case, coalition: Coalition) -> Finding:
    title = " + ".join(case.parties_by_id[party].name for party in coalition.parties)
    lines = "the stated lines" if len(coalition.parties) == 1 else "all the stated lines"
    if coalition.open == 0:
        return Finding(
            title,
            "0",
            Kind.CROSSED,
            (text(f"No scenario respects {lines} of {party_names(case, coalition.parties)}."),),
        )
    verb = "respects" if coalition.open == 1 else "respect"
    words = f"{scenarios_words(coalition.open)} {verb} {lines} of"
    return Finding(
        title,
        count_words(coalition.open),
        Kind.TEXT,
        (text(f"{words} {party_names(case, coalition.parties)}."),),
    )
