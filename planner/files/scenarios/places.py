"""Where in the file of a scenario each issue is decided."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planner.files.toml.positions import Positions, scan

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.files.toml.source import SourceText

__all__ = ["places_of_choices"]

_KEYS = ("option", "options", "value")
"""The keys that decide an issue, by its kind."""


def places_of_choices(source: SourceText) -> Callable[[str], tuple[int, int] | None]:
    """For an issue's id the line and column at which the text decides it.

    That of its table where no key does, ``None`` where the text says nothing of the issue. The text
    is looked through when the first place is asked for.
    """

    @cache
    def positions() -> Positions:
        return scan(source.text)

    def place_of(issue: str) -> tuple[int, int] | None:
        known = positions().values
        table = ("choices", issue)
        for path in (*((*table, key) for key in _KEYS), table):
            if path in known:
                return positions().line_column(known[path])
        return None

    return place_of
