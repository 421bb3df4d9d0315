"""The coverage matrix: documented cells, gaps, and what is said of both."""

from __future__ import annotations

from attrs import evolve

from planner.check.coverage import Coverage
from planner.check.said_once import said_once
from planner.files.cases.catalogue import find_case
from planner.model.conditions import Condition
from planner.model.statements import Statement, Strength
from planner.reports.content.coverage import (
    coverage_blocks,
    explain_cell,
    explain_coverage,
    explain_found,
)
from planner.reports.formats.json_coverage import coverage_json
from planner.reports.formats.text import PANE, REPORT, text_lines
from planner.reports.page import Page, Quotation
from planner.reports.words.coverage import LEGEND, coverage_words, nobody_words, stated_words
from planner.reports.words.search import StatementSearch
from tests.reports.small_case import CASE

BUNDLED = find_case("ukraine-2025-08").case


def said(page: Page) -> list[str]:
    return text_lines(page.blocks, 1000, PANE)


def statement(name: str, strength: Strength, *issues: str, party: str = "north") -> Statement:
    return Statement(
        name,
        f"words of {name}",
        party=party,
        strength=strength,
        supports=tuple(Condition(issue, ()) for issue in issues),
    )


STATED = evolve(
    CASE,
    statements=(
        *CASE.statements,
        statement("E2", Strength.FLEXIBLE, "timing", "format"),
        statement("E3", Strength.INSISTENCE, "timing"),
        statement("E4", Strength.CONTEXT, "format", party="south"),
    ),
)
NORTH, SOUTH = STATED.parties[:2]
TIMING, FORMAT, SEAT = STATED.issues


def test_the_bundled_case_holds_sixteen_of_thirty_six_cells() -> None:
    """Europe 6, US 5, Russia 3, Ukraine 2; nobody speaks on Ukraine's army."""
    coverage = Coverage(BUNDLED)
    numbers = {party.id: len(coverage.issues_of(party)) for party in BUNDLED.parties}
    assert numbers == {"europe": 6, "us": 5, "russia": 3, "ukraine": 2}
    assert (coverage.documented, coverage.pairs) == (16, 36)
    assert [issue.id for issue in coverage.silent_issues] == ["ukraine_army"]
    assert nobody_words(coverage) == "nobody states a position on: Ukraine's army"
    assert coverage_words(coverage) == "16 of 36 pairs of party and issue hold a stated position"


def test_a_cell_tells_its_strongest_statement_and_how_many_there_are() -> None:
    """Stronger first; a statement on several issues counts on each."""
    coverage = Coverage(STATED)
    assert stated_words(coverage.cell(NORTH, TIMING)) == "insistence (2)"
    assert coverage.cell(NORTH, FORMAT).strongest is Strength.FLEXIBLE
    assert stated_words(coverage.cell(NORTH, SEAT)) == "-"
    assert coverage.cell(NORTH, SEAT).strongest is None


def test_context_is_no_position() -> None:
    """It is shown apart, and the cell stays a gap."""
    coverage = Coverage(STATED)
    assert coverage.cell(SOUTH, FORMAT).statements == ()
    texts = said(explain_cell(Coverage(STATED), SOUTH, FORMAT))
    assert "- no stated position" in texts
    assert texts.index("Said as well, but no position") < texts.index("“words of E4”")


def test_a_cell_names_the_lines_coded_from_its_statements_and_those_from_others() -> None:
    """With their rules; a line hangs on issues that its evidence does not speak on."""
    case = evolve(
        STATED,
        red_lines=(evolve(STATED.red_lines[0], evidence=("E3",)), *STATED.red_lines[1:]),
    )
    texts = said(explain_cell(Coverage(case), NORTH, TIMING))
    assert texts[0] == "North on Timing: 2 statements"
    assert texts[1] == "“words of E3”"  # the stronger one first
    coded = next(n for n, text in enumerate(texts) if text.startswith("Coded from it: N-1 · "))
    assert texts[coded + 1] == "crossed when Timing is “Last”"
    others = said(explain_cell(Coverage(case), SOUTH, TIMING))
    assert others[2] == "Red lines that depend on it, coded from other words"
    assert others[3].startswith("S-1 · ")


def test_a_party_lists_where_it_speaks_and_where_not() -> None:
    """With what nobody speaks on, and what the table's words mean."""
    texts = said(explain_coverage(Coverage(STATED), NORTH))
    assert texts[0] == "North: a stated position on 2 of 3 issues"
    assert "Stated on: Timing, Format" in texts
    assert "No stated position on: Seat" in texts
    assert "Nobody states a position on: Seat." in texts
    assert any(LEGEND in text for text in texts)


def test_a_case_without_a_position_says_so_of_every_issue() -> None:
    """Nothing is divided by nothing."""
    coverage = Coverage(CASE)
    assert coverage.documented == 0
    assert nobody_words(coverage) == "nobody states a position on: Timing, Format, Seat"
    assert "Stated on: nothing" in said(explain_coverage(coverage, NORTH))


def test_a_search_wants_every_word_and_looks_everywhere() -> None:
    """Quote, holder, speaker, strength, place, limits and issues; case does not matter."""
    search = StatementSearch(STATED)

    def found(text: str) -> list[str]:
        return [statement.id for statement in search.found(text)]

    assert found("") == ["E1", "E2", "E3", "E4"]
    assert found("INK dry") == ["E1"]
    assert found("ink wet") == []
    assert found("spokesman") == ["E1"]
    assert found("nothing on the format") == ["E1"]
    assert found("the paper") == ["E1"]
    assert found("insistence") == ["E3"]
    assert found("south") == ["E4"]
    assert found("timing words") == ["E2", "E3"]


def test_more_finds_than_can_be_read_are_counted() -> None:
    """The first fifty are shown."""
    many = tuple(statement(f"M{n}", Strength.PREFERENCE, "seat") for n in range(250))
    page = explain_found(StatementSearch(evolve(CASE, statements=many)), "words")
    texts = said(page)
    assert texts[0] == "250 of 250 statements with “words”"
    assert texts[-1] == "200 more; type on to narrow the search"
    assert sum(isinstance(block, Quotation) for block in page.body) == 50


def test_the_text_is_a_table_where_it_fits_and_a_list_where_it_does_not() -> None:
    """No line is wider than it may be."""
    wide = text_lines(coverage_blocks(Coverage(BUNDLED)), 100, REPORT)
    timing = next(line for line in wide if line.startswith("Ceasefire timing")).split("  ")
    assert [cell.strip() for cell in timing if cell] == [
        "Ceasefire timing",
        "flexible (2)",
        "-",
        "preference (1)",
        "opposition (2)",
    ]
    middle = text_lines(coverage_blocks(Coverage(BUNDLED)), 80, REPORT)
    assert "Ceasefire timing    flexible    -           preference    opposition" in middle
    assert "Nobody states a position on: Ukraine's army." in wide
    narrow = text_lines(coverage_blocks(Coverage(BUNDLED)), 40, REPORT)
    assert "    Russia: preference (1)" in narrow
    assert "    Ukraine: no stated position" in narrow
    for lines, width in ((wide, 100), (middle, 80), (narrow, 40)):
        assert max(map(len, lines)) <= width


def test_the_json_holds_ids_and_leaves_gaps_out() -> None:
    """Programs see exactly the documented cells."""
    answer = coverage_json(Coverage(BUNDLED))
    assert list(answer) == ["case", "documented", "pairs", "cells", "silent", "members"]
    assert sum(map(len, answer["cells"].values())) == 16
    assert answer["cells"]["ukraine_army"] == {}
    assert answer["cells"]["territory"] == {
        "ukraine": {"strongest": "insistence", "statements": ["E38"]}
    }
    assert answer["silent"] == ["ukraine_army"]


def repeat(name: str, of: str, *issues: str, party: str = "north") -> Statement:
    return evolve(statement(name, Strength.PREFERENCE, *issues, party=party), repeats=of)


def test_what_is_said_again_is_shown_and_counts_once() -> None:
    """Also where it repeats what repeats."""
    case = evolve(
        STATED,
        statements=(
            *STATED.statements,
            repeat("E5", "E3", "timing"),
            repeat("E6", "E5", "timing"),
        ),
    )
    cell = Coverage(case).cell(NORTH, TIMING)
    before = Coverage(STATED).cell(NORTH, TIMING)
    assert len(cell.statements) == len(before.statements) + 2
    assert cell.number == before.number == len(before.statements)
    assert stated_words(cell) == stated_words(before)
    found = coverage_json(Coverage(case))["cells"]["timing"]["north"]
    assert found["counted"] == before.number
    assert found["statements"][-2:] == ["E5", "E6"]
    page = explain_cell(Coverage(case), NORTH, TIMING)
    assert said(page)[0].endswith(f": {before.number} statements")
    assert {"E5", "E6"} <= {block.id for block in page.body if isinstance(block, Quotation)}


def test_a_cell_whose_only_statement_repeats_another_still_holds_a_position() -> None:
    """What it repeats may be of another party, or on other issues; two that repeat it are one."""
    case = evolve(
        STATED,
        statements=(
            *STATED.statements,
            repeat("E5", "E3", "seat", party="south"),
            repeat("E6", "E3", "seat", party="south"),
        ),
    )
    cell = Coverage(case).cell(SOUTH, SEAT)
    assert [held.id for held in cell.statements] == ["E5", "E6"]
    assert cell.number == 1
    assert cell.strongest is Strength.PREFERENCE
    assert Coverage(case).documented == Coverage(STATED).documented + 1


def test_what_is_said_once_is_the_first_and_not_what_repeats_it() -> None:
    """In whatever order they stand."""
    first, again = statement("E8", Strength.OPENNESS, "seat"), repeat("E9", "E8", "seat")
    case = evolve(STATED, statements=(*STATED.statements, again, first))
    assert said_once(case, (again, first)) == (first,)
    assert said_once(case, (again,)) == (again,)
    assert said_once(case, ()) == ()


def test_what_is_repeated_is_said_once_also_where_it_repeats_another_itself() -> None:
    """As strengths are counted: a chain of repeats need not name its first statement."""
    first = statement("E7", Strength.OPENNESS, "seat")
    again, anew = repeat("E8", "E7", "seat"), repeat("E9", "E8", "seat")
    case = evolve(STATED, statements=(*STATED.statements, first, again, anew))
    assert said_once(case, (anew, again)) == (again,)
    assert said_once(case, (again, anew)) == (again,)
    assert said_once(case, (anew, first)) == (first,)


def test_coverage_by_member_names_lines_of_members_and_who_has_none() -> None:
    """A party of which no line is a member's has none of it."""
    party = evolve(NORTH, members=("France", "Germany", "Italy"))
    line = next(held for held in STATED.red_lines if held.party == "north")
    case = evolve(
        STATED,
        parties=(party, *STATED.parties[1:]),
        red_lines=tuple(
            evolve(held, member="France") if held is line else held for held in STATED.red_lines
        ),
    )
    coverage = Coverage(case)
    titles = [case.issues_by_id[issue].title for issue in line.issues]
    words = "\n".join(text_lines(coverage_blocks(coverage), 1000, REPORT))
    assert f"{party.name}, by member" in words
    assert f"France has a red line of its own on {titles[0]} ({line.id}" in words
    assert "No red line of its own: Germany, Italy." in words
    assert "France has a red line" in "\n".join(said(explain_coverage(coverage, party)))
    assert coverage_json(coverage)["members"] == {
        "north": {
            "France": {issue: [line.id] for issue in case.issues_by_id if issue in line.issues},
            "Germany": {},
            "Italy": {},
        }
    }
    alone = evolve(case, red_lines=STATED.red_lines)
    assert "by member" not in "\n".join(text_lines(coverage_blocks(Coverage(alone)), 1000, REPORT))
