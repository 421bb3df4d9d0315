"""Which schema the top of a new file names, where its planner wants one there for editors."""

from __future__ import annotations

from pathlib import Path

from planner.files.places import places
from planner.files.toml.writing import with_schema_line

__all__ = ["naming_schema"]


def _schema_named(setting: str, file: Path) -> str:
    """How the file names the schema that is set: an address as it is, a path from its folder.

    A path in the configuration is meant from the configuration's folder. Empty where none is set.
    """
    if not setting or "://" in setting:
        return setting
    return places().relative(places().config / setting, places().absolute(file).parent)


def naming_schema(text: str, setting: str, file: Path) -> str:
    """The text of a new file with the line ``#:schema`` at its top; as it is where none is set."""
    target = _schema_named(setting, file)
    return with_schema_line(text, target) if target else text
