"""What the screen of the case says of it in its title."""

from __future__ import annotations

from planner.editing.case_session import CaseSession
from planner.tui.said_of_deal import saving_words

__all__ = ["title_of_case"]


def title_of_case(session: CaseSession, news: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Which case is open; then where, whether it is saved and protected, in less and less room.

    ``news`` says that something happened, with the key that shows it; empty where nothing did.
    """
    document = session.document
    state = "unsaved changes" if document.unfiled else "saved"
    state = saving_words(document.being_saved) or state
    if document.at_risk:
        state += " · not protected"
    path = session.path
    where = path.name if path is not None else "bundled, or without a file: S saves it"
    shortly = state if path is not None else where
    long, short = (f"{news[0]} · ", f"{news[-1]} · ") if news else ("", "")
    rights = (f"{long}{where} · {state}", f"{long}{shortly}", f"{short}{shortly}")
    return f"Case: {session.case.title}", *rights
