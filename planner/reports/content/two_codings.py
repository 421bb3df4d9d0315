"""Two codings side by side: what differs, what only one has, how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.check.coder_agreement import Agreement
from planner.check.two_codings import Difference, TwoCodings
from planner.reports.page import (
    GAP,
    Block,
    Caveat,
    Change,
    Heading,
    Item,
    Listing,
    Paragraph,
    Table,
)
from planner.reports.words.numbers import counted
from planner.reports.words.two_codings import (
    agreement_words,
    field_words,
    kappa_words,
    value_words,
)

__all__ = ["KAPPA", "codings_blocks"]

KAPPA = (
    "Kappa is Cohen's (1960): 1 is full agreement, 0 what chance alone would give, - where it is "
    "not defined. It says how alike two people coded, and nothing of who is right."
)

_OTHERS = {
    "issues": ("Issues", "issue"),
    "options": ("Options", "option"),
    "coherence": ("Coherence rules", "coherence rule"),
    "parties": ("Parties", "party"),
    "sources": ("Sources", "source"),
    "case": ("The case", ""),
}
"""The heading of each table, and the noun of what stands in it."""


def codings_blocks(codings: TwoCodings, files: tuple[str, str]) -> Iterator[Block]:
    """What differs, what only one of them has, and how far they agree on what both have."""
    one, other = files
    yield Heading("Two codings")
    yield Paragraph(f"A: {one}")
    yield Paragraph(f"B: {other}")
    if codings.same:
        yield Paragraph("Both code all statements, red lines and options alike.")
    yield from _part(codings, "Statements", codings.statement_differences)
    yield from _only("statement", codings.statements_of_one)
    yield from _part(codings, "Red lines", codings.line_differences)
    yield from _only("red line", codings.lines_of_one)
    first, second = (
        tuple(f"{issue}: {option}" for issue, option in each) for each in codings.options_of_one
    )
    yield from _only("option", (first, second))
    for part in codings.others:
        heading, noun = _OTHERS[part.table]
        yield from _part(codings, heading, part.differences)
        yield from _only(noun, part.of_one)
    yield Heading("How far they agree on what both have coded")
    yield from _agreement("Statements", codings.statement_agreement)
    yield GAP
    yield from _agreement("Red lines", codings.line_agreement)
    yield Caveat(KAPPA)


def _part(
    codings: TwoCodings, heading: str, differences: tuple[Difference, ...]
) -> Iterator[Block]:
    if differences:
        yield Heading(f"{heading}: {counted(len(differences), 'difference')}")
    for each in differences:
        ids = each.item
        name = ids.first if ids.first == ids.second else f"{ids.first} (B: {ids.second})"
        name = f"{ids.issue}: {name}" if ids.issue else name
        yield Change(
            f"{name}, {field_words(each.field)}",
            f"A: {value_words(codings.first, each.first)}",
            f"B: {value_words(codings.second, each.second)}",
        )


def _only(noun: str, names: tuple[tuple[str, ...], tuple[str, ...]]) -> Iterator[Block]:
    items = [
        Item([Paragraph(f"only in {side}: {', '.join(held)}")])
        for side, held in zip(("A", "B"), names, strict=True)
        if held
    ]
    if alike := [name for name in names[0] if name in names[1]]:
        words = f"under the same id, with other words: {', '.join(alike)}"
        items.append(Item([Paragraph(words)]))
    if items:
        yield Heading(f"{_PLURALS.get(noun, f'{noun}s').capitalize()} that only one has")
        yield Listing(items)


_PLURALS = {"party": "parties"}


def _agreement(noun: str, found: Iterable[Agreement]) -> Iterator[Block]:
    rows = [
        [field_words(each.field), agreement_words(each), kappa_words(each.kappa)] for each in found
    ]
    yield Table(rows, head=[noun, "agreement", "kappa"], right=[2])
