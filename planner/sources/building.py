"""Puts a plain text together, block by block, and keeps where each part of it came from."""

from __future__ import annotations

from planner.sources.plain_text import Heading, PlainText

__all__ = ["TextBuilder"]


class TextBuilder:
    """Blocks, one below the other, each with the line of the file at which it begins."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[tuple[int, int]] = []
        self._blocks: list[int] = []
        self._headings: list[int] = []
        self._ends: dict[int, int] = {}
        self._pages: list[int] = []
        self._seams: list[int] = []

    def begin(self, line: int, *, heading: bool = False, block: bool = True) -> None:
        """Begin a block at that line of the file; ``heading`` says that it is one.

        What is no ``block`` is the next line of the one before.
        """
        if self._parts:
            self.add("\n")
        self.mark(line)
        self._end_heading()
        if block:
            self._blocks.append(self._length)
        if heading:
            self._headings.append(self._length)

    def begin_page(self) -> None:
        """Begin a page; the next block is its first."""
        self._pages.append(self._length + bool(self._parts))

    def mark(self, line: int) -> None:
        """What is added from here on stands at that line of the file."""
        self._lines.append((self._length, line))

    def add(self, words: str) -> None:
        """Add words to the block; each line break in them begins the next line of the file."""
        self._parts.append(words)
        self._length += len(words)

    def seam(self, ahead: int = 0) -> None:
        """The raised mark of a note begins or ends here, or so many characters ahead."""
        self._seams.append(self._length + ahead)

    def text(self) -> PlainText:
        """The text so far."""
        self._end_heading()
        whole = "".join(self._parts)
        headings = [Heading(at, whole[at : self._ends[at]].strip()) for at in self._headings]
        return PlainText(
            whole,
            tuple(self._lines) or ((0, 1),),
            tuple(heading for heading in headings if heading.words),
            tuple(self._pages),
            blocks=tuple(self._blocks),
            seams=frozenset(self._seams),
        )

    def _end_heading(self) -> None:
        if self._headings:
            self._ends.setdefault(self._headings[-1], self._length)
