"""Scenarios judged by two states of their case, for ``planner check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from planner.by_fields import Printed
from planner.check.case_changes import TwoVerdicts, judged_by_both
from planner.errors import FileProblemError, Problem
from planner.files.cases.catalogue import find_case
from planner.files.cases.earlier import earlier_case
from planner.files.cases.reading import LoadedCase
from planner.files.places import HERE
from planner.files.scenarios.reading import LoadedScenario
from planner.model.scenario import Scenario
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.check.verdict import Verdict
    from planner.cli.asked import Asked
    from planner.reports.page import Block

__all__ = ["MovedCase", "OtherCases"]

_KEPT = 64


@frozen(eq=False, repr=False)
class MovedCase(Printed):
    """A scenario with its verdicts by two states of its case, and the files of these."""

    scenario: Scenario
    judged: TwoVerdicts
    before: LoadedCase
    after: LoadedCase

    @property
    def crossed(self) -> bool:
        """Whether a counted line is crossed by either."""
        return self.judged.crossed

    def other_than(self, own: LoadedCase) -> tuple[LoadedCase, Verdict]:
        """The state of the case that is not the scenario's own, and the verdict by it."""
        if self.before is own:
            return self.after, self.judged.after
        return self.before, self.judged.before

    def blocks(self) -> list[Block]:
        """What changed, for a person."""
        from planner.reports.content.case_changes import case_changes_blocks  # noqa: PLC0415 (text or JSON)

        before, after = (shown_path(case.path) for case in (self.before, self.after))
        shared = any(state.overlay is not None for state in (self.before, self.after))
        return case_changes_blocks(self.scenario, self.judged, before, after, shared=shared)

    def json(self) -> dict[str, Any]:
        """What changed, for a program."""
        from planner.reports.formats.json_case_changes import (  # noqa: PLC0415 (or text)
            case_changes_json,
        )

        return case_changes_json(self.judged, self.before, self.after)


class OtherCases:
    """Other states of the cases of a run: the one that was asked for, or the earlier ones.

    Without one that was asked for, a scenario is judged by the state that it was saved against, as
    far as that is at hand; each is looked for once.
    """

    def __init__(self, asked: Asked) -> None:
        """Raises :class:`~planner.errors.PlannerError` if there is no case as it was asked for."""
        self._asked = asked
        self._other = find_case(asked.case, HERE) if asked.case is not None else None
        self._earlier: dict[tuple[str, Path, Path], LoadedCase | None] = {}

    def judged(self, each: LoadedScenario) -> MovedCase | None:
        """The scenario by its own case and by the other; ``None`` where that is not at hand.

        The state that it was saved against is the earlier one; where its digest says nothing, that
        is the other. Raises :class:`~planner.errors.FileProblemError` where the one that was asked
        for is another case altogether.
        """
        other = self._other or self._saved_against(each)
        if other is None:
            return None
        if self._other is not None and other.case.id != each.of_case.case.id:
            raise FileProblemError((self._of_another(each, other),))
        asked, own, written = self._asked, each.of_case, each.written
        if asked.as_of is not None:
            written = evolve(written, as_of=asked.as_of[-1])
        ours_is_earlier = each.envelope.case_digest == own.digest
        before, after = (own, other) if ours_is_earlier else (other, own)
        both = judged_by_both(
            written, before.case, after.case, reading=asked.reading, set_aside=asked.set_aside
        )
        return MovedCase(written, both, before, after)

    def _of_another(self, each: LoadedScenario, other: LoadedCase) -> Problem:
        message = f'--case names the case "{other.case.id}", and this scenario is of another'
        expected = f'another state of the case "{each.of_case.case.id}"'
        return Problem(shown_path(each.path), None, None, message, expected)

    def _saved_against(self, each: LoadedScenario) -> LoadedCase | None:
        wanted = (each.envelope.case_digest, each.path.parent, each.case_file.parent)
        if wanted not in self._earlier:
            if len(self._earlier) >= _KEPT:
                self._earlier.clear()
            self._earlier[wanted] = earlier_case(wanted[0], wanted[1:])
        return self._earlier[wanted]
