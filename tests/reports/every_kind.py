"""A case with an issue of every kind, a line by points, members and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from planner.model.case import Case, Party, Source
from planner.model.conditions import Condition, Pick
from planner.model.points import Points
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Attribution, Statement, Strength
from tests.files.samples import canonical_text
from tests.small_cases import (
    any_of,
    case_text,
    conditions,
    issue,
    made_case,
    number,
    red_line,
    when,
)

CASE = made_case(
    title="A dam for two",
    parties=(Party("north", "North"), Party("valley", "Valley", ("Upper", "Lower"))),
    issues=(
        any_of("works", "dam", "canal", "pumps", at_least=1, at_most=2),
        number("height", 10, 2000, 5, unit="metres", applies_when=(when(works="dam"),)),
        issue("payer", "north", "valley", "both", "nobody"),
    ),
    sources=(
        Source(
            "paper", "A dam", "The Paper", url="https://paper.example", date=dt.date(2024, 5, 20)
        ),
    ),
    statements=(
        Statement(
            "L1",
            "No dam that moves our houses",
            source="paper",
            section="front page",
            place=2,
            party="valley",
            scope="the mayor of Lower",
            attribution=Attribution.OWN_WORDS,
            strength=Strength.DECLARED,
            opposes=conditions(height=Condition("", at_from=1045)),
            date=dt.date(2024, 5, 20),
            superseded_by="L3",
        ),
        Statement(
            "L2",
            "We will not move",
            source="paper",
            party="valley",
            strength=Strength.DECLARED,
            opposes=conditions(height=Condition("", at_from=1045)),
            repeats="L1",
        ),
        Statement(
            "L3",
            "We may move, if we are paid",
            source="paper",
            party="valley",
            strength=Strength.OPENNESS,
            supports=conditions(height=""),
            date=dt.date(2024, 6, 1),
        ),
    ),
    red_lines=(
        red_line(
            "L-1",
            "valley",
            when(height=Condition("", at_from=1045)),
            contested=[when(height=Condition("", at_from=1040, below=1045))],
            title="No dam that moves our houses",
            member="Lower",
            scope="the mayor",
            strength=Strength.DECLARED,
            evidence=("L1", "L2"),
        ),
        red_line("V-1", "valley", when(payer="valley"), title="Not our money"),
        red_line("V-2", "valley", when(height=Condition("", applies=False)), title="A dam"),
        red_line(
            "N-1",
            "north",
            title="Worth the trouble",
            points=Points(
                Decimal("55.5"),
                Decimal(60),
                "the council",
                {
                    "works": {"dam": Decimal(30), "canal": Decimal("8.25"), "pumps": Decimal(-2)},
                    "payer": {"valley": Decimal(14), "both": Decimal(7)},
                },
                {"height": ((100, Decimal(5)), (1000, Decimal("11.5")))},
            ),
        ),
    ),
)


def file_of(case: Case, folder: Path) -> Path:
    """The case as a file in the folder."""
    file = folder / f"{case.id}.case.toml"
    file.write_text(case_text(case), encoding="utf-8")
    return file


def scenario_file(case: Case, folder: Path, picks: Mapping[str, Pick]) -> Path:
    """A scenario with these choices, as a file in the folder of its case."""
    choices = {issue: Choice.of(pick) for issue, pick in picks.items()}
    file = folder / "deal.toml"
    made = Scenario(case.id, title="A try", choices=choices)
    file.write_text(canonical_text(made, case), encoding="utf-8")
    return file
