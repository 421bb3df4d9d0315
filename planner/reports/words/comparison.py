"""A comparison in words: whose crossed lines are a subset of whose, and the way between them."""

from __future__ import annotations

from planner.check.comparison import Column, Comparison, Relation
from planner.reports.words.counts import no_line_words
from planner.reports.words.days import stated_until
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import line_words
from planner.reports.words.verdicts import listed

__all__ = [
    "LETTERS",
    "dominance_words",
    "effect_words",
    "judged_words",
    "own_note",
    "own_words",
    "same_choices",
    "same_words",
    "text_differences",
    "version_words",
    "way_words",
    "whole_way_words",
]

LETTERS = "ABCD"
"""What the scenarios of a comparison are called."""


def judged_words(comparison: Comparison) -> str:
    """By which reading all are judged that are judged by one, and as of which day."""
    reading = f"All judged by the {comparison.columns[0].verdict.reading} reading"
    day = comparison.as_of
    return reading if day is None else f"{reading} and by {stated_until(comparison.case, day)}"


def version_words(comparison: Comparison) -> str:
    """Whose version of the case all are judged by; empty where all were made with one."""
    others = [
        letter
        for letter, column in zip(LETTERS, comparison.columns, strict=False)
        if column.of_other_version
    ]
    if not others:
        return ""
    own = [letter for letter in LETTERS[: len(comparison.columns)] if letter not in others]
    have = agreeing(len(own), "{} has", "{} have").format(listed(own, "and"))
    were = agreeing(len(others), "{} was", "{} were").format(listed(others, "and"))
    return f"All judged by the version of the case that {have}; {were} made with another"


def own_words(comparison: Comparison, column: Column) -> str:
    """The reading and the day that the column's file says, where they are others; else empty."""
    own: list[str] = [column.own_reading] if column.read_otherwise else []
    if comparison.judged_otherwise(column):
        day = column.scenario.as_of
        own.append("no day" if day is None else f"as of {day}")
    return ", ".join(own)


def own_note(comparison: Comparison, column: Column) -> str:
    """The same as a note behind the column's name: `` (its file says strict)``."""
    own = own_words(comparison, column)
    return f" (its file says {own})" if own else ""


def effect_words(comparison: Comparison, one: int, other: int) -> str:
    """What the way from one to the other does to what is crossed or contested; empty if nothing.

    ``crosses EU-1 in addition; no longer crosses RU-1``
    """
    effect = comparison.effect(one, other)
    parts = (
        ("crosses {} in addition", effect.crosses),
        ("leaves {} contested in addition", effect.contests),
        (f"counts {{}} as crossed, set aside in {LETTERS[one]}", effect.counts),
        ("no longer crosses {}", effect.ends),
        ("no longer leaves {} contested", effect.settles),
        ("leaves {} contested instead of crossed", effect.contested),
        ("leaves {} undecided instead of crossed", effect.undecided),
        ("sets {} aside, still crossed", effect.set_aside),
        ("does not count {}, still crossed", effect.uncounted),
    )
    case = comparison.case
    said = ((words, line_words(case, lines)) for words, lines in parts if lines)
    return "; ".join(words.format(listed(lines, "and")) for words, lines in said)


def _relation_words(comparison: Comparison, relation: Relation) -> str:
    """The relation as a sentence without a full stop."""
    one, other = LETTERS[relation.one], LETTERS[relation.other]
    columns = comparison.columns[relation.one], comparison.columns[relation.other]
    partial = not all(column.verdict.complete for column in columns)
    so_far = "So far " if partial else ""
    if not relation.same:
        only = f"only {other} crosses {listed(line_words(comparison.case, relation.more), 'and')}"
        apart = columns[0].contested - columns[1].contested - columns[1].crossed
        contested = listed(line_words(comparison.case, comparison.in_order(apart)), "and")
        but = f"; but {one} leaves {contested} contested, {other} does not" if apart else ""
        lines = f"a subset of {other}'s lines" if columns[0].crossed else "no counted line"
        return f"{so_far}{one} crosses {lines}: {only}{but}"
    crossed = line_words(comparison.case, comparison.in_order(columns[0].crossed))
    if not columns[0].verdict.counts_any:
        return no_line_words(f"{one} and {other}")
    if not crossed:
        return f"{so_far}neither {one} nor {other} crosses a counted line"
    return f"{so_far}{one} and {other} cross the same lines: {listed(crossed, 'and')}"


def dominance_words(comparison: Comparison) -> list[str]:
    """Who crosses a subset of whose lines, a sentence each; and why some cannot be compared."""
    words = [_relation_words(comparison, relation) for relation in comparison.relations()]
    if not comparison.judged_alike:
        same = "the same reading with the same lines set aside"
        if comparison.read_alike:
            same = "the same lines set aside"
        words.append(
            f"Not all are judged with {same}: of two that are not, it is not said whether one "
            "crosses only a part of the other's lines"
        )
    elif not words:
        words.append("No scenario crosses a subset of another's lines")
    return [f"{sentence[0].upper()}{sentence[1:]}" for sentence in words]


def same_words(comparison: Comparison) -> str:
    """That all choose the same, as far as the case has what they choose; without a full stop."""
    return f"All choose the same on every issue{_so_far(comparison)}"


def same_choices(comparison: Comparison, one: int, other: int) -> str:
    """That nothing is to be chosen otherwise on the way from one to the other, and what may be."""
    applying = "" if comparison.decided_alike(one, other) else " where issues apply"
    begun = "" if comparison.begun_alike(one, other) else ", but for what is only begun"
    return f"the same choices{applying}{begun}{_so_far(comparison)}"


def _so_far(comparison: Comparison) -> str:
    return "" if comparison.unjudged_alike else ", as far as the case has them"


def way_words(comparison: Comparison, one: int, other: int) -> str:
    """The way from one scenario to another in short: ``A → B: 2 changes: ...``."""
    arrow = f"{LETTERS[one]} → {LETTERS[other]}"
    titles = [issue.title for issue in comparison.changes(one, other)]
    if not titles:
        return f"{arrow}: {same_choices(comparison, one, other)}"
    return f"{arrow}: {counted(len(titles), 'change')}: {', '.join(titles)}"


def whole_way_words(comparison: Comparison, one: int, other: int) -> str:
    """The same with what it does, if anything: ``A → B: 1 change: ... (crosses EU-1 ...)``."""
    effect = effect_words(comparison, one, other)
    return f"{way_words(comparison, one, other)}{f' ({effect})' if effect else ''}"


def text_differences(comparison: Comparison) -> list[str]:
    """What differs besides choices and verdicts, and decides nothing: notes, titles, comments."""
    notes = (f"notes on {issue.title}" for issue in comparison.notes_differ)
    return [*notes, *comparison.texts_differ]
