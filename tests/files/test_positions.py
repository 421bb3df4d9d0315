"""Where the names and values of a TOML text stand."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given

from planner.files.toml.positions import Path, scan
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT
from tests.files.strategies import toml_documents

TRICKY = """\
# a comment with [brackets] and "quotes"
top = 1
"quoted key" = 'literal \\ text'
'lit.eral' = "esc \\" # no comment"
a.b . c = [ 1, [2, 3], # comment ]
  { x = 1, "y.z" = [ { deep = true } ] },
]
empty = []
none = {}
multi = \"\"\"
[not.a.table]
key = "no"
\"\"\"\"\"
literal = '''
it''s = 1'''
date = 1979-05-27 07:32:00Z
float = 1e5

[ table . "sub.table" ]
key = "x" # comment
[[list]]
name = "first"
[list.inner]
v = 1
[[list]]
name = "second"
[[list.many]]
n = 1
[[list.many]]
n = 2
[table]
late.dotted = true
"\\u00e9" = "é"
"""


def paths_of(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """All ways to values in the data, with the values."""
    found: list[tuple[Path, Any]] = [(path, value)] if path else []
    if isinstance(value, dict):
        for name, inner in value.items():
            found += paths_of(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += paths_of(inner, (*path, index))
    return found


def assert_places(text: str) -> None:
    """Every value of the data has a place, and a value that is read from there is the same."""
    data = tomllib.loads(text)
    positions = scan(text)
    expected = paths_of(data)
    assert {path for path, _ in expected} == set(positions.values)
    assert {path for path, _ in expected if isinstance(path[-1], str)} == set(positions.names)
    for path, value in expected:
        line, column = positions.of_value(path)
        rest = text.split("\n", line - 1)[-1][column - 1 :]
        if isinstance(value, dict | list) and not rest.startswith(("[", "{")):
            continue  # a table: its place is the name in the header
        if isinstance(path[-1], str):
            name_line, name_column = positions.of_name(path)
            assert (name_line, name_column) <= (line, column)
        assert _reads_as(rest, value), (path, value, rest[:50])


def _reads_as(rest: str, value: Any) -> bool:
    """Whether some beginning of the text is the value."""
    if isinstance(value, dict | list) and not rest.startswith(("[", "{")):
        return False
    for end in _ends(rest):
        try:
            read = tomllib.loads("v = " + rest[:end])["v"]
        except (tomllib.TOMLDecodeError, KeyError):
            continue
        if read == value or (isinstance(value, dt.datetime) and str(read) == str(value)):
            return True
    return False


def _ends(rest: str) -> list[int]:
    marks = [index for index, char in enumerate(rest) if char in "\"'],}\n"]
    return [*marks, *(index + 1 for index in marks), len(rest)]


@pytest.mark.parametrize(
    "text",
    [TRICKY, TRICKY.replace("\n", "\r\n"), CASE_TEXT, SCENARIO_TEXT, "", "# only\n", "a=1"],
    ids=["tricky", "crlf", "case", "scenario", "empty", "comment", "short"],
)
def test_every_value_of_a_text_has_its_place(text: str) -> None:
    """Whatever way a value is written, the scanner finds it where it stands."""
    assert_places(text)


@given(toml_documents)
def test_places_agree_with_the_parser_on_any_document(document: dict[str, Any]) -> None:
    """On documents of any shape the scanner knows exactly the ways that the parser knows."""
    assert_places(tomli_w.dumps(document))
    assert_places(tomli_w.dumps(document, multiline_strings=True))


def test_lines_and_columns_count_characters_from_one() -> None:
    """A character outside ASCII is one column, and the first of everything is one."""
    positions = scan('"é😀" = { b = "x" }\n')
    assert positions.of_name(("é😀",)) == (1, 1)
    assert positions.of_value(("é😀", "b")) == (1, 14)


def test_a_path_that_is_not_there_has_the_place_of_its_table() -> None:
    """What is missing is shown at the table it is missing from, or at the start."""
    positions = scan("a = 1\n[t]\nb = 2\n")
    assert positions.of_value(("t", "missing", "deeper")) == (2, 2)
    assert positions.of_name(("missing",)) == (1, 1)


@given(toml_documents)
def test_a_cut_text_is_scanned_as_far_as_it_goes(document: dict[str, Any]) -> None:
    """The scanner never fails on a text that the parser would refuse."""
    text = tomli_w.dumps(document)
    whole = scan(text)
    cut = scan(text[: len(text) // 2])
    sure = {path: at for path, at in cut.names.items() if at < cut.last_name[1]}
    assert sure.items() <= whole.names.items()
