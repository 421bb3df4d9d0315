"""Comments as colleagues write, answer and resolve them.

Pure functions: a session makes steps of what they return.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from attrs import evolve

from planner.model.comments import Comment
from planner.model.scenario import Scenario
from planner.model.threads import threads

__all__ = ["answered", "being_written", "commented", "resolved"]

_BYTES = 4


def commented(scenario: Scenario, on: str, text: str, author: str) -> Scenario:
    """The scenario with a new comment, as of now.

    ``on`` is the id of an issue or a red line, empty for the whole. Raises ``ValueError`` for an
    empty text and for nobody as its author.
    """
    return scenario.with_comment(_new(scenario, on, text, author, reply_to=None))


def answered(scenario: Scenario, comment: str, text: str, author: str) -> Scenario:
    """The scenario with an answer to that comment, which is about the same thing.

    Raises ``KeyError`` for a comment that is not there and ``ValueError`` as :func:`commented`.
    """
    begun_by = _begun_by(scenario, comment)
    return scenario.with_comment(_new(scenario, begun_by.on, text, author, reply_to=comment))


def being_written(
    scenario: Scenario, on: str, text: str, author: str, answers: str
) -> Comment | None:
    """A comment that is no part of the scenario yet; ``None`` while it has no words."""
    if not text.strip():
        return None
    return _new(scenario, on, text, author, reply_to=answers or None)


def resolved(scenario: Scenario, comment: str, *, done: bool = True) -> Scenario:
    """The scenario with the matter of that comment settled, or open again.

    Raises ``KeyError`` for a comment that is not there.
    """
    return scenario.with_comment(evolve(_begun_by(scenario, comment), resolved=done))


def _begun_by(scenario: Scenario, comment: str) -> Comment:
    """The comment that began the matter."""
    for thread in threads(scenario.comments):
        if any(each.id == comment for each in (thread.begun_by, *thread.answers)):
            return thread.begun_by
    raise KeyError(comment)


def _new(scenario: Scenario, on: str, text: str, author: str, *, reply_to: str | None) -> Comment:
    if not text.strip() or not author.strip():
        raise ValueError("a comment has a text and an author")
    taken = {comment.id for comment in scenario.comments}
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return Comment(_new_id(taken), author.strip(), now, text, on, reply_to)


def _new_id(taken: Collection[str]) -> str:
    """An id that nobody else takes at the same time, on whichever computer."""
    import secrets  # noqa: PLC0415 (only who comments needs it)

    while (made := secrets.token_hex(_BYTES)) in taken:
        pass
    return made
