"""What is wrong with a form, said as one types: of a large case beside the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from planner.editing.case_forms import Filled
from planner.model.case import Case
from planner.tui.in_thread import beside
from planner.tui.large_case import LOOKING, is_large, judged
from planner.tui.widgets.case_form import CaseForm

__all__ = ["FormJudging"]


class FormJudging:
    """Judges what stands in a form of the screen; ``judged`` is called with what it comes to.

    A large case takes a second for each letter, and then only the last state is judged. A form that
    is to be closed is judged as it stands, and keys are for what comes then.
    """

    def __init__(self, screen: Screen[Any], judged: Callable[[CaseForm, Filled], None]) -> None:
        self._screen = screen
        self._judged = judged
        self._wanted: tuple[CaseForm, Case] | None = None
        self._under_way = False
        self._closings = 0
        """How many times a form was to be closed: what was begun before tells of an older state."""

    def judge(self, form: CaseForm, case: Case) -> None:
        """Have what stands in the form judged as a part of that case."""
        if not is_large(case):
            self._judged(form, form.filled(case))
        elif form.closing:
            self._wanted = None
            self._closings += 1
            self._judge_to_close(form, case)
        else:
            self._wanted = form, case
            if not self._under_way:
                self._under_way = True
                self._screen.run_worker(self._judge_last(), group="form")

    async def _judge_last(self) -> None:
        try:
            while self._wanted is not None:
                (form, case), self._wanted = self._wanted, None
                begun = self._closings
                filled = await beside(form.judging(case))
                if begun == self._closings and form.is_attached and not form.closing:
                    self._judged(form, filled)
        finally:
            self._under_way = False

    def _judge_to_close(self, form: CaseForm, case: Case) -> None:
        def then(filled: Filled) -> None:
            if form.is_attached:
                self._judged(form, filled)

        def stopped() -> None:
            form.stay_open()
            self.judge(form, case)  # beside the keys, as after a letter

        judged(self._screen, form.judging(case), then, stopped, large=True, words=LOOKING)
