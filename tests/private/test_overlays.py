"""The private overlay beside a case: what it may say, and what is wrong with one that says more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.check.as_of import case_as_of
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.cases.catalogue import find_case
from planner.files.cases.private import private_file, with_private
from planner.files.cases.reading import read_case
from planner.files.scenario_files import scenario_files
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Case
from planner.model.private import Overlay, overlaid, private_ids, without_private
from planner.model.statements import Strength
from planner.reports.words.statements import statement_source, statement_voice
from tests.files.strategies import cases
from tests.private.talks import OVERLAY, talks
from tests.small_cases import made_case
from tests.timed_cases import line, said


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    """A case with an overlay beside it."""
    talks(tmp_path)
    return tmp_path / "talks.case.toml"


def problems(case_file: Path, overlay: str) -> list[str]:
    """What is wrong with the overlay, each with its place."""
    private_file(case_file).write_text(overlay, encoding="utf-8")
    with pytest.raises(FileProblemError) as error:
        find_case(case_file, private=True)
    return [str(problem).rpartition("/")[2] for problem in error.value.problems]


def test_it_adds_and_replaces_statements_lines_and_sources(case_file: Path) -> None:
    shared, whole = read_case(case_file).case, find_case(case_file, private=True).whole
    assert whole.red_lines_by_id["RU-Z9"].evidence == ("ZQ1",)
    assert whole.red_lines[-1].id == "RU-Z9"
    places = [line.id for line in shared.red_lines]
    assert [line.id for line in whole.red_lines[:-1]] == places  # in the place of what it replaces
    assert whole.red_lines_by_id["EU-1"].title == "Zebra reading of the European line"
    assert whole.issues == shared.issues
    assert private_ids(whole) == {
        "sources": ("zebra-cable",),
        "statements": ("ZQ1",),
        "red_lines": ("EU-1", "RU-Z9"),
    }


def test_without_one_the_case_is_itself(case_file: Path) -> None:
    private_file(case_file).unlink()
    loaded = read_case(case_file)
    assert with_private(loaded) is loaded
    assert loaded.whole is loaded.case
    assert without_private(loaded.whole) is loaded.case


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("talks.case.toml", "talks.private.toml"),
        ("own.toml", "own.private.toml"),
        ("a.b.case.toml", "a.b.private.toml"),
    ],
)
def test_its_name_is_that_of_the_case(name: str, beside: str) -> None:
    assert private_file(Path("folder", name)) == Path("folder", beside)


def test_all_its_mistakes_are_told_at_once_with_their_places(case_file: Path) -> None:
    broken = OVERLAY.replace('party = "europe"', 'party = "europa"').replace(
        'evidence = ["ZQ1"]\nconfidence', 'evidence = ["ZQ2"]\nconfidence'
    )
    found = problems(case_file, broken)
    assert len(found) == 2
    assert found[0].startswith('talks.private.toml:25:13: error: the case has no statement "ZQ2"')
    assert 'did you mean "ZQ1"' in found[0]
    assert found[1].startswith('talks.private.toml:30:9: error: the case has no party "europa"')


@pytest.mark.parametrize("table", ["case", "parties", "issues", "coherence"])
def test_it_says_nothing_of_the_rest_of_the_case(case_file: Path, table: str) -> None:
    (found,) = problems(case_file, f"format = 2\n[{table}.x]\ntitle = 'y'\n")
    assert found == (
        f'talks.private.toml:2:2: error: a private overlay has no place for "{table}"; expected '
        "tables [sources.ID], [statements.ID] and [red_lines.ID] alone"
    )


def test_what_it_breaks_in_the_case_is_told_at_its_place_there(case_file: Path) -> None:
    """A shared line is superseded by another, and the overlay has that superseded by the first."""
    text = case_file.read_text(encoding="utf-8")
    text = text.replace("[red_lines.EU-1]\n", '[red_lines.EU-1]\nsuperseded_by = "RU-1"\n', 1)
    text = text.replace("format = 1\n", "format = 2\n", 1)
    case_file.write_text(text, encoding="utf-8")
    read_case(case_file)  # sound by itself
    ring = """format = 2
[red_lines.RU-1]
party = "russia"
title = "Another reading"
strength = "preference"
superseded_by = "EU-1"
crossed_when = [{ ceasefire_timing = ["ceasefire_first"] }]
"""
    (found,) = problems(case_file, ring)
    line = text[: text.index('superseded_by = "RU-1"')].count("\n") + 1
    assert found == (
        f'talks.case.toml:{line}:17: error: these red lines supersede each other: "EU-1" → "RU-1" '
        '→ "EU-1"; expected another red line'
    )


def test_its_warnings_have_its_places_and_come_behind_those_of_the_case(case_file: Path) -> None:
    alone = read_case(case_file).warnings
    overlay = OVERLAY.replace('strength = "declared"\ncrossed_when', "crossed_when")
    private_file(case_file).write_text(overlay, encoding="utf-8")
    told = find_case(case_file, private=True).warnings
    assert told[: len(alone)] == alone
    assert [problem.place.rpartition("/")[2] for problem in told[len(alone) :]] == [
        "talks.private.toml:19:12"
    ]


@pytest.mark.parametrize("text", ["/home/ada/report.txt", "C:/ada/report.txt", "C:\\\\ada.txt"])
def test_only_a_shared_case_is_warned_of_a_text_on_this_computer(
    case_file: Path, text: str
) -> None:
    """Others would read the names of folders there, and have no such file."""
    named = f'text = "{text}"'
    overlay = OVERLAY.replace("[sources.zebra-cable]", f"[sources.zebra-cable]\n{named}")
    private_file(case_file).write_text(overlay, encoding="utf-8")
    assert find_case(case_file, private=True).number_of_warnings == 0
    case = case_file.read_text(encoding="utf-8")
    case_file.write_text(case.replace("[sources.magpost]", f"[sources.magpost]\n{named}"), "utf-8")
    (warning,) = find_case(case_file, private=True).warnings
    assert warning.message == '"text" in [sources.magpost] is a place on this computer alone'
    assert warning.line is not None


def test_an_overlay_without_anything_changes_nothing(case_file: Path) -> None:
    private_file(case_file).write_text("format = 1\n", encoding="utf-8")
    loaded = find_case(case_file, private=True)
    assert loaded.whole == loaded.case


@st.composite
def overlays(draw: st.DrawFn, case: Case) -> Overlay:
    """Anything that an overlay may put over the case: shared ids and new ones."""

    def drawn(items: tuple[Any, ...], **changed: str) -> tuple[Any, ...]:
        picked = draw(st.lists(st.sampled_from(items), unique_by=id, max_size=4)) if items else []
        new = draw(st.lists(st.booleans(), min_size=len(picked), max_size=len(picked)))
        ids = (f"private-{n}" if is_new else None for n, is_new in enumerate(new))
        return tuple(
            evolve(item, id=name or item.id, **changed)
            for item, name in zip(picked, ids, strict=True)
        )

    return Overlay(
        drawn(case.sources),
        drawn(case.statements, quote="something else"),
        drawn(case.red_lines, title="another"),
    )


@given(st.data())
def test_an_overlay_taken_away_again_leaves_the_case_itself(data: st.DataObject) -> None:
    case = data.draw(cases())
    overlay = data.draw(overlays(case))
    whole = overlaid(case, overlay)
    assert without_private(whole) == case
    laid = (*overlay.sources, *overlay.statements, *overlay.red_lines)
    assert sum(map(len, private_ids(whole).values())) == len(laid)
    for table in ("sources", "statements", "red_lines"):
        known = {item.id for item in getattr(case, table)}
        added = [item for item in getattr(overlay, table) if item.id not in known]
        assert len(getattr(whole, table)) == len(getattr(case, table)) + len(added)


def test_what_is_private_stays_so_as_of_a_day(case_file: Path) -> None:
    whole = find_case(case_file, private=True).whole
    day = whole.as_of
    assert private_ids(case_as_of(whole, day)) == private_ids(whole)


def test_an_overlay_is_no_scenario(case_file: Path) -> None:
    with pytest.raises(FileProblemError, match="this is the private overlay of a case"):
        read_scenario(private_file(case_file))
    assert private_file(case_file) not in scenario_files(case_file.parent)


def test_an_overlay_is_no_case(case_file: Path) -> None:
    """It is said once what it is; what it lacks to be a case is no mistake in it."""
    with pytest.raises(FileProblemError, match="this is the private overlay of a case") as error:
        find_case(private_file(case_file))
    assert len(error.value.problems) == 1


def test_an_overlay_that_no_longer_fits_an_edited_case_is_left_out_and_comes_back(
    case_file: Path,
) -> None:
    overlay = OVERLAY.replace('{ ceasefire_timing = ["parallel"]', '{ ukraine_army = ["no_limits"]')
    private_file(case_file).write_text(overlay, encoding="utf-8")
    loaded = find_case(case_file, private=True)
    session = Session.of_case(loaded)
    session.lay_over(loaded.overlay)
    whole = session.whole_case
    assert whole.has_private
    issues = tuple(
        evolve(issue, options=tuple(o for o in issue.options if o.id != "no_limits"))
        for issue in loaded.case.issues
    )
    session.judge_under(evolve(loaded.case, issues=issues))
    assert session.overlay_left_out
    assert private_ids(session.whole_case) == {}
    session.judge_under(loaded.case)
    assert session.whole_case == whole
    assert not session.overlay_left_out


def test_a_source_that_the_overlay_replaces_is_marked_where_it_is_cited(case_file: Path) -> None:
    """The statements that name it are shared, and say that their source is private."""
    overlay = 'format = 1\n[sources.magpost]\ntitle = "A better copy"\n'
    private_file(case_file).write_text(overlay, encoding="utf-8")
    case = find_case(case_file, private=True).whole
    statement = case.statements_by_id["E46"]
    assert not statement.private
    assert "A better copy ⌂private" in statement_source(case, statement)
    assert "A better copy ⌂private" in statement_voice(case, statement)


def test_a_line_whose_strength_is_left_out_follows_the_private_words_of_its_evidence() -> None:
    """Those who do not have the overlay read it as the shared evidence has it."""
    case = made_case(
        statements=[said("E1")],
        red_lines=[line("L1", "E1", strength=Strength.OPPOSITION, strength_left_out=True)],
    )
    overlay = Overlay(statements=(evolve(said("E1"), strength=Strength.DECLARED),))
    whole = overlaid(case, overlay)
    assert whole.red_lines[0].strength is Strength.DECLARED
    assert without_private(whole) == case
