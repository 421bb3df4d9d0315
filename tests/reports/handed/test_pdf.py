"""Reports as PDF: tagged, in every script, with marking and number on each page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from attrs import evolve

from planner.model.case import Party
from planner.reports.content.report import Given
from planner.reports.formats.pdf import NoPdfError
from planner.reports.formats.written import written
from tests.reports.handed.canal_case import CASE, DEAL
from tests.reports.handed.making import EVERY, canal, example, made
from tests.reports.handed.seen import raw, seen
from tests.reports.handed.tagged import faults

every_report = pytest.mark.parametrize(
    ("kind", "name", "given"), EVERY, ids=[name for _, name, _ in EVERY]
)


@every_report
def test_every_report_is_a_tagged_pdf_with_a_title_and_a_language(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """Typst refuses to write PDF/UA-1 where its rules are broken; the file says what it is."""
    assert name
    report = made(kind, *given)
    data = written(report, "pdf")
    text = raw(data, "pdf")
    assert "pdfuaid:part>1<" in text
    assert "/StructTreeRoot" in text
    assert "/Marked true" in text
    assert "/Lang" in text
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"] == report.title


@pytest.mark.parametrize(
    ("name", "sheets", "least"),
    [("european-led-parallel-trilateral", 1, 8.9), ("us-russia-talks-several-lines", 3, 10.2)],
)
def test_a_brief_stands_on_one_sheet_where_that_reads_well(
    name: str, sheets: int, least: float
) -> None:
    """It is set tighter for that, and no longer brief is set small for nothing."""
    document = pypdfium2.PdfDocument(written(made("brief", example(name)), "pdf"))
    assert len(document) == sheets
    page = document[0].get_textpage()
    at = page.get_text_range().index("Firm reading")
    assert page.get_charbox(at, loose=True)[3] - page.get_charbox(at, loose=True)[1] > least


@every_report
def test_its_tags_break_no_rule_that_a_program_can_judge(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """Asked of another library than the one that writes."""
    assert name
    assert faults(written(made(kind, *given), "pdf")) == []


def test_the_judge_of_tags_finds_what_is_wrong() -> None:
    """A file whose tags are spoiled by hand: else it would find nothing in any."""
    data = written(made("brief", canal()), "pdf")
    pdf = pikepdf.open(io.BytesIO(data))
    first, second = pdf.Root.StructTreeRoot.K[0].K[:2]
    first.S = pikepdf.Name.H3
    second.S = pikepdf.Name.Span
    del pdf.Root["/Lang"]
    page = pdf.pages[0]
    page.contents_add(pikepdf.Stream(pdf, b"0 0 9 9 re f"))
    spoiled = io.BytesIO()
    pdf.save(spoiled)
    assert {*faults(spoiled.getvalue())} == {
        "the document has no language",
        "/H3 comes after a heading of level 0",
        "/Span stands in the document, and is no block",
        "page 1 holds content that is neither tagged nor an artifact",
    }


@every_report
def test_every_page_has_the_marking_and_its_number(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """Of as many as there are."""
    assert name
    report = made(kind, *given)
    document = pypdfium2.PdfDocument(written(report, "pdf"))
    for number, page in enumerate(document, 1):
        words = " ".join(page.get_textpage().get_text_range().split())
        assert f"Page {number} of {len(document)}" in words
        assert report.marking in words


def test_latin_cyrillic_and_arabic_are_in_the_fonts_of_the_file() -> None:
    """None of the computer's is used, and no letter is missing: each can be had back as text."""
    data = written(made("register", canal()), "pdf")
    fonts = {*re.findall(rb"/BaseFont/?\s*/?([\w+\-]+)", data)} or {
        *re.findall(r"/BaseFont\s*/([\w+\-]+)", raw(data, "pdf"))
    }
    names = " ".join(font.decode() if isinstance(font, bytes) else font for font in fonts)
    assert "LibertinusSerif" in names
    assert "NotoSansArabic" in names
    drawn = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    assert "Мы не уступим ни капли" in " ".join(drawn.split())
    letters = {char for char in drawn if "\u0600" <= char <= "\u06ff"}
    assert {*"لن نقبل سدا على من أربعين مترا"} - {" "} <= letters
    assert "\ufffd" not in drawn


@pytest.mark.parametrize("kind", ["brief", "columns", "register"])
def test_a_quote_that_is_taller_than_a_page_goes_on_at_the_next(kind: str) -> None:
    """Its words ran off the lower edge, and were on no page."""
    words = [f"word{n}" for n in range(1500)]
    *others, last = CASE.statements
    case = evolve(CASE, statements=(*others, evolve(last, quote=" ".join(words))))
    document = pypdfium2.PdfDocument(written(made(kind, canal(case=case)), "pdf"))
    drawn = [word for page in document for word in page.get_textpage().get_text_range().split()]
    assert {*words} <= {word.strip("“”") for word in drawn}
    assert not [*_off_the_sheet(document)]


def test_who_commented_stands_above_what_was_said() -> None:
    """A name and a moment are wider than a label that stands beside its text."""
    document = pypdfium2.PdfDocument(written(made("brief", canal()), "pdf"))
    assert not [*_over_one_another(document)]


@pytest.mark.parametrize("kind", ["brief", "columns", "register"])
def test_a_word_that_is_wider_than_its_column_is_broken(kind: str) -> None:
    """It stood on the next column; a name of two hundred letters ran off the sheet."""
    long = "Verteidigungsministerium"
    parties = [evolve(party, name=f"{long}{n}") for n, party in enumerate(CASE.parties)]
    parties += [Party(f"p{n}", f"Wiederaufbaugesellschaft{n}") for n in range(5)]
    water, *issues = CASE.issues
    first, *others = CASE.statements
    case = evolve(
        CASE,
        parties=(*parties, Party("w", "W" * 60)),
        issues=(evolve(water, title="Waffenstillstandsüberwachung"), *issues),
        statements=(evolve(first, quote=f"{long} {'x' * 200}"), *others),
    )
    deal = evolve(DEAL, title="x" * 200, marking="y" * 200)
    data = written(made(kind, canal(deal, case)), "pdf")
    document = pypdfium2.PdfDocument(data)
    assert not [*_off_the_sheet(document)]
    assert not [*_over_one_another(document)]
    assert faults(data) == []


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each with its left, lower, right and upper edge, in the order in which they are drawn."""
    text = page.get_textpage()
    for n in range(text.count_chars()):
        letter = text.get_text_range(n, 1)
        if letter.strip():
            yield letter, text.get_charbox(n, loose=True)


def _off_the_sheet(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for page in document:
        width, height = page.get_size()
        for letter, (left, low, right, high) in _letters(page):
            if left < 0 or low < 0 or right > width or high > height:
                yield letter


def _over_one_another(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Letters that stand left of those before, in a line that holds no Arabic."""
    for page in document:
        letters = [*_letters(page)]
        arabic = {round(box[1]) for letter, box in letters if letter >= "\u0590"}
        for (one, box), (other, next_box) in pairwise(letters):
            in_line = abs(next_box[1] - box[1]) < 1 and round(box[1]) not in arabic
            if in_line and next_box[0] < box[0] - 1:
                yield one + other


def test_nothing_in_the_file_says_when_it_was_made() -> None:
    """So it is the same on another day."""
    data = written(made("brief", example("sketch-with-open-questions")), "pdf")
    about = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert (about["CreationDate"], about["ModDate"], about["Author"]) == ("", "", "")
    assert "CreateDate" not in raw(data, "pdf")


def test_words_of_strangers_are_never_markup_of_the_typesetter() -> None:
    """A title that would read a file, set a rule or end a string is shown as it is."""
    from attrs import evolve  # noqa: PLC0415 (only here)

    given = canal()
    title = '#read("/etc/passwd") \\" *x* $1$ #set page(width: 1cm)'
    report = made("brief", Given(given.name, evolve(given.written, title=title), given.case))
    document = pypdfium2.PdfDocument(written(report, "pdf"))
    words = " ".join(document[0].get_textpage().get_text_range().split())
    assert title in words


def test_a_script_that_the_fonts_lack_is_refused_in_words() -> None:
    """Which sign it is, and what shows it; a hole in its place would be a silent loss."""
    titled = evolve(DEAL, title="The armistice, 停火")
    with pytest.raises(NoPdfError, match='holds "停"; HTML and DOCX'):
        written(made("brief", canal(titled)), "pdf")
    hebrew = written(made("brief", canal(evolve(DEAL, title="הפסקת אש"))), "pdf")
    assert "אש" in seen(hebrew, "pdf") or "שא" in seen(hebrew, "pdf")
