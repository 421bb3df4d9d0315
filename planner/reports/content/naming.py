"""How a red line is named wherever it is spoken of."""

from __future__ import annotations

from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.reports.page import Link, Runs, Text
from planner.reports.words.verdicts import line_heading

__all__ = ["line_named"]


def line_named(case: Case, line: RedLine) -> Runs:
    """The red line's heading in words, with its id as a link."""
    words = line_heading(case, line)
    return (Link(line.id, to=line.id), Text(words.removeprefix(line.id)))
