"""What is gone from the case while a scenario of it is open: whatever is done, it can be saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.editing.scenario_session import Session
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario

CASE = """\
format = 1
[case]
title = "The lake"
[parties.south]
name = "South"
[issues.water]
title = "Water"
[issues.water.options.half]
title = "Half each"
[issues.water.options.all]
title = "All"
[issues.dam]
title = "The dam"
[issues.dam.options.shared]
title = "Shared"
[issues.dam.options.south]
title = "South's"
"""
LINE = """\
[red_lines.S-1]
party = "south"
title = "No dam of the South's"
strength = "declared"
crossed_when = [{ dam = ["south"] }]
"""
DEAL = """\
format = 1
[scenario]
title = "A deal"
[case]
id = "lake"
[choices.water]
option = "half"
[choices.dam]
option = "shared"
"""
COMMENT = """
[comments.aaaaaaaa]
on = "S-1"
author = "Ana"
at = 2026-01-01T10:00:00Z
text = "Is this still their line?"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lake.case.toml").write_text(CASE + LINE, encoding="utf-8")
    (tmp_path / "deal.toml").write_text(DEAL, encoding="utf-8")
    return tmp_path


def opened(folder: Path) -> Session:
    return Session.of_file(read_scenario(folder / "deal.toml"))


def case_is_now(session: Session, text: str) -> None:
    """The case's file says that, and the planner judges by it."""
    assert session.case_file is not None
    session.case_file.write_text(text, encoding="utf-8")
    loaded = read_case(session.case_file)
    session.take_case(loaded.case, loaded.digest, loaded.path)


def saved(session: Session) -> None:
    """It is saved, and read again as the session holds it."""
    session.save()
    assert session.path is not None
    assert read_scenario(session.path).written == session.written
    assert not session.unsaved


@pytest.mark.parametrize("against", ["this case", "no case"])
@pytest.mark.parametrize("while_open", [True, False])
def test_a_comment_on_a_red_line_that_is_gone_from_the_case_keeps_nobody_from_saving(
    folder: Path, against: str, *, while_open: bool
) -> None:
    """Nothing else is gone, so the file names the case of today; the comment is told, not lost."""
    text = DEAL.replace("format = 1", "format = 2") + COMMENT
    (folder / "deal.toml").write_text(text, encoding="utf-8")
    session = opened(folder)
    if against == "this case":
        session.choose("dam", "south")
        saved(session)
    if while_open:
        case_is_now(session, CASE)
    else:
        (folder / "lake.case.toml").write_text(CASE, encoding="utf-8")
        session = opened(folder)
    session.choose("water", "all")
    saved(session)
    found = read_scenario(folder / "deal.toml")
    assert found.envelope.case_digest == session.case_digest
    assert [each.on for each in found.written.comments] == ["S-1"]
    (warning,) = found.warnings
    assert warning.message == (
        'the case "lake" has no issue and no red line "S-1": it is kept as it is, and not judged'
    )
