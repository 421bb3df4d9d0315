"""What the tables of a case file say about each other: names that do not exist, empty rules.

The shape is right when these run. Each check notes findings with the way to the value; together
they show all of a file's mistakes at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from planner.files.cases.condition_checks import RULE_EXAMPLE, ConditionChecks, check_each_once
from planner.files.cases.evidence import check_evidence
from planner.files.cases.issue_checks import check_issues
from planner.files.cases.tables import CaseFile, RedLineTable, StatementTable
from planner.files.cases.twins import check_twins
from planner.files.places import is_of_this_computer, names_another_computer
from planner.files.toml.findings import Findings
from planner.files.toml.values import Name
from planner.model.statements import Strength
from planner.visible import visible

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["check_case"]


def check_case(case: CaseFile, findings: Findings) -> None:
    """Notes all errors and warnings between the tables of a case file of the right shape."""
    _Checks(case, findings).run()


class _Checks:
    """The checks of one case."""

    def __init__(self, case: CaseFile, findings: Findings) -> None:
        self._case = case
        self._findings = findings
        self._conditions = ConditionChecks(case, findings)

    def run(self) -> None:
        self._parties()
        self._sources()
        check_issues(self._case, self._conditions, self._findings)
        for issue_id, issue in self._case.issues.items():
            for option_id, option in issue.options.items():
                place: Path = ("issues", issue_id, "options", option_id, "evidence")
                self._evidence(place, option.evidence)
        statements, red_lines = self._case.statements, self._case.red_lines
        for statement_id, statement in statements.items():
            self._statement(("statements", statement_id), statement)
        for line_id, line in red_lines.items():
            self._red_line(("red_lines", line_id), line)
        for rule_id, rule in self._case.coherence.items():
            place = ("coherence", rule_id, "impossible_when")
            self._conditions.rule(place, rule.impossible_when)
        self._no_rings("statements", "repeats", {n: s.repeats for n, s in statements.items()})
        superseded = {n: s.superseded_by for n, s in statements.items()}
        self._no_rings("statements", "superseded_by", superseded)
        superseded = {n: line.superseded_by for n, line in red_lines.items()}
        self._no_rings("red_lines", "superseded_by", superseded)
        check_evidence(self._case, self._findings)
        check_twins(self._case, self._findings)

    def _parties(self) -> None:
        if not self._case.parties:
            self._findings.error(("parties",), "the case has no party", "a table [parties.ID]")
        for party_id, party in self._case.parties.items():
            check_each_once(("parties", party_id, "members"), party.members, self._findings)

    def _sources(self) -> None:
        for source_id, source in self._case.sources.items():
            if names_another_computer(source.text):
                message = f'"text" in [sources.{source_id}] names another computer'
                expected = 'the way from this file to the text, such as "sources/report.txt"'
                hint = 'where it stands on the web belongs into "url"'
                self._findings.error(("sources", source_id, "text"), message, expected, hint)
            elif is_of_this_computer(source.text):
                path = ("sources", source_id, "text")
                if self._findings.is_shared(path):
                    message = f'"text" in [sources.{source_id}] is a place on this computer alone'
                    expected = 'the way from this file to the text, such as "sources/report.txt"'
                    hint = "whoever gets the case reads the names of your folders in it"
                    self._findings.warning(path, message, expected, hint)

    def _statement(self, path: Path, statement: StatementTable) -> None:
        if not statement.quote.strip():
            self._findings.error((*path, "quote"), "the quote is empty", "the words of the source")
        self._known((*path, "source"), "source", statement.source, self._case.sources.keys())
        self._known((*path, "party"), "party", statement.party, self._case.parties.keys())
        self._conditions.condition((*path, "opposes"), statement.opposes, may_be_silent=True)
        self._conditions.condition((*path, "supports"), statement.supports, may_be_silent=True)
        for name in ("repeats", "superseded_by"):
            other = getattr(statement, name)
            self._known((*path, name), "statement", other, self._case.statements.keys())

    def _red_line(self, path: Path, line: RedLineTable) -> None:
        self._known((*path, "party"), "party", line.party, self._case.parties.keys())
        self._member((*path, "member"), line)
        if line.strength is not None and not line.strength.rank:
            self._findings.error(
                (*path, "strength"),
                f'a statement of the strength "{line.strength}" makes no red line',
                _LINE_STRENGTHS,
            )
        self._limit(path, line)
        self._evidence((*path, "evidence"), line.evidence)
        known = self._case.red_lines.keys()
        self._known((*path, "superseded_by"), "red line", line.superseded_by, known)

    def _limit(self, path: Path, line: RedLineTable) -> None:
        """Notes what is wrong with what says when the line is crossed."""
        if line.points or line.minimum is not None or line.contested_below is not None:
            # Imported late, since it calculates with decimals: most cases have no points.
            from planner.files.cases.points_checks import check_points  # noqa: PLC0415

            check_points(path, line, self._case, self._findings)
        elif line.scored_by:
            message = f'the red line "{path[-1]}" has no points'
            expected = "a table [red_lines.ID.points]"
            about = (*path, "points")  # or they stand there, and do not fit
            self._findings.error((*path, "scored_by"), message, expected, at="name", about=about)
        elif not line.crossed_when:
            message = f'the red line "{path[-1]}" has no rule: nothing could ever cross it'
            expected = f"{RULE_EXAMPLE}, or points with a minimum"
            self._findings.error((*path, "crossed_when"), message, expected)
        self._conditions.terms((*path, "crossed_when"), line.crossed_when)
        self._conditions.terms((*path, "contested_when"), line.contested_when)

    def _member(self, path: Path, line: RedLineTable) -> None:
        party = self._case.parties.get(line.party)
        if party is None or not line.member or Name(line.member) in party.members:
            return
        if self._findings.is_misshapen("parties", line.party, "members"):
            return
        missing = f'the party "{line.party}" has no member'
        if party.members:
            self._findings.unknown(path, missing, line.member, party.members)
        else:
            expected = f"members = [...] in [parties.{line.party}]"
            self._findings.error(path, f'{missing} "{visible(line.member)}"', expected)

    def _evidence(self, path: Path, evidence: tuple[str, ...]) -> None:
        for index, statement in enumerate(evidence):
            self._known((*path, index), "statement", statement, self._case.statements.keys())
        check_each_once(path, evidence, self._findings)

    def _known(self, path: Path, kind: str, name: str, known: Collection[str]) -> None:
        if name and name not in known and not self._findings.is_misshapen(_TABLES[kind]):
            self._findings.unknown(path, f"the case has no {kind}", name, known)

    def _no_rings(self, table: str, name: str, leads_to: Mapping[Any, str]) -> None:
        """Notes what comes back to itself by that name."""
        if not any(leads_to.values()):
            return
        from planner.files.cases.rings import ring_words, rings  # noqa: PLC0415 (seldom needed)

        kind = table.removesuffix("s").replace("_", " ")
        verb = "repeat" if name == "repeats" else "supersede"
        for ring in rings({each: [other] for each, other in leads_to.items()}):
            if len(ring) == 1:
                message = f'the {kind} "{ring[0]}" {verb}s itself'
            else:
                message = f"these {kind}s {verb} each other: {ring_words(ring)}"
            self._findings.error((table, ring[0], name), message, f"another {kind}")


_LINE_STRENGTHS = "one of " + ", ".join(strength for strength in Strength if strength.rank)
_TABLES = {
    "party": "parties",
    "source": "sources",
    "statement": "statements",
    "red line": "red_lines",
}
