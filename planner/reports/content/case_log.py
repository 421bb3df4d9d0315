"""What is told of a case's states: what each changed in the coding, and how much there was then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.files.cases.reading import LoadedCase
from planner.files.commits import Recorded
from planner.reports.content.log import Telling
from planner.reports.page import Block, Paragraph, Tone
from planner.reports.words.log import case_change_lines
from planner.reports.words.verdicts import case_size, sentence

__all__ = ["CASE_LOG"]


def _size(loaded: LoadedCase) -> Block:
    return Paragraph(sentence(case_size(loaded.case)), tone=Tone.MUTED)


def _plain(before: Sequence[Recorded[LoadedCase]], now: Recorded[LoadedCase]) -> dict[str, Any]:
    """The changes in words.

    ``size`` says how many parties, issues, statements and red lines the case had then; it is null
    where that state cannot be read.
    """
    return {
        "changes": case_change_lines(before, now),
        "size": None if now.loaded is None else _size_plain(now.loaded),
    }


def _size_plain(loaded: LoadedCase) -> dict[str, int]:
    case = loaded.case
    return {
        "parties": len(case.parties),
        "issues": len(case.issues),
        "statements": len(case.statements),
        "red_lines": len(case.red_lines),
    }


CASE_LOG: Telling[LoadedCase] = Telling(case_change_lines, _size, _plain, tells_place=True)
