"""The planner, but for Ctrl+G: there it meets a defect, as any program may."""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.tui import app as planner_app


class RaisingApp(planner_app.PlannerApp):
    """Raises an exception that nobody expects."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "defect", priority=True)]

    def action_defect(self) -> None:
        """Fails."""
        raise RuntimeError("a defect")


if __name__ == "__main__":
    planner_app.PlannerApp = RaisingApp  # type: ignore[misc]
    sys.exit(planner_app.run(sys.argv[1]))
