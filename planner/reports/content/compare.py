"""Scenarios side by side, what differs first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.check.comparison import Column, Comparison
from planner.model.case import Issue
from planner.reports.content.tones import PARTY_TONES
from planner.reports.page import (
    GAP,
    Block,
    Heading,
    Item,
    Listing,
    Marks,
    Paragraph,
    Runs,
    Status,
    Text,
)
from planner.reports.words.choices import chosen_words
from planner.reports.words.comparison import (
    LETTERS,
    dominance_words,
    judged_words,
    own_note,
    same_words,
    text_differences,
    version_words,
    whole_way_words,
)
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import (
    aside_lines,
    case_sentence,
    party_words,
    sentence,
    verdict_sentence,
)

__all__ = ["comparison_blocks"]


def comparison_blocks(comparison: Comparison) -> list[Block]:
    """The whole comparison, in the order of what matters."""
    blocks: list[Block] = []
    for section in (
        _scenarios(comparison),
        _differing(comparison),
        _vanished(comparison),
        _verdicts(comparison),
        _whose_lines(comparison),
        _ways(comparison),
        _rest(comparison),
    ):
        if found := [*section]:
            blocks += [GAP, *found] if blocks else found
    return blocks


def _scenarios(comparison: Comparison) -> Iterator[Block]:
    words = case_sentence(comparison.case)
    if comparison.read_alike:
        yield Heading(words)
        words = judged_words(comparison)
    yield Heading(words)
    if version := version_words(comparison):
        yield Heading(version)
    yield _each([_named(comparison, column) for column in comparison.columns])


def _named(comparison: Comparison, column: Column) -> str:
    title = f" · {column.scenario.title}" if column.scenario.title else ""
    return f"{column.name}{title}{own_note(comparison, column)}"


def _differing(comparison: Comparison) -> Iterator[Block]:
    number = len(comparison.differing)
    if not number:
        yield Heading(f"{same_words(comparison)}.")
        return
    of_all = f"{number:,} of {counted(len(comparison.case.issues), 'issue')}"
    yield Heading(f"Issues that differ ({of_all})")
    for issue in comparison.differing:
        yield Heading(issue.title, level=3)
        yield _by_letter([(Text(_chosen(column, issue)),) for column in comparison.columns])


def _vanished(comparison: Comparison) -> Iterator[Block]:
    """What is left out of everything else, since the case does not have it."""
    if any(column.vanished for column in comparison.columns):
        from planner.reports.words.case_changes import words_of_vanished  # noqa: PLC0415 (rarely)

        yield Heading("Gone from this version of the case")
        found = (words_of_vanished(c.vanished, comparison.case) for c in comparison.columns)
        yield _by_letter([(Text("; ".join(words) or "nothing"),) for words in found])


def _chosen(column: Column, issue: Issue) -> str:
    return chosen_words(column.verdict, issue, column.scenario.pick(issue.id))


def _verdicts(comparison: Comparison) -> Iterator[Block]:
    yield Heading("Verdicts")
    yield _each([sentence(verdict_sentence(column.verdict)) for column in comparison.columns])
    for n, party in enumerate(comparison.case.parties):
        held = [column.verdict.parties[n] for column in comparison.columns]
        yield Heading(party.name, level=3)
        yield _by_letter([(Status(party_words(v), tone=PARTY_TONES[v.status]),) for v in held])
    asides = [column.scenario.set_aside for column in comparison.columns]
    if any(asides):
        words = ["; ".join(aside_lines(comparison.case, aside)) or "none" for aside in asides]
        yield Heading("Set aside", level=3)
        yield _by_letter([(Text(each),) for each in words])


def _whose_lines(comparison: Comparison) -> Iterator[Block]:
    yield Heading("Whose crossed lines")
    yield from (Paragraph(sentence(words)) for words in dominance_words(comparison))


def _ways(comparison: Comparison) -> Iterator[Block]:
    yield Heading("From one to another")
    ways = (whole_way_words(comparison, *pair) for pair in comparison.ordered_pairs)
    yield Listing((Item([Paragraph(way)]) for way in ways), marks=Marks.NONE)


def _rest(comparison: Comparison) -> Iterator[Block]:
    same = [issue for issue in comparison.issues if issue not in comparison.differing]
    if same:
        yield Heading(f"Issues that are the same ({len(same):,})")
        words = (f"{issue.title}: {_chosen(comparison.columns[0], issue)}" for issue in same)
        yield Listing((Item([Paragraph(each)]) for each in words), marks=Marks.NONE)
    if texts := text_differences(comparison):
        yield Heading(f"Other differences, which decide nothing: {', '.join(texts)}.")


def _each(texts: Sequence[str]) -> Listing:
    """Each text behind its scenario's letter."""
    items = (
        Item([Paragraph(text)], label=letter) for letter, text in zip(LETTERS, texts, strict=False)
    )
    return Listing(items, marks=Marks.KEYS)


def _by_letter(texts: Sequence[Runs]) -> Listing:
    """Each text behind its scenario's letter; letters with the same text share an item."""
    items = (
        Item([Paragraph(text)], label=" ".join(_letters(texts, text)))
        for text in dict.fromkeys(texts)
    )
    return Listing(items, marks=Marks.KEYS)


def _letters(texts: Sequence[Runs], text: Runs) -> Iterator[str]:
    return (letter for letter, other in zip(LETTERS, texts, strict=False) if other == text)
