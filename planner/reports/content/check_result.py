"""The verdict on one scenario as plain data, as ``--format json`` prints it.

Ids and statuses, with the rule in words and the quotes behind each line; the numbers of points are
exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from planner.check.reach import PointsReach
from planner.check.reasons import reasons
from planner.check.variables import DOES_NOT_APPLY
from planner.check.verdict import LineStatus, LineVerdict, PartyVerdict, Verdict
from planner.model.case import Case
from planner.model.conditions import plain_pick
from planner.model.private import private_key
from planner.model.scenario import Scenario, fitted
from planner.reports.content.comments import comments_plain
from planner.reports.words.rules import rule_lines

__all__ = ["Place", "check_result", "exact_number"]

Place = tuple[int, int]
"""A line and a column, counted from 1."""


def check_result(
    file: str,
    written: Scenario,
    verdict: Verdict,
    place_of: Callable[[str], Place | None],
) -> dict[str, Any]:
    """One entry of ``results``; ``written`` is the scenario with what its case no longer has.

    ``choices`` holds what is chosen on every issue, null where that is undecided, also where an
    issue does not apply (``not_applying``). ``set_aside`` gives for each line that is left out why,
    empty where no reason is given. ``crossed``, ``contested``, ``respected`` and
    ``undecided_lines`` hold counted lines only; ``lines`` holds all lines of the case, a party's
    ``lines`` all of that party's. ``place_of`` says where in the file an issue is decided.
    """
    scenario = fitted(written, verdict.case)
    return {
        **private_key(verdict.case),
        "file": file,
        "title": scenario.title,
        "case": verdict.case.id,
        "reading": verdict.reading.value,
        "set_aside": {
            line.id: scenario.set_aside.get(line.id, "")
            for line in verdict.case.red_lines
            if line.id in verdict.set_aside
        },
        "complete": verdict.complete,
        "choices": {i.id: plain_pick(scenario.pick(i.id)) for i in verdict.case.issues},
        "undecided": list(verdict.undecided),
        "not_applying": list(verdict.not_applying),
        "crossed": _ids(verdict.crossed),
        "contested": _ids(verdict.contested),
        "respected": _ids(verdict.counted(LineStatus.RESPECTED)),
        "undecided_lines": _ids(verdict.counted(LineStatus.UNDECIDED)),
        "incoherent": list(verdict.incoherent),
        "lines": [_line(scenario, verdict, line, place_of) for line in verdict.lines],
        "parties": [_party(party) for party in verdict.parties],
        "comments": comments_plain(scenario.comments),
    }


def exact_number(number: Decimal) -> int | float | str:
    """The decimal as JSON holds it exactly: an integer, a number, or else a string of its digits.

    A number is written so that its digits are those of the decimal, which goes up to 15 of them.
    """
    if number == number.to_integral_value():
        return int(number)
    nearest = float(number)
    return nearest if Decimal(repr(nearest)) == number else f"{number:f}"


def _line(
    scenario: Scenario,
    verdict: Verdict,
    line: LineVerdict,
    place_of: Callable[[str], Place | None],
) -> dict[str, Any]:
    case, held = verdict.case, line.line
    found = {
        "id": held.id,
        "party": held.party,
        "member": held.member or None,
        "status": line.status.value,
        "counted": line.counted,
        "because": _because(scenario, verdict, line, place_of),
        "rule": "; ".join(rule_lines(case, held)),
        "evidence": [_evidence(case, name) for name in held.evidence],
    }
    if held.private:
        found["private"] = True
    return found if line.points is None else {**found, "points": _points(line.points)}


def _because(
    scenario: Scenario,
    verdict: Verdict,
    line: LineVerdict,
    place_of: Callable[[str], Place | None],
) -> list[dict[str, Any]]:
    """The choices that make the line crossed or contested, each once, with their places."""
    named = [issue for why in reasons(scenario, verdict, line) for issue in why.decided]
    found = []
    for issue in dict.fromkeys(named):
        pick = scenario.pick(issue)
        away = verdict.applies(issue) is False
        line_number, column = place_of(issue) or (None, None)
        found.append(
            {
                "issue": issue,
                "chosen": DOES_NOT_APPLY if away else plain_pick(pick),
                "line": line_number,
                "column": column,
            }
        )
    return found


def _evidence(case: Case, name: str) -> dict[str, Any]:
    statement = case.statements_by_id[name]
    private = {"private": True} if statement.private else {}
    return {
        **private,
        "id": statement.id,
        "quote": statement.quote,
        "speaker": statement.speaker,
        "attribution": statement.attribution.value,
        "strength": statement.strength.value,
        "source": statement.source,
        "section": statement.section,
        "limits": statement.limits,
    }


def _points(reach: PointsReach) -> dict[str, Any]:
    """What is chosen comes to; while that is not all, also what is still within reach."""
    found = {"have": exact_number(reach.have), "minimum": exact_number(reach.minimum)}
    if reach.settled:
        return found
    return {**found, "least": exact_number(reach.least), "most": exact_number(reach.most)}


def _party(party: PartyVerdict) -> dict[str, Any]:
    return {
        "id": party.party.id,
        "status": party.status.value,
        "lines": _ids(party.lines),
        "members": [
            {"name": member.name, "status": member.status.value, "lines": _ids(member.lines)}
            for member in party.members
        ],
    }


def _ids(lines: Iterable[LineVerdict]) -> list[str]:
    return [line.line.id for line in lines]
