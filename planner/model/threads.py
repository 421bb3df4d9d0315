"""Comments with their answers: what was begun, and what was said to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import frozen

from planner.by_fields import Compared
from planner.model.comments import Comment

__all__ = ["Thread", "threads"]


@frozen(eq=False, repr=False)
class Thread(Compared):
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
