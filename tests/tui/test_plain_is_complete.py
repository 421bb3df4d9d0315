"""``--plain`` gives all that the screens give: whatever a pane says is among its lines."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.files.cases.catalogue import bundled_folder
from planner.reports.formats.text import in_one_line
from planner.reports.page import Heading
from planner.tui.screens.analysis import AnalysisScreen
from planner.tui.screens.evidence import Evidence
from planner.tui.screens.help import HelpScreen
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import RowList
from tests.tui.driving import LARGE, Planner, driven

Capture = pytest.CaptureFixture[str]
NAME = "nato-membership.toml"


def words(text: str) -> str:
    """The text in one line, however it is wrapped."""
    return " ".join(text.split())


def plain(capsys: Capture, *arguments: str) -> str:
    """What ``planner --plain`` prints."""
    main(["--plain", *arguments])
    return words(capsys.readouterr().out)


def said(planner: Planner, pane: str) -> set[str]:
    """The paragraphs of a pane."""
    text = planner.app.screen.query_one(f"#{pane}", PassagePane).text
    return {words(line) for line in text.split("\n") if line.strip()}


async def walk(planner: Planner, rows: RowList, pane: str) -> set[str]:
    """What the pane says of each of the rows."""
    found: set[str] = set()
    for n in range(rows.row_count):
        rows.cursor = n
        await planner.settle()
        found |= said(planner, pane)
    return found


async def test_quotes_caveats_and_definitions_of_the_board_are_among_the_plain_reasons(
    examples: Path, capsys: Capture
) -> None:
    """For each issue and option what the pane below the board quotes."""
    text = plain(capsys, str(examples / NAME), "--only", "why")
    async with driven(examples / NAME, size=LARGE) as planner:
        await planner.counted()
        away = planner.session.verdict.not_applying
        found: set[str] = set()
        for issue in planner.session.case.issues:
            for row in (issue.title, *(option.title for option in issue.options)):
                await planner.go_to(row)
                found |= said(planner, "why")
        openings = ("“", "\N{LEFT SINGLE QUOTATION MARK}", "Caveat of ")
        cited = {each for each in found if each.startswith(openings)}
        assert len(cited) > 20
        said_of = {re.sub(r"\ACaveat of [^:]*: ", "", each) for each in cited}
        missing = {each for each in said_of if each not in text}
        assert missing == set()
        applying = [i for i in planner.session.case.issues if i.id not in away]
        defined = {words(option.definition) for i in applying for option in i.options}
        assert {each for each in defined if each not in text} == set()


async def test_statements_of_every_cell(examples: Path, capsys: Capture) -> None:
    """Gaps included, and where nobody states a position."""
    text = plain(capsys, str(examples / NAME), "--only", "evidence")
    async with driven(examples / NAME, size=LARGE) as planner:
        await planner.press("v")
        await planner.on("Evidence")
        screen = planner.app.screen
        assert isinstance(screen, Evidence)
        for column in range(len(screen._matrix.parties)):
            screen._matrix.column = column
            missing = await walk(planner, screen._matrix, "statements")
            assert {each for each in missing if each not in text} == set()


async def test_every_finding_of_the_analysis(examples: Path, capsys: Capture) -> None:
    """Each question with its answer; the quotes behind it stand among the reasons."""
    text = plain(capsys, str(examples / NAME), "--only", "analysis", "--only", "why")
    async with driven(examples / NAME, size=LARGE) as planner:
        await planner.press("w")
        await planner.on("AnalysisScreen")
        screen = planner.app.screen
        assert isinstance(screen, AnalysisScreen)
        await planner.until(lambda: not screen._beside.working, "all worked out")
        rows = screen.query_one("#findings", RowList)
        found = await walk(planner, rows, "details")
        assert len(found) > 50
        assert {each for each in found if each not in text} == set()


async def test_every_file_of_the_library(examples: Path, capsys: Capture) -> None:
    """Verdict, parties, authors, summary, reading; cases; broken ones with all their mistakes."""
    mistakes = "format = 1\n[case]\nid = 5\nx = 1\n"
    for name in ("broken.toml", "broken.case.toml"):
        (examples / name).write_text(mistakes, encoding="utf-8")
    (examples / "link.toml").symlink_to("nowhere")
    bundled = bundled_folder() / "ukraine-2025-08.case.toml"
    (examples / "own.case.toml").write_bytes(bundled.read_bytes())
    text = re.sub(r"[✗✓?~-] ", "", plain(capsys, "scenarios"))
    async with driven(size=LARGE) as planner:
        await planner.library()
        found = await walk(planner, planner.app.screen.query_one("#scenarios", RowList), "preview")
        told = {re.sub(r"[✗✓?~-] ", "", each.removeprefix("File: ")) for each in found}
        told = {each.rpartition("/")[2] if "broken." in each else each for each in told}
        left = {each for each in told if each not in text}
        # The line in question, and what can be done about it by a key, is the screen's alone.
        signs = (" │ ", "; nothing was", "opens", "Enter shows all")
        own = {each for each in left if any(sign in each for sign in signs)}
        assert left - own == set()
        assert len(own) <= 9


async def test_help_of_every_screen_and_the_cases(capsys: Capture) -> None:
    """Keys, names, descriptions and words."""
    text = plain(capsys, "--only", "help", "--only", "cases")
    async with driven(size=LARGE) as planner:
        for key, screen in (("", "Workbench"), ("v", "Evidence"), ("w", "AnalysisScreen")):
            if key:
                await planner.press(key)
            await planner.on(screen)
            await planner.rested()
            await planner.press("question_mark")
            await planner.on("HelpScreen")
            front = planner.app.screen
            assert isinstance(front, HelpScreen)
            for row in front._pane._rows:
                shown = row.command.name if row.command else in_one_line(row.block)
                assert shown in text or isinstance(row.block, Heading)
                assert not row.command or row.command.description in text
            await planner.press("escape", "escape")
            await planner.at_work()
    assert "Ukraine, August 2025, as of 2025-08-19" in text
    assert f"{os.sep}ukraine-2025-08.case.toml" in text
