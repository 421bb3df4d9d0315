"""A source's own words as plain text, in which each place has a name that a reader can follow."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.sources.folding import Folded, folded

__all__ = ["PARAGRAPH", "UNKNOWN", "WORD", "Heading", "Place", "PlainText", "SourceFormatError"]

UNKNOWN = "\ufffd"
"""Stands in the text of a PDF for each letter of which the file does not say which it is."""

WORD = re.compile(r"\w+")
PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:[^\S\n]*\n[^\S\n]*\S(?:.*\S)?)*")
"""Lines without a blank one between them."""


class SourceFormatError(Exception):
    """The bytes are no source text of their kind. The arguments: what was found, and expected."""

    def __init__(self, found: str, expected: str = "") -> None:
        super().__init__(found, expected)
        self.found = found
        self.expected = expected


@frozen(eq=False, repr=False)
class Heading(Compared):
    """A heading, and where in the text it stands."""

    offset: int
    words: str


@frozen(eq=False, repr=False)
class Place(Compared):
    """A place in a source: the line of its file, or of the page where it has pages, from 1.

    ``section`` is the heading that it stands under, empty before the first one.
    """

    line: int
    section: str = ""
    page: int | None = None


@frozen(eq=False, repr=False, slots=False)
class PlainText(Compared):
    """The text, with what stands where: all offsets count characters of ``text`` from 0.

    ``lines`` are (offset, line) pairs by ascending offset: from there on the text is that of this
    line of the file, and each line break in it begins the next one. A file of another make has
    paragraphs for lines. ``pages`` holds the offset at which each page begins, none where there are
    no pages. ``broken`` holds the offset of each hyphen at which the end of a line breaks a
    word: nothing says whether it belongs to the word. ``blocks`` holds the offset at which each
    heading, paragraph or item of a list begins, none where only the lines are known. ``running``
    holds the stretches of the heads and feet of pages, over which sentences go on. ``seams`` holds
    the offsets at which the raised mark of a note begins or ends: it is none of the word before.
    """

    text: str
    lines: tuple[tuple[int, int], ...] = ((0, 1),)
    headings: tuple[Heading, ...] = ()
    pages: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()
    blocks: tuple[int, ...] = ()
    running: tuple[tuple[int, int], ...] = ()
    seams: frozenset[int] = frozenset()

    @cached_property
    def folded(self) -> Folded:
        """The text in which quotes are looked for."""
        return folded(self.text, self.broken)

    @cached_property
    def flow(self) -> str:
        """The text with blanks in place of the heads and feet of pages: all else at its place."""
        parts, at = [], 0
        for start, end in self.running:
            parts += [self.text[at:start], " " * (end - max(at, start))]
            at = max(at, end)
        return "".join((*parts, self.text[at:]))

    @cached_property
    def flowing(self) -> Folded:
        """The text in which quotes are looked for that go over a page."""
        hyphens = (at for at in self.broken if not self.is_running(at))
        return folded(self.flow, tuple(hyphens))

    def is_running(self, offset: int) -> bool:
        """Whether that character stands in the head or foot of a page."""
        before = bisect_right(self.running, (offset, 1 << 62)) - 1
        return before >= 0 and offset < self.running[before][1]

    @cached_property
    def pages_without_words(self) -> tuple[int, ...]:
        """The numbers of the pages that are blank, or pictures of pages."""
        ends = (*self.pages[1:], len(self.text))
        held = enumerate(zip(self.pages, ends, strict=False), 1)
        return tuple(page for page, (at, end) in held if not self.text[at:end].strip())

    @cached_property
    def words(self) -> tuple[tuple[str, int, int], ...]:
        """Every word in small letters, with the offsets at which it begins and ends."""
        return tuple((w[0].casefold(), w.start(), w.end()) for w in WORD.finditer(self.text))

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The offsets at which a block begins, as far as known, or what stands below a heading."""
        headings = {heading.offset for heading in self.headings}
        below = {self.text.find("\n", each.offset + len(each.words)) for each in self.headings}
        return tuple(sorted(headings.union(self.blocks, below - {-1})))

    def place(self, offset: int) -> Place:
        """Where a character stands."""
        at, line = self.lines[max(0, bisect_right(self.lines, (offset, 1 << 62)) - 1)]
        page = bisect_right(self.pages, offset) if self.pages else None
        line += self.text.count("\n", at, offset)
        return Place(line, self.section(offset), page)

    def section(self, offset: int) -> str:
        """The words of the heading that a character stands under; empty before the first one."""
        under = bisect_right([heading.offset for heading in self.headings], offset)
        return self.headings[under - 1].words if under else ""

    def with_headings(self, names: Iterable[str]) -> PlainText:
        """The same text, in which lines that are one of these names are headings.

        A text without headings of its own has them so: a case names the sections that it cites.
        """
        wanted = {folded(name).text.strip() for name in names} - {""}
        if self.headings or not wanted:
            return self
        found, offset = [], 0
        for line in self.text.split("\n"):
            if folded(line).text.strip() in wanted:
                found.append(Heading(offset, line.strip()))
            offset += len(line) + 1
        return evolve(self, headings=tuple(found))
