"""The words of the analysis: what its counts, reasons and steps read as.

Like :mod:`planner.reports.words` it speaks of *stated* lines only. Nothing found means that no
scenario respects what is stated, never that there could be no deal; and what a limit stopped is
said to be not finished, with what is proven of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planner.analysis.engine.limits import Count, Unfinished
from planner.analysis.explanations import Explanation
from planner.analysis.nearest import Change
from planner.analysis.question import Question
from planner.model import Case
from planner.reports.words import counted, listed, option_title

__all__ = [
    "bounds_words",
    "change_words",
    "choices_words",
    "explanation_words",
    "giving_up",
    "heads",
    "line_names",
    "not_finished",
    "opens_words",
    "party_names",
    "scenarios_words",
    "some",
    "under",
]


def under(question: Question) -> str:
    """Under which reading, and with which lines set aside."""
    words = f"under the {question.reading} reading"
    aside = [line.id for line in question.case.red_lines if line.id in question.set_aside]
    return f"{words} with {listed(aside, 'and')} set aside" if aside else words


def not_finished(reason: str) -> str:
    """What is said in place of an answer that a limit stopped."""
    return f"not finished: {reason}"


def scenarios_words(count: Count) -> str:
    """``96 scenarios`` with all digits, or the proven bounds and why no more is known."""
    if isinstance(count, int):
        return counted(count, "scenario")
    return f"{bounds_words(count)} ({not_finished(count.reason)})"


def bounds_words(count: Unfinished, of: int | None = None) -> str:
    """``at least 12 and at most 40 scenarios``; no more than ``of`` in all says nothing new."""
    bounds = [f"at least {count.at_least:,}"] if count.at_least else []
    if count.at_most is not None and count.at_most != of:
        bounds.append(f"at most {count.at_most:,}")
    return f"{listed(bounds, 'and')} scenarios" if bounds else "not counted"


def some(names: Sequence[str], most: int = 24) -> str:
    """The names, the first of them where they are many."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"


def opens_words(count: Count) -> str:
    """What giving something up opens: ``opens 96 scenarios``, ``opens nothing``."""
    return "opens nothing" if count == 0 else f"opens {scenarios_words(count)}"


def choices_words(case: Case, choices: Mapping[str, str]) -> str:
    """``Territory “Deferred” and Timeframe “Short”``."""
    words = [
        f"{case.issues_by_id[issue].title} “{option_title(case, issue, option)}”"
        for issue, option in choices.items()
    ]
    return listed(words, "and")


def explanation_words(case: Case, why: Explanation) -> str:
    """What makes something impossible: ``FR-1, given Territory “Deferred”``."""
    rules = [f"the coherence rule {rule}" for rule in why.rules]
    words = listed([*why.lines, *rules], "and")
    if not why.choices:
        return words
    choices = choices_words(case, why.choices)
    return f"{words}, given {choices}" if words else f"the choice of {choices}"


def change_words(case: Case, change: Change) -> str:
    """``Ceasefire timing: Ceasefire first → In parallel``."""
    before, after = (
        option_title(case, change.issue, option) for option in (change.before, change.after)
    )
    return f"{case.issues_by_id[change.issue].title}: {before} → {after}"


def party_names(case: Case, parties: Iterable[str]) -> str:
    """``Russia and Europe``."""
    return listed([case.parties_by_id[party].name for party in parties], "and")


def line_names(case: Case, lines: Iterable[str]) -> str:
    """``EU-1 (Europe, opposition) and RU-1 (Russia, preference)``."""
    named = (case.red_lines_by_id[name] for name in lines)
    words = [
        f"{line.id} ({case.parties_by_id[line.party].name}, {line.strength})" for line in named
    ]
    return listed(words, "and")


def giving_up(case: Case, parties: Sequence[str]) -> str:
    """Who would give something up: ``Europe alone``, ``Russia and Europe together``."""
    return f"{party_names(case, parties)} {'alone' if len(parties) == 1 else 'together'}"


def heads(number: int, noun: str, reason: str) -> str:
    """How many of something there are: ``1 conflict``, ``none``, ``2 ways out so far``."""
    words = counted(number, noun) if number else "none"
    return f"{words} so far" if reason else words
