"""What should be looked at in a case as it stands: the warnings of its file, thing by thing."""

from __future__ import annotations

from attrs import frozen

from planner.by_fields import Compared
from planner.editing.case_edits import CaseTable, Ref
from planner.files.cases.judging import CaseFlaw, doubts_of
from planner.model.case import Case

__all__ = ["NO_DOUBTS", "CaseDoubts", "case_doubts"]


@frozen(eq=False, repr=False)
class CaseDoubts(Compared):
    """The ``words`` of each doubt with the thing that it is about; ``number`` counts all."""

    words: tuple[tuple[Ref, str], ...] = ()
    number: int = 0

    @property
    def of_all(self) -> tuple[str, ...]:
        """The words of all, where each names its thing."""
        return tuple(
            words if f'"{ref.id}"' in words else f"{ref.words}: {words}"
            for ref, words in self.words
        )

    def of(self, ref: Ref) -> tuple[str, ...]:
        """The words of those about one thing."""
        return tuple(words for about, words in self.words if about == ref)


NO_DOUBTS = CaseDoubts()


def case_doubts(case: Case) -> CaseDoubts:
    """The doubts about the case; of a large one they take a second."""
    flaws, number = doubts_of(case)
    return CaseDoubts(tuple((_about(flaw), flaw.problem.explanation) for flaw in flaws), number)


def _about(flaw: CaseFlaw) -> Ref:
    table, item, *inner = map(str, flaw.path)
    if table == CaseTable.ISSUES and inner[:1] == [CaseTable.OPTIONS] and inner[1:]:
        return Ref(CaseTable.OPTIONS, inner[1], item)
    return Ref(CaseTable(table), item)
