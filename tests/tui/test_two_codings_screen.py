"""Two codings on a screen, merged row by row; reviews and their filter."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from planner.editing.case_session import CaseSession
from planner.files.cases.reading import read_case
from planner.keys.settings import Settings
from planner.model.statements import Statement, Strength
from tests.files.samples import CASE_TEXT, put
from tests.small_cases import red_line, when
from tests.tui.driving import LARGE, SMALL, Planner, driven
from tests.tui.judged_late import judged_late
from tests.tui.test_case_screen import talks, to_case, to_row  # noqa: F401 (a fixture)

BO = "bo.case.toml"


def of_bo(folder: Path) -> None:
    """Bo's coding of the same talks: a weaker S1, another S2 and a line that rests on it."""
    session = CaseSession.of_file(read_case(put(folder, BO, CASE_TEXT)))
    session.put(evolve(session.case.statements[0], strength=Strength.OPPOSITION))
    session.put(Statement("S2", "No fish today", party="north", strength=Strength.PREFERENCE))
    session.put(red_line("N-1", "north", when(water="half"), evidence=("S2",), title="Fish first"))
    session.save()


async def to_codings(planner: Planner) -> None:
    """Open Bo's coding beside the open case."""
    await planner.press("ampersand")
    await planner.on("Chooser")
    await planner.sees(BO)
    await planner.press("enter")
    await planner.on("CodingsScreen")


async def to_difference(planner: Planner, words: str) -> None:
    """Move to the row with these words."""
    await planner.press("home")
    for _ in range(40):
        if words in planner.cursor("differences"):
            return
        await planner.press("down")
    raise AssertionError(f"no row {words}:\n{planner.text}")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_two_codings_are_merged_row_by_row(talks: Path, size: tuple[int, int]) -> None:  # noqa: F811
    """With both versions, the agreement, and what the merge does to the open deal."""
    of_bo(talks)
    async with driven(talks / "share.toml", size=size) as planner:
        await to_case(planner)
        await to_codings(planner)
        await planner.sees("3 open")
        await planner.press("end")
        await planner.sees(" for and against", "differences")
        await planner.sees(" in its rule", "differences")
        await to_difference(planner, "strength")
        shown = " ".join(planner.read("both").split())
        assert "A: declared" in shown
        assert "B: opposition" in shown
        await planner.press("1")
        await to_difference(planner, "S2 ·")
        assert "only B" in planner.cursor("differences")
        await planner.press("space", "space")
        await to_difference(planner, "N-1 ·")
        await planner.press("2")
        await planner.sees("N-1")
        await planner.sees("nothing open")
        await to_difference(planner, "0 of 1 agree")
        assert "Kappa is Cohen's" in planner.read("both")
        await planner.press("enter")
        await planner.on("CaseScreen")
        await planner.told("Merged with bo.case.toml")
        await planner.press("s")
        await planner.told("Saved")
    case = read_case(talks / "lake.case.toml").case
    assert [each.id for each in case.statements] == ["S1", "S2"]
    assert case.statements[0].strength is Strength.DECLARED
    assert case.red_lines[-1].evidence == ("S2",)


async def test_what_names_nothing_is_not_merged(talks: Path) -> None:  # noqa: F811
    """A line without the statement it rests on is refused in words, and asked for what is open."""
    of_bo(talks)
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_codings(planner)
        await to_difference(planner, "N-1 ·")
        await planner.press("2")
        await planner.sees("It makes no case yet")
        await planner.press("enter")
        assert "Nobody has decided 2 differences" in planner.text
        await planner.press("o")
        await planner.told('no statement "S2"')
        await planner.on("CodingsScreen")
        await planner.press("escape")
        assert "Leave without merging?" in planner.text
        await planner.press("y")
        await planner.on("CaseScreen")
        assert "Statements (1)" in planner.text


async def test_what_both_began_with_proposes(talks: Path) -> None:  # noqa: F811
    """Bo began with a copy of ours: only Bo changed it, so all of it is proposed."""
    put(talks, "lake.case.toml", CASE_TEXT)
    of_bo(talks)
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await planner.press("o")
        await planner.on("Library")
        await to_codings(planner)
        await planner.sees("nothing open")
        assert "with what both began with" in planner.text
        await planner.press("enter")
        await planner.told("C, then s saves it")
        await planner.press("escape")
        await planner.sees("case unsaved")


async def test_reviews_are_noted_filtered_and_emptied(talks: Path) -> None:  # noqa: F811
    """By the configured name; another meaning is reviewed by nobody."""
    async with driven(talks / "share.toml", size=LARGE, settings=Settings(author="Ann")) as planner:
        await to_case(planner)
        await to_row(planner, "S1")
        await planner.press("exclamation_mark")
        await planner.told("Review of S1 by Ann")
        await planner.press("less_than_sign")  # it is the first of its like
        assert planner.message == ""
        assert "reviewed We will" in planner.cursor("outline")
        assert "Ann" in planner.read("item")
        await planner.press("minus")
        assert "Statements that nobody has reviewed (0 of 1)" in planner.text
        assert "Red lines that nobody has reviewed (1 of 1)" in planner.text
        await to_row(planner, "S-1")
        await planner.press("exclamation_mark")
        assert "(0 of 1)" in planner.text
        await planner.press("minus", "s")
        await planner.told("Saved")
    case = read_case(talks / "lake.case.toml").case
    assert case.statements[0].reviewed_by == case.red_lines[0].reviewed_by == ("Ann",)


async def test_a_statement_is_reviewed_where_the_evidence_is(talks: Path) -> None:  # noqa: F811
    """A change of the case, which its screen has and undoes."""
    async with driven(talks / "share.toml", size=LARGE, settings=Settings(author="Ann")) as planner:
        await planner.press("v")
        await planner.on("Evidence")
        await planner.press("minus")
        assert "1 of 1 statement that nobody has reviewed" in planner.text
        await planner.press("exclamation_mark")
        await planner.told("S1 is reviewed by Ann")
        assert "Somebody has reviewed each statement." in planner.text
        await planner.press("escape", "escape")
        await planner.sees("case unsaved")
        await planner.press("C")
        await planner.on("CaseScreen")
        await to_row(planner, "S1")
        assert "reviewed" in planner.cursor("outline")
        await planner.press("u")
        await planner.told("Undid “review of S1 by Ann”")


async def test_what_was_taken_of_a_large_case_is_judged_beside_the_keys(
    talks: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is said what goes on, Esc stops it and forgets nothing; what is merged is judged once."""
    of_bo(talks)
    go_on = judged_late(monkeypatch, "two_codings")
    async with driven(talks / "share.toml", size=LARGE) as planner:
        await to_case(planner)
        await to_codings(planner)
        await to_difference(planner, "strength")
        await planner.press("2", "enter", "o")
        await planner.sees("Judging the case ... ")
        await planner.press("escape")
        await planner.told("Stopped: nothing is merged yet.")
        await planner.on("CodingsScreen")
        await planner.press("enter", "o")
        await planner.sees("Judging the case ... ")
        go_on.set()
        await planner.told("Merged with bo.case.toml")
