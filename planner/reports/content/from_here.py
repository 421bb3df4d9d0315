"""From here, as lines and as plain data: the board, what each answer would change, proposals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from planner.by_fields import Printed
from planner.check.board import Board, Cell, Row, Sign
from planner.check.from_here import OptionEffect
from planner.check.proposal import Proposal
from planner.check.verdict import LineStatus, Verdict
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import plain_pick
from planner.model.scenario import Scenario
from planner.reports.page import GAP, Block, Heading, Item, Listing, Marks, Paragraph
from planner.reports.words.board import NOBODY, SIGN_WORDS
from planner.reports.words.choices import chosen_words, stretch_title
from planner.reports.words.from_here import of_them_words, option_ways, ways_words
from planner.reports.words.private import id_words
from planner.reports.words.proposals import (
    KIND_WORDS,
    change_lines,
    effects_words,
    proposal_sentences,
)
from planner.reports.words.verdicts import CONTRADICTS, listed, sentence

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count, Stopped
    from planner.analysis.questions.tally import Tally

__all__ = ["FromHere", "from_here_blocks", "from_here_json"]

_WIDE = 10_000


@frozen(eq=False, repr=False)
class FromHere(Printed):
    """What is told of a scenario from here.

    ``ways`` counts the ways to finish that cross just what is crossed for certain. ``ways_of``
    counts, by issue and answer, those that hold an answer which adds no crossing. ``mends`` and
    ``finishes`` are the first proposals; where a limit stopped the search, ``reason`` says so.
    """

    scenario: Scenario
    verdict: Verdict
    board: Board
    effects: Mapping[str, tuple[OptionEffect, ...]]
    ways: Tally
    ways_of: Mapping[tuple[str, str], Count]
    mends: tuple[Proposal, ...]
    finishes: tuple[Proposal, ...]
    reason: Stopped | None = None


def from_here_blocks(found: FromHere) -> Iterator[Block]:
    """The ways to finish, the board issue by issue with what each answer changes, proposals."""
    verdict = found.verdict
    case = verdict.case
    crossed = [id_words(held.line) for held in verdict.crossed]
    yield Heading("From here")
    if verdict.incoherent:
        ways = CONTRADICTS
    elif not verdict.counts_any:
        ways = "this reading counts no line"
    else:
        words = ways_words(crossed, [], found.ways.open, complete=verdict.complete, working=False)[
            0
        ]
        ways = words if verdict.complete else f"ways to finish: {words}"
    of_them = [] if verdict.complete or not verdict.counts_any else of_them_words(found.ways)
    yield Paragraph(" ".join(map(sentence, (ways, *of_them))))
    for row in found.board.rows:
        yield GAP
        chosen = chosen_words(verdict, row.issue, found.scenario.pick(row.issue.id))
        yield Heading(f"{row.issue.title}: {chosen}")
        if row.applies is not False:
            yield Paragraph(sentence(_row_words(case, row)))
            told = (_answer_words(found, row.issue, each) for each in found.effects[row.issue.id])
            yield Listing([Item([Paragraph(words)]) for words in told if words])
    for name, proposals in (("Mends", found.mends), ("Ways to finish", found.finishes)):
        if proposals:
            yield GAP
            yield Heading(name)
            items = (Item([*map(Paragraph, _proposal_lines(case, p))]) for p in proposals)
            yield Listing(items, marks=Marks.NUMBERS)
    if found.reason:
        from planner.reports.words.stops import reason_words  # noqa: PLC0415 (seldom)

        yield Paragraph(f"There may be more proposals: {reason_words(found.reason)}.")


def from_here_json(found: FromHere) -> dict[str, Any]:
    """The same as plain data, by ids."""
    return {
        "crosses": [held.line.id for held in found.verdict.crossed],
        "ways": _count(found.ways.open),
        "respecting": _count(found.ways.respecting),
        "without_added": _count(found.ways.without_added),
        "board": [_row_json(found, row) for row in found.board.rows],
        "options": {
            issue: {effect.name or "-none": _effect_json(found, effect) for effect in effects}
            for issue, effects in found.effects.items()
        },
        "mends": [_proposal_json(each) for each in found.mends],
        "finishes": [_proposal_json(each) for each in found.finishes],
        "stopped": _stopped(found.reason),
    }


def _row_words(case: Case, row: Row) -> str:
    if row.silent:
        return NOBODY
    said = [
        f"{party.name}: {_cell_words(cell)}"
        for party, cell in zip(case.parties, row.cells, strict=True)
        if cell.sign is not Sign.SILENT
    ]
    return "; ".join(said)


def _cell_words(cell: Cell) -> str:
    words = SIGN_WORDS[cell.sign]
    if not cell.lines or cell.sign is Sign.NOT_CROSSED:
        return words
    if cell.sign is Sign.DEPENDS and len(cell.lines) > 1:
        words = "depend on a choice"
    return f"{listed([*map(id_words, cell.lines)], 'and')} {words}"


def _answer_words(found: FromHere, issue: Issue, effect: OptionEffect) -> str:
    """``Trilateral: ends FR-1; 48 cross only RU-1``; empty where there is no room for it."""
    if not effect.possible:
        return ""
    verdict = found.verdict
    if not effect.name:
        title = "none of them"
    elif issue.kind is IssueKind.NUMBER:
        title = stretch_title(issue, effect.name)
    else:
        title = issue.option(effect.name).title
    picked = found.scenario.pick(issue.id)
    if isinstance(picked, tuple) and effect.name in picked:
        title = f"{title}, taken away"
    elif effect.pick == picked:
        title = f"{title}, chosen"
    clauses = effects_words(verdict.case, effect)
    now = [id_words(held.line) for held in verdict.crossed]
    ways = found.ways_of.get((issue.id, effect.name))
    if effect.incoherent or (verdict.counts_any and not effect.added):
        words = option_ways(effect, now, ways, _WIDE, working=False)
        counts_ways = not (effect.complete or effect.incoherent or effect.added)
        clauses.append(f"ways to finish: {words}" if counts_ways else words)
    return ": ".join(filter(None, [title, "; ".join(clauses)]))


def _proposal_lines(case: Case, proposal: Proposal) -> list[str]:
    changes = "; ".join(change_lines(case, proposal))
    told = " ".join(proposal_sentences(case, proposal))
    return [f"{KIND_WORDS[proposal.kind]}: {changes}.", told]


def _row_json(found: FromHere, row: Row) -> dict[str, Any]:
    cells = zip(found.verdict.case.parties, row.cells, strict=True)
    return {
        "issue": row.issue.id,
        "applies": row.applies,
        "silent": row.silent,
        "cells": [
            {
                "party": party.id,
                "sign": cell.sign.value,
                "lines": [{"line": m.line.id, "sign": m.sign.value} for m in cell.marks],
            }
            for party, cell in cells
        ],
    }


def _effect_json(found: FromHere, effect: OptionEffect) -> dict[str, Any]:
    return {
        "possible": effect.possible,
        "chosen": plain_pick(effect.pick) if _decides(found, effect) else None,
        **_changes(effect),
        "crossed": [line.id for line in effect.all_crossed],
        "contested": [line.id for line in effect.all_contested],
        "ways": _count(found.ways_of.get((effect.issue, effect.name))),
    }


def _decides(found: FromHere, effect: OptionEffect) -> bool:
    issue, pick = found.verdict.case.issues_by_id[effect.issue], effect.pick
    return pick is not None and issue.answered_by(pick)


def _proposal_json(proposal: Proposal) -> dict[str, Any]:
    verdict = proposal.verdict
    return {
        "kind": proposal.kind.value,
        "choices": {issue: plain_pick(pick) for issue, pick in proposal.picks.items()},
        **_changes(proposal),
        "crossed": [held.line.id for held in verdict.crossed],
        "contested": [held.line.id for held in verdict.contested],
        "undecided_lines": [v.line.id for v in verdict.counted(LineStatus.UNDECIDED)],
        "added_options": [{"issue": i, "option": o} for i, o in proposal.added_options],
    }


def _changes(told: OptionEffect | Proposal) -> dict[str, Any]:
    return {
        "added": [effect.line.id for effect in told.added],
        "ended": [effect.line.id for effect in told.ended],
        "softened": [effect.line.id for effect in told.softened],
        "contests": [effect.line.id for effect in told.contests],
        "at_stake": [
            {"line": effect.line.id, "depends": list(effect.depends)} for effect in told.at_stake
        ],
    }


def _stopped(reason: Stopped | None) -> str | None:
    if reason is None:
        return None
    from planner.reports.words.stops import exact_reason  # noqa: PLC0415 (seldom)

    return exact_reason(reason)


def _count(count: Count | None) -> int | None:
    """The number where it is known; null where it is not, or where nothing is counted."""
    return count if isinstance(count, int) else None
