"""Text set to a width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.reports.wrapping import cells, wrapped

words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


def test_lines_keep_to_the_width_and_hang_under_the_first_word() -> None:
    """The first line begins with its own opening, the others are indented by as much."""
    assert wrapped("one two three", 12, "  a: ") == ["  a: one two", "     three"]


def test_a_word_longer_than_the_line_stays_whole() -> None:
    """A path or an address can still be copied."""
    assert wrapped("see /a/very/long/path now", 8) == ["see", "/a/very/long/path", "now"]


def test_line_breaks_become_blanks_and_no_break_spaces_stay() -> None:
    """A text of several lines is one paragraph; what belongs together is not torn apart."""
    assert wrapped("a\r\n b\tc\u00a0d".replace("\r", ""), 80) == ["a b c\u00a0d"]


def test_nothing_leaves_only_the_opening() -> None:
    """An empty text gives a line all the same."""
    assert wrapped("", 10, "a: ") == ["a:"]


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    """Columns are counted as a terminal shows them."""
    assert cells("和平") == 4
    assert cells("e\u0301") == 1
    assert wrapped("和平 和平 和平", 9) == ["和平 和平", "和平"]


@given(st.lists(words), st.integers(1, 40), st.sampled_from(["", "  - "]))
def test_no_word_is_lost_and_only_long_words_stand_out(
    text: list[str], width: int, first: str
) -> None:
    """Joined again, the lines give the text; a line past the width holds a single word."""
    lines = wrapped(" ".join(text), width, first)
    assert " ".join(lines).split() == " ".join([first, *text]).split()
    assert all(cells(line) <= width or len(line.split()) <= 2 for line in lines)
