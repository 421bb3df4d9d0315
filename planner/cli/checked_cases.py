"""Cases among what ``planner check`` is given: checked as such, with all their mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from planner.cli.problems import Problems
from planner.errors import FileProblemError
from planner.files.cases.catalogue import find_case, find_case_by_id
from planner.files.cases.reading import LoadedCase
from planner.files.places import HERE
from planner.reports.page import Block

__all__ = ["case_blocks", "case_entries", "is_case_id", "read_cases"]


def is_case_id(name: str) -> bool:
    """Whether a case at hand has that id."""
    try:
        return find_case_by_id(name, HERE) is not None
    except FileProblemError:
        return True  # the file of that name is broken, which is told


def read_cases(files: Iterable[str], told: Problems) -> list[tuple[str, LoadedCase]]:
    """The cases that can be read; of the others all mistakes are told, of all what is doubtful."""
    loaded = []
    for named in files:
        try:
            case = find_case(named, HERE)
        except FileProblemError as error:
            told.tell(error.problems)
        else:
            told.tell(case.warnings)
            loaded.append((str(case.path), case))
    return loaded


def case_blocks(cases: Sequence[tuple[str, LoadedCase]]) -> Sequence[Block]:
    """What was checked, for a person."""
    from planner.reports.content.cases import checked_cases  # noqa: PLC0415 (text or JSON, not both)

    return checked_cases((file, each.case, len(each.warnings)) for file, each in cases)


def case_entries(cases: Sequence[tuple[str, LoadedCase]]) -> list[dict[str, Any]]:
    """The same for a program: an entry as of ``planner cases`` for each, with its warnings."""
    from planner.reports.formats.json_cases import case_entry  # noqa: PLC0415 (likewise)

    return [{**case_entry(file, each.case), "warnings": len(each.warnings)} for file, each in cases]
