"""The analysis as plain text: the answers in the order of what matters, then their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.analysis.analyse import Analysis, AnalysisPart
from planner.analysis.question import Question
from planner.model import Case
from planner.reports.analysis_passages import (
    Finding,
    Section,
    evidence,
    full_choices,
    rests_of,
    sections,
)
from planner.reports.analysis_words import choices_words, not_finished
from planner.reports.explain import Kind, Passage
from planner.reports.numbers import counted
from planner.reports.words import READING_WORDS, case_sentence, sentence
from planner.reports.wrapping import cells, wrapped

__all__ = ["analysis_lines", "scenario_list_lines"]

_MOST_COALITIONS = 40
_INDENTS = {Kind.RULE: 4, Kind.QUOTE: 4, Kind.SOURCE: 6, Kind.LIMITS: 6}


def analysis_lines(
    name: str, analysis: Analysis, asked: frozenset[AnalysisPart], width: int
) -> list[str]:
    """The report on the parts that were asked for, each with what stopped it if anything did."""
    found = list(sections(analysis))
    lines = _heading(name, analysis, width)
    quoted: set[str] = set()
    for section in found:
        lines += ["", *_section(analysis.question.case, section, quoted, width)]
    missing = [part.value for part in AnalysisPart if part in asked and _lacks(analysis, part)]
    if missing:
        words = sentence(f"{not_finished('cancelled')} before {', '.join(missing)}")
        lines += ["", *wrapped(words, width)]
    named = (line for s in found for f in s.findings for line in f.lines)
    rest = [line for line in dict.fromkeys(named) if line not in quoted]
    if rest:
        lines += ["", "The red lines behind these answers", "─" * 34]
        lines += _passages(evidence(analysis.question.case, rest)[1:], width, 2)
    return lines


def scenario_list_lines(
    question: Question,
    title: str,
    scenarios: Iterable[Mapping[str, str]],
    reason: str,
    width: int,
) -> list[str]:
    """Clear scenarios, numbered, each as a paragraph with what it rests on.

    ``reason`` says why they break off.
    """
    lines = ["", title, "─" * cells(title)]
    number = 0
    for number, choices in enumerate(scenarios, 1):
        words = full_choices(question.case, choices)
        lines += wrapped(words, width, f"  {number:>3,}. ", " " * 7)
        if rests := rests_of(question, choices):
            lines += wrapped(sentence(f"it {rests}"), width, " " * 7)
    if not number and not reason:
        lines.append("  No scenario is clear.")
    if reason:
        lines += wrapped(sentence(not_finished(reason)), width, "  ")
    return lines


def _lacks(analysis: Analysis, part: AnalysisPart) -> bool:
    return getattr(analysis, part.value) is None


def _heading(name: str, analysis: Analysis, width: int) -> list[str]:
    question = analysis.question
    lines = [*wrapped(name, width), "─" * min(cells(name), width)]
    lines += wrapped(case_sentence(question.case), width)
    reading = question.reading
    lines += wrapped(sentence(f"{reading} reading: {READING_WORDS[reading]}"), width)
    if question.set_aside:
        aside = [line.id for line in question.case.red_lines if line.id in question.set_aside]
        lines += wrapped(f"Set aside: {', '.join(aside)}.", width)
    if question.fixed:
        lines += wrapped(f"Fixed: {choices_words(question.case, question.fixed)}.", width)
    return lines


def _section(case: Case, section: Section, quoted: set[str], width: int) -> list[str]:
    lines = [section.title, "─" * cells(section.title)]
    lines += _passages(section.summary, width, 0)
    findings, left_out = section.findings, 0
    if section.part is AnalysisPart.COALITIONS and len(findings) > _MOST_COALITIONS:
        left_out = len(findings) - _MOST_COALITIONS
        findings = findings[:_MOST_COALITIONS]
    group = ""
    for finding in findings:
        if finding.group and finding.group != group:
            lines += wrapped(finding.group, width, "  ")
        group = finding.group
        lines += _finding(section, finding, width)
        if section.quotes:
            lines += _quotes(case, finding, quoted, width)
    if left_out:
        words = f"and {counted(left_out, 'coalition')} more, which --format json gives"
        lines += wrapped(words, width, "  ")
    return lines


def _finding(section: Section, finding: Finding, width: int) -> list[str]:
    sign = {Kind.CROSSED: "✗ ", Kind.CONTESTED: "! "}.get(finding.tone, "- ")
    note = f": {finding.note}" if finding.note else ""
    lines = wrapped(f"{finding.title}{note}", width, f"  {sign}", "      ")
    if section.part in _ROWS_SAY_ALL:
        return lines
    return lines + _passages(finding.passages, width, 6)


def _quotes(case: Case, finding: Finding, quoted: set[str], width: int) -> list[str]:
    """The evidence of the finding's lines, each the first time that it is needed."""
    lines: list[str] = []
    for line in finding.lines:
        if line in quoted:
            lines += wrapped(f"{line} · quoted above", width, " " * 6)
        else:
            lines += _passages(evidence(case, [line])[1:], width, 6)
        quoted.add(line)
    return lines


_ROWS_SAY_ALL = {AnalysisPart.COALITIONS, AnalysisPart.PIVOTAL}
"""Where the row of a finding says what its passages say in more words."""


def _passages(passages: Iterable[Passage], width: int, indent: int) -> list[str]:
    lines: list[str] = []
    for passage in passages:
        if passage.kind is Kind.GAP:
            lines.append("")
            continue
        blanks = " " * (indent + _INDENTS.get(passage.kind, 0))
        hanging = f"{blanks}  " if passage.kind is Kind.TABLE else blanks
        for paragraph in passage.text.split("\n"):
            set_lines = wrapped(paragraph, width, blanks, hanging)
            if passage.kind is Kind.TABLE:
                set_lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in set_lines]
            lines += set_lines
    return lines
