"""Side by side, all are judged as of the day of the open scenario, or of the first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from planner.editing.scenario_session import Session
from planner.files.scenarios.reading import read_scenario
from planner.tui.files.comparing import comparison_screen, read_marked
from planner.tui.screens.compare import Compare
from tests.small_cases import case_text, made_case, red_line, when
from tests.timed_cases import MARCH, MAY, said

CASE = made_case(
    "talks",
    statements=[said("E1", MARCH, superseded_by="E2"), said("E2", MAY)],
    red_lines=[
        red_line("A-1", "a", when(i="x"), evidence=("E1",), superseded_by="A-2"),
        red_line("A-2", "a", when(i="y"), evidence=("E2",)),
    ],
)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two scenarios of the case that choose the same: one as of March, one of no day."""
    (tmp_path / "talks.case.toml").write_text(case_text(CASE), encoding="utf-8")
    paths = [tmp_path / "march.toml", tmp_path / "all.toml"]
    for path, day in zip(paths, ("as_of = 2025-03-01", ""), strict=True):
        text = f'format = 2\n[scenario]\n{day}\n[case]\nid = "talks"\n[choices.i]\noption = "x"\n'
        path.write_text(text, encoding="utf-8")
    return paths


def compared(session: Session | None, files: list[Path], *, with_open: bool) -> Compare:
    return comparison_screen(session, read_marked(session, files), with_open=with_open)


def judged(screen: Compare) -> tuple[dt.date | None, list[list[str]]]:
    """As of which day, and the lines that each scenario crosses."""
    made = screen._comparison
    return made.as_of, [sorted(column.crossed) for column in made.columns]


def test_marked_files_are_judged_as_of_the_day_of_the_first(files: list[Path]) -> None:
    assert judged(compared(None, files, with_open=False)) == (MARCH, [["A-1"], ["A-1"]])
    assert judged(compared(None, files[::-1], with_open=False)) == (None, [[], []])


def test_with_the_open_scenario_all_are_judged_as_of_the_day_that_is_looked_at(
    files: list[Path],
) -> None:
    """Its own day, or another that is looked at."""
    session = Session.of_file(read_scenario(files[0]))
    others = [files[1]]
    assert judged(compared(session, others, with_open=True))[0] == MARCH
    session.look_as_of(MAY)
    assert judged(compared(session, others, with_open=True)) == (MAY, [[], []])
