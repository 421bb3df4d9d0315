"""Numbers of scenarios as words: exact where there is room, and never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model import Case, Reading
from planner.reports.explain import Kind, Passage
from planner.reports.words import option_title

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count
    from planner.analysis.explanations import Explanation

__all__ = ["count_words", "exact_words", "explain_left", "open_sentences"]

_EXACT_DIGITS = 7


def count_words(count: Count) -> str:
    """The number in few columns: ``96``, ``3,456``, ``about 4.5e46``; bounds as ``at least 12``.

    A number that is shortened says so with ``about``; :func:`exact_words` gives all of its digits.
    """
    if not isinstance(count, int):
        return f"at least {_short(count.at_least)}" if count.at_least else "not counted"
    return _short(count)


def exact_words(count: Count) -> str:
    """The number with all its digits, or what is proven of it and why no more is known."""
    if isinstance(count, int):
        return f"{count:,}"
    bounds = [f"at least {count.at_least:,}"] if count.at_least else []
    if count.at_most is not None:
        bounds.append(f"at most {count.at_most:,}")
    return f"{' and '.join(bounds) or 'not counted'} ({count.reason or 'not finished'})"


def open_sentences(
    case: Case,
    reading: Reading,
    count: Count | None,
    chosen: Count | None,
    *,
    working: bool = True,
) -> tuple[str, str]:
    """How many scenarios cross no counted line, in all and with the choices made: long and short.

    ``None`` stands for a count that is still being worked out, or was given up where nothing is
    ``working`` on it.
    """
    total = f"{count_words(case.scenario_count)} scenarios"
    if count is None:
        words = "counting ..., Esc stops" if working else "not counted"
        return f"{total} · {words} ({reading})", f"{words} ({reading})"
    if count == 0:
        words = f"no scenario respects all stated lines ({reading})"
        return words, words
    words = f"{count_words(count)} of {total} cross no stated line ({reading})"
    short = f"{count_words(count)} cross no stated line ({reading})"
    if chosen is None or chosen == count:
        return words, short
    return (
        f"{words}, {count_words(chosen)} with these choices",
        f"{short}, {count_words(chosen)} as chosen",
    )


def explain_left(case: Case, count: Count | None, why: Explanation | None) -> list[Passage]:
    """How many open scenarios an option would leave; if none, what rules it out, and no more."""
    if count is None:
        return []
    if count != 0:
        one = count == 1
        left = "scenario left that crosses" if one else "scenarios left that cross"
        text = f"If chosen: {exact_words(count)} {left} no counted line."
        return [Passage(Kind.TEXT, text)]
    if why is None:
        return [Passage(Kind.TEXT, "Ruled out: no scenario with it crosses no counted line.")]
    chosen = [
        f"“{option_title(case, issue, option)}” ({case.issues_by_id[issue].title})"
        for issue, option in why.choices.items()
    ]
    with_choices = f"with your choice of {' and '.join(chosen)}, " if chosen else ""
    limits = ", ".join((*why.lines, *why.rules))
    verb = "leaves" if len(why.lines) + len(why.rules) == 1 else "leave"
    return [Passage(Kind.TEXT, f"Ruled out: {with_choices}{limits} {verb} nothing open.")]


def _short(number: int) -> str:
    if number < 10**_EXACT_DIGITS:
        return f"{number:,}"
    digits = str(number)
    return f"about {digits[0]}.{digits[1]}e{len(digits) - 1}"
