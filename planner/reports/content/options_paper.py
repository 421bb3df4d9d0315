"""The options paper: two to four packages side by side, what differs first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.check.comparison import Comparison
from planner.model.case import Issue
from planner.reports.content.handed import Subject, choice_cell, choice_plain, marking, titles_of
from planner.reports.content.tones import PARTY_TONES
from planner.reports.page import (
    Block,
    Cell,
    Heading,
    Item,
    Listing,
    Marks,
    Page,
    Paragraph,
    Said,
    Status,
    Strong,
    Table,
    Tone,
)
from planner.reports.report import Report
from planner.reports.words.comparison import (
    LETTERS,
    dominance_words,
    own_note,
    whole_way_words,
)
from planner.reports.words.numbers import counted
from planner.reports.words.report import CODED, as_of_words, reading_sentence
from planner.reports.words.verdicts import party_words, sentence

__all__ = ["options_paper"]


def options_paper(subjects: Sequence[Subject], comparison: Comparison) -> Report:
    """One page on scenarios of one case, all judged alike."""
    titles = titles_of(subjects)
    body = [
        *_opening(subjects, comparison),
        *_differing(subjects, comparison),
        *_parties(comparison),
        *_ways(comparison),
        *_same(subjects, comparison),
    ]
    return Report(
        "options",
        f"Options: {titles}",
        [Page(Heading(_title(comparison), level=1), body)],
        Table(_rows(subjects, comparison), head=_sheet_head(subjects)),
        marking=marking(subjects),
        wide=len(subjects) > 2,
    )


def _title(comparison: Comparison) -> str:
    return f"{counted(len(comparison.columns), 'option')} for {comparison.case.title}"


def _opening(subjects: Sequence[Subject], comparison: Comparison) -> Iterator[Block]:
    first = subjects[0]
    yield Paragraph(as_of_words(first.case, first.written), tone=Tone.MUTED)
    yield Listing(
        (
            Item(
                [
                    Paragraph(
                        (
                            Strong(f"{subject.title}{own_note(comparison, column)}. "),
                            subject.opening,
                        )
                    )
                ],
                label=letter,
            )
            for letter, subject, column in zip(LETTERS, subjects, comparison.columns, strict=False)
        ),
        marks=Marks.KEYS,
    )
    if first.withheld:
        yield Paragraph(sentence(first.withheld))
    verdicts = (subject.verdict for subject in subjects)
    yield Paragraph(f"{reading_sentence(*verdicts)} {CODED}")


def _letters(subjects: Sequence[Subject]) -> list[str]:
    return [f"{letter} · {s.title}" for letter, s in zip(LETTERS, subjects, strict=False)]


def _differing(subjects: Sequence[Subject], comparison: Comparison) -> Iterator[Block]:
    if comparison.differing:
        yield _heading("What differs", comparison.differing, comparison)
        yield Table(
            ((Cell(issue.title), *_choices(subjects, issue)) for issue in comparison.differing),
            head=("Issue", *_letters(subjects)),
            caption="What differs, issue by issue",
            shares=(2, *(3 for _ in subjects)),
        )


def _same(subjects: Sequence[Subject], comparison: Comparison) -> Iterator[Block]:
    """Last, and once: it helps nobody to choose between them."""
    same = [issue for issue in comparison.issues if issue not in comparison.differing]
    if same:
        yield _heading("What is the same", same, comparison)
        yield Table(
            ((Cell(issue.title), choice_cell(subjects[0], issue)) for issue in same),
            head=("Issue", "All choose" if len(subjects) > 2 else "Both choose"),
            caption="What is the same in all, issue by issue",
            shares=(2, 3 * len(subjects)),
        )


def _heading(title: str, issues: Sequence[Issue], comparison: Comparison) -> Heading:
    of_all = f"{len(issues):,} of {counted(len(comparison.case.issues), 'issue')}"
    return Heading(f"{title}: {of_all}")


def _choices(subjects: Sequence[Subject], issue: Issue) -> list[Cell]:
    return [choice_cell(subject, issue) for subject in subjects]


def _parties(comparison: Comparison) -> Iterator[Block]:
    yield Heading("Whose lines each crosses")
    rows: list[tuple[Said, ...]] = []
    for n, party in enumerate(comparison.case.parties):
        held = [column.verdict.parties[n] for column in comparison.columns]
        cells = (Status(party_words(each), tone=PARTY_TONES[each.status]) for each in held)
        rows.append((party.name, *cells))
    letters = LETTERS[: len(comparison.columns)]
    yield Table(
        rows,
        head=("Party", *letters),
        caption="What each option does to each party's lines",
        shares=(2, *(3 for _ in letters)),
    )
    yield Listing(Item([Paragraph(sentence(words))]) for words in dominance_words(comparison))


def _ways(comparison: Comparison) -> Iterator[Block]:
    """What would have to be chosen otherwise to get from one to another, and what that does."""
    yield Heading("From one to another")
    ways = (whole_way_words(comparison, *pair) for pair in comparison.ordered_pairs)
    yield Listing(Item([Paragraph(way)]) for way in ways)


def _sheet_head(subjects: Sequence[Subject]) -> tuple[str, ...]:
    return ("What", "Differs", *_letters(subjects))


def _rows(subjects: Sequence[Subject], comparison: Comparison) -> Iterator[list[str]]:
    for issue in comparison.issues:
        differs = "yes" if issue in comparison.differing else "no"
        yield [issue.title, differs, *(choice_plain(subject, issue) for subject in subjects)]
    for n, party in enumerate(comparison.case.parties):
        words = [party_words(column.verdict.parties[n]) for column in comparison.columns]
        yield [f"Verdict: {party.name}", "yes" if len(set(words)) > 1 else "no", *words]
