"""From files marked in the library to scenarios side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from planner.check.as_of import case_as_of
from planner.check.checker import Checker
from planner.check.comparison import MOST_COLUMNS, IncomparableError
from planner.editing.one_version import judging_version
from planner.editing.overlays import laid_over
from planner.editing.scenario_session import Session
from planner.editing.scenario_states import MarkedState
from planner.errors import FileProblemError
from planner.files.cases.twins import told_apart
from planner.files.scenarios.reading import LoadedScenario, in_order_of_case, read_scenario
from planner.files.shelf import file_name
from planner.model.case import Case
from planner.model.private import Overlay
from planner.model.scenario import Scenario, fitted, vanished
from planner.tui.screens.compare import Beside, Compare

__all__ = ["Marked", "beside_open", "comparison_screen", "read_marked"]


Marked = Sequence[tuple[Path | MarkedState, LoadedScenario | None]]
"""What is marked, as it was read; nothing of what is open itself."""


def read_marked(session: Session | None, marks: Sequence[Path | MarkedState]) -> Marked:
    """What is marked, read in any thread. Raises :class:`~planner.errors.PlannerError`."""
    home = session.path if session is not None else None
    return [(mark, None if mark == home else _loaded(mark)) for mark in marks]


def comparison_screen(
    session: Session | None, marked: Marked, *, with_open: bool, key: str = "Space"
) -> Compare:
    """The marked scenarios side by side; ``with_open`` puts the open one in front of them.

    A marked file that is open is shown as it stands, unsaved changes and all. ``key`` marks. Raises
    :class:`~planner.errors.PlannerError` if it cannot be done.
    """
    files = [(mark, held) for mark, held in marked if held is not None]
    leads = session is not None and (with_open or len(files) < len(marked))
    if session is not None and leads:
        opened = [_beside_open(session)]
        day = session.day
    else:
        opened = []
        day = files[0][1].written.as_of if files else None
    overlay = session.overlay if session is not None else None
    whole = session.whole_case if session is not None and leads else None
    if whole is None and files:
        whole = laid_over(judging_version([held for _, held in files]).case, overlay)
    beside = opened + [
        _beside_file(_name(mark), held, whole, day, overlay)
        for mark, held in files
        if whole is not None
    ]
    if len(beside) < 2:
        raise IncomparableError(f"Mark another scenario first ({key}), then compare.")
    if len(beside) > MOST_COLUMNS:
        raise IncomparableError(
            f"At most {MOST_COLUMNS} scenarios stand side by side, and the open one is one of "
            "them: take a mark away."
        )
    return Compare(beside, as_of=day)


def beside_open(session: Session, name: str, scenario: Scenario) -> Compare:
    """What is open beside another scenario of its case, which ``name`` names."""
    fitting = fitted(scenario, session.case, begun=True)
    gone = vanished(scenario, session.whole_case)
    other = Beside(name, fitting, Checker(session.case), vanished=gone)
    return Compare([_beside_open(session), other], as_of=session.day)


def _beside_open(session: Session) -> Beside:
    name = file_name(session.path) if session.path is not None else "the open scenario"
    return Beside(name, session.with_begun, Checker(session.case), session)


def _loaded(mark: Path | MarkedState) -> LoadedScenario:
    if isinstance(mark, MarkedState):
        return mark.loaded
    try:
        return read_scenario(mark)
    except FileProblemError as error:
        raise IncomparableError(f"It cannot be compared: {error.problems[0]}") from None


def _name(mark: Path | MarkedState) -> str:
    return file_name(mark) if isinstance(mark, Path) else mark.name


def _beside_file(
    name: str,
    loaded: LoadedScenario,
    whole: Case,
    day: dt.date | None,
    overlay: Overlay | None,
) -> Beside:
    """The scenario by the version of its case that all are judged by, ``whole``.

    Its own lies under the overlay of what is open, too. One of another case keeps its own.
    """
    own = laid_over(loaded.of_case.case, overlay)
    whole = whole if own.id == whole.id else own
    case = case_as_of(told_apart(whole), day)
    written = in_order_of_case(loaded.written, case)
    gone = vanished(written, whole)
    fitting = fitted(written, case, begun=True)
    return Beside(name, fitting, Checker(case), vanished=gone, of_other_version=own != whole)
