"""The session below the screen: named changes, history, saving, drafts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from planner.check.checker import check
from planner.check.verdict import LineStatus
from planner.editing.scenario_session import Change, Session, new_scenario
from planner.errors import FileProblemError, SaveError
from planner.files.cases.catalogue import bundled_folder, find_case
from planner.files.cases.reading import read_case
from planner.files.safety.drafts import Draft, abandoned_drafts, new_draft_file
from planner.files.safety.replacing import ChangedOnDiskError, TargetExistsError
from planner.files.safety.versions import kept_versions
from planner.files.scenarios.reading import read_scenario
from planner.files.toml.sight import unfit_sight
from planner.files.toml.source import SourceText
from planner.model.case import Issue, IssueKind
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from tests.editing.document_machine import DocumentMachine
from tests.files.samples import draft_scenario
from tests.small_cases import case_text, made_case

ROOT = Path(__file__).resolve().parents[2]
CASE = find_case("ukraine-2025-08")

COMMENTED = """\
# Ours, by hand.
format = 1

[scenario]
title = "By hand"   # a working title

[case]
id = "ukraine-2025-08"

[choices.ceasefire_timing]
option = "ceasefire_first" # for now
note = "why"
"""

OWN_CASE = case_text(made_case("own"))


@pytest.fixture
def session() -> Session:
    """A new scenario of the bundled case."""
    return Session.of_case(CASE)


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    """A scenario file that somebody wrote by hand."""
    file = tmp_path / "by-hand.toml"
    file.write_text(COMMENTED, encoding="utf-8")
    return file


def unsaved(session: Session) -> bool:
    """Whether it is."""
    return session.unsaved


def aside(session: Session) -> list[str]:
    """The ids of the lines set aside."""
    return list(session.scenario.set_aside)


def opened(path: Path) -> Session:
    """A session on the file."""
    return Session.of_file(read_scenario(path))


def test_a_new_scenario_has_nothing_decided_under_the_reading_of_the_case(
    session: Session,
) -> None:
    """Every issue is there, undecided and without a note; nothing is unsaved."""
    assert session.scenario.choices == {issue.id: Choice() for issue in CASE.case.issues}
    assert session.reading is CASE.case.reading
    assert session.verdict.undecided == tuple(issue.id for issue in CASE.case.issues)
    assert not session.unsaved
    assert session.path is None


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda s: s.choose("territory", "deferred"), "Territory: Deferred"),
        (lambda s: s.write_note("territory", "later"), "note on Territory"),
        (lambda s: s.set_title("A deal"), "title"),
        (lambda s: s.set_authors(("A", "B")), "authors"),
        (lambda s: s.set_summary("Short."), "summary"),
        (lambda s: s.read_as(Reading.STRICT), "strict reading"),
        (lambda s: s.set_aside("RU-1", aside=True), "RU-1 set aside"),
    ],
)
def test_every_change_has_a_name_and_can_be_undone_and_redone(
    session: Session, change: Callable[[Session], Change | None], name: str
) -> None:
    """Undo and redo give the change back, so that the screen can name it."""
    before = session.scenario
    made = change(session)
    assert made is not None
    assert made.name == name
    after = session.scenario
    assert after != before
    assert unsaved(session)
    again = evolve(made, merge_key="")
    assert session.undo() == made
    assert session.scenario == before
    assert not unsaved(session)
    assert session.redo() == again
    assert session.scenario == after
    assert change(session) is None  # it is so already


def test_a_choice_taken_back_is_named_after_its_issue(session: Session) -> None:
    """And a line that is counted again after the line."""
    session.choose("territory", "deferred")
    session.write_note("territory", "stays")
    assert session.choose("territory", None) is not None
    assert session.undo() is not None
    session.set_aside("RU-1", aside=True)
    names = [session.choose("territory", None), session.set_aside("RU-1", aside=False)]
    assert [change.name for change in names if change] == [
        "Territory: undecided",
        "RU-1 counted again",
    ]
    assert session.scenario.note("territory") == "stays"


def test_there_is_nothing_to_undo_or_redo_at_the_ends_of_the_history(session: Session) -> None:
    """A new change after an undo takes the place of what was undone."""
    assert session.undo() is None
    assert session.redo() is None
    session.choose("territory", "deferred")
    session.undo()
    session.choose("territory", "part_of_deal")
    assert session.redo() is None
    assert session.scenario.option("territory") == "part_of_deal"


def test_an_unknown_name_changes_nothing(session: Session) -> None:
    """It is a ``KeyError``: whoever calls has the names from the case."""
    calls: list[Callable[[], object]] = [
        lambda: session.choose("nowhere", "x"),
        lambda: session.choose("territory", "nothing"),
        lambda: session.write_note("nowhere", "x"),
        lambda: session.set_aside("XX-9", aside=True),
        lambda: session.apply({"territory": "nothing"}, "x"),
    ]
    for call in calls:
        with pytest.raises(KeyError):
            call()
    assert not session.unsaved
    assert session.undo() is None


def test_typing_is_undone_as_a_whole_until_something_else_happens(session: Session) -> None:
    """Letters of one field merge; another field, a choice or a save begins a new step."""
    for note in ("a", "ab", "abc"):
        session.write_note("territory", note)
    session.write_note("timeframe", "x")
    session.write_note("territory", "abcd")
    session.end_merging()
    session.write_note("territory", "abcde")
    notes = []
    while session.undo():
        notes.append((session.scenario.note("territory"), session.scenario.note("timeframe")))
    assert notes == [("abcd", "x"), ("abc", "x"), ("abc", ""), ("", "")]


def test_typing_on_after_a_save_is_a_step_of_its_own(session: Session, tmp_path: Path) -> None:
    """Undo leads back to what was saved."""
    session.write_note("territory", "a")
    session.save(tmp_path / "deal.toml")
    session.write_note("territory", "ab")
    session.undo()
    assert session.scenario.note("territory") == "a"
    assert not session.unsaved


def test_letters_that_are_typed_and_deleted_again_leave_no_step(session: Session) -> None:
    """Undo would seem to do nothing."""
    session.choose("territory", "deferred")
    session.write_note("territory", "a")
    session.write_note("territory", "")
    undone = session.undo()
    assert undone is not None
    assert undone.name == "Territory: Deferred"


def test_lines_set_aside_stand_in_the_order_of_the_case(session: Session) -> None:
    """In whichever order they are set aside; the verdict leaves them out at once."""
    session.choose("ceasefire_timing", "ceasefire_first")
    for line in ("RU-1", "US-1", "EU-1"):
        session.set_aside(line, aside=True)
    assert aside(session) == ["US-1", "EU-1", "RU-1"]
    assert [held.line.id for held in session.verdict.crossed] == []
    session.set_aside("RU-1", aside=False)
    assert [held.line.id for held in session.verdict.crossed] == ["RU-1"]


def test_several_changes_can_be_one_step(session: Session) -> None:
    """A scenario taken over, or the lines of a way out set aside, is undone as a whole."""
    session.choose("territory", "deferred")
    session.write_note("territory", "kept")
    choices = {"territory": "part_of_deal", "pressure_on_russia": "increase"}
    made = session.apply(choices, "nearest scenario taken")
    assert made is not None
    assert made.name == "nearest scenario taken"
    assert dict(session.scenario.chosen()) == choices
    assert session.scenario.note("territory") == "kept"
    session.set_aside("US-1", aside=True)
    made = session.set_all_aside(["RU-1", "EU-1"])
    assert made is not None
    assert aside(session) == ["US-1", "EU-1", "RU-1"]
    session.undo()
    assert aside(session) == ["US-1"]


def test_the_verdict_and_the_consequences_follow_each_change(session: Session) -> None:
    """Never an answer of before: also after undo, redo and another reading."""
    session.choose("territory", "part_of_deal")

    def crossed() -> list[str]:
        return [line.id for line in session.consequences("meeting_format")["us_russia"].crossed]

    assert crossed() == ["FR-1", "UA-1"]
    session.choose("territory", "deferred")
    assert crossed() == ["FR-1"]
    session.undo()
    assert crossed() == ["FR-1", "UA-1"]
    session.choose("ceasefire_timing", "parallel")
    assert len(session.verdict.contested) == 2
    session.read_as(Reading.STRICT)
    assert len(session.verdict.crossed) == 2
    assert len(session.verdict_under(Reading.FIRM).contested) == 2
    assert session.reading is Reading.STRICT


def test_a_scenario_without_a_file_needs_a_name(session: Session) -> None:
    """Asking for one is the screen's business."""
    with pytest.raises(ValueError, match="under a name"):
        session.save()


def test_saved_and_read_again_it_is_the_same(session: Session, tmp_path: Path) -> None:
    """With the digest of the case; the bundled case is named by its id alone."""
    file = tmp_path / "deal.toml"
    session.choose("territory", "deferred")
    session.set_title("A [/b] deal")
    assert session.save(file)
    assert not session.unsaved
    assert session.path == file
    loaded = read_scenario(file)
    assert loaded.scenario == session.scenario
    assert loaded.envelope.case_digest == CASE.digest != ""
    assert loaded.envelope.case_path == ""
    assert not session.save()
    session.choose("territory", "part_of_deal")
    assert session.save()
    assert read_scenario(file).scenario.option("territory") == "part_of_deal"


def test_an_unchanged_scenario_is_not_written(by_hand: Path) -> None:
    """Nor after a change and its undo: nobody's file is touched for nothing."""
    before = by_hand.read_bytes(), by_hand.stat().st_mtime_ns
    session = opened(by_hand)
    assert not session.save()
    session.choose("territory", "deferred")
    session.undo()
    assert not session.save()
    assert (by_hand.read_bytes(), by_hand.stat().st_mtime_ns) == before


def test_the_comments_of_a_file_written_by_hand_stay(by_hand: Path) -> None:
    """Only what changed is written anew."""
    session = opened(by_hand)
    session.choose("ceasefire_timing", "parallel")
    session.set_aside("FR-1", aside=True)
    assert session.save()
    text = by_hand.read_text(encoding="utf-8")
    for kept in ("# Ours, by hand.", "# a working title", "# for now"):
        assert kept in text
    assert read_scenario(by_hand).scenario == session.scenario
    other = by_hand.with_name("copy.toml")
    assert session.save(other)
    assert "# Ours, by hand." in other.read_text(encoding="utf-8")


def test_a_case_of_ones_own_is_named_by_its_path_where_its_id_is_not_enough(
    tmp_path: Path,
) -> None:
    """Beside the scenario its id is enough; elsewhere the path is relative to the scenario."""
    case_file = tmp_path / "talks" / "own.case.toml"
    case_file.parent.mkdir()
    case_file.write_text(OWN_CASE, encoding="utf-8")
    (tmp_path / "deals").mkdir()
    session = Session.of_case(read_case(case_file))
    session.choose("i", "x")
    for file, path in (
        (tmp_path / "talks" / "beside.toml", ""),
        (tmp_path / "deals" / "away.toml", "../talks/own.case.toml"),
        (tmp_path / "above.toml", "talks/own.case.toml"),
        (tmp_path / "talks" / "again.toml", ""),
    ):
        session.save(file)
        loaded = read_scenario(file)
        assert loaded.envelope.case_path == path
        assert loaded.case.id == "own"
        assert loaded.scenario == session.scenario
    again = opened(tmp_path / "deals" / "away.toml")
    again.choose("i", "y")
    again.save()
    assert read_scenario(tmp_path / "deals" / "away.toml").envelope.case_path == (
        "../talks/own.case.toml"
    )


def test_undo_after_a_save_brings_no_old_reference_to_the_case_back(by_hand: Path) -> None:
    """Which state of the case was saved against belongs to the file, not to the history."""
    session = opened(by_hand)
    assert session.envelope.case_digest == ""
    session.choose("territory", "deferred")
    session.save()
    assert session.undo() is not None
    assert session.envelope.case_digest == CASE.digest
    assert session.unsaved
    session.redo()
    assert not session.unsaved


def test_what_somebody_else_wrote_meanwhile_is_not_replaced_unseen(by_hand: Path) -> None:
    """The error carries what stands there now; seen, it may be replaced."""
    session = opened(by_hand)
    session.choose("territory", "deferred")
    theirs = COMMENTED.replace("Ours", "Theirs")
    by_hand.write_text(theirs, encoding="utf-8")
    with pytest.raises(ChangedOnDiskError) as caught:
        session.save()
    assert by_hand.read_text(encoding="utf-8") == theirs
    assert session.unsaved
    assert session.save(seen=caught.value.digest)
    assert read_scenario(by_hand).scenario == session.scenario


def test_another_file_is_not_replaced_unseen(session: Session, by_hand: Path) -> None:
    """Saving under another name is refused where there is a file already, until it is seen."""
    session.choose("territory", "deferred")
    with pytest.raises(TargetExistsError) as caught:
        session.save(by_hand)
    assert session.path is None
    assert by_hand.read_text(encoding="utf-8") == COMMENTED
    assert session.save(by_hand, seen=caught.value.digest)
    assert session.path == by_hand


def test_a_failed_save_keeps_the_work_and_its_history(session: Session, tmp_path: Path) -> None:
    """A folder that is not there, say."""
    session.choose("territory", "deferred")
    session.keep_draft()
    with pytest.raises(SaveError):
        session.save(tmp_path / "gone" / "deal.toml")
    assert session.unsaved
    assert session.path is None
    assert kept_drafts() == 1
    assert session.undo() is not None


def kept_drafts() -> int:
    """How many drafts are kept."""
    return len(list(Path(os.environ["PLANNER_STATE_DIR"], "drafts").glob("*.json")))


def test_a_draft_is_kept_while_there_is_unsaved_work(session: Session, tmp_path: Path) -> None:
    """One file, written anew after each change, gone when the work is saved, undone or dropped."""
    session.keep_draft()
    assert not Path(os.environ["PLANNER_STATE_DIR"], "drafts").exists()
    session.choose("territory", "deferred")
    session.keep_draft()
    session.choose("territory", "part_of_deal")
    session.keep_draft()
    assert kept_drafts() == 1
    session.save(tmp_path / "deal.toml")
    assert kept_drafts() == 0
    session.choose("territory", "deferred")
    session.keep_draft()
    session.undo()
    session.keep_draft()
    assert kept_drafts() == 0
    session.redo()
    session.keep_draft()
    assert kept_drafts() == 1
    session.document.drop_draft()
    assert kept_drafts() == 0


def test_an_unchanged_draft_is_not_written_again(session: Session) -> None:
    """The disk is spared."""
    session.choose("territory", "deferred")
    session.keep_draft()
    (file,) = Path(os.environ["PLANNER_STATE_DIR"], "drafts").glob("*.json")
    file.write_text("untouched", encoding="ascii")
    session.keep_draft()
    assert file.read_text(encoding="ascii") == "untouched"


def left_behind(
    scenario: Scenario,
    path: Path | None,
    monkeypatch: pytest.MonkeyPatch,
    base: SourceText | None = None,
) -> Draft:
    """The draft of a planner that was killed."""
    case = CASE.case
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: 999_999_999)
        draft_scenario(new_draft_file(path), scenario, case, path=path, base=base)
    (draft,) = abandoned_drafts()
    assert isinstance(draft, Draft)
    return draft


def test_a_recovered_draft_is_an_unsaved_change_of_its_file(
    by_hand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Undone, the file's content is there; saved, its comments stay."""
    loaded = read_scenario(by_hand)
    changed = loaded.scenario.with_pick("territory", "deferred")
    session = Session.of_draft(left_behind(changed, by_hand, monkeypatch, loaded.source))
    assert session.path == by_hand
    assert session.unsaved
    assert session.scenario.option("territory") == "deferred"
    assert session.save()
    assert "# Ours, by hand." in by_hand.read_text(encoding="utf-8")
    undone = session.undo()
    assert undone is not None
    assert undone.name == "draft recovered"
    assert session.scenario.option("territory") is None


@pytest.mark.parametrize("known", [True, False], ids=["base known", "base lost"])
def test_a_draft_of_a_file_that_changed_meanwhile_never_replaces_it_unseen(
    by_hand: Path,
    monkeypatch: pytest.MonkeyPatch,
    known: bool,  # noqa: FBT001 (pytest's way)
) -> None:
    """It stands on what it was made from, so that theirs is told and merged; else on theirs."""
    loaded = read_scenario(by_hand)
    changed = loaded.scenario.with_pick("territory", "deferred")
    by_hand.write_text(COMMENTED.replace("By hand", "Theirs"), encoding="utf-8")
    draft = left_behind(changed, by_hand, monkeypatch, loaded.source)
    if not known:
        for version in kept_versions(by_hand):
            version.unlink()
    session = Session.of_draft(draft)
    assert session.path == by_hand
    assert session.scenario.title == "By hand"
    theirs = session.document.look_again()
    assert (theirs is not None) == known
    if theirs is not None:
        with pytest.raises(ChangedOnDiskError):
            session.save()
        assert theirs.content is not None
        merge = session.document.merge_with(theirs.content, session.document.last_saved)
        assert merge.from_theirs == (("scenario", "title"),)
        session.merge(session.settled(merge.settled([])), "merged", theirs)
        assert session.save()
        assert read_scenario(by_hand).scenario.title == "Theirs"
    else:
        session.undo()
        assert session.scenario.title == "Theirs"
        session.redo()
        assert session.save()
    assert read_scenario(by_hand).scenario.option("territory") == "deferred"
    assert "# Ours, by hand." in by_hand.read_text(encoding="utf-8")


def test_a_draft_whose_file_is_gone_or_broken_is_recovered_without_one(
    by_hand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands there is not overwritten: the work is saved under another name."""
    changed = read_scenario(by_hand).scenario.with_pick("territory", "deferred")
    by_hand.write_text("<<<<<<< ours\n", encoding="utf-8")
    draft = left_behind(changed, by_hand, monkeypatch)
    for _ in range(2):
        session = Session.of_draft(draft)
        assert session.path is None
        assert session.unsaved
        assert session.scenario.option("territory") == "deferred"
        by_hand.unlink(missing_ok=True)


def test_a_draft_whose_file_holds_a_scenario_of_another_case_is_recovered_without_one(
    by_hand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft's own case is the one that its choices are of."""
    changed = read_scenario(by_hand).scenario.with_pick("territory", "deferred")
    by_hand.with_name("own.case.toml").write_text(OWN_CASE, encoding="utf-8")
    by_hand.write_text('format = 1\n[case]\nid = "own"\n', encoding="utf-8")
    session = Session.of_draft(left_behind(changed, by_hand, monkeypatch))
    assert session.case.id == "ukraine-2025-08"
    assert session.path is None
    assert session.scenario.option("territory") == "deferred"


@pytest.mark.parametrize("beside", [True, False])
def test_a_draft_whose_folder_has_another_name_finds_its_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, beside: bool
) -> None:
    """In the folder that one works in, or where the case was when the work was read with it."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    home = old if beside else tmp_path
    (home / "own.case.toml").write_text(OWN_CASE, encoding="utf-8")
    session = Session.of_case(read_case(home / "own.case.toml"))
    session.save(old / "deal.toml")
    session.write_note(session.case.issues[0].id, "Ours.")
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: 999_999_999)
        session.keep_draft()
    old.rename(new)
    monkeypatch.chdir(new)
    monkeypatch.setattr("planner.files.places._fixed", None)
    (draft,) = abandoned_drafts()
    assert isinstance(draft, Draft)
    recovered = Session.of_draft(draft)
    assert recovered.path is None
    assert recovered.written == session.written


def test_a_draft_of_a_new_scenario_is_recovered_as_one(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no file yet."""
    session.choose("territory", "deferred")
    recovered = Session.of_draft(left_behind(session.scenario, None, monkeypatch))
    assert recovered.scenario == session.scenario
    assert recovered.path is None
    recovered.undo()
    assert recovered.scenario == new_scenario(CASE.case)


def test_blanks_alone_are_no_title(session: Session) -> None:
    """With them for a title the draft could not be read, and all else in it was out of reach."""
    session.set_title(" ")
    assert not session.unsaved
    session.set_title("A title")
    session.set_title("  ")
    assert session.scenario.title == ""


@pytest.mark.parametrize(
    "title", ["\N{HANGUL FILLER}", "Ours\x1b", "x" * 201, "\N{ZERO WIDTH SPACE}"]
)
def test_a_draft_whose_title_no_file_could_hold_is_recovered_without_it(
    session: Session, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    """All else in it is there."""
    session.choose("territory", "deferred")
    session.set_authors(("Ann",))
    session.set_title(title)
    recovered = Session.of_draft(left_behind(session.written, None, monkeypatch))
    assert recovered.written == evolve(session.written, title="")


def test_a_draft_that_cannot_be_read_is_an_error_and_stays(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its case is gone, or its text is none any more."""
    draft = left_behind(session.scenario, None, monkeypatch)
    for text in (draft.text.replace("ukraine-2025-08", "no-such-case"), "[[["):
        with pytest.raises(FileProblemError):
            Session.of_draft(evolve(draft, text=text))
    assert draft.file.exists()


_VISIBLE = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])
_WORDS = st.text(_VISIBLE, max_size=12)
_LINES = st.lists(_WORDS, max_size=3).map("\n".join)
_ISSUES = st.sampled_from([issue.id for issue in CASE.case.issues])
_LINE_IDS = st.sampled_from([line.id for line in CASE.case.red_lines])


def answers(issue: Issue) -> st.SearchStrategy[Pick]:
    """One of its options, or as many of them as may hold together."""
    options = st.sampled_from([*issue.by_id])
    if issue.kind is IssueKind.ONE:
        return options
    held = st.sets(options, min_size=issue.at_least, max_size=issue.most)
    return held.map(issue.in_order)


class SessionMachine(DocumentMachine):
    """A session on a scenario, and its verdict."""

    file_name = "deal.toml"
    session: Session

    def begun(self) -> None:
        """With nothing chosen."""
        self.session = Session.of_case(CASE)

    def opened(self, file: Path) -> Session:
        """A session on the file."""
        return opened(file)

    def read(self, file: Path) -> Scenario:
        """What the file holds."""
        return read_scenario(file).scenario

    def put_file(self) -> None:
        """Put one of the examples there."""
        shutil.copy(ROOT / "scenarios" / "ceasefire-before-settlement.toml", self.file)

    @rule(issue=_ISSUES, data=st.data())
    def choose(self, issue: str, data: st.DataObject) -> None:
        """Any answer to an issue, or none."""
        pick = data.draw(st.none() | answers(CASE.case.issues_by_id[issue]))
        self.step(self.now.with_pick(issue, pick))
        self.session.choose(issue, pick)

    @rule(issue=_ISSUES, note=_LINES)
    def note(self, issue: str, note: str) -> None:
        """Typed into the same note again it is the same step."""
        self.step(self.now.with_note(issue, note), f"note {issue}")
        self.session.write_note(issue, note)

    @rule(title=_WORDS.filter(lambda words: not unfit_sight(words.strip())))
    def title(self, title: str) -> None:
        """Another title; blanks alone are none."""
        self.step(evolve(self.now, title=title if title.strip() else ""), "title")
        self.session.set_title(title)

    @rule(reading=st.sampled_from(Reading))
    def read_as(self, reading: Reading) -> None:
        """Another reading."""
        self.step(evolve(self.now, reading=reading))
        self.session.read_as(reading)

    @rule(reading=st.sampled_from([None, *Reading]))
    def look_through(self, reading: Reading | None) -> None:
        """Through another reading: no step, and nothing to save."""
        self.session.look_through(reading)
        assert self.session.lens is (reading or self.session.reading)

    @rule(line=_LINE_IDS, aside=st.booleans())
    def set_aside(self, line: str, aside: bool) -> None:  # noqa: FBT001 (Hypothesis draws it)
        """Left out, or counted again."""
        wanted = {*self.now.set_aside} - {line} | ({line} if aside else set())
        ordered = tuple(held.id for held in CASE.case.red_lines if held.id in wanted)
        self.step(evolve(self.now, set_aside=ordered))
        self.session.set_aside(line, aside=aside)

    @invariant()
    def judged(self) -> None:
        """The verdict is that of the scenario in the list."""
        expected = check(CASE.case, self.now, reading=self.session.lens)
        assert self.session.reading is (self.now.reading or CASE.case.reading)
        assert self.session.verdict.statuses == expected.statuses
        assert self.session.verdict.party_statuses == expected.party_statuses
        assert self.session.verdict.set_aside == expected.set_aside


TestSessionMachine = SessionMachine.TestCase
TestSessionMachine.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def test_the_bundled_case_is_where_the_session_looks_for_it() -> None:
    """Otherwise its path would be written into every scenario."""
    assert CASE.path.parent == bundled_folder()
    assert LineStatus.CROSSED in {
        held.status for held in opened(ROOT / "scenarios" / "nato-membership.toml").verdict.crossed
    }
