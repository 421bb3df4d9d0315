"""What is private is shown so, with a sign and a word, wherever its id stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized

from planner.model.case import Case, Source
from planner.model.red_lines import RedLine
from planner.model.statements import Statement
from planner.reports.words.numbers import counted

__all__ = [
    "PRIVATE",
    "PRIVATE_SIGN",
    "holds_private_words",
    "id_words",
    "line_words",
    "marked",
    "private_mark",
    "short_id",
]

PRIVATE_SIGN = "⌂"
"""The house says: it stays in house. Every font of a console has it."""

PRIVATE = f"{PRIVATE_SIGN}private"


def id_words(item: RedLine | Statement | Source) -> str:
    """The id, and behind it that the item is private where it is: ``RU-P1 ⌂private``."""
    return f"{item.id}{private_mark(item)}"


def short_id(item: RedLine | Statement | Source) -> str:
    """The same where there is no room for the word: ``RU-P1⌂``."""
    return f"{item.id}{PRIVATE_SIGN if item.private else ''}"


def marked(name: str, known: Mapping[str, RedLine] | Mapping[str, Statement]) -> str:
    """The id of one of those that are known, and behind it that it is private where it is."""
    return f"{name}{private_mark(known.get(name))}"


def private_mark(item: RedLine | Statement | Source | None) -> str:
    """What stands behind a name of it where it is private; else empty."""
    return f" {PRIVATE}" if item is not None and item.private else ""


def line_words(case: Case, lines: Iterable[str]) -> list[str]:
    """The red lines of those ids as :func:`id_words` has them."""
    return [id_words(case.red_lines_by_id[line]) for line in lines]


def holds_private_words(ids: Mapping[str, Sized]) -> str:
    """That a report holds something private, without a full stop; empty where it does not.

    ``this report holds private things: 1 red line and 2 statements, marked ⌂private``
    """
    said = [counted(len(ids[table]), noun) for table, noun in _NOUNS.items() if table in ids]
    if not said:
        return ""
    return f"this report holds private things: {_listed(said)}, marked {PRIVATE}"


_NOUNS = {"red_lines": "red line", "statements": "statement", "sources": "source"}


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
