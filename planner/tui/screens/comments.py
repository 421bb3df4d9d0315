"""What colleagues wrote about the open scenario: read, answered, filtered, settled."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from planner.editing.scenario_session import Session
from planner.errors import PlannerError
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.sharing import COMMENTS
from planner.model.threads import Thread, threads
from planner.reports.content.comments import thread_blocks
from planner.reports.page import GAP, Paragraph, Tone
from planner.reports.words.comments import about_words, comments_title, holds_words
from planner.tui.bindings import bindings
from planner.tui.plain import plain
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.signing import signed, signer_so_far
from planner.tui.widgets.comment_editor import CommentEditor
from planner.tui.widgets.item_pane import Item, ItemPane
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.line_field import LineField
from planner.tui.widgets.search_field import SearchField

__all__ = ["CommentsScreen"]


class CommentsScreen(ScenarioScreen):
    """Lists the matters with their answers, the cursor on the first about ``subject``."""

    commands_here: ClassVar[tuple[Command, ...]] = (*COMMENTS, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    CommentsScreen #title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    CommentsScreen #threads { height: 1fr; padding: 0 1; }
    """

    def __init__(self, session: Session, subject: str = "") -> None:
        super().__init__()
        self._session = session
        self._subject = subject
        self._threads: tuple[Thread, ...] = ()
        self._pane = ItemPane(id="threads")
        self._title = Static(id="title", markup=False)
        self._search = SearchField("filter the comments", id="search", hidden=True)

    @property
    def open_scenario(self) -> Session:
        """The session whose comments are shown."""
        return self._session

    def compose(self) -> ComposeResult:
        """The title, the comments, the filter, and the keys."""
        yield self._title
        yield self._pane
        yield self._search
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Show them, those on the subject in sight."""
        self._pane.focus()
        self._show()
        here = (n for n, each in enumerate(self._threads) if each.on == self._subject)
        self._pane.go_to(next(here, 0))

    def show_change(self) -> None:
        """Show the comments as they stand now."""
        self._show(keep=True)

    def on_item_pane_entered(self, event: ItemPane.Entered) -> None:
        """A click on the matter under the cursor answers it."""
        event.stop()
        self.command_answer()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        if event.input is self._search:
            self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter, and go to what was found."""
        if event.input is self._search:
            self._pane.focus()

    def on_search_field_stepped(self, event: SearchField.Stepped) -> None:
        """Move in what was found."""
        self._pane.go_to(self._pane.place + event.step)

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Show all again."""
        event.stop()
        self._end_search()

    def on_comment_editor_typed(self, event: CommentEditor.Typed) -> None:
        """Let drafts hold it while it is written."""
        author = signer_so_far(self.app)
        self._session.typing_comment(event.about, event.text, author=author, answers=event.answers)

    def on_comment_editor_closed(self, event: CommentEditor.Closed) -> None:
        """Keep what was written, signed."""
        self.query(CommentEditor).remove()
        self._pane.focus()
        text = event.text.strip()
        if not text:
            return

        def keep(author: str) -> None:
            try:
                if lost := self._keep(event, text, author):
                    self.notify(lost, severity="warning", markup=False)
            except PlannerError as error:
                self.notify(str(error), severity="warning", markup=False)
            self._show(keep=True)

        signed(self.app, keep)

    def _keep(self, event: CommentEditor.Closed, text: str, author: str) -> str:
        """Keep it where it belongs, or on the whole: what is lost of that, as a sentence.

        What it answers or is about may have gone while it was typed: by an undo, or in the file.
        Raises as :meth:`planner.editing.scenario_session.Session.refuse_comment_on` does.
        """
        session, case = self._session, self._session.whole_case
        if any(each.id == event.answers for each in session.written.comments):
            session.answer(event.answers, text, author=author)
            return ""
        there = event.on in {"", *case.issues_by_id, *case.red_lines_by_id}
        session.comment(event.on if there else "", text, author=author)
        if not there:
            return "What this is about is gone: it is kept as a comment on the whole."
        if event.answers:
            return "What this answers is gone: it is kept as a comment of its own."
        return ""

    def command_write(self) -> None:
        """Write about the issue or the line that the cursor of the deal is on."""
        case = self._session.whole_case_shown
        try:  # before anything is typed that could not be kept
            self._session.refuse_comment_on(self._subject)
        except PlannerError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        about = about_words(case, self._subject)
        self._edit(CommentEditor(f"Comment on {about}", on=self._subject))

    def command_write_whole(self) -> None:
        """Write about the whole."""
        self._edit(CommentEditor("Comment on the whole"))

    def command_answer(self) -> None:
        """Answer the matter under the cursor."""
        if (thread := self._here) is None:
            words = f"There is nothing to answer: {self.key_of('write')} writes a comment."
            self.notify(words, markup=False)
            return
        asked = thread.begun_by
        self._edit(CommentEditor(f"Answer to {asked.author}", on=asked.on, answers=asked.id))

    def command_resolve(self) -> None:
        """Settle the matter under the cursor, or open it again."""
        if (thread := self._here) is None:
            self.notify("There is nothing to settle.", markup=False)
            return
        self._session.resolve_comment(thread.begun_by.id, done=not thread.resolved)
        self._show(keep=True)

    def command_search(self) -> None:
        """Type what to filter by."""
        self._search.begin()

    def command_next_open(self) -> None:
        """Go to the next open matter."""
        self._go_to_open(1)

    def command_previous_open(self) -> None:
        """Go to the open matter before."""
        self._go_to_open(-1)

    def command_back(self) -> None:
        """End the filter, else go back to the deal."""
        if self._search.display:
            self._end_search()
        else:
            self.dismiss(None)

    @property
    def _here(self) -> Thread | None:
        item = self._pane.item
        found = (each for each in self._threads if item and each.begun_by.id == item.to)
        return next(found, None)

    def _edit(self, editor: CommentEditor) -> None:
        self.query(CommentEditor).remove()
        self.mount(editor, before=self._search)

    def _end_search(self) -> None:
        self._search.end()
        self._pane.focus()
        self._show()

    def _go_to_open(self, step: int) -> None:
        number = len(self._threads)
        for offset in range(1, number + 1):
            place = (self._pane.place + step * offset) % number
            if not self._threads[place].resolved:
                self._pane.go_to(place)
                return
        self.notify("No matter is open.", markup=False)

    def _show(self, *, keep: bool = False) -> None:
        case = self._session.whole_case_shown
        found = threads(self._session.written.comments)
        wanted = self._search.value if self._search.display else ""
        place = self._pane.place if keep else 0
        self._threads = tuple(each for each in found if holds_words(case, each, wanted))
        self._title.update(plain(comments_title(found, len(self._threads))))
        items = [
            Item((*thread_blocks(case, each), GAP), to=each.begun_by.id) for each in self._threads
        ]
        if not items:
            none = f"No comments yet: {self.key_of('write')} writes one."
            words = "No comment holds these words." if found else none
            items = [Item((Paragraph(words, tone=Tone.MUTED),))]
        self._pane.show_items(items, at=place, keep_place=keep)
