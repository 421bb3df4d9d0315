"""A space in numbers: variables with their values, and the combinations that are forbidden.

What an owner (a line, a rule) forbids is a list of *bans*: combinations of sets of values, one for
each variable that they depend on. A scenario is open if it falls into no ban.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from operator import or_

from attrs import frozen

__all__ = ["Ban", "Domains", "Space", "bits", "option_count"]

Domains = tuple[int, ...]
"""The options that each issue may take: one mask an issue, bit ``n`` for its ``n``-th option."""


@frozen
class Ban:
    """A combination that is forbidden: true where every issue takes an option of its mask.

    ``sets`` holds (issue, mask) pairs by ascending issue; no mask is empty and none names all
    options of its issue. A ban without sets forbids everything. ``owner`` is the index of who
    forbids it.
    """

    owner: int
    sets: tuple[tuple[int, int], ...]


@frozen(slots=False)
class Space:
    """All scenarios over issues of these ``sizes``, with what each of the ``owners`` forbids."""

    sizes: tuple[int, ...]
    bans: tuple[Ban, ...]
    owners: int

    @cached_property
    def everything(self) -> Domains:
        """The domains that leave every option."""
        return tuple((1 << size) - 1 for size in self.sizes)

    def domains(self, picks: Mapping[int, int]) -> Domains:
        """The domains that the picks leave."""
        return tuple(
            1 << picks[issue] if issue in picks else mask
            for issue, mask in enumerate(self.everything)
        )

    @cached_property
    def _killed_by(self) -> tuple[tuple[int, ...], ...]:
        """For each issue and option the bans, a bit each, that it gets past."""
        killed = [[0] * size for size in self.sizes]
        for n, ban in enumerate(self.bans):
            for issue, mask in ban.sets:
                for option in bits(self.everything[issue] & ~mask):
                    killed[issue][option] |= 1 << n
        return tuple(map(tuple, killed))

    def crossed(self, options: Iterable[int]) -> set[int]:
        """The owners of the bans that a complete scenario falls into."""
        dead = 0
        for killed, option in zip(self._killed_by, options, strict=True):
            dead |= killed[option]
        return {self.bans[n].owner for n in bits(((1 << len(self.bans)) - 1) & ~dead)}

    def neighbours(self, options: Sequence[int], wanted: Domains) -> list[int]:
        """For each issue those of the wanted options that, alone changed, give an open scenario.

        ``options`` is a complete scenario, open or not.
        """
        killed = [per_option[o] for per_option, o in zip(self._killed_by, options, strict=True)]
        everything = (1 << len(self.bans)) - 1
        after = list(accumulate(reversed(killed), or_, initial=0))
        found = []
        before = 0
        for issue, (per_option, mask) in enumerate(zip(self._killed_by, wanted, strict=True)):
            left = everything & ~(before | after[-2 - issue]) if mask else 0
            found.append(
                sum(1 << option for option in bits(mask) if not left & ~per_option[option])
            )
            before |= killed[issue]
        return found

    def bans_without(self, owners: Collection[int]) -> Iterator[Ban]:
        """What is still forbidden once those owners give way."""
        return (ban for ban in self.bans if ban.owner not in owners)


def bits(mask: int) -> Iterator[int]:
    """The positions of the ones, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def option_count(domains: Domains) -> int:
    """How many scenarios the domains hold: the product of the numbers of options."""
    count = 1
    for mask in domains:
        count *= mask.bit_count()
    return count
