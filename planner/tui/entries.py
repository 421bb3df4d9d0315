"""The files that can be chosen, and what is in each, broken files included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from planner.check.checkers import judged_as_written
from planner.errors import FileProblemError
from planner.files.cases.catalogue import bundled_folder, case_files
from planner.files.cases.reading import read_case
from planner.files.places import places
from planner.files.safety.reading import MAX_CASE_BYTES, read_text
from planner.files.scenario_files import scenario_files
from planner.files.scenarios.reading import read_scenario
from planner.files.shelf import file_name
from planner.files.standing import is_folder
from planner.keys.recent import recent_paths
from planner.reports.content.entries import case_page, problem_page
from planner.reports.page import Page, Paragraph
from planner.reports.words.days import judged_until
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import case_sentence, sentence, verdict_sentence
from planner.tui.widgets.file_list import Entry
from planner.tui.widgets.row_list import Cell
from planner.visible import visible

__all__ = ["case_entry", "cases_in", "recent_entry", "recent_named", "refusal_page"]

_EXCERPT = 160


def cases_in(folders: Iterable[Path]) -> Sequence[tuple[Path, str]]:
    """The case files of the folders, then the bundled cases."""
    bundled = [(path, f"{path.name} (bundled)") for path in case_files(bundled_folder())]
    return [*_named(path for folder in folders for path in case_files(folder)), *bundled]


def recent_named() -> Sequence[tuple[Path, str]]:
    """The files and folders that were worked in lately."""
    return _named(recent_paths())


def recent_entry(path: Path, *, private: bool = False) -> Entry:
    """What stands in the scenario, or how many scenarios in the folder.

    ``private``: the scenario is judged with the private overlay beside its case.
    """
    if is_folder(path):
        number = len(scenario_files(path))
        words = f"{counted(number, 'scenario')}; Enter shows the folder"
        return Entry((Cell("folder", before=1),), (Paragraph(words),))
    try:
        loaded = read_scenario(path, private=private)
    except FileProblemError as error:
        return _broken(error)
    title = loaded.written.title or "no title"
    verdict = judged_as_written(loaded.written, loaded.case)
    until = judged_until(loaded.case, loaded.written.as_of)
    said = [title, case_sentence(loaded.case), *([sentence(until)] if until else [])]
    said.append(sentence(verdict_sentence(verdict)))
    return Entry((Cell(title, before=1),), tuple(map(Paragraph, said)))


def case_entry(path: Path) -> Entry:
    """The case's size and summary, or its first error."""
    try:
        case = read_case(path).case
    except FileProblemError as error:
        return _broken(error)
    return Entry((Cell(case.title, before=1),), case_page(case).blocks)


def refusal_page(error: FileProblemError) -> Page:
    """Why a file cannot be read: every problem with the line that it stands in."""
    texts = {problem.file: _lines_of(problem.file) for problem in error.problems}
    excerpts = {
        problem: _excerpt(lines[problem.line - 1], problem.column or 1)
        for problem in error.problems
        if problem.line is not None and problem.line <= len(lines := texts[problem.file])
    }
    return problem_page(error, {file: file_name(Path(file)) for file in texts}, excerpts)


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
    return Entry((Cell(f"! {first.explanation}", "crossed", before=1),), refusal_page(error).blocks)


def _named(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """Each path once, with its way from the working folder if it lies there."""
    return [(path, str(places().near(path))) for path in dict.fromkeys(paths)]
