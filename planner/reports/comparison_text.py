"""Scenarios side by side as plain lines, what differs first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.reports.comparison import LETTERS, Comparison
from planner.reports.numbers import counted
from planner.reports.words import (
    PARTY_SIGNS,
    case_sentence,
    option_title,
    party_words,
    sentence,
    verdict_sentence,
)
from planner.reports.wrapping import cells, wrapped

__all__ = ["comparison_lines"]


def comparison_lines(comparison: Comparison, width: int) -> list[str]:
    """The whole comparison, in the order of what matters."""
    sections = [
        _heading(comparison, width),
        _differing(comparison, width),
        _verdicts(comparison, width),
        ["Whose crossed lines", *_sentences(comparison.dominance_words(), width)],
        _ways(comparison, width),
        _rest(comparison, width),
    ]
    lines: list[str] = []
    for section in filter(None, sections):
        lines += ["", *section] if lines else section
    return lines


def _heading(comparison: Comparison, width: int) -> list[str]:
    lines = wrapped(case_sentence(comparison.case), width)
    if comparison.read_alike:
        reading = comparison.columns[0].verdict.reading
        lines += wrapped(f"All judged by the {reading} reading", width)
    for letter, column in zip(LETTERS, comparison.columns, strict=False):
        title = f" · {column.scenario.title}" if column.scenario.title else ""
        own = f" (its file says {column.own_reading})" if column.read_otherwise else ""
        lines += wrapped(f"{column.name}{title}{own}", width, f"  {letter}  ")
    return lines


def _differing(comparison: Comparison, width: int) -> list[str]:
    number = len(comparison.differing)
    if not number:
        return ["All choose the same on every issue."]
    of_all = f"{number:,} of {counted(len(comparison.case.issues), 'issue')}"
    lines = [f"Issues that differ ({of_all})"]
    for issue in comparison.differing:
        lines += wrapped(issue.title, width, "  ")
        titles = [option_title(comparison.case, issue.id, o) for o in comparison.options(issue)]
        lines += _by_letter(titles, width, "    ")
    return lines


def _verdicts(comparison: Comparison, width: int) -> list[str]:
    lines = ["Verdicts"]
    for letter, column in zip(LETTERS, comparison.columns, strict=False):
        lines += wrapped(sentence(verdict_sentence(column.verdict)), width, f"  {letter}  ")
    for n, party in enumerate(comparison.case.parties):
        held = [column.verdict.parties[n] for column in comparison.columns]
        lines += wrapped(party.name, width, "  ")
        words = [f"{PARTY_SIGNS[verdict.status]} {party_words(verdict)}" for verdict in held]
        lines += _by_letter(words, width, "    ")
    return lines


def _ways(comparison: Comparison, width: int) -> list[str]:
    lines = ["From one to another"]
    numbers = range(len(comparison.columns))
    for one in numbers:
        for other in numbers:
            if one == other:
                continue
            effect = comparison.effect_words(one, other)
            ending = f" ({effect})" if effect else ""
            lines += wrapped(f"{comparison.way_words(one, other)}{ending}", width, "  ", "      ")
    return lines


def _rest(comparison: Comparison, width: int) -> list[str]:
    lines = []
    same = [issue for issue in comparison.issues if issue not in comparison.differing]
    if same:
        lines += [f"Issues that are the same ({len(same):,})"]
        for issue in same:
            title = option_title(comparison.case, issue.id, comparison.options(issue)[0])
            lines += wrapped(f"{issue.title}: {title}", width, "  ", "      ")
    if texts := comparison.text_differences():
        lines += wrapped(f"Other differences, which decide nothing: {', '.join(texts)}.", width)
    return lines


def _by_letter(texts: Sequence[str], width: int, indent: str) -> list[str]:
    """Each text behind its scenario's letter; letters with the same text share a line."""
    lines = []
    for text in dict.fromkeys(texts):
        head = f"{indent}{' '.join(_letters(texts, text))}  "
        lines += wrapped(text, width, head, " " * cells(head))
    return lines


def _letters(texts: Sequence[str], text: str) -> Iterable[str]:
    return (letter for letter, other in zip(LETTERS, texts, strict=False) if other == text)


def _sentences(texts: Iterable[str], width: int) -> list[str]:
    return [line for text in texts for line in wrapped(sentence(text), width, "  ")]
