"""A report as Markdown, in which nothing that a stranger wrote becomes markup.

Words that are put in or taken out stand in ``{++ ++}`` and ``{-- --}``, which can be told apart
where nothing renders them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from planner.reports.formats.quotation import quoted
from planner.reports.formats.text import SIGNS
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
    Listing,
    Marks,
    Page,
    Paragraph,
    Quotation,
    Row,
    Rule,
    Runs,
    Status,
    Strong,
    Table,
    Text,
    Verbatim,
)
from planner.reports.report import Report

__all__ = ["written"]

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&{$]")
"""What may begin markup anywhere; a backslash before it makes it a plain character."""
_OPENING = re.compile(r"^(?P<blanks>[ \t]*)(?P<sign>[#+\-=]|\d+(?=[.)]))", re.MULTILINE)
"""What may begin a block, where a line begins with it."""


def written(report: Report, _width: int) -> bytes:
    """The report as UTF-8: the marking first and last, its pages set apart by rules."""
    marking = [f"**{_plain(report.marking)}**"] if report.marking else []
    pages: list[str] = []
    for n, page in enumerate(report.pages):
        pages += [*(["---"] if n else []), *_page(page)]
    return ("\n\n".join([*marking, *pages, *marking]) + "\n").encode()


def _page(page: Page) -> list[str]:
    return [*_blocks(page.blocks)]


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        text = _block(block)
        if text.strip():
            yield text


def _block(block: Block) -> str:
    match block:
        case Gap():
            return ""
        case Heading():
            return f"{'#' * block.level} {_inline(block.runs)}"
        case Quotation():
            return _fenced(block.quote) if isinstance(block, Excerpt) else _quotation(block)
        case Listing():
            return _listing(block)
        case Table():
            return _table(block)
        case _:
            return _change(block) if isinstance(block, Change) else _paragraph(block)


def _change(change: Change) -> str:
    return _kept(f"{_inline(change.what)}: {_plain(change.before)} → {_plain(change.after)}")


def _paragraph(paragraph: Paragraph) -> str:
    words = _kept(_inline(paragraph.runs))
    match paragraph:
        case Verbatim():
            return _fenced("".join(run.text for run in paragraph.runs))
        case Rule():
            return f"*{words}*"
        case Caveat():
            return _set_in(words)
        case _:
            return words


def _kept(words: str) -> str:
    """The words with their line breaks: an empty line between them would end the block."""
    return words.strip().replace("\n", "\\\n")


def _set_in(words: str) -> str:
    return f"> {words}".replace("\n", "\n> ")


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _quotation(block: Quotation) -> str:
    lead = f"{_plain(block.lead)}: " if block.lead else ""
    lines = [f"{lead}{_plain(quoted(block.quote))}", *map(_inline, block.citation)]
    return "\n>\n".join(_set_in(_kept(line)) for line in lines)


def _listing(listing: Listing) -> str:
    between = "\n\n" if listing.apart else "\n"
    items = enumerate(listing.items, 1)
    return between.join(_item(listing, item, number) for number, item in items)


def _item(listing: Listing, item: Item, number: int) -> str:
    mark = f"{number}. " if listing.marks is Marks.NUMBERS else "- "
    label = f"**{_plain(item.label)}** " if item.label else ""
    parts = [*_blocks(item.blocks)] or [""]
    hang = " " * len(mark)
    indented = (part.replace("\n", f"\n{hang}") for part in parts)
    return f"{mark}{label}" + f"\n\n{hang}".join(indented)


def _table(table: Table) -> str:
    head: Sequence[Cell] = table.head or tuple(Cell("") for _ in table.rows[0])
    rule = " | ".join("---:" if n in table.right else "---" for n in range(len(head)))
    rows = [head, *table.rows, *([table.foot] if table.foot else [])]
    lines = [_row(row) for row in rows]
    return "\n".join([lines[0], f"| {rule} |", *lines[1:]])


def _row(row: Row | Sequence[Cell]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in row)} |"


def _cell(cell: Cell) -> str:
    """A cell is one line of the file, in which its own lines are told apart."""
    parts = [_inline(cell.runs), *(_in_a_cell(block) for block in cell.below)]
    return "<br>".join(part.strip("\n") for part in parts if part).replace("\n", "<br>")


def _in_a_cell(block: Block) -> str:
    if isinstance(block, Quotation):
        lead = f"{_plain(block.lead)}: " if block.lead else ""
        cited = "; ".join(map(_inline, block.citation))
        return f"{lead}{_plain(quoted(block.quote))}{f' ({cited})' if cited else ''}"
    return _inline(block.runs) if isinstance(block, Paragraph) else _block(block)


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Text) -> str:
    match run:
        case Status():
            return f"{SIGNS[run.tone]} {_plain(run.text)}".strip()
        case Strong():
            return _around("**", run.text)
        case Inserted():
            return f"{{++{_plain(run.text)}++}}"
        case Deleted():
            return f"{{--{_plain(run.text)}--}}"
        case _:
            return _plain(run.text)


def _around(mark: str, text: str) -> str:
    """The text between marks, which must touch it."""
    inner = text.strip()
    if not inner:
        return text
    before, after = text.split(inner, 1)[0], text.rsplit(inner, 1)[-1]
    return f"{before}{mark}{_plain(inner)}{mark}{after}"


def _plain(text: str) -> str:
    """The text without anything that could be taken for markup, its lines not indented."""
    return _OPENING.sub(_opened, _MARKUP.sub(r"\\\g<0>", text))


def _opened(found: re.Match[str]) -> str:
    sign = found["sign"]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
