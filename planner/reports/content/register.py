"""The register of red lines: every line of a case, whose it is, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.check.verdict import LineVerdict
from planner.model.red_lines import RedLine
from planner.model.statements import Statement
from planner.reports.content.handed import Subject, evidence_blocks, marking, opening, titles_of
from planner.reports.content.sources import source_blocks
from planner.reports.content.tones import LINE_TONES
from planner.reports.page import (
    Block,
    Caveat,
    Cell,
    Heading,
    Page,
    Paragraph,
    Status,
    Strong,
    Table,
    Tone,
)
from planner.reports.report import Report
from planner.reports.words.private import id_words, marked
from planner.reports.words.report import CODED, reading_sentence
from planner.reports.words.rules import rule_lines
from planner.reports.words.statements import attribution_words, dates_words, statement_source
from planner.reports.words.verdicts import (
    LINE_WORDS,
    holder_name,
    sentence,
    why_not_counted,
)

__all__ = ["register"]

_HEAD = ("Line", "Rule", "Evidence", "Strength", "Reviewed by", "In this scenario")
_SHARES = (4, 5, 8, 2, 2, 3)
_SHEET = (
    *("Scenario", "Line", "Holder", "Member", "Scope", "Title", "Strength", "Rule", "Verdict"),
    *("Counted", "Date", "Superseded by", "Confidence", "Caveat", "Reviewed by"),
    *("Statement", "Quote", "Doubt about the quote", "Speaker"),
    *("Attribution", "Place", "Stated on", "It does not say"),
)


def register(subjects: Sequence[Subject]) -> Report:
    """A table for each scenario's case, with what the scenario does to each line."""
    pages = [_page(subject) for subject in subjects]
    rows = [row for subject in subjects for row in _rows(subject)]
    title = titles_of(subjects)
    return Report(
        "register",
        f"Red lines: {title}",
        pages,
        Table(rows, head=_SHEET),
        marking=marking(subjects),
        wide=True,
    )


def _page(subject: Subject) -> Page:
    rows = [_cells(subject, line) for line in subject.verdict.lines]
    body: list[Block] = [
        *opening(subject),
        Paragraph(f"{reading_sentence(subject.verdict)} {CODED}"),
    ]
    if rows:
        caption = "Every red line with its rule, its evidence, and what the scenario does to it"
        shown = len(_HEAD)
        if subject.alone:  # there is no scenario that does anything to them
            caption, shown = "Every red line with its rule and its evidence", shown - 1
        body.append(Table(rows, head=_HEAD[:shown], caption=caption, shares=_SHARES[:shown]))
        body += source_blocks(subject)
    return Page(Heading(f"Red lines: {subject.title}", level=1), body)


def _cells(subject: Subject, line: LineVerdict) -> tuple[Cell, ...]:
    case, held = subject.case, line.line
    said = [case.statements_by_id[each] for each in held.evidence]
    evidence: list[Block] = [*evidence_blocks(subject, said, caveat=held.caveat)]
    if not said:
        evidence.append(Paragraph("No evidence is given.", tone=Tone.MUTED))
    if held.caveat:
        evidence.append(Caveat(f"Caveat of the coding: {held.caveat}"))
    rules = rule_lines(case, held)
    if dates := dates_words(case, held):
        rules.append(dates)
    holder = holder_name(case.parties_by_id[held.party], held.scope, held.member)
    status = Status(LINE_WORDS[line.status], tone=LINE_TONES[line.status])
    reason = subject.written.set_aside.get(held.id, "")
    why = why_not_counted(line, subject.verdict.reading, reason)
    cells = (
        Cell(Strong(id_words(held)), below=[Paragraph(held.title), Paragraph(holder)]),
        Cell("", below=[Paragraph(sentence(rule)) for rule in rules]),
        Cell("", below=evidence),
        Cell(held.strength),
        Cell(", ".join(held.reviewed_by) or Status("nobody yet", tone=Tone.MUTED)),
        Cell(status, below=[Paragraph(sentence(why))] if why else []),
    )
    return cells[:-1] if subject.alone else cells


def _rows(subject: Subject) -> Iterator[tuple[str, ...]]:
    """A row for each line with each of its statements, so that both can be sorted and counted."""
    for line in subject.verdict.lines:
        held = line.line
        said = [subject.case.statements_by_id[each] for each in held.evidence]
        for statement in said if subject.quoted and said else (None,):
            yield (
                "" if subject.alone else subject.title,
                *_of_line(subject, line),
                *_of_statement(subject, statement),
            )


def _of_line(subject: Subject, line: LineVerdict) -> tuple[str, ...]:
    held: RedLine = line.line
    case = subject.case
    return (
        id_words(held),
        case.parties_by_id[held.party].name,
        held.member,
        held.scope,
        held.title,
        held.strength,
        "; ".join(rule_lines(case, held)),
        "" if subject.alone else LINE_WORDS[line.status],
        "yes" if line.counted else "no",
        held.date.isoformat() if held.date is not None else "",
        marked(held.superseded_by, case.red_lines_by_id) if held.superseded_by else "",
        held.confidence,
        held.caveat,
        ", ".join(held.reviewed_by),
    )


def _of_statement(subject: Subject, statement: Statement | None) -> tuple[str, ...]:
    if statement is None:
        return ("", "", "", "", "", "", "", "")
    case, doubt = subject.case, subject.doubts.get(statement.id)
    return (
        id_words(statement),
        statement.quote,
        doubt.words if doubt is not None else "",
        statement.speaker,
        attribution_words(statement.attribution),
        statement_source(case, statement),
        statement.date.isoformat() if statement.date is not None else "",
        statement.limits,
    )
