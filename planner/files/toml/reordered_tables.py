"""Tables by id that stand in another order: a text keeps them as they are written, and moves them.

Each takes the comments directly above and below it along; what stands between two of them stays
between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from planner.files.toml.leaves import Leaves, Path
from planner.files.toml.positions import Path as Place
from planner.files.toml.positions import (
    end_of_line,
    line_at,
    scan,
    with_comments_above,
    with_comments_below,
)

__all__ = ["with_reordered_tables"]

_Block = tuple[int, int]


def with_reordered_tables(text: str, before: Leaves, after: Leaves, among: Iterable[Path]) -> str:
    """The text, which says ``before``, with the tables of ``among`` in the order of ``after``.

    Tables that are not written each in one piece, all under headers of their own or all in lines of
    one body, stay as they are.
    """
    for table in among:
        wanted = [path for path in after if path[:-1] == table and path in before]
        blocks = _blocks(text, set(wanted)) if wanted else {}
        if len(blocks) == len(wanted):
            text = _with_blocks(text, blocks.values(), [blocks[path] for path in wanted])
    return text


def _blocks(text: str, tables: Collection[Path]) -> dict[Path, _Block]:
    """Where each of these tables, which are beside each other, is written in one piece."""
    depth = len(next(iter(tables)))
    statements = scan(text).statements
    numbers: dict[Path, list[int]] = {}
    for number, statement in enumerate(statements):
        path = tuple(map(str, statement.path[:depth]))
        if path in tables:
            numbers.setdefault(path, []).append(number)
    blocks: dict[Path, _Block] = {}
    bodies: set[Place | None] = set()
    for path, held in numbers.items():
        piece = statements[held[0] : held[-1] + 1]
        first, last = piece[0], piece[-1]
        in_lines = not any(each.is_header for each in piece)
        if len(piece) != len(held) or not (first.is_header or in_lines):
            return {}
        bodies.add(first.table if in_lines else None)
        # A comment directly below a line is one on the next line.
        end = end_of_line(text, last.end) if in_lines else with_comments_below(text, last.end)
        blocks[path] = with_comments_above(text, first), end
    return blocks if len(bodies) == 1 else {}


def _with_blocks(text: str, places: Iterable[_Block], wanted: Iterable[_Block]) -> str:
    """The text with other blocks in the same places, one after the other."""
    out = []
    at = 0
    for (start, end), (first, last) in zip(sorted(places), wanted, strict=True):
        block = text[first:last]
        out += [text[at:start], block if block.endswith("\n") else f"{block}\n"]
        if _ends_in_comment(out[-1]) and line_at(text, end):
            out.append("\n")  # else it would be a comment on what follows
        at = end
    return "".join([*out, text[at:]])


def _ends_in_comment(block: str) -> bool:
    return line_at(block, block.rfind("\n", 0, -1) + 1).startswith("#")
