"""The planner with a defect: Ctrl+E fails in the interface, Ctrl+L in a thread; with a secret."""

from __future__ import annotations

import sys
from typing import Any

from textual import events

import planner.tui.app
from planner.__main__ import main
from planner.tui.app import PlannerApp


class Broken(PlannerApp):
    """Fails when it is told to, with the scenario's text at hand and in the error's own words."""

    async def on_event(self, event: events.Event) -> None:
        """Fail at the keys."""
        if isinstance(event, events.Key) and self.session is not None:
            secret: Any = {self.session.scenario.title: "SECRET WORDS"}
            if event.key == "ctrl+e":
                raise KeyError(secret)
            if event.key == "ctrl+l":
                self.run_worker(lambda: secret["SECRET KEY"], thread=True)
        await super().on_event(event)


planner.tui.app.PlannerApp = Broken  # type: ignore[misc]
sys.exit(main())
