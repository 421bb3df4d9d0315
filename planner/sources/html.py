"""Reads HTML pages: the words that a reader sees, under their headings. Nothing is fetched.

A page hides words by its tags, by ``hidden`` and by the style of an element. What the rules of a
style sheet or a script would hide is read. A formula is U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from html.parser import HTMLParser

from planner.sources.building import TextBuilder
from planner.sources.plain_text import UNKNOWN, PlainText, SourceFormatError
from planner.sources.reading import decoded

__all__ = ["Page", "read"]

_FORMULA = "math"
_RAISED = "sup"
_UNSEEN = frozenset(
    (
        *("audio", "canvas", "datalist", "iframe", "noframes", "noscript", "object", "script"),
        *("style", "svg", "template", "title", "video", _FORMULA),
    )
)
"""What shows no words of its own; some hold words for browsers that cannot show them."""
_UNSEEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details"),
        *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_EMPTY = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
"""What holds no words and has no end tag."""
_GROUPS = frozenset(("tbody", "tfoot", "thead"))
_ENDED_BY = {
    "p": _BLOCKS - {"br"},
    "li": frozenset(("li",)),
    "option": frozenset(("hr", "optgroup", "option")),
    "optgroup": frozenset(("hr", "optgroup")),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": _GROUPS | {"td", "th", "tr"},
    "th": _GROUPS | {"td", "th", "tr"},
    "tr": _GROUPS | {"tr"},
    **dict.fromkeys(_GROUPS, _GROUPS),
}
"""By the elements that may be left open: the tags whose beginning ends them."""
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_READ_AS = {
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    **dict.fromkeys(("ascii", "cp1252"), "iso8859-1"),
}
"""What browsers take for the encodings of these names (the Encoding Standard of WHATWG)."""
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or code for code in range(0x80, 0xA0)}
"""In Latin-1 these are control characters; browsers show those of Windows-1252."""


def read(data: bytes) -> PlainText:
    """The words of the page, block by block. Raises ``SourceFormatError``."""
    encoding = _encoding(data)
    page = decoded(data, encoding)
    builder = TextBuilder()
    Page(builder).add(page.translate(_WINDOWS) if encoding == "iso8859-1" else page)
    return builder.text()


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
    return _READ_AS.get(known.name, known.name)


class Page(HTMLParser):
    """What the parser meets, as blocks. Where tags are not closed, reading goes on."""

    def __init__(self, builder: TextBuilder) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = builder
        self._before = 0
        self._open: list[tuple[str, bool]] = []  # with whether nobody sees what stands in it
        self._open_tags = Counter[str]()
        self._heading = self._begun = self._goes_on = self._spaced = False

    def add(self, piece: str, line: int = 1) -> None:
        """Add its words, or those of a piece of it that begins at that line of its file.

        What a piece leaves open is open in the next one.
        """
        self.reset()  # of the parser alone
        self._before = line - 1
        self._begun = self._goes_on = False
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or what nobody sees."""
        if tag == "body":
            self._open.clear()
            self._open_tags.clear()
        while self._open and tag in _ENDED_BY.get(self._open[-1][0], ()):
            self._end_last()
        if tag == _RAISED:
            self._builder.seam()
        if tag == _FORMULA and not self.unseen:
            self._add(UNKNOWN, self._before + self.getpos()[0])
        if tag not in _EMPTY:
            self._open.append((tag, self.unseen or tag in _UNSEEN or _hides(tag, attrs)))
            self._open_tags[tag] += 1
        if tag in _BLOCKS:
            self._end_line(tag)
            self._heading = tag in _HEADINGS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin and end it; what has no end tag has none here: ``<br/>`` is one break."""
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what nobody sees."""
        if self._open_tags[tag]:
            while self._end_last() != tag:
                pass
        if tag == _RAISED:
            self._builder.seam()
        if tag in _BLOCKS:
            self._end_line(tag)
            self._heading = False

    @property
    def unseen(self) -> bool:
        """Whether nobody sees what stands here."""
        return bool(self._open) and self._open[-1][1]

    def _end_line(self, tag: str) -> None:
        """A single ``br`` within a block ends a line of it, and not the block."""
        self._goes_on = tag == "br" and self._begun
        self._begun = False

    def _end_last(self) -> str:
        tag, _ = self._open.pop()
        self._open_tags[tag] -= 1
        return tag

    def handle_data(self, data: str) -> None:
        """Words: each stretch of white space is one space."""
        if self.unseen:
            return
        line = self._before + self.getpos()[0]
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
            self._builder.begin(line, heading=self._heading, block=not self._goes_on)
            self._begun, self._spaced = True, False
        if self._spaced:
            self._builder.add(" ")
            self._spaced = False
        self._builder.mark(line)
        self._builder.add(words)


def _hides(tag: str, attributes: list[tuple[str, str | None]]) -> bool:
    """Whether an element says of itself that it is not shown.

    A page that is hidden as a whole is shown by its own script.
    """
    return tag not in {"html", "body"} and any(
        name == "hidden" or (name == "style" and _UNSEEN_STYLE.search(value or ""))
        for name, value in attributes
    )
