"""A case and scenarios of it that were written together, for what lies open of them to follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import frozen

from planner.by_fields import Printed
from planner.files.toml.envelope import Envelope
from planner.files.toml.source import SourceText
from planner.model.case import Case
from planner.model.scenario import Scenario

__all__ = ["RewrittenFile", "RewrittenTogether"]


@frozen(eq=False, repr=False)
class RewrittenFile(Printed):
    """What a scenario's file held before, by its SHA-256, and what it holds now."""

    before: str
    source: SourceText
    envelope: Envelope


@frozen(eq=False, repr=False)
class RewrittenTogether(Printed):
    """The case in its file as it is now, and the scenarios by their real paths.

    ``change`` is what was done to each scenario that names what has another id, ``renamed`` does
    the same to a state of the case. It raises :class:`~planner.errors.PlannerError` where that has
    another thing of that id.
    """

    file: Path
    case: Case
    source: SourceText
    scenarios: Mapping[Path, RewrittenFile]
    change: Callable[[Scenario], Scenario]
    renamed: Callable[[Case], Case]
