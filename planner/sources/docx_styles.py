"""Which styles of a DOCX file are headings.

A style has an id, which a word processor writes in the language of its user ("berschrift1"), a
name, which is English for those that come with it, and often a level in the outline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["Styles", "is_level", "value_of"]

_NAME = re.compile(r"(?i)(?:heading|title)\s*\d*$")
_NO_LEVEL = "9"
"""The level that an outline gives to what stands below its headings."""


class Styles:
    """The styles, once each element of their list was met."""

    def __init__(self) -> None:
        self._here = ""
        self._is_heading: dict[str, bool] = {}
        self._parents: dict[str, str] = {}

    def meet(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of the list of styles begins."""
        match name:
            case "style":
                self._here = value_of(attributes, "styleId")
            case "name" if _NAME.match(value_of(attributes)):
                self._is_heading.setdefault(self._here, True)
            case "outlineLvl":
                self._is_heading[self._here] = is_level(attributes)
            case "basedOn":
                self._parents[self._here] = value_of(attributes)

    def is_heading(self, style: str) -> bool:
        """Whether a paragraph of the style of that id is a heading."""
        return bool(_NAME.match(style)) or self._inherited(style)

    def _inherited(self, style: str) -> bool:
        """What the style says, or the first that it is based on and that says so.

        All on the way know it from then on: a hostile file has many, or leads round in a ring.
        """
        way: dict[str, bool] = {}
        while style not in self._is_heading and style not in way:
            way[style] = False
            style = self._parents.get(style, "")
        found = self._is_heading.get(style, False)
        self._is_heading |= dict.fromkeys(way, found)
        return found


def is_level(attributes: Mapping[str, str]) -> bool:
    """Whether an ``outlineLvl`` makes a heading."""
    return value_of(attributes) != _NO_LEVEL


def value_of(attributes: Mapping[str, str], name: str = "val") -> str:
    """The attribute of that name, in whatever namespace; empty without one."""
    return next((held for each, held in attributes.items() if each.endswith(f" {name}")), "")
