"""A file's history, state by state: who, when, what was changed, and what it came to then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from attrs import frozen

from planner.by_fields import Printed
from planner.files.commits import Commit, Recorded, with_those_before
from planner.reports.page import GAP, Block, Heading, Item, Listing, Paragraph, Status, Tone
from planner.reports.words.log import commit_words, log_title
from planner.reports.words.verdicts import sentence
from planner.visible import shown_path

__all__ = ["Telling", "doubt_blocks", "log_blocks", "log_items", "log_plain"]

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Telling(Printed, Generic[T]):
    """What is told of each state of a kind of file.

    ``changes`` says what a state changed in those that it went on from, ``comes_to`` what it came
    to: of a scenario its verdict. ``plain`` is both for a program. ``tells_place``: where a version
    is kept is told too, to be taken from there.
    """

    changes: Callable[[Sequence[Recorded[T]], Recorded[T]], list[str]]
    comes_to: Callable[[T], Block]
    plain: Callable[[Sequence[Recorded[T]], Recorded[T]], dict[str, Any]]
    tells_place: bool = False


def log_blocks(
    file: str,
    telling: Telling[T],
    recorded: Sequence[Recorded[T]],
    most: int | None = None,
    *,
    kept: bool = False,
) -> list[Block]:
    """The history, the newest first; no more than the ``most`` newest, where a number is given.

    ``kept`` says that these are no commits, but what the planner keeps of the file.
    """
    told = [blocks for _, blocks in log_items(telling, recorded, most)]
    words = log_title(len(told), kept=kept)
    return [Heading(file, level=1), Paragraph(words), *(b for each in told for b in (GAP, *each))]


def log_items(
    telling: Telling[T], recorded: Sequence[Recorded[T]], most: int | None = None
) -> Iterator[tuple[Recorded[T], list[Block]]]:
    """Each state with what is told of it.

    Of more than the ``most`` newest nothing is told, but that they were there before.
    """
    for each, before in islice(with_those_before(recorded), most):
        blocks: list[Block] = [Heading(commit_words(each.commit), id=each.commit.id)]
        blocks += doubt_blocks(each.doubt)
        if changes := telling.changes(before, each):
            blocks.append(Listing(Item([Paragraph(line)]) for line in changes))
        blocks.append(_unread(each) if each.loaded is None else telling.comes_to(each.loaded))
        if telling.tells_place and each.kept_in is not None:
            blocks.append(Paragraph(f"Kept as {shown_path(each.kept_in)}", tone=Tone.MUTED))
        yield each, blocks


def log_plain(
    telling: Telling[T], recorded: Sequence[Recorded[T]], most: int | None = None
) -> list[dict[str, Any]]:
    """The history for a program: each commit, what the kind of file tells, and its problems.

    ``problems`` say why a state cannot be read, ``doubt`` why it may not be what was recorded.
    """
    return [
        {
            **_commit_plain(each.commit),
            **telling.plain(before, each),
            "problems": [str(problem) for problem in each.problems],
            **({"doubt": each.doubt} if each.doubt else {}),
            **({"kept_in": str(each.kept_in)} if telling.tells_place and each.kept_in else {}),
        }
        for each, before in islice(with_those_before(recorded), most)
    ]


def doubt_blocks(words: str) -> list[Block]:
    """What is said before a state that may not be what was recorded; nothing without a doubt."""
    return [Paragraph((Status(sentence(words), tone=Tone.CONTESTED),))] if words else []


def _unread(recorded: Recorded[T]) -> Block:
    why = f"This state cannot be read: {recorded.problems[0]}"
    return Paragraph((Status(why, tone=Tone.CONTESTED),))


def _commit_plain(commit: Commit) -> dict[str, Any]:
    """Who committed what when, for a program."""
    return {
        "commit": commit.id,
        "author": commit.author,
        "at": commit.at.isoformat(),
        "subject": commit.subject,
        "path": commit.path,
        "renamed_from": commit.renamed_from or None,
    }
