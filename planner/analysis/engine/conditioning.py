"""How to count a part by tables: what to choose first, so that the rest has a narrow tree.

Some variables are chosen one after the other, as hubs are that most rules read; what a choice
leaves is taken out along a tree decomposition of its own, variable by variable, each with a table
over those it is joined to. How large all tables are is known before any is made. Dechter: Bucket
elimination (Artificial Intelligence 1999); Pearl: Probabilistic Reasoning in Intelligent Systems
(1988) has the choices, as a loop cutset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from random import Random

from attrs import frozen

from planner.analysis.engine.decomposition import Bag, joined_by, taken_out
from planner.analysis.engine.limits import LimitReachedError, Stopped, TooMuch, Watch
from planner.analysis.engine.rules import Sets, bits
from planner.by_fields import Compared

__all__ = ["FATAL", "Leaf", "Owned", "leaves"]

FATAL = -1
"""The owner of a ban that never gives way."""

_STARTS, _MORE_STARTS = 3, 10
"""The trees of which the one with the smallest tables is taken, where tables are large or huge."""
_HUGE = 4_000_000
"""So many cells take much longer to fill than ten trees to draw, once: not after each choice."""
_SMALL = 50_000
"""Tables of so few cells together are made at once: looking for better takes as long."""
_PAYS = 0.7
"""A choice is worth it that leaves no more than this share of the cells."""
_CELLS_A_LEAF, _CELLS_A_BAN = 30_000, 2_000
"""Cells that take as long to work on as a leaf takes to plan, and each of its bans."""
_HOPELESS = 1e5
"""How many times too many cells there may be for choices to bring them down."""
_HOPEFUL = 3
"""How many choices in a row may be made that do not pay by themselves: hubs come together."""
_TELLING, _TOO_MANY = 0.1, 1.5
"""The share of the cells allowed from which the rest is foreseen from what was looked at, and how
many times too many they are foreseen to be where it is given up. Random cases that came to too many
were foreseen at 2.2 times or more, all others at 0.8 or less."""


@frozen(eq=False, repr=False)
class Owned(Compared):
    """A ban and who may give way; ``owner`` FATAL where nobody may."""

    owner: int
    sets: Sets


@frozen(eq=False, repr=False)
class Leaf(Compared):
    """What some choices leave: classes that no ban tells apart any more, bans, and a tree.

    ``groups`` holds for each position its classes, those together that no ban tells apart; a class
    that is in none is impossible. ``chosen`` holds one such group by position of those chosen.
    ``bans`` name groups. Where the choices break bans of one owner only, who ``gave_way``, its bans
    are gone.
    """

    chosen: Mapping[int, tuple[int, ...]]
    groups: Mapping[int, tuple[tuple[int, ...], ...]]
    bans: tuple[Owned, ...]
    bags: tuple[Bag, ...]
    gave_way: int | None = None
    tables: tuple[int, ...] = ()
    """The cells of the table of each bag."""

    @property
    def cells(self) -> int:
        """The cells of all its tables."""
        return sum(self.tables)

    @property
    def largest(self) -> int:
        """The cells of the largest table."""
        return max(self.tables, default=1)


def leaves(
    sizes: Sequence[int], bans: Sequence[Owned], most_cells: float, watch: Watch
) -> list[Leaf]:
    """The leaves of all choices, whose tables have at most ``most_cells`` cells in all.

    ``sizes`` holds the number of classes of each position. Raises ``LimitReachedError``.
    """
    return _Planning(sizes, most_cells, watch).all(tuple(bans))


class _Planning:
    def __init__(self, sizes: Sequence[int], most_cells: float, watch: Watch) -> None:
        self._sizes = sizes
        self._most = most_cells
        self._watch = watch
        self._random = Random(1)  # noqa: S311 - not for secrets
        self._spent = 0
        self._seen = 0.0  # of all choices, the share that was looked at

    def all(self, bans: tuple[Owned, ...]) -> list[Leaf]:
        """All leaves. Raises ``LimitReachedError`` where they are too many or too large."""
        found: list[Leaf] = []
        each_alone = {n: tuple((k,) for k in range(size)) for n, size in enumerate(self._sizes)}
        first = self._leaf({}, (1 << len(self._sizes)) - 1, bans, None, each_alone)
        pending = [] if first is None else [(first, 0, 1.0)]
        if first is not None and first.cells > _HOPELESS * self._most:
            self._spend(first.cells)
        while pending:
            leaf, in_vain, share = pending.pop()
            if leaf.cells > _SMALL and (below := self._chosen(leaf)) is not None:
                pays = sum(each.cells for each in below) <= _PAYS * leaf.cells
                hopeful = self._spent + leaf.cells > self._most and in_vain < _HOPEFUL
                if pays or hopeful:
                    tries = 0 if pays else in_vain + 1
                    pending += [(each, tries, share / len(below)) for each in below]
                    continue
            self._spend(leaf.cells)
            found.append(leaf)
            self._look_ahead(share)
        return found

    def _look_ahead(self, share: float) -> None:
        """Give up where the rest is foreseen to be too much: each choice like those before it."""
        self._seen += share
        if self._spent > max(_TELLING, _TOO_MANY * self._seen) * self._most:
            raise LimitReachedError(Stopped(TooMuch.TABLES_IN_ALL))

    def _spend(self, cells: int) -> None:
        self._watch.check()
        self._spent += cells
        if self._spent > self._most:
            raise LimitReachedError(Stopped(TooMuch.TABLES_IN_ALL))

    def _chosen(self, leaf: Leaf) -> list[Leaf] | None:
        """The leaves of each class of the position that most bans read; ``None`` without one."""
        read = dict.fromkeys(leaf.groups, 0)
        for ban in leaf.bans:
            for position, _ in ban.sets:
                read[position] += 1
        position = max(read, key=read.__getitem__)
        groups = leaf.groups[position]
        if len(groups) == 1 or not read[position]:
            return None
        left = sum(1 << n for n in leaf.groups if n != position)
        found = []
        for group, classes in enumerate(groups):
            bans, broken = _once_chosen(leaf.bans, position, group)
            gave_way = leaf.gave_way
            if broken:
                if FATAL in broken or len(broken) > 1 or gave_way is not None:
                    continue
                (gave_way,) = broken
                bans = [ban for ban in bans if ban.owner != gave_way]
            chosen = {**leaf.chosen, position: classes}
            below = self._leaf(chosen, left, bans, gave_way, leaf.groups)
            if below is not None:
                found.append(below)
        return found

    def _leaf(
        self,
        chosen: Mapping[int, tuple[int, ...]],
        left: int,
        bans: Sequence[Owned],
        gave_way: int | None,
        above: Mapping[int, tuple[tuple[int, ...], ...]],
    ) -> Leaf | None:
        """The leaf of these choices; ``None`` where nothing is open."""
        settled = _settled({n: (1 << len(above[n])) - 1 for n in bits(left)}, bans)
        if settled is None:
            return None
        allowed, bans = settled
        told_apart = {n: [0] * len(above[n]) for n in allowed}
        for bit, ban in enumerate(bans):
            for position, mask in ban.sets:
                for group in bits(mask):
                    told_apart[position][group] |= 1 << bit
        groups: dict[int, tuple[tuple[int, ...], ...]] = {}
        place: dict[int, list[int]] = {}
        for position, mask in allowed.items():
            alike: dict[int, list[int]] = {}
            for group in bits(mask):
                alike.setdefault(told_apart[position][group], []).append(group)
            groups[position] = tuple(
                tuple(k for group in members for k in above[position][group])
                for members in alike.values()
            )
            places = place[position] = [-1] * len(above[position])
            for n, members in enumerate(alike.values()):
                for group in members:
                    places[group] = n
        regrouped = tuple(
            Owned(ban.owner, tuple((n, _in_groups(mask, place[n])) for n, mask in ban.sets))
            for ban in bans
        )
        self._spend(_CELLS_A_LEAF + _CELLS_A_BAN * len(bans))
        starts = _STARTS if chosen else _MORE_STARTS
        bags, tables = self._tree(left, regrouped, groups, starts)
        return Leaf(chosen, groups, regrouped, tuple(bags), gave_way, tuple(tables))

    def _tree(
        self,
        left: int,
        bans: Sequence[Owned],
        groups: Mapping[int, tuple[tuple[int, ...], ...]],
        starts: int,
    ) -> tuple[list[Bag], list[int]]:
        scopes = {sum(1 << n for n, _ in ban.sets) for ban in bans}
        joins = joined_by(left, scopes)
        best: list[Bag] = []
        smallest: list[int] = []
        for n in range(starts):
            bags = taken_out(joins, self._random, self._watch)
            tables = [
                len(groups[bag.position]) * prod(len(groups[k]) for k in bits(bag.around))
                for bag in bags
            ]
            if not best or sum(tables) < sum(smallest):
                best, smallest = bags, tables
            if sum(smallest) <= (_SMALL if n + 1 < _STARTS else _HUGE):
                break
        return best, smallest


def _once_chosen(bans: Sequence[Owned], position: int, group: int) -> tuple[list[Owned], set[int]]:
    """The bans that a choice leaves, without what it decides, and who has bans that it breaks."""
    left: list[Owned] = []
    broken = set()
    for ban in bans:
        sets = dict(ban.sets)
        if not sets.pop(position, -1) >> group & 1:
            continue
        if sets:
            left.append(Owned(ban.owner, tuple(sets.items())))
        else:
            broken.add(ban.owner)
    return left, broken


def _in_groups(mask: int, places: Sequence[int]) -> int:
    found = 0
    for n in bits(mask):
        found |= 1 << places[n]
    return found


def _settled(
    allowed: dict[int, int], bans: Sequence[Owned]
) -> tuple[dict[int, int], tuple[Owned, ...]] | None:
    """The values that no fatal ban forbids by itself, and the bans on these."""
    changed = True
    while changed:
        changed = False
        for ban in bans:
            if len(ban.sets) == 1 and ban.owner == FATAL:
                position, mask = ban.sets[0]
                if allowed[position] & mask:
                    allowed[position] &= ~mask
                    changed = True
                if not allowed[position]:
                    return None
        if changed:
            narrowed = list(_narrowed(allowed, bans))
            if any(ban.owner == FATAL and not ban.sets for ban in narrowed):
                return None
            bans = narrowed
    return allowed, tuple(dict.fromkeys(bans))


def _narrowed(allowed: Mapping[int, int], bans: Sequence[Owned]) -> Iterator[Owned]:
    for ban in bans:
        sets = []
        for position, mask in ban.sets:
            left = mask & allowed[position]
            if not left:
                break
            if left != allowed[position] or ban.owner != FATAL:
                sets.append((position, left))
        else:
            yield Owned(ban.owner, tuple(sets))
