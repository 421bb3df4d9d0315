"""A comment that is still being typed when the file is saved or left: it is kept first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.errors import PlannerError
from planner.reports.words.verdicts import sentence
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.signing import signer
from planner.tui.widgets.comment_editor import CommentEditor
from planner.tui.widgets.note_editor import NoteEditor

if TYPE_CHECKING:
    from textual.app import App

    from planner.editing.scenario_session import Session

__all__ = ["keep_half_written"]


async def keep_half_written(app: App[Any], session: Session) -> bool:
    """Make comments of what stands in the fields for them; false where one cannot be kept.

    The planner may be asked for a name. Called from a worker.
    """
    for screen in app.screen_stack:
        if not isinstance(screen, ScenarioScreen) or screen.open_scenario is not session:
            continue
        for editor in (*screen.query(NoteEditor), *screen.query(CommentEditor)):
            text = editor.comment.strip()
            if not text:
                continue
            author = await signer(app)
            try:
                if editor.answers:
                    session.answer(editor.answers, text, author=author)
                else:
                    session.comment(editor.about, text, author=author)
            except PlannerError as error:
                app.notify(sentence(str(error)), severity="warning", markup=False)
                return False
            editor.empty()
            screen.show_change()
    return True
