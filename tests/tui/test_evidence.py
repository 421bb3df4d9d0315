"""The evidence: who states a position on what, in which words, and where nobody does."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from planner.model.case import Party
from planner.model.statements import Statement, Strength
from tests.small_cases import case_text, conditions, issue, made_case, red_line, when
from tests.tui.driving import LARGE, SMALL, Planner, driven

HOSTILE = made_case(
    "hostile",
    title="[/b]Talks[sic]",
    parties=(Party("a", "[b]A[/b]"), "b"),
    issues=(issue("i", "x", "y", title="[@click=app.quit]Issue[/]"),),
    statements=(
        Statement(
            "E1",
            "a [ceasefire line] and a lone [",
            party="a",
            speaker="[UA]",
            strength=Strength.INSISTENCE,
            opposes=conditions(i="x"),
            limits="[/] nothing",
        ),
    ),
    red_lines=(
        red_line(
            "A-1",
            "a",
            when(i="x"),
            title="[red]No X[/red]",
            strength=Strength.INSISTENCE,
            evidence=("E1",),
        ),
    ),
)


async def to_evidence(planner: Planner) -> None:
    """Open the evidence from the main screen."""
    await planner.press("v")
    await planner.on("Evidence")


def matrix(planner: Planner) -> dict[str, list[str]]:
    """The cells of the matrix by the title of their issue; columns are two blanks apart."""
    rows = {}
    for line in planner.pane("matrix"):
        plain = line.strip("▸ ").replace("[", "  ").replace("]", " ")  # the cell of the cursor
        title, *cells = [cell.strip() for cell in plain.split("  ") if cell.strip()]
        rows[title] = cells
    return rows


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_all_cells_of_the_bundled_case_are_in_sight(size: tuple[int, int]) -> None:
    """16 of 36 hold a position, in words; the others a dash, never a tick."""
    async with driven(size=size) as planner:
        await to_evidence(planner)
        rows = matrix(planner)
        totals = rows.pop("Issues stated on")
        assert totals == ["5 of 9", "2 of 9", "3 of 9", "6 of 9"]
        cells = [cell for row in rows.values() for cell in row]
        assert len(cells) == 36
        assert sum(cell != "-" for cell in cells) == 16
        assert rows["Ukraine's army"] == ["-"] * 4
        assert [cell.split()[0] for cell in rows["Ceasefire timing"]] == [
            "flexible",
            "-",
            "preference",
            "opposition",
        ]
        assert "Nobody states a position on: Ukraine's army." in planner.text
        assert "✓" not in planner.text


@pytest.mark.parametrize("size", [SMALL, LARGE, (60, 20)])
async def test_positions_as_of_a_day_name_the_day(scenarios: Path, size: tuple[int, int]) -> None:
    """Who states nothing by then may state something later: the title says until when."""
    async with driven(scenarios / "zalume-talks" / "first-draft.toml", size=size) as planner:
        await to_evidence(planner)
        assert "as of 2023-03-28" in planner.title
        assert "stated" in planner.title
    async with driven(size=size) as planner:
        await to_evidence(planner)
        assert "as of" not in planner.title


async def test_a_narrow_screen_abbreviates_and_explains_how() -> None:
    """In letters, with a legend: nothing is said by colour alone."""
    async with driven(size=(60, 20)) as planner:
        await to_evidence(planner)
        assert matrix(planner)["Ceasefire timing"] == ["flex", "-", "pref", "opp"]
        await planner.sees("opp(osition)")
        await planner.sees("pref(erence)")


async def test_a_cell_shows_its_statements_and_the_red_lines_coded_from_them() -> None:
    """Quote, holder, speaker, attribution, what it does not say, and the rule of the line."""
    async with driven() as planner:
        await to_evidence(planner)
        await planner.press("j", "j", "l", "l")
        assert "Russia on Ceasefire timing: 1 statement" in planner.text
        said = planner.read("statements")
        assert "“Putin's preference for focusing on a long-term peace settlement" in said
        assert "E30 · Russia (Putin), preference; THE MAG POST's own words, nobody quoted" in said
        assert "Caveat: A 'preference', in the article's words" in said
        assert "Coded from it: RU-1 · Russia (Putin), preference" in said
        assert "crossed when Ceasefire timing is “Ceasefire first”" in said


async def test_a_gap_says_that_nothing_is_stated_and_which_line_hangs_on_it_all_the_same(
    tmp_path: Path,
) -> None:
    """The line is coded from a statement on one issue, and its rule names the other too."""
    case = tmp_path / "gap.case.toml"
    line = evolve(HOSTILE.red_lines[0], crossed_when=(when(i="x", other="y"),))
    issues = (*HOSTILE.issues, issue("other", "y"))
    case.write_text(case_text(evolve(HOSTILE, issues=issues, red_lines=(line,))), encoding="utf-8")
    async with driven(case) as planner:
        await to_evidence(planner)
        await planner.press("j")
        said = planner.read("statements")
        assert said.startswith("- no stated position")
        assert "Red lines that depend on it, coded from other words A-1" in said


async def test_the_search_finds_statements_as_one_types() -> None:
    """All words must be held; Enter goes to what was found, Esc ends the search."""
    async with driven() as planner:
        await to_evidence(planner)
        await planner.press("/")
        await planner.type("merz ")
        assert "of 64 statements with “merz”" in planner.text
        many = planner.read("statements").count("It speaks on: ")
        await planner.type("ceasefire pressure")
        few = planner.read("statements").count("It speaks on: ")
        assert 0 < few < many
        assert "“increased pressure on Russia to achieve a ceasefire”" in planner.read("statements")
        await planner.press("enter")
        assert planner.focus == "statements"
        await planner.press("escape")
        assert planner.focus == "matrix"
        assert "US on Security guarantee" in planner.text


async def test_a_search_without_result_says_so_and_what_is_searched_stays_in_sight() -> None:
    """Also once something is typed."""
    async with driven() as planner:
        await to_evidence(planner)
        await planner.press("/")
        await planner.type("merz zzz")
        assert "0 of 64 statements with “merz zzz”" in planner.text
        assert planner.read("statements") == "No statement holds all these words."
        assert "Search all statements · Enter keeps · Esc ends" in planner.text


async def test_what_was_found_scrolls_while_one_types() -> None:
    """The arrows need not leave the field."""
    async with driven() as planner:
        await to_evidence(planner)
        await planner.press("/")
        await planner.type("trump")
        first = planner.pane("statements")[0]
        await planner.press("down")
        assert planner.pane("statements")[0] != first
        await planner.press("up")
        assert planner.pane("statements")[0] == first
        assert planner.focus == "search"


async def test_a_case_of_many_issues_keeps_the_cursor_in_sight(folder: Path) -> None:
    """The matrix scrolls; the statements keep their room; parties are told apart by their ends."""
    parties = [Party(f"p{n}", f"Member number {n}") for n in range(6)]
    issues = [issue(f"i{n}", "a", "b", title=f"Question {n}") for n in range(60)]
    case = folder / "many.case.toml"
    case.write_text(case_text(made_case("many", parties=parties, issues=issues)), encoding="utf-8")
    async with driven(case) as planner:
        await to_evidence(planner)
        assert all(f"r {n}" in planner.head for n in range(6))
        assert "Nobody states a position on 60 issues: the last row lists them." in planner.text
        await planner.press("end", "up")
        assert planner.cursor("matrix").startswith("Question 59")
        assert "Member number 0 on Question 59" in planner.text
        assert "- no stated position" in planner.text
        await planner.press("end")
        assert planner.cursor("matrix").startswith("Issues stated on")
        assert "Question 59" in planner.read("statements")


async def test_n_goes_from_one_stated_position_to_the_next() -> None:
    """Gaps are passed over; ``N`` goes back."""
    async with driven() as planner:
        await to_evidence(planner)
        seen = []
        for key in ("n", "n", "n", "N"):
            await planner.press(key)
            title = planner.app.screen.query_one("#statements").border_title
            seen.append(str(title).split(":")[0])
        assert seen == [
            "Russia on Security guarantee",
            "Europe on Security guarantee",
            "US on Guarantors",
            "Europe on Security guarantee",
        ]


async def test_it_begins_with_the_issue_that_one_came_from_and_esc_leads_back() -> None:
    """The cursor of the main screen stays where it was."""
    async with driven() as planner:
        await planner.press("n", "n", "n")
        await to_evidence(planner)
        assert planner.cursor("matrix").startswith("Meeting format")
        await planner.press("enter", "escape", "escape")
        await planner.at_work()
        assert planner.here == "Meeting format"


async def test_a_click_goes_to_a_cell() -> None:
    """The one that was clicked, column and row."""
    async with driven() as planner:
        await to_evidence(planner)
        await planner.click("noncommittal", "matrix")
        assert "Russia on Meeting format" in planner.text


async def test_more_parties_than_fit_are_reached_by_moving_to_them() -> None:
    """The head says that there are more."""
    async with driven(size=(40, 20)) as planner:
        await to_evidence(planner)
        assert "Europe" not in planner.head
        assert planner.head.endswith(">")
        await planner.press("right", "right", "right")
        assert "Europe" in planner.head
        assert "< more" in planner.head


async def test_hostile_names_and_quotes_are_shown_literally(folder: Path) -> None:
    """Brackets of a quote are part of it; no name is a link."""
    case = folder / "hostile.case.toml"
    case.write_text(case_text(HOSTILE), encoding="utf-8")
    async with driven(case) as planner:
        await to_evidence(planner)
        assert "[b]A[/b]" in planner.head
        assert planner.row("[@click=app.quit]Issue[/]", "matrix")
        said = planner.read("statements")
        assert "“a [ceasefire line] and a lone [”" in said
        assert "[UA]" in said
        assert "[red]No X[/red]" in said
        assert not planner.left
