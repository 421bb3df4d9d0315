"""What is told of a scenario's states: what each changed, its verdict, and a state as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.check.checkers import judged_as_written
from planner.check.verdict import LineStatus, Verdict
from planner.files.commits import Recorded
from planner.files.scenarios.reading import LoadedScenario
from planner.model.case import Issue
from planner.model.conditions import plain_pick
from planner.model.scenario import Scenario, fitted
from planner.reports.content.check import check_page
from planner.reports.content.log import Telling, doubt_blocks
from planner.reports.content.tones import verdict_tone
from planner.reports.page import GAP, Block, Heading, Item, Listing, Paragraph, Status
from planner.reports.words.choices import chosen_words
from planner.reports.words.log import before_its_author, change_lines
from planner.reports.words.verdicts import sentence, verdict_sentence

__all__ = ["SCENARIO_LOG", "earlier_blocks", "state_blocks"]


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


def _chosen(loaded: LoadedScenario, verdict: Verdict, issue: Issue) -> str:
    scenario = fitted(loaded.written, verdict.case, begun=True)
    return chosen_words(verdict, issue, scenario.pick(issue.id))


def _verdict(loaded: LoadedScenario) -> Block:
    return _told(judged_as_written(loaded.written, loaded.case))


def _told(verdict: Verdict) -> Block:
    status = Status(sentence(verdict_sentence(verdict)), tone=verdict_tone(verdict))
    return Paragraph((status,))


def _log_plain(
    before: Sequence[Recorded[LoadedScenario]], now: Recorded[LoadedScenario]
) -> dict[str, Any]:
    """What it changed, and the verdict then.

    ``choices`` maps the issues that were chosen otherwise to what was chosen ``from`` and ``to``.
    ``verdict`` is null where the state cannot be read.
    """
    return {
        "choices": _choices(before, now),
        "changes": change_lines(before, now),
        "verdict": None if now.loaded is None else _verdict_plain(now.loaded),
    }


def _choices(
    before: Sequence[Recorded[LoadedScenario]], now: Recorded[LoadedScenario]
) -> dict[str, Any]:
    held = [each.loaded for each in before if each.loaded is not None]
    if now.loaded is None or not held:
        return {}
    then, here = before_its_author(held, now.loaded), now.loaded.written
    return {
        issue: {"from": plain_pick(then.pick(issue)), "to": plain_pick(here.pick(issue))}
        for issue in dict.fromkeys([*here.choices, *then.choices])
        if then.pick(issue) != here.pick(issue)
    }


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


SCENARIO_LOG: Telling[LoadedScenario] = Telling(change_lines, _verdict, _log_plain)
