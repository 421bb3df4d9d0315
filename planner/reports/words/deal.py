"""A deal as it stands, with what is known of it by now, and its verdict in brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from planner.by_fields import Compared, Printed
from planner.check.verdict import Verdict
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.reports.words.from_here import line_ids
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import CONTRADICTS, crossing_nothing, listed

if TYPE_CHECKING:
    from planner.analysis.questions.outlook import Outlook
    from planner.analysis.questions.tally import Tally
    from planner.check.proposal import Proposal

__all__ = ["Deal", "Keys", "in_brief"]


@frozen(eq=False, repr=False)
class Keys(Compared):
    """The keys that the rows and panes name."""

    mend: str = "m"
    finish: str = "f"
    set_aside: str = "a"
    set_reading: str = "="
    next_reading: str = "r"
    back: str = "Esc"
    case: str = "C"
    next_undecided: str = "n"
    previous_undecided: str = "N"
    next_line: str = "]"
    go_in: str = "Enter"
    evidence: str = "v"
    zoom: str = "z"


@frozen(eq=False, repr=False)
class Deal(Printed):
    """A deal as it stands, with what is known of it by now.

    ``own`` is the reading of the file, ``under`` holds the verdicts under the readings that were
    asked for. ``scenarios`` counts those that the case has, which can take its time: it is asked
    where the number is named. ``whole`` counts those that are clear, ``outlook`` says what is left
    from here, ``mends`` are the first that were found, or all there are with ``mends_all``.
    ``working`` says that more is to come: what is ``None`` is then still counted, and else was
    given up. ``unavoidable`` are an issue and lines of which every choice on it crosses one.
    """

    scenario: Scenario
    verdict: Verdict
    own: Reading
    scenarios: Callable[[], int]
    under: dict[Reading, Verdict] = field(factory=dict)
    whole: Tally | None = None
    outlook: Outlook | None = None
    mends: tuple[Proposal, ...] = ()
    mends_all: bool = False
    unavoidable: tuple[str, tuple[str, ...]] | None = None
    working: bool = True
    keys: Keys = Keys()


def in_brief(verdict: Verdict) -> Iterator[str]:
    """The verdict as a clause: ``crosses RU-1 and EU-1``, ``clear, RU-1 contested``."""
    besides = f"{CONTRADICTS}; " if verdict.incoherent else ""
    if not verdict.counts_any:
        yield f"{besides}counts no line"
        return
    crossed = line_ids(verdict.crossed)
    contested = line_ids(verdict.contested)
    ending = f", {listed(contested, 'and')} contested" if contested else ""
    if crossed:
        yield f"{besides}crosses {listed(crossed, 'and')}{ending}"
        yield f"{besides}crosses {listed(crossed, 'and')}"
        yield f"{besides}crosses {counted(len(crossed), 'line')}"
        if besides:
            yield CONTRADICTS
    else:
        words = crossing_nothing(verdict)
        yield f"{words}{ending}"
        yield f"{words}, {len(contested):,} contested" if contested else words
