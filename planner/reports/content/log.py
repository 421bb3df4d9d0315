"""A scenario's history, commit by commit: what was changed by whom, and the verdict then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from planner.check.checkers import judged_as_written
from planner.check.verdict import LineStatus, Verdict
from planner.files.commits import Commit, with_those_before
from planner.files.git_history import Recorded
from planner.files.scenarios.reading import LoadedScenario
from planner.model.case import Issue
from planner.model.scenario import Scenario, fitted
from planner.reports.content.check import check_page
from planner.reports.content.tones import verdict_tone
from planner.reports.page import GAP, Block, Heading, Item, Listing, Paragraph, Status, Tone
from planner.reports.words.choices import chosen_words
from planner.reports.words.log import (
    before_its_author,
    change_lines,
    commit_words,
    log_title,
)
from planner.reports.words.verdicts import sentence, verdict_sentence

__all__ = [
    "commit_plain",
    "doubt_blocks",
    "earlier_blocks",
    "history_blocks",
    "log_blocks",
    "log_items",
    "log_plain",
    "state_blocks",
]


def log_blocks(
    file: str, recorded: Sequence[Recorded], most: int | None = None, *, kept: bool = False
) -> list[Block]:
    """The history, the newest first; no more than the ``most`` newest, where a number is given.

    ``kept`` says that these are no commits, but what the planner keeps of the file.
    """
    return history_blocks(file, [told for _, told in log_items(recorded, most)], kept=kept)


def history_blocks(file: str, told: Sequence[list[Block]], *, kept: bool) -> list[Block]:
    """The history of a file of either kind, from what is ``told`` of each of its states."""
    words = log_title(len(told), kept=kept)
    return [Heading(file, level=1), Paragraph(words), *(b for each in told for b in (GAP, *each))]


def log_items(
    recorded: Sequence[Recorded], most: int | None = None
) -> Iterator[tuple[Recorded, list[Block]]]:
    """Each state with what is told of it: who, when, what changed, and the verdict then.

    Of more than the ``most`` newest nothing is told, but that they were there before.
    """
    for each, before in islice(with_those_before(recorded), most):
        blocks: list[Block] = [Heading(commit_words(each.commit), id=each.commit.id)]
        blocks += doubt_blocks(each.doubt)
        if changes := change_lines(before, each):
            blocks.append(Listing(Item([Paragraph(line)]) for line in changes))
        yield each, [*blocks, _verdict(each)]


def earlier_blocks(name: str, present: Scenario, earlier: Scenario, then: Verdict) -> list[Block]:
    """An earlier state of what is open: what is chosen otherwise there, and its verdict."""
    rows = [
        Item([Paragraph(f"{issue.title}: {chosen_words(then, issue, earlier.pick(issue.id))}")])
        for issue in then.case.issues
        if earlier.pick(issue.id) != present.pick(issue.id)
    ]
    return [Heading(name), Listing(rows), _told(then)]


def state_blocks(name: str, loaded: LoadedScenario, doubt: str = "") -> list[Block]:
    """A state whole: its choices and notes, its verdict with the reasons, its comments.

    ``doubt`` says first why it may not be what was recorded.
    """
    verdict = judged_as_written(loaded.written, loaded.case)
    rows = []
    for issue in verdict.case.issues:
        blocks = [Paragraph(f"{issue.title}: {_chosen(loaded, verdict, issue)}")]
        if note := loaded.written.note(issue.id):
            blocks.append(Paragraph(f"Note: {note}"))
        rows.append(Item(blocks))
    page = check_page(name, loaded.written, verdict)
    return [*doubt_blocks(doubt), *page.blocks, GAP, Heading("Choices"), Listing(rows)]


def doubt_blocks(words: str) -> list[Block]:
    """What is said before a state that may not be what was recorded; nothing without a doubt."""
    return [Paragraph((Status(sentence(words), tone=Tone.CONTESTED),))] if words else []


def _chosen(loaded: LoadedScenario, verdict: Verdict, issue: Issue) -> str:
    scenario = fitted(loaded.written, verdict.case, begun=True)
    return chosen_words(verdict, issue, scenario.pick(issue.id))


def log_plain(recorded: Sequence[Recorded], most: int | None = None) -> list[dict[str, Any]]:
    """The history for a program: each commit with what it changed, and the verdict then.

    ``choices`` maps the issues that were chosen otherwise to what was chosen ``from`` and ``to``.
    ``verdict`` is null where the state cannot be read; ``problems`` then say why.
    """
    return [
        {
            **commit_plain(each.commit),
            "choices": _choices(before, each),
            "changes": change_lines(before, each),
            "verdict": None if each.loaded is None else _verdict_plain(each.loaded),
            "problems": [str(problem) for problem in each.problems],
            **({"doubt": each.doubt} if each.doubt else {}),
        }
        for each, before in islice(with_those_before(recorded), most)
    ]


def commit_plain(commit: Commit) -> dict[str, Any]:
    """Who committed what when, for a program."""
    return {
        "commit": commit.id,
        "author": commit.author,
        "at": commit.at.isoformat(),
        "subject": commit.subject,
        "path": commit.path,
        "renamed_from": commit.renamed_from or None,
    }


def _verdict(recorded: Recorded) -> Block:
    if recorded.loaded is None:
        why = str(recorded.problems[0])
        return Paragraph((Status(f"This state cannot be read: {why}", tone=Tone.CONTESTED),))
    return _told(judged_as_written(recorded.loaded.written, recorded.loaded.case))


def _told(verdict: Verdict) -> Block:
    status = Status(sentence(verdict_sentence(verdict)), tone=verdict_tone(verdict))
    return Paragraph((status,))


def _choices(before: Sequence[Recorded], now: Recorded) -> dict[str, Any]:
    held = [each.loaded for each in before if each.loaded is not None]
    if now.loaded is None or not held:
        return {}
    then, here = before_its_author(held, now.loaded), now.loaded.written
    return {
        issue: {"from": _plain(then.pick(issue)), "to": _plain(here.pick(issue))}
        for issue in dict.fromkeys([*here.choices, *then.choices])
        if then.pick(issue) != here.pick(issue)
    }


def _plain(pick: Any) -> Any:
    return [*pick] if isinstance(pick, tuple) else pick


def _verdict_plain(loaded: LoadedScenario) -> dict[str, Any]:
    verdict = judged_as_written(loaded.written, loaded.case)
    return {
        "reading": verdict.reading.value,
        "complete": verdict.complete,
        "crossed": [line.line.id for line in verdict.crossed],
        "contested": [line.line.id for line in verdict.contested],
        "undecided_lines": [line.line.id for line in verdict.counted(LineStatus.UNDECIDED)],
        "undecided": list(verdict.undecided),
        "incoherent": list(verdict.incoherent),
    }
