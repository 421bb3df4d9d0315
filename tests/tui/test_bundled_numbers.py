"""Every right answer on the bundled case stands on the analysis screen, under each reading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from planner.files.cases.catalogue import find_case
from planner.model.case import Case
from tests.bundled_answers import ANSWERS, READINGS, SCENARIOS
from tests.tui.driving import LARGE, driven
from tests.tui.test_analysis_screen import details, finished, screen

UNDECIDED = """format = 1
[scenario]
title = "Nothing chosen"
[case]
id = "ukraine-2025-08"
[check]
reading = "{reading}"
"""


@pytest.fixture(scope="module")
def case() -> Case:
    """The bundled case."""
    return find_case("ukraine-2025-08").case


async def all_said(path: Path) -> Mapping[str, str]:
    """What the screen says: the answer, and each row with its details; the first of equal rows."""
    async with driven(path, size=LARGE) as planner:
        await planner.press("w")
        await planner.on("AnalysisScreen")
        await finished(planner)
        said = {"answer": " ".join(" ".join(planner.pane("answer")).split())}
        await planner.press("home")
        for _ in range(screen(planner)._findings.row_count):
            row = " ".join(planner.cursor("findings").split())
            said.setdefault(row, " ".join(details(planner).split()))
            await planner.press("down")
        return said


def row(said: Mapping[str, str], start: str) -> tuple[str, str]:
    """The only row that starts so, but for the sign before it, with its details."""
    found = [(name, text) for name, text in said.items() if name.lstrip("✗! ").startswith(start)]
    assert len(found) == 1, (start, list(said))
    return found[0]


def clear(count: int) -> str:
    """A count as the lists say it."""
    return f"{count:,} clear" if count else "none clear"


@pytest.mark.parametrize("reading", READINGS)
async def test_every_number_of_the_case_stands_on_the_analysis_screen(
    reading: str, tmp_path: Path, case: Case
) -> None:
    """Counts, options, lines alone, coalitions, conflicts, ways out, what all clear ones need."""
    right = ANSWERS[reading]
    path = tmp_path / "nothing.toml"
    path.write_text(UNDECIDED.format(reading=reading), encoding="utf-8")
    said = await all_said(path)
    counted = reading != "literal"
    answer = said["answer"]
    if not counted:
        assert f"counts no line, so it says nothing about the {SCENARIOS:,} scenarios" in answer
        assert f"{right['without_added']:,} of them use sourced options only" in answer
    elif right["open"]:
        assert (
            f"{right['open']:,} of {SCENARIOS:,} scenarios cross no counted line; "
            f"{right['respecting']:,} of them leave nothing contested; "
            f"{right['without_added']:,} use sourced options only" in answer
        )
    else:
        assert "no scenario is clear" in answer
    for issue in case.issues:
        _, text = row(said, issue.title)
        names = {option.id: option.title for option in issue.options} | {"-": "does not apply"}
        for option, count in right["options"][issue.id].items():
            assert f"{names[option]} {clear(count) if counted else f'{count:,} scenarios'}" in text
    if counted:
        _hold_lines(said, right)
        _hold_coalitions(said, right["coalitions"], case)
        _hold_fewest(said, right)
    for option in right["rests_on"]["options"]:
        title = case.issues_by_id[option["issue"]].option(option["option"]).title
        assert f"rest on “{title}”, which no source proposes" in answer
    assert all(line in answer for line in right["rests_on"]["contested"])


def _hold_lines(said: Mapping[str, str], right: Mapping[str, Any]) -> None:
    """What each line opens alone; conflicts and ways out."""
    for line, opens in right["pivotal"].items():
        if opens:
            assert row(said, f"{line} then")[0].startswith(f"{line} then {opens:,} more clear")
            continue
        stands = [text for name, text in said.items() if line in name.split(" then ")[0].split()]
        nothing = "it makes no further scenario clear", "none of them changes anything"
        assert any(words in text for text in stands for words in nothing)
    for conflict in right["conflicts"]:
        _, text = row(said, " + ".join(conflict))
        assert "Every scenario crosses at least one of" in text
    assert (row(said, "Conflicts")[0] == "Conflicts none") <= (not right["conflicts"])
    if right["ways_out"] == [[]]:
        assert row(said, "Ways out")[0] == "Ways out none needed"
    for way in filter(None, right["ways_out"]):
        row(said, f"give up {' and '.join(way)} then")


def _hold_coalitions(said: Mapping[str, str], right: Mapping[str, int], case: Case) -> None:
    """By their parties' names; a party without a counted line is said to have none."""
    names = {party.id: party.name for party in case.parties}
    text = " ".join(f"{name} {text}" for name, text in said.items() if "part" in name)
    *_, everyone = right
    for coalition, count in right.items():
        title = " + ".join(names[party] for party in coalition.split("+"))
        if coalition == everyone:
            assert f"{title} {clear(count)}" in " ".join(row(said, title)[0].split())
            continue
        assert f"{title}: {clear(count)}" in text or (
            count == SCENARIOS and f"{title}: no line counts" in text
        )


def _hold_fewest(said: Mapping[str, str], right: Mapping[str, Any]) -> None:
    """The fewest lines that any scenario crosses, and any of sourced options only."""
    found = " ".join(said.values())
    for least, where in (("least", ""), ("least_sourced", "with sourced options only ")):
        for crossing in right[least]:
            if crossing["lines"]:
                lines = " and ".join(crossing["lines"])
                wanted = f"{crossing['scenarios']:,} scenarios {where}knowingly cross just {lines} "
                assert wanted in found
