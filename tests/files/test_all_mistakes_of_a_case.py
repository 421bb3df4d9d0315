"""A case tells all its mistakes in one round: shapes and names together, and none that follows."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.files.cases.kind import case_kind
from planner.files.cases.template import new_case_text
from planner.files.toml.source import source_from_text
from tests.files.samples import TALKS_TEXT, put, spoiled, told
from tests.files.test_schema import IN_TALKS

NAMES = {
    "a party": ('[red_lines.S-1]\nparty = "south"', '[red_lines.S-1]\nparty = "suoth"'),
    "a source": (
        'source = "gazette"\nsection = "front page"',
        'source = "g"\nsection = "front page"',
    ),
}


def messages(text: str) -> set[str]:
    """What is told of a text, without the places."""
    return {line.partition("error: ")[2] for line in told(text)}


def changes() -> dict[str, tuple[str, str]]:
    """Mistakes of shape, and of names, that change no other line."""
    known = {name: change for name, change in NAMES.items() if TALKS_TEXT.count(change[0]) == 1}
    return {**IN_TALKS, **known}


@given(st.sets(st.sampled_from(sorted(changes())), min_size=1, max_size=5))
def test_several_mistakes_are_told_together_as_each_alone(wanted: set[str]) -> None:
    """Two at one value would be one; all these stand at values of their own."""
    text = TALKS_TEXT
    alone: set[str] = set()
    used: list[str] = []
    for name in sorted(wanted):
        old, new = changes()[name]
        if text.count(old) != 1 or any(old in other or other in old for other in used):
            continue
        used.append(old)
        text = text.replace(old, new)
        alone |= messages(spoiled(TALKS_TEXT, old, new))
    assert messages(text) == alone


TOY = """\
format = 1
[case]
title = "Toy"
[parties.a]
name = "A"
[issues.i]
title = "I"
[issues.i.options.x]
title = "X"
[issues.i.options.y]
title = "Y"
[statements.E1]
quote = "no x"
party = "a"
strength = "opposition"
opposes = { i = ["x"] }
[red_lines.L]
party = "a"
title = "No x"
crossed_when = [{ i = ["x"] }]
evidence = ["E1"]
"""
MISTAKES = [
    ('title = "Toy"', "title = 7"),
    ('[parties.a]\nname = "A"', '[parties.a]\nnmae = "A"'),
    ('title = "X"', 'title = "X"\nevidence = ["E9"]'),
    ('strength = "opposition"', 'strength = "oposition"'),
    ('party = "a"\ntitle', 'party = "b"\ntitle'),
    ('crossed_when = [{ i = ["x"] }]', 'crossed_when = [{ i = ["z"] }]'),
    ('opposes = { i = ["x"] }', 'opposes = { j = ["x"] }'),
]


def test_a_toy_with_seven_mistakes_takes_one_round() -> None:
    """Shapes and names in one answer, in the order of the file."""
    text = TOY
    for old, new in MISTAKES:
        text = spoiled(text, old, new)
    lines = told(text)
    assert [line.split(":", 2)[1] for line in lines] == [
        "3",
        "4",
        "5",
        "10",
        "16",
        "17",
        "19",
        "21",
    ]
    for word in ('"E9"', '"oposition"', '"b"', '"z"', '"j"'):
        assert sum(word in line for line in lines) == 1


@pytest.mark.parametrize(("one", "two"), list(combinations(MISTAKES, 2)))
def test_no_mistake_hides_another(one: tuple[str, str], two: tuple[str, str]) -> None:
    """Whichever two a file has."""
    text = spoiled(spoiled(TOY, *one), *two)
    assert messages(text) == messages(spoiled(TOY, *one)) | messages(spoiled(TOY, *two))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[parties.a]", "[[parties.a]]"),
        (
            'format = 1\n[case]\ntitle = "Toy"\n[parties.a]\nname = "A"',
            'format = 1\nparties = 7\n[case]\ntitle = "Toy"',
        ),
        ('[statements.E1]\nquote = "no x"', "[statements.E1]"),
        ('title = "X"', "title = 7"),
        ("format = 1\n", ""),
        ('crossed_when = [{ i = ["x"] }]', 'crossed_when = [{ "i i" = ["x"] }]'),
    ],
)
def test_what_follows_from_a_mistake_is_not_told(old: str, new: str) -> None:
    """A name that is there stays known, whatever is wrong in its table."""
    (line,) = told(spoiled(TOY, old, new))
    assert "error: " in line


def test_points_of_which_none_fits_are_there() -> None:
    """That the minimum is unfit as well does not make the line one without points."""
    line = (
        '[red_lines.R9]\nparty = "a"\ntitle = "R"\nscored_by = "me"\nminimum = inf\n'
        "[red_lines.R9.points]\ni = { x = inf }\n"
    )
    found = told(spoiled(TOY, "format = 1", "format = 2") + line)
    assert [each for each in found if "no finite number" not in each] == []
    assert len(found) == 2


def test_what_fits_a_kind_that_nobody_knows_is_not_told() -> None:
    """The bounds of a number say nothing wrong as long as its kind is misspelt."""
    (line,) = told(spoiled(TALKS_TEXT, 'kind = "number"', 'kind = "nmber"'))
    assert 'did you mean "number"?' in line


def test_each_mistake_shows_the_right_form() -> None:
    """An example, a list of what there is, or the very form in words."""
    signs = ("such as", "one of", "expected i", "expected E1", "expected a", "64 hexadecimal")
    for old, new in [*IN_TALKS.values(), *MISTAKES]:
        text = TALKS_TEXT if TALKS_TEXT.count(old) == 1 else TOY
        for line in told(spoiled(text, old, new)):
            assert any(sign in line for sign in signs), line


@pytest.mark.parametrize("name", ["lake", "Lake talks", "über-uns", "2025", "a" * 90, "--"])
def test_a_new_case_checks_clean_whatever_its_name(name: str, tmp_path: Path) -> None:
    """Without a warning, and written in the form in which it stays."""
    path = tmp_path / f"{name}.case.toml"
    text = new_case_text(path)
    put(path.parent, path.name, text)
    read = case_kind(path.name).read(source_from_text(path.name, text))
    assert read.warnings == ()
    assert (
        case_kind(path.name).text(read.content, read.envelope, source_from_text("x", text)) == text
    )
    assert text.count("#") > 15
