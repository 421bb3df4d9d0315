"""What a withheld party, issue or quote takes along, and what of the rest names it no more."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

from planner.model.case import Case, Option, Source
from planner.model.comments import Comment
from planner.model.statements import Statement
from planner.reports.content.withheld import taken_out
from planner.reports.words.withheld import BLOTTED
from tests.reports.handed.making import withheld
from tests.small_cases import coherence_rule, conditions, issue, made_case, red_line, scenario, when

CASE = made_case(
    parties="ab",
    sources=[Source("s", "Speech", text="sources/speech.txt")],
    issues=[
        issue("dam", Option("low", "Low", "up to the old mill"), "high"),
        issue("gates", "two", "three", applies_when=(when(dam="high"),)),
        issue("locks", "old", "new", applies_when=(when(gates="three"),)),
        issue("toll", Option("free", "Free", evidence=("E-1", "E-2")), "paid"),
    ],
    statements=[
        Statement(
            "E-1", "never so high", "s", party="a", scope="Old Guard", limits="said in anger"
        ),
        Statement(
            "E-2",
            "not for us",
            "s",
            party="b",
            scope="the elders",
            opposes=conditions(dam="high", toll="paid"),
            repeats="E-1",
            superseded_by="E-1",
            reviewed_by=("Ann Lee", "Bo Berg"),
        ),
    ],
    red_lines=[
        red_line("A-1", "a", when(toll="paid"), caveat="coded in haste"),
        red_line("B-1", "b", when(toll="free"), evidence=("E-1", "E-2"), superseded_by="A-1"),
    ],
    coherence=[coherence_rule("dry", when(locks="new", toll="paid"))],
)


def left(case: Case, *whole: str, **single: list[str]) -> Case:
    return taken_out(case, (), withheld(*whole, **single)).case


@pytest.mark.parametrize(
    ("words", "party", "issue_id"),
    [
        ("coded in haste", "a", ""),
        ("said in anger", "a", ""),
        ("Old Guard", "a", ""),
        ("up to the old mill", "", "dam"),
    ],
)
def test_what_is_said_of_what_is_withheld_goes_from_all_other_words(
    words: str, party: str, issue_id: str
) -> None:
    """A caveat, what a quote does not say, who is meant, what an option stands for."""
    case = evolve(CASE, summary=f"Some say: {words}.")
    single = {"parties": [party]} if party else {"issues": [issue_id]}
    assert left(case, **single).summary == f"Some say: {BLOTTED}."


def test_what_stays_names_nothing_that_went_with_a_party() -> None:
    """No id of its lines and statements stands as evidence, or as what came in a place."""
    case = left(CASE, parties=["a"])
    (line,) = case.red_lines
    (said,) = case.statements
    assert (line.evidence, line.superseded_by) == (("E-2",), None)
    assert (said.repeats, said.superseded_by) == (None, None)
    assert case.issues_by_id["toll"].by_id["free"].evidence == ("E-2",)
    assert [source.text for source in case.sources] == [""]


def test_issues_that_are_asked_behind_a_withheld_one_go_with_it_at_any_depth() -> None:
    """With the rules that name them; of a statement that speaks on more the rest stays."""
    case = left(CASE, issues=["dam"])
    assert [*case.issues_by_id] == ["toll"]
    assert case.coherence == ()
    assert [said.issues for said in case.statements] == [(), ("toll",)]


def test_without_evidence_nobody_is_quoted_and_nobody_meant() -> None:
    for said in left(CASE, "evidence").statements:
        assert (said.quote, said.scope, said.speaker, said.section, said.limits) == ("",) * 5


def test_without_authors_neither_who_reviewed_a_statement_nor_how_many_did_is_told() -> None:
    """Nor do other words name them."""
    case = left(evolve(CASE, summary="Ann Lee has her doubts."), "authors")
    assert case.statements[1].reviewed_by == (BLOTTED,)
    assert case.summary == f"{BLOTTED} has her doubts."


def test_who_commented_is_named_in_no_other_words_either() -> None:
    """Where authors are withheld; and the reasons for setting lines aside go with the notes."""
    comment = Comment("7f3a91c2", "Cy Dorn", dt.datetime(2025, 5, 1, tzinfo=dt.UTC), "Sure?")
    said = scenario(set_aside={"B-1": "They may come round, says Cy Dorn."})
    deal = evolve(said, comments=(comment,))
    (unnamed,) = taken_out(CASE, [deal], withheld("authors")).scenarios
    assert [each.author for each in unnamed.comments] == [BLOTTED]
    assert unnamed.set_aside == {"B-1": f"They may come round, says {BLOTTED}."}
    (bare,) = taken_out(CASE, [deal], withheld("notes")).scenarios
    assert bare.set_aside == {"B-1": ""}


def test_what_stands_beneath_private_words_is_handed_to_nobody() -> None:
    """It is no part of the case as it is shown."""
    assert left(evolve(CASE, beneath=(CASE.statements[0],)), parties=["a"]).beneath == ()
