"""What the screens show, as pages to be read line by line: for screen readers, and for scripts.

Each line stands for itself: where a screen has signs and columns, here are words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import field, frozen

from planner.check.coverage import Coverage
from planner.check.verdict import Consequence, LineVerdict, Verdict
from planner.model.case import Issue, Option, Origin
from planner.model.scenario import Scenario
from planner.reports.content.coverage import explain_cell, explain_coverage
from planner.reports.content.explain import (
    explain_issue,
    explain_line,
    explain_option,
    explain_party,
    explain_readings,
)
from planner.reports.page import Block, Heading, Item, Listing, Marks, Page, Paragraph
from planner.reports.words.choices import pick_title
from planner.reports.words.days import judged_until
from planner.reports.words.verdicts import (
    LINE_WORDS,
    case_sentence,
    line_heading,
    party_words,
    sentence,
    undecided_sentence,
    verdict_sentence,
    why_not_counted,
)

__all__ = [
    "Shown",
    "evidence_pages",
    "issue_blocks",
    "party_blocks",
    "scenario_blocks",
    "why_pages",
]


@frozen
class Shown:
    """What is said on a scenario: its verdict, and what each option would do.

    ``left`` says in words how many clear scenarios an option leaves, ``why_left`` explains it;
    ``under`` are the verdicts under all readings.
    """

    name: str
    scenario: Scenario
    verdict: Verdict
    consequences: Callable[[str], Mapping[str, Consequence]]
    left: Callable[[str, str], str]
    why_left: Callable[[str, str], Sequence[Block]]
    open: str = ""
    under: tuple[Verdict, ...] = field(default=())


def scenario_blocks(shown: Shown) -> list[Block]:
    """What the bars and the details of the main screen say."""
    scenario, verdict = shown.scenario, shown.verdict
    facts = [
        f"Scenario: {scenario.title or 'New scenario'}",
        f"File: {shown.name}" if shown.name else "File: none yet",
        f"Authors: {', '.join(scenario.authors)}" if scenario.authors else "",
        f"Summary: {_in_one(scenario.summary)}" if scenario.summary else "",
        f"Case: {case_sentence(verdict.case)}",
        sentence(judged_until(verdict.case, scenario.as_of)) if scenario.as_of else "",
        f"Reading: {verdict.reading}",
        f"Verdict: {sentence(verdict_sentence(verdict))}",
        sentence(undecided_sentence(verdict)) if not verdict.complete else "",
        sentence(shown.open) if shown.open else "",
    ]
    return [Paragraph(fact) for fact in facts if fact]


def issue_blocks(shown: Shown) -> list[Block]:
    """The issues with their options, what is chosen, and what each option does or would do."""
    blocks: list[Block] = []
    case = shown.verdict.case
    for issue in case.issues:
        chosen = shown.scenario.option(issue.id)
        blocks.append(Heading(f"{issue.title}: {pick_title(case, issue.id, chosen)}"))
        if note := shown.scenario.note(issue.id):
            items = [Item([Paragraph(_in_one(note))], label="Note:")]
            blocks.append(Listing(items, marks=Marks.LABELS))
        options = (Item([Paragraph(_told(shown, issue, each))]) for each in issue.options)
        blocks.append(Listing(options, marks=Marks.NUMBERS))
    return blocks


def party_blocks(shown: Shown) -> list[Block]:
    """The parties with their verdict, and every red line of each with its own."""
    blocks: list[Block] = []
    for party in shown.verdict.parties:
        blocks.append(Heading(f"{party.party.name}: {party_words(party)}"))
        blocks += (Paragraph(_line_words(shown.verdict, held)) for held in party.lines)
    return blocks


def why_pages(shown: Shown) -> Iterator[Page]:
    """What the pane of reasons says on every red line, issue, option, party and reading."""
    case, verdict = shown.verdict.case, shown.verdict
    yield from (explain_line(verdict, line) for line in case.red_lines)
    for issue in case.issues:
        chosen = shown.scenario.option(issue.id)
        yield explain_issue(verdict, issue, chosen, shown.scenario.note(issue.id))
        for option in issue.options:
            done = shown.consequences(issue.id)[option.id]
            page = explain_option(verdict, issue, option, done, chosen=option.id == chosen)
            yield Page(page.heading, (*shown.why_left(issue.id, option.id), *page.body))
    yield from (explain_party(verdict, party.id) for party in case.parties)
    if shown.under:
        yield explain_readings(verdict, shown.under)


def evidence_pages(coverage: Coverage) -> Iterator[Page]:
    """The statements of each party on each issue, after what is known of the party."""
    for party in coverage.case.parties:
        yield explain_coverage(coverage, party)
        yield from (explain_cell(coverage, party, issue) for issue in coverage.case.issues)


def _in_one(text: str) -> str:
    """The text as one paragraph, so that it is read aloud as one line."""
    return text.replace("\n", " ")


def _told(shown: Shown, issue: Issue, option: Option) -> str:
    told = ", ".join([option.title, *_marks(shown, issue, option)])
    left = shown.left(issue.id, option.id)
    return f"{told}; {left}" if left else told


def _marks(shown: Shown, issue: Issue, option: Option) -> Iterator[str]:
    chosen = shown.scenario.option(issue.id) == option.id
    done = shown.consequences(issue.id)[option.id]
    if chosen:
        yield "chosen"
    if option.origin is Origin.ADDED:
        yield "added"
    if done.crossed:
        verb = "crosses" if chosen else "would cross"
        yield f"{verb} {' '.join(line.id for line in done.crossed)}"
    if done.contested:
        verb = "leaves" if chosen else "would leave"
        yield f"{verb} {' '.join(line.id for line in done.contested)} contested"


def _line_words(verdict: Verdict, held: LineVerdict) -> str:
    reason = why_not_counted(held, verdict.reading)
    apart = f" ({reason})" if reason else ""
    return f"{LINE_WORDS[held.status]}: {line_heading(verdict.case, held.line)}{apart}"
