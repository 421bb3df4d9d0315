"""The cases at hand: what each is called, how large it is and where its file lies."""

from __future__ import annotations

from collections.abc import Iterable

from planner.model.case import Case
from planner.reports.page import Heading, Item, Listing, Marks, Paragraph, Verbatim
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import case_sentence, case_size

__all__ = ["case_list", "checked_cases"]


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


def checked_cases(cases: Iterable[tuple[str, Case, int]]) -> list[Heading | Paragraph]:
    """What a check of case files found, each given with its path and the number of its warnings."""
    blocks: list[Heading | Paragraph] = []
    for path, case, warnings in cases:
        doubtful = f"; {counted(warnings, 'thing')} to look at" if warnings else ""
        blocks += [
            Heading(f"{path}: the case {case_sentence(case)}"),
            Paragraph(case_size(case)),
            Paragraph(f"No mistake in it{doubtful}."),
        ]
    return blocks
