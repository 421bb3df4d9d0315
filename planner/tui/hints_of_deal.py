"""What the row of keys of the deal shows, and what more of it where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from planner.keys.command import Command

__all__ = ["hinted"]

_TABS = frozenset(("library", "evidence", "compare", "analysis", "report"))
"""What the first row shows already is not said again by the row of keys."""
_WITH_ROOM = {
    "next_line": "next crossed",
    "search": "find",
    "set_aside": "set aside",
    "details": "title",
    "redo": "redo",
    "save_as": "save as",
}
"""What a wide row of keys says beside the rest."""


def hinted(commands: Iterable[Command]) -> Iterator[Command]:
    """The commands of the row: the report in the place of what finishes a deal, once it is."""
    every = [*commands]
    yield from (each for each in every if each.group != "App" and each.id not in _TABS)
    yield from (evolve(each, group="Choose") for each in every if each.id == "report")
    yield from (each for each in every if each.group == "App")
    more = {each.id: each for each in every if each.id in _WITH_ROOM}
    yield from (evolve(more[name], hint=hint, group="More") for name, hint in _WITH_ROOM.items())
