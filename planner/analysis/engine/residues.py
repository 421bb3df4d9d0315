"""Whole numbers of any size in arrays: as remainders by some primes, from which they come back.

A product of two remainders by primes below 2^26 is exact in a double, and doubles are what arrays
are quick at. This module knows numpy, which is imported with the first such number: that takes
0.1 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Places = NDArray[np.intp]

__all__ = ["Residues", "primes_beyond", "whole"]

_BELOW = 1 << 26


def primes_beyond(largest: int) -> tuple[int, ...]:
    """The fewest primes whose product is more than that number."""
    count, product = 0, 1
    while product <= max(1, largest):
        product *= _prime(count)
        count += 1
    return tuple(map(_prime, range(count)))


@cache
def _prime(n: int) -> int:
    """The ``n``-th of the largest primes below the bound, counted from zero."""
    found = (_prime(n - 1) if n else _BELOW) - 1
    while any(not found % divisor for divisor in range(2, int(found**0.5) + 1)):
        found -= 1
    return found


class Residues:
    """Arithmetic on arrays whose first axis has a place for each of the primes."""

    def __init__(self, primes: Sequence[int]) -> None:
        import numpy as np  # noqa: PLC0415 (heavy)

        self.numpy: Any = np
        self.primes = tuple(primes)
        self._by: dict[int, tuple[Numbers, Numbers]] = {}
        self._column = np.array(self.primes, dtype=np.float64)

    def of(self, numbers: Sequence[int]) -> Numbers:
        """The numbers, none of which is negative, along the second axis."""
        found: Numbers = self.numpy.array(
            [[number % prime for number in numbers] for prime in self.primes], dtype=float
        )
        return found

    def reduced(self, array: Numbers) -> Numbers:
        """The array with remainders in place of numbers of at most 52 bits; it is changed."""
        by, inverse = self._primes_for(array.ndim)
        times = array * inverse
        self.numpy.floor(times, out=times)
        times *= by
        array -= times
        return array

    def times(self, one: Numbers, other: Numbers) -> Numbers:
        """The product of two arrays that fit each other."""
        return self.reduced(one * other)

    def _primes_for(self, axes: int) -> tuple[Numbers, Numbers]:
        if axes not in self._by:
            shaped = self._column.reshape(-1, *[1] * (axes - 1))
            self._by[axes] = shaped, 1.0 / shaped
        return self._by[axes]


def whole(residues: Sequence[Sequence[float]], primes: Sequence[int]) -> list[int]:
    """The numbers of which these are the remainders by each of the primes: a row for each prime.

    Each is less than the product of the primes (Chinese remainder theorem).
    """
    product = prod(primes)
    parts = [product // prime * pow(product // prime, -1, prime) for prime in primes]
    return [
        sum(part * int(remainder) for part, remainder in zip(parts, column, strict=True)) % product
        for column in zip(*residues, strict=True)
    ]
