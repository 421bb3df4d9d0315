"""Which names look alike, judged by Unicode's rules."""

from __future__ import annotations

import unicodedata

import pytest
from confusable_homoglyphs import confusables
from hypothesis import given
from hypothesis import strategies as st

from planner.files.toml.confusables import prototype
from planner.files.toml.look_alikes import _OFTEN, look_alikes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Geneva", "geneva"),
        ("Geneva", "Geneva "),
        ("Two  rounds", "Two rounds"),
        ("Caf\u00e9", "Cafe\u0301"),  # composed, and letter by letter
        ("\ufb01nal", "final"),  # a ligature
        ("Ｇｅｎｅｖａ", "Geneva"),  # noqa: RUF001 (full width is meant)
        ("Paris", "Р\u0430ris"),  # noqa: RUF001 (Cyrillic letters are meant)
        ("Option 1", "Option l"),
        ("Option I", "Option 1"),
        ("Rome", "Rorne"),
        ("Zone 0", "Zone O"),
        ("the \u201cline\u201d", 'the "line"'),
        ("1\u20132 years", "1-2 years"),
        ("Кри\u043c", "Кри\u043c\u200d"),  # a joiner that shows nothing
    ],
)
def test_these_look_alike(one: str, other: str) -> None:
    assert look_alikes([one, "something else", other]) == ((0, 2),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Geneva", "Genoa"),
        ("Ceasefire first", "Ceasefire last"),
        ("France", "Francе and Germany"),  # noqa: RUF001 (a Cyrillic letter is meant)
        ("Київ", "Кіїв"),
        ("Caf\u00e9", "Cafe"),
    ],
)
def test_these_do_not(one: str, other: str) -> None:
    assert look_alikes([one, other]) == ()


def test_a_name_that_looks_like_two_others_joins_them() -> None:
    assert look_alikes(["Option l", "option l", "Option 1"]) == ((0, 1, 2),)


def test_the_short_table_is_the_librarys() -> None:
    assert {char: prototype(char) for char in _OFTEN} == _OFTEN


def test_every_pair_of_the_librarys_table_looks_alike() -> None:
    """A thousand of its characters, spread over the whole table, each with all it is like.

    The standard takes letters apart before it asks the table, so that what the table says of
    letters with their marks in one is never asked.
    """
    listed = sorted(char for char in confusables.confusables_data if len(char) == 1)
    for char in listed[:: max(1, len(listed) // 1_000)]:
        for like in confusables.confusables_data[char]:
            other = like["c"].replace("\u200e", "")
            apart = [unicodedata.normalize("NFD", text) == text for text in (char, other)]
            if all(apart) and char.strip() and other.strip():
                assert look_alikes([f"a{char}b", f"a{other}b"]) == ((0, 1),), (char, other)


@given(st.lists(st.text(max_size=8), max_size=8))
def test_groups_are_apart_and_of_two_at_least(names: list[str]) -> None:
    groups = look_alikes(names)
    places = [place for group in groups for place in group]
    assert len(places) == len(set(places))
    assert all(len(group) > 1 and list(group) == sorted(group) for group in groups)
    for one in range(len(names)):
        for other in range(one):
            together = any(one in group and other in group for group in groups)
            assert together or names[one] != names[other]
