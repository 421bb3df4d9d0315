"""What ``planner check`` remarks on the lines of a scenario's file, for programs that show such.

Whatever makes the exit code 1 is among it: a check that fails says why in every form.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.cli.asked import Asked
from planner.cli.judging import Judged
from planner.files.scenarios.places import places_of_choices
from planner.model.scenario import fitted
from planner.reports.annotation import Annotation
from planner.reports.content.annotations import FileRemarks
from planner.visible import shown_path

__all__ = ["remarks"]


def remarks(judged: Judged, asked: Asked) -> Iterator[Annotation]:
    """The remarks on the file; what is undecided is one only where that is to fail."""
    verdict, moved = judged.verdict, judged.moved
    scenario = fitted(judged.scenario, verdict.case)
    file = FileRemarks(judged.file, places_of_choices(judged.loaded.source))
    yield from file.of_verdict(scenario, verdict)
    if asked.case is not None and moved is not None:
        case, other = moved.other_than(judged.loaded.of_case)
        there = fitted(moved.scenario, other.case)
        yield from file.of_other_verdict(there, other, verdict, shown_path(case.path))
    if asked.fail_on == "undecided":
        yield from file.of_undecided(scenario, verdict)
