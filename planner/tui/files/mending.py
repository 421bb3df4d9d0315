"""Where to begin to mend a broken file in the planner's editor."""

from __future__ import annotations

from pathlib import Path

from planner.errors import FileProblemError
from planner.files.cases.reading import is_case_file, read_case
from planner.files.safety.reading import MAX_CASE_BYTES, read_text
from planner.files.scenarios.reading import read_scenario
from planner.files.standing import is_file
from planner.files.toml.positions import scan
from planner.visible import shown_path

__all__ = ["place_of", "place_to_mend"]


def place_to_mend(path: Path) -> tuple[Path, int]:
    """The file and line of the first mistake; the beginning of a file that can be read.

    The file is another one where the mistake is in the scenario's case.
    """
    error = _error_in(path)
    if error is None:
        return path, 1
    problem = error.problems[0]
    other = Path(problem.file)
    mine = problem.file == shown_path(path) or not is_file(other)
    return (path if mine else other), problem.line or 1


def place_of(path: Path, way: tuple[str, ...]) -> int:
    """The line of a case's file where that thing begins, or of the first mistake."""
    file, line = place_to_mend(path)
    if line > 1 or file != path or not way:
        return line
    try:
        text = read_text(path, MAX_CASE_BYTES).text
    except FileProblemError:
        return 1
    places = scan(text)
    offset = places.names.get(way)
    return 1 if offset is None else places.line_column(offset)[0]


def _error_in(path: Path) -> FileProblemError | None:
    try:
        if is_case_file(path):
            read_case(path)
        else:
            read_scenario(path)
    except FileProblemError as error:
        return error
    return None
