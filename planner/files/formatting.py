"""What the canonical form would make of a scenario file, and what it would cost."""

from __future__ import annotations

import os

from attrs import frozen

from planner.files.safety.saving import Saved, save_text
from planner.files.scenarios.kind import kind_of
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.files.toml.guards import comments_of
from planner.files.toml.writing import schema_line

__all__ = ["Formatting", "formatting_of"]


@frozen(eq=False)
class Formatting:
    """A scenario file with its canonical form.

    ``comments`` is the number of comments that the canonical form does not hold. The line
    ``#:schema ...`` at the top is none of them: it stays, for the editors that follow it.
    """

    loaded: LoadedScenario
    text: str
    comments: int

    @property
    def changes(self) -> bool:
        """Whether the file would change."""
        return self.text != self.loaded.source.text

    def write(self) -> Saved:
        """Writes the canonical form, whole or not at all.

        Raises :class:`~planner.errors.SaveError`; then the file is as it was.
        """
        source = self.loaded.source
        return save_text(self.loaded.path, self.text, seen=source.sha256, base=source)


def formatting_of(path: str | os.PathLike[str]) -> Formatting:
    """What formatting the scenario file at ``path`` would do; nothing is written.

    The file keeps its line ends, its BOM, and the digest of the case that it was saved against:
    formatting is no new look at the case. Raises :class:`~planner.errors.FileProblemError` for a
    file that cannot be read.
    """
    loaded = read_scenario(path)
    kind = kind_of(loaded)
    text = kind.text_to_save(loaded.written, loaded.envelope, loaded.source, canonical=True)
    written = loaded.source.text
    comments = len(comments_of(written)) - bool(schema_line(written))
    return Formatting(loaded, text, comments)
