"""A report as DOCX, made by python-docx: real headings, headed tables, and changes as tracked ones.

Nothing in the file says who made it, or when: the same report gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell as DocxCell
from docx.text.paragraph import Paragraph as DocxParagraph

from planner.reports.formats.direction import right_to_left, runs_right_to_left
from planner.reports.formats.docx_sheet import colour, prepare, said
from planner.reports.formats.html_style import COLOURS
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

_ZIPPED = (1980, 1, 1, 0, 0, 0)
_AUTHOR = "planner"
"""Whose tracked changes these are: the form asks for somebody."""
_CHANGES = {Inserted: "w:ins", Deleted: "w:del"}


def written(report: Report, _width: int) -> bytes:
    """The report as DOCX on A4, on its side where it is wide."""
    document = docx.Document()
    prepare(document, report)
    setting = _Setting(document)
    for number, page in enumerate(report.pages):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        setting.blocks(page.blocks, document)
    packed = io.BytesIO()
    document.save(packed)
    return _repacked(packed.getvalue())


def _repacked(data: bytes) -> bytes:
    """The same parts, without the time at which they were packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.infolist():
            made = zipfile.ZipInfo(part.filename, _ZIPPED)
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, old.read(part))
    return packed.getvalue()


Place = Document | DocxCell


class _Setting:
    """Sets blocks into a document or a cell of it; tracked changes are numbered."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._changes = 0

    def blocks(self, blocks: Iterable[Block], place: Place, indent: float = 0) -> None:
        """Adds the blocks; ``indent`` says how far they stand in, in centimetres."""
        for block in blocks:
            match block:
                case Gap():
                    continue
                case Heading():
                    self._paragraph(place, block.runs, f"Heading {min(block.level, 3)}")
                case Quotation():
                    self._quotation(block, place, indent)
                case Listing():
                    self._listing(block, place, indent)
                case Table():
                    self._table(block, place)
                case Change():
                    runs = (*block.what, Text(f": {block.before} → {block.after}"))
                    self._paragraph(place, runs, indent=indent)
                case Paragraph():
                    self._any_paragraph(block, place, indent)

    def _any_paragraph(self, block: Paragraph, place: Place, indent: float) -> None:
        deeper = 0.6 if isinstance(block, Caveat) else 0
        made = self._paragraph(place, block.runs, indent=indent + deeper)
        if isinstance(block, Rule):
            for run in made.runs:
                run.italic = True
        elif isinstance(block, Verbatim):
            for run in made.runs:
                run.font.name = "Courier New"
        elif block.tone is Tone.MUTED:
            for run in made.runs:
                run.font.color.rgb = colour("muted")

    def _quotation(self, block: Quotation, place: Place, indent: float) -> None:
        if isinstance(block, Excerpt):
            self._paragraph(place, (Text(f"{block.lead} │ {block.quote}"),), indent=indent)
            return
        if block.lead:
            self._paragraph(place, (Strong(f"{block.lead}:"),), indent=indent)
        made = self._paragraph(place, (Text(quoted(block.quote)),), "Quote")
        if right_to_left(block.quote):
            _turn(made)
        for runs in block.citation:
            cited = self._paragraph(place, runs, indent=indent + 0.6)
            for run in cited.runs:
                run.font.size = Pt(8.5)
                run.font.color.rgb = colour("muted")

    def _listing(self, listing: Listing, place: Place, indent: float) -> None:
        styles = {Marks.BULLETS: "List Bullet", Marks.NUMBERS: "List Number"}
        style = styles.get(listing.marks, "")
        for item in listing.items:
            gap = " · " if listing.marks is Marks.KEYS else " "
            label = (Strong(f"{item.label}{gap}"),) if item.label else ()
            self._item(item, label, place, style, indent)

    def _item(self, item: Item, label: Runs, place: Place, style: str, indent: float) -> None:
        first, *others = item.blocks
        if isinstance(first, Paragraph):
            self._paragraph(place, (*label, *first.runs), style or "Normal", indent=indent)
        else:
            if label:
                self._paragraph(place, label, indent=indent)
            others = [first, *others]
        self.blocks(others, place, indent + (0.6 if style or label else 0))

    def _table(self, table: Table, place: Place) -> None:
        width = max(map(len, (table.head, *table.rows)), default=0)
        rows = [row for row in (table.head, *table.rows, table.foot) if row]
        if not rows or not width:
            return
        made = place.add_table(len(rows), width)
        made.style = self._document.styles["Table Grid"]
        _caption(made, table.caption)
        made.autofit = False
        widths = self._widths(table, width)
        for column, wide in zip(made.columns, widths, strict=True):
            column.width = wide
        for row, cells in zip(made.rows, rows, strict=True):
            heads = cells is table.head
            places = row.cells
            for cell, wide in zip(places, widths, strict=True):
                cell.width = wide
            self._row(places, cells, table, heads=heads)
            if heads:
                _mark(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 (no name of its own)
                for cell in places:
                    _shade(cell)
        place.add_paragraph()

    def _widths(self, table: Table, width: int) -> list[Emu]:
        """How wide the columns are, on paper of this size."""
        shares = table.shares or (1,) * width
        section = self._document.sections[0]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        return [Emu(room * share // sum(shares)) for share in shares]

    def _row(self, places: Iterable[DocxCell], cells: Row, table: Table, *, heads: bool) -> None:
        for n, (place, cell) in enumerate(zip(places, cells, strict=False)):
            self._cell(place, cell, bold=heads or n == 0)
            if n in table.right:
                place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _cell(self, place: DocxCell, cell: Cell, *, bold: bool) -> None:
        first = place.paragraphs[0]
        self._fill(first, cell.runs)
        for run in first.runs if bold else ():
            run.bold = True
        self.blocks(cell.below, place)
        if cell.below and not cell.runs[0].text and len(place.paragraphs) > 1:
            first._p.getparent().remove(first._p)  # noqa: SLF001 (an empty line above the first)
        for paragraph in place.paragraphs:
            paragraph.paragraph_format.space_after = Pt(2)
            for run in paragraph.runs:
                run.font.size = run.font.size or Pt(9)

    def _paragraph(
        self, place: Place, runs: Runs, style: str = "Normal", indent: float = 0
    ) -> DocxParagraph:
        made = place.add_paragraph(style=self._document.styles[style])
        if indent:
            made.paragraph_format.left_indent = Cm(indent)
        self._fill(made, runs)
        return made

    def _fill(self, paragraph: DocxParagraph, runs: Runs) -> None:
        for run in runs:
            if type(run) in _CHANGES:
                self._changed(paragraph, run)
            else:
                _plain_run(paragraph, run)
        kinds = {type(run) for run in runs if run.text}
        if len(kinds) == 1 and (kind := kinds.pop()) in _CHANGES:
            mark = self._change(_CHANGES[kind])
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (no name of its own)
            around = OxmlElement("w:rPr")
            around.append(mark)
            properties.append(around)
        if runs_right_to_left(runs):
            _turn(paragraph)

    def _changed(self, paragraph: DocxParagraph, run: Text) -> None:
        """Words that were put in or taken out, as the reader's program tracks them."""
        change = self._change(_CHANGES[type(run)])
        made = paragraph.add_run(said(run.text))
        change.append(made._r)  # noqa: SLF001 (no name of its own)
        if isinstance(run, Deleted):
            for text in change.iter(qn("w:t")):
                text.tag = qn("w:delText")
        paragraph._p.append(change)  # noqa: SLF001 (likewise)

    def _change(self, name: str) -> BaseOxmlElement:
        self._changes += 1
        change = OxmlElement(name)
        change.set(qn("w:id"), str(self._changes))
        change.set(qn("w:author"), _AUTHOR)
        return change


def _plain_run(paragraph: DocxParagraph, run: Text) -> None:
    match run:
        case Status():
            sign = "" if run.tone is Tone.MUTED else SIGNS[run.tone]
            made = paragraph.add_run(said(f"{sign} {run.text}".strip()))
            made.bold = run.tone is not Tone.MUTED
            made.font.color.rgb = colour(_TONES.get(run.tone, "muted"))
        case _:
            made = paragraph.add_run(said(run.text))
            made.bold = True if isinstance(run, Strong) else None


_TONES = {
    Tone.TEXT: "ink",
    Tone.CROSSED: "crossed",
    Tone.CONTESTED: "contested",
    Tone.SET_ASIDE: "contested",
    Tone.UNDECIDED: "undecided",
    Tone.RESPECTED: "respected",
}


def _turn(paragraph: DocxParagraph) -> None:
    """Lets the paragraph run from right to left."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (no name of its own)
    if properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    for run in paragraph.runs:
        _mark(run._r.get_or_add_rPr(), "w:rtl")  # noqa: SLF001 (likewise)


def _mark(properties: BaseOxmlElement, name: str) -> None:
    properties.append(OxmlElement(name))


def _shade(cell: DocxCell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), COLOURS["tint"].removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 (no name of its own)


def _caption(table: DocxTable, words: str) -> None:
    """What the table shows, for those who hear it before they read it."""
    if words:
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), said(words))
        table._tbl.tblPr.append(caption)  # noqa: SLF001 (no name of its own)
