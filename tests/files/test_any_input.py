"""Whatever is in a file: a scenario, or problems with places. Nothing else, and nothing slow."""

from __future__ import annotations

import random
import tomllib
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import FileProblemError, Problem
from planner.files.cases.reading import case_from_source
from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import scenario_from_source
from planner.files.toml.single_values import IDENTIFIER
from planner.files.toml.source import source_from_bytes
from planner.visible import visible
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, small_case
from tests.files.strategies import toml_values

CASE = small_case()
TOKENS = [
    *(bytes([byte]) for byte in b"\"'[]{}=.,#\n\r\\\x00\x1b\xff-1"),
    *(b'"""', b"[[", b"true", b"nan", b"2024-05-01", b"[choices.water]\n"),
    *(b"\xc2\x9b", b"\xe2\x80\xae", b"\xef\xbb\xbf"),
    *(b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n"),
]


def judge(data: bytes) -> None:
    """Reads the bytes as either kind of file: no surprise, whatever they are."""
    try:
        source = source_from_bytes("f.toml", data)
    except FileProblemError as error:
        assert_good(error.problems)
        return
    try:
        case_from_source(source, "f.case.toml")
    except FileProblemError as error:
        assert_good(error.problems)
    try:
        found = scenario_from_source(source, CASE)
    except FileProblemError as error:
        assert_good(error.problems)
    else:
        scenario_kind(CASE).text_to_save(found.content, found.envelope)


def assert_good(problems: tuple[Problem, ...]) -> None:
    """Each problem has a place and words that are safe to print."""
    assert 1 <= len(problems) <= 50
    for problem in problems:
        assert problem.line is not None
        assert problem.line >= 1
        assert problem.column is not None
        assert problem.column >= 1
        assert problem.message
        assert visible(str(problem), 1_000) == str(problem)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few changes: something removed, put in, doubled, moved or cut off."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randrange(20))
        match chance.randrange(6):
            case 0:
                data = data[:at] + data[end:]
            case 1:
                data = data[:at] + chance.choice(TOKENS) + data[at:]
            case 2:
                data = data[:at] + data[at:end] * 2 + data[end:]
            case 3:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 4:
                other = chance.randrange(len(data) + 1)
                data = data[:at] + data[other : other + 30] + data[at:]
            case _:
                data = data[:at] if chance.random() < 0.2 else data[:at] + data[at + 1 :]
    return data


def test_mutated_files_give_a_scenario_or_problems() -> None:
    """Files that were damaged byte by byte never make anything else escape."""
    chance = random.Random(20240501)
    for text in (CASE_TEXT, SCENARIO_TEXT):
        for _ in range(2_000):
            judge(mutated(text.encode(), chance))


@st.composite
def spoiled_documents(draw: st.DrawFn) -> dict[str, Any]:
    """A case or a scenario as data, with a few values replaced by any others."""
    data = tomllib.loads(draw(st.sampled_from([CASE_TEXT, SCENARIO_TEXT])))
    for _ in range(draw(st.integers(1, 3))):
        table: Any = data
        while True:
            places = list(table) if isinstance(table, dict) else list(range(len(table)))
            if not places:
                break
            place = draw(st.sampled_from(places))
            if isinstance(table[place], dict | list) and draw(st.booleans()):
                table = table[place]
                continue
            match draw(st.integers(0, 2)):
                case 0:
                    table[place] = draw(toml_values)
                case 1:
                    del table[place]
                case _ if isinstance(table, dict):
                    table[draw(st.text("abc -_", max_size=4))] = table[place]
            break
    return data


@given(spoiled_documents(), st.booleans())
def test_documents_of_the_wrong_shape_give_problems(data: dict[str, Any], multiline: bool) -> None:  # noqa: FBT001
    """Any value in any place is either right or told with its place."""
    judge(tomli_w.dumps(data, multiline_strings=multiline).encode())


@given(st.text() | st.from_regex(IDENTIFIER, fullmatch=True))
def test_any_name_of_a_case_file_gives_an_id_or_a_problem(name: str) -> None:
    """The name of a file is a stranger's text too."""
    text = CASE_TEXT.replace('id = "lake"\n', "")
    try:
        case, _ = case_from_source(source_from_bytes("c", text.encode()), name + ".case.toml")
    except FileProblemError as error:
        assert_good(error.problems)
    else:
        assert case.id == name.removesuffix(".toml")


def test_the_sample_files_are_right() -> None:
    """What the mutations start from is read without a problem."""
    judge(CASE_TEXT.encode())
    scenario = scenario_from_source(source_from_bytes("s", SCENARIO_TEXT.encode()), CASE).content
    assert scenario.option("water") == "half"
