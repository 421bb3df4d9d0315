"""Which names look alike to a reader, by Unicode's rules and not by their bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

__all__ = ["alike", "look_alikes"]

_Key = TypeVar("_Key")

# What Unicode's table says of the characters of most names. Names of these alone need no table,
# which takes longer to load than a check.
_OFTEN = {
    '"': "''",
    "`": "'",
    "0": "O",
    "1": "l",
    "I": "l",
    "|": "l",
    "m": "rn",
    "\N{EN DASH}": "-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": "''",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "''",
}
_OFTEN_MAP = str.maketrans(_OFTEN)


def look_alikes(names: Iterable[str]) -> tuple[tuple[int, ...], ...]:
    """The groups of two and more names that look alike, each as places in ``names``.

    Two names look alike if they are equal after compatibility folding (NFKC), case folding and
    folding of blanks, or if they have the same skeleton: Unicode Technical Standard 39, "Confusable
    Detection". A name that looks like two others joins them in one group.
    """
    listed = tuple(names)
    if len(listed) <= 1:
        return ()
    mapped = [name.translate(_OFTEN_MAP) for name in listed]
    if all(map(str.isascii, mapped)):
        skeletons = [" ".join(name.split()) for name in mapped]
    else:
        skeletons = list(map(_skeleton, listed))
    keys = (list(map(_folded, listed)), skeletons)
    if all(len(set(each)) == len(listed) for each in keys):
        return ()  # as nearly always
    joined = list(range(len(listed)))  # each place, to an earlier one of its group or itself
    for key in keys:
        first: dict[str, int] = {}
        for place, seen in enumerate(key):
            other = first.setdefault(seen, place)
            one, another = sorted((_root(joined, other), _root(joined, place)))
            joined[another] = one
    groups: dict[int, list[int]] = {}
    for place in range(len(listed)):
        groups.setdefault(_root(joined, place), []).append(place)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def alike(names: Mapping[_Key, str]) -> frozenset[_Key]:
    """The keys whose names look like that of another key."""
    keys = tuple(names)
    return frozenset(keys[place] for group in look_alikes(names.values()) for place in group)


def _root(joined: list[int], place: int) -> int:
    while joined[place] != place:
        joined[place] = joined[joined[place]]
        place = joined[place]
    return place


def _folded(name: str) -> str:
    folded = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return " ".join(folded.casefold().split())


def _skeleton(name: str) -> str:
    """What stands for all names that look like this one.

    The standard maps each character to a prototype. Here any character of the same class may stand
    for it: two names have the same skeleton in both ways or in none.
    """
    from planner.files.toml.confusables import prototype  # noqa: PLC0415 (loads a large table)

    apart = unicodedata.normalize("NFD", name)
    seen = (char for char in apart if unicodedata.category(char) != "Cf")
    mapped = "".join(prototype(char) for char in seen)
    return " ".join(unicodedata.normalize("NFD", mapped).split())
