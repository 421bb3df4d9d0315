"""What the screen of the case says of it in its title."""

from __future__ import annotations

from planner.editing.case_session import CaseSession, is_bundled
from planner.tui.said_of_deal import saving_words

__all__ = ["title_of_case"]


def title_of_case(session: CaseSession, saves: str, news: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Which case is open; then where, whether it is saved and protected, in less and less room.

    ``saves`` is the key that saves it under a name, where that is the way to keep it.
    ``news`` says that something happened, with the key that shows it; empty where nothing did.
    """
    document = session.document
    path = session.path
    # A bundled case has nothing of anybody's to save.
    state = "unsaved changes" if document.unfiled else "" if path is None else "saved"
    state = saving_words(document.being_saved) or state
    state = " · ".join(filter(None, (state, "not protected" if document.at_risk else "")))
    where = path.name if path is not None else _without_file(session, saves)
    shortly = state if path is not None else where
    long, short = (f"{news[0]} · ", f"{news[-1]} · ") if news else ("", "")
    whole = " · ".join(filter(None, (where, state)))
    return f"Case: {session.case.title}", f"{long}{whole}", f"{long}{shortly}", f"{short}{shortly}"


def _without_file(session: CaseSession, saves: str) -> str:
    if session.origin is not None and is_bundled(session.origin):
        return f"bundled: {saves} saves a copy of your own"
    return f"without a file: {saves} saves it"
