"""The board on the screen says what the checker says: cell by cell, option by option."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.analysis.questions.outlook import ways_on
from planner.analysis.questions.premises import Premises
from planner.check.board import Sign
from planner.reports.words.board import cell_words, effect_cell_words
from planner.reports.words.from_here import option_ways
from tests.tui.driving import driven

WIDE = (120, 40)
EXAMPLES = Path(__file__).resolve().parents[2] / "scenarios"


@pytest.mark.parametrize("name", ["sketch-with-open-questions", "ceasefire-before-settlement"])
async def test_every_cell_and_every_option_says_what_choosing_it_would_bring(name: str) -> None:
    """In each issue unfolded: the cells of all parties, and the ways to finish beside them."""
    async with driven(EXAMPLES / f"{name}.toml", size=WIDE) as planner:
        await planner.counted()
        session = planner.session
        case, verdict = session.case, session.verdict
        crossed = [held.line.id for held in verdict.crossed]
        marked = {
            mark.line.id
            for row in session.board.rows
            for cell in row.cells
            for mark in cell.marks
            if mark.sign is Sign.CROSSED
        }
        assert marked == set(crossed)
        for row in session.board.rows[:4]:
            if row.applies is False:
                continue
            for party, cell in zip(case.parties, row.cells, strict=True):
                assert planner.cell(row.issue.title, party.name) == cell_words(cell, 14)
            await planner.unfold(row.issue.title)
            await planner.counted()
            for effect in session.from_here(row.issue.id):
                picked = session.picked(row.issue.id)
                if not effect.name or effect.pick == picked or isinstance(picked, tuple):
                    continue
                shown = planner.option(row.issue.option(effect.name).title)
                for party, cell in zip(case.parties, row.cells, strict=True):
                    words = effect_cell_words(effect, party, cell, 14)
                    speaks = "·"  # said in the issue's own row, and not again of each option
                    assert shown.cells.get(party.name, "") == words.removeprefix(speaks)
                made = session.scenario.with_pick(row.issue.id, effect.pick)
                premises = Premises.of_scenario(case, made, reading=session.lens)
                then = [line.id for line in effect.all_crossed]
                count = None if effect.added else ways_on(premises, then).open
                assert shown.left == option_ways(effect, crossed, count, 19)
