"""What is in a file, before it is opened: a scenario with its verdict, a case, or mistakes."""

from __future__ import annotations

from collections.abc import Mapping

from planner.check.verdict import Verdict
from planner.errors import FileProblemError, Problem
from planner.model.case import Case
from planner.model.scenario import Scenario
from planner.reports.content.tones import PARTY_TONES
from planner.reports.page import (
    GAP,
    Block,
    Excerpt,
    Heading,
    Page,
    Paragraph,
    Status,
    Text,
    Tone,
)
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import (
    case_sentence,
    case_size,
    party_words,
    sentence,
    undecided_sentence,
    verdict_sentence,
)

__all__ = ["case_page", "problem_page", "scenario_page"]


def scenario_page(name: str, scenario: Scenario, verdict: Verdict) -> Page:
    """The scenario's verdict, party by party, and what its planner says of it."""
    own = scenario.reading or verdict.case.reading
    says = "" if own is verdict.reading else f" (the file says {own})"
    judged = f"{case_sentence(verdict.case)} · {verdict.reading} reading{says}"
    body: list[Block] = [
        Paragraph(judged, tone=Tone.MUTED),
        Paragraph(sentence(verdict_sentence(verdict))),
    ]
    for held in verdict.parties:
        tone = PARTY_TONES[held.status]
        runs = (Text(f"{held.party.name}: "), Status(party_words(held), tone=tone))
        body.append(Paragraph(runs, tone=tone))
    if not verdict.complete:
        body.append(Paragraph(sentence(undecided_sentence(verdict)), tone=Tone.UNDECIDED))
    body.append(GAP)
    if scenario.summary:
        body.append(Paragraph(scenario.summary))
    if scenario.authors:
        body.append(Paragraph(f"Authors: {', '.join(scenario.authors)}", tone=Tone.MUTED))
    body.append(Paragraph(f"File: {name}", tone=Tone.MUTED))
    return Page(Heading(scenario.title or name, level=1), body)


def case_page(case: Case) -> Page:
    """The case's size and summary."""
    body: list[Block] = [Paragraph(case_size(case))]
    if case.summary:
        body += [GAP, Paragraph(case.summary)]
    return Page(Heading(case.title, level=1), body)


def problem_page(
    error: FileProblemError, names: Mapping[str, str], excerpts: Mapping[Problem, str]
) -> Page:
    """Every problem with its place, what was found, what was expected and how to mend it.

    ``names`` says how a file is called here, ``excerpts`` holds the lines that problems stand in.
    """
    body: list[Block] = []
    for problem in error.problems:
        place = names[problem.file] + problem.place.removeprefix(problem.file)
        body += [Paragraph(place, tone=Tone.CROSSED), Paragraph(problem.explanation)]
        if problem in excerpts:
            body.append(Excerpt(excerpts[problem], lead=str(problem.line)))
    heading = f"{counted(len(error.problems), 'problem')}; nothing was changed"
    return Page(Heading(heading, level=1), body)
