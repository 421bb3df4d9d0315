"""Side by side, all are judged by one version of their case: that of what is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.editing.scenario_session import Session
from planner.files.scenarios.reading import read_scenario
from planner.tui.files.comparing import comparison_screen, read_marked
from planner.tui.screens.compare import Compare
from tests.small_cases import case_text, issue, made_case, red_line, when
from tests.tui.driving import driven

TEXT = 'format = 2\n[case]\nid = "talks"\n[choices.i]\noption = "x"\n'


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A scenario beside an earlier version of its case, which had one more issue, and a later."""
    earlier = made_case(
        "talks",
        issues=(issue("i", "x", "y"), issue("harbour", "open", "shut")),
        red_lines=[red_line("A-1", "a", when(i="x"))],
    )
    later = made_case("talks", red_lines=[red_line("A-1", "a", when(i="y"))])
    files = []
    for name, case, more in (
        ("then", earlier, '[choices.harbour]\noption = "open"\n'),
        ("now", later, ""),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "talks.case.toml").write_text(case_text(case), encoding="utf-8")
        files.append(tmp_path / name / f"{name}.toml")
        files[-1].write_text(TEXT + more, encoding="utf-8")
    return files


def compared(screen: Compare) -> list[tuple[list[str], list[str], bool]]:
    """What each crosses, what of it has vanished, and whether it is of another version."""
    return [
        (sorted(c.crossed), [*c.vanished.choices], c.of_other_version)
        for c in screen._comparison.columns
    ]


def test_marked_files_are_judged_by_the_version_of_the_last(files: list[Path]) -> None:
    screen = comparison_screen(None, read_marked(None, files), with_open=False)
    assert compared(screen) == [([], ["harbour"], True), ([], [], False)]
    screen = comparison_screen(None, read_marked(None, files[::-1]), with_open=False)
    assert compared(screen) == [(["A-1"], [], True), (["A-1"], [], False)]


def test_with_the_open_scenario_all_are_judged_by_its_version(files: list[Path]) -> None:
    session = Session.of_file(read_scenario(files[1]))
    screen = comparison_screen(session, read_marked(session, files[:1]), with_open=True)
    assert compared(screen) == [([], [], False), ([], ["harbour"], True)]


async def test_whose_version_judges_and_what_it_does_not_have_are_told(files: list[Path]) -> None:
    """The first when the screen opens, the rest on the head of the column."""
    async with driven(files[1], size=(120, 40)) as planner:
        session = planner.session
        screen = comparison_screen(session, read_marked(session, files[:1]), with_open=True)
        planner.app.push_screen(screen)
        await planner.on("Compare")
        words = "All judged by the version of the case that A has; B was made with another."
        await planner.until(lambda: planner.message == words, "whose version it is")
        await planner.press("n")
        assert planner.message == "All choose the same on every issue, as far as the case has them."
        assert planner.pane("columns")[0].strip() == planner.message.rstrip(".")
        await planner.press("right", "space")
        words = "The open scenario has the same choices, as far as the case has them."
        assert planner.message == words
        await planner.press("g", "right")
        said = planner.read("meaning")
        assert "made with another version of the case than it is judged by here." in said
        assert "The issue “harbour” is gone (“open” was chosen); kept, and not judged." in said
