"""Quotes in a source's text: verbatim, folded, several times, absent, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.model.statements import Statement
from planner.sources.finding import places_of
from planner.sources.folding import folded
from planner.sources.plain_text import Heading, PlainText
from planner.sources.quotes import QuoteResult, Span, find_quote
from planner.sources.verifying import CheckedQuote

REPORT = PlainText(
    "Lead: the dam “stays shut”.\n"
    "Talks\n"
    "The mayor said – twice – that the dam stays\n"  # noqa: RUF001 (as sources have it)
    "  shut until May. Nobody asked.\n"
    "Afterwards\n"
    "Nobody asked.\n",
    headings=(Heading(28, "Talks"), Heading(108, "Afterwards")),
)


def test_a_quote_that_stands_there_word_for_word_is_verbatim() -> None:
    """The span is the quote, character by character."""
    found = find_quote(REPORT, "said – twice – that")  # noqa: RUF001 (the source's own dash)
    assert (found.result, found.times) == (QuoteResult.VERBATIM, 1)
    assert found.span is not None
    assert REPORT.text[found.span.start : found.span.end] == "said – twice – that"  # noqa: RUF001


@pytest.mark.parametrize(
    "quote", ['the dam "stays shut"', "said - twice - that", "the dam stays shut until May"]
)
def test_white_space_quotation_marks_and_dashes_are_folded(quote: str) -> None:
    """What a keyboard or a line break changed is the same quote, and its place is the source's."""
    found = find_quote(REPORT, quote)
    assert found.result is QuoteResult.NORMALISED
    assert found.span is not None
    assert folded(REPORT.text[found.span.start : found.span.end]).text == folded(quote).text


@pytest.mark.parametrize(
    "quote",
    [
        "the dam stays open until May",
        "the dam never stays shut until May",
        "The Dam stays shut until May",
        "The mayor said that the dam stays shut",
        "the dam stays shut until",
    ],
)
def test_nothing_else_is_folded(quote: str) -> None:
    """Other words, another case and joined passages are another quote."""
    missing = quote != "the dam stays shut until"
    assert (find_quote(REPORT, quote).result is QuoteResult.ABSENT) == missing


def test_a_quote_that_stands_there_twice_needs_its_section_or_its_place() -> None:
    """Without either it is ambiguous; a place that does not exist makes it no better."""
    assert find_quote(REPORT, "Nobody asked.") == find_quote(REPORT, "Nobody asked.", "Elsewhere")
    assert find_quote(REPORT, "Nobody asked.").result is QuoteResult.AMBIGUOUS
    assert find_quote(REPORT, "Nobody asked.").times == 2
    by_section = find_quote(REPORT, "Nobody asked.", "Afterwards")
    by_place = find_quote(REPORT, "Nobody asked.", place=2)
    assert by_section.span == by_place.span
    assert by_section.times == 1
    assert find_quote(REPORT, "Nobody asked.", place=3).result is QuoteResult.AMBIGUOUS


@pytest.mark.parametrize("broken", [(), (12,)])
def test_places_of_a_quote_that_overlap_are_two_places(broken: tuple[int, ...]) -> None:
    """Else the words before or behind the one that is meant would decide which it is."""
    text = PlainText("no, no, no. N-\not now.", broken=broken)
    found = find_quote(text, "no, no")
    assert (found.result, found.times) == (QuoteResult.AMBIGUOUS, 2)
    assert find_quote(text, "no, no", place=2).span == Span(4, 10)


def test_an_absent_quote_shows_the_nearest_passage() -> None:
    """The passage shares most words with the quote, and no more than that."""
    found = find_quote(REPORT, "the dam stays open until May")
    assert found.nearest is not None
    passage = REPORT.text[found.nearest.start : found.nearest.end]
    assert passage == "the dam stays\n  shut until May"
    first = find_quote(REPORT, "Nobody was asked.").nearest
    assert first is not None
    assert REPORT.text[first.start : first.end] == "May. Nobody asked"
    assert find_quote(REPORT, "zzz").nearest is None
    assert find_quote(PlainText(""), "zzz").nearest is None


def test_the_nearest_passage_is_shown_in_one_line() -> None:
    """The lines are the file's: one of Windows showed signs that stand in no source."""
    text = PlainText("The dam stays\r\nshut\u00a0until May.")
    statement = Statement("S1", quote="the dam stays open until May")
    found = find_quote(text, statement.quote)
    assert CheckedQuote(statement, found, text).nearest == "The dam stays shut until May"


def test_lines_that_a_case_names_are_the_headings_of_a_text_without_any() -> None:
    """A text file has none of its own; one that has keeps them."""
    text = PlainText("Lead\nTalks\nwords\n").with_headings(["Talks", "(lead)", ""])
    assert text.headings == (Heading(5, "Talks"),)
    assert [text.section(at) for at in (0, 5, 12)] == ["", "Talks", "Talks"]
    assert REPORT.with_headings(["Lead"]) is REPORT


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("Die Waffen\u00adruhe gilt.", "Waffenruhe"),
        ("Die Waffen\u00ad\n  ruhe gilt.", "Die Waffenruhe gilt."),
        ("a cease\u200bfire \u200b now", "a ceasefire now"),
        ("\u200eהאגם\u200f שלנו", "האגם שלנו"),
        ("the o\ufb03cial \ufb01nal o\ufb00er", "official final offer"),
        ("Мы не уи\u0306де\u0308м.", "не уйдём"),  # noqa: RUF001 (Russian)
        ("\ufefb \ufee7\ufed8\ufe92\ufede.", "لا نقبل."),
        ("We go to Orle\u0301ans.", "Orl\u00e9ans"),
    ],
)
def test_what_no_reader_tells_apart_is_the_same_quote(source: str, quote: str) -> None:
    """Marks for breaking a word, directions, ligatures, accents as signs of their own."""
    found = find_quote(PlainText(source), quote)
    assert found.result is QuoteResult.NORMALISED
    assert found.span is not None
    assert folded(source[found.span.start : found.span.end]).text == quote


@pytest.mark.parametrize(("words", "place"), [("f", Span(0, 1)), ("o of", Span(3, 7))])
def test_words_that_end_within_a_ligature_have_all_of_that(words: str, place: Span) -> None:
    """Their place would be empty, or lack its last letter."""
    text = PlainText("\ufb01x" if words == "f" else "to o o\ufb03ce")
    assert places_of(text, words).span(0) == place


CUT = PlainText(
    "The offer is unaccept\u00adable to us. We can't accept 140 km, 1,500,000 or 1 200 000 men,\n"
    "1.5 or 10 %, 12% or 10:30. They don\u2019t want peace; we cannot withdraw (-5 degrees).\n"
    "It is non-negotiable. Paris n\u2019accepte pas l\u2019accord et ne l\u2019accepte que là.\n"
    "The North\u2019s dam: ours\u2014all of it.5 In 2014, 2015 the EU27 lost CO2, F-16s, houses3.\n"
    "ولا نقبل بالانسحاب، وقال لا. 我们不接受这个方案。 А мы неприемлемо."  # noqa: RUF001
)


@pytest.mark.parametrize(
    ("quote", "nearest"),
    [
        ("acceptable to us", "unaccept\u00adable to us"),
        ("offer is un", "offer is unaccept\u00adable"),
        ("40 km", "140 km"),
        ("500,000 or", "1,500,000 or"),
        ("000 men", "1 200 000 men"),
        ("200 000 men", "1 200 000 men"),
        ("or 1 200", "or 1 200 000"),
        ("5 or 10", "1.5 or 10"),
        ("12", "12%"),
        ("12% or 10", "12% or 10:30"),
        ("We can", "We can't"),
        ("They do", "They don\u2019t"),
        ("They don", "They don\u2019t"),
        ("we can", "we cannot"),
        ("5 degrees", "-5 degrees"),
        ("negotiable", "non-negotiable"),
        ("It is non", "It is non-negotiable"),
        ("accepte pas", "n\u2019accepte pas"),
        ("الانسحاب", "بالانسحاب"),
        ("приемлемо", "неприемлемо"),
    ],
)
def test_a_part_of_a_word_or_a_number_is_no_quote(quote: str, nearest: str) -> None:
    """It has each sign from the source, and says something else: “acceptable”, “40 km”."""
    found = find_quote(CUT, quote)
    assert (found.result, found.in_words) == (QuoteResult.ABSENT, True)
    assert found.nearest is not None
    assert CUT.text[found.nearest.start : found.nearest.end] == nearest


@pytest.mark.parametrize(
    "quote",
    [
        "accord et",
        "accepte que",
        "The North",
        "all of it.",
        "ours",
        "In 2014",
        "2015 the EU",
        "CO",
        "houses",
        "10 %",
        "16s",
        "نقبل",
        "لا نقبل",
        "قال لا",
        "接受这个方案",
    ],
)
def test_whole_words_are_a_quote_whatever_stands_beside_them(quote: str) -> None:
    """Elisions, endings, notes, dashes, an “and” written on the word, scripts without spaces."""
    assert find_quote(CUT, quote).stands


def test_parts_of_words_do_not_make_a_quote_ambiguous() -> None:
    """“can” stands once in it, whatever “cannot” and “can't” hold."""
    text = PlainText("We cannot go. We can't stay. We can talk.")
    assert find_quote(text, "We can").span == Span(29, 35)


@pytest.mark.parametrize("end", ["\u00ad", " \n", "\u200b \u200b", ""])
def test_a_verbatim_quote_ends_with_its_last_sign(end: str) -> None:
    """What nobody sees behind it is no part of it."""
    found = find_quote(PlainText(f"They said: we go{end}"), "we go")
    assert (found.result, found.span) == (QuoteResult.VERBATIM, Span(11, 16))


@given(st.text(st.sampled_from("ab \n\t\u00a0“\"'’–-\u00ad\u200b\ufb01e\u0301\u4e0d"), max_size=40))  # noqa: RUF001
def test_folding_keeps_the_place_of_every_character(text: str) -> None:
    """Each character of the folded text is that of the original at its place, or its plain form."""
    found = folded(text)
    assert "  " not in found.text
    for at, character in enumerate(found.text):
        original = text[found.original(at)]
        assert original == character or character in folded(text[found.original(at) :]).text[:2]


QUOTES = [
    statement.quote
    for statement in read_case(bundled_folder() / "ukraine-2025-08.case.toml").case.statements
]
# One quote may be a part of another one: then it stands in that paragraph.
SOURCE = PlainText(
    "\n".join(
        f"Before it. {quote} After it."
        for quote in QUOTES
        if not any(quote in other and quote != other for other in QUOTES)
    )
)


@pytest.mark.parametrize("quote", QUOTES)
def test_every_mutation_of_a_true_quote_is_classed_rightly(quote: str) -> None:
    """True and re-set ones stand there; a changed, negated, re-cased or joined one does not."""
    words = quote.split(" ")
    middle = len(words) // 2
    assert find_quote(SOURCE, quote).result is QuoteResult.VERBATIM
    reset = " \n ".join(words).replace('"', "“").replace("'", "’")  # noqa: RUF001
    assert find_quote(SOURCE, reset).result is QuoteResult.NORMALISED
    changed = [*words[:middle], "wholly", *words[middle + 1 :]]
    negated = [*words[:middle], "not", *words[middle:]]
    others = QUOTES[(QUOTES.index(quote) + 7) % len(QUOTES)].split(" ")
    for forged in (changed, negated, [*words[: middle + 1], *others[-3:]]):
        assert find_quote(SOURCE, " ".join(forged)).result is QuoteResult.ABSENT
    assert find_quote(SOURCE, quote.swapcase()).result is QuoteResult.ABSENT
