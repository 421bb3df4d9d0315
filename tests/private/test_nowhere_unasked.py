"""What is private stands in no byte of any report, export or shared file that did not ask."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from attrs import evolve

from planner.cli.main import main
from planner.editing.case_session import CaseSession
from planner.editing.overlays import PrivateLineError, overlay_beside
from planner.editing.scenario_session import Session
from planner.files.cases.catalogue import find_case
from planner.files.cases.reading import read_case
from planner.files.safety.drafts import drafts_of
from planner.files.scenarios.reading import read_scenario
from planner.model.statements import Strength
from planner.reports.formats.written import FORMATS
from planner.reports.words.report_names import REPORT_NAMES
from tests.private.talks import OVERLAY, SECRETS, talks
from tests.reports.handed.seen import raw, seen

Capture = pytest.CaptureFixture[str]

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")


@pytest.fixture(autouse=True)
def deal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scenario; the working folder holds the talks."""
    monkeypatch.chdir(tmp_path)
    return talks(tmp_path)


def found_in(text: str) -> list[str]:
    """The secrets in the text, whatever the case of letters."""
    folded = text.casefold()
    return [secret for secret in SECRETS if secret.casefold() in folded]


def found_in_files(folder: Path) -> Iterator[str]:
    """The files but the overlay itself in which a secret stands, with it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "talks.private.toml":
            data = path.read_bytes().decode("utf-8", "replace")
            yield from (f"{path.name}: {secret}" for secret in found_in(data))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", REPORT_NAMES)
def test_no_byte_of_any_report_holds_it(kind: str, form: str, tmp_path: Path) -> None:
    out = tmp_path / f"out{FORMATS[form].endings[0]}"
    files = ["deal.toml", "other.toml"] if kind == "options" else ["deal.toml"]
    assert main(["report", *files, "--as", kind, "--format", form, "--out", str(out)]) == 0
    data = out.read_bytes()
    assert found_in(seen(data, form)) == []
    assert found_in(raw(data, form)) == []
    assert [*found_in_files(tmp_path)] == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_search_finds_it_in_a_report_that_asked_for_it(form: str, tmp_path: Path) -> None:
    out = tmp_path / f"out{FORMATS[form].endings[0]}"
    asked = ["--private", "--as", "register", "--format", form, "--out", str(out)]
    assert main(["report", "deal.toml", *asked]) == 0
    assert found_in(seen(out.read_bytes(), form)) == [*SECRETS]


def test_no_warning_of_a_report_holds_it(capsys: Capture) -> None:
    assert main(["report", "deal.toml"]) == 0
    said = capsys.readouterr()
    assert found_in(said.out + said.err) == []


@pytest.mark.parametrize(
    "command",
    [
        ("report", "deal.toml", "other.toml", "--format", "json"),
        ("report", "talks.case.toml", "--as", "register"),
        ("export", "talks.case.toml", "--what", "case"),
        ("export", "deal.toml"),
        ("log", "deal.toml", "--kept", "--format", "json"),
        ("log", "talks.case.toml", "--kept"),
    ],
)
def test_that_it_is_left_out_is_said_once_beside_the_answer(
    command: tuple[str, ...], tmp_path: Path, capsys: Capture
) -> None:
    """Whoever has it may think that it is in; the answer itself says nothing of it."""
    assert main(command) == 0
    said = capsys.readouterr()
    assert said.err.count(f"planner {command[0]}: talks.private.toml is left out") == 1
    assert "left out" not in said.out
    (tmp_path / "talks.private.toml").unlink()
    assert main(command) == 0
    assert "left out" not in capsys.readouterr().err


def test_a_report_that_was_asked_for_it_does_not_say_that_it_is_left_out(capsys: Capture) -> None:
    assert main(["report", "deal.toml", "--private"]) == 0
    assert "left out" not in capsys.readouterr().err


def test_a_broken_overlay_keeps_no_report_from_being_made(tmp_path: Path) -> None:
    (tmp_path / "talks.private.toml").write_text("zebra = [", encoding="utf-8")
    assert main(["report", "deal.toml", "--out", "out.html"]) == 0
    assert main(["check", "deal.toml"]) == 2
    assert main(["check", "deal.toml", "--without-private"]) in (0, 1)


@pytest.mark.parametrize(
    "command",
    [
        ("export", "talks.case.toml", "--what", "case", "--out", "case.csv"),
        ("export", "deal.toml", "--fix", "ceasefire_timing=", "--out", "open.jsonl"),
        ("export", "talks.case.toml", "--as", "csv", "--reading", "literal", "--out", "open.csv"),
        ("format", "talks.case.toml", "deal.toml"),
        ("new", "mine.toml", "--case", "talks.case.toml"),
        ("schema", "scenario", "--case", "talks.case.toml"),
        ("log", "deal.toml"),
        ("cases",),
    ],
)
def test_no_command_writes_it_anywhere(
    command: tuple[str, ...], tmp_path: Path, capsys: Capture
) -> None:
    for step in (["init", "-q"], ["add", "deal.toml", "talks.case.toml"], ["commit", "-qm", "a"]):
        subprocess.run([*GIT, *step], cwd=tmp_path, check=True)
    with suppress(SystemExit):
        main(command)
    said = capsys.readouterr()
    assert found_in(said.out + said.err) == []
    assert [*found_in_files(tmp_path)] == []


def test_a_matrix_that_is_read_back_does_not_hold_it(tmp_path: Path) -> None:
    assert main(["export", "talks.case.toml", "--what", "case", "--out", "case.csv"]) == 0
    assert main(["import", "case.csv", "--out", "again.case.toml"]) == 0
    assert [*found_in_files(tmp_path)] == []


def test_merging_files_does_not_write_it(tmp_path: Path) -> None:
    for name in ("base", "mine", "theirs"):
        text = (tmp_path / "deal.toml").read_text(encoding="utf-8")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    theirs = (tmp_path / "theirs.toml").read_text(encoding="utf-8")
    (tmp_path / "theirs.toml").write_text(theirs.replace('title = "', 'title = "New '))
    assert main(["merge-file", "base.toml", "mine.toml", "theirs.toml"]) == 0
    assert [*found_in_files(tmp_path)] == []


def opened(deal: Path) -> Session:
    """The scenario as the app opens it, judged with the overlay."""
    session = Session.of_file(read_scenario(deal))
    session.lay_over(overlay_beside(session.case_file))
    assert any(line.private for line in session.case.red_lines)
    return session


def test_what_the_app_saves_and_keeps_as_a_draft_does_not_hold_it(
    deal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"
    monkeypatch.setenv("PLANNER_STATE_DIR", str(state))
    session = opened(deal)
    session.choose("ceasefire_timing", "ceasefire_first")
    session.keep_draft()
    assert len(drafts_of(deal)) == 1
    assert [*found_in_files(tmp_path)] == []
    session.save()
    session.save(tmp_path / "elsewhere.toml")
    assert [*found_in_files(tmp_path)] == []


def test_a_saved_scenario_stores_nothing_that_depends_on_the_overlay(
    deal: Path, tmp_path: Path
) -> None:
    texts = []
    for overlay in (None, OVERLAY, OVERLAY.replace("declared", "opposition")):
        place = tmp_path / "talks.private.toml"
        place.unlink(missing_ok=True)
        if overlay is not None:
            place.write_text(overlay, encoding="utf-8")
        session = Session.of_file(read_scenario(deal))
        session.lay_over(overlay_beside(session.case_file))
        session.set_title("Once more")
        session.save(tmp_path / "again.toml", seen=None)
        texts.append((tmp_path / "again.toml").read_bytes())
        (tmp_path / "again.toml").unlink()
    assert len(set(texts)) == 1


def test_a_line_that_only_the_overlay_knows_is_not_named_in_a_scenario(deal: Path) -> None:
    session = opened(deal)
    before = session.written
    attempts: tuple[Callable[[], object], ...] = (
        lambda: session.set_aside("RU-Z9", aside=True),
        lambda: session.set_all_aside(["EU-1", "RU-Z9"]),
        lambda: session.comment("RU-Z9", "Why so?", author="A"),
    )
    for attempt in attempts:
        with pytest.raises(PrivateLineError, match="--set-aside RU-Z9"):
            attempt()
    assert session.written == before
    session.set_aside("EU-1", aside=True)  # whose id the shared case has
    assert "EU-1" in session.written.set_aside


@pytest.mark.parametrize("command", ["check", "analyse"])
def test_a_line_of_the_overlay_is_unknown_where_that_is_left_out(
    command: str, capsys: Capture
) -> None:
    """Also to be set aside: nobody may believe that it was."""
    arguments = [command, "deal.toml", "--set-aside", "RU-Z9"]
    assert main(arguments) in (0, 1)
    assert main([*arguments, "--without-private"]) == 2
    assert 'there is no red line "RU-Z9"' in capsys.readouterr().err


def test_a_file_that_names_one_all_the_same_is_refused_for_everyone(deal: Path) -> None:
    text = deal.read_text(encoding="utf-8")
    deal.write_text(f'{text}\n[set_aside.RU-Z9]\nwhy = "x"\n', encoding="utf-8")
    assert main(["check", str(deal)]) == 2


def test_the_case_that_is_edited_is_the_shared_one(deal: Path, tmp_path: Path) -> None:
    scenario = opened(deal)
    session = CaseSession.of_file(read_case(tmp_path / "talks.case.toml"), scenario.desk)
    session.set_title("Edited")
    session.save()
    line = evolve(scenario.shared_case.red_lines_by_id["RU-1"], strength=Strength.DECLARED)
    scenario.try_out(lambda tried: tried.put(line))
    assert any(line.private for line in scenario.case.red_lines)  # the overlay lies over a what-if
    scenario.keep_what_if(session)
    session.save()
    assert [*found_in_files(tmp_path)] == []
    assert any(line.private for line in scenario.case.red_lines)


def test_the_case_with_its_overlay_is_never_the_text_of_a_case(tmp_path: Path) -> None:
    loaded = find_case(tmp_path / "talks.case.toml", private=True)
    alone = read_case(tmp_path / "talks.case.toml")
    assert loaded.case == alone.case != loaded.whole
    assert loaded.digest == alone.digest
