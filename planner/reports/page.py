"""A page: what a report says, as blocks of runs, with nothing of how it is set.

Content makes pages and formats write them. No width, no sign, no quotation mark and no escape is
found here: each format has its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from planner.by_fields import Compared

__all__ = [
    "GAP",
    "Block",
    "Caveat",
    "Cell",
    "Change",
    "Deleted",
    "Excerpt",
    "Gap",
    "Heading",
    "Inserted",
    "Item",
    "Kept",
    "Link",
    "Listing",
    "Marks",
    "Page",
    "Paragraph",
    "Quotation",
    "Row",
    "Rule",
    "Runs",
    "Said",
    "Status",
    "Strong",
    "Table",
    "Text",
    "Tone",
    "Verbatim",
]


class Tone(StrEnum):
    """What a status says, or how a paragraph is meant; each format has its sign and look for it."""

    TEXT = "text"
    MUTED = "muted"
    CROSSED = "crossed"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    RESPECTED = "respected"
    SET_ASIDE = "set_aside"


# All are equal where they say the same, since a screen keeps what it has set by its block.
@frozen(eq=False, repr=False)
class Text(Compared):
    """Words. Other runs are words as well, with something to say of them."""

    text: str


class Strong(Text):
    """Words that stand out."""

    __slots__ = ()


class Kept(Text):
    """Words that both of two states have, beside changes that they must not be taken for."""

    __slots__ = ()


class Inserted(Text):
    """Words that a later state has and the earlier one has not."""

    __slots__ = ()


class Deleted(Text):
    """Words that an earlier state has and the later one has not."""

    __slots__ = ()


@frozen(eq=False, repr=False)
class Status(Text):
    """Words behind the sign of a status; without words the sign alone."""

    text: str = ""
    tone: Tone = field(kw_only=True)


@frozen(eq=False, repr=False)
class Link(Text):
    """Words that lead to the block with the id ``to``."""

    to: str = field(kw_only=True)


Runs = tuple[Text, ...]
Said = str | Text | Iterable[str | Text]
"""What runs are made of: words, a run, or several of either."""


def _runs(said: Said) -> Runs:
    if isinstance(said, str):
        return (Text(said),)
    if isinstance(said, Text):
        return (said,)
    return tuple(Text(run) if isinstance(run, str) else run for run in said)


@frozen(eq=False, repr=False)
class Heading(Compared):
    """A heading; what follows belongs to it until the next of its level or above."""

    runs: Runs = field(converter=_runs)
    level: int = field(default=2, kw_only=True)
    id: str = field(default="", kw_only=True)


@frozen(eq=False, repr=False)
class Paragraph(Compared):
    """A paragraph; a line break within it may be kept."""

    runs: Runs = field(converter=_runs)
    tone: Tone = field(default=Tone.TEXT, kw_only=True)


class Rule(Paragraph):
    """When a red line is crossed or contested: one combination of options."""

    __slots__ = ()


class Caveat(Paragraph):
    """What the evidence does not say: it belongs to what stands before it."""

    __slots__ = ()


class Verbatim(Paragraph):
    """Lines that are there to be copied, and are never broken."""

    __slots__ = ()


def _several(lines: Iterable[Said]) -> tuple[Runs, ...]:
    return tuple(map(_runs, lines))


@frozen(eq=False, repr=False)
class Quotation(Compared):
    """Somebody's own words, with what leads up to them and the lines that say whose they are."""

    quote: str
    citation: tuple[Runs, ...] = field(default=(), converter=_several, kw_only=True)
    lead: str = field(default="", kw_only=True)
    id: str = field(default="", kw_only=True)


class Excerpt(Quotation):
    """A line of a file as it stands there; ``lead`` is its number."""

    __slots__ = ()


class Marks(StrEnum):
    """What the items of a list begin with."""

    NONE = "none"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    LABELS = "labels"
    """Each with its own words, such as ``Caveat:``."""
    KEYS = "keys"
    """Each with its own short name, such as ``A``."""


def _blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(blocks)


@frozen(eq=False, repr=False)
class Item(Compared):
    """An item of a list: the first block is its head. ``tone`` chooses a bullet."""

    blocks: tuple[Block, ...] = field(converter=_blocks)
    label: str = field(default="", kw_only=True)
    tone: Tone = field(default=Tone.TEXT, kw_only=True)


def _items(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(items)


@frozen(eq=False, repr=False)
class Listing(Compared):
    """A list; ``apart`` sets its items apart from each other."""

    items: tuple[Item, ...] = field(converter=_items)
    marks: Marks = field(default=Marks.BULLETS, kw_only=True)
    apart: bool = field(default=False, kw_only=True)


@frozen(eq=False, repr=False)
class Cell(Compared):
    """A cell of a table.

    ``short`` says the same where there is little room, ``alone`` where the cell stands outside its
    table; empty means that the cell says it itself. ``below`` holds what stands in the cell below
    its words.
    """

    runs: Runs = field(converter=_runs)
    short: str = field(default="", kw_only=True)
    alone: str = field(default="", kw_only=True)
    below: tuple[Block, ...] = field(default=(), converter=_blocks, kw_only=True)


Row = tuple[Cell, ...]


def _row(cells: Iterable[Said | Cell]) -> Row:
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)


def _rows(rows: Iterable[Iterable[Said | Cell]]) -> tuple[Row, ...]:
    return tuple(map(_row, rows))


def _columns(numbers: Iterable[int]) -> frozenset[int]:
    return frozenset(numbers)


def _shares(shares: Iterable[int]) -> tuple[int, ...]:
    return tuple(shares)


@frozen(eq=False, repr=False)
class Table(Compared):
    """A table. The first cell of each row heads it, ``head`` holds the header cells of the columns.

    ``foot`` sums the columns up. ``right`` names the columns of numbers, counted from 0.
    ``caption`` says what it shows, for those who hear a table before they read it. ``shares`` says
    how wide the columns are beside each other on paper; empty leaves that to the format.
    """

    rows: tuple[Row, ...] = field(converter=_rows)
    head: Row = field(default=(), converter=_row, kw_only=True)
    foot: Row = field(default=(), converter=_row, kw_only=True)
    right: frozenset[int] = field(default=frozenset(), converter=_columns, kw_only=True)
    caption: str = field(default="", kw_only=True)
    shares: tuple[int, ...] = field(default=(), converter=_shares, kw_only=True)


@frozen(eq=False, repr=False)
class Change(Compared):
    """What became of something: what it said before, and what it says after."""

    what: Runs = field(converter=_runs)
    before: str
    after: str


class Gap:
    """Room between what stands before and after it."""

    __slots__ = ()


GAP = Gap()

Block = Heading | Paragraph | Quotation | Listing | Table | Change | Gap


@frozen(eq=False, repr=False)
class Page(Compared):
    """What is said on one thing: its heading, and what there is to say."""

    heading: Heading
    body: tuple[Block, ...] = field(converter=_blocks)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The heading and the body."""
        return (self.heading, *self.body)
