"""A case small enough to know by heart, with one of everything that a report can say."""

from __future__ import annotations

import datetime as dt

from planner.model.case import Source
from planner.model.statements import Attribution, Statement, Strength
from tests.small_cases import coherence_rule, issue, made_case, red_line, when

QUOTE = "We will “never” accept a deal in which the guns fall silent only after the ink is dry"

CASE = made_case(
    title="Small talks",
    as_of=dt.date(2025, 8, 19),
    parties=("north", "south", "east", "west"),
    issues=(
        issue("timing", "first", "parallel", "last"),
        issue("format", "two", "three"),
        issue("seat", "yes", "no"),
    ),
    sources=(Source("paper", "Talks begin", "The Paper", "Aug 19"),),
    statements=(
        Statement(
            "E1",
            QUOTE,
            source="paper",
            section="The north",
            party="north",
            scope="its council",
            speaker="a spokesman",
            attribution=Attribution.REPORTED,
            strength=Strength.OPPOSITION,
            limits="Says nothing on the format.",
        ),
    ),
    red_lines=(
        red_line(
            "N-1",
            "north",
            when(timing="last"),
            contested=[when(timing="parallel")],
            title="Silence first",
            scope="its council",
            strength=Strength.OPPOSITION,
            evidence=("E1",),
            confidence="medium",
            caveat="One spokesman only.",
        ),
        red_line(
            "S-1",
            "south",
            when(format="two", seat="yes"),
            when(timing="first", format="two"),
            title="A table for three",
            scope="Capital (mayor)",
        ),
        red_line(
            "E-1",
            "east",
            when(format="two", timing="last"),
            when(format="three", timing="last"),
            title="Not both ways",
            strength=Strength.DECLARED,
        ),
    ),
    coherence=(
        coherence_rule(
            "no-seat", when(format="two", seat="yes"), title="A seat needs a third chair"
        ),
    ),
)
