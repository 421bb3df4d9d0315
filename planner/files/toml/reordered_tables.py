"""Tables by id that stand in another order: a text keeps them as they are written, and moves them.

Each takes the comments directly above and below it along; what stands between two of them stays
between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from planner.files.toml.leaves import Leaves, Path
from planner.files.toml.positions import line_at, scan, with_comments_above, with_comments_below

__all__ = ["with_reordered_tables"]

_Block = tuple[int, int]


def with_reordered_tables(text: str, before: Leaves, after: Leaves, among: Iterable[Path]) -> str:
    """The text, which says ``before``, with the tables of ``among`` in the order of ``after``.

    Tables that are not written each in one piece, under headers of its own, stay as they are.
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
    for path, held in numbers.items():
        first, last = statements[held[0]], statements[held[-1]]
        if first.is_header and held[-1] - held[0] + 1 == len(held):
            start = with_comments_above(text, first)
            blocks[path] = start, with_comments_below(text, last.end)
    return blocks


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
