"""A form over the screen that asked for it: one thing of a case, without leaving what one is at."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen

from planner.editing.case_edits import put
from planner.editing.case_forms import Filled
from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.tui.form_judging import FormJudging
from planner.tui.pointing_out import point_out_new
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.case_form import CaseForm

__all__ = ["FormPrompt"]


class FormPrompt(ModalScreen[Filled | None], LeftOnce[Filled | None]):
    """Gives what was typed once it is right, ``None`` where it was dropped."""

    DEFAULT_CSS = """
    FormPrompt { align: left bottom; background: transparent; }
    FormPrompt CaseForm { height: 60%; background: $panel; }
    """
    AUTO_FOCUS = ""  # the form sees to that: Textual would scroll the first label out of sight

    def __init__(self, case: Case, form: CaseForm) -> None:
        super().__init__()
        self._case = case
        self._form = form
        self._judging = FormJudging(self, CaseForm.show)

    def compose(self) -> ComposeResult:
        """The form alone."""
        yield self._form

    def on_case_form_typed(self, event: CaseForm.Typed) -> None:
        """Say what is wrong, at each letter."""
        event.stop()
        self._judging.judge(self._form, self._case)

    def on_case_form_closed(self, event: CaseForm.Closed) -> None:
        """Give what was typed."""
        event.stop()
        self.dismiss(self._form.filled(self._case) if event.kept else None)

    def on_case_form_rule_wanted(self, event: CaseForm.RuleWanted) -> None:
        """Go on from a new red line to its rule, which is pointed out."""
        event.stop()
        point_out_new(self, self._case, self._form, self._keep)

    def _keep(self, line: RedLine) -> None:
        if line.crossed_when or line.points is not None:
            self.dismiss(Filled(put(self._case, line), line, {}))
