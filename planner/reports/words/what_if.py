"""What is tried out on a case, in few words: for titles, and for what it does to the verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.check.verdict import LineVerdict, Verdict
from planner.reports.words.numbers import counted
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import LINE_WORDS

__all__ = ["effect_of_what_if", "what_if_title"]


def what_if_title(added: Mapping[str, int], changes: int) -> str:
    """``what-if: 1 option added``; with nothing added, how many changes there are.

    ``added`` holds by the noun how many of such a thing the case has besides.
    """
    more = [f"{counted(number, noun)} added" for noun, number in added.items() if number > 0]
    fewer = [f"{counted(-number, noun)} removed" for noun, number in added.items() if number < 0]
    return f"what-if: {', '.join([*more, *fewer]) or counted(changes, 'change')}"


def effect_of_what_if(before: Verdict, after: Verdict) -> list[str]:
    """The lines whose verdict is another under the what-if, a clause each."""
    was = {line.line.id: line for line in before.lines}
    return list(_flips(was, after))


def _flips(was: Mapping[str, LineVerdict], after: Verdict) -> Iterable[str]:
    for line in after.lines:
        held = was.get(line.line.id)
        words = LINE_WORDS[line.status]
        if held is None:
            yield f"{id_words(line.line)} is new: {words}"
        elif held.status is not line.status or held.counted is not line.counted:
            count = "" if line.counted else ", not counted"
            yield f"{id_words(line.line)}: {LINE_WORDS[held.status]} → {words}{count}"
