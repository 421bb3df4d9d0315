"""A changed content into the text it was read from, so that comments and layout survive.

A changed value is cut out at its place and the new one put in; what is new is written behind its
neighbours. The outcome is not trusted: who asks for it reads it again and compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from planner.files.toml.guards import comments_of
from planner.files.toml.leaves import TABLE, Leaves, NewId, Path, children, filled, nested, shape_at
from planner.files.toml.list_elements import changed_elements
from planner.files.toml.positions import (
    REST_OF_LINE,
    Statement,
    end_of_line,
    line_at,
    scan,
    with_comments_above,
    with_comments_below,
)
from planner.files.toml.positions import Path as Place
from planner.files.toml.renamed_tables import with_renamed_tables
from planner.files.toml.reordered_tables import with_reordered_tables
from planner.files.toml.writing import inline, pair, table_text

__all__ = ["edited_text"]


def edited_text(  # noqa: PLR0913 (what is known of the way is known apart)
    text: str,
    before: Leaves,
    after: Leaves,
    shape: type,
    *,
    reordered: Iterable[Path] = (),
    ids: Iterable[NewId] = (),
) -> str:
    """The text, which says ``before``, edited to say ``after``: all else stays as it is.

    The tables by id within those that are ``reordered`` come into the order of ``after``, and
    tables that have got other ``ids`` stay as they are written, whatever else they say. Values
    that were cleared stay as empty ones where they may; a comment beside what is cleared or taken
    out stays. New lines end as all others do.
    """
    crlf = "\r\n" in text and text.count("\r\n") == text.count("\n")
    plain = text.replace("\r\n", "\n") if crlf else text
    plain, before = with_renamed_tables(plain, before, after, ids)
    turned = [*reordered]
    plain = with_reordered_tables(plain, before, after, turned)
    edited = _Edit(plain, before, after, shape).outcome(turned)
    return edited.replace("\n", "\r\n") if crlf else edited


class _Edit:
    """The changes to one text, gathered as pieces to be cut out and pieces to be put in."""

    def __init__(self, text: str, before: Leaves, after: Leaves, shape: type) -> None:
        self._text = text
        self._before = before
        self._after = after
        self._shape = shape
        self._places = scan(text)
        self._order: dict[Place, int] = {}  # that of a table is its first leaf's
        for number, path in enumerate(after):
            for depth in range(len(path), 0, -1):
                self._order.setdefault(path[:depth], number)
        self._said = filled(after, shape)
        self._pieces: list[tuple[int, int, str]] = []
        self._tables: list[tuple[int, int, str]] = []  # behind what else is put in there
        self._anew: dict[Path, None] = {}  # tables in one line that are written anew as a whole
        self._gone: list[Path] = []

    def outcome(self, reordered: Iterable[Path]) -> str:
        """The edited text; what is reordered within braces is written anew in them."""
        for table in reordered:
            if (around := self._in_one_line(table)) is not None:
                self._anew[around] = None
        self._take_out()
        self._take_out_newer()
        self._change()
        self._add()
        for path in self._anew:
            self._replace(path, inline(self._data_at(path)))
        return self._put_together()

    def _take_out(self) -> None:
        held = {path[:-1] for path in self._after}
        for path in self._before:
            if path not in self._after and not self._is_gone(path):
                around = path[:-1]
                # An empty table would say nothing; one by id is there even if all in it is empty.
                emptied = around not in held and shape_at(self._shape, around).form == "map"
                gone = around if emptied else path
                self._gone.append(gone)
                self._remove(gone)

    def _take_out_newer(self) -> None:
        """Where the text comes down to an earlier format: names that this one does not have.

        They say nothing any more, but an empty value would be refused all the same.
        """
        number = self._after.get(("format",), 0)
        if number >= self._before.get(("format",), 0):
            return
        for place in self._places.values:
            path = tuple(map(str, place))
            if not self._is_gone(path) and shape_at(self._shape, path).since > number:
                self._gone.append(path)
                self._remove(path)

    def _is_gone(self, path: Path) -> bool:
        return any(path[: len(gone)] == gone for gone in self._gone)

    def _change(self) -> None:
        for path, value in self._after.items():
            # What is new is added below, if the file has to say it at all.
            if value is TABLE or path not in self._before or value == self._before[path]:
                continue
            if path not in self._places.values or self._is_gone(path):
                continue
            at = shape_at(self._shape, path)
            if value is None or (at.layout == "never empty" and value == at.default):
                self._remove(path)
            elif path not in self._places.ends:  # written as tables of its own
                self._remove(path)
                self._add_at(path, value)
            elif "#" in (old := self._text[self._start(path) : self._places.ends[path]]) and (
                isinstance(value, tuple) and comments_of(old)
            ):
                held = self._before[path]
                self._pieces += changed_elements(self._text, self._places, path, held, value)
            elif isinstance(value, tuple) and "\n" not in old:
                self._replace(path, inline(value))  # a list in one line stays in one
            else:
                self._replace(path, pair("v", value, at).removeprefix("v = "))

    def _add(self) -> None:
        missing: dict[Path, None] = {}
        for path in self._said:
            if path in self._places.values and not self._is_gone(path):
                continue
            if self._before.get(path) == self._after[path] and path in self._before:
                continue
            depth = next(n for n in range(1, len(path) + 1) if not self._stands(path[:n]))
            missing[path[:depth]] = None
        for path in missing:
            self._add_at(path, self._data_at(path))

    def _stands(self, path: Path) -> bool:
        return path in self._places.values and not self._is_gone(path)

    def _data_at(self, path: Path) -> Any:
        """The value at ``path``, or the tables there."""
        below = {p[len(path) :]: v for p, v in self._said.items() if p[: len(path)] == path}
        return below[()] if below.get((), TABLE) is not TABLE else nested(_without_root(below))

    def _start(self, path: Place) -> int:
        return self._places.values[path]

    def _replace(self, path: Path, text: str) -> None:
        self._pieces.append((self._start(path), self._places.ends[path], text))

    def _remove(self, path: Path) -> None:
        around = self._in_one_line(path[:-1])
        if around is not None:
            self._anew[around] = None
            return
        depth = len(path)
        inside = groupby(self._places.statements, lambda each: each.table[:depth] == path)
        for is_inside, held in inside:
            statements = list(held)
            if is_inside:
                self._cut_table(statements[0], statements[-1])
                continue
            for statement in statements:
                if statement.path[:depth] == path:
                    self._cut(statement)

    def _cut_table(self, first: Statement, last: Statement) -> None:
        """Takes it out but for its comments, which no neighbour shall take for its own."""
        start = with_comments_above(self._text, first)
        end = with_comments_below(self._text, last.end)
        left = "".join(f"{comment}\n" for comment in comments_of(self._text[start:end]))
        behind_blank = self._text.endswith("\n\n", 0, start)
        before_blank = not line_at(self._text, end)
        if left:
            above = "" if behind_blank or not start else "\n"
            left = f"{above}{left}" if before_blank else f"{above}{left}\n"
        elif behind_blank and before_blank:
            start -= 1  # one of the two blank lines is enough
        self._pieces.append((start, end, left))

    def _cut(self, statement: Statement) -> None:
        """Takes it out with its line, where no comment stands there too; those in it stay."""
        start, end = statement.start, statement.end
        left = "".join(f"{comment}\n" for comment in comments_of(self._text[start:end]))
        rest = REST_OF_LINE.match(self._text, end)
        if rest is not None and rest[1] is None:
            start = self._text.rfind("\n", 0, start) + 1
            end = rest.end()
        elif rest is not None:
            end = rest.start(1)
        self._pieces.append((start, end, left))

    def _in_one_line(self, path: Path) -> Path | None:
        """The outermost table of those on the way that is written in braces, if any is."""
        for depth in range(1, len(path) + 1):
            here = path[:depth]
            if here in self._places.ends and self._text[self._start(here)] == "{":
                return here
        return None

    def _add_at(self, path: Path, data: Any) -> None:
        parent, name = path[:-1], path[-1]
        around = self._in_one_line(parent)
        if around is not None:
            self._anew[around] = None
            return
        at = shape_at(self._shape, path)
        body = [s for s in self._places.statements if s.table == parent and not s.is_header]
        header = self._header_of(parent)
        if (
            at.form == "value"
            or (at.form == "map" and at.layout != "apart")
            or (parent and not header and self._is_dotted(parent))
            or (header and any(self._text[self._start(s.path)] == "{" for s in body))
            or (header and any(self._is_ahead(path, s) for s in body))
        ):
            self._add_pair(path, data, header)
        else:
            self._add_table(parent, name)

    def _is_ahead(self, path: Path, pair: Statement) -> bool:
        """Whether it comes before a table that stands by dots in the body: a header would not."""
        return len(pair.path) > len(path) and self._rank(path) < self._rank(pair.path)

    def _header_of(self, path: Path) -> Statement | None:
        headers = (s for s in self._places.statements if s.is_header and s.path == path)
        return next(headers, None)

    def _is_dotted(self, path: Path) -> bool:
        return any(not s.is_header and _holds(path, s) for s in self._places.statements)

    def _add_pair(self, path: Path, data: Any, header: Statement | None) -> None:
        parent = path[:-1]
        if header is None and parent and not self._is_dotted(parent):
            # Only tables within it have headers: it gets one of its own, in front of them.
            first = next(s for s in self._places.statements if s.path[: len(parent)] == parent)
            said = {parent: TABLE, path: data}
            self._insert(
                with_comments_above(self._text, first),
                f"{table_text(said, parent, self._shape)}\n",
            )
            return
        table = parent if header or not parent else self._table_of(parent)
        written = ".".join(
            [*path[len(table) : -1], pair(path[-1], data, shape_at(self._shape, path))]
        )
        beside = [
            s
            for s in self._places.statements
            if not s.is_header and s.table == table and s.path[: len(parent)] == parent
        ]
        # Only tables by id stand in an order; what else names by dots say is put behind the last.
        ordered = header is not None or shape_at(self._shape, parent).form == "tables"
        earlier = [s for s in beside if not ordered or self._rank(s.path) < self._rank(path)]
        anchor = max(earlier, key=lambda s: self._rank(s.path) if header else s.end, default=header)
        if anchor is not None:
            self._insert(end_of_line(self._text, anchor.end), f"{written}\n")
        else:
            ahead = with_comments_above(self._text, beside[0]) if beside else 0
            self._insert(ahead, f"{written}\n")

    def _table_of(self, path: Path) -> Place:
        """The table in whose body names lead to ``path`` by dots."""
        return next(s.table for s in self._places.statements if not s.is_header and _holds(path, s))

    def _rank(self, path: Place) -> int:
        known = (path[:depth] for depth in range(len(path), 0, -1) if path[:depth] in self._order)
        return self._order.get(next(known, ()), 0)

    def _add_table(self, parent: Path, name: str) -> None:
        """A table with a header beside its neighbour, or at the end of the text."""
        text = table_text(self._said, (*parent, name), self._shape)
        if not text:
            return
        siblings = [
            other
            for other in children(self._after, parent)
            if other == name
            or (
                shape_at(self._shape, (*parent, other)).form != "value"
                and self._stands((*parent, other))
            )
        ]
        place = siblings.index(name)
        if place:
            offset = self._end_of_block((*parent, siblings[place - 1]))
        elif (ahead := self._first_of_several(parent, siblings[1:])) is not None:
            offset = with_comments_above(self._text, ahead)
            self._tables.append((offset, offset, f"{text}\n"))
            return
        else:
            offset = self._end_of_block(parent) if self._header_of(parent) else len(self._text)
        self._tables.append((offset, offset, f"\n{text}"))

    def _first_of_several(self, parent: Path, names: list[str]) -> Statement | None:
        """The header of the first of these tables, where they are by id and so have an order."""
        by_id = shape_at(self._shape, parent).form == "tables"
        return self._header_of((*parent, names[0])) if by_id and names else None

    def _end_of_block(self, path: Path) -> int:
        """The offset behind all that is said below ``path``, and the comments directly below."""
        statements = self._places.statements
        last = max(n for n, s in enumerate(statements) if s.path[: len(path)] == path)
        while last + 1 < len(statements) and not statements[last + 1].is_header:
            last += 1  # a header in their midst would take the pairs that follow
        return with_comments_below(self._text, statements[last].end)

    def _insert(self, offset: int, lines: str) -> None:
        self._pieces.append((offset, offset, lines))

    def _put_together(self) -> str:
        inside = [(self._start(path), self._places.ends[path]) for path in self._anew]
        out: list[str] = []
        at = 0
        # At one offset what is put in stands in the order in which it was found.
        for start, end, new in sorted([*self._pieces, *self._tables], key=itemgetter(0, 1)):
            if any(a <= start and end <= b and (start, end) != (a, b) for a, b in inside):
                continue  # it is written anew with the whole
            if start < at:
                continue
            out += [self._text[at:start], new]
            at = end
        out.append(self._text[at:])
        return "".join(self._lines_apart(out))

    @staticmethod
    def _lines_apart(pieces: list[str]) -> Iterator[str]:
        """The pieces, with a line end where lines are put behind a text that has none."""
        ends_line = True
        for number, piece in enumerate(pieces):
            if not piece:
                continue
            if number % 2 and piece.endswith("\n") and not ends_line:
                yield "\n"
            yield piece
            ends_line = piece.endswith("\n")


def _holds(path: Path, statement: Statement) -> bool:
    """Whether a pair's names lead through ``path`` by dots."""
    return len(statement.table) < len(path) < len(statement.path) and (
        statement.path[: len(path)] == path
    )


def _without_root(found: Mapping[Path, Any]) -> dict[Path, Any]:
    return {path: value for path, value in found.items() if path}
