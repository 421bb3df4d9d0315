"""What became of a case, for a program: ids and statuses, no sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from planner.check.case_changes import TwoVerdicts
from planner.files.cases.reading import LoadedCase
from planner.visible import shown_path

__all__ = ["case_changes_json"]


def case_changes_json(judged: TwoVerdicts, before: LoadedCase, after: LoadedCase) -> dict[str, Any]:
    """The comparison for a program, with the files of the cases."""
    changes = judged.changes
    return {
        "before": {"file": shown_path(before.path), "digest": before.digest},
        "after": {"file": shown_path(after.path), "digest": after.digest},
        "issues": {"gone": [*changes.issues_gone], "new": [*changes.issues_new]},
        "options": {
            "gone": [list(pair) for pair in changes.options_gone],
            "new": [list(pair) for pair in changes.options_new],
            "changed": [list(pair) for pair in changes.options_changed],
        },
        "red_lines": {
            "gone": [*changes.lines_gone],
            "new": [*changes.lines_new],
            "changed": _plain(changes.lines_changed),
        },
        "issues_changed": _plain(changes.issues_changed),
        "parties": {"gone": [*changes.parties_gone], "new": [*changes.parties_new]},
        "parties_changed": _plain(changes.parties_changed),
        "statements_changed": [*changes.statements_changed],
        "coherence_changed": [*changes.rules_changed],
        "default_reading": [changes.before.reading.value, changes.after.reading.value],
        "flipped": {
            "lines": [attrs.asdict(flip) for flip in judged.lines],
            "parties": [attrs.asdict(flip) for flip in judged.parties],
        },
    }


def _plain(changed: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {name: list(what) for name, what in changed.items()}
