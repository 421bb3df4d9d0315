"""Comments on a scenario: what colleagues write beside a choice, a red line or the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import frozen

from planner.model.noun import Noun

__all__ = ["Comment", "Thread", "in_order_of_ids", "threads"]


@frozen(repr=False)
class Comment(Noun):
    """What ``author`` wrote, and when, with its time zone.

    ``on`` is the id of an issue or a red line, empty for the scenario as a whole. An answer names
    the comment that it answers, and is about the same thing; whether a matter is settled is said by
    the comment that began it.
    """

    id: str
    author: str
    at: dt.datetime
    text: str
    on: str = ""
    reply_to: str | None = None
    resolved: bool = False


def in_order_of_ids(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """The comments in the order in which files hold them, whoever wrote which of them first."""
    return tuple(sorted(comments, key=lambda comment: comment.id))


@frozen(repr=False)
class Thread(Noun):
    """A comment with all answers to it, and the answers to these, the oldest first."""

    begun_by: Comment
    answers: tuple[Comment, ...] = ()

    @property
    def on(self) -> str:
        """What it is about: the id of an issue or a red line, empty for the whole."""
        return self.begun_by.on

    @property
    def resolved(self) -> bool:
        """Whether the matter is settled."""
        return self.begun_by.resolved


def threads(comments: Iterable[Comment]) -> tuple[Thread, ...]:
    """The comments with their answers, in the order in which the matters were begun.

    An answer whose question is not there begins a thread of its own.
    """
    by_id = MappingProxyType({comment.id: comment for comment in comments})
    answers: dict[str, list[Comment]] = {}
    begun = []
    for comment in sorted(by_id.values(), key=lambda each: (each.at, each.id)):
        first = _first(comment, by_id)
        if first is comment:
            begun.append(comment)
        else:
            answers.setdefault(first.id, []).append(comment)
    return tuple(Thread(each, tuple(answers.get(each.id, ()))) for each in begun)


def _first(comment: Comment, by_id: Mapping[str, Comment]) -> Comment:
    """The comment that began the matter; in a ring of answers the one with the lowest id."""
    way: list[str] = []
    while comment.id not in way:
        way.append(comment.id)
        answered = by_id.get(comment.reply_to or "")
        if answered is None:
            return comment
        comment = answered
    return by_id[min(way[way.index(comment.id) :])]
