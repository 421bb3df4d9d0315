"""Blocks as lines of text: where each stands, what it begins with, and how it keeps to a width."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.reports.formats.text import (
    FINDINGS,
    PANE,
    REPORT,
    SIGNS,
    SPOKEN,
    SPOKEN_FINDINGS,
    Layout,
    Look,
    in_one_line,
    inline,
    lines_of,
    page_lines,
    text_lines,
)
from planner.reports.formats.wrapping import cells
from planner.reports.page import (
    GAP,
    Block,
    Caveat,
    Cell,
    Change,
    Deleted,
    Excerpt,
    Heading,
    Inserted,
    Item,
    Link,
    Listing,
    Marks,
    Page,
    Paragraph,
    Quotation,
    Rule,
    Runs,
    Status,
    Strong,
    Table,
    Text,
    Tone,
    Verbatim,
)

LAYOUTS = [REPORT, FINDINGS, SPOKEN, SPOKEN_FINDINGS, PANE]


def text(*blocks: Block, width: int = 60, layout: Layout = REPORT) -> str:
    return "\n".join(text_lines(blocks, width, layout))


# --- runs


def test_runs_are_written_one_behind_the_other_with_their_signs() -> None:
    """What stands out on paper or leads somewhere is plain words here; a change keeps its marks."""
    runs = (
        Status("crossed:", tone=Tone.CROSSED),
        Text(" "),
        Link("N-1", to="N-1"),
        Text(" is "),
        Strong("firm"),
        Text(", "),
        Deleted("shall"),
        Inserted("will"),
    )
    assert inline(runs) == "✗ crossed: N-1 is firm, [-shall-]{+will+}"


@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.TEXT])
def test_every_status_has_a_sign_that_stands_alone_without_words(tone: Tone) -> None:
    """No status is told by a colour alone."""
    assert inline((Status(tone=tone),)) == SIGNS[tone] != ""
    assert inline((Status("words", tone=tone),)) == f"{SIGNS[tone]} words"


# --- blocks


def test_a_title_is_underlined_and_sections_stand_below_their_headings() -> None:
    """The underline is as long as the title, and never longer than the line."""
    blocks = (
        Heading("A title", level=1),
        Paragraph("Words."),
        Heading("A section"),
        Paragraph("More."),
        Heading("Within it", level=3),
        Paragraph("Most."),
    )
    said = "A title\n───────\nWords.\nA section\n  More.\n  Within it\n    Most."
    assert text(*blocks) == said
    assert text(Heading("A longer title", level=1), width=8) == "A longer\ntitle\n────────"


def test_what_follows_a_heading_with_a_status_stands_behind_its_words() -> None:
    """The sign stands out at the margin."""
    heading = Heading((Status("crossed:", tone=Tone.CROSSED), " N-1 · a long heading"))
    assert text(heading, Paragraph("because"), width=20) == (
        "✗ crossed: N-1 · a\n    long heading\n    because"
    )


def test_a_quotation_has_marks_a_lead_and_its_citation_below() -> None:
    """The marks are the format's, so that another can set its own."""
    quotation = Quotation("Never", citation=("E1 · North", "The Paper"), lead="against")
    assert text(quotation) == "against: “Never”\nE1 · North\nThe Paper"
    assert text(quotation, layout=FINDINGS) == (
        "    against: “Never”\n      E1 · North\n      The Paper"
    )
    looks = [line.look for line in lines_of([quotation], 60, PANE)]
    assert looks == [Look.QUOTE, Look.SOURCE, Look.SOURCE]


def test_the_lines_of_a_file_stand_behind_their_number_without_marks() -> None:
    """They are nobody's words."""
    assert text(Excerpt("titel = 'x'", lead="3")) == "3 │ titel = 'x'"


def test_rules_and_caveats_stand_in_where_they_belong_to_what_is_above() -> None:
    """In the pane of a screen the look alone says so."""
    blocks = (Paragraph("N-1"), Rule("crossed when"), Caveat("It does not say: more"))
    assert text(*blocks, layout=FINDINGS) == "N-1\n    crossed when\n      It does not say: more"
    assert [*lines_of(blocks, 60, PANE)] == [
        ("N-1", Look.TEXT),
        ("crossed when", Look.RULE),
        ("It does not say: more", Look.LIMITS),
    ]


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (Marks.NONE, "one\n    two\nthree"),
        (Marks.BULLETS, "- one\n  two\n! three"),
        (Marks.NUMBERS, "1. one\n   two\n2. three"),
        (Marks.LABELS, "Why: one\n     two\nBecause of it: three"),
        (Marks.KEYS, "Why:  one\n      two\nBecause of it:  three"),
    ],
)
def test_items_begin_with_the_marks_of_their_list(marks: Marks, said: str) -> None:
    """And everything in an item stands behind its mark."""
    items = (
        Item([Paragraph("one"), Paragraph("two")], label="Why:"),
        Item([Paragraph("three")], label="Because of it:", tone=Tone.CONTESTED),
    )
    assert text(Listing(items, marks=marks)) == said


def test_a_long_label_does_not_push_its_text_to_the_right() -> None:
    """It hangs by eight columns."""
    item = Item([Paragraph("one two three four")], label="Confidence of the coding:")
    assert text(Listing([item], marks=Marks.LABELS), width=34) == (
        "Confidence of the coding: one two\n        three four"
    )


def test_items_can_stand_apart_and_in_each_other() -> None:
    """A list within an item stands behind the mark of that item."""
    inner = Listing([Item([Paragraph("Not more.")], label="Limits:")], marks=Marks.LABELS)
    outer = [Item([Quotation("Never"), inner], label="E1:"), Item([Paragraph("x")], label="E2:")]
    assert text(Listing(outer, marks=Marks.LABELS, apart=True)) == (
        "E1: “Never”\n    Limits: Not more.\n\nE2: x"
    )


def test_a_table_is_set_in_columns_numbers_to_the_right() -> None:
    """The last column may be long where no header stands above it."""
    table = Table(
        [("literal", "3", "1,728"), ("firm", "8", "96")],
        head=("reading", "lines", "clear"),
        foot=("both", "11", ""),
        right=(1, 2),
    )
    assert text(table, layout=FINDINGS) == (
        "reading  lines  clear\nliteral      3  1,728\nfirm         8     96\nboth        11"
    )
    wide = Table([(Status("North", tone=Tone.CROSSED), "crossed: N-1, N-2"), ("East", "x")])
    assert text(wide, width=20) == "✗ North  crossed:\n         N-1, N-2\nEast     x"


def test_a_name_that_is_longer_than_its_column_moves_nothing_out_of_the_next_one() -> None:
    """What follows it stands below, in its own column; without room for the name all lies down."""
    long = "Maren: Ministry of Water and Agriculture"
    table = Table([("✗", "Maren", "crossed: MA-2"), ("✗", long, "crossed: MA-2")])
    assert text(table, layout=REPORT) == (
        f"✗  {'Maren':32}  crossed: MA-2\n✗  {long}\n{'':37}crossed: MA-2"
    )
    assert text(table, width=40, layout=REPORT).startswith("✗ Maren · crossed: MA-2\n✗ Maren: Min")


def test_a_table_that_begins_an_item_has_its_first_row_above_the_others() -> None:
    """In columns, and where there is room for no column."""
    table = Table([("Ceasefire", "14")], head=("Issue", "Points"), right=(1,))
    listing = Listing([Item([table])], marks=Marks.NONE)
    assert text_lines([listing], 60, PANE) == ["    Issue      Points", "    Ceasefire      14"]
    assert text_lines([listing], 20, PANE) == ["    Ceasefire", "        Points: 14"]


def test_a_table_with_headers_says_less_and_then_lies_down_where_there_is_no_room() -> None:
    """What stands alone says what its column is of."""
    cell = Cell("opposition (2)", short="opposition")
    table = Table([("Timing", cell, Cell("-", alone="silent"))], head=("", "North", "East"))
    assert text(table) == "        North           East\nTiming  opposition (2)  -"
    assert text(table, width=26) == "        North       East\nTiming  opposition  -"
    assert text(table, width=22) == "Timing\n    North: opposition\n        (2)\n    East: silent"


def test_a_table_without_headers_becomes_a_line_for_each_row_where_there_is_no_room() -> None:
    """Its sign still stands before the words that it is of."""
    table = Table(
        [(Status(tone=Tone.CROSSED), "NATO membership", "none clear"), (" ", "Other", "")]
    )
    assert text(table, width=18, layout=FINDINGS) == "✗ NATO membership\n  · none clear\nOther"


def test_a_change_says_what_became_of_what() -> None:
    """In words and an arrow."""
    change = Change(Status("N-1", tone=Tone.CROSSED), "undecided", "crossed")
    assert in_one_line(change) == "✗ N-1: undecided → crossed"


def test_what_is_there_to_be_copied_is_never_broken() -> None:
    """However narrow the line."""
    path = "/a folder/with blanks/in its name.case.toml"
    assert text(Verbatim(path), width=10) == path


def test_gaps_are_empty_lines_but_where_lines_are_read_aloud() -> None:
    """A screen reader would say "blank"."""
    blocks = (Paragraph("a"), GAP, Paragraph("b"))
    assert text(*blocks) == "a\n\nb"
    assert text(*blocks, layout=SPOKEN) == "a\nb"


def test_pages_stand_one_below_the_other() -> None:
    """With an empty line between them."""
    pages = [Page(Heading(name, level=1), [Paragraph("words")]) for name in ("One", "Two")]
    assert page_lines(pages, 60, SPOKEN) == ["One", "  words", "", "Two", "  words"]


def test_line_breaks_of_an_author_stay_where_a_text_is_read_and_go_in_a_report() -> None:
    """A note of several lines is one paragraph of the report."""
    paragraph = Paragraph("one\ntwo")
    assert text(paragraph, layout=PANE) == "one\ntwo"
    assert text(paragraph, layout=REPORT) == "one two"


# --- any blocks at any width

words = st.text(st.characters(exclude_categories=["C", "M", "Z"]), min_size=1, max_size=4)
said = st.lists(words, min_size=1, max_size=6).map(" ".join)
tones = st.sampled_from(list(Tone))
run = st.one_of(
    st.builds(Text, said),
    st.builds(Strong, said),
    st.builds(Inserted, said),
    st.builds(Deleted, said),
    st.builds(lambda text, tone: Status(text, tone=tone), said, tones),
    st.builds(lambda text, to: Link(text, to=to), said, words),
)
runs = st.lists(run, min_size=1, max_size=3).map(
    lambda held: tuple(part for each in held for part in (each, Text(" ")))
)
paragraphs: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, runs, tone=tones),
    st.builds(Rule, runs),
    st.builds(Caveat, runs),
)
leaves: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    st.builds(lambda runs, level: Heading(runs, level=level), runs, st.integers(1, 4)),
    st.builds(
        lambda quote, lines, lead: Quotation(quote, citation=lines, lead=lead),
        said,
        st.lists(said, max_size=2),
        words,
    ),
    st.builds(lambda line: Excerpt(line, lead="12"), said),
    st.builds(Change, runs, said, said),
    st.just(GAP),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 4))
    row = st.lists(said, min_size=columns, max_size=columns)
    head = draw(row) if draw(st.booleans()) else []
    right = range(1, draw(st.integers(1, columns))) if head else ()
    return Table(draw(st.lists(row, min_size=1, max_size=3)), head=head, right=right)


@st.composite
def listings(draw: st.DrawFn, inner: st.SearchStrategy[Block]) -> Listing:
    heads = inner.filter(lambda block: block is not GAP)
    items = [
        Item([draw(heads), *draw(st.lists(inner, max_size=1))], label=draw(words), tone=draw(tones))
        for _ in range(draw(st.integers(1, 2)))
    ]
    return Listing(items, marks=draw(st.sampled_from(list(Marks))), apart=draw(st.booleans()))


flat = st.one_of(leaves, tables())
blocks_of_all_kinds = st.lists(
    st.one_of(flat, listings(st.one_of(flat, listings(flat)))), max_size=3
)


def spoken(block: Block) -> str:
    """All the words of the block, without what a format adds."""
    match block:
        case Heading() | Paragraph():
            return inline_words(block.runs)
        case Quotation():
            return "".join([block.lead, block.quote, *map(inline_words, block.citation)])
        case Listing(marks=marks):
            labelled = marks in (Marks.LABELS, Marks.KEYS)
            return "".join(
                f"{item.label if labelled else ''}{''.join(map(spoken, item.blocks))}"
                for item in block.items
            )
        case Table():
            return "".join(inline_words(cell.runs) for row in block.rows for cell in row)
        case Change():
            return f"{inline_words(block.what)}{block.before}{block.after}"
        case _:
            return ""


def inline_words(runs: Runs) -> str:
    return "".join(run.text for run in runs)


@given(blocks_of_all_kinds, st.integers(20, 120), st.sampled_from(LAYOUTS))
def test_no_character_is_lost(blocks: list[Block], width: int, layout: Layout) -> None:
    """Whatever the width and the layout."""
    written = Counter("".join("".join(text_lines(blocks, width, layout)).split()))
    wanted = Counter("".join("".join(map(spoken, blocks)).split()))
    assert wanted <= written


@given(blocks_of_all_kinds, st.integers(52, 120), st.sampled_from(LAYOUTS))
def test_no_line_is_wider_than_the_width(blocks: list[Block], width: int, layout: Layout) -> None:
    """Two lists within each other and the longest of these words fit into 52 columns."""
    for line in text_lines(blocks, width, layout):
        assert cells(line) <= width
        assert line == line.rstrip(" ")


@given(paragraphs, st.integers(1, 20), st.sampled_from(LAYOUTS))
def test_only_a_word_that_is_too_long_sticks_out(block: Block, width: int, layout: Layout) -> None:
    """It is alone on its line, so that it can be copied."""
    for line in text_lines([block], width, layout):
        assert cells(line) <= width or len(line.split()) == 1
