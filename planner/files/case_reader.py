"""From a case file to a :class:`~planner.model.Case`."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from planner.errors import Problem
from planner.files.case_checks import check_case
from planner.files.case_evidence import strength_of
from planner.files.findings import Findings
from planner.files.structure import IDENTIFIER, structure
from planner.files.syntax import parse
from planner.files.tables import CaseFile, Condition
from planner.files.text import MAX_CASE_BYTES, SourceText, read_text
from planner.model import (
    Case,
    CoherenceRule,
    Issue,
    Option,
    OptionSet,
    Party,
    RedLine,
    Source,
    Statement,
    Term,
)

__all__ = ["CASE_SUFFIX", "LoadedCase", "case_from_source", "read_case"]

CASE_SUFFIX = ".case.toml"


@frozen(eq=False)
class LoadedCase:
    """A case with the file it comes from, and what in it should be looked at."""

    path: Path
    case: Case
    warnings: tuple[Problem, ...]


def read_case(path: str | os.PathLike[str]) -> LoadedCase:
    """The case in the file at ``path``.

    Raises :class:`~planner.errors.FileProblemError` with all mistakes that can be found at once.
    """
    file = Path(path)
    source = read_text(file, MAX_CASE_BYTES)
    return _loaded(file, source)


@lru_cache(maxsize=4)
def _loaded(file: Path, source: SourceText) -> LoadedCase:
    # A folder of scenarios has one case: it is read from the disk for each of them, but understood
    # only once as long as its bytes are the same.
    case, warnings = case_from_source(source, file.name)
    return LoadedCase(file, case, warnings)


def case_from_source(source: SourceText, file_name: str) -> tuple[Case, tuple[Problem, ...]]:
    """The case in a text that was read already, and its warnings.

    ``file_name`` gives the case its id where the text does not.
    """
    data = parse(source)
    findings = Findings(source)
    if "choices" in data and "parties" not in data:
        message = "this is a scenario, not a case"
        findings.error(("choices",), message, "a file with parties and issues", at="name")
        findings.fail()
    tables = structure(data, CaseFile, findings)
    del data  # a large case would be held three times over
    check_case(tables, findings)
    case_id = tables.case.id or _id_from(file_name, findings)
    findings.raise_errors()
    case = _case(case_id, tables, source.text)
    del tables  # the places of warnings want as much memory again
    return case, findings.warnings()


def _id_from(file_name: str, findings: Findings) -> str:
    case_id = file_name.removesuffix(CASE_SUFFIX).removesuffix(".toml")
    if not IDENTIFIER.fullmatch(case_id):
        expected = 'an "id" in [case]'
        findings.error(("case",), "the case has no id, and the file's name is none", expected)
    return case_id


def _case(case_id: str, tables: CaseFile, text: str) -> Case:
    return Case(
        id=case_id,
        title=tables.case.title,
        summary=tables.case.summary,
        as_of=tables.case.as_of,
        reading=tables.case.reading,
        text=text,
        sources=tuple(
            Source(source_id, table.title, table.publisher, table.published)
            for source_id, table in tables.sources.items()
        ),
        parties=tuple(
            Party(party_id, table.name, table.members) for party_id, table in tables.parties.items()
        ),
        issues=tuple(
            Issue(
                id=issue_id,
                title=issue.title,
                question=issue.question,
                options=tuple(
                    Option(option_id, table.title, table.definition, table.origin, table.evidence)
                    for option_id, table in issue.options.items()
                ),
            )
            for issue_id, issue in tables.issues.items()
        ),
        statements=tuple(
            Statement(
                id=statement_id,
                quote=table.quote,
                source=table.source,
                section=table.section,
                party=table.party or None,
                scope=table.scope,
                speaker=table.speaker,
                attribution=table.attribution,
                strength=table.strength,
                opposes=_option_sets(table.opposes),
                supports=_option_sets(table.supports),
                limits=table.limits,
            )
            for statement_id, table in tables.statements.items()
        ),
        red_lines=tuple(
            RedLine(
                id=line_id,
                party=table.party,
                title=table.title,
                crossed_when=_terms(table.crossed_when),
                contested_when=_terms(table.contested_when),
                scope=table.scope,
                strength=strength_of(table, tables.statements),
                evidence=table.evidence,
                confidence=table.confidence,
                caveat=table.caveat,
            )
            for line_id, table in tables.red_lines.items()
        ),
        coherence=tuple(
            CoherenceRule(rule_id, table.title, _terms(table.impossible_when))
            for rule_id, table in tables.coherence.items()
        ),
    )


def _option_sets(condition: Condition) -> tuple[OptionSet, ...]:
    return tuple(OptionSet(issue, options) for issue, options in condition.items())


def _terms(conditions: tuple[Condition, ...]) -> tuple[Term, ...]:
    return tuple(Term(_option_sets(condition)) for condition in conditions)
