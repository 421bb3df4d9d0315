"""Mends: the smallest changes to what is chosen that end a crossing without adding one.

A mend changes some of the choices made and keeps the others; what is undecided stays so. Some way
to finish then crosses fewer of the lines that are crossed now for certain, and no other one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from heapq import merge
from itertools import chain

from attrs import frozen

from planner.analysis.engine.limits import Limit, Watch
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.nearby import Change, Nearby
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.model.conditions import Pick

__all__ = ["Mend", "find_mends", "mends"]


@frozen(eq=False, repr=False)
class Mend(Compared):
    """A minimal set of changes, in the case's order: none of them can be left out.

    ``choices`` is a way to finish with just these changes that is clear or crosses fewer lines: the
    first in the case's order.
    """

    changes: tuple[Change, ...]
    choices: Mapping[str, Pick]

    @property
    def picks(self) -> dict[str, Pick | None]:
        """What is chosen anew, by issue; ``None`` where nothing stays of a choice begun."""
        return {change.issue: change.after for change in self.changes}


def mends(
    premises: Premises,
    crosses: Collection[str],
    limit: Limit | None = None,
    *,
    groundwork: Groundwork | None = None,
) -> Iterator[Mend]:
    """The mends of a scenario, one by one: ``crosses`` are the lines that it crosses for certain.

    First all of the fewest changes that end any crossing, then all of the fewest that end all, then
    those of more changes, the fewest first. Nothing where no change helps, and nothing where
    nothing is crossed and some way to finish is clear. The limit runs from the first one asked for;
    raises ``LimitReachedError`` past it: what came before is right.
    """
    watch = (limit or Limit()).start()
    yield from find_mends(premises, Groundwork.of(premises, groundwork), crosses, watch)


def find_mends(
    premises: Premises, groundwork: Groundwork, crosses: Collection[str], watch: Watch
) -> Iterator[Mend]:
    """As :func:`mends`, under a limit that is already running."""
    space = groundwork.space
    present = space.picks(premises.start)
    lines = [space.line_index[line] for line in crosses if line in space.line_index]
    told: set[tuple[Change, ...]] = set()

    def found_by(search: Callable[[], Nearby]) -> Iterator[Mend]:
        """What a search finds, made when the first is asked for, without what was told already."""
        made = search()
        while (near := made.next(watch)) is not None and near.changes:
            if near.changes not in told:
                told.add(near.changes)
                yield Mend(near.changes, near.choices)

    ending_all = found_by(lambda: Nearby.open_ones(groundwork, present, watch))
    if len(lines) < 2:  # what ends any crossing ends all
        yield from ending_all
        return
    ending_any = found_by(lambda: Nearby.ending_any_of(groundwork, present, lines, watch))
    later = []
    for found in (ending_any, ending_all):
        fewest = 0
        for mend in found:
            fewest = fewest or len(mend.changes)
            if len(mend.changes) > fewest:
                later.append(chain([mend], found))
                break
            yield mend
    yield from merge(*later, key=lambda mend: len(mend.changes))
