"""A new id in a case and in all scenarios beside it: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve

from planner.editing.case_edits import CaseTable, Ref
from planner.editing.case_session import CaseSession, EditRefusedError
from planner.editing.renaming import refuse_taken, renaming, users_of
from planner.editing.scenario_session import Session
from planner.errors import SaveError
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.files.toml.source import source_from_text
from planner.model.case import Option, Origin
from planner.model.scenario import Choice
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, spoiled

HALF = Ref(CaseTable.OPTIONS, "half", "water")
LINE = Ref(CaseTable.RED_LINES, "S-1")
WATER = Ref(CaseTable.ISSUES, "water")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A case with two scenarios that choose an option of it, and two that do not."""
    folder = tmp_path / "talks"
    (folder / "old").mkdir(parents=True)
    put(folder, "lake.case.toml", f"# the case\n{CASE_TEXT}")
    digest = source_from_text("x", f"# the case\n{CASE_TEXT}").digest
    put(folder, "one.toml", f"# ours\n{SCENARIO_TEXT}")
    reference = f'id = "lake"\npath = "../lake.case.toml"\ndigest = "{digest}"\n'
    put(folder / "old", "two.toml", SCENARIO_TEXT.replace('id = "lake"\n', reference))
    other = SCENARIO_TEXT.replace('"half"', '"all_north"').replace('set_aside = ["S-1"]\n', "")
    put(folder, "three.toml", other)
    put(folder, "broken.toml", "format = 1\n[choices")
    return folder


@pytest.fixture
def session(talks: Path) -> CaseSession:
    return CaseSession.of_file(read_case(talks / "lake.case.toml"))


def named(session: CaseSession, ref: Ref) -> list[str]:
    return sorted(each.path.name for each in users_of(session, ref).scenarios)


def test_the_scenarios_that_name_a_thing_are_listed(session: CaseSession) -> None:
    """And what cannot be read is told: it may name it too."""
    assert named(session, HALF) == named(session, LINE) == ["one.toml", "two.toml"]
    assert named(session, Ref(CaseTable.OPTIONS, "free", "fishing")) == []
    assert named(session, WATER) == ["one.toml", "three.toml", "two.toml"]
    (problem,) = users_of(session, HALF).problems
    assert problem.file.endswith("broken.toml")


def test_a_private_overlay_that_names_a_thing_is_told(session: CaseSession, talks: Path) -> None:
    """By what it names, and by what it stands in for; a broken one is told elsewhere."""
    overlay = put(
        talks,
        "lake.private.toml",
        'format = 1\n[red_lines.S-1]\nparty = "south"\ntitle = "Not half"\n'
        'strength = "declared"\ncrossed_when = [{ water = ["half"] }]\n',
    )
    for ref in (WATER, HALF, LINE):
        assert users_of(session, ref).overlay == overlay
    for unnamed in (Ref(CaseTable.ISSUES, "fishing"), Ref(CaseTable.OPTIONS, "all_north", "water")):
        assert users_of(session, unnamed).overlay is None
    overlay.write_text("format = ", encoding="utf-8")
    assert users_of(session, WATER).overlay is None


def rename_everywhere(
    session: CaseSession, ref: Ref, new: str, users: Sequence[LoadedScenario]
) -> None:
    """As the screen does after a yes: get the files ready, write them, make a step of it."""
    prepared = renaming(session, ref, new, users)
    prepared.write()
    prepared.make()


@pytest.mark.parametrize("ref", [HALF, LINE, WATER])
def test_a_new_id_is_written_everywhere_and_nothing_else_changes(
    session: CaseSession, talks: Path, ref: Ref
) -> None:
    """Comments stay; each scenario means what it meant, by the case as it is now."""
    before = {path: path.read_text() for path in talks.rglob("*.toml")}
    rename_everywhere(session, ref, "anew", users_of(session, ref).scenarios)
    assert not session.unsaved
    assert session.case == read_case(talks / "lake.case.toml").case
    for path, text in before.items():
        if path.name == "broken.toml":
            continue
        lines = zip(text.splitlines(), path.read_text().splitlines(), strict=True)
        changed = [pair for pair in lines if pair[0] != pair[1]]
        assert all(now.replace("anew", ref.id) == was or "digest" in was for was, now in changed)
    for name in ("one.toml", "old/two.toml", "three.toml"):
        loaded = read_scenario(talks / name)
        assert not loaded.case_moved_on or name == "three.toml"
        assert loaded.warnings == ()


@pytest.mark.parametrize("heading", ["[issues.water]", "[issues.water.options.half]"])
def test_what_gets_other_words_and_another_id_keeps_its_comments(talks: Path, heading: str) -> None:
    """The other words are saved with the id; undo leads back to the words and the id as written."""
    text = spoiled(CASE_TEXT, heading, f"# early\n{heading} # late")
    file = put(talks, "lake.case.toml", text)
    session = CaseSession.of_file(read_case(file))
    half = session.case.issues_by_id["water"].by_id["half"]
    session.put(evolve(half, title="Half of it"), issue="water")
    ref = WATER if heading == "[issues.water]" else HALF
    rename_everywhere(session, ref, "anew", users_of(session, ref).scenarios)
    text = file.read_text(encoding="utf-8")
    assert f"# early\n{heading.replace(ref.id, 'anew')} # late" in text
    assert 'title = "Half of it"' in text
    session.undo()
    session.undo()
    session.save()
    assert f"# early\n{heading} # late" in file.read_text(encoding="utf-8")


def test_what_gets_another_id_in_the_case_alone_keeps_its_comments_too(talks: Path) -> None:
    """Other words before and after it, and other new ids, are saved at once."""
    statement = "[statements.S1]"
    text = spoiled(CASE_TEXT, statement, f"# on S1\n{statement} # early")
    option = "[issues.fishing.options.free]"
    text = spoiled(text, option, f"# on free\n{option}")
    file = put(talks, "lake.case.toml", text)
    session = CaseSession.of_file(read_case(file))

    def comments_stand(statement: str, issue: str) -> bool:
        text = file.read_text(encoding="utf-8")
        return (
            f"# on S1\n[statements.{statement}] # early" in text
            and f"# on free\n[issues.{issue}.options.free]" in text
        )

    session.put(evolve(session.case.statements_by_id["S1"], quote="No thirst"))
    session.put(evolve(session.case.issues_by_id["fishing"], title="Fish"))
    session.rename(Ref(CaseTable.STATEMENTS, "S1"), "S11")
    session.rename(Ref(CaseTable.ISSUES, "fishing"), "fish")
    session.put(evolve(session.case.statements_by_id["S11"], section="Once more"))
    session.save()
    assert comments_stand("S11", "fish")
    while session.undo():
        pass
    session.save()
    assert comments_stand("S1", "fishing")
    while session.redo():
        pass
    session.save()
    assert comments_stand("S11", "fish")


def test_a_saved_new_id_that_is_undone_keeps_comments_where_something_else_is_done_then(
    talks: Path,
) -> None:
    """What was saved is no state any more that an undo or a redo leads to."""
    line = "[red_lines.S-1]"
    file = put(talks, "lake.case.toml", spoiled(CASE_TEXT, line, f"# on S-1\n{line}"))
    session = CaseSession.of_file(read_case(file))
    session.rename(LINE, "S-2")
    session.save()
    session.undo()
    session.rename(HALF, "anew")
    session.save()
    assert f"# on S-1\n{line}" in file.read_text(encoding="utf-8")


def test_comments_beside_what_names_a_renamed_issue_stay_beside_it(talks: Path) -> None:
    """Under a header of its own a statement says by issue what it opposes."""
    said = 'opposes = { water = ["all_north"] }\n'
    text = spoiled(CASE_TEXT, said, "")
    limits = 'limits = "It does not say what would be enough."\n'
    opposed = (
        '\n[statements.S1.opposes]\n# above\nwater = ["all_north"] # page 4\nfishing = [] # 5\n'
    )
    text = spoiled(text, limits, f"{limits}{opposed}")
    file = put(talks, "lake.case.toml", text)
    session = CaseSession.of_file(read_case(file))
    session.rename(WATER, "anew")
    session.save()
    assert opposed.replace("water", "anew") in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("with_digest", [True, False])
@pytest.mark.parametrize("chosen", ['option = "much"\n', 'note = "Ours."\n', ""])
def test_a_new_id_is_written_though_the_case_lost_something_before_its_save(
    tmp_path: Path, chosen: str, *, with_digest: bool
) -> None:
    """A scenario keeps what it says of that as gone; what says nothing goes with it."""
    rain = (
        '\n[issues.rain]\ntitle = "Rain"\n[issues.rain.options.much]\ntitle = "Much"\n'
        '[issues.rain.options.none]\ntitle = "None"\n'
    )
    case = put(tmp_path, "lake.case.toml", CASE_TEXT + rain)
    digest = f'digest = "{read_case(case).digest}"\n' if with_digest else ""
    text = SCENARIO_TEXT.replace('id = "lake"\n', f'id = "lake"\n{digest}')
    deal = put(tmp_path, "deal.toml", f"{text}\n[choices.rain]\n{chosen}")
    session = CaseSession.of_file(read_case(case))
    session.remove(Ref(CaseTable.ISSUES, "rain"))
    rename_everywhere(session, HALF, "anew", users_of(session, HALF).scenarios)
    written = read_scenario(deal).written
    assert written.option("water") == "anew"
    assert ("rain" in written.choices) == bool(chosen)
    session.undo()
    session.undo()
    session.save()
    assert read_scenario(deal).written.option("water") == "half"


def test_one_scenario_that_cannot_be_written_keeps_all_as_they_were(
    session: CaseSession, talks: Path
) -> None:
    """The case, too, in its file and on the desk."""
    (talks / "one.toml").chmod(0o444)
    before = {path: path.read_bytes() for path in talks.rglob("*.toml")}
    held = session.case
    with pytest.raises(SaveError, match="nothing was changed"):
        rename_everywhere(session, HALF, "anew", users_of(session, HALF).scenarios)
    assert {path: path.read_bytes() for path in talks.rglob("*.toml")} == before
    assert session.case == held


def test_an_id_that_is_taken_or_none_is_refused(session: CaseSession, talks: Path) -> None:
    """Before anything is written."""
    before = {path: path.read_bytes() for path in talks.rglob("*.toml")}
    for new, words in (("all_north", "another option all_north"), ("no id", "no id")):
        with pytest.raises(EditRefusedError, match=words):
            rename_everywhere(session, HALF, new, users_of(session, HALF).scenarios)
    assert {path: path.read_bytes() for path in talks.rglob("*.toml")} == before


def test_an_undo_writes_the_old_id_back_everywhere(session: CaseSession, talks: Path) -> None:
    """All files are as they were, and a redo writes the new one again."""
    before = {path: path.read_bytes() for path in talks.rglob("*.toml")}
    rename_everywhere(session, HALF, "halves", users_of(session, HALF).scenarios)
    after = {path: path.read_bytes() for path in talks.rglob("*.toml")}
    step = session.undo()
    assert step is not None
    assert step.outside is not None
    assert step.outside.files == 2
    assert {path: path.read_bytes() for path in talks.rglob("*.toml")} == before
    assert not session.unsaved
    assert session.redo() is not None
    assert {path: path.read_bytes() for path in talks.rglob("*.toml")} == after
    assert not session.unsaved


def test_an_undo_that_a_file_refuses_undoes_nothing(session: CaseSession, talks: Path) -> None:
    """Neither in the other files nor on the desk."""
    rename_everywhere(session, HALF, "halves", users_of(session, HALF).scenarios)
    (talks / "one.toml").chmod(0o444)
    after = {path: path.read_bytes() for path in talks.rglob("*.toml")}
    held = session.case
    with pytest.raises(SaveError, match="nothing was changed"):
        session.undo()
    assert {path: path.read_bytes() for path in talks.rglob("*.toml")} == after
    assert session.case == held
    (talks / "one.toml").chmod(0o644)
    assert session.undo() is not None
    assert session.case.issues[0].options[0].id == "half"


GONE = f"""id = "lake"
digest = "sha256:{"1" * 64}"
"""


@pytest.mark.parametrize(
    ("ref", "new", "left_over"),
    [
        (WATER, "rain", '\n[choices.rain]\noption = "much"\n'),
        (WATER, "rain", '\n[choices.rain]\nnote = "Ours."\n'),
        (HALF, "third", '\n[choices.water]\noption = "third"\n'),
        (LINE, "S-9", '\n[check]\nset_aside = ["S-9"]\n'),
    ],
)
def test_an_id_that_a_scenario_still_names_is_refused(
    session: CaseSession, talks: Path, ref: Ref, new: str, left_over: str
) -> None:
    """What it says of a thing that is gone could not be told from what it says of this one."""
    heading = left_over.split(maxsplit=1)[0]
    text = SCENARIO_TEXT.replace('id = "lake"\n', GONE)
    before, _, rest = text.partition(f"\n{heading}")
    text = before + rest[rest.find("\n\n[") :] if rest else text
    put(talks, "left.toml", text + left_over)
    files = {path: path.read_bytes() for path in talks.rglob("*.toml")}
    users = users_of(session, ref, new=new).scenarios
    with pytest.raises(EditRefusedError, match=rf"left\.toml still names {new}, which the case"):
        rename_everywhere(session, ref, new, users)
    assert {path: path.read_bytes() for path in talks.rglob("*.toml")} == files


@pytest.mark.parametrize(("ref", "new"), [(LINE, "S-2"), (WATER, "rain")])
def test_an_undo_leaves_a_scenario_as_it_is_that_names_the_old_id_alone(
    session: CaseSession, talks: Path, ref: Ref, new: str
) -> None:
    """It came from elsewhere, of the state of the case that the undo brings back."""
    rename_everywhere(session, ref, new, users_of(session, ref).scenarios)
    left = put(talks, "left.toml", SCENARIO_TEXT.replace('id = "lake"\n', GONE))
    before = left.read_bytes()
    assert session.undo() is not None
    assert left.read_bytes() == before
    assert ref.id in (talks / "one.toml").read_text(encoding="utf-8")
    assert session.redo() is not None
    assert left.read_bytes() != before


def test_an_undo_is_refused_where_a_scenario_names_both_ids(
    session: CaseSession, talks: Path
) -> None:
    """With one id neither could be told from the other; words say what to do before the undo."""
    rename_everywhere(session, LINE, "S-2", users_of(session, LINE).scenarios)
    both = SCENARIO_TEXT.replace('["S-1"]', '["S-1", "S-2"]').replace('id = "lake"\n', GONE)
    put(talks, "left.toml", both)
    files = {path: path.read_bytes() for path in talks.rglob("*.toml")}
    with pytest.raises(EditRefusedError, match=r"left\.toml names both S-2 and S-1.*one of them"):
        session.undo()
    assert {path: path.read_bytes() for path in talks.rglob("*.toml")} == files


def test_an_undo_keeps_what_somebody_else_chose_by_the_old_id(talks: Path) -> None:
    """The open file was restored meanwhile: no empty choice takes the place of theirs."""
    opened = Session.of_file(read_scenario(talks / "one.toml"))
    session = CaseSession.of_file(read_case(talks / "lake.case.toml"), opened.desk)
    rename_everywhere(session, WATER, "rain", users_of(session, WATER).scenarios)
    put(talks, "one.toml", SCENARIO_TEXT.replace('id = "lake"\n', GONE))
    theirs = opened.document.look_again()
    assert theirs is not None
    opened.keep_mine(theirs)
    session.undo()
    assert opened.document.last_saved == opened.written
    assert opened.written.choices["water"].option == "half"


@pytest.mark.parametrize("where", ["recovered", "given up", "half typed"])
def test_an_id_that_the_open_scenario_still_names_is_refused(talks: Path, where: str) -> None:
    """Though no file says so: what no undo could bring back would be gone."""
    opened = Session.of_file(read_scenario(talks / "one.toml"))
    session = CaseSession.of_file(read_case(talks / "lake.case.toml"), opened.desk)
    rain = evolve(opened.written, choices={**opened.written.choices, "rain": Choice("much")})
    if where == "half typed":
        opened.document.typing(rain)
    else:
        opened.document.history.do("draft recovered", rain)
    if where == "given up":
        opened.drop_vanished()
    files = {path: path.read_bytes() for path in talks.rglob("*.toml")}
    users = users_of(session, WATER, new="rain").scenarios
    with pytest.raises(EditRefusedError, match=r"one\.toml names rain, which the case"):
        rename_everywhere(session, WATER, "rain", users)
    assert {path: path.read_bytes() for path in talks.rglob("*.toml")} == files
    other = put(talks, "other.case.toml", CASE_TEXT)
    refuse_taken(CaseSession.of_file(read_case(other), opened.desk), WATER, "rain", ())


def test_a_redo_keeps_what_was_chosen_of_another_thing_of_the_old_id(talks: Path) -> None:
    """What was undone before the new id was undone is of the case as the redo makes it again."""
    opened = Session.of_file(read_scenario(talks / "one.toml"))
    session = CaseSession.of_file(read_case(talks / "lake.case.toml"), opened.desk)
    rename_everywhere(session, HALF, "halves", users_of(session, HALF).scenarios)
    session.put(Option("half", "Half of it", "The rest is left.", Origin.ADDED), issue="water")
    opened.judge_under(session.case)
    opened.choose("water", "half")
    for _ in range(3):
        assert session.undo() is not None
    assert opened.written.pick("water") == "half"
    for picked in ("halves", "halves", "half"):
        assert session.redo() is not None
        assert opened.written.pick("water") == picked


def test_an_entry_that_says_nothing_is_in_nobodys_way(session: CaseSession, talks: Path) -> None:
    """Each issue that a case ever had may have left one."""
    text = SCENARIO_TEXT.replace('id = "lake"\n', GONE) + "\n[choices.rain]\n"
    left = put(talks, "left.toml", text)
    rename_everywhere(session, WATER, "rain", users_of(session, WATER, new="rain").scenarios)
    assert read_scenario(left).written.choices["rain"].note == "Fair."
    assert "water" not in read_scenario(left).written.choices
