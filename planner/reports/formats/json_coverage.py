"""The coverage for a program: ids, strengths and numbers, no sentences."""

from __future__ import annotations

from typing import Any

from planner.check.coverage import Coverage

__all__ = ["coverage_json"]


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """The matrix for a program: ids, strengths and numbers, no sentences.

    ``cells`` maps issue ids to party ids to ``strongest`` and ``statements``; a gap is not listed.
    ``silent`` holds the issues on which nobody states a position.
    """
    case = coverage.case
    found: dict[str, dict[str, dict[str, Any]]] = {issue.id: {} for issue in case.issues}
    for issue in case.issues:
        for party in case.parties:
            stated = coverage.cell(party, issue)
            if stated.strongest is not None:
                found[issue.id][party.id] = {
                    "strongest": stated.strongest.value,
                    "statements": [statement.id for statement in stated.statements],
                }
    return {
        "case": case.id,
        "documented": coverage.documented,
        "pairs": coverage.pairs,
        "cells": found,
        "silent": [issue.id for issue in coverage.silent_issues],
    }
