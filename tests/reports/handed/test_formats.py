"""Each format as those who read it need it: parsed by real parsers, the same bytes every time."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planner.reports.content.report import Given
from planner.reports.formats.csv import plain_cell
from planner.reports.formats.html_style import COLOURS
from planner.reports.formats.quotation import quoted
from planner.reports.formats.written import FORMATS, Format, format_of, written
from planner.reports.page import (
    Block,
    Caveat,
    Cell,
    Deleted,
    Heading,
    Inserted,
    Item,
    Link,
    Listing,
    Page,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from planner.reports.report import Report
from tests.files.strategies import labels, prose
from tests.reports.handed.making import EVERY, made

every_report = pytest.mark.parametrize(
    ("kind", "name", "given"), EVERY, ids=[name for _, name, _ in EVERY]
)


@every_report
def test_the_same_report_gives_the_same_bytes_in_every_format(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """Made twice, from the case on."""
    assert name
    for form in FORMATS:
        assert written(made(kind, *given), form) == written(made(kind, *given), form), form


def test_the_ending_of_a_name_says_the_format() -> None:
    """In capitals too; any other ending says none."""
    assert format_of("a/brief.HTML") == "html"
    assert format_of("brief.markdown") == "md"
    assert format_of("brief.odt") == ""


class Elements(HTMLParser):
    """The elements of a page in their order, with what stands open around each."""

    VOID = frozenset({"meta", "br", "col"})

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Noted, and open until it ends."""
        self.found.append((tag, {name: value or "" for name, value in attrs}, tuple(self._open)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Of what was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words to be read."""
        if "style" not in self._open:
            self.words += data

    def all(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of all elements of these names."""
        return [attributes for tag, attributes, _ in self.found if tag in tags]


def page_of(kind: str, given: tuple[Given, ...]) -> Elements:
    return Elements(written(made(kind, *given), "html").decode())


@every_report
def test_html_is_whole_and_asks_for_nothing_from_outside(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """No script, no link out, no file beside it; a policy says so to the browser."""
    assert name
    page = page_of(kind, given)
    assert page.all("script", "img", "link", "iframe", "object", "form", "base", "a") == []
    policy = page.all("meta")[1]
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert policy["content"].startswith("default-src 'none'; style-src 'sha256-")
    text = written(made(kind, *given), "html").decode()
    assert not re.search(r"url\(|@import|javascript:|\son\w+=|\sstyle=", text)


@every_report
def test_html_passes_the_basic_rules_of_accessibility(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """Language, title, one main part, headings in order, headed tables, names for what scrolls."""
    assert name
    page = page_of(kind, given)
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("main")) == len(page.all("title")) == 1
    levels = [int(tag[1]) for tag, _, _ in page.found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert {head["scope"] for head in page.all("th")} == (
        {"col", "row"} if page.all("table") else set()
    )
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(each["aria-label"] and each["tabindex"] == "0" for each in scrolled(page))
    ids = [attributes["id"] for _, attributes, _ in page.found if "id" in attributes]
    assert len(ids) == len({*ids})


def test_a_link_in_html_leads_to_what_stands_above_it_on_the_same_page() -> None:
    """Where nothing stands there, its words are words; no link leads out of the file."""
    link = Link("K-1", to="K-1")
    first = Page(
        Heading("T", level=1),
        [Paragraph(link), Quotation("Not a drop", id="K-1"), Paragraph(("See ", link))],
    )
    second = Page(Heading("U", level=1), [Paragraph(link), Paragraph(Link("x", to="//x.org"))])
    page = Elements(written(Report("brief", "T", [first, second], Table(())), "html").decode())
    assert [link["href"] for link in page.all("a")] == ["#p1-K-1"]
    assert [figure["id"] for figure in page.all("figure")] == ["p1-K-1"]
    assert page.words.split().count("K-1") == 3


def scrolled(page: Elements) -> list[dict[str, str]]:
    return [attributes for attributes in page.all("div") if attributes.get("class") == "scroll"]


@every_report
def test_words_of_any_script_find_their_direction_in_html(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """Each block of a stranger's words stands in the direction that its first letter asks for."""
    assert name
    page = page_of(kind, given)
    for tag, attributes, around in page.found:
        if tag in ("p", "h1", "h2", "h3", "figcaption"):
            assert attributes["dir"] == "auto", (tag, around)


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["paper", "tint"])
@pytest.mark.parametrize("ink", sorted({*COLOURS} - {"paper", "tint", "line"}))
def test_every_colour_of_words_stands_out_from_its_ground(ink: str, ground: str) -> None:
    """4.5 to 1 or more."""
    bright, dark = luminance(COLOURS[ground]), luminance(COLOURS[ink])
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_the_marking_and_the_number_of_the_page_stand_on_every_sheet_of_paper() -> None:
    """In the margins of the page; a quotation mark or a brace in it ends nothing there."""
    report = Report("brief", 'a"}', [Page(Heading("T", level=1), [])], Table(()), marking='x"} b')
    text = written(report, "html").decode()
    assert r'@top-center { content: "x\22 \7d  b"' in text
    assert 'content: "Page " counter(page) " of " counter(pages)' in text


@every_report
def test_csv_is_a_table_that_spreadsheets_open_in_every_script(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """Marked as UTF-8, every row as long as the head, no cell that is a formula."""
    data = written(made(kind, *given), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1
    if name.startswith("canal"):
        assert {row[-1] for row in rows} == {"Marking", "CONFIDENTIAL - Совет only"}
    if name in ("canal-columns", "canal-register"):
        assert "Верховье" in data.decode()
    for cell in all_cells(rows):
        assert not re.match(r"\s*[=+\-@]", cell)


def all_cells(rows: list[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row]


@given_any(st.text())
def test_no_cell_can_be_taken_for_a_formula_whatever_separates_cells(text: str) -> None:
    """A spreadsheet of another country splits lines elsewhere; no words are lost."""
    cell = plain_cell(text)
    for part in re.split(r"[;,\t\r\n|]", cell):
        assert not re.match(r"[=+\-@＝＋－＠]", part)  # noqa: RUF001 (full width signs count too)
    assert not re.match(r"\s*[=+\-@]", cell)
    assert cell.replace("'", "") == text.replace("'", "")


@every_report
def test_json_holds_every_word_of_the_report(
    kind: str, name: str, given: tuple[Given, ...]
) -> None:
    """Its pages block by block, and the table."""
    assert name
    report = made(kind, *given)
    found: dict[str, Any] = json.loads(written(report, "json"))
    assert (found["report"], found["title"]) == (kind, report.title)
    assert [page["title"] for page in found["pages"]]
    assert len(found["sheet"]["rows"]) == len(report.sheet.rows)


WORDS = (labels | prose).filter(lambda text: bool(text.strip()))


@given_any(WORDS, WORDS)
def test_no_words_of_a_stranger_become_markup_in_markdown(one: str, other: str) -> None:
    """In a heading, a paragraph, a list, a quotation, a cell: no link, no emphasis, no HTML."""
    one, other = one.replace("\r\n", "\n"), other.replace("\r\n", "\n")
    body: list[Block] = [
        Paragraph(one),
        Paragraph((Strong("S"), Text(other))),
        Listing([Item([Paragraph(one)])]),
        Quotation(other, citation=[one]),
        Caveat(("C", other)),
        Table([(one, other)], head=("A", "B")),
        Paragraph((Deleted(one), Inserted(other))),
    ]
    report = Report("brief", "T", [Page(Heading("T", level=1), body)], Table(()))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(written(report, "md").decode())
    paragraphs = [token.level for token in tokens if token.type == "paragraph_open"]
    assert paragraphs == [0, 0, 2, 1, 1, 1, 0]
    kinds = [child.type for token in tokens for child in (token, *(token.children or ()))]
    assert not {"link_open", "image", "em_open", "s_open", "code_inline", "hr", "fence"} & {*kinds}
    assert "html_block" not in kinds
    assert kinds.count("strong_open") == 1
    assert kinds.count("heading_open") == 1
    assert kinds.count("table_open") == 1
    assert kinds.count("list_item_open") == kinds.count("bullet_list_open") == 1


def test_a_break_at_the_end_of_a_text_is_no_sign_in_markdown() -> None:
    """As most texts in three quotation marks end; those within it stay, in a caveat too."""
    body: list[Block] = [
        Paragraph("First.\n\nSecond.\n"),
        Caveat("One.\nTwo.\n"),
        Quotation("No.\n\nNever."),
    ]
    page = Page(Heading("T", level=1), body)
    shown = written(Report("brief", "T", [page], Table(())), "md").decode()
    assert shown == (
        "# T\n\nFirst.\\\n\\\nSecond.\n\n> One.\\\n> Two.\n\n> “No.\\\n> \\\n> Never.”\n"
    )


def test_plain_text_keeps_the_paragraphs_of_a_clause_and_its_list() -> None:
    """Each line set to the width by itself; a break at the end adds none, nor one in a quote."""
    clause = "Each party\n\ntakes:\n- a third\n- no more\n"
    body: list[Block] = [Heading("1. Water"), Paragraph(clause), Quotation("No.\n\nNo.")]
    report = Report("draft", "T", [Page(Heading("T", level=1), body)], Table(()))
    shown = written(report, "text", 16).decode()
    assert shown.partition("Water\n")[2] == (
        "  Each party\n\n  takes:\n  - a third\n  - no more\n    “No. No.”\n"
    )


SINGLE = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("No dam", "“No dam”"),
        ("“No dam”", "“No dam”"),
        ("«Ни капли»", "«Ни капли»"),
        ("„Kein Damm“", "„Kein Damm“"),
        ('"No" and "never"', f'{SINGLE[0]}"No" and "never"{SINGLE[1]}'),
        ("“No,” he said", f"{SINGLE[0]}“No,” he said{SINGLE[1]}"),
        ("a “dam” of ours", "“a “dam” of ours”"),
        ("", "“”"),
    ],
)
def test_a_quote_with_marks_of_its_own_gets_no_second_pair(words: str, shown: str) -> None:
    """And its words stay as they are."""
    assert quoted(words) == shown


def test_a_cell_may_hold_more_than_words_in_every_text_format() -> None:
    """A quotation in a table is there in each."""
    cell = Cell("", below=[Quotation("Not a drop", lead="declared", citation=["K1"])])
    table = Table([("Water", cell)], head=("Issue", "Upper"))
    report = Report("columns", "T", [Page(Heading("T", level=1), [table])], table)
    for form in ("text", "md", "html", "json"):
        assert "Not a drop" in written(report, form).decode(), form


NOTE = "To do:\n1. ask the mayor\n2. write\n\nNothing is agreed.\n"


@pytest.mark.parametrize(
    ("form", "width", "shown"),
    [
        ("text", 80, "Water  To do:\n{0}1. ask the mayor\n{0}2. write\n\n{0}Nothing is agreed.\n"),
        ("text", 24, "    Note: To do:\n{1}1. ask the mayor\n{1}2. write\n\n{1}Nothing is\n"),
        ("md", 80, "| To do:<br>1\\. ask the mayor<br>2\\. write<br><br>Nothing is agreed. |"),
        ("html", 80, ">To do:<br>1. ask the mayor<br>2. write<br><br>Nothing is agreed.</td>"),
    ],
)
def test_a_note_in_a_table_keeps_its_lines(form: str, width: int, shown: str) -> None:
    """As it does in DOCX and PDF; a break at the end adds none."""
    table = Table([("Water", NOTE)], head=("Issue", "Note"))
    report = Report("brief", "T", [Page(Heading("T", level=1), [table])], table)
    assert shown.format(" " * 7, " " * 8) in written(report, form, width).decode()


def test_a_format_says_which_extra_is_missing_and_only_then() -> None:
    """The report screen offers it all the same; only a write is refused."""
    assert Format("x", (".x",), extra="x", libraries=("no_such_library",)).missing == "x"
    assert Format("x", (".x",), extra="x", libraries=("attrs",)).missing == ""
    assert FORMATS["text"].missing == ""
