"""A report as plain text: set to a width, with the marking above and below each page."""

from __future__ import annotations

from collections.abc import Iterator

from planner.reports.formats.text import REPORT, text_lines
from planner.reports.page import GAP, Block, Heading, Page
from planner.reports.report import Report

__all__ = ["written"]

_LAYOUT = REPORT._replace(
    bodies=(0, 2, 4),
    quotation=2,
    citation=4,
    caveat=2,
    lists=2,
    item_body=2,
    breaks=True,
    nested=True,
    flowing=True,
)


def written(report: Report, width: int) -> bytes:
    """The report as UTF-8, its pages two empty lines apart."""
    pages = []
    for page in report.pages:
        marking = [report.marking, ""] if report.marking else []
        lines = [*marking, *text_lines(_spaced(page), width, _LAYOUT)]
        if report.marking:
            lines += ["", report.marking]
        pages.append("".join(f"{line}\n" for line in lines))
    return "\n\n".join(pages).encode()


def _spaced(page: Page) -> Iterator[Block]:
    """The page with room before each heading, and between what stands below its title."""
    yield page.heading
    under_title = True
    for block in page.body:
        under_title = under_title and not isinstance(block, Heading)
        if under_title or isinstance(block, Heading):
            yield GAP
        yield block
