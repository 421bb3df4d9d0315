"""A report as PDF, made by typst: tagged for screen readers (PDF/UA-1), the same bytes every time.

Words of strangers are strings of typst, never its markup. The fonts are those that come with typst,
which hold Latin, Greek and Cyrillic, and one for Arabic that comes with the extra; no font of the
computer is looked at, so that a file looks the same wherever it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

import typst

from planner.errors import PlannerError
from planner.reports.formats.direction import right_to_left, runs_right_to_left
from planner.reports.formats.pdf_style import PRELUDE
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
from planner.visible import visible

__all__ = ["NoPdfError", "written"]

_ARABIC = "fontpkg_noto_sans_arabic"
_FUNCTIONS = {Strong: "strong", Inserted: "put-in", Deleted: "taken-out"}


_NO_FONT = re.compile(r'text `"(.+?)"` could not be displayed')
_TIGHTEST = 2
_PAGES = re.compile(rb"/Type\s*/Pages\b.*?/Count (\d+)", re.DOTALL)


class NoPdfError(PlannerError):
    """The report holds what no PDF for everybody can show."""


def written(report: Report, _width: int) -> bytes:
    """The report as PDF on A4, on its side where it is wide.

    A brief is set tighter where each scenario's page then stands on one sheet. Raises
    :class:`NoPdfError` for text in a script that the fonts lack.
    """
    made = _compiled(report, 0)
    sheets = len(report.pages)
    if report.name == "brief" and sheets < _number_of_sheets(made) <= 2 * sheets:
        tighter = (_compiled(report, tight) for tight in range(1, _TIGHTEST + 1))
        return next((each for each in tighter if _number_of_sheets(each) == sheets), made)
    return made


def _number_of_sheets(data: bytes) -> int:
    found = _PAGES.search(data)
    return int(found[1]) if found else 0


def _compiled(report: Report, tight: int) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(files(_ARABIC) / "files")])
    try:
        made: object = typst.compile(
            _source(report, tight).encode(),
            format="pdf",
            pdf_standards=["ua-1"],
            font_paths=fonts,
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        raise NoPdfError(_why_not(str(error))) from None
    if not isinstance(made, bytes):
        message = "typst gives one file for a PDF"
        raise TypeError(message)
    return made


def _why_not(message: str) -> str:
    """In words what keeps typst from it: a sign of which screen readers could read nothing."""
    found = _NO_FONT.search(message)
    if found is None:
        return f"no PDF can be made of this report ({visible(message, 200)})"
    return (
        f'no PDF can be made of this report: none of the fonts for it holds "{visible(found[1])}"; '
        "HTML and DOCX take those of the reader's computer"
    )


def _source(report: Report, tight: int) -> str:
    flipped = "true" if report.wide else "false"
    head = (
        f"#show: report.with(title: {_string(report.title)}, "
        f"marking: {_string(report.marking)}, flipped: {flipped}, tight: {tight})"
    )
    pages = ["\n".join(_blocks(page.blocks)) for page in report.pages]
    return "\n".join([PRELUDE, head, "\n#pagebreak()\n".join(pages)])


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Gap():
                continue
            case Heading():
                yield f"#heading(level: {block.level})[{_inline(block.runs)}]"
            case Quotation():
                yield _quotation(block)
            case Listing():
                yield _listing(block)
            case Table():
                yield _table(block)
            case Change():
                words = _words(f": {block.before} → {block.after}")
                yield f"#fitted(par[{_inline(block.what)}{words}])"
            case Paragraph():
                yield _paragraph(block)


def _paragraph(paragraph: Paragraph) -> str:
    if isinstance(paragraph, Verbatim):
        words = "".join(run.text for run in paragraph.runs)
        return f"#raw(block: true, {_string(words)})"
    kind = "rule" if isinstance(paragraph, Rule) else "text"
    if isinstance(paragraph, Caveat):
        kind = "caveat"
    elif paragraph.tone is Tone.MUTED:
        kind = "muted"
    backwards = _bool(runs_right_to_left(paragraph.runs))
    return f"#paragraph({_string(kind)}, {backwards})[{_inline(paragraph.runs)}]"


def _quotation(block: Quotation) -> str:
    if isinstance(block, Excerpt):
        return f"#raw(block: true, {_string(f'{block.lead} │ {block.quote}')})"
    cited = "#linebreak()".join(map(_inline, block.citation))
    lead = _string(f"{block.lead}:" if block.lead else "")
    backwards = _bool(right_to_left(block.quote))
    return f"#quotation({lead}, {backwards}, {_string(quoted(block.quote))})[{cited}]"


def _listing(listing: Listing) -> str:
    items = [_item(listing, item) for item in listing.items]
    match listing.marks:
        case Marks.NUMBERS:
            return f"#enum({', '.join(items)})"
        case Marks.BULLETS:
            return f"#list({', '.join(items)})"
        case _:
            return "\n".join(items)


def _item(listing: Listing, item: Item) -> str:
    body = "\n".join(_blocks(item.blocks))
    if listing.marks in (Marks.LABELS, Marks.KEYS):
        return f"#labelled({_string(item.label)})[{body}]"
    if listing.marks is Marks.NONE:
        return f"#unmarked[{body}]"
    return f"[{body}]"


def _table(table: Table) -> str:
    width = max(map(len, (table.head, *table.rows)), default=0)
    shares = table.shares or (1,) * width
    columns = ", ".join(f"{share}fr" for share in shares)
    aligned = ", ".join("end" if n in table.right else "start" for n in range(width))
    rows = [_row(row) for row in table.rows]
    head = [f"table.header({_row(table.head)})"] if table.head else []
    foot = [f"table.footer(repeat: false, {_row(table.foot)})"] if table.foot else []
    parts = [f"columns: ({columns},)", f"align: ({aligned},)", *head, *rows, *foot]
    return f"#table({', '.join(parts)})"


def _row(row: Row) -> str:
    return ", ".join(f"[{_cell(cell)}]" for cell in row)


def _cell(cell: Cell) -> str:
    words = _inline(cell.runs)
    blocks = [*_blocks(cell.below)]
    if runs_right_to_left(cell.runs):
        words = f"#paragraph({_string('text')}, true)[{words}]"
    elif words:
        words = f"#fitted[{words}]"
    return "\n".join(filter(None, [words, *blocks]))


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Text) -> str:
    match run:
        case Status():
            sign = "" if run.tone is Tone.MUTED else SIGNS[run.tone]
            words = f"{sign} {run.text}".strip()
            return f"#status({_string(run.tone.value)}, {_string(words)})"
        case _:
            function = _FUNCTIONS.get(type(run))
            return f"#{function}({_string(run.text)})" if function else _words(run.text)


def _words(text: str) -> str:
    return f"#{_string(text)};" if text else ""


def _string(text: str) -> str:
    """The text as a string of typst, whatever it holds."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inner}"'


def _bool(value: bool) -> str:  # noqa: FBT001 (the name of what typst calls it)
    return "true" if value else "false"
