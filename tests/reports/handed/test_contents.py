"""What each report holds, and that none says more than the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from attrs import evolve

from planner.analysis.questions.analyse import Analysis
from planner.analysis.questions.nearest import nearest
from planner.analysis.questions.premises import Premises
from planner.check.checker import check
from planner.check.comparison import IncomparableError
from planner.model.case import Option, Source
from planner.model.conditions import Condition
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.model.statements import Strength
from planner.reports.content.nearest_clear import nearest_blocks
from planner.reports.content.report import Given
from planner.reports.formats.text import inline
from planner.reports.formats.written import written
from planner.reports.page import (
    Block,
    Deleted,
    Heading,
    Inserted,
    Listing,
    Page,
    Paragraph,
    Quotation,
    Runs,
    Table,
)
from planner.reports.report import Report
from tests.contracts.said import faults, own_words, without
from tests.reports.handed.canal_case import CASE, DEAL, SECOND
from tests.reports.handed.making import EVERY, canal, example, made, withheld
from tests.reports.handed.seen import seen
from tests.small_cases import any_of, issue, made_case, number, red_line, scenario, when

TALKS = example("us-russia-talks-several-lines")
LED = example("european-led-parallel-trilateral")
SKETCH = example("sketch-with-open-questions")


def text_of(report: Report) -> str:
    """The report as text, every run of blanks as one."""
    return " ".join(written(report, "text").decode().split())


def section(page: Page, title: str) -> list[Block]:
    """What stands under a heading of the second level."""
    found: list[Block] = []
    inside = False
    for block in page.body:
        if isinstance(block, Heading) and block.level == 2:
            inside = inline(block.runs).startswith(title)
        elif inside:
            found.append(block)
    assert found, title
    return found


def table(page: Page, title: str) -> Table:
    """The table under that heading."""
    return next(block for block in section(page, title) if isinstance(block, Table))


def rows(found: Table) -> list[list[str]]:
    """The words of the cells."""
    return [[inline(cell.runs) for cell in row] for row in found.rows]


def all_runs(blocks: tuple[Block, ...]) -> Iterator[Runs]:
    """The runs of all paragraphs."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.runs
            case Listing():
                for item in block.items:
                    yield from all_runs(item.blocks)


def test_a_brief_opens_with_the_verdict_and_what_it_rests_on() -> None:
    """A reader who stops after the first paragraph knows of contested ground and added options."""
    page = made("brief", LED).pages[0]
    first = next(b for b in page.body if isinstance(b, Paragraph) and "reading" in inline(b.runs))
    assert inline(first.runs) == (
        "Crosses no stated red line under the firm reading; leaves 2 contested: EU-1, RU-1. It "
        "rests on contested ground: of EU-1 and RU-1 the text leaves open whether they are "
        "crossed. No source proposes “In parallel” (Ceasefire timing)."
    )


def test_a_brief_gives_the_package_with_undecided_issues_in_brackets() -> None:
    """And notes; what no source proposes says so."""
    package = rows(table(made("brief", SKETCH).pages[0], "The package"))
    assert package[0] == ["Security guarantee", "Alternative guarantees", ""]
    assert package[2][:2] == ["[Ceasefire timing]", "[undecided]"]
    assert package[4][:2] == ["Territory", "Part of the deal"]
    assert package[6][2].startswith("Merz advocates more pressure")


def test_a_brief_of_nothing_chosen_gives_the_counts_once() -> None:
    empty = evolve(SKETCH, written=evolve(SKETCH.written, choices={}))
    words = written(made("brief", empty), "text").decode()
    assert words.count("Under the firm reading 2,592 of 20,736 scenarios") == 1


def test_many_scenarios_are_named_by_the_first_of_them() -> None:
    """All their titles ran off the foot of the sheet."""
    many = [
        evolve(TALKS, written=evolve(TALKS.written, title=f"A scenario {n}")) for n in range(40)
    ]
    title = made("register", *many).title
    assert title.startswith("Red lines: 40 scenarios: A scenario 0, A scenario 1, ")
    assert len(title) < 200
    assert made("register", *many[:2]).title == "Red lines: A scenario 0 and A scenario 1"


def test_a_brief_lists_the_parties_by_verdict_and_members_below_theirs() -> None:
    """Crossed first, and a line by a member alone says whose it is."""
    parties = rows(table(made("brief", TALKS).pages[0], "The parties"))
    assert [row[0] for row in parties] == [
        *("✗ Ukraine", "✗ Europe", "✗ Europe: France", "✗ Europe: Germany"),
        *("? Russia", "✓ US"),
    ]
    assert parties[1][1].startswith("crossed by France's and Germany's lines alone: FR-1, DE-1")


def test_each_crossed_or_contested_line_comes_with_rule_quote_and_what_it_does_not_say() -> None:
    """Who speaks and whose words they are, too."""
    page = made("brief", TALKS).pages[0]
    headings = [b for b in section(page, "Lines crossed") if isinstance(b, Heading)]
    assert [inline(b.runs).split(", ")[-1] for b in headings] == [
        'insistence · Trilateral meeting as "the only way to fix it"',
        "insistence · Territory to be addressed directly with Putin",
        "preference · Advocacy of increased pressure on Russia",
    ]
    assert inline(headings[0].runs).startswith("✗ crossed: FR-1 · Europe (France, Macron)")
    quote = next(b for b in section(page, "Lines crossed") if isinstance(b, Quotation))
    assert quote.quote == TALKS.case.statements_by_id["E49"].quote
    assert "Macron, partly quoted by THE MAG POST" in inline(quote.citation[0])
    text = text_of(made("brief", TALKS))
    assert "Because Meeting format holds “US and Russia”." in text
    assert "Rule: crossed when Meeting format holds neither “Bilateral” nor “Trilateral”" in text
    assert "Caveat: A belief about what works ('only way'), by one leader" in text
    contested = [b for b in section(page, "Lines contested") if isinstance(b, Heading)]
    assert [inline(b.runs).split(" · ")[0] for b in contested] == [
        "? contested: EU-1",
        "? contested: RU-1",
    ]


def test_a_brief_names_the_gaps_and_says_that_silence_is_no_consent() -> None:
    """For each party the issues on which it states nothing."""
    page = made("brief", TALKS).pages[0]
    gaps = {
        party.partition(" ")[2]: silent for party, _, silent in rows(table(page, "The parties"))
    }
    assert gaps["Europe"] == "Territory; Ukraine's army; Timeframe"
    assert "16 of 36 pairs" in text_of(made("brief", TALKS))
    assert "Silence is no consent" in text_of(made("brief", TALKS))


def test_a_brief_names_the_nearest_scenarios_that_cross_nothing_and_what_they_rest_on() -> None:
    """All with as few changes stand side by side."""
    text = text_of(made("brief", TALKS))
    assert "At least 2 choices must change for that. 4 ways with as few changes follow, in" in text
    assert "It then rests on “In parallel”, “US and Russia”, “No European leaders”" in text
    assert "nothing has to change for that" in text_of(made("brief", LED))
    assert "The choices made can stay; for instance with:" in text_of(made("brief", SKETCH))


def test_a_brief_that_lists_the_first_of_the_nearest_does_not_say_that_these_are_all() -> None:
    """Of 39 options that cross nothing it lists ten."""
    options = [f"o{n}" for n in range(40)]
    line = red_line("A", "a", when(i="o0"), strength=Strength.DECLARED)
    for shown, told in (
        (options, "The first 10 ways with as few changes follow, in the order of the case; there"),
        (options[:10], "9 ways with as few changes follow, in the order of the case. - I: O0"),
        (options[:2], "At least 1 choice must change for that. - I: O0 → O1"),
    ):
        case = made_case(issues=[issue("i", *shown)], red_lines=[line])
        assert told in text_of(made("brief", canal(scenario(i="o0"), case)))


def test_one_way_that_was_found_before_the_limit_is_not_called_the_first_one_way() -> None:
    """That there may be more is said all the same."""
    line = red_line("A", "a", when(i="x"), strength=Strength.DECLARED)
    case = made_case(issues=[issue("i", "x", "y", "z")], red_lines=[line])
    premises = Premises(case, Reading.FIRM, fixed={"i": "x"})
    found = nearest(premises)
    stopped = evolve(found, scenarios=found.scenarios[:1], at_least=1)
    (said, *_) = nearest_blocks(
        check(case, scenario(i="x")),
        Analysis(premises, {}),
        Analysis(premises, {"nearest": stopped}),
    )
    assert isinstance(said, Paragraph)
    words = "1 way with as few changes follows, in the order of the case; there may be more."
    assert inline(said.runs) == f"At least 1 choice must change for that. {words}"


def test_a_brief_says_where_a_way_that_it_lists_stands_for_others() -> None:
    """Of numbers from 0 to 3 it names 3 alone, of two options it takes one out, not both."""
    issues = [number("n", 0, 9), any_of("k", "x", "y")]
    ceiling = red_line("A", "a", when(n=Condition("n", at_from=4)), strength=Strength.DECLARED)
    both = when(k=Condition("k", all=("x", "y")))
    together = red_line("B", "a", both, strength=Strength.DECLARED)
    case = made_case(issues=issues, red_lines=[ceiling, together])
    numbers = "Of numbers that no rule tells apart the nearest is named."
    options = "Where several options may hold together, only those change that must."
    text = text_of(made("brief", canal(scenario(n=5, k=()), case)))
    assert f"for that. {numbers} - N: 5 → 3" in text
    text = text_of(made("brief", canal(scenario(n=5, k=("x", "y")), case)))
    assert (
        f"2 ways with as few changes follow, in the order of the case. {options} {numbers}" in text
    )


def test_a_brief_that_lists_the_first_of_the_fewest_crossings_says_so() -> None:
    """A hundred of the 101 lines of which every scenario crosses one."""
    options = [f"o{n}" for n in range(101)]
    lines = [
        red_line(f"L{n}", "a", when(i=option), strength=Strength.DECLARED)
        for n, option in enumerate(options)
    ]
    for number_of, more in ((101, True), (99, False)):
        case = made_case(issues=[issue("i", *options[:number_of])], red_lines=lines[:number_of])
        text = text_of(made("brief", canal(scenario(i="o0"), case)))
        assert "The fewest lines that any of them crosses: 1 line. - only L0" in text
        assert ("There may be more that are as few." in text) is more


def test_where_nothing_is_clear_a_brief_says_which_few_lines_must_be_crossed() -> None:
    """Read strictly, every scenario of the bundled case crosses one of two lines."""
    text = text_of(made("brief", LED, reading=Reading.STRICT))
    assert "The fewest lines that any of them crosses: 1 line." in text
    assert "only EU-1 (Europe, opposition)" in text
    assert "only RU-1 (Russia, preference)" in text


def test_counts_stand_with_what_they_hide() -> None:
    """The number that all clear scenarios rest on comes first."""
    counts = section(made("brief", LED).pages[0], "Scenarios that cross no counted line")
    words = [inline(b.runs) for b in counts if isinstance(b, Paragraph)]
    assert words[1].startswith("All 2,592 clear scenarios rest on “In parallel”")
    assert words[2] == (
        "Under the firm reading 2,592 of 20,736 scenarios cross no counted line; 0 of them leave "
        "nothing contested; 0 use sourced options only."
    )


def test_several_scenarios_get_a_page_each() -> None:
    """In the order in which they are given, with all their markings."""
    marked = Given("x", evolve(LED.written, marking="RESTRICTED"), LED.case)
    report = made("brief", TALKS, marked, canal())
    assert [inline(page.heading.runs) for page in report.pages] == [
        *("US-Russia talks: several lines at once", LED.written.title),
        "A dam of forty metres",
    ]
    assert report.marking == "RESTRICTED · CONFIDENTIAL - Совет only"


def test_the_table_has_a_column_for_each_party_and_one_for_the_scenario() -> None:
    """A gap says so, and a choice says which lines it crosses."""
    found = next(b for b in made("columns", TALKS).pages[0].body if isinstance(b, Table))
    assert [inline(cell.runs) for cell in found.head] == [
        *("Issue", "US", "Ukraine", "Russia", "Europe", "This scenario"),
    ]
    meeting = found.rows[3]
    said = [block for block in meeting[4].below if isinstance(block, Quotation)]
    assert any(block.lead.startswith("insistence, for “Trilateral”") for block in said)
    assert inline(found.rows[4][1].runs) == "- no stated position"
    assert [inline(b.runs) for b in meeting[5].below if isinstance(b, Paragraph)] == [
        "No source proposes it.",
        "✗ crosses FR-1 and UA-1",
    ]


@pytest.mark.parametrize("kind", ["brief", "columns", "register"])
def test_a_report_that_quotes_cites_its_sources_with_their_days(kind: str) -> None:
    """A quote names the publisher alone; the table of positions and the register said no more."""
    assert "Source: Canal Gazette, The gate <opens>, 2024-06-01" in text_of(made(kind, canal()))
    bare = text_of(made(kind, canal(), withheld=withheld("evidence")))
    assert "2024-06-01" not in bare


@pytest.mark.parametrize("kind", ["brief", "columns", "register"])
def test_of_two_sources_of_a_publisher_a_quote_says_which(kind: str) -> None:
    """By its title: both were “Canal Gazette” below every quote."""
    later = Source("later", "The gate closes", "Canal Gazette", date=dt.date(2024, 6, 9))
    case = evolve(CASE, sources=(*CASE.sources, later))
    assert "Canal Gazette · “The gate <opens>”" in text_of(made(kind, canal(case=case)))
    assert "Canal Gazette · “The gate <opens>”" not in text_of(made(kind, canal()))


def test_a_quote_in_the_table_of_positions_in_csv_says_whose_words_it_is() -> None:
    """It stood below the name of a party as if that had said it."""
    rows = written(made("columns", TALKS), "csv").decode()
    assert "(E06; " in rows
    assert "reported by THE MAG POST, not a quote of Trump" in rows


def test_what_is_said_again_stands_once_in_the_table() -> None:
    """E51 and E62 only repeat E08."""
    found = next(b for b in made("columns", TALKS).pages[0].body if isinstance(b, Table))
    said = [b for b in found.rows[0][1].below if isinstance(b, Quotation)]
    assert [inline(b.citation[0]).split(" · ")[0] for b in said] == ["E06", "E08"]


def test_a_quote_on_several_issues_is_quoted_under_the_first() -> None:
    """Further down its place is named, with what it means there."""
    text = text_of(made("columns", TALKS))
    quote = "the question of territory is a matter that he intends to address directly with Putin"
    assert text.count(quote) == 1
    assert "insistence: E38, quoted under “Meeting format”" in text


def test_options_show_what_differs_first_and_the_way_between_them() -> None:
    """Judged as the first one says."""
    page = made("options", TALKS, LED, SKETCH).pages[0]
    titles = [inline(b.runs) for b in page.body if isinstance(b, Heading)]
    assert titles == [
        *("What differs: 6 of 9 issues", "Whose lines each crosses", "From one to another"),
        "What is the same: 3 of 9 issues",
    ]
    same = page.body[-1]
    assert isinstance(same, Table)
    assert [inline(cell.runs) for cell in same.head] == ["Issue", "All choose"]
    text = text_of(made("options", TALKS, LED))
    assert "A → B: 4 changes: Meeting format, Follow-up summit" in text
    assert "B crosses no counted line" in text


def test_how_many_lines_count_is_told_of_each_option() -> None:
    """One that sets a line aside counts fewer than the one beside it."""
    aside = example("no-leaders-meeting-fr-1-set-aside")
    text = text_of(made("options", LED, aside))
    assert "stated lines that count: 8 of 8 in A, 7 of 8 in B." in text
    assert "8 of 8 stated lines count." in text_of(made("options", LED, TALKS))


@pytest.mark.parametrize("form", ["text", "csv"])
def test_what_is_kept_where_an_issue_does_not_apply_is_told(form: str) -> None:
    """It counts again with the choice that makes the issue apply, and may be all that differs."""
    forty, fifty = (canal(SECOND.with_pick("height", height)) for height in (40, 50))
    gone = canal(SECOND.with_pick("height", 45))
    kept = "chosen, but does not apply now: {}"
    options = seen(written(made("options", forty, fifty), form), form)
    assert kept.format("40 m") in options
    assert kept.format("50 m") in options
    brief = seen(written(made("brief", forty, gone), form), form)
    assert kept.format("40 m") in brief
    assert kept.format("“45” (gone from the case)") in brief


def test_options_of_different_cases_are_refused() -> None:
    """Nothing can be put side by side."""
    with pytest.raises(IncomparableError):
        made("options", TALKS, canal())
    with pytest.raises(IncomparableError):
        made("draft", TALKS, canal())


def test_the_register_holds_every_line_a_row_for_each_statement() -> None:
    """In the sheet; on the page a row for each line."""
    report = made("register", TALKS)
    head = [inline(cell.runs) for cell in report.sheet.head]
    assert {"Holder", "Member", "Rule", "Quote", "Place", "Strength", "Attribution"} <= set(head)
    found = [dict(zip(head, row, strict=True)) for row in rows(report.sheet)]
    assert [(r["Line"], r["Statement"]) for r in found] == [
        (line.id, each) for line in TALKS.case.red_lines for each in line.evidence
    ]
    fr = next(r for r in found if r["Line"] == "FR-1")
    assert (fr["Holder"], fr["Member"], fr["Verdict"]) == ("Europe", "France", "crossed")
    page = next(b for b in report.pages[0].body if isinstance(b, Table))
    assert len(page.rows) == len(TALKS.case.red_lines)


def test_a_draft_puts_the_clauses_together_and_undecided_ones_with_all_alternatives() -> None:
    """A title in brackets stands for what nobody has written."""
    undecided = evolve(SECOND, choices={**SECOND.choices, "water": SECOND.choices["toll"]})
    text = text_of(made("draft", canal(undecided)))
    assert "1. Water share [Alternative 1: Each party takes one third of the water.]" in text
    assert "[Alternative 2: Each party takes one half of the water.]" in text
    assert "2. Works *and* gates Locks are built." in text
    assert "Height of the dam" not in text  # it does not apply
    assert "1 of 5 options has no clause yet" in text


def test_an_alternative_keeps_the_brackets_that_its_clause_has_itself() -> None:
    """A clause may begin or end with its own; only a title that stands for one has the draft's."""
    clauses = ("[To be agreed] Each side shall withdraw.", "[A] or [B]")
    given = (
        Option(f"o{n}", f"[Title {n}]", clause=clause) for n, clause in enumerate((*clauses, ""))
    )
    case = made_case("bare", issues=(issue("x", *given),))
    text = text_of(made("draft", canal(Scenario("bare"), case)))
    assert "[Alternative 1: [To be agreed] Each side shall withdraw.]" in text
    assert "[Alternative 2: [A] or [B]]" in text
    assert "[Alternative 3: [Title 2]]" in text


def test_a_draft_against_a_second_scenario_tracks_what_was_taken_out_and_put_in() -> None:
    """Word by word where clauses are alike; the earlier and the later text can be had back."""
    body = made("draft", canal(), canal(SECOND)).pages[0].body
    share = next(runs for runs in all_runs(body) if any("Each party" in r.text for r in runs))
    assert [type(run).__name__ for run in share] == ["Kept", "Deleted", "Inserted", "Kept"]
    before = "".join(run.text for run in share if not isinstance(run, Inserted))
    after = "".join(run.text for run in share if not isinstance(run, Deleted))
    assert before == CASE.issues_by_id["water"].option("fixed").clause
    assert after == CASE.issues_by_id["water"].option("yearly").clause
    text = text_of(made("draft", canal(), canal(SECOND)))
    assert "[-A dam is built at the upper gate.-]" in text
    assert "{+Locks are built.+}" in text


def test_the_day_counts_for_what_is_reported() -> None:
    """Before the council spoke, its line stood nowhere."""
    early = evolve(DEAL, as_of=None)
    text = text_of(made("register", canal(early), as_of=(CASE.statements[0].date,)))
    assert "V-1" in text
    before = made("register", canal(early), as_of=(CASE.as_of.replace(year=2023),))  # type: ignore[union-attr]
    assert "V-1" not in text_of(before)


def test_a_brief_names_no_source_that_came_out_after_its_day() -> None:
    """One that a statement of before is known from stays."""
    draft = example("zalume-talks/first-draft")
    text = text_of(made("brief", draft))
    assert "Protocol of Tarsk: first draft, 2023-03-28" in text
    assert "Brackets in the rain" not in text
    assert "Brackets in the rain, 2023-05-26" in text_of(made("brief", draft, as_of=(None,)))
    late = [evolve(s, date=s.date and s.date.replace(year=2031)) for s in draft.case.sources]
    text = text_of(made("brief", evolve(draft, case=evolve(draft.case, sources=tuple(late)))))
    assert "Evening broadcast of 9 March, 2031-03-09" in text
    assert "Brackets in the rain" not in text


@pytest.mark.parametrize("kind", ["options", "draft"])
def test_a_scenario_that_is_judged_otherwise_than_its_file_says_is_marked(kind: str) -> None:
    """Its verdict is not the one that its own file gives."""
    dated = evolve(DEAL, as_of=CASE.as_of)
    strict = evolve(SECOND, title="Strictly", reading=Reading.STRICT)
    text = text_of(made(kind, canal(dated), canal(strict)))
    assert "Strictly (its file says strict, no day). " in text
    assert "A dam of forty metres. " in text
    asked = text_of(made(kind, canal(dated), canal(strict), reading=Reading.STRICT))
    assert "Strictly (its file says no day). " in asked
    assert "A dam of forty metres (its file says firm). " in asked


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize(("kind", "name", "given"), EVERY, ids=[name for _, name, _ in EVERY])
def test_no_report_claims_more_than_the_lines_say(
    kind: str, name: str, given: tuple[Given, ...], reading: Reading
) -> None:
    """The words of the contract on everything that is printed, under all readings."""
    assert name
    report = made(kind, *given, reading=reading)
    own = own_words(given[0].case, *(each.written for each in given))
    lines = written(report, "text", 1_000_000).decode().splitlines()
    # Of comments "1 open" is no verb.
    judged = [line for line in lines if not line.startswith("Comments (")]
    found = [(fault, line) for line in judged for fault in faults(without(line, own))]
    assert found == []


def test_a_brief_holds_what_colleagues_said_of_it() -> None:
    """Each matter with its answers."""
    text = text_of(made("brief", canal()))
    assert "Comments (1 open" in text
    assert text.index("worth the coast's anger") < text.index("It pays for the locks.")


def test_the_register_names_those_who_reviewed_the_coding() -> None:
    """On the page and in the table for spreadsheets."""
    report = made("register", canal())
    assert "Reviewed by: Grace Hopper" in text_of(report)
    head = [inline(cell.runs) for cell in report.sheet.head]
    assert rows(report.sheet)[0][head.index("Reviewed by")] == "Grace Hopper"


@pytest.mark.parametrize("kind", ["brief", "columns", "options", "register", "draft"])
def test_what_is_only_tried_out_on_the_case_is_said_first(kind: str) -> None:
    """Nobody takes a what-if for the case."""
    tried = Given("x", DEAL, CASE, what_if="what-if: 1 option added")
    given = (tried, tried) if kind == "options" else (tried,)
    for form in ("text", "md", "html"):
        text = written(made(kind, *given), form).decode()
        assert "What-if: 1 option added. Crosses" in " ".join(text.replace("\\", "").split())
