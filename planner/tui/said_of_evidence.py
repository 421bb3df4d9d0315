"""What the screen of the evidence says: in its title, where nobody speaks, and item by item.

What Enter does on an item follows from what it stands for: a statement by its id, or one of the
names here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from planner.check.coverage import Coverage
from planner.model.case import Case
from planner.model.statements import Statement
from planner.reports.formats.wrapping import wrapped
from planner.reports.page import Block, Heading, Page, Quotation
from planner.reports.words.coverage import coverage_words, nobody_words
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import sentence
from planner.tui.widgets.item_pane import Item

if TYPE_CHECKING:
    from planner.editing.quote_checks import QuoteChecks
    from planner.reports.content.forwards import Step

__all__ = [
    "NEXT",
    "PASSAGE",
    "SCENARIO",
    "item_of_step",
    "nobody_lines",
    "page_of_passage",
    "statement_items",
    "title_of_evidence",
]

PASSAGE = "passage"
SCENARIO = "scenario "
"""The number of the scenario follows."""
NEXT = "on"
"""An item that leads to the one below it."""

_MOST_NOBODY = 2
"""Lines for the issues that nobody speaks on."""


def title_of_evidence(case: Case, coverage: Coverage, day: str = "") -> tuple[str, ...]:
    """Which case it is and how much of it is stated, in less and less room.

    ``day`` says as of which day, where one looks at what was stated until then.
    """
    documented = f"{coverage.documented:,} of {coverage.pairs:,} stated"
    until = [day] if day else []
    return (
        "Evidence",
        " · ".join((case.title, *until, coverage_words(coverage))),
        " · ".join((case.title, *until, documented)),
        " · ".join((*until, documented)),
    )


def nobody_lines(coverage: Coverage, width: int) -> list[str]:
    """The issues that nobody speaks on; where they are too many, where all of them stand."""
    lines = wrapped(sentence(nobody_words(coverage)), max(1, width))
    if len(lines) > _MOST_NOBODY:
        number = counted(len(coverage.silent_issues), "issue")
        words = f"Nobody states a position on {number}: the last row lists them."
        lines = wrapped(words, max(1, width))[:_MOST_NOBODY]
    return lines


def page_of_passage(case: Case, statement: Statement, checks: QuoteChecks) -> Page:
    """The passage in which the statement stands, with what is doubtful of its source's text."""
    from planner.reports.content.passage import passage_page  # noqa: PLC0415 (when asked)

    problems = [
        *checks.doubts.get(statement.source, ()),
        *checks.failures.get(statement.source, ()),
    ]
    doubts = [problem.explanation for problem in problems]
    return passage_page(case, statement, checks.of(statement), doubts)


def statement_items(blocks: Iterable[Block]) -> Iterator[Item]:
    """Each statement with what belongs to it, and what stands between them."""
    part = Item(())
    for block in blocks:
        if isinstance(block, Quotation) and block.id:
            yield part
            part = Item((block,), block.id)
        elif isinstance(block, Heading):
            yield part
            part = Item((block,))
        else:
            part = evolve(part, blocks=(*part.blocks, block))
    yield part


def item_of_step(step: Step) -> Item:
    """A step of what becomes of a statement."""
    match step.kind:
        case "statement":
            return Item(step.blocks, PASSAGE)
        case "scenario":
            return Item(step.blocks, f"{SCENARIO}{step.scenario}")
        case "":
            return Item(step.blocks)
        case _:
            return Item(step.blocks, NEXT)
