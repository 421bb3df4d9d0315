"""Reports as DOCX: read back by python-docx, tracked changes taken and refused as Word would."""

from __future__ import annotations

import io
import itertools
import time
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from attrs import evolve
from docx.oxml.ns import qn

from planner.reports.content.report import Given
from planner.reports.formats.written import written
from planner.reports.page import Heading as PageHeading
from planner.reports.page import Page, Paragraph, Table, Text
from planner.reports.report import Report
from tests.reports.handed.canal_case import SECOND
from tests.reports.handed.making import EVERY, canal, example, made

every_report = pytest.mark.parametrize(
    ("kind", "name", "given"), EVERY, ids=[name for _, name, _ in EVERY]
)


def opened(report: Report) -> Any:
    """The file as python-docx reads it."""
    return docx.Document(io.BytesIO(written(report, "docx")))


def paragraphs(document: Any) -> Iterator[Any]:
    """All paragraphs, those in tables too."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def blocks_after(document: Any, *, accepted: bool) -> list[tuple[str, str]]:
    """Styles and words once all tracked changes are taken, or all refused.

    Words whose paragraph lost its mark stand before those of the next one, as in Word.
    """
    dropped = qn("w:del") if accepted else qn("w:ins")
    found = []
    words = ""
    for paragraph in document.paragraphs:
        for node in paragraph._p.iter(qn("w:t"), qn("w:delText")):
            if dropped not in {each.tag for each in node.iterancestors()}:
                words += node.text or ""
        if paragraph._p.xpath("w:pPr/w:rPr/w:del" if accepted else "w:pPr/w:rPr/w:ins"):
            continue
        found.append((paragraph.style.name, words))
        words = ""
    return [*found, ("", words)] if words else found


def words_after(document: Any, *, accepted: bool) -> list[str]:
    """The words alone."""
    return [words for _, words in blocks_after(document, accepted=accepted)]


def articles(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What stands from the first article on."""
    return [*itertools.dropwhile(lambda each: each[0] != "Heading 2", blocks)]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "pair",
    [
        (example("velda-dam/ostranas-first-plan"), example("velda-dam/arbiters-proposal")),
        (canal(), canal(SECOND)),
    ],
    ids=["velda", "canal"],
)
def test_all_changes_taken_leave_the_second_draft_and_all_refused_the_first(
    pair: tuple[Given, Given], order: int
) -> None:
    """Heading by heading with their numbers: no empty article stays where one has none."""
    first, second = pair[::order]
    both = opened(made("draft", first, second))
    for accepted, alone in ((True, second), (False, first)):
        own = blocks_after(opened(made("draft", alone)), accepted=accepted)
        assert articles(blocks_after(both, accepted=accepted)) == articles(own)
        assert articles(own)


def test_changes_against_a_second_scenario_are_real_tracked_ones() -> None:
    """Taken, the later text stands there; refused, the earlier one, paragraph by paragraph."""
    document = opened(made("draft", canal(), canal(SECOND)))
    later = words_after(document, accepted=True)
    earlier = words_after(document, accepted=False)
    assert "Each party takes one half of the water." in later
    assert "Locks are built." in later
    assert "A dam is built at the upper gate." not in later
    assert "Each party takes one third of the water." in earlier
    assert "A dam is built at the upper gate." in earlier
    assert "Locks are built." not in earlier
    changes = [*document.element.body.iter(qn("w:ins"), qn("w:del"))]
    ids = [change.get(qn("w:id")) for change in changes]
    assert len(ids) == len({*ids})
    assert all(change.get(qn("w:author")) for change in changes)
    assert all(change.get(qn("w:date")) is None for change in changes)
    for node in document.element.body.iter(qn("w:delText")):
        assert qn("w:del") in {each.tag for each in node.iterancestors()}


@every_report
def test_titles_are_headings_and_tables_have_header_rows(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """As screen readers and tables over several pages need it; each table says what it shows."""
    assert name
    report = made(kind, *given)
    document = opened(report)
    styles = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert styles[0] == "Heading 1"
    headed = [b for page in report.pages for b in page.blocks if isinstance(b, Table) and b.head]
    rows = [*document.element.body.iter(qn("w:tblHeader"))]
    assert len(rows) >= len(headed)
    assert len([*document.element.body.iter(qn("w:tblCaption"))]) >= len(headed)


def test_words_from_right_to_left_run_that_way() -> None:
    """A quote in Arabic, and a heading; the others do not."""
    document = opened(made("brief", canal()))
    turned = [p.text for p in paragraphs(document) if [*p._p.iter(qn("w:bidi"))]]
    assert any("لن نقبل" in text for text in turned)
    assert not any("Мы не уступим" in text for text in turned)
    assert all(
        [*run._r.iter(qn("w:rtl"))]
        for p in paragraphs(document)
        if [*p._p.iter(qn("w:bidi"))]
        for run in p.runs
    )


def test_the_marking_stands_on_every_page_and_the_number_of_the_page_too() -> None:
    """In header and footer; a wide report lies on its side."""
    document = opened(made("register", canal()))
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "CONFIDENTIAL - Совет only"
    codes = [node.text for node in section.footer._element.iter(qn("w:instrText"))]
    assert [code.strip() for code in codes] == ["PAGE", "NUMPAGES"]
    assert section.page_width > section.page_height


def test_nothing_in_the_file_says_who_made_it_or_when(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes on another day."""
    report = made("brief", canal())
    today = written(report, "docx")
    day = time.localtime(time.time() + 86_400 * 400)
    monkeypatch.setattr(time, "localtime", lambda *_: day)
    monkeypatch.setattr(time, "time", lambda: time.mktime(day))
    assert written(report, "docx") == today
    about = docx.Document(io.BytesIO(today)).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.title == report.title
    parts = zipfile.ZipFile(io.BytesIO(today)).infolist()
    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    """Whatever a caller hands in."""
    page = Page(PageHeading("T\x01", level=1), [Paragraph((Text("a\x0bb\ufffe"),))])
    document = opened(Report("brief", "T", [page], Table(()), marking="m\x02"))
    assert [p.text for p in document.paragraphs] == ["T", "ab"]


def test_a_title_that_is_longer_than_the_form_takes_is_cut_in_what_the_file_says_of_itself() -> (
    None
):
    long = [
        evolve(each, written=evolve(each.written, title="t" * 200)) for each in (canal(), canal())
    ]
    about = opened(made("options", *long)).core_properties
    assert len(about.title) == 255
