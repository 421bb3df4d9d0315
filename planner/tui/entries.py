"""What is shown of a file in words, broken files included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from planner.check import PartyStatus, Verdict
from planner.errors import FileProblemError
from planner.files import read_case, read_text, visible
from planner.files.case_catalogue import bundled_folder, case_files
from planner.files.places import places
from planner.files.shelf import file_name
from planner.files.text import MAX_CASE_BYTES
from planner.model import Scenario
from planner.reports.explain import Kind, Passage
from planner.reports.numbers import counted
from planner.reports.words import (
    PARTY_SIGNS,
    case_sentence,
    case_size,
    party_words,
    sentence,
    undecided_sentence,
    verdict_sentence,
)
from planner.tui.widgets.file_list import Entry
from planner.tui.widgets.row_list import Cell

_KINDS = {
    PartyStatus.CROSSED: Kind.CROSSED,
    PartyStatus.CONTESTED: Kind.CONTESTED,
    PartyStatus.UNDECIDED: Kind.UNDECIDED,
    PartyStatus.CLEAR: Kind.RESPECTED,
    PartyStatus.SET_ASIDE: Kind.CONTESTED,
    PartyStatus.NONE_COUNTED: Kind.MUTED,
    PartyStatus.NO_POSITION: Kind.MUTED,
}

__all__ = ["case_entry", "cases_in", "problem_passages", "scenario_passages"]

_EXCERPT = 160


def cases_in(folders: Iterable[Path]) -> Sequence[tuple[Path, str]]:
    """The bundled cases, then the case files of the folders."""
    bundled = [(path, f"{path.name} (bundled)") for path in case_files(bundled_folder())]
    return [*bundled, *_named(path for folder in folders for path in case_files(folder))]


def scenario_passages(name: str, scenario: Scenario, verdict: Verdict) -> tuple[Passage, ...]:
    """The scenario's verdict, party by party, and what its planner says of it."""
    passages = [
        Passage(Kind.HEADING, scenario.title or name),
        Passage(Kind.MUTED, f"{case_sentence(verdict.case)} · {verdict.reading} reading"),
        Passage(Kind.TEXT, sentence(verdict_sentence(verdict))),
        *(
            Passage(_KINDS[p.status], f"{p.party.name}: {PARTY_SIGNS[p.status]} {party_words(p)}")
            for p in verdict.parties
        ),
    ]
    if not verdict.complete:
        passages.append(Passage(Kind.UNDECIDED, sentence(undecided_sentence(verdict))))
    passages.append(Passage(Kind.GAP))
    if scenario.summary:
        passages.append(Passage(Kind.TEXT, scenario.summary))
    if scenario.authors:
        passages.append(Passage(Kind.MUTED, f"Authors: {', '.join(scenario.authors)}"))
    passages.append(Passage(Kind.MUTED, f"File: {name}"))
    return tuple(passages)


def case_entry(path: Path) -> Entry:
    """The case's size and summary, or its first error."""
    try:
        case = read_case(path).case
    except FileProblemError as error:
        return _broken(error)
    passages = [Passage(Kind.HEADING, case.title), Passage(Kind.TEXT, case_size(case))]
    if case.summary:
        passages += [Passage(Kind.GAP), Passage(Kind.TEXT, case.summary)]
    return Entry((Cell(case.title, before=1),), tuple(passages))


def problem_passages(error: FileProblemError) -> tuple[Passage, ...]:
    """Every problem with its place, what was found, what was expected and how to mend it."""
    heading = f"{counted(len(error.problems), 'problem')}; nothing was changed"
    passages = [Passage(Kind.HEADING, heading)]
    texts = {problem.file: _lines_of(problem.file) for problem in error.problems}
    for problem in error.problems:
        place = file_name(Path(problem.file)) + problem.place.removeprefix(problem.file)
        passages += [Passage(Kind.CROSSED, place), Passage(Kind.TEXT, problem.explanation)]
        lines = texts[problem.file]
        if problem.line is not None and problem.line <= len(lines):
            words = _excerpt(lines[problem.line - 1], problem.column or 1)
            passages.append(Passage(Kind.QUOTE, f"{problem.line} │ {words}"))
    return tuple(passages)


def _excerpt(line: str, column: int) -> str:
    """The line around that column, in one line that can be shown."""
    start = column - _EXCERPT // 2
    if len(line) <= _EXCERPT or start <= 0:
        return visible(line.strip(), _EXCERPT)
    return f"...{visible(line[start:].rstrip(), _EXCERPT)}"


def _lines_of(file: str) -> list[str]:
    """The lines of a file that a problem names; none if they cannot be read."""
    try:
        return read_text(file, MAX_CASE_BYTES).text.split("\n")
    except FileProblemError:
        return []


def _broken(error: FileProblemError) -> Entry:
    first = error.problems[0]
    return Entry((Cell(f"! {first.explanation}", "crossed", before=1),), problem_passages(error))


def _named(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """Each path once, with its way from the working folder if it lies there."""
    return [(path, str(places().near(path))) for path in dict.fromkeys(paths)]
