"""The pane “From here”, as lines: what is left, what it needs, what mends it."""

from __future__ import annotations

import pytest
from attrs import evolve

from planner.analysis.engine.limits import Stop, Stopped
from planner.analysis.questions.least import Crossing, Least
from planner.model.reading import Reading
from planner.reports.content.outlook import outlook_blocks
from planner.reports.formats.text import REPORT, text_lines
from planner.reports.words.deal import Deal
from tests.reports.drawn_case import COMPLETE, drawn


def lines(deal: Deal) -> str:
    """The blocks in one line."""
    return " ".join(" ".join(text_lines(outlook_blocks(deal), 400, REPORT)).split())


def test_nothing_chosen_says_what_all_clear_ones_need() -> None:
    """How many are clear, what that hides, and what crosses least with sourced options only."""
    text = lines(drawn({}))
    assert text.startswith(
        "96 of 3,456 scenarios are clear. 0 of them use sourced options only. 0 of them leave "
        "nothing contested. All 96 need - Ceasefire timing: In parallel*"
    )
    assert "The fewest crossings with sourced options only" in text
    assert "cross only RU-1." in text


def test_two_crossed_lines_come_with_their_mends() -> None:
    """Fewest changes first; each says what it ends and what it leaves contested."""
    text = lines(drawn({"security": "european", "ceasefire": "first", "meeting": "us_russia"}))
    for words in (
        "No way to finish is clear. Ways to finish: 24 cross only RU-1, FR-1.",
        "m Mend, 1 change",
        "Meeting format: Trilateral Ends FR-1; UA-1 no longer at stake.",
        "RU-1 contested, no longer crossed; leaves EU-1 contested.",
        "m Mend, 2 changes",
    ):
        assert words in text


def test_a_single_way_to_finish_is_one() -> None:
    """Neither ``1 ways``, nor a number of all scenarios where choices are made."""
    picks = {issue: pick for issue, pick in COMPLETE.items() if issue != "ceasefire"}
    assert lines(drawn(picks)).startswith(
        "1 way to finish is clear. It leaves a line contested. It uses an option that no source "
        "proposes."
    )


def test_a_clear_deal_says_what_it_rests_on() -> None:
    """The options that no source proposes, and the contested lines."""
    assert lines(drawn(COMPLETE)).startswith(
        "This deal is clear. It rests on 1 option no source proposes: - Ceasefire timing: In "
        "parallel 2 contested lines: RU-1, EU-1."
    )


def test_what_is_not_known_yet_is_counted_and_what_was_given_up_is_not() -> None:
    """And a reading that counts no line says nothing."""
    deal = drawn({}, counted=False)
    assert lines(deal) == "Counting …"
    assert lines(evolve(deal, working=False)) == "Not counted."
    assert lines(drawn({}, Reading.LITERAL)) == "This reading counts no line."


@pytest.mark.parametrize(("sets", "words"), [(5, "1 more set of"), (6, "2 more sets of")])
def test_the_sets_that_are_not_listed_are_counted(sets: int, words: str) -> None:
    deal = drawn({})
    assert deal.outlook is not None
    least = Least((Crossing(("RU-1",), 2),) * sets)
    more = evolve(deal, outlook=evolve(deal.outlook, least_sourced=least))
    assert f"{words} as many lines." in lines(more)


def test_sets_that_are_not_shown_are_a_number_only_where_all_are_known() -> None:
    """The search may have stopped at the first hundred."""
    deal = drawn({}, Reading.STRICT)
    names = [line.id for line in deal.verdict.case.red_lines][:5]
    sets = tuple(Crossing((name,), 1, 1, 1) for name in names)
    stopped = Stopped(Stop.CANCELLED)
    for reason, words in ((None, " 1 more set of as"), (stopped, " At least 1 more set of as")):
        assert deal.outlook is not None
        outlook = evolve(deal.outlook, least=Least(sets, reason), crosses=())
        assert f"only {names[3]}.{words}" in lines(evolve(deal, outlook=outlook))


def test_a_strict_deal_shows_what_crosses_fewer() -> None:
    """Two packages side by side, neither called better."""
    text = lines(drawn(COMPLETE, Reading.STRICT))
    assert "Ceasefire timing: Ceasefire first Ends EU-1." in text
    assert "Ceasefire timing: Settlement first Ends RU-1." in text
