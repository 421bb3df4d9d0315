"""The two passes over the tables of a leaf: one counts, one back counts every class.

Each variable that is taken out gets a table over those it is joined to: how many scenarios of all
that was taken out before go with each cell. On the way back each table learns how many scenarios of
all the others go with it; its cells that break bans of one owner alone are what that owner closes
there by itself. Lauritzen, Spiegelhalter: Local computations with probabilities on graphical
structures (JRSS 1988) has the two passes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import mul
from random import Random
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from planner.analysis.engine.conditioning import FATAL, Leaf, Owned
from planner.analysis.engine.draws import drawn
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.residues import Residues, whole
from planner.analysis.engine.rules import bits
from planner.by_fields import Compared

if TYPE_CHECKING:
    from planner.analysis.engine.residues import Flags, Numbers, Places

__all__ = ["Passes"]

_CELLS_AT_ONCE = 1 << 21
"""The cells by primes of a large table that are worked on at a time; at least one prime's."""


class Passes:
    """A leaf under some weights of its classes; all work on it raises ``LimitReachedError``."""

    def __init__(
        self,
        leaf: Leaf,
        weights: Sequence[Sequence[int]],
        primes: tuple[int, ...],
        watch: Watch,
    ) -> None:
        self._leaf = leaf
        self._weights = weights
        self._primes = primes
        self._tree = _Tree(
            _buckets(leaf),
            {
                n: [sum(weights[n][k] for k in classes) for classes in groups]
                for n, groups in leaf.groups.items()
            },
            watch,
        )
        self._to_draw_from: _Run | None = None

    def count(self) -> int:
        """The scenarios of the leaf."""
        return self._whole([row for run in self._runs() for row in run.count])[0]

    def class_counts(self, sizes: Sequence[int]) -> tuple[int, dict[int, list[int]]]:
        """The same, and by position and class the scenarios with it, its own weight aside."""
        counts: list[list[float]] = []
        rows: dict[int, list[list[float]]] = {n: [] for n in self._leaf.groups}
        for run in self._runs():
            counts += run.count
            for position, more in run.values().items():
                rows[position] += more
        found = {}
        for position, groups in self._leaf.groups.items():
            per_class = found[position] = [0] * sizes[position]
            for classes, number in zip(groups, self._whole(rows[position]), strict=True):
                for k in classes:
                    per_class[k] = number
        return self._whole(counts)[0], found

    def closed(self) -> tuple[int, dict[int, int]]:
        """The scenarios, and for each owner of bans those that break its bans and no others."""
        holding = [{ban.owner for ban in bucket.bans} for bucket in self._tree.buckets]
        owners = set().union(*holding) - {FATAL}
        spread = [n for n in owners if sum(n in here for here in holding) > 1]
        counts: list[list[float]] = []
        rows: dict[int, list[list[float]]] = {owner: [] for owner in owners}
        for run in self._runs():
            counts += run.count
            for owner, more in run.closed(owners.difference(spread)).items():
                rows[owner] += more
            for owner in spread:
                rows[owner] += run.count_without(owner)
        opened = self._whole(counts)[0]
        closed = {owner: self._whole(each)[0] for owner, each in rows.items()}
        # Without an owner there also is what is open with it.
        return opened, {n: count - opened * (n in spread) for n, count in closed.items()}

    def drawn(self, random: Random) -> dict[int, int]:
        """A class by position, drawn by weight."""
        if self._to_draw_from is None:
            self._to_draw_from = _Run(self._tree, Residues(self._primes))
        found = self._to_draw_from.drawn(random)
        for position, group in found.items():
            classes = self._leaf.groups[position][group]
            weights = [self._weights[position][k] for k in classes]
            found[position] = classes[drawn(random, weights)]
        return found

    def _runs(self) -> Iterator[_Run]:
        """One after another, each by some of the primes, so that few cells are held at a time."""
        at_once = max(1, _CELLS_AT_ONCE // self._leaf.largest)
        for first in range(0, len(self._primes), at_once):
            yield _Run(self._tree, Residues(self._primes[first : first + at_once]))

    def _whole(self, rows: Sequence[Sequence[float]]) -> list[int]:
        return whole(rows, self._primes)


@frozen(eq=False, repr=False)
class _Bucket(Compared):
    """A variable that is taken out, what it is joined to then, and its bans.

    ``axes`` are the positions of its table, its own first, the others in the order in which they
    are taken out. Its sums go to the table of the second of them; ``below`` are the buckets whose
    sums come to its own.
    """

    axes: tuple[int, ...]
    bans: tuple[Owned, ...]
    below: tuple[int, ...]


@frozen(eq=False, repr=False)
class _Tree(Compared):
    """The buckets in the order in which they are taken out, and what each group weighs.

    ``masks`` remembers which cells are open, by the position of a bucket: it is the same for each
    of the primes.
    """

    buckets: list[_Bucket]
    weights: Mapping[int, Sequence[int]]
    watch: Watch
    masks: dict[int, Flags] = field(factory=dict)


def _buckets(leaf: Leaf) -> list[_Bucket]:
    place = {bag.position: n for n, bag in enumerate(leaf.bags)}
    bans: list[list[Owned]] = [[] for _ in leaf.bags]
    for ban in leaf.bans:
        bans[min(place[position] for position, _ in ban.sets)].append(ban)
    axes = [(bag.position, *sorted(bits(bag.around), key=place.__getitem__)) for bag in leaf.bags]
    below: list[list[int]] = [[] for _ in leaf.bags]
    for n, each in enumerate(axes):
        if len(each) > 1:
            below[place[each[1]]].append(n)
    return [_Bucket(*each) for each in zip(axes, map(tuple, bans), map(tuple, below), strict=True)]


class _Run:
    """The passes by some of the primes: arrays have an axis for these and one for each position."""

    def __init__(self, tree: _Tree, numbers: Residues) -> None:
        self._buckets = tree.buckets
        self._weights = tree.weights
        self._watch = tree.watch
        self._masks = tree.masks
        self._numbers = numbers
        self._up: list[Numbers] = []
        for bucket in self._buckets:
            self._up.append(self._summed(bucket, self._up))
        self.count = self._at_the_top(self._up)
        """The scenarios, by each prime."""

    def count_without(self, owner: int) -> list[list[float]]:
        """The scenarios where that owner's bans do not hold, by each prime."""
        up = list(self._up)
        changed: set[int] = set()
        for n, bucket in enumerate(self._buckets):
            if any(ban.owner == owner for ban in bucket.bans) or changed.intersection(bucket.below):
                changed.add(n)
                up[n] = self._summed(bucket, up, without=owner)
        return self._at_the_top(up)

    def values(self) -> dict[int, list[list[float]]]:
        """The counts of each group, its own weight aside, by position and by prime."""
        found = {}
        for bucket, around in self._back():
            table = self._joined(bucket, around) * self._open(bucket)
            others = tuple(range(2, table.ndim))
            found[bucket.axes[0]] = self._numbers.reduced(table.sum(axis=others)).tolist()
        return found

    def closed(self, owners: Collection[int]) -> dict[int, list[list[float]]]:
        """What each of the owners closes alone, by prime; each has its bans in one table."""
        found: dict[int, list[list[float]]] = {}
        np = self._numbers.numpy
        for bucket, around in self._back():
            here = sorted({ban.owner for ban in bucket.bans}.intersection(owners))
            if not here:
                continue
            table = self._weighed(bucket, self._joined(bucket, around))
            breaking = self._breaking(bucket, {owner: n for n, owner in enumerate(here)})
            whole_table = np.broadcast_to(table, (len(table), *breaking.shape))
            sums = np.array(
                [np.bincount(breaking.ravel(), each.ravel(), len(here) + 2) for each in whole_table]
            )
            rows = self._numbers.reduced(sums)
            found.update((owner, rows[:, n : n + 1].tolist()) for n, owner in enumerate(here))
        return found

    def drawn(self, random: Random) -> dict[int, int]:
        """A group by position, from the last table to the first, by weight."""
        found: dict[int, int] = {}
        for bucket in reversed(self._buckets):
            own = bucket.axes[0]
            weights = list(self._weights[own])
            for ban in bucket.bans:
                sets = dict(ban.sets)
                mask = sets.pop(own)
                if all(each >> found[position] & 1 for position, each in sets.items()):
                    weights = [0 if mask >> k & 1 else w for k, w in enumerate(weights)]
            for below in bucket.below:
                place = tuple(found[position] for position in self._buckets[below].axes[2:])
                index: Any = (slice(None), slice(None), *place)
                rows: list[list[float]] = self._up[below][index].tolist()
                counts = whole(rows, self._numbers.primes)
                weights = list(map(mul, weights, counts))
            found[own] = drawn(random, weights)
        return found

    def _back(self) -> Iterator[tuple[_Bucket, Numbers]]:
        """Each bucket, the last first, with what goes with each cell of what it is joined to."""
        times = self._numbers.times
        down = dict(self._beside_each_top())
        for n in range(len(self._buckets) - 1, -1, -1):
            self._watch.check()
            bucket = self._buckets[n]
            around = self._numbers.numpy.expand_dims(down.pop(n), 1)
            yield bucket, around
            if not bucket.below:
                continue
            table = self._weighed(bucket, around * self._open(bucket))
            sums = [self._fitted(bucket, below, self._up) for below in bucket.below]
            # Each of those below learns what all the others leave.
            later: list[Numbers | None] = [None]
            for each in sums[:0:-1]:
                after = later[-1]
                later.append(each if after is None else times(after, each))
            for below, own in zip(bucket.below, sums, strict=True):
                rest = later.pop()
                left = table if rest is None else times(table, rest)
                down[below] = self._onto(bucket, self._buckets[below], left)
                if later:
                    table = times(table, own)

    def _at_the_top(self, up: Sequence[Numbers]) -> list[list[float]]:
        """The product of the sums that go nowhere: the count."""
        total = self._numbers.of([1])
        for n in self._tops:
            total = self._numbers.times(total, up[n].reshape(-1, 1))
        found: list[list[float]] = total.tolist()
        return found

    @property
    def _tops(self) -> list[int]:
        return [n for n, bucket in enumerate(self._buckets) if len(bucket.axes) == 1]

    def _beside_each_top(self) -> Iterator[tuple[int, Numbers]]:
        """For each bucket whose sum goes nowhere the product of all the others."""
        tops = self._tops
        after = [self._numbers.of([1]).reshape(-1)]
        for n in reversed(tops[1:]):
            after.append(self._numbers.times(after[-1], self._up[n]))
        before = self._numbers.of([1]).reshape(-1)
        for n in tops:
            yield n, self._numbers.times(before, after.pop())
            before = self._numbers.times(before, self._up[n])

    def _summed(
        self, bucket: _Bucket, up: Sequence[Numbers], without: int | None = None
    ) -> Numbers:
        """The sums over a bucket's own variable."""
        self._watch.check()
        table = None
        for below in bucket.below:
            fitted = self._fitted(bucket, below, up)
            table = fitted if table is None else self._numbers.times(table, fitted)
        mask = self._open(bucket, without)
        if table is None:
            table = self._numbers.numpy.ones((len(self._numbers.primes), *mask.shape))
        return self._numbers.reduced(self._weighed(bucket, table * mask).sum(axis=1))

    def _joined(self, bucket: _Bucket, table: Numbers) -> Numbers:
        """The table times all sums that come to the bucket."""
        for below in bucket.below:
            table = self._numbers.times(table, self._fitted(bucket, below, self._up))
        return table

    def _weighed(self, bucket: _Bucket, table: Numbers) -> Numbers:
        """The table times what each group of the bucket's own variable weighs."""
        weights = self._weights[bucket.axes[0]]
        if set(weights) == {1}:
            return table
        shape = (len(self._numbers.primes), -1, *[1] * (len(bucket.axes) - 1))
        return self._numbers.times(table, self._numbers.of(weights).reshape(shape))

    def _shape(self, axes: Sequence[int], kept: Collection[int]) -> list[int]:
        """The shape of an array over axes, of which only those kept are not one long."""
        return [len(self._weights[n]) if n in kept else 1 for n in axes]

    def _fitted(self, bucket: _Bucket, below: int, up: Sequence[Numbers]) -> Numbers:
        """The sums of a bucket below, so that they fit the bucket's table."""
        kept = self._buckets[below].axes[1:]
        return up[below].reshape(len(self._numbers.primes), *self._shape(bucket.axes, kept))

    def _onto(self, bucket: _Bucket, below: _Bucket, table: Numbers) -> Numbers:
        """The table summed up over what the sums from below do not tell apart."""
        kept = below.axes[1:]
        gone = tuple(n for n, position in enumerate(bucket.axes, 1) if position not in kept)
        return self._numbers.reduced(table.sum(axis=gone))

    def _open(self, bucket: _Bucket, without: int | None = None) -> Flags:
        """The cells that break no ban."""
        if without is None and bucket.axes[0] in self._masks:
            return self._masks[bucket.axes[0]]
        shape = self._shape(bucket.axes, bucket.axes)
        mask: Flags = self._numbers.numpy.ones(shape, dtype=bool)
        for ban in bucket.bans:
            if without is None or ban.owner != without:
                mask &= ~self._broken(bucket, ban)
        if without is None:
            self._masks[bucket.axes[0]] = mask
        return mask

    def _broken(self, bucket: _Bucket, ban: Owned) -> Flags:
        """The cells that break a ban, in an array that fits the table."""
        np = self._numbers.numpy
        found: Flags = np.ones([1] * len(bucket.axes), dtype=bool)
        for position, mask in ban.sets:
            shape = self._shape(bucket.axes, (position,))
            flags = [bool(mask >> k & 1) for k in range(len(self._weights[position]))]
            found = found & np.array(flags).reshape(shape)
        return found

    def _breaking(self, bucket: _Bucket, places: Mapping[int, int]) -> Places:
        """By cell the place of the only owner whose bans it breaks; past all places if none has."""
        where = self._numbers.numpy.where
        nobody, several = len(places), len(places) + 1
        shape = self._shape(bucket.axes, bucket.axes)
        found: Places = self._numbers.numpy.full(shape, nobody, dtype="intp")
        for ban in bucket.bans:
            own = places.get(ban.owner, several)
            alone = (found == nobody) | (found == own)
            broken = self._broken(bucket, ban)
            found = where(broken, where(alone, own, several), found)
        return found
