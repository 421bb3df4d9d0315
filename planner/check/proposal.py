"""A proposal: another scenario beside the present one, and what taking it would change.

A mend, a way to finish, a package of least crossings, one that is near, what another file chooses
and an earlier state are all of this kind: the same facts are told of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen

from planner.by_fields import Printed
from planner.check.from_here import Changing, Effect, effect_on
from planner.check.verdict import LineStatus, Verdict, added_options
from planner.model.conditions import Pick
from planner.model.scenario import Scenario

if TYPE_CHECKING:
    from planner.check.checker import Checker
    from planner.model.reading import Reading

__all__ = ["Kind", "Proposal", "propose"]


class Kind(StrEnum):
    """What is proposed."""

    MEND = "mend"
    FINISH = "finish"
    LEAST = "least"
    NEAREST = "nearest"
    WAY_OUT = "way_out"
    TAKE_OVER = "take_over"
    HISTORY = "history"
    DRAWN = "drawn"
    FRONTIER = "frontier"


@frozen(eq=False, repr=False)
class Proposal(Printed, Changing):
    """Another scenario, with what it changes of the present one.

    ``picks`` holds what is chosen otherwise than now, by issue in the case's order; ``None`` where
    the issue would become undecided. ``effects`` holds every counted line whose status changes, in
    the case's order. ``verdict`` is that on the ``scenario``, and ``added_options`` the issues and
    options of it that no source proposes; those of issues that do not apply are left out.
    """

    kind: Kind
    picks: Mapping[str, Pick | None]
    scenario: Scenario
    verdict: Verdict
    effects: tuple[Effect, ...]
    added_options: tuple[tuple[str, str], ...]

    @property
    def least(self) -> bool:
        """Whether it is proposed because nothing crosses fewer lines."""
        return self.kind is Kind.LEAST

    @property
    def clear(self) -> bool:
        """Whether it is complete, crosses no counted line and does not contradict itself."""
        verdict = self.verdict
        return verdict.complete and not verdict.crossed and not verdict.incoherent


def propose(
    checker: Checker,
    kind: Kind,
    present: Scenario,
    proposed: Scenario,
    *,
    reading: Reading | None = None,
) -> Proposal:
    """The proposal of another scenario of the checker's case beside the present one.

    Both are judged by the present one's lines set aside and its reading, or by that given. Both
    hold only what the case has, see :func:`planner.model.scenario.fitted`.
    """
    reading = reading or present.reading
    aside = present.set_aside
    case = checker.case
    before = checker.check(present, reading=reading, set_aside=aside)
    after = checker.check(proposed, reading=reading, set_aside=aside)
    differing = [
        (was.line, was.status, now.status)
        for was, now in zip(before.lines, after.lines, strict=True)
        if was.counted and was.status is not now.status
    ]
    undecided = [line.id for line, _, now in differing if now is LineStatus.UNDECIDED]
    depends: Callable[[], Mapping[str, tuple[str, ...]]]
    depends = partial(dict, checker.depends_on(proposed, undecided))
    picks = ((issue.id, present.pick(issue.id), proposed.pick(issue.id)) for issue in case.issues)
    return Proposal(
        kind=kind,
        picks={issue: pick for issue, was, pick in picks if pick != was},
        scenario=proposed,
        verdict=after,
        effects=tuple(effect_on(line, was, now, depends) for line, was, now in differing),
        added_options=tuple(added_options(case, proposed, after)),
    )
