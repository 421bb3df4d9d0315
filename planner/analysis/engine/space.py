"""A space in numbers: variables whose values have weights, and what is forbidden over them.

A scenario gives every variable a value; it is open if it breaks no rule. It stands for as many
scenarios as the weights of its values multiply to: a value may be a whole stretch of numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from operator import or_

from attrs import field, frozen

from planner.analysis.engine.rules import Prohibition, Rule, Sets, bits
from planner.by_fields import Compared

__all__ = ["Domains", "Forbidden", "Picks", "Space", "Variable", "size"]

Domains = tuple[int, ...]
"""The values that each variable may take: one mask a variable, bit ``n`` for its ``n``-th value."""

Picks = Mapping[int, Sets]
"""What is chosen, by group: each of the group's variables takes a value of its mask."""


@frozen(eq=False, repr=False)
class Variable(Compared):
    """What takes one of some values; ``weights`` says for how many scenarios each value stands."""

    weights: tuple[int, ...]
    plain: bool = field(init=False, eq=False, repr=False)
    """Whether each value stands for one."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "plain", set(self.weights) <= {1})

    @classmethod
    def of(cls, values: int) -> Variable:
        """A variable of that number of values, which stand for one scenario each."""
        return cls((1,) * values)

    def weigh(self, mask: int) -> int:
        """For how many scenarios the values of the mask stand."""
        if self.plain:
            return mask.bit_count()
        return sum(self.weights[value] for value in bits(mask))

    def at(self, mask: int, place: int) -> int:
        """The value of the mask to which the scenario at that place belongs, counted from zero."""
        for value in bits(mask):
            place -= self.weights[value]
            if place < 0:
                return value
        message = "there are fewer scenarios than that"
        raise IndexError(message)


@frozen(eq=False, repr=False)
class Forbidden(Compared):
    """A rule, and the index of who forbids it: ``None`` for what no scenario can be without."""

    owner: int | None
    rule: Prohibition


@frozen(eq=False, repr=False, slots=False)
class Space(Compared):
    """All scenarios over the variables, with what each of the ``owners`` forbids.

    ``groups`` holds the variables that are chosen together: a choice names a group and says what
    each of its variables may be. A variable in no group follows from the others.
    """

    variables: tuple[Variable, ...]
    forbidden: tuple[Forbidden, ...]
    owners: int
    groups: tuple[tuple[int, ...], ...]

    @classmethod
    def forbidding(cls, variables: Sequence[Variable], rules: Sequence[Prohibition]) -> Space:
        """The space in which each rule has an owner of its own, and each variable is a group."""
        return cls(
            tuple(variables),
            tuple(Forbidden(n, rule) for n, rule in enumerate(rules)),
            len(rules),
            tuple((n,) for n in range(len(variables))),
        )

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many values each variable has."""
        return tuple(len(variable.weights) for variable in self.variables)

    @cached_property
    def everything(self) -> Domains:
        """The domains that leave every value."""
        return tuple((1 << size) - 1 for size in self.sizes)

    @cached_property
    def group_of(self) -> Mapping[int, int]:
        """The group of each variable that is in one."""
        return {variable: n for n, group in enumerate(self.groups) for variable in group}

    @cached_property
    def bounds(self) -> tuple[Prohibition, ...]:
        """What no scenario can be without, whoever gives way."""
        return tuple(item.rule for item in self.forbidden if item.owner is None)

    @cached_property
    def prohibitions(self) -> tuple[Prohibition, ...]:
        """All that is forbidden."""
        return tuple(item.rule for item in self.forbidden)

    def domains(self, picks: Picks) -> Domains:
        """The domains that the picks leave."""
        found = list(self.everything)
        for sets in picks.values():
            for variable, mask in sets:
                found[variable] &= mask
        return tuple(found)

    @cached_property
    def _bans(self) -> list[tuple[int | None, Sets]]:
        return [(f.owner, f.rule) for f in self.forbidden if not isinstance(f.rule, Rule)]

    @cached_property
    def _others(self) -> list[tuple[int | None, Rule]]:
        return [(f.owner, f.rule) for f in self.forbidden if isinstance(f.rule, Rule)]

    @cached_property
    def _killed_by(self) -> tuple[tuple[int, ...], ...]:
        """For each variable and value the bans, a bit each, that it gets past."""
        naming: list[dict[int, int]] = [{} for _ in self.sizes]  # many name the same values
        for n, (_, sets) in enumerate(self._bans):
            for variable, mask in sets:
                naming[variable][mask] = naming[variable].get(mask, 0) | 1 << n
        killed = [[0] * size for size in self.sizes]
        for variable, by_mask in enumerate(naming):
            for mask, bans in by_mask.items():
                for value in bits(self.everything[variable] & ~mask):
                    killed[variable][value] |= bans
        return tuple(map(tuple, killed))

    def broken(self, values: Sequence[int]) -> set[int]:
        """The owners of the rules that a complete scenario breaks."""
        return {owner for owner in self.broken_by_any(values) if owner is not None}

    def broken_by_any(self, values: Sequence[int]) -> set[int | None]:
        """The same, with ``None`` where it breaks what no scenario can be without."""
        dead = 0
        for killed, value in zip(self._killed_by, values, strict=True):
            dead |= killed[value]
        return self._owners(((1 << len(self._bans)) - 1) & ~dead, values)

    def broken_after(
        self, values: Sequence[int], variable: int, wanted: int
    ) -> Iterator[tuple[int, set[int | None]]]:
        """What :meth:`broken_by_any` says once the variable takes each other value of the mask."""
        dead = 0
        for n, (killed, value) in enumerate(zip(self._killed_by, values, strict=True)):
            if n != variable:
                dead |= killed[value]
        left = ((1 << len(self._bans)) - 1) & ~dead
        changed = list(values)
        for value in bits(wanted & ~(1 << values[variable])):
            changed[variable] = value
            yield value, self._owners(left & ~self._killed_by[variable][value], changed)

    def _owners(self, bans: int, values: Sequence[int]) -> set[int | None]:
        """The owners of these bans, and of what else the scenario breaks."""
        owners = {self._bans[n][0] for n in bits(bans)}
        owners |= {owner for owner, rule in self._others if rule.broken(values)}
        return owners

    def neighbours(self, values: Sequence[int], wanted: Domains) -> list[int]:
        """For each variable those of the wanted values that, alone changed, give an open scenario.

        ``values`` is a complete scenario, open or not.
        """
        killed = [per_value[v] for per_value, v in zip(self._killed_by, values, strict=True)]
        everything = (1 << len(self._bans)) - 1
        after = list(accumulate(reversed(killed), or_, initial=0))
        found = []
        before = 0
        for variable, (per_value, mask) in enumerate(zip(self._killed_by, wanted, strict=True)):
            kept = mask
            # Without a ban that waits for this variable alone any value will do.
            if mask and (left := everything & ~(before | after[-2 - variable])):
                kept = sum([1 << value for value in bits(mask) if not left & ~per_value[value]])
            found.append(kept)
            before |= killed[variable]
        return self._unbroken(values, found) if self._others else found

    def _unbroken(self, values: Sequence[int], wanted: list[int]) -> list[int]:
        """The same without the values that break a rule that is no ban."""
        broken = [rule for _, rule in self._others if rule.broken(values)]
        found = list(wanted)
        changed = list(values)
        for variable, mask in enumerate(wanted):
            if any(variable not in rule.variables for rule in broken):
                found[variable] = 0
                continue
            reading = [rule for _, rule in self._others if variable in rule.variables]
            for value in bits(mask) if reading else ():
                changed[variable] = value
                if any(rule.broken(changed) for rule in reading):
                    found[variable] &= ~(1 << value)
            changed[variable] = values[variable]
        return found

    def without(self, owners: Collection[int]) -> Iterator[Prohibition]:
        """What is still forbidden once those owners give way."""
        return (item.rule for item in self.forbidden if item.owner not in owners)

    def size(self, domains: Domains) -> int:
        """How many scenarios the domains hold, forbidden or not."""
        return size(self.variables, domains)

    def most(self, domains: Domains) -> int:
        """No fewer than the scenarios of the domains that keep to the bounds."""
        return self.size(domains)


def size(variables: Iterable[Variable], domains: Iterable[int]) -> int:
    """How many scenarios such variables have in the domains: the product of the weights."""
    count = 1
    for variable, mask in zip(variables, domains, strict=True):
        count *= variable.weigh(mask)
    return count
