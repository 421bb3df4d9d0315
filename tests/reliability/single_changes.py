"""Every single change to the bundled case in every layout: exact, and no comment is lost."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

from planner.files.toml.guards import comments_of
from planner.files.toml.leaves import filled
from tests.files.toml.patches import SHAPE, TEXTS, changes, edited, said
from tests.reliability.proof import Effort, Result

__all__ = ["run"]

_WHOLE = 20_000
"""More than there are."""


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (it writes no file)
    """Values, what was left out, what is cleared, tables new and gone, conditions."""
    wanted = effort.of(_WHOLE, 60) // len(TEXTS)
    wrong: list[str] = []
    done = 0
    for layout, text in TEXTS.items():
        held = Counter(text.comments)
        of_all = sum(1 for _ in changes(text))
        for what, after in islice(changes(text), 0, None, max(1, of_all // wanted)):
            done += 1
            new = edited(text, after)
            if said(new) != filled(after, SHAPE) or held - Counter(comments_of(new)):
                wrong.append(f"{layout}: {what}")
    figures = (
        f"{done:,} single changes of the bundled case in {len(TEXTS)} layouts: "
        f"{len(wrong)} not exact or with a comment lost"
    )
    return Result(figures, tuple(wrong))
