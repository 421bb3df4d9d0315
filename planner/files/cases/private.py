"""The private overlay beside a case: found, read, and put over the case.

``NAME.private.toml`` beside ``NAME.case.toml`` adds sources, statements and red lines, or puts its
own in place of shared ones, for those who have the file. Nobody gets it unasked: whoever reads a
case has the case alone until it asks :func:`with_private`. Nothing here writes.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs

from planner.files.cases.reading import CASE_SUFFIX, LoadedCase
from planner.files.safety.reading import MAX_CASE_BYTES, read_text
from planner.files.toml.source import SourceText

__all__ = ["PRIVATE_SUFFIX", "is_private_file", "private_file", "with_private"]

PRIVATE_SUFFIX = ".private.toml"

_OF_THE_CASE = ("case", "parties", "issues", "coherence")


def private_file(case_file: Path) -> Path:
    """Where the overlay of the case in that file stands, if it has one."""
    name = case_file.name.removesuffix(CASE_SUFFIX).removesuffix(".toml")
    return case_file.with_name(f"{name}{PRIVATE_SUFFIX}")


def is_private_file(path: str | os.PathLike[str]) -> bool:
    """Whether the file is an overlay by its name."""
    return os.fspath(path).endswith(PRIVATE_SUFFIX)


def with_private(loaded: LoadedCase) -> LoadedCase:
    """The case with the overlay beside its file; as it is where there is none.

    Raises :class:`~planner.errors.FileProblemError` with all mistakes of the overlay at once, and
    what does not hold together between both, each with its place in the file that it stands in.
    """
    file = private_file(loaded.path)
    # os.path takes a name that is too long for what it is: no file's.
    if not os.path.lexists(file):
        return loaded
    return _overlaid(loaded, read_text(file, MAX_CASE_BYTES))


@lru_cache(maxsize=4)
def _overlaid(loaded: LoadedCase, source: SourceText) -> LoadedCase:
    # Few have an overlay: what only it needs is imported where there is one.
    from planner.files.cases.checks import check_case  # noqa: PLC0415
    from planner.files.cases.kind import tables_of_case  # noqa: PLC0415
    from planner.files.cases.private_tables import PrivateFile  # noqa: PLC0415
    from planner.files.cases.reading import case_of_tables  # noqa: PLC0415
    from planner.files.toml.envelope import NO_ENVELOPE  # noqa: PLC0415
    from planner.files.toml.fields import FORMATS  # noqa: PLC0415
    from planner.files.toml.findings import Findings  # noqa: PLC0415
    from planner.files.toml.structure import structure  # noqa: PLC0415
    from planner.files.toml.syntax import parse  # noqa: PLC0415
    from planner.model.private import Overlay  # noqa: PLC0415

    data = parse(source, "a private overlay")
    findings = Findings(source)
    for name in _OF_THE_CASE:
        if name in data:
            message = f'a private overlay has no place for "{name}"'
            expected = "tables [sources.ID], [statements.ID] and [red_lines.ID] alone"
            findings.error((name,), message, expected, at="name")
    data = {name: table for name, table in data.items() if name not in _OF_THE_CASE}
    tables = structure(data, PrivateFile, findings, needed=())
    shared: Any = tables_of_case(loaded.case, NO_ENVELOPE, FORMATS[-1])
    whole = attrs.evolve(
        shared,
        sources={**shared.sources, **tables.sources},
        statements={**shared.statements, **tables.statements},
        red_lines={**shared.red_lines, **tables.red_lines},
    )
    own = {
        (name, item)
        for name in ("sources", "statements", "red_lines")
        for item in getattr(tables, name)
    }
    findings.end_of_shapes()
    findings.lies_over(loaded.source, lambda path: len(path) < 2 or path[:2] in own)
    check_case(whole, findings)
    findings.raise_errors()
    case = case_of_tables(whole, loaded.case.id)
    overlay = Overlay(
        tuple(each for each in case.sources if each.id in tables.sources),
        tuple(each for each in case.statements if each.id in tables.statements),
        tuple(each for each in case.red_lines if each.id in tables.red_lines),
    )
    # What the case's own file should be looked at for is known from reading it alone.
    mine = (problem for problem in findings.warnings() if problem.file == source.name)
    return attrs.evolve(loaded, overlay=overlay, warnings=(*loaded.warnings, *mine))
