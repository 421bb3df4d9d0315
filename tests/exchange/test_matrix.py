"""Matrices in CSV: what a row becomes, and which rows become nothing and are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import FileProblemError
from planner.exchange.imported import Imported
from planner.exchange.reading import imported
from planner.model.statements import Strength
from tests.files.samples import put

HEAD = "issue,option,party,position,quote,source,strength"


def matrix(folder: Path, *rows: str) -> Imported:
    return imported([put(folder, "m.csv", "\n".join([HEAD, *rows]))])


def listed(made: Imported) -> list[str]:
    return [each.removeprefix("m.csv: ") for each in made.left_out]


def test_support_without_a_strength_states_a_position(tmp_path: Path) -> None:
    """A preference, as what is opposed is; a quote that is neither is context."""
    made = matrix(
        tmp_path,
        "Border,north,A,opposes,Never.,Gazette,",
        "Border,south,B,supports,It is our goal.,Gazette,",
        "Border,north,B,,We do not care.,Gazette,",
    )
    strengths = [statement.strength for statement in made.case.statements]
    assert strengths == [Strength.PREFERENCE, Strength.PREFERENCE, Strength.CONTEXT]
    assert listed(made) == ["positions without a strength, which are read as preferences: 2"]


def test_a_row_that_becomes_nothing_is_listed(tmp_path: Path) -> None:
    """Whatever its position; one that names only an option, or whose cells are empty, is none."""
    made = matrix(
        tmp_path,
        "Border,north,A,opposes,,,openness",
        "Border,south,A,neutral,,,declared",
        "Border,east,A,supports,,,",
        "Border,west,,opposes,,,declared",
        "Border,nowhere,,,,,",
        "Border,nowhere,A,,,,",
    )
    assert (made.case.statements, made.case.red_lines) == ((), ())
    assert listed(made) == [
        "supporting positions without a quote: 1",
        "other positions that make neither a statement nor a line: 3",
    ]


def test_the_source_of_a_row_without_a_quote_is_listed(tmp_path: Path) -> None:
    """The line that the row makes does not say where it stands."""
    made = matrix(tmp_path, "Border,east,A,opposes,,Gazette,declared")
    (line,) = made.case.red_lines
    assert line.evidence == ()
    assert [source.title for source in made.case.sources] == ["Gazette"]
    assert listed(made) == ["rows without a quote, which are not tied to their source: 1"]


def test_the_title_of_a_source_may_be_longer_than_a_name(tmp_path: Path) -> None:
    """As in a case file, and in one that was exported from it."""
    title = "Gazette " * 30 + "of today"
    (source,) = matrix(tmp_path, f"Border,east,A,opposes,Never.,{title},declared").case.sources
    assert source.title == title


def test_names_that_differ_in_white_space_alone_are_one(tmp_path: Path) -> None:
    """No reader tells them apart; as two options both statements were about the second."""
    made = matrix(
        tmp_path,
        "Border,far  north,A,opposes,Never.,Gazette,declared",
        "Border,far\u00a0north,B  C,opposes,Nor we.,Gazette,declared",
        '"The\nborder",south,B C,opposes,Not that.,The  Gazette,declared',
        "The border,north,A,opposes,No.,The Gazette,declared",
    )
    case = made.case
    border, other = case.issues
    assert [option.title for option in border.options] == ["far north"]
    assert [option.title for option in other.options] == ["south", "north"]
    assert [party.name for party in case.parties] == ["A", "B C"]
    assert [source.title for source in case.sources] == ["Gazette", "The Gazette"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Bor\u0007der,north,A,opposes,No.,S,declared", "the issue"),
        ("Border,nor\u0007th,A,opposes,No.,S,declared", "the option"),
        ("Border,north,A\u202eB,opposes,No.,S,declared", "the party"),
        ("Border,north,A,opposes,No.,S\u0007T,declared", "the source"),
    ],
)
def test_a_name_that_holds_a_control_character_is_refused(
    row: str, what: str, tmp_path: Path
) -> None:
    """It was taken out without a word."""
    with pytest.raises(FileProblemError) as caught:
        matrix(tmp_path, row)
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert problem.message.startswith(f"{what} holds a character that is not allowed (U+")


def test_a_persian_name_keeps_its_joiners(tmp_path: Path) -> None:
    name = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u06cc\u0645"
    made = matrix(tmp_path, f"Border,{name},A,opposes,No.,S,declared")
    assert made.case.issues[0].options[0].title == name
