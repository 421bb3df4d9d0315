"""The brief: a page for each scenario, with its package, its verdict, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from planner.analysis.questions.analyse import Analysis
from planner.by_fields import Compared
from planner.check.coverage import Coverage
from planner.check.verdict import LineStatus, LineVerdict
from planner.model.case import Issue
from planner.model.scenario import vanished
from planner.reports.content.comments import comment_blocks
from planner.reports.content.handed import (
    Subject,
    choice_cell,
    choice_plain,
    evidence_blocks,
    issue_cell,
    marking,
    opening,
    parties_table,
    titles_of,
)
from planner.reports.content.naming import line_named
from planner.reports.content.nearest_clear import counts_blocks, nearest_blocks
from planner.reports.content.points import points_table
from planner.reports.content.sources import source_blocks
from planner.reports.content.tones import LINE_TONES
from planner.reports.page import (
    Block,
    Caveat,
    Cell,
    Heading,
    Item,
    Listing,
    Marks,
    Page,
    Paragraph,
    Status,
    Table,
    Text,
    Tone,
)
from planner.reports.report import Report
from planner.reports.words.coverage import coverage_words
from planner.reports.words.reasons import depends_on, incoherence_sentence, why_lines
from planner.reports.words.report import CODED, SILENCE, reading_sentence
from planner.reports.words.rules import rule_lines
from planner.reports.words.statements import dates_words
from planner.reports.words.verdicts import LINE_WORDS, sentence, why_not_counted

__all__ = ["brief"]

_SHEET = (*("Scenario", "Issue", "Choice", "State", "Lines crossed", "Lines contested", "Note"),)


def brief(subjects: Sequence[Subject], analyses: Sequence[tuple[Analysis, Analysis]]) -> Report:
    """A page for each scenario; ``analyses`` are those of its case and of its own choices."""
    pages = [_Brief(*each).page() for each in zip(subjects, analyses, strict=True)]
    rows = [row for subject in subjects for row in _rows(subject)]
    title = titles_of(subjects)
    return Report("brief", title, pages, Table(rows, head=_SHEET), marking=marking(subjects))


@frozen(eq=False, repr=False)
class _Brief(Compared):
    """What there is to say of one scenario."""

    subject: Subject
    analyses: tuple[Analysis, Analysis]

    def page(self) -> Page:
        """In the order of what matters: what it comes to, what it says, for whom, and why."""
        sections = (
            self._opening(),
            self._package(),
            self._parties(),
            self._lines(LineStatus.CROSSED, "Lines crossed"),
            self._lines(LineStatus.CONTESTED, "Lines contested"),
            self._undecided(),
            self._left_out(),
            self._clear(),
            comment_blocks(self.subject.case, self.subject.written.comments),
            source_blocks(self.subject),
        )
        blocks = [block for section in sections for block in section]
        return Page(Heading(self.subject.title, level=1), blocks)

    def _opening(self) -> Iterator[Block]:
        subject = self.subject
        names = ", ".join(subject.written.authors)
        yield from opening(subject, by=f"put together by {names}" if names else "")
        verdict, case = subject.verdict, subject.case
        for rule in case.coherence:
            if rule.id in verdict.incoherent:
                words = incoherence_sentence(verdict, subject.scenario, rule)
                yield Paragraph(sentence(words), tone=Tone.CROSSED)
        yield Paragraph(f"{reading_sentence(verdict)} {CODED}")
        if subject.written.summary:
            yield Paragraph(subject.written.summary)
        if vanished(subject.written, case):
            from planner.reports.words.case_changes import (  # noqa: PLC0415 (hardly ever)
                vanished_words,
            )

            yield Heading("Gone from the case since this was saved")
            words_of_each = vanished_words(subject.written, case)
            yield Listing(Item([Paragraph(each)]) for each in words_of_each)

    def _package(self) -> Iterator[Block]:
        subject = self.subject
        yield Heading("The package")
        notes = any(subject.written.note(issue.id) for issue in subject.case.issues)
        head = ("Issue", "Choice", "Note") if notes else ("Issue", "Choice")
        rows: list[tuple[str | Cell, ...]] = [
            (
                issue_cell(subject, issue),
                choice_cell(subject, issue),
                *([subject.written.note(issue.id)] if notes else []),
            )
            for issue in subject.case.issues
        ]
        shares = (3, 4, 9) if notes else (1, 2)
        caption = "The choice on each issue; what is undecided stands in square brackets"
        yield Table(rows, head=head, shares=shares, caption=caption)

    def _parties(self) -> Iterator[Block]:
        case = self.subject.case
        coverage = Coverage(case)
        yield Heading("The parties, and where they state no position")
        yield parties_table(self.subject.verdict, coverage)
        yield Paragraph(f"{sentence(coverage_words(coverage))} {SILENCE}", tone=Tone.MUTED)

    def _lines(self, status: LineStatus, title: str) -> Iterator[Block]:
        lines = self.subject.verdict.counted(status)
        if lines:
            yield Heading(title)
        for line in lines:
            yield from self._line(line)

    def _line(self, line: LineVerdict) -> Iterator[Block]:
        subject, held = self.subject, line.line
        yield self._line_heading(line)
        for why in why_lines(subject.scenario, subject.verdict, line):
            yield Paragraph(sentence(why))
        yield from points_table(subject.scenario, subject.verdict, line.line)
        rules = [*rule_lines(subject.case, held)]
        if dates := dates_words(subject.case, held):
            rules.append(dates)
        yield Listing([Item([Paragraph("; ".join(rules))], label="Rule:")], marks=Marks.LABELS)
        said = [subject.case.statements_by_id[each] for each in held.evidence]
        yield from evidence_blocks(subject, said, caveat=held.caveat)
        if not said:
            yield Paragraph("No evidence is given for this red line.", tone=Tone.MUTED)
        if held.caveat:
            yield Caveat(f"Caveat of the coding: {held.caveat}")
        if held.confidence:
            yield Paragraph(f"Confidence of the coding: {held.confidence}", tone=Tone.MUTED)

    def _line_heading(self, line: LineVerdict) -> Heading:
        status = Status(f"{LINE_WORDS[line.status]}:", tone=LINE_TONES[line.status])
        named = line_named(self.subject.case, line.line)
        return Heading((status, Text(" "), *(Text(run.text) for run in named)), level=3)

    def _undecided(self) -> Iterator[Block]:
        subject = self.subject
        lines = subject.verdict.counted(LineStatus.UNDECIDED)
        if lines:
            yield Heading("Lines that depend on what is undecided")
            yield Listing(
                Item(
                    [
                        Paragraph(
                            (
                                Status("", tone=Tone.UNDECIDED),
                                Text(" "),
                                *line_named(subject.case, line.line),
                                Text(f": {depends_on(subject.verdict, line.line)}"),
                            )
                        )
                    ]
                )
                for line in lines
            )

    def _left_out(self) -> Iterator[Block]:
        """The lines that would say something if they were counted, and all that were set aside."""
        subject, items = self.subject, []
        for line in subject.verdict.lines:
            found = line.status in (LineStatus.CROSSED, LineStatus.CONTESTED)
            if line.set_aside or (found and not line.counted):
                reason = subject.written.set_aside.get(line.line.id, "")
                why = why_not_counted(line, subject.verdict.reading, reason)
                then = f"counted, it would be {LINE_WORDS[line.status]}"
                if line.status is LineStatus.RESPECTED:
                    then = "it is neither crossed nor contested"
                named = Paragraph(line_named(subject.case, line.line))
                items.append(Item([named, Paragraph(sentence(f"{why}; {then}"))]))
        if items:
            yield Heading("Lines that are not counted")
            yield Listing(items)

    def _clear(self) -> Iterator[Block]:
        yield Heading("Scenarios that cross no counted line")
        yield from nearest_blocks(self.subject.verdict, *self.analyses)
        yield from counts_blocks(*self.analyses)


def _rows(subject: Subject) -> Iterator[tuple[str, ...]]:
    """A row for each issue: what is chosen there, and which lines are as they are because of it."""
    for issue in subject.case.issues:
        yield (
            subject.title,
            issue.title,
            choice_plain(subject, issue),
            _state(subject, issue),
            ", ".join(subject.because_of(issue, LineStatus.CROSSED)),
            ", ".join(subject.because_of(issue, LineStatus.CONTESTED)),
            subject.written.note(issue.id),
        )


def _state(subject: Subject, issue: Issue) -> str:
    if subject.verdict.applies(issue.id) is False:
        return "does not apply"
    return "undecided" if issue.id in subject.verdict.undecided else "decided"
