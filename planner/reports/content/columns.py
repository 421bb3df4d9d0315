"""The table that officials know: the issues, a column for each party's position, this scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.check.coverage import Coverage
from planner.check.said_once import said_once
from planner.check.verdict import LineStatus
from planner.model.case import Case, Issue, Party
from planner.model.statements import Statement
from planner.reports.content.handed import (
    Subject,
    choice_cell,
    choice_plain,
    issue_cell,
    marking,
    opening,
    titles_of,
)
from planner.reports.content.sources import source_blocks
from planner.reports.content.tones import LINE_TONES
from planner.reports.page import (
    Block,
    Cell,
    Heading,
    Page,
    Paragraph,
    Quotation,
    Status,
    Strong,
    Table,
    Text,
    Tone,
)
from planner.reports.report import Report
from planner.reports.words.coverage import coverage_words
from planner.reports.words.positions import position_words
from planner.reports.words.private import id_words
from planner.reports.words.report import SILENCE, reading_sentence
from planner.reports.words.statements import said_by_words, told_apart_words
from planner.reports.words.verdicts import listed, sentence

__all__ = ["columns"]

_NOTHING = "no stated position"
_SCENARIO = "This scenario"


def columns(subjects: Sequence[Subject]) -> Report:
    """A table for each scenario: what each party states on each issue, and what is chosen.

    What only says again what another statement says is left out.
    """
    pages = [_page(subject) for subject in subjects]
    first = subjects[0].case
    names = list(dict.fromkeys(p.name for s in subjects for p in s.case.parties))
    rows = [row for subject in subjects for row in _rows(subject, names)]
    head = ("Scenario", "Issue", *names, _SCENARIO)
    title = titles_of(subjects)
    sheet = Table(rows, head=head)
    wide = len(first.parties) > 1
    return Report("columns", title, pages, sheet, marking=marking(subjects), wide=wide)


def _page(subject: Subject) -> Page:
    case, coverage = subject.case, Coverage(subject.case)
    first = _first_quoted(case, coverage)
    head = ("Issue", *(party.name for party in case.parties), _SCENARIO)
    rows = [
        (
            Cell(issue_cell(subject, issue)),
            *(_position(subject, coverage, first, party, issue) for party in case.parties),
            _chosen(subject, issue),
        )
        for issue in case.issues
    ]
    caption = "What each party states on each issue, and what this scenario chooses"
    shares = (2, *(3 for _ in case.parties), 3)
    blocks: list[Block] = [
        *opening(subject),
        Paragraph(reading_sentence(subject.verdict)),
        Table(rows, head=head, caption=caption, shares=shares),
        Paragraph(f"{sentence(coverage_words(coverage))} {SILENCE}"),
        *source_blocks(subject),
    ]
    return Page(Heading(subject.title, level=1), blocks)


def _first_quoted(case: Case, coverage: Coverage) -> Mapping[str, Issue]:
    """For each statement the first issue on which it is quoted; further down it is named alone."""
    first: dict[str, Issue] = {}
    for issue in case.issues:
        for party in case.parties:
            for each in said_once(case, coverage.cell(party, issue).strongest_first):
                first.setdefault(each.id, issue)
    return first


def _position(
    subject: Subject,
    coverage: Coverage,
    first: Mapping[str, Issue],
    party: Party,
    issue: Issue,
) -> Cell:
    stated = coverage.cell(party, issue)
    if not stated.statements:
        return Cell(Status(_NOTHING, tone=Tone.MUTED))
    case = subject.case
    if not subject.quoted:
        words = dict.fromkeys(position_words(case, issue, s) for s in stated.strongest_first)
        return Cell("", below=map(Paragraph, words))
    once = said_once(case, stated.strongest_first)
    blocks: list[Block] = []
    for each in once:
        if first[each.id] is issue:
            blocks += _quotation(subject, issue, each)
        else:
            lead = Strong(f"{position_words(case, issue, each)}: ")
            there = f"{id_words(each)}, quoted under “{first[each.id].title}”"
            blocks.append(Paragraph((lead, Text(there))))
    return Cell("", below=blocks)


def _quotation(subject: Subject, issue: Issue, statement: Statement) -> Iterator[Block]:
    case = subject.case
    voice = (id_words(statement), statement.scope, said_by_words(case, statement))
    cited = (*voice, told_apart_words(case, statement))
    yield Quotation(
        statement.quote,
        lead=position_words(subject.case, issue, statement),
        citation=[" · ".join(filter(None, cited))],
    )
    if (doubt := subject.doubts.get(statement.id)) is not None:
        yield doubt.block


def _chosen(subject: Subject, issue: Issue) -> Cell:
    """What is chosen, and which lines are crossed or contested because of it."""
    cell = choice_cell(subject, issue)
    below = [*cell.below]
    for status, words in (
        (LineStatus.CROSSED, "crosses"),
        (LineStatus.CONTESTED, "leaves contested:"),
    ):
        if lines := subject.because_of(issue, status):
            said = f"{words} {listed(lines, 'and')}"
            below.append(Paragraph(Status(said, tone=LINE_TONES[status])))
    return Cell(cell.runs, below=below)


def _rows(subject: Subject, names: Sequence[str]) -> Iterator[list[str]]:
    coverage = Coverage(subject.case)
    by_name = {party.name: party for party in subject.case.parties}
    for issue in subject.case.issues:
        yield [
            subject.title,
            issue.title,
            *(_plain(subject, coverage, by_name.get(name), issue) for name in names),
            choice_plain(subject, issue),
        ]


def _plain(subject: Subject, coverage: Coverage, party: Party | None, issue: Issue) -> str:
    """The positions of a party in one cell, a line each; empty where the case has no such party."""
    if party is None:
        return ""
    lines = dict.fromkeys(
        _plain_position(subject, issue, statement)
        for statement in said_once(subject.case, coverage.cell(party, issue).strongest_first)
    )
    return "\n".join(lines) or _NOTHING


def _plain_position(subject: Subject, issue: Issue, statement: Statement) -> str:
    words = position_words(subject.case, issue, statement)
    if not subject.quoted:
        return words
    doubt = subject.doubts.get(statement.id)
    case = subject.case
    which = told_apart_words(case, statement)
    whose = "; ".join(filter(None, [id_words(statement), said_by_words(case, statement), which]))
    said = f"{words}: {statement.quote} ({whose})"
    return said if doubt is None else f"{said} {doubt.words}"
