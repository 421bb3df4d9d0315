"""From an empty folder and two text files to a case, its analysis and a saved scenario, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.cli.main import main
from planner.files.cases.reading import read_case
from tests.tui.driving import Planner, driven
from tests.tui.test_case_screen import fill, to_row
from tests.two_texts import MINUTES, SPEECH


async def add(planner: Planner, heading: str, thing: str, /, **fields: str) -> None:
    """Add a thing from the heading of its table, under that id."""
    await to_row(planner, heading)
    await planner.press("I")
    await fill(planner, id=thing, **fields)
    await planner.press("escape")


async def code(planner: Planner, **fields: str) -> None:
    """Make a statement of the next uncoded paragraph of the source that is open."""
    await planner.press("n", "space", "I")
    await planner.on("CaseScreen")
    await fill(planner, **fields)
    await planner.press("escape")
    await planner.on("SourceScreen")


async def test_a_case_is_modelled_from_two_texts_without_leaving_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three parties, three issues (one a number), six statements, four red lines; all verified."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "speech.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    async with driven(size=(100, 30)) as planner:
        await planner.press("C")
        await planner.on("CaseScreen")
        await planner.press("B", "enter")
        await planner.sees("Case: Talks")
        await to_row(planner, "report")
        await planner.press("enter")
        await fill(planner, text="speech.txt")
        await planner.press("escape")
        await add(planner, "Sources", "minutes", title="Minutes", text="minutes.txt")
        await add(planner, "Parties", "east", name="East")
        await add(planner, "Issues", "dam", title="The dam", options="Joint\nNone")
        await add(
            planner, "Issues", "price", title="Price", kind="number", minimum="0", maximum="100"
        )
        await to_row(planner, "minutes")
        await planner.press("F")
        await planner.on("SourceScreen")
        await code(planner, party="north", strength="preference", supports="water: all_north")
        await code(planner, party="north", strength="opposition", opposes="dam: joint")
        await code(planner, party="east", strength="insistence", supports="dam: joint")
        await planner.press("escape")
        await to_row(planner, "report")
        await planner.press("F")
        await planner.on("SourceScreen")
        await code(planner, party="south", strength="preference", supports="dam: joint")
        await planner.press("space", "I")  # the sentence behind the one before
        await planner.on("CaseScreen")
        await fill(planner, party="south", strength="insistence", opposes="price: from 90")
        await planner.press("escape")
        await planner.on("SourceScreen")
        await planner.press("escape")
        lines = {
            "N-1": {"party": "north", "title": "No joint dam", "crossed_when": "dam: joint"},
            "E-1": {"party": "east", "title": "A joint dam", "crossed_when": "dam: none"},
            "S-2": {"party": "south", "title": "Not ninety", "crossed_when": "price: from 90"},
        }
        for (name, fields), evidence in zip(lines.items(), ("S3", "S4", "S6"), strict=True):
            strength = "opposition" if name == "N-1" else "insistence"
            await add(planner, "Red lines", name, **fields, strength=strength, evidence=evidence)
        await planner.press("s")
        await planner.told("Saved talks.case.toml")
        await planner.press("escape")
        await planner.on("Workbench")
    case = read_case(tmp_path / "talks.case.toml").case
    counts = map(len, (case.parties, case.issues, case.statements, case.red_lines))
    assert [*counts] == [3, 3, 6, 4]
    assert main(["verify", "talks.case.toml"]) == 0
