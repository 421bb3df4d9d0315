"""The analysis as passages: one section for each question, for the command and the screen alike.

Pure functions from the engine's answers. A section sums up, and holds findings; each finding names
the red lines that it rests on, and :func:`evidence` gives their quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.analysis.analyse import Analysis
from planner.reports.analysis_passages.clashes import conflicts_section, ways_out_section
from planner.reports.analysis_passages.finding import (
    TITLES,
    Apply,
    Finding,
    ReadAs,
    Section,
    SetAside,
    Step,
    evidence,
)
from planner.reports.analysis_passages.holders import coalitions_section, pivotal_section
from planner.reports.analysis_passages.possible import (
    full_choices,
    nearest_section,
    open_section,
    open_sentence,
    options_section,
)
from planner.reports.analysis_passages.readings import readings_section

__all__ = [
    "TITLES",
    "Apply",
    "Finding",
    "ReadAs",
    "Section",
    "SetAside",
    "Step",
    "evidence",
    "full_choices",
    "open_sentence",
    "sections",
]


def sections(analysis: Analysis) -> Iterator[Section]:
    """The sections of the parts that are there, what matters most first."""
    question = analysis.question
    if analysis.open is not None:
        yield open_section(question, analysis.open)
    if analysis.conflicts is not None:
        yield conflicts_section(question, analysis.conflicts)
    if analysis.ways_out is not None:
        yield ways_out_section(question, analysis.ways_out)
    if analysis.nearest is not None:
        yield nearest_section(question, analysis.nearest)
    if analysis.options is not None:
        yield options_section(question, analysis.options)
    if analysis.pivotal is not None:
        yield pivotal_section(question, analysis.pivotal)
    if analysis.coalitions is not None:
        yield coalitions_section(question, analysis.coalitions, analysis.conflicts)
    if analysis.flips is not None:
        yield readings_section(question, analysis.flips)
