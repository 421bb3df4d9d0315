"""What every kind of document does: one suite for scenarios, cases and a kind of twenty lines."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen

from planner.editing.document import Document
from planner.errors import FileProblemError, SaveError
from planner.files.cases.kind import case_kind
from planner.files.safety.drafts import Draft, abandoned_drafts
from planner.files.safety.replacing import ChangedOnDiskError, TargetExistsError
from planner.files.safety.versions import kept_content
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.kind import Kind
from planner.files.toml.source import source_from_text
from planner.files.toml.values import Label
from planner.model.case import Option
from tests.editing.toy import TOY, Item
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, small_case

TOY_TEXT = 'format = 1\ntitle = "Toys"\n\n[items.ball]\nname = "Ball"\ntags = ["red"]\n'


@frozen
class Sample:
    """A kind with a file of it and two changes: in different places of it."""

    kind: Kind[Any]
    text: str
    one: Callable[[Any], Any]
    two: Callable[[Any], Any]
    one_says: str
    unwritable: Callable[[Any], Any]


def _another_option(case: Any) -> Any:
    first = case.issues[0]
    options = (*first.options, Option("new", "New"))
    return evolve(case, issues=(evolve(first, options=options), *case.issues[1:]))


SAMPLES = {
    "scenario": Sample(
        scenario_kind(small_case()),
        SCENARIO_TEXT,
        lambda scenario: scenario.with_pick("water", "all_north"),
        lambda scenario: scenario.with_pick("fishing", "free"),
        'option = "all_north"',
        lambda scenario: scenario.with_note("water", "\x1b"),
    ),
    "case": Sample(
        case_kind("lake.case.toml"),
        CASE_TEXT,
        lambda case: evolve(case, title="The pond"),
        _another_option,
        'title = "The pond"',
        lambda case: evolve(case, title=""),
    ),
    "toy": Sample(
        TOY,
        TOY_TEXT,
        lambda toy: evolve(toy, title="Games"),
        lambda toy: evolve(
            toy, items={**toy.items, "kite": Item(Label("Kite"), (Label("red"), Label("long")))}
        ),
        'title = "Games"',
        lambda toy: evolve(toy, title="two\nlines"),
    ),
}


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Sample:
    return SAMPLES[request.param]


@pytest.fixture
def file(sample: Sample, tmp_path: Path) -> Path:
    path = tmp_path / f"held{sample.kind.suffix}"
    path.write_text(f"# by hand\n{sample.text}", encoding="utf-8")
    return path


@pytest.fixture
def document(sample: Sample, file: Path) -> Document[Any]:
    return Document.of_file(sample.kind, file)


def changed(document: Document[Any], change: Callable[[Any], Any]) -> Any:
    """Makes the change, and gives what came of it."""
    step = document.history.do("changed", change(document.content))
    assert step is not None
    return step.after


def drafts() -> list[Path]:
    return sorted(Path(os.environ["PLANNER_STATE_DIR"]).glob("drafts/*.draft.json"))


def test_what_is_read_is_written_back_equal(sample: Sample) -> None:
    """In the canonical form, which is its own canonical form."""
    read = sample.kind.read(source_from_text("x", sample.text))
    text = sample.kind.text_to_save(read.content, read.envelope)
    again = sample.kind.read(source_from_text("x", text))
    assert again.content == read.content
    assert sample.kind.text(again.content, again.envelope) == text


def test_an_edit_is_undone_and_redone(sample: Sample, document: Document[Any]) -> None:
    """By name; saved work is marked as such again."""
    before = document.content
    after = changed(document, sample.one)
    assert document.unsaved
    undone = document.history.undo()
    assert undone is not None
    assert (undone.name, document.content, document.unsaved) == ("changed", before, False)
    document.history.redo()
    assert (document.content, document.unsaved) == (after, True)


def test_a_save_changes_what_changed(sample: Sample, document: Document[Any], file: Path) -> None:
    """Comments stay, the work is saved, and a second save writes nothing."""
    before = file.read_text(encoding="utf-8")
    after = changed(document, sample.one)
    assert document.save()
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# by hand\n")
    assert sample.one_says in text
    assert len(set(text.splitlines()) - set(before.splitlines())) == 1
    assert Document.of_file(sample.kind, file).content == after
    assert not document.unsaved
    assert not document.save()


def test_a_new_document_asks_for_a_name_that_is_free(
    sample: Sample, document: Document[Any], file: Path, tmp_path: Path
) -> None:
    """Nothing is replaced that was not seen."""
    new = Document(sample.kind, document.content)
    with pytest.raises(ValueError, match=f"a {sample.kind.noun} without a file"):
        new.save()
    with pytest.raises(TargetExistsError):
        new.save(file)
    new.save(tmp_path / f"new{sample.kind.suffix}")
    assert Document.of_file(sample.kind, new.path or file).content == document.content


def test_what_no_file_can_hold_is_not_written(
    sample: Sample, document: Document[Any], file: Path
) -> None:
    """The file stays, and so does the work."""
    before = file.read_bytes()
    changed(document, sample.unwritable)
    with pytest.raises(SaveError):
        document.save(canonical=True)
    assert file.read_bytes() == before
    assert document.unsaved


def test_what_others_wrote_is_not_replaced_unseen(
    sample: Sample, document: Document[Any], file: Path
) -> None:
    """Seen, mine goes into their layout."""
    after = changed(document, sample.one)
    file.write_text(f"# theirs\n{sample.text}", encoding="utf-8")
    with pytest.raises(ChangedOnDiskError):
        document.save()
    theirs = document.look_again()
    assert theirs is not None
    document.keep_mine(theirs)
    document.save()
    assert file.read_text(encoding="utf-8").startswith("# theirs\n")
    assert Document.of_file(sample.kind, file).content == after


def test_theirs_is_taken_over_as_one_step(
    sample: Sample, document: Document[Any], file: Path
) -> None:
    """Undo brings mine back."""
    mine = changed(document, sample.one)
    other = Document.of_file(sample.kind, file)
    theirs = changed(other, sample.two)
    other.save()
    seen = document.look_again()
    assert seen is not None
    document.merge(seen.content, "taken over", seen)
    assert (document.content, document.unsaved) == (theirs, False)
    document.history.undo()
    assert (document.content, document.unsaved) == (mine, True)


def test_changes_in_different_places_are_merged(
    sample: Sample, document: Document[Any], file: Path
) -> None:
    """Without a question; both are in the file, and in either order it is the same."""
    changed(document, sample.one)
    other = Document.of_file(sample.kind, file)
    changed(other, sample.two)
    other.save()
    theirs = document.look_again()
    assert theirs is not None
    assert theirs.content is not None
    merge = document.merge_with(theirs.content, document.last_saved)
    back = sample.kind.merged(document.last_saved, theirs.content, document.content)
    assert merge.clashes == ()
    both = sample.kind.content_of(merge.leaves)
    assert both == sample.kind.content_of(back.leaves)
    document.merge(both, "merged", theirs)
    document.save()
    assert Document.of_file(sample.kind, file).content == both
    assert both == sample.two(
        sample.one(sample.kind.read(source_from_text("x", sample.text)).content)
    )


def test_the_same_place_changed_differently_is_asked(
    sample: Sample, document: Document[Any]
) -> None:
    """Nobody but a person settles it; without a base each difference is such a place."""
    base = document.content
    mine = sample.one(base)
    merge = sample.kind.merged(None, mine, base)
    assert len(merge.clashes) == 1
    assert sample.kind.content_of(merge.settled([])) == mine
    assert sample.kind.content_of(merge.settled([merge.clashes[0].path])) == base


def test_a_file_that_is_gone_or_broken_is_told(
    sample: Sample, document: Document[Any], file: Path
) -> None:
    """It is replaced only knowingly."""
    file.write_text("format = ", encoding="utf-8")
    broken = document.look_again()
    assert broken is not None
    assert (broken.content, broken.gone) == (None, False)
    file.unlink()
    gone = document.look_again()
    assert gone is not None
    assert gone.gone
    document.keep_mine(gone)
    assert document.save()
    with pytest.raises(FileProblemError):
        Document.of_file(sample.kind, file.with_name("none"))


def test_unsaved_work_is_kept_as_a_draft_and_recovered(
    sample: Sample, document: Document[Any], file: Path
) -> None:
    """The draft has the noun, the text, and the digest of what it was made from."""
    before = file.read_bytes()
    after = changed(document, sample.one)
    document.keep_draft()
    (kept,) = drafts()
    record = json.loads(kept.read_text(encoding="ascii"))
    assert len(json.dumps(record)) < 2 * len(sample.kind.text(after)) + 2_000
    kept.write_text(json.dumps({**record, "pid": 999_999_999, "started": ""}), encoding="ascii")
    (draft,) = abandoned_drafts()
    assert isinstance(draft, Draft)
    assert (draft.kind, draft.path) == (sample.kind.noun, file)
    assert sample.kind.read(source_from_text("draft", draft.text)).content == after
    file.write_text("theirs", encoding="utf-8")
    assert kept_content(file, draft.base) == before
    document.history.undo()
    document.keep_draft()
    assert drafts() == []


def test_work_is_at_risk_where_no_draft_holds_it(
    sample: Sample, document: Document[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Back at what an earlier draft holds it is not, and a save ends it."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    changed(document, sample.one)
    document.keep_draft()
    changed(document, sample.two)
    with monkeypatch.context() as patch:
        patch.setattr("planner.files.safety.drafts.write_draft", refused)
        with pytest.raises(OSError, match="No space left"):
            document.keep_draft()
    assert (document.at_risk, document.draft_file) == (True, None)
    assert [document.earlier_draft_file] == drafts()
    document.history.undo()
    assert (document.at_risk, document.earlier_draft_file) == (False, None)
    document.history.redo()
    assert document.at_risk
    document.save()
    assert (document.at_risk, drafts()) == (False, [])


def test_a_draft_that_somebody_took_away_is_written_again(
    document: Document[Any], sample: Sample
) -> None:
    """Though nothing has changed since it was written."""
    changed(document, sample.one)
    document.keep_draft()
    (kept,) = drafts()
    kept.unlink()
    document.keep_draft()
    assert drafts() == [kept]


def test_what_is_half_typed_is_kept_as_a_draft(sample: Sample, document: Document[Any]) -> None:
    """It is no step, nothing to undo, and saved by nobody; who drops it has no draft of it."""
    typed = sample.one(document.content)
    document.typing(typed)
    assert (document.unsaved, document.unfiled) == (False, True)
    document.keep_draft()
    (kept,) = drafts()
    draft = json.loads(kept.read_text(encoding="ascii"))
    assert sample.kind.read(source_from_text("draft", draft["text"])).content == typed
    assert document.draft_file == kept
    document.typing(None)
    document.keep_draft()
    assert drafts() == []
