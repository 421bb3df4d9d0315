"""Flips: how the answers move through the five readings, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from planner.analysis.engine.limits import Count, Limit, Stopped, Watch
from planner.analysis.questions import Wishes
from planner.analysis.questions.conflicts import Conflicts, find_conflicts
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import tally_open
from planner.analysis.questions.options_left import OptionsLeft, find_options_left
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tallied, Tally
from planner.analysis.questions.ways_out import WaysOut, find_ways_out
from planner.by_fields import Compared
from planner.model.reading import Reading

__all__ = ["Flip", "Flips", "UnderReading", "ask", "find_flips", "flips"]


@frozen(eq=False, repr=False)
class UnderReading(Compared):
    """The answers under one reading, with the same lines set aside and the same choices fixed.

    ``open``, ``respecting`` and ``without_added`` are those of a
    :class:`~planner.analysis.questions.tally.Tally`.
    """

    reading: Reading
    lines: tuple[str, ...]
    open: Count
    options: OptionsLeft
    conflicts: Conflicts
    ways_out: WaysOut
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def tally(self) -> Tally:
        """The three counts of open scenarios."""
        return Tally(self.open, self.respecting, self.without_added)


@frozen(eq=False, repr=False)
class Flip(Compared):
    """An option that is possible under some readings and ruled out under others.

    ``possible`` and ``ruled_out`` hold the readings in which it certainly is.
    """

    issue: str
    option: str
    possible: tuple[Reading, ...]
    ruled_out: tuple[Reading, ...]


@frozen(eq=False, repr=False)
class Flips(Tallied):
    """The answers under all readings, from literal to strict."""

    readings: tuple[UnderReading, ...]

    @property
    def complete(self) -> bool:
        """Whether every answer is exact."""
        return not self.reason

    @property
    def reason(self) -> Stopped | None:
        """What stopped the work; ``None`` if nothing did."""
        reasons = (
            reason
            for under in self.readings
            for reason in (under.options.reason, under.conflicts.reason, under.ways_out.reason)
        )
        return next(filter(None, reasons), None)

    @property
    def tallies(self) -> Iterator[Tally]:
        """Those of all readings."""
        return (under.tally for under in self.readings)

    @property
    def options(self) -> tuple[Flip, ...]:
        """The options that are possible under some readings only, in the case's order.

        A reading that counts no line says nothing about any option, so nothing flips from it.
        """
        found = []
        counting = [under for under in self.readings if under.lines]
        for n, issue in enumerate(self.readings[0].options.issues):
            for k, option in enumerate(issue.options):
                cells = [(under.reading, under.options.issues[n].options[k]) for under in counting]
                possible = tuple(reading for reading, cell in cells if cell.possible)
                ruled_out = tuple(reading for reading, cell in cells if cell.ruled_out)
                if possible and ruled_out:
                    found.append(Flip(issue.issue, option.option, possible, ruled_out))
        return tuple(found)


def flips(
    premises: Premises, limit: Limit | None = None, *, groundwork: Groundwork | None = None
) -> Flips:
    """Find the answers under all five readings; the question's own reading does not matter."""
    watch = (limit or Limit()).start()
    return find_flips(premises, Groundwork.of(premises, groundwork), watch)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, _wishes: Wishes) -> Flips:
    """The answer for :mod:`~planner.analysis.questions.analyse`."""
    return find_flips(premises, groundwork, watch)


def find_flips(premises: Premises, groundwork: Groundwork, watch: Watch) -> Flips:
    """As :func:`flips`, under a limit that is already running."""
    found = []
    for n, reading in enumerate(Reading):
        asked = premises.read_as(reading)
        ground = Groundwork.of(asked, groundwork)
        share = watch.within(share=1 / (len(Reading) - n))
        clashes = find_conflicts(asked, ground, share.within(share=0.3), most=20)
        counted = tally_open(ground, ground.picks(asked), share.within(share=0.5))
        found.append(
            UnderReading(
                reading=reading,
                lines=tuple(line.id for line in ground.space.lines),
                conflicts=clashes,
                open=counted.open,
                respecting=counted.respecting,
                without_added=counted.without_added,
                options=find_options_left(
                    asked, ground, share.within(share=0.6), explain_all=False
                ),
                ways_out=find_ways_out(asked, ground, share, most=20),
            )
        )
    return Flips(tuple(found))
