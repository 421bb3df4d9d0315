"""Slices: counts of combinations by what they fall short of, one number of points at a time.

Of the variables, as many are listed as make some ten million combinations, each with its shortfalls
(see :mod:`planner.analysis.engine.sums`). The rest is counted slice by slice: a slice holds all
combinations that fall short of the first threshold by the same number of points, as a grid of
counts over the other thresholds. A variable is added to the slices as they pass: it remembers no
more of them than its points span, and so there never is a grid over all thresholds at once. While
the slices of the rest are summed up from the first on, the listed combinations that use up all that
remains of the first budget look up how many scenarios of the rest go with them.

Numbers are as short as their largest needs: most counts in a slice fit in one or two bytes. Of the
ways to count this one knows numpy here alone; it is imported with the first such count, since that
takes 0.1 s.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, repeat
from math import prod
from typing import TYPE_CHECKING, Any

from attrs import frozen

from planner.analysis.engine.limits import LimitReachedError, Stopped, TooMuch, Watch
from planner.analysis.engine.shortfalls import Shortfall, Shortfalls
from planner.by_fields import Compared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.signedinteger[Any]]
    Slice = NDArray[np.integer[Any]]

__all__ = ["Plan", "going_with", "plans", "summed"]

_LISTED = 10_000_000
"""The most combinations that are listed to look up what goes with them."""

_FIRST = 2_000_000
"""The most combinations that are put into slices one by one; further variables are added."""

_LARGEST = 1 << 62
"""No number in an array is larger."""

_BYTES_A_NODE = 1_000
"""What may be held for a node that a graph might hold instead: of thirty variables over 1 GB."""

_STEPS_A_NODE = 100_000
"""Additions that stand for a node of a graph: what some hundred thousand of them take is short."""


def plans(shortfalls: Shortfalls) -> list[Plan]:
    """Which variables are listed: the first for a count, all so that each is listed once."""
    longest_first = sorted(
        range(len(shortfalls.short)), key=lambda n: (-sum(shortfalls.most(n)), n)
    )
    found: list[Plan] = []
    left = longest_first
    while left:
        rest = [n for n in longest_first if n not in left]
        listed, _ = _taken([*left, *rest], _LISTED, shortfalls)
        found.append(Plan.of(listed, longest_first, shortfalls))
        left = [n for n in left if n not in listed]
    return found


@frozen(eq=False, repr=False)
class Plan(Compared):
    """Positions that are ``listed``, those that the ``first`` slices are made of, and the others.

    These are ``added`` to the slices one after the other.
    """

    listed: list[int]
    first: list[int]
    added: list[int]

    @classmethod
    def of(cls, listed: list[int], positions: Sequence[int], shortfalls: Shortfalls) -> Plan:
        """The plan for these positions of which some are listed."""
        # What is added last meets the largest slices, and remembers as many as it spans.
        rest = sorted(
            (n for n in positions if n not in listed), key=lambda n: -shortfalls.most(n)[0]
        )
        first, added = _taken(rest, _FIRST, shortfalls)
        return cls(listed, first, added)

    def check(self, shortfalls: Shortfalls, weights: list[list[int]], watch: Watch) -> None:
        """Raise ``LimitReachedError`` where a count needs more than the watch allows.

        Or where that rest of the variables has more scenarios than a number in an array can say.
        """
        if prod(sum(weights[n]) for n in (*self.first, *self.added)) > _LARGEST:
            raise LimitReachedError(Stopped(TooMuch.SLICED_COUNTS))
        each = 2 * len(shortfalls.budget) + 20
        held = each * (shortfalls.classes(self.listed) + shortfalls.classes(self.first))
        held += 16 * prod(_sizes(shortfalls, self.listed)[1:])
        steps = 0
        positions = list(self.first)
        for position in self.added:
            cells = prod(_sizes(shortfalls, positions)[1:])
            held += 2 * cells * (shortfalls.most(position)[0] + 1)
            positions.append(position)
            steps += prod(_sizes(shortfalls, positions)) * len(shortfalls.short[position])
        if held > watch.nodes * _BYTES_A_NODE:
            raise LimitReachedError(Stopped(TooMuch.SLICES, (held >> 20,)))
        if steps > watch.nodes * _STEPS_A_NODE:
            raise LimitReachedError(Stopped(TooMuch.SLICING_STEPS, (steps,)))


def _taken(
    positions: Sequence[int], most: int, shortfalls: Shortfalls
) -> tuple[list[int], list[int]]:
    """As many positions, one at least, as have no more combinations than that, and the others."""
    taken: list[int] = []
    others: list[int] = []
    for position in positions:
        fits = not taken or shortfalls.classes([*taken, position]) <= most
        (taken if fits else others).append(position)
    return taken, others


def _sizes(shortfalls: Shortfalls, positions: Sequence[int]) -> Shortfall:
    """How many different shortfalls within the budget the positions have, by threshold."""
    reach = shortfalls.reach(positions)
    return tuple(min(pair) + 1 for pair in zip(reach, shortfalls.budget, strict=True))


@frozen(eq=False, repr=False)
class _Listed(Compared):
    """All combinations of some positions within the budget, by what they fall short of.

    ``places`` says where each stands among all combinations; where each number of points short of
    the first threshold begins there, ``starts`` says. ``cells`` is what they fall short of the
    others, as a place in a grid of that ``shape``.
    """

    places: Numbers
    cells: Numbers
    starts: Numbers
    shape: Shortfall

    @classmethod
    def of(cls, shortfalls: Shortfalls, positions: Sequence[int], watch: Watch) -> _Listed:
        """The combinations of these positions, the last one's classes running fastest."""
        import numpy as np  # noqa: PLC0415 (heavy)

        sizes = _sizes(shortfalls, positions)
        within = np.ones(shortfalls.classes(positions), np.bool_)
        for axis, budget in enumerate(shortfalls.budget):
            watch.check()
            within &= _along(shortfalls, positions, axis) <= budget
        places = np.flatnonzero(within).astype(np.int32)
        first = _along(shortfalls, positions, 0)[places]
        watch.check()
        order = np.argsort(first, kind="stable")
        places = places[order]
        starts = np.concatenate(([0], np.cumsum(np.bincount(first, minlength=sizes[0]))))
        cells = np.zeros(len(places), np.int32)
        for axis, size in enumerate(sizes[1:], 1):
            watch.check()
            cells *= np.int32(size)
            cells += _along(shortfalls, positions, axis)[places]
        return cls(places, cells, starts, sizes[1:])


def _along(shortfalls: Shortfalls, positions: Sequence[int], axis: int) -> Any:
    """What all combinations of the positions fall short of one threshold."""
    import numpy as np  # noqa: PLC0415 (heavy)

    kind = np.min_scalar_type(shortfalls.reach(positions)[axis])
    found = np.zeros(1, kind)
    for position in positions:
        each = np.array([short[axis] for short in shortfalls.short[position]], kind)
        found = np.add.outer(found, each).ravel()
    return found


def going_with(
    shortfalls: Shortfalls, plan: Plan, weights: list[list[int]], watch: Watch
) -> Numbers:
    """For each combination of the listed positions the scenarios of the rest that go with it."""
    import numpy as np  # noqa: PLC0415 (heavy)

    listed = _Listed.of(shortfalls, plan.listed, watch)
    found = np.zeros(shortfalls.classes(plan.listed), np.int64)
    # Reversed, so that sums from the first cell on hold all that is no more than what is left.
    met = np.zeros(listed.shape, np.int64)
    last = met.size - 1
    spare = [b - n + 1 for b, n in zip(shortfalls.budget[1:], listed.shape, strict=True)]
    slices = _slices(shortfalls, plan, weights, watch)
    summed = None
    for left in reversed(range(shortfalls.budget[0] + 1)):
        watch.check()
        slice_ = next(slices, None)
        if slice_ is not None:
            folded = _folded(slice_, spare)
            met[tuple(map(slice, folded.shape))] += folded
            summed = None
        if left + 1 >= len(listed.starts):
            continue
        start, end = listed.starts[left : left + 2]
        if start == end:
            continue
        if summed is None:
            summed = met.copy()
            for axis in range(summed.ndim):
                np.cumsum(summed, axis=axis, out=summed)
        found[listed.places[start:end]] = summed.ravel().take(last - listed.cells[start:end])
    return found


def _folded(slice_: Slice, spare: Sequence[int]) -> Slice:
    """A slice in which all that leaves enough for every listed combination is in the first cell."""
    import numpy as np  # noqa: PLC0415 (heavy)

    for axis, enough in enumerate(spare):
        before = (np.s_[:],) * axis
        head = np.sum(
            slice_[(*before, np.s_[: enough + 1])], axis=axis, keepdims=True, dtype=np.int64
        )
        rest = slice_[(*before, np.s_[enough + 1 :])]
        slice_ = np.concatenate((head, rest), axis=axis, dtype=np.int64)
    return slice_.astype(np.int64, copy=False)  # not unsigned: numpy adds both kinds as floats


def _slices(
    shortfalls: Shortfalls, plan: Plan, weights: list[list[int]], watch: Watch
) -> Iterator[Slice | None]:
    """All that is not listed, slice by slice; ``None`` for one that is empty."""
    positions = list(plan.first)
    slices = _first_slices(shortfalls, plan.first, weights, watch)
    for position in plan.added:
        positions.append(position)
        shape = _sizes(shortfalls, positions)[1:]
        classes = [
            (short, weight)
            for short, weight in zip(shortfalls.short[position], weights[position], strict=True)
            if weight
        ]
        slices = _added(slices, classes, shape)
    return slices


def _first_slices(
    shortfalls: Shortfalls, positions: Sequence[int], weights: list[list[int]], watch: Watch
) -> Iterator[Slice | None]:
    """The slices of what can be listed."""
    import numpy as np  # noqa: PLC0415 (heavy)

    listed = _Listed.of(shortfalls, positions, watch)
    each: Numbers | None = None
    if any(weight != 1 for position in positions for weight in weights[position]):
        each = np.ones(1, np.int64)
        for position in positions:
            each = np.multiply.outer(each, np.array(weights[position], np.int64)).ravel()
    cells = prod(listed.shape)
    for start, end in pairwise(listed.starts):
        here = listed.cells[start:end]
        if each is None:
            counts = np.bincount(here, minlength=cells)
        else:
            counts = np.zeros(cells, np.int64)
            np.add.at(counts, here, each[listed.places[start:end]])
        yield counts.reshape(listed.shape) if counts.any() else None


def _added(
    slices: Iterator[Slice | None], classes: Sequence[tuple[Shortfall, int]], shape: Shortfall
) -> Iterator[Slice | None]:
    """The slices once the classes of a variable are added, each with its weight."""
    import numpy as np  # noqa: PLC0415 (heavy)

    span = max((short[0] for short, _ in classes), default=0)
    seen: deque[tuple[Slice | None, int]] = deque(maxlen=span + 1)
    for slice_ in chain(slices, repeat(None, span)):
        if slice_ is None:
            seen.appendleft((None, 0))
        else:
            most = int(slice_.max())
            seen.appendleft((slice_.astype(np.min_scalar_type(most), copy=False), most))
        meeting = [(*seen[by], moved, w) for (by, *moved), w in classes if by < len(seen)]
        most = sum(largest * weight for _, largest, _, weight in meeting)
        found = np.zeros(shape, np.min_scalar_type(most)) if most else None
        for met, largest, moved, weight in meeting:
            # A slice of zeros adds nothing, and its weight need not fit among the numbers.
            if met is not None and largest and found is not None:
                _add(found, met, moved, weight)
        yield found


def _add(into: Slice, met: Slice, moved: Sequence[int], weight: int) -> None:
    """Add a slice moved that far along each axis; what leaves the shape is gone."""
    room = [min(n, m - by) for n, m, by in zip(met.shape, into.shape, moved, strict=True)]
    if min(room, default=1) > 0:
        place = tuple(slice(by, by + n) for by, n in zip(moved, room, strict=True))
        what = met[tuple(map(slice, room))]
        into[place] += what if weight == 1 else what.astype(into.dtype) * into.dtype.type(weight)


def summed(counts: Numbers, weights: Sequence[Sequence[int]], but: int | None = None) -> list[int]:
    """The scenarios of all combinations, for each class of the position ``but`` by itself."""
    import numpy as np  # noqa: PLC0415 (heavy)

    found: Any = counts
    most = int(found.max(initial=0))
    kept = 1
    for place, weight in enumerate(weights):
        if place == but:
            kept = len(weight)
            continue
        most *= sum(weight)
        if most > _LARGEST and found.dtype != object:
            found = found.astype(object)
        found = found.reshape(kept, len(weight), -1)
        none = np.zeros_like(found[:, 0])
        found = sum((found[:, k] * each for k, each in enumerate(weight) if each), none)
    numbers: list[int] = np.ravel(found).tolist()
    return numbers
