"""Opening a deal loads the board and what it says, and nothing that is only asked for later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ASKED_FOR = {
    "planner.analysis.questions.options_left",
    "planner.check.comparison",
    "planner.check.coverage",
    "planner.check.proposal",
    "planner.check.reasons",
    "planner.check.size",
    "planner.editing.commenting",
    "planner.editing.typed_numbers",
    "planner.keys.together",
    "planner.model.comments",
    "planner.model.points",
    "planner.model.private",
    "planner.reports.content.explain",
    "planner.reports.content.quote_marks",
    "planner.reports.words.history",
    "planner.reports.words.proposals",
    "planner.reports.words.what_if",
    "planner.tui.previewing",
    "planner.tui.said_of_proposal",
    "planner.tui.screens.analysis",
    "planner.tui.screens.library",
    "planner.tui.widgets.ask_list",
    "planner.tui.widgets.row_list",
    "planner.tui.widgets.title_bar",
    "planner.tui.widgets.typing",
}
_COUNTED_BESIDE = {
    "planner.analysis.engine.cores",
    "planner.analysis.engine.elsewhere",
    "planner.analysis.engine.listing",
    "planner.analysis.questions.explanations",
    "planner.analysis.questions.options_left",
    "pysat",
}
_NOT_OF_EACH_ANALYSIS = {
    "planner.analysis.questions.frontier",
    "planner.model.points",
    "planner.model.private",
    "planner.reports.content.analysis.facts",
    "planner.reports.content.analysis.frontier",
    "planner.reports.content.check_result",
    "planner.reports.words.points",
}


def loaded_by(*modules: str) -> set[str]:
    """All modules that are there once these are imported, in a process of its own."""
    program = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return set(done.stdout.split())


def test_the_board_of_a_deal_loads_nothing_that_is_asked_for_later() -> None:
    """A module costs the start 0.3 ms and 20 kB: what nobody asked for need not be there."""
    assert loaded_by("planner.tui.app", "planner.tui.screens.workbench") & _ASKED_FOR == set()


def test_the_counts_beside_the_board_load_no_question_that_is_not_asked() -> None:
    """How many ways there are to finish is counted beside each deal, and stays loaded."""
    questions = ("explorer", "outlook", "mending")
    loaded = loaded_by(*(f"planner.analysis.questions.{name}" for name in questions))
    assert loaded & _COUNTED_BESIDE == set()


def test_the_analysis_loads_no_json_and_nothing_of_points_or_private_lines() -> None:
    """It stays in memory for the day, and few cases have points or an overlay."""
    screen = loaded_by("planner.tui.screens.analysis", "planner.analysis.questions.agreement")
    assert screen & _NOT_OF_EACH_ANALYSIS == set()


def test_the_way_to_the_library_does_not_load_the_rows_of_the_start_page() -> None:
    """Who opened a file at once has not seen that page."""
    assert "planner.tui.start_rows" not in loaded_by("planner.tui.files.entering")


def test_the_moment_of_a_version_is_read_without_a_calendar() -> None:
    """Python's reading by a format loads one, which each deal with a version would carry."""
    kept = "20261201T085315123456Z-" + "0" * 32
    reading = f"versions.version_moment(pathlib.Path('{kept}.toml'))"
    program = (
        "import pathlib, sys; from planner.files.safety import versions\n"
        f"print({reading}, 'calendar' in sys.modules, '_strptime' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout == "2026-12-01 08:53:15.123456+00:00 False False\n"
