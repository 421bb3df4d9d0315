"""The right answers on the two fictional cases, by looking at each of their scenarios.

``tests/test_fictional_cases.py`` does look at them. The numbers stand by case, day ("" for all that
is stated) and reading, with the keys of the analysis's JSON.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["ANSWERS", "ASKED", "SCENARIOS"]

_ALL: dict[str, Any] = json.loads(
    Path(__file__).with_name("fictional_answers.json").read_text(encoding="utf-8")
)
SCENARIOS: dict[str, int] = {case: days["scenarios"] for case, days in _ALL.items()}
"""By case how many complete scenarios there are."""
ANSWERS: dict[tuple[str, str, str], dict[str, Any]] = {
    (case, day, reading): answer
    for case, days in _ALL.items()
    for day, readings in days.items()
    if day != "scenarios"
    for reading, answer in readings.items()
}
"""By case, day and reading the parts of the analysis."""
ASKED = tuple(ANSWERS)
