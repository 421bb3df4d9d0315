"""Tables that have another id and are otherwise the same: a text keeps them as they are written.

Taken out and put in again they would lose their comments and their layout.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.files.toml.leaves import TABLE, Leaves, Path
from planner.files.toml.positions import scan
from planner.files.toml.writing import key

__all__ = ["with_new_ids", "with_renamed_tables"]


def with_renamed_tables(text: str, before: Leaves, after: Leaves) -> tuple[str, Leaves]:
    """The text, which says ``before``, with the ids of ``after`` in its headers, and what it says.

    A table counts as renamed where ``after`` has one beside it that says the same, and is new.
    """
    for old, new in _renamed(before, after):
        changed = _with_header(text, old, new)
        if changed is not None:
            text = changed
            before = _with_id(before, old, new)
    return text, before


def with_new_ids(before: Leaves, after: Leaves) -> Leaves:
    """What is said ``before``, in its order, with the ids of ``after`` for what is renamed."""
    for old, new in _renamed(before, after):
        before = _with_id(before, old, new)
    return before


def _renamed(before: Leaves, after: Leaves) -> Iterator[tuple[Path, Path]]:
    gone = [path for path, value in before.items() if value is TABLE and path not in after]
    new = [path for path, value in after.items() if value is TABLE and path not in before]
    for old in gone:
        said = _within(before, old)
        for path in new:
            if path[:-1] == old[:-1] and _within(after, path) == said:
                new.remove(path)
                yield old, path
                break


def _within(found: Leaves, table: Path) -> Leaves:
    depth = len(table)
    return {path[depth:]: value for path, value in found.items() if path[:depth] == table}


def _with_id(found: Leaves, old: Path, new: Path) -> Leaves:
    depth = len(old)
    return {
        (*new, *path[depth:]) if path[:depth] == old else path: value
        for path, value in found.items()
    }


def _with_header(text: str, old: Path, new: Path) -> str | None:
    """The text with another id in the headers; ``None`` where it is not written with headers."""
    depth = len(old)
    within = [s for s in scan(text).statements if s.path[:depth] == old]
    headers = [s for s in within if s.is_header]
    if not headers or any(s.table[:depth] != old for s in within if not s.is_header):
        return None
    for header in reversed(headers):
        path = (*new, *map(str, header.path[depth:]))
        if text[header.start] != "[" or text[header.end - 1] != "]":
            return None
        words = f"[{'.'.join(map(key, path))}]"
        text = f"{text[: header.start]}{words}{text[header.end :]}"
    return text
