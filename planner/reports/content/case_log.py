"""A case's history, commit by commit: what was changed in its coding, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from planner.files.commits import with_those_before
from planner.files.git_history import RecordedCase
from planner.reports.content.log import commit_plain, doubt_blocks, history_blocks
from planner.reports.page import Block, Heading, Item, Listing, Paragraph, Status, Tone
from planner.reports.words.log import case_change_lines, commit_words
from planner.reports.words.verdicts import case_size, sentence
from planner.visible import shown_path

__all__ = ["case_log_blocks", "case_log_items", "case_log_plain"]


def case_log_blocks(
    file: str, recorded: Sequence[RecordedCase], most: int | None = None, *, kept: bool = False
) -> list[Block]:
    """The history, the newest first; no more than the ``most`` newest, where a number is given.

    ``kept`` says that these are no commits, but what the planner keeps of the file.
    """
    return history_blocks(file, [told for _, told in case_log_items(recorded, most)], kept=kept)


def case_log_items(
    recorded: Sequence[RecordedCase], most: int | None = None
) -> Iterator[tuple[RecordedCase, list[Block]]]:
    """Each state with what is told of it: who, when, what changed, and how much there was then."""
    for each, before in islice(with_those_before(recorded), most):
        blocks: list[Block] = [Heading(commit_words(each.commit), id=each.commit.id)]
        blocks += doubt_blocks(each.doubt)
        if changes := case_change_lines(before, each):
            blocks.append(Listing(Item([Paragraph(line)]) for line in changes))
        yield each, [*blocks, _size(each), *_place(each)]


def case_log_plain(
    recorded: Sequence[RecordedCase], most: int | None = None
) -> list[dict[str, Any]]:
    """The history for a program: each commit with its changes in words.

    ``size`` says how many parties, issues, statements and red lines the case had then; it is null
    where that state cannot be read, and ``problems`` say why.
    """
    return [
        {
            **commit_plain(each.commit),
            "changes": case_change_lines(before, each),
            "size": _size_plain(each),
            "problems": [str(problem) for problem in each.problems],
            **({"doubt": each.doubt} if each.doubt else {}),
            **({} if each.kept_in is None else {"kept_in": str(each.kept_in)}),
        }
        for each, before in islice(with_those_before(recorded), most)
    ]


def _place(state: RecordedCase) -> Sequence[Block]:
    """Where a version is kept, to be taken from there."""
    if state.kept_in is None:
        return ()
    return (Paragraph(f"Kept as {shown_path(state.kept_in)}", tone=Tone.MUTED),)


def _size(recorded: RecordedCase) -> Block:
    if recorded.loaded is None:
        why = str(recorded.problems[0])
        return Paragraph((Status(f"This state cannot be read: {why}", tone=Tone.CONTESTED),))
    return Paragraph(sentence(case_size(recorded.loaded.case)), tone=Tone.MUTED)


def _size_plain(recorded: RecordedCase) -> dict[str, int] | None:
    if recorded.loaded is None:
        return None
    case = recorded.loaded.case
    return {
        "parties": len(case.parties),
        "issues": len(case.issues),
        "statements": len(case.statements),
        "red_lines": len(case.red_lines),
    }
