"""Looks for the quotes of the open case in the texts of its sources, and marks them on all screens.

A text may be long, so that this is done in a thread, after the first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from textual.app import App

from planner.tui.widgets.passages import PassagePane

if TYPE_CHECKING:
    from pathlib import Path

    from planner.editing.quote_checks import QuoteChecks
    from planner.editing.scenario_session import Session
    from planner.model.case import Case
    from planner.reports.content.quote_marks import Mark

__all__ = ["QuoteMarking"]


class QuoteMarking:
    """What is known of the quotes: ``marks`` are the doubts that stand wherever a quote is shown.

    ``checks`` is ``None`` until the open case has been looked into. Cases that are quoted without
    being open are looked into besides, each once.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._own: Mapping[tuple[str, str], Mark] = {}
        self._besides: dict[Path, Mapping[tuple[str, str], Mark]] = {}
        self.checks: QuoteChecks | None = None

    @property
    def marks(self) -> Mapping[tuple[str, str], Mark]:
        """The marks by the statement's id and its quote."""
        if not self._besides:
            return self._own
        found: dict[tuple[str, str], Mark] = {}
        for marks in (*self._besides.values(), self._own):
            found.update(marks)
        return found

    def look_besides(self, case: Case, file: Path) -> None:
        """Look into the texts of a case that is not open, unless that was done."""
        if file not in self._besides and any(source.text for source in case.sources):
            self._besides[file] = {}

            def found(checks: QuoteChecks) -> None:
                self._besides[file] = _marks(checks)
                self._tell()

            self._app.run_worker(
                lambda: self._check(case, file, found), thread=True, group="quotes besides"
            )

    def look(self, session: Session) -> None:
        """Look into the texts of that session's case, unless it names none."""
        case, file = session.whole_case, session.case_file
        if any(source.text for source in case.sources):
            self._app.run_worker(
                lambda: self._check(case, file, self._found),
                thread=True,
                exclusive=True,
                group="quotes",
            )
        elif self._own or self.checks is not None:
            self._found(None)

    def _check(self, case: Case, file: Path | None, found: Callable[[QuoteChecks], None]) -> None:
        """In a thread; what was found is told on the interface's own."""
        from planner.editing.quote_checks import check_quotes  # noqa: PLC0415 (with texts at hand)

        self._app.call_from_thread(found, check_quotes(case, file))

    def _found(self, checks: QuoteChecks | None) -> None:
        self.checks = checks
        self._own = {} if checks is None else _marks(checks)
        self._tell()

    def _tell(self) -> None:
        for screen in self._app.screen_stack:
            for pane in screen.query(PassagePane):
                pane.marks_changed()
            told = getattr(screen, "show_quotes", None)
            if told is not None:
                told()


def _marks(checks: QuoteChecks) -> Mapping[tuple[str, str], Mark]:
    from planner.reports.content.quotes import marks_of  # noqa: PLC0415 (with texts at hand)

    return marks_of(checks.quotes.values(), other_texts=checks.other_texts)
