"""Two texts as one, with what was taken out and what was put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from planner.reports.page import Deleted, Inserted, Kept, Runs, Text

__all__ = ["changed"]

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.6
"""How many of their words two paragraphs share (0 to 1) that are changed word by word."""


def changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Runs]:
    """The paragraphs of both, in their order, those that only one has as a whole."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield from ((Kept(text),) for text in before[old_from:old_to])
        else:
            yield from _replaced(before[old_from:old_to], after[new_from:new_to])


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Runs]:
    if len(before) == len(after) == 1 and (runs := _word_by_word(before[0], after[0])):
        yield runs
        return
    yield from ((Deleted(text),) for text in before)
    yield from ((Inserted(text),) for text in after)


def _word_by_word(before: str, after: str) -> Runs:
    """The changes within one paragraph; nothing where the two have too little in common."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    old_words, new_words = ([w for w in text if w[0].isalnum()] for text in (old, new))
    if SequenceMatcher(None, old_words, new_words, autojunk=False).ratio() < _ALIKE:
        return ()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    runs: list[Text] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Kept("".join(old[old_from:old_to])))
            continue
        if old_from < old_to:
            runs.append(Deleted("".join(old[old_from:old_to])))
        if new_from < new_to:
            runs.append(Inserted("".join(new[new_from:new_to])))
    return tuple(runs)
