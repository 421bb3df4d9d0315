"""What is wrong with a form, said as one types: of a large case beside the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.screen import Screen

from planner.editing.case_forms import Filled
from planner.model.case import Case
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.in_thread import beside
from planner.tui.undoing import beside_files
from planner.tui.waiting import GivenUpError
from planner.tui.widgets.case_form import CaseForm

__all__ = ["JUDGING", "FormJudging", "is_large"]

AT_ONCE = 300
"""Issues, statements and red lines of a case that is judged between two keys."""
JUDGING = "Looking for mistakes"


def is_large(case: Case) -> bool:
    """Whether to judge all of it would make a key wait."""
    return len(case.issues) + len(case.statements) + len(case.red_lines) > AT_ONCE


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
            beside_files(self._screen, partial(self._judge_to_close, form, case))
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

    async def _judge_to_close(self, form: CaseForm, case: Case) -> None:
        try:
            filled = await at_once_or_waited(self._screen.app, JUDGING, form.judging(case))
        except GivenUpError:
            form.stay_open()
            self.judge(form, case)  # beside the keys, as after a letter
        else:
            if form.is_attached:
                self._judged(form, filled)
