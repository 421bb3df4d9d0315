"""What colleagues wrote about a scenario: each matter with its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planner.model.case import Case
from planner.model.comments import Comment
from planner.model.threads import Thread, threads
from planner.reports.page import GAP, Block, Heading, Item, Listing, Marks, Paragraph, Tone
from planner.reports.words.comments import thread_counts, thread_words, voice_words

__all__ = ["comment_blocks", "comments_here", "comments_plain", "thread_blocks"]


def comment_blocks(case: Case, comments: Iterable[Comment]) -> Iterator[Block]:
    """Matters that are open with all that was said, then what is settled in a line each."""
    found = threads(comments)
    if not found:
        return
    yield Heading(f"Comments ({thread_counts(found)})")
    for thread in found:
        if not thread.resolved:
            yield from thread_blocks(case, thread)
    settled = [thread for thread in found if thread.resolved]
    if settled:
        yield Listing(
            Item([Paragraph(f"{thread_words(case, each)}: {voice_words(each.begun_by)}")])
            for each in settled
        )


def comments_here(comments: Iterable[Comment], on: str) -> Iterator[Block]:
    """What is open on that issue or red line, with the answers; what is settled is left out."""
    found = [each for each in threads(comments) if each.on == on and not each.resolved]
    if found:
        yield GAP
        yield Heading("Comments")
        yield from map(_said, found)


def thread_blocks(case: Case, thread: Thread) -> Iterator[Block]:
    """One matter: what it is about, and who said what, the oldest first."""
    yield Heading(thread_words(case, thread), level=3, id=thread.begun_by.id)
    yield _said(thread)


def _said(thread: Thread) -> Listing:
    tone = Tone.MUTED if thread.resolved else Tone.TEXT
    return Listing(
        (
            Item(
                map(Paragraph, each.text.splitlines() or [""]),
                label=f"{voice_words(each)}:",
                tone=tone,
            )
            for each in (thread.begun_by, *thread.answers)
        ),
        marks=Marks.LABELS,
    )


def comments_plain(comments: Iterable[Comment]) -> list[dict[str, Any]]:
    """The comments for a program, in the order of their ids."""
    return [
        {
            "id": comment.id,
            "on": comment.on,
            "author": comment.author,
            "at": comment.at.isoformat(),
            "text": comment.text,
            "reply_to": comment.reply_to,
            "resolved": comment.resolved,
        }
        for comment in comments
    ]
