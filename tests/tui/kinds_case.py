"""A case with issues of all kinds, a line by points, a member's line, and lines with days."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from planner.model.case import Party
from planner.model.conditions import Condition
from planner.model.points import Points
from tests.small_cases import any_of, case_text, issue, made_case, number, red_line, when

__all__ = ["KINDS_CASE"]

KINDS_CASE = case_text(
    made_case(
        "talks",
        title="Talks of all kinds",
        parties=("russia", Party("europe", "Europe", ("France", "Germany")), "mayor"),
        issues=(
            issue("guarantee", "nato", "european", "nobody", title="Guarantee"),
            any_of(
                "meeting", "bilateral", "trilateral", "shuttle", title="Meeting format", at_most=2
            ),
            any_of(
                "guarantors",
                "france",
                "turkey",
                "china",
                title="Guarantors",
                at_least=2,
                applies_when=(when(guarantee="european"),),
            ),
            number("army", 0, 1_500_000, 1_000, title="Army ceiling", unit="soldiers"),
        ),
        red_lines=(
            red_line(
                "RU-1",
                "russia",
                when(army=Condition("", at_from=600_000)),
                date=dt.date(2025, 3, 1),
                superseded_by="RU-2",
            ),
            red_line(
                "RU-2",
                "russia",
                when(army=Condition("", at_from=800_000)),
                date=dt.date(2025, 8, 19),
            ),
            red_line("EU-1", "europe", when(guarantee="nobody")),
            red_line(
                "FR-1",
                "europe",
                when(meeting=Condition("", none=("trilateral",))),
                member="France",
            ),
            red_line(
                "MA-1",
                "mayor",
                title="Enough for the town",
                points=Points(
                    Decimal("55.5"),
                    scored_by="the town's office",
                    of_options={
                        "guarantee": {"nato": Decimal(40), "european": Decimal(30)},
                        "meeting": {"bilateral": Decimal("7.5"), "trilateral": Decimal(10)},
                    },
                    steps={"army": ((600_000, Decimal(10)), (800_000, Decimal(25)))},
                ),
            ),
        ),
    )
)
