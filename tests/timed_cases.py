"""Cases of which parts are dated and superseded, written short and made by Hypothesis."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.model.statements import Statement, Strength
from tests.small_cases import conditions, made_case, red_line, when

__all__ = ["AUGUST", "DAYS", "MARCH", "MAY", "line", "said", "three_days", "timed_cases"]

MARCH, MAY, AUGUST = dt.date(2025, 3, 1), dt.date(2025, 5, 9), dt.date(2025, 8, 19)


def said(
    name: str, date: dt.date | None = None, *, party: str = "a", **more: str | None
) -> Statement:
    """A position on the one issue, of the one party if no other is named."""
    return Statement(
        name,
        f"“{name}”",
        party=party,
        strength=Strength.OPPOSITION,
        opposes=conditions(i="x"),
        date=date,
        **more,  # type: ignore[arg-type]
    )


def line(name: str, *evidence: str, **more: Any) -> RedLine:
    """A red line of the one party that the option ``x`` crosses."""
    return red_line(name, "a", when(i="x"), evidence=evidence, **more)


def three_days(*lines: RedLine, **about: Any) -> Case:
    """A case that moves in March, May and August: ``E2`` and ``A-2`` take the place of others."""
    statements = [
        said("E1", MARCH, superseded_by="E2"),
        said("E2", MAY),
        said("E3", AUGUST, party="b"),
    ]
    red_lines = [
        red_line("A-1", "a", when(i="x"), evidence=("E1",), superseded_by="A-2"),
        red_line("A-2", "a", when(i="y"), evidence=("E2",)),
        red_line("B-1", "b", when(i="x"), evidence=("E3",)),
        *lines,
    ]
    return made_case(**about, parties="ab", statements=statements, red_lines=red_lines)


DAYS = st.none() | st.sampled_from([MARCH, MAY, AUGUST])
NAMES = ["E0", "E1", "E2"]


@st.composite
def timed_cases(draw: st.DrawFn) -> Case:
    """A case of three statements and three lines with any days, each superseded by a later one."""

    def superseding(n: int, letter: str) -> str | None:
        return draw(st.none() | st.sampled_from([f"{letter}{k}" for k in range(n + 1, 4)]))

    statements = [
        evolve(said(f"E{n}", draw(DAYS)), superseded_by=superseding(n, "E") if n < 3 else None)
        for n in range(4)
    ]
    coded = [
        line(
            f"L{n}",
            *draw(st.lists(st.sampled_from(NAMES), unique=True)),
            date=draw(DAYS),
            superseded_by=superseding(n, "L") if n < 3 else None,
        )
        for n in range(4)
    ]
    return made_case(statements=statements, red_lines=coded)
