"""Documents open together: one order of undo over all of them."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.editing.desk import Desk
from planner.editing.document import Document
from planner.files.toml.values import Label
from tests.editing.toy import TOY, Toy


def two_on_a_desk() -> tuple[Desk, Document[Toy], Document[Toy]]:
    desk = Desk()
    one, two = (desk.open(Document(TOY, Toy(), clock=desk.clock)) for _ in range(2))
    return desk, one, two


def entitle(document: Document[Toy], title: str, merge_key: str = "") -> None:
    """Gives the document another title."""
    document.history.do(title, evolve(document.content, title=Label(title)), merge_key)


def test_undo_takes_the_last_step_back_whichever_document_it_was_in() -> None:
    """And redo makes them again in the order in which they were made."""
    desk, one, two = two_on_a_desk()
    entitle(one, "a")
    entitle(two, "b")
    entitle(one, "c")
    undone = [desk.undo() for _ in range(4)]
    assert [step and step.name for step in undone] == ["c", "b", "a", None]
    redone = [desk.redo() for _ in range(4)]
    assert [step and step.name for step in redone] == ["a", "b", "c", None]
    assert (one.content.title, two.content.title) == ("c", "b")


def test_a_new_step_takes_the_place_of_what_was_undone_in_any_document() -> None:
    """Nothing comes back that was left behind, not even after that step is undone too."""
    desk, one, two = two_on_a_desk()
    entitle(one, "a")
    desk.undo()
    entitle(two, "b")
    assert desk.redo() is None
    desk.undo()
    again = desk.redo()
    assert again is not None
    assert again.name == "b"
    assert desk.redo() is None


def test_typing_is_one_step_until_something_happens_in_another_document() -> None:
    """Else undo would take more back than what came last."""
    desk, one, two = two_on_a_desk()
    for title in ("a", "ab"):
        entitle(one, title, "title")
    entitle(two, "b")
    entitle(one, "abc", "title")
    titles = []
    while desk.undo():
        titles.append((one.content.title, two.content.title))
    assert titles == [("ab", "b"), ("ab", ""), ("", "")]


def test_what_is_unsaved_is_known_and_what_is_closed_is_gone() -> None:
    """With its draft and its steps."""
    desk, one, two = two_on_a_desk()
    entitle(one, "a")
    assert desk.unsaved == (one,)
    entitle(two, "b")
    desk.close(two)
    assert desk.documents == (one,)
    undone = desk.undo()
    assert undone is not None
    assert undone.name == "a"


@given(st.lists(st.sampled_from(["one", "two", "undo", "redo"]), max_size=30))
def test_all_steps_together_are_one_history(moves: list[str]) -> None:
    """Judged by a list of states and an index into it."""
    desk, one, two = two_on_a_desk()
    states: list[tuple[Any, Any]] = [("", "")]
    index = 0
    for number, move in enumerate(moves):
        if move == "undo":
            desk.undo()
            index = max(index - 1, 0)
        elif move == "redo":
            desk.redo()
            index = min(index + 1, len(states) - 1)
        else:
            entitle(one if move == "one" else two, str(number))
            del states[index + 1 :]
            now = states[index]
            states.append((str(number), now[1]) if move == "one" else (now[0], str(number)))
            index += 1
        assert (one.content.title, two.content.title) == states[index]
