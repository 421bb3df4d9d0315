"""A case that moved on: what vanished from it is kept, told and not judged; typos stay mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from planner.check.checker import check
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError, SaveError
from planner.files.cases.reading import read_case
from planner.files.scenarios.kind import kind_of
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.model.scenario import Choice, fitted, vanished
from tests.files.samples import CASE_TEXT, put, spoiled

HARBOUR = """
[issues.harbour]
title = "Harbour"
[issues.harbour.options.open]
title = "Open"
"""
MINE = """\
format = 1
[case]
id = "lake"
digest = "DIGEST"
[check]
set_aside = ["S-9", "S-1"]  # both for now
[choices.water]
option = "thirds"  # agreed in March
note = "A third each."
[choices.fishing]
option = "free"
[choices.harbour]
option = "open"
note = "For all."
"""


@pytest.fixture
def saved(folder: Path) -> Path:
    """Saved against an earlier case: with thirds, a harbour and a line S-9."""
    case = folder / "lake.case.toml"
    earlier = spoiled(
        CASE_TEXT,
        "[issues.water.options.half]",
        '[issues.water.options.thirds]\ntitle = "Thirds"\n[issues.water.options.half]',
    )
    line = '[red_lines.S-9]\nparty = "north"\ntitle = "N"\ncrossed_when = [{ water = ["half"] }]\n'
    put(folder, case.name, f"{earlier}{HARBOUR}{line}")
    digest = read_case(case).digest
    put(folder, case.name, CASE_TEXT)
    return put(folder, "mine.toml", MINE.replace("DIGEST", digest))


@pytest.fixture
def loaded(saved: Path) -> LoadedScenario:
    return read_scenario(saved)


def test_what_vanished_is_kept_apart_and_the_issue_is_undecided(loaded: LoadedScenario) -> None:
    """Nothing of it reaches the verdict, which is therefore not complete."""
    scenario, gone = loaded.scenario, vanished(loaded.written, loaded.case)
    assert dict(gone.choices) == {
        "water": Choice("thirds"),
        "harbour": Choice("open", "For all."),
    }
    assert gone.lines == ("S-9",)
    assert tuple(scenario.set_aside) == ("S-1",)
    assert scenario.choices["water"] == Choice(None, "A third each.")
    verdict = check(loaded.case, scenario)
    assert verdict.undecided == ("water",)
    assert not verdict.complete


def test_each_is_told_as_a_warning_with_its_place(loaded: LoadedScenario) -> None:
    """Beside the one that says that the case has changed."""
    told = [f"{w.line}:{w.column} {w.severity} {w.message}" for w in loaded.warnings]
    kept = "any more: it is kept as it is, and not judged"
    assert told == [
        '4:1 warning the case "lake" has changed since this scenario was saved',
        f'6:14 warning the case "lake" has no red line "S-9" {kept}',
        f'8:10 warning the issue "water" has no option "thirds" {kept}',
        f'12:10 warning the case "lake" has no issue "harbour" {kept}',
    ]


@pytest.mark.parametrize("digest", ["", "current"])
def test_with_no_other_digest_an_unknown_name_is_a_mistake(saved: Path, digest: str) -> None:
    """A typo is still found, with the nearest name."""
    case = read_case(saved.parent / "lake.case.toml")
    text = MINE.replace("DIGEST", case.digest if digest else "").replace("thirds", "haalf")
    with pytest.raises(FileProblemError) as caught:
        read_scenario(put(saved.parent, "typo.toml", text))
    assert len(caught.value.problems) == 3
    assert 'did you mean "half"?' in str(caught.value)


def test_a_new_issue_is_named(saved: Path) -> None:
    """The file of a saved scenario has a table for each issue that there was."""
    text = saved.read_text(encoding="utf-8").replace('[choices.fishing]\noption = "free"\n', "")
    warnings = map(str, read_scenario(put(saved.parent, "m.toml", text)).warnings)
    assert any(
        'this file says nothing on "fishing", which may be new' in words for words in warnings
    )


def test_a_save_of_something_else_keeps_it_with_its_comments_and_the_old_digest(
    saved: Path,
) -> None:
    """So the next reading tells the same; nothing of the planner's is dropped."""
    session = Session.of_file(read_scenario(saved))
    before = saved.read_text(encoding="utf-8")
    session.choose("fishing", "banned")
    session.save()
    assert saved.read_text(encoding="utf-8") == before.replace('"free"', '"banned"')
    assert read_scenario(saved).written == session.written


def test_deciding_the_issue_gives_the_vanished_option_up(saved: Path) -> None:
    """Undo brings it back; with all of it given up the file names the case of today."""
    session = Session.of_file(read_scenario(saved))
    session.choose("water", "half")
    assert set(session.vanished.choices) == {"harbour"}
    session.undo()
    assert set(session.vanished.choices) == {"water", "harbour"}
    session.redo()
    session.save()
    text = saved.read_text(encoding="utf-8")
    assert 'option = "half"  # agreed in March' in text
    assert session.case_digest not in text
    session.drop_vanished()
    session.save()
    now = read_scenario(saved)
    assert now.warnings == ()
    assert now.envelope.case_digest == session.case_digest
    assert "harbour" not in now.source.text
    assert "S-9" not in now.source.text


def test_the_canonical_form_keeps_it_too(loaded: LoadedScenario, folder: Path) -> None:
    """Formatting and save as lose nothing."""
    text = kind_of(loaded).text_to_save(loaded.written, loaded.envelope)
    again = read_scenario(put(folder, "c.toml", text))
    assert (again.written, again.envelope) == (loaded.written, loaded.envelope)


def test_what_would_be_read_as_a_mistake_is_not_written(loaded: LoadedScenario) -> None:
    """With the digest of today the names would be typos; nor is an odd name written."""
    kind, written, envelope = kind_of(loaded), loaded.written, loaded.envelope
    kind.refuse(written, envelope)
    for spoilt, within in (
        (written, evolve(envelope, case_digest=loaded.of_case.digest)),
        (written, evolve(envelope, case_digest="")),
        (written.with_pick("a b", "x"), envelope),
        (written.with_pick("harbour", "a b"), envelope),
        (evolve(written, set_aside=("S 9",)), envelope),
        (written.with_note("harbour", "\x1b[2J"), envelope),
    ):
        with pytest.raises(SaveError):
            kind.refuse(spoilt, within)


def test_a_scenario_is_fitted_to_either_state_of_its_case(loaded: LoadedScenario) -> None:
    """What is written stays the same: only what can be judged of it differs."""
    bare = evolve(loaded.case, issues=loaded.case.issues[:1], red_lines=())
    assert set(vanished(loaded.written, bare).choices) == {"water", "fishing", "harbour"}
    assert tuple(fitted(loaded.written, bare).set_aside) == ()
    assert fitted(loaded.written, loaded.case) == loaded.scenario


def test_undo_goes_back_to_an_option_that_the_case_no_longer_has(saved: Path) -> None:
    """A step from before it was removed is taken back, and redone, as any other."""
    session = Session.of_file(read_scenario(saved))
    session.choose("water", "half")
    session.choose("fishing", "banned")
    for _ in range(2):
        assert session.undo() is not None
        assert session.undo() is not None
        assert session.written.option("water") == "thirds"
        assert session.verdict.undecided == ("water",)
        assert session.consequences("water")
        assert session.redo() is not None
        assert session.redo() is not None
        assert session.verdict.complete
