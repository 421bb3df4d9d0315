"""The guards stay fast whatever they are given, and refuse nothing that is fine."""

from __future__ import annotations

import time
import tomllib
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import FileProblemError, Problem
from planner.files.toml.guards import comments_of
from planner.files.toml.source import source_from_bytes, source_from_text
from planner.files.toml.syntax import parse
from planner.visible import visible
from tests.files.strategies import toml_documents

MEGABYTE = 1 << 20
HOSTILE = {
    "quotes": '"' * MEGABYTE,
    "apostrophes": "'" * MEGABYTE,
    "threes": '"""' * (MEGABYTE // 3),
    "backslashes": '"' + "\\" * MEGABYTE,
    "backslashes in a long text": 'a = """' + "\\" * MEGABYTE,
    "quotes in a long text": 'a = """' + '""a' * (MEGABYTE // 3),
    "quotes and lines": '"\n' * 40_000,
    "brackets": "[" * MEGABYTE,
    "braces": "a = " + "{" * MEGABYTE,
    "parts": "a" + ".a" * (MEGABYTE // 2),
    "quoted parts": '"a"' + '."a"' * (MEGABYTE // 4),
    "spaced parts": "a" + " . a" * (MEGABYTE // 4),
    "one word": "a" * MEGABYTE,
    "digits": "a = " + "1" * MEGABYTE,
    "underscores": "a = " + "1_" * (MEGABYTE // 2),
    "words": "a " * (MEGABYTE // 2),
    "commas": "a = [" + "1," * (MEGABYTE // 2) + "]",
    "comments": "#" * MEGABYTE,
    "escapes": 'a = "' + "\\u0041" * (MEGABYTE // 6) + '"',
    "bad escapes": 'a = "' + "\\u001b" * (MEGABYTE // 6) + '"',
    "conflicts": "<<<<<<< a\n=======\n>>>>>>> b\n" * 30_000,
    "openings of conflicts": "<<<<<<< a\n" * 90_000,
    "tables": "".join(f"[t{number}]\n" for number in range(55_000)),
    "deep tables": "".join(f"[a.b.c.d.e.f.t{number}]\n" for number in range(8_000)),
}


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    """What keeps the text from being read; nothing where it can be."""
    data = text if isinstance(text, bytes) else text.encode()
    try:
        parsed = parse(source_from_bytes("s.toml", data))
    except FileProblemError as error:
        return error.problems
    assert parsed == tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    return ()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_megabyte_is_dealt_with_in_a_second(text: str) -> None:
    """No pattern of a megabyte makes the way from bytes to data slow."""
    start = time.process_time()
    source = source_from_text("s.toml", text)
    with suppress(FileProblemError):
        parse(source)
    # The promise is a second; a machine that is busy with other tests takes half as long again.
    assert time.process_time() - start < 2


@given(toml_documents, st.booleans())
def test_documents_of_sane_size_pass(document: dict[str, Any], multiline: bool) -> None:  # noqa: FBT001
    """What a person could write is never refused by a guard for its size or depth."""
    words = ("character", "nothing in it", "64 characters", "surrogate")
    for problem in problems_of(tomli_w.dumps(document, multiline_strings=multiline)):
        assert any(word in problem.message for word in words)


@given(st.binary(max_size=300))
def test_any_bytes_give_data_or_a_problem(data: bytes) -> None:
    """No bytes at all make anything escape but a file's problem."""
    problems = problems_of(data)
    assert len(problems) <= 50
    for problem in problems:
        assert visible(str(problem), 1_000) == str(problem)


def test_comments_are_told_from_texts() -> None:
    """A hash sign in a text is no comment."""
    text = '# one\na = "# no" # two\nb = """\n# no\n"""\nc = \'# no\'# three  \n'
    assert comments_of(text) == ["# one", "# two", "# three"]
