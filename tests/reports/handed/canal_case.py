"""A fictional case in three scripts, with clauses, and words that formats could trip over."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from planner.model.case import Case, Option, Origin, Party, Source
from planner.model.comments import Comment
from planner.model.conditions import Condition
from planner.model.points import Points
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Attribution, Statement, Strength
from tests.small_cases import any_of, conditions, issue, made_case, number, red_line, when

CASE: Case = made_case(
    "canal",
    title="A canal for three (fictional)",
    summary="Nobody in it exists.",
    as_of=dt.date(2024, 6, 30),
    parties=(
        Party("upper", "Верховье", ("Старый город", "Новый порт")),
        Party("lower", "الوادي"),
        Party("coast", "Coast"),
    ),
    issues=(
        issue(
            "water",
            Option("fixed", "Fixed share", clause="Each party takes one third of the water."),
            Option("yearly", "Yearly talks", clause="Each party takes one half of the water."),
            title="Water share",
            question="Who takes how much?",
        ),
        any_of(
            "works",
            Option("dam", "A dam", clause="A dam is built at the upper gate."),
            Option("locks", "=SUM(A1:A9) locks", "-2+3 of them", clause="Locks are built."),
            Option("none_built", "Nothing | new", origin=Origin.ADDED),
            title="Works *and* gates",
        ),
        number(
            "height",
            10,
            60,
            10,
            title="Height of the dam",
            unit="m",
            applies_when=(when(works="dam"),),
        ),
        issue(
            "toll",
            "free",
            Option("paid", "Paid passage", clause="Ships pay at the [gate]."),
            title="Toll",
        ),
    ),
    sources=(Source("gazette", "The gate <opens>", "Canal Gazette", date=dt.date(2024, 6, 1)),),
    statements=(
        Statement(
            "K1",
            "«Мы не уступим ни капли»",
            source="gazette",
            section="Front page",
            party="upper",
            scope="Совет",
            speaker="the council",
            attribution=Attribution.OWN_WORDS,
            strength=Strength.DECLARED,
            opposes=conditions(water="yearly"),
            limits="Says nothing on any dam.",
            date=dt.date(2024, 6, 1),
        ),
        Statement(
            "K2",
            "لن نقبل سدًا أعلى من أربعين مترًا",
            source="gazette",
            party="lower",
            attribution=Attribution.OWN_WORDS,
            strength=Strength.OPPOSITION,
            opposes=conditions(height=Condition("", at_from=50)),
            limits="Forty metres are not named by others.",
        ),
        Statement(
            "K3",
            "“No toll,” the mayor said, <b>twice</b>",
            source="gazette",
            party="coast",
            speaker="the mayor",
            attribution=Attribution.REPORTED,
            strength=Strength.INSISTENCE,
            opposes=conditions(toll="paid"),
        ),
    ),
    red_lines=(
        red_line(
            "V-1",
            "upper",
            when(water="yearly"),
            title="Ни капли",
            member="Старый город",
            scope="Совет",
            strength=Strength.DECLARED,
            evidence=("K1",),
            confidence="high",
            caveat="One speech.",
            reviewed_by=("Grace Hopper",),
        ),
        red_line(
            "W-1",
            "lower",
            when(height=Condition("", at_from=50)),
            contested=[when(height=Condition("", at_from=40, below=50))],
            title="أربعون مترًا",
            strength=Strength.OPPOSITION,
            evidence=("K2",),
        ),
        red_line(
            "C-1",
            "coast",
            when(toll="paid"),
            title="No toll at the gate",
            strength=Strength.INSISTENCE,
            evidence=("K3",),
        ),
        red_line(
            "C-2",
            "coast",
            title="Worth the water",
            points=Points(
                Decimal(10),
                Decimal(12),
                "the harbour board",
                {"water": {"fixed": Decimal("7.5"), "yearly": Decimal(20)}},
                {"height": ((10, Decimal(3)), (40, Decimal(4)))},
            ),
        ),
    ),
)

DEAL = Scenario(
    "canal",
    title="A dam of forty metres",
    authors=("Ada Lovelace", "Zoë"),
    summary="A first try at #1.\nIt is | not [final](https://example.org).",
    marking="CONFIDENTIAL - Совет only",
    choices={
        "water": Choice(option="fixed", note="Upper asked for it in the third round."),
        "works": Choice(options=("dam", "none_built"), note="=cmd|' /C calc'!A0"),
        "height": Choice(value=40, note="Ada Lovelace and Zoë proposed it."),
        "toll": Choice(option="paid", note="Coast may be won over later."),
    },
    comments=(
        Comment(
            "1b2c3d4e",
            "Emmy Noether",
            dt.datetime(2024, 7, 1, 9, 30, tzinfo=dt.UTC),
            "Is the toll worth the coast's anger?",
            on="toll",
        ),
        Comment(
            "2b2c3d4e",
            "Ada Lovelace",
            dt.datetime(2024, 7, 1, 10, 0, tzinfo=dt.UTC),
            "It pays for the locks.",
            on="toll",
            reply_to="1b2c3d4e",
        ),
    ),
)
SECOND = Scenario(
    "canal",
    title="Yearly talks",
    choices={
        "water": Choice(option="yearly"),
        "works": Choice(options=("locks",)),
        "toll": Choice(),
    },
    set_aside={"V-1": "The old town may move."},
)
