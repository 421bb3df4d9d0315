"""``planner check --case``: scenarios judged by two states of their case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from planner.check.case_changes import TwoVerdicts, judged_by_both
from planner.files.cases.catalogue import find_case
from planner.files.cases.earlier import earlier_case
from planner.files.cases.reading import LoadedCase
from planner.files.places import HERE
from planner.files.scenarios.reading import LoadedScenario
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.cli.days import Days
    from planner.reports.page import Block

__all__ = ["MovedCase", "judged_by_earlier_cases", "judged_by_other_case"]


@frozen(eq=False)
class MovedCase:
    """A scenario with its verdicts by two states of its case, and the files of these."""

    scenario: Scenario
    judged: TwoVerdicts
    before: LoadedCase
    after: LoadedCase

    @property
    def crossed(self) -> bool:
        """Whether a counted line is crossed by either."""
        return self.judged.crossed

    def blocks(self) -> list[Block]:
        """What changed, for a person."""
        from planner.reports.content.case_changes import case_changes_blocks  # noqa: PLC0415

        before, after = (shown_path(case.path) for case in (self.before, self.after))
        return case_changes_blocks(self.scenario, self.judged, before, after)

    def json(self) -> dict[str, Any]:
        """What changed, for a program."""
        from planner.reports.formats.json_case_changes import (  # noqa: PLC0415 (or text)
            case_changes_json,
        )

        return case_changes_json(self.judged, self.before, self.after)


def judged_by_other_case(
    loaded: Sequence[tuple[str, LoadedScenario]],
    other: str,
    reading: Reading | None,
    set_aside: Iterable[str] | None,
    as_of: Days | None,
) -> dict[str, MovedCase]:
    """Each scenario by its own case and by the other, which is named by its file or its id.

    The state that a scenario was saved against is the earlier one; where its digest says nothing,
    that is the other. Raises :class:`~planner.errors.PlannerError` if there is no such case.
    """
    found = find_case(other, HERE)
    return {
        file: _judged(each, found, reading=reading, set_aside=set_aside, as_of=as_of)
        for file, each in loaded
    }


def judged_by_earlier_cases(
    loaded: Sequence[tuple[str, LoadedScenario]],
    reading: Reading | None,
    set_aside: Iterable[str] | None,
    as_of: Days | None,
) -> dict[str, MovedCase]:
    """The scenarios whose case moved on, as far as the state they were saved against is at hand."""
    judged = {}
    for file, each in loaded:
        if each.case_moved_on:
            folders = (each.path.parent, each.case_file.parent)
            found = earlier_case(each.envelope.case_digest, folders)
            if found is not None:
                judged[file] = _judged(
                    each, found, reading=reading, set_aside=set_aside, as_of=as_of
                )
    return judged


def _judged(
    each: LoadedScenario,
    found: LoadedCase,
    *,
    reading: Reading | None,
    set_aside: Iterable[str] | None,
    as_of: Days | None,
) -> MovedCase:
    own = each.of_case
    written = each.written if as_of is None else evolve(each.written, as_of=as_of[-1])
    before, after = (own, found) if each.envelope.case_digest == own.digest else (found, own)
    both = judged_by_both(written, before.case, after.case, reading=reading, set_aside=set_aside)
    return MovedCase(written, both, before, after)
