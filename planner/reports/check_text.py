"""The verdict on one scenario as plain text: what a reader could read aloud, with its evidence."""

from __future__ import annotations

from planner.check import LineStatus, LineVerdict, Verdict
from planner.model import Case, Scenario, Statement
from planner.reports.words import (
    LINE_SIGNS,
    LINE_WORDS,
    PARTY_SIGNS,
    READING_WORDS,
    case_sentence,
    depends_on,
    incoherence_sentence,
    line_heading,
    party_words,
    rule_lines,
    sentence,
    statement_source,
    statement_voice,
    undecided_sentence,
    verdict_sentence,
    why_lines,
    why_not_counted,
)
from planner.reports.wrapping import cells, wrapped

__all__ = ["check_lines"]


def check_lines(file: str, scenario: Scenario, verdict: Verdict, width: int) -> list[str]:
    """The report on one scenario, in the order of what matters: verdict, reasons, parties."""
    sections = [
        _heading(file, scenario, verdict.case, width),
        _verdict(scenario, verdict, width),
        _vanished(scenario, verdict.case, width),
        *(_line(scenario, verdict, line, width) for line in (*verdict.crossed, *verdict.contested)),
        _undecided(verdict, width),
        _left_out(verdict, width),
        _parties(verdict, width),
    ]
    lines: list[str] = []
    for section in filter(None, sections):
        lines += ["", *section] if lines else section
    return lines


def _heading(file: str, scenario: Scenario, case: Case, width: int) -> list[str]:
    title = f"{scenario.title} · " if scenario.title else ""
    return [
        *wrapped(file, width),
        "─" * min(cells(file), width),
        *wrapped(f"{title}{case_sentence(case)}", width),
    ]


def _verdict(scenario: Scenario, verdict: Verdict, width: int) -> list[str]:
    case = verdict.case
    broken = [rule for rule in case.coherence if rule.id in verdict.incoherent]
    sentences = [
        *(incoherence_sentence(case, scenario, rule) for rule in broken),
        verdict_sentence(verdict),
        f"{verdict.reading} reading: {READING_WORDS[verdict.reading]}",
    ]
    return [line for words in sentences for line in wrapped(sentence(words), width)]


def _vanished(scenario: Scenario, case: Case, width: int) -> list[str]:
    """What the verdict cannot speak of."""
    if not scenario.holds_vanished:
        return []
    from planner.reports.case_changes_text import vanished_words  # noqa: PLC0415 (hardly ever)

    text = ["Gone from the case since this was saved"]
    for words in vanished_words(scenario, case):
        text += wrapped(words, width, "  ! ")
    return text


def _line(scenario: Scenario, verdict: Verdict, line: LineVerdict, width: int) -> list[str]:
    case, red_line = verdict.case, line.line
    text = _status_line(case, line, width)
    for why in why_lines(scenario, verdict, line):
        text += wrapped(why, width, "    ")
    for nth, rule in enumerate(rule_lines(case, red_line)):
        text += wrapped(rule, width, "          " if nth else "    Rule: ")
    for statement in red_line.evidence:
        text += _evidence(case, case.statements_by_id[statement], width)
    if not red_line.evidence:
        text += ["    No evidence is given for this red line."]
    if red_line.caveat:
        text += wrapped(red_line.caveat, width, "    Caveat: ")
    if red_line.confidence:
        text += wrapped(red_line.confidence, width, "    Confidence of the coding: ", " " * 12)
    return text


def _status_line(case: Case, line: LineVerdict, width: int) -> list[str]:
    status = f"{LINE_SIGNS[line.status]} {LINE_WORDS[line.status]}: "
    return wrapped(line_heading(case, line.line), width, status, " " * 4)


def _evidence(case: Case, statement: Statement, width: int) -> list[str]:
    head = f"    {statement.id}: "
    indent = " " * cells(head)
    return [
        *wrapped(f"“{statement.quote}”", width, head),
        *wrapped(statement_voice(case, statement), width, indent),
        *wrapped(statement_source(case, statement), width, indent),
        *(wrapped(statement.limits, width, f"{indent}Limits: ") if statement.limits else ()),
    ]


def _undecided(verdict: Verdict, width: int) -> list[str]:
    text = []
    if not verdict.complete:
        text += wrapped(sentence(undecided_sentence(verdict)), width)
    for line in verdict.counted(LineStatus.UNDECIDED):
        text += _status_line(verdict.case, line, width)
        text += wrapped(depends_on(verdict, line.line), width, "    ")
    return text


def _left_out(verdict: Verdict, width: int) -> list[str]:
    """The lines that would say something if they were counted."""
    text = []
    for line in verdict.lines:
        if not line.counted and line.status in (LineStatus.CROSSED, LineStatus.CONTESTED):
            why = f"{why_not_counted(line, verdict.reading)}; it would be {LINE_WORDS[line.status]}"
            text += wrapped(
                line_heading(verdict.case, line.line), width, "  / " if line.set_aside else "  - "
            )
            text += wrapped(why, width, "    ")
    return ["Left out", *text] if text else []


def _parties(verdict: Verdict, width: int) -> list[str]:
    widest = max((cells(party.name) for party in verdict.case.parties), default=0)
    column = min(widest, 30)  # a very long name stands out of the column
    text = ["Parties"]
    for party in verdict.parties:
        name = party.party.name
        gap = " " * max(column - cells(name), 0)
        head = f"  {PARTY_SIGNS[party.status]} {name}{gap}  "
        text += wrapped(party_words(party), width, head, " " * (column + 6))
    return text
