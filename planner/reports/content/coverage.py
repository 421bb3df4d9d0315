"""Who states a position on what, with the red lines coded from it, and where nobody does.

Silence is shown as silence: a pair of party and issue without a position is a gap, never a tick.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.check.coverage import Coverage, Stated
from planner.model.case import Case, Issue, Party
from planner.model.red_lines import RedLine
from planner.model.statements import Statement
from planner.reports.content.naming import line_named
from planner.reports.content.statements import statement_blocks
from planner.reports.page import (
    GAP,
    Block,
    Cell,
    Heading,
    Item,
    Listing,
    Page,
    Paragraph,
    Rule,
    Status,
    Table,
    Tone,
)
from planner.reports.words.coverage import (
    LEGEND,
    coverage_words,
    member_words,
    nobody_words,
    stated_words,
)
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import PRIVATE_SIGN, id_words
from planner.reports.words.rules import rule_lines
from planner.reports.words.search import StatementSearch
from planner.reports.words.verdicts import listed, sentence

__all__ = ["coverage_blocks", "explain_cell", "explain_coverage", "explain_found"]

_MOST_FOUND = 50


def explain_cell(coverage: Coverage, party: Party, issue: Issue) -> Page:
    """The statements of the party on the issue, each with the red lines coded from it."""
    case = coverage.case
    held = coverage.cell(party, issue).strongest_first
    number = f": {counted(coverage.cell(party, issue).number, 'statement')}" if held else ""
    body: list[Block] = []
    if not held:
        body.append(Paragraph(Status("no stated position", tone=Tone.MUTED)))
    for statement in held:
        body += [*_with_lines(case, statement), GAP]
    told = {line.id for line in case.red_lines for s in held if s.id in line.evidence}
    others = [
        line
        for line in case.red_lines
        if line.party == party.id and issue.id in line.issues and line.id not in told
    ]
    if others:
        body.append(Heading("Red lines that depend on it, coded from other words"))
        body += [block for line in others for block in _line_blocks(case, line)]
    context = [
        statement
        for statement in case.statements
        if statement.party == party.id and issue.id in statement.issues and statement not in held
    ]
    if context:
        body.append(Heading("Said as well, but no position"))
        for statement in context:
            body += statement_blocks(case, statement)
    return Page(Heading(f"{party.name} on {issue.title}{number}", level=1), body)


def explain_coverage(coverage: Coverage, party: Party) -> Page:
    """On how many issues the party states a position and on which none; what nobody speaks on."""
    case = coverage.case
    stated = coverage.issues_of(party)
    silent = [issue.title for issue in case.issues if issue not in stated]
    number = f"{len(stated):,} of {counted(len(case.issues), 'issue')}"
    body: list[Block] = [
        Paragraph(f"Stated on: {', '.join(i.title for i in stated) or 'nothing'}"),
        Paragraph(f"No stated position on: {', '.join(silent) or 'nothing'}", tone=Tone.MUTED),
        *(Paragraph(sentence(words)) for words in member_words(coverage, party)),
        GAP,
        Paragraph(sentence(coverage_words(coverage))),
    ]
    if nobody_words(coverage):
        body.append(Paragraph(sentence(nobody_words(coverage))))
    body += [GAP, *_legend()]
    return Page(Heading(f"{party.name}: a stated position on {number}", level=1), body)


_NONE_HOLD = "No statement holds all these words."


def explain_found(search: StatementSearch, text: str, *, unreviewed: bool = False) -> Page:
    """The statements that hold the words, with what each speaks on.

    With ``unreviewed`` only those whose coding nobody has reviewed.
    """
    case = search.case
    found = [each for each in search.found(text) if not (unreviewed and each.reviewed_by)]
    of_all = f"{len(found):,} of {counted(len(case.statements), 'statement')}"
    body: list[Block] = []
    for statement in found[:_MOST_FOUND]:
        body += [*_with_lines(case, statement, place=True), GAP]
    if not found:
        everybody = unreviewed and not text.strip()
        nothing = "Somebody has reviewed each statement." if everybody else _NONE_HOLD
        body.append(Paragraph(nothing))
    if len(found) > _MOST_FOUND:
        more = f"{len(found) - _MOST_FOUND:,} more; type on to narrow the search"
        body.append(Paragraph(more, tone=Tone.MUTED))
    if unreviewed:
        of_all += " that nobody has reviewed"
    heading = f"{of_all} with “{text.strip()}”" if text.strip() else of_all
    return Page(Heading(heading, level=1), body)


def coverage_blocks(coverage: Coverage) -> list[Block]:
    """The matrix: an issue a row, a party a column."""
    case = coverage.case
    blocks: list[Block] = [
        Paragraph(f"{case.title}: {coverage_words(coverage)}."),
        GAP,
        Table(
            (
                (issue.title, *(_cell(coverage.cell(party, issue)) for party in case.parties))
                for issue in case.issues
            ),
            head=("", *(party.name for party in case.parties)),
            foot=(
                "Stated on",
                *(f"{len(coverage.issues_of(p)):,} of {len(case.issues):,}" for p in case.parties),
            ),
        ),
    ]
    if private := [id_words(each) for each in case.statements if each.private]:
        speak = agreeing(len(private), "speaks", "speak")
        where = f"{PRIVATE_SIGN} stands where {listed(private, 'and')} {speak}."
        blocks += [GAP, Paragraph(where)]
    if nobody_words(coverage):
        blocks += [GAP, Paragraph(sentence(nobody_words(coverage)))]
    for party in case.parties:
        if words := member_words(coverage, party):
            blocks += [GAP, Heading(f"{party.name}, by member")]
            blocks.append(Listing(Item([Paragraph(sentence(each))]) for each in words))
    return blocks


def _cell(stated: Stated) -> Cell:
    if stated.strongest is None:
        return Cell(stated_words(stated), alone="no stated position")
    return Cell(stated_words(stated), short=stated.strongest)


def _with_lines(case: Case, statement: Statement, *, place: bool = False) -> Iterator[Block]:
    yield from statement_blocks(case, statement)
    if place and statement.issues:
        titles = ", ".join(case.issues_by_id[issue].title for issue in statement.issues)
        yield Paragraph(f"It speaks on: {titles}", tone=Tone.MUTED)
    for line in case.red_lines:
        if statement.id in line.evidence:
            yield from _line_blocks(case, line, "Coded from it: ")


def _line_blocks(case: Case, line: RedLine, lead: str = "") -> Iterator[Block]:
    yield Paragraph((lead, *line_named(case, line)))
    for rule in rule_lines(case, line):
        yield Rule(rule)


def _legend() -> Iterator[Block]:
    yield Heading("What the table says")
    words = (
        "The strength of the party's strongest statement on the issue, and in brackets how many "
        f"statements there are; - where it states no position. From strong to weak: {LEGEND}."
    )
    yield Paragraph(words, tone=Tone.MUTED)
