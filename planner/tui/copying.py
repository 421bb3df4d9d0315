"""What can be copied: the text of a pane, the verdict, the path of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from textual.screen import Screen

from planner.editing.scenario_session import Session
from planner.reports.words.verdicts import party_words, sentence, verdict_sentence
from planner.tui.widgets.passages import PassagePane
from planner.visible import shown_path

__all__ = ["copy_pane", "copy_path", "copy_verdict"]


class _Copying(Protocol):
    """The one thing that copying needs of the app."""

    async def copy(self, what: str, text: str) -> None:
        """Copies the text, and says by which way."""


def copy_pane(screen: Screen[Any]) -> None:
    """Copy all that the pane of text says, in sight or not."""
    focused = screen.focused
    panes = [focused] if isinstance(focused, PassagePane) else [*screen.query(PassagePane)]
    if panes:
        title, text = panes[0].title, panes[0].text
        _copy(screen, "the text", f"{title}\n{text}" if title else text)
    else:
        screen.notify("No pane of text is here to be copied.", markup=False)


def copy_verdict(screen: Screen[Any], session: Session) -> None:
    """Copy the verdict in a sentence, and then party by party."""
    verdict = session.verdict
    title = session.scenario.title
    lines = [
        *([title] if title else []),
        sentence(verdict_sentence(verdict)),
        *(f"{held.party.name}: {party_words(held)}" for held in verdict.parties),
    ]
    _copy(screen, "the verdict", "\n".join(lines))


def copy_path(screen: Screen[Any], path: Path | None) -> None:
    """Copy the whole path of the file, if there is one."""
    if path is None:
        screen.notify("There is no file yet: save first.", markup=False)
    else:
        _copy(screen, f"the path {shown_path(path)}", str(path))


def _copy(screen: Screen[Any], what: str, text: str) -> None:
    app: _Copying = screen.app  # type: ignore[assignment] # Textual knows only its own
    screen.app.run_worker(app.copy(what, text), group="copying")
