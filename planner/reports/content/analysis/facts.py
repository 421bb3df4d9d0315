"""The answers of the analysis as plain data: ids and exact integers, no sentences.

What a limit stopped is ``null``, never a part of the answer; what is proven of it stands apart,
under ``unfinished``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from planner.analysis.engine.limits import Count, Stop, Stopped
from planner.analysis.questions.analyse import Analysis
from planner.analysis.questions.coalitions import Coalitions
from planner.analysis.questions.conflicts import Conflicts
from planner.analysis.questions.explanations import Explanation
from planner.analysis.questions.flips import Flips, UnderReading
from planner.analysis.questions.frontier import Frontier
from planner.analysis.questions.least import Least
from planner.analysis.questions.nearest import Nearest
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.options_left import OptionsLeft
from planner.analysis.questions.pivotal import PivotalLines
from planner.analysis.questions.rests_on import RestsOn
from planner.analysis.questions.ways_out import WaysOut
from planner.model.case import Case
from planner.model.conditions import Pick, plain_pick
from planner.reports.content.check_result import exact_number
from planner.reports.words.stops import exact_reason, why_far_apart

__all__ = [
    "NOT_REACHED",
    "Facts",
    "Proven",
    "choices_facts",
    "coalitions_facts",
    "conflicts_facts",
    "flips_facts",
    "frontier_facts",
    "nearest_facts",
    "open_facts",
    "options_facts",
    "pivotal_facts",
    "ways_out_facts",
]

NOT_REACHED = Stopped(Stop.CANCELLED)
"""The reason of a part that was asked for and is not there."""

Proven = dict[str, Any]


Facts = dict[str, tuple[Any, Proven | None]]
"""The keys of a part: each with its value, and what is proven of it where it is not finished."""


def _missing(*keys: str) -> Facts:
    return {key: (None, {"reason": exact_reason(NOT_REACHED)}) for key in keys}


def open_facts(analysis: Analysis) -> Facts:
    """The clear scenarios, what all of them rest on, and the fewest lines crossed."""
    found = analysis.answer("open", OpenAnswer)
    if found is None:
        return _missing("open", "respecting", "without_added", "rests_on", "least", "least_sourced")
    return {
        "open": _counted(found.counted.open, found.counted.scenarios),
        "respecting": _counted(found.counted.respecting, found.counted.scenarios),
        "without_added": _counted(found.counted.without_added, found.counted.scenarios),
        "rests_on": _rests_on(found.rests_on),
        "least": _least(found.least),
        "least_sourced": _least(found.least_sourced),
    }


def _counted(count: Count, most: int) -> tuple[int | None, Proven | None]:
    if isinstance(count, int):
        return count, None
    at_most = most if count.at_most is None else count.at_most
    bounds = {"at_least": count.at_least, "at_most": at_most}
    far = _far_apart([evolve(count, at_most=at_most)])
    return None, {"reason": exact_reason(count.reason), **bounds, **far}


def _far_apart(counts: Iterable[Count]) -> dict[str, str]:
    """Why bounds of some of the counts are far apart; nothing where none are."""
    why = why_far_apart(counts)
    return {"far_apart": why} if why else {}


def _rests_on(found: RestsOn | None) -> tuple[Any, Proven | None]:
    if found is None:
        return None, {"reason": exact_reason(NOT_REACHED)}
    shared = {
        "options": [
            {"issue": shared.issue, "option": shared.option, "origin": shared.origin.value}
            for shared in found.options
        ],
        "contested": list(found.contested),
    }
    return shared, None if found.complete else {"reason": exact_reason(found.reason)}


def _least(found: Least | None) -> tuple[Any, Proven | None]:
    if found is None:
        return None, {"reason": exact_reason(NOT_REACHED)}
    crossings = [
        {"lines": list(crossing.lines), "scenarios": _number(crossing.scenarios)}
        for crossing in found.crossings
    ]
    if found.complete:
        return crossings, None
    return None, {
        "reason": exact_reason(found.reason),
        "found": crossings,
        "crosses_at_least": found.at_least,
    }


def options_facts(analysis: Analysis) -> Facts:
    """What each option leaves."""
    found = analysis.answer("options", OptionsLeft)
    if found is None:
        return _missing("options")
    counts = (option.open for issue in found.issues for option in issue.every)
    more = {"possible": _sorted_out(found), **_far_apart(counts)}
    proven = _unfinished(found.reason, _bounds_of_options(found), **more)
    return {"options": (_option_counts(found), proven)}


def _option_counts(found: OptionsLeft) -> dict[str, dict[str, Any]]:
    return {
        issue.issue: {option.option: _number(option.open) for option in issue.every}
        for issue in found.issues
    }


def _bounds_of_options(found: OptionsLeft) -> dict[str, Any]:
    return _bounds(
        {(i.issue, option.option): option.open for i in found.issues for option in i.every}, "="
    )


def _sorted_out(found: OptionsLeft) -> dict[str, dict[str, bool | None]]:
    """For each option whether it is possible, which is often known where the count is not."""
    return {
        issue.issue: {
            option.option: True if option.possible else False if option.ruled_out else None
            for option in issue.every
        }
        for issue in found.issues
    }


def conflicts_facts(analysis: Analysis) -> Facts:
    """The minimal conflict sets."""
    found = analysis.answer("conflicts", Conflicts)
    if found is None:
        return _missing("conflicts")
    sets = _conflict_sets(found)
    proven: Proven | None = None
    if not found.complete:
        proven = {"reason": exact_reason(found.reason), "found": sets}
        if found.shrinking is not None:
            proven["not_yet_minimal"] = list(found.shrinking.lines)
    return {"conflicts": (sets, proven)}


def _conflict_sets(found: Conflicts) -> list[list[str]]:
    return [list(conflict.lines) for conflict in found.sets]


def ways_out_facts(analysis: Analysis) -> Facts:
    """The minimal sets of lines to give up."""
    found = analysis.answer("ways_out", WaysOut)
    if found is None:
        return _missing("ways_out")
    ways = _way_sets(found)
    proven = None
    if not found.all_found:  # what each of them opens stands nowhere here
        proven = {
            "reason": exact_reason(found.reason),
            "found": ways,
            "others_give_up_at_least": found.at_least,
        }
    return {"ways_out": (ways, proven)}


def _way_sets(found: WaysOut) -> list[list[str]]:
    return [list(way.lines) for way in found.ways]


def nearest_facts(analysis: Analysis) -> Facts:
    """The clear scenarios with the fewest changes."""
    found = analysis.answer("nearest", Nearest)
    if found is None:
        return _missing("nearest")
    near = _near(analysis, found)
    proven = None
    if not found.complete:
        proven = {
            "reason": exact_reason(found.reason),
            "found": near,
            "others_change_at_least": found.at_least,
        }
    return {"nearest": (near, proven)}


def _near(analysis: Analysis, found: Nearest) -> list[dict[str, Any]]:
    return [
        {
            "changes": len(near.changes),
            "choices": choices_facts(analysis.premises.case, near.choices),
        }
        for near in found.scenarios
    ]


def choices_facts(case: Case, choices: Mapping[str, Pick]) -> dict[str, Any]:
    """What is picked on every issue; ``None`` where it does not apply."""
    return {issue.id: plain_pick(choices.get(issue.id)) for issue in case.issues}


def pivotal_facts(analysis: Analysis) -> Facts:
    """What opens if a line alone is given up, what implies it, and which lines say the same."""
    found = analysis.answer("pivotal", PivotalLines)
    if found is None:
        return _missing("pivotal", "implied", "same_lines")
    far = _far_apart(found.opens.values())
    case = analysis.premises.case
    implied = {
        line.line: _explained(case, line.implied_by) for line in found.lines if line.implied_by
    }
    same = [{"lines": [*each.lines], "scenarios": _number(each.opens)} for each in found.same]
    told = {"implied": implied, "same_lines": same}
    compared = all(line.compared for line in found.lines)
    reason = exact_reason(found.reason) or "not finished"
    return {
        "pivotal": (_gained(found), _unfinished(found.reason, _bounds(found.opens), **far)),
        **{k: (v, None if compared else {"reason": reason, "found": v}) for k, v in told.items()},
    }


def _explained(case: Case, why: Explanation) -> dict[str, Any]:
    picks = choices_facts(case, why.choices)
    return {
        "lines": list(why.lines),
        "rules": list(why.rules),
        "choices": {issue: picks[issue] for issue in picks if issue in why.choices},
    }


def _gained(found: PivotalLines) -> dict[str, Any]:
    return {line: _number(count) for line, count in found.opens.items()}


def coalitions_facts(analysis: Analysis) -> Facts:
    """The parties that exclude each other, and what each coalition leaves."""
    found = analysis.answer("coalitions", Coalitions)
    if found is None:
        return _missing("incompatible_parties", "coalitions")
    clashing = [list(parties) for parties in found.incompatible]
    open_to = {_together(c.parties): _number(c.open) for c in found.coalitions}
    far = _far_apart(each.open for each in found.coalitions)
    missing = (
        None
        if found.incompatible_complete
        else {"reason": exact_reason(found.reason), "found": clashing}
    )
    return {
        "incompatible_parties": (clashing, missing),
        "coalitions": (open_to, _unfinished(found.reason, _bounds_of_coalitions(found), **far)),
    }


def _bounds_of_coalitions(found: Coalitions) -> dict[str, Any]:
    return _bounds({c.parties: c.open for c in found.coalitions}, "+")


def _together(parties: tuple[str, ...]) -> str:
    return "+".join(parties)


def flips_facts(analysis: Analysis) -> Facts:
    """The answers under each reading."""
    found = analysis.answer("flips", Flips)
    if found is None:
        return _missing("flips")
    answers = {under.reading.value: _under(under) for under in found.readings}
    return {"flips": (answers, _unfinished_flips(found))}


def frontier_facts(analysis: Analysis) -> Facts:
    """The points that no clear scenario beats, and how many more such points there are."""
    found = analysis.answer("frontier", Frontier)
    if found is None:
        return _missing("frontier")
    if not found.complete:
        return {"frontier": (None, {"reason": exact_reason(found.reason)})}
    if found.without:
        answer = {"listed": None, "beyond": None, "without_points": list(found.without)}
        return {"frontier": (answer, None)}
    listed = [
        {
            "points": {line: exact_number(points) for line, points in point.points.items()},
            "scenarios": point.scenarios,
            "choices": choices_facts(analysis.premises.case, point.choices),
        }
        for point in found.listed
    ]
    return {"frontier": ({"listed": listed, "beyond": found.beyond, "without_points": []}, None)}


def _under(under: UnderReading) -> dict[str, Any]:
    return {
        "lines": list(under.lines),
        "open": _number(under.open),
        "respecting": _number(under.respecting),
        "without_added": _number(under.without_added),
        "options": _option_counts(under.options),
        "conflicts": _conflict_sets(under.conflicts),
        "ways_out": _way_sets(under.ways_out),
    }


def _unfinished_flips(found: Flips) -> Proven | None:
    counts = {
        under.reading.value: {
            "open": under.open,
            "respecting": under.respecting,
            "without_added": under.without_added,
        }
        for under in found.readings
    }
    stopped = [
        count.reason
        for per_reading in counts.values()
        for count in per_reading.values()
        if not isinstance(count, int)
    ]
    if not found.reason and not stopped:
        return None
    return {
        "reason": exact_reason(found.reason or next(filter(None, stopped), None)) or "not finished",
        "bounds": {reading: _bounds(per_reading) for reading, per_reading in counts.items()},
    }


def _number(count: Count) -> int | None:
    return count if isinstance(count, int) else None


def _bounds(counts: Mapping[Any, Count], joint: str = "") -> dict[str, Any]:
    """What is proven of each count: an exact number, or its bounds (``at_most`` may be null)."""
    return {
        joint.join(key) if isinstance(key, tuple) else key: count
        if isinstance(count, int)
        else {"at_least": count.at_least, "at_most": count.at_most}
        for key, count in counts.items()
    }


def _unfinished(stopped: Stopped | None, bounds: dict[str, Any], **more: Any) -> Proven | None:
    """What is proven of a part of many counts; ``None`` where it is finished."""
    open_yet = any(isinstance(bound, dict) for bound in bounds.values())
    if not open_yet and (bounds or not stopped):
        return None  # something else was stopped that stands nowhere here
    return {"reason": exact_reason(stopped) or "not finished", "bounds": bounds, **more}
