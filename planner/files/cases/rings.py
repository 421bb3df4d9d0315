"""Names that lead to each other in a ring: who depends on whom, repeats or supersedes whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

__all__ = ["ring_words", "rings"]


def rings(leads_to: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Rings of names, each beginning with its first name in the order given, apart from each other.

    Names that are not among those given lead nowhere.
    """
    left = {name: [n for n in others if n in leads_to] for name, others in leads_to.items()}
    order = {name: number for number, name in enumerate(left)}
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            ring = error.args[1][:0:-1]  # it names the first again at the end, and runs backwards
        else:
            return
        start = min(range(len(ring)), key=lambda n: order[ring[n]])
        yield (*ring[start:], *ring[:start])
        left = {
            name: [n for n in others if n not in ring]
            for name, others in left.items()
            if name not in ring
        }


def ring_words(ring: tuple[str, ...]) -> str:
    """The ring as ``"a" → "b" → "a"``."""
    return " → ".join(f'"{name}"' for name in (*ring, ring[0]))
