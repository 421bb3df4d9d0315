"""What the screens on a scenario share: undo and redo that say what holds, readings as lenses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message

from planner.editing.history import Step
from planner.editing.scenario_session import Session
from planner.model.reading import Reading
from planner.reports.words.lenses import day_set_words
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.undoing import redo, undo

if TYPE_CHECKING:
    from planner.check.proposal import Kind, Proposal
    from planner.editing.proposals import Proposals
    from planner.tui.widgets.note_editor import NoteEditor

__all__ = ["ScenarioScreen"]


class ScenarioScreen(CommandScreen[None]):
    """A screen on the scenario that is open, if one is.

    Looking through another reading changes nothing but what is seen: only ``set_reading`` writes.
    """

    class CommentsAsked(Message):
        """The planner wants the comments, first those about ``subject``."""

        def __init__(self, subject: str) -> None:
            super().__init__()
            self.subject = subject

    class WhatIfAsked(Message):
        """The planner wants to try something out: on the issue ``subject``, on the red ``line``.

        Both are ids, empty for none.
        """

        def __init__(self, subject: str, line: str) -> None:
            super().__init__()
            self.subject = subject
            self.line = line

    class HistoryAsked(Message):
        """The planner wants to see what became of the file."""

    class ProposalAsked(Message):
        """The planner wants to see proposals on the board; ``what`` says of which kind they are."""

        def __init__(self, what: Kind, find: Callable[[Proposals], Iterable[Proposal]]) -> None:
            super().__init__()
            self.what = what
            self.find = find

    @property
    @abstractmethod
    def open_scenario(self) -> Session | None:
        """The session on the scenario that is open; ``None`` if this screen shows only others."""

    @abstractmethod
    def show_change(self) -> None:
        """Show the scenario after a change of it, or through another reading."""

    @property
    def lens(self) -> Reading:
        """The reading that is looked through."""
        return self._session_here.lens

    @property
    def own_reading(self) -> Reading:
        """The reading that is looked through unless another was taken up: the file's."""
        return self._session_here.reading

    def look_through(self, reading: Reading | None) -> None:
        """Judge through that reading from now on; ``None`` goes back to the own one."""
        self._session_here.look_through(reading)

    def command_undo(self) -> None:
        """Take the last change of the open scenario back, and say what holds now."""
        session = self.open_scenario
        if session is None:
            self.notify("Nothing to undo.", markup=False)
        else:
            undo(self, session, partial(self._tell_step, session, "undo"))

    def command_redo(self) -> None:
        """Make the last undone change again, and say what holds now."""
        session = self.open_scenario
        if session is None:
            self.notify("Nothing to redo.", markup=False)
        else:
            redo(self, session, partial(self._tell_step, session, "redo"))

    def _tell_step(self, session: Session, verb: str, step: Step[Any] | None) -> None:
        """Say what was undone or redone, with a word where nothing was."""
        if step is None:
            self.notify(f"Nothing to {verb}.", markup=False)
            return
        from planner.reports.words.history import step_words  # noqa: PLC0415 (when asked)

        if verb == "undo":
            said, was, now = "Undid", step.after, step.before
        else:
            said, was, now = "Redid", step.before, step.after
        words = step_words(said, step.name, session.whole_case_shown, was, now)
        self.notify(words, markup=False)
        self.show_change()

    @property
    def subject_here(self) -> str:
        """The issue or red line that a comment would be about here, by its id; empty: the whole."""
        return ""

    @property
    def line_here(self) -> str:
        """The id of the red line that is spoken of here; empty for none."""
        return ""

    def command_comments(self) -> None:
        """Show what colleagues wrote, and what is answered."""
        self.post_message(self.CommentsAsked(self.subject_here))

    def command_what_if(self) -> None:
        """Try an option, a red line or another strength out; keep what is tried, or drop it."""
        self.post_message(self.WhatIfAsked(self.subject_here, self.line_here))

    def command_history(self) -> None:
        """Show what became of the file: kept versions and commits."""
        self.post_message(self.HistoryAsked())

    def keep_comment(self, issue: str, text: str, then: Callable[[], None]) -> None:
        """Keep what was written for colleagues, signed; ``then`` is called once it is kept."""
        from planner.tui.signing import signed  # noqa: PLC0415 (when asked)

        session = self._session_here

        def keep(author: str) -> None:
            session.comment(issue, text, author=author)
            lists = f"{self.key_of('comments')} lists all of them"
            self.notify(f"Your comment is in the scenario; {lists}.", markup=False)
            self.show_change()
            then()

        signed(self.app, keep)

    def on_note_editor_typed(self, event: NoteEditor.Typed) -> None:
        """Let drafts hold the comment while it is written."""
        from planner.tui.signing import signer_so_far  # noqa: PLC0415 (when asked)

        author = signer_so_far(self.app)
        self._session_here.typing_comment(event.about, event.text, author=author)

    def command_next_reading(self) -> None:
        """Look through the next firmer reading; after strict comes literal."""
        self._look_further(1)

    def command_previous_reading(self) -> None:
        """Look through the next looser reading."""
        self._look_further(-1)

    def command_set_reading(self) -> None:
        """Make the reading and the day that are looked at those of the scenario's file."""
        session = self.open_scenario
        if session is None:
            self.notify("None of these is the open scenario: open one of them first.", markup=False)
            return
        from planner.reports.words.history import reading_set_words  # noqa: PLC0415 (when asked)

        was, wanted = session.reading, self.lens
        told = []
        if (day := session.day) != (own := session.own_day):
            session.judge_as_of(day)
            told.append(day_set_words(own, day))
        if wanted is not was:  # a file that names no reading has that of its case
            session.read_as(wanted)
            told.append(reading_set_words(was, wanted))
        if not told:
            self.notify(f"The reading of this file is {was} already.", markup=False)
            return
        self.look_through(None)
        self.notify(" ".join(told), markup=False)
        self.show_change()

    def end_lens(self) -> bool:
        """Go back to the own reading; whether another was looked through."""
        if self.lens is self.own_reading:
            return False
        self.look_through(None)
        self.show_change()
        return True

    def _look_further(self, step: int) -> None:
        self.look_through(self.lens.further(step))
        self.show_change()

    @property
    def _session_here(self) -> Session:
        session = self.open_scenario
        if session is None:
            raise LookupError("a screen without an open scenario keeps a lens of its own")
        return session
