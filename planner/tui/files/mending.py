"""A broken file, mended in the planner's editor: where to begin, and whether it can be read now."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from planner.errors import FileProblemError
from planner.files.cases.reading import CASE_SUFFIX, read_case
from planner.files.scenarios.reading import read_scenario
from planner.files.shelf import file_name
from planner.reports.page import Heading, Page
from planner.tui.entries import refusal_page
from planner.tui.files.editor import edit_file
from planner.visible import shown_path

__all__ = ["mend", "place_to_mend", "state_page"]


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


def mend(app: App[int], path: Path) -> Page | None:
    """Open the file in the editor, and say how it stands then; ``None`` if that was not done."""
    return state_page(path) if edit_file(app, *place_to_mend(path)) else None


def state_page(path: Path) -> Page:
    """What is still wrong in the file, or that nothing is."""
    error = _error_in(path)
    if error is not None:
        return refusal_page(error)
    return Page(Heading(f"{file_name(path)} can be read", level=1), ())


def _error_in(path: Path) -> FileProblemError | None:
    try:
        if path.name.endswith(CASE_SUFFIX):
            read_case(path)
        else:
            read_scenario(path)
    except FileProblemError as error:
        return error
    return None
