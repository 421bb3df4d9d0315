"""Looks for the quotes of the open case in the texts of its sources, and marks them on all screens.

A text may be long, so that this is done in a thread, after the first paint; and again once a text
is another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from planner.tui.in_thread import beside, in_disk_thread, shown
from planner.tui.widgets.passages import PassagePane

if TYPE_CHECKING:
    from pathlib import Path

    from planner.editing.case_session import CaseSession
    from planner.editing.quote_checks import QuoteChecks
    from planner.editing.scenario_session import Session
    from planner.files.safety.watching import Stamp
    from planner.model.case import Case
    from planner.reports.content.quote_marks import Mark

__all__ = ["QuoteMarking", "marks_of_case", "quote_mark"]

_WATCH_SECONDS = 1.5
"""How often it is asked whether a text is another one."""


class QuoteMarking:
    """What is known of the quotes: ``marks`` are the doubts that stand wherever a quote is shown.

    ``checks`` is ``None`` until the open case has been looked into. Cases that are quoted without
    being open are looked into besides; the case that is edited whenever its quotes are others.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._own: Mapping[tuple[str, str], Mark] = {}
        self._besides: dict[Path, Mapping[tuple[str, str], Mark]] = {}
        self._cases_besides: dict[Path, tuple[Case, object]] = {}  # with what is looked at
        self._session: Session | None = None
        self._looked_at: object = None
        self._edited: Mapping[tuple[str, str], Mark | None] = {}
        self._edited_quotes: object = None
        self._case_edited: CaseSession | None = None
        self._busy = False
        self._stamps: dict[Path, Stamp | None] = {}  # of the texts, from before they were read
        self._texts = 0  # counts the times that one of them was found to be another
        self._watching = False
        self.checks: QuoteChecks | None = None

    @property
    def marks(self) -> Mapping[tuple[str, str], Mark]:
        """The marks by the statement's id and its quote."""
        if not self._besides and not self._edited:
            return self._own
        found: dict[tuple[str, str], Mark | None] = {}
        for marks in (*self._besides.values(), self._own, self._edited):
            found.update(marks)
        return {key: mark for key, mark in found.items() if mark is not None}

    def look_besides(self, case: Case, file: Path) -> None:
        """Look into the texts of a case that is not open, unless that was done for its quotes."""
        quoted = self._quoted(case, file)
        known = self._cases_besides.get(file)
        if known is None and not any(source.text for source in case.sources):
            return
        if known is not None and known[1] == quoted:
            return
        self._cases_besides[file] = (case, quoted)

        def found(checks: QuoteChecks) -> None:
            if quoted is self._cases_besides[file][1]:  # else another look began meanwhile
                self._besides[file] = _marks(checks)
                self._tell()

        self._app.run_worker(
            in_disk_thread(lambda: self._check(case, file, found)), group="quotes besides"
        )

    def look(self, session: Session) -> None:
        """Look into the texts of that session's case, unless it names none."""
        case, file = session.whole_case, session.case_file
        looked_at = self._looked_at = self._quoted(case, file)
        self._session, self._case_edited = session, None
        self._edited, self._edited_quotes = {}, None

        def found(checks: QuoteChecks) -> None:
            if looked_at is self._looked_at:  # else another look began meanwhile
                self._found(checks)

        if any(source.text for source in case.sources):
            self._app.run_worker(
                in_disk_thread(lambda: self._check(case, file, found)),
                exclusive=True,
                group="quotes",
            )
        elif self._own or self.checks is not None:
            self._found(None)

    def follow(self, session: Session, edited: CaseSession | None) -> None:
        """Look again where the case has other quotes by now: as it is saved, and as it is edited.

        What is half typed counts. One look is under way at a time, however fast one types.
        """
        if self._quoted(session.whole_case, session.case_file) != self._looked_at:
            self.look(session)
        self._case_edited = edited
        if edited is None or edited.beside is None or self._busy:
            return
        case, file = edited.document.at_stake, edited.beside
        quotes = self._quoted(case, file)
        if quotes == self._edited_quotes:
            return
        if not any(source.text for source in case.sources):
            self._edited, self._edited_quotes = {}, quotes
            self._tell()
            return
        self._busy = True

        def found(checks: QuoteChecks) -> None:
            self._busy = False
            if session is not self._session:
                return
            marks = _marks(checks)
            self._edited = {key: marks.get(key) for key in _keys(case)}
            self._edited_quotes = quotes
            self._tell()
            self.follow(session, edited)  # it may be another by now

        self._app.run_worker(
            in_disk_thread(lambda: self._check(case, file, found)), group="quotes edited"
        )

    def _check(self, case: Case, file: Path | None, found: Callable[[QuoteChecks], None]) -> None:
        """In a thread; what was found is told on the interface's own."""
        from planner.editing.quote_checks import check_quotes  # noqa: PLC0415 (with texts at hand)

        paths = () if file is None else [file.parent / s.text for s in case.sources if s.text]
        stamps = _stamps(paths)
        checks = check_quotes(case, file)

        def told() -> None:
            if not self._stamps:
                self._app.set_interval(_WATCH_SECONDS, self._watch_texts)
            self._stamps |= stamps
            found(checks)

        shown(self._app, told)

    def _watch_texts(self) -> None:
        if not self._watching:  # else the last look is not over yet: a slow disk
            self._watching = True
            self._app.run_worker(self._look_at_texts(), group="texts")

    async def _look_at_texts(self) -> None:
        try:
            stamps = await beside(partial(_stamps, tuple(self._stamps)))
        finally:
            self._watching = False
        if stamps.items() <= self._stamps.items():
            return
        self._stamps |= stamps
        self._texts += 1
        if self._session is not None:
            self.follow(self._session, self._case_edited)
        for file, (case, _) in [*self._cases_besides.items()]:
            self.look_besides(case, file)

    def _quoted(self, case: Case, file: Path | None) -> object:
        """Everything that decides whether the quotes stand in their texts."""
        quotes = [(s.id, s.quote, s.source, s.section, s.place) for s in case.statements]
        texts = [(s.id, s.text, s.sha256) for s in case.sources]
        return (self._texts, None if file is None else file.parent, quotes, texts)

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


def marks_of_case(case: Case, file: Path | None) -> Mapping[tuple[str, str], Mark]:
    """The doubts about the quotes of a case, by the texts beside its file; takes its time."""
    from planner.editing.quote_checks import check_quotes  # noqa: PLC0415 (with texts at hand)

    return _marks(check_quotes(case, file))


def quote_mark(app: App[Any], statement: str, quote: str) -> Mark | None:
    """The doubt about that quote, ``None`` where there is none or nobody has looked yet."""
    marks: Mapping[tuple[str, str], Mark] = getattr(app, "quote_marks", {})
    return marks.get((statement, quote))


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp | None]:
    from planner.files.safety.watching import stamp_at  # noqa: PLC0415 (with texts at hand)

    return {path: stamp_at(path) for path in paths}


def _keys(case: Case) -> list[tuple[str, str]]:
    return [(statement.id, statement.quote) for statement in case.statements]


def _marks(checks: QuoteChecks) -> Mapping[tuple[str, str], Mark]:
    from planner.reports.content.quotes import marks_of  # noqa: PLC0415 (with texts at hand)

    return marks_of(checks.quotes.values(), other_texts=checks.other_texts)
