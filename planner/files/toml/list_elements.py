"""The elements of a list with comments: single ones are changed, so that the comments stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from planner.files.toml.positions import REST_OF_LINE, Path, Positions
from planner.files.toml.writing import inline

__all__ = ["Piece", "changed_elements"]

Piece = tuple[int, int, str]
"""What is cut out of a text between two offsets, and what is put in there."""

_New = tuple[str, str, str]
"""An element, the lines of comments above it, and what stands beside it."""
_COMMENT = re.compile(r"[ \t]*#")
_COMMA = re.compile(r"[ \t]*,")
_LATER_COMMA = re.compile(r"(?:[ \t\r\n]|#[^\n]*\n)*,")


def changed_elements(
    text: str, places: Positions, path: Path, held: Sequence[Any], wanted: Sequence[Any]
) -> Iterator[Piece]:
    """What makes the list at ``path``, which holds ``held``, one of ``wanted``.

    An element in the place of another has its line, and so the comment beside it; one that comes to
    another place takes along that and those right above. New ones get lines of their own where the
    others have them.
    """
    elements = _List(text, places, path)
    own, other = [*map(inline, held)], [*map(inline, wanted)]
    steps = SequenceMatcher(None, own, other, autojunk=False).get_opcodes()
    others = [(a, b, c, d) for what, a, b, c, d in steps if what != "equal"]
    gone = [number for a, b, _, _ in others for number in range(a, b)]
    new = {other[number] for _, _, c, d in others for number in range(c, d)}
    moved = {own[number]: elements.comments(number) for number in gone if own[number] in new}
    for a, b, c, d in others:
        if b - a == d - c and moved.keys().isdisjoint([*own[a:b], *other[c:d]]):
            spans = (elements.span(number) for number in range(a, b))
            yield from ((*span, each) for span, each in zip(spans, other[c:d], strict=True))
            continue
        for number in range(a, b):
            yield from elements.without(number, moved=own[number] in moved)
        if other[c:d]:
            yield from elements.with_new(
                [(each, *moved.get(each, ("", ""))) for each in other[c:d]], a
            )


class _List:
    """A list in a text, and where its elements stand."""

    def __init__(self, text: str, places: Positions, path: Path) -> None:
        self._text = text
        self._places = places
        self._path = path

    def span(self, number: int) -> tuple[int, int]:
        """Where that element begins and ends."""
        path = (*self._path, number)
        return self._places.values[path], self._places.ends[path]

    def comments(self, number: int) -> tuple[str, str]:
        """Those right above an element that has a line of its own, as lines, and the one beside it.

        The latter has the blanks before it.
        """
        start, end = self.span(number)
        rest = self._rest_of_its_line(start, self._behind_comma(end))
        if rest is None:
            return "", ""
        return self._text[self._above(number) : self._line_of(start)], rest[0].rstrip("\n")

    def without(self, number: int, *, moved: bool) -> Iterator[Piece]:
        """What takes it out: with its line, where nothing else stands there.

        Its comments stay, unless it is ``moved``.
        """
        start, end = self.span(number)
        later = _LATER_COMMA.match(self._text, end)
        behind = self._behind_comma(end)
        if later is not None and later.end() != behind:
            yield later.end() - 1, later.end(), ""
        rest = self._rest_of_its_line(start, behind)
        if rest is not None and (moved or rest[1] is None):
            yield self._above(number) if moved else self._line_of(start), rest.end(), ""
        else:
            yield start, behind, ""

    def with_new(self, new: Sequence[_New], number: int) -> Iterator[Piece]:
        """What puts new elements in front of that one."""
        if number:
            yield from self._behind(new, number - 1)
            return
        opening = self._places.values[self._path] + 1
        end = self._end_of_line(opening)
        if end:
            first = self._places.values.get((*self._path, 0))
            indent = "    " if first is None else self._indent(first)
            yield end, end, _lines(new, indent)
        else:
            yield opening, opening, "".join(f"{each}, " for each, *_ in new)

    def _behind(self, new: Sequence[_New], number: int) -> Iterator[Piece]:
        start, end = self.span(number)
        behind = self._behind_comma(end)
        line_end = self._end_of_line(behind)
        is_last = _LATER_COMMA.match(self._text, end) is None
        if not line_end or (behind == end and not is_last):
            yield end, end, "".join(f", {each}" for each, *_ in new)
            return
        if is_last:
            yield end, end, ","
        yield line_end, line_end, _lines(new, self._indent(start))

    def _behind_comma(self, offset: int) -> int:
        """The offset behind a comma that follows in the same line, else the same one."""
        comma = _COMMA.match(self._text, offset)
        return offset if comma is None else comma.end()

    def _rest_of_its_line(self, start: int, behind: int) -> re.Match[str] | None:
        """What stands behind an element that has a line of its own; ``None`` where it has none."""
        rest = REST_OF_LINE.match(self._text, behind)
        alone = not self._text[self._line_of(start) : start].strip()
        return rest if alone and rest is not None and rest[0].endswith("\n") else None

    def _above(self, number: int) -> int:
        """Where the element's line begins, or the comments right above it."""
        since = self.span(number - 1)[1] if number else self._places.values[self._path]
        start = self._line_of(self.span(number)[0])
        while (before := self._line_of(start - 1)) > since and _COMMENT.match(self._text, before):
            start = before
        return start

    def _line_of(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _indent(self, offset: int) -> str:
        line = self._text[self._line_of(offset) : offset]
        return line[: len(line) - len(line.lstrip())]

    def _end_of_line(self, offset: int) -> int:
        """The offset behind the line, where only a comment follows in it; else 0."""
        rest = REST_OF_LINE.match(self._text, offset)
        return rest.end() if rest is not None and rest[0].endswith("\n") else 0


def _lines(new: Sequence[_New], indent: str) -> str:
    return "".join(f"{above}{indent}{each},{beside}\n" for each, above, beside in new)
