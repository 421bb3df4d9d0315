"""Numbers of scenarios as words: exact where there is room, and never a guess.

A scenario that crosses no counted line is *clear*. Crossing nothing is not respecting everything:
beside each number of clear scenarios stands how many of them leave nothing contested, and how many
use sourced options only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import frozen

from planner.by_fields import Compared
from planner.model.case import Case
from planner.model.reading import Reading
from planner.reports.words.numbers import Towards, agreeing, digits, rounded
from planner.reports.words.verdicts import listed

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count, Unfinished
    from planner.analysis.questions.tally import Tally

__all__ = [
    "bounds",
    "brief_scenarios",
    "brief_tally",
    "clear_words",
    "count_words",
    "no_line_words",
    "none_clear",
    "open_sentences",
    "tally_clauses",
]

_EXACT_DIGITS = 7


def count_words(count: Count) -> str:
    """The number in few columns: ``96``, ``3,456``, ``about 4.5e46``; bounds as ``at least 12``.

    A number that is shortened says so with ``about``.
    """
    if not isinstance(count, int):
        return f"at least {_short(count.at_least, 'down')}" if count.at_least else "not counted"
    return _short(count)


def brief_scenarios(count: Count) -> str:
    """``96 scenarios``, ``at least 1 scenario``, ``not counted``."""
    least = count if isinstance(count, int) else count.at_least
    if not least and not isinstance(count, int):
        return count_words(count)
    return f"{count_words(count)} {agreeing(least, *_SCENARIOS)}"


def bounds(count: Unfinished, of: Count | None = None) -> list[str]:
    """``at least 12``, ``at most 40``: what is proven, but for what ``of`` in all says already."""
    known = [f"at least {digits(count.at_least, 'down')}"] if count.at_least else []
    most = of if of is None or isinstance(of, int) else of.at_most
    if count.at_most is not None and count.at_most != most:
        known.append(f"at most {digits(count.at_most, 'up')}")
    return known


def tally_clauses(tally: Tally, whose: str = "") -> list[str]:
    """What a number of clear scenarios hides: contested ground, then added options.

    ``0 of them leave nothing contested``, ``54 use sourced options only``. Nothing where none is
    clear. ``whose`` names the parties whose lines alone were asked for, if not all.
    """
    if tally.open == 0:
        return []
    traits = _traits(tally, whose)
    if not any(_number(count, tally.open) for _, count in traits):
        return [agreeing(tally.open, *_NOTHING_KNOWN)]
    return [trait.clause(tally.open, count) for trait, count in traits]


def clear_words(tally: Tally, of: str = "", *, other: bool = False, whose: str = "") -> str:
    """``96 of 3,456 scenarios cross no counted line; 0 of them ...; 0 use sourced options only``.

    ``of`` says of what it is a number, as in ``3,456 scenarios``; ``other`` that some lines were
    given up, ``whose`` that only the lines of these parties are meant. Where none is clear, what is
    to be said is :func:`none_clear`.
    """
    number = _number(tally.open) or "an unknown number"
    named = f"{number} of {of}" if of else f"{number} {agreeing(tally.open, *_SCENARIOS)}"
    verb = agreeing(tally.open, "crosses", "cross")
    line = f"no {'other ' if other else ''}counted line{f' of {whose}' if whose else ''}"
    return "; ".join([f"{named} {verb} {line}", *tally_clauses(tally, whose)])


def brief_tally(tally: Tally) -> str:
    """``96 clear, all contested, none sourced``; ``none clear``."""
    if tally.open == 0:
        return "none clear"
    if not isinstance(tally.open, int) and not tally.open.at_least:
        return count_words(tally.open)
    parts = [trait.brief(tally.open, count) for trait, count in _traits(tally)]
    return ", ".join([f"{count_words(tally.open)} clear", *filter(None, parts)])


def none_clear(case: Case, which: str = "", *, number: int = 2) -> str:
    """That no scenario is clear, which speaks of lines and rules, and forecasts nothing.

    ``which`` says of which scenarios that is so, as in ``with the 2 choices fixed``, and ``number``
    how many these are.
    """
    rules = " or breaks a coherence rule" if case.coherence else ""
    if number == 1:
        return f"this scenario is not clear: it crosses a counted line{rules}"
    return f"no scenario{which and f' {which}'} is clear: each crosses a counted line{rules}"


def no_line_words(subject: str, aside: Iterable[str] = (), whose: str = "") -> str:
    """That no line counts, so that nothing is said about the subject.

    ``aside`` are ids of lines set aside, ``whose`` the parties whose lines are meant if not all.
    """
    without = listed(list(aside), "and")
    opening = f"with {without} set aside this reading" if without else "this reading"
    line = f"no line of {whose}" if whose else "no line"
    return f"{opening} counts {line}, so it says nothing about {subject}"


def open_sentences(
    scenarios: int,
    reading: Reading,
    tally: Tally | None,
    chosen: Tally | None,
    *,
    lines: bool,
) -> tuple[str, ...]:
    """How many scenarios are clear, in all and with the choices made: from long to short.

    ``scenarios`` is how many there are, clear or not; ``lines`` says whether any line counts.
    ``None`` stands for a count that is still being worked out.
    """
    total = f"{count_words(scenarios)} {agreeing(scenarios, *_SCENARIOS)}"
    if not lines:
        return f"{total} · {reading} counts no line", f"{reading} counts no line"
    if tally is None:
        words = "counting ..., Esc stops"
        return f"{total} · {words} ({reading})", f"{words} ({reading})"
    words = brief_tally(tally)
    if tally.open == 0:
        return f"{words} of {total} ({reading})", f"{words} ({reading})"
    short = f"{count_words(tally.open)} clear"
    long = f"{count_words(tally.open)} of {total} clear{words.removeprefix(short)} ({reading})"
    if chosen is None or chosen.open == tally.open:
        return long, f"{words} ({reading})"
    here = brief_tally(chosen)
    return (
        f"{long}; with these choices {here}",
        f"{long}; {count_words(chosen.open)} with these choices",
        f"{here.replace('clear', 'clear left', 1)} ({reading})",
    )


_SCENARIOS = ("scenario", "scenarios")


@frozen(eq=False, repr=False)
class _Trait(Compared):
    """What may hold of clear scenarios, in sentences and in brief.

    ``of_one`` is said of a single scenario that has it or has it not, ``of_some`` after a number.
    """

    of_one: tuple[str, str]
    of_some: tuple[str, str]
    brief_of_one: tuple[str, str]
    brief_of_none: str
    brief_of_all: str
    brief_of_some: str

    def clause(self, clear: Count, count: Count) -> str:
        """Of how many of the clear scenarios it holds."""
        has, has_not = self.of_one
        known = _number(count, clear)
        if not known:
            asked = agreeing(clear, f"whether {has}", f"how many {self.of_some[1]}")
            return f"{asked} is not known"
        if clear == 1:
            return has if count else has_not
        return f"{known} {agreeing(count, *self.of_some)}"

    def brief(self, clear: Count, count: Count) -> str:
        """The same in few columns; empty where nothing is known."""
        if clear == 1 and isinstance(count, int):
            return self.brief_of_one[0 if count else 1]
        if count == 0:
            return self.brief_of_none
        if count == clear and isinstance(count, int):
            return self.brief_of_all
        known = isinstance(count, int) or count.at_least
        return f"{count_words(count)} {self.brief_of_some}" if known else ""


_NOTHING_KNOWN = (
    "whether it leaves a line contested or uses an added option is not known",
    "how many of them leave nothing contested or use sourced options only is not known",
)


def _uncontested(among: str, line: str) -> _Trait:
    nothing = f"nothing contested{among}"
    return _Trait(
        of_one=(f"it leaves {nothing}", f"it leaves {line} contested"),
        of_some=(f"of them leaves {nothing}", f"of them leave {nothing}"),
        brief_of_one=("uncontested", "contested"),
        brief_of_none="all contested",
        brief_of_all="none contested",
        brief_of_some="uncontested",
    )


_UNCONTESTED = _uncontested("", "a line")
_THEIRS_UNCONTESTED = _uncontested(" among these lines", "one of these lines")
_SOURCED = _Trait(
    of_one=("it uses sourced options only", "it uses an option that no source proposes"),
    of_some=("uses sourced options only", "use sourced options only"),
    brief_of_one=("sourced", "not sourced"),
    brief_of_none="none sourced",
    brief_of_all="all sourced",
    brief_of_some="sourced",
)


def _traits(tally: Tally, whose: str = "") -> tuple[tuple[_Trait, Count], ...]:
    uncontested = _THEIRS_UNCONTESTED if whose else _UNCONTESTED
    return (uncontested, tally.respecting), (_SOURCED, tally.without_added)


def _number(count: Count, of: Count | None = None) -> str:
    """The number or its bounds; empty where nothing is known but what ``of`` in all says."""
    return digits(count) if isinstance(count, int) else listed(bounds(count, of), "and")


def _short(number: int, towards: Towards = "nearest") -> str:
    return f"{number:,}" if number < 10**_EXACT_DIGITS else rounded(number, towards)
