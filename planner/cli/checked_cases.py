"""Cases among what ``planner check`` is given: checked as such, with all their mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.files.cases.reading import LoadedCase
from planner.reports.page import Block

__all__ = ["case_blocks", "case_entries"]


def case_blocks(cases: Sequence[tuple[str, LoadedCase]]) -> Sequence[Block]:
    """What was checked, for a person."""
    from planner.reports.content.cases import checked_cases  # noqa: PLC0415 (text or JSON, not both)

    return checked_cases((file, each.whole, each.number_of_warnings) for file, each in cases)


def case_entries(cases: Sequence[tuple[str, LoadedCase]]) -> list[dict[str, Any]]:
    """The same for a program: an entry as of ``planner cases`` for each, with its warnings."""
    from planner.model.private import private_key  # noqa: PLC0415 (likewise)
    from planner.reports.formats.json_cases import case_entry  # noqa: PLC0415 (likewise)

    return [
        {
            **case_entry(file, each.whole),
            **private_key(each.whole),
            "warnings": each.number_of_warnings,
        }
        for file, each in cases
    ]
