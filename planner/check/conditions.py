"""Many conditions evaluated together, exactly, for scenarios that may be partial.

How it is fast: every term of every condition has one bit of a Python integer. Choosing a value
kills the terms that do not admit it, so a whole re-check is one OR per variable. The first terms of
all conditions stand side by side, then the second terms, and so on: a condition is true where any
of its bits is, which folds the layers with one OR each. Only a condition whose terms together could
exhaust a variable (no single term certain, yet no way past them all) needs a search, and those are
known beforehand: ordinary cases hold none or a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planner.check.variables import Sets

__all__ = ["Conditions", "Exhaustible", "Picks"]

Picks = list[int | None]
"""The value of each variable, ``None`` where it is undecided."""


class Conditions:
    """Conditions as sets, any of which makes one true.

    The k-th term of condition n has the bit ``k * len(conditions) + n``. ``everything`` holds the
    masks of all values of the variables.
    """

    def __init__(self, conditions: Sequence[Sequence[Sets]], everything: Sequence[int]) -> None:
        self._count = len(conditions)
        self._everything = 0
        self._killed_by = [[0] * mask.bit_length() for mask in everything]
        self._depends_on = [0] * len(everything)
        self._exhaustible = Exhaustible(conditions, everything)
        for n, condition in enumerate(conditions):
            for k, term in enumerate(condition):
                self._add(1 << (k * self._count + n), term)

    def _add(self, bit: int, term: Sets) -> None:
        self._everything |= bit
        for variable, admitted in term:
            self._depends_on[variable] |= bit
            killed_by = self._killed_by[variable]
            for value in range(len(killed_by)):
                if not admitted >> value & 1:
                    killed_by[value] |= bit

    def evaluate(self, picks: Picks) -> tuple[int, int]:
        """The conditions true in every completion, and in at least one; one bit a condition."""
        dead = pending = 0
        for variable, value in enumerate(picks):
            if value is None:
                pending |= self._depends_on[variable]
            else:
                dead |= self._killed_by[variable][value]
        alive = self._everything & ~dead
        possible = self._fold(alive)
        certain = self._fold(alive & ~pending)
        return certain | self._exhaustible.certain(possible & ~certain, picks), possible

    def _fold(self, terms: int) -> int:
        folded = 0
        while terms:
            folded |= terms
            terms >>= self._count
        return folded & ((1 << self._count) - 1)


class Exhaustible:
    """Those conditions whose terms together could leave no way past them."""

    def __init__(self, conditions: Iterable[Sequence[Sets]], everything: Sequence[int]) -> None:
        self._everything = everything
        self._terms = {
            n: terms
            for n, terms in enumerate(conditions)
            if len(terms) > 1 and self._may_exhaust(terms)
        }

    def certain(self, unsettled: int, picks: Picks) -> int:
        """Of the ``unsettled`` conditions (one bit each), those true in every completion."""
        if not unsettled:
            return 0
        chosen = {variable: value for variable, value in enumerate(picks) if value is not None}
        return sum(
            1 << n
            for n, terms in self._terms.items()
            if unsettled >> n & 1 and self._always(_remaining(terms, chosen))
        )

    def _always(self, terms: Sequence[Sets]) -> bool:
        if not all(terms):
            return True
        if not self._may_exhaust(terms):
            return False
        named = [variable for term in terms for variable, _ in term]
        variable = max(named, key=named.count)
        return all(
            self._always(_remaining(terms, {variable: value}))
            for value in range(self._everything[variable].bit_length())
        )

    def _may_exhaust(self, terms: Sequence[Sets]) -> bool:
        """Whether the terms together could leave no way past them though each of them does.

        If every variable has a value that no term admits, taking those of the variables still
        undecided gets past every term that depends on one: then the answer is no, whatever was
        chosen before.
        """
        admitted: dict[int, int] = {}
        for term in terms:
            for variable, mask in term:
                admitted[variable] = admitted.get(variable, 0) | mask
        return any(mask == self._everything[variable] for variable, mask in admitted.items())


def _remaining(terms: Iterable[Sets], chosen: Mapping[int, int]) -> list[Sets]:
    """What is left of the terms once the values are chosen: without the killed ones."""
    left = []
    for term in terms:
        open_sets = []
        for variable, mask in term:
            value = chosen.get(variable)
            if value is None:
                open_sets.append((variable, mask))
            elif not mask >> value & 1:
                break
        else:
            left.append(tuple(open_sets))
    return left
