"""A report as one HTML file: no script, nothing fetched, for screens, printers and screen readers.

Words of strangers reach the page as text alone. The style stands in the file, and a policy in its
head lets nothing else in. On paper the marking and the number of the page stand on every sheet.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from planner.reports.formats.html_style import style
from planner.reports.formats.quotation import quoted
from planner.reports.formats.text import SIGNS
from planner.reports.page import (
    Block,
    Caveat,
    Cell,
    Change,
    Deleted,
    Excerpt,
    Heading,
    Inserted,
    Item,
    Link,
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
    Tone,
    Verbatim,
)
from planner.reports.report import Report

__all__ = ["written"]

_ELEMENTS = {Strong: "strong", Inserted: "ins", Deleted: "del"}
_TONE_WORDS = {
    Tone.CROSSED: "crossed",
    Tone.CONTESTED: "contested",
    Tone.UNDECIDED: "undecided",
    Tone.RESPECTED: "respected",
    Tone.SET_ASIDE: "set aside",
}
"""What a sign says where no words stand beside it."""


def written(report: Report, _width: int) -> bytes:
    """The report as UTF-8."""
    css = style(report.marking, report.title, _widths(report), wide=report.wide)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    marking = f'<p class="marking" dir="auto">{_said(report.marking)}</p>' if report.marking else ""
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_said(report.title)}</title>",
        f"<style>{css}</style>",
        "</head>",
        f'<body class="{report.name}{" wide" if report.wide else ""}">',
        *([f"<header>{marking}</header>"] if marking else []),
        "<main>",
        *(line for number, page in enumerate(report.pages, 1) for line in _page(page, number)),
        "</main>",
        *([f"<footer>{marking}</footer>"] if marking else []),
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _page(page: Page, number: int) -> Iterator[str]:
    setting = _Setting(f"p{number}-")
    yield f'<article id="p{number}">'
    yield from setting.blocks(page.blocks)
    yield "</article>"


class _Setting:
    """Sets the blocks of one page; the ids on it begin with ``prefix``, and none comes twice.

    A link leads to what stands above it; where nothing does, its words are words.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._given: set[str] = set()

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The blocks as lines of HTML."""
        for block in blocks:
            match block:
                case Heading():
                    level = block.level
                    words = self._runs(block.runs)
                    yield f'<h{level}{self._id(block.id)} dir="auto">{words}</h{level}>'
                case Quotation():
                    yield from self._quotation(block)
                case Listing():
                    yield from self._listing(block)
                case Table():
                    yield from self._table(block)
                case Change():
                    then, now = _said(block.before), _said(block.after)
                    yield f'<p dir="auto">{self._runs(block.what)}: {then} → {now}</p>'
                case Paragraph():
                    yield self._paragraph(block)

    def _id(self, name: str) -> str:
        if not name or name in self._given:
            return ""
        self._given.add(name)
        return f' id="{_said(self._prefix + name)}"'

    def _paragraph(self, paragraph: Paragraph) -> str:
        words = self._runs(paragraph.runs)
        match paragraph:
            case Verbatim():
                return f"<pre>{words}</pre>"
            case Rule():
                kind = "rule"
            case Caveat():
                kind = "caveat"
            case _:
                kind = "" if paragraph.tone is Tone.TEXT else paragraph.tone.value
        look = f' class="{kind}"' if kind else ""
        return f'<p{look} dir="auto">{_in_lines(words)}</p>'

    def _quotation(self, block: Quotation) -> Iterator[str]:
        if isinstance(block, Excerpt):
            yield f"<pre>{_said(block.lead)} │ {_said(block.quote)}</pre>"
            return
        yield f"<figure{self._id(block.id)}>"
        if block.lead:
            yield f'<p class="lead" dir="auto">{_said(block.lead)}:</p>'
        yield f'<blockquote><p dir="auto">{_said(quoted(block.quote))}</p></blockquote>'
        if block.citation:
            cited = "<br>".join(map(self._runs, block.citation))
            yield f'<figcaption dir="auto">{cited}</figcaption>'
        yield "</figure>"

    def _listing(self, listing: Listing) -> Iterator[str]:
        element = "ol" if listing.marks is Marks.NUMBERS else "ul"
        labelled = listing.marks in (Marks.LABELS, Marks.KEYS)
        look = "" if listing.marks is Marks.NUMBERS else f' class="{listing.marks.value}"'
        yield f"<{element}{look}>"
        for item in listing.items:
            yield from self._item(item, labelled=labelled)
        yield f"</{element}>"

    def _item(self, item: Item, *, labelled: bool) -> Iterator[str]:
        if not labelled:
            yield "<li>"
            yield from self.blocks(item.blocks)
            yield "</li>"
            return
        yield f'<li><span class="label" dir="auto">{_said(item.label)}</span><div class="body">'
        yield from self.blocks(item.blocks)
        yield "</div></li>"

    def _table(self, table: Table) -> Iterator[str]:
        name = _said(table.caption) or "Table"
        yield f'<div class="scroll" role="region" aria-label="{name}" tabindex="0"><table>'
        yield f"<caption>{name}</caption>"
        if table.shares:
            columns = "".join(f'<col class="w{width}">' for width in _shares(table))
            yield f"<colgroup>{columns}</colgroup>"
        if table.head:
            cells = "".join(
                f'<th scope="col" dir="auto">{self._runs(cell.runs)}</th>' for cell in table.head
            )
            yield f"<thead><tr>{cells}</tr></thead>"
        yield "<tbody>"
        for row in table.rows:
            yield from self._row(table, row)
        yield "</tbody>"
        if table.foot:
            yield "<tfoot>"
            yield from self._row(table, table.foot)
            yield "</tfoot>"
        yield "</table></div>"

    def _row(self, table: Table, row: Row) -> Iterator[str]:
        yield "<tr>"
        for n, cell in enumerate(row):
            yield from self._cell(cell, heads=n == 0, number=n in table.right)
        yield "</tr>"

    def _cell(self, cell: Cell, *, heads: bool, number: bool) -> Iterator[str]:
        element = 'th scope="row"' if heads else "td"
        look = ' class="number"' if number else ""
        words = _in_lines(self._runs(cell.runs))
        if not cell.below:
            yield f'<{element}{look} dir="auto">{words}</{element[:2]}>'
            return
        yield f"<{element}{look}>"
        if words:
            yield f'<p dir="auto">{words}</p>'
        yield from self.blocks(cell.below)
        yield f"</{element[:2]}>"

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Text) -> str:
        words = _said(run.text)
        match run:
            case Status():
                return _status(run)
            case Link() if run.to in self._given:
                return f'<a href="#{_said(self._prefix + run.to)}">{words}</a>'
            case _:
                element = _ELEMENTS.get(type(run))
                return f"<{element}>{words}</{element}>" if element else words


def _widths(report: Report) -> Iterator[int]:
    """How wide the columns of the tables are; none stands within another block."""
    for page in report.pages:
        for block in page.body:
            if isinstance(block, Table):
                yield from _shares(block)


def _shares(table: Table) -> list[int]:
    """How wide the columns of the table are, in per cent."""
    return [round(100 * share / sum(table.shares)) for share in table.shares]


def _status(run: Status) -> str:
    """The sign, which is only to be seen, and the words; a word for the sign where it is alone."""
    words = _said(run.text)
    if not words and run.tone in _TONE_WORDS:
        words = f'<span class="sr">{_TONE_WORDS[run.tone]}</span>'
    sign = SIGNS[run.tone]
    seen = f'<span aria-hidden="true">{sign}</span> ' if sign and run.tone is not Tone.MUTED else ""
    return f'<span class="status {run.tone.value}">{seen}{words}</span>'


def _in_lines(words: str) -> str:
    """The words with their line breaks; one at the end breaks nothing."""
    return words.strip("\n").replace("\n", "<br>")


def _said(text: str) -> str:
    """The words as text, whatever they are."""
    return escape(text, quote=True)
