"""The order of tables by id, where several versions of one file are in hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.files.toml.leaves import TABLE, Leaves, Path, in_order

__all__ = ["merged_order", "reordered", "reordered_by_both"]

_Ids = Mapping[Path, list[Path]]


def reordered(before: Leaves, after: Leaves) -> list[Path]:
    """The tables whose ids, as far as both have them, stand in another order after than before."""
    then, now = _ids(before), _ids(after)
    return [
        table
        for table in then
        if table in now and _common(then, [now], table) != _common(now, [then], table)
    ]


def reordered_by_both(base: Leaves, mine: Leaves, theirs: Leaves) -> list[Path]:
    """The tables of which either side made another order, and not the same."""
    turned = {*reordered(base, mine)} & {*reordered(base, theirs)}
    return [table for table in reordered(mine, theirs) if table in turned]


def merged_order(base: Leaves, mine: Leaves, theirs: Leaves) -> list[Path]:
    """All paths: as mine has them, but for the tables by id that only they put in another order."""
    order = in_order(mine, theirs, base)
    sides = before, own, other = [_ids(side) for side in (base, mine, theirs)]
    turned = [
        table
        for table in before
        if table in own
        and table in other
        and _common(own, sides, table) == _common(before, sides, table)
        and _common(other, sides, table) != _common(before, sides, table)
    ]
    if not turned:
        return order
    place: dict[Path, int] = {}
    for number, path in enumerate(order):
        for depth in range(1, len(path) + 1):
            place.setdefault(path[:depth], number)
    for table in turned:
        ids = in_order(other[table], own[table], before[table])
        place.update((path, number) for number, path in enumerate(ids))
    return sorted(order, key=lambda path: [place[path[:n]] for n in range(1, len(path) + 1)])


def _ids(found: Leaves) -> dict[Path, list[Path]]:
    """The tables by id of each table, in their order."""
    ids: dict[Path, list[Path]] = {}
    for path, value in found.items():
        if value is TABLE:
            ids.setdefault(path[:-1], []).append(path)
    return ids


def _common(side: _Ids, others: Iterable[_Ids], table: Path) -> list[Path]:
    """What all have of a table, in the order of that side."""
    held = set(side[table]).intersection(*(other.get(table, ()) for other in others))
    return [path for path in side[table] if path in held]
