"""A list with comments is changed element by element: each comment stays at what it is about."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from operator import itemgetter

import pytest
from attrs import evolve

from planner.editing.case_edits import CaseTable, Ref, renamed
from planner.files.cases.kind import case_kind
from planner.files.toml.envelope import NO_ENVELOPE
from planner.files.toml.guards import comments_of
from planner.files.toml.list_elements import changed_elements
from planner.files.toml.positions import scan
from planner.files.toml.source import source_from_text
from tests.files.samples import CASE_TEXT, spoiled

LINES = """\
[
    "a", # first
    "b",
    "c", # third
]
"""


def changed(text: str, *wanted: str) -> str:
    """The list with other elements, as the text of a file has it."""
    whole = f"x = {text}"
    held = tomllib.loads(whole)["x"]
    pieces = changed_elements(whole, scan(whole), ("x",), held, wanted)
    out, at = [], 0
    for start, end, new in sorted(pieces, key=itemgetter(0, 1)):
        out += [whole[at:start], new]
        at = end
    made = "".join([*out, whole[at:]])
    assert tomllib.loads(made)["x"] == list(wanted)
    return made.removeprefix("x = ")


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        ("xbc", ['"x", # first', '"b",', '"c", # third']),
        ("xyz", ['"x", # first', '"y",', '"z", # third']),
        ("abcd", ['"a", # first', '"b",', '"c", # third', '"d",']),
        ("zabc", ['"z",', '"a", # first', '"b",', '"c", # third']),
        ("ac", ['"a", # first', '"c", # third']),
        ("bc", ["# first", '"b",', '"c", # third']),
        ("cba", ['"c", # third', '"b",', '"a", # first']),
        ("cab", ['"c", # third', '"a", # first', '"b",']),
        ("", ["# first", "# third"]),
    ],
)
def test_a_comment_stays_beside_its_element(wanted: str, lines: list[str]) -> None:
    """What is new stands in the place of what went, or on a line of its own."""
    made = changed(LINES, *wanted).splitlines()
    assert [" ".join(line.split()) for line in made[1:-1]] == lines


def test_comments_above_an_element_come_along_to_another_place() -> None:
    """They were taken for comments on what came into its place."""
    text = '[\n    # on a\n    "a",\n    "b",\n    # on c\n    # and more\n    "c", # beside\n]\n'
    wanted = '[\n    # on c\n    # and more\n    "c", # beside\n    "b",\n    # on a\n    "a",\n]\n'
    assert changed(text, *"cba") == wanted


def test_a_comma_on_a_line_of_its_own_is_the_one_behind_the_element() -> None:
    """What is new gets no second one."""
    assert changed('[\n    "a" # first\n    ,\n]\n', *"ab") == '[\n    "a", "b" # first\n    ,\n]\n'


def test_the_last_line_of_an_element_is_no_comment_above_the_next() -> None:
    """Though it begins like one."""
    held = '    """a\n# b""",\n'
    assert changed(f'[\n{held}    "c", # on c\n]\n', "c", "a\n# b").startswith(
        '[\n    "c", # on c\n'
    )


def test_what_is_last_without_a_comma_gets_one() -> None:
    """Its comment stays beside it."""
    text = '[\n    "a", # first\n    "b" # last\n]\n'
    assert changed(text, *"abc") == '[\n    "a", # first\n    "b", # last\n    "c",\n]\n'


def test_a_list_of_one_line_stays_in_it() -> None:
    """Only its end has a comment."""
    assert changed('["a", "b" # both\n]\n', *"axb") == '["a", "x", "b" # both\n]\n'


def test_any_list_comes_out_as_wanted() -> None:
    """Where elements share lines a comment may have no place: then it is missed by who saves."""
    draw = random.Random(5)
    for _ in range(1500):
        held = draw.sample("abcdef", draw.randint(0, 4))
        above = [draw.choice(["", f"    # on {e}\n"]) for e in held]
        beside = [draw.choice(["", f" # {e}"]) for e in held]
        lines = [f'{a}    "{e}",{b}\n' for a, e, b in zip(above, held, beside, strict=True)]
        wanted = draw.sample([*held, "x", "y", "z"], draw.randint(0, len(held) + 2))
        text = f"[{draw.choice(['', ' # all'])}\n{''.join(lines)}]\n"
        made = changed(text, *wanted)
        assert Counter(comments_of(f"x = {text}")) == Counter(comments_of(f"x = {made}"))
        for element in wanted:
            line = next(line for line in made.splitlines() if f'"{element}"' in line)
            assert element in "xyz" or f"# {element}" in line or f"# {element}\n" not in text
            if f"# on {element}\n" in text:
                assert f"# on {element}\n{line}" in made


@pytest.mark.parametrize(
    ("ref", "line"),
    [
        (Ref(CaseTable.ISSUES, "water"), '{ anew = ["all_north"] }, # not all'),
        (Ref(CaseTable.OPTIONS, "all_north", "water"), '{ water = ["anew"] }, # not all'),
        (Ref(CaseTable.STATEMENTS, "S1"), '"anew", # of the mayor'),
    ],
)
def test_what_lists_with_comments_name_can_be_renamed(ref: Ref, line: str) -> None:
    """The file could only be written anew, or the comment came to stand at another element."""
    free = '    { fishing = ["free"] }, # nor this\n'
    text = spoiled(
        CASE_TEXT,
        'crossed_when = [{ water = ["all_north"] }]',
        f'crossed_when = [\n    {{ water = ["all_north"] }}, # not all\n{free}]',
    )
    text = spoiled(
        text,
        'banned"] }]\nevidence = ["S1"]',
        'banned"] }]\nevidence = [\n    "S1", # of the mayor\n]',
    )
    source = source_from_text("lake.case.toml", text)
    kind = case_kind(source.name)
    case = renamed(kind.read(source).content, ref, "anew")
    new = kind.text_to_save(evolve(case, title="A lake"), NO_ENVELOPE, source)
    assert f"    {line}\n" in new
    assert free in new
