"""What the tables of a case file say about each other: names that do not exist, empty rules.

The shape is right when these run. Each check notes findings with the way to the value; together
they show all of a file's mistakes at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from planner.files.cases.evidence import check_evidence
from planner.files.cases.tables import CaseFile, RedLineTable, StatementTable
from planner.files.toml.findings import Findings
from planner.files.toml.values import Condition
from planner.model.case import Origin
from planner.model.statements import Strength

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["check_case"]

_RULE_EXAMPLE = 'a rule such as [{ issue = ["option"] }]'


def check_case(case: CaseFile, findings: Findings) -> None:
    """Notes all errors and warnings between the tables of a case file of the right shape."""
    _Checks(case, findings).run()


class _Checks:
    """The checks of one case, with its names at hand."""

    def __init__(self, case: CaseFile, findings: Findings) -> None:
        self._case = case
        self._findings = findings
        self._options: dict[str, Collection[str]] = {
            issue: table.options.keys() for issue, table in case.issues.items()
        }

    def run(self) -> None:
        self._parties()
        self._issues()
        for statement_id, statement in self._case.statements.items():
            self._statement(("statements", statement_id), statement)
        for line_id, line in self._case.red_lines.items():
            self._red_line(("red_lines", line_id), line)
        for rule_id, rule in self._case.coherence.items():
            self._rule(("coherence", rule_id, "impossible_when"), rule.impossible_when)
        check_evidence(self._case, self._findings)

    def _parties(self) -> None:
        if not self._case.parties:
            self._findings.error(("parties",), "the case has no party", "a table [parties.ID]")
        for party_id, party in self._case.parties.items():
            self._no_repeats(("parties", party_id, "members"), party.members)

    def _issues(self) -> None:
        if not self._case.issues:
            self._findings.error(("issues",), "the case has no issue", "a table [issues.ID]")
        for issue_id, issue in self._case.issues.items():
            path: Path = ("issues", issue_id, "options")
            if not issue.options:
                message = f'the issue "{issue_id}" has no option'
                expected = f"a table [issues.{issue_id}.options.ID]"
                self._findings.error(path, message, expected)
            for option_id, option in issue.options.items():
                self._evidence((*path, option_id, "evidence"), option.evidence)
                if option.origin is Origin.ADDED and not option.definition.strip():
                    self._findings.warning(
                        (*path, option_id),
                        f'the added option "{option_id}" has no definition',
                        "words that say what it means, since no source does",
                    )

    def _statement(self, path: Path, statement: StatementTable) -> None:
        if not statement.quote.strip():
            self._findings.error((*path, "quote"), "the quote is empty", "the words of the source")
        self._known((*path, "source"), "source", statement.source, self._case.sources.keys())
        self._known((*path, "party"), "party", statement.party, self._case.parties.keys())
        self._condition((*path, "opposes"), statement.opposes, may_be_silent=True)
        self._condition((*path, "supports"), statement.supports, may_be_silent=True)

    def _red_line(self, path: Path, line: RedLineTable) -> None:
        self._known((*path, "party"), "party", line.party, self._case.parties.keys())
        if line.strength is not None and not line.strength.rank:
            self._findings.error(
                (*path, "strength"),
                f'a statement of the strength "{line.strength}" makes no red line',
                _LINE_STRENGTHS,
            )
        self._rule((*path, "crossed_when"), line.crossed_when)
        self._terms((*path, "contested_when"), line.contested_when)
        self._evidence((*path, "evidence"), line.evidence)

    def _rule(self, path: Path, terms: tuple[Condition, ...]) -> None:
        if not terms:
            self._findings.error(
                path, "the rule is empty: nothing could ever meet it", _RULE_EXAMPLE
            )
        self._terms(path, terms)

    def _terms(self, path: Path, terms: tuple[Condition, ...]) -> None:
        for index, term in enumerate(terms):
            if not term:
                message = "this part of the rule is empty: every scenario would meet it"
                self._findings.error((*path, index), message, _RULE_EXAMPLE)
            self._condition((*path, index), term)

    def _condition(self, path: Path, condition: Condition, *, may_be_silent: bool = False) -> None:
        for issue, options in condition.items():
            place = (*path, issue)
            known = self._options.get(issue)
            if known is None:
                self._findings.unknown(
                    place, "the case has no issue", issue, self._options.keys(), at="name"
                )
                continue
            if not options and not may_be_silent:
                message = f'the list of options for "{issue}" is empty'
                self._findings.error(place, message, "at least one option")
            for index, option in enumerate(options):
                if option not in known:
                    missing = f'the issue "{issue}" has no option'
                    self._findings.unknown((*place, index), missing, option, known)
            self._no_repeats(place, options)

    def _evidence(self, path: Path, evidence: tuple[str, ...]) -> None:
        for index, statement in enumerate(evidence):
            self._known((*path, index), "statement", statement, self._case.statements.keys())
        self._no_repeats(path, evidence)

    def _known(self, path: Path, kind: str, name: str, known: Collection[str]) -> None:
        if name and name not in known:
            self._findings.unknown(path, f"the case has no {kind}", name, known)

    def _no_repeats(self, path: Path, names: tuple[str, ...]) -> None:
        if len(set(names)) == len(names):
            return
        counts: Counter[str] = Counter()
        for index, name in enumerate(names):
            counts[name] += 1
            if counts[name] == 2:  # told once, where it is repeated first
                message = f'"{name}" stands in this list twice'
                self._findings.error((*path, index), message, "each once")


_LINE_STRENGTHS = "one of " + ", ".join(strength for strength in Strength if strength.rank)
