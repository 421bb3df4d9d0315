"""A case that is tried out: a document without a path, made from the case on the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from planner.editing.case_edits import CaseTable
from planner.editing.case_session import CaseChange, CaseSession, EditRefusedError
from planner.editing.desk import Desk
from planner.errors import PlannerError
from planner.files.cases.judging import flaws_of
from planner.model.case import Case

__all__ = ["TriedOnlyError", "WhatIf"]


class TriedOnlyError(PlannerError):
    """A scenario's file would have named what only a what-if has."""


class WhatIf:
    """The case as it was, and a session on it in which things are tried.

    Its steps are undone with all others on the desk; *keeping* makes them one step of the case.
    """

    def __init__(self, case: Case, desk: Desk) -> None:
        self.before = case
        self.session = CaseSession(case, desk=desk)

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what is tried, the first one first."""
        return tuple(step.name for step in self.session.document.history.done)

    @property
    def added(self) -> dict[CaseTable, int]:
        """How many things of each kind the case has besides, or fewer."""
        return {
            table: number
            for table in CaseTable
            if (number := _size(self.session.case, table) - _size(self.before, table))
        }

    def refuse_tried(self, about: str) -> None:
        """Raises :class:`TriedOnlyError` for an issue or a red line that is only tried."""
        before, tried = self.before, self.session.case
        for new, old in (
            (tried.issues_by_id, before.issues_by_id),
            (tried.red_lines_by_id, before.red_lines_by_id),
        ):
            if about in new and about not in old:
                raise TriedOnlyError(
                    f"{about} is only tried: a scenario's file may not name it. Keep the what-if "
                    "in the case first."
                )

    def keep(self, case: CaseSession) -> CaseChange | None:
        """Put what is tried into that case, whatever was changed there meanwhile."""
        name = f"what-if kept: {', '.join(self.changes)}"
        return case.change(name, self._put_into(case.case, self.session.case))

    def move_to(self, case: Case, renamed: Callable[[Case], Case] | None = None) -> bool:
        """Go on as a what-if on that state of the case; whether both go together.

        Each step stays one, to be undone by its name. Where they do not, nothing is left to try.
        ``renamed`` gives what is tried the ids that the case has got.
        """
        try:
            if renamed is not None:
                self.session.document.change_all(renamed)
                self.before = renamed(self.before)
            self.session.document.change_all(partial(self._put_into, case))
        except EditRefusedError:
            return False
        self.before = case
        return True

    def _put_into(self, case: Case, tried: Case) -> Case:
        if case == self.before:
            return tried
        if tried == self.before:
            return case
        kind = self.session.document.kind
        merge = kind.merged(self.before, tried, case)
        both = kind.content_of(merge.leaves)
        if merge.clashes or flaws_of(both):
            raise EditRefusedError("the case was changed in the same places meanwhile")
        return both


def _size(case: Case, table: CaseTable) -> int:
    if table is CaseTable.OPTIONS:
        return sum(len(issue.options) for issue in case.issues)
    return len(getattr(case, table))
