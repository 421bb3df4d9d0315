"""The verdict on one scenario: what a reader could read aloud, with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.model.case import Case
from planner.model.scenario import Scenario, fitted, vanished
from planner.model.statements import Statement
from planner.reports.content.naming import line_named
from planner.reports.content.tones import LINE_TONES, PARTY_TONES
from planner.reports.page import (
    GAP,
    Block,
    Heading,
    Item,
    Listing,
    Marks,
    Page,
    Paragraph,
    Quotation,
    Status,
    Table,
    Text,
    Tone,
)
from planner.reports.words.choices import begun_words, not_applying_words, written_words
from planner.reports.words.private import id_words
from planner.reports.words.reasons import incoherence_sentence, why_lines
from planner.reports.words.rules import rule_lines
from planner.reports.words.statements import (
    dates_words,
    limits_besides,
    reviewed_words,
    statement_source,
    statement_voice,
)
from planner.reports.words.verdicts import (
    LINE_WORDS,
    READING_WORDS,
    case_sentence,
    member_words,
    party_words,
    sentence,
    undecided_sentence,
    verdict_sentence,
    why_not_counted,
)

__all__ = ["check_page"]


def check_page(file: str, scenario: Scenario, verdict: Verdict) -> Page:
    """The report on one scenario, in the order of what matters: verdict, reasons, parties.

    ``scenario`` is as it is written, with what its case no longer has.
    """
    case = verdict.case
    gone = [*_vanished(scenario, case)]
    written, scenario = scenario, fitted(scenario, case)
    title = f"{scenario.title} · " if scenario.title else ""
    body: list[Block] = [Paragraph(f"{title}{case_sentence(case)}")]
    if scenario.as_of is not None:
        from planner.reports.words.days import judged_until  # noqa: PLC0415 (few files name a day)

        body.append(Paragraph(sentence(judged_until(case, scenario.as_of))))
    found = (*verdict.crossed, *verdict.contested)
    for section in (
        _verdict(scenario, verdict),
        gone,
        *(_line(scenario, verdict, line) for line in found),
        _points(scenario, verdict),
        _undecided(scenario, written, verdict),
        _not_applying(written, verdict),
        _left_out(scenario, verdict),
        _parties(verdict),
        _comments(scenario, case),
    ):
        if blocks := [*section]:
            body += [GAP, *blocks]
    return Page(Heading(file, level=1), body)


def _verdict(scenario: Scenario, verdict: Verdict) -> Iterator[Block]:
    case = verdict.case
    for rule in case.coherence:
        if rule.id in verdict.incoherent:
            yield Paragraph(sentence(incoherence_sentence(verdict, scenario, rule)))
    yield Paragraph(sentence(verdict_sentence(verdict)))
    words = f"{verdict.reading} reading: {READING_WORDS[verdict.reading]}"
    yield Paragraph(sentence(words))


def _vanished(scenario: Scenario, case: Case) -> Iterator[Block]:
    """What the verdict cannot speak of."""
    if vanished(scenario, case):
        from planner.reports.words.case_changes import vanished_words  # noqa: PLC0415 (hardly ever)

        yield Heading("Gone from the case since this was saved")
        words = vanished_words(scenario, case)
        yield Listing(Item([Paragraph(each)], tone=Tone.CONTESTED) for each in words)


def _line(scenario: Scenario, verdict: Verdict, line: LineVerdict) -> Iterator[Block]:
    case, red_line = verdict.case, line.line
    yield _line_heading(case, line)
    for why in why_lines(scenario, verdict, line):
        yield Paragraph(why)
    yield from _points_table(scenario, verdict, line)
    rules = rule_lines(case, red_line)
    if dates := dates_words(case, red_line):
        rules.append(dates)
    items = [Item(map(Paragraph, rules), label="Rule:")]
    statements = map(case.statements_by_id.__getitem__, red_line.evidence)
    items += [_evidence(case, each, red_line.caveat) for each in statements]
    yield Listing(items, marks=Marks.LABELS)
    if not red_line.evidence:
        yield Paragraph("No evidence is given for this red line.")
    remarks = (
        ("Caveat of the coding:", red_line.caveat),
        ("Confidence of the coding:", red_line.confidence),
        ("Reviewed by:", ", ".join(red_line.reviewed_by)),
    )
    said = [Item([Paragraph(words)], label=label) for label, words in remarks if words]
    if said:
        yield Listing(said, marks=Marks.LABELS)


def _line_heading(case: Case, line: LineVerdict) -> Heading:
    status = Status(f"{LINE_WORDS[line.status]}:", tone=LINE_TONES[line.status])
    return Heading((status, Text(" "), *line_named(case, line.line)), id=line.line.id)


def _evidence(case: Case, statement: Statement, caveat: str) -> Item:
    cited = [statement_voice(case, statement), statement_source(case, statement)]
    if dates := dates_words(case, statement):
        cited.append(sentence(dates))
    if reviewed := reviewed_words(statement):
        cited.append(sentence(reviewed))
    blocks: list[Block] = [Quotation(statement.quote, citation=cited, id=statement.id)]
    if limits := limits_besides(caveat, statement.limits):
        said = Item([Paragraph(limits)], label="Caveat:")
        blocks.append(Listing([said], marks=Marks.LABELS))
    return Item(blocks, label=f"{id_words(statement)}:")


def _points(scenario: Scenario, verdict: Verdict) -> Iterator[Block]:
    """What the choices come to where a line by points is neither crossed nor contested."""
    for line in verdict.counted(LineStatus.RESPECTED):
        if line.points is not None:
            yield _line_heading(verdict.case, line)
            yield from map(Paragraph, why_lines(scenario, verdict, line))
            yield from _points_table(scenario, verdict, line)


def _points_table(scenario: Scenario, verdict: Verdict, line: LineVerdict) -> Sequence[Block]:
    if line.points is None:
        return ()
    from planner.reports.content.points import points_table  # noqa: PLC0415 (few cases have any)

    return points_table(scenario, verdict, line.line)


def _undecided(scenario: Scenario, written: Scenario, verdict: Verdict) -> Iterator[Block]:
    if not verdict.complete:
        yield Heading(sentence(undecided_sentence(verdict)))
    for issue in verdict.undecided:
        asked = verdict.case.issues_by_id[issue]
        if (pick := written.pick(issue)) is not None and begun_words(asked, pick):
            yield Paragraph(f"{asked.title}: {written_words(asked, pick)}")
    for line in verdict.counted(LineStatus.UNDECIDED):
        yield _line_heading(verdict.case, line)
        yield from map(Paragraph, why_lines(scenario, verdict, line))
        yield from _points_table(scenario, verdict, line)


def _not_applying(written: Scenario, verdict: Verdict) -> Iterator[Block]:
    """The issues with nothing to choose, why, and what had been chosen there."""
    items = []
    for issue in map(verdict.case.issues_by_id.__getitem__, verdict.not_applying):
        pick = written.pick(issue.id)
        known = pick if pick is not None and issue.knows(pick) else None
        words = not_applying_words(verdict.case, issue, known)
        items.append(Item([Paragraph(f"{issue.title}: {words}")]))
    if items:
        yield Heading("Does not apply")
        yield Listing(items)


def _left_out(scenario: Scenario, verdict: Verdict) -> Iterator[Block]:
    """The lines that would say something if they were counted, and all that were set aside."""
    items = []
    for line in verdict.lines:
        found = line.status in (LineStatus.CROSSED, LineStatus.CONTESTED)
        if line.set_aside or (found and not line.counted):
            why = why_not_counted(line, verdict.reading, scenario.set_aside.get(line.line.id, ""))
            tone = Tone.SET_ASIDE if line.set_aside else Tone.TEXT
            named = Paragraph(line_named(verdict.case, line.line))
            blocks: list[Block] = [named, Paragraph(f"{why}; {_would_be(line)}")]
            if line.points is not None:
                from planner.reports.words.points import points_words  # noqa: PLC0415 (see below)

                blocks.append(Paragraph(points_words(line.points)))
            items.append(Item(blocks, tone=tone))
    if items:
        yield Heading("Left out")
        yield Listing(items)


def _would_be(line: LineVerdict) -> str:
    if line.status is LineStatus.RESPECTED:
        return "it is neither crossed nor contested"
    return f"it would be {LINE_WORDS[line.status]}"


def _comments(scenario: Scenario, case: Case) -> Iterator[Block]:
    if scenario.comments:
        from planner.reports.content.comments import comment_blocks  # noqa: PLC0415 (where there are any)

        yield from comment_blocks(case, scenario.comments)


def _parties(verdict: Verdict) -> Iterator[Block]:
    yield Heading("Parties")
    rows: list[tuple[Status, str]] = []
    for held in verdict.parties:
        rows.append((Status(held.party.name, tone=PARTY_TONES[held.status]), party_words(held)))
        rows += [
            (
                Status(f"{held.party.name}: {member.name}", tone=PARTY_TONES[member.status]),
                member_words(member),
            )
            for member in held.members
        ]
    yield Table(rows)
