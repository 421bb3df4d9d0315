"""A report: pages that are handed out together, and what belongs to all of them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from planner.by_fields import Compared
from planner.reports.page import Page, Table

__all__ = ["Report"]


def _pages(pages: Iterable[Page]) -> tuple[Page, ...]:
    return tuple(pages)


@frozen(eq=False, repr=False)
class Report(Compared):
    """Pages that are handed out, and what belongs to all of them.

    ``marking`` stands on every sheet of paper; ``withheld`` says how much is taken out, which the
    pages say themselves. ``sheet`` says what there is to sort and to count,
    for spreadsheets: a row for each thing, with nothing that only its look sets apart. ``wide``
    asks for paper that lies on its side.
    """

    name: str
    title: str
    pages: tuple[Page, ...] = field(converter=_pages)
    sheet: Table
    marking: str = field(default="", kw_only=True)
    wide: bool = field(default=False, kw_only=True)
    withheld: str = field(default="", kw_only=True)
