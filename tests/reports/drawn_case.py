"""The case of the drawings of the main screen: 8 issues, 8 lines, 3,456 scenarios."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from planner.analysis.questions.open_set import open_set
from planner.analysis.questions.outlook import outlook
from planner.analysis.questions.premises import Premises
from planner.check.checker import Checker
from planner.check.from_here import unavoidable
from planner.check.size import scenario_count
from planner.editing.proposals import Proposals
from planner.model.case import Case, Issue, Option, Origin, Party
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.model.statements import Strength
from planner.reports.words.deal import Deal
from tests.small_cases import coherence_rule, made_case, red_line, scenario, when


def _issue(name: str, title: str, *options: str) -> Issue:
    """Options as ``id: Title``, with a star where no source proposes it."""
    made = []
    for option in options:
        key, words = option.split(": ")
        origin = Origin.ADDED if words.endswith("*") else Origin.SOURCE
        made.append(Option(key, words.removesuffix("*"), origin=origin))
    return Issue(name, title, tuple(made))


def _drawn() -> Case:
    issues = (
        _issue("security", "Security guarantee", "nato: NATO membership", "style: NATO-style",
               "european: European-led", "none: No guarantee*"),
        _issue("ceasefire", "Ceasefire timing", "first: Ceasefire first", "parallel: In parallel*",
               "settlement: Settlement first"),
        _issue("meeting", "Meeting format", "bilateral: Bilateral", "trilateral: Trilateral",
               "us_russia: US and Russia only*", "no: No leaders' meeting*"),
        _issue("territory", "Territory", "part: Part of the deal", "deferred: Deferred*"),
        _issue("summit", "Follow-up summit", "with: With European leaders", "without: Without*",
               "none: No summit*"),
        _issue("pressure", "Pressure on Russia", "increase: Increase", "maintain: Maintain*",
               "ease: Ease*"),
        _issue("army", "Ukraine's army", "open: Left open", "limits: Limits*"),
        _issue("timeframe", "Timeframe", "short: Short", "long: Open-ended*"),
    )  # fmt: skip
    parties = (
        Party("us", "US"),
        Party("ukraine", "Ukraine"),
        Party("russia", "Russia"),
        Party("europe", "Europe", ("France", "Germany")),
    )
    preference, insistence = Strength.PREFERENCE, Strength.INSISTENCE
    lines = (
        red_line("US-1", "us", when(security="nato"), strength=Strength.OPPOSITION),
        red_line("US-2", "us", when(security="none"), strength=preference),
        red_line("UA-1", "ukraine", when(territory="part", meeting="us_russia|no"),
                 strength=insistence),
        red_line("RU-1", "russia", when(ceasefire="first"), contested=[when(ceasefire="parallel")],
                 strength=preference),
        red_line("EU-1", "europe", when(ceasefire="settlement"),
                 contested=[when(ceasefire="parallel")], strength=Strength.OPPOSITION),
        red_line("EU-2", "europe", when(security="none"), strength=preference),
        red_line("FR-1", "europe", when(meeting="bilateral|us_russia|no"), member="France",
                 strength=insistence),
        red_line("DE-1", "europe", when(pressure="ease"), member="Germany", strength=preference),
    )  # fmt: skip
    return made_case("drawn", parties=parties, issues=issues, red_lines=lines)


CASE = _drawn()
RULED = evolve(
    CASE,
    coherence=(
        coherence_rule(
            "no-summit-no-seat", when(meeting="no", summit="with"), title="Nobody meets, and meets"
        ),
    ),
)
COMPLETE: dict[str, Any] = {
    "security": "european",
    "ceasefire": "parallel",
    "meeting": "trilateral",
    "territory": "part",
    "summit": "with",
    "pressure": "increase",
    "army": "open",
    "timeframe": "short",
}


def drawn(
    picks: dict[str, Any],
    reading: Reading = Reading.FIRM,
    *,
    case: Case = CASE,
    own: Reading | None = None,
    counted: bool = True,
    **more: Any,
) -> Deal:
    """The deal with these choices, with all that there is to know of it if ``counted``."""
    made: Scenario = scenario("drawn", **picks, **more)
    checker = Checker(case)
    verdict = checker.check(made, reading=reading)
    deal = Deal(
        scenario=made,
        verdict=verdict,
        own=own or reading,
        scenarios=lambda: scenario_count(case),
        under={each: checker.check(made, reading=each) for each in Reading},
    )
    if not counted:
        return deal
    premises = Premises.of_scenario(case, made, reading=reading)
    whole = open_set(Premises(case, reading, premises.set_aside)).tally
    return evolve(
        deal,
        whole=whole,
        outlook=outlook(premises, [held.line.id for held in verdict.crossed]),
        mends=tuple(Proposals(checker, made, reading).mends()),
        mends_all=True,
        unavoidable=None if whole.open else unavoidable(checker, reading),
        working=False,
    )
