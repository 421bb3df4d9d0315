"""Whose words a quote is, and what is said once only."""

from __future__ import annotations

import pytest
from attrs import evolve

from planner.model.case import Source
from planner.model.statements import Attribution, Statement
from planner.reports.words.statements import limits_besides, said_by_words
from tests.small_cases import made_case, party

CASE = evolve(
    made_case("c", parties=(party("us"),)), sources=(Source("m", publisher="THE MAG POST"),)
)
SAID = Statement("E1", "He opposes it", source="m", party="us", scope="Trump")


@pytest.mark.parametrize(
    ("attribution", "speaker", "quote", "words"),
    [
        ("reported", "the article (reporting Trump)", "He opposes it",
         "reported by THE MAG POST, not a quote of Trump"),
        ("reported", "a spokesman", 'He is "against" it',
         "a spokesman, partly quoted by THE MAG POST"),
        ("reported", "", "He opposes it", "reported by THE MAG POST, not a quote of Trump"),
        ("own_words", "Trump", "I oppose it", "Trump, quoted by THE MAG POST"),
        ("own_words", "", "I oppose it", "quoted by THE MAG POST"),
        ("attributed", "Witkoff", "They would", "Witkoff about Us (Trump), in THE MAG POST"),
        ("article", "the article", "It is", "THE MAG POST's own words, nobody quoted"),
        ("article", "the article (summary table)", "It is",
         "THE MAG POST's own words (summary table), nobody quoted"),
    ],
)  # fmt: skip
def test_a_reader_learns_whose_words_a_quote_is(
    attribution: str, speaker: str, quote: str, words: str
) -> None:
    """A report is no quote, and the source's own words are nobody's."""
    said = evolve(SAID, attribution=Attribution(attribution), speaker=speaker, quote=quote)
    assert said_by_words(CASE, said) == words


def test_a_source_without_a_name_is_the_source() -> None:
    """Nothing is made up."""
    assert said_by_words(CASE, evolve(SAID, source="")) == ("the source's own words, nobody quoted")


def test_what_the_caveat_says_is_not_said_again() -> None:
    """Clause by clause; what has a word more stays."""
    caveat = "It does not say that Russia refuses a ceasefire. No Russian is quoted."
    assert not limits_besides(
        caveat, "no Russian is quoted; does not say Russia refuses a ceasefire."
    )
    assert limits_besides(caveat, "No Russian is quoted; only 'preference'.") == (
        "Only 'preference'."
    )
    assert limits_besides(caveat, "It does not say that Russia accepts.") == (
        "It does not say that Russia accepts."
    )
    assert limits_besides("", "Some. More.") == "Some. More."
