"""Pages as lines of text: the one place that sets blocks to a width.

A :class:`Layout` says how far each kind of block stands in. Each line comes with its
:class:`Look`, so that a screen can colour it; a command prints the lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from planner.reports.formats.layouts import (
    FINDINGS,
    GUIDE,
    PANE,
    REPORT,
    SPOKEN,
    SPOKEN_FINDINGS,
    Layout,
)
from planner.reports.formats.quotation import quoted
from planner.reports.formats.wrapping import cells, wrapped
from planner.reports.page import (
    Block,
    Caveat,
    Cell,
    Change,
    Deleted,
    Excerpt,
    Gap,
    Heading,
    Inserted,
    Item,
    Kept,
    Listing,
    Marks,
    Page,
    Paragraph,
    Quotation,
    Row,
    Rule,
    Runs,
    Status,
    Table,
    Text,
    Tone,
    Verbatim,
)

__all__ = [
    "FINDINGS",
    "GUIDE",
    "PANE",
    "REPORT",
    "SIGNS",
    "SPOKEN",
    "SPOKEN_FINDINGS",
    "Layout",
    "Line",
    "Look",
    "in_one_line",
    "inline",
    "lines_of",
    "page_lines",
    "text_lines",
]

SIGNS = {
    Tone.CROSSED: "✗",
    Tone.CONTESTED: "?",
    Tone.UNDECIDED: "~",
    Tone.RESPECTED: "✓",
    Tone.SET_ASIDE: "/",
    Tone.MUTED: "-",
    Tone.TEXT: "",
}
_LOOKS_AS = {Tone.SET_ASIDE: "contested"}  # other tones have a look of their own
_BULLETS = {Tone.CROSSED: "✗", Tone.CONTESTED: "!", Tone.SET_ASIDE: "/"}
_ANY_WIDTH = 1_000_000
_LABEL = 8  # a longer label does not push its text farther in
_ARROW = "→"
_COLUMNS = "  "
_MARKS = r"\\|\{(?=\+)|\+(?=\})|\[(?=-)|-(?=\])"
"""The first signs of marks of changes, and the backslash that tells others from them."""


class Look(StrEnum):
    """What a line is of; a screen has a colour or a face for each."""

    HEADING = "heading"
    TEXT = "text"
    MUTED = "muted"
    CROSSED = "crossed"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    RESPECTED = "respected"
    RULE = "rule"
    QUOTE = "quote"
    SOURCE = "source"
    LIMITS = "limits"
    TABLE = "table"
    GAP = "gap"


class Line(NamedTuple):
    """A line, and what it is of."""

    text: str
    look: Look


def text_lines(blocks: Iterable[Block], width: int, layout: Layout) -> list[str]:
    """The blocks as lines of at most ``width`` columns; a word that is longer stays whole."""
    return [line.text for line in lines_of(blocks, width, layout)]


def lines_of(blocks: Iterable[Block], width: int, layout: Layout) -> Iterator[Line]:
    """The same, each line with its look."""
    return _Setting(width, layout).blocks(blocks, "", "", within=False)


def page_lines(pages: Iterable[Page], width: int, layout: Layout) -> list[str]:
    """The pages one after the other, an empty line between two."""
    return [line for page in pages for line in ("", *text_lines(page.blocks, width, layout))][1:]


def in_one_line(block: Block) -> str:
    """The block in one line of any width."""
    return " ".join(text_lines([block], _ANY_WIDTH, PANE))


def inline(runs: Runs) -> str:
    """The words of the runs in one string, with their signs."""
    return "".join(map(_run, runs))


def _run(run: Text) -> str:
    match run:
        case Status():
            return f"{SIGNS[run.tone]} {run.text}".strip(" ")
        case Kept():
            return _own(run.text)
        case Inserted():
            return f"{{+{_own(f'{run.text}+')}}}"  # a brace at the end makes no mark with the plus
        case Deleted():
            return f"[-{_own(f'{run.text}-')}]"  # likewise
        case _:
            return run.text


def _own(text: str) -> str:
    """A text beside marks of changes, its own signs told from them by a backslash."""
    return re.sub(_MARKS, r"\\\g<0>", text)


class _Setting:
    """Blocks set to one width in one layout; openings are what lines begin with."""

    def __init__(self, width: int, layout: Layout) -> None:
        self.width = width
        self.layout = layout

    def blocks(
        self, blocks: Iterable[Block], first: str, rest: str, *, within: bool
    ) -> Iterator[Line]:
        """The lines of the blocks; ``within`` an item, headings do not move what follows them."""
        layout, body = self.layout, 0
        opening = first
        for block in blocks:
            if isinstance(block, Heading):
                level = min(block.level, len(layout.headings)) - 1
                at = 0 if within else layout.headings[level]
                sign = layout.sign if isinstance(block.runs[0], Status) else 0
                body = 0 if within else at + sign if sign else layout.bodies[level]
                indent = " " * at
                hang = " " * (at + sign)
                yield from self._heading(block, f"{opening}{indent}", f"{rest}{hang}")
            else:
                indent = " " * body
                yield from self._block(block, f"{opening}{indent}", f"{rest}{indent}")
            opening = rest

    def _heading(self, heading: Heading, first: str, rest: str) -> Iterator[Line]:
        text = inline(heading.runs)
        yield from self._wrapped(text, first, rest, Look.HEADING)
        if heading.level <= self.layout.underlined:
            yield Line("─" * min(cells(text), self.width), Look.HEADING)

    def _block(self, block: Block, first: str, rest: str) -> Iterator[Line]:
        match block:
            case Gap():
                if self.layout.gaps:
                    yield Line("", Look.GAP)
            case Quotation():
                yield from self._quotation(block, first, rest)
            case Listing():
                stand = " " * max(0, self.layout.lists - cells(rest))
                yield from self._listing(block, f"{first}{stand}", f"{rest}{stand}")
            case Table():
                yield from self._table(block, first, rest)
            case Change():
                text = f"{inline(block.what)}: {block.before} {_ARROW} {block.after}"
                yield from self._paragraph(text, first, rest, Look.TEXT)
            case Paragraph():
                yield from self._any_paragraph(block, first, rest)

    def _any_paragraph(self, block: Paragraph, first: str, rest: str) -> Iterator[Line]:
        text = inline(block.runs)
        if isinstance(block, Verbatim):
            opening = first
            for line in text.split("\n"):
                yield Line(f"{opening}{' ' * self.layout.verbatim}{line}".rstrip(" "), Look.TABLE)
                opening = rest
        elif isinstance(block, Rule):
            yield from self._stand(text, first, rest, self.layout.rule, Look.RULE)
        elif isinstance(block, Caveat):
            yield from self._stand(text, first, rest, self.layout.caveat, Look.LIMITS)
        else:
            yield from self._paragraph(
                text, first, rest, Look(_LOOKS_AS.get(block.tone, block.tone.value))
            )

    def _quotation(self, block: Quotation, first: str, rest: str) -> Iterator[Line]:
        if isinstance(block, Excerpt):
            text = f"{block.lead} │ {block.quote}"
        else:
            quote = quoted(block.quote, nested=self.layout.nested)
            quote = quote.replace("\n", " ") if self.layout.flowing else quote
            text = f"{block.lead}: {quote}" if block.lead else quote
        yield from self._stand(text, first, rest, self.layout.quotation, Look.QUOTE)
        for runs in block.citation:
            yield from self._stand(inline(runs), rest, rest, self.layout.citation, Look.SOURCE)

    def _listing(self, listing: Listing, first: str, rest: str) -> Iterator[Line]:
        opening = first
        for number, item in enumerate(listing.items, 1):
            if number > 1 and listing.apart and self.layout.gaps:
                yield Line("", Look.GAP)
            yield from self._item(listing, item, number, opening, rest)
            opening = rest

    def _item(
        self, listing: Listing, item: Item, number: int, first: str, rest: str
    ) -> Iterator[Line]:
        layout = self.layout
        hang = layout.item_hang
        match listing.marks:
            case Marks.NONE:
                mark, hang = "", 4
            case Marks.BULLETS:
                mark = f"{_BULLETS.get(item.tone, '-')} "
            case Marks.NUMBERS:
                mark = f"{number:>{layout.number},}. "
                hang = cells(mark)
            case Marks.LABELS:
                mark = f"{item.label} "
                hang = min(cells(mark), _LABEL)
            case Marks.KEYS:
                mark = f"{item.label}{_COLUMNS}"
                hang = cells(mark)
        head, *others = item.blocks
        body = layout.item_body if listing.marks is Marks.BULLETS else hang
        inner = f"{rest}{' ' * hang}"
        yield from self.blocks((head,), f"{first}{mark}", inner, within=True)
        inner = f"{rest}{' ' * body}"
        yield from self.blocks(others, inner, inner, within=True)

    def _table(self, table: Table, first: str, rest: str) -> Iterator[Line]:
        rows = [row for row in (table.head, *table.rows, table.foot) if row]
        if not rows:
            return
        first += " " * (cells(rest) - cells(first))  # the first row stands above the others
        texts = [[inline(cell.runs) for cell in row] for row in rows]
        short = [[cell.short or inline(cell.runs) for cell in row] for row in rows]
        stacked = any(cell.below for row in rows for cell in row)
        for tried in () if stacked else (texts, short) if table.head else (texts,):
            set_rows = self._columns(table, tried, first, rest)
            if set_rows is not None:
                yield from set_rows
                return
        opening = first
        for row in table.rows:
            yield from self._listed(table, row, opening, rest)
            opening = rest

    def _columns(
        self, table: Table, rows: Sequence[Sequence[str]], first: str, rest: str
    ) -> list[Line] | None:
        """The rows in columns; ``None`` where the width does not hold them."""
        layout = self.layout
        last = max(map(len, rows)) - 1
        whole = bool(table.head)
        widths = [
            max((cells(row[n]) for row in rows if n < len(row)), default=0) for n in range(last + 1)
        ]
        if layout.column and not whole:
            widths[:-1] = [min(width, layout.column) for width in widths[:-1]]
        before = sum(widths[:-1]) + len(_COLUMNS) * last
        if whole and cells(rest) + before + widths[-1] > self.width:
            return None
        hang = before if layout.table_hang is None else layout.table_hang
        found: list[Line] = []
        opening = first
        for row in rows:
            head = opening
            for n, text in enumerate(row[:-1]):
                pad = " " * max(0, widths[n] - cells(text))
                if cells(text) > widths[n] and any(row[n + 1 :]):  # what follows stands below
                    if cells(head) + cells(text) > self.width:
                        return None
                    found.append(Line(f"{head}{text}", Look.TABLE))
                    head = f"{rest}{' ' * (sum(widths[: n + 1]) + len(_COLUMNS) * (n + 1))}"
                elif n in table.right:
                    head += f"{pad}{text}{_COLUMNS}"
                else:
                    head += f"{text}{pad}{_COLUMNS}"
            word, *words = map(cells, row[-1].split() or [""])
            if max(cells(head) + word, cells(rest) + hang + max(words, default=0)) > self.width:
                return None
            pad = " " * max(0, widths[last] - cells(row[-1])) if last in table.right else ""
            found += self._lines(row[-1], f"{head}{pad}", f"{rest}{' ' * hang}", Look.TABLE)
            opening = rest
        return found

    def _listed(self, table: Table, row: Row, first: str, rest: str) -> Iterator[Line]:
        """A row for which there is no room: its head, and its other cells below or behind it."""
        said = [_alone(cell) for cell in row]
        if not table.head:
            yield from self._wrapped(_joined(said), first, f"{rest}  ", Look.TABLE)
            return
        yield from self._wrapped(said[0], first, rest, Look.TABLE)
        yield from self._below(row[0], f"{rest}    ")
        titles = [inline(cell.runs) for cell in table.head]
        numbers = [f"{titles[n]}: {said[n]}" for n in sorted(table.right)]
        if numbers:
            yield from self._wrapped(_joined(numbers), f"{rest}    ", f"{rest}    ", Look.TABLE)
        for n in range(1, len(row)):
            if n not in table.right and (said[n] or row[n].below):
                opening = f"{rest}    {titles[n]}: "
                yield from self._lines(said[n], opening, f"{rest}{' ' * 8}", Look.TABLE)
                yield from self._below(row[n], f"{rest}{' ' * 8}")

    def _below(self, cell: Cell, opening: str) -> Iterator[Line]:
        return self.blocks(cell.below, opening, opening, within=True)

    def _stand(self, text: str, first: str, rest: str, by: int, look: Look) -> Iterator[Line]:
        indent = " " * by
        yield from self._paragraph(text, f"{first}{indent}", f"{rest}{indent}", look)

    def _paragraph(self, text: str, first: str, rest: str, look: Look) -> Iterator[Line]:
        hang = " " * self.layout.hang if rest else ""
        yield from self._lines(text, first, rest, look, hang)

    def _lines(
        self, text: str, first: str, rest: str, look: Look, hang: str = ""
    ) -> Iterator[Line]:
        """The lines of the text, each of them wrapped where the layout keeps their breaks."""
        opening = first
        for line in text.strip("\n").split("\n") if self.layout.breaks else (text,):
            yield from self._wrapped(line, opening, f"{rest}{hang}", look)
            opening = rest

    def _wrapped(self, text: str, first: str, rest: str, look: Look) -> Iterator[Line]:
        return (Line(line, look) for line in wrapped(text, self.width, first, rest))


def _alone(cell: Cell) -> str:
    return cell.alone or inline(cell.runs)


def _joined(texts: Iterable[str]) -> str:
    """The texts in one, told apart; a sign stands before what it is of."""
    held = [text for text in texts if text.strip()]
    signs = SIGNS.values()
    return "".join(
        text if n == len(held) else f"{text} " if text in signs else f"{text} · "
        for n, text in enumerate(held, 1)
    )
