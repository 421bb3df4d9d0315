"""Matrices in CSV: what a row becomes, and which rows become nothing and are listed."""

from __future__ import annotations

from pathlib import Path

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
