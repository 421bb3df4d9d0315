"""How far the work on a deal has come: what a task can be measured by."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from planner.by_fields import Compared
from planner.editing.scenario_session import Session

__all__ = ["Progress"]


@frozen(eq=False, repr=False)
class Progress(Compared):
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
