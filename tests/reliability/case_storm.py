"""The storm over a case: forms, both codings, merges and the deal judged by an unsaved case."""

from __future__ import annotations

from pathlib import Path

from tests.reliability.proof import Effort, Result
from tests.reliability.storm import OVER_A_CASE, storm_over

__all__ = ["run"]


def run(folder: Path, effort: Effort) -> Result:
    """A storm over a case."""
    return storm_over(folder, effort, OVER_A_CASE)
