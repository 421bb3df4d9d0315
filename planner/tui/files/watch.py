"""The open file watched from beside the interface: changed by somebody else, copies, what vanished.

What is found is only told; nothing interrupts the planner, who deals with it when it suits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from planner.editing.document import Theirs
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.cases.earlier import earlier_case, keep_case
from planner.files.cases.reading import has_moved, read_case
from planner.files.safety.conflict_copies import conflict_copies
from planner.files.safety.watching import Sighting, look_at
from planner.files.shelf import file_name
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.in_thread import beside
from planner.tui.waiting import GivenUpError
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.editing.case_session import CaseSession
    from planner.model.case import Case
    from planner.model.scenario import Scenario
    from planner.tui.files.changed_file import Outcome
    from planner.tui.files.news import News
    from planner.tui.files.open_case import OpenCase

__all__ = ["WATCH_SECONDS", "FileWatch"]

WATCH_SECONDS = 1.5
"""How often the file is looked at: a change is told within two seconds."""


def _before(session: Session) -> str:
    """The digest of the case that the scenario knows; empty where that is the present one."""
    digest = session.known_by if session.vanished else session.envelope.case_digest
    return digest if has_moved(digest, session.case_digest) else ""


def _case_moved_on(session: Session) -> bool:
    return bool(_before(session)) and (bool(session.vanished) or not session.unsaved)


def _between(session: Session) -> tuple[str, str]:
    return _before(session), session.case_digest


def _what_changed(session: Session, before: str, scenario: Scenario, now: Case) -> list[str]:
    """What the case says otherwise ``now`` than by that digest; empty where that is gone.

    In any thread: what is open may be another meanwhile than what is compared.
    """
    # What was read is at hand, though its file was another before it could be kept.
    earlier = session.known_case(before)
    if earlier is None:
        folders = [path.parent for path in (session.path, session.case_file) if path]
        found = earlier_case(before, folders)
        earlier = None if found is None else found.case
    if earlier is None:
        return []
    from planner.tui.files.file_news import flips_and_changes  # noqa: PLC0415 (seldom)

    return flips_and_changes(scenario, earlier, now)


def _comparing(session: Session, before: str) -> partial[list[str]]:
    return partial(_what_changed, session, before, session.written, session.filed_case)


def _is_behind(session: Session, case: CaseSession) -> bool:
    """Whether the open case was read later than the one that the scenario is judged by.

    What is changed in it is judged by once it is saved.
    """
    source = case.document.source
    known = source is None or source.digest == session.case_digest
    return not (known or case.unsaved)


def _digest_of_case(file: Path) -> str:
    """The digest of the case in that file; empty where there is none that can be read."""
    try:
        return read_case(file).digest
    except FileProblemError:
        return ""


class _Found:
    """What was found of one session's file so far."""

    def __init__(self, session: Session | None) -> None:
        self._session = session
        self._path = session.path if session is not None else None
        self.before: Sighting | None = None
        self.theirs: Theirs[Scenario] | None = None
        self.copies: list[Path] = []
        self.left_alone: set[Path] = set()
        self.case_words: dict[tuple[str, str], tuple[Scenario, list[str]]] = {}
        """What changed in the case, by the digests of two states of it, and for which choices."""
        self.case_kept = ""
        """The digest of the case that was kept last."""
        self.case_told = False
        self.case_before: Sighting | None = None
        self.case_changed = False
        self.case_unread = False
        self.case_gone = False
        self.case_digest: str | None = None
        self.open_case_changed = False
        self.open_case_at: Path | None = None
        self.open_case_before: Sighting | None = None

    def is_of(self, session: Session | None) -> bool:
        """Whether this is still what is open, under the same name."""
        path = session.path if session is not None else None
        return session is self._session and path == self._path

    def is_moved_case(self, session: Session) -> bool:
        """Whether the case moved on since the scenario was saved, told or not."""
        # What the case seems to lack may stand in its file by now: that is taken over first.
        return not self.case_changed and _case_moved_on(session)

    def is_lack_news(self, session: Session) -> bool:
        """Whether to tell that the scenario names what no state of its case had.

        Only a what-if, for instance, knew of it.
        """
        return bool(session.never_had) and not self.case_changed

    def leave_alone(self, copy: Path) -> None:
        """Tell of this copy no more."""
        self.left_alone.add(copy)
        self.copies = [other for other in self.copies if other != copy]


class FileWatch:
    """Looks at the open scenario's file and at what lies beside it.

    ``current`` gives the session that is open, ``tell`` is called on the interface's thread with
    what there is to tell, ``None`` for nothing; what it cannot tell yet it is called with at the
    next look. ``case`` gives the case that lies open under it.
    """

    def __init__(
        self,
        app: App[int],
        current: Callable[[], Session | None],
        tell: Callable[[News | None], bool],
        case: Callable[[], OpenCase | None],
    ) -> None:
        self._app = app
        self._current = current
        self._tell = tell
        self._case = case
        self._looking = False
        self._told: News | None = None
        self._found = _Found(None)

    def poll(self) -> None:
        """Look once more, unless the last look is not over yet (a slow network folder)."""
        if not self._looking:
            self._looking = True
            self._app.run_worker(self._look(), group="watch")

    @property
    def being_saved(self) -> str:
        """The name of the open file that is being saved, the deal's or the case's; else empty."""
        case = self._open_case
        for each in (self._current(), None if case is None else case.session):
            if each is not None and (saving := each.document.being_saved) is not None:
                return file_name(saving.path)
        return ""

    async def deal(self) -> Outcome:
        """Talk with the planner about what was told; what is given up is dealt with later."""
        session = self._current()
        # Right after another file is opened all that was found and told is of the one before.
        told = self._told is not None and self._found.is_of(session)
        found = self._found_of(session)
        if session is None or not (told or session.vanished):
            self._app.notify("Nothing has happened to the file elsewhere.", markup=False)
            return "later"
        try:
            return await self._deal(session, found)
        except GivenUpError:
            return "later"

    async def _deal(self, session: Session, found: _Found) -> Outcome:
        outcome: Outcome = "later"
        from planner.tui.files import changed_file, file_news  # noqa: PLC0415 (when asked)

        if found.theirs is not None:
            # It may have changed again.
            reading = f"Reading {shown_path(found.theirs.path.name)}"
            theirs = await at_once_or_waited(self._app, reading, session.document.look_again)
            if theirs is None:
                self._app.notify(changed_file.as_known(found.theirs.path), markup=False)
                found.theirs = None
            else:
                outcome = await changed_file.deal_with_change(self._app, session, theirs)
        elif found.copies:
            copy = found.copies[0]
            outcome, done = await file_news.deal_with_copy(self._app, session, copy)
            if done:
                found.leave_alone(copy)
        elif found.is_lack_news(session):
            await file_news.deal_with_lack(self._app, session)
        elif found.is_moved_case(session):
            await self._deal_with_moved_case(found, session)
        else:
            case = self._open_case
            if case is not None and found.open_case_changed:
                outcome = await case.deal_with_change(session)
                await self._look_at_case_file(found, session)
            elif await file_news.deal_with_case_file(self._app, session):
                found.case_changed = found.case_told = False
                # It may have changed again while it was asked about: the next look reads it.
                found.case_before = None
                await self._look_at_case(found, session)
        if outcome in ("theirs", "mine", "merged"):
            found.theirs = None
        self._say()
        return outcome

    async def _deal_with_moved_case(self, found: _Found, session: Session) -> None:
        from planner.tui.files.file_news import deal_with_case  # noqa: PLC0415 (when asked)

        between, scenario = _between(session), session.written
        compared, words = found.case_words.get(between, (None, []))
        if compared != scenario:
            comparing = _comparing(session, between[0])
            looking = "Looking for the case as it was"
            words = await at_once_or_waited(self._app, looking, comparing)
            found.case_words[between] = scenario, words
        # What was kept for now is asked about again, and is no news whatever comes of that.
        told = await deal_with_case(self._app, session, words)
        found.case_told = told or found.case_told

    def saved(self) -> None:
        """What was told about the file is dealt with: it holds what is open."""
        session = self._current()
        self._found.theirs = None
        if session is not None and not _case_moved_on(session):
            self._found.case_words.clear()  # an undo may lead back to that, with other choices
        self._say()

    def _found_of(self, session: Session | None) -> _Found:
        """What was found of that session's file; from now on, of that alone."""
        if not self._found.is_of(session):
            self._found = _Found(session)
        return self._found

    async def _look(self) -> None:
        try:
            session = self._current()
            new = not self._found.is_of(session)
            found = self._found_of(session)
            if session is not None:
                await self._look_at_case(found, session)
            if new:
                self._say()
            if session is not None and session.path is not None:
                await self._look_at(found, session, session.path)
            elif session is not None:
                await self._look_at_case_file(found, session)
                self._say()
        finally:
            self._looking = False

    async def _look_at(self, found: _Found, session: Session, path: Path) -> None:
        # Saves may lead back to the digest that was known before; their text is another object.
        seen, source = session.document.seen, session.document.source
        sighting = await beside(partial(look_at, path, found.before))
        copies = await beside(partial(conflict_copies, path))
        await self._look_at_case_file(found, session)
        theirs = found.theirs
        if sighting.digest == seen or sighting.digest in session.desk.own_writes:
            theirs = None
        elif theirs is None or theirs.digest != sighting.digest:
            theirs = await beside(partial(session.document.theirs_at, path))
        own = session.document.being_saved is not None or (
            theirs is not None and theirs.digest == session.document.seen
        )
        same = session.document.seen == seen and session.document.source is source
        if found.is_of(self._current()) and same and not own:
            # Else something else was opened meanwhile, or this was saved or is being saved.
            found.before, found.theirs = sighting, theirs
            found.copies = [copy for copy in copies if copy not in found.left_alone]
            self._say()

    async def _look_at_case_file(self, found: _Found, session: Session) -> None:
        """Whether the case is another by now than the one that the scenario is judged by."""
        case = self._open_case
        if case is not None and case.session is not None and case.session.path is not None:
            await self._look_at_open_case(found, session, case.session, case.session.path)
            return
        if session.case_file is None:
            return
        sighting = await beside(partial(look_at, session.case_file, found.case_before))
        before = found.case_before
        # What could not be read may have been held only for a moment: no digest tells that.
        if before is None or found.case_unread or sighting.digest != before.digest:
            digest = await beside(partial(_digest_of_case, session.case_file))
            found.case_changed, found.case_unread = digest != session.case_digest, not digest
        found.case_before, found.open_case_changed = sighting, False
        found.case_gone, found.case_digest = sighting.gone, sighting.digest

    async def _look_at_open_case(
        self, found: _Found, session: Session, case: CaseSession, path: Path
    ) -> None:
        """Whether the file is another by now than the one that the open case was read from."""
        document = case.document
        seen, source = document.seen, document.source
        before = found.open_case_before if found.open_case_at == path else None
        sighting = await beside(partial(look_at, path, before))
        found.open_case_at, found.open_case_before = path, sighting
        same = document.seen == seen and document.source is source
        if same and document.being_saved is None:
            # Else it was saved meanwhile, or what stands there may be what is being saved.
            known = {seen, *case.desk.own_writes}
            found.open_case_changed = sighting.digest not in known
            found.case_changed = found.open_case_changed or _is_behind(session, case)
            found.case_gone, found.case_digest = sighting.gone, sighting.digest

    @property
    def _open_case(self) -> OpenCase | None:
        """The case that lies open as a document with a file of its own."""
        case = self._case()
        held = case.session if case is not None else None
        return case if held is not None and held.path is not None else None

    async def _look_at_case(self, found: _Found, session: Session) -> None:
        """Keep a case that was not met before, and find out what changed in it."""
        digest = session.case_digest
        if session.case_file is None or digest == found.case_kept:
            return
        await beside(partial(keep_case, session.case_file, digest))
        found.case_kept = digest
        if _case_moved_on(session):
            between, scenario = _between(session), session.written
            words = await beside(_comparing(session, between[0]))
            found.case_words[between] = scenario, words

    def _say(self) -> None:
        session = self._current()
        news = None if session is None else self._news(session)
        if news != self._told and self._tell(news):
            self._told = news

    def _news(self, session: Session) -> News | None:
        found = self._found
        moved_on = found.is_moved_case(session) and not found.case_told
        lacks = found.is_lack_news(session)
        anything = found.theirs or found.copies or moved_on or lacks or found.case_changed
        if not (anything and found.is_of(session)):
            return None
        from planner.tui.files import file_news  # noqa: PLC0415 (most files are left in peace)

        if found.theirs is not None:
            return file_news.of_change(self._app, session, found.theirs)
        if found.copies:
            return file_news.of_copies(found.copies)
        if lacks:
            return file_news.of_lack(session)
        if moved_on:
            _, words = found.case_words.get(_between(session), (None, []))
            return file_news.of_moved_case(session, words)
        digest, gone, is_open = found.case_digest, found.case_gone, found.open_case_changed
        return file_news.of_changed_case(
            self._app, session, digest=digest, gone=gone, is_open=is_open
        )
