"""The text of a source in rows: as Textual sets them, and in no time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset

from planner.tui.widgets.source_rows import SourceLines, SourceRows

TEXTS = st.text(st.sampled_from("ab c.\n\té漢ж\u0301-"), max_size=80)


@given(TEXTS, st.integers(0, 12))
def test_rows_are_those_that_textual_sets(text: str, width: int) -> None:
    """Row by row and place by place, with tabs, wide signs, accents and words longer than a row."""
    ours = SourceRows(SourceLines(text), width)
    theirs = WrappedDocument(Document(text), width)
    assert ours.height == theirs.height
    for line, words in enumerate(text.split("\n")):
        assert ours.get_offsets(line) == theirs.get_offsets(line)
        assert ours.get_sections(line) == theirs.get_sections(line)
        assert ours.get_tab_widths(line) == theirs.get_tab_widths(line)
        for column in range(len(words) + 1):
            place = (line, column)
            assert ours.location_to_offset(place) == theirs.location_to_offset(place)
    for row in range(ours.height + 2):
        for x in range(4):
            at = Offset(x, row)
            assert ours.offset_to_location(at) == theirs.offset_to_location(at)


@given(TEXTS)
def test_each_character_has_a_place_and_each_place_a_character(text: str) -> None:
    """Also in a line that is shown as several, since it is too long to be drawn whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.tui.widgets.source_rows._LONGEST", 7)
        lines = SourceLines(text)
    assert lines.text == text
    assert max(map(len, lines.lines)) <= 7
    for offset, sign in enumerate(text):
        row, column = lines.location(offset)
        assert lines.offset((row, column)) == offset
        assert (lines[row] + "\n")[column] == sign


def test_a_long_text_is_set_in_rows_in_a_tenth_of_what_textual_takes() -> None:
    """Of 300 pages the whole is set between two keys."""
    words = "The mayor of the harbour spoke of well-known talks. "
    text = "\n\n".join(words * n for n in range(1, 20)) * 20
    before = time.process_time()
    WrappedDocument(Document(text), 97)
    theirs = time.process_time() - before
    lines = SourceLines(text)
    rows = SourceRows(lines)
    before = time.process_time()
    rows.wrap(97)
    assert time.process_time() - before < theirs / 5
    assert lines.quick
