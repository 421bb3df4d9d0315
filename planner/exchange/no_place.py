"""What a case holds that a matrix has no place for, read off the tables of its file.

Whatever field a case file has is listed, unless it is known here that a row carries it.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.files.cases.kind import tables_of_case
from planner.files.cases.tables import CaseFile
from planner.files.toml.envelope import NO_ENVELOPE
from planner.files.toml.fields import FORMATS
from planner.files.toml.leaves import TABLE, Path, filled, leaves
from planner.model.case import Case, IssueKind
from planner.model.conditions import Condition
from planner.model.statements import Statement

__all__ = ["without_place"]

_CARRIED = {
    *(("issues", "title"), ("options", "title"), ("parties", "name"), ("sources", "title")),
    *(("statements", name) for name in ("quote", "source", "party", "strength")),
    *(("statements", name) for name in ("opposes", "supports")),
}
_TOLD_APART = {("issues", "kind"), *(("coherence", name) for name in ("title", "impossible_when"))}
"""What stands in the list in words of its own."""


def without_place(case: Case) -> tuple[str, ...]:
    """What the case holds that a matrix has no place for, with how many there are."""
    kinds = [issue.kind for issue in case.issues]
    on_options = [
        each
        for each in case.statements
        if each.party and any(condition.options for condition in _conditions(each))
    ]
    written = [each for each in on_options if any(c.is_any_alone for c in _conditions(each))]
    beyond = [each for each in on_options if not all(c.is_any_alone for c in _conditions(each))]
    parties, sources = {each.party for each in written}, {each.source for each in written}
    found = {
        "issues that are numbers": kinds.count(IssueKind.NUMBER),
        "that several options of an issue may hold together": kinds.count(IssueKind.ANY),
        "statements of no party or on no option": len(case.statements) - len(on_options),
        "statements with conditions that are no list of options": len(beyond),
        "parties of which no statement is written": sum(p.id not in parties for p in case.parties),
        "sources of which no statement is written": sum(s.id not in sources for s in case.sources),
        "rules of red lines, which an import makes of what is opposed": len(case.red_lines),
        "coherence rules": len(case.coherence),
    }
    fields = (f"of {what}: {', '.join(_counted(names))}" for what, names in _fields(case).items())
    return (*_counted(found), *fields)


def _counted(found: Mapping[str, int]) -> list[str]:
    return [f"{what} ({number:,})" for what, number in found.items() if number]


def _conditions(statement: Statement) -> tuple[Condition, ...]:
    return (*statement.opposes, *statement.supports)


def _fields(case: Case) -> dict[str, dict[str, int]]:
    """By table and field, as the file names them: how many hold what no row carries."""
    tables = tables_of_case(case, NO_ENVELOPE, FORMATS[-1])
    holders: dict[str, dict[str, set[Path]]] = {}
    for path, value in filled(leaves(tables), CaseFile).items():
        if value is TABLE or path == ("format",):
            continue
        depth = 1 if path[0] == "case" else 4 if path[2:3] == ("options",) else 2
        kind = "options" if depth == 4 else path[0]
        if (kind, path[depth]) not in _CARRIED | _TOLD_APART:
            held = holders.setdefault(_WORDS.get(kind, kind), {})
            held.setdefault(path[depth], set()).add(path[:depth])
    return {of: {name: len(ids) for name, ids in held.items()} for of, held in holders.items()}


_WORDS = {"case": "the case", "red_lines": "red lines"}
"""The tables that a sentence names otherwise than the file."""
