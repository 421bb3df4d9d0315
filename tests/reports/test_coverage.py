"""The coverage matrix: documented cells, gaps, and what is said of both."""

from __future__ import annotations

from attrs import evolve

from planner.check.coverage import Coverage
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


def test_the_bundled_case_holds_fourteen_of_thirty_two_cells() -> None:
    """Europe 5, US 4, Russia 3, Ukraine 2; nobody speaks on Ukraine's army."""
    coverage = Coverage(BUNDLED)
    numbers = {party.id: len(coverage.issues_of(party)) for party in BUNDLED.parties}
    assert numbers == {"europe": 5, "us": 4, "russia": 3, "ukraine": 2}
    assert (coverage.documented, coverage.pairs) == (14, 32)
    assert [issue.id for issue in coverage.silent_issues] == ["ukraine_army"]
    assert nobody_words(coverage) == "nobody states a position on: Ukraine's army"
    assert coverage_words(coverage) == "14 of 32 pairs of party and issue hold a stated position"


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
    coverage = Coverage(STATED)

    def found(text: str) -> list[str]:
        return [statement.id for statement in coverage.found(text)]

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
    page = explain_found(Coverage(evolve(CASE, statements=many)), "words")
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
    assert wide[-1] == "Nobody states a position on: Ukraine's army."
    narrow = text_lines(coverage_blocks(Coverage(BUNDLED)), 40, REPORT)
    assert "    Russia: preference (1)" in narrow
    assert "    Ukraine: no stated position" in narrow
    for lines, width in ((wide, 100), (middle, 80), (narrow, 40)):
        assert max(map(len, lines)) <= width


def test_the_json_holds_ids_and_leaves_gaps_out() -> None:
    """Programs see exactly the documented cells."""
    answer = coverage_json(Coverage(BUNDLED))
    assert list(answer) == ["case", "documented", "pairs", "cells", "silent"]
    assert sum(map(len, answer["cells"].values())) == 14
    assert answer["cells"]["ukraine_army"] == {}
    assert answer["cells"]["territory"] == {
        "ukraine": {"strongest": "insistence", "statements": ["E38"]}
    }
    assert answer["silent"] == ["ukraine_army"]
