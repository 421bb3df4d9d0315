"""The sheet of a report as DOCX: paper, marking, page numbers, styles, and nobody as its author."""

from __future__ import annotations

import datetime as dt
import re

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.run import Run as DocxRun

from planner.reports.formats.html_style import COLOURS
from planner.reports.report import Report

__all__ = ["colour", "prepare", "said"]

_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Stands where the form asks for a day; which one says nothing."""
_MOST = 255
"""As many characters as the form takes of what a file says of itself."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UNUSED = ("/thumbnail", "/stylesWithEffects")
_BETWEEN_ROWS = ("w:top", "w:bottom", "w:insideH")
_SIDES = ("top", "bottom", "insideH", "left", "right", "start", "end", "insideV")


def prepare(document: Document, report: Report) -> None:
    """Sets the paper, what stands on every sheet, the styles, and what the file says of itself."""
    about = document.core_properties
    about.title, about.language = said(report.title)[:_MOST], "en"
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = _DAY
    about.revision = 1
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if report.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    _on_every_sheet(section, report)
    _drop_what_the_template_says(document)
    _styles(document)


def _on_every_sheet(section: Section, report: Report) -> None:
    """The marking above; below what it is, and which page of how many."""
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    header.add_run(said(report.marking)).bold = True
    footer = section.footer.paragraphs[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    end = Emu((width or 0) - (left or 0) - (right or 0))
    footer.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{said(report.title)}\tPage ")
    _field(footer.add_run(), "PAGE")
    footer.add_run(" of ")
    _field(footer.add_run(), "NUMPAGES")


def _drop_what_the_template_says(document: Document) -> None:
    """Its picture, its styles for old programs, and its country."""
    for rels in (document.part.rels, document.part.package.rels):
        for name in [n for n, rel in rels.items() if rel.reltype.endswith(_UNUSED)]:
            del rels[name]
    for part, tag in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(tag)):
            language.attrib.clear()
            language.set(qn("w:val"), "en")


def _styles(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(5)
    sizes = {"Heading 1": 17, "Heading 2": 12.5, "Heading 3": 10.5}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = colour("accent" if name == "Heading 2" else "ink")
    footer = document.styles["Footer"]
    footer.font.size = Pt(8)
    footer.paragraph_format.tab_stops.clear_all()
    _thin_lines(document.styles["Table Grid"].element)
    quote = document.styles["Quote"]
    quote.font.color.rgb = colour("ink")
    quote.paragraph_format.left_indent = Cm(0.6)


def _thin_lines(style: BaseOxmlElement) -> None:
    """Leaves a table the lines between its rows, in grey."""
    for line in style.iter(*(qn(f"w:{side}") for side in _SIDES)):
        line.set(qn("w:val"), "single" if line.tag in map(qn, _BETWEEN_ROWS) else "nil")
        line.set(qn("w:color"), COLOURS["line"].removeprefix("#"))


def _field(run: DocxRun, name: str) -> None:
    """A field that the reader's program fills in, such as the number of the page."""
    for kind, text in (("begin", ""), ("", f" {name} "), ("separate", ""), ("", "1"), ("end", "")):
        if kind:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)  # noqa: SLF001 (python-docx has no fields of its own)
        elif text == "1":
            run.add_text(text)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)  # noqa: SLF001 (likewise)


def colour(name: str) -> RGBColor:
    """The colour of that name, as in the other formats."""
    return RGBColor.from_string(COLOURS[name].removeprefix("#").upper())


def said(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_IN_XML.sub("", text)
