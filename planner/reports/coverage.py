"""Coverage: on which issues which party states a position, how strongly, and where nobody does.

Silence is shown as silence: a pair of party and issue without a position is a gap, never a tick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from attrs import frozen

from planner.model import Case, Issue, Party, RedLine, Statement, Strength
from planner.reports.explain import Kind, Passage, statement_passages
from planner.reports.numbers import agreeing, counted
from planner.reports.words import line_heading, rule_lines, sentence
from planner.reports.wrapping import cells, wrapped

__all__ = [
    "LEGEND",
    "STRENGTH_SHORT",
    "Coverage",
    "Stated",
    "coverage_json",
    "coverage_lines",
    "explain_cell",
    "explain_coverage",
    "explain_found",
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

_ORDER = {strength: n for n, strength in enumerate(Strength)}
_MOST_FOUND = 50
_GAP = Passage(Kind.GAP)


@frozen
class Stated:
    """What one party states on one issue; nothing where ``statements`` is empty."""

    statements: tuple[Statement, ...]

    @property
    def strongest(self) -> Strength | None:
        """The strongest of the statements; ``None`` for a gap."""
        strengths = (statement.strength for statement in self.statements)
        return min(strengths, key=_ORDER.__getitem__, default=None)

    @property
    def words(self) -> str:
        """``opposition (2)``: the strongest and how many statements there are; ``-`` for a gap."""
        found = self.strongest
        return "-" if found is None else f"{found} ({len(self.statements):,})"


_SILENCE = Stated(())


def _haystack(case: Case, statement: Statement) -> str:
    source = case.sources_by_id.get(statement.source)
    party = case.parties_by_id.get(statement.party or "")
    parts = [
        statement.id,
        statement.quote,
        party.name if party is not None else "",
        statement.scope,
        statement.speaker,
        statement.strength,
        statement.attribution.words,
        statement.section,
        statement.limits,
        source.publisher if source is not None else "",
        source.title if source is not None else "",
        *(case.issues_by_id[issue].title for issue in statement.issues),
    ]
    return "\n".join(parts).casefold()


class Coverage:
    """The coverage matrix of a case: parties by issues."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._cells = {cell: Stated(held) for cell, held in case.positions.items()}

    @cached_property
    def _searched(self) -> list[tuple[Statement, str]]:
        return [(s, _haystack(self.case, s)) for s in self.case.statements]

    def found(self, text: str) -> list[Statement]:
        """The statements that hold every word of the text.

        Quote, holder, speaker, strength, place, limits and the titles of the issues are searched.
        """
        wanted = text.casefold().split()
        return [s for s, held in self._searched if all(word in held for word in wanted)]

    def cell(self, party: Party, issue: Issue) -> Stated:
        """What the party states on the issue."""
        return self._cells.get((party.id, issue.id), _SILENCE)

    @property
    def documented(self) -> int:
        """How many pairs of party and issue hold a position."""
        return len(self._cells)

    @property
    def pairs(self) -> int:
        """How many pairs of party and issue there are."""
        return len(self.case.parties) * len(self.case.issues)

    @property
    def summary(self) -> str:
        """How much is documented, without a full stop."""
        pairs = counted(self.pairs, "pair", "pairs")
        verb = agreeing(self.documented, "holds", "hold")
        return f"{self.documented:,} of {pairs} of party and issue {verb} a stated position"

    def issues_of(self, party: Party) -> tuple[Issue, ...]:
        """The issues on which the party states a position."""
        return tuple(i for i in self.case.issues if (party.id, i.id) in self._cells)

    @property
    def silent_issues(self) -> tuple[Issue, ...]:
        """The issues on which no party states a position."""
        heard = {issue for _, issue in self._cells}
        return tuple(issue for issue in self.case.issues if issue.id not in heard)

    @property
    def nobody_on(self) -> str:
        """``nobody states a position on: ...``, without a full stop; empty if there is none."""
        titles = ", ".join(issue.title for issue in self.silent_issues)
        return f"nobody states a position on: {titles}" if titles else ""


def explain_cell(case: Case, party: Party, issue: Issue) -> list[Passage]:
    """The statements of the party on the issue, each with the red lines coded from it."""
    held = case.positions.get((party.id, issue.id), ())
    number = f": {counted(len(held), 'statement')}" if held else ""
    passages = [Passage(Kind.HEADING, f"{party.name} on {issue.title}{number}")]
    if not held:
        passages.append(Passage(Kind.TEXT, "- no stated position"))
    for statement in sorted(held, key=lambda s: _ORDER[s.strength]):
        passages += [*_with_lines(case, statement), _GAP]
    told = {line.id for line in case.red_lines for s in held if s.id in line.evidence}
    others = [
        line
        for line in case.red_lines
        if line.party == party.id and issue.id in line.issues and line.id not in told
    ]
    if others:
        passages.append(
            Passage(Kind.HEADING, "Red lines that depend on it, coded from other words")
        )
        passages += [p for line in others for p in _line_passages(case, line)]
    context = [
        statement
        for statement in case.statements
        if statement.party == party.id and issue.id in statement.issues and statement not in held
    ]
    if context:
        passages.append(Passage(Kind.HEADING, "Said as well, but no position"))
        for statement in context:
            passages += statement_passages(case, statement)
    return passages


def explain_coverage(coverage: Coverage, party: Party) -> list[Passage]:
    """On how many issues the party states a position and on which none; what nobody speaks on."""
    case = coverage.case
    stated = coverage.issues_of(party)
    silent = [issue.title for issue in case.issues if issue not in stated]
    number = f"{len(stated):,} of {counted(len(case.issues), 'issue')}"
    passages = [
        Passage(Kind.HEADING, f"{party.name}: a stated position on {number}"),
        Passage(Kind.TEXT, f"Stated on: {', '.join(i.title for i in stated) or 'nothing'}"),
        Passage(Kind.MUTED, f"No stated position on: {', '.join(silent) or 'nothing'}"),
        _GAP,
        Passage(Kind.TEXT, sentence(coverage.summary)),
    ]
    if coverage.nobody_on:
        passages.append(Passage(Kind.TEXT, sentence(coverage.nobody_on)))
    passages += [_GAP, *_legend()]
    return passages


def explain_found(coverage: Coverage, text: str) -> list[Passage]:
    """The statements that hold the words, with what each speaks on."""
    case = coverage.case
    found = coverage.found(text)
    of_all = f"{len(found):,} of {counted(len(case.statements), 'statement')}"
    passages = [
        Passage(Kind.HEADING, f"{of_all} with “{text.strip()}”" if text.strip() else of_all)
    ]
    for statement in found[:_MOST_FOUND]:
        passages += [*_with_lines(case, statement, place=True), _GAP]
    if not found:
        passages.append(Passage(Kind.TEXT, "No statement holds all these words."))
    if len(found) > _MOST_FOUND:
        more = f"{len(found) - _MOST_FOUND:,} more; type on to narrow the search"
        passages.append(Passage(Kind.MUTED, more))
    return passages


def _with_lines(case: Case, statement: Statement, *, place: bool = False) -> Iterator[Passage]:
    yield from statement_passages(case, statement)
    if place and statement.issues:
        titles = ", ".join(case.issues_by_id[issue].title for issue in statement.issues)
        yield Passage(Kind.MUTED, f"It speaks on: {titles}")
    for line in case.red_lines:
        if statement.id in line.evidence:
            yield from _line_passages(case, line, "Coded from it: ")


def _line_passages(case: Case, line: RedLine, lead: str = "") -> Iterator[Passage]:
    yield Passage(Kind.TEXT, f"{lead}{line_heading(case, line)}")
    for rule in rule_lines(case, line):
        yield Passage(Kind.RULE, f"  {rule}")


def _legend() -> Iterator[Passage]:
    yield Passage(Kind.HEADING, "What the table says")
    yield Passage(
        Kind.MUTED,
        "The strength of the party's strongest statement on the issue, and in brackets how many "
        "statements there are; - where it states no position. From strong to weak: "
        f"{LEGEND}.",
    )


def coverage_lines(coverage: Coverage, width: int) -> list[str]:
    """The matrix as plain lines, an issue a line; where it does not fit, a line for each cell."""
    case = coverage.case
    lines = [
        *wrapped(f"{case.title}: {coverage.summary}.", width),
        "",
        *(
            _table(coverage, width, lambda stated: stated.words)
            or _table(coverage, width, lambda stated: stated.strongest or "-")
            or _listed(coverage, width)
        ),
    ]
    if coverage.nobody_on:
        lines += ["", *wrapped(sentence(coverage.nobody_on), width)]
    return lines


def _table(coverage: Coverage, width: int, words: Callable[[Stated], str]) -> list[str]:
    """The matrix as a table; nothing where the width does not hold it."""
    case = coverage.case
    rows = [["", *(party.name for party in case.parties)]]
    rows += [
        [issue.title, *(words(coverage.cell(party, issue)) for party in case.parties)]
        for issue in case.issues
    ]
    rows.append(
        [
            "Stated on",
            *(f"{len(coverage.issues_of(p)):,} of {len(case.issues):,}" for p in case.parties),
        ]
    )
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        return []
    return [_row(row, widths) for row in rows]


def _row(texts: Iterable[str], widths: Iterable[int]) -> str:
    padded = (text + " " * (width - cells(text)) for text, width in zip(texts, widths, strict=True))
    return "  ".join(padded).rstrip(" ")


def _listed(coverage: Coverage, width: int) -> list[str]:
    lines = []
    for issue in coverage.case.issues:
        lines += wrapped(issue.title, width)
        for party in coverage.case.parties:
            stated = coverage.cell(party, issue)
            words = stated.words if stated.statements else "no stated position"
            lines += wrapped(words, width, f"    {party.name}: ", " " * 8)
    return lines


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
