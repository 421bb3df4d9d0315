"""The open file watched from beside the interface: changed by somebody else, copies, what vanished.

What is found is only told; nothing interrupts the planner, who deals with it when it suits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual.app import App

from planner.errors import FileProblemError
from planner.files import Theirs, earlier_case, keep_case, read_case, shown_path, theirs_at
from planner.files.conflict_copies import conflict_copies
from planner.files.merging import merged
from planner.files.watching import Sighting, look_at
from planner.reports.case_changes import judged_by_both
from planner.reports.case_changes_text import change_words, flip_words, vanished_words
from planner.reports.merge_words import change_lines
from planner.session import Session
from planner.tui.changed_file import (
    Outcome,
    change_heading,
    change_news,
    deal_with_change,
    settled,
    shortened,
)
from planner.tui.comparing import beside_open
from planner.tui.screens.question import Answer, Question
from planner.tui.widgets.news_bar import News

__all__ = ["WATCH_SECONDS", "FileWatch"]

WATCH_SECONDS = 1.5
"""How often the file is looked at: a change is told within two seconds."""


_JUDGED_AS_READ = "What is shown here is judged by the case as it was when it was read."
_MOST_CHANGES = 10
_ONE_COPY = "A conflict copy lies beside this file"
_MOVED_ON = "The case has changed since this scenario was saved"


def _case_moved_on(session: Session) -> bool:
    scenario = session.scenario
    return scenario.holds_vanished or (
        not session.unsaved and scenario.case_digest not in ("", session.case.digest)
    )


def _what_changed(session: Session) -> list[str]:
    """Verdicts that flipped, then what changed in the case; empty where its old state is gone."""
    folders = [path.absolute().parent for path in (session.path, session.case_file) if path]
    earlier = earlier_case(session.scenario.case_digest, folders)
    if earlier is None:
        return []
    judged = judged_by_both(session.scenario, earlier.case, session.case)
    flips = [f"verdict flipped: {words}" for words in flip_words(judged)]
    return [*(flips or ["no verdict flipped"]), *change_words(session.scenario, judged)]


def _digest_of_case(file: Path) -> str:
    """The digest of the case in that file; empty where there is none that can be read."""
    try:
        return read_case(file).case.digest
    except FileProblemError:
        return ""


class _Found:
    """What was found of one session's file so far."""

    def __init__(self, session: Session | None) -> None:
        self._session = session
        self._path = session.path if session is not None else None
        self.before: Sighting | None = None
        self.theirs: Theirs | None = None
        self.copies: list[Path] = []
        self.left_alone: set[Path] = set()
        self.case_words: list[str] = []
        self.case_told = False
        self.case_before: Sighting | None = None
        self.case_changed = False

    def is_of(self, session: Session | None) -> bool:
        """Whether this is still what is open, under the same name."""
        path = session.path if session is not None else None
        return session is self._session and path == self._path

    def leave_alone(self, copy: Path) -> None:
        """Tell of this copy no more."""
        self.left_alone.add(copy)
        self.copies = [other for other in self.copies if other != copy]


class FileWatch:
    """Looks at the open scenario's file and at what lies beside it.

    ``current`` gives the session that is open, ``tell`` is called on the interface's thread with
    what there is to tell, ``None`` for nothing.
    """

    def __init__(
        self,
        app: App[int],
        current: Callable[[], Session | None],
        tell: Callable[[News | None], None],
    ) -> None:
        self._app = app
        self._current = current
        self._tell = tell
        self._looking = False
        self._told: News | None = None
        self._found = _Found(None)

    def poll(self) -> None:
        """Look once more, unless the last look is not over yet (a slow network folder)."""
        if not self._looking:
            self._looking = True
            self._app.run_worker(self._look(), group="watch")

    async def deal(self) -> Outcome:
        """Talk with the planner about what was told."""
        session = self._current()
        outcome: Outcome = "later"
        if session is None or self._told is None:
            self._app.notify("Nothing has happened to the file elsewhere.", markup=False)
        elif self._found.theirs is not None:
            theirs = session.look_again()  # it may have changed again
            if theirs is not None:
                outcome = await deal_with_change(self._app, session, theirs)
        elif self._found.copies:
            outcome = await self._deal_with_copy(session, self._found.copies[0])
        elif not self._found.case_told and _case_moved_on(session):
            outcome = await self._deal_with_case(session)
        else:
            outcome = await self._deal_with_case_file(session)
        if outcome in ("theirs", "mine", "merged"):
            self._found.theirs = None
        self._say(session)
        return outcome

    def saved(self) -> None:
        """What was told about the file is dealt with: it holds what is open."""
        self._found.theirs = None
        self._say(self._current())

    async def _look(self) -> None:
        try:
            session = self._current()
            if not self._found.is_of(session):
                self._found = _Found(session)
                if session is not None:
                    await self._look_at_case(self._found, session)
                self._say(session)
            if session is not None and session.path is not None:
                await self._look_at(session, session.path)
        finally:
            self._looking = False

    async def _look_at(self, session: Session, path: Path) -> None:
        found, seen = self._found, session.seen
        sighting = await asyncio.to_thread(look_at, path, found.before)
        copies = await asyncio.to_thread(conflict_copies, path)
        await self._look_at_case_file(found, session)
        theirs = found.theirs
        if sighting.digest == seen:
            theirs = None
        elif theirs is None or theirs.digest != sighting.digest:
            theirs = await asyncio.to_thread(theirs_at, path, session.case)
        if found.is_of(self._current()) and session.seen == seen:
            # Else something else was opened meanwhile, or this was saved.
            found.before, found.theirs = sighting, theirs
            found.copies = [copy for copy in copies if copy not in found.left_alone]
            self._say(session)

    async def _look_at_case_file(self, found: _Found, session: Session) -> None:
        """Whether the case is another by now than the one that the scenario is judged by."""
        if session.case_file is None:
            return
        sighting = await asyncio.to_thread(look_at, session.case_file, found.case_before)
        if found.case_before is None or sighting.digest != found.case_before.digest:
            digest = await asyncio.to_thread(_digest_of_case, session.case_file)
            found.case_changed = digest not in ("", session.case.digest)
        found.case_before = sighting

    async def _look_at_case(self, found: _Found, session: Session) -> None:
        """Keep the case as it is, and find out what changed since the scenario was saved."""
        if session.case_file is None:
            return
        await asyncio.to_thread(keep_case, session.case_file, session.case.digest)
        if _case_moved_on(session):
            found.case_words = await asyncio.to_thread(_what_changed, session)

    def _say(self, session: Session | None) -> None:
        news = None if session is None else self._news(session)
        if news != self._told:
            self._told = news
            self._tell(news)

    def _news(self, session: Session) -> News | None:
        found = self._found
        if not found.is_of(session):
            return None
        if found.theirs is not None:
            return News(change_heading(found.theirs), tuple(change_news(session, found.theirs)))
        if found.copies:
            number = len(found.copies)
            heading = f"{number} conflict copies lie beside this file"
            names = tuple(shown_path(copy.name) for copy in found.copies)
            return News(_ONE_COPY if number == 1 else heading, names)
        if not found.case_told and _case_moved_on(session):
            words = vanished_words(session.scenario, session.case)
            return News(_MOVED_ON, (*words, *found.case_words))
        if found.case_changed and session.case_file is not None:
            name = shown_path(session.case_file.name)
            return News(f"The case {name} was changed by somebody else", (_JUDGED_AS_READ,))
        return None

    async def _deal_with_case(self, session: Session) -> Outcome:
        """Say what became of the case, and let the planner give up what is gone or keep it."""
        words = vanished_words(session.scenario, session.case)
        changed = self._found.case_words
        text = [f"{_MOVED_ON}.", *shortened([*words, *changed], _MOST_CHANGES)]
        if not changed:
            text.append("Its earlier state is not at hand. Look at the verdict again, or compare:")
            text.append("`planner check FILE --case EARLIER` tells what changed.")
        elif len(words) + len(changed) > _MOST_CHANGES:
            text.append("`planner check FILE` tells all of it.")
        answers = [Answer("k", "Keep it all in the file for now", "keep")]
        if words:
            answers.append(Answer("g", "Give up what is gone", "drop"))
        else:
            answers = [Answer("o", "I have looked", "keep")]
        answers.append(Answer("c", "Cancel, decide later", "later"))
        answer = await self._app.push_screen_wait(Question("\n".join(text), tuple(answers)))
        if answer == "drop":
            session.drop_vanished()
        self._found.case_told = answer != "later"
        return "later"

    async def _deal_with_case_file(self, session: Session) -> Outcome:
        """Say that the case is another by now, and offer to judge by that."""
        text = [self._told.heading if self._told else "", _JUDGED_AS_READ]
        answers = [Answer("c", "Cancel, decide later", "later")]
        if session.unsaved:
            text.append("Save your changes, then open the scenario again to have it judged anew.")
        else:
            again = Answer("o", "Open the scenario again, judged by the case of now", "reopen")
            answers.insert(0, again)
        question = Question("\n".join(text), tuple(answers))
        answer = await self._app.push_screen_wait(question)
        return "reopen" if answer == "reopen" else "later"

    async def _deal_with_copy(self, session: Session, copy: Path) -> Outcome:
        """Compare the copy with what is open, and merge it if the planner wants that."""
        name = shown_path(copy.name)
        theirs = await asyncio.to_thread(theirs_at, copy, session.case)
        text = [
            f"{name} lies beside this file: a copy, as left where two people change it at once."
        ]
        answers = [
            Answer("l", "Leave it alone", "alone"),
            Answer("c", "Cancel, decide later", "later"),
        ]
        if theirs.scenario is None:
            text += [f"It cannot be used: {problem}" for problem in theirs.problems[:3]]
        else:
            lines = change_lines(session.case, None, session.scenario, theirs.scenario)
            text += shortened(lines) or ["It says the same as what is open."]
            if lines:
                answers.insert(0, Answer("s", "See both side by side", "beside"))
                answers.insert(0, Answer("m", "Merge it, each difference asked", "merged"))
        question = Question("\n".join(text), tuple(answers))
        answer = await self._app.push_screen_wait(question)
        if answer == "beside" and theirs.scenario is not None:
            await self._app.push_screen_wait(beside_open(session, name, theirs.scenario))
        if answer in ("later", "beside"):
            return "later"
        if answer == "merged" and theirs.scenario is not None:
            merge = merged(None, session.scenario, theirs.scenario, session.case)
            scenario = await settled(self._app, merge)
            if scenario is None:
                return "later"
            session.merge(scenario, f"merged with {name}")
            words = f"Merged. {name} stays where it is; delete it once this is saved."
            self._app.notify(words, timeout=10, markup=False)
        self._found.leave_alone(copy)
        return "merged" if answer == "merged" else "later"
