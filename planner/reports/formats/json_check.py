"""The verdict on one scenario for a program: ids and statuses, no sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planner.check.verdict import LineStatus, LineVerdict, Verdict

__all__ = ["check_result"]


def check_result(file: str, verdict: Verdict) -> dict[str, Any]:
    """One entry of ``results``.

    ``crossed``, ``contested`` and ``undecided_lines`` hold counted lines only; ``lines`` holds all
    lines of the case, a party's ``lines`` all of that party's.
    """
    return {
        "file": file,
        "case": verdict.case.id,
        "reading": verdict.reading.value,
        "complete": verdict.complete,
        "undecided": list(verdict.undecided),
        "crossed": _ids(verdict.crossed),
        "contested": _ids(verdict.contested),
        "undecided_lines": _ids(verdict.counted(LineStatus.UNDECIDED)),
        "incoherent": list(verdict.incoherent),
        "lines": [
            {
                "id": line.line.id,
                "party": line.line.party,
                "status": line.status.value,
                "counted": line.counted,
            }
            for line in verdict.lines
        ],
        "parties": [
            {"id": party.party.id, "status": party.status.value, "lines": _ids(party.lines)}
            for party in verdict.parties
        ],
    }


def _ids(lines: Iterable[LineVerdict]) -> list[str]:
    return [line.line.id for line in lines]
