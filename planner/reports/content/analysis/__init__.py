"""The analysis as blocks: one section for each question, for the command and the screen alike.

Pure functions from the engine's answers. A section sums up, and holds findings; each finding names
the red lines that it rests on, and :func:`evidence` gives their quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from planner.analysis.questions import NAMES
from planner.analysis.questions.analyse import Analysis
from planner.analysis.questions.conflicts import Conflicts
from planner.reports.content.analysis.clashes import conflicts_section, ways_out_section
from planner.reports.content.analysis.facts import (
    Facts,
    coalitions_facts,
    conflicts_facts,
    flips_facts,
    frontier_facts,
    nearest_facts,
    open_facts,
    options_facts,
    pivotal_facts,
    ways_out_facts,
)
from planner.reports.content.analysis.finding import (
    Choose,
    Finding,
    GiveUp,
    ReadAs,
    Section,
    Step,
    evidence,
)
from planner.reports.content.analysis.frontier import frontier_section
from planner.reports.content.analysis.holders import coalitions_section, pivotal_section
from planner.reports.content.analysis.nearest import nearest_section
from planner.reports.content.analysis.open_set import full_choices, open_section, open_sentences
from planner.reports.content.analysis.options import options_section
from planner.reports.content.analysis.readings import readings_section
from planner.reports.content.analysis.single import rests_of
from planner.reports.page import Tone

__all__ = [
    "SHOWN",
    "Choose",
    "Finding",
    "GiveUp",
    "ReadAs",
    "Section",
    "Shown",
    "Step",
    "evidence",
    "full_choices",
    "open_sentences",
    "rests_of",
    "sections",
]


_OF_LINES = frozenset(NAMES) - {"options", "flips"}
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
    for name, shown in SHOWN.items():
        found = analysis.answers.get(name)
        if found is not None:
            yield evolve(shown.section(analysis, found), title=shown.title)


@frozen
class Shown:
    """How the answer to a question is shown: its title, as a section, and as plain data."""

    title: str
    section: Callable[[Analysis, Any], Section]
    facts: Callable[[Analysis], Facts]


SHOWN: Mapping[str, Shown] = {
    "open": Shown("Clear scenarios", open_section, open_facts),
    "conflicts": Shown(
        "Conflicts",
        lambda analysis, found: conflicts_section(analysis.premises, found),
        conflicts_facts,
    ),
    "ways_out": Shown(
        "Ways out",
        lambda analysis, found: ways_out_section(analysis.premises, found),
        ways_out_facts,
    ),
    "nearest": Shown(
        "Nearest",
        lambda analysis, found: nearest_section(analysis.premises, found),
        nearest_facts,
    ),
    "options": Shown(
        "Options left",
        lambda analysis, found: options_section(analysis.premises, found),
        options_facts,
    ),
    "pivotal": Shown(
        "Pivotal lines",
        lambda analysis, found: pivotal_section(analysis.premises, found),
        pivotal_facts,
    ),
    "coalitions": Shown(
        "Coalitions",
        lambda analysis, found: coalitions_section(
            analysis.premises, found, analysis.answer("conflicts", Conflicts)
        ),
        coalitions_facts,
    ),
    "flips": Shown(
        "Readings side by side",
        lambda analysis, found: readings_section(analysis.premises, found),
        flips_facts,
    ),
    "frontier": Shown(
        "Frontier",
        lambda analysis, found: frontier_section(analysis.premises, found),
        frontier_facts,
    ),
}
"""Each answer by the name of its question, in the order of what matters."""
