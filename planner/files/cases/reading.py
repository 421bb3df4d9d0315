"""From a case file to a :class:`~planner.model.case.Case`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, frozen

from planner.by_fields import Printed
from planner.errors import FileProblemError, Problem
from planner.files.cases.checks import check_case
from planner.files.cases.evidence import strength_of
from planner.files.cases.tables import CaseFile, RedLineTable
from planner.files.cases.twins import told_apart
from planner.files.safety.reading import MAX_CASE_BYTES, read_text
from planner.files.toml.findings import Findings
from planner.files.toml.nouns import noun_of
from planner.files.toml.single_values import IDENTIFIER
from planner.files.toml.source import SourceText
from planner.files.toml.structure import structure
from planner.files.toml.syntax import parse
from planner.files.toml.values import Identifier
from planner.model.case import Case, Issue, Option, Party, Source
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.statements import Statement

if TYPE_CHECKING:
    from decimal import Decimal

    from planner.model.points import Points
    from planner.model.private import Overlay

__all__ = [
    "CASE_SUFFIX",
    "LoadedCase",
    "case_from_source",
    "case_of_tables",
    "has_moved",
    "is_case_file",
    "loaded_case",
    "read_case",
]

CASE_SUFFIX = ".case.toml"

_Noun = TypeVar("_Noun")


@frozen(eq=False, repr=False, slots=False)
class LoadedCase(Printed):
    """A case with the file and the text it comes from, and what in it should be looked at.

    ``case`` is what the file says, and what is written on; ``overlay`` what the private file beside
    it puts over it, where that was asked for.
    """

    path: Path
    case: Case
    source: SourceText
    warnings: tuple[Problem, ...]
    overlay: Overlay | None = None

    @cached_property
    def whole(self) -> Case:
        """The case with its private overlay, where that was asked for: what is judged by."""
        if self.overlay is None:
            return self.case
        from planner.model.private import overlaid  # noqa: PLC0415 (most cases have none)

        return overlaid(self.case, self.overlay)

    @cached_property
    def shown(self) -> Case:
        """The case as it is shown: names that look alike carry their ids."""
        return told_apart(self.whole)

    @property
    def number_of_warnings(self) -> int:
        """How many there are, with those that are not told."""
        return sum(1 + warning.further for warning in self.warnings)

    @property
    def digest(self) -> str:
        """By which a scenario knows the state of the case that it was saved against.

        It is that of the shared file alone: what a scenario stores depends on no overlay.
        """
        return self.source.digest

    def moved_since(self, saved_against: str) -> bool:
        """Whether it is known to be another than the case of that digest, empty for none."""
        # Most files name no digest: then none is worked out.
        return bool(saved_against) and has_moved(saved_against, self.digest)


def has_moved(saved_against: str, digest: str) -> bool:
    """Whether a case is known to be another than the one that a scenario was saved against.

    Then a name that it does not have may have vanished from it. Where the digest is the same, or
    there is none to compare, such a name is a mistake.
    """
    return bool(saved_against and digest and saved_against != digest)


def is_case_file(path: Path) -> bool:
    """Whether it is a case by its name, and so no scenario."""
    return path.name.endswith(CASE_SUFFIX)


def read_case(path: str | os.PathLike[str]) -> LoadedCase:
    """The case in the file at ``path``, without what a private overlay puts over it.

    Raises :class:`~planner.errors.FileProblemError` with all mistakes that can be found at once.
    """
    file = Path(path)
    source = read_text(file, MAX_CASE_BYTES)
    return loaded_case(file, source)


@lru_cache(maxsize=4)
def loaded_case(file: Path, source: SourceText) -> LoadedCase:
    """The case in a text that was read already, as if it stood in ``file``; see above."""
    # A folder of scenarios has one case: it is read from the disk for each of them, but understood
    # only once as long as its bytes are the same.
    try:
        held, case, warnings = _understood(evolve(source, name=""), file.name)
    except FileProblemError:
        case_from_source(source, file.name)  # says the same of this file, by its name
        raise
    told = tuple(evolve(warning, file=source.name) for warning in warnings)
    return LoadedCase(file, case, evolve(held, name=source.name), told)


@lru_cache(maxsize=4)
def _understood(source: SourceText, file_name: str) -> tuple[SourceText, Case, tuple[Problem, ...]]:
    """The case in a text without a name: a file that is named in two ways is one case."""
    return (source, *case_from_source(source, file_name))


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
    # What is wrong in one table keeps nobody from looking for what is wrong between the others.
    tables = structure(data, CaseFile, findings, needed=())
    findings.end_of_shapes()
    del data  # a large case would be held three times over
    check_case(tables, findings)
    case_id = tables.case.id or _id_from(file_name, findings)
    findings.raise_errors()
    case = case_of_tables(tables, case_id)
    del tables  # the places of warnings want as much memory again
    return case, findings.warnings()


def _id_from(file_name: str, findings: Findings) -> str:
    case_id = file_name.removesuffix(CASE_SUFFIX).removesuffix(".toml")
    if not IDENTIFIER.fullmatch(case_id):
        expected = 'an "id" in [case]'
        findings.error(("case",), "the case has no id, and the file's name is none", expected)
    return case_id


def case_of_tables(tables: CaseFile, case_id: str = "") -> Case:
    """The case that the tables of its file say; nothing is judged.

    ``case_id`` is its id where the tables do not say it.
    """
    return noun_of(
        Case,
        tables.case,
        id=tables.case.id or case_id,
        sources=_nouns(Source, tables.sources),
        parties=_nouns(Party, tables.parties),
        issues=tuple(
            noun_of(
                Issue,
                issue,
                id=issue_id,
                options=_nouns(Option, issue.options),
                minimum=issue.minimum or 0,
                maximum=issue.maximum or 0,
            )
            for issue_id, issue in tables.issues.items()
        ),
        statements=tuple(
            noun_of(Statement, statement, id=statement_id, place=statement.place or 0)
            for statement_id, statement in tables.statements.items()
        ),
        red_lines=tuple(
            noun_of(
                RedLine,
                line,
                id=line_id,
                strength=strength_of(line, tables.statements),
                strength_left_out=line.strength is None,
                points=None if line.minimum is None else _points(line, line.minimum),
            )
            for line_id, line in tables.red_lines.items()
        ),
        coherence=_nouns(CoherenceRule, tables.coherence),
    )


def _points(line: RedLineTable, minimum: Decimal) -> Points:
    from planner.files.cases.points import points_of  # noqa: PLC0415 (few cases have points)

    return points_of(line, minimum)


def _nouns(noun: type[_Noun], tables: Mapping[Identifier, Any]) -> tuple[_Noun, ...]:
    return tuple(noun_of(noun, table, id=noun_id) for noun_id, table in tables.items())
