"""Two sides' changes to one content, put together path by path, whatever the kind of file.

Pure: no file is read or written. What only one side changed is merged; where both changed the same
leaf to different things there is a clash, which nobody but a person can settle.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import field, frozen

from planner.by_fields import Compared, Printed
from planner.files.toml.leaves import TABLE, Leaves, Path, in_order, shape_at
from planner.files.toml.orders import merged_order, reordered_by_both

__all__ = ["Clash", "Merge", "merged"]

_NAMED = 2
"""How long the way to a thing is: its table and its id."""


def _as_it_is(found: Leaves) -> Leaves:
    return found


@frozen(eq=False, repr=False)
class Clash(Compared):
    """A leaf that says different things on both sides; ``base`` is what it said before.

    ``None`` is nothing at all. Without a common ancestor each difference is a clash. Where one side
    took a table out in which the other changed something, the clash is on that table.
    """

    path: Path
    base: Any
    mine: Any
    theirs: Any


@frozen(eq=False, repr=False)
class Merge(Printed):
    """What came of a merge.

    ``leaves`` hold all that is settled, and mine wherever there is a clash. ``from_mine`` and
    ``from_theirs`` are what only one side changed. ``order`` is the order of all leaves: theirs in
    a table by id whose order only they changed. ``orders`` are the tables which both put into
    another order: there mine stays.
    """

    leaves: Leaves
    clashes: tuple[Clash, ...]
    from_mine: tuple[Path, ...]
    from_theirs: tuple[Path, ...]
    orders: tuple[Path, ...]
    theirs: Leaves = field(repr=False)
    order: Sequence[Path] = field(repr=False)
    shape: type = field(repr=False)
    sift: Callable[[Leaves], Leaves] = field(repr=False)

    def settled(self, theirs: Collection[Path]) -> Leaves:
        """The merged leaves with their version of these clashes, and mine of the others."""
        chosen = {clash.path for clash in self.clashes if clash.path in theirs}
        kept = {p: v for p, v in self.leaves.items() if not _below_any(p, chosen)}
        kept |= {p: v for p, v in self.theirs.items() if _below_any(p, chosen)}
        return self.sift(_whole(kept, self.order, self.shape))


def merged(
    base: Leaves | None,
    mine: Leaves,
    theirs: Leaves,
    shape: type,
    sift: Callable[[Leaves], Leaves] = _as_it_is,
) -> Merge:
    """Merges what both sides made of ``base``: leaves of files of the class ``shape`` all.

    What belongs to the file stays mine. Lists that are sets are merged element by element, so they
    clash only where there is no base. ``sift`` takes out of what was put together what holds of
    neither side.
    """
    merging = _Merging(base, mine, theirs, shape, sift)
    for path in in_order(mine, theirs, base or {}):
        merging.settle(path)
    return merging.outcome()


class _Merging:
    """One merge under way."""

    def __init__(
        self,
        base: Leaves | None,
        mine: Leaves,
        theirs: Leaves,
        shape: type,
        sift: Callable[[Leaves], Leaves],
    ) -> None:
        self._base = base
        self._sift = sift
        self._sides = (base or {}, mine, theirs)
        self._shape = shape
        self._leaves = dict(mine)
        self._clashes: list[Clash] = []
        self._from_mine: list[Path] = []
        self._from_theirs: list[Path] = []
        self._done: set[Path] = set()  # tables that are settled with all that is in them

    def settle(self, path: Path) -> None:
        """Settle what is at that path; tables come before what is in them."""
        shape = shape_at(self._shape, path)
        if shape.merge == "never" or path == ("format",) or _below_any(path, self._done):
            return
        old, here, there = self._values(path)
        if here is TABLE or there is TABLE or old is TABLE:
            self._settle_table(path, (old, here, there))
        elif _same(shape.merge, here, there):
            return
        elif self._base is None:
            self._clashes.append(Clash(path, None, here, there))
        elif shape.merge == "set":
            self._leaves[path] = _merged_elements(old or (), here or (), there or ())
            self._from_mine += [] if _same("set", here, old) else [path]
            self._from_theirs += [] if _same("set", there, old) else [path]
        elif here == old:
            self._take(path, there)
        elif there == old:
            self._from_mine.append(path)
        else:
            self._clashes.append(Clash(path, old, here, there))

    def outcome(self) -> Merge:
        """What came of it."""
        order = merged_order(*self._sides)
        whole = _whole(self._leaves, order, self._shape)
        return Merge(
            self._sift(whole),
            tuple(self._clashes),
            tuple(self._from_mine),
            tuple(self._from_theirs),
            tuple(reordered_by_both(*self._sides)),
            self._sides[2],
            order,
            self._shape,
            self._sift,
        )

    def _values(self, path: Path) -> tuple[Any, Any, Any]:
        part = _part(path, self._shape)
        absent = None if part in (None, path) else shape_at(self._shape, path).default
        old, here, there = (side.get(path, absent) for side in self._sides)
        return old, here, there

    def _settle_table(self, path: Path, present: tuple[Any, Any, Any]) -> None:
        old, here, there = present
        if _part(path, self._shape) is not None:
            if here != there and here == old and self._base is not None:
                self._put(path, there)
            return
        if here == there:
            return
        before, mine, theirs = (self._within(number, path) for number in range(3))
        self._done.add(path)
        if shape_at(self._shape, path[:-1]).merge == "kept":
            self._leaves |= theirs
            (self._from_mine if theirs == {} else self._from_theirs).append(path)
        elif self._base is None:
            self._clashes.append(Clash(path, None, here, there))
        elif here == old and mine == before:
            for each in {**mine, **theirs}:
                self._put(each, theirs.get(each))
            self._from_theirs.append(path)
        elif there == old and theirs == before:
            self._from_mine.append(path)
        else:
            self._clashes.append(Clash(path, old, here, there))

    def _within(self, number: int, path: Path) -> Leaves:
        """What a side has in that table, and the table itself."""
        side = self._sides[number]
        near = side if len(path) < _NAMED else self._by_name[number].get(path[:_NAMED], ())
        return {each: side[each] for each in near if each[: len(path)] == path}

    @cached_property
    def _by_name(self) -> tuple[Mapping[Path, Sequence[Path]], ...]:
        """The paths of each side by the thing that they lead to or into.

        Of a large case thousands of things may differ: each would look through all of it.
        """
        found: tuple[dict[Path, list[Path]], ...] = ({}, {}, {})
        for side, named in zip(self._sides, found, strict=True):
            for path in side:
                named.setdefault(path[:_NAMED], []).append(path)
        return found

    def _take(self, path: Path, value: Any) -> None:
        self._put(path, value)
        self._from_theirs.append(path)

    def _put(self, path: Path, value: Any) -> None:
        if value is None and path not in self._sides[2]:
            self._leaves.pop(path, None)
        else:
            self._leaves[path] = value


def _part(path: Path, shape: type) -> Path | None:
    """The table that says the same empty or missing, of those that ``path`` leads through."""
    for depth in range(1, len(path)):
        if shape_at(shape, path[:depth]).merge == "parts":
            return path[: depth + 1]
    return None


def _whole(found: Leaves, order: Iterable[Path], shape: type) -> Leaves:
    """The leaves in that order, each such table whole where it is there or says anything."""
    parts = {path: _part(path, shape) for path in order}
    there = {
        part
        for path, part in parts.items()
        if part is not None and path in found and found[path] != shape_at(shape, path).default
    }
    whole: Leaves = {}
    for path, part in parts.items():
        if path in found and (part is None or part in there):
            whole[path] = found[path]
        elif part in there:
            whole[path] = TABLE if path == part else shape_at(shape, path).default
    return whole


def _below_any(path: Path, tables: Collection[Path]) -> bool:
    return bool(tables) and any(path[:n] in tables for n in range(1, len(path) + 1))


def _same(merge: str, one: Any, other: Any) -> bool:
    if merge == "set":
        return set(one or ()) == set(other or ())
    return bool(one == other)


def _merged_elements(
    old: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]
) -> tuple[Any, ...]:
    """What both sides have and what either added, in the order of mine."""
    kept = [each for each in mine if each in theirs or each not in old]
    return (*kept, *(each for each in theirs if each not in old and each not in mine))
