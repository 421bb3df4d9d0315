"""Where each name and value of a TOML text stands.

The standard parser gives no places, so this scanner walks over a text that it has accepted and
notes them. It checks nothing; over a text that is not accepted it goes as far as it understands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import suppress
from typing import NamedTuple, NoReturn

import tomli

__all__ = [
    "REST_OF_LINE",
    "Path",
    "Positions",
    "Statement",
    "end_of_line",
    "end_of_name",
    "line_at",
    "scan",
    "with_comments_above",
    "with_comments_below",
]

Path = tuple[str | int, ...]
"""The way to a value: names of tables and keys, and indices (from 0) of list elements."""

REST_OF_LINE = re.compile(r"[ \t\r]*(#[^\n]*)?\n?")
"""What stands behind the last word of a line: nothing, or a comment."""
_VOID = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_BLANK = re.compile(r"[ \t]*+")
_NAME = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+'""")
_TEXT = re.compile(
    r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}+(?!"))*+"{3,5}+'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}+"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"'
    r"|'[^'\n]*+'"
)
_BARE = re.compile(r"[^,\]}#\n]++")


class Statement(NamedTuple):
    """What stands on lines of its own: the header of the table ``path``, or a pair.

    A pair says ``path`` within the body of ``table``; ``start`` and ``end`` are offsets, and
    ``since`` is the end of what stands before it.
    """

    path: Path
    table: Path
    start: int
    end: int
    is_header: bool
    since: int


class Positions:
    """The places of a text's names and values; lines and columns count from 1, in characters.

    A table's value stands where its name does in its header. ``ends`` are the offsets behind the
    values that follow a ``=`` or stand in a list, ``statements`` are in the order of the text.
    ``last_name`` and ``last_value`` are the offsets that the scan reached last, with the name's
    path: in a text that the parser refused they show what it stumbled over.
    """

    def __init__(self, text: str) -> None:
        self._line_starts = [0]
        self._line_starts.extend(match.end() for match in re.finditer(r"\n", text))
        self.names: dict[Path, int] = {}
        self.values: dict[Path, int] = {}
        self.ends: dict[Path, int] = {}
        self.statements: list[Statement] = []
        self.last_name: tuple[Path, int] = ((), 0)
        self.last_value = 0

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset into the text."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._line_starts[min(line, len(self._line_starts)) - 1] + column - 1

    def of_name(self, path: Path) -> tuple[int, int]:
        """Where the name at the end of ``path`` stands; for a path that is not there, its table."""
        return self._place(path, self.names)

    def of_value(self, path: Path) -> tuple[int, int]:
        """Where the value at ``path`` stands; for a path that is not there, its table."""
        return self._place(path, self.values)

    def _place(self, path: Path, known: dict[Path, int]) -> tuple[int, int]:
        while path:
            if path in known:
                return self.line_column(known[path])
            path = path[:-1]
            known = self.values
        return 1, 1


class _StopError(Exception):
    """The text goes on in a way that no accepted text does."""


def scan(text: str) -> Positions:
    """The places of all names and values of ``text``, in time linear in its length."""
    positions = Positions(text)
    with suppress(_StopError):
        _Scanner(text, positions).document()
    return positions


def end_of_line(text: str, offset: int) -> int:
    """The offset behind the line in which that offset is."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def end_of_name(text: str, start: int) -> int:
    """The offset behind the name that begins at that offset."""
    found = _NAME.match(text, start)
    return start if found is None else found.end()


def line_at(text: str, start: int) -> str:
    """The line that begins at that offset, without the blanks around it."""
    return text[start : end_of_line(text, start)].strip()


def with_comments_above(text: str, statement: Statement) -> int:
    """The offset in front of a statement's line and of the comments directly above it.

    The last line of a text in quotes is none, whatever it begins with.
    """
    start = text.rfind("\n", 0, statement.start) + 1
    while start > statement.since:
        above = text.rfind("\n", 0, start - 1) + 1
        if above < statement.since or not line_at(text, above).startswith("#"):
            break
        start = above
    return start


def with_comments_below(text: str, offset: int) -> int:
    """The offset behind a line and the comments that stand directly below it.

    Comments with a header directly below them belong to that.
    """
    end = behind = end_of_line(text, offset)
    while line_at(text, behind).startswith("#"):
        behind = end_of_line(text, behind)
    return end if line_at(text, behind).startswith("[") else behind


class _Scanner:
    """One walk over a text. Nesting is bounded by the guards that ran before."""

    def __init__(self, text: str, positions: Positions) -> None:
        self._text = text
        self._at = 0
        self._positions = positions
        self._lengths: dict[Path, int] = {}  # of the arrays of tables

    def document(self) -> None:
        table: Path = ()
        while True:
            self._skip(_VOID)
            if self._at >= len(self._text):
                return
            if self._text.startswith("[[", self._at):
                table = self._header("]]")
            elif self._text.startswith("[", self._at):
                table = self._header("]")
            else:
                start = self._at
                path = self._pair(table)
                self._state(path, table, start, is_header=False)

    def _state(self, path: Path, table: Path, start: int, *, is_header: bool) -> None:
        end = self._at if is_header else self._positions.ends[path]
        held = self._positions.statements
        since = held[-1].end if held else 0
        held.append(Statement(path, table, start, end, is_header, since))

    def _header(self, end: str) -> Path:
        opening = self._at
        self._at += len(end)
        path: Path = ()
        for name, start in self._dotted():
            path = self._enter(self._last_element(path), name, start)
            self._positions.values.setdefault(path, start)
        start = self._positions.last_name[1]
        if end == "]]":
            index = self._lengths.get(path, 0)
            self._lengths[path] = index + 1
            path = (*path, index)
            self._positions.values.setdefault(path, start)
        else:
            path = self._last_element(path)
        self._expect(end)
        self._state(path, path, opening, is_header=True)
        return path

    def _pair(self, table: Path) -> Path:
        path = table
        for name, start in self._dotted():
            path = self._enter(path, name, start)
            # Overwritten below for the last name; the others open tables.
            self._positions.values.setdefault(path, start)
        self._expect("=")
        self._skip(_BLANK)
        if self._positions.names[path] == self._positions.last_name[1]:
            self._positions.values[path] = self._at
        self._value(path)
        return path

    def _enter(self, path: Path, name: str, start: int) -> Path:
        path = (*path, name)
        self._positions.names.setdefault(path, start)
        self._positions.last_name = (path, start)
        return path

    def _last_element(self, path: Path) -> Path:
        count = self._lengths.get(path, 0)
        return (*path, count - 1) if count else path

    def _dotted(self) -> list[tuple[str, int]]:
        parts = []
        while True:
            self._skip(_BLANK)
            found = _NAME.match(self._text, self._at)
            if found is None:
                self._stop()
            parts.append((_plain_name(found[0]), self._at))
            self._at = found.end()
            self._skip(_BLANK)
            if not self._text.startswith(".", self._at):
                return parts
            self._at += 1

    def _value(self, path: Path) -> None:
        self._positions.values.setdefault(path, self._at)
        self._positions.last_value = self._at
        opening = self._text[self._at : self._at + 1]
        if opening == "[":
            self._list(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            found = (_TEXT if opening in ('"', "'") else _BARE).match(self._text, self._at)
            if found is None:
                self._stop()
            self._at = found.end()
            if opening not in ('"', "'"):  # a bare value takes the blanks behind it along
                self._positions.ends[path] = found.start() + len(found[0].rstrip())
                return
        self._positions.ends[path] = self._at

    def _list(self, path: Path) -> None:
        start = self._at
        self._at += 1
        index = 0
        while True:
            self._skip(_VOID)
            if self._taken("]"):
                return
            if self._at >= len(self._text):
                self._positions.last_value = start
                self._stop()
            self._value((*path, index))
            index += 1
            self._skip(_VOID)
            if not self._taken(","):
                self._expect_closing("]", start)
                return

    def _inline_table(self, path: Path) -> None:
        start = self._at
        self._at += 1
        # TOML 1.0 allows no line breaks in here; 1.1 does, and so may a later parser.
        while True:
            self._skip(_VOID)
            if self._taken("}"):
                return
            self._pair(path)
            self._skip(_VOID)
            if not self._taken(","):
                self._expect_closing("}", start)
                return

    def _expect_closing(self, end: str, start: int) -> None:
        self._positions.last_value = start
        self._expect(end)

    def _taken(self, mark: str) -> bool:
        if self._text.startswith(mark, self._at):
            self._at += len(mark)
            return True
        return False

    def _expect(self, mark: str) -> None:
        if not self._taken(mark):
            self._stop()

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self._text, self._at)
        if found is not None:
            self._at = found.end()

    def _stop(self) -> NoReturn:
        raise _StopError


def _plain_name(token: str) -> str:
    if token[0] == '"' and "\\" in token:
        try:
            return next(iter(tomli.loads(f"{token} = 0")))
        except tomli.TOMLDecodeError:
            return token
    return token[1:-1] if token[0] in "\"'" else token
