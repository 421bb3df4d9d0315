"""Comments in an open scenario: written, answered, settled, undone, saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.editing.scenario_session import Session
from planner.files.scenarios.reading import read_scenario
from planner.model.threads import threads
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put


@pytest.fixture
def session(tmp_path: Path) -> Session:
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    return Session.of_file(read_scenario(put(tmp_path, "s.toml", SCENARIO_TEXT)))


def test_a_comment_is_written_answered_and_resolved(session: Session) -> None:
    """An answer is about what its question is about; settling an answer settles the matter."""
    session.comment("water", "Is this fair?", author="Ann")
    (question,) = session.written.comments
    session.answer(question.id, "To both.", author="Bob")
    (thread,) = threads(session.written.comments)
    (answer,) = thread.answers
    assert (answer.on, answer.reply_to, answer.author) == ("water", question.id, "Bob")
    assert answer.at.tzinfo is not None
    session.resolve_comment(answer.id)
    assert threads(session.written.comments)[0].resolved
    session.resolve_comment(question.id, done=False)
    assert not threads(session.written.comments)[0].resolved


def test_comments_are_unsaved_work_and_come_back(session: Session) -> None:
    """They are steps that can be undone by name, and changes that a save writes."""
    change = session.comment("S-1", "Really?", author="Ann")
    assert change is not None
    assert change.name == "comment on S-1"
    assert [session.unsaved, session.undo() is None, session.unsaved] == [True, False, False]
    session.redo()
    session.save()
    assert session.path is not None
    (held,) = read_scenario(session.path).written.comments
    assert (held.on, held.text) == ("S-1", "Really?")


def test_a_comment_needs_words_an_author_and_something_to_be_about(session: Session) -> None:
    """Nothing is changed by what is refused."""
    for text, author in ((" \n", "Ann"), ("Why?", " ")):
        with pytest.raises(ValueError, match="a text and an author"):
            session.comment("", text, author=author)
    with pytest.raises(KeyError):
        session.comment("harbour", "Why?", author="Ann")
    with pytest.raises(KeyError):
        session.answer("00000000", "Why?", author="Ann")
    with pytest.raises(KeyError):
        session.resolve_comment("00000000")
    assert not session.unsaved


def test_what_colleagues_wrote_meanwhile_is_merged_with_mine(session: Session) -> None:
    """Neither side's comment is lost, and nothing is asked."""
    path = session.path
    assert path is not None
    other = Session.of_file(read_scenario(path))
    other.comment("", "Theirs.", author="Bob")
    other.save()
    session.comment("", "Mine.", author="Ann")
    theirs = session.document.look_again()
    assert theirs is not None
    assert theirs.content is not None
    merge = session.document.merge_with(theirs.content, session.document.last_saved)
    assert not merge.clashes
    session.merge(session.settled(merge.leaves), "merged", theirs)
    session.save()
    assert {c.text for c in read_scenario(path).written.comments} == {"Mine.", "Theirs."}
