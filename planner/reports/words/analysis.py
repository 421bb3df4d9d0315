"""The words of the analysis: what its counts, reasons and steps read as.

Like :mod:`planner.reports.words.verdicts` it speaks of *stated* lines only. Nothing found means
that every scenario crosses a stated line, never that there could be no deal; and what a limit
stopped is said to be not finished, with what is proven of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planner.analysis.engine.limits import Count, Stopped, Unfinished
from planner.analysis.questions.explanations import Explanation
from planner.analysis.questions.nearest import Change
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import Tally
from planner.model.case import Case, Origin
from planner.model.conditions import Pick
from planner.reports.words.choices import begun_words, quoted_pick, written_words
from planner.reports.words.counts import bounds, brief_tally, tally_clauses
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words, line_words
from planner.reports.words.stops import not_finished, why_far_apart
from planner.reports.words.verdicts import listed

__all__ = [
    "added_titles",
    "bounds_words",
    "change_words",
    "choices_words",
    "explanation_words",
    "far_apart_words",
    "giving_up",
    "heads",
    "line_names",
    "makes_clear",
    "party_names",
    "rests_words",
    "scenarios_words",
    "some",
    "then_clear",
    "under",
]

_SOME = 24
"""How many names are said, and how many more there are."""


def under(premises: Premises) -> str:
    """Under which reading, and with which lines set aside."""
    words = f"under the {premises.reading} reading"
    aside = [id_words(line) for line in premises.case.red_lines if line.id in premises.set_aside]
    return f"{words} with {listed(aside, 'and')} set aside" if aside else words


def far_apart_words(counts: Iterable[Count]) -> str:
    """That the bounds of some of the counts are far apart, and why; empty where none are."""
    why = why_far_apart(counts)
    return f"some bounds are far apart: {why}" if why else ""


def scenarios_words(count: Count) -> str:
    """``96 scenarios`` with all digits, or the proven bounds and why no more is known."""
    if isinstance(count, int):
        return counted(count, "scenario")
    return f"{bounds_words(count)} ({not_finished(count.reason)})"


def bounds_words(count: Unfinished) -> str:
    """``at least 12 and at most 40 scenarios``."""
    known = bounds(count)
    noun = "scenario" if known == bounds(Unfinished(1)) else "scenarios"
    return f"{listed(known, 'and')} {noun}" if known else "not counted"


def some(names: Sequence[str]) -> str:
    """The names, the first of them where they are many."""
    if len(names) <= _SOME:
        return ", ".join(names)
    return f"{', '.join(names[:_SOME])} and {len(names) - _SOME:,} more"


def makes_clear(tally: Tally, verb: str = "makes", *, more: bool = False) -> str:
    """What giving something up does: ``makes 96 scenarios clear; 0 of them ...``.

    ``makes no scenario clear`` where nothing is; with ``more`` these come beside others.
    """
    beside = "more " if more else ""
    if tally.open == 0:
        return f"{verb} no {'further ' if more else ''}scenario clear"
    if isinstance(tally.open, int):
        words = f"{verb} {counted(tally.open, f'{beside}scenario')} clear"
    else:
        known = bounds_words(tally.open) if bounds(tally.open) else "an unknown number of scenarios"
        words = f"{verb} {known} clear ({not_finished(tally.open.reason)})"
    return "; ".join([words, *tally_clauses(tally)])


def then_clear(tally: Tally, *, more: bool = False) -> str:
    """``then 96 clear, all contested``; ``then none clear``; ``then 5 more clear``."""
    brief = brief_tally(tally)
    if isinstance(tally.open, Unfinished) and not tally.open.at_least:
        return brief
    return f"then {brief.replace(' clear', ' more clear', 1) if more else brief}"


def choices_words(case: Case, choices: Mapping[str, Pick]) -> str:
    """``Territory “Deferred” and Guarantors “Turkey” (1 of at least 2)``."""
    words = []
    for name, pick in choices.items():
        issue = case.issues_by_id[name]
        begun = begun_words(issue, pick)
        ending = f" ({begun})" if begun else ""
        words.append(f"{issue.title} {quoted_pick(case, name, pick)}{ending}")
    return listed(words, "and")


def explanation_words(case: Case, why: Explanation) -> str:
    """What makes something impossible: ``FR-1, given Territory “Deferred”``."""
    rules = [f"the coherence rule {rule}" for rule in why.rules]
    words = listed([*line_words(case, why.lines), *rules], "and")
    if not why.choices:
        return words
    choices = choices_words(case, why.choices)
    return f"{words}, given {choices}" if words else f"the choice of {choices}"


def added_titles(case: Case, choices: Mapping[str, Pick]) -> list[str]:
    """The titles, in quotation marks, of the choices that no source proposes."""
    options = (
        case.issues_by_id[issue].option(option)
        for issue, pick in choices.items()
        if not isinstance(pick, int)
        for option in ((pick,) if isinstance(pick, str) else pick)
    )
    return [f"“{option.title}”" for option in options if option.origin is Origin.ADDED]


def rests_words(added: Sequence[str], contested: Sequence[str], number: Count = 1) -> str:
    """What clear scenarios share that a reader must know; empty if they share nothing such.

    ``rest on “In parallel”, which no source proposes, and leave EU-1 and RU-1 contested``
    """
    parts = []
    if added:
        verb = agreeing(number, "rests", "rest")
        parts.append(f"{verb} on {listed(added, 'and')}, which no source proposes")
    if contested:
        verb = agreeing(number, "leaves", "leave")
        parts.append(f"{verb} {listed(contested, 'and')} contested")
    return ", and ".join(parts)


def change_words(case: Case, change: Change) -> str:
    """``Ceasefire timing: Ceasefire first → In parallel``."""
    issue = case.issues_by_id[change.issue]
    before, after = (written_words(issue, pick) for pick in (change.before, change.after))
    return f"{issue.title}: {before} → {after}"


def party_names(case: Case, parties: Iterable[str], word: str = "and") -> str:
    """``Russia and Europe``."""
    return listed([case.parties_by_id[party].name for party in parties], word)


def line_names(case: Case, lines: Iterable[str]) -> str:
    """``EU-1 (Europe, opposition) and RU-1 (Russia, preference)``."""
    named = (case.red_lines_by_id[name] for name in lines)
    words = [
        f"{id_words(line)} ({case.parties_by_id[line.party].name}, {line.strength})"
        for line in named
    ]
    return listed(words, "and")


def giving_up(case: Case, parties: Sequence[str]) -> str:
    """Who would give something up: ``Europe alone``, ``Russia and Europe together``."""
    return f"{party_names(case, parties)} {agreeing(len(parties), 'alone', 'together')}"


def heads(number: int, noun: str, stopped: Stopped | None) -> str:
    """How many of something there are: ``1 conflict``, ``none``, ``2 ways out so far``."""
    words = counted(number, noun) if number else "none"
    return f"{words} so far" if stopped else words
