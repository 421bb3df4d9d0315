"""The cases at hand: what each is called, how large it is and where its file lies."""

from __future__ import annotations

from collections.abc import Iterable

from planner.model.case import Case
from planner.reports.page import Item, Listing, Marks, Paragraph, Verbatim
from planner.reports.words.verdicts import case_sentence, case_size

__all__ = ["case_list"]


def case_list(cases: Iterable[tuple[str, Case]]) -> Listing:
    """An item for each case, given with the path of its file: id, title, as-of, size, path."""
    items = (
        Item(
            [
                Paragraph(f"{case.id} · {case_sentence(case)}"),
                Paragraph(case_size(case)),
                Verbatim(path),
            ]
        )
        for path, case in cases
    )
    return Listing(items, marks=Marks.NONE, apart=True)
