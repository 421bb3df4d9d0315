"""What the choosers show of a file: read off the interface's thread, broken files included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from planner.check import LineStatus, check
from planner.errors import FileProblemError
from planner.files import read_case, read_scenario, read_text
from planner.files.case_catalogue import bundled_folder, case_files
from planner.files.scenario_folder import scenario_files
from planner.reports.explain import Kind, Passage
from planner.reports.words import (
    LINE_SIGNS,
    PARTY_SIGNS,
    PARTY_WORDS,
    case_size,
    counted,
    sentence,
    verdict_sentence,
)
from planner.tui.widgets.file_list import Entry
from planner.tui.widgets.row_list import Cell

_SIGN_OF_SCENARIO = re.compile(
    r"^\s*(format\b|\[(scenario|case|check|choices)\b|<{7})", re.MULTILINE
)

__all__ = ["case_entry", "cases_in", "problem_passages", "scenario_entry", "scenarios_in"]


def scenarios_in(folders: Iterable[Path]) -> Sequence[tuple[Path, str]]:
    """The scenario files of the folders, each once, named relative to the working folder.

    TOML files that have nothing of a scenario in them (a ``pyproject.toml``) are passed over; what
    cannot be read is listed, with its error.
    """
    files = (path for folder in folders for path in scenario_files(folder))
    return _named(path for path in files if _may_be_scenario(path))


def cases_in(folders: Iterable[Path]) -> Sequence[tuple[Path, str]]:
    """The bundled cases, then the case files of the folders."""
    bundled = [(path, f"{path.name} (bundled)") for path in case_files(bundled_folder())]
    return [*bundled, *_named(path for folder in folders for path in case_files(folder))]


def scenario_entry(path: Path) -> Entry:
    """The scenario's verdict in signs and words, or its first error."""
    try:
        loaded = read_scenario(path)
    except FileProblemError as error:
        return _broken(error)
    scenario = loaded.scenario
    verdict = check(loaded.case, scenario)
    cells = [Cell(f"{verdict.reading}:", "muted", before=1)]
    for status, lines in (
        (LineStatus.CROSSED, verdict.crossed),
        (LineStatus.CONTESTED, verdict.contested),
    ):
        if lines:
            words = f"{LINE_SIGNS[status]} {len(lines):,} {status}"
            cells.append(Cell(words, status.value, before=1))
    if not (verdict.crossed or verdict.contested):
        cells.append(Cell("no stated line crossed", "clear", before=1))
    if not verdict.complete:
        words = f"~ {counted(len(verdict.undecided), 'issue')} undecided"
        cells.append(Cell(words, "undecided", before=1))
    passages = [
        Passage(Kind.HEADING, scenario.title or path.name),
        Passage(Kind.TEXT, f"{sentence(verdict_sentence(verdict))}"),
        Passage(Kind.GAP),
        *(
            Passage(Kind.TEXT, f"{p.party.name}: {PARTY_SIGNS[p.status]} {PARTY_WORDS[p.status]}")
            for p in verdict.parties
        ),
        Passage(Kind.GAP),
    ]
    if scenario.summary:
        passages.append(Passage(Kind.TEXT, scenario.summary))
    if scenario.authors:
        passages.append(Passage(Kind.MUTED, f"Authors: {', '.join(scenario.authors)}"))
    passages.append(Passage(Kind.MUTED, f"Case: {loaded.case.title}"))
    return Entry(tuple(cells), tuple(passages))


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
    for problem in error.problems:
        passages += [Passage(Kind.CROSSED, problem.place), Passage(Kind.TEXT, problem.explanation)]
    return tuple(passages)


def _may_be_scenario(path: Path) -> bool:
    try:
        text = read_text(path).text
    except FileProblemError:
        return True
    return not text.strip() or _SIGN_OF_SCENARIO.search(text) is not None


def _broken(error: FileProblemError) -> Entry:
    first = error.problems[0]
    return Entry((Cell(f"! {first.explanation}", "crossed", before=1),), problem_passages(error))


def _named(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    here = Path.cwd()
    found: dict[Path, tuple[Path, str]] = {}
    for path in paths:
        full = path.absolute()
        name = str(full.relative_to(here)) if full.is_relative_to(here) else str(path)
        found.setdefault(full, (path, name))
    return list(found.values())
