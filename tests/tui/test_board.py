"""What holds of the board in each state: its signs say what the verdict says, and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve
from rich.cells import cell_len
from textual.color import Color
from textual.theme import Theme

from planner.model.case import Case, Party
from planner.model.reading import Reading
from planner.tui.look.contrast import HIGH_CONTRAST
from planner.tui.look.own_themes import PLANNER_DARK, PLANNER_LIGHT
from planner.tui.widgets.board import Board
from planner.tui.widgets.board_columns import board_columns
from planner.tui.widgets.board_drawing import head_pieces
from tests.tui.driving import LARGE, SMALL, driven, names_in
from tests.tui.test_themes import contrast

ID = r"[A-Z]+-[0-9]+"


@pytest.mark.parametrize("reading", [Reading.FIRM, Reading.STRICT, Reading.LITERAL])
async def test_every_cross_on_the_board_is_named_by_the_verdict_and_the_other_way_round(
    scenarios: Path, reading: Reading
) -> None:
    """In every example and under readings that count all lines, none, and contested ones."""
    for name in (each for each in names_in(scenarios) if each.endswith(".toml")):
        async with driven(scenarios / name, size=LARGE) as planner:
            planner.session.look_through(reading)
            planner.app.screen.show_all()  # type: ignore[attr-defined]
            await planner.settle()
            heads = [
                row for row in planner.pane("board")[1:] if not re.match(r".{4}[1-9 ] [(\[]", row)
            ]
            crossed = {found for row in heads for found in re.findall(rf"✗ ({ID})", row)}
            assert crossed == {held.line.id for held in planner.session.verdict.crossed}, name
            first = planner.pane("verdict")[0]
            if "ontradicts itself" not in first and crossed:
                assert set(re.findall(ID, first)) >= crossed, name


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_no_row_says_that_an_option_is_ruled_out(
    scenarios: Path, size: tuple[int, int]
) -> None:
    """A line that another choice crosses is not held against an option."""
    async with driven(scenarios / "us-russia-talks-several-lines.toml", size=size) as planner:
        for issue in planner.session.case.issues:
            await planner.go_to(issue.title)
            assert "ruled out" not in planner.text
            assert "respect" not in planner.text


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_message_shares_no_row_with_board_or_verdict(size: tuple[int, int]) -> None:
    """Nor does anything move when it comes and goes."""
    async with driven(size=size) as planner:
        await planner.rested()
        before = [*planner.pane("verdict"), *planner.pane("board")]
        await planner.press("right_square_bracket")
        assert planner.message == "No counted line is crossed or contested."
        assert [*planner.pane("verdict"), *planner.pane("board")] == before


async def test_a_proposal_is_seen_on_the_board_and_taken_as_one_step(scenarios: Path) -> None:
    """Changed rows have an arrow, the verdict is that of the proposal; Esc leaves all as it was."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        before = planner.session.scenario
        await planner.press("m")
        await planner.sees("→ In parallel*")
        assert planner.title.startswith("Proposal 1 of ")
        assert "Enter take · Esc leave" in planner.title
        assert planner.lines[-1].strip() == "n next  N previous  Enter take  Esc leave"
        assert planner.verdict.startswith("Complete and clear")
        assert planner.session.scenario == before
        await planner.press("2")
        assert planner.message == "Enter takes the proposal, Esc leaves it."
        await planner.click("( ) Alternative", "board")
        assert planner.message == "Enter takes the proposal, Esc leaves it."
        assert planner.session.scenario == before
        await planner.go_to("Ceasefire timing")
        for words in ("Complete and clear", "─ Mend ─"):
            await planner.click(words)
            assert planner.message == "Enter takes the proposal, Esc leaves it."
            assert planner.here == "Ceasefire timing"
        await planner.go_to("Timeframe")
        await planner.press("escape")
        assert "→" not in "".join(planner.pane("board"))
        assert planner.session.scenario == before
        await planner.press("m")
        await planner.sees("→ In parallel*")
        await planner.press("enter")
        assert planner.issue("Ceasefire timing").chosen == "In parallel"
        await planner.undo()
        assert planner.session.scenario == before


@pytest.mark.parametrize(
    "theme", [PLANNER_DARK, PLANNER_LIGHT, HIGH_CONTRAST], ids=lambda t: t.name
)
def test_every_text_of_our_themes_has_a_contrast_of_4_5(theme: Theme) -> None:
    """On board, panes, bars, the unfolded issue, the row of the cursor, and crossed cells."""
    colours = theme.to_color_system().generate()

    def colour(name: str) -> Color:
        return Color.parse(colours[name])

    cursor = colour("primary").with_alpha(0.2)
    unfolded = colour("background") + colour("boost")
    grounds = [
        *map(colour, ("background", "surface", "panel")),
        *(unfolded, unfolded + cursor, colour("background") + cursor),
    ]
    for ink in ("text", "foreground", "text-muted", "text-accent", "text-warning", "text-error"):
        for ground in grounds:
            assert contrast(colour(ink), ground) >= 4.5, (ink, ground)
    crossed = colour("error")
    assert contrast(crossed + crossed.get_contrast_text(1.0), crossed) >= 4.5


async def test_what_is_left_of_one_deal_is_not_shown_of_the_next(scenarios: Path) -> None:
    """Ways out of the first name issues which the case of the next does not have."""
    async with driven(scenarios / "us-russia-talks-several-lines.toml", size=(160, 50)) as planner:
        await planner.counted()
        assert planner.read("from-here")
        other = planner.app.session_of(scenarios / "velda-dam" / "arbiters-proposal.toml")
        planner.app.show(other)
        await planner.counted()
        assert planner.session is other
        assert "Ceasefire" not in planner.text


async def test_what_is_left_is_said_wherever_the_board_has_a_column_for_it() -> None:
    """Also where the terminal has no room for the pane that says it beside the reasons."""
    said = []
    for width in (110, 120):
        async with driven(size=(width, 40)) as planner:
            await planner.counted()
            await planner.settle()
            said.append(planner.option("NATO-style").left)
    assert said[0] == said[1]
    assert said[0].endswith(" clear")


async def test_the_next_red_line_is_shown_though_a_filter_hides_its_issue(scenarios: Path) -> None:
    """The filter ends, and one goes through all issues from there."""
    async with driven(scenarios / "ceasefire-before-settlement.toml") as planner:
        await planner.press("slash")
        await planner.type("timeframe")
        await planner.press("enter")
        assert planner.here == "Timeframe"
        await planner.next_red_line()
        assert planner.here == "Ceasefire first"
        await planner.press("home")
        assert planner.here == "Security guarantee"


async def test_counts_that_come_before_a_case_with_other_parties_is_shown_are_drawn_on_it() -> None:
    """The cells of the parties before are no longer those of the case, which ended the app."""
    async with driven(size=LARGE) as planner:
        session = planner.session
        left = session.whole_case.parties[1:]
        ids = {party.id for party in left}
        session.judge_under(
            evolve(
                session.whole_case,
                parties=left,
                statements=tuple(s for s in session.whole_case.statements if s.party in ids),
                red_lines=tuple(r for r in session.whole_case.red_lines if r.party in ids),
            )
        )
        planner.app.screen.query_one(Board).show_ways({}, working=True)
        await planner.settle()
        assert set(planner.issue("Security guarantee").cells) == {party.name for party in left}


def test_the_last_party_in_sight_has_a_name_beside_the_number_of_those_after_it() -> None:
    """However narrow its column is: its cells stand below it."""
    names = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
    parties = tuple(Party(name.lower(), name) for name in names)
    case = Case("eight", "Eight", parties, ())
    for width, head in ((80, "Ec… 3›"), (40, "Alpha 7›")):  # noqa: RUF001 (those are meant)
        columns = board_columns(width, 30, range(8))
        last = [*head_pieces(case, columns, "Issue")][-1]
        assert cell_len(last.text) <= last.width
        assert last.text == head
