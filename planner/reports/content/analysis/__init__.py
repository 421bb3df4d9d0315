"""The analysis as blocks: one section for each question, for the command and the screen alike.

Pure functions from the engine's answers. A section sums up, and holds findings; each finding names
the red lines that it rests on, and :func:`evidence` gives their quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from planner.analysis.questions.analyse import Analysis, AnalysisPart
from planner.reports.content.analysis.clashes import conflicts_section, ways_out_section
from planner.reports.content.analysis.finding import (
    TITLES,
    Apply,
    Finding,
    ReadAs,
    Section,
    SetAside,
    Step,
    evidence,
)
from planner.reports.content.analysis.holders import coalitions_section, pivotal_section
from planner.reports.content.analysis.nearest import nearest_section
from planner.reports.content.analysis.open_set import full_choices, open_section, open_sentences
from planner.reports.content.analysis.options import options_section
from planner.reports.content.analysis.readings import readings_section
from planner.reports.content.analysis.single import rests_of
from planner.reports.page import Tone

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
    "open_sentences",
    "rests_of",
    "sections",
]


_OF_LINES = frozenset(AnalysisPart) - {AnalysisPart.OPTIONS, AnalysisPart.FLIPS}
"""The questions about counted lines: where none counts, their short answer is just that."""


def sections(analysis: Analysis) -> Iterator[Section]:
    """The sections of the parts that are there, what matters most first."""
    for section in _sections(analysis):
        silent = not analysis.premises.counted and section.part in _OF_LINES
        if silent and section.tone is not Tone.CROSSED:
            yield evolve(section, short="no line counts")
        else:
            yield section


def _sections(analysis: Analysis) -> Iterator[Section]:
    premises = analysis.premises
    if analysis.open is not None:
        yield open_section(analysis, analysis.open)
    if analysis.conflicts is not None:
        yield conflicts_section(premises, analysis.conflicts)
    if analysis.ways_out is not None:
        yield ways_out_section(premises, analysis.ways_out)
    if analysis.nearest is not None:
        yield nearest_section(premises, analysis.nearest)
    if analysis.options is not None:
        yield options_section(premises, analysis.options)
    if analysis.pivotal is not None:
        yield pivotal_section(premises, analysis.pivotal)
    if analysis.coalitions is not None:
        yield coalitions_section(premises, analysis.coalitions, analysis.conflicts)
    if analysis.flips is not None:
        yield readings_section(premises, analysis.flips)
