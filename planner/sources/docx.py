"""Reads DOCX files: the paragraphs of the document's body, under their headings.

A DOCX file is a ZIP archive of XML (ECMA-376, "WordprocessingML"). Its lines are its paragraphs.
Text that is hidden, or that tracked changes delete or move away, is left out, and so are notes,
headers and footers. A formula is U+FFFD, and so is a sign of a font of symbols: only that font
knows which one it is.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from planner.sources.building import TextBuilder
from planner.sources.docx_styles import Styles, is_level, value_of
from planner.sources.plain_text import UNKNOWN, PlainText, SourceFormatError
from planner.visible import bytes_words

__all__ = ["read"]

_BODY = re.compile(r"word/document\d*\.xml")
_STYLES = "word/styles.xml"
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""So begins what Word wrote before DOCX, and the cover that it puts on a file with a password."""
_MOST_BYTES = 64 << 20
"""What is unpacked at most: an archive of a few kilobytes may promise gigabytes."""
_MOST_DEPTH = 500
_CHUNK = 1 << 16
_SPACE_NAMES = re.compile(
    r"^(?:.*wordprocessingml/(?:2006/)?main|.*markup-compatibility/2006|.*/math(?= oMath$)) "
)
_HIDDEN = frozenset(("del", "moveFrom", "rPrChange", "pPrChange", "Fallback"))
"""What no reader sees; the last ones hold earlier formats, and again what stands before it."""
_SIGNS = {
    **dict.fromkeys(("tab", "ptab", "br", "cr"), " "),
    "noBreakHyphen": "-",
    "oMath": UNKNOWN,
    "sym": "",  # that one says which
}
_OFF = frozenset(("0", "false", "off"))
_DOCX = "a DOCX file, as word processors write it"


def read(data: bytes) -> PlainText:
    """The paragraphs of the document. Raises ``SourceFormatError``."""
    if data.startswith(_LOCKED):
        found = "this is a file of an older Word, or one that a password locks"
        raise SourceFormatError(found, "a DOCX file that opens without a password")
    styles = Styles()
    document = _Document(styles)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _STYLES in archive.namelist():
                _parse(archive, _STYLES, _parser(styles.meet))
            body = min(filter(_BODY.fullmatch, archive.namelist()), default="word/document.xml")
            _parse(archive, body, document.parser)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError):
        # Encrypted and oddly packed archives are told by the last two.
        raise SourceFormatError("this is no DOCX file, or a damaged one", _DOCX) from None
    except expat.ExpatError as error:
        found = f"the document's XML breaks off in its line {error.lineno}"
        raise SourceFormatError(found, _DOCX) from None
    return document.builder.text()


def _parse(archive: zipfile.ZipFile, name: str, parser: expat.XMLParserType) -> None:
    """Give the parser that part of the archive. Raises ``ExpatError``."""
    with archive.open(name) as part:
        unpacked = 0
        while chunk := part.read(_CHUNK):
            unpacked += len(chunk)
            if unpacked > _MOST_BYTES:
                size = max(unpacked, archive.getinfo(name).file_size)
                limit = f"at most {bytes_words(_MOST_BYTES)}; save its text as .txt"
                found = f"the document unpacks to {bytes_words(size)} of XML"
                raise SourceFormatError(found, limit)
            parser.Parse(chunk, False)  # noqa: FBT003 (what expat calls isfinal)
        parser.Parse(b"", True)  # noqa: FBT003 (likewise)


def _parser(start: Callable[[str, dict[str, str]], None]) -> expat.XMLParserType:
    """A parser that tells of each element that begins, by its name without its namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: start(_plain(name), attributes)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    # Entities are declared here: a page of them can stand for gigabytes.
    raise SourceFormatError("the document's XML declares a document type", _DOCX)


def _plain(name: str) -> str:
    return _SPACE_NAMES.sub("", name)


class _Document:
    """What the parser meets, as paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self.builder = TextBuilder()
        self.parser = _parser(self._start)
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self._styles = styles
        self._paragraphs = self._depth = self._hidden = 0
        self._words: list[str] = []
        self._seams: list[int] = []  # where a raised run begins or ends, by the words so far
        self._heading = self._in_text = self._is_raised = False
        self._runs: list[bool] = []  # those in each other, and whether each is hidden

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            found = f"line {self.parser.CurrentLineNumber} of the document's XML holds"
            expected = f"at most {_MOST_DEPTH} in each other; save its text as .txt"
            raise SourceFormatError(f"{found} {self._depth} elements in each other", expected)
        match name:
            case "p":
                self._end_paragraph()
                self._paragraphs += 1
            case "pStyle" if not self._hidden:
                self._heading = self._styles.is_heading(value_of(attributes))
            case "outlineLvl" if not self._hidden:
                self._heading = is_level(attributes)
            case "t":
                self._in_text = True
            case name if name in _SIGNS:
                self._add(_SIGNS[name] or _symbol(value_of(attributes, "char")))
            case "r" | "pPr":  # the mark of a paragraph is hidden as a run is, and holds no words
                self._runs.append(False)
            case "vanish" | "vertAlign" if self._runs and not self._hidden:
                self._style_run(name, value_of(attributes))
            case name if name in _HIDDEN:
                self._hidden += 1

    def _end(self, name: str) -> None:
        self._depth -= 1
        match _plain(name):
            case "t":
                self._in_text = False
            case "p":
                self._end_paragraph()
            case "r" | "pPr":
                self._runs.pop()
                if self._is_raised:
                    self._mark_seam()
                self._is_raised = False
            case name if name in _HIDDEN:
                self._hidden -= 1

    def _data(self, data: str) -> None:
        if self._in_text:
            self._add(data)

    def _add(self, words: str) -> None:
        if not (self._hidden or any(self._runs)):
            self._words.append(words)

    def _style_run(self, name: str, value: str) -> None:
        if name == "vanish":
            self._runs[-1] = value not in _OFF
        elif value == "superscript":
            self._is_raised = True
            self._mark_seam()

    def _mark_seam(self) -> None:
        self._seams.append(sum(map(len, self._words)))

    def _end_paragraph(self) -> None:
        """In a text box a paragraph holds others: what came before ends where they begin."""
        words = "".join(self._words)
        if words.strip():
            self.builder.begin(self._paragraphs, heading=self._heading)
            for ahead in self._seams:
                self.builder.seam(ahead)
            self.builder.add(words)
        self._words.clear()
        self._seams.clear()
        self._heading = False


def _symbol(code: str) -> str:
    """The sign of a font of symbols: its numbers are its own, and stand among the private ones."""
    sign = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else UNKNOWN
    return sign if sign.isprintable() else UNKNOWN
