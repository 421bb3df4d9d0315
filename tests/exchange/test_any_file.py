"""Whatever a foreign file holds: a case, or a refusal with its reason; never anything else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import FileProblemError, SaveError
from planner.exchange.reading import imported
from planner.files.cases.kind import case_kind
from tests.exchange.test_import import PROFILE, matrix

PUBLISHED = Path(__file__).parent / "published"
SEEDS = (
    PROFILE.encode(),
    matrix(6).encode(),
    *(PUBLISHED.joinpath(name).read_bytes() for name in ("Elmira.gmcr", "profileA.json")),
)
KIND = case_kind("x.case.toml")
many = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])


def holds(path: Path, data: bytes) -> None:
    """Reads the file, and writes the case that comes of it as one that reads back."""
    path.write_bytes(data)
    try:
        made = imported([path])
        KIND.text_to_save(made.case)
    except (FileProblemError, SaveError):
        return


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with pieces cut out, doubled, swapped or overwritten."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(st.sampled_from([b"", data[start:end] * 2, b'"', b"<", b"{}", b"-1", b"\xff"]))
        data = data[:start] + piece + data[end:]
    return data


@many
@given(damaged())
def test_a_damaged_file_is_a_case_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Bytes of all kinds in the midst of it."""
    holds(tmp_path_factory.getbasetemp() / "damaged", data)


_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@st.composite
def misshapen(draw: st.DrawFn) -> bytes:
    """A good JSON file in which one value is another."""
    name = draw(st.sampled_from(["Elmira.gmcr", "profileA.json"]))
    data = json.loads((PUBLISHED / name).read_text(encoding="utf-8"))
    at: Any = data
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = draw(st.sampled_from(keys))
        if not at[key] or not isinstance(at[key], dict | list) or draw(st.booleans()):
            at[key] = draw(_VALUES)
            return json.dumps(data).encode()
        at = at[key]


@many
@given(misshapen())
def test_a_file_with_another_value_is_a_case_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Of whatever type."""
    holds(tmp_path_factory.getbasetemp() / "misshapen", data)


_NUMBERS = st.one_of(
    st.integers(-5, 5),
    st.decimals(-9, 9, places=2).map(float),
    st.sampled_from(
        [*(10**n for n in (14, 15, 18, 23, 41)), -(10**19), 10**15 + 0.5, 1e-30, 1 / 3, 1e23, 1e300]
    ),
)
_WORDS = st.sampled_from(
    ["a", "low", "1", "2.5", "1/0", "1/3", "nan", "\ud800", "\x00", "ä" * 250, ""]
)
_ANY = st.one_of(_NUMBERS, _NUMBERS.map(str), _WORDS, st.none())


@st.composite
def geniusweb(draw: st.DrawFn) -> bytes:
    """A profile with numbers of any size, of one issue."""
    values: st.SearchStrategy[Any] = st.one_of(
        st.fixed_dictionaries({"range": st.lists(_NUMBERS, min_size=3, max_size=3).map(sorted)}),
        st.fixed_dictionaries({"values": st.lists(_WORDS, min_size=1, max_size=3, unique=True)}),
    )
    ends = ("lowValue", "highValue", "lowUtility", "highUtility")
    discrete = st.dictionaries(_WORDS, _NUMBERS, max_size=3)
    utilities: st.SearchStrategy[Any] = st.one_of(
        st.fixed_dictionaries(
            {"numberutils": st.fixed_dictionaries(dict.fromkeys(ends, _NUMBERS))}
        ),
        st.fixed_dictionaries(
            {"discreteutils": st.fixed_dictionaries({"valueUtilities": discrete})}
        ),
    )
    issue = draw(_WORDS)
    bid = {"issuevalues": {issue: draw(_ANY)}}
    space = {
        "name": draw(_ANY),
        "issueWeights": {issue: draw(_NUMBERS)},
        "issueUtilities": {issue: draw(utilities)},
        "domain": {"name": draw(_WORDS), "issuesValues": {issue: draw(values)}},
        "reservationBid": draw(st.sampled_from([bid, {}])),
    }
    return json.dumps({"LinearAdditiveUtilitySpace": space}).encode()


@st.composite
def genius(draw: st.DrawFn) -> bytes:
    """The profile of Genius with numbers of any size in the places of those that it has."""
    text = PROFILE
    for number in draw(st.sets(st.sampled_from(["0.5", "2", "6", "0.3", "0.1", "3", "0", "0.55"]))):
        text = text.replace(f'"{number}"', f'"{draw(_NUMBERS)}"')
    return text.encode()


@many
@given(st.one_of(geniusweb(), genius()))
def test_a_file_with_numbers_of_any_size_is_a_case_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Ranges that no case can hold, and utilities that name no values of theirs, are told."""
    holds(tmp_path_factory.getbasetemp() / "sized", data)
