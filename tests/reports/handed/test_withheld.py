"""What is withheld stands in no byte of any report in any format, and the rest is told as it is."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import re
import time
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given as given_any
from hypothesis import strategies as st

from planner.check.as_of import case_as_of
from planner.check.checker import check
from planner.errors import UnknownNameError
from planner.model.case import Case, Source
from planner.model.red_lines import CoherenceRule
from planner.model.scenario import Scenario, fitted
from planner.reports.content.blotting import IDS, Blotter
from planner.reports.content.report import Given
from planner.reports.content.withheld import WHOLE, Withheld, taken_out
from planner.reports.formats.written import FORMATS, written
from planner.reports.report import Report
from tests.files.strategies import scenarios
from tests.reports.handed.canal_case import CASE, DEAL, SECOND
from tests.reports.handed.making import canal, example, made, withheld
from tests.reports.handed.seen import raw, seen

TALKS = example("us-russia-talks-several-lines")
SECRETS = (
    *(withheld(name) for name in WHOLE),
    withheld(*WHOLE),
    withheld(parties=["russia"]),
    withheld("evidence", parties=["europe"]),
    withheld(issues=["territory"]),
    withheld(issues=["security_guarantee"]),
    withheld("notes", "authors", parties=["us"], issues=["pressure_on_russia"]),
)
CANAL_SECRETS = (
    withheld("comments"),
    withheld("notes"),
    withheld("authors", "evidence"),
    withheld(parties=["upper"]),
    withheld(parties=["lower"]),
    withheld(parties=["coast"]),
    withheld(issues=["works"]),
    withheld(issues=["toll"]),
)
REPORTS = ("brief", "columns", "options", "register", "draft")


def secrets(case: Case, scenario: Scenario, what: Withheld) -> Iterator[str]:
    """The strings that must not be found, told anew from case and scenario."""
    yield from _of_scenario(scenario, what)
    yield from _of_lines_and_statements(case, what)
    if "evidence" in what.whole:
        yield from (source.title for source in case.sources)
    for party in (party for party in case.parties if party.id in what.parties):
        yield from (party.name, *party.members)
    for issue in (issue for issue in case.issues if issue.id in what.issues):
        yield from (issue.title, issue.question)
        for option in issue.options:
            yield from (option.definition, option.clause)


def _of_scenario(scenario: Scenario, what: Withheld) -> Iterator[str]:
    if "notes" in what.whole:
        yield from (choice.note for choice in scenario.choices.values())
        yield from scenario.set_aside.values()
    if "authors" in what.whole:
        yield from scenario.authors
        yield from (comment.author for comment in scenario.comments)
    for comment in scenario.comments:
        if "comments" in what.whole or comment.on in what.issues:
            yield comment.text


def _of_lines_and_statements(case: Case, what: Withheld) -> Iterator[str]:
    for line in case.red_lines:
        if "authors" in what.whole:
            yield from line.reviewed_by
        if line.party in what.parties or what.issues.intersection(line.issues):
            yield from (line.id, line.title, line.caveat)
    for statement in case.statements:
        silenced = bool(statement.issues) and what.issues.issuperset(statement.issues)
        if statement.party in what.parties or silenced or "evidence" in what.whole:
            yield from (statement.id, statement.quote, statement.limits)


def found_in(text: str, words: str) -> bool:
    """Whether the words stand in the text as words, in whatever capitals; initials in theirs."""
    words = " ".join(words.split())
    if len(words) > len("USA"):
        text, words = text.lower(), words.lower()
    at = text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() or after.isalnum()):
            return True
        at = text.find(words, at + 1)
    return False


def leaked(data: bytes, form: str, told: Iterable[str]) -> list[str]:
    """Those of the words that the file holds, wherever in it."""
    text, noise = seen(data, form), raw(data, form)
    return [w for w in told if found_in(text, w) or (len(w) > 5 and found_in(noise, w))]


def two(given: Given, kind: str) -> tuple[Given, ...]:
    """As many scenarios as the report takes."""
    return (given, given) if kind == "options" else (given,)


@cache
def of_the_talks(kind: str, what: Withheld) -> Report:
    """What is the same in each format."""
    return made(kind, *two(TALKS, kind), withheld=what)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", REPORTS)
def test_what_is_withheld_stands_in_no_byte_of_a_report_of_the_bundled_case(
    kind: str, form: str
) -> None:
    """Whatever is withheld, alone or with other things; files of several parts are unpacked."""
    for what in SECRETS:
        data = written(of_the_talks(kind, what), form)
        told = {words for words in secrets(TALKS.case, TALKS.written, what) if words.strip()}
        assert leaked(data, form, told) == [], what


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", REPORTS)
def test_what_is_withheld_stands_in_no_byte_of_a_report_of_the_canal(kind: str, form: str) -> None:
    """In three scripts, and of both scenarios that a draft sets against each other."""
    given = (canal(DEAL), canal(SECOND)) if kind in ("options", "draft") else (canal(DEAL),)
    for what in CANAL_SECRETS:
        data = written(made(kind, *given, withheld=what), form)
        told = {
            words
            for each in given
            for words in secrets(CASE, each.written, what)
            if words.strip() and not words.startswith("=")
        }
        assert leaked(data, form, told) == [], what


def test_without_anything_withheld_the_same_words_are_there() -> None:
    """So that the search above could find them."""
    for form in FORMATS:
        text = seen(written(made("brief", TALKS), form), form)
        assert found_in(text, "UA-1"), form
        assert found_in(text, "DE-1 rests on one leader's advocacy (E26)."), form
        if form != "csv":  # which holds no more than a table
            assert found_in(text, "Example for the planner"), form
            assert found_in(text, "THE MAG POST"), form


@pytest.mark.parametrize(
    ("names", "said", "left"),
    [
        ("Russia", "no Russian answer; RUSSIAN ice", "no [withheld] answer; [withheld] ice"),
        ("Ukraine", "Ukrainians and the Ukraine-born", "[withheld] and the [withheld]-born"),
        ("US", "US-led, USUAL; it tells us", "[withheld]-led, USUAL; it tells us"),
        ("Coast", "Coastal, coast", "[withheld], [withheld]"),
        ("Mali", "MALI's Malian press", "[withheld]'s [withheld] press"),
        ("India", "Indian, indians, indirect", "[withheld], [withheld], indirect"),
        ("Mali", "malians, malicious, malign", "[withheld], malicious, malign"),
        ("Peru", "Peruvian, a perusal", "[withheld], a perusal"),
        ("State", "State's statement, States", "[withheld]'s statement, [withheld]"),
        ("Иран", "Иранцы, иранские, иранит", "[withheld], [withheld], иранит"),
        ("ایران", "ایرانی", "[withheld]"),
        ("Ukraine", "ukrainian, ukrainisch, proukrainian", "[withheld], [withheld], proukrainian"),
        ("China", "chinese, a chin", "[withheld], a chin"),
        ("State", "stationed, states", "stationed, [withheld]"),
        ("Украина", "Украины, украинский, украл", "[withheld], [withheld], украл"),
        ("ICE", "ICE-led; an ice age", "[withheld]-led; an ice age"),
        ("Mali", "Mali, Malta and Malawi", "[withheld], Malta and Malawi"),
        ("the coast", "The Coastline", "[withheld]"),
        ("中国", "对中国的立场", "对[withheld]的立场"),
        ("한국", "한국은 한국어", "[withheld]은 [withheld]어"),
    ],
)
def test_words_made_of_a_partys_name_go_with_it(names: str, said: str, left: str) -> None:
    """They name it as well, in capitals or not; a short name is only a word by itself."""
    assert Blotter([names], [names]).text(said) == left


def test_a_name_goes_in_whatever_capitals_and_over_the_end_of_a_line() -> None:
    """Notes write the title of an issue as any other words; of a whole quote no rest stays."""
    blotter = Blotter(["Prisoner exchange", "Northland wants it all"], ["Northland"])
    said = "We give up on prisoner\nexchange: “Northland wants it all.”"
    assert blotter.text(said) == "We give up on [withheld]: “[withheld].”"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Côte d'Or", "Côte d\u2019Or, Cote d'Or, CÔTE D\u00b4OR, Co\u0302te d'Or"),
        ("Co\u0302te", "Côte, côte"),
        ("Guinea-Bissau", "Guinea‑Bissau, guinea–bissau"),  # noqa: RUF001 (two kinds of dashes)
        ("Weiß", "WEISS, Weiss, WEIẞ"),
        ("İstanbul", "istanbul, ISTANBUL, i\u0307stanbul, \u0131stanbul"),
        ("Finland", "Ukr\u00adaine, \ufb01nland, Fin\u200bland"),
        ("Ukraine", "_Ukraine_, *Ukraine*, Ukraine_, #Ukraine"),
        ("“Red” Front", '"Red" Front, «Red» front'),
    ],
)
def test_a_name_goes_however_it_is_spelt(name: str, said: str) -> None:
    """Other apostrophes, dashes, accents and what nobody sees make no other name of it."""
    left = Blotter([name, "Ukraine"]).text(said)
    assert re.sub(r"[\s_*#,]", "", left.replace("[withheld]", "")) == ""


def test_what_stays_is_left_as_it_is_written() -> None:
    """Plain letters are for the search alone."""
    said = "Cafe\u0301 “Weiß” – von Ada’s ﬁnest, Ⅷ."  # noqa: RUF001 (signs as people write them)
    assert Blotter(["Ada"]).text(said) == said.replace("Ada", "[withheld]")


PIECES = st.sampled_from(("Ada", "ADA's", "İl", "\u0131l", "“il"))
NAMES = st.lists(PIECES, min_size=1, max_size=3).map(" ".join)


@given_any(st.lists(NAMES, max_size=4), st.lists(PIECES, max_size=9).map(" \n".join))
def test_the_longest_name_goes_wherever_one_begins(names: list[str], said: str) -> None:
    """Names share words, begin with marks, and stand with other white space and capitals."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    forms = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    any_of_them = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(forms) or '(?!)'})(?!\w)")
    assert Blotter(names).text(said) == any_of_them.sub("[withheld]", said)


def test_thousands_of_names_are_not_all_sought_at_each_word() -> None:
    """Each quote of a large case is a name where its evidence is withheld."""
    blotter = Blotter(f"Quote{n} of the {n}th statement" for n in range(4_000))
    said = "Quote of a statement. " * 10_000
    start = time.process_time()
    assert blotter.text(f"{said}quote17 of the 17TH statement") == f"{said}[withheld]"
    assert time.process_time() - start < 1


EVERY_NOUN = (
    *(CASE, *CASE.parties[:1], *CASE.issues[:1], *CASE.issues[0].options[:1], *CASE.sources[:1]),
    *(*CASE.statements[:1], *CASE.red_lines, CoherenceRule("rule", "A title", ())),
    *(DEAL, *DEAL.choices.values(), *DEAL.comments),
)


@pytest.mark.parametrize("noun", EVERY_NOUN, ids=lambda noun: type(noun).__name__)
def test_every_attribute_of_a_noun_is_blotted_that_is_not_said_to_be_an_id(noun: Any) -> None:
    """So that a new one cannot be forgotten."""
    told = {
        field.name: "Northland" if field.type == "str" else ("Northland",)
        for field in attrs.fields(type(noun))
        if field.type in ("str", "tuple[str, ...]") and field.name not in IDS
    }
    assert "Northland" not in repr(Blotter(["Northland"]).noun(evolve(noun, **told)))


def test_names_go_from_every_place_that_a_report_shows() -> None:
    """The unit of a number, the members of others, reviewers and the authors of comments too."""
    issues = (evolve(CASE.issues[0], unit="Coastal crowns"), *CASE.issues[1:])
    others = (evolve(CASE.parties[0], members=("Coastal minority",)), *CASE.parties[1:])
    line = evolve(CASE.red_lines[0], member="Coastal minority", reviewed_by=("Coast Desk",))
    said = evolve(CASE.statements[0], reviewed_by=("Coast Desk",))
    case = evolve(
        CASE,
        issues=issues,
        parties=others,
        red_lines=(line, *CASE.red_lines[1:]),
        statements=(said, *CASE.statements[1:]),
    )
    comment = evolve(DEAL.comments[0], author="Coast Desk", on="")
    scenario = evolve(DEAL, title="Deal for COAST", marking="NOT FOR COAST", comments=(comment,))
    handed = taken_out(case, [scenario], withheld(parties=["coast"]))
    assert handed.case.issues[0].unit == "[withheld] crowns"
    assert handed.case.parties[0].members == ("[withheld] minority",)
    assert handed.case.red_lines[0].member == "[withheld] minority"
    assert handed.case.red_lines[0].reviewed_by == ("[withheld] Desk",)
    assert handed.case.statements[0].reviewed_by == ("[withheld] Desk",)
    (left,) = handed.scenarios
    assert left.comments[0].author == "[withheld] Desk"
    assert (left.title, left.marking) == ("Deal for [withheld]", "NOT FOR [withheld]")


def test_without_evidence_no_words_name_its_sources() -> None:
    """Notes do; a publisher that is a party stays, as the party does."""
    one = evolve(CASE.sources[0], url="https://example.org/gate")
    case = evolve(CASE, sources=(one, Source("own", "Speech", "Coast")))
    summary = "“The gate <opens>”, Canal Gazette, https://example.org/gate: no speech of the Coast."
    (handed,) = taken_out(case, [evolve(DEAL, summary=summary)], withheld("evidence")).scenarios
    assert handed.summary == "“[withheld]”, [withheld], [withheld]: no speech of the Coast."


@pytest.mark.parametrize(
    ("publisher", "said", "left"),
    [
        ("Time", "Time is up: it takes time.", "[withheld] is up: it takes time."),
        ("Example", "Example, www.example.org/b", "[withheld], www.[withheld].org/b"),
        ("The Coast", "On the coast, so The Coast.", "On [withheld], so [withheld]."),
        ("paid passage", "Paid  Passage, and paid.", "Paid  Passage, and paid."),
        ("UN", "UN, un, UNO", "[withheld], un, UNO"),
    ],
)
def test_a_publisher_that_is_called_by_an_ordinary_word_or_takes_part_in_the_deal(
    publisher: str, said: str, left: str
) -> None:
    """The word stays, and who takes part; an address makes no word ordinary."""
    source = Source("own", "Speech", publisher, url="https://example.org/speech")
    case = evolve(CASE, sources=(CASE.sources[0], source))
    (handed,) = taken_out(case, [evolve(DEAL, summary=said)], withheld("evidence")).scenarios
    assert handed.summary == left


def test_who_speaks_for_a_withheld_party_is_not_named_either() -> None:
    """Unless others are spoken for by the same person, or by one who is called by no name."""
    speakers = ("Jonas Brae", "Ada Lovelace", "the mayor")
    said = [evolve(s, speaker=who) for s, who in zip(CASE.statements, speakers, strict=True)]
    said += [evolve(said[0], id="K4", speaker="Ada Lovelace")]
    summary = "Jonas Brae told us; Brae's word, not Ada Lovelace's nor the mayor's."
    scenario = evolve(DEAL, summary=summary)
    for party, left in (
        ("upper", "[withheld] told us; [withheld]'s word, not Ada Lovelace's nor the mayor's."),
        ("lower", summary),
        ("coast", summary),
    ):
        case = evolve(CASE, statements=tuple(said))
        (handed,) = taken_out(case, [scenario], withheld(parties=[party])).scenarios
        assert handed.summary == left


def test_the_single_words_of_an_authors_name_go_and_ordinary_ones_stay() -> None:
    """Colleagues call each other by one name; an office is called by what others mean too."""
    said = "Ada and ADA's team, Lovelace too: Europe and EUROPE will not wait. The desk agrees."
    left_of = "[withheld] and [withheld]'s team, [withheld] too: Europe and EUROPE will not wait."
    for name in ("Ada Lovelace", "Ada LOVELACE", "ada lovelace", "ada_lovelace"):
        scenario = evolve(
            TALKS.written, authors=(name, "The Europe Desk"), summary=said, comments=()
        )
        (left,) = taken_out(TALKS.case, [scenario], withheld("authors")).scenarios
        assert left.summary == f"{left_of} The desk agrees."


def test_of_an_author_who_is_called_by_an_ordinary_word_that_word_stays() -> None:
    """Its capital makes it a name; a name of two letters is one by its capital too."""
    scenario = evolve(DEAL, authors=("Will", "Bo", "jdoe", "AB"), summary="")
    for said, left in (
        (
            "Will, Bo and jdoe: we will not. WILL, AB",
            "[withheld], [withheld] and [withheld]: we will not. [withheld], AB",
        ),
        ("WILL, Boat, bo, J. Doe", "[withheld], Boat, bo, J. Doe"),
    ):
        (handed,) = taken_out(CASE, [evolve(scenario, summary=said)], withheld("authors")).scenarios
        assert handed.summary == left


def test_only_what_case_and_scenario_say_in_words_makes_a_word_ordinary() -> None:
    """A reading is no word of theirs; a word may stand at the beginning of a line."""
    scenario = evolve(DEAL, authors=("Mark Reading",), summary="Reading and Mark:\nmark it.")
    (left,) = taken_out(CASE, [scenario], withheld("authors")).scenarios
    assert left.summary == "[withheld] and Mark:\nmark it."


def test_the_authors_of_other_scenarios_in_the_report_are_not_named_either() -> None:
    """Colleagues name each other."""
    one = canal(evolve(SECOND, summary="As Ada proposed."))
    text = seen(written(made("brief", one, canal(), withheld=withheld("authors")), "text"), "text")
    assert "As [withheld] proposed." in text


def test_a_word_that_is_ordinary_in_one_scenario_of_a_report_is_ordinary_in_each() -> None:
    """One page would give away what another blots out, and the two would be of different cases."""
    case = evolve(CASE, summary="Mark the day.")
    one = canal(evolve(DEAL, authors=("Mark Page",), summary="We mark it."), case)
    other = canal(evolve(SECOND, authors=("Mark Page",), summary="Mark said so."), case)
    for kind in ("brief", "options", "draft"):
        report = made(kind, one, other, withheld=withheld("authors"))
        assert "[withheld] the day." not in seen(written(report, "text"), "text")


def test_what_does_not_stand_on_the_day_is_not_named_either() -> None:
    """The planner knows it all the same, and notes may name it."""
    early = evolve(DEAL, as_of=dt.date(2020, 1, 1), summary="Too early for C-2, “Ни капли” and K1.")
    assert "V-1" not in case_as_of(CASE, early.as_of).red_lines_by_id
    report = made("brief", canal(early), withheld=withheld(parties=["upper"]))
    text = seen(written(report, "text"), "text")
    assert "Too early for C-2, “[withheld]” and [withheld]." in text


def test_a_line_that_names_a_withheld_issue_goes_with_it() -> None:
    """UA-1 depends on territory; the rest is judged as ever."""
    handed = taken_out(TALKS.case, [TALKS.written], withheld(issues=["territory"]))
    lines = [line.id for line in handed.case.red_lines]
    assert "UA-1" not in lines
    assert len(lines) == len(TALKS.case.red_lines) - 1
    assert (handed.issues, handed.lines) == (1, 1)


def test_an_answer_to_a_withheld_comment_goes_with_it_whatever_it_is_said_to_be_on() -> None:
    """At any depth; what answers something else stays."""
    asked, answered = (
        evolve(comment, on=on) for comment, on in zip(DEAL.comments, ("toll", ""), strict=True)
    )
    deeper = evolve(answered, id="3b2c3d4e", reply_to=answered.id)
    other = evolve(answered, id="4b2c3d4e", reply_to=None)
    scenario = evolve(DEAL, comments=(deeper, asked, answered, other))
    handed = taken_out(CASE, [scenario], withheld(issues=["toll"]))
    assert [comment.id for comment in handed.scenarios[0].comments] == [other.id]


def test_an_issue_that_is_asked_only_beside_a_withheld_one_goes_with_it() -> None:
    """Nobody may read off guarantors that a guarantee was chosen."""
    handed = taken_out(TALKS.case, [TALKS.written], withheld(issues=["security_guarantee"]))
    assert "guarantors" not in handed.case.issues_by_id
    assert handed.issues == 2


def test_without_evidence_who_holds_a_position_stays() -> None:
    """A gap would be a lie."""
    handed = taken_out(TALKS.case, [TALKS.written], withheld("evidence"))
    assert handed.case.positions.keys() == TALKS.case.positions.keys()
    assert not any(statement.quote for statement in handed.case.statements)


@pytest.mark.parametrize("form", ["text", "csv"])
def test_without_authors_a_review_is_not_denied(form: str) -> None:
    """Only who it was is withheld; what nobody reviewed is told from it."""
    text = seen(written(made("register", canal(), withheld=withheld("authors")), form), form)
    assert text.count("[withheld]") == 1
    assert text.count("nobody yet") == (3 if form == "text" else 0)


def test_a_report_says_how_much_is_withheld_and_never_what() -> None:
    """And that what it says is about the rest alone."""
    what = withheld("notes", parties=["russia"], issues=["territory"])
    text = seen(written(made("brief", TALKS, withheld=what), "text"), "text")
    assert (
        "Withheld from this report: the notes, 1 party and 1 issue, with 2 red lines that cannot "
        "be shown without them; every verdict and number here is about the rest alone."
    ) in text


@pytest.mark.parametrize("kind", REPORTS)
def test_a_csv_says_in_each_row_how_much_is_withheld(kind: str) -> None:
    """Its verdicts too are about the rest alone, and rows are copied elsewhere."""
    what = withheld(parties=["upper"])
    rows = [
        *csv.reader(
            io.StringIO(
                written(made(kind, *two(canal(), kind), withheld=what), "csv").decode("utf-8-sig")
            )
        )
    ]
    said = "1 party, with 1 red line that cannot be shown without it; every verdict and number here"
    column = rows[0].index("Withheld")
    assert len(rows) > 1
    assert all(said in row[column] for row in rows[1:])
    assert "Withheld" not in written(made(kind, *two(canal(), kind)), "csv").decode()


@pytest.mark.parametrize("kind", ["brief", "columns", "options", "register"])
def test_a_case_whose_red_lines_are_withheld_is_not_said_to_have_none(kind: str) -> None:
    """The report says that it has none, once."""
    what = withheld(parties=["upper", "lower", "coast"])
    text = seen(written(made(kind, *two(canal(), kind), withheld=what), "text"), "text")
    assert "the case has no red line" not in text.lower()
    assert text.count("this report holds no red line") == 1


@pytest.mark.parametrize("what", [withheld(parties=["rusia"]), withheld(issues=["tolls"])])
def test_a_party_or_issue_that_the_case_has_not_is_refused(what: Withheld) -> None:
    """A misspelt secret would be handed out."""
    with pytest.raises(UnknownNameError, match="the case has no"):
        taken_out(TALKS.case, [TALKS.written], what)


EVERY_PART = [
    withheld(*whole, parties=parties, issues=issues)
    for whole in itertools.chain(*(itertools.combinations(WHOLE, n) for n in range(3)))
    for parties in ((), ("upper",), ("upper", "coast"))
    for issues in ((), ("height",), ("works",))
]


@given_any(scenarios(CASE), st.sampled_from(EVERY_PART))
def test_lines_that_stay_are_judged_as_they_were(scenario: Scenario, what: Withheld) -> None:
    """Whatever was chosen: a report without something differs in nothing else."""
    whole = check(CASE, fitted(scenario, CASE))
    handed = taken_out(CASE, [scenario], what)
    left = check(handed.case, fitted(handed.scenarios[0], handed.case))
    before = {line.line.id: line for line in whole.lines}
    for line in left.lines:
        was = before[line.line.id]
        assert (line.status, line.counted) == (was.status, was.counted)
    gone = before.keys() - {line.line.id for line in left.lines}
    for name in gone:
        named = CASE.red_lines_by_id[name]
        assert named.party in what.parties or not {*named.issues} <= {
            issue.id for issue in handed.case.issues
        }
