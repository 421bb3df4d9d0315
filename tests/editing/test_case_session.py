"""The open case: edits that leave a case that a file can hold, or change nothing and say why."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from planner.editing.case_edits import CaseTable, Item, Ref, found, put, renamed, users
from planner.editing.case_forms import DETAILS, fields_of, fill
from planner.editing.case_session import CaseSession, EditRefusedError
from planner.editing.overlays import laid_over
from planner.editing.renaming import renaming
from planner.errors import LayoutAtStakeError
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.judging import flaws_of
from planner.files.cases.kind import case_kind, tables_of_case
from planner.files.cases.reading import read_case
from planner.files.safety.drafts import Draft, abandoned_drafts
from planner.files.toml.envelope import NO_ENVELOPE
from planner.files.toml.leaves import leaves
from planner.files.toml.source import source_from_text
from planner.model.case import Case, Issue, Option, Party
from planner.model.private import Overlay
from planner.model.red_lines import RedLine
from planner.model.statements import Statement, Strength
from tests.editing.document_machine import DocumentMachine
from tests.files.samples import CASE_TEXT, WITHOUT_STRENGTH, small_case
from tests.files.samples import put as put_file
from tests.files.strategies import cases, names
from tests.made_cases import seeded_case
from tests.small_cases import when, with_evidence

KIND = case_kind("c.case.toml")
LINE = Ref(CaseTable.RED_LINES, "S-1")
Edit = Callable[[CaseSession], object]


def refs(case: Case) -> list[Ref]:
    """All that has an id in a case."""
    tables = [table for table in CaseTable if table is not CaseTable.OPTIONS]
    found = [Ref(table, item.id) for table in tables for item in getattr(case, table)]
    return found + [
        Ref(CaseTable.OPTIONS, option.id, issue.id)
        for issue in case.issues
        for option in issue.options
    ]


@st.composite
def edits(draw: st.DrawFn, case: Case) -> Edit:
    """One edit to what is there now, of any kind."""
    ref = draw(st.sampled_from(refs(case)))
    item: Any = found(case, ref)
    new_id = draw(st.sampled_from(["new-1", "new-2", ref.id]))
    words, steps = draw(names), draw(st.integers(-2, 2))
    text = next(name for name in ("name", "quote", "title") if hasattr(item, name))
    kinds: list[Edit] = [
        lambda s: s.put(evolve(item, **{text: words}), issue=ref.issue),
        lambda s: s.put(evolve(item, id=new_id), issue=ref.issue, before=ref.id),
        lambda s: s.remove(ref),
        lambda s: s.move(ref, steps),
        lambda s: s.rename(ref, new_id),
        lambda s: s.set_title(words),
    ]
    if isinstance(item, Statement | RedLine):
        kinds.append(lambda s: s.review(ref, words))
    at = draw(st.sampled_from([ref, DETAILS]))
    fields = fields_of(case, at)
    field = draw(st.sampled_from([field.name for field in fields]))
    typed = draw(st.sampled_from([*_ODD, *(field.text for field in fields)]))
    kinds += [lambda s: type_into(s, at, field, typed)] * 4
    return draw(st.sampled_from(kinds))


_ODD = ("2024-13-01", "2024-02-29", "0", "-3", "7", "A\nB", "any", "number", "x: y", "not a", "")
"""What one may type into a field of whatever kind."""


def type_into(session: CaseSession, ref: Ref, field: str, text: str) -> None:
    """Type a text into a field of a form, which makes a step of it or says what is wrong."""
    texts = {held.name: held.text for held in fields_of(session.case, ref)}
    filled = fill(session.case, ref, {**texts, field: text})
    if filled.case is None:
        assert all(filled.wrong.values())
        assert filled.wrong
        raise EditRefusedError("it stands at the field")
    session.change(f"{field} typed", filled.case)


def canonical(case: Case) -> str:
    """The case as a file of its own."""
    return KIND.text_to_save(case)


def with_comments(text: str) -> tuple[str, int]:
    """The text with a comment above each of its tables, and the number of comments."""
    lines: list[str] = []
    count = 0
    for line in text.split("\n"):
        if line.startswith("[") and line.endswith("]") and lines and not lines[-1]:
            lines.append(f"# about {count}")
            count += 1
        lines.append(line)
    return "\n".join(lines), count


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_edits_leave_a_case_that_a_file_can_hold_or_say_why_not(data: st.DataObject) -> None:
    """What is refused changes nothing; what is written reads back equal; undo gives it all back."""
    text = canonical(data.draw(cases()))
    source = source_from_text("c.case.toml", text)
    before = KIND.read(source).content
    session = CaseSession(before, path=Path("c.case.toml"), source=source)
    overlay = Overlay(before.sources, before.statements, before.red_lines)
    for _ in range(data.draw(st.integers(1, 6))):
        held = session.case
        try:
            data.draw(edits(held))(session)
        except EditRefusedError:
            assert session.case is held
        assert flaws_of(session.case) == ()
        assert flaws_of(laid_over(session.case, overlay)) == ()
        assert KIND.read(source_from_text("x", canonical(session.case))).content == session.case
    while session.undo():
        pass
    assert session.case == before
    assert not session.unsaved
    assert KIND.text(session.case, NO_ENVELOPE, source) == text


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_undoing_all_after_a_save_keeps_every_comment(data: st.DataObject) -> None:
    """The content is that of the start; where the layout is at stake, nothing is written."""
    text, count = with_comments(canonical(data.draw(cases())))
    source = source_from_text("c.case.toml", text)
    before = KIND.read(source).content
    session = CaseSession(before, path=Path("c.case.toml"), source=source)
    for _ in range(data.draw(st.integers(1, 4))):
        try:
            data.draw(edits(session.case))(session)
        except EditRefusedError:
            continue
    try:
        saved = source_from_text("c.case.toml", KIND.text(session.case, NO_ENVELOPE, source))
        assert KIND.read(saved).content == session.case
        again = KIND.text(before, NO_ENVELOPE, saved)
    except LayoutAtStakeError:
        return
    assert KIND.read(source_from_text("x", again)).content == before
    assert all(f"# about {number}\n" in again for number in range(count))


def naming(case: Case, ref: Ref) -> set[tuple[str, ...]]:
    """What says the id of a thing, found in the leaves of its file: an oracle without a model."""
    found: set[tuple[str, ...]] = set()
    for path, value in leaves(tables_of_case(case, NO_ENVELOPE, 2)).items():
        if _says(path, value, ref):
            options = path[0] == "issues" and len(path) > 3 and path[2] == "options"
            found.add(path[:4] if options else path[:2])
    return found


_NAMES = {
    CaseTable.PARTIES: {"party"},
    CaseTable.SOURCES: {"source"},
    CaseTable.STATEMENTS: {"evidence", "repeats", "superseded_by"},
    CaseTable.RED_LINES: {"superseded_by"},
    CaseTable.COHERENCE: set[str](),
}
_RULES = {"crossed_when", "contested_when", "applies_when", "impossible_when"}


def _says(path: tuple[str, ...], value: Any, ref: Ref) -> bool:
    if ref.table in _NAMES:
        other = path[-1] == "superseded_by" and path[0] != ref.table
        names = value if isinstance(value, tuple) else (value,)
        return path[-1] in _NAMES[ref.table] and not other and ref.id in names
    issue = ref.id if ref.table is CaseTable.ISSUES else ref.issue
    asked: list[Any] = []
    if path[-1] in _RULES:
        asked = [part for term in value for i, part in term.items() if i == issue]
    elif len(path) > 3 and path[2] in {"opposes", "supports", "points"} and path[-1] == issue:
        asked = [value]
    if ref.table is CaseTable.ISSUES:
        return bool(asked)
    return any(ref.id in _options(part) for part in asked)


def _options(part: Any) -> list[str]:
    """The options that a part of a condition, or points, name."""
    if isinstance(part, tuple):
        return [each for each in part if isinstance(each, str)]
    listed = (part.get(name, ()) for name in ("any", "all", "none"))
    return [*part, *(option for options in listed for option in options)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_new_id_touches_exactly_what_names_the_old_one(data: st.DataObject) -> None:
    """Nothing else changes, nothing names the old one any more, and a way back leads back."""
    case = data.draw(cases())
    ref = data.draw(st.sampled_from(refs(case)))
    named = {
        (("issues", each.issue, "options", each.id) if each.issue else (each.table.value, each.id))
        for each in users(case, ref)
    }
    itself = ("issues", ref.issue, "options", ref.id) if ref.issue else (ref.table.value, ref.id)
    assert named == naming(case, ref) - {itself}
    after = renamed(case, ref, "another")
    new = evolve(ref, id="another")
    assert found(case, ref) is not None
    assert found(after, ref) is None
    assert flaws_of(after) == ()
    assert naming(after, ref) == set()
    assert renamed(after, new, ref.id) == case


def test_an_edit_is_named_for_undo() -> None:
    """As a planner would call it."""
    session = CaseSession(small_case())
    session.put(Option("third", "A third"), issue="water")
    session.put(evolve(session.case.red_lines[0], title="No more"))
    session.move(Ref(CaseTable.ISSUES, "fishing"), -1)
    session.rename(Ref(CaseTable.PARTIES, "south"), "s")
    session.set_title("The pond")
    undone = []
    while step := session.undo():
        undone.append(step.name)
    assert undone == [
        "title",
        "party south is s now",
        "issue fishing moved up",
        "red line S-1 changed",
        "option third added",
    ]
    assert session.case == small_case()


def test_what_others_name_stays_and_says_by_what() -> None:
    """Nothing is taken out of a rule behind anybody's back."""
    session = CaseSession(small_case())
    with pytest.raises(EditRefusedError) as refused:
        session.remove(Ref(CaseTable.OPTIONS, "all_north", "water"))
    assert str(refused.value) == (
        "option all_north stays: it is named by statement S1, red line S-1 and coherence rule dry; "
        "take it out there first"
    )
    with pytest.raises(EditRefusedError, match="another party north"):
        session.rename(Ref(CaseTable.PARTIES, "south"), "north")
    with pytest.raises(KeyError):
        session.remove(Ref(CaseTable.PARTIES, "east"))


def test_a_refused_edit_says_what_a_file_would_be_told() -> None:
    """Each thing that is wrong, and how to mend it."""
    session = CaseSession(small_case())
    wrong = evolve(session.case.red_lines[0], crossed_when=(when(water="none"),), party="suoth")
    with pytest.raises(EditRefusedError) as refused:
        session.put(wrong)
    assert str(refused.value) == (
        'nothing was changed: the case has no party "suoth"; expected one of north, south; did you '
        'mean "south"?; the issue "water" has no option "none"; expected one of half, all_north'
    )
    assert session.case == small_case()
    with pytest.raises(EditRefusedError, match="not allowed"):
        session.set_title("a\x1bb")


def reviewers(session: CaseSession) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who has reviewed the first statement, and the first red line."""
    return session.case.statements[0].reviewed_by, session.case.red_lines[0].reviewed_by


def test_a_review_lasts_until_the_meaning_changes() -> None:
    """Its place in the source is no meaning; the strength, the quote and the rule are."""
    session = CaseSession(small_case())
    for ref in (Ref(CaseTable.STATEMENTS, "S1"), Ref(CaseTable.RED_LINES, "S-1")):
        session.review(ref, "Ada")
    statement, line = session.case.statements[0], session.case.red_lines[0]
    assert reviewers(session) == (("Ada",), ("Ada",))
    session.put(evolve(statement, section="page 2"))
    assert reviewers(session)[0] == ("Ada",)
    session.put(evolve(statement, strength=Strength.INSISTENCE))
    assert reviewers(session)[0] == ()
    session.put(evolve(line, title="Another limit"))
    assert reviewers(session)[1] == ()
    session.undo()
    session.review(Ref(CaseTable.RED_LINES, "S-1"), "Ada")
    assert reviewers(session)[1] == ()


def test_a_saved_case_keeps_its_comments(tmp_path: Path) -> None:
    """Only what changed changes in the file."""
    file = put_file(tmp_path, "lake.case.toml", f"# by hand\n{CASE_TEXT}")
    session = CaseSession.of_file(read_case(file))
    session.put(Option("third", "A third"), issue="water", before="half")
    assert session.save()
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# by hand\n")
    assert [option.id for option in read_case(file).case.issues[0].options] == [
        "third",
        "half",
        "all_north",
    ]
    assert not session.unsaved


def test_a_line_whose_strength_is_left_out_follows_its_evidence(tmp_path: Path) -> None:
    """While the evidence is edited, and in the file; a strength of its own is written."""
    file = put_file(tmp_path, "lake.case.toml", WITHOUT_STRENGTH)
    session = CaseSession.of_file(read_case(file))
    session.put(evolve(session.case.statements[0], strength=Strength.INSISTENCE))
    assert session.case.red_lines[0].strength is Strength.INSISTENCE
    texts = {field.name: field.text for field in fields_of(session.case, LINE)}
    assert texts["strength"] == ""
    session.keep_form(LINE, fill(session.case, LINE, {**texts, "caveat": "Heard once."}))
    assert session.save()
    assert read_case(file).case == session.case
    assert "strength" not in file.read_text(encoding="utf-8").split("[red_lines.S-1]")[1]
    session.keep_form(LINE, fill(session.case, LINE, {**texts, "strength": "opposition"}))
    assert session.save()
    assert read_case(file).case.red_lines[0].strength is Strength.OPPOSITION


def test_a_bundled_case_is_saved_under_a_name_of_ones_own(tmp_path: Path) -> None:
    """With all its comments; the bundled one stays."""
    bundled = bundled_folder() / "ukraine-2025-08.case.toml"
    before = bundled.read_bytes()
    session = CaseSession.of_file(read_case(bundled))
    assert session.path is None
    session.put(Option("half", "Half", "Half of it."), issue="territory")
    session.save(tmp_path / "own.case.toml")
    assert bundled.read_bytes() == before
    assert read_case(tmp_path / "own.case.toml").case == session.case
    text = (tmp_path / "own.case.toml").read_text(encoding="utf-8")
    assert text.count("#") == before.decode().count("#")


def left_behind(session: CaseSession) -> Draft:
    """Its unsaved work, as a planner that was killed leaves it."""
    session.keep_draft()
    (kept,) = Path(os.environ["PLANNER_STATE_DIR"]).glob("drafts/*.draft.json")
    record = json.loads(kept.read_text(encoding="ascii"))
    kept.write_text(json.dumps({**record, "pid": 999_999_999, "started": ""}), encoding="ascii")
    (draft,) = abandoned_drafts()
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize("has_file", [True, False])
def test_an_unsaved_case_is_recovered_from_its_draft(tmp_path: Path, *, has_file: bool) -> None:
    """As an unsaved change of its file, or without one."""
    file = put_file(tmp_path, "lake.case.toml", CASE_TEXT)
    session = CaseSession.of_file(read_case(file)) if has_file else CaseSession(small_case())
    session.set_title("The pond")
    recovered = CaseSession.of_draft(left_behind(session))
    assert recovered.case.title == "The pond"
    assert recovered.unsaved
    assert recovered.path == (file if has_file else None)
    assert recovered.save(tmp_path / "other.case.toml")


def test_a_recovered_case_whose_file_is_gone_is_gone_on_with_where_it_was(tmp_path: Path) -> None:
    """It is saved there, and takes new ids, as if it had never been away."""
    file = put_file(tmp_path, "lake.case.toml", CASE_TEXT)
    session = CaseSession.of_file(read_case(file))
    session.set_title("The pond")
    draft = left_behind(session)
    file.unlink()
    recovered = CaseSession.of_draft(draft)
    assert recovered.path is None
    assert recovered.folder == tmp_path
    recovered.save(file)
    renaming(recovered, Ref(CaseTable.OPTIONS, "half", "water"), "equal", []).write()
    assert "equal" in read_case(file).case.issues[0].by_id


def test_two_peoples_edits_come_together() -> None:
    """By statement, line and option; what both changed otherwise is asked."""
    base = small_case()
    mine = put(base, Option("mine", "Mine"), issue="water")
    mine = put(mine, evolve(mine.parties[0], name="The North"))
    theirs = put(base, Option("theirs", "Theirs"), issue="fishing")
    theirs = put(theirs, evolve(theirs.parties[0], name="Northern"))
    session = CaseSession(base)
    session.change("mine", mine)
    merge = session.document.merge_with(theirs, base)
    assert [clash.path for clash in merge.clashes] == [("parties", "north", "name")]
    document = session.document
    settled = merge.settled([("parties", "north", "name")])
    document.merge(document.kind.content_of(settled), "merged")
    assert session.case.parties[0].name == "Northern"
    assert {o.id for i in session.case.issues for o in i.options} >= {"mine", "theirs"}


def test_a_new_thing_of_one_id_and_another_content_is_a_clash() -> None:
    """Neither is lost: it is asked."""
    base = small_case()
    mine, theirs = (put(base, Option("new", title), issue="water") for title in ("A", "B"))
    merge = KIND.merged(base, mine, theirs)
    assert [clash.path for clash in merge.clashes] == [
        ("issues", "water", "options", "new", "title")
    ]


ITEMS: tuple[Item, ...] = (Issue("i", "I", (Option("o", "O"),)), Party("p", "P"))


@pytest.mark.parametrize("item", ITEMS)
def test_a_new_thing_stands_where_it_was_put(item: Item) -> None:
    """Before another, or last."""
    case = small_case()
    ref = Ref.of(item)
    first = getattr(case, ref.table)[0].id
    assert getattr(put(case, item, before=first), ref.table)[0] == item
    assert getattr(put(case, item), ref.table)[-1] == item


class CaseMachine(DocumentMachine):
    """A session on a case."""

    file_name = "lake.case.toml"
    session: CaseSession

    def begun(self) -> None:
        """On a case that no file holds."""
        self.session = CaseSession(small_case())

    def opened(self, file: Path) -> CaseSession:
        """A session on the file."""
        return CaseSession.of_file(read_case(file))

    def read(self, file: Path) -> Case:
        """What the file holds."""
        return read_case(file).case

    def put_file(self) -> None:
        """Put a case with comments there."""
        self.file.write_text(with_comments(CASE_TEXT)[0], encoding="utf-8")

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        """Any edit; one that is refused changes nothing."""
        with suppress(EditRefusedError):
            data.draw(edits(self.session.case))(self.session)
        done = self.session.document.history.last_done
        self.step(self.session.case, done.merge_key if done is not None else "")

    @rule(summary=st.text("ab \n", max_size=8))
    def summary(self, summary: str) -> None:
        """Typed into the same summary again it is the same step."""
        self.step(evolve(self.now, summary=summary), "summary")
        self.session.set_summary(summary)


TestCaseMachine = CaseMachine.TestCase
TestCaseMachine.settings = settings(
    max_examples=15,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_a_review_a_move_and_a_removal_judge_what_they_touch_alone() -> None:
    """They are keys: of a large case each would take a second, had all of it to be judged."""
    large = seeded_case(issues=50, options=4, lines=600, parties=5)
    session = CaseSession(with_evidence(large))
    line = Ref.of(session.case.red_lines[300])
    before = time.process_time()
    assert not flaws_of(session.case)
    whole = time.process_time() - before
    edits: list[Edit] = [
        lambda s: s.review(line, "Ann"),
        lambda s: s.move(line, 1),
        lambda s: s.move(line, -2),
        lambda s: s.remove(line),
    ]
    for edit in edits:
        before = time.process_time()
        assert edit(session)
        assert time.process_time() - before < whole / 4
    assert not flaws_of(session.case)


@pytest.mark.parametrize("table", [t for t in CaseTable if t is not CaseTable.OPTIONS])
def test_a_new_id_is_judged_by_itself(table: CaseTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever names the thing follows; an id that is none is refused in the words of the file."""
    session = CaseSession(small_case())
    first = getattr(session.case, table)[0]
    refs = [Ref.of(first)]
    if isinstance(first, Issue):
        refs.append(Ref.of(first.options[0], first.id))
    for ref in refs:
        with pytest.raises(EditRefusedError, match="expected"):
            session.rename(ref, "no id")
    held = session.case
    with monkeypatch.context() as patch:
        patch.setattr("planner.editing.case_session.flaws_of", lambda case: pytest.fail(str(case)))
        for ref in reversed(refs):
            assert session.rename(ref, "another")
    assert not flaws_of(session.case)
    assert session.case != held


def test_a_name_that_no_file_can_hold_reviews_nothing() -> None:
    """It is refused in the words of the file."""
    session = CaseSession(small_case())
    held = session.case
    with pytest.raises(
        EditRefusedError, match=r"holds a character that is not allowed \(U\+0007\)"
    ):
        session.review(Ref.of(held.red_lines[0]), "An\x07n")
    assert session.case is held


def test_an_edit_that_was_judged_beside_takes_no_time_and_another_is_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was judged is that one case: after another change meanwhile it is judged anew."""
    session = CaseSession(small_case())
    line = evolve(session.case.red_lines[0], title="Another title")
    no_line = evolve(line, crossed_when=())
    with pytest.raises(EditRefusedError):
        session.judging(lambda s: s.put(no_line))()
    session.judging(lambda s: s.put(line))()
    judged: list[Case] = []

    def noted(case: Case) -> Any:
        judged.append(case)
        return flaws_of(case)

    monkeypatch.setattr("planner.editing.case_session.flaws_of", noted)
    assert session.put(line)
    assert not judged
    session.undo()
    session.set_title("Another title")
    assert session.put(line)
    assert judged[-1] == session.case
    with pytest.raises(EditRefusedError):
        session.put(no_line)
