"""Scenario files as a table: title, parties, crossed and contested lines, what is open, when.

It sorts, filters and marks; what is not read yet says so, what is broken names its first error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from rich.cells import cell_len
from textual.content import Content
from textual.message import Message

from planner.check.verdict import PartyStatus, Verdict
from planner.files.shelf import Found, Kept
from planner.reports.content.tones import PARTY_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.words.verdicts import PARTY_WORDS
from planner.tui.plain import plain
from planner.tui.widgets.column_list import ColumnHead
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["SORTS", "ScenarioTable"]

_STYLES = {
    PartyStatus.CROSSED: "crossed",
    PartyStatus.CONTESTED: "contested",
    PartyStatus.UNDECIDED: "undecided",
    PartyStatus.CLEAR: "clear",
    PartyStatus.SET_ASIDE: "contested",
    PartyStatus.NONE_COUNTED: "muted",
    PartyStatus.NO_POSITION: "muted",
}


@frozen
class _Sort:
    """A way to sort: its name, what it sorts by, and whether the largest comes first.

    Without ``needs_reading`` it depends on the file alone, not on what is in it.
    """

    name: str
    key: Callable[[Found, Kept], Any]
    largest_first: bool = False
    needs_reading: bool = True


def _of_verdict(key: Callable[[Verdict], Any]) -> Callable[[Found, Kept], Any]:
    return lambda _, kept: key(kept.verdict) if kept.verdict is not None else None


def _aside(verdict: Verdict) -> list[str]:
    """The red lines of the case that the planner left out."""
    return [line.line.id for line in verdict.lines if line.set_aside]


def _title(found: Found, kept: Kept) -> str:
    return (kept.scenario.title if kept.scenario is not None else "") or found.name


SORTS = (
    _Sort("changed", lambda found, _: found.changed, largest_first=True, needs_reading=False),
    _Sort("title", lambda found, kept: _title(found, kept).casefold()),
    _Sort("file", lambda found, _: found.name.casefold(), needs_reading=False),
    _Sort("crossed", _of_verdict(lambda verdict: len(verdict.crossed)), largest_first=True),
    _Sort("contested", _of_verdict(lambda verdict: len(verdict.contested)), largest_first=True),
    _Sort("undecided", _of_verdict(lambda verdict: len(verdict.undecided)), largest_first=True),
    _Sort("aside", _of_verdict(lambda verdict: len(_aside(verdict))), largest_first=True),
    _Sort("case", _of_verdict(lambda verdict: verdict.case.title.casefold())),
    _Sort("reading", _of_verdict(lambda verdict: -verdict.reading.least_strength.rank)),
)
"""The columns that one can sort by, in the order in which the key goes through them."""


@frozen
class _Layout:
    """How wide each column is; 0 for one that has no room."""

    title: int
    parties: int
    parties_level: int
    reading: int
    changed: int
    case: int
    file: int


_MARK, _COUNT, _READING, _DAY, _MOMENT, _CASE, _FILE = 4, 4, 9, 11, 17, 22, 26
_UNREAD = Kept()


class ScenarioTable(RowList):
    """The files that the filter lets through, in the order of the sort."""

    class Rearranged(Message):
        """Another file has come under the cursor, which the planner did not move."""

    def __init__(self, marks: list[Path]) -> None:
        super().__init__(id="scenarios")
        self.head = ColumnHead(self._head)
        self.marks = marks
        self.sort = SORTS[0]
        self.reverse = False
        self._filter: tuple[str, ...] = ()
        self._files: dict[Path, Found] = {}
        self._kept: dict[Path, Kept] = {}
        self._order: list[Path] = []
        self._level_widths = (0, 0, 0)
        self._cases: dict[str, None] = {}

    @property
    def path(self) -> Path | None:
        """The file under the cursor; ``None`` in an empty table."""
        return self._order[self.cursor] if self._order else None

    @property
    def kept(self) -> Kept:
        """What is known of the file under the cursor."""
        return self._kept.get(self.path, _UNREAD) if self.path is not None else _UNREAD

    @property
    def found(self) -> Found | None:
        """The file under the cursor as it was found."""
        return self._files[self.path] if self.path is not None else None

    @property
    def file_count(self) -> int:
        """How many files there are, filtered out or not."""
        return len(self._files)

    @property
    def broken_count(self) -> int:
        """How many files are known to be broken."""
        return sum(kept.problem is not None for kept in self._kept.values())

    @property
    def case_titles(self) -> list[str]:
        """The titles of the cases that the scenarios are known to belong to."""
        return list(self._cases)

    @property
    def names_parties(self) -> bool:
        """Whether the rows have room for the parties' names beside their signs."""
        return self._layout(self.scrollable_content_region.width - 1).parties_level > 0

    def list_files(self, files: Iterable[Found], gone: Iterable[Path]) -> None:
        """These are the files; what was read of them stays."""
        self._files = {at.path: at for at in files}
        if not self._files:
            self._kept.clear()
            self._cases.clear()
        for path in gone:
            self._kept.pop(path, None)
            if path in self.marks:
                self.marks.remove(path)
        self._arrange()

    def tell(self, read: Mapping[Path, Kept | None]) -> None:
        """What was found in some files; ``None`` for one that is no scenario after all."""
        widths = self._level_widths
        order_stays = not (self.sort.needs_reading or self._filter)
        for path, kept in read.items():
            if kept is None:
                order_stays = self._files.pop(path, None) is None and order_stays
                self._kept.pop(path, None)
            elif path in self._files:
                self._kept[path] = kept
                if kept.problem is not None and path in self.marks:
                    self.marks.remove(path)
                if kept.verdict is not None:
                    self._cases[kept.verdict.case.title] = None
                    one, two, three = _party_widths(kept.verdict)
                    widths = (max(widths[0], one), max(widths[1], two), max(widths[2], three))
        relaid, self._level_widths = widths != self._level_widths, widths
        if not order_stays:
            self._arrange()
        elif relaid:
            self.refresh()
            self.head.refresh()
        else:
            # Most of a thousand files are out of sight; a repaint costs more than reading one.
            first = self.scroll_offset.y
            if any(path in read for path in self._order[first : first + self.size.height]):
                self.refresh()

    def filter_by(self, text: str) -> None:
        """Show only the files that hold every word of the text."""
        self._filter = tuple(text.casefold().split())
        self._arrange()

    def sort_by(self, sort: _Sort, *, reverse: bool = False) -> None:
        """Sort otherwise; the cursor stays on its file."""
        self.sort, self.reverse = sort, reverse
        self._arrange()

    def go_to(self, path: Path) -> bool:
        """Move the cursor to a file; whether it is there."""
        if path not in self._order:
            return False
        self.cursor = self._order.index(path)
        return True

    def cells(self, row: int, width: int) -> Iterator[Cell]:
        """The mark, the title, and what the room allows of the rest."""
        path = self._order[row]
        found, kept = self._files[path], self._kept.get(path, _UNREAD)
        layout = self._layout(width)
        mark = "" if kept.problem is not None else ("[x]" if path in self.marks else "[ ]")
        yield Cell(mark, width=_MARK)
        yield Cell(_title(found, kept), "title", width=layout.title)
        if kept.verdict is not None and kept.scenario is not None:
            yield from _verdict_cells(kept.verdict, layout)
        elif kept.problem is not None:
            yield Cell(f"! {kept.problem.problems[0].explanation}", "crossed", before=1)
            return
        else:
            yield Cell("reading ...", "muted", before=1)
            return
        if layout.changed:
            yield Cell(_when(found.changed, layout.changed), "muted", before=1)
        if layout.case:
            yield Cell(kept.verdict.case.title, "muted", width=layout.case - 1, before=1)
        if layout.file:
            yield Cell(found.name, "muted", before=1)

    def _head(self, width: int) -> Content:
        """The names of the columns; the one that is sorted by has an arrow."""
        layout = self._layout(width - 2)  # the mark of the cursor, and the scrollbar
        columns = [
            ("title", "Title", _MARK + layout.title + 1),
            ("", "Parties", layout.parties),
            ("crossed", "✗", _COUNT),
            ("contested", "?", _COUNT),
            ("undecided", "~", _COUNT),
            ("aside", SIGNS[PARTY_TONES[PartyStatus.SET_ASIDE]], _COUNT),
            ("reading", "Reading", layout.reading),
            ("changed", "Changed", layout.changed),
            ("case", "Case", layout.case),
            ("file", "File", layout.file),
        ]
        parts = []
        for sort, word, room in columns:
            arrow = self.arrow if sort == self.sort.name else ""
            indent = " " * (_MARK + 1) if sort == "title" else " "
            text = f"{indent}{word}{arrow}"[:room]
            parts.append(plain(text + " " * (room - cell_len(text)), "bold" if arrow else ""))
        return Content("").join(parts)

    @property
    def arrow(self) -> str:
        """Which way it is sorted."""
        return "▾" if self.sort.largest_first != self.reverse else "▴"

    def _arrange(self) -> None:
        """Filter and sort anew; the cursor stays on its file, or else in its place."""
        here = self.path
        known: list[tuple[Any, str, Path]] = []
        unknown: list[tuple[Any, str, Path]] = []
        for path, found in self._files.items():
            if self._holds(path):
                value = self.sort.key(found, self._kept.get(path, _UNREAD))
                (unknown if value is None else known).append((value, found.name, path))
        known.sort(key=lambda held: held[1])
        known.sort(key=lambda held: held[0], reverse=self.sort.largest_first != self.reverse)
        unknown.sort(key=lambda held: held[1])
        self._order = [path for _, _, path in (*known, *unknown)]
        with self.prevent(RowList.Moved):
            self.set_row_count(len(self._order))
            if here is not None and here in self._files:
                self.go_to(here)
        self.head.refresh()
        if self.path != here:
            self.post_message(self.Rearranged())

    def _holds(self, path: Path) -> bool:
        kept = self._kept.get(path)
        words = kept.words if kept is not None else self._files[path].name.casefold()
        return all(word in words for word in self._filter)

    def _layout(self, width: int) -> _Layout:
        signs, named, full = self._level_widths
        parties = max(signs, len("Parties")) + 1
        room = width - _MARK - parties - 4 * _COUNT
        room, reading = _take(room, _READING, least=18)
        room, day = _take(room, _DAY, least=20)
        case = 0
        if len(self._cases) > 1:  # with a single case, its title stands above the table
            room, case = _take(room, _CASE, least=30)
        level = 0
        for n, wider in ((1, named), (2, full)):
            extra = wider + 1 - parties
            if wider and room - extra >= 30:
                room, parties, level = room - max(extra, 0), max(parties, wider + 1), n
        room, file = _take(room, _FILE, least=44)
        room, moment = _take(room, _MOMENT - _DAY, least=44)
        changed = day + (moment if day else 0)
        return _Layout(max(room, 6), parties, level, reading, changed, case, file)


def _take(room: int, wanted: int, least: int) -> tuple[int, int]:
    """The room that is left and that is given: nothing if it would leave less than ``least``."""
    return (room - wanted, wanted) if room - wanted >= least else (room, 0)


def _party_texts(verdict: Verdict, level: int) -> list[tuple[str, PartyStatus]]:
    texts = []
    for party, status in zip(verdict.case.parties, verdict.party_statuses, strict=True):
        sign = SIGNS[PARTY_TONES[status]]
        forms = (sign, f"{party.name} {sign}", f"{party.name} {sign} {PARTY_WORDS[status]}")
        texts.append((forms[level], status))
    return texts


def _party_widths(verdict: Verdict) -> tuple[int, int, int]:
    """How wide the parties are as signs, with names, and with words too."""
    widths = [0, 0, 0]
    for level in range(3):
        texts = [text for text, _ in _party_texts(verdict, level)]
        widths[level] = sum(map(cell_len, texts)) + (len(texts) * 2 if level else 0)
    return widths[0], widths[1], widths[2]


def _verdict_cells(verdict: Verdict, layout: _Layout) -> Iterator[Cell]:
    level = layout.parties_level
    used = 0
    for n, (text, status) in enumerate(_party_texts(verdict, level)):
        before = 1 if n == 0 else (2 if level else 0)
        yield Cell(text, _STYLES[status], before=before)
        used += cell_len(text) + before
    if used < layout.parties:
        yield Cell("", width=layout.parties - used)
    for number, style in (
        (len(verdict.crossed), "crossed"),
        (len(verdict.contested), "contested"),
        (len(verdict.undecided), "undecided"),
        (len(_aside(verdict)), "contested"),
    ):
        yield Cell(f"{number:,}" if number else "·", style if number else "muted", _COUNT - 1, 1)
    if layout.reading:
        yield Cell(verdict.reading, "muted", width=layout.reading - 1, before=1)


def _when(changed: float, room: int) -> str:
    moment = dt.datetime.fromtimestamp(changed).astimezone()
    return moment.strftime("%Y-%m-%d %H:%M" if room >= _MOMENT else "%Y-%m-%d")
