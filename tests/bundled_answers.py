"""The right answers on the bundled case, by looking at each of its 20,736 scenarios.

``tests/test_bundled_case.py`` does look at them, and works out what can be worked out so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["ANSWERS", "READINGS", "SCENARIOS"]

_ALL: dict[str, Any] = json.loads(
    Path(__file__).with_name("bundled_answers.json").read_text(encoding="utf-8")
)
SCENARIOS: int = _ALL["scenarios"]
"""How many complete scenarios there are."""
ANSWERS: dict[str, dict[str, Any]] = {k: v for k, v in _ALL.items() if k != "scenarios"}
"""By reading the parts of the analysis, with the keys of its JSON."""
READINGS = tuple(ANSWERS)
