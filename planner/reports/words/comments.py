"""What is said of comments: who wrote what about what, what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import suppress

from planner.model.case import Case
from planner.model.comments import Comment
from planner.model.threads import Thread
from planner.reports.words.private import id_words

__all__ = [
    "about_words",
    "comment_differences",
    "comment_named",
    "comments_title",
    "holds_words",
    "moment_words",
    "quoted_beginning",
    "thread_counts",
    "thread_words",
    "voice_words",
]

_MOST_LETTERS = 40


def about_words(case: Case, on: str) -> str:
    """What a comment is about: an issue's title, a red line with its title, or the whole."""
    if not on:
        return "the whole"
    if (issue := case.issues_by_id.get(on)) is not None:
        return issue.title
    if (line := case.red_lines_by_id.get(on)) is not None:
        return f"{id_words(line)} ({line.title})"
    return f"{on} (gone from the case)"


def comment_named(case: Case, comment: Comment) -> str:
    """The comment by its author and what it is about: ``comment by Ann on Territory``."""
    kind = "answer" if comment.reply_to else "comment"
    return f"{kind} by {comment.author} on {about_words(case, comment.on)}"


def voice_words(comment: Comment) -> str:
    """Who wrote it and when: ``Ann, 2025-11-27 10:15 UTC``."""
    return f"{comment.author}, {moment_words(comment.at)}"


def thread_words(case: Case, thread: Thread) -> str:
    """What a thread is about, and whether it is settled."""
    state = "resolved" if thread.resolved else "open"
    return f"On {about_words(case, thread.on)} ({state})"


def thread_counts(threads: Sequence[Thread]) -> str:
    """How many are open and how many settled: ``2 open, 1 resolved``."""
    settled = sum(thread.resolved for thread in threads)
    parts = [f"{len(threads) - settled:,} open"] + ([f"{settled:,} resolved"] if settled else [])
    return ", ".join(parts)


def comments_title(found: Sequence[Thread], shown: int) -> str:
    """How many comments there are, and how many of them are shown."""
    if not found:
        return "Comments"
    some = f" · {shown:,} of {len(found):,} shown" if shown < len(found) else ""
    return f"Comments: {thread_counts(found)}{some}"


def holds_words(case: Case, thread: Thread, wanted: str) -> bool:
    """Whether every word is held: in what it is about, its state, its authors or its texts."""
    said = (f"{each.author} {each.text}" for each in (thread.begun_by, *thread.answers))
    held = f"{thread_words(case, thread)} {' '.join(said)}".casefold()
    return all(word in held for word in wanted.casefold().split())


def comment_differences(
    case: Case, before: Iterable[Comment], after: Iterable[Comment]
) -> list[str]:
    """A line for each comment that is new, gone, settled, open again or worded differently."""
    old, new = ({each.id: each for each in held} for held in (before, after))
    lines = []
    for comment in sorted(new.values(), key=lambda each: (each.at, each.id)):
        named, earlier = comment_named(case, comment), old.get(comment.id)
        if earlier is None:
            lines.append(f"new {named}: {quoted_beginning(comment.text, 'nothing')}")
        elif earlier != comment:
            lines.append(f"{named}: {_became(earlier, comment)}")
    gone = [comment for comment in old.values() if comment.id not in new]
    return lines + [f"{comment_named(case, comment)}: gone" for comment in gone]


def _became(before: Comment, after: Comment) -> str:
    if before.resolved != after.resolved:
        return "resolved" if after.resolved else "open again"
    if before.text != after.text:
        return f"now {quoted_beginning(after.text, 'nothing')}"
    return "another author, time or place"


def moment_words(at: dt.datetime) -> str:
    """The time to the minute, in UTC: ``2025-11-27 10:15 UTC``."""
    with suppress(OverflowError):  # the first and last hours of the calendar stay in their own zone
        at = at.astimezone(dt.UTC)
    return f"{at:%Y-%m-%d %H:%M %Z}"


def quoted_beginning(text: str, nothing: str) -> str:
    """The beginning of a text in one line; ``nothing`` where there is none."""
    line = " ".join(text.split())
    if len(line) > _MOST_LETTERS:
        line = f"{line[: _MOST_LETTERS - 1].rstrip()}…"
    return f"“{line}”" if line else nothing
