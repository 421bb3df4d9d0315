"""Words that are looked for in a source's text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sources.finding import places_of
from planner.sources.folding import folded
from planner.sources.plain_text import PlainText

TEXT = PlainText("The dam\nstays shut. Nobody asked why the Dam stays\u00a0shut.\n")


@pytest.mark.parametrize("words", ["the dam stays SHUT", " The  dam stays shut ", "dam stays"])
def test_words_are_found_in_any_case_and_over_the_end_of_a_line(words: str) -> None:
    """As they are typed in haste; their place is the text's."""
    places = places_of(TEXT, words)
    assert len(places.stretches) == 2
    assert [TEXT.text[s.start : s.end].lower() for s in map(places.span, (0, 1))] == [
        " ".join(words.lower().split()).replace("dam ", "dam\n"),
        " ".join(words.lower().split()).replace("stays ", "stays\u00a0").removesuffix("\u00a0"),
    ]


def test_a_word_that_a_page_breaks_is_found_as_one() -> None:
    """And with its hyphen."""
    text = PlainText("We with-\ndraw.", broken=(7,))
    assert [len(places_of(text, words).stretches) for words in ("withdraw", "with-draw")] == [1, 1]


def test_words_are_found_over_the_foot_of_a_page_and_the_head_of_the_next() -> None:
    """As quotes are; what stands there is found too."""
    text = PlainText("They will not\n1\nTalks\nleave it.\n2", pages=(0, 16), running=((13, 21),))
    (place,) = map(places_of(text, "not leave").span, (0,))
    assert text.text[place.start : place.end] == "not\n1\nTalks\nleave"
    assert places_of(text, "not leave").from_there(place.start) == 0
    assert len(places_of(text, "1 talks").stretches) == 1


def test_reading_goes_on_from_where_one_is() -> None:
    """To the next place, and from behind the last one to the first."""
    places = places_of(TEXT, "dam")
    starts = [places.span(number).start for number in (0, 1)]
    assert [places.from_there(at) for at in (0, starts[0], starts[0] + 1, starts[1] + 1)] == [
        *(0, 0, 1, 0)
    ]


def test_no_words_stand_nowhere() -> None:
    """Nor does what the text has not."""
    assert places_of(TEXT, " \n").stretches == ()
    assert places_of(TEXT, "fish").stretches == ()


@given(
    st.text(st.sampled_from("aAb \n-\u00ad"), max_size=30), st.text("ab", min_size=1, max_size=3)
)
def test_every_place_has_the_words(text: str, words: str) -> None:
    """Whatever is folded around them."""
    places = places_of(PlainText(text), words)
    for number in range(len(places.stretches)):
        span = places.span(number)
        assert folded(text[span.start : span.end]).text.lower() == words


@given(st.text("aB b-\n", max_size=60), st.text("ab ", min_size=1, max_size=5))
def test_a_text_is_looked_through_in_parts_as_in_one(text: str, words: str) -> None:
    """What stands over the end of a part is found too, and nothing twice."""
    source = PlainText(text)
    whole = places_of(source, words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.sources.finding._PART", 3)
        assert places_of(source, words) == whole
    wanted = folded(words).text.strip()
    found = re.finditer(re.escape(wanted), source.folded.text, re.IGNORECASE) if wanted else ()
    assert whole.stretches == tuple(each.span() for each in found)
