"""A case small enough to know by heart, with one of everything that a report can say."""

from __future__ import annotations

import datetime as dt

from planner.model.case import Case, Issue, Option, Party, Source
from planner.model.conditions import OptionSet, Term
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Attribution, Statement, Strength


def when(**options: str) -> Term:
    """A combination, written as ``timing="first|parallel"``."""
    return Term(tuple(OptionSet(i, tuple(o.split("|"))) for i, o in options.items()))


def issue(name: str, *options: str) -> Issue:
    return Issue(name, name.title(), tuple(Option(o, o.title()) for o in options))


QUOTE = "We will “never” accept a deal in which the guns fall silent only after the ink is dry"

CASE = Case(
    id="small",
    title="Small talks",
    as_of=dt.date(2025, 8, 19),
    parties=(
        Party("north", "North"),
        Party("south", "South"),
        Party("east", "East"),
        Party("west", "West"),
    ),
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
        RedLine(
            "N-1",
            "north",
            "Silence first",
            (when(timing="last"),),
            (when(timing="parallel"),),
            scope="its council",
            strength=Strength.OPPOSITION,
            evidence=("E1",),
            confidence="medium",
            caveat="One spokesman only.",
        ),
        RedLine(
            "S-1",
            "south",
            "A table for three",
            (when(format="two", seat="yes"), when(timing="first", format="two")),
            strength=Strength.PREFERENCE,
            scope="Capital (mayor)",
        ),
        RedLine(
            "E-1",
            "east",
            "Not both ways",
            (when(format="two", timing="last"), when(format="three", timing="last")),
            strength=Strength.DECLARED,
        ),
    ),
    coherence=(
        CoherenceRule("no-seat", "A seat needs a third chair", (when(format="two", seat="yes"),)),
    ),
)


def scenario(
    *,
    title: str = "A try",
    reading: Reading | None = None,
    set_aside: tuple[str, ...] = (),
    **options: str,
) -> Scenario:
    """A scenario of the small case with these options chosen."""
    return Scenario(
        "small",
        title=title,
        reading=reading,
        set_aside=set_aside,
        choices={name: Choice(option) for name, option in options.items()},
    )
