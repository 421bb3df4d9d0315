"""Reports as HTML in a real browser: an accessibility checker finds nothing, and paper is right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from attrs import evolve

from planner.model.case import Option
from planner.model.points import Points
from planner.model.scenario import Scenario
from planner.model.statements import Strength
from planner.reports.content.report import Given
from planner.reports.formats.written import written
from tests.reports.handed.making import EVERY, canal, example, made
from tests.small_cases import issue, made_case, red_line, scenario

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium (apt-get install chromium)"),
    pytest.mark.xdist_group("chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all, without a window."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where there is one)

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def shown(browser: Any, report: Any, folder: Path) -> Any:
    """The report as a page that was opened from its file; nothing else may be asked for."""
    file = folder / "report.html"
    file.write_bytes(written(report, "html"))
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert complaints == []
    return page


@pytest.mark.parametrize(("kind", "name", "given"), EVERY, ids=[name for _, name, _ in EVERY])
def test_an_accessibility_checker_finds_nothing(
    kind: str, name: str, given: tuple[Given, ...], browser: Any, tmp_path: Path
) -> None:
    """All rules of axe-core that apply, contrast among them; and no request goes out."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 (only with a browser)

    assert name
    page = shown(browser, made(kind, *given), tmp_path)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    page.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("kind", ["brief", "register"])
def test_every_sheet_of_paper_has_the_marking_and_its_number(
    kind: str, paper: str, browser: Any, tmp_path: Path
) -> None:
    """A wide report lies on its side; nothing is cut off."""
    marked = canal()
    page = shown(browser, made(kind, example("us-russia-talks-several-lines"), marked), tmp_path)
    wide = kind == "register"
    data = page.pdf(format=paper, landscape=wide, print_background=True)
    page.close()
    document = pypdfium2.PdfDocument(data)
    width, height = document[0].get_size()
    assert (width > height) is wide
    for number, sheet in enumerate(document, 1):
        words = " ".join(sheet.get_textpage().get_text_range().split())
        assert marked.written.marking in words
        assert f"Page {number} of {len(document)}" in words


def test_words_from_right_to_left_stand_on_the_right(browser: Any, tmp_path: Path) -> None:
    """An Arabic quote begins at the right edge of its block, a Russian one at the left."""
    page = shown(browser, made("brief", canal()), tmp_path)
    directions = page.eval_on_selector_all(
        "blockquote p", "all => all.map(p => [p.textContent, getComputedStyle(p).direction])"
    )
    page.close()
    assert {direction for words, direction in directions if "لن" in words} == {"rtl"}
    assert {direction for words, direction in directions if "toll" in words} == {"ltr"}


def test_no_column_of_a_wide_table_is_cut_off_on_paper(browser: Any, tmp_path: Path) -> None:
    """Of many parties; a word that has no room is broken."""
    case = canal().case
    parties = tuple(
        evolve(case.parties[0], id=f"p{n}", name=f"Interlocutors{n}") for n in range(16)
    )
    many = Given("deal.toml", Scenario(case.id), evolve(case, parties=(*case.parties, *parties)))
    page = shown(browser, made("columns", many), tmp_path)
    document = pypdfium2.PdfDocument(page.pdf(format="A4", landscape=True))
    page.close()
    words = "".join(document[0].get_textpage().get_text_range().split())
    assert "Interlocutors15" in words
    assert "Thisscenario" in words


def test_a_long_address_of_a_source_does_not_widen_the_page(browser: Any, tmp_path: Path) -> None:
    """On a telephone a reader scrolls downwards alone."""
    case = canal().case
    address = f"https://gazette.example/{'no_water_no_peace_' * 12}.html"
    sourced = evolve(case, sources=(evolve(case.sources[0], url=address),))
    page = shown(browser, made("brief", canal(case=sourced)), tmp_path)
    page.set_viewport_size({"width": 400, "height": 800})
    assert address in page.inner_text("main")
    inner, outer = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    page.close()
    assert inner <= outer


def test_no_number_is_broken_on_paper(browser: Any, tmp_path: Path) -> None:
    """A column of points is narrow where the choices beside it are long."""
    long = Option("x", "A long name of an option that goes on " * 4 + "and" * 25)
    few = Points(Decimal(9999), None, "the council", {"i": {"x": Decimal("1234.75")}})
    line = red_line("A", "a", points=few, strength=Strength.DECLARED)
    case = made_case(issues=[issue("i", long, "y")], red_lines=[line])
    page = shown(browser, made("brief", canal(scenario(i="x"), case)), tmp_path)
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    page.close()
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in document).split()
    assert words.count("1,234.75") + words.count("1234.75") >= 2
