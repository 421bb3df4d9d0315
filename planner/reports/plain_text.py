"""What the screens show, as plain lines: for screen readers, and for scripts.

Each line stands for itself: where a screen has signs and columns, here are words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import field, frozen

from planner.check import Consequence, LineVerdict, Verdict
from planner.model import Issue, Option, Origin, Scenario
from planner.reports.coverage import Coverage, coverage_lines, explain_cell, explain_coverage
from planner.reports.explain import (
    Kind,
    Passage,
    explain_issue,
    explain_line,
    explain_option,
    explain_party,
    explain_readings,
)
from planner.reports.words import (
    LINE_WORDS,
    case_sentence,
    line_heading,
    option_title,
    party_words,
    sentence,
    undecided_sentence,
    verdict_sentence,
    why_not_counted,
)
from planner.reports.wrapping import wrapped

__all__ = [
    "Shown",
    "evidence_lines",
    "heading",
    "issue_lines",
    "party_lines",
    "scenario_lines",
    "why_lines",
]

_INDENTS = {Kind.RULE: 4, Kind.QUOTE: 4, Kind.SOURCE: 6, Kind.LIMITS: 6, Kind.HEADING: 0}


@frozen
class Shown:
    """What is to be told of: a scenario, its verdict, and what each option would do.

    ``left`` says in words how many clear scenarios an option leaves, ``why_left`` explains it;
    ``under`` are the verdicts under all readings.
    """

    name: str
    scenario: Scenario
    verdict: Verdict
    consequences: Callable[[str], Mapping[str, Consequence]]
    left: Callable[[str, str], str]
    why_left: Callable[[str, str], list[Passage]]
    open: str = ""
    under: tuple[Verdict, ...] = field(default=())


def heading(title: str) -> list[str]:
    """A title that stands out in plain text."""
    return ["", f"== {title} ==", ""]


def scenario_lines(shown: Shown, width: int) -> list[str]:
    """What the bars and the details of the main screen tell."""
    scenario, verdict = shown.scenario, shown.verdict
    facts = [
        f"Scenario: {scenario.title or 'New scenario'}",
        f"File: {shown.name}" if shown.name else "File: none yet",
        f"Authors: {', '.join(scenario.authors)}" if scenario.authors else "",
        f"Summary: {scenario.summary}" if scenario.summary else "",
        f"Case: {case_sentence(verdict.case)}",
        f"Reading: {verdict.reading}",
        f"Verdict: {sentence(verdict_sentence(verdict))}",
        sentence(undecided_sentence(verdict)) if not verdict.complete else "",
        sentence(shown.open) if shown.open else "",
    ]
    return [line for fact in facts if fact for line in wrapped(fact, width)]


def issue_lines(shown: Shown, width: int) -> list[str]:
    """The issues with their options, what is chosen, and what each option does or would do."""
    lines: list[str] = []
    case = shown.verdict.case
    for issue in case.issues:
        chosen = shown.scenario.option(issue.id)
        words = f"{issue.title}: {option_title(case, issue.id, chosen)}"
        lines += wrapped(words, width)
        if note := shown.scenario.note(issue.id):
            lines += wrapped(note, width, "  Note: ")
        for number, option in enumerate(issue.options, 1):
            told = ", ".join([option.title, *_marks(shown, issue, option)])
            left = shown.left(issue.id, option.id)
            lines += wrapped(f"{told}; {left}" if left else told, width, f"  {number}. ")
    return lines


def party_lines(shown: Shown, width: int) -> list[str]:
    """The parties with their verdict, and every red line of each with its own."""
    lines: list[str] = []
    for party in shown.verdict.parties:
        lines += wrapped(f"{party.party.name}: {party_words(party)}", width)
        for held in party.lines:
            lines += wrapped(_line_words(shown.verdict, held), width, "  ")
    return lines


def why_lines(shown: Shown, width: int) -> list[str]:
    """What the pane of reasons says on every red line, issue, option, party and reading."""
    case, verdict = shown.verdict.case, shown.verdict
    texts: list[list[Passage]] = [explain_line(verdict, line) for line in case.red_lines]
    for issue in case.issues:
        chosen = shown.scenario.option(issue.id)
        texts.append(explain_issue(verdict, issue, chosen, shown.scenario.note(issue.id)))
        for option in issue.options:
            done = shown.consequences(issue.id)[option.id]
            first, *rest = explain_option(verdict, issue, option, done, chosen=option.id == chosen)
            texts.append([first, *shown.why_left(issue.id, option.id), *rest])
    texts += [explain_party(verdict, party.id) for party in case.parties]
    if shown.under:
        texts.append(explain_readings(verdict, shown.under))
    return [line for text in texts for line in ("", *_lines(text, width))][1:]


def evidence_lines(shown: Shown, width: int) -> list[str]:
    """The coverage, and the statements of each party on each issue."""
    case = shown.verdict.case
    coverage = Coverage(case)
    lines = coverage_lines(coverage, width)
    for party in case.parties:
        lines += ["", *_lines(explain_coverage(coverage, party), width)]
        for issue in case.issues:
            lines += ["", *_lines(explain_cell(case, party, issue), width)]
    return lines


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


def _lines(passages: Iterable[Passage], width: int) -> list[str]:
    lines: list[str] = []
    for passage in passages:
        if passage.kind is Kind.GAP:
            continue
        indent = " " * _INDENTS.get(passage.kind, 2)
        for paragraph in passage.text.split("\n"):
            lines += wrapped(paragraph, width, indent)
    return lines
