"""The whole space: what is still possible, which red lines clash, what would open it.

Pure functions on a :class:`Question`, each within a :class:`Limit`: past it the answer says that it
is not finished, with what is proven, and is never a guess. Counts are exact Python integers.
Nothing heavy is imported before it is used.
"""

from planner.analysis.analyse import (
    EVERY_PART,
    Analysis,
    AnalysisPart,
    analyse,
    analyse_by_parts,
)
from planner.analysis.coalitions import Coalition, Coalitions, coalitions
from planner.analysis.conflicts import Conflict, Conflicts, conflicts
from planner.analysis.explanations import Explanation
from planner.analysis.explorer import Explorer
from planner.analysis.flips import Flip, Flips, UnderReading, flips
from planner.analysis.groundwork import Groundwork
from planner.analysis.limits import Count, Limit, LimitReachedError, Unfinished
from planner.analysis.nearest import Change, Near, Nearest, nearest
from planner.analysis.open_set import OpenSet, list_open, open_set, sample_open
from planner.analysis.options_left import IssueLeft, OptionLeft, OptionsLeft, options_left
from planner.analysis.pivotal import LineAlone, PivotalLines, pivotal_lines
from planner.analysis.question import Question
from planner.analysis.ways_out import WayOut, WaysOut, ways_out

__all__ = [
    "EVERY_PART",
    "Analysis",
    "AnalysisPart",
    "Change",
    "Coalition",
    "Coalitions",
    "Conflict",
    "Conflicts",
    "Count",
    "Explanation",
    "Explorer",
    "Flip",
    "Flips",
    "Groundwork",
    "IssueLeft",
    "Limit",
    "LimitReachedError",
    "LineAlone",
    "Near",
    "Nearest",
    "OpenSet",
    "OptionLeft",
    "OptionsLeft",
    "PivotalLines",
    "Question",
    "UnderReading",
    "Unfinished",
    "WayOut",
    "WaysOut",
    "analyse",
    "analyse_by_parts",
    "coalitions",
    "conflicts",
    "flips",
    "list_open",
    "nearest",
    "open_set",
    "options_left",
    "pivotal_lines",
    "sample_open",
    "ways_out",
]
