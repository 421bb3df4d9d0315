"""What a private overlay puts over a case, and how that is taken away again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.model.case import Case, Source, following_evidence
from planner.model.red_lines import RedLine
from planner.model.statements import Statement

__all__ = [
    "Overlay",
    "added_privately",
    "overlaid",
    "private_ids",
    "private_key",
    "without_private",
]

_AnyItem = Source | Statement | RedLine
"""What an overlay adds or replaces."""

_Item = TypeVar("_Item", bound=_AnyItem)


@frozen(eq=False, repr=False)
class Overlay(Compared):
    """The sources, statements and red lines that only those know who have the overlay."""

    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    red_lines: tuple[RedLine, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it holds nothing."""
        return not (self.sources or self.statements or self.red_lines)


def overlaid(case: Case, overlay: Overlay) -> Case:
    """The case with the overlay's items, each marked as private.

    One with the id of a shared item stands in its place, the others stand behind the shared ones.
    The case keeps what was replaced: :func:`without_private` is the way back.
    """
    sources, statements, lines = overlay.sources, overlay.statements, overlay.red_lines
    laid: tuple[_AnyItem, ...] = (*sources, *statements, *lines)
    new = {(type(item), item.id) for item in laid}
    shared: tuple[_AnyItem, ...] = (*case.sources, *case.statements, *case.red_lines)
    replaced = [item for item in shared if (type(item), item.id) in new]
    whole = evolve(
        case,
        sources=_over(case.sources, sources),
        statements=_over(case.statements, statements),
        red_lines=_over(case.red_lines, lines),
        beneath=(*case.beneath, *replaced),
    )
    return following_evidence(whole)


def without_private(case: Case) -> Case:
    """The whole case as its own file says it; the case itself where nothing in it is private.

    It is meant for a case as a whole, not as of a day: what was replaced comes back undated.
    """
    if not case.has_private:
        return case
    shared = evolve(
        case,
        sources=_shared(case.sources, case.beneath),
        statements=_shared(case.statements, case.beneath),
        red_lines=_shared(case.red_lines, case.beneath),
        beneath=(),
    )
    return following_evidence(shared)


def private_ids(case: Case) -> Mapping[str, tuple[str, ...]]:
    """The ids of what is private, under the names of their tables; tables without any are left out.

    ``{"statements": ("P1",), "red_lines": ("RU-P1",)}``
    """
    found = {
        "sources": tuple(source.id for source in case.sources if source.private),
        "statements": tuple(said.id for said in case.statements if said.private),
        "red_lines": tuple(line.id for line in case.red_lines if line.private),
    }
    return {name: ids for name, ids in found.items() if ids}


def private_key(case: Case) -> dict[str, Any]:
    """The key ``private`` of an answer for programs: the ids of what is private, by table.

    There is no such key where nothing is.
    """
    ids = private_ids(case)
    return {"private": {table: [*names] for table, names in ids.items()}} if ids else {}


def added_privately(case: Case, line: str) -> bool:
    """Whether that red line is known to the overlay alone, so that no shared file may name it."""
    held = case.red_lines_by_id.get(line)
    if held is None or not held.private:
        return False
    return not any(isinstance(each, RedLine) and each.id == line for each in case.beneath)


def _over(shared: tuple[_Item, ...], private: tuple[_Item, ...]) -> tuple[_Item, ...]:
    marked = {item.id: _marked(item) for item in private}
    return (*(marked.pop(item.id, item) for item in shared), *marked.values())


def _marked(item: _Item) -> _Item:
    return evolve(item, private=True)


def _shared(items: tuple[_Item, ...], beneath: tuple[_AnyItem, ...]) -> tuple[_Item, ...]:
    found: list[_Item] = []
    for item in items:
        if not item.private:
            found.append(item)
            continue
        found += [each for each in beneath if type(each) is type(item) and each.id == item.id]
    return tuple(found)
