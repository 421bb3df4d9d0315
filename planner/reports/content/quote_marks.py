"""Marks at quotes that are not, or not simply, in the text of their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.reports.page import Block, Listing, Paragraph, Quotation, Status, Tone

__all__ = ["Mark", "marked", "quoted"]


@frozen(eq=False, repr=False)
class Mark(Compared):
    """What is said of a quote, and how grave that is."""

    words: str
    tone: Tone

    @property
    def block(self) -> Block:
        """What stands below the quote."""
        return Paragraph(Status(self.words, tone=self.tone), tone=self.tone)


def marked(blocks: Iterable[Block], marks: Mapping[tuple[str, str], Mark]) -> Iterator[Block]:
    """The blocks with the mark of each quote that has one below it, in lists too."""
    for block in blocks:
        if isinstance(block, Listing):
            items = [evolve(item, blocks=marked(item.blocks, marks)) for item in block.items]
            yield evolve(block, items=items)
            continue
        yield block
        if isinstance(block, Quotation) and (mark := marks.get((block.id, block.quote))):
            yield mark.block


def quoted(blocks: Iterable[Block]) -> Iterator[str]:
    """The statements that the blocks quote, by their ids, in lists too."""
    for block in blocks:
        if isinstance(block, Listing):
            for item in block.items:
                yield from quoted(item.blocks)
        elif isinstance(block, Quotation):
            yield block.id
