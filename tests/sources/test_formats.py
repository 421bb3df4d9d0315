"""Sources of every format as plain text: the words, their places, and what is refused."""

from __future__ import annotations

import io
import os
import time
import zipfile
import zlib
from unittest.mock import patch

import pytest

from planner.sources.coding import passage_of, sentence_at
from planner.sources.plain_text import Place, PlainText, SourceFormatError
from planner.sources.quotes import Span, find_quote
from planner.sources.reading import MAX_SOURCE_BYTES, read_source

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"

MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def docx(body: str, doctype: str = "", styles: str = "", name: str = "document.xml") -> bytes:
    """A DOCX file with that body and list of styles, in the namespace prefix ``w``."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            f"word/{name}",
            f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document xmlns:w="{WORD}" '
            f'xmlns:mc="{COMPATIBLE}"><w:body>{body}</w:body></w:document>',
        )
        if styles:
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>')
    return data.getvalue()


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of a DOCX file, in runs that break within words as word processors do."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{words[at : at + 5]}</w:t></w:r>'
        for at in range(0, len(words), 5)
    )
    return f"<w:p>{named}{runs}</w:p>"


def pdf(*pages: str) -> bytes:
    """A PDF file with those lines of text on each page."""
    count = len(pages)
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
    ]
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    for n, words in enumerate(pages):
        lines = words.replace("\n", ") Tj 0 -14 Td (")
        drawing = f"BT /F1 12 Tf 20 180 Td ({lines}) Tj ET"
        box = "/MediaBox [0 0 600 200]"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {box} /Resources {font} /Contents {4 + 2 * n} 0 R >>",
            f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
        ]
    data, places = b"%PDF-1.4\n", []
    for n, words in enumerate(objects, 1):
        places.append(len(data))
        data += f"{n} 0 obj\n{words}\nendobj\n".encode()
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    total = len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {total}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {total} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )


def place_of(text: PlainText, words: str) -> Place:
    """Where the words begin."""
    assert text.text.count(words) == 1
    return text.place(text.text.index(words))


def test_a_text_file_is_taken_as_it_is() -> None:
    """Its lines are the file's, whatever mark it begins with and however its lines end."""
    text = read_source("report.txt", "\ufeffone\r\ntwo\r\nжил".encode())
    assert text.text == "one\r\ntwo\r\nжил"
    assert place_of(text, "жил") == Place(3)


def test_markdown_loses_its_marks_and_keeps_its_lines() -> None:
    """Emphasis, links and tables are words; headings are places."""
    source = (
        "# The *dam*\n\nIt **stays\nshut**, [said](http://x) the `mayor`.\n\n"
        "| who | what |\n|--|--|\n| town | pays |\n\nLater\n-----\n\n> - quoted\n\n"
        "```\n# code\n```\n\n<div>\nin <b>a</b> block<p hidden>no\n</div>\n"
    )
    text = read_source("report.md", source.encode())
    assert "It stays\nshut, said the mayor." in text.text
    assert place_of(text, "shut, said") == Place(4, "The dam")
    assert place_of(text, "town") == Place(8, "The dam")
    assert place_of(text, "quoted") == Place(13, "Later")
    assert place_of(text, "# code") == Place(16, "Later")
    assert place_of(text, "in a block") == Place(20, "Later")
    assert text.text.endswith("block")


@pytest.mark.parametrize(
    "source",
    [
        "<div hidden>\n\nno *no*\n\n- no\n\n```\nno\n```\n\n</div>\n\nseen",
        "<p hidden>no\n\nseen",
        "<p hidden>no\n\n```\nseen\n```",
        "<span hidden>no *no* ![no](x)</span><script>no</script> seen",
        "<span hidden>no\nno</span>\nseen",
        "<span hidden>no\n\nseen",
        "> <div hidden>\n>\n> no\n\nseen",
    ],
)
def test_markdown_shows_what_its_html_does_not_hide(source: str) -> None:
    """Tags and the words between them are one page, as for whoever reads it in a browser."""
    text = read_source("report.md", source.encode())
    assert text.text.split() == ["seen"]
    assert place_of(text, "seen").line == source[: source.index("seen")].count("\n") + 1


def test_a_page_is_what_a_reader_sees() -> None:
    """Scripts and styles are no words, blocks are lines, and spaces are one space."""
    source = (
        "<!doctype html><html><head><title>no</title><style>no{}</style>\n<body><h1>The\n dam</h1>"
        "<script>no()</script><p>It stays\n   <b>shut</b>, &ldquo;says&rdquo; he.<div>Next"
        "<br>line<ul><li>one<li>two</ul>\n<p>End"
    )
    text = read_source("page.HTML", source.encode())
    assert text.text.split("\n") == [
        *("The dam", "It stays shut, “says” he.", "Next", "line", "one", "two", "End")
    ]
    assert place_of(text, "shut") == Place(4, "The dam")
    assert place_of(text, "End") == Place(5, "The dam")


def test_a_page_is_read_in_the_encoding_that_it_names() -> None:
    """Pages in other encodings than UTF-8 say so; one that nobody knows is refused."""
    page = '<meta charset="windows-1251"><p>Мир</p>'
    assert read_source("page.html", page.encode("windows-1251")).text == "Мир"
    with pytest.raises(SourceFormatError, match="klingon"):
        read_source("page.html", b'<meta charset="klingon"><p>x</p>')
    with pytest.raises(SourceFormatError, match="rot13"):
        read_source("page.html", b'<meta charset="rot13"><p>x</p>')


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "US-ASCII", "windows-1252"])
def test_a_page_in_latin_letters_is_read_as_browsers_read_it(label: str) -> None:
    """Under all these names stand typographic signs; a byte that means nothing spoils no page."""
    page = f'<meta charset="{label}"><p>'.encode() + b"\x93so\x94 \x96 \xe9 \x9d"
    assert read_source("page.html", page).text == "“so” – é \x9d"  # noqa: RUF001


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><head><title>no</title><p>seen",
        "<!doctype html><title>no</title><p>seen",
        "<p hidden>no<b>no</b><div>seen</div>",
        "<div style='color:red; Display : none'>no<div>no</div>no</div>seen",
        "<ul><li hidden>no</ul>seen",
        "<table><tr hidden><td>no<td>no<tr><td>seen</table>",
        "<dl><dt style='visibility:hidden'>no<dd>seen</dl>",
        "<body style='display:none'><p>seen",
        "<input hidden><p hidden=''>no<br>no</p>seen",
        "<p class='hidden' style='display:block' aria-hidden='true'>seen</p>",
        "<object>no</object><video>no</video><iframe>no</iframe><canvas>no</canvas>seen",
        "<select><optgroup hidden><option>no<optgroup><option hidden>no<option>seen</select>",
    ],
)
def test_only_what_a_page_shows_is_its_text(page: str) -> None:
    """Whichever of its tags are left out or never closed."""
    assert read_source("page.html", page.encode()).text.split() == ["seen"]


def test_a_page_that_never_closes_its_tags_is_read_in_time() -> None:
    """Thousands of them, and as many ends of others."""
    start = time.process_time()
    assert read_source("a.html", b"<b>" * 50_000 + b"</i>" * 50_000 + b"x").text == "x"
    assert time.process_time() - start < 3


def test_a_document_is_its_paragraphs() -> None:
    """Runs join up, deleted text and what is said again for older programs is left out."""
    body = (
        paragraph("The dam", "Heading1")
        + paragraph("It stays shut, says the mayor.")
        + f"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        f"<w:ins><w:r><w:t>new</w:t><w:tab/><w:t>words</w:t></w:r></w:ins></w:p>"
        f"<mc:AlternateContent><mc:Choice>{paragraph('boxed')}</mc:Choice>"
        f"<mc:Fallback>{paragraph('again')}</mc:Fallback></mc:AlternateContent>"
        f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    )
    text = read_source("report.docx", docx(body))
    assert text.text.split("\n") == [
        *("The dam", "It stays shut, says the mayor.", "new words", "boxed", "cell")
    ]
    assert place_of(text, "says") == Place(2, "The dam")
    assert place_of(text, "new") == Place(3, "The dam")


def test_a_heading_of_a_document_is_known_in_every_language() -> None:
    """By the name of its style or the level in the outline, its own or that it is based on."""
    styles = (
        '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="a"><w:name w:val="Раздел"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'
        '</w:style><w:style w:styleId="d"><w:basedOn w:val="d"/></w:style>'
    )
    names = ("berschrift1", "a", "b", "c", "d", "Heading2", "none")
    body = "".join(paragraph(f"In {name}.", name) for name in names)
    level = '<w:p><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>Body.</w:t></w:r></w:p>'
    text = read_source("a.docx", docx(body + level, styles=styles, name="document2.xml"))
    headings = ["In berschrift1.", "In a.", "In b.", "In Heading2."]
    assert [heading.words for heading in text.headings] == headings


def test_a_heading_of_a_document_is_known_by_its_format_as_changed() -> None:
    """The earlier one is kept beside it."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{now}"/><w:pPrChange><w:pPr><w:pStyle w:val="{before}"/>'
        f"</w:pPr></w:pPrChange></w:pPr><w:r><w:t>In {now}.</w:t></w:r></w:p>"
        for now, before in (("Heading1", "Normal"), ("Normal", "Heading1"))
    )
    headings = read_source("a.docx", docx(body)).headings
    assert [heading.words for heading in headings] == ["In Heading1."]


def test_a_document_is_what_a_reader_of_its_changes_as_made_sees() -> None:
    """What is moved stands where it came to, what is hidden stands nowhere."""
    moved = "<w:r><w:t>Moved.</w:t></w:r>"
    body = (
        f"<w:p><w:moveFrom>{moved}</w:moveFrom></w:p><w:p><w:moveTo>{moved}</w:moveTo></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/><w:b/></w:rPr><w:t>Hidden.</w:t><w:tab/></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/><w:rPrChange><w:rPr><w:vanish/></w:rPr>'
        "</w:rPrChange></w:rPr><w:t>Seen.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>x</w:delText><w:tab/></w:r></w:del><w:r><w:t>Ends.</w:t></w:r></w:p>"
    )
    text = read_source("report.docx", docx(body)).text
    assert text.split("\n") == ["Moved.", "Seen.", "Ends."]


def test_a_formula_and_a_sign_of_a_font_of_symbols_leave_a_mark() -> None:
    """“The ceiling is at least 40” was “The ceiling is 40”, and half was “12”."""
    runs = [f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' for words in ("Is ", " 40 m")]
    sign = '<w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Arial" w:char="20AC"/>'
    formula = (
        f'<m:oMath xmlns:m="{MATHS}"><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>'
        "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    tabs = "<w:r><w:t>a</w:t><w:ptab/><w:t>b</w:t></w:r>"
    body = f"<w:p>{runs[0]}<w:r>{sign}</w:r>{runs[1]}{formula}</w:p><w:p>{tabs}</w:p>"
    assert read_source("a.docx", docx(body)).text == "Is �€ 40 m�\na b"
    page = b"<p>Is <math><mo>&ge;</mo></math> 40 m<p hidden><math>x</math>"
    assert read_source("a.html", page).text == "Is � 40 m"


RAISED = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<p>We withdraw<sup>a</sup>by May 2014<sup>5</sup> un<b>heard</b>."),
        (
            "a.docx",
            docx(
                f"<w:p><w:r><w:t>We withdraw</w:t></w:r>{RAISED.format('a')}"
                "<w:r><w:t>by May 2014</w:t></w:r>"
                f'{RAISED.format("5")}<w:r><w:t xml:space="preserve"> un</w:t></w:r>'
                "<w:r><w:t>heard.</w:t></w:r></w:p>"
            ),
        ),
    ],
)
def test_a_raised_mark_is_no_part_of_the_word_before(name: str, data: bytes) -> None:
    """The mark of a note, which stands right behind it: a word that is cut is none all the same."""
    text = read_source(name, data)
    assert text.text == "We withdrawaby May 20145 unheard."
    for quote in ("We withdraw", "by May 2014", "We withdrawaby May"):
        assert find_quote(text, quote).stands
    for quote in ("We with", "May 201", "heard"):
        assert not find_quote(text, quote).stands


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


CHANGED = f"<w:rPrChange>{HIDDEN}</w:rPrChange>"
NO, SEEN = "<w:t>no</w:t>", "<w:t>seen</w:t>"
BOXES = (
    f"<mc:AlternateContent><mc:Choice><w:p><w:r>{NO}</w:r></w:p></mc:Choice>"
    f"<mc:Fallback><w:p><w:r>{NO}</w:r></w:p></mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    "body",
    [
        f"<w:r><w:rPr><w:vanish/>{CHANGED}</w:rPr>{NO}</w:r><w:r>{SEEN}</w:r>",
        f"<w:r>{HIDDEN}{BOXES}{NO}</w:r><w:r>{SEEN}</w:r>",
        f"<w:r><w:pict><w:p><w:pPr>{HIDDEN}</w:pPr><w:r>{HIDDEN}{NO}</w:r></w:p></w:pict>{SEEN}</w:r>",
    ],
    ids=["format changed", "around a text box", "in a text box"],
)
def test_a_hidden_run_is_hidden_to_its_end_and_no_further(body: str) -> None:
    """Whatever stands in it, or around it."""
    assert read_source("report.docx", docx(f"<w:p>{body}</w:p>")).text == "seen"


def sentences(text: PlainText) -> list[str]:
    """All that the text has, in its order, with single blanks."""
    spans = {sentence_at(text.text, offset, text.parts) for offset in range(len(text.text))}
    in_order = sorted(spans, key=lambda span: span.start)
    return [" ".join(text.text[span.start : span.end].split()) for span in in_order]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<h1>Openness</h1><p>We lend against\nwhat is seen.<ul><li>a fund<li>a levy"),
        ("a.md", b"# Openness\nWe lend against\nwhat is seen.\n\n* a fund\n* a levy\n"),
        (
            "a.docx",
            docx(
                paragraph("Openness", "Heading1")
                + "".join(map(paragraph, ("We lend against what is seen.", "a fund", "a levy")))
            ),
        ),
    ],
)
def test_a_sentence_ends_with_its_heading_its_paragraph_or_its_item(name: str, data: bytes) -> None:
    """With a full stop or without: two parties' items are no one quote."""
    said = ["Openness", "We lend against what is seen.", "a fund", "a levy"]
    assert sentences(read_source(name, data)) == said


def test_a_sentence_goes_over_the_break_of_a_line_in_html() -> None:
    """Two breaks, or one without words before it, part paragraphs; a heading ends at its own."""
    page = "<h1>Open<br>bank</h1><p>We lend<br>\nagainst what<br/> is <b>seen</b>.<br></p>Fair"
    text = read_source("a.html", f"{page}<br> <br>or foul<p><br>at most<br>a levy".encode())
    said = ["Open", "bank", "We lend against what is seen.", "Fair", "or foul", "at most a levy"]
    assert sentences(text) == said


def test_where_only_lines_are_known_a_sentence_goes_over_them() -> None:
    """Over a page too; the headings that the case names are known."""
    page = "Openness\nWe lend against\nwhat is seen."
    text = read_source("a.txt", page.encode()).with_headings(["Openness"])
    assert sentences(text) == ["Openness", "We lend against what is seen."]
    pytest.importorskip("pypdfium2")
    pages = read_source("a.pdf", pdf(page, "It is so\nfor all.")).with_headings(["Openness"])
    assert sentences(pages) == ["Openness", "We lend against what is seen.", "It is so for all."]
    assert sentences(read_source("a.pdf", pdf("We lend against", "what is\nseen."))) == [
        "We lend against what is seen."
    ]


def test_a_pdf_has_pages() -> None:
    """A place in it names the page, and the line on that page."""
    pytest.importorskip("pypdfium2")
    text = read_source("report.pdf", pdf("The dam stays shut.", "It says so twice."))
    assert place_of(text, "stays") == Place(1, page=1)
    assert place_of(text, "twice") == Place(1, page=2)
    with pytest.raises(SourceFormatError, match="no text"):
        read_source("empty.pdf", pdf(""))


def with_font(data: bytes, words: str, stream: str = "") -> bytes:
    """The PDF with this said of its font, and that stream as its object 99."""
    more = f"99 0 obj\n<< /Length {len(stream)} >>\nstream\n{stream}\nendstream\nendobj\nxref\n"
    text = data.decode().replace("/Helvetica", f"/Helvetica {words}")
    return text.replace("xref\n", more, 1).encode()


NO_LETTER = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
    "endcodespacerange 1 beginbfchar <5a> <0000> endbfchar endcmap end end"
)


@pytest.mark.parametrize(
    ("words", "stream"),
    [
        ("/Encoding << /Type /Encoding /Differences [90 /t_i.liga] >>", ""),
        ("/ToUnicode 99 0 R", NO_LETTER),
    ],
    ids=["a name of no letter", "the letter 0"],
)
def test_a_letter_that_a_pdf_does_not_name_leaves_a_sign(words: str, stream: str) -> None:
    """A number of the font stood there for it, or a broken word: "negoations" was quoted."""
    pytest.importorskip("pypdfium2")
    pages = pdf("Zhe negoZations with-\ndrawn ZZ", "plain")
    text = read_source("a.pdf", with_font(pages, words, stream))
    assert text.text == "\ufffdhe nego\ufffdations with-\ndrawn \ufffd\ufffd\nplain"
    assert text.broken == (text.text.index("-"),)
    assert text.pages == (0, text.text.index("plain"))
    with pytest.raises(SourceFormatError, match="does not say which letters it shows"):
        read_source("a.pdf", with_font(pdf("ZZ Z"), words, stream))


def test_lines_of_latin_letters_in_a_pdf_read_from_the_right_stay_as_they_are() -> None:
    """All its pages were turned round: "May before go not will We" was quoted."""
    pytest.importorskip("pypdfium2")
    catalog = b"/Type /Catalog /ViewerPreferences << /Direction /R2L >>"
    pages = pdf("We will not go before May.").replace(b"/Type /Catalog", catalog)
    assert read_source("a.pdf", pages).text == "We will not go before May."


def test_lam_and_alef_that_a_pdf_shows_as_one_letter_stay_in_their_order() -> None:
    """The Arabic “no” stood there as the article: “ال نقبل” for “لا نقبل”."""
    pytest.importorskip("pypdfium2")
    letters = NO_LETTER.replace("1 beginbfchar <5a> <0000>", f"3 beginbfchar {LAM_ALEF}")
    text = read_source("a.pdf", with_font(pdf("ZX XY ZX XYX"), "/ToUnicode 99 0 R", letters))
    assert sorted(text.text.split()) == sorted(["نلا", "من", "نلا", "نمن"])


LAM_ALEF = "<58> <0646> <59> <0645> <5a> <06440627>"

BROKEN = pdf(
    "They internation-\nally praised the cease-\nfire of F-\n16s, and anti-\nSoviet\n"
    "2024 to 2025 -\nends.\nA cease-fire holds.",
)


@pytest.mark.parametrize(
    ("quote", "result"),
    [
        ("They internationally praised", "normalised"),
        ("praised the cease-fire of F-16s, and anti-Soviet 2024", "normalised"),
        ("praised the ceasefire of", "normalised"),
        ("They internation- ally praised", "normalised"),
        ("and anti-Soviet", "normalised"),
        ("A cease-fire holds.", "verbatim"),
        ("A ceasefire holds.", "absent"),
        ("2025 ends.", "absent"),
        ("They inter-nationally praised", "absent"),
    ],
)
def test_a_word_that_a_page_breaks_stands_there_as_one_and_with_its_hyphen(
    quote: str, result: str
) -> None:
    """No PDF says which of the two it is; a hyphen within a line is one."""
    pytest.importorskip("pypdfium2")
    assert find_quote(read_source("a.pdf", BROKEN), quote).result == result


def test_a_broken_word_is_quoted_as_the_text_writes_it_elsewhere() -> None:
    """Else a hyphen before a small letter goes; the lines are those of the page."""
    pytest.importorskip("pypdfium2")
    text = read_source("a.pdf", BROKEN)
    assert place_of(text, "fire of") == Place(3, page=1)
    passage = passage_of(text, Span(0, text.text.index("ends.")))
    assert passage is not None
    assert passage.quote == (
        "They internationally praised the cease-fire of F-16s, and anti-Soviet 2024 to 2025 -"
    )
    assert passage.doubtful == ("internationally",)
    for start in range(len(text.text)):
        passage = passage_of(text, Span(start, min(start + 30, len(text.text))))
        assert passage is not None
        found = find_quote(text, passage.quote, place=passage.place)
        assert found.span is not None, passage
        assert found.span.start <= start + 1
        assert not text.text[found.span.start : start].count(" ")


def test_a_pdf_that_shows_one_page_over_and_over_is_refused() -> None:
    """A file of some kilobytes with thousands of pages, and pages that come to too many words."""
    pytest.importorskip("pypdfium2")
    many = pdf("x").replace(
        b"/Kids [3 0 R] /Count 1", b"/Kids [" + b"3 0 R " * 6_000 + b"] /Count 6000"
    )
    with pytest.raises(SourceFormatError, match="6,000 pages"):
        read_source("a.pdf", many)
    with (
        patch("planner.sources.pdf._MOST_LETTERS", 20),
        pytest.raises(SourceFormatError, match="36 letters by page 2"),
    ):
        read_source("a.pdf", pdf("The dam stays shut.", "It says so twice."))


def test_a_hundred_pages_of_pdf_open_in_a_second() -> None:
    """Page by page."""
    pytest.importorskip("pypdfium2")
    data = pdf(*["The mayor said that the dam stays shut until May. " * 8] * 100)
    start = sum(os.times()[:4])  # with the process that reads it
    assert read_source("a.pdf", data).text.count("stays shut") == 800
    assert sum(os.times()[:4]) - start < 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"BT /F1 1 Tf 0 0 Td " + b"(xxxxxxxxxxxxxxxx) Tj " * 2_000_000, id="letters"),
        pytest.param(b" " * (1 << 29), id="memory"),
    ],
)
def test_a_pdf_that_is_a_bomb_ends_only_the_process_that_reads_it(content: bytes) -> None:
    """Some kilobytes that draw millions of letters, or unpack to a gigabyte."""
    pytest.importorskip("pypdfium2")
    packed = zlib.compress(content, 9)
    before, _, rest = pdf("x").partition(b"<< /Length")
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\n" % (len(packed), packed)
    bomb = before + stream + b"endstream" + rest.partition(b"endstream")[2]
    assert len(bomb) < 2 << 20
    with (
        patch("planner.sources.pdf._SECONDS", 2.0),
        patch("planner.sources.pdf._MOST_BYTES", 1 << 28),
        pytest.raises(SourceFormatError, match=r"takes more than 2 s|holds no text"),
    ):
        read_source("a.pdf", bomb)


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.exe", b"x", "nothing here reads"),
        ("a.txt", b"ok\n\xff", "line 2 is no UTF-8 text"),
        ("a.txt", b"a\nb\0c", r"line 2 holds the control character U\+0000"),
        ("a.txt", b"x" * (MAX_SOURCE_BYTES + 1), "has 20,971,521 bytes"),
        ("a.md", b"x" * (5 << 20), "5,242,880 bytes .* of Markdown"),
        ("a.docx", b"PK\3\4 no archive", "no DOCX file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "that a password locks"),
        ("a.docx", docx("<w:p>"), "XML breaks off"),
        ("a.docx", docx("", '<!DOCTYPE x [<!ENTITY a "b">]>'), "declares a document type"),
        ("a.docx", docx("<w:p>" * 600 + "</w:p>" * 600), "holds 501 elements in each other"),
        ("a.docx", docx("x" * (65 << 20)), "unpacks to 68,157,"),
        ("a.pdf", b"%PDF-1.7 no", "cannot be read"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_is_no_source_is_refused_in_words(name: str, data: bytes, found: str) -> None:
    """Wrong, damaged, hostile and huge files are told from each other, and none is a traceback."""
    with pytest.raises(SourceFormatError, match=found):
        read_source(name, data)


def test_a_pdf_with_a_password_is_refused_in_words() -> None:
    """One that only forbids to copy opens, and is read."""
    pytest.importorskip("pypdfium2")
    pikepdf = pytest.importorskip("pikepdf")

    def locked(user: str) -> bytes:
        data = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf("We stay."))) as document:
            document.save(data, encryption=pikepdf.Encryption(owner="owner", user=user))
        return data.getvalue()

    assert read_source("a.pdf", locked("")).text == "We stay."
    with pytest.raises(SourceFormatError, match="a password locks the PDF"):
        read_source("a.pdf", locked("secret"))


PAGE = "The mayor said that the dam stays shut until May, and nobody asked why it should.\n" * 40


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", (PAGE * 100).encode()),
        ("a.md", (PAGE.replace("\n", "\n\n") * 100).encode()),
        ("a.html", f"<p>{PAGE.replace(chr(10), '<p>') * 100}".encode()),
        ("a.docx", docx("".join(map(paragraph, (PAGE * 100).splitlines())))),
    ],
    ids=["a.txt", "a.md", "a.html", "a.docx"],
)
def test_a_hundred_pages_open_in_a_second(name: str, data: bytes) -> None:
    """300 kilobytes of text, with the places of all of it."""
    start = time.process_time()
    text = read_source(name, data)
    assert text.place(len(text.text) - 1).line >= 1
    assert time.process_time() - start < 1
