"""The words of the reports that are handed out: how each opens, and what it rests on.

A report says no more than the verdict does. What rests on contested ground or on options that no
source proposes says so where it begins.
"""

from __future__ import annotations

from planner.check.verdict import LineStatus, PartyStatus, Verdict, added_options
from planner.model.case import Case
from planner.model.scenario import Scenario
from planner.reports.words.comparison import LETTERS
from planner.reports.words.days import judged_until
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import (
    READING_WORDS,
    case_sentence,
    listed,
    sentence,
    verdict_sentence,
)

__all__ = [
    "CODED",
    "PARTY_ORDER",
    "SILENCE",
    "UNTITLED",
    "as_of_words",
    "opening_words",
    "reading_sentence",
]

UNTITLED = "Untitled scenario"
CODED = "Every red line here is coded from statements; a party may draw others, or none."
SILENCE = "Silence is no consent: where no position is stated, nothing is known."

PARTY_ORDER = (
    PartyStatus.CROSSED,
    PartyStatus.CONTESTED,
    PartyStatus.UNDECIDED,
    PartyStatus.SET_ASIDE,
    PartyStatus.CLEAR,
    PartyStatus.NONE_COUNTED,
    PartyStatus.NO_POSITION,
)
"""The verdicts on parties from what matters most to what is not known."""


def as_of_words(case: Case, scenario: Scenario) -> str:
    """The case with its day, and by what is judged where the scenario names a day."""
    until = judged_until(case, scenario.as_of)
    return " · ".join(filter(None, [case_sentence(case), until]))


def reading_sentence(verdict: Verdict, *others: Verdict) -> str:
    """The reading in words, with how many lines count under it; of each where ``others`` differ.

    Where there is none the case may have some all the same: withheld, private or of another day.
    """
    words = f"{verdict.reading} reading: {READING_WORDS[verdict.reading]}"
    lines = len(verdict.lines)
    if not lines:
        return sentence(f"{words}; this report holds no red line")
    number, *further = (sum(line.counted for line in v.lines) for v in (verdict, *others))
    if any(each != number for each in further):
        numbers = zip(LETTERS, (number, *further), strict=False)
        each = ", ".join(f"{counts:,} of {lines:,} in {letter}" for letter, counts in numbers)
        return sentence(f"{words}; stated lines that count: {each}")
    verb = agreeing(number, "counts", "count")
    return sentence(f"{words}; {number:,} of {counted(lines, 'stated line')} {verb}")


def _added_words(scenario: Scenario, verdict: Verdict) -> str:
    """``no source proposes “In parallel” (Ceasefire timing)``; empty if all options are sourced."""
    issues = verdict.case.issues_by_id
    titles = [
        f"“{issues[issue].option(option).title}” ({issues[issue].title})"
        for issue, option in added_options(verdict.case, scenario, verdict)
    ]
    return f"no source proposes {listed(titles, 'or')}" if titles else ""


def opening_words(scenario: Scenario, verdict: Verdict) -> str:
    """The verdict, then what it rests on: contested ground, and options that no source proposes."""
    said = [sentence(verdict_sentence(verdict))]
    contested = [id_words(line.line) for line in verdict.counted(LineStatus.CONTESTED)]
    if contested and not verdict.crossed:
        them = agreeing(len(contested), "it is crossed", "they are crossed")
        said.append(
            f"It rests on contested ground: of {listed(contested, 'and')} the text leaves open "
            f"whether {them}."
        )
    if added := _added_words(scenario, verdict):
        said.append(sentence(added))
    return " ".join(said)
