"""Reads HTML pages: the words that a reader sees, under their headings. Nothing is fetched."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser

from planner.sources.building import TextBuilder
from planner.sources.plain_text import PlainText, SourceFormatError
from planner.sources.reading import decoded

__all__ = ["read"]

_UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "svg", "math"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details"),
        *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def read(data: bytes) -> PlainText:
    """The words of the page, block by block. Raises ``SourceFormatError``."""
    page = _Page()
    page.feed(decoded(data, _encoding(data)))
    page.close()
    return page.builder.text()


def _encoding(data: bytes) -> str:
    """What the page says that it is written in; UTF-8 where it says nothing."""
    said = _CHARSET.search(data[:4096])
    if said is None:
        return "utf-8"
    name = said[1].decode("ascii")
    try:
        known = codecs.lookup(name)
        "".encode(known.name)  # some codecs are no encodings of text
    except (LookupError, TypeError, ValueError):
        expected = "a page in UTF-8 or another known encoding"
        raise SourceFormatError(f'nothing here reads the encoding "{name}"', expected) from None
    return known.name


class _Page(HTMLParser):
    """What the parser meets, as blocks. Where tags are not closed, reading goes on."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TextBuilder()
        self._unseen: list[str] = []
        self._heading = self._begun = self._spaced = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or what nobody sees."""
        del attrs
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "body":
            self._unseen.clear()
        if tag in _BLOCKS:
            self._begun = False
            self._heading = tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what nobody sees."""
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        if tag in _BLOCKS:
            self._begun = self._heading = False

    def handle_data(self, data: str) -> None:
        """Words: each stretch of white space is one space."""
        if self._unseen:
            return
        line = self.getpos()[0]
        at = 0
        for space in _SPACES.finditer(data):
            self._add(data[at : space.start()], line)
            self._spaced = True
            line += space[0].count("\n")
            at = space.end()
        self._add(data[at:], line)

    def _add(self, words: str, line: int) -> None:
        if not words:
            return
        if not self._begun:
            self.builder.begin(line, heading=self._heading)
            self._begun, self._spaced = True, False
        if self._spaced:
            self.builder.add(" ")
            self._spaced = False
        self.builder.mark(line)
        self.builder.add(words)
