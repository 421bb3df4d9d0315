"""Text set to a width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcswidth, wcwidth

from planner.reports.formats.wrapping import _ONE_EACH, cells, wrapped

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


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("peace", 5),
        ("Мир · paix: ειρήνη", 18),
        ("✓ ✗ ◐ ▸ ✎ ≥ │", 13),
        ("和平", 4),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),  # the same syllable in its three letters
        ("e\u0301", 1),
        ("مُحَمَّد", 4),  # four letters with their vowel marks
        ("क्षि", 2),
        ("\N{WOMAN}\u200d\N{PERSONAL COMPUTER}", 2),  # joined to one picture
        ("\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}", 2),
        ("\N{WAVING HAND SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-5}", 2),
        ("\N{REGIONAL INDICATOR SYMBOL LETTER U}\N{REGIONAL INDICATOR SYMBOL LETTER A}", 2),
        ("\N{HEAVY BLACK HEART}\ufe0f", 2),  # asked for as a picture
        ("\N{HEAVY BLACK HEART}", 1),
        ("a\u200bb", 2),
    ],
)
def test_columns_are_counted_as_a_terminal_shows_them(text: str, columns: int) -> None:
    """Marks take none, wide characters two, and what is joined to one picture counts once."""
    assert cells(text) == columns
    assert wcswidth(text) == columns


@given(st.text(st.characters(exclude_categories=["Cc"])))
def test_columns_of_any_text_are_those_of_the_library(text: str) -> None:
    """Also where the tables of Unicode are not asked."""
    assert cells(text) == wcswidth(text)


def test_each_character_that_is_taken_for_one_column_is_one() -> None:
    """All of them are tried, and what draws the screen counts them so too."""
    taken = [chr(code) for first, last in _ONE_EACH for code in range(ord(first), ord(last) + 1)]
    assert len(taken) > 1500
    assert [character for character in taken if wcwidth(character) != 1] == []
    assert [character for character in taken if cell_len(character) != 1] == []


def test_wide_texts_are_set_by_their_columns() -> None:
    """Two columns each and one between them."""
    assert wrapped("和平 和平 和平", 9) == ["和平 和平", "和平"]


@given(st.lists(words), st.integers(1, 40), st.sampled_from(["", "  - "]))
def test_no_word_is_lost_and_only_long_words_stand_out(
    text: list[str], width: int, first: str
) -> None:
    """Joined again, the lines give the text; a line past the width holds a single word."""
    lines = wrapped(" ".join(text), width, first)
    assert " ".join(lines).split() == " ".join([first, *text]).split()
    assert all(cells(line) <= width or len(line.split()) <= 2 for line in lines)
