"""Where to begin to mend a broken file in the planner's editor."""

from __future__ import annotations

from pathlib import Path

from planner.errors import FileProblemError
from planner.files.cases.reading import CASE_SUFFIX, read_case
from planner.files.scenarios.reading import read_scenario
from planner.visible import shown_path

__all__ = ["place_to_mend"]


def place_to_mend(path: Path) -> tuple[Path, int]:
    """The file and line of the first mistake; the beginning of a file that can be read.

    The file is another one where the mistake is in the scenario's case.
    """
    error = _error_in(path)
    if error is None:
        return path, 1
    problem = error.problems[0]
    other = Path(problem.file)
    mine = problem.file == shown_path(path) or not other.is_file()
    return (path if mine else other), problem.line or 1


def _error_in(path: Path) -> FileProblemError | None:
    try:
        if path.name.endswith(CASE_SUFFIX):
            read_case(path)
        else:
            read_scenario(path)
    except FileProblemError as error:
        return error
    return None
