"""A case of two issues for what the bundled one does not show."""

from __future__ import annotations

from pathlib import Path

from planner.model.case import Source
from planner.model.statements import Statement, Strength
from tests.small_cases import (
    case_text,
    coherence_rule,
    conditions,
    issue,
    made_case,
    red_line,
    when,
)

__all__ = ["SMALL_CASE", "change", "tea", "write"]

SMALL_CASE = case_text(
    made_case(
        title="Small talks",
        sources=(Source("gazette", "The Gazette"),),
        parties=("north", "nowhere"),
        issues=(
            issue("seat", "here", "there", question="Where do they meet?"),
            issue("date", "soon", "late"),
        ),
        statements=(
            Statement(
                "E1",
                "not over there",
                source="gazette",
                party="north",
                strength=Strength.INSISTENCE,
                opposes=conditions(seat="there"),
            ),
        ),
        red_lines=(
            red_line(
                "N-1",
                "north",
                when(seat="there"),
                title="Not over there",
                strength=Strength.INSISTENCE,
                evidence=("E1",),
            ),
        ),
        coherence=(
            coherence_rule(
                "late-here", when(seat="here", date="late"), title="Nobody is here late"
            ),
        ),
    )
)


def tea(digest: str) -> str:
    """A scenario of the case, saved when that had this digest."""
    return f"""\
format = 1
[scenario]
title = "Tea"
[case]
id = "small"
digest = "{digest}"
[choices.seat]
option = "here"
[choices.date]
option = "soon"
"""


def write(file: Path, text: str = SMALL_CASE) -> Path:
    """Put the text into the file."""
    file.write_text(text, encoding="utf-8")
    return file


def change(file: Path, old: str, new: str) -> None:
    """Somebody writes another word wherever that one stands."""
    write(file, file.read_text(encoding="utf-8").replace(old, new))
