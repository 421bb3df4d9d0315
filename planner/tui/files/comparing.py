"""From files marked in the library to scenarios side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.check.checker import Checker
from planner.check.comparison import MOST_COLUMNS, IncomparableError
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.scenarios.reading import read_scenario
from planner.files.shelf import file_name
from planner.model.scenario import Scenario
from planner.tui.screens.compare import Beside, Compare

__all__ = ["beside_open", "comparison_screen"]


def comparison_screen(
    session: Session | None, marks: Sequence[Path], *, with_open: bool
) -> Compare:
    """The marked scenarios side by side; ``with_open`` puts the open one in front of them.

    A marked file that is open is shown as it stands, unsaved changes and all. Raises
    :class:`~planner.errors.PlannerError` if it cannot be done.
    """
    home = session.path if session is not None else None
    beside = [_beside_file(path) for path in marks if path != home]
    if session is not None and (with_open or len(beside) < len(marks)):
        beside.insert(0, _beside_open(session))
    if len(beside) < 2:
        raise IncomparableError("Mark another scenario first (Space), then compare.")
    if len(beside) > MOST_COLUMNS:
        raise IncomparableError(
            f"At most {MOST_COLUMNS} scenarios stand side by side, and the open one is one of "
            "them: take a mark away."
        )
    return Compare(beside)


def beside_open(session: Session, name: str, scenario: Scenario) -> Compare:
    """What is open beside another scenario of its case, which ``name`` names."""
    return Compare([_beside_open(session), Beside(name, scenario, Checker(session.case))])


def _beside_open(session: Session) -> Beside:
    name = file_name(session.path) if session.path is not None else "the open scenario"
    return Beside(name, session.scenario, Checker(session.case), session)


def _beside_file(path: Path) -> Beside:
    try:
        loaded = read_scenario(path)
    except FileProblemError as error:
        raise IncomparableError(f"It cannot be compared: {error.problems[0]}") from None
    return Beside(file_name(path), loaded.scenario, Checker(loaded.case))
