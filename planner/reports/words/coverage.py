"""Coverage in words: how strongly a position is stated, and where nobody states one."""

from __future__ import annotations

from collections.abc import Iterable

from planner.check.coverage import Coverage, Stated
from planner.model.case import Party
from planner.model.red_lines import RedLine
from planner.model.statements import Strength
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import PRIVATE_SIGN, id_words
from planner.reports.words.verdicts import listed

__all__ = [
    "LEGEND",
    "STRENGTH_SHORT",
    "coverage_words",
    "member_words",
    "nobody_words",
    "stated_words",
]

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
    """``opposition (2)``: the strongest and how many statements there are; ``-`` for a gap.

    A statement that only repeats another of them does not count again. Where any of them is private
    the sign of that stands behind.
    """
    found = stated.strongest
    if found is None:
        return "-"
    sign = f" {PRIVATE_SIGN}" if any(statement.private for statement in stated.statements) else ""
    return f"{found} ({stated.number:,}){sign}"


def coverage_words(coverage: Coverage) -> str:
    """How much is documented, without a full stop."""
    pairs = counted(coverage.pairs, "pair", "pairs")
    verb = agreeing(coverage.documented, "holds", "hold")
    return f"{coverage.documented:,} of {pairs} of party and issue {verb} a stated position"


def nobody_words(coverage: Coverage) -> str:
    """``nobody states a position on: ...``, without a full stop; empty if there is none."""
    titles = ", ".join(issue.title for issue in coverage.silent_issues)
    return f"nobody states a position on: {titles}" if titles else ""


def member_words(coverage: Coverage, party: Party) -> list[str]:
    """On what which member of the party has a red line of its own, and which have none.

    A clause for each, without full stops; nothing for a party of which no line is a member's.
    """
    members = coverage.members(party)
    if not any(held.lines for held in members):
        return []
    words = []
    for held in members:
        if held.lines:
            on = [
                f"{issue.title} ({_line_words(held.on(issue))})"
                for issue in coverage.case.issues
                if held.on(issue)
            ]
            words.append(f"{held.member} has a red line of its own on {listed(on, 'and')}")
    if silent := [held.member for held in members if not held.lines]:
        words.append(f"no red line of its own: {', '.join(silent)}")
    return words


def _line_words(lines: Iterable[RedLine]) -> str:
    return ", ".join(f"{id_words(line)}, {line.strength}" for line in lines)
