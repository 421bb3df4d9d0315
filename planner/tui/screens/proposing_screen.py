"""Proposals on the deal: each is looked at on the board before it is taken, as one step of undo."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from planner.editing.scenario_session import Session
from planner.keys.key_names import key_words
from planner.tui.screens.asking_screen import AskingScreen
from planner.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from planner.check.proposal import Kind, Proposal
    from planner.editing.proposals import Proposals
    from planner.tui.previewing import Preview, Previews

__all__ = ["ProposingScreen"]

_TAKES = ("take", "go_in")
_STEPS = {"next_undecided": 1, "previous_undecided": -1}
_HINTS = (
    ("next_undecided", "next"),
    ("previous_undecided", "previous"),
    ("go_in", "take"),
    ("back", "leave"),
)
_STAY = frozenset(
    ("copy", "help", "jump", "next_pane", "palette", "previous_pane", "quit", "theme", "zoom")
)
"""What changes nothing, and can be done while a proposal is looked at."""


class ProposingScreen(AskingScreen):
    """One preview for every proposal: next and previous, Enter takes it, Esc leaves."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._previews: Previews | None = None

    @abstractmethod
    def show_preview(self) -> None:
        """Show in rows and panes what is proposed, or the deal again."""

    @property
    def preview(self) -> Preview | None:
        """What is proposed; ``None`` while the deal itself is looked at."""
        return self._previews.now if self._previews is not None else None

    def action_command(self, command: str, key: str = "") -> None:
        """Run a command; while a proposal is looked at, those of the preview and no other."""
        previews = self._previews
        if previews is None or previews.now is None or command in _STAY:
            super().action_command(command, key)
        elif command in _STEPS:
            previews.step(_STEPS[command])
        elif command == "back":
            self.end_preview()
        elif command in _TAKES:
            self._take()
        elif command in {"mend", "finish"}:
            previews.step(1)
        else:
            takes, leaves = self.key_of("go_in"), self.key_of("back")
            self.notify(f"{takes} takes the proposal, {leaves} leaves it.", markup=False)

    def command_mend(self) -> None:
        """Propose the smallest changes that end a crossing."""
        from planner.check.proposal import Kind  # noqa: PLC0415 (when asked)

        verdict = self._session.verdict
        if verdict.crossed or verdict.incoherent:
            self.propose(Kind.MEND, lambda proposals: proposals.mends())
        else:
            self.notify("Nothing is crossed, so there is nothing to mend.", markup=False)

    def command_finish(self) -> None:
        """Propose ways to finish that keep every choice made; once all are made, what is near."""
        from planner.check.proposal import Kind  # noqa: PLC0415 (when asked)

        if self._session.verdict.complete:
            self.propose(Kind.NEAREST, lambda proposals: proposals.nearest())
        else:
            self.propose(Kind.FINISH, lambda proposals: proposals.finishes())

    def _show_typing(self) -> None:
        """While a proposal is looked at, the row of keys shows those of the preview."""
        if self.preview is None:
            super()._show_typing()
            return
        keys = {each.id: each.keys for each in self.commands}
        shown = [(key_words(keys[name][0]), word) for name, word in _HINTS if keys.get(name)]
        for bar in self.query(KeyBar):
            bar.show_typing(tuple(shown))

    def propose(self, what: Kind, find: Callable[[Proposals], Iterable[Proposal]]) -> None:
        """Look for proposals beside the deal as it stands, and show the first one found."""
        from planner.editing.proposals import Proposals  # noqa: PLC0415 (when asked)
        from planner.tui.previewing import Previews  # noqa: PLC0415

        session = self._session
        proposals = Proposals(session.checker, session.with_begun, session.lens)
        self._close_editors()
        self._end_asking()
        self._share_room()
        self.focus_rows()
        self._previews = self._previews or Previews(self, self._show_preview)
        self._previews.begin(what, lambda: find(proposals))
        self.show_preview()

    def end_preview(self) -> bool:
        """Show the deal again; whether something was proposed."""
        if self._previews is None or self._previews.now is None:
            return False
        self._previews.end()
        self._board.propose(None)
        self.show_preview()
        return True

    def _take(self) -> None:
        shown = self.preview.shown if self.preview is not None else None
        if shown is None:
            return
        self.end_preview()
        change = self._session.take(shown)
        self.show_all()
        if change is not None:
            self.notify(f"Took {change.name}. {self.key_of('undo')} takes it back.", markup=False)

    def _show_preview(self, preview: Preview) -> None:
        shown = preview.shown
        if shown is not None:
            from planner.tui.previewing import Candidate  # noqa: PLC0415 (when asked)

            session = self._session
            facts = session.board_of(shown.verdict)
            self._board.propose(Candidate(shown.scenario, facts, shown.picks))
        elif preview.done:
            self.end_preview()
            if preview.reason:
                from planner.reports.words.stops import reason_words  # noqa: PLC0415 (seldom)

                words = f"No proposal was found before the limit ({reason_words(preview.reason)})."
            else:
                from planner.reports.words.proposals import NONE_FOUND  # noqa: PLC0415 (seldom)

                words = NONE_FOUND[preview.what]
            self.notify(words, markup=False)
            return
        self.show_preview()
