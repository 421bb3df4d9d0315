"""The whole analysis as one object of plain data, as ``--format json`` prints it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.analysis.questions.analyse import Analysis
from planner.model.private import private_key
from planner.reports.content.analysis import SHOWN
from planner.reports.content.analysis.facts import Proven

__all__ = ["analysis_result"]


def analysis_result(
    analysis: Analysis, asked: frozenset[str], more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The object of ``planner analyse --format json``.

    Keys of parts that were not asked for are left out. ``more`` holds further answers by their
    keys: a value, or a mapping with a ``reason`` and what was found where that did not finish.
    """
    premises = analysis.premises
    order = [line.id for line in premises.case.red_lines]
    result: dict[str, Any] = {
        "case": premises.case.id,
        **private_key(premises.case),
        "reading": premises.reading.value,
        "set_aside": [line for line in order if line in premises.set_aside],
        "fixed": dict(premises.fixed),
        "scenarios": analysis.scenarios,
    }
    unfinished: dict[str, Proven] = {}
    for part, shown in SHOWN.items():
        if part in asked:
            for key, (answer, proven) in shown.facts(analysis).items():
                result[key] = answer if proven is None else None
                if proven is not None:
                    unfinished[key] = proven
    for key, value in (more or {}).items():
        if isinstance(value, Mapping):
            unfinished[key] = dict(value)
        result[key] = None if isinstance(value, Mapping) else value
    result["complete"] = not unfinished
    if unfinished:
        reasons = (f"{part}: {proven['reason']}" for part, proven in unfinished.items())
        result |= {"reason": "; ".join(reasons), "unfinished": unfinished}
    return result
