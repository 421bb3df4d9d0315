"""What the canonical form would make of a scenario or case file, and what it would cost."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from attrs import frozen

from planner.by_fields import Printed
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import is_case_file, read_case
from planner.files.safety.saving import Saved, save_text
from planner.files.scenarios.kind import kind_of
from planner.files.scenarios.reading import read_scenario
from planner.files.toml.envelope import NO_ENVELOPE, Envelope
from planner.files.toml.guards import comments_of
from planner.files.toml.kind import Kind
from planner.files.toml.source import SourceText
from planner.files.toml.writing import schema_line, with_schema_line

__all__ = ["Formatting", "formatting_of", "schema_line_of"]


@frozen(eq=False, repr=False)
class Formatting(Printed):
    """A scenario or case file with its canonical form.

    ``comments`` is the number of comments that the canonical form does not hold. The line
    ``#:schema ...`` at the top is none of them: it stays, for the editors that follow it.
    """

    path: Path
    source: SourceText
    text: str
    comments: int

    @property
    def changes(self) -> bool:
        """Whether the file would change."""
        return self.text != self.source.text

    def write(self) -> Saved:
        """Writes the canonical form, whole or not at all.

        Raises :class:`~planner.errors.SaveError`; then the file is as it was.
        """
        return save_text(self.path, self.text, seen=self.source.sha256, base=self.source)


def formatting_of(path: str | os.PathLike[str]) -> Formatting:
    """What formatting the scenario or case file at ``path`` would do; nothing is written.

    The file keeps its line ends, its BOM, and the digest of the case that it was saved against:
    formatting is no new look at the case. Raises :class:`~planner.errors.FileProblemError` for a
    file that cannot be read.
    """
    file = Path(path)
    if is_case_file(file):
        case = read_case(file)
        return _formatting(file, case.source, case_kind(file.name), case.case, NO_ENVELOPE)
    loaded = read_scenario(file)
    return _formatting(file, loaded.source, kind_of(loaded), loaded.written, loaded.envelope)


def schema_line_of(path: str | os.PathLike[str], target: str) -> Formatting:
    """The scenario or case file with the line ``#:schema`` at its top; nothing is written.

    ``target`` is the schema as the file is to name it, empty for no such line. All else in the
    file stays as it is. Raises :class:`~planner.errors.FileProblemError` as above.
    """
    file = Path(path)
    read = read_case if is_case_file(file) else read_scenario
    source = read(file).source
    return Formatting(file, source, with_schema_line(source.text, target, source.newline), 0)


def _formatting(
    path: Path, source: SourceText, kind: Kind[Any], content: Any, envelope: Envelope
) -> Formatting:
    text = kind.text_to_save(content, envelope, source, canonical=True)
    comments = len(comments_of(source.text)) - bool(schema_line(source.text))
    return Formatting(path, source, text, comments)
