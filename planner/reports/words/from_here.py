"""From here, in words: how many ways to finish cross nothing beyond what would then be crossed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planner.check.from_here import OptionEffect
from planner.check.verdict import LineVerdict
from planner.reports.words.counts import count_words, tally_clauses
from planner.reports.words.named_lines import Measure, first_fitting, shortened_ids
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import CONTRADICTS, sentence

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count
    from planner.analysis.questions.tally import Tally

__all__ = [
    "NOT_COUNTED",
    "line_ids",
    "of_them_words",
    "option_ways",
    "ways_words",
]

NOT_COUNTED = "not counted"
"""Stands for a number that was not found within the limit."""
_COUNTING = "…"
"""Stands for a number that is not ready yet."""


def line_ids(lines: Iterable[LineVerdict]) -> list[str]:
    """The ids of the lines."""
    return [id_words(held.line) for held in lines]


def option_ways(  # noqa: PLR0913 (an option, what is known of it, and the room for it)
    effect: OptionEffect,
    crossed_now: Sequence[str],
    count: Count | None,
    width: int,
    *,
    working: bool = True,
    measure: Measure = len,
) -> str:
    """What stands beside an option: ``48 clear``, ``48 cross only RU-1``, ``crosses US-1``.

    An option with which the choices would contradict themselves says that alone.

    ``crossed_now`` are the ids of the lines crossed now: where an option leaves just these, several
    of them, it says ``these``. An option that adds a crossing says which, without a number: no way
    to finish crosses nothing beyond what is crossed now. ``count`` is ``None`` while it is not
    known.
    """
    if not effect.possible:
        return ""
    if effect.incoherent:
        return CONTRADICTS
    if effect.added:
        ids = [id_words(each.line) for each in effect.added]
        forms = [f"crosses {words}" for words in shortened_ids(ids)]
        return first_fitting([*forms, f"crosses {counted(len(ids), 'line')}"], width, measure)
    then = [id_words(line) for line in effect.all_crossed]
    return first_fitting(
        ways_words(then, crossed_now, count, complete=effect.complete, working=working),
        width,
        measure,
    )


def ways_words(
    then: Sequence[str],
    crossed_now: Sequence[str],
    count: Count | None,
    *,
    complete: bool = False,
    working: bool = True,
) -> list[str]:
    """How many ways to finish cross no counted line but those ``then`` crossed, long to short."""
    same = len(then) > 1 and set(then) == set(crossed_now)
    lines = ["these"] if same else [*shortened_ids(then), counted(len(then), "line")]
    if complete:
        return [f"crosses only {words}" for words in lines] if then else ["clear"]
    if count is None:
        return [_COUNTING if working else NOT_COUNTED]
    number = count_words(count)
    if number == NOT_COUNTED:
        return [number]
    # What is cut off the end of a number leaves less: "at least" says so without "about".
    brief = number.replace("at least about", "at least")
    if not then:
        return [f"{number} clear", f"{brief} clear", brief]
    verb = agreeing(count, "crosses", "cross")
    forms = [f"{number} {how} {words}" for words in lines for how in (f"{verb} only", "only")]
    return [*forms, f"{brief} only {lines[-1]}", brief]


def of_them_words(ways: Tally) -> list[str]:
    """How many of the ways to finish hide nothing, as far as that is known; nothing of none."""
    if ways.open == 0:
        return []
    if ways.open == 1 and ways.exact:
        return [sentence(words).rstrip(".") for words in tally_clauses(ways)]
    counts = (
        (ways.without_added, "of them uses", "of them use", "sourced options only"),
        (ways.respecting, "of them leaves", "of them leave", "nothing contested"),
    )
    return [
        f"{count_words(count)} {agreeing(count, one, many)} {what}"
        for count, one, many, what in counts
        if isinstance(count, int)
    ]
