"""The scenarios that a report is made of: the open one, and the marked ones where it takes several.

What is marked is read, and quotes are looked for: that takes its time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve

from planner.editing.quote_checks import QuoteChecks, check_quotes
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError, PlannerError
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Case
from planner.reports.content.quote_marks import Mark
from planner.reports.content.quotes import doubts_of
from planner.reports.content.report import REPORTS, Given, Wish
from planner.tui.said_of_deal import title_of_what_if

__all__ = ["FewScenariosError", "all_given", "open_one", "with_doubts_afresh"]


class FewScenariosError(PlannerError):
    """The report needs more scenarios than there are."""


def open_one(session: Session, checks: QuoteChecks | None) -> Given:
    """The open scenario, with what is known of its quotes."""
    name = session.path.name if session.path else ""
    tried = title_of_what_if(session.what_if)
    doubts = doubts_of(checks.quotes.values()) if checks is not None else {}
    return Given(name, session.written, session.whole_case_shown, tried, doubts)


def with_doubts_afresh(own: Given, case: Case, file: Path | None) -> Given:
    """The same scenario, marked by the texts beside the case as they are now."""
    return evolve(own, doubts=_doubts(case, file))


def all_given(own: Given, marks: Sequence[Path], wish: Wish, key: str) -> list[Given]:
    """The open scenario, and where several stand together those that are marked by that key.

    Raises :class:`FewScenariosError` where these are too few, or one of them cannot be read.
    """
    kind, known = wish.name, REPORTS[wish.name]
    if not known.together or known.most is None:
        return [own]
    marked = [_marked(path, private=wish.private) for path in marks]
    given = [own, *marked][: known.most]
    if len(given) < known.least:
        raise FewScenariosError(
            f"{kind} needs {known.least} scenarios: mark others with {key} in the library"
        )
    return given


def _marked(path: Path, *, private: bool) -> Given:
    try:
        loaded = read_scenario(path, private=private)
    except FileProblemError as error:
        raise FewScenariosError(f"it cannot be reported on: {error.problems[0]}") from None
    doubts = _doubts(loaded.case, loaded.case_file)
    return Given(path.name, loaded.written, loaded.case, doubts=doubts)


def _doubts(case: Case, file: Path | None) -> Mapping[tuple[str, str], Mark]:
    return doubts_of(check_quotes(case, file).quotes.values())
