"""Reviews of codings: a name vouches for one meaning, and holds no longer than that does."""

from __future__ import annotations

from collections.abc import Iterator

from planner.files.toml.leaves import Leaves, Path

__all__ = ["NO_MEANING", "reviews_kept"]

NO_MEANING = frozenset({"reviewed_by", "section", "place"})
"""What may change in a statement or a red line without another meaning."""
_REVIEWED = {"statements", "red_lines"}


def reviews_kept(merged: Leaves, *sides: Leaves) -> Leaves:
    """What was merged of a case, without the reviews of what came out otherwise than reviewed.

    A name stays where a side that has it says the same of the statement or red line.
    """
    found = dict(merged)
    meanings = [_meanings(side) for side in (merged, *sides)]
    for path, names in _reviews(merged):
        means, *others = (meaning.get(path[:2]) for meaning in meanings)
        vouched = {
            name
            for side, other in zip(sides, others, strict=True)
            if other == means
            for name in side.get(path, ())
        }
        found[path] = tuple(name for name in names if name in vouched)
    return found


def _reviews(said: Leaves) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for path, value in said.items():
        if value and path[0] in _REVIEWED and path[2:] == ("reviewed_by",):
            yield path, value


def _meanings(said: Leaves) -> dict[Path, dict[Path, object]]:
    """What each statement and red line means, by the way to it."""
    found: dict[Path, dict[Path, object]] = {}
    for path, value in said.items():
        if path[0] in _REVIEWED and len(path) > 2 and path[2] not in NO_MEANING:
            found.setdefault(path[:2], {})[path] = value
    return found
