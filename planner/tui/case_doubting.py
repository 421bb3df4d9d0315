"""What should be looked at in the case on its screen: found beside the keys, shown once found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.widget import Widget

from planner.editing.case_doubts import NO_DOUBTS, CaseDoubts, case_doubts
from planner.model.case import Case
from planner.tui.in_thread import beside

__all__ = ["CaseDoubting"]


class CaseDoubting:
    """Knows the doubts about the last case that was asked for; ``found`` is called with new ones.

    One look is under way at a time, however fast one edits.
    """

    def __init__(self, widget: Widget, found: Callable[[], None]) -> None:
        self._widget = widget
        self._found = found
        self._known: tuple[Case | None, CaseDoubts] = (None, NO_DOUBTS)
        self._wanted: Case | None = None
        self._looking = False

    def of(self, case: Case) -> CaseDoubts:
        """What is known of the case by now; of one that nobody has looked at yet, of the last."""
        if case is not self._known[0]:
            self._wanted = case
            if not self._looking:
                self._looking = True
                self._widget.call_after_refresh(self._begin)  # what is there is drawn first
        return self._known[1]

    def _begin(self) -> None:
        self._widget.run_worker(self._look(), group="doubts")

    async def _look(self) -> None:
        try:
            while (case := self._wanted) is not None:
                self._wanted = None
                self._known = case, await beside(partial(case_doubts, case))
        finally:
            self._looking = False
        if self._widget.is_attached:
            self._found()
