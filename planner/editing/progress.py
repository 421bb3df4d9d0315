"""How far the work on a deal has come: what a task can be measured by."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from planner.editing.scenario_session import Session
from planner.printed import Printed

__all__ = ["Progress"]


@frozen(repr=False)
class Progress(Printed):
    """What of the work on a deal the tour looks at."""

    decided: int
    crossed: int
    looking: bool
    path: Path | None
    unsaved: bool

    @classmethod
    def of(cls, session: Session) -> Progress:
        """The progress of a session as it stands now."""
        return cls(
            decided=len([*session.scenario.chosen()]),
            crossed=len(session.verdict.crossed),
            looking=session.lens is not session.reading,
            path=session.path,
            unsaved=session.unsaved,
        )
