"""All questions about one case or scenario in one go, within one limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from attrs import evolve, frozen

from planner.analysis.engine.limits import Limit, Watch
from planner.analysis.questions.coalitions import Coalitions, find_coalitions
from planner.analysis.questions.conflicts import Conflicts, find_conflicts
from planner.analysis.questions.flips import Flips, find_flips
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.least import Least, find_least
from planner.analysis.questions.nearest import Nearest, find_nearest
from planner.analysis.questions.open_set import OpenSet, find_open_set
from planner.analysis.questions.options_left import OptionsLeft, find_options_left
from planner.analysis.questions.pivotal import PivotalLines, find_pivotal_lines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.rests_on import RestsOn, find_rests_on
from planner.analysis.questions.ways_out import WaysOut, find_ways_out

__all__ = ["Analysis", "AnalysisPart", "analyse", "analyse_by_parts"]


class AnalysisPart(StrEnum):
    """A part of the analysis, as ``--only`` names it."""

    OPEN = "open"
    OPTIONS = "options"
    CONFLICTS = "conflicts"
    WAYS_OUT = "ways_out"
    NEAREST = "nearest"
    PIVOTAL = "pivotal"
    COALITIONS = "coalitions"
    FLIPS = "flips"


_EFFORT: Mapping[AnalysisPart, int] = {
    AnalysisPart.CONFLICTS: 2,
    AnalysisPart.NEAREST: 1,
    AnalysisPart.OPEN: 4,
    AnalysisPart.OPTIONS: 4,
    AnalysisPart.WAYS_OUT: 3,
    AnalysisPart.PIVOTAL: 3,
    AnalysisPart.COALITIONS: 3,
    AnalysisPart.FLIPS: 5,
}
"""In the order of work (what never takes long comes first), and how the time is shared out: each
part gets its share of what is left, so that what one does not use goes to those after it."""

EVERY_PART = frozenset(AnalysisPart) - {AnalysisPart.FLIPS}
"""What is worked out unless parts are named: all but the readings side by side."""


@frozen
class Analysis:
    """The answers; a part that was not asked for is ``None``.

    Each part says by itself whether it is complete and why not; ``complete`` is about all that were
    asked for, ``reasons`` by part. What the open scenarios rest on, and the least that must be
    crossed (by any scenario, or any of sourced options only), belong to the part ``open``.
    """

    premises: Premises
    open: OpenSet | None = None
    rests_on: RestsOn | None = None
    least: Least | None = None
    least_sourced: Least | None = None
    options: OptionsLeft | None = None
    conflicts: Conflicts | None = None
    ways_out: WaysOut | None = None
    nearest: Nearest | None = None
    pivotal: PivotalLines | None = None
    coalitions: Coalitions | None = None
    flips: Flips | None = None

    @property
    def scenarios(self) -> int:
        """How many complete scenarios the case has."""
        return self.premises.case.scenario_count

    @property
    def complete(self) -> bool:
        """Whether everything that was asked for is answered exactly."""
        return not self.reasons

    @property
    def reasons(self) -> Mapping[AnalysisPart, str]:
        """Why parts are not finished, for those that are not."""
        found: dict[AnalysisPart, str] = {}
        for part, answer in (
            (AnalysisPart.OPEN, self.open),
            (AnalysisPart.OPEN, self.rests_on),
            (AnalysisPart.OPEN, self.least),
            (AnalysisPart.OPEN, self.least_sourced),
            (AnalysisPart.OPTIONS, self.options),
            (AnalysisPart.CONFLICTS, self.conflicts),
            (AnalysisPart.WAYS_OUT, self.ways_out),
            (AnalysisPart.NEAREST, self.nearest),
            (AnalysisPart.PIVOTAL, self.pivotal),
            (AnalysisPart.COALITIONS, self.coalitions),
            (AnalysisPart.FLIPS, self.flips),
        ):
            if answer is not None and not answer.complete:
                found.setdefault(part, answer.reason)
        return found


def analyse(  # noqa: PLR0913
    premises: Premises,
    parts: Iterable[AnalysisPart] | None = None,
    limit: Limit | None = None,
    *,
    most_conflicts: int = 100,
    most_ways_out: int = 50,
    most_nearest: int = 10,
    tallies: bool = True,
    groundwork: Groundwork | None = None,
) -> Analysis:
    """Answer the parts asked for (all but the flips if ``None``) within one limit.

    Without ``tallies`` only the open set says how many of its scenarios leave nothing contested,
    and how many add nothing; with them all counts do. Cancelled or past the limit it returns at
    once with what was found; parts that were not reached are unfinished, not missing.
    """
    found = Analysis(premises)
    for found in analyse_by_parts(  # noqa: B007 (the last one holds all parts)
        premises,
        parts,
        limit,
        most_conflicts=most_conflicts,
        most_ways_out=most_ways_out,
        most_nearest=most_nearest,
        tallies=tallies,
        groundwork=groundwork,
    ):
        pass
    return found


def analyse_by_parts(  # noqa: PLR0913
    premises: Premises,
    parts: Iterable[AnalysisPart] | None = None,
    limit: Limit | None = None,
    *,
    most_conflicts: int = 100,
    most_ways_out: int = 50,
    most_nearest: int = 10,
    tallies: bool = True,
    groundwork: Groundwork | None = None,
) -> Iterator[Analysis]:
    """As :func:`analyse`, with what is there after each part; the last one holds them all.

    Who stops asking has what was finished before.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    asked = EVERY_PART if parts is None else frozenset(parts)
    order = [part for part in _EFFORT if part in asked]
    found = Analysis(premises)
    for n, part in enumerate(order):
        share = watch.within(share=_EFFORT[part] / sum(_EFFORT[later] for later in order[n:]))
        match part:
            case AnalysisPart.OPEN:
                found = _with_open_set(found, ground, share)
            case AnalysisPart.OPTIONS:
                options = find_options_left(
                    premises, ground, share, explain_all=True, tallies=tallies
                )
                found = evolve(found, options=options)
            case AnalysisPart.CONFLICTS:
                clashes = find_conflicts(
                    premises, ground, share, most=most_conflicts, kept_apart=tallies
                )
                found = evolve(found, conflicts=clashes)
            case AnalysisPart.WAYS_OUT:
                ways = find_ways_out(premises, ground, share, most=most_ways_out, tallies=tallies)
                found = evolve(found, ways_out=ways)
            case AnalysisPart.NEAREST:
                near = find_nearest(premises, ground, share, most=most_nearest, tallies=tallies)
                found = evolve(found, nearest=near)
            case AnalysisPart.PIVOTAL:
                pivotal = find_pivotal_lines(premises, ground, share, tallies=tallies)
                found = evolve(found, pivotal=pivotal)
            case AnalysisPart.COALITIONS:
                together = find_coalitions(premises, ground, share, tallies=tallies)
                found = evolve(found, coalitions=together)
            case AnalysisPart.FLIPS:
                found = evolve(found, flips=find_flips(premises, ground, share))
        yield found


def _with_open_set(found: Analysis, groundwork: Groundwork, watch: Watch) -> Analysis:
    """What needs no counts comes first: it takes milliseconds, and stands where counting stops."""
    premises = found.premises
    shared = find_rests_on(premises, groundwork, watch.within(share=0.1))
    counted = find_open_set(premises, groundwork, watch.within(share=0.8))
    fewest, fewest_sourced = (
        find_least(premises, groundwork, share, sourced=sourced, open_known=known)
        for sourced, known, share in (
            (False, counted.open, watch.within(share=0.5)),
            (True, counted.without_added, watch),
        )
    )
    return evolve(found, open=counted, rests_on=shared, least=fewest, least_sourced=fewest_sourced)
