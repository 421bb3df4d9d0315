"""The analysis as a report: the answers in the order of what matters, then their evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from planner.analysis.questions import NAMES
from planner.analysis.questions.analyse import Analysis
from planner.analysis.questions.premises import Premises
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.reports.content.analysis import (
    SHOWN,
    Finding,
    Section,
    evidence,
    full_choices,
    open_sentences,
    rests_of,
    sections,
)
from planner.reports.content.analysis.facts import NOT_REACHED
from planner.reports.page import (
    GAP,
    Block,
    Heading,
    Item,
    Link,
    Listing,
    Marks,
    Page,
    Paragraph,
)
from planner.reports.words.analysis import choices_words
from planner.reports.words.days import judged_until
from planner.reports.words.numbers import counted
from planner.reports.words.private import id_words
from planner.reports.words.stops import not_finished, reason_words
from planner.reports.words.verdicts import READING_WORDS, aside_lines, case_sentence, sentence

__all__ = ["analysis_page", "finding_blocks", "scenario_list"]

_MOST_COALITIONS = 40
_ROWS_SAY_ALL = {"coalitions", "pivotal"}
"""Where the row of a finding says what its blocks say in more words."""


def analysis_page(
    name: str,
    analysis: Analysis,
    asked: frozenset[str],
    *,
    as_of: dt.date | None = None,
    whys: Mapping[str, str] | None = None,
) -> Page:
    """The report on the parts that were asked for, each with what stopped it if anything did.

    ``as_of`` is the day as of which the case is judged, if there is one; ``whys`` holds the
    planner's reasons for setting lines aside.
    """
    case = analysis.premises.case
    found = list(sections(analysis))
    body = [*_premises(analysis, as_of, whys or {})]
    quoted: set[str] = set()
    for section in found:
        body += [GAP, *_section(case, section, quoted)]
    missing = [part for part in NAMES if part in asked and part not in analysis.answers]
    if missing:
        words = sentence(f"{not_finished(NOT_REACHED)} before {', '.join(missing)}")
        body += [GAP, Paragraph(words)]
    named = (line for section in found for finding in section.findings for line in finding.lines)
    rest = [line for line in dict.fromkeys(named) if line not in quoted]
    if rest:
        body += [GAP, Heading("The red lines behind these answers"), *evidence(case, rest)[1:]]
    return Page(Heading(name, level=1), body)


def scenario_list(
    premises: Premises, title: str, scenarios: Iterable[Mapping[str, Pick]], broken_off: str
) -> list[Block]:
    """Clear scenarios, numbered, each as a paragraph with what it rests on.

    ``broken_off`` says why they break off, in words.
    """
    items = [_scenario(premises, choices) for choices in scenarios]
    blocks: list[Block] = [GAP, Heading(title), Listing(items, marks=Marks.NUMBERS)]
    if not items and not broken_off:
        blocks.append(_set_in("No scenario is clear."))
    if broken_off:
        blocks.append(_set_in(sentence(f"not finished: {broken_off}")))
    return blocks


def finding_blocks(analysis: Analysis) -> list[Block]:
    """All that the screen of the analysis can show: every finding with all there is to say on it.

    First the answer in a sentence, then question by question what was found, and what was not.
    """
    blocks: list[Block] = [Paragraph(sentence(words)) for words in open_sentences(analysis)]
    for section in sections(analysis):
        short = f": {section.short}" if section.short else ""
        blocks += [GAP, Heading(f"{section.title}{short}"), *section.summary]
        for group, findings in groupby(section.findings, lambda finding: finding.group):
            if group:
                blocks.append(Heading(group, level=3))
            blocks.append(Listing(map(_whole, findings)))
    blocks += (
        Heading(f"Not finished: {SHOWN[part].title} ({reason_words(reason)})")
        for part, reason in analysis.reasons.items()
    )
    return blocks


def _scenario(premises: Premises, choices: Mapping[str, Pick]) -> Item:
    blocks = [Paragraph(full_choices(premises.case, choices))]
    if rests := rests_of(premises, choices):
        blocks.append(Paragraph(sentence(f"it {rests}")))
    return Item(blocks)


def _premises(
    analysis: Analysis, as_of: dt.date | None, whys: Mapping[str, str]
) -> Iterator[Block]:
    """The case and the reading, the lines set aside and the choices that are fixed."""
    premises = analysis.premises
    yield Paragraph(case_sentence(premises.case))
    if until := judged_until(premises.case, as_of):
        yield Paragraph(sentence(until))
    reading = premises.reading
    yield Paragraph(sentence(f"{reading} reading: {READING_WORDS[reading]}"))
    if premises.set_aside:
        aside = {line: whys.get(line, "") for line in premises.set_aside}
        yield Paragraph(f"Set aside: {'; '.join(aside_lines(premises.case, aside))}.")
    if premises.fixed and "open" not in analysis.answers:  # whose section says it
        yield Paragraph(f"Fixed: {choices_words(premises.case, premises.fixed)}.")


def _section(case: Case, section: Section, quoted: set[str]) -> Iterator[Block]:
    yield Heading(section.title)
    yield from section.summary
    findings: Sequence[Finding] = section.findings
    left_out = 0
    if section.part == "coalitions" and len(findings) > _MOST_COALITIONS:
        left_out = len(findings) - _MOST_COALITIONS
        findings = findings[:_MOST_COALITIONS]
    for group, of_group in groupby(findings, lambda finding: finding.group):
        if group:
            yield Heading(group, level=3)
        yield Listing(_item(case, section, finding, quoted) for finding in of_group)
    if left_out:
        yield _set_in(f"and {counted(left_out, 'coalition')} more, which --format json gives")


def _item(case: Case, section: Section, finding: Finding, quoted: set[str]) -> Item:
    blocks: list[Block] = [_head(finding)]
    if section.part not in _ROWS_SAY_ALL:
        blocks += finding.blocks
    if section.quotes:
        blocks += _quotes(case, finding, quoted)
    return Item(blocks, tone=finding.tone)


def _whole(finding: Finding) -> Item:
    return Item([_head(finding), *finding.blocks, *finding.more])


def _head(finding: Finding) -> Paragraph:
    note = f": {finding.note}" if finding.note else ""
    return Paragraph(f"{finding.title}{note}")


def _quotes(case: Case, finding: Finding, quoted: set[str]) -> Iterator[Block]:
    """The evidence of the finding's lines, each the first time that it is needed."""
    for line in finding.lines:
        if line in quoted:
            mark = id_words(case.red_lines_by_id[line]).removeprefix(line)
            yield Paragraph((Link(line, to=line), f"{mark} · quoted above"))
        else:
            yield from evidence(case, [line])[1:]
        quoted.add(line)


def _set_in(words: str) -> Listing:
    return Listing([Item([Paragraph(words)])], marks=Marks.NONE)
