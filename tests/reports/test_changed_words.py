"""Two texts as one: in plain text too, both can be had back, whatever signs stand in them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from planner.reports.content.changed_words import changed
from planner.reports.formats.text import inline

SIGNS = st.lists(
    st.sampled_from(["{+", "+}", "[-", "-]", *"{}[]+-\\ ", "dam", "water"]), max_size=9
).map("".join)
SHARED = st.just("The parties share all the water of the river ")


def read(text: str) -> tuple[str, str]:
    """What stood there before and what after, by the marks; a backslash makes a sign a sign."""
    before = after = ""
    put_in = taken_out = False
    at = 0
    while at < len(text):
        mark = text[at : at + 2]
        if mark == "{+":
            assert not put_in
            put_in = True
        elif mark == "[-":
            assert not taken_out
            taken_out = True
        elif mark == "+}":
            assert put_in
            put_in = False
        elif mark == "-]":
            assert taken_out
            taken_out = False
        else:
            if text[at] == "\\":
                at += 1
            before += "" if put_in else text[at]
            after += "" if taken_out else text[at]
            at += 1
            continue
        at += 2
    return before, after


@given(SHARED, SIGNS, SIGNS)
@example("", "Ships pay {+a+} toll", "Ships pay {+a+} toll")
@example("", "[-a-]", "b\\{+")
def test_a_clause_with_the_signs_of_a_change_is_told_from_a_change(
    shared: str, one: str, other: str
) -> None:
    """Alike and word by word, as a whole, and where nothing changed."""
    for before, after in ((shared + one, shared + other), (one, other)):
        said = "".join(inline(runs) for runs in changed([before], [after]))
        assert read(said) == (before, after)


def test_other_brackets_and_signs_stand_as_they_are() -> None:
    """Most of what a clause holds needs no backslash."""
    (runs,) = changed(["[Toll] {1} + 2 - 3"], ["[Toll] {1} + 2 - 3"])
    assert inline(runs) == "[Toll] {1} + 2 - 3"
