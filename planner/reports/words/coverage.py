"""Coverage in words: how strongly a position is stated, and where nobody states one."""

from __future__ import annotations

from planner.check.coverage import Coverage, Stated
from planner.model.statements import Strength
from planner.reports.words.numbers import agreeing, counted

__all__ = ["LEGEND", "STRENGTH_SHORT", "coverage_words", "nobody_words", "stated_words"]

STRENGTH_SHORT = {
    Strength.DECLARED: "decl",
    Strength.OPPOSITION: "opp",
    Strength.INSISTENCE: "ins",
    Strength.PREFERENCE: "pref",
    Strength.OPENNESS: "open",
    Strength.FLEXIBLE: "flex",
    Strength.NONCOMMITTAL: "nonc",
}
"""Each strength of a position in a few letters, for narrow tables that come with a legend."""

LEGEND = ", ".join(
    f"{short}({strength.removeprefix(short)})" for strength, short in STRENGTH_SHORT.items()
)
"""The strengths from strong to weak, with what is left out in brackets: ``opp(osition)``."""


def stated_words(stated: Stated) -> str:
    """``opposition (2)``: the strongest and how many statements there are; ``-`` for a gap."""
    found = stated.strongest
    return "-" if found is None else f"{found} ({len(stated.statements):,})"


def coverage_words(coverage: Coverage) -> str:
    """How much is documented, without a full stop."""
    pairs = counted(coverage.pairs, "pair", "pairs")
    verb = agreeing(coverage.documented, "holds", "hold")
    return f"{coverage.documented:,} of {pairs} of party and issue {verb} a stated position"


def nobody_words(coverage: Coverage) -> str:
    """``nobody states a position on: ...``, without a full stop; empty if there is none."""
    titles = ", ".join(issue.title for issue in coverage.silent_issues)
    return f"nobody states a position on: {titles}" if titles else ""
