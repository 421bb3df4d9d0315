"""The analysis as blocks: one section for each question, for the command and the screen alike.

Pure functions from the engine's answers. A section sums up, and holds findings; each finding names
the red lines that it rests on, and :func:`evidence` gives their quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from planner.analysis.questions import NAMES
from planner.analysis.questions.analyse import Analysis
from planner.analysis.questions.conflicts import Conflicts
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared, Printed
from planner.reports.content.analysis.clashes import conflicts_section, ways_out_section
from planner.reports.content.analysis.finding import (
    Choose,
    Finding,
    GiveUp,
    ReadAs,
    Section,
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

if TYPE_CHECKING:
    from planner.reports.content.analysis.facts import Facts

__all__ = [
    "SHOWN",
    "Choose",
    "Finding",
    "GiveUp",
    "ReadAs",
    "Section",
    "Shown",
    "Step",
    "Worded",
    "evidence",
    "full_choices",
    "open_sentences",
    "rests_of",
    "sections",
    "worded",
]


_OF_LINES = frozenset(NAMES) - {"options", "flips"}
"""The questions about counted lines: where none counts, their short answer is just that."""


@frozen(eq=False, repr=False)
class Worded(Printed):
    """What an analysis says, as sections by the names of their questions."""

    analysis: Analysis
    sections: Mapping[str, Section] = field(factory=dict)


def sections(analysis: Analysis) -> Iterable[Section]:
    """The sections of the parts that are there, what matters most first."""
    return worded(analysis).sections.values()


def worded(analysis: Analysis, before: Worded | None = None) -> Worded:
    """As :func:`sections`; those of answers that ``before`` holds as well are taken over.

    So an answer that comes late costs no more than its own words.
    """
    same = before is not None and before.analysis.premises is analysis.premises
    known = before if same else None
    made = {
        name: _taken_over(name, analysis, known) or _section(name, analysis)
        for name in SHOWN
        if name in analysis.answers
    }
    return Worded(analysis, made)


def _taken_over(name: str, analysis: Analysis, before: Worded | None) -> Section | None:
    """The section as it was worded before, where all answers that it tells of are the same."""
    if before is None:
        return None
    old, new = before.analysis.answers, analysis.answers
    same = all(old.get(each) is new.get(each) for each in (name, *SHOWN[name].tells_too))
    return before.sections.get(name) if same else None


def _section(name: str, analysis: Analysis) -> Section:
    shown = SHOWN[name]
    section = evolve(shown.section(analysis, analysis.answers[name]), title=shown.title)
    silent = not analysis.premises.counted and name in _OF_LINES
    if silent and section.tone is not Tone.CROSSED:
        return evolve(section, short="no line counts")
    return section


@frozen(eq=False, repr=False)
class Shown(Compared):
    """How the answer to a question is shown: its title, as a section, and as plain data.

    The plain data is made by the function of ``facts`` that is named ``in_json``: a screen needs
    none of it. ``tells_too`` names the other questions whose answers the section tells of.
    """

    title: str
    section: Callable[[Analysis, Any], Section]
    in_json: str
    tells_too: tuple[str, ...] = ()

    @property
    def facts(self) -> Callable[[Analysis], Facts]:
        """What gives the answer as plain data."""
        found: Callable[[Analysis], Facts]
        found = getattr(import_module(f"{__name__}.facts"), self.in_json)
        return found


def _under_premises(
    section: Callable[[Premises, Any], Section],
) -> Callable[[Analysis, Any], Section]:
    """The section of an answer that tells of no other answer."""
    return lambda analysis, found: section(analysis.premises, found)


def _frontier(analysis: Analysis, found: Any) -> Section:
    # Few cases have points, and what words them.
    from planner.reports.content.analysis.frontier import frontier_section  # noqa: PLC0415

    return frontier_section(analysis.premises, found)


SHOWN: Mapping[str, Shown] = {
    "open": Shown("Clear scenarios", open_section, "open_facts"),
    "conflicts": Shown("Conflicts", _under_premises(conflicts_section), "conflicts_facts"),
    "ways_out": Shown("Ways out", _under_premises(ways_out_section), "ways_out_facts"),
    "nearest": Shown("Nearest", _under_premises(nearest_section), "nearest_facts"),
    "options": Shown("Options left", _under_premises(options_section), "options_facts"),
    "pivotal": Shown("Pivotal lines", _under_premises(pivotal_section), "pivotal_facts"),
    "coalitions": Shown(
        "Coalitions",
        lambda analysis, found: coalitions_section(
            analysis.premises, found, analysis.answer("conflicts", Conflicts)
        ),
        "coalitions_facts",
        tells_too=("conflicts",),
    ),
    "flips": Shown("Readings side by side", _under_premises(readings_section), "flips_facts"),
    "frontier": Shown("Frontier", _frontier, "frontier_facts"),
}
"""Each answer by the name of its question, in the order of what matters."""
