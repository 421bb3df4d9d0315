"""Scenario files as a table: title, a column for each party, what is open, when it changed.

It sorts, filters and marks; what is not read yet says so, what is broken names its first error. All
rows are judged by one reading. As a board it groups the scenarios by the lines that they cross.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from planner.check.shared_crossings import Group, groups
from planner.check.verdict import PartyStatus, Verdict
from planner.editing.states import MarkedState
from planner.files.cases.reading import is_case_file
from planner.files.shelf import Found, Kept
from planner.keys.tables.moves import COLUMN_MOVES
from planner.model.case import Case
from planner.model.reading import Reading
from planner.reports.content.tones import PARTY_TONES
from planner.reports.formats.text import SIGNS
from planner.reports.words.numbers import counted
from planner.reports.words.shared_crossings import group_words, short_group_words
from planner.tui.bindings import bindings
from planner.tui.plain import one_line, plain
from planner.tui.widgets.column_list import ColumnHead, told_apart
from planner.tui.widgets.row_list import Cell, RowList
from planner.tui.widgets.scenario_cells import (
    STYLES,
    case_words,
    end_of,
    party_words,
    when,
    with_file_name,
)
from planner.tui.widgets.scenario_sorts import SORTS, Sort, aside, own_reading, title_of
from planner.tui.widgets.table_columns import (
    COUNT,
    MARK,
    NARROW_PARTY,
    Listed,
    TableColumns,
    table_columns,
)
from planner.visible import shown_path

__all__ = ["ScenarioTable"]

_UNREAD = Kept()
_Row = Path | Group


class ScenarioTable(RowList):
    """The files that the filter lets through, in the order of the sort."""

    class Rearranged(Message):
        """Another file has come under the cursor, which the planner did not move."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COLUMN_MOVES, of_widget=True)

    def __init__(self, marks: list[Path | MarkedState], reading: Reading) -> None:
        super().__init__(id="scenarios")
        self.head = ColumnHead(self._head, self._sort_at)
        self.marks = marks
        self.sort = SORTS[0]
        self.reverse = False
        self.reading = reading
        self.grouped = False
        self._filter: tuple[str, ...] = ()
        self._files: dict[Path, Found] = {}
        self._case_files: set[Path] = set()
        self._kept: dict[Path, Kept] = {}
        self._twins: frozenset[Path] = frozenset()
        self._twin_names: Counter[str] = Counter()
        self._rows: list[_Row] = []
        self._all_parties: list[str] = []
        self._shown_parties: list[str] = []
        self._first_party = 0
        self._read_otherwise: bool | None = None
        self._cases: dict[str, None] = {}

    @property
    def path(self) -> Path | None:
        """The file under the cursor; ``None`` in an empty table, and on the head of a group."""
        row = self._row
        return row if isinstance(row, Path) else None

    @property
    def group(self) -> tuple[Group, list[tuple[Found, Verdict]]] | None:
        """The group whose head the cursor stands on, with its scenarios."""
        row = self._row
        if not isinstance(row, Group):
            return None
        return row, list(self._members(self._rows.index(row)))

    @property
    def case_of_group(self) -> tuple[Case, Path] | None:
        """The case that the group under the cursor is about, and its file."""
        if (held := self.group) is None or not held[1]:
            return None
        file = self._kept[held[1][0][0].path].case_file
        return None if file is None else (held[0].case, file)

    @property
    def _row(self) -> _Row | None:
        return self._rows[self.cursor] if self._rows else None

    @property
    def kept(self) -> Kept:
        """What is known of the file under the cursor."""
        return self._kept.get(self.path, _UNREAD) if self.path is not None else _UNREAD

    @property
    def found(self) -> Found | None:
        """The file under the cursor as it was found."""
        return self._files[self.path] if self.path is not None else None

    @property
    def in_sight(self) -> list[Path]:
        """The files whose rows are on the screen."""
        first = self.scroll_offset.y
        rows = self._rows[first : first + self.size.height]
        return [row for row in rows if isinstance(row, Path)]

    @property
    def listed_count(self) -> int:
        """How many files the filter lets through, cases apart."""
        return sum(isinstance(row, Path) and row not in self._case_files for row in self._rows)

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdicts of the scenarios that the filter lets through, by the reading."""
        paths = [row for row in self._rows if isinstance(row, Path)]
        return [verdict for path in paths if (verdict := self._verdict(path)) is not None]

    @property
    def file_count(self) -> int:
        """How many files there are, filtered out or not, cases apart."""
        return len(self._files) - self.case_count

    @property
    def case_count(self) -> int:
        """How many files are cases by their names."""
        return len(self._case_files)

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
        """Whether the columns have room for the parties' names."""
        return self._layout(self.scrollable_content_region.width - 1).party > NARROW_PARTY

    @property
    def party_names(self) -> Sequence[str]:
        """The parties of all the scenarios, in the order of their columns."""
        return self._parties

    @property
    def _parties(self) -> list[str]:
        """Those of the case under the cursor come first: a folder may hold several cases."""
        own = self._own_parties
        return [*own, *(name for name in self._all_parties if name not in own)]

    @property
    def _own_parties(self) -> list[str]:
        verdict = self._verdict(self.path) if self.path is not None else None
        if verdict is None or len(self._cases) < 2:
            return self._all_parties
        return [party.name for party in verdict.case.parties]

    @property
    def some_read_otherwise(self) -> bool:
        """Whether a file says another reading than the one that all are judged by."""
        if self._read_otherwise is None:  # asked for each row that is drawn
            owns = map(own_reading, self._kept.values())
            self._read_otherwise = any(own not in (None, self.reading) for own in owns)
        return self._read_otherwise

    def list_files(self, files: Iterable[Found], gone: Iterable[Path]) -> None:
        """These are the files; what was read of them stays."""
        self._files = {at.path: at for at in files}
        self._case_files = {*filter(is_case_file, self._files)}
        if not self._files:
            self._kept.clear()
            self._cases.clear()
            self._all_parties.clear()
        self._read_otherwise = None
        for path in gone:
            self._kept.pop(path, None)
            if path in self.marks:
                self.marks.remove(path)
        self._arrange()

    def tell(self, read: Mapping[Path, Kept | None]) -> None:
        """What was found in some files; ``None`` for one that is no scenario after all."""
        before = [*self._parties], self.some_read_otherwise
        order_stays = not (self.sort.needs_reading or self._filter or self.grouped)
        for path, kept in read.items():
            if kept is None:
                order_stays = self._files.pop(path, None) is None and order_stays
                self._kept.pop(path, None)
                self._case_files.discard(path)
            elif path in self._files:
                self._kept[path] = kept
                if kept.problem is not None and path in self.marks:
                    self.marks.remove(path)
                if kept.verdict is not None:
                    self._cases[kept.verdict.case.title] = None
                    names = (party.name for party in kept.verdict.case.parties)
                    self._all_parties += [n for n in names if n not in self._all_parties]
        self._read_otherwise = None
        if not order_stays:
            self._arrange()
        elif before != (self._parties, self.some_read_otherwise):
            self.refresh()
            self.head.refresh()
        # Most of a thousand files are out of sight; a repaint costs more than reading one.
        elif any(path in read for path in self.in_sight):
            self.refresh()

    def tell_twins(self, twins: frozenset[Path]) -> None:
        """These have titles that look alike: they are shown with the names of their files."""
        if twins != self._twins:
            self._twins = twins
            self._twin_names = Counter(path.name for path in twins)
            self.refresh()

    def filter_by(self, text: str) -> None:
        """Show only the files that hold every word of the text."""
        self._filter = tuple(text.casefold().split())
        self._arrange()

    def sort_by(self, sort: Sort, *, reverse: bool = False) -> None:
        """Sort otherwise; the cursor stays on its file."""
        self.sort, self.reverse = sort, reverse
        self._arrange()

    def judge_by(self, reading: Reading) -> None:
        """Judge all by that reading from now on."""
        self.reading = reading
        self._read_otherwise = None
        self._arrange()
        self.refresh()

    def group_by_crossings(self, *, grouped: bool) -> None:
        """Show the scenarios as a board, in groups that cross the same lines, or as one list."""
        self.grouped = grouped
        self._arrange()
        self.refresh()

    def go_to(self, path: Path) -> bool:
        """Move the cursor to a file; whether it is there."""
        if path not in self._rows:
            return False
        self.cursor = self._rows.index(path)
        return True

    def go_to_group(self, step: int) -> bool:
        """Move the cursor to the head of the next group; whether there is any."""
        heads = [n for n, row in enumerate(self._rows) if isinstance(row, Group)]
        if not heads:
            return False
        ahead = [n for n in heads if (n - self.cursor) * step > 0]
        self.cursor = (ahead or heads)[0 if step > 0 else -1]
        return True

    def watch_cursor(self, old: int, new: int) -> None:
        """The columns follow where the cursor comes to a scenario of another case."""
        super().watch_cursor(old, new)
        if old != new and len(self._cases) > 1 and self._parties != self._shown_parties:
            self._shown_parties = self._parties
            self._first_party = 0
            self.refresh()
            self.head.refresh()

    def action_cursor_left(self) -> None:
        """Show the party before those in sight."""
        self._show_parties(-1)

    def action_cursor_right(self) -> None:
        """Show the party after those in sight."""
        self._show_parties(1)

    def _style(self, name: str, *, on_cursor: bool = False) -> Style:
        looks = self._cursor_looks() if on_cursor else ()
        return self.look(name, *looks)

    def _show_parties(self, step: int) -> None:
        shown = len(self._layout(self.scrollable_content_region.width - 1).parties)
        first = max(0, min(self._first_party + step, len(self._parties) - shown))
        if first != self._first_party:
            self._first_party = first
            self.refresh()
            self.head.refresh()

    def cells(self, row: int, width: int) -> Iterator[Cell]:
        """The mark, the title, and what the room allows of the rest; or the head of a group."""
        at = self._rows[row]
        if isinstance(at, Group):
            yield from self._head_of_group(row, at, width)
            return
        found, kept = self._files[at], self._kept.get(at, _UNREAD)
        layout = self._layout(width)
        mark = "" if kept.verdict is None else ("[x]" if at in self.marks else "[ ]")
        yield Cell(mark, width=MARK)
        title = title_of(found, kept)
        if kept.problem is not None:
            title = end_of(title, layout.title)  # of a path the end says more than the beginning
        elif at in self._twins and not layout.file:
            name = at.name if self._twin_names[at.name] == 1 else found.name
            title = with_file_name(title, shown_path(name), layout.title)
        yield Cell(title, "title", width=layout.title)
        verdict = self._verdict(at)
        if verdict is not None:
            yield from self._verdict_cells(verdict, kept, layout)
        elif kept.problem is not None:
            yield Cell(f"! {kept.problem.problems[0].explanation}", "crossed", before=1)
            return
        else:
            words = "reading ..." if kept.case is None else case_words(kept.case)
            yield Cell(words, "muted", before=1)
            return
        if layout.changed:
            yield Cell(when(found.changed, layout.changed), "muted", before=1)
        if layout.case:
            yield Cell(verdict.case.title, "muted", width=layout.case - 1, before=1)
        if layout.file:
            yield Cell(found.name, "muted", before=1)

    def _head_of_group(self, row: int, group: Group, width: int) -> Iterator[Cell]:
        number = counted(len(list(self._members(row))), "scenario")
        words = group_words(group)
        several = f" · {group.case.title}" if len(self._cases) > 1 else ""
        if cell_len(f"{words} · {number}{several}") > width:
            words = short_group_words(group)
        yield Cell(words, "title")
        yield Cell(f"· {number}{several}", "muted", before=1)

    def _members(self, row: int) -> Iterator[tuple[Found, Verdict]]:
        """The scenarios below the head of a group."""
        for at in self._rows[row + 1 :]:
            if not isinstance(at, Path) or (verdict := self._verdict(at)) is None:
                return
            yield self._files[at], verdict

    def _verdict(self, path: Path) -> Verdict | None:
        return self._kept.get(path, _UNREAD).by(self.reading)

    def _verdict_cells(self, verdict: Verdict, kept: Kept, layout: TableColumns) -> Iterator[Cell]:
        held = {party.party.name: party for party in verdict.parties}
        names = self._parties
        for place in layout.parties:
            party = held.get(names[place])
            words = party_words(party, layout.party - 1) if party is not None else ""
            style = STYLES[party.status] if party is not None else "muted"
            yield Cell(words, style, width=layout.party - 1, before=1)
        if layout.counts:
            for number, style in (
                (len(verdict.crossed), "crossed"),
                (len(verdict.contested), "contested"),
                (len(verdict.undecided), "undecided"),
                (len(aside(verdict)), "contested"),
            ):
                shown = f"{number:,}" if number else "·"
                yield Cell(shown, style if number else "muted", COUNT - 1, 1)
        if layout.own:
            own = own_reading(kept)
            said = "" if own is self.reading or own is None else f"≠{own}"
            yield Cell(said, "contested", width=layout.own - 1, before=1)

    def _head(self, width: int) -> Content:
        """The names of the columns; the one that is sorted by has an arrow."""
        parts = []
        for sort, word, room in self._columns(width):
            arrow = self.arrow if sort == self.sort.name else ""
            indent = " " * (MARK + 1) if sort == "title" else " "
            text = f"{indent}{word}{arrow}"[:room]
            parts.append(plain(text + " " * (room - cell_len(text)), "bold" if arrow else ""))
        return Content("").join(parts)

    def _sort_at(self, x: int, width: int) -> None:
        """Sort by the column whose name was clicked; the other way round if it was that already."""
        for name, _, room in self._columns(width):
            if x < room:
                sort = next((each for each in SORTS if each.name == name), None)
                if sort is not None:
                    self.sort_by(sort, reverse=sort is self.sort and not self.reverse)
                    self.post_message(self.Rearranged())
                return
            x -= room

    def _columns(self, width: int) -> list[tuple[str, str, int]]:
        """What each column is sorted by, its name and its width."""
        layout = self._layout(width - 2)  # the mark of the cursor, and the scrollbar
        parties = self._parties
        names = told_apart([one_line(name) for name in parties], max(1, layout.party - 1))
        shown = [("", names[place], layout.party) for place in layout.parties]
        if layout.parties and layout.parties[0]:
            shown[0] = ("", f"<{names[layout.parties[0]]}", layout.party)
        # Those of other cases are no news: their scenarios show them when the cursor comes there.
        after = len(self._own_parties) - 1 - (layout.parties[-1] if layout.parties else -1)
        if after > 0 and shown:
            word = names[layout.parties[-1]][: max(0, layout.party - 4)]
            shown[-1] = ("", f"{word} {after}>", layout.party)
        signs = [
            ("crossed", "✗", COUNT),
            ("contested", "?", COUNT),
            ("undecided", "~", COUNT),
            ("aside", SIGNS[PARTY_TONES[PartyStatus.SET_ASIDE]], COUNT),
        ]
        return [
            ("title", "Title", MARK + layout.title + 1),
            *shown,
            *(signs if layout.counts else ()),
            ("own reading", "File says", layout.own),
            ("changed", "Changed", layout.changed),
            ("case", "Case", layout.case),
            ("file", "File", layout.file),
        ]

    @property
    def arrow(self) -> str:
        """Which way it is sorted."""
        return "▾" if self.sort.largest_first != self.reverse else "▴"

    def _arrange(self) -> None:
        """Filter and sort anew; the cursor stays on its file, or else in its place."""
        here = self._row
        known: list[tuple[Any, str, Path]] = []
        unknown: list[tuple[Any, str, Path]] = []
        cases: list[tuple[Any, str, Path]] = []
        for path, found in self._files.items():
            if self._holds(path):
                value = self.sort.key(found, self._kept.get(path, _UNREAD), self.reading)
                rows = unknown if value is None else known
                (cases if path in self._case_files else rows).append((value, found.name, path))
        known.sort(key=lambda held: held[1])
        known.sort(key=lambda held: held[0], reverse=self.sort.largest_first != self.reverse)
        # Cases stand behind all scenarios, whatever these are sorted by.
        for unsorted in (unknown, cases):
            unsorted.sort(key=lambda held: held[1])
        order = [path for _, _, path in (*known, *unknown, *cases)]
        self._rows = list(self._in_groups(order)) if self.grouped else [*order]
        with self.prevent(RowList.Moved):
            self.set_row_count(len(self._rows))
            if isinstance(here, Path) and here in self._files:
                self.go_to(here)
        self.head.refresh()
        if self._row != here:
            self.post_message(self.Rearranged())

    def _in_groups(self, order: Iterable[Path]) -> Iterator[_Row]:
        """Group by group, then what cannot be judged."""
        judged: list[Path] = []
        verdicts: list[Verdict] = []
        others: list[Path] = []
        for path in order:
            if (verdict := self._verdict(path)) is not None:
                judged.append(path)
                verdicts.append(verdict)
            else:
                others.append(path)
        for group in groups(verdicts):
            yield group
            yield from (judged[member] for member in group.members)
        yield from others

    def _holds(self, path: Path) -> bool:
        if not self._filter:
            return True
        kept = self._kept.get(path)
        if kept is not None:
            return kept.holds(self._filter, self.reading)
        name = self._files[path].name.casefold()
        return all(word in name for word in self._filter)

    def _layout(self, width: int) -> TableColumns:
        listed = Listed(
            parties=len(self._parties),
            own_parties=len(self._own_parties),
            first=self._first_party,
            grouped=self.grouped,
            several_cases=len(self._cases) > 1,
            own_readings=self.some_read_otherwise,
        )
        return table_columns(width, listed)
