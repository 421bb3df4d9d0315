"""An answer that is worked out again keeps what was proven of it the time before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from attrs import evolve

from planner.analysis.engine.counts import both
from planner.analysis.engine.limits import Count
from planner.analysis.questions import Answer
from planner.analysis.questions.coalitions import Coalitions
from planner.analysis.questions.conflicts import Conflicts
from planner.analysis.questions.least import Crossing, Least
from planner.analysis.questions.nearest import Nearest
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.options_left import OptionLeft, OptionsLeft
from planner.analysis.questions.pivotal import LineAlone, PivotalLines
from planner.analysis.questions.tally import NOT_COUNTED, Tally, with_tally
from planner.analysis.questions.ways_out import WaysOut

__all__ = ["kept"]


def kept(before: Answer, found: Answer) -> Answer:
    """The answer ``found`` now, with what the one ``before`` to the same question proves of it."""
    keep = _KEEPING.get(type(found)) if type(found) is type(before) else None
    if keep is None:
        return found
    if isinstance(found, (Conflicts, WaysOut, Nearest)):  # what lists, all or not all
        if found.complete:
            return found
        if before.complete:
            return before
    return cast("Answer", keep(before, found))


def _count(now: Count, before: Count) -> Count:
    return before if now is NOT_COUNTED else both(now, before)


def _tally(now: Tally, before: Tally) -> Tally:
    return Tally(
        _count(now.open, before.open),
        _count(now.respecting, before.respecting),
        _count(now.without_added, before.without_added),
    )


def _open(before: OpenAnswer, found: OpenAnswer) -> OpenAnswer:
    tally = _tally(found.counted.tally, before.counted.tally)
    counted = with_tally(found.counted, tally)
    known = found.rests_on is not None and found.rests_on.complete
    return OpenAnswer(
        counted,
        found.rests_on if known else before.rests_on,
        _least(before.least, found.least),
        _least(before.least_sourced, found.least_sourced),
    )


def _least(before: Least | None, found: Least | None) -> Least | None:
    if before is None or found is None:
        return found or before
    if [each.lines for each in before.crossings] == [each.lines for each in found.crossings]:
        pairs = zip(found.crossings, before.crossings, strict=True)
        found = evolve(found, crossings=tuple(_crossing(*pair) for pair in pairs))
    if found.complete:
        return found
    if before.complete or len(before.crossings) > len(found.crossings):
        return before
    return evolve(found, at_least=max(found.at_least, before.at_least))


def _crossing(now: Crossing, before: Crossing) -> Crossing:
    tally = _tally(now.tally, before.tally)
    return Crossing(now.lines, tally.open, tally.respecting, tally.without_added)


def _options(before: OptionsLeft, found: OptionsLeft) -> OptionsLeft:
    issues = []
    for now, then in zip(found.issues, before.issues, strict=True):
        every = [_option(*pair) for pair in zip(now.every, then.every, strict=True)]
        issues.append(now.with_every(every))
    exact = all(isinstance(option.open, int) for issue in issues for option in issue.every)
    reason = None if exact else found.reason
    unexplained = before.unexplained and found.unexplained
    return OptionsLeft(tuple(issues), both(found.open, before.open), reason, unexplained)


def _option(now: OptionLeft, then: OptionLeft) -> OptionLeft:
    tally = _tally(now.tally, then.tally)
    return evolve(
        with_tally(now, tally),
        why=now.why or then.why,
        forced=now.forced or then.forced,
    )


def _conflicts(before: Conflicts, found: Conflicts) -> Conflicts:
    if len(found.sets) < len(before.sets):
        found = evolve(found, sets=before.sets)
    shrinking = [each.shrinking for each in (found, before) if each.shrinking is not None]
    smallest = min(shrinking, key=lambda conflict: len(conflict.lines), default=None)
    found = evolve(found, shrinking=None if found.sets else smallest)
    if len(found.kept_apart_by_contested) < len(before.kept_apart_by_contested):
        found = evolve(found, kept_apart_by_contested=before.kept_apart_by_contested)
    return found


def _ways_out(before: WaysOut, found: WaysOut) -> WaysOut:
    def worth(answer: WaysOut) -> tuple[bool, int, int]:
        proven = bool(answer.ways) and answer.fewest_first
        return proven, len(answer.ways), answer.at_least or 0

    if worth(before) > worth(found):
        found = evolve(before, reason=found.reason, complete=False)
    return found


def _nearest(before: Nearest, found: Nearest) -> Nearest:
    if len(before.scenarios) > len(found.scenarios):
        return evolve(before, reason=found.reason)
    return found


def _pivotal(before: PivotalLines, found: PivotalLines) -> PivotalLines:
    lines = tuple(_line(*pair) for pair in zip(found.lines, before.lines, strict=True))
    exact = all(isinstance(line.opens, int) and line.compared for line in lines)
    return PivotalLines(lines, None if exact else found.reason, found.same or before.same)


def _line(now: LineAlone, then: LineAlone) -> LineAlone:
    tally = _tally(now.tally, then.tally)
    compared = now if now.compared else then
    return LineAlone(
        now.line,
        tally.open,
        compared.implied_by,
        tally.respecting,
        tally.without_added,
        compared.compared,
    )


def _coalitions(before: Coalitions, found: Coalitions) -> Coalitions:
    then = {each.parties: each for each in before.coalitions}
    counted = []
    for now in found.coalitions:
        tally = _tally(now.tally, then[now.parties].tally) if now.parties in then else now.tally
        counted.append(with_tally(now, tally))
    incompatible, all_of_them = found.incompatible, found.incompatible_complete
    if not all_of_them and (
        before.incompatible_complete or len(before.incompatible) > len(incompatible)
    ):
        incompatible, all_of_them = before.incompatible, before.incompatible_complete
    exact = bool(counted) and all(isinstance(each.open, int) for each in counted)
    reason = None if exact and all_of_them else found.reason
    return Coalitions(tuple(counted), incompatible, all_of_them, reason)


_KEEPING: Mapping[type, Any] = {
    OpenAnswer: _open,
    OptionsLeft: _options,
    Conflicts: _conflicts,
    WaysOut: _ways_out,
    Nearest: _nearest,
    PivotalLines: _pivotal,
    Coalitions: _coalitions,
}
