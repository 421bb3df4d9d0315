"""The heads and feet of pages: a sentence goes on over them, and they are none of its words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import evolve

from planner.sources.coding import passage_of, sentence_at
from planner.sources.plain_text import PlainText
from planner.sources.quotes import QuoteResult, Span, find_quote
from planner.sources.reading import read_source
from planner.sources.running_lines import running_lines
from tests.sources.test_formats import pdf

PAGES = (
    "Communique, CONFIDENTIAL\nThe parties will not leave the lake\nbefore they have\nPage 1 of 3",
    "Communique, CONFIDENTIAL\nheld a vote. Nobody asked\nwho counts.\nPage 2 of 3",
    "Communique, CONFIDENTIAL\nThey meet in May.\nPage 3 of 3",
)


def paged(*pages: str) -> PlainText:
    """A text of these pages as a PDF gives it."""
    starts, text = [], ""
    for page in pages:
        text += "\n" * bool(text)
        starts.append(len(text))
        text += page
    return PlainText(text, pages=tuple(starts), running=running_lines(text, starts))


def running(*pages: str) -> list[str]:
    text = paged(*pages)
    return [text.text[start:end].strip() for start, end in text.running]


TOWNS = ("Bern", "Oslo", "Rome")
TALKS = paged(*PAGES)
OVER = "The parties will not leave the lake before they have held a vote."


def test_a_quote_goes_on_over_the_foot_of_a_page_and_the_head_of_the_next() -> None:
    """Its place is where it begins, and both can be quoted themselves."""
    found = find_quote(TALKS, OVER)
    assert found.result is QuoteResult.NORMALISED
    assert found.span is not None
    assert TALKS.text[found.span.start :].startswith("The parties")
    assert TALKS.text[: found.span.end].endswith("vote.")
    assert find_quote(TALKS, "Page 2 of 3").result is QuoteResult.VERBATIM
    assert find_quote(TALKS, "before they have Page 1 of 3").result is QuoteResult.NORMALISED
    assert find_quote(TALKS, "before they held a vote").result is QuoteResult.ABSENT


def test_a_passage_over_a_page_is_quoted_without_them() -> None:
    """As Space selects it; what is selected on one page is quoted as it stands."""
    span = sentence_at(TALKS.flow, TALKS.text.index("leave"))
    passage = passage_of(TALKS, span)
    assert passage is not None
    assert passage.quote == OVER
    foot = TALKS.text.index("before")
    passage = passage_of(TALKS, Span(foot, TALKS.text.index("1 of") + 6))
    assert passage is not None
    assert passage.quote == "before they have Page 1 of 3"


def test_a_passage_over_a_page_is_told_from_the_same_words_on_one() -> None:
    """Both are places of the quote, in the order of the text."""
    text = paged(*PAGES[:2], f"{PAGES[2]}\nThe parties agree: {OVER[:-1]}, then.")
    passage = passage_of(text, sentence_at(text.flow, text.text.index("leave")))
    assert passage is not None
    assert (passage.quote, passage.place) == (OVER, 0)
    both = [find_quote(text, OVER[:-1], place=place).span for place in (1, 2)]
    assert [span and span.start for span in both] == [
        text.text.index("The parties"),
        text.text.index("The parties agree: ") + len("The parties agree: "),
    ]


def test_a_word_that_is_broken_in_a_head_leaves_no_hyphen_in_a_passage_over_it() -> None:
    """The head is none of its words, broken or not."""
    text = paged(*(page.replace("CONFIDENTIAL", "CONFI-\nDENTIAL") for page in PAGES))
    hyphens = [at for at in range(len(text.text)) if text.text.startswith("-\n", at)]
    broken = evolve(text, broken=tuple(hyphens))
    passage = passage_of(broken, sentence_at(broken.flow, broken.text.index("leave")))
    assert passage is not None
    assert passage.quote == OVER
    assert find_quote(broken, OVER).stands


def test_a_word_that_the_end_of_a_page_breaks_is_joined_in_a_passage_over_it() -> None:
    """And named, as one that the end of a line breaks."""
    text = paged(*(page.replace("before they have", "before they with-") for page in PAGES))
    broken = evolve(text, broken=(text.text.index("-\n"),))
    passage = passage_of(broken, sentence_at(broken.flow, broken.text.index("leave")))
    assert passage is not None
    assert passage.quote == OVER.replace("have held", "withheld")
    assert passage.doubtful == ("withheld",)
    assert find_quote(broken, passage.quote).stands


def test_who_speaks_on_top_of_some_pages_is_no_head_of_them() -> None:
    """What two say would be one quote; a head that stands on each second page is one."""
    pages = [f"We go to {chr(65 + n)}ford" for n in range(20)]
    heads = {n: "Protocol" if n % 2 else "The Chair:" for n in (0, 1, 3, 5, 8, 16)}
    text = paged(*("\n".join(filter(None, (heads.get(n), p))) for n, p in enumerate(pages)))
    assert {text.text[start:end].strip() for start, end in text.running} == {"Protocol"}
    assert find_quote(text, "Cford We go to Dford We go to Eford").stands
    assert find_quote(text, "Pford We go to Qford").result is QuoteResult.ABSENT


@pytest.mark.parametrize(
    ("label", "every"), [("The Chair", 3), ("The Chair:", 1), ("The Chair:", 2)]
)
def test_who_speaks_on_every_so_many_pages_is_no_head_of_them_either(
    label: str, every: int
) -> None:
    """By the colon; without one, where it stands on every third page alone."""
    pages = [f"We go to {chr(65 + n)}ford" for n in range(10)]
    text = paged(*(f"{label}\n{p}" if n % every == 0 else p for n, p in enumerate(pages)))
    assert text.running == ()
    assert find_quote(text, "We go to Fford We go to Gford").result is QuoteResult.ABSENT


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        (PAGES, ["Communique, CONFIDENTIAL", "Page 1 of 3"] * 3),
        (PAGES[:2], ["Communique, CONFIDENTIAL", "Page 1 of 3"] * 2),
        (PAGES[:1], []),
        (("We go.\nx", "We go.\ny", "They stay.\nz"), []),
        (("iv\nA lake.", "v\nA dam.", "vi\nA vote."), ["iv", "v", "vi"]),
        ([f"15-01903 1/12\nIn {place}" for place in TOWNS], ["15-01903 1/12"] * 3),
        (("Not\n2026\n1", "A dam.\n2", "A vote.\n3"), ["1", "2", "3"]),
        ([f"1,{n}00 3,{n}00 5,{n}00 7,{n}00\nIn {place}" for n, place in enumerate(TOWNS)], []),
    ],
    ids=[
        "three pages",
        "two",
        "one",
        "twice",
        "numbers",
        "a reference",
        "a year",
        "rows of a table",
    ],
)
def test_what_comes_again_where_pages_begin_or_end_runs(
    pages: Sequence[str], lines: list[str]
) -> None:
    """Numbers may differ from page to page; the rows of a table are none."""
    assert running(*pages) == [
        each.replace("Page 1", f"Page {n // 2 + 1}") for n, each in enumerate(lines)
    ]


def test_a_pdf_is_read_with_the_heads_and_feet_of_its_pages() -> None:
    """A real one."""
    pytest.importorskip("pypdfium2")
    assert find_quote(read_source("a.pdf", pdf(*PAGES)), OVER).stands
