"""What of a text is coded, and what a passage comes to: a quote that is found again right there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.statements import Statement
from planner.sources.coding import CodedText, passage_of, sentence_at
from planner.sources.plain_text import Heading, PlainText
from planner.sources.quotes import Span, find_quote
from planner.sources.reading import read_source

TEXT = PlainText(
    "The talks\n\nWe will not go. So said the\nmayor, twice. We will not go.\n\nNobody asked.\n",
    headings=(Heading(0, "The talks"),),
)


def words_at(offset: int) -> str:
    span = sentence_at(TEXT.text, offset)
    return TEXT.text[span.start : span.end]


def test_a_sentence_is_found_from_any_of_its_characters() -> None:
    """A heading is one too; a line break does not end it, a blank line does."""
    assert words_at(2) == "The talks"
    assert words_at(TEXT.text.index("not")) == "We will not go."
    assert words_at(TEXT.text.index("mayor")) == "So said the\nmayor, twice."
    assert words_at(TEXT.text.index("asked")) == "Nobody asked."


def test_the_end_of_a_line_belongs_to_the_sentence_before_it() -> None:
    """There a click right of the line puts the cursor, behind a full stop too."""
    assert words_at(TEXT.text.index("\n\nNobody")) == "We will not go."
    assert words_at(TEXT.text.index("\nmayor")) == "So said the\nmayor, twice."
    assert words_at(len(TEXT.text) - 1) == "Nobody asked."
    assert sentence_at("We go.  \n\nThey stay.", 8) == Span(0, 6)
    assert sentence_at("We go.\n\nThey stay.", 18) == Span(8, 18)


def test_from_a_blank_line_the_next_sentence_is_found() -> None:
    """And none goes over one, wherever one asks; the end of a heading belongs to it."""
    blank = TEXT.text.index("\n\n") + 1
    assert words_at(blank - 1) == "The talks"
    assert words_at(blank) == "We will not go."
    assert words_at(TEXT.text.index("\n\nNobody") + 1) == "Nobody asked."
    assert not any("\n\n" in words_at(offset) for offset in range(len(TEXT.text) + 1))
    assert sentence_at("\n\nThe talks\n \n \nWe go.", 0) == Span(2, 11)
    assert sentence_at("The talks\n\n", 10) == Span(11, 11)


def test_a_passage_becomes_a_quote_with_its_section_and_its_place() -> None:
    """The second of two alike is told from the first."""
    second = TEXT.text.rindex("We will")
    passage = passage_of(TEXT, sentence_at(TEXT.text, second))
    assert passage is not None
    assert (passage.quote, passage.section, passage.place) == ("We will not go.", "The talks", 2)
    lines = passage_of(TEXT, sentence_at(TEXT.text, TEXT.text.index("mayor")))
    assert lines is not None
    assert (lines.quote, lines.place) == ("So said the mayor, twice.", 0)
    assert passage_of(TEXT, Span(9, 11)) is None


@pytest.mark.parametrize(
    "sentences",
    [
        ["هل نقبل؟", "لا نقبل."],
        ["我们不接受。", "为什么？", "他说：“不行。”", "好。"],  # noqa: RUF001
        ["हम नहीं जाएंगे।", "वे जाएंगे।"],
    ],
    ids=["Arabic", "Chinese", "Hindi"],
)
def test_a_sentence_ends_as_its_script_ends_it(sentences: list[str]) -> None:
    """A question in Arabic and all that is said in Chinese were one sentence with what follows."""
    text = ("" if sentences[0].endswith("。") else " ").join(sentences)
    for sentence in sentences:
        span = sentence_at(text, text.index(sentence))
        assert text[span.start : span.end] == sentence


def test_a_line_break_between_chinese_letters_is_no_blank() -> None:
    """A blank stood in the quote, and the words without one were not found."""
    text = PlainText("我们不接\n受这个 方案。\n第二 Geneva\n句。")
    passage = passage_of(text, Span(0, len(text.text)))
    assert passage is not None
    assert passage.quote == "我们不接受这个 方案。第二 Geneva 句。"
    for quote in (passage.quote, "不接受这个方案。第二 Geneva", "不接 受", "受这个\n方案"):
        assert find_quote(text, quote).stands
    assert not find_quote(text, "第二Geneva").stands


@given(st.integers(0, len(TEXT.text)), st.integers(0, len(TEXT.text)))
def test_any_passage_is_found_again_where_it_was_selected(one: int, other: int) -> None:
    """Verbatim, or with its line breaks folded, and with words of which half was selected."""
    span = Span(min(one, other), max(one, other))
    passage = passage_of(TEXT, span)
    selected = TEXT.text[span.start : span.end]
    assert (passage is None) == (not selected.strip())
    if passage is not None:
        found = find_quote(TEXT, passage.quote, passage.section, passage.place)
        assert found.stands
        assert found.span is not None
        lead = len(selected) - len(selected.lstrip())
        first = TEXT.text[found.span.start : span.start + lead]
        last = TEXT.text[span.start + len(selected.rstrip()) : found.span.end]
        assert first == "" or first.isalpha()
        assert last == "" or last.isalpha()


@pytest.mark.parametrize(
    ("selected", "quote"),
    [
        ("acceptable. We ca", "unacceptable. We can't"),
        ("to 1", "to 1,500"),
        ("500 men, non", "1,500 men, non-negotiable"),
        ("It is un", "It is unacceptable"),
    ],
)
def test_a_word_of_which_half_is_selected_comes_along_whole(selected: str, quote: str) -> None:
    """A letter that the mouse missed would make it another word."""
    text = PlainText(
        "It is unacceptable. We can't go to 1,500 men, non-negotiable.\nIt is unacceptable."
    )
    start = text.text.index(selected)
    passage = passage_of(text, Span(start, start + len(selected)))
    assert passage is not None
    assert passage.quote == quote
    found = find_quote(text, passage.quote, passage.section, passage.place)
    assert found.stands
    assert found.span is not None
    assert found.span.start <= start < found.span.end


def test_a_word_that_the_end_of_a_line_of_a_text_file_breaks_is_quoted_whole() -> None:
    """As in a PDF: "com- mission" was quoted, and "commission" not found."""
    written = (
        "A joint com-\r\nmission stays\nwithin the well-\n  known borders of 1994-\n1996 -\nsaid."
    )
    text = read_source("a.txt", f"{written}\nThe borders are well-known.".encode())
    passage = passage_of(text, Span(0, len(written)))
    assert passage is not None
    quote = "A joint commission stays within the well-known borders of 1994- 1996 - said."
    assert (passage.quote, passage.doubtful) == (quote, ("commission",))
    for words in (quote, "joint commission", "com-mission", "com- mission", "well-known borders"):
        assert find_quote(text, words).stands
    for words in ("1994-1996", "19941996", "commissionstays"):
        assert not find_quote(text, words).stands


def test_signs_that_nobody_sees_are_left_out_of_a_quote() -> None:
    """Reports showed an escape there, and a word that such a hyphen broke was not found again."""
    text = PlainText("\ufeff\u00adOur govern\u00adment will with\u00ad \n draw.\nOur\u200b turn.\n")
    passage = passage_of(text, Span(0, text.text.index("\nOur")))
    assert passage is not None
    assert (passage.quote, passage.place) == ("Our government will withdraw.", 0)
    assert find_quote(text, passage.quote).stands
    both = passage_of(text, Span(text.text.rindex("Our"), text.text.rindex("Our") + 4))
    assert both is not None
    assert (both.quote, both.place) == ("Our", 2)
    assert passage_of(text, Span(0, 2)) is None


def test_a_passage_that_stands_there_a_thousand_times_is_found_at_once() -> None:
    """As a word that was marked, or "(Applause.)": the text was read once for each."""
    text = PlainText("They say the dam is shut. (Applause.)\n" * 4_000)
    at = text.text.rindex("(Applause.)")
    start = time.process_time()
    passage = passage_of(text, Span(at, at + len("(Applause.)")))
    assert time.process_time() - start < 1
    assert passage is not None
    assert (passage.quote, passage.place) == ("(Applause.)", 4_000)


def test_what_is_coded_is_marked_counted_and_passed_over() -> None:
    """The next paragraph of which nothing is coded is one step away, round in a circle."""
    coded = CodedText(
        TEXT, (Statement("S1", "So said the mayor, twice."), Statement("S2", "absent"))
    )
    (span,) = coded.spans
    assert TEXT.text[span.start : span.end] == "So said the\nmayor, twice."
    letters = sum(not each.isspace() for each in TEXT.text)
    assert coded.share == sum(not each.isspace() for each in "So said themayor, twice.") / letters
    last = TEXT.text.index("Nobody")
    assert coded.uncoded(0, 1) == last
    assert coded.uncoded(last, 1) == 0
    assert coded.uncoded(last, -1) == 0
    everything = CodedText(TEXT, (Statement("S1", TEXT.text),))
    assert everything.uncoded(0, 1) is None
    assert everything.share == 1


def starts(text: PlainText) -> list[int]:
    return [span.start for span in CodedText(text, ()).paragraphs]


def test_long_lines_are_paragraphs_also_where_blank_lines_stand_elsewhere() -> None:
    """As in an article that was copied from the web: all of it was one paragraph."""
    line = "They say much, and mean little of it. " * 8
    words = f"The talks\n- 8 min read\n\n{line}\nA heading\n{line}\n\n"
    article = read_source("article.txt", words.encode())
    assert starts(article) == [0, 24, words.index("A heading"), words.rindex(line)]
    first = sentence_at(words, words.rindex(line) + 3, article.parts)
    assert words[first.start : first.end] == "They say much, and mean little of it."
    broken = PlainText("The talks\n\nThey say much,\nand mean little.\n\nNobody asked.\n")
    assert starts(broken) == [0, 11, 44]
    dos = read_source("a.txt", broken.text.replace(",\n", ",  \n").replace("\n", "\r\n").encode())
    assert starts(dos) == [0, 13, 51]
    page = "\n".join(["Some words of a page."] * 40)
    assert len(starts(PlainText(f"{page}\n\nNext page."))) == 41


def test_blocks_are_paragraphs_where_they_are_known() -> None:
    """A blank line within one parts none of them."""
    text = PlainText("Head\nOne.\nx\n\ny\nTwo.", blocks=(0, 5, 10, 15))
    assert starts(text) == [0, 5, 10, 15]


def test_lines_are_paragraphs_where_no_blank_line_parts_them() -> None:
    """As in a text that was copied from a page."""
    coded = CodedText(PlainText("One.\nTwo.\nThree."), (Statement("S", "Two."),))
    assert [span.start for span in coded.paragraphs] == [0, 5, 10]
    assert coded.uncoded(0, 1) == 10


@given(st.text("a.\n ”", max_size=40), st.integers(0, 40))
def test_a_sentence_begins_behind_the_end_before_it_however_far_that_is(text: str, at: int) -> None:
    """It is looked for from the place back: a text of megabytes is not read from its top."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.sources.coding._LOOKED_BACK", 1)
        near = sentence_at(text, min(at, len(text)))
    assert near == sentence_at(text, min(at, len(text)))
