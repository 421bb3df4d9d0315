"""What is tried out on a case, in few words: for titles, and for what it does to the verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.check.verdict import LineVerdict, Verdict
from planner.reports.words.numbers import counted
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import LINE_WORDS

__all__ = ["WHAT_IF", "effect_of_what_if", "what_if_title"]

WHAT_IF = "what-if"
"""That something is tried, where there is no room to say what."""


def what_if_title(added: Mapping[str, int], changes: int) -> str:
    """``what-if: 1 option added, 1 other change``; with nothing added, ``what-if: 1 change``.

    ``added`` holds by the noun how many of such a thing the case has besides, ``changes`` is how
    many there are, those included.
    """
    more = [f"{counted(number, noun)} added" for noun, number in added.items() if number > 0]
    fewer = [f"{counted(-number, noun)} removed" for noun, number in added.items() if number < 0]
    others = changes - sum(abs(number) for number in added.values())
    rest = [counted(others, "other change" if added else "change")] if others > 0 else []
    return f"{WHAT_IF}: {', '.join([*more, *fewer, *rest])}"


def effect_of_what_if(before: Verdict, after: Verdict) -> list[str]:
    """The lines whose verdict is another under the what-if, a clause each."""
    was = {line.line.id: line for line in before.lines}
    return list(_flips(was, after))


def _flips(was: Mapping[str, LineVerdict], after: Verdict) -> Iterable[str]:
    for line in after.lines:
        held = was.get(line.line.id)
        if held is None:
            yield f"{id_words(line.line)} is new: {_words(line)}"
        elif held.status is not line.status or held.counted is not line.counted:
            yield f"{id_words(line.line)}: {_words(held)} → {_words(line)}"


def _words(line: LineVerdict) -> str:
    return f"{LINE_WORDS[line.status]}{'' if line.counted else ', not counted'}"
