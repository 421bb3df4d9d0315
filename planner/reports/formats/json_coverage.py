"""The coverage for a program: ids, strengths and numbers, no sentences."""

from __future__ import annotations

from typing import Any

from planner.check.coverage import Coverage, MemberLines, Stated
from planner.model.case import Case
from planner.model.private import private_key

__all__ = ["coverage_json"]


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """The matrix for a program: ids, strengths and numbers, no sentences.

    ``cells`` maps issue ids to party ids to ``strongest`` and ``statements``, and, where some
    of these only repeat another, ``counted``: how many there are without them. A gap is not listed.
    ``silent`` holds the issues on which nobody states a position. ``members`` maps party ids to
    members, and these to the issues on which they have red lines of their own, with the lines.
    """
    case = coverage.case
    found: dict[str, dict[str, dict[str, Any]]] = {issue.id: {} for issue in case.issues}
    for issue in case.issues:
        for party in case.parties:
            stated = coverage.cell(party, issue)
            if stated.strongest is not None:
                found[issue.id][party.id] = _cell(stated)
    return {
        "case": case.id,
        **private_key(case),
        "documented": coverage.documented,
        "pairs": coverage.pairs,
        "cells": found,
        "silent": [issue.id for issue in coverage.silent_issues],
        "members": {
            party.id: {held.member: _lines(case, held) for held in coverage.members(party)}
            for party in case.parties
            if party.members
        },
    }


def _cell(stated: Stated) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "strongest": stated.strongest.value if stated.strongest is not None else None,
        "statements": [statement.id for statement in stated.statements],
    }
    return cell if stated.number == len(stated.statements) else {**cell, "counted": stated.number}


def _lines(case: Case, held: MemberLines) -> dict[str, list[str]]:
    return {
        issue.id: [line.id for line in lines] for issue in case.issues if (lines := held.on(issue))
    }
