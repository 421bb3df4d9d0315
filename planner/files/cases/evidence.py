"""What a coding claims beyond its evidence: warnings, and the strength of lines that state none.

A red line is a reading of statements. Nothing here is a mistake of form; all of it should be looked
at before anyone relies on the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from planner.files.cases.tables import CaseFile, RedLineTable, StatementTable
from planner.files.toml.findings import Findings
from planner.files.toml.values import Identifier
from planner.model.statements import Strength, strength_of_evidence, strengths_said

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["check_evidence", "strength_of"]

_FROM_THE_STRONGEST = list(Strength)
_EVIDENCE_OF_A_LINE = "evidence of the strength " + ", ".join(s for s in Strength if s.rank)


def strength_of(line: RedLineTable, statements: Mapping[Identifier, StatementTable]) -> Strength:
    """The strength of a red line: as written, else the strongest of its evidence.

    Where none of its evidence can make a line, it is a preference: the weakest line there is.
    """
    if line.strength is not None:
        return line.strength
    return strength_of_evidence(line, statements) or Strength.PREFERENCE


def check_evidence(case: CaseFile, findings: Findings) -> None:
    """Notes a warning for each statement without a source and each claim beyond the evidence."""
    for statement_id, statement in case.statements.items():
        if not statement.source:
            findings.warning(
                ("statements", statement_id),
                f'the statement "{statement_id}" has no source',
                'source = "ID", with the id of a table [sources.ID]',
            )
    stated = _stated_issues(case.statements)
    for line_id, line in case.red_lines.items():
        path: Path = ("red_lines", line_id)
        if line.evidence:
            held = strengths_said(line.evidence, case.statements)
            if line.strength is None:
                _left_out(path, strength_of_evidence(line, case.statements), findings)
            else:
                _strength(path, line.strength, held, findings)
            _evidence(path, held, findings)
            _superseded(path, line, case.statements, findings)
        elif not (line.points and line.strength):  # points say whose they are
            _no_evidence(path, line, findings)
        # Of a line without evidence whose party is silent everywhere, that one warning says it.
        if line.evidence or line.party in stated:
            _issues(path, line, stated.get(line.party, set()), findings)


def _stated_issues(statements: Mapping[Identifier, StatementTable]) -> dict[str, set[str]]:
    """The issues on which each party states a position; parties that state none are missing."""
    stated: dict[str, set[str]] = {}
    for statement in statements.values():
        if statement.party and statement.strength.is_position:
            held = stated.setdefault(statement.party, set())
            held.update(statement.opposes, statement.supports)
    return stated


def _no_evidence(path: Path, line: RedLineTable, findings: Findings) -> None:
    message = f'the red line "{path[-1]}" has no evidence'
    if line.strength is None:
        message += f' and no strength, so it counts as "{Strength.PREFERENCE}"'
    findings.warning(path, message, "the ids of the statements that it is coded from")


def _left_out(path: Path, given: Strength | None, findings: Findings) -> None:
    """Notes a strength that is left out, with what the evidence gives.

    That is what the file alone says: a day that is judged by, and a private overlay, may give
    another.
    """
    why = "the strongest of its evidence" if given else "since its evidence gives none"
    taken = given or Strength.PREFERENCE
    findings.warning(
        path,
        f'the red line "{path[-1]}" has no strength, so by this file it counts as "{taken}", {why}',
        f'strength = "{taken}", if that is meant',
    )


def _strength(path: Path, own: Strength, held: list[Strength], findings: Findings) -> None:
    """Notes a strength that the evidence does not carry."""
    if any(strength.is_position for strength in held):
        best = min(held, key=_FROM_THE_STRONGEST.index)
        if own.rank > best.rank:
            findings.warning(
                (*path, "strength"),
                f'the red line "{path[-1]}" is stronger than its evidence: "{own}", '
                f'where its strongest statement is "{best}"',
                f'"{best}", or evidence that is as strong' if best.rank else _EVIDENCE_OF_A_LINE,
            )


def _evidence(path: Path, held: list[Strength], findings: Findings) -> None:
    """Notes evidence that states no position."""
    if held and not any(strength.is_position for strength in held):
        findings.warning(
            (*path, "evidence"),
            f'the evidence of the red line "{path[-1]}" is only context or procedure: it states no '
            "position",
            _EVIDENCE_OF_A_LINE,
        )


def _superseded(
    path: Path,
    line: RedLineTable,
    statements: Mapping[Identifier, StatementTable],
    findings: Findings,
) -> None:
    """Notes a line that stays, whatever the day, while no statement that it is coded from does."""
    held = [statements[name].superseded_by for name in line.evidence if name in statements]
    if held and all(held) and not line.superseded_by:
        findings.warning(
            (*path, "evidence"),
            f'all evidence of the red line "{path[-1]}" is superseded, and the line is not',
            'superseded_by = "ID", with the id of the line in its place, or evidence that holds',
        )


def _issues(path: Path, line: RedLineTable, stated: set[str], findings: Findings) -> None:
    """Notes each issue of the rule on which the party states nothing, where it is named first."""
    told: set[str] = set()
    for place, issue in _named_issues(line):
        if issue in stated or issue in told:
            continue
        told.add(issue)
        findings.warning(
            (*path, *place),
            f'the rule of the red line "{path[-1]}" names the issue "{issue}", on which the party '
            f'"{line.party}" states nothing',
            f'a statement of "{line.party}" that has "{issue}" in supports or opposes',
        )


def _named_issues(line: RedLineTable) -> Iterator[tuple[Path, str]]:
    rules = {"crossed_when": line.crossed_when, "contested_when": line.contested_when}
    for name, terms in rules.items():
        for index, term in enumerate(terms):
            for issue in term:
                yield (name, index, issue), issue
