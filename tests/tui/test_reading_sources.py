"""The text of a source is read on the screen: what one looks for in it, and where one reads on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.sources.finding import Places, places_of
from planner.sources.plain_text import PlainText
from planner.tui.widgets.source_rows import SourceRows
from planner.tui.widgets.source_text import SourceText
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put
from tests.sources.test_formats import pdf
from tests.tui.driving import LARGE, Planner, driven
from tests.tui.test_case_screen import to_case, to_row

REPORT = "The talks\n\nThe mayor spoke. Nobody asked.\n\nAfterwards nobody\nasked the Mayor.\n"


def reading(planner: Planner) -> tuple[int, int]:
    row, column = planner.app.screen.query_one(SourceText).cursor_location
    return row, column


async def to_text(planner: Planner) -> None:
    """The text of the source of the small case."""
    await to_case(planner)
    await to_row(planner, "gazette")
    await planner.press("F")
    await planner.on("SourceScreen")


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario beside its case, of which a source names its text."""
    put(tmp_path, "report.txt", REPORT)
    text = CASE_TEXT.replace("format = 1", "format = 2")
    put(tmp_path, "lake.case.toml", text.replace('"Gazette"\n', '"Gazette"\ntext = "report.txt"\n'))
    monkeypatch.chdir(tmp_path)
    return put(tmp_path, "share.toml", SCENARIO_TEXT)


async def test_words_are_found_in_the_text_of_a_source(scenario: Path) -> None:
    """As one types, in any case and over the end of a line; the arrows go round, Enter stays."""
    async with driven(scenario, size=LARGE) as planner:
        await to_text(planner)
        await planner.press("slash", *"nobody asked")
        await planner.sees("Find in the text: 1 of 2")
        await planner.press("down")
        await planner.sees("Find in the text: 2 of 2")
        await planner.press("down", "up", "enter")
        assert reading(planner) == (4, 11)
        await planner.press("I")
        await planner.on("CaseScreen")
        await planner.sees("Afterwards nobody asked the Mayor.")


async def test_the_statement_that_quotes_a_passage_is_named_and_gone_to(scenario: Path) -> None:
    """Else nothing would say whose coding the underlined words are."""
    put(scenario.parent, "report.txt", "The talks\n\nWe will not go thirsty. Never.\n")
    async with driven(scenario, size=LARGE) as planner:
        await to_text(planner)
        assert "quotes this" not in planner.title
        await planner.press("enter")
        await planner.told("No statement quotes what stands here.")
        await planner.press("j", "j")
        await planner.sees("S1 quotes this · ")
        await planner.press("enter")
        await planner.on("CaseScreen")
        assert planner.cursor("outline").strip("▸ ").startswith("S1")


async def test_a_word_that_a_line_breaks_is_told_where_it_is_quoted(scenario: Path) -> None:
    """Nothing says whether the hyphen belongs to it: one looks."""
    pytest.importorskip("pypdfium2")
    case = scenario.with_name("lake.case.toml")
    text = case.read_text("utf-8").replace('"report.txt"', '"report.pdf"')
    case.write_text(text, encoding="utf-8")
    scenario.with_name("report.pdf").write_bytes(pdf("A well-\nknown mayor spoke.\nNo."))
    async with driven(scenario, size=LARGE) as planner:
        await to_text(planner)
        await planner.press("I")
        await planner.told("A line breaks “wellknown” at a hyphen, which may belong to the word.")
        await planner.on("CaseScreen")
        await planner.sees("A wellknown mayor spoke.")


async def test_a_search_that_is_ended_leads_back_to_where_one_was(scenario: Path) -> None:
    """So does one for what the text has not."""
    async with driven(scenario, size=LARGE) as planner:
        await to_text(planner)
        await planner.press("j", "j", "slash", *"mayor", "escape")
        assert reading(planner) == (2, 0)
        await planner.press("slash", *"fish")
        await planner.sees("Find in the text: not in it")
        await planner.press("enter")
        assert reading(planner) == (2, 0)
        assert "Find in the text" not in planner.text
        await planner.press("escape")
        await planner.on("CaseScreen")


async def test_keys_on_a_long_text_come_after_the_search_that_they_follow(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes on beside them: Enter in haste stays at what was typed, Esc ends it."""
    monkeypatch.setattr("planner.tui.screens.source._AT_ONCE", 0)
    go_on = threading.Event()

    def late(source: PlainText, words: str) -> Places:
        go_on.wait(20)
        return places_of(source, words)

    monkeypatch.setattr("planner.tui.screens.source.places_of", late)
    async with driven(scenario, size=LARGE) as planner:
        await to_text(planner)
        await planner.press("slash", *"nobody asked", "down", "enter")
        await planner.sees("Find in the text: looking")
        assert reading(planner) == (0, 0)
        go_on.set()
        await planner.until(lambda: reading(planner) == (4, 11), "the second place")
        assert "Find in the text" not in planner.text
        go_on.clear()
        await planner.press("slash", *"mayor", "escape")
        assert "Find in the text" not in planner.text
        go_on.set()
        await planner.rested()
        assert reading(planner) == (4, 11)


async def test_a_long_text_is_set_in_rows_of_another_width_beside_the_keys(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They move in the rows that are there meanwhile; what stood at the top stays there."""
    monkeypatch.setattr("planner.tui.widgets.source_rows._AT_ONCE", 0)
    lines = "\n".join(f"{n} " + "words of the mayor " * 12 for n in range(100))
    put(scenario.parent, "report.txt", lines)
    async with driven(scenario, size=LARGE) as planner:
        await to_text(planner)
        await planner.press(*["pagedown"] * 3)
        text = planner.app.screen.query_one(SourceText)
        top = planner.pane("source")[0].split()[0]
        go_on = threading.Event()
        laid_out = SourceRows.laid_out

        def late(rows: SourceRows, width: int) -> Callable[[], None]:
            go_on.wait(20)
            return laid_out(rows, width)

        monkeypatch.setattr(SourceRows, "laid_out", late)
        await planner.pilot.resize_terminal(70, 40)
        await planner.press("j", "k")
        assert text.wrapped_document.height < 400
        go_on.set()
        await planner.until(lambda: text.wrapped_document.height >= 400, "narrower rows")
        assert planner.pane("source")[0].split()[0] == top
        assert max(map(len, planner.pane("source"))) < 70


async def test_a_text_that_is_not_there_is_told_with_its_source(scenario: Path) -> None:
    """And how to mend that: it said that there is no such file, and expected a name."""
    scenario.with_name("report.txt").unlink()
    async with driven(scenario, size=LARGE) as planner:
        await to_case(planner)
        await to_row(planner, "gazette")
        await planner.press("F")
        await planner.told('for the source "gazette"; put it there, or mend or take out the "text"')
