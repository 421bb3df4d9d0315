"""Tables and values that have another id and are otherwise the same: a text keeps them as written.

Taken out and put in again they would lose their comments and their layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.files.toml.leaves import TABLE, Leaves, NewId, Path
from planner.files.toml.positions import end_of_name, scan
from planner.files.toml.writing import key

__all__ = ["with_new_ids", "with_renamed_tables"]


def with_renamed_tables(
    text: str, before: Leaves, after: Leaves, known: Iterable[NewId] = ()
) -> tuple[str, Leaves]:
    """The text, which says ``before``, with the ids of ``after`` in its headers, and what it says.

    Those that are ``known`` were given one after the other. Besides, a table counts as renamed
    where ``after`` has one beside it that says the same, and is new; so does a value by id.
    """
    for old, new in _of_known(before, known):
        text, before = _with_new_id(text, before, old, new)
    for old, new in _renamed(before, after):
        text, before = _with_new_id(text, before, old, new)
    for old, new in _renamed_values(before, after):
        changed = _with_name(text, old, new[-1])
        if changed is not None:
            text, before = changed, _with_id(before, old, new)
    return text, before


def with_new_ids(before: Leaves, after: Leaves, known: Iterable[NewId] = ()) -> Leaves:
    """What is said ``before``, in its order, with the ids of ``after`` for what is renamed."""
    for old, new in _of_known(before, known):
        before = _with_id(before, old, new)
    for old, new in _renamed(before, after):
        before = _with_id(before, old, new)
    return before


def _of_known(before: Leaves, known: Iterable[NewId]) -> Iterator[NewId]:
    """Those that lead from a table which is there to an id that none has by then."""
    ids = {path for path, value in before.items() if value is TABLE}
    for old, new in known:
        if old in ids and new not in ids:
            ids = {_moved(path, old, new) for path in ids}
            yield old, new


def _with_new_id(text: str, before: Leaves, old: Path, new: Path) -> tuple[str, Leaves]:
    changed = _with_header(text, old, new)
    return (text, before) if changed is None else (changed, _with_id(before, old, new))


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


def _renamed_values(before: Leaves, after: Leaves) -> Iterator[NewId]:
    """Fields never go or come without their table: what does is in a map, by an id."""
    new: dict[Path, list[Path]] = {}
    for path, value in after.items():
        if path not in before and value is not TABLE:
            new.setdefault(path[:-1], []).append(path)
    for old, value in before.items():
        if value is TABLE or old in after:
            continue
        beside = new.get(old[:-1], [])
        found = next((path for path in beside if after[path] == value), None)
        if found is not None:
            beside.remove(found)
            yield old, found


def _within(found: Leaves, table: Path) -> Leaves:
    depth = len(table)
    return {path[depth:]: value for path, value in found.items() if path[:depth] == table}


def _with_id(found: Leaves, old: Path, new: Path) -> Leaves:
    return {_moved(path, old, new): value for path, value in found.items()}


def _moved(path: Path, old: Path, new: Path) -> Path:
    depth = len(old)
    return (*new, *path[depth:]) if path[:depth] == old else path


def _with_name(text: str, path: Path, name: str) -> str | None:
    """The text with another name at the end of a path; ``None`` where no pair says that alone."""
    places = scan(text)
    depth = len(path)
    held = [each for each in places.statements if each.path[:depth] == path]
    if len(held) != 1 or held[0].is_header or held[0].path != path:
        return None
    start = places.names[path]
    return f"{text[:start]}{key(name)}{text[end_of_name(text, start) :]}"


def _with_header(text: str, old: Path, new: Path) -> str | None:
    """The text with another id in the headers; ``None`` where it is not written with headers."""
    depth = len(old)
    within = [s for s in scan(text).statements if s.path[:depth] == old]
    headers = [s for s in within if s.is_header]
    if not headers or any(s.table[:depth] != old for s in within if not s.is_header):
        return None
    for header in reversed(headers):
        # The places in an array of tables stand in no header.
        path = (*new, *(name for name in header.path[depth:] if isinstance(name, str)))
        words = f"[{'.'.join(map(key, path))}]"
        if text.startswith("[[", header.start):
            words = f"[{words}]"
        text = f"{text[: header.start]}{words}{text[header.end :]}"
    return text
